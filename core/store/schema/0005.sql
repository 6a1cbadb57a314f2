-- SPDX-FileCopyrightText: Groundplan contributors
-- SPDX-License-Identifier: Apache-2.0
--
-- What is known about the project and is not part of what it says: under which page a document was published, how far a
-- run came. No history: undoing an edit must not forget that a page exists.

CREATE TABLE beside (
    scope TEXT NOT NULL,
    name TEXT NOT NULL,
    value TEXT NOT NULL,
    PRIMARY KEY (scope, name)
) STRICT, WITHOUT ROWID;

-- SPDX-FileCopyrightText: Groundplan contributors
-- SPDX-License-Identifier: Apache-2.0
--
-- A cheap everyday edit, which writes two pages (what changed, and its entry), and a history that can be folded.

ALTER TABLE history RENAME TO history_before;
ALTER TABLE redo RENAME TO redo_before;

-- Without a foreign key and its index on parent_id: the one would search all entries whenever one is folded, the other
-- would cost each edit a page. `verify` looks after the tree. edits: how many edits a row stands for, more than one where
-- the oldest have been folded together. The changeset comes last: what stands behind it can only be read through it.
CREATE TABLE history (
    id INTEGER PRIMARY KEY,
    parent_id INTEGER CHECK (parent_id < id),
    label TEXT NOT NULL,
    author TEXT NOT NULL,
    time TEXT NOT NULL,
    edits INTEGER NOT NULL DEFAULT 1,
    changeset BLOB NOT NULL
) STRICT;
INSERT INTO history (id, parent_id, label, author, time, changeset)
SELECT id, parent_id, label, author, time, changeset FROM history_before ORDER BY id;

-- Only what was chosen by going there: without a row, redo goes to the newest edit after a state.
CREATE TABLE redo (
    parent_id INTEGER PRIMARY KEY,
    child_id INTEGER NOT NULL
) STRICT;
INSERT INTO redo (parent_id, child_id) SELECT parent_id, child_id FROM redo_before;

DROP TABLE redo_before;
DROP TABLE history_before;

-- meta.head is there only where the head is not the newest entry. Other rows from here on: last_id, the highest id that an
-- entry ever had, where that entry is gone; history_edits and history_bytes, how much history to keep.
DELETE FROM meta WHERE key = 'head' AND value = (SELECT coalesce(max(id), 0) FROM history);

-- SPDX-FileCopyrightText: Groundplan contributors
-- SPDX-License-Identifier: Apache-2.0
--
-- Content. Every table has a primary key, because SQLite's session extension records only those. Foreign keys are
-- deferred and take NO ACTION: a cascade would make an inverted changeset conflict with what it deletes itself.
-- Keys are unique by the model's checks and not by an index, so that a changeset can swap two of them in any order.
-- Identities are numbers of the model (53 bits); JSON is compact with sorted names, so equal content is equal bytes.

CREATE TABLE plateau (
    id INTEGER PRIMARY KEY,
    key TEXT NOT NULL,
    name TEXT NOT NULL,
    description TEXT NOT NULL,
    kind TEXT NOT NULL,
    parent_id INTEGER REFERENCES plateau (id) DEFERRABLE INITIALLY DEFERRED,
    position INTEGER NOT NULL,
    date TEXT
) STRICT;
CREATE INDEX plateau_parent_index ON plateau (parent_id);

CREATE TABLE element (
    id INTEGER PRIMARY KEY,
    key TEXT NOT NULL,
    kind TEXT NOT NULL,
    since INTEGER NOT NULL REFERENCES plateau (id) DEFERRABLE INITIALLY DEFERRED
) STRICT;
CREATE INDEX element_key_index ON element (key);
CREATE INDEX element_since_index ON element (since, kind);

-- One row a plateau where the element is gone: there can be one on each branch.
CREATE TABLE element_until (
    element_id INTEGER NOT NULL REFERENCES element (id) DEFERRABLE INITIALLY DEFERRED,
    plateau_id INTEGER NOT NULL REFERENCES plateau (id) DEFERRABLE INITIALLY DEFERRED,
    PRIMARY KEY (element_id, plateau_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX element_until_plateau_index ON element_until (plateau_id);

-- What a plateau says about an element and no more: what it does not name is inherited, null unsets.
CREATE TABLE element_revision (
    element_id INTEGER NOT NULL REFERENCES element (id) DEFERRABLE INITIALLY DEFERRED,
    plateau_id INTEGER NOT NULL REFERENCES plateau (id) DEFERRABLE INITIALLY DEFERRED,
    properties TEXT NOT NULL,
    PRIMARY KEY (element_id, plateau_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX element_revision_plateau_index ON element_revision (plateau_id);

CREATE TABLE relation (
    id INTEGER PRIMARY KEY,
    kind TEXT NOT NULL,
    source INTEGER NOT NULL REFERENCES element (id) DEFERRABLE INITIALLY DEFERRED,
    target INTEGER NOT NULL REFERENCES element (id) DEFERRABLE INITIALLY DEFERRED,
    since INTEGER NOT NULL REFERENCES plateau (id) DEFERRABLE INITIALLY DEFERRED
) STRICT;
CREATE INDEX relation_source_index ON relation (source, kind);
CREATE INDEX relation_target_index ON relation (target, kind);
CREATE INDEX relation_since_index ON relation (since, kind);

CREATE TABLE relation_until (
    relation_id INTEGER NOT NULL REFERENCES relation (id) DEFERRABLE INITIALLY DEFERRED,
    plateau_id INTEGER NOT NULL REFERENCES plateau (id) DEFERRABLE INITIALLY DEFERRED,
    PRIMARY KEY (relation_id, plateau_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX relation_until_plateau_index ON relation_until (plateau_id);

CREATE TABLE relation_revision (
    relation_id INTEGER NOT NULL REFERENCES relation (id) DEFERRABLE INITIALLY DEFERRED,
    plateau_id INTEGER NOT NULL REFERENCES plateau (id) DEFERRABLE INITIALLY DEFERRED,
    properties TEXT NOT NULL,
    PRIMARY KEY (relation_id, plateau_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX relation_revision_plateau_index ON relation_revision (plateau_id);

-- Decisions, work packages, waivers, risks, KPIs…: resources/metamodel/records.yaml says what each kind holds.
CREATE TABLE record (
    id INTEGER PRIMARY KEY,
    kind TEXT NOT NULL,
    key TEXT NOT NULL,
    properties TEXT NOT NULL
) STRICT;
CREATE INDEX record_kind_index ON record (kind, key);

CREATE TABLE view (
    id INTEGER PRIMARY KEY,
    key TEXT NOT NULL,
    properties TEXT NOT NULL
) STRICT;

CREATE TABLE placement (
    view_id INTEGER NOT NULL REFERENCES view (id) DEFERRABLE INITIALLY DEFERRED,
    element_id INTEGER NOT NULL REFERENCES element (id) DEFERRABLE INITIALLY DEFERRED,
    x INTEGER NOT NULL,
    y INTEGER NOT NULL,
    PRIMARY KEY (view_id, element_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX placement_element_index ON placement (element_id);

-- points: [x, y, x, y, …] of a cubic Bézier line.
CREATE TABLE route (
    view_id INTEGER NOT NULL REFERENCES view (id) DEFERRABLE INITIALLY DEFERRED,
    relation_id INTEGER NOT NULL REFERENCES relation (id) DEFERRABLE INITIALLY DEFERRED,
    points TEXT NOT NULL,
    PRIMARY KEY (view_id, relation_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX route_relation_index ON route (relation_id);

-- Provenance, in the order in which it was found.
CREATE TABLE element_source (
    element_id INTEGER NOT NULL REFERENCES element (id) DEFERRABLE INITIALLY DEFERRED,
    position INTEGER NOT NULL,
    format TEXT NOT NULL,
    file TEXT NOT NULL,
    line INTEGER NOT NULL,
    mechanism TEXT NOT NULL,
    inferred INTEGER NOT NULL,
    stated TEXT NOT NULL,
    PRIMARY KEY (element_id, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE relation_source (
    relation_id INTEGER NOT NULL REFERENCES relation (id) DEFERRABLE INITIALLY DEFERRED,
    position INTEGER NOT NULL,
    format TEXT NOT NULL,
    file TEXT NOT NULL,
    line INTEGER NOT NULL,
    mechanism TEXT NOT NULL,
    inferred INTEGER NOT NULL,
    stated TEXT NOT NULL,
    PRIMARY KEY (relation_id, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE element_unresolved (
    element_id INTEGER NOT NULL REFERENCES element (id) DEFERRABLE INITIALLY DEFERRED,
    position INTEGER NOT NULL,
    relation_kind TEXT NOT NULL,
    reference TEXT NOT NULL,
    format TEXT NOT NULL,
    file TEXT NOT NULL,
    line INTEGER NOT NULL,
    mechanism TEXT NOT NULL,
    inferred INTEGER NOT NULL,
    stated TEXT NOT NULL,
    PRIMARY KEY (element_id, position)
) STRICT, WITHOUT ROWID;

-- History and snapshots: about the content, never part of a changeset.

-- A tree. parent_id is null for an edit of the first state. changeset: what SQLite's session extension recorded.
CREATE TABLE history (
    id INTEGER PRIMARY KEY,
    parent_id INTEGER REFERENCES history (id) CHECK (parent_id < id),
    label TEXT NOT NULL,
    author TEXT NOT NULL,
    time TEXT NOT NULL,
    changeset BLOB NOT NULL
) STRICT;
CREATE INDEX history_parent_index ON history (parent_id);

-- The edit that redo goes to from a state: that of the branch last taken. parent_id 0 is the first state.
CREATE TABLE redo (
    parent_id INTEGER PRIMARY KEY,
    child_id INTEGER NOT NULL REFERENCES history (id)
) STRICT;

-- A snapshot is a project file of its own (zlib, with the length in front as qCompress writes it).
CREATE TABLE snapshot (
    name TEXT PRIMARY KEY,
    author TEXT NOT NULL,
    time TEXT NOT NULL,
    data BLOB NOT NULL
) STRICT, WITHOUT ROWID;

-- head: id of the last edit of the present state, 0 for the first state.
CREATE TABLE meta (
    key TEXT PRIMARY KEY,
    value INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
INSERT INTO meta (key, value) VALUES ('head', 0);

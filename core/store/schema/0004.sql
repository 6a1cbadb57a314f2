-- SPDX-FileCopyrightText: Groundplan contributors
-- SPDX-License-Identifier: Apache-2.0
--
-- A public view for each kind of relation: shorter to write, and a rule that reads one need not run again for the others.
-- And the item of the catalogue that a control is made from, and what a decision was weighed by.

DROP VIEW controls;
CREATE VIEW controls AS
SELECT e.plateau AS plateau, e.id AS id, e.key AS key, e.name AS name, e.properties ->> '$.objective' AS objective,
    e.properties ->> '$.enforcement_point' AS enforcement_point, e.properties ->> '$.mode' AS mode,
    owner.target_key AS owner, e.properties ->> '$.short_requirement' AS short_requirement,
    e.properties ->> '$.tool' AS tool, e.properties ->> '$.evidence_kind' AS evidence_kind,
    e.properties ->> '$.catalogue' AS catalogue
FROM element_state e
LEFT JOIN relation_first owner
    ON owner.plateau_id = e.plateau_id AND owner.source = e.id AND owner.kind = 'ownedBy'
WHERE e.kind = 'control';

DROP VIEW decisions;
CREATE VIEW decisions AS
SELECT id AS id, properties ->> '$.number' AS number, key AS slug, properties ->> '$.title' AS title,
    properties ->> '$.status' AS status, properties ->> '$.date' AS date, properties ->> '$.review_by' AS review_by,
    properties ->> '$.reach' AS reach, properties ->> '$.reversibility' AS reversibility,
    properties ->> '$.chosen' AS chosen, properties ->> '$.deciders' AS deciders, properties ->> '$.drivers' AS drivers,
    properties ->> '$.options' AS options, properties ->> '$.good_consequences' AS good_consequences,
    properties ->> '$.bad_consequences' AS bad_consequences
FROM record
WHERE kind = 'decision';

CREATE VIEW depends_on AS
SELECT plateau AS plateau, id AS id, source AS source, target AS target, source_key AS source_key,
    target_key AS target_key, since AS since, until AS until, properties AS properties,
    properties ->> '$.protocol' AS protocol, properties ->> '$.mode' AS mode
FROM relations WHERE kind = 'dependsOn';

CREATE VIEW promotes_to AS
SELECT plateau AS plateau, id AS id, source AS source, target AS target, source_key AS source_key,
    target_key AS target_key, since AS since, until AS until, properties AS properties,
    properties ->> '$.gate' AS gate
FROM relations WHERE kind = 'promotesTo';

CREATE VIEW provides AS
SELECT plateau AS plateau, id AS id, source AS source, target AS target, source_key AS source_key,
    target_key AS target_key, since AS since, until AS until, properties AS properties
FROM relations WHERE kind = 'provides';

CREATE VIEW delivered_by AS
SELECT plateau AS plateau, id AS id, source AS source, target AS target, source_key AS source_key,
    target_key AS target_key, since AS since, until AS until, properties AS properties
FROM relations WHERE kind = 'deliveredBy';

CREATE VIEW deploys_to AS
SELECT plateau AS plateau, id AS id, source AS source, target AS target, source_key AS source_key,
    target_key AS target_key, since AS since, until AS until, properties AS properties
FROM relations WHERE kind = 'deploysTo';

CREATE VIEW runs_in AS
SELECT plateau AS plateau, id AS id, source AS source, target AS target, source_key AS source_key,
    target_key AS target_key, since AS since, until AS until, properties AS properties
FROM relations WHERE kind = 'runsIn';

CREATE VIEW guards AS
SELECT plateau AS plateau, id AS id, source AS source, target AS target, source_key AS source_key,
    target_key AS target_key, since AS since, until AS until, properties AS properties
FROM relations WHERE kind = 'guards';

CREATE VIEW uses AS
SELECT plateau AS plateau, id AS id, source AS source, target AS target, source_key AS source_key,
    target_key AS target_key, since AS since, until AS until, properties AS properties
FROM relations WHERE kind = 'uses';

CREATE VIEW owned_by AS
SELECT plateau AS plateau, id AS id, source AS source, target AS target, source_key AS source_key,
    target_key AS target_key, since AS since, until AS until, properties AS properties
FROM relations WHERE kind = 'ownedBy';

CREATE VIEW part_of AS
SELECT plateau AS plateau, id AS id, source AS source, target AS target, source_key AS source_key,
    target_key AS target_key, since AS since, until AS until, properties AS properties
FROM relations WHERE kind = 'partOf';

CREATE VIEW replaces AS
SELECT plateau AS plateau, id AS id, source AS source, target AS target, source_key AS source_key,
    target_key AS target_key, since AS since, until AS until, properties AS properties
FROM relations WHERE kind = 'replaces';

CREATE VIEW follows AS
SELECT plateau AS plateau, id AS id, source AS source, target AS target, source_key AS source_key,
    target_key AS target_key, since AS since, until AS until, properties AS properties
FROM relations WHERE kind = 'follows';

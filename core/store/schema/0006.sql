-- SPDX-FileCopyrightText: Groundplan contributors
-- SPDX-License-Identifier: Apache-2.0
--
-- The review board: between which states a review goes, its verdicts, and what it leaves to be done. And whether a waiver
-- was granted or is asked for; one without a status is granted.

DROP VIEW waivers;
CREATE VIEW waivers AS
SELECT r.id AS id, r.properties ->> '$.rule' AS rule, e.id AS element_id, r.properties ->> '$.reason' AS reason,
    r.properties ->> '$.compensating_control' AS compensating_control, r.properties ->> '$.approver' AS approver,
    r.properties ->> '$.expires' AS expires, r.properties ->> '$.expires_at_plateau' AS expires_at_plateau,
    r.key AS key, r.properties ->> '$.element' AS element_key, r.properties ->> '$.owner' AS owner,
    r.properties ->> '$.granted' AS granted, r.properties ->> '$.status' AS status
FROM record r
LEFT JOIN element e ON e.key = r.properties ->> '$.element'
WHERE r.kind = 'waiver';

DROP VIEW reviews;
CREATE VIEW reviews AS
SELECT id AS id, key AS key, properties ->> '$.title' AS title, properties ->> '$.date' AS date,
    properties ->> '$.submitted' AS submitted, properties ->> '$.status' AS status,
    properties ->> '$.minutes' AS minutes, properties ->> '$.submitter' AS submitter,
    properties ->> '$.reviewers' AS reviewers, properties ->> '$.from_plateau' AS from_plateau,
    properties ->> '$.to_plateau' AS to_plateau, properties ->> '$.chair' AS chair, properties ->> '$.quorum' AS quorum
FROM record
WHERE kind = 'review';

CREATE VIEW verdicts AS
SELECT review_id AS review_id, review_key AS review_key, item ->> '$.decision' AS decision, item ->> '$.waiver' AS waiver,
    item ->> '$.verdict' AS verdict, item ->> '$.by' AS by, item ->> '$.rationale' AS rationale,
    item ->> '$.override' AS override, item ->> '$.date' AS date
FROM (
    SELECT r.id AS review_id, r.key AS review_key, CASE j.type WHEN 'object' THEN j.value ELSE '{}' END AS item
    FROM record r, json_each(r.properties, '$.verdicts') j
    WHERE r.kind = 'review');

CREATE VIEW actions AS
SELECT id AS id, key AS key, properties ->> '$.title' AS title, properties ->> '$.kind' AS kind,
    properties ->> '$.owner' AS owner, properties ->> '$.due' AS due, properties ->> '$.status' AS status,
    properties ->> '$.done' AS done, properties ->> '$.review' AS review, properties ->> '$.decision' AS decision,
    properties ->> '$.waiver' AS waiver
FROM record
WHERE kind = 'action';

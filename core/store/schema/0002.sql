-- SPDX-FileCopyrightText: Groundplan contributors
-- SPDX-License-Identifier: Apache-2.0
--
-- The public SQL views (docs/cli.md): columns are added, never renamed. Written for sqlite3 from 3.38 on, so that a plain
-- shell reads a project. The first six are the workings; the others are the interface. `Query::materialize` runs
-- each body again in this order over copies of those before it, so a body names its columns itself.

-- Every plateau with each plateau on its way to the root; distance 0 is itself. The limit ends a damaged tree.
CREATE VIEW plateau_path AS
WITH RECURSIVE path (plateau_id, plateau, ancestor_id, distance) AS (
    SELECT id, key, id, 0 FROM plateau
    UNION ALL
    SELECT path.plateau_id, path.plateau, above.parent_id, path.distance + 1
    FROM path JOIN plateau above ON above.id = path.ancestor_id
    WHERE above.parent_id IS NOT NULL AND path.distance < 1000
)
SELECT plateau_id, plateau, ancestor_id, distance FROM path;

-- Which element exists where: it begins on the path and none of its ends is on it.
CREATE VIEW element_at AS
SELECT born.plateau_id AS plateau_id, born.plateau AS plateau, e.id AS element_id, e.key AS key, e.kind AS kind,
    e.since AS since
FROM plateau_path born
JOIN element e ON e.since = born.ancestor_id
WHERE NOT EXISTS (
    SELECT 1 FROM element_until u JOIN plateau_path gone ON gone.ancestor_id = u.plateau_id
    WHERE u.element_id = e.id AND gone.plateau_id = born.plateau_id);

-- Which relation exists where: as an element, and so do both of its ends.
CREATE VIEW relation_at AS
SELECT born.plateau_id AS plateau_id, born.plateau AS plateau, r.id AS relation_id, r.kind AS kind,
    r.source AS source, r.target AS target, s.key AS source_key, t.key AS target_key, r.since AS since
FROM plateau_path born
JOIN relation r ON r.since = born.ancestor_id
JOIN element s ON s.id = r.source
JOIN element t ON t.id = r.target
WHERE NOT EXISTS (
    SELECT 1 FROM relation_until u JOIN plateau_path gone ON gone.ancestor_id = u.plateau_id
    WHERE u.relation_id = r.id AND gone.plateau_id = born.plateau_id)
AND EXISTS (
    SELECT 1 FROM plateau_path b WHERE b.plateau_id = born.plateau_id AND b.ancestor_id = s.since)
AND EXISTS (
    SELECT 1 FROM plateau_path b WHERE b.plateau_id = born.plateau_id AND b.ancestor_id = t.since)
AND NOT EXISTS (
    SELECT 1 FROM element_until u JOIN plateau_path gone ON gone.ancestor_id = u.plateau_id
    WHERE u.element_id IN (s.id, t.id) AND gone.plateau_id = born.plateau_id);

-- Effective properties: of each property the nearest plateau that names it wins, null unsets. Nearly all have one
-- revision on the path, and then its text is the answer as it stands. Numbers keep their digits through `->`.
CREATE VIEW element_properties AS
SELECT path.plateau_id AS plateau_id, r.element_id AS element_id,
    CASE WHEN count(*) = 1 AND instr(max(r.properties), ':null') = 0 THEN max(r.properties)
    ELSE (
        SELECT json_group_object(name, json(value)) FROM (
            SELECT p.key AS name, p.type AS type,
                CASE p.type WHEN 'text' THEN json_quote(p.value) WHEN 'true' THEN 'true' WHEN 'false' THEN 'false'
                    WHEN 'array' THEN p.value WHEN 'object' THEN p.value
                    ELSE one.properties -> ('$."' || p.key || '"') END AS value,
                row_number() OVER (PARTITION BY p.key ORDER BY near.distance) AS rank
            FROM plateau_path near
            JOIN element_revision one ON one.plateau_id = near.ancestor_id, json_each(one.properties) p
            WHERE near.plateau_id = path.plateau_id AND one.element_id = r.element_id)
        WHERE rank = 1 AND type <> 'null')
    END AS properties
FROM plateau_path path
JOIN element_revision r ON r.plateau_id = path.ancestor_id
GROUP BY path.plateau_id, r.element_id;

CREATE VIEW relation_properties AS
SELECT path.plateau_id AS plateau_id, r.relation_id AS relation_id,
    CASE WHEN count(*) = 1 AND instr(max(r.properties), ':null') = 0 THEN max(r.properties)
    ELSE (
        SELECT json_group_object(name, json(value)) FROM (
            SELECT p.key AS name, p.type AS type,
                CASE p.type WHEN 'text' THEN json_quote(p.value) WHEN 'true' THEN 'true' WHEN 'false' THEN 'false'
                    WHEN 'array' THEN p.value WHEN 'object' THEN p.value
                    ELSE one.properties -> ('$."' || p.key || '"') END AS value,
                row_number() OVER (PARTITION BY p.key ORDER BY near.distance) AS rank
            FROM plateau_path near
            JOIN relation_revision one ON one.plateau_id = near.ancestor_id, json_each(one.properties) p
            WHERE near.plateau_id = path.plateau_id AND one.relation_id = r.relation_id)
        WHERE rank = 1 AND type <> 'null')
    END AS properties
FROM plateau_path path
JOIN relation_revision r ON r.plateau_id = path.ancestor_id
GROUP BY path.plateau_id, r.relation_id;

-- The end of an element's only relation of a kind (owner, golden path); of several the first by key.
CREATE VIEW relation_first AS
SELECT plateau_id AS plateau_id, kind AS kind, source AS source, min(target_key) AS target_key
FROM relation_at
GROUP BY plateau_id, kind, source;

-- An element with its properties at each plateau where it exists; what the views by kind are made from.
CREATE VIEW element_state AS
SELECT at.plateau_id AS plateau_id, at.plateau AS plateau, at.element_id AS id, at.key AS key, at.kind AS kind,
    at.since AS since, coalesce(nullif(p.properties ->> '$.name', ''), at.key) AS name,
    p.properties ->> '$.description' AS description, coalesce(p.properties, '{}') AS properties
FROM element_at at
LEFT JOIN element_properties p ON p.plateau_id = at.plateau_id AND p.element_id = at.element_id;

-- The interface.

CREATE VIEW plateaus AS
SELECT p.key AS key, p.name AS name, p.kind AS kind, above.key AS parent, p.position AS position, p.date AS date,
    p.description AS description, p.id AS id
FROM plateau p
LEFT JOIN plateau above ON above.id = p.parent_id;

CREATE VIEW elements AS
SELECT e.plateau AS plateau, e.id AS id, e.key AS key, e.kind AS kind, e.name AS name, e.description AS description,
    owner.target_key AS owner,
    (SELECT key FROM plateau WHERE id = e.since) AS since,
    (SELECT group_concat(key, ' ') FROM (
        SELECT gone.key AS key FROM element_until u JOIN plateau gone ON gone.id = u.plateau_id
        WHERE u.element_id = e.id ORDER BY gone.position, gone.key)) AS until,
    e.properties AS properties
FROM element_state e
LEFT JOIN relation_first owner
    ON owner.plateau_id = e.plateau_id AND owner.source = e.id AND owner.kind = 'ownedBy';

CREATE VIEW services AS
SELECT e.plateau AS plateau, e.id AS id, e.key AS key, e.name AS name, e.properties ->> '$.workload' AS workload,
    e.properties ->> '$.tier' AS tier, owner.target_key AS owner, e.properties ->> '$.data_class' AS data_class,
    e.properties ->> '$.exposure' AS exposure, e.properties ->> '$.language' AS language,
    e.properties ->> '$.repository' AS repository,
    e.properties ->> '$.deployment_strategy' AS deployment_strategy, e.properties ->> '$.rollback' AS rollback,
    path.target_key AS golden_path, e.properties ->> '$.monthly_cost' AS monthly_cost,
    e.properties ->> '$.deployment_steps' AS deployment_steps, e.properties ->> '$.schedule' AS schedule,
    e.properties ->> '$.secrets' AS secrets, e.properties ->> '$.secret_rotation_days' AS secret_rotation_days,
    e.properties ->> '$.rto_minutes' AS rto_minutes, e.properties ->> '$.rpo_minutes' AS rpo_minutes,
    e.properties ->> '$.last_restore_test' AS last_restore_test, e.properties ->> '$.runbook' AS runbook,
    e.properties ->> '$.on_call' AS on_call, e.properties ->> '$.observability' AS observability,
    e.properties ->> '$.compliance' AS compliance, e.properties ->> '$.artifact' AS artifact,
    e.properties ->> '$.lifecycle' AS lifecycle
FROM element_state e
LEFT JOIN relation_first owner
    ON owner.plateau_id = e.plateau_id AND owner.source = e.id AND owner.kind = 'ownedBy'
LEFT JOIN relation_first path
    ON path.plateau_id = e.plateau_id AND path.source = e.id AND path.kind = 'follows'
WHERE e.kind = 'service';

CREATE VIEW pipelines AS
SELECT plateau AS plateau, id AS id, key AS key, name AS name, properties ->> '$.tool' AS tool,
    properties ->> '$.template' AS template, properties ->> '$.template_version' AS template_version,
    properties ->> '$.trigger' AS "trigger", properties ->> '$.repository' AS repository,
    properties ->> '$.runner' AS runner, properties ->> '$.signing' AS signing,
    properties ->> '$.provenance' AS provenance, properties ->> '$.credentials' AS credentials,
    properties ->> '$.duration_p95_minutes' AS duration_p95_minutes,
    properties ->> '$.lead_time_p50_hours' AS lead_time_p50_hours,
    properties ->> '$.success_rate' AS success_rate, properties ->> '$.manual_steps' AS manual_steps,
    properties ->> '$.monthly_cost' AS monthly_cost, properties ->> '$.deprecated' AS deprecated
FROM element_state
WHERE kind = 'pipeline';

-- position counts from 1. A stage that is not a map (a damaged file) has no fields, rather than failing the query.
CREATE VIEW pipeline_stages AS
SELECT plateau AS plateau, pipeline_id AS pipeline_id, pipeline_key AS pipeline_key, position AS position,
    stage ->> '$.name' AS name, coalesce(stage ->> '$.type', 'other') AS type,
    stage ->> '$.environment' AS environment_key, stage ->> '$.gate' AS gate, stage ->> '$.detail' AS detail,
    stage ->> '$.controls' AS controls
FROM (
    SELECT e.plateau AS plateau, e.id AS pipeline_id, e.key AS pipeline_key, j.key + 1 AS position,
        CASE j.type WHEN 'object' THEN j.value ELSE '{}' END AS stage
    FROM element_state e, json_each(e.properties, '$.stages') j
    WHERE e.kind = 'pipeline');

CREATE VIEW environments AS
SELECT plateau AS plateau, id AS id, key AS key, name AS name, properties ->> '$.type' AS type,
    properties ->> '$.platform' AS platform, properties ->> '$.region' AS region,
    properties ->> '$.account' AS account, properties ->> '$.lifecycle' AS lifecycle,
    properties ->> '$.ttl_hours' AS ttl_hours, properties ->> '$.data_policy' AS data_policy,
    properties ->> '$.monthly_cost' AS monthly_cost, properties ->> '$.provisioned_by' AS provisioned_by,
    properties ->> '$.recovery' AS recovery, properties ->> '$.utilisation' AS utilisation
FROM element_state
WHERE kind = 'environment';

CREATE VIEW controls AS
SELECT e.plateau AS plateau, e.id AS id, e.key AS key, e.name AS name, e.properties ->> '$.objective' AS objective,
    e.properties ->> '$.enforcement_point' AS enforcement_point, e.properties ->> '$.mode' AS mode,
    owner.target_key AS owner, e.properties ->> '$.short_requirement' AS short_requirement,
    e.properties ->> '$.tool' AS tool, e.properties ->> '$.evidence_kind' AS evidence_kind
FROM element_state e
LEFT JOIN relation_first owner
    ON owner.plateau_id = e.plateau_id AND owner.source = e.id AND owner.kind = 'ownedBy'
WHERE e.kind = 'control';

CREATE VIEW control_requirements AS
SELECT plateau AS plateau, control_id AS control_id, item ->> '$.framework' AS framework,
    item ->> '$.requirement' AS requirement, control_key AS control_key
FROM (
    SELECT e.plateau AS plateau, e.id AS control_id, e.key AS control_key,
        CASE j.type WHEN 'object' THEN j.value ELSE '{}' END AS item
    FROM element_state e, json_each(e.properties, '$.requirements') j
    WHERE e.kind = 'control');

CREATE VIEW evidence AS
SELECT r.id AS id, control.id AS control_id, subject.id AS subject_id, r.properties ->> '$.kind' AS kind,
    r.properties ->> '$.location' AS location, r.properties ->> '$.collected' AS collected,
    r.properties ->> '$.valid_until' AS valid_until, r.properties ->> '$.result' AS result, r.key AS key,
    r.properties ->> '$.control' AS control_key, r.properties ->> '$.subject' AS subject_key
FROM record r
LEFT JOIN element control ON control.key = r.properties ->> '$.control'
LEFT JOIN element subject ON subject.key = r.properties ->> '$.subject'
WHERE r.kind = 'evidence';

CREATE VIEW technologies AS
SELECT plateau AS plateau, id AS id, key AS key, name AS name, properties ->> '$.category' AS category,
    properties ->> '$.adoption' AS adoption, properties ->> '$.ring' AS ring, properties ->> '$.version' AS version,
    properties ->> '$.home_page' AS home_page, properties ->> '$.licence' AS licence,
    properties ->> '$.monthly_cost' AS monthly_cost
FROM element_state
WHERE kind = 'technology';

CREATE VIEW teams AS
SELECT plateau AS plateau, id AS id, key AS key, name AS name, properties ->> '$.type' AS type,
    properties ->> '$.contact' AS contact, properties ->> '$.size' AS size
FROM element_state
WHERE kind = 'team';

CREATE VIEW groups AS
SELECT plateau AS plateau, id AS id, key AS key, name AS name, properties ->> '$.type' AS type
FROM element_state
WHERE kind = 'group';

CREATE VIEW apis AS
SELECT plateau AS plateau, id AS id, key AS key, name AS name, properties ->> '$.type' AS type,
    properties ->> '$.lifecycle' AS lifecycle
FROM element_state
WHERE kind = 'api';

CREATE VIEW golden_paths AS
SELECT plateau AS plateau, id AS id, key AS key, name AS name, properties ->> '$.workload' AS workload,
    properties ->> '$.version' AS version, properties ->> '$.pipeline' AS pipeline,
    properties ->> '$.required_controls' AS required_controls, properties ->> '$.environments' AS environments,
    properties ->> '$.technologies' AS technologies
FROM element_state
WHERE kind = 'goldenPath';

CREATE VIEW relations AS
SELECT at.plateau AS plateau, at.relation_id AS id, at.kind AS kind, at.source AS source, at.target AS target,
    at.source_key AS source_key, at.target_key AS target_key,
    (SELECT key FROM plateau WHERE id = at.since) AS since,
    (SELECT group_concat(key, ' ') FROM (
        SELECT gone.key AS key FROM relation_until u JOIN plateau gone ON gone.id = u.plateau_id
        WHERE u.relation_id = at.relation_id ORDER BY gone.position, gone.key)) AS until,
    coalesce(p.properties, '{}') AS properties
FROM relation_at at
LEFT JOIN relation_properties p ON p.plateau_id = at.plateau_id AND p.relation_id = at.relation_id;

CREATE VIEW slos AS
SELECT plateau AS plateau, service_id AS service_id, service_key AS service_key, slo ->> '$.name' AS name,
    slo ->> '$.sli' AS sli, slo ->> '$.objective' AS objective, slo ->> '$.window' AS "window"
FROM (
    SELECT e.plateau AS plateau, e.id AS service_id, e.key AS service_key,
        CASE j.type WHEN 'object' THEN j.value ELSE '{}' END AS slo
    FROM element_state e, json_each(e.properties, '$.slos') j
    WHERE e.kind = 'service');

CREATE VIEW decisions AS
SELECT id AS id, properties ->> '$.number' AS number, key AS slug, properties ->> '$.title' AS title,
    properties ->> '$.status' AS status, properties ->> '$.date' AS date, properties ->> '$.review_by' AS review_by,
    properties ->> '$.reach' AS reach, properties ->> '$.reversibility' AS reversibility,
    properties ->> '$.chosen' AS chosen
FROM record
WHERE kind = 'decision';

CREATE VIEW decision_links AS
SELECT link.decision_id AS decision_id, link.item ->> '$.kind' AS kind, target.id AS target_id,
    link.item ->> '$.target' AS target_slug
FROM (
    SELECT r.id AS decision_id, CASE j.type WHEN 'object' THEN j.value ELSE '{}' END AS item
    FROM record r, json_each(r.properties, '$.links') j
    WHERE r.kind = 'decision') link
LEFT JOIN record target ON target.kind = 'decision' AND target.key = link.item ->> '$.target';

-- Which elements a decision, work package or risk is about.
CREATE VIEW record_elements AS
SELECT r.id AS record_id, r.kind AS record_kind, r.key AS record_key, e.id AS element_id, j.value AS element_key
FROM record r, json_each(r.properties, '$.elements') j
LEFT JOIN element e ON e.key = j.value;

CREATE VIEW nfr_answers AS
SELECT r.id AS id, r.key AS key, r.properties ->> '$.nfr' AS nfr, e.id AS element_id,
    r.properties ->> '$.element' AS element_key, r.properties ->> '$.plateau' AS plateau,
    r.properties ->> '$.answer' AS answer, r.properties ->> '$.reason' AS reason,
    r.properties ->> '$.target' AS target, r.properties ->> '$.owner' AS owner, r.properties ->> '$.due' AS due,
    r.properties ->> '$.evidence' AS evidence
FROM record r
LEFT JOIN element e ON e.key = r.properties ->> '$.element'
WHERE r.kind = 'nfrAnswer';

CREATE VIEW waivers AS
SELECT r.id AS id, r.properties ->> '$.rule' AS rule, e.id AS element_id, r.properties ->> '$.reason' AS reason,
    r.properties ->> '$.compensating_control' AS compensating_control, r.properties ->> '$.approver' AS approver,
    r.properties ->> '$.expires' AS expires, r.properties ->> '$.expires_at_plateau' AS expires_at_plateau,
    r.key AS key, r.properties ->> '$.element' AS element_key, r.properties ->> '$.owner' AS owner,
    r.properties ->> '$.granted' AS granted
FROM record r
LEFT JOIN element e ON e.key = r.properties ->> '$.element'
WHERE r.kind = 'waiver';

CREATE VIEW work_packages AS
SELECT id AS id, key AS key, coalesce(nullif(properties ->> '$.name', ''), key) AS name,
    properties ->> '$.from_plateau' AS from_plateau, properties ->> '$.to_plateau' AS to_plateau,
    properties ->> '$.effort_days' AS effort_days, properties ->> '$.owner' AS owner,
    properties ->> '$.start' AS start, properties ->> '$.finish' AS finish, properties ->> '$.outcome' AS outcome,
    properties ->> '$.description' AS description, properties ->> '$.depends_on' AS depends_on
FROM record
WHERE kind = 'workPackage';

CREATE VIEW risks AS
SELECT id AS id, key AS key, properties ->> '$.title' AS title, properties ->> '$.description' AS description,
    properties ->> '$.likelihood' AS likelihood, properties ->> '$.impact' AS impact,
    properties ->> '$.mitigation' AS mitigation, properties ->> '$.owner' AS owner,
    properties ->> '$.status' AS status
FROM record
WHERE kind = 'risk';

CREATE VIEW kpis AS
SELECT id AS id, key AS key, coalesce(nullif(properties ->> '$.name', ''), key) AS name,
    properties ->> '$.description' AS description, properties ->> '$.unit' AS unit,
    properties ->> '$.better' AS better, properties ->> '$.baseline' AS baseline,
    properties ->> '$.target' AS target, properties ->> '$.frequency' AS frequency,
    properties ->> '$.source' AS source
FROM record
WHERE kind = 'kpi';

CREATE VIEW measurements AS
SELECT kpi_id AS kpi_id, kpi_key AS kpi_key, item ->> '$.date' AS date, item ->> '$.value' AS value
FROM (
    SELECT r.id AS kpi_id, r.key AS kpi_key, CASE j.type WHEN 'object' THEN j.value ELSE '{}' END AS item
    FROM record r, json_each(r.properties, '$.measurements') j
    WHERE r.kind = 'kpi');

CREATE VIEW reviews AS
SELECT id AS id, key AS key, properties ->> '$.title' AS title, properties ->> '$.date' AS date,
    properties ->> '$.submitted' AS submitted, properties ->> '$.status' AS status,
    properties ->> '$.minutes' AS minutes
FROM record
WHERE kind = 'review';

CREATE VIEW stakeholders AS
SELECT id AS id, key AS key, coalesce(nullif(properties ->> '$.name', ''), key) AS name,
    properties ->> '$.role' AS role, properties ->> '$.interest' AS interest,
    properties ->> '$.decision_rights' AS decision_rights, properties ->> '$.signs' AS signs
FROM record
WHERE kind = 'stakeholder';

CREATE VIEW sources AS
SELECT element_id AS element_id, NULL AS relation_id, format AS format, file AS file, line AS line,
    mechanism AS mechanism, inferred AS inferred
FROM element_source
UNION ALL
SELECT NULL AS element_id, relation_id AS relation_id, format AS format, file AS file, line AS line,
    mechanism AS mechanism, inferred AS inferred
FROM relation_source;

CREATE VIEW unresolved_references AS
SELECT element_id AS element_id, relation_kind AS kind, reference AS reference, format AS format, file AS file,
    line AS line, mechanism AS mechanism
FROM element_unresolved;

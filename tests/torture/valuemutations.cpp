// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
// Files that are sound databases and bad projects: foreign or altered schemas, absurd values.
#include "tests/torture/mutations.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QtEndian>

#include <sqlite3.h>

using namespace Qt::StringLiterals;

namespace gp::torture {

namespace {

// ---------------------------------------------------------------- schema

void foreignObject(Patient &patient)
{
    static constexpr const char *all[] = {
        "CREATE TRIGGER evil AFTER INSERT ON element BEGIN DELETE FROM history; END",
        "CREATE TRIGGER evil INSTEAD OF INSERT ON services BEGIN DELETE FROM history; END",
        "CREATE VIEW evil AS SELECT * FROM element",
        "CREATE VIEW evil AS WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT * FROM "
        "n",
        "CREATE VIEW zzz AS SELECT * FROM no_such_table",
        "CREATE VIEW a AS SELECT * FROM element a, element b, element c, element d, element e, element f",
        "CREATE TABLE notes (text); INSERT INTO notes VALUES ('mine')",
        "CREATE TABLE nfrs (a); CREATE TABLE findings (b)",
        "CREATE TABLE \"; DROP TABLE element; --\" (a)",
        "CREATE TABLE \"two\nlines\" (a)",
        "CREATE TABLE gen (a, b AS (a || hex(randomblob(3))) STORED CHECK (length(b) < 99), c DEFAULT "
        "(random()))",
        "CREATE INDEX evil ON element (lower(key))",
        "CREATE INDEX evil ON element (key) WHERE abs(id) > 1",
        "CREATE UNIQUE INDEX evil ON element (kind, key)",
        "CREATE VIRTUAL TABLE evil USING fts5 (text)",
        "CREATE VIRTUAL TABLE evil USING rtree (id, a, b)",
        "CREATE VIRTUAL TABLE evil USING dbstat",
        "ANALYZE",
        "ANALYZE; UPDATE sqlite_stat1 SET stat = '1 1 1 1 1 unordered sz=-9 noskipscan garbage'",
        "CREATE TABLE c (a INTEGER PRIMARY KEY AUTOINCREMENT); INSERT INTO c VALUES (9223372036854775807)",
        "ALTER TABLE element ADD COLUMN more TEXT",
        "ALTER TABLE element RENAME COLUMN key TO name",
        "ALTER TABLE route RENAME TO router",
        "DROP INDEX element_key_index",
        "DROP TABLE route",
        "DROP VIEW IF EXISTS services",
        "DROP VIEW IF EXISTS services; CREATE VIEW services AS SELECT 1 AS x",
        "DROP VIEW IF EXISTS services; CREATE TABLE services (a, b, c)",
        "DROP VIEW IF EXISTS services; CREATE VIEW services AS WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL "
        "SELECT i + "
        "1 FROM n) SELECT i AS id FROM n",
        "DROP TABLE meta; CREATE TABLE meta (key TEXT PRIMARY KEY, value INTEGER NOT NULL) STRICT, WITHOUT "
        "ROWID",
        "PRAGMA auto_vacuum = 2; VACUUM",
        "PRAGMA page_size = 512; VACUUM",
        "PRAGMA page_size = 65536; VACUUM",
        "PRAGMA encoding = 'UTF-16'; VACUUM"};
    const QByteArray statements = all[patient.number(static_cast<int>(std::size(all)))];
    patient.explain(statements);
    patient.sql(statements);
}

/// What only an enemy writes: the schema table itself.
void schemaRewritten(Patient &patient)
{
    static constexpr const char *all[] = {
        "UPDATE sqlite_schema SET sql = 'CREATE VIEW services AS SELECT load_extension(''x'')' WHERE name = "
        "'services'",
        "UPDATE sqlite_schema SET sql = 'CREATE VIEW services AS SELECT * FROM services' WHERE name = "
        "'services'",
        "UPDATE sqlite_schema SET sql = 'CREATE VIEW services AS SELECT * FROM pipelines' WHERE name = "
        "'services';"
        "UPDATE sqlite_schema SET sql = 'CREATE VIEW pipelines AS SELECT * FROM services' WHERE name = "
        "'pipelines'",
        "UPDATE sqlite_schema SET sql = 'CREATE VIEW element AS SELECT 1 AS id, 2 AS key, 3 AS kind, 4 AS "
        "since', type = "
        "'view', rootpage = 0 WHERE name = 'element'",
        "UPDATE sqlite_schema SET sql = replace(sql, 'key TEXT NOT NULL', 'key TEXT NOT NULL DEFAULT "
        "(hex(randomblob(9))) "
        "CHECK (length(key) < 99)') WHERE name = 'element'",
        "UPDATE sqlite_schema SET sql = replace(sql, 'since INTEGER', 'x AS (load_extension(key)), since "
        "INTEGER') WHERE "
        "name = 'element'",
        "UPDATE sqlite_schema SET sql = replace(sql, 'STRICT', '') WHERE type = 'table'",
        "UPDATE sqlite_schema SET sql = lower(sql)",
        "UPDATE sqlite_schema SET sql = sql || ' -- ' || hex(randomblob(2000)) WHERE name = 'element'",
        "UPDATE sqlite_schema SET sql = sql || char(0) || 'x' WHERE name = 'element'",
        "UPDATE sqlite_schema SET sql = CAST(x'ff' || CAST(sql AS BLOB) AS TEXT) WHERE name = 'element'",
        "UPDATE sqlite_schema SET sql = NULL WHERE name = 'element'",
        "UPDATE sqlite_schema SET sql = 'garbage' WHERE name = 'element'",
        "UPDATE sqlite_schema SET sql = 'CREATE TABLE element (id)' WHERE name = 'element'",
        "UPDATE sqlite_schema SET rootpage = 1 WHERE name = 'element'",
        "UPDATE sqlite_schema SET rootpage = 999999 WHERE name = 'element'",
        "UPDATE sqlite_schema SET rootpage = -5 WHERE name = 'element'",
        "UPDATE sqlite_schema SET rootpage = (SELECT rootpage FROM sqlite_schema WHERE name = 'record') "
        "WHERE name = "
        "'element'",
        "UPDATE sqlite_schema SET rootpage = 'three' WHERE name = 'element_key_index'",
        "UPDATE sqlite_schema SET name = NULL WHERE name = 'element'",
        "UPDATE sqlite_schema SET name = 'Element' WHERE name = 'element'",
        "UPDATE sqlite_schema SET tbl_name = 'record' WHERE name = 'element_key_index'",
        "UPDATE sqlite_schema SET type = 'view' WHERE name = 'element'",
        "UPDATE sqlite_schema SET type = 'monster' WHERE name = 'services'",
        "INSERT INTO sqlite_schema SELECT * FROM sqlite_schema WHERE name = 'element'",
        "INSERT INTO sqlite_schema VALUES ('trigger', 'x', 'element', 0, 'CREATE TRIGGER x AFTER INSERT ON "
        "element BEGIN "
        "SELECT 1; END')",
        "INSERT INTO sqlite_schema VALUES ('view', 'v', 'v', 0, 'CREATE VIEW v AS SELECT '||"
        "(WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 900) SELECT "
        "group_concat('(', '') FROM n))",
        "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 3000) INSERT INTO "
        "sqlite_schema SELECT "
        "'view', 'v' || i, 'v' || i, 0, 'CREATE VIEW v' || i || ' AS SELECT * FROM v' || (i + 1) FROM n",
        "DELETE FROM sqlite_schema WHERE name LIKE 'sqlite_autoindex%'",
        "DELETE FROM sqlite_schema"};
    const char *statement = all[patient.number(static_cast<int>(std::size(all)))];
    patient.explain(statement);
    sqlite3 *db = nullptr;
    if (sqlite3_open(QFile::encodeName(patient.path).constData(), &db) == SQLITE_OK) {
        (void)sqlite3_db_config(db, SQLITE_DBCONFIG_DEFENSIVE, 0, nullptr);
        (void)sqlite3_db_config(db, SQLITE_DBCONFIG_WRITABLE_SCHEMA, 1, nullptr);
        if (sqlite3_exec(db, statement, nullptr, nullptr, nullptr) != SQLITE_OK)
            patient.said.append(u"(SQLite refused)"_s);
    }
    sqlite3_close(db);
}

// ---------------------------------------------------------------- values

void absurdValue(Patient &patient)
{
    static constexpr const char *all[] = {
        "UPDATE placement SET x = 2147483647, y = -2147483648",
        "UPDATE placement SET x = 4611686018427387904, y = -4611686018427387904",
        "UPDATE placement SET x = (element_id % 3) * 1000000000",
        "UPDATE placement SET x = 2147483600 + element_id % 100", "DELETE FROM placement",
        "UPDATE route SET points = '[]'", "UPDATE route SET points = '[1]'",
        "UPDATE route SET points = '[1,2,3]'", "UPDATE route SET points = '[1,2,3,4,5,6]'",
        "UPDATE route SET points = '[1e999,-1e999,2147483648,1e10,0,0,0,0]'",
        "UPDATE route SET points = "
        "'[2147483647,-2147483648,2147483647,-2147483648,-2147483648,2147483647,0,0]'",
        "UPDATE route SET points = '[\"a\",null,{},[],0,0,0,0]'", "UPDATE route SET points = 'x'",
        "UPDATE route SET points = '[' || (WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n "
        "WHERE i < 60000) "
        "SELECT group_concat(i * 7 % 5000) FROM n) || ']'",
        "UPDATE plateau SET parent_id = id",
        "UPDATE plateau SET parent_id = (SELECT max(id) FROM plateau) WHERE parent_id IS NULL",
        "UPDATE plateau SET parent_id = (SELECT min(id) FROM plateau p WHERE p.id <> plateau.id)",
        "UPDATE plateau SET parent_id = NULL", "UPDATE plateau SET parent_id = -1",
        "UPDATE plateau SET kind = 'dream'", "UPDATE plateau SET kind = 'current'",
        "UPDATE plateau SET position = 9223372036854775807, date = 'never'",
        "UPDATE plateau SET key = 'same'", "UPDATE plateau SET name = key || char(0) || char(27) || '[31m'",
        "DELETE FROM plateau", "DELETE FROM plateau WHERE parent_id IS NULL",
        "DELETE FROM element WHERE id % 2 = 0", "DELETE FROM relation WHERE id % 2 = 0",
        "UPDATE element SET id = -id", "UPDATE element SET id = 9223372036854775807 WHERE key = 'checkout'",
        "UPDATE element SET id = 0 WHERE key = 'checkout'", "UPDATE element SET since = 12345",
        "UPDATE element SET kind = 'unheard of'", "UPDATE element SET kind = '../../../' || kind",
        "UPDATE element SET key = '../../../evil-' || id", "UPDATE element SET key = '/tmp/evil-' || id",
        "UPDATE element SET key = ''", "UPDATE element SET key = 'same'",
        "UPDATE element SET key = key || char(10) || 'two'",
        "UPDATE element SET key = key || char(0) || 'nul'",
        "UPDATE element SET key = CAST(x'fffe80c0' AS TEXT) || id",
        "UPDATE element SET key = substr(hex(zeroblob(5000)), 1, 9000) || id",
        "UPDATE view SET key = '../../../evil-' || id", "UPDATE view SET key = '/tmp/evil-' || id",
        "UPDATE view SET key = '..'", "UPDATE view SET key = ''",
        "UPDATE view SET key = key || '/' || char(0)", "UPDATE record SET key = '../../../evil-' || id",
        "UPDATE record SET key = 'a/b/c-' || id", "UPDATE record SET key = '..'",
        "UPDATE record SET kind = '../..'", "UPDATE record SET kind = 'decision'",
        "UPDATE relation SET target = source", "UPDATE relation SET source = 1, target = 2",
        "UPDATE relation SET kind = 'partOf'", "UPDATE relation SET kind = 'replaces'",
        "UPDATE relation SET kind = 'loves'",
        "INSERT INTO element_until SELECT e.id, p.id FROM element e, plateau p WHERE 1 ON CONFLICT DO "
        "NOTHING",
        "INSERT INTO element_until SELECT e.id, 777 FROM element e WHERE 1 ON CONFLICT DO NOTHING",
        "INSERT INTO relation_until SELECT r.id, p.id FROM relation r, plateau p WHERE 1 ON CONFLICT DO "
        "NOTHING",
        "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 20000) INSERT INTO "
        "element_until SELECT "
        "(SELECT min(id) FROM element), 5000000 + i FROM n",
        // Each of them becomes a checklist and a runbook, which sanitizers make slow.
        "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 500) INSERT INTO element "
        "SELECT 7000000 "
        "+ i, 'many-' || i, 'service', (SELECT id FROM plateau WHERE parent_id IS NULL) FROM n",
        "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 2000) INSERT INTO plateau "
        "SELECT 7000000 + "
        "i, 'deep-' || i, '', '', 'option', CASE i WHEN 1 THEN (SELECT id FROM plateau WHERE parent_id IS "
        "NULL) ELSE 7000000 "
        "+ i - 1 END, i, NULL FROM n",
        "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 60) INSERT INTO view "
        "SELECT 7000000 + i, "
        "'view-' || i, '{}' FROM n",
        "UPDATE element_source SET line = -1, file = CAST(x'c328' AS TEXT), stated = 'x', position = -5",
        "UPDATE element_source SET position = position + 4000000000", "UPDATE history SET parent_id = NULL",
        "PRAGMA ignore_check_constraints = ON; UPDATE history SET parent_id = id",
        "PRAGMA ignore_check_constraints = ON; UPDATE history SET parent_id = (SELECT max(id) FROM history)",
        "PRAGMA ignore_check_constraints = ON; UPDATE history SET parent_id = -7",
        "UPDATE history SET id = id + 9223372036854775000", "UPDATE history SET id = -id",
        "UPDATE history SET time = 'yesterday', label = '', author = char(0)",
        "UPDATE history SET label = hex(zeroblob(3000000))", "UPDATE history SET changeset = zeroblob(0)",
        "UPDATE history SET changeset = zeroblob(1000)", "UPDATE history SET changeset = randomblob(1000)",
        "UPDATE history SET changeset = (SELECT changeset FROM history ORDER BY length(changeset) DESC LIMIT "
        "1)",
        "UPDATE history SET changeset = CAST('text' AS BLOB)", "DELETE FROM history WHERE id % 2 = 0",
        "DELETE FROM history", "UPDATE meta SET value = 99999", "UPDATE meta SET value = -1",
        "UPDATE meta SET value = 9223372036854775807", "DELETE FROM meta",
        "INSERT INTO meta VALUES ('head', 3) ON CONFLICT DO UPDATE SET value = 3",
        "INSERT INTO meta VALUES ('history_bytes', -1), ('history_edits', -1), ('last_id', -1), ('strange', "
        "5)",
        "INSERT INTO meta VALUES ('history_bytes', 1), ('history_edits', 1), ('last_id', "
        "9223372036854775807)",
        "DELETE FROM redo", "UPDATE redo SET child_id = 99999", "UPDATE redo SET child_id = parent_id",
        "UPDATE snapshot SET data = zeroblob(0)", "UPDATE snapshot SET data = x'7fffffff' || substr(data, 5)",
        "UPDATE snapshot SET data = substr(data, 1, length(data) / 2)",
        "UPDATE snapshot SET name = '../../../evil', time = 'x'", "UPDATE record SET properties = '[1]'",
        "UPDATE record SET properties = '{}'", "UPDATE record SET properties = 'x'",
        "UPDATE record SET properties = ''", "UPDATE record SET properties = '{\"a\":1,\"a\":2}'"};
    const QByteArray statements = all[patient.number(static_cast<int>(std::size(all)))];
    patient.explain(statements);
    patient.sql("PRAGMA foreign_keys = OFF;" + statements);
}

/// A column that holds JSON.
struct Json
{
    const char *table;
    const char *column;
};
constexpr Json jsonColumns[] = {{"element_revision", "properties"},
                                {"element_revision", "properties"},
                                {"record", "properties"},
                                {"record", "properties"},
                                {"view", "properties"},
                                {"relation_revision", "properties"},
                                {"element_source", "stated"},
                                {"route", "points"}};

/// Reads one random cell, changes it and writes it back as text or as a blob.
template<typename Change>
void changeCell(Patient &patient, const QByteArray &table, const QByteArray &column, bool text, Change how)
{
    sqlite3 *db = nullptr;
    sqlite3_stmt *row = nullptr;
    if (sqlite3_open(QFile::encodeName(patient.path).constData(), &db) == SQLITE_OK) {
        const QByteArray read = "SELECT CAST(" + column + " AS BLOB), count(*) OVER () FROM " + table +
                                " LIMIT 1 OFFSET " + "(abs(" + QByteArray::number(patient.number(1'000'000)) +
                                ") % max(1, (SELECT count(*) FROM " + table + ")))";
        QByteArray before;
        if (sqlite3_prepare_v2(db, read.constData(), -1, &row, nullptr) == SQLITE_OK &&
            sqlite3_step(row) == SQLITE_ROW)
            before = QByteArray(static_cast<const char *>(sqlite3_column_blob(row, 0)),
                                sqlite3_column_bytes(row, 0));
        sqlite3_finalize(row);
        const QByteArray after = how(before);
        const QByteArray write =
            "UPDATE " + table + " SET " + column + " = ?1 WHERE CAST(" + column + " AS BLOB) = ?2";
        if (sqlite3_prepare_v2(db, write.constData(), -1, &row, nullptr) == SQLITE_OK) {
            if (text)
                sqlite3_bind_text(row, 1, after.constData(), static_cast<int>(after.size()),
                                  SQLITE_TRANSIENT);
            else
                sqlite3_bind_blob(row, 1, after.constData(), static_cast<int>(after.size()),
                                  SQLITE_TRANSIENT);
            sqlite3_bind_blob(row, 2, before.constData(), static_cast<int>(before.size()), SQLITE_TRANSIENT);
            (void)sqlite3_step(row);
        }
        sqlite3_finalize(row);
    }
    sqlite3_close(db);
}

QByteArray strangeText(Patient &patient)
{
    const int dice = patient.number(14);
    patient.explain("text " + QByteArray::number(dice));
    switch (dice) {
    case 0: { // deep
        const int depth = patient.number(2) == 0 ? 1000 : 1500;
        return "{\"slos\":" + QByteArray("[").repeated(depth) + QByteArray("]").repeated(depth) + "}";
    }
    case 1: {
        const int depth = 1500;
        return QByteArray("{\"a\":").repeated(depth) + "1" + QByteArray("}").repeated(depth);
    }
    case 2:
        return "{\"name\":\"" + QByteArray("x").repeated(patient.number(12) == 0 ? 50'000'000 : 400'000) +
               "\"}";
    case 3:
        return QByteArray("{\"name\":\"a\0b\"}", 14);
    case 4:
        return "{\"name\":\"\xff\xfe\x80\xc0\xed\xa0\x80\"}";
    case 5:
        return R"({"tier":1e999,"monthly_cost":-1e999,"ttl_hours":1e308,"number":NaN})";
    case 6:
        return R"({"tier":9223372036854775808,"monthly_cost":-0.0,"ttl_hours":4611686018427387904,"number":-5})";
    case 7:
        return R"({"name":"\u0000\ud800\udc00\ud800","title":"\u202e\u0007<script>alert(1)</script>]]>--><!--"})";
    case 8:
        return R"({"name":["x"],"title":{"a":1},"stages":"none","slos":7,"requirements":{"a":[]},"links":"x","elements":{},"measurements":[[],1,"x",null]})";
    case 9:
        return R"({"stages":[null,1,"x",[],{"name":null,"type":7,"controls":"x","environment":[]}],"slos":[null,{"objective":"high"}]})";
    case 10:
        return "{\"elements\":[" + QByteArray("\"checkout\",").repeated(20'000) + "\"cart\"]}";
    case 11:
        return R"({"date":"0000-00-00","expires":"9999-99-99","due":"-1","title":"{{ x }}{% include \"/etc/passwd\" %}{% for %}","number":"seven"})";
    case 12:
        return R"({"filter":{"kinds":[1,null],"elements":"all"},"grouping":"../..","title":null,"style":[],"plateau":{}})";
    default:
        return R"({"":"","../../x":"y","__proto__":{},"name":"${jndi:x}"})";
    }
}

void strangeJson(Patient &patient)
{
    const Json &at = jsonColumns[patient.number(static_cast<int>(std::size(jsonColumns)))];
    changeCell(patient, at.table, at.column, true, [&](const QByteArray &) { return strangeText(patient); });
}

/// Keeps the JSON well formed: one value becomes another.
void otherJsonValue(Patient &patient)
{
    const Json &at = jsonColumns[patient.number(static_cast<int>(std::size(jsonColumns)) - 1)];
    changeCell(patient, at.table, at.column, true, [&](const QByteArray &before) {
        QJsonObject object = QJsonDocument::fromJson(before).object();
        const QJsonValue values[] = {QJsonValue::Null,
                                     true,
                                     -1,
                                     1e300,
                                     u""_s,
                                     u"a\n| b | `c` | <b>&\"'"_s,
                                     QString(20'000, u'W'),
                                     QJsonArray{},
                                     QJsonArray{QJsonArray{QJsonArray{}}, QJsonValue::Null, 5},
                                     QJsonObject{{u"a"_s, QJsonObject{}}}};
        const QStringList names = object.keys();
        const QString name = names.isEmpty() ? u"name"_s : patient.any(names);
        object.insert(name, values[patient.number(static_cast<int>(std::size(values)))]);
        return QJsonDocument(object).toJson(QJsonDocument::Compact);
    });
}

void damagedText(Patient &patient)
{
    const Json &at = jsonColumns[patient.number(static_cast<int>(std::size(jsonColumns)))];
    changeCell(patient, at.table, at.column, true, [&](QByteArray bytes) {
        patient.flip(bytes, 0, bytes.size(), 1 + patient.number(4));
        return bytes;
    });
}

void damagedChangeset(Patient &patient)
{
    changeCell(patient, "history", "changeset", false, [&](QByteArray bytes) {
        if (patient.number(4) == 0)
            bytes.truncate(patient.number(static_cast<int>(bytes.size())));
        else
            patient.flip(bytes, 0, patient.number(2) == 0 ? 40 : bytes.size(), 1 + patient.number(12));
        return bytes;
    });
}

void damagedSnapshot(Patient &patient)
{
    changeCell(patient, "snapshot", "data", false, [&](QByteArray bytes) {
        switch (patient.number(4)) {
        case 0: // small in the file, big in memory
            return qCompress(QByteArray(60'000'000, '\0'), 9);
        case 1: { // announces more than it has
            constexpr quint32 much = 0x7fffffff;
            bytes.replace(0, sizeof much, QByteArray(sizeof much, '\0'));
            qToBigEndian(much, bytes.data());
            return bytes;
        }
        case 2: { // a sound archive of a damaged project
            QByteArray image = qUncompress(bytes);
            patient.flip(image, 0, image.size(), 1 + patient.number(30));
            return qCompress(image, 3);
        }
        default:
            patient.flip(bytes, 0, bytes.size(), 1 + patient.number(12));
            return bytes;
        }
    });
}

} // namespace

const std::vector<Mutation> &schemaMutations()
{
    static const std::vector<Mutation> all{{"something foreign in the schema", foreignObject, 5},
                                           {"the schema rewritten", schemaRewritten, 5}};
    return all;
}

const std::vector<Mutation> &valueMutations()
{
    static const std::vector<Mutation> all{
        {"an absurd value", absurdValue, 10},         {"strange JSON", strangeJson, 6},
        {"another value in JSON", otherJsonValue, 4}, {"damaged text", damagedText, 2},
        {"a damaged changeset", damagedChangeset, 3}, {"a damaged snapshot", damagedSnapshot, 3}};
    return all;
}

} // namespace gp::torture

// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "tests/fuzz/sqlgrammar.h"

namespace gp::fuzz {

QByteArray SqlGrammar::oddTable()
{
    return any({"sqlite_schema",
                "sqlite_master",
                "sqlite_temp_schema",
                "main.element",
                "element_revision",
                "history",
                "snapshot",
                "meta",
                "sqlite_dbpage",
                "dbstat",
                "sqlite_stmt",
                "pragma_table_info('services')",
                "pragma_table_list",
                "pragma_database_list",
                "pragma_journal_mode",
                "pragma_user_version",
                "pragma_function_list",
                "pragma_module_list",
                "sqlite_stat1",
                "bytecode('SELECT 1')",
                "tables_used('SELECT 1')",
                "json_each('[1,2,[3]]')",
                "json_tree('{\"a\":[1]}')",
                "generate_series(1, 9)",
                "fts3tokenize",
                "fsdir('/')"});
}

QByteArray SqlGrammar::table()
{
    const QByteArray alias = "t" + QByteArray::number(++m_names);
    if (one(8)) {
        m_scope.append(alias + ".rowid");
        return oddTable() + " AS " + alias;
    }
    const QList<QByteArray> names = m_columns.keys();
    const QByteArray name = any(names);
    for (const QByteArray &known : m_columns.value(name))
        m_scope.append(alias + '.' + known);
    return name + " AS " + alias;
}

QByteArray SqlGrammar::column()
{
    if (one(60) || m_scope.isEmpty())
        return any({"*", "rowid", "nothing", "key", "\"odd name\"", "t1.id"});
    return any(m_scope);
}

QByteArray SqlGrammar::literal()
{
    return any({"0",
                "1",
                "-1",
                "NULL",
                "'checkout'",
                "'%'",
                "''",
                "x'00ff'",
                "9223372036854775807",
                "-9223372036854775808",
                "1e308",
                "1e999",
                "'2026-11-23'",
                "'$.a[0].b'",
                "'{\"a\":[1,2]}'",
                "current_timestamp",
                "?",
                "?1",
                ":x",
                "@y",
                "'\xc3\xa4\xe2\x82\xac'",
                "'a' || char(0) || 'b'",
                "0x7fffffff",
                "1_000",
                "TRUE"});
}

QByteArray SqlGrammar::aggregate(int depth)
{
    const QByteArray over =
        one(3) ? " OVER (PARTITION BY " + column() + " ORDER BY " + column() + ")" : QByteArray();
    return any({"count", "sum", "max", "min", "avg", "total", "group_concat", "json_group_array"}) + "(" +
           (over.isEmpty() ? any({"", "DISTINCT "}) : QByteArray()) + expression(depth - 1) + ")" + over;
}

QByteArray SqlGrammar::call(int depth)
{
    const QByteArray first = expression(depth - 1);
    if (one(12))
        return any({"load_extension", "edit", "readfile", "writefile", "fts3_tokenizer", "nowhere",
                    "randomblob", "zeroblob", "sqlite_log", "sqlite_offset", "jsonb", "json"}) +
               "(" + first + ")";
    if (one(2))
        return any({"abs", "length", "upper", "hex", "quote", "typeof", "unicode", "char", "subtype",
                    "octet_length", "trim", "json_quote", "json_valid", "round",
                    "sqlite_compileoption_get"}) +
               "(" + first + ")";
    return any({"substr", "instr", "printf", "nullif", "coalesce", "trim", "json_valid", "max", "min",
                "ifnull", "unhex", "strftime", "json_extract", "json_patch"}) +
           "(" + first + ", " + expression(depth - 1) + ")";
}

QByteArray SqlGrammar::expression(int depth)
{
    if (depth <= 0)
        return one(3) ? literal() : column();
    const auto inner = [&] { return expression(depth - 1 - number(2)); };
    switch (number(15)) {
    case 0:
        return "(" + inner() + any({" + ", " - ", " * ", " / ", " % ", " || ", " & ", " << ", " || "}) +
               inner() + ")";
    case 1:
        return inner() + any({" = ", " <> ", " < ", " >= ", " IS ", " IS NOT ", " LIKE ", " GLOB ", " == "}) +
               inner();
    case 2:
        return "(" + inner() + any({" AND ", " OR "}) + inner() + ")";
    case 3:
        return "NOT " + inner();
    case 4:
        return "CASE WHEN " + inner() + " THEN " + inner() + " ELSE " + inner() + " END";
    case 5:
        return inner() + " IN (" + inner() + ", " + inner() + ")";
    case 6:
        return "EXISTS (" + select(depth - 1) + ")";
    case 7:
        return "(SELECT " + inner() + " LIMIT 1)";
    case 8:
        return "CAST(" + inner() + " AS " + any({"TEXT", "INTEGER", "REAL", "BLOB", "NUMERIC"}) + ")";
    case 9:
        return inner() + " COLLATE " + (one(20) ? QByteArray("nowhere") : any({"NOCASE", "BINARY", "RTRIM"}));
    case 10:
        return one(8) ? inner() + any({" -> ", " ->> ", " REGEXP ", " MATCH "}) + inner() : inner();
    case 11:
    case 12:
        return call(depth);
    default:
        return inner();
    }
}

QByteArray SqlGrammar::select(int depth)
{
    // What is named in here is known in here; an inner query also knows what is around it.
    const QList<QByteArray> around = m_scope;
    QByteArray from = " FROM " + table();
    for (int i = number(3); i > 0 && depth > 0; --i) {
        const QByteArray join = any({", ", " JOIN ", " LEFT JOIN ", " CROSS JOIN ", " FULL JOIN "});
        from += join + table() + (join != ", " && one(2) ? " ON " + expression(1) : QByteArray());
    }
    QByteArray sql = "SELECT " + any({"", "", "DISTINCT ", "ALL "});
    const bool aggregates = one(4);
    for (int i = number(3); i >= 0; --i)
        sql += (aggregates ? aggregate(depth) : expression(depth)) + (i > 0 ? ", " : "");
    sql += from;
    if (one(2))
        sql += " WHERE " + expression(depth);
    if (one(6))
        sql += " GROUP BY " + column() + (one(2) ? " HAVING " + expression(1) : QByteArray());
    if (one(10))
        sql += any({" UNION ", " UNION ALL ", " INTERSECT ", " EXCEPT "}) + "SELECT " + literal();
    else if (one(4))
        sql += " ORDER BY " + any({"1", "random()", "1 DESC"}) + any({"", " NULLS FIRST"});
    if (one(4))
        sql += " LIMIT " + any({"1", "10", "-1", "0", "9223372036854775807"}) + any({"", " OFFSET 1"});
    m_scope = around;
    return sql;
}

QByteArray SqlGrammar::with(int depth)
{
    const bool pair = one(2);
    return QByteArray("WITH RECURSIVE n (i") + (pair ? ", j" : "") + ") AS (SELECT 1" +
           (pair ? ", 'x'" : "") + " UNION " + any({"", "ALL "}) + "SELECT i + 1" +
           (pair ? any({", j || j", ", i", ", j"}) : QByteArray()) + " FROM n" +
           any({"", " WHERE i < 50", " LIMIT 1000", ", elements"}) + ") " +
           any({"SELECT * FROM n", "SELECT max(i) FROM n", "SELECT count(*) FROM n a, n b", select(depth)});
}

QByteArray SqlGrammar::forbidden()
{
    static const QList<QByteArray> all{"INSERT INTO plateau VALUES (1,'x','x','','current',NULL,0,NULL)",
                                       "REPLACE INTO meta VALUES ('head', 0)",
                                       "UPDATE element SET key = 'x'",
                                       "DELETE FROM history",
                                       "DELETE FROM element RETURNING *",
                                       "WITH x AS (SELECT 1) DELETE FROM element",
                                       "WITH x AS (SELECT 1) INSERT INTO meta SELECT 'a', 1",
                                       "DROP TABLE element",
                                       "DROP VIEW services",
                                       "CREATE TABLE t (a)",
                                       "CREATE TEMP TABLE t AS SELECT * FROM services",
                                       "CREATE TEMP VIEW services AS SELECT 1",
                                       "CREATE TRIGGER t AFTER INSERT ON element BEGIN SELECT 1; END",
                                       "CREATE VIRTUAL TABLE temp.v USING fts5 (a)",
                                       "CREATE INDEX i ON element (key)",
                                       "ALTER TABLE element RENAME TO e",
                                       "ATTACH 'other.db' AS other",
                                       "ATTACH ':memory:' AS m",
                                       "ATTACH '' AS t",
                                       "DETACH main",
                                       "VACUUM",
                                       "VACUUM INTO 'other.db'",
                                       "REINDEX",
                                       "ANALYZE",
                                       "BEGIN",
                                       "BEGIN EXCLUSIVE",
                                       "COMMIT",
                                       "ROLLBACK",
                                       "SAVEPOINT s",
                                       "RELEASE s",
                                       "PRAGMA user_version = 9",
                                       "PRAGMA journal_mode = DELETE",
                                       "PRAGMA main.journal_mode(off)",
                                       "PRAGMA writable_schema = ON",
                                       "PRAGMA query_only = OFF",
                                       "PRAGMA wal_checkpoint(TRUNCATE)",
                                       "PRAGMA optimize",
                                       "PRAGMA incremental_vacuum",
                                       "PRAGMA temp_store_directory = '/tmp'",
                                       "PRAGMA hard_heap_limit = 1",
                                       "PRAGMA soft_heap_limit = 1",
                                       "PRAGMA cache_size = 1000000000",
                                       "PRAGMA mmap_size = 1000000000",
                                       "PRAGMA trusted_schema = ON",
                                       "PRAGMA case_sensitive_like = ON",
                                       "PRAGMA foreign_keys = OFF",
                                       "PRAGMA locking_mode = EXCLUSIVE",
                                       "PRAGMA schema_version = 5",
                                       "PRAGMA application_id = 5",
                                       "PRAGMA shrink_memory",
                                       "PRAGMA integrity_check",
                                       "PRAGMA data_version",
                                       "EXPLAIN DELETE FROM element",
                                       "EXPLAIN ATTACH 'other.db' AS o",
                                       "SELECT load_extension('libm.so.6')",
                                       "SELECT writefile('out', 'x')",
                                       "SELECT * FROM sqlite_dbpage",
                                       "UPDATE sqlite_dbpage SET data = zeroblob(4096)",
                                       "INSERT INTO sqlite_schema VALUES (1,2,3,4,5)",
                                       "SELECT 1; DROP TABLE element",
                                       "SELECT 1;; SELECT 2"};
    return any(all);
}

QByteArray SqlGrammar::greedy()
{
    static const QList<QByteArray> all{
        "SELECT zeroblob(1000000000)",
        "SELECT zeroblob(60000000) FROM elements",
        "SELECT hex(zeroblob(30000000)) FROM elements, elements",
        "SELECT printf('%.*c', 60000000, 'x') FROM relations",
        "SELECT printf('%99999999d', 1)",
        "SELECT group_concat(properties) FROM elements a, elements b, elements c",
        "SELECT json_group_array(a.properties) FROM elements a, elements b, elements c, elements d",
        "SELECT group_concat(zeroblob(1000000)) FROM elements a, elements b",
        "WITH RECURSIVE n (i, s) AS (SELECT 1, 'x' UNION ALL SELECT i + 1, s || s FROM n) SELECT length(s) "
        "FROM n",
        "WITH RECURSIVE n (i) AS (SELECT 1 UNION SELECT i + 1 FROM n) SELECT count(*) FROM n",
        "WITH RECURSIVE n (i, s) AS (SELECT 1, zeroblob(100000) UNION ALL SELECT i + 1, zeroblob(100000) "
        "FROM n) SELECT * FROM n ORDER BY 2, 1",
        "SELECT DISTINCT a.id, b.id, c.id, d.id, e.id, randomblob(1000) FROM elements a, elements b, "
        "elements c, elements d, elements e",
        "SELECT * FROM elements a, elements b, elements c, elements d ORDER BY a.properties || d.properties",
        "SELECT max(a.properties || b.properties) FROM elements a, elements b, elements c, elements d GROUP "
        "BY a.id, b.id, c.id, d.id",
        "SELECT replace(hex(zeroblob(100000)), '0', hex(zeroblob(1000)))",
        "SELECT 'x' GLOB '" + QByteArray("*a").repeated(400) + "'",
        "SELECT hex(zeroblob(200000)) LIKE '" + QByteArray("%0_").repeated(200) + "1'",
        "SELECT json('" + QByteArray("[").repeated(3000) + "')",
        "SELECT " + QByteArray("(").repeated(900) + "1" + QByteArray(")").repeated(900),
        "SELECT " + QByteArray("1+").repeated(20'000) + "1",
        "SELECT " + QByteArray("x,").repeated(3000) + "1 FROM elements",
        "SELECT 1 FROM elements" + QByteArray(", elements").repeated(70),
        "SELECT 1" + QByteArray(" UNION ALL SELECT 1").repeated(600),
        "SELECT sum(a.id) OVER (ORDER BY random() ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING) "
        "FROM elements a, elements b, elements c, elements d"};
    return any(all);
}

QByteArray SqlGrammar::statement()
{
    QByteArray sql;
    m_scope.clear();
    m_names = 0;
    switch (number(12)) {
    case 0:
        sql = forbidden();
        break;
    case 1:
        sql = one(6) ? greedy() : with(2);
        break;
    case 2:
        sql = with(1);
        break;
    case 3:
        sql = "EXPLAIN " + any({"", "QUERY PLAN "}) + select(2);
        break;
    default:
        sql = select(1 + number(3));
    }
    return one(6) ? mutated(std::move(sql)) : sql;
}

QByteArray SqlGrammar::mutated(QByteArray sql)
{
    for (int i = number(3); i >= 0; --i) {
        const int at = number(static_cast<int>(sql.size()) + 1);
        switch (number(6)) {
        case 0:
            sql.insert(at, any({" ", ";", "--", "/*", "*/", "'", "\"", "(", ")", "\n", "\xff", "[", "`",
                                QByteArray("\0", 1)}));
            break;
        case 1:
            sql.remove(at, 1 + number(6));
            break;
        case 2:
            sql.insert(at, " " + expression(1) + " ");
            break;
        case 3:
            sql += "; " + forbidden();
            break;
        case 4:
            sql = sql.first(at) + select(1);
            break;
        default:
            sql.insert(at, forbidden() + any({"", ";", " "}));
        }
    }
    return sql;
}

} // namespace gp::fuzz

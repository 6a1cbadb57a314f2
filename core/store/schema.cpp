// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "core/store/schema.h"

#include "core/store/changeset.h"
#include "core/store/database.h"

#include <QFile>
#include <QSet>

#include <map>
#include <mutex>

using namespace Qt::StringLiterals;

// Resources of a static library are linked only when named; the macro wants no namespace around it.
static void initSchemaResource()
{
    Q_INIT_RESOURCE(store);
}

namespace gp::store {

namespace {

const QList<QByteArray> &schemaSteps()
{
    static const QList<QByteArray> steps = [] {
        initSchemaResource();
        QList<QByteArray> found;
        for (int version = 1;; ++version) {
            QFile file(u":/groundplan/store/schema/%1.sql"_s.arg(version, 4, 10, QLatin1Char('0')));
            if (!file.open(QIODevice::ReadOnly))
                return found;
            found.append(file.readAll());
        }
    }();
    return steps;
}

using Schema = std::map<QString, QString>; ///< "type name" -> its SQL

Schema schemaObjects(SQLite::Database &db)
{
    Schema objects;
    SQLite::Statement rows(db, "SELECT type || ' ' || name, sql FROM sqlite_schema WHERE sql IS NOT NULL");
    while (rows.executeStep())
        objects.emplace(textAt(rows, 0), textAt(rows, 1));
    return objects;
}

/// What a file of `version` has to hold. Any thread: queries open files beside the window.
const Schema &expectedSchema(int version)
{
    static std::mutex mutex;
    static std::map<int, Schema> known;
    const std::scoped_lock lock(mutex);
    const auto found = known.find(version);
    if (found != known.end())
        return found->second;
    SQLite::Database db(":memory:", SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
    migrate(db, version);
    return known.emplace(version, schemaObjects(db)).first->second;
}

[[noreturn]] void refuse(const QString &path, const QString &what)
{
    throw Failure(ErrorCode::Unreadable,
                  u"'%1' is damaged or was altered by another program: %2"_s.arg(path, what));
}

/// "view 'mine'", and what to call a table that is more than one.
QString nameOf(const QString &object, const QString &sql)
{
    const QString type = object.section(u' ', 0, 0);
    const QString name = object.section(u' ', 1);
    const bool isVirtual = sql.simplified().startsWith("create virtual"_L1, Qt::CaseInsensitive);
    return u"%1 '%2'"_s.arg(isVirtual ? u"virtual table"_s : type, name);
}

/// Left behind by ANALYZE, which anybody may have run; SQLite itself keeps them right.
bool isStatistics(const QString &object)
{
    return object.startsWith("table sqlite_stat"_L1);
}

QSet<QString> columnsOf(SQLite::Database &db, const QString &table)
{
    SQLite::Statement rows(db, "SELECT name FROM pragma_table_info(?)");
    bind(rows, 1, table);
    QSet<QString> names;
    while (rows.executeStep())
        names.insert(textAt(rows, 0));
    return names;
}

/// A newer program may add, but what is read here must be there.
void checkNewerSchema(SQLite::Database &db, const QString &path)
{
    for (const auto &[object, sql] : schemaObjects(db)) {
        const QString what = nameOf(object, sql);
        if (what.startsWith("trigger"_L1) || what.startsWith("virtual"_L1))
            refuse(path, u"it holds a %1, which a project must not"_s.arg(what));
    }
    SQLite::Database known(":memory:", SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
    migrate(known, latestSchema());
    SQLite::Statement tables(known, "SELECT name FROM sqlite_schema WHERE type IN ('table', 'view')");
    while (tables.executeStep()) {
        const QString table = textAt(tables, 0);
        if (!columnsOf(db, table).contains(columnsOf(known, table)))
            throw Failure(
                ErrorCode::Refused,
                u"'%1' was written by a newer Groundplan (schema %2, this one knows up to %3) and cannot even be read by this one: install the newer version to open it. The file was not touched"_s
                    .arg(path)
                    .arg(schemaOf(db))
                    .arg(latestSchema()));
    }
}

} // namespace

int latestSchema()
{
    return static_cast<int>(schemaSteps().size());
}

int schemaOf(SQLite::Database &db)
{
    return static_cast<int>(number(db, "PRAGMA user_version").value_or(0));
}

void migrate(SQLite::Database &db, int version)
{
    for (;;) {
        SQLite::Transaction transaction(db, SQLite::TransactionBehavior::IMMEDIATE);
        // Inside the transaction: another process may have done the step meanwhile.
        const int present = schemaOf(db);
        if (present >= version)
            return;
        db.exec(schemaSteps().at(present).toStdString());
        db.exec("PRAGMA user_version = " + std::to_string(present + 1));
        transaction.commit();
    }
}

void checkIdentity(quint32 application, int version, const QString &path)
{
    if (application != applicationId || version < 1)
        throw Failure(ErrorCode::Unreadable,
                      u"'%1' is not a Groundplan project but the database of another program"_s.arg(path));
}

void checkIdentity(SQLite::Database &db, const QString &path)
{
    checkIdentity(static_cast<quint32>(number(db, "PRAGMA application_id").value_or(0)), schemaOf(db), path);
}

void checkSchema(SQLite::Database &db, const QString &path)
{
    const int version = schemaOf(db);
    if (version > latestSchema()) {
        checkNewerSchema(db, path);
        return;
    }
    const Schema &expected = expectedSchema(version);
    const Schema present = schemaObjects(db);
    for (const auto &[object, sql] : present) {
        if (!expected.contains(object) && !isStatistics(object))
            refuse(
                path,
                u"it holds a %1, which is not part of a project. Recover it into a new file to go on"_s.arg(
                    nameOf(object, sql)));
    }
    for (const auto &[object, sql] : expected) {
        const auto found = present.find(object);
        if (found == present.end())
            refuse(path, u"its %1 is missing"_s.arg(nameOf(object, sql)));
        if (found->second != sql)
            refuse(path, u"its %1 is not what Groundplan made"_s.arg(nameOf(object, sql)));
    }
}

bool mendTables(SQLite::Database &db)
{
    const int version = schemaOf(db);
    const bool isKnown = version >= 1 && version <= latestSchema();
    bool isMended = false;
    for (const auto &[object, sql] : expectedSchema(isKnown ? version : latestSchema())) {
        if (!object.startsWith("table "_L1))
            continue;
        const QString name = object.section(u' ', 1);
        SQLite::Statement mend(db,
                               "UPDATE sqlite_schema SET type = 'table', name = ?1, tbl_name = ?1, sql = ?2 "
                               "WHERE ((type = 'table' AND name = ?1) OR sql = ?2) "
                               "AND (sql <> ?2 OR type <> 'table' OR name <> ?1 OR tbl_name <> ?1) "
                               "AND (?3 OR length(sql) = length(?2))");
        bind(mend, 1, name);
        bind(mend, 2, sql);
        mend.bind(3, columnsOf(db, name).isEmpty() ? 1 : 0);
        isMended = mend.exec() > 0 || isMended;
    }
    return isMended;
}

} // namespace gp::store

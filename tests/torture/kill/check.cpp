// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "check.h"

#include "child.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFileInfo>

#include <sqlite3.h>

using namespace Qt::StringLiterals;

namespace gp::torture {

namespace {

constexpr auto sideFiles = {"", "-wal", "-journal"}; // not -shm: it says what processes that are gone did

int addRow(void *hash, int columns, char **values, char ** /*names*/)
{
    for (int i = 0; i < columns; ++i)
        static_cast<QCryptographicHash *>(hash)->addData(
            values[i] ? QByteArrayView(values[i], static_cast<qsizetype>(std::strlen(values[i])) + 1)
                      : QByteArrayView("\1", 1));
    return 0;
}

int addName(void *names, int /*columns*/, char **values, char ** /*names*/)
{
    static_cast<QList<QByteArray> *>(names)->append(values[0]);
    return 0;
}

/// Schema number and a hash over every row of every table, read by SQLite alone; recovers what lies beside
/// it.
struct Raw
{
    int schema = -1;
    QByteArray content;
};

Raw readRaw(const QString &file)
{
    Raw raw;
    sqlite3 *db = nullptr;
    if (sqlite3_open_v2(file.toUtf8().constData(), &db, SQLITE_OPEN_READWRITE, nullptr) == SQLITE_OK) {
        QList<QByteArray> version;
        QList<QByteArray> tables;
        sqlite3_exec(db, "PRAGMA user_version", addName, &version, nullptr);
        sqlite3_exec(db, "SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name", addName,
                     &tables, nullptr);
        QCryptographicHash hash(QCryptographicHash::Sha256);
        for (const QByteArray &table : tables) {
            hash.addData(table);
            const QByteArray rows = "SELECT * FROM " + table + " ORDER BY 1, 2";
            sqlite3_exec(db, rows.constData(), addRow, &hash, nullptr);
        }
        raw = {version.isEmpty() ? -1 : version.front().toInt(), hash.result()};
    }
    sqlite3_close(db);
    return raw;
}

} // namespace

Migration checkMigration(const QString &file, const Base &base, const QString &folder)
{
    const QString copy = folder + u"/looked-at.gplan"_s;
    for (const char *side : sideFiles) {
        QFile::remove(copy + QLatin1StringView(side));
        QFile::copy(file + QLatin1StringView(side), copy + QLatin1StringView(side));
    }
    const QString original = folder + u"/original.gplan"_s;
    QFile::remove(original);
    QFile::copy(base.file, original);
    const Raw before = readRaw(original);
    const Raw now = readRaw(copy);
    if (now.schema < base.schema || now.schema > schemaSteps())
        return {now.schema, u"the schema is %1 after a migration from %2 to %3"_s.arg(now.schema)
                                .arg(base.schema)
                                .arg(schemaSteps())};
    if (now.schema == base.schema)
        return {now.schema, now.content == before.content
                                ? Verdict()
                                : u"the file is of schema %1 still, but changed"_s.arg(now.schema)};
    const QFileInfo info(file);
    const QStringList backups =
        info.dir().entryList({info.completeBaseName() + u".before-schema-*.gplan"_s}, QDir::Files);
    if (backups.isEmpty())
        return {now.schema,
                u"the schema went from %1 to %2 without a backup"_s.arg(base.schema).arg(now.schema)};
    // Killed between two steps of the schema and opened again, there is a backup of what lay between them as
    // well.
    for (const QString &name : backups) {
        const QString backup = folder + u"/backup.gplan"_s;
        QFile::remove(backup);
        QFile::copy(info.dir().filePath(name), backup);
        const Raw kept = readRaw(backup);
        if (kept.schema == base.schema && kept.content == before.content)
            return {now.schema, {}};
    }
    return {now.schema, u"the backup '%1' is not what was there before"_s.arg(backups.join(u"', '"_s))};
}

Verdict checkProject(const QString &file, const std::function<Verdict(const store::Store &)> &judge)
{
    const auto opened = store::Store::open(file, strictOptions());
    if (!opened)
        return u"it does not open: "_s + opened.error().text() + u' ' + opened.error().detail;
    store::Store &project = **opened;
    for (const Error &problem : project.verify())
        return u"verify: "_s + problem.text() + u' ' + problem.detail;
    if (const Verdict wrong = judge(project); !wrong.isEmpty())
        return wrong;

    // It is not only sound but can be worked on.
    const Model model = project.model();
    if (const PlateauId root = model.rootPlateau(); root.isValid()) {
        Draft draft(model);
        (void)draft.addElement(u"service"_s, u"after-the-kill"_s, root, {});
        if (const auto change = project.commit(draft, u"After the kill"_s); !change)
            return u"it cannot be edited: "_s + change.error().text();
        if (const auto change = project.undo(); !change || project.model() != model)
            return u"an edit after the kill cannot be undone"_s;
    }
    project.close();
    return {};
}

Verdict checkByProgram(const QString &file)
{
    const Ended ended = Child({u"verify"_s, file}).finish();
    return ended.status == 0 && ended.out == "sound\n"
               ? Verdict()
               : u"groundplan-cli verify: %1%2"_s.arg(QString::fromUtf8(ended.out),
                                                      QString::fromUtf8(ended.err));
}

Verdict checkLeftovers(const QString &file, bool mayLeave)
{
    const QFileInfo info(file);
    for (const QString &name : info.dir().entryList(QDir::Files | QDir::Hidden)) {
        const bool isBackup =
            name.startsWith(info.completeBaseName() + u".before-schema-"_s) && name.endsWith(u".gplan"_s);
        if (name == info.fileName() || isBackup)
            continue;
        const bool isSide =
            name.endsWith(u"-wal"_s) || name.endsWith(u"-shm"_s) || name.endsWith(u"-journal"_s);
        const bool isOfProject = name.startsWith(info.fileName() + u'-');
        // What was in the making has the project's name in its own, and so has what belongs to it.
        if (!mayLeave || (isSide && isOfProject) || !name.contains(info.completeBaseName()))
            return u"'%1' is left beside the project"_s.arg(name);
    }
    return {};
}

} // namespace gp::torture

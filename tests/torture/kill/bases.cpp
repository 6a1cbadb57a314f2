// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "bases.h"

#include "app/cli/command.h"
#include "app/cli/editor.h"
#include "app/cli/words.h"
#include "lines.h"
#include "state.h"

#include <QBuffer>
#include <QDir>
#include <QFile>

#include <sqlite3.h>

#include <cstdio>
#include <cstdlib>

using namespace Qt::StringLiterals;

namespace gp::torture {

namespace {

[[noreturn]] void giveUp(const QString &why)
{
    std::fprintf(stderr, "groundplan-torture-kill: %s\n", qUtf8Printable(why));
    std::exit(2);
}

QString stepFile(int version)
{
    return QStringLiteral(GROUNDPLAN_SOURCE_DIR "/core/store/schema/%1.sql")
        .arg(version, 4, 10, QLatin1Char('0'));
}

void execute(sqlite3 *db, const QByteArray &sql)
{
    char *message = nullptr;
    if (sqlite3_exec(db, sql.constData(), nullptr, nullptr, &message) != SQLITE_OK)
        giveUp(QString::fromUtf8(message) + u" in "_s + QString::fromUtf8(sql.left(200)));
}

/// The first steps of the schema only, over the content of a sound project: what an older program wrote.
void writeOlder(const QString &sound, const QString &file, int version)
{
    sqlite3 *db = nullptr;
    if (sqlite3_open(file.toUtf8().constData(), &db) != SQLITE_OK)
        giveUp(u"cannot make "_s + file);
    execute(db, "PRAGMA application_id = 0x47504C4E");
    for (int step = 1; step <= version; ++step) {
        QFile sql(stepFile(step));
        if (!sql.open(QIODevice::ReadOnly))
            giveUp(u"cannot read "_s + sql.fileName());
        execute(db, sql.readAll());
    }
    execute(db, "PRAGMA user_version = " + QByteArray::number(version));
    execute(db, "ATTACH '" + sound.toUtf8() + "' AS sound");
    QList<QByteArray> tables;
    const auto collect = [](void *list, int, char **values, char **) {
        static_cast<QList<QByteArray> *>(list)->append(values[0]);
        return 0;
    };
    sqlite3_exec(db, "SELECT name FROM main.sqlite_schema WHERE type = 'table'", collect, &tables, nullptr);
    for (const QByteArray &table : tables)
        execute(db, "INSERT OR REPLACE INTO main." + table + " SELECT * FROM sound." + table);
    sqlite3_close(db);
}

/// Edits of every sort, undone branches and snapshots.
void liveIn(const QString &file, quint32 seed, int edits)
{
    const auto opened = store::Store::open(file, strictOptions());
    if (!opened)
        giveUp(opened.error().text());
    store::Store &project = **opened;
    cli::Editor editor(project, {});
    QRandomGenerator random(seed);
    Lines lines(random, u"old"_s, false);
    for (int done = 0; done < edits;) {
        const auto words = cli::splitWords(lines.next(project.model(), project.model().rootPlateau()));
        const auto edited = words ? editor.run(*words) : std::unexpected(words.error());
        done += edited && edited->outcome == cli::Edited::Stored ? 1 : 0;
    }
}

} // namespace

void runOrGiveUp(const QStringList &arguments)
{
    QBuffer out;
    QBuffer err;
    out.open(QIODevice::WriteOnly);
    err.open(QIODevice::WriteOnly);
    if (cli::runCommandLine(arguments, out, err) != 0)
        giveUp(arguments.join(u' ') + u": "_s + QString::fromUtf8(err.data()));
}

int schemaSteps()
{
    int version = 0;
    while (QFile::exists(stepFile(version + 1)))
        ++version;
    return version;
}

Bases makeBases(const QString &folder)
{
    const QDir where(folder);
    if (!where.mkpath(u"."_s))
        giveUp(u"cannot make the folder "_s + folder);
    Bases bases;
    const QString fresh = where.filePath(u"fresh.gplan"_s);
    runOrGiveUp({u"new"_s, fresh});
    bases.present.append({u"fresh"_s, fresh, schemaSteps()});

    const QString lived = where.filePath(u"lived-in.gplan"_s);
    runOrGiveUp({u"new"_s, lived, u"--template"_s, u"microservices-50"_s});
    liveIn(lived, 1, 60);
    runOrGiveUp({u"undo"_s, lived, u"8"_s}); // so that there is something to redo
    bases.present.append({u"lived-in"_s, lived, schemaSteps()});

    const QString other = where.filePath(u"other.gplan"_s);
    QFile::copy(lived, other);
    liveIn(other, 2, 20);
    bases.twin = where.filePath(u"twin"_s);
    runOrGiveUp({u"export"_s, other, u"--format"_s, u"yaml"_s, u"--out"_s, bases.twin});

    for (int version = 1; version < schemaSteps(); ++version) {
        // A file that such a program really wrote is better than one that we make up.
        const QString kept = QStringLiteral(GROUNDPLAN_TEST_DATA "/store/schema-%1.gplan").arg(version);
        const QString made = where.filePath(u"schema-%1.gplan"_s.arg(version));
        if (QFile::exists(kept))
            QFile::copy(kept, made);
        else
            writeOlder(lived, made, version);
        bases.older.append({u"schema-%1"_s.arg(version), made, version});
    }
    return bases;
}

} // namespace gp::torture

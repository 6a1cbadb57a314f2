// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "app/cli/command.h"

#include "core/store/compact.h"
#include "core/store/rescue.h"

#include <CLI/CLI.hpp>
#include <QFileInfo>
#include <QJsonArray>

using namespace Qt::StringLiterals;

namespace gp::cli {

namespace {

QString inMiB(qint64 bytes)
{
    return QString::number(static_cast<double>(bytes) / 1024.0 / 1024.0, 'f', 1);
}

class Recover : public Command
{
public:
    [[nodiscard]] const char *name() const override { return "recover"; }
    [[nodiscard]] const char *summary() const override
    {
        return "read what can be read of a damaged or altered project into a new file";
    }
    void declare(CLI::App &app) override
    {
        app.add_option("FILE", m_file, "the damaged project; it is never written to")->required();
        app.add_option("NEW", m_target, "the project to make; never overwrites");
        app.add_flag("--backups", m_backups, "list the copies that lie beside FILE instead");
    }

    int run(Console &console) override
    {
        const QString file = QString::fromStdString(m_file);
        if (m_backups)
            return listBackups(console, file);
        if (m_target.empty())
            return console.report(
                {ErrorCode::Usage, u"Name the file to make: groundplan-cli recover FILE NEW"_s, {}, {}, 0});
        const auto recovered =
            store::recoverInto(file, QString::fromStdString(m_target), storeOptions(false));
        if (!recovered)
            return console.report(recovered.error());
        console.print(u"%1: %2 plateaus, %3 elements, %4 relations, %5 records, %6 views, %7 snapshots, %8"_s
                          .arg(QString::fromStdString(m_target))
                          .arg(recovered->plateaus)
                          .arg(recovered->elements)
                          .arg(recovered->relations)
                          .arg(recovered->records)
                          .arg(recovered->views)
                          .arg(recovered->snapshots)
                          .arg(recovered->historyEntries > 0
                                   ? u"the whole history (%1 entries)"_s.arg(recovered->historyEntries)
                                   : u"a new history"_s));
        for (const QString &lost : recovered->lost)
            console.print(u"lost: "_s + lost);
        console.print(QJsonObject{{u"file"_s, QString::fromStdString(m_target)},
                                  {u"plateaus"_s, recovered->plateaus},
                                  {u"elements"_s, recovered->elements},
                                  {u"relations"_s, recovered->relations},
                                  {u"records"_s, recovered->records},
                                  {u"views"_s, recovered->views},
                                  {u"snapshots"_s, recovered->snapshots},
                                  {u"history"_s, recovered->historyEntries},
                                  {u"lost"_s, QJsonArray::fromStringList(recovered->lost)}});
        return recovered->lost.isEmpty() ? Done : AnswerIsNo;
    }

private:
    static int listBackups(Console &console, const QString &file)
    {
        QJsonArray all;
        const QList<store::Backup> backups = store::backupsOf(file);
        for (const store::Backup &backup : backups) {
            const QString time = backup.time.toString(Qt::ISODate);
            console.print(u"%1  %2  (%3)"_s.arg(time, backup.path, backup.what));
            all.append(QJsonObject{{u"path"_s, backup.path}, {u"time"_s, time}, {u"what"_s, backup.what}});
        }
        if (backups.isEmpty())
            console.print(u"no copies lie beside '%1'"_s.arg(file));
        console.print(all);
        return backups.isEmpty() ? AnswerIsNo : Done;
    }

    std::string m_file;
    std::string m_target;
    bool m_backups = false;
};

class Compact : public Command
{
public:
    [[nodiscard]] const char *name() const override { return "compact"; }
    [[nodiscard]] const char *summary() const override
    {
        return "fold the oldest edits into one until the history is within its bound";
    }
    void declare(CLI::App &app) override
    {
        app.add_option("FILE", m_file, "the project")->required();
        app.add_option("--keep", m_keep, "entries to keep apart from now on; 0: no limit")
            ->check(CLI::NonNegativeNumber);
        app.add_option("--keep-mib", m_keepMiB, "MiB of history to keep from now on; 0: no limit")
            ->check(CLI::NonNegativeNumber);
        app.add_flag("--shrink", m_shrink, "give what was freed back to the disk");
    }

    int run(Console &console) override
    {
        const QString file = QString::fromStdString(m_file);
        if (const int status = setBound(console); status != Done)
            return status;
        const auto done = store::compactHistory(file);
        if (!done)
            return console.report(done.error());
        if (m_shrink) {
            if (const auto shrunk = store::shrinkFile(file); !shrunk)
                return console.report(shrunk.error());
        }
        const auto opened = open(m_file);
        if (!opened)
            return console.report(opened.error());
        const store::HistorySize size = (*opened)->historySize();
        console.print(u"%1 entries folded, %2 undone ones dropped, %3 MiB freed; %4 entries, %5 MiB remain"_s
                          .arg(done->folded)
                          .arg(done->discarded)
                          .arg(inMiB(done->bytesFreed))
                          .arg(size.entries)
                          .arg(inMiB(size.bytes)));
        console.print(QJsonObject{{u"folded"_s, done->folded},
                                  {u"discarded"_s, done->discarded},
                                  {u"bytes_freed"_s, done->bytesFreed},
                                  {u"entries"_s, size.entries},
                                  {u"bytes"_s, size.bytes}});
        return Done;
    }

private:
    int setBound(Console &console)
    {
        if (!m_keep && !m_keepMiB)
            return Done;
        const auto opened = open(m_file, false);
        if (!opened)
            return console.report(opened.error());
        store::HistoryBound bound = (*opened)->historyBound();
        bound.edits = m_keep.value_or(bound.edits);
        if (m_keepMiB)
            bound.bytes = static_cast<qint64>(*m_keepMiB) * 1024 * 1024;
        const auto set = (*opened)->setHistoryBound(bound);
        return set ? static_cast<int>(Done) : console.report(set.error());
    }

    std::string m_file;
    std::optional<int> m_keep;
    std::optional<int> m_keepMiB;
    bool m_shrink = false;
};

} // namespace

void addRescueCommands(Commands &commands)
{
    commands.push_back(std::make_unique<Compact>());
    commands.push_back(std::make_unique<Recover>());
}

} // namespace gp::cli

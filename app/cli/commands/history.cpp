// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "app/cli/command.h"

#include <CLI/CLI.hpp>
#include <QJsonArray>

using namespace Qt::StringLiterals;

namespace gp::cli {

namespace {

class History : public Command
{
public:
    [[nodiscard]] const char *name() const override { return "history"; }
    [[nodiscard]] const char *summary() const override { return "what changed, when, by whom; newest first"; }
    void declare(CLI::App &app) override
    {
        app.add_option("FILE", m_file, "the project")->required();
        app.add_option("--limit", m_limit, "at most so many (default: all)");
    }

    int run(Console &console) override
    {
        const auto opened = open(m_file);
        if (!opened)
            return console.report(opened.error());
        QString text;
        QJsonArray entries;
        for (const store::HistoryEntry &entry : (*opened)->history(m_limit)) {
            const QString time = entry.time.toString(Qt::ISODate);
            // * is where the project stands; a blank sign marks what has been undone.
            text += u"%1 %2  %3  %4  %5\n"_s.arg(entry.isHead   ? u'*'
                                                 : entry.onPath ? u'+'
                                                                : u' ')
                        .arg(entry.id, 5)
                        .arg(time, entry.author, entry.label);
            entries.append(QJsonObject{{u"id"_s, entry.id},
                                       {u"parent"_s, entry.parent},
                                       {u"time"_s, time},
                                       {u"author"_s, entry.author},
                                       {u"label"_s, entry.label},
                                       {u"on_path"_s, entry.onPath},
                                       {u"head"_s, entry.isHead},
                                       {u"size"_s, entry.size}});
        }
        console.print(text.isEmpty() ? u"no changes yet"_s : text);
        console.print(entries);
        return Done;
    }

private:
    std::string m_file;
    int m_limit = -1;
};

/// undo and redo differ in the direction only.
class Step : public Command
{
public:
    explicit Step(bool back)
        : m_back(back)
    {
    }
    [[nodiscard]] const char *name() const override { return m_back ? "undo" : "redo"; }
    [[nodiscard]] const char *summary() const override
    {
        return m_back ? "take back the last N changes" : "bring back N changes";
    }
    void declare(CLI::App &app) override
    {
        app.add_option("FILE", m_file, "the project")->required();
        app.add_option("N", m_count, "how many (default 1)")->check(CLI::PositiveNumber);
    }

    int run(Console &console) override
    {
        const auto opened = open(m_file, false);
        if (!opened)
            return console.report(opened.error());
        store::Store &project = **opened;
        QJsonArray labels;
        int done = 0;
        for (; done < m_count && (m_back ? project.canUndo() : project.canRedo()); ++done) {
            const QString label = m_back ? project.undoLabel() : project.redoLabel();
            const auto change = m_back ? project.undo() : project.redo();
            if (!change)
                return console.report(change.error());
            console.message((m_back ? u"undone: "_s : u"redone: "_s) + label);
            labels.append(label);
        }
        console.print(QJsonObject{{m_back ? u"undone"_s : u"redone"_s, labels}});
        if (done < m_count)
            console.message(m_back ? u"nothing more to undo"_s : u"nothing more to redo"_s);
        return done < m_count ? AnswerIsNo : Done;
    }

private:
    bool m_back;
    std::string m_file;
    int m_count = 1;
};

class Snapshots : public Command
{
public:
    [[nodiscard]] const char *name() const override { return "snapshot"; }
    [[nodiscard]] const char *summary() const override
    {
        return "keep, list, restore or export named states of the project";
    }
    void declare(CLI::App &app) override
    {
        app.add_option("FILE", m_file, "the project")->required();
        app.add_option("NAME", m_name, "the snapshot; without it they are listed");
        app.add_flag("--restore", m_restore, "make the project what it was then, as one undoable change");
        app.add_option("--export", m_export, "write the snapshot as a project of its own");
    }

    int run(Console &console) override
    {
        const bool reads = m_name.empty() || !m_export.empty();
        const auto opened = open(m_file, reads);
        if (!opened)
            return console.report(opened.error());
        store::Store &project = **opened;
        const QString name = QString::fromStdString(m_name);
        if (name.isEmpty())
            return list(console, project);
        Result<void> done;
        if (!m_export.empty()) {
            done = project.exportSnapshot(name, QString::fromStdString(m_export));
        } else if (m_restore) {
            if (const auto change = project.restoreSnapshot(name); !change)
                done = std::unexpected(change.error());
        } else {
            done = project.addSnapshot(name);
        }
        if (!done)
            return console.report(done.error());
        console.print(QJsonObject{{u"snapshot"_s, name}});
        return Done;
    }

private:
    static int list(Console &console, const store::Store &project)
    {
        QJsonArray names;
        for (const store::Snapshot &snapshot : project.snapshots()) {
            const QString time = snapshot.time.toString(Qt::ISODate);
            console.print(u"%1  %2  %3"_s.arg(time, snapshot.author, snapshot.name));
            names.append(
                QJsonObject{{u"name"_s, snapshot.name}, {u"author"_s, snapshot.author}, {u"time"_s, time}});
        }
        console.print(names);
        return Done;
    }

    std::string m_file;
    std::string m_name;
    std::string m_export;
    bool m_restore = false;
};

} // namespace

void addHistoryCommands(Commands &commands)
{
    commands.push_back(std::make_unique<History>());
    commands.push_back(std::make_unique<Step>(true));
    commands.push_back(std::make_unique<Step>(false));
    commands.push_back(std::make_unique<Snapshots>());
}

} // namespace gp::cli

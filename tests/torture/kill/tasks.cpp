// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "tasks.h"

#include "app/cli/editor.h"
#include "app/cli/words.h"
#include "lines.h"

#include <QFile>

using namespace Qt::StringLiterals;

namespace gp::torture {

namespace {

std::unique_ptr<store::Store> openCopy(const Base &base, const QString &folder)
{
    const QString copy = folder + u"/reference.gplan"_s;
    QFile::remove(copy);
    QFile::copy(base.file, copy);
    auto opened = store::Store::open(copy, strictOptions());
    if (!opened)
        qFatal("%s", qPrintable(opened.error().text()));
    return *std::move(opened);
}

/// One command that stores at most one edit.
Task oneStep(const QString &name, const Base &base, const QStringList &arguments, const QString &folder)
{
    Task task{name, base, arguments, {}, {}, {}, 1};
    const auto before = openCopy(base, folder);
    const QString copy = before->path();
    task.states.append(stateOf(*before));
    before->close();
    runOrGiveUp(task.on(copy));
    const auto after = store::Store::open(copy, strictOptions()).value();
    task.states.append(stateOf(*after));
    task.acknowledged = [](const Ended &ended) -> qsizetype { return ended.status == 0 ? 1 : 0; };
    return task;
}

Task steps(const QString &name, bool back, const Base &base, int count, const QString &folder)
{
    Task task{name, base, {name, u"FILE"_s, QString::number(count)}, {}, {}, {}, 0};
    const auto project = openCopy(base, folder);
    // Redo needs something that was undone: it goes on from where undo came to, on the very same file.
    task.states.append(stateOf(*project));
    for (int i = 0; i < count && (back ? project->canUndo() : project->canRedo()); ++i) {
        (void)(back ? project->undo() : project->redo());
        task.states.append(stateOf(*project));
    }
    const QByteArray word = back ? "undone: " : "redone: ";
    task.acknowledged = [word](const Ended &ended) -> qsizetype { return ended.err.count(word); };
    return task;
}

Task edits(const Base &base, QRandomGenerator &random, const QString &prefix, bool ownOnly, int count,
           const QString &folder)
{
    Task task{u"edit"_s, base, {u"edit"_s, u"FILE"_s, u"--script"_s, u"-"_s}, {}, {}, {}, count};
    const auto project = openCopy(base, folder);
    const QList<Plateau> plateaus = project->model().plateausInOrder();
    const Plateau plateau =
        ownOnly ? plateaus.front() : plateaus.at(random.bounded(static_cast<int>(plateaus.size())));
    task.arguments.append({u"--plateau"_s, plateau.key});
    cli::Editor editor(*project, plateau.key);
    Lines lines(random, prefix, ownOnly);
    task.states.append(stateOf(*project));
    while (task.states.size() <= count) {
        const QString line = lines.next(project->model(), plateau.id);
        const auto words = cli::splitWords(line);
        const auto edited = words ? editor.run(*words) : std::unexpected(words.error());
        if (!edited || edited->outcome != cli::Edited::Stored)
            continue;
        task.input += line.toUtf8() + '\n';
        task.states.append(stateOf(*project));
    }
    task.acknowledged = [](const Ended &ended) -> qsizetype { return ended.out.count('\n'); };
    return task;
}

/// Nothing but opening it: what happens is that an older schema is brought up to date.
Task opening(const Base &base, const QString &folder)
{
    Task task{u"migrate"_s, base, {u"edit"_s, u"FILE"_s, u"--script"_s, u"-"_s}, {}, {}, {}, 0};
    task.states.append(stateOf(*openCopy(base, folder)));
    task.acknowledged = [](const Ended &) -> qsizetype { return 0; };
    return task;
}

Task making(QRandomGenerator &random, const QString &folder)
{
    const QString kind = random.bounded(2) == 0 ? u"blank"_s : u"microservices-50"_s;
    Task task{u"new"_s, {u"nothing"_s, {}, 0}, {u"new"_s, u"FILE"_s, u"--template"_s, kind}, {}, {}, {}, 1};
    const QString copy = folder + u"/reference.gplan"_s;
    QFile::remove(copy);
    runOrGiveUp(task.on(copy));
    task.states.append(stateOf(*store::Store::open(copy, strictOptions()).value()));
    task.acknowledged = [](const Ended &) -> qsizetype { return 0; };
    return task;
}

} // namespace

QStringList Task::on(const QString &file) const
{
    QStringList words = arguments;
    words.replaceInStrings(u"FILE"_s, file);
    return words;
}

Task makeOwnEdits(QRandomGenerator &random, const Base &base, const QString &folder, const QString &prefix)
{
    return edits(base, random, prefix, true, 10 + random.bounded(30), folder);
}

Task makeTask(QRandomGenerator &random, const Bases &bases, const QString &folder)
{
    const auto any = [&](const QList<Base> &list) {
        return list.at(random.bounded(static_cast<int>(list.size())));
    };
    const int what = random.bounded(100);
    if (what < 10)
        return making(random, folder);
    if (what < 25 && !bases.older.isEmpty())
        return opening(any(bases.older), folder);
    const Base base = any(random.bounded(6) == 0 && !bases.older.isEmpty() ? bases.older : bases.present);
    if (what < 32)
        return oneStep(u"import"_s, base,
                       {u"import"_s, u"FILE"_s, QStringLiteral(GROUNDPLAN_TEST_DATA "/import/bookshop")},
                       folder);
    if (what < 39)
        return oneStep(u"apply"_s, base, {u"apply"_s, u"FILE"_s, bases.twin}, folder);
    if (what < 46)
        return oneStep(u"snapshot"_s, base, {u"snapshot"_s, u"FILE"_s, u"taken while dying"_s}, folder);
    if (what < 50)
        return oneStep(u"layout"_s, base, {u"layout"_s, u"FILE"_s}, folder);
    if (what < 58)
        return steps(u"undo"_s, true, base, 1 + random.bounded(15), folder);
    if (what < 64)
        return steps(u"redo"_s, false, base, 1 + random.bounded(15), folder);
    return edits(base, random, u"new"_s, false, 5 + random.bounded(40), folder);
}

} // namespace gp::torture

// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "round.h"

#include <QDir>
#include <QFile>

#include <array>

using namespace Qt::StringLiterals;

namespace gp::torture {

namespace {

QString copyOf(const Base &base, const QString &file)
{
    for (const QString &name :
         QFileInfo(file).dir().entryList({u"shop*"_s, u".shop*"_s}, QDir::Files | QDir::Hidden))
        QFile::remove(QFileInfo(file).dir().filePath(name));
    if (!base.file.isEmpty())
        QFile::copy(base.file, file);
    return file;
}

QString durationName(const Task &task)
{
    return task.name + u' ' + task.base.name;
}

Microseconds upTo(QRandomGenerator &random, Microseconds most)
{
    return Microseconds(random.bounded(std::max<qint64>(most.count(), 1)));
}

/// Which state the project is in: the last one that was promised, or the next, whose promise the kill may
/// have cut off; -1 where it is in neither.
qsizetype reached(const State &is, const QList<State> &states, qsizetype promised)
{
    for (qsizetype i = promised; i < std::min(promised + 2, states.size()); ++i) {
        if (is == states[i])
            return i;
    }
    return -1;
}

Fell fell(const Ended &ended, qsizetype reached, qsizetype last)
{
    if (!ended.wasKilled)
        return Fell::Late;
    if (reached == last)
        return Fell::Closing;
    return reached == 0 ? Fell::Before : Fell::Between;
}

Verdict endedBadly(const Task &task, const Ended &ended)
{
    const bool mayAnswerNo = task.name == u"undo" || task.name == u"redo";
    if (ended.hung)
        return u"groundplan-cli did nothing for minutes"_s;
    if (ended.wasKilled || ended.status == 0 || (mayAnswerNo && ended.status == 1))
        return {};
    return u"groundplan-cli ended by itself, status %1, signal %2: %3"_s.arg(ended.status)
        .arg(ended.signal)
        .arg(QString::fromUtf8(ended.err.right(2000)));
}

/// What was answered is in the history under that number.
Verdict checkAnswers(const Ended &ended, const store::Store &project)
{
    QHash<qint64, QString> labels;
    for (const store::HistoryEntry &entry : project.history())
        labels.insert(entry.id, entry.label);
    const qsizetype whole = ended.out.lastIndexOf('\n');
    for (const QByteArray &line : ended.out.first(std::max<qsizetype>(whole, 0)).split('\n')) {
        const QString text = QString::fromUtf8(line);
        const QString label = text.section(u' ', 2);
        const bool isEntry = !text.isEmpty() && !label.startsWith("Undo: "_L1) &&
                             !label.startsWith("Redo: "_L1) && !label.startsWith("Snapshot "_L1);
        if (isEntry && labels.value(text.section(u' ', 1, 1).toLongLong()) != label)
            return u"the history does not have what was acknowledged as '%1'"_s.arg(text);
    }
    return {};
}

} // namespace

Rounds::Rounds(quint32 seed, QString folder)
    : m_seed(seed)
    , m_folder(std::move(folder))
    , m_bases(makeBases(m_folder + u"/bases"_s))
{
}

QString Rounds::evidence(int number) const
{
    return u"%1/round-%2"_s.arg(m_folder).arg(number);
}

Outcome Rounds::play(int number)
{
    const std::array<quint32, 2> seeds{m_seed, static_cast<quint32>(number)};
    QRandomGenerator random(seeds.data(), static_cast<qsizetype>(seeds.size()));
    const QString folder = evidence(number);
    QDir(folder).removeRecursively();
    QDir().mkpath(folder);
    Outcome outcome = random.bounded(8) == 0 ? playTwo(random, folder) : playOne(random, folder);
    if (outcome.wrong.isEmpty())
        QDir(folder).removeRecursively();
    return outcome;
}

Microseconds Rounds::measured(const QString &name, const QStringList &arguments, const QByteArray &input)
{
    auto found = m_durations.find(name);
    if (found == m_durations.end())
        found = m_durations.insert(name, Child(arguments, input).finish().took);
    return *found;
}

KillPlan Rounds::plan(QRandomGenerator &random, const Task &task, const QString &folder)
{
    const QString file = folder + u"/measured/shop.gplan"_s;
    QDir().mkpath(folder + u"/measured"_s);
    const Microseconds usual = measured(durationName(task), task.on(copyOf(task.base, file)), task.input);
    const bool answers = task.name == u"edit" || task.name == u"undo";
    // Most of a short run is starting up, where nothing can go wrong: half of the kills are counted from an
    // answer.
    if (!answers && random.bounded(2) == 0)
        return {0, usual * 6 / 10 + upTo(random, usual / 2)}; // what stores once does so late
    if (!answers || random.bounded(2) == 0)
        return {0, upTo(random, usual * 11 / 10)};
    const int lines = 1 + random.bounded(std::max(1, static_cast<int>(task.states.size()) - 1));
    return {lines, upTo(random, Microseconds(random.bounded(2) == 0 ? 500 : 20'000))};
}

int Rounds::killRecovery(QRandomGenerator &random, const QString &file, const QString &folder)
{
    const bool writes = random.bounded(2) == 0;
    const auto arguments = [writes](const QString &project) {
        return writes ? QStringList{u"edit"_s, project, u"--script"_s, u"-"_s}
                      : QStringList{u"verify"_s, project};
    };
    const QString other = copyOf(m_bases.present.back(), folder + u"/measured/shop.gplan"_s);
    const Microseconds usual = measured(writes ? u"open"_s : u"verify"_s, arguments(other), {});
    int killed = 0;
    for (int left = 1 + random.bounded(3); left > 0; --left)
        killed += Child(arguments(file)).finish(KillPlan{0, upTo(random, usual)}).wasKilled ? 1 : 0;
    return killed;
}

void Rounds::keep(const QString &file, const QString &folder, const Task &task, const Ended &ended) const
{
    const QString kept = folder + u"/as-killed"_s;
    QDir().mkpath(kept);
    const QDir from = QFileInfo(file).dir();
    for (const QString &name : from.entryList(QDir::Files | QDir::Hidden))
        QFile::copy(from.filePath(name), kept + u'/' + name);
    QFile notes(folder + u"/notes-%1.txt"_s.arg(ended.took.count()));
    if (notes.open(QIODevice::WriteOnly))
        notes.write("groundplan-cli " + task.on(file).join(u' ').toUtf8() + "\nbegan with " +
                    task.base.name.toUtf8() + (ended.wasKilled ? "\nkilled after " : "\nended after ") +
                    QByteArray::number(static_cast<qint64>(ended.took.count())) + " us\n-- in\n" +
                    task.input + "-- out\n" + ended.out + "-- err\n" + ended.err);
}

Outcome Rounds::playOne(QRandomGenerator &random, const QString &folder)
{
    const Task task = makeTask(random, m_bases, folder);
    Outcome outcome{task.name, Fell::Late, 0, 0, {}};
    const KillPlan killing = plan(random, task, folder);
    QDir().mkpath(folder + u"/project"_s);
    const QString file = copyOf(task.base, folder + u"/project/shop.gplan"_s);
    const Ended ended = Child(task.on(file), task.input).finish(killing);
    keep(file, folder, task, ended);
    if (!ended.wasKilled) // the machine is busier or less busy than it was
        m_durations[durationName(task)] = (m_durations[durationName(task)] + ended.took) / 2;
    if (outcome.wrong = endedBadly(task, ended); !outcome.wrong.isEmpty())
        return outcome;

    const bool isNew = task.base.file.isEmpty();
    const bool isMigration = !isNew && task.base.schema < schemaSteps();
    if (isNew && !QFile::exists(file)) {
        outcome.fell = Fell::Before;
        outcome.wrong = ended.wasKilled ? checkLeftovers(file, true) : u"it was made, but is not there"_s;
        return outcome;
    }
    const Migration migration =
        isMigration ? checkMigration(file, task.base, folder) : Migration{schemaSteps(), {}};
    outcome.wrong = migration.wrong;
    if (outcome.wrong.isEmpty() && random.bounded(4) == 0)
        outcome.recoveryKills = killRecovery(random, file, folder);
    // Now and then the first to find what the kill left is one that may only read.
    if (outcome.wrong.isEmpty() && random.bounded(3) == 0)
        outcome.wrong = checkByProgram(file);
    if (!outcome.wrong.isEmpty())
        return outcome;

    const qsizetype promised = task.acknowledged(ended);
    const qsizetype last = task.states.size() - 1;
    if (!ended.wasKilled && promised != last) {
        outcome.wrong = u"it ended well and acknowledged %1 of %2"_s.arg(promised).arg(last);
        return outcome;
    }
    qsizetype state = -1;
    outcome.wrong = checkProject(file, [&](const store::Store &project) -> Verdict {
        const State is = stateOf(project);
        state = reached(is, task.states, promised);
        if (state < 0)
            return u"%1 of %2 steps were acknowledged, and it is neither there nor one further: "_s
                       .arg(promised)
                       .arg(last) +
                   difference(is, task.states.at(promised));
        return task.name == u"edit" ? checkAnswers(ended, project) : Verdict();
    });
    if (outcome.wrong.isEmpty() && isMigration)
        outcome.wrong = checkMigration(file, task.base, folder).wrong;
    if (outcome.wrong.isEmpty())
        outcome.wrong = checkLeftovers(file, ended.wasKilled || outcome.recoveryKills > 0);
    outcome.acknowledged = task.edits > 1 ? static_cast<int>(promised) : 0;
    outcome.fell = migration.schema < schemaSteps()
                       ? fell(ended, migration.schema - task.base.schema, schemaSteps() - task.base.schema)
                       : fell(ended, state, last);
    return outcome;
}

Outcome Rounds::playTwo(QRandomGenerator &random, const QString &folder)
{
    const Base base = m_bases.present.at(random.bounded(static_cast<int>(m_bases.present.size())));
    const Task first = makeOwnEdits(random, base, folder, u"dies"_s);
    const Task second = makeOwnEdits(random, base, folder, u"lives"_s);
    Outcome outcome{u"two at once"_s, Fell::Late, 0, 0, {}};
    KillPlan killing = plan(random, first, folder);
    killing.delay *= 2; // they take turns
    QDir().mkpath(folder + u"/project"_s);
    const QString file = copyOf(base, folder + u"/project/shop.gplan"_s);
    Child dies(first.on(file), first.input);
    Child lives(second.on(file), second.input);
    const Ended killed = dies.finish(killing);
    // With an edit still to come it closes the project after that. That its process is there would not tell:
    // it may have closed while the other still had the project open.
    const bool outlived = lives.answered() < second.states.size() - 1;
    const Ended ended = lives.finish();
    keep(file, folder, first, killed);
    keep(file, folder, second, ended);
    for (const Verdict &wrong : {endedBadly(first, killed), endedBadly(second, ended)}) {
        if (outcome.wrong = wrong; !wrong.isEmpty())
            return outcome;
    }
    // The last one to have it open puts everything into one file, whatever became of the other.
    if (outlived)
        outcome.wrong = checkLeftovers(file, false);
    if (!outcome.wrong.isEmpty())
        return outcome;

    const qsizetype promised = first.acknowledged(killed);
    qsizetype state = -1;
    outcome.wrong = checkProject(file, [&](const store::Store &project) -> Verdict {
        const State is = stateOf(project);
        const Part part = partOf(is.model, u"dies"_s);
        for (qsizetype i = promised; i < std::min(promised + 2, first.states.size()) && state < 0; ++i)
            state = part == partOf(first.states[i].model, u"dies"_s) ? i : -1;
        if (state < 0)
            return u"%1 edits of the one that was killed were acknowledged and are not all there"_s.arg(
                promised);
        if (partOf(is.model, u"lives"_s) != partOf(second.states.back().model, u"lives"_s))
            return u"edits of the one that was not killed are not there"_s;
        for (const Ended &answers : {killed, ended}) {
            if (const Verdict wrong = checkAnswers(answers, project); !wrong.isEmpty())
                return wrong;
        }
        return {};
    });
    if (outcome.wrong.isEmpty())
        outcome.wrong = checkLeftovers(file, false);
    outcome.acknowledged = static_cast<int>(promised + second.states.size() - 1);
    outcome.fell = fell(killed, state, first.states.size() - 1);
    return outcome;
}

} // namespace gp::torture

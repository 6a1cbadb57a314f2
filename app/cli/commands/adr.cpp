// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "app/cli/command.h"
#include "app/cli/commands/adrfolder.h"
#include "app/cli/find.h"

#include "core/decisions/governing.h"
#include "core/decisions/life.h"
#include "core/decisions/links.h"
#include "core/decisions/proposal.h"
#include "core/decisions/scoring.h"
#include "core/metamodel/ownkinds.h"
#include "core/rules/waivers.h"

#include <CLI/CLI.hpp>
#include <QJsonArray>

using namespace Qt::StringLiterals;

namespace gp::cli {

namespace {

/// By key, by number ("7", "ADR-0007"), else usage with those that there are.
Result<const Record *> findDecision(const Model &model, const std::string &given)
{
    const QString wanted = QString::fromStdString(given);
    if (const Record *decision = model.record(u"decision"_s, wanted))
        return decision;
    QString digits = wanted;
    if (digits.startsWith("ADR-"_L1, Qt::CaseInsensitive))
        digits = digits.sliced(4);
    const int number = digits.toInt();
    QStringList keys;
    for (const Record &decision : model.recordsOfKind(u"decision"_s)) {
        if (number > 0 && decision.properties.value(u"number"_s).toInt() == number)
            return model.record(u"decision"_s, decision.key);
        keys.append(decision.key);
    }
    keys.sort();
    return fail(ErrorCode::Usage, u"There is no decision '%1'; there are: %2"_s.arg(
                                      wanted, keys.isEmpty() ? u"none"_s : keys.join(u", "_s)));
}

QString lines(const QString &title, const QStringList &items)
{
    QString text;
    for (const QString &item : items)
        text += u"  "_s + item + u'\n';
    return items.isEmpty() ? QString() : QString(title + u'\n' + text);
}

QString basisText(const decisions::Basis &basis)
{
    QString text = u"What the model says of the way from %1 to %2\n"_s.arg(basis.from, basis.to);
    for (const decisions::Basis::Fact &fact : basis.facts)
        text += u"  %1: %2\n"_s.arg(fact.name, fact.text);
    text += lines(u"What changes"_s, basis.changes);
    text += lines(u"What is not found any more"_s, basis.closed);
    text += lines(u"What is found then"_s, basis.opened);
    QStringList controls;
    for (const decisions::ControlChange &change : basis.controls)
        controls.append(u"%1 %2: %3 → %4%5"_s.arg(change.framework, change.requirement, change.before,
                                                  change.after, change.isLoss ? u" (lost)"_s : QString()));
    text += lines(u"Controls"_s, controls);
    if (basis.costBefore || basis.costAfter)
        text +=
            u"Cost a month: %1 → %2\n"_s.arg(basis.costBefore.value_or(0)).arg(basis.costAfter.value_or(0));
    text += lines(u"Who depends on it"_s, basis.hit);
    text += lines(u"Who is to be told"_s, basis.teams);
    text += lines(u"What must migrate"_s, basis.migrate);
    return text + lines(u"Open questions"_s, basis.questions);
}

QJsonObject basisJson(const decisions::Basis &basis)
{
    QJsonArray facts;
    for (const decisions::Basis::Fact &fact : basis.facts)
        facts.append(QJsonObject{{u"name"_s, fact.name}, {u"fact"_s, fact.text}});
    QJsonArray controls;
    for (const decisions::ControlChange &change : basis.controls)
        controls.append(QJsonObject{{u"framework"_s, change.framework},
                                    {u"requirement"_s, change.requirement},
                                    {u"before"_s, change.before},
                                    {u"after"_s, change.after},
                                    {u"loss"_s, change.isLoss}});
    QJsonObject json{{u"from"_s, basis.from},
                     {u"to"_s, basis.to},
                     {u"facts"_s, facts},
                     {u"changes"_s, QJsonArray::fromStringList(basis.changes)},
                     {u"closed"_s, QJsonArray::fromStringList(basis.closed)},
                     {u"opened"_s, QJsonArray::fromStringList(basis.opened)},
                     {u"controls"_s, controls},
                     {u"depend_on_it"_s, QJsonArray::fromStringList(basis.hit)},
                     {u"teams"_s, QJsonArray::fromStringList(basis.teams)},
                     {u"migrate"_s, QJsonArray::fromStringList(basis.migrate)},
                     {u"questions"_s, QJsonArray::fromStringList(basis.questions)}};
    if (basis.costBefore)
        json.insert(u"cost_before"_s, *basis.costBefore);
    if (basis.costAfter)
        json.insert(u"cost_after"_s, *basis.costAfter);
    return json;
}

class Adr : public Command
{
public:
    [[nodiscard]] const char *name() const override { return "adr"; }
    [[nodiscard]] const char *summary() const override
    {
        return "decisions: list, show, new, status, supersede, link, governs, import, export";
    }
    void declare(CLI::App &app) override
    {
        app.add_option("FILE", m_file, "the project")->required();
        app.add_option("VERB", m_verb,
                       "list; show DECISION; new; status DECISION STATUS; supersede OLD NEW; "
                       "link FROM KIND TO; governs ELEMENT;\n"
                       "import FOLDER: read files of decisions (MADR, Nygard/adr-tools, log4brains), what is "
                       "unchanged in them changes nothing;\n"
                       "export FOLDER: write them, what is unchanged keeps its bytes")
            ->required();
        app.add_option("ARGUMENT", m_arguments, "what the verb is about; decisions by key or number");
        app.add_option("--title", m_title, "of a new decision (default: from what changes)");
        app.add_option("--from", m_from, "new: the plateau that the change starts at");
        app.add_option("--to", m_to, "new: the plateau that it leads to");
        app.add_option("--element", m_elements, "new: what it is about (default: all that changes)");
        app.add_option("--status", m_status, "list: only those");
        app.add_option("--date", m_date, "of the step, or governs: on this date (YYYY-MM-DD)");
        app.add_option("--plateau", m_plateau, "governs: at this plateau");
        app.add_option("--by", m_by, "status, supersede: who takes the step");
        app.add_option("--note", m_note, "status, supersede: why");
        app.add_option("--only", m_only, "export: the decisions to write (default: all)");
        app.add_flag("--dry-run", m_dryRun, "import: report only, store nothing");
        app.add_option("--format", m_format, "text or json (as --json)")
            ->check(CLI::IsMember({"text", "json"}))
            ->capture_default_str();
    }

    int run(Console &console) override
    {
        console.json = console.json || m_format == "json";
        if (m_verb == "import" || m_verb == "export")
            return folder(console);
        using Verb = Result<void> (Adr::*)(Console &);
        static const QMap<QString, std::pair<Verb, qsizetype>> verbs{
            {u"list"_s, {&Adr::list, 0}},           {u"show"_s, {&Adr::show, 1}},
            {u"new"_s, {&Adr::create, 0}},          {u"status"_s, {&Adr::setStatus, 2}},
            {u"supersede"_s, {&Adr::supersede, 2}}, {u"link"_s, {&Adr::link, 3}},
            {u"governs"_s, {&Adr::governs, 1}}};
        const QString wanted = QString::fromStdString(m_verb);
        const auto verb = verbs.constFind(wanted);
        if (verb == verbs.cend())
            return console.report(
                {ErrorCode::Usage,
                 u"'%1' is nothing that can be done with decisions: %2"_s.arg(
                     wanted, (verbs.keys() + QStringList{u"import"_s, u"export"_s}).join(u", "_s)),
                 {},
                 {},
                 0});
        if (qsizetype(m_arguments.size()) != verb->second)
            return console.report(
                {ErrorCode::Usage,
                 u"'adr FILE %1' takes %2 arguments; 'help adr' names them"_s.arg(wanted).arg(verb->second),
                 {},
                 {},
                 0});
        const auto done = (this->*verb->first)(console);
        return done ? Done : console.report(done.error());
    }

private:
    [[nodiscard]] int folder(Console &console)
    {
        const bool isImport = m_verb == "import";
        const auto usage = [&console](const QString &message) {
            return console.report({ErrorCode::Usage, message, {}, {}, 0});
        };
        if (m_arguments.size() != 1)
            return usage(u"Name the folder of the records, for instance docs/decisions"_s);
        if (isImport && !m_only.empty())
            return usage(u"--only goes with export"_s);
        if (!isImport && m_dryRun)
            return usage(u"--dry-run goes with import"_s);
        const auto opened = open(m_file, m_dryRun);
        if (!opened)
            return console.report(opened.error());
        QStringList keys;
        for (const std::string &one : m_only)
            keys.append(QString::fromStdString(one));
        const QString path = QString::fromStdString(m_arguments[0]);
        return isImport ? importDecisionFolder(console, **opened, path, m_dryRun)
                        : exportDecisionFolder(console, **opened, path, keys);
    }

    [[nodiscard]] Result<void> list(Console &console)
    {
        const auto opened = open(m_file);
        if (!opened)
            return std::unexpected(opened.error());
        const Model &model = (*opened)->model();
        QList<Record> all = model.recordsOfKind(u"decision"_s);
        std::ranges::sort(all, {}, [](const Record &one) {
            const int number = one.properties.value(u"number"_s).toInt();
            return std::pair(number > 0 ? number : std::numeric_limits<int>::max(), one.key);
        });
        const QDate today = dateOf(model);
        QString output;
        QJsonArray rows;
        for (const Record &decision : std::as_const(all)) {
            const QString status = decisions::toString(decisions::statusOf(decision));
            if (!m_status.empty() && status != QString::fromStdString(m_status))
                continue;
            const QString review = textOf(decision, u"review_by"_s);
            const bool isDue = decisions::isReviewDue(decision, today);
            output += u"%1  %2  %3  %4%5\n"_s.arg(
                status.leftJustified(10), textOf(decision, u"date"_s).leftJustified(10),
                decision.key.leftJustified(32), titleOf(decision),
                isDue ? QString(u"  (review was due by "_s + review + u')') : QString());
            rows.append(QJsonObject{{u"key"_s, decision.key},
                                    {u"number"_s, decision.properties.value(u"number"_s)},
                                    {u"title"_s, textOf(decision, u"title"_s)},
                                    {u"status"_s, status},
                                    {u"date"_s, textOf(decision, u"date"_s)},
                                    {u"review_by"_s, review},
                                    {u"review_is_due"_s, isDue}});
        }
        console.print(output.isEmpty() ? u"no decisions\n"_s : output);
        console.print(rows);
        return {};
    }

    [[nodiscard]] Result<void> show(Console &console)
    {
        const auto opened = open(m_file);
        if (!opened)
            return std::unexpected(opened.error());
        const Model &model = (*opened)->model();
        const auto found = findDecision(model, m_arguments[0]);
        if (!found)
            return std::unexpected(found.error());
        const Record &decision = **found;
        QString output = titleOf(decision) + u'\n';
        QJsonObject json{{u"key"_s, decision.key}, {u"properties"_s, decision.properties}};
        QStringList history;
        for (const decisions::Passed &passed : decisions::historyOf(decision))
            history.append(u"%1  %2%3%4"_s.arg(
                passed.date.isValid() ? passed.date.toString(Qt::ISODate) : u"(no date)"_s,
                decisions::toString(passed.status),
                passed.by.isEmpty() ? QString() : QString(u" by "_s + passed.by),
                passed.note.isEmpty() ? QString() : QString(u": "_s + passed.note)));
        output += lines(u"History"_s, history);
        if (const QString context = textOf(decision, u"context"_s); !context.isEmpty())
            output += u"Context\n  "_s + context.trimmed().replace(u'\n', u"\n  "_s) + u'\n';
        QStringList options;
        for (const decisions::OptionScore &score : decisions::scoresOf(decision))
            options.append(u"%1%2%3"_s.arg(
                score.option, score.option == textOf(decision, u"chosen"_s) ? u"  (chosen)"_s : QString(),
                score.score ? QString(u"  score "_s + QString::number(*score.score, 'g', 3)) : QString()));
        output += lines(u"Options"_s, options);
        const QStringList missing = decisions::missingSignatures(model, decision);
        output += lines(u"Must sign, and is not among the deciders"_s, missing);
        json.insert(u"missing_signatures"_s, QJsonArray::fromStringList(missing));
        if (decisions::hasBasis(decision)) {
            const auto basis = decisions::basisOf(model, metamodel::metamodelOf(model), decision);
            if (!basis)
                return std::unexpected(basis.error());
            output += basisText(*basis);
            json.insert(u"basis"_s, basisJson(*basis));
        }
        console.print(output);
        console.print(json);
        return {};
    }

    [[nodiscard]] Result<void> create(Console &console)
    {
        const auto opened = open(m_file, false);
        if (!opened)
            return std::unexpected(opened.error());
        Draft draft((*opened)->model());
        const Model &model = draft.model();
        QString key;
        if (m_from.empty() && m_to.empty()) {
            const QString title = QString::fromStdString(m_title);
            if (title.trimmed().isEmpty())
                return fail(ErrorCode::Usage,
                            u"Give the new decision a --title, or the change that it is about: "
                            "--from PLATEAU --to PLATEAU"_s);
            key = decisions::keyFor(model, title);
            const auto added =
                draft.addRecord(u"decision"_s, key, {{u"title"_s, title}, {u"status"_s, u"draft"_s}});
            if (!added)
                return std::unexpected(added.error());
        } else {
            const auto from = findPlateau(model, m_from);
            const auto to = from ? findPlateau(model, m_to) : from;
            if (!to)
                return std::unexpected(to.error());
            QList<ElementId> elements;
            for (const std::string &one : m_elements) {
                const auto element = findElement(model, one);
                if (!element)
                    return std::unexpected(element.error());
                elements.append((*element)->id);
            }
            const auto proposed = decisions::propose(draft, (*from)->id, (*to)->id, elements, dateOf(model));
            if (!proposed)
                return std::unexpected(proposed.error());
            key = *proposed;
            if (!m_title.empty()) {
                Record named = *draft.model().record(u"decision"_s, key);
                named.properties.insert(u"title"_s, QString::fromStdString(m_title));
                if (auto done = draft.update(named); !done)
                    return done;
            }
        }
        return commit(console, **opened, draft, key, u"New decision %1"_s);
    }

    [[nodiscard]] Result<void> step(Console &console, const std::string &given, const decisions::Step &step,
                                    const QString &label)
    {
        const auto opened = open(m_file, false);
        if (!opened)
            return std::unexpected(opened.error());
        Draft draft((*opened)->model());
        const auto decision = findDecision(draft.model(), given);
        if (!decision)
            return std::unexpected(decision.error());
        decisions::Step taken = step;
        taken.date = dateOf(draft.model());
        if (!taken.successor.isEmpty()) {
            const auto successor = findDecision(draft.model(), taken.successor.toStdString());
            if (!successor)
                return std::unexpected(successor.error());
            taken.successor = (*successor)->key;
        }
        const QString key = (*decision)->key;
        return decisions::take(draft, key, taken).and_then([&] {
            return commit(console, **opened, draft, key, label);
        });
    }

    [[nodiscard]] Result<void> setStatus(Console &console)
    {
        const QString wanted = QString::fromStdString(m_arguments[1]);
        const auto to = decisions::statusFrom(wanted);
        if (!to)
            return fail(
                ErrorCode::Usage,
                u"'%1' is no status: draft, proposed, accepted, rejected, deprecated or superseded"_s.arg(
                    wanted));
        if (*to == decisions::Status::Superseded)
            return fail(ErrorCode::Usage, u"Say by which: adr FILE supersede OLD NEW"_s);
        return step(console, m_arguments[0],
                    {*to, {}, QString::fromStdString(m_by), QString::fromStdString(m_note), {}},
                    decisions::verbOf(*to) + u" %1"_s);
    }

    [[nodiscard]] Result<void> supersede(Console &console)
    {
        return step(console, m_arguments[0],
                    {decisions::Status::Superseded,
                     {},
                     QString::fromStdString(m_by),
                     QString::fromStdString(m_note),
                     QString::fromStdString(m_arguments[1])},
                    u"Supersede %1"_s);
    }

    [[nodiscard]] Result<void> link(Console &console)
    {
        const auto opened = open(m_file, false);
        if (!opened)
            return std::unexpected(opened.error());
        Draft draft((*opened)->model());
        const auto from = findDecision(draft.model(), m_arguments[0]);
        const auto to = from ? findDecision(draft.model(), m_arguments[2]) : from;
        if (!to)
            return std::unexpected(to.error());
        const QString key = (*from)->key;
        return decisions::link(draft, key, QString::fromStdString(m_arguments[1]), (*to)->key).and_then([&] {
            return commit(console, **opened, draft, key, u"Link %1"_s);
        });
    }

    [[nodiscard]] Result<void> governs(Console &console)
    {
        const auto opened = open(m_file);
        if (!opened)
            return std::unexpected(opened.error());
        const Model &model = (*opened)->model();
        const auto element = findElement(model, m_arguments[0]);
        if (!element)
            return std::unexpected(element.error());
        const decisions::GoverningDecisions all(model);
        QList<decisions::Governing> found;
        if (!m_date.empty()) {
            const QDate date = dateOf(model);
            if (!date.isValid())
                return fail(ErrorCode::Usage,
                            u"'%1' is no date (YYYY-MM-DD)"_s.arg(QString::fromStdString(m_date)));
            found = all.of((*element)->key, date);
        } else {
            const auto plateau = findPlateau(model, m_plateau);
            if (!plateau)
                return std::unexpected(plateau.error());
            found = all.of((*element)->key, (*plateau)->id);
        }
        QString output;
        QJsonArray rows;
        for (const decisions::Governing &one : std::as_const(found)) {
            output += u"%1\n  %2\n"_s.arg(titleOf(one.decision), one.why);
            rows.append(QJsonObject{{u"key"_s, one.decision.key},
                                    {u"title"_s, titleOf(one.decision)},
                                    {u"chain"_s, QJsonArray::fromStringList(one.chain)},
                                    {u"amends"_s, one.amends},
                                    {u"why"_s, one.why}});
        }
        console.print(output.isEmpty() ? u"no decision governs it\n"_s : output);
        console.print(rows);
        return {};
    }

    [[nodiscard]] Result<void> commit(Console &console, store::Store &store, const Draft &draft,
                                      const QString &key, const QString &label)
    {
        const Record &decision = *draft.model().record(u"decision"_s, key);
        if (const auto stored = store.commit(draft, label.arg(titleOf(decision))); !stored)
            return std::unexpected(stored.error());
        const Record &now = *store.model().record(u"decision"_s, key);
        console.print(u"%1: %2\n"_s.arg(key, decisions::toString(decisions::statusOf(now))));
        console.print(QJsonObject{{u"key"_s, key}, {u"properties"_s, now.properties}});
        return {};
    }

    /// What was given, else the project's date, else today.
    [[nodiscard]] QDate dateOf(const Model &model) const
    {
        if (!m_date.empty())
            return QDate::fromString(QString::fromStdString(m_date), Qt::ISODate);
        const QDate project = QDate::fromString(rules::projectDate(model), Qt::ISODate);
        return project.isValid() ? project
                                 : storeOptions(true).now.value_or(QDateTime::currentDateTime()).date();
    }

    std::string m_file;
    std::string m_verb;
    std::vector<std::string> m_arguments;
    std::string m_title;
    std::string m_from;
    std::string m_to;
    std::vector<std::string> m_elements;
    std::string m_status;
    std::string m_date;
    std::string m_plateau;
    std::string m_by;
    std::string m_note;
    std::vector<std::string> m_only;
    std::string m_format = "text";
    bool m_dryRun = false;
};

} // namespace

void addAdrCommands(Commands &commands)
{
    commands.push_back(std::make_unique<Adr>());
}

} // namespace gp::cli

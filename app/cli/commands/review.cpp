// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "app/cli/command.h"
#include "app/cli/commands/reviewtexts.h"
#include "app/cli/find.h"

#include "core/metamodel/ownkinds.h"
#include "core/rules/waivers.h"
#include "core/store/query.h"

#include <CLI/CLI.hpp>

using namespace Qt::StringLiterals;

namespace gp::cli {

namespace {

QString words(const std::string &text)
{
    return QString::fromStdString(text);
}

QStringList lists(const std::vector<std::string> &given)
{
    QStringList list;
    for (const std::string &one : given)
        list.append(words(one));
    return list;
}

/// A decision by key or number ("11", "ADR-0011"), or a waiver by key.
Result<review::Subject> findSubject(const Model &model, const std::string &given)
{
    const QString wanted = words(given);
    if (model.record(u"decision"_s, wanted))
        return review::Subject{review::Subject::Kind::Decision, wanted};
    if (model.record(u"waiver"_s, wanted))
        return review::Subject{review::Subject::Kind::Waiver, wanted};
    QString digits = wanted;
    if (digits.startsWith("ADR-"_L1, Qt::CaseInsensitive))
        digits = digits.sliced(4);
    if (const int number = digits.toInt(); number > 0) {
        const auto all = model.recordsOfKind(u"decision"_s);
        for (const Record &decision : all) {
            if (decision.properties.value(u"number"_s).toInt() == number)
                return review::Subject{review::Subject::Kind::Decision, decision.key};
        }
    }
    return fail(ErrorCode::Usage, u"There is no decision and no waiver '%1'"_s.arg(wanted));
}

/// "Drill the keys | Team Platform | 2026-12-15".
Result<review::Condition> conditionFrom(const std::string &given)
{
    const QStringList parts = words(given).split(u'|');
    review::Condition condition{parts.value(0).trimmed(), parts.value(1).trimmed(),
                                QDate::fromString(parts.value(2).trimmed(), Qt::ISODate)};
    if (parts.size() != 3 || !condition.due.isValid())
        return fail(ErrorCode::Usage,
                    u"A condition is 'WHAT | WHO | YYYY-MM-DD', not '%1'"_s.arg(words(given)));
    return condition;
}

class Review : public Command
{
public:
    [[nodiscard]] const char *name() const override { return "review"; }
    [[nodiscard]] const char *summary() const override
    {
        return "the review board: list, agenda, verdict, withdraw, minutes, queue, present, action, done, "
               "close, reopen";
    }
    void declare(CLI::App &app) override
    {
        app.add_option("FILE", m_file, "the project")->required();
        app.add_option(
               "VERB", m_verb,
               "list; agenda [REVIEW] (without one: --from and --to); minutes REVIEW; queue;\n"
               "verdict REVIEW SUBJECT VERDICT: accept, accept-with-conditions, defer or reject, on a "
               "decision (key or number) or a waiver;\n"
               "withdraw REVIEW SUBJECT: as if the verdict had not been given;\n"
               "present REVIEW NAME: somebody is there (--absent: is not);\n"
               "action REVIEW TITLE: something to do, or with --question to find out; done ACTION;\n"
               "close REVIEW: it was held; reopen REVIEW")
            ->required();
        app.add_option("ARGUMENT", m_arguments, "what the verb is about");
        app.add_option("--from", m_from, "agenda: the plateau that the change starts at");
        app.add_option("--to", m_to, "agenda: the plateau that it leads to");
        app.add_option("--decision", m_decisions, "agenda: decisions to take");
        app.add_option("--by", m_by, "verdict: who decides; names of members")->delimiter(',');
        app.add_option("--rationale", m_rationale,
                       "verdict: why; required for waivers, with conditions and to reject");
        app.add_option("--condition", m_conditions, "verdict: 'WHAT | WHO | YYYY-MM-DD', once for each");
        app.add_option("--chosen", m_chosen, "verdict: the option that the board chooses");
        app.add_option("--override", m_override,
                       "verdict: why it is decided in spite of a missing quorum, signature or right");
        app.add_option("--owner", m_owner, "action: who does it");
        app.add_option("--due", m_due, "action: by when (YYYY-MM-DD)");
        app.add_option("--about", m_about, "action: the decision or waiver that it is about");
        app.add_flag("--question", m_isQuestion, "action: it is a question that is parked");
        app.add_flag("--absent", m_isAbsent, "present: is not there");
        app.add_option("--date", m_date,
                       "of the verdict, of what is done, of the meeting; queue: today (YYYY-MM-DD)");
    }

    int run(Console &console) override
    {
        using Verb = Result<void> (Review::*)(Console &);
        struct Known
        {
            Verb verb;
            qsizetype least;
            qsizetype most;
        };
        static const QMap<QString, Known> verbs{
            {u"list"_s, {&Review::list, 0, 0}},       {u"agenda"_s, {&Review::agenda, 0, 1}},
            {u"verdict"_s, {&Review::verdict, 3, 3}}, {u"withdraw"_s, {&Review::withdraw, 2, 2}},
            {u"minutes"_s, {&Review::minutes, 1, 1}}, {u"queue"_s, {&Review::queue, 0, 0}},
            {u"present"_s, {&Review::present, 2, 2}}, {u"action"_s, {&Review::action, 2, 2}},
            {u"done"_s, {&Review::done, 1, 1}},       {u"close"_s, {&Review::close, 1, 1}},
            {u"reopen"_s, {&Review::reopen, 1, 1}}};
        const auto verb = verbs.constFind(words(m_verb));
        if (verb == verbs.cend())
            return console.report({ErrorCode::Usage,
                                   u"'%1' is nothing that can be done with reviews: %2"_s.arg(
                                       words(m_verb), verbs.keys().join(u", "_s)),
                                   {},
                                   {},
                                   0});
        const qsizetype count = qsizetype(m_arguments.size());
        if (count < verb->least || count > verb->most)
            return console.report(
                {ErrorCode::Usage,
                 u"'review FILE %1' takes %2 arguments; 'help review' names them"_s.arg(words(m_verb))
                     .arg(verb->least),
                 {},
                 {},
                 0});
        const auto done = (this->*verb->verb)(console);
        return done ? Done : console.report(done.error());
    }

private:
    [[nodiscard]] Result<void> list(Console &console)
    {
        const auto opened = open(m_file);
        if (!opened)
            return std::unexpected(opened.error());
        const Model &model = (*opened)->model();
        QString text;
        QJsonArray rows;
        QList<Record> all = model.recordsOfKind(u"review"_s);
        std::ranges::stable_sort(all, {}, [](const Record &one) { return review::dateOf(one); });
        for (const Record &record : std::as_const(all)) {
            const QString status = record.properties.value(u"status"_s).toString(u"submitted"_s);
            const QString date = review::dateOf(record).toString(Qt::ISODate);
            const auto verdicts = review::verdictsOf(record);
            const qsizetype asked = review::subjectsOf(model, record).size();
            text += u"%1  %2  %3  %4 (%5 of %6 decided)\n"_s
                        .arg(date.leftJustified(10), status.leftJustified(9), record.key.leftJustified(16),
                             titleOf(record))
                        .arg(verdicts.size())
                        .arg(asked);
            rows.append(QJsonObject{{u"key"_s, record.key},
                                    {u"title"_s, titleOf(record)},
                                    {u"date"_s, date},
                                    {u"submitted"_s, record.properties.value(u"submitted"_s)},
                                    {u"status"_s, status},
                                    {u"from"_s, record.properties.value(u"from_plateau"_s)},
                                    {u"to"_s, record.properties.value(u"to_plateau"_s)},
                                    {u"subjects"_s, asked},
                                    {u"verdicts"_s, verdicts.size()}});
        }
        console.print(text.isEmpty() ? u"no reviews\n"_s : text);
        console.print(rows);
        return {};
    }

    [[nodiscard]] Result<void> agenda(Console &console)
    {
        const auto opened = open(m_file);
        if (!opened)
            return std::unexpected(opened.error());
        const Model &model = (*opened)->model();
        const auto query = store::Query::open((*opened)->path());
        if (!query)
            return std::unexpected(query.error());
        review::Sources sources;
        sources.nfrsAt = [&](PlateauId plateau) {
            auto made = rules::nfrChecklist(**query, rules::NfrCatalogue::builtin(), model, plateau);
            for (const Error &error : made.errors)
                console.message(error.text());
            return made.rows;
        };
        const metamodel::Metamodel metamodel = metamodel::metamodelOf(model);
        Result<review::Agenda> made;
        if (!m_arguments.empty()) {
            made = review::agendaOf(model, metamodel, words(m_arguments[0]), sources);
        } else {
            const auto from = findPlateau(model, m_from);
            const auto to = from ? findPlateau(model, m_to) : from;
            if (!to)
                return std::unexpected(to.error());
            review::Scope scope{(*from)->id, (*to)->id};
            for (const std::string &one : m_decisions) {
                const auto subject = findSubject(model, one);
                if (!subject)
                    return std::unexpected(subject.error());
                scope.decisions.append(subject->key);
            }
            made = review::agendaFor(model, metamodel, scope, sources);
        }
        if (!made)
            return std::unexpected(made.error());
        console.print(textOf(*made));
        console.print(toJson(model, *made));
        return {};
    }

    [[nodiscard]] Result<void> minutes(Console &console)
    {
        const auto opened = open(m_file);
        if (!opened)
            return std::unexpected(opened.error());
        return printMinutes(console, (*opened)->model(), words(m_arguments[0]));
    }

    [[nodiscard]] Result<void> queue(Console &console)
    {
        const auto opened = open(m_file);
        if (!opened)
            return std::unexpected(opened.error());
        const Model &model = (*opened)->model();
        const auto query = store::Query::open((*opened)->path());
        if (!query)
            return std::unexpected(query.error());
        const QDate today = dateOr(model);
        const auto waiting = review::queueOf(model, today, [&](PlateauId plateau) {
            return rules::nfrChecklist(**query, rules::NfrCatalogue::builtin(), model, plateau).rows;
        });
        const auto throughput = review::throughputOf(model);
        const auto overdue = review::overdueAt(model, today);
        console.print(textOf(waiting, throughput, overdue));
        console.print(toJson(waiting, throughput, overdue));
        return {};
    }

    using Edit = std::function<Result<void>(Draft &)>;

    /// One edit, and the minutes as they are then.
    [[nodiscard]] Result<void> edit(Console &console, const QString &label, const Edit &change)
    {
        const auto opened = open(m_file, false);
        if (!opened)
            return std::unexpected(opened.error());
        Draft draft((*opened)->model());
        if (auto done = change(draft); !done)
            return done;
        if (const auto stored = (*opened)->commit(draft, label); !stored)
            return std::unexpected(stored.error());
        return printMinutes(console, (*opened)->model(), m_review);
    }

    [[nodiscard]] Result<void> verdict(Console &console)
    {
        m_review = words(m_arguments[0]);
        review::Ruling ruling;
        const auto said = review::verdictFrom(words(m_arguments[2]));
        if (!said)
            return fail(ErrorCode::Usage,
                        u"'%1' is no verdict: accept, accept-with-conditions, defer or reject"_s.arg(
                            words(m_arguments[2])));
        ruling.verdict = *said;
        ruling.by = lists(m_by);
        ruling.rationale = words(m_rationale);
        ruling.chosen = words(m_chosen);
        ruling.override = words(m_override);
        for (const std::string &one : m_conditions) {
            const auto condition = conditionFrom(one);
            if (!condition)
                return std::unexpected(condition.error());
            ruling.conditions.append(*condition);
        }
        if (auto date = dateGiven(); !date)
            return std::unexpected(date.error());
        else
            ruling.date = *date;
        return edit(console,
                    u"Verdict of %1: %2 %3"_s.arg(m_review, words(m_arguments[1]), review::wordOf(*said)),
                    [&](Draft &draft) -> Result<void> {
                        const auto subject = findSubject(draft.model(), m_arguments[1]);
                        if (!subject)
                            return std::unexpected(subject.error());
                        ruling.subject = *subject;
                        return review::decide(draft, m_review, ruling);
                    });
    }

    [[nodiscard]] Result<void> withdraw(Console &console)
    {
        m_review = words(m_arguments[0]);
        return edit(console, u"Withdraw the verdict on %1"_s.arg(words(m_arguments[1])),
                    [&](Draft &draft) -> Result<void> {
                        const auto subject = findSubject(draft.model(), m_arguments[1]);
                        if (!subject)
                            return std::unexpected(subject.error());
                        return review::withdraw(draft, m_review, *subject);
                    });
    }

    [[nodiscard]] Result<void> present(Console &console)
    {
        m_review = words(m_arguments[0]);
        const QString who = words(m_arguments[1]);
        return edit(console, (m_isAbsent ? u"%1 is not at %2"_s : u"%1 is at %2"_s).arg(who, m_review),
                    [&](Draft &draft) { return review::setPresent(draft, m_review, who, !m_isAbsent); });
    }

    [[nodiscard]] Result<void> action(Console &console)
    {
        m_review = words(m_arguments[0]);
        review::NewAction made{words(m_arguments[1]),
                               m_isQuestion ? review::ActionKind::Question : review::ActionKind::Action,
                               words(m_owner), QDate::fromString(words(m_due), Qt::ISODate)};
        if (!m_due.empty() && !made.due.isValid())
            return fail(ErrorCode::Usage, u"'%1' is no date (YYYY-MM-DD)"_s.arg(words(m_due)));
        return edit(console, u"Action of %1: %2"_s.arg(m_review, made.title),
                    [&](Draft &draft) -> Result<void> {
                        if (!m_about.empty()) {
                            const auto subject = findSubject(draft.model(), m_about);
                            if (!subject)
                                return std::unexpected(subject.error());
                            made.about = *subject;
                        }
                        const auto added = review::addAction(draft, m_review, made);
                        return added ? Result<void>() : std::unexpected(added.error());
                    });
    }

    [[nodiscard]] Result<void> done(Console &console)
    {
        const QString key = words(m_arguments[0]);
        return edit(console, u"Done: %1"_s.arg(key), [&](Draft &draft) -> Result<void> {
            const Record *found = draft.model().record(u"action"_s, key);
            m_review = found ? found->properties.value(u"review"_s).toString() : QString();
            return review::setDone(draft, key, dateOr(draft.model()));
        });
    }

    [[nodiscard]] Result<void> close(Console &console)
    {
        m_review = words(m_arguments[0]);
        return edit(console, u"Close %1"_s.arg(m_review), [&](Draft &draft) -> Result<void> {
            const Record *found = draft.model().record(u"review"_s, m_review);
            const QDate planned = found ? review::dateOf(*found) : QDate();
            const auto given = dateGiven();
            if (!given)
                return std::unexpected(given.error());
            return review::close(draft, m_review,
                                 given->isValid()    ? *given
                                 : planned.isValid() ? planned
                                                     : dateOr(draft.model()),
                                 {});
        });
    }

    [[nodiscard]] Result<void> reopen(Console &console)
    {
        m_review = words(m_arguments[0]);
        return edit(console, u"Reopen %1"_s.arg(m_review),
                    [&](Draft &draft) { return review::reopen(draft, m_review); });
    }

    [[nodiscard]] static Result<void> printMinutes(Console &console, const Model &model,
                                                   const QString &review)
    {
        const auto minutes = review::minutesOf(model, review);
        if (!minutes)
            return std::unexpected(minutes.error());
        console.print(textOf(model, *minutes));
        console.print(toJson(model, *minutes));
        return {};
    }

    /// Invalid where none was given.
    [[nodiscard]] Result<QDate> dateGiven() const
    {
        if (m_date.empty())
            return QDate();
        const QDate date = QDate::fromString(words(m_date), Qt::ISODate);
        return date.isValid() ? Result<QDate>(date)
                              : Result<QDate>(fail(ErrorCode::Usage,
                                                   u"'%1' is no date (YYYY-MM-DD)"_s.arg(words(m_date))));
    }
    /// What was given, else the project's date, else today.
    [[nodiscard]] QDate dateOr(const Model &model) const
    {
        if (const QDate given = QDate::fromString(words(m_date), Qt::ISODate); given.isValid())
            return given;
        const QDate project = QDate::fromString(rules::projectDate(model), Qt::ISODate);
        return project.isValid() ? project
                                 : storeOptions(true).now.value_or(QDateTime::currentDateTime()).date();
    }

    std::string m_file;
    std::string m_verb;
    std::vector<std::string> m_arguments;
    std::string m_from;
    std::string m_to;
    std::vector<std::string> m_decisions;
    std::vector<std::string> m_by;
    std::string m_rationale;
    std::vector<std::string> m_conditions;
    std::string m_chosen;
    std::string m_override;
    std::string m_owner;
    std::string m_due;
    std::string m_about;
    bool m_isQuestion = false;
    bool m_isAbsent = false;
    std::string m_date;
    QString m_review; ///< whose minutes are printed after an edit
};

} // namespace

void addReviewCommands(Commands &commands)
{
    commands.push_back(std::make_unique<Review>());
}

} // namespace gp::cli

// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "app/cli/command.h"
#include "app/cli/find.h"

#include "core/rules/answers.h"
#include "core/rules/nfr.h"
#include "core/store/query.h"

#include <CLI/CLI.hpp>
#include <QJsonArray>

using namespace Qt::StringLiterals;

namespace gp::cli {

namespace {

QString words(std::string_view text)
{
    return QString::fromUtf8(text.data(), qsizetype(text.size()));
}

/// Who said an answer, as scripts read it.
QString sourceName(rules::AnswerSource source)
{
    switch (source) {
    case rules::AnswerSource::Explicit:
        return u"own"_s;
    case rules::AnswerSource::Shared:
        return u"shared"_s;
    case rules::AnswerSource::Waiver:
        return u"waiver"_s;
    case rules::AnswerSource::Model:
        return u"model"_s;
    case rules::AnswerSource::None:
        break;
    }
    return u"none"_s;
}

class Nfr : public Command
{
public:
    [[nodiscard]] const char *name() const override { return "nfr"; }
    [[nodiscard]] const char *summary() const override
    {
        return "list what NFRs apply and how they are answered, or answer one";
    }
    void declare(CLI::App &app) override
    {
        app.add_option("FILE", m_file, "the project")->required();
        app.add_option("ACTION", m_action, "list or answer")->check(CLI::IsMember({"list", "answer"}));
        app.add_option("NFR", m_nfr, "the item to answer, for instance NFR-REL-001");
        app.add_option("--element", m_elements, "the services (default of list: all)");
        app.add_option("--plateau", m_plateau,
                       "where the answers are looked at or given (default: the first)");
        app.add_option("--answer", m_only, "list only rows with this answer");
        app.add_flag("--shared", m_isShared, "answer for all services without an answer of their own");
        app.add_option("--as", m_as, "met, partly, not-met, not-applicable, or open: takes the answer away")
            ->check(CLI::IsMember({"met", "partly", "not-met", "not-applicable", "open"}));
        m_options = {{app.add_option("--reason", m_reason, "why; not-applicable needs it"), &m_reason},
                     {app.add_option("--evidence", m_evidence, "where one can see it"), &m_evidence},
                     {app.add_option("--owner", m_owner, "who answers for it"), &m_owner},
                     {app.add_option("--due", m_due, "the date by which it is to be met"), &m_due},
                     {app.add_option("--target", m_target, "a figure of its own"), &m_target}};
    }

    int run(Console &console) override
    {
        const auto done = m_action == "answer" ? answer(console) : list(console);
        return done ? Done : console.report(done.error());
    }

private:
    [[nodiscard]] Result<QList<ElementId>> elements(const Model &model) const
    {
        QList<ElementId> ids;
        for (const std::string &key : m_elements) {
            const auto element = findOfKind(model, u"service"_s, u"service"_s, key);
            if (!element)
                return std::unexpected(element.error());
            ids.append((*element)->id);
        }
        return ids;
    }

    [[nodiscard]] Result<void> list(Console &console) const
    {
        const auto opened = open(m_file);
        if (!opened)
            return std::unexpected(opened.error());
        const Model &model = (*opened)->model();
        const auto plateau = findPlateau(model, m_plateau);
        if (!plateau)
            return std::unexpected(plateau.error());
        const auto only = elements(model);
        if (!only)
            return std::unexpected(only.error());
        const auto query = store::Query::open((*opened)->path());
        if (!query)
            return std::unexpected(query.error());
        auto made = rules::nfrsByModel(**query, rules::NfrCatalogue::builtin(), model, (*plateau)->id, *only);
        for (const Error &error : made.errors)
            console.message(error.text());
        QString text;
        QJsonArray rows;
        const auto answered = rules::withAnswers(std::move(made.rows), model, (*plateau)->id);
        for (const rules::NfrRow &row : answered) {
            if (!m_only.empty() && row.answer != words(m_only))
                continue;
            const QString key = model.element(row.element)->key;
            const QString title = rules::NfrCatalogue::builtin().item(row.nfr)->title;
            text += u"%1  %2  %3  %4%5\n"_s.arg(key, row.nfr, row.answer, title,
                                                row.evidence.isEmpty() ? QString() : u": "_s + row.evidence);
            rows.append(QJsonObject{{u"element"_s, key},
                                    {u"nfr"_s, row.nfr},
                                    {u"title"_s, title},
                                    {u"characteristic"_s, row.characteristic},
                                    {u"answer"_s, row.answer},
                                    {u"source"_s, sourceName(row.source)},
                                    {u"target"_s, row.target},
                                    {u"owner"_s, row.owner},
                                    {u"due"_s, row.due},
                                    {u"evidence"_s, row.evidence},
                                    {u"because"_s, row.appliesBecause}});
        }
        console.print(text.isEmpty() ? u"nothing\n"_s : text);
        console.print(rows);
        return {};
    }

    [[nodiscard]] Result<void> answer(Console &console) const
    {
        if (m_nfr.empty())
            return fail(ErrorCode::Usage, u"Say which NFR: nfr FILE answer NFR-ID …"_s);
        if (m_isShared == !m_elements.empty())
            return fail(ErrorCode::Usage, u"Say whose answer it is: --element KEY, or --shared for all."_s);
        rules::AnswerChange change;
        change.clears = m_as == "open";
        if (!m_as.empty() && !change.clears)
            change.answer = words(m_as);
        const auto given = [this](const std::string &value) -> std::optional<QString> {
            const auto option =
                std::ranges::find(m_options, &value, &std::pair<CLI::Option *, std::string *>::second);
            return option->first->count() > 0 ? std::optional(words(value)) : std::nullopt;
        };
        change.reason = given(m_reason);
        change.evidence = given(m_evidence);
        change.owner = given(m_owner);
        change.due = given(m_due);
        change.target = given(m_target);
        const bool isNote = change.reason || change.evidence || change.owner || change.due || change.target;
        if (m_as.empty() && !isNote)
            return fail(ErrorCode::Usage, u"Say what the answer is: --as met"_s);

        const auto opened = open(m_file, false);
        if (!opened)
            return std::unexpected(opened.error());
        const Model &model = (*opened)->model();
        const auto plateau = findPlateau(model, m_plateau);
        if (!plateau)
            return std::unexpected(plateau.error());
        const auto only = elements(model);
        if (!only)
            return std::unexpected(only.error());
        const QString nfr = words(m_nfr).toUpper();
        QList<std::pair<rules::AnswerSubject, rules::AnswerChange>> answers;
        for (const ElementId id : *only)
            answers.append({{nfr, id}, change});
        if (m_isShared)
            answers.append({{nfr, {}}, change});
        const auto edit = rules::putAnswers(model, (*plateau)->id, answers);
        if (!edit)
            return std::unexpected(edit.error());
        const QString label = change.clears  ? u"Clear the answer to %1"_s.arg(nfr)
                              : m_as.empty() ? u"Note on %1"_s.arg(nfr)
                                             : u"Answer %1: %2"_s.arg(nfr, words(m_as));
        if (edit->changed > 0) {
            if (const auto stored = (*opened)->commit(edit->draft, label); !stored)
                return std::unexpected(stored.error());
        }
        console.print(edit->changed > 0 ? u"%1 (%2)\n"_s.arg(label).arg(edit->changed)
                                        : u"it is so already\n"_s);
        console.print(QJsonObject{{u"nfr"_s, nfr}, {u"changed"_s, edit->changed}});
        return {};
    }

    std::string m_file;
    std::string m_action = "list";
    std::string m_nfr;
    std::vector<std::string> m_elements;
    std::string m_plateau;
    std::string m_only;
    bool m_isShared = false;
    std::string m_as;
    std::string m_reason;
    std::string m_evidence;
    std::string m_owner;
    std::string m_due;
    std::string m_target;
    std::vector<std::pair<CLI::Option *, std::string *>> m_options; ///< an empty text is one, too
};

} // namespace

void addNfrCommands(Commands &commands)
{
    commands.push_back(std::make_unique<Nfr>());
}

} // namespace gp::cli

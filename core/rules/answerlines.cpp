// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "core/rules/answers.h"

#include "core/rules/nfr.h"

#include <QDate>

using namespace Qt::StringLiterals;

namespace gp::rules {

namespace {

using Names = QHash<QString, QList<ElementState>>;

/// Elements by key and by name, in small letters.
Names namesOf(const PlateauModel &at, const QString &kind)
{
    Names names;
    for (const ElementState &element : at.ofKind(kind)) {
        names[element.key.toLower()].append(element);
        if (const QString name = element.name().toLower().simplified(); name != element.key.toLower())
            names[name].append(element);
    }
    return names;
}

QString shortened(const QString &text)
{
    constexpr qsizetype most = 40;
    return text.size() <= most ? text : QString(text.first(most - 1) + u'…');
}

/// The columns by what they hold.
using Columns = QHash<QString, qsizetype>;

/// Those that a first line of titles names; empty where it is none.
Columns columnsOf(const QStringList &titles)
{
    static const QHash<QString, QString> known{
        {u"service"_s, u"service"_s},   {u"element"_s, u"service"_s},
        {u"item"_s, u"nfr"_s},          {u"id"_s, u"nfr"_s},
        {u"nfr"_s, u"nfr"_s},           {u"answer"_s, u"answer"_s},
        {u"evidence"_s, u"evidence"_s}, {u"reason"_s, u"reason"_s},
        {u"owner"_s, u"owner"_s},       {u"due"_s, u"due"_s},
        {u"target"_s, u"target"_s},
    };
    Columns columns;
    for (qsizetype i = 0; i < titles.size(); ++i) {
        const auto it = known.constFind(titles[i].trimmed().toLower());
        if (it != known.constEnd() && !columns.contains(*it))
            columns.insert(*it, i);
    }
    return columns.contains(u"nfr"_s) && columns.contains(u"answer"_s) ? columns : Columns();
}

class Reader
{
public:
    explicit Reader(const PlateauModel &at)
        : m_services(namesOf(at, u"service"_s))
        , m_teams(namesOf(at, u"team"_s))
    {
    }

    AnswerLines read(const QList<QStringList> &cells)
    {
        m_columns = cells.isEmpty() ? Columns() : columnsOf(cells.front());
        const qsizetype first = m_columns.isEmpty() ? 0 : 1;
        if (m_columns.isEmpty())
            m_columns = {{u"nfr"_s, 0}, {u"answer"_s, 1}, {u"evidence"_s, 2}, {u"owner"_s, 3}, {u"due"_s, 4}};
        for (qsizetype i = first; i < cells.size(); ++i) {
            if (std::ranges::all_of(cells[i], [](const QString &cell) { return cell.trimmed().isEmpty(); }))
                continue;
            const QString problem = readLine(int(i) + 1, cells[i]);
            if (!problem.isEmpty())
                m_result.problems.append(u"Line %1: %2"_s.arg(i + 1).arg(problem));
        }
        return m_result;
    }

private:
    [[nodiscard]] std::optional<QString> cell(const QStringList &cells, const QString &column) const
    {
        const auto at = m_columns.constFind(column);
        return at == m_columns.constEnd() || *at >= cells.size() ? std::nullopt
                                                                 : std::optional(cells[*at].trimmed());
    }
    /// A cell that says something: an empty one leaves what is there.
    [[nodiscard]] std::optional<QString> said(const QStringList &cells, const QString &column) const
    {
        const auto value = cell(cells, column);
        return value && !value->isEmpty() ? value : std::nullopt;
    }

    QString readLine(int number, const QStringList &cells)
    {
        AnswerLine line;
        line.number = number;
        line.nfr = cell(cells, u"nfr"_s).value_or(QString()).toUpper();
        if (!NfrCatalogue::builtin().item(line.nfr))
            return u"there is no NFR “%1”."_s.arg(shortened(line.nfr));
        if (const auto service = said(cells, u"service"_s)) {
            const auto those = m_services.value(service->toLower().simplified());
            if (those.size() != 1)
                return those.isEmpty() ? u"there is no service “%1” here."_s.arg(shortened(*service))
                                       : u"several services are called “%1”."_s.arg(shortened(*service));
            line.element = those.front().id;
        }
        const QString word = cell(cells, u"answer"_s).value_or(QString());
        line.isWaived = word.toLower().contains("waived"_L1);
        const auto answer = line.isWaived ? std::optional(u"waived"_s) : answerFrom(word);
        if (!answer)
            return word.isEmpty()
                       ? u"it has no answer."_s
                       : u"“%1” is no answer; say met, partly, not met, not applicable or open."_s.arg(
                             shortened(word));
        line.change.evidence = said(cells, u"evidence"_s);
        line.change.reason = said(cells, u"reason"_s);
        line.change.target = said(cells, u"target"_s);
        line.change.due = said(cells, u"due"_s);
        if (line.change.due && !QDate::fromString(*line.change.due, Qt::ISODate).isValid())
            return u"“%1” is no date; write it as 2027-03-31."_s.arg(shortened(*line.change.due));
        if (const auto owner = said(cells, u"owner"_s)) {
            const auto teams = m_teams.value(owner->toLower().simplified());
            line.change.owner = teams.size() == 1 ? teams.front().key : *owner;
        }
        line.change.clears = *answer == "open"_L1;
        if (!line.change.clears && !line.isWaived)
            line.change.answer = *answer;
        if (*answer == "not-applicable"_L1 && !line.change.reason) {
            // In a list without a column for it, what stands behind the answer is the reason.
            if (!line.change.evidence || m_columns.contains(u"reason"_s))
                return u"it says not applicable, and not why."_s;
            line.change.reason = std::exchange(line.change.evidence, std::nullopt);
        }
        m_result.lines.append(line);
        return {};
    }

    Names m_services;
    Names m_teams;
    Columns m_columns;
    AnswerLines m_result;
};

} // namespace

AnswerLines readAnswers(const QList<QStringList> &cells, const PlateauModel &at)
{
    return Reader(at).read(cells);
}

} // namespace gp::rules

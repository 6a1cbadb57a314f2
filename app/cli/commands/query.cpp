// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "app/cli/command.h"

#include "core/rules/nfr.h"
#include "core/rules/rules.h"
#include "core/store/query.h"

#include <CLI/CLI.hpp>
#include <QDeadlineTimer>
#include <QJsonArray>

using namespace Qt::StringLiterals;

namespace gp::cli {

namespace {

QString cellText(const QVariant &cell)
{
    return cell.isValid() ? cell.toString() : QString();
}

QString asTable(const store::QueryResult &result)
{
    constexpr qsizetype widest = 60;
    QList<qsizetype> widths;
    for (qsizetype column = 0; column < result.columns.size(); ++column) {
        qsizetype width = result.columns.at(column).size();
        for (const QVariantList &row : result.rows)
            width = std::max(width, std::min(widest, cellText(row.at(column)).size()));
        widths.append(width);
    }
    const auto line = [&](const QStringList &cells) -> QString {
        QString text;
        for (qsizetype column = 0; column < cells.size(); ++column) {
            QString cell = cells.at(column).simplified();
            if (cell.size() > widest)
                cell = cell.first(widest - 1) + u'…';
            text += column + 1 == cells.size() ? cell : cell.leftJustified(widths.at(column)) + u"  "_s;
        }
        return text + u'\n';
    };
    QString text = line(result.columns);
    QStringList rule;
    for (const qsizetype width : std::as_const(widths))
        rule.append(QString(width, u'-'));
    text += line(rule);
    for (const QVariantList &row : result.rows) {
        QStringList cells;
        for (const QVariant &cell : row)
            cells.append(cellText(cell));
        text += line(cells);
    }
    return text;
}

QString csvCell(const QString &text)
{
    static const QStringView special = u",\"\n\r";
    if (std::ranges::none_of(text, [](QChar c) { return special.contains(c); }))
        return text;
    return u'"' + QString(text).replace(u'"', u"\"\""_s) + u'"';
}

QString asCsv(const store::QueryResult &result)
{
    const auto line = [](const auto &cells, auto toText) -> QString {
        QStringList texts;
        for (const auto &cell : cells)
            texts.append(csvCell(toText(cell)));
        return texts.join(u',') + u"\r\n"_s; // RFC 4180
    };
    QString text = line(result.columns, [](const QString &name) { return name; });
    for (const QVariantList &row : result.rows)
        text += line(row, cellText);
    return text;
}

QJsonArray asJson(const store::QueryResult &result)
{
    QJsonArray rows;
    for (const QVariantList &row : result.rows) {
        QJsonObject object;
        for (qsizetype column = 0; column < result.columns.size(); ++column)
            object.insert(result.columns.at(column), QJsonValue::fromVariant(row.at(column)));
        rows.append(object);
    }
    return rows;
}

/// Gives the query what is computed rather than stored: `findings` and `nfrs` of every plateau. Costs time,
/// so only where the SQL names them, and it counts as the query's own.
Result<void> provideDerived(store::Query &query, const Model &model, const QString &sql,
                            const QDeadlineTimer &deadline)
{
    const bool wantsFindings = sql.contains(u"findings", Qt::CaseInsensitive);
    const bool wantsNfrs = sql.contains(u"nfrs", Qt::CaseInsensitive);
    QList<QVariantList> findings;
    QList<QVariantList> nfrs;
    const QList<Plateau> plateaus = model.plateausInOrder();
    for (qsizetype i = 0; i < plateaus.size() && (wantsFindings || wantsNfrs); ++i) {
        if (i > 0 && deadline.hasExpired())
            return fail(ErrorCode::Refused,
                        u"'findings' and 'nfrs' are evaluated for all %1 plateaus, and the time was up after "
                        "%2. Give it more with --timeout, or leave plateaus away in a copy of the project."_s
                            .arg(plateaus.size())
                            .arg(i));
        const Plateau &plateau = plateaus.at(i);
        if (wantsFindings)
            findings +=
                rules::toCells(rules::evaluateRules(model, rules::RuleSet::of(model), plateau.id).rows);
        if (wantsNfrs)
            nfrs += rules::toCells(
                rules::nfrChecklist(query, rules::NfrCatalogue::builtin(), model, plateau.id).rows);
    }
    if (wantsFindings) {
        if (const auto set = query.setTable(u"findings"_s, rules::findingColumns(), findings); !set)
            return set;
    }
    return wantsNfrs ? query.setTable(u"nfrs"_s, rules::nfrColumns(), nfrs) : Result<void>();
}

class QueryCommand : public Command
{
public:
    [[nodiscard]] const char *name() const override { return "query"; }
    [[nodiscard]] const char *summary() const override { return "read the public SQL views; cannot write"; }
    void declare(CLI::App &app) override
    {
        app.add_option("FILE", m_file, "the project")->required();
        app.add_option("SQL", m_sql, "one SELECT; the views are in docs/cli.md")->required();
        app.add_option("--format", m_format, "table, csv or json")
            ->check(CLI::IsMember({"table", "csv", "json"}))
            ->capture_default_str();
        app.add_option("--timeout", m_timeout, "seconds after which the query is stopped; 0: never")
            ->capture_default_str();
    }

    int run(Console &console) override
    {
        // Opening the project first checks the file and brings an older one to today's views.
        const auto opened = open(m_file);
        if (!opened)
            return console.report(opened.error());
        const auto query = store::Query::open(QString::fromStdString(m_file));
        if (!query)
            return console.report(query.error());
        const QDeadlineTimer deadline = m_timeout > 0 ? QDeadlineTimer(std::chrono::seconds(m_timeout))
                                                      : QDeadlineTimer(QDeadlineTimer::Forever);
        if (auto derived =
                provideDerived(**query, (*opened)->model(), QString::fromStdString(m_sql), deadline);
            !derived) {
            derived.error().file = QString::fromStdString(m_file);
            return console.report(derived.error());
        }
        const auto result = (*query)->run(QString::fromStdString(m_sql), {m_timeout * 1000, -1});
        if (!result)
            return console.report(result.error());
        console.json = console.json || m_format == "json";
        console.print(asJson(*result));
        console.print(m_format == "csv" ? asCsv(*result) : asTable(*result));
        return Done;
    }

private:
    std::string m_file;
    std::string m_sql;
    std::string m_format = "table";
    int m_timeout = 30;
};

} // namespace

void addQueryCommands(Commands &commands)
{
    commands.push_back(std::make_unique<QueryCommand>());
}

} // namespace gp::cli

// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "core/rules/workbench.h"

#include "core/rules/lane.h"

#include <thread>

using namespace Qt::StringLiterals;

namespace gp::rules {

Workbench::Workbench(RuleSet rules, Options options)
    : m_rules(std::move(rules))
    , m_options(std::move(options))
{
    const QList<Rule> &all = m_rules.rules();
    const qsizetype half = all.size() / 2;
    m_lanes = {std::make_unique<Lane>(all.first(half), m_options),
               std::make_unique<Lane>(all.sliced(half), m_options)};
}

Workbench::~Workbench() = default;

void Workbench::beside(const std::function<void(std::size_t)> &work)
{
    const std::jthread other([&] { work(1); });
    work(0);
}

void Workbench::load(const Model &model, PlateauId plateau)
{
    m_plateau = plateau;
    start();
    std::array<FactTables::Reads, laneCount> wanted;
    beside([&](std::size_t lane) { wanted[lane] = m_lanes[lane]->prepare(model, plateau); });
    // Both lanes read most of the tables: their rows are made once.
    Columns columns = FactTables::columnsFor(wanted[0] + wanted[1]);
    std::array<Rows, laneCount> made;
    Columns ofAll; // kinds' tables take about as long as all the rest
    if (columns.contains(u"elements"_s))
        ofAll.insert(u"elements"_s, columns.take(u"elements"_s));
    beside([&](std::size_t lane) {
        made[lane] = FactTables::rowsByElement(model, plateau, lane == 0 ? columns : ofAll);
        if (lane == 1)
            made[lane].insert(FactTables::rowsByRelation(model, plateau, columns));
    });
    made[0].insert(std::exchange(made[1], {}));
    beside([&](std::size_t lane) { m_lanes[lane]->load(made[0]); });
}

void Workbench::update(const Model &model, const Change &change)
{
    const auto canFollow = [&](const auto &lane) { return lane->canFollow(model, change); };
    if (!std::ranges::all_of(m_lanes, canFollow)) {
        load(model, m_plateau);
        return;
    }
    start();
    beside([&](std::size_t lane) { m_lanes[lane]->update(model, change); });
    const auto isWhole = [](const auto &lane) { return lane->isWhole(); };
    if (!m_cancelled && !std::ranges::all_of(m_lanes, isWhole))
        load(model, m_plateau);
}

void Workbench::start()
{
    m_cancelled = false;
    for (const auto &lane : m_lanes)
        lane->start();
}

void Workbench::cancel()
{
    m_cancelled = true;
    for (const auto &lane : m_lanes)
        lane->cancel();
}

QList<Finding> Workbench::findings() const
{
    QList<Finding> all;
    for (const auto &lane : m_lanes) {
        lane->makeFingerprints();
        for (const Outcome &outcome : lane->outcomes())
            all += outcome.findings;
    }
    std::ranges::sort(all, {}, [](const Finding &f) {
        return std::tie(f.severity, f.rule, f.message, f.element, f.fingerprint);
    });
    return all;
}

QList<Error> Workbench::errors() const
{
    QList<Error> all;
    for (const auto &lane : m_lanes) {
        for (const Outcome &outcome : lane->outcomes()) {
            // What is wrong for all rules at once, each lane says.
            if (outcome.error && !std::ranges::contains(all, outcome.error->message, &Error::message))
                all.append(*outcome.error);
        }
    }
    return all;
}

const Outcome *Workbench::outcome(const QString &rule) const
{
    for (const auto &lane : m_lanes) {
        const auto it = lane->outcomes().constFind(rule);
        if (it != lane->outcomes().constEnd())
            return &*it;
    }
    return nullptr;
}

int Workbench::rulesRun() const
{
    return m_lanes.front()->rulesRun() + m_lanes.back()->rulesRun();
}

Score Workbench::score() const
{
    Score score;
    double weights = 0;
    double open = 0;
    double total = 0;
    for (const auto &[rule, weight] : m_lanes.front()->weights() + m_lanes.back()->weights()) {
        const Outcome *of = this->outcome(rule);
        if (!of)
            continue;
        const Outcome &outcome = *of;
        QSet<ElementId> openAt;
        QSet<ElementId> at;
        for (const Finding &finding : outcome.findings) {
            at.insert(finding.element);
            if (finding.isOpen()) {
                openAt.insert(finding.element);
                ++score.openFindings;
            } else {
                ++score.waivedFindings;
            }
        }
        if (outcome.error || outcome.applies == 0)
            continue;
        const auto share = [&](qsizetype found) -> double {
            return weight * (1 - std::min(1.0, double(found) / double(outcome.applies)));
        };
        weights += weight;
        open += share(openAt.size());
        total += share(at.size());
    }
    if (weights > 0) {
        score.open = 100 * open / weights;
        score.total = 100 * total / weights;
    }
    return score;
}

Result<QList<ElementId>> Workbench::appliesTo(const Rule &rule, const Model &model)
{
    QList<ElementId> elements;
    if (rule.applies.kind.isEmpty())
        return elements;
    const auto rows = ask(model, rule, u"select id from :applies order by key"_s);
    if (!rows)
        return std::unexpected(rows.error());
    for (const QVariantList &row : rows->rows)
        elements.append(ElementId(row.first().toLongLong()));
    return elements;
}

QString Workbench::because(const Rule &rule, const Model &model, ElementId element)
{
    if (rule.applies.kind.isEmpty() || rule.applies.because.isEmpty())
        return {};
    const auto rows = ask(model, rule, u"select * from :applies where id = %1"_s.arg(element.value()));
    if (!rows || rows->rows.isEmpty())
        return {};
    QString text = rule.applies.because;
    for (qsizetype column = 0; column < rows->columns.size(); ++column)
        text.replace(u'{' + rows->columns.at(column) + u'}', rows->rows.first().at(column).toString());
    return text;
}

Result<store::QueryResult> Workbench::ask(const Model &model, const Rule &rule, const QString &query,
                                          const QMap<QString, QString> &more)
{
    Rule asked = rule; // :applies has the columns that this query names
    asked.query = query;
    QMap<QString, QString> values = m_lanes.front()->valuesFor(model, asked);
    values.insert(more);
    const FilledSql filled = fill(query, values);
    if (const auto filledIn = m_lanes.front()->fillFor(filled.sql); !filledIn)
        return std::unexpected(filledIn.error());
    return m_lanes.front()->base().run(filled.sql, {m_options.timeoutMs, mostFindings, 128LL * 1024 * 1024});
}

Outcome Workbench::tryRule(const Model &model, const Rule &rule)
{
    const QMap<QString, QString> values = m_lanes.front()->valuesFor(model, rule);
    const FilledSql filled = fill(rule.query, values);
    if (const auto filledIn = m_lanes.front()->fillFor(filled.sql); !filledIn) {
        const qsizetype offset = m_lanes.front()->base().errorOffset();
        return failed(rule, filledIn.error(), offset < 0 ? -1 : filled.originOf(offset));
    }
    Outcome outcome =
        m_lanes.front()->outcomeOf(rule, m_options.profile.severityOf(rule).value_or(rule.severity), filled);
    outcome.applies = 1;
    if (values.contains(u"applies"_s)) {
        const auto rows =
            m_lanes.front()->base().run(countOf(values.value(u"applies"_s)), {m_options.timeoutMs});
        outcome.applies = rows && !rows->rows.isEmpty() ? rows->rows.first().first().toLongLong() : 0;
    }
    return outcome;
}

Workbench::Options forReports(const Model &model, PlateauId baseline)
{
    return {profileOf(model), baseline, 10'000, {}};
}

Evaluation<Finding> evaluateRules(const Model &model, const RuleSet &rules, PlateauId plateau)
{
    if (!model.plateau(plateau))
        return {{}, {{ErrorCode::Usage, u"There is no such plateau."_s, {}, {}, 0}}};
    Workbench workbench(rules, forReports(model));
    workbench.load(model, plateau);
    return {workbench.findings(), workbench.errors()};
}

} // namespace gp::rules

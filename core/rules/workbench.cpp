// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "core/rules/workbench.h"

#include "core/rules/fingerprint.h"
#include "core/rules/locality.h"
#include "core/rules/sql_text.h"
#include "core/rules/waivers.h"

#include <QElapsedTimer>

using namespace Qt::StringLiterals;

namespace gp::rules {

namespace {

constexpr qsizetype mostFindings = 100'000; // of one rule; whoever has more has a wrong rule

bool readsAny(const FactTables::Reads &reads, const FactTables::Reads &changed)
{
    return std::ranges::any_of(changed, [&](const auto &one) { return reads.contains(one); });
}

int weightOf(Severity severity)
{
    switch (severity) {
    case Severity::Error:
        return 5;
    case Severity::Warning:
        return 2;
    case Severity::Info:
        break;
    }
    return 1;
}

QString shown(const QVariant &cell)
{
    return cell.toString();
}

/// Counts what stands for :applies. Without its columns, so that rules about the same elements share the
/// answer.
QString countOf(const QString &applies)
{
    return u"select count(*) from "_s + applies.section(u" from "_s, 1).chopped(1);
}

Outcome failed(const Rule &rule, Error error, qsizetype offset = -1)
{
    Outcome outcome;
    error.message = u"Rule %1 cannot be run: %2"_s.arg(rule.id, error.message);
    outcome.error = std::move(error);
    outcome.errorOffset = offset;
    return outcome;
}

} // namespace

Workbench::Workbench(RuleSet rules, Options options)
    : m_rules(std::move(rules))
    , m_options(std::move(options))
{
}

Workbench::~Workbench() = default;

QMap<QString, QString> Workbench::valuesFor(const Model &model, const Rule &rule) const
{
    QMap<QString, QString> values = usualValues(model, m_plateau, m_options.today);
    const QVariantMap parameters = m_options.profile.parametersOf(rule);
    for (auto it = parameters.cbegin(); it != parameters.cend(); ++it)
        values.insert(it.key(), literal(it.value()));
    if (const QString applies = appliesText(rule, values); !applies.isEmpty())
        values.insert(u"applies"_s, applies);
    return values;
}

/// Only the columns that the rule can name: else it would seem to read them all, and run after every edit.
QString Workbench::appliesText(const Rule &rule, const QMap<QString, QString> &values) const
{
    if (rule.applies.kind.isEmpty())
        return {};
    const QString table = FactTables::tableOf(rule.applies.kind);
    QStringList columns;
    for (const QString &column : columnsNamed(FactTables::columns()[table], rule.query))
        columns.append(u'"' + column + u'"');
    QStringList where;
    if (table == "elements"_L1 && rule.applies.kind != "any"_L1)
        where.append(u"kind = "_s + quoted(rule.applies.kind));
    if (!rule.applies.where.isEmpty())
        where.append(u'(' + fill(rule.applies.where, values).sql + u')');
    return u"(select %1 from %2%3)"_s.arg(columns.join(u", "_s), table,
                                          where.isEmpty() ? QString()
                                                          : QString(u" where "_s + where.join(u" and "_s)));
}

FactTables::Reads Workbench::prepare(const Model &model)
{
    m_prepared.clear();
    m_outcomes.clear();
    m_counts.clear();
    FactTables::Reads wanted;
    for (const Rule &rule : m_rules.rules()) {
        if (rule.isPreflight && !m_options.baseline.isValid())
            continue;
        const auto severity = m_options.profile.severityOf(rule);
        if (!severity)
            continue;
        Prepared prepared{rule, *severity, {}, isLocal(rule), valuesFor(model, rule), {}};
        const QMap<QString, QString> &values = prepared.values;
        const FilledSql filled = fill(rule.query, values);
        const auto reads = m_tables.base().readsOf(filled.sql);
        if (!reads) {
            const qsizetype offset = m_tables.base().errorOffset();
            m_outcomes.insert(rule.id,
                              failed(rule, reads.error(), offset < 0 ? -1 : filled.originOf(offset)));
            continue;
        }
        prepared.reads = *reads;
        if (values.contains(u"applies"_s)) {
            prepared.applies = countOf(values.value(u"applies"_s));
            if (!m_counts.contains(prepared.applies)) {
                const auto countReads = m_tables.base().readsOf(prepared.applies);
                m_counts.insert(prepared.applies, {countReads.value_or(FactTables::Reads()), 0, false});
            }
        }
        wanted.unite(*reads);
        m_prepared.append(prepared);
    }
    return wanted;
}

void Workbench::countApplying(const Prepared &one)
{
    Outcome &outcome = m_outcomes[one.rule.id];
    if (one.applies.isEmpty()) {
        outcome.applies = 1;
        return;
    }
    Count &count = m_counts[one.applies];
    if (!count.isKnown) {
        const auto rows = m_tables.base().run(one.applies, {m_options.timeoutMs});
        count.count = rows && !rows->rows.isEmpty() ? rows->rows.first().first().toLongLong() : 0;
        count.isKnown = true;
    }
    outcome.applies = count.count;
}

bool Workbench::rerunLocally(const Model &model, const Prepared &one, const FactTables::Changed &changed)
{
    const QString table = FactTables::tableOf(one.rule.applies.kind);
    constexpr qsizetype most = 500; // beyond that all of them are as quick
    const QSet<qint64> ids = changed.rows.value(table);
    if (!one.isLocal || ids.size() > most)
        return false;
    for (const auto &[changedTable, column] : changed.columns) {
        if (changedTable != table && one.reads.contains({changedTable, column}))
            return false;
    }
    QStringList list;
    for (const qint64 id : ids)
        list.append(QString::number(id));
    QMap<QString, QString> values = one.values;
    QString &applies = values[u"applies"_s];
    applies = u"(select * from %1 where id in (%2))"_s.arg(applies, list.join(u','));
    Outcome fresh = outcomeOf(model, one.rule, one.severity, values);
    Outcome &known = m_outcomes[one.rule.id];
    if (fresh.error || known.error)
        return false;
    known.findings.removeIf([&ids](const Finding &finding) { return ids.contains(finding.element.value()); });
    known.findings += fresh.findings; // all of those elements, so that their numbers are right
    known.milliseconds = fresh.milliseconds;
    return true;
}

Outcome Workbench::outcomeOf(const Model &model, const Rule &rule, Severity severity,
                             const QMap<QString, QString> &values)
{
    QElapsedTimer timer;
    timer.start();
    const FilledSql filled = fill(rule.query, values);
    if (!filled.unknown.isEmpty())
        return failed(rule,
                      {ErrorCode::Usage,
                       u"nothing stands for ':%1'; give it under parameters"_s.arg(filled.unknown.first()),
                       rule.query,
                       {},
                       0});
    const store::QueryLimits limits{m_options.timeoutMs, mostFindings, 128LL * 1024 * 1024};
    const auto result = m_tables.base().run(filled.sql, limits);
    if (!result) {
        const qsizetype offset = m_tables.base().errorOffset();
        return failed(rule, result.error(), offset < 0 ? -1 : filled.originOf(offset));
    }
    const qsizetype element = result->columns.indexOf(u"element_id"_s);
    const qsizetype message = result->columns.indexOf(u"message"_s);
    const qsizetype related = result->columns.indexOf(u"related_id"_s);
    const qsizetype record = result->columns.indexOf(u"record"_s);
    if (element < 0 || message < 0)
        return failed(
            rule,
            {ErrorCode::Usage, u"it must return the columns element_id and message"_s, rule.query, {}, 0});
    Outcome outcome;
    if (result->truncated)
        outcome.error = Error{
            ErrorCode::Refused,
            u"Rule %1 finds more than %2 things; the others are left away"_s.arg(rule.id).arg(mostFindings),
            {},
            {},
            0};
    const Plateau *at = model.plateau(m_plateau);
    for (const QVariantList &row : result->rows) {
        Finding finding{at ? at->key : QString(),
                        rule.id,
                        severity,
                        ElementId(row.at(element).toLongLong()),
                        row.at(message).toString(),
                        {},
                        ElementId(related < 0 ? 0 : row.at(related).toLongLong()),
                        record < 0 ? QString() : row.at(record).toString(),
                        {},
                        {}};
        for (qsizetype column = 0; column < row.size(); ++column) {
            if (column != element && column != message && column != related && column != record &&
                row.at(column).isValid())
                finding.facts.append({result->columns.at(column), shown(row.at(column))});
        }
        outcome.findings.append(std::move(finding));
    }
    setFingerprints(outcome.findings, model);
    outcome.milliseconds = static_cast<double>(timer.nsecsElapsed()) / 1e6;
    return outcome;
}

void Workbench::load(const Model &model, PlateauId plateau)
{
    m_cancelled = false;
    m_isWhole = false;
    m_plateau = plateau;
    m_date = dateOf(model, m_options.today);
    m_rulesRun = 0;
    const FactTables::Reads wanted = prepare(model);
    const FactTables::At at{plateau, m_options.baseline, m_options.profile.controls};
    if (const auto loaded = m_tables.load(model, at, wanted); !loaded) {
        m_outcomes.insert(u"-"_s, {{}, loaded.error(), -1, 0, 0});
        return;
    }
    for (const Prepared &one : std::as_const(m_prepared)) {
        if (m_cancelled)
            return;
        m_outcomes.insert(one.rule.id, outcomeOf(model, one.rule, one.severity, one.values));
        countApplying(one);
        ++m_rulesRun;
    }
    applyWaivers(model);
    m_isWhole = !m_cancelled;
}

void Workbench::update(const Model &model, const Change &change)
{
    if (!m_isWhole || !change.plateaus.isEmpty() || dateOf(model, m_options.today) != m_date) {
        load(model, m_plateau);
        return;
    }
    m_cancelled = false;
    m_rulesRun = 0;
    const auto changed = m_tables.update(model, change);
    if (!changed) {
        load(model, m_plateau);
        return;
    }
    for (Count &count : m_counts)
        count.isKnown = count.isKnown && !readsAny(count.reads, changed->columns);
    for (const Prepared &one : std::as_const(m_prepared)) {
        if (m_cancelled) {
            m_isWhole = false;
            return;
        }
        if (readsAny(one.reads, changed->columns)) {
            if (!rerunLocally(model, one, *changed))
                m_outcomes.insert(one.rule.id, outcomeOf(model, one.rule, one.severity, one.values));
            ++m_rulesRun;
        }
        countApplying(one);
    }
    // A key is part of the fingerprint, whether the rule reads it or not.
    if (!change.elements.updated.empty()) {
        for (Outcome &outcome : m_outcomes)
            renewFingerprints(outcome.findings, model, change.elements.updated);
    }
    applyWaivers(model);
}

void Workbench::cancel()
{
    m_cancelled = true;
    m_tables.base().cancel();
}

void Workbench::applyWaivers(const Model &model)
{
    const WaiversInForce waivers(model, m_plateau, m_options.today);
    for (auto it = m_outcomes.begin(); it != m_outcomes.end(); ++it) {
        const bool mayBeWaived = waivers.concerns(it.key());
        for (Finding &finding : it->findings) {
            const Element *at = mayBeWaived ? model.element(finding.element) : nullptr;
            const Record *waiver = at ? waivers.find(finding.rule, at->key) : nullptr;
            if (waiver || !finding.waivedBy.isEmpty())
                finding.waivedBy = waiver ? waiver->key : QString();
        }
    }
}

QList<Finding> Workbench::findings() const
{
    QList<Finding> all;
    for (const Outcome &outcome : m_outcomes)
        all += outcome.findings;
    std::ranges::sort(all, {}, [](const Finding &f) {
        return std::tie(f.severity, f.rule, f.message, f.element, f.fingerprint);
    });
    return all;
}

QList<Error> Workbench::errors() const
{
    QList<Error> all;
    for (const Outcome &outcome : m_outcomes) {
        if (outcome.error)
            all.append(*outcome.error);
    }
    return all;
}

Score Workbench::score() const
{
    Score score;
    double weights = 0;
    double open = 0;
    double total = 0;
    for (const Prepared &one : m_prepared) {
        const Outcome outcome = m_outcomes.value(one.rule.id);
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
        const double weight = weightOf(one.severity);
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
        text.replace(u'{' + rows->columns.at(column) + u'}', shown(rows->rows.first().at(column)));
    return text;
}

Result<store::QueryResult> Workbench::ask(const Model &model, const Rule &rule, const QString &query,
                                          const QMap<QString, QString> &more)
{
    Rule asked = rule; // :applies has the columns that this query names
    asked.query = query;
    QMap<QString, QString> values = valuesFor(model, asked);
    values.insert(more);
    const FilledSql filled = fill(query, values);
    if (const auto filledIn = fillFor(model, filled.sql); !filledIn)
        return std::unexpected(filledIn.error());
    return m_tables.base().run(filled.sql, {m_options.timeoutMs, mostFindings, 128LL * 1024 * 1024});
}

Result<void> Workbench::fillFor(const Model &model, const QString &sql)
{
    const auto reads = m_tables.base().readsOf(sql);
    if (!reads)
        return std::unexpected(reads.error());
    return m_tables.want(model, *reads);
}

Outcome Workbench::tryRule(const Model &model, const Rule &rule)
{
    const QMap<QString, QString> values = valuesFor(model, rule);
    const FilledSql filled = fill(rule.query, values);
    if (const auto filledIn = fillFor(model, filled.sql); !filledIn) {
        const qsizetype offset = m_tables.base().errorOffset();
        return failed(rule, filledIn.error(), offset < 0 ? -1 : filled.originOf(offset));
    }
    Outcome outcome =
        outcomeOf(model, rule, m_options.profile.severityOf(rule).value_or(rule.severity), values);
    outcome.applies = 1;
    if (values.contains(u"applies"_s)) {
        const auto rows = m_tables.base().run(countOf(values.value(u"applies"_s)), {m_options.timeoutMs});
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

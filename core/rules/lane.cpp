// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "core/rules/lane.h"

#include "core/rules/fingerprint.h"
#include "core/rules/locality.h"
#include "core/rules/waivers.h"

#include <QElapsedTimer>
#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace gp::rules {

namespace {

constexpr qsizetype mostLocal = 500; // elements that changed; beyond that all of them are as quick

bool readsAny(const FactTables::Reads &reads, const FactTables::Reads &changed)
{
    return std::ranges::any_of(changed, [&](const auto &one) { return reads.contains(one); });
}

bool readsOthers(const FactTables::Reads &reads, const FactTables::Reads &changed, const QStringList &own)
{
    return std::ranges::any_of(
        changed, [&](const auto &one) { return !own.contains(one.first) && reads.contains(one); });
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

/// As `among` takes it.
QString listOf(const QSet<qint64> &ids)
{
    QStringList list;
    for (const qint64 id : ids)
        list.append(QString::number(id));
    return u'[' + list.join(u',') + u']';
}

/// A query over one table, but over the rows alone whose ids are in ?1, a JSON list. They lead, whatever
/// else could: SQLite would guess that a list is long.
QString among(const QString &query)
{
    static const QRegularExpression from(u" from (\\w+)"_s);
    const auto match = from.match(query);
    return query.first(match.capturedStart()) +
           u" from (select value as changed_id from json_each(?1)) cross join %1 on id = changed_id"_s.arg(
               match.captured(1)) +
           query.sliced(match.capturedEnd());
}

/// Only the columns that the rule can name: else it would seem to read them all, and run after every edit.
QString appliesText(const Rule &rule, const QMap<QString, QString> &values)
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

} // namespace

QString countOf(const QString &applies)
{
    return u"select count(*) from "_s + applies.section(u" from "_s, 1).chopped(1);
}

Outcome failed(const Rule &rule, Error error, qsizetype offset)
{
    Outcome outcome;
    error.message = u"Rule %1 cannot be run: %2"_s.arg(rule.id, error.message);
    outcome.error = std::move(error);
    outcome.errorOffset = offset;
    return outcome;
}

Lane::Lane(QList<Rule> rules, const RunOptions &options)
    : m_rules(std::move(rules))
    , m_options(options)
{
}

QMap<QString, QString> Lane::valuesFor(const Model &model, const Rule &rule) const
{
    QMap<QString, QString> values = usualValues(model, m_plateau, m_options.today);
    const QVariantMap parameters = m_options.profile.parametersOf(rule);
    for (auto it = parameters.cbegin(); it != parameters.cend(); ++it)
        values.insert(it.key(), literal(it.value()));
    if (const QString applies = appliesText(rule, values); !applies.isEmpty())
        values.insert(u"applies"_s, applies);
    return values;
}

FactTables::Reads Lane::prepare(const Model &model, PlateauId plateau)
{
    m_isWhole = false;
    m_model = model;
    m_plateau = plateau;
    m_date = dateOf(model, m_options.today);
    m_rulesRun = 0;
    m_prepared.clear();
    m_outcomes.clear();
    m_counts.clear();
    m_wanted.clear();
    for (const Rule &rule : m_rules) {
        if (rule.isPreflight && !m_options.baseline.isValid())
            continue;
        const auto severity = m_options.profile.severityOf(rule);
        if (!severity)
            continue;
        QMap<QString, QString> values = valuesFor(model, rule);
        Prepared prepared{rule, *severity, {}, fill(rule.query, values), {}, {}};
        const auto reads = m_tables.base().readsOf(prepared.sql.sql);
        if (!reads) {
            const qsizetype offset = m_tables.base().errorOffset();
            m_outcomes.insert(rule.id,
                              failed(rule, reads.error(), offset < 0 ? -1 : prepared.sql.originOf(offset)));
            continue;
        }
        prepared.reads = *reads;
        if (values.contains(u"applies"_s)) {
            prepared.applies = countOf(values.value(u"applies"_s));
            prepareCount(prepared);
        }
        if (isLocal(rule)) {
            QString &applies = values[u"applies"_s];
            applies = among(applies);
            prepared.localSql = fill(rule.query, values).sql;
        }
        m_wanted.unite(*reads);
        m_prepared.append(prepared);
    }
    return m_wanted;
}

void Lane::prepareCount(const Prepared &one)
{
    if (m_counts.contains(one.applies))
        return;
    m_counts.insert(one.applies, {m_tables.base().readsOf(one.applies).value_or(FactTables::Reads()),
                                  FactTables::tableOf(one.rule.applies.kind),
                                  isLocal(one.rule.applies) ? among(one.applies) : QString(), 0, false});
}

void Lane::recount(const FactTables::Changed &changed, int sign)
{
    for (Count &count : m_counts) {
        if (!count.isKnown || !readsAny(count.reads, changed.columns))
            continue;
        const QSet<qint64> ids = changed.rows.value(count.table);
        const bool isLocal = !count.localSql.isEmpty() && ids.size() <= mostLocal &&
                             !readsOthers(count.reads, changed.columns, {count.table});
        const auto rows = !isLocal
                              ? Result<store::QueryResult>(std::unexpected(Error()))
                              : m_tables.base().run(count.localSql, {m_options.timeoutMs}, {listOf(ids)});
        if (rows && !rows->rows.isEmpty())
            count.count += sign * rows->rows.first().first().toLongLong();
        else
            count.isKnown = false;
    }
}

void Lane::countApplying(const Prepared &one)
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

bool Lane::rerunLocally(const Prepared &one, const FactTables::Changed &changed)
{
    const QString table = FactTables::tableOf(one.rule.applies.kind);
    const QSet<qint64> ids = changed.rows.value(table) + changed.rows.value(u"elements"_s);
    if (one.localSql.isEmpty() || ids.size() > mostLocal)
        return false;
    if (readsOthers(one.reads, changed.columns, {table, u"elements"_s})) // which hold the same elements
        return false;
    Outcome fresh = outcomeOf(one.rule, one.severity, {one.localSql, {}, {}}, {listOf(ids)});
    Outcome &known = m_outcomes[one.rule.id];
    if (fresh.error || known.error)
        return false;
    if (known.hasFingerprints) // those of all of these elements are here, so that their numbers are right
        setFingerprints(fresh.findings, m_model);
    // In place: most findings stay, and there may be many.
    qsizetype taken = 0;
    for (qsizetype i = 0; i < known.findings.size();) {
        Finding &finding = known.findings[i];
        if (!ids.contains(finding.element.value())) {
            ++i;
        } else if (taken < fresh.findings.size()) {
            finding = fresh.findings.at(taken++);
            ++i;
        } else {
            std::swap(finding, known.findings.last());
            known.findings.removeLast();
        }
    }
    known.findings += fresh.findings.sliced(taken);
    known.milliseconds = fresh.milliseconds;
    return true;
}

Outcome Lane::outcomeOf(const Rule &rule, Severity severity, const FilledSql &filled,
                        const QVariantList &values)
{
    QElapsedTimer timer;
    timer.start();
    if (!filled.unknown.isEmpty())
        return failed(rule,
                      {ErrorCode::Usage,
                       u"nothing stands for ':%1'; give it under parameters"_s.arg(filled.unknown.first()),
                       rule.query,
                       {},
                       0});
    const store::QueryLimits limits{m_options.timeoutMs, mostFindings, 128LL * 1024 * 1024};
    const auto result = m_tables.base().run(filled.sql, limits, values);
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
    const Plateau *at = m_model.plateau(m_plateau);
    outcome.findings.reserve(result->rows.size());
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
                finding.facts.append({result->columns.at(column), row.at(column).toString()});
        }
        outcome.findings.append(std::move(finding));
    }
    outcome.milliseconds = static_cast<double>(timer.nsecsElapsed()) / 1e6;
    return outcome;
}

void Lane::load(const Rows &made)
{
    const FactTables::At at{m_plateau, m_options.baseline, m_options.profile.controls};
    if (const auto loaded = m_tables.load(m_model, at, m_wanted, made); !loaded) {
        m_outcomes.insert(u"-"_s, {{}, loaded.error(), -1, 0, 0});
        return;
    }
    for (const Prepared &one : std::as_const(m_prepared)) {
        if (m_cancelled)
            return;
        m_outcomes.insert(one.rule.id, outcomeOf(one.rule, one.severity, one.sql));
        countApplying(one);
        ++m_rulesRun;
    }
    applyWaivers(m_model);
    m_isWhole = !m_cancelled;
}

bool Lane::canFollow(const Model &model, const Change &change) const
{
    return m_isWhole && change.plateaus.isEmpty() && dateOf(model, m_options.today) == m_date;
}

void Lane::update(const Model &model, const Change &change)
{
    m_rulesRun = 0;
    const Model before = std::exchange(m_model, model);
    const FactTables::Changed changed = m_tables.difference(model, change);
    recount(changed, -1);
    if (!m_tables.apply()) {
        m_isWhole = false;
        return;
    }
    recount(changed, +1);
    for (const Prepared &one : std::as_const(m_prepared)) {
        if (m_cancelled) {
            m_isWhole = false;
            return;
        }
        if (readsAny(one.reads, changed.columns)) {
            if (!rerunLocally(one, changed))
                m_outcomes.insert(one.rule.id, outcomeOf(one.rule, one.severity, one.sql));
            ++m_rulesRun;
        }
        countApplying(one);
    }
    // A key is part of the fingerprint, whether the rule reads it or not.
    const bool hasNewKeys = std::ranges::any_of(change.elements.updated, [&](ElementId id) {
        const Element *was = before.element(id);
        const Element *is = model.element(id);
        return was && is && was->key != is->key;
    });
    if (hasNewKeys) {
        for (Outcome &outcome : m_outcomes)
            outcome.hasFingerprints = false;
    }
    applyWaivers(model);
}

void Lane::cancel()
{
    m_cancelled = true;
    m_tables.base().cancel();
}

void Lane::applyWaivers(const Model &model)
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

QList<std::pair<QString, int>> Lane::weights() const
{
    QList<std::pair<QString, int>> weights;
    for (const Prepared &one : m_prepared)
        weights.append({one.rule.id, weightOf(one.severity)});
    return weights;
}

void Lane::makeFingerprints()
{
    for (Outcome &outcome : m_outcomes) {
        if (!outcome.hasFingerprints)
            setFingerprints(outcome.findings, m_model);
        outcome.hasFingerprints = true;
    }
}

Result<void> Lane::fillFor(const QString &sql)
{
    const auto reads = m_tables.base().readsOf(sql);
    if (!reads)
        return std::unexpected(reads.error());
    return m_tables.want(*reads);
}

} // namespace gp::rules

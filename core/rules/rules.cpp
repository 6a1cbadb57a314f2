// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "core/rules/rules.h"

#include "core/metamodel/yaml.h"
#include "core/rules/resources.h"
#include "core/rules/sql_text.h"
#include "core/rules/waivers.h"
#include "core/store/query.h"

#include <QDir>

using namespace Qt::StringLiterals;

namespace gp::rules {

namespace {

std::optional<Severity> severityFrom(const QString &text)
{
    if (text == u"error")
        return Severity::Error;
    if (text == u"warning")
        return Severity::Warning;
    if (text == u"info")
        return Severity::Info;
    return {};
}

Result<QList<Finding>> findingsOf(store::Query &query, const Rule &rule, const Model &model,
                                  PlateauId plateau, const WaiversInForce &waivers)
{
    const auto result = query.run(withValues(rule.query, model, plateau));
    if (!result)
        return std::unexpected(result.error());
    const qsizetype element = result->columns.indexOf(u"element_id"_s);
    const qsizetype message = result->columns.indexOf(u"message"_s);
    if (element < 0 || message < 0)
        return fail(ErrorCode::Usage, u"it must return the columns element_id and message"_s);

    QList<Finding> found;
    for (const QVariantList &row : result->rows) {
        Finding finding{
            model.plateau(plateau)->key, rule.id, rule.severity, ElementId(row.at(element).toLongLong()),
            row.at(message).toString(),  {}};
        if (const Element *at = model.element(finding.element)) {
            if (const Record *waiver = waivers.find(rule.id, at->key))
                finding.waivedBy = waiver->key;
        }
        found.append(finding);
    }
    return found;
}

} // namespace

QString toString(Severity severity)
{
    switch (severity) {
    case Severity::Error:
        return u"error"_s;
    case Severity::Warning:
        return u"warning"_s;
    case Severity::Info:
        break;
    }
    return u"info"_s;
}

RuleSet::RuleSet(QList<Rule> rules)
    : m_rules(std::move(rules))
{
    std::ranges::sort(m_rules, {}, &Rule::id);
}

Result<RuleSet> RuleSet::load(const QString &folder)
{
    QList<Rule> rules;
    const QDir dir(folder);
    const QStringList names = dir.entryList({u"*.yaml"_s}, QDir::Files, QDir::Name);
    if (names.isEmpty())
        return fail(ErrorCode::Unreadable, u"There are no rules in '%1'."_s.arg(folder));
    for (const QString &name : names) {
        const QString file = dir.filePath(name);
        const auto root = yaml::readStrict(file);
        if (!root)
            return std::unexpected(root.error());
        for (const yaml::Value &value : (*root)[u"rules"].items()) {
            const auto severity = severityFrom(value[u"severity"].text());
            if (!severity)
                return std::unexpected(
                    yaml::errorAt(value, file, u"the severity is error, warning or info"_s));
            const Rule rule{value[u"id"].text(),        value[u"title"].text(),       *severity,
                            value[u"rationale"].text(), value[u"remediation"].text(), value[u"query"].text()};
            for (const QString &text : {rule.id, rule.title, rule.rationale, rule.remediation, rule.query}) {
                if (text.isEmpty())
                    return std::unexpected(yaml::errorAt(
                        value, file, u"a rule needs id, title, rationale, remediation and query"_s));
            }
            if (std::ranges::contains(rules, rule.id, &Rule::id))
                return std::unexpected(yaml::errorAt(value, file, u"'%1' is there twice"_s.arg(rule.id)));
            rules.append(rule);
        }
    }
    return RuleSet(rules);
}

const RuleSet &RuleSet::builtin()
{
    static const RuleSet instance = [] {
        initRulesResources();
        auto loaded = load(u":/groundplan/rules"_s);
        Q_ASSERT_X(loaded, "RuleSet", qPrintable(loaded ? QString() : loaded.error().text()));
        return loaded.value_or(RuleSet());
    }();
    return instance;
}

const Rule *RuleSet::rule(const QString &id) const
{
    const auto it = std::ranges::find(m_rules, id, &Rule::id);
    return it == m_rules.end() ? nullptr : &*it;
}

Evaluation<Finding> evaluateRules(store::Query &query, const RuleSet &rules, const Model &model,
                                  PlateauId plateau)
{
    Evaluation<Finding> evaluation;
    if (!model.plateau(plateau)) {
        evaluation.errors.append({ErrorCode::Usage, u"There is no such plateau."_s, {}, {}, 0});
        return evaluation;
    }
    const WaiversInForce waivers(model, plateau);
    for (const Rule &rule : rules.rules()) {
        auto found = findingsOf(query, rule, model, plateau, waivers);
        if (found) {
            evaluation.rows += *found;
        } else {
            Error error = found.error();
            error.message = u"Rule %1 cannot be run: %2"_s.arg(rule.id, error.message);
            evaluation.errors.append(error);
        }
    }
    std::ranges::sort(evaluation.rows, {},
                      [](const Finding &f) { return std::tuple(f.severity, f.rule, f.message, f.element); });
    return evaluation;
}

QStringList findingColumns()
{
    return {u"plateau"_s, u"rule"_s, u"severity"_s, u"element_id"_s, u"message"_s, u"waived_by"_s};
}

QList<QVariantList> toCells(const QList<Finding> &findings)
{
    QList<QVariantList> cells;
    for (const Finding &f : findings)
        cells.append({f.plateau, f.rule, toString(f.severity),
                      f.element.isValid() ? QVariant(f.element.value()) : QVariant(), f.message,
                      f.waivedBy.isEmpty() ? QVariant() : QVariant(f.waivedBy)});
    return cells;
}

} // namespace gp::rules

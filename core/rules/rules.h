// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/model/model.h"
#include "core/rules/evaluation.h"

#include <QVariantList>

namespace gp::rules {

enum class Severity { Error, Warning, Info };

[[nodiscard]] QString toString(Severity severity);

/// A check on the model as a SQL query; see resources/rules/README.md.
struct Rule
{
    QString id;
    QString title;
    Severity severity = Severity::Warning;
    QString rationale;
    QString remediation;
    QString query;
};

class RuleSet
{
public:
    /// Reads every *.yaml of a folder. Errors name file and line.
    [[nodiscard]] static Result<RuleSet> load(const QString &folder);
    [[nodiscard]] static const RuleSet &builtin();

    RuleSet() = default;
    explicit RuleSet(QList<Rule> rules); ///< sorts by id

    /// Sorted by id.
    [[nodiscard]] const QList<Rule> &rules() const { return m_rules; }
    [[nodiscard]] const Rule *rule(const QString &id) const;

private:
    QList<Rule> m_rules;
};

/// One violation: a row of the public view `findings`.
struct Finding
{
    QString plateau;
    QString rule;
    Severity severity = Severity::Warning;
    ElementId element; ///< invalid where no single element is at fault
    QString message;
    QString waivedBy; ///< key of the waiver in force; empty: open

    friend bool operator==(const Finding &, const Finding &) = default;
};

/// Runs the rules at a plateau. Sorted by severity, rule, message. A rule with an SQL error gives an Error
/// that names it; the others still run. `query` reads the same project as `model`.
[[nodiscard]] Evaluation<Finding> evaluateRules(store::Query &query, const RuleSet &rules, const Model &model,
                                                PlateauId plateau);

/// For Query::setTable(u"findings", findingColumns(), toCells(findings)).
[[nodiscard]] QStringList findingColumns();
[[nodiscard]] QList<QVariantList> toCells(const QList<Finding> &findings);

} // namespace gp::rules

// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/metamodel/yaml.h"
#include "core/model/model.h"
#include "core/rules/evaluation.h"
#include "core/rules/nfr.h"

#include <QVariantList>

namespace gp::rules {

enum class Severity { Error, Warning, Info };

[[nodiscard]] QString toString(Severity severity);
[[nodiscard]] std::optional<Severity> severityFrom(const QString &text);

/// What a rule is about at all.
struct Applies
{
    QString kind;    ///< of elements; empty: about the whole project
    QString where;   ///< SQL condition over the columns of the kind's view; empty: all of the kind
    QString because; ///< why it applies, with {column} to be filled in

    friend bool operator==(const Applies &, const Applies &) = default;
};

/// A mechanical way to put a finding right, as a query for the edits; see resources/rules/README.md.
struct FixText
{
    QString title;
    QString query; ///< empty: there is none

    friend bool operator==(const FixText &, const FixText &) = default;
};

/// A check on the model as a SQL query; see resources/rules/README.md.
struct Rule
{
    QString id;
    QString title;
    Severity severity = Severity::Warning;
    QString rationale;
    QString remediation;
    QString query;
    QString category; ///< the file's name: "pipelines"; "project" for one of the project's own
    QList<FrameworkRef> references;
    Applies applies;
    QVariantMap parameters; ///< thresholds, by name: number or text
    FixText fix;
    bool isPreflight = false; ///< asks about a change; runs only where there is a plateau to compare with
    yaml::Value fails;        ///< small models that are its test; see smallmodel.h
    yaml::Value passes;
    QStringList finds; ///< keys at fault in `fails`; empty: any
    RecordId record;   ///< where the project keeps it; invalid for a shipped one
    bool isSevere() const { return severity == Severity::Error; }
};

class RuleSet
{
public:
    /// Reads every *.yaml of a folder. Errors name file and line.
    [[nodiscard]] static Result<RuleSet> load(const QString &folder);
    /// Reads one file's text: a pack that somebody shares.
    [[nodiscard]] static Result<RuleSet> parse(const QByteArray &text, const QString &file);
    [[nodiscard]] static const RuleSet &builtin();
    /// The shipped ones and those that the project keeps, which win over a shipped one of the same id.
    [[nodiscard]] static RuleSet of(const Model &model);

    RuleSet() = default;
    explicit RuleSet(QList<Rule> rules); ///< sorts by id

    /// Sorted by id.
    [[nodiscard]] const QList<Rule> &rules() const { return m_rules; }
    [[nodiscard]] const Rule *rule(const QString &id) const;

private:
    QList<Rule> m_rules;
};

/// A rule as the project keeps it: a record of kind `rule` whose key is the id in small letters.
[[nodiscard]] Rule ruleFrom(const Record &record);
[[nodiscard]] Record toRecord(const Rule &rule);
/// As a file for others, which RuleSet::parse reads back. Rules' small models are not in it.
[[nodiscard]] QByteArray toYaml(const QList<Rule> &rules);

/// One violation: a row of the public view `findings`.
struct Finding
{
    QString plateau;
    QString rule;
    Severity severity = Severity::Warning;
    ElementId element; ///< invalid where no single element is at fault
    QString message;
    QString waivedBy;                         ///< key of the waiver in force; empty: open
    ElementId related;                        ///< what else it is about; may be invalid
    QString record;                           ///< key of the record that it is about; may be empty
    QList<std::pair<QString, QString>> facts; ///< what else the query found, by column
    /// The same for the same violation in any copy of the project: 16 hexadecimal digits of rule, key of the
    /// element, of the related one and of the record.
    QString fingerprint;

    [[nodiscard]] bool isOpen() const { return waivedBy.isEmpty(); }
    friend bool operator==(const Finding &, const Finding &) = default;
};

/// Runs the rules at a plateau over tables of their own, with what the project's profile says. Sorted by
/// severity, rule, message. A rule with an SQL error gives an Error that names it; the others still run.
[[nodiscard]] Evaluation<Finding> evaluateRules(const Model &model, const RuleSet &rules, PlateauId plateau);

/// For Query::setTable(u"findings", findingColumns(), toCells(findings)).
[[nodiscard]] QStringList findingColumns();
[[nodiscard]] QList<QVariantList> toCells(const QList<Finding> &findings);

} // namespace gp::rules

// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/rules/facttables.h"
#include "core/rules/profile.h"
#include "core/rules/rules.h"

#include <atomic>

namespace gp::rules {

/// What became of one rule.
struct Outcome
{
    QList<Finding> findings;
    std::optional<Error> error;
    qsizetype errorOffset = -1; ///< in the rule's query
    qint64 applies = 0;         ///< elements that it is about; 1 for one about the whole project
    double milliseconds = 0;
};

/// Of the elements that a rule applies to, how many it finds nothing at; rules weighted by severity.
struct Score
{
    double open = 100;  ///< waived findings count as put right
    double total = 100; ///< before waivers
    int openFindings = 0;
    int waivedFindings = 0;
    friend bool operator==(const Score &, const Score &) = default;
};

/// The findings of one plateau, and what it takes to keep them up: tables in memory, and of every rule what
/// it reads. One thread at a time; cancel() from any.
class Workbench
{
public:
    struct Options
    {
        Profile profile;
        PlateauId baseline;   ///< valid: preflight rules run as well
        int timeoutMs = 2000; ///< of one rule
        QDate today = {};     ///< for a project that does not say of when its facts are
    };

    Workbench(RuleSet rules, Options options);
    ~Workbench();

    /// Everything anew.
    void load(const Model &model, PlateauId plateau);
    /// After an edit: only the rows that it touched, and only the rules that read them. `model` is the one
    /// after the edit; where `change` is more than an edit (plateaus, the project's date) everything anew.
    void update(const Model &model, const Change &change);
    /// Stops the load() or update() that is running, whose findings are then incomplete until load() is
    /// called again. Nothing where none is.
    void cancel();

    /// Sorted by severity, rule, message, element.
    [[nodiscard]] QList<Finding> findings() const;
    /// Each names its rule.
    [[nodiscard]] QList<Error> errors() const;
    [[nodiscard]] Score score() const;
    [[nodiscard]] const QMap<QString, Outcome> &outcomes() const { return m_outcomes; }
    [[nodiscard]] const RuleSet &rules() const { return m_rules; }
    [[nodiscard]] const Profile &profile() const { return m_options.profile; }
    /// How many rules the last load() or update() ran.
    [[nodiscard]] int rulesRun() const { return m_rulesRun; }

    /// The elements that a rule applies to, and for one of them why: its `because` filled in.
    [[nodiscard]] Result<QList<ElementId>> appliesTo(const Rule &rule, const Model &model);
    [[nodiscard]] QString because(const Rule &rule, const Model &model, ElementId element);
    /// Rows of a query over the same tables, with the usual placeholders: to try one, and for fixes.
    [[nodiscard]] Result<store::QueryResult> ask(const Model &model, const Rule &rule, const QString &query,
                                                 const QMap<QString, QString> &more = {});
    /// Runs a rule that need not be among those of this workbench.
    [[nodiscard]] Outcome tryRule(const Model &model, const Rule &rule);

private:
    struct Prepared
    {
        Rule rule;
        Severity severity = Severity::Warning;
        FactTables::Reads reads;
        bool isLocal = false;          ///< see locality.h
        QMap<QString, QString> values; ///< of its placeholders
        QString applies;               ///< how what it applies to is counted; empty: the whole project
    };
    /// How many elements a rule applies to; many rules share one answer.
    struct Count
    {
        FactTables::Reads reads;
        qint64 count = 0;
        bool isKnown = false;
    };

    [[nodiscard]] QMap<QString, QString> valuesFor(const Model &model, const Rule &rule) const;
    [[nodiscard]] QString appliesText(const Rule &rule, const QMap<QString, QString> &values) const;
    [[nodiscard]] FactTables::Reads prepare(const Model &model);
    [[nodiscard]] Outcome outcomeOf(const Model &model, const Rule &rule, Severity severity,
                                    const QMap<QString, QString> &values);
    void countApplying(const Prepared &one);
    /// Runs a rule again where only some elements' rows changed.
    [[nodiscard]] bool rerunLocally(const Model &model, const Prepared &one,
                                    const FactTables::Changed &changed);
    [[nodiscard]] Result<void> fillFor(const Model &model, const QString &sql);
    void applyWaivers(const Model &model);

    RuleSet m_rules;
    Options m_options;
    FactTables m_tables;
    PlateauId m_plateau;
    QString m_date;
    QList<Prepared> m_prepared;
    QMap<QString, Outcome> m_outcomes;
    QHash<QString, Count> m_counts; ///< by the text of what rules apply to
    std::atomic_bool m_cancelled = false;
    bool m_isWhole = false;
    int m_rulesRun = 0;
};

/// For what is written down: the project's own profiles, no clock, and more patience than a window has.
[[nodiscard]] Workbench::Options forReports(const Model &model, PlateauId baseline = {});

} // namespace gp::rules

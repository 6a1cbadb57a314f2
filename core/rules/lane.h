// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
// The work of a workbench. Private to the room.
#pragma once

#include "core/rules/facttables.h"
#include "core/rules/outcome.h"
#include "core/rules/sql_text.h"

#include <atomic>

namespace gp::rules {

/// Some rules, and tables of their own for what these read, so that lanes can run beside each other. One
/// thread at a time; cancel() from any.
class Lane
{
public:
    Lane(QList<Rule> rules, const RunOptions &options);

    /// Must be called before what follows, so that a cancel() from then on is heard.
    void start() { m_cancelled = false; }
    /// Makes ready for a plateau, and tells what load() needs: FactTables::rowsByElement() and the other.
    [[nodiscard]] FactTables::Reads prepare(const Model &model, PlateauId plateau);
    /// Everything anew, for the model and plateau of prepare().
    void load(const Rows &made);
    /// Whether update() can follow `change`; where not, everything must be loaded anew.
    [[nodiscard]] bool canFollow(const Model &model, const Change &change) const;
    /// As that of Workbench.
    void update(const Model &model, const Change &change);
    void cancel();

    [[nodiscard]] const QMap<QString, Outcome> &outcomes() const { return m_outcomes; }
    [[nodiscard]] int rulesRun() const { return m_rulesRun; }
    /// Whether the last load() or update() came to its end.
    [[nodiscard]] bool isWhole() const { return m_isWhole; }
    /// Rules that run, with the weight of each.
    [[nodiscard]] QList<std::pair<QString, int>> weights() const;
    /// Gives those their fingerprints that lack them.
    void makeFingerprints();

    /// The values of a rule's placeholders.
    [[nodiscard]] QMap<QString, QString> valuesFor(const Model &model, const Rule &rule) const;
    /// Fills the tables with what a query reads.
    [[nodiscard]] Result<void> fillFor(const QString &sql);
    [[nodiscard]] Outcome outcomeOf(const Rule &rule, Severity severity, const FilledSql &sql,
                                    const QVariantList &values = {});
    [[nodiscard]] store::FactBase &base() { return m_tables.base(); }

private:
    struct Prepared
    {
        Rule rule;
        Severity severity = Severity::Warning;
        FactTables::Reads reads;
        FilledSql sql;
        QString localSql; ///< of the elements of ?1 alone; empty where it is not local, see locality.h
        QString applies;  ///< how what it applies to is counted; empty: the whole project
    };
    /// How many elements a rule applies to; many rules share one answer.
    struct Count
    {
        FactTables::Reads reads;
        QString table; ///< of the elements that it is about
        QString
            localSql; ///< how many of the elements of ?1 alone; empty where each does not stand for itself
        qint64 count = 0;
        bool isKnown = false;
    };

    void prepareCount(const Prepared &one);
    void countApplying(const Prepared &one);
    /// Takes away, and adds back once the tables have changed, what is counted of the elements that changed.
    void recount(const FactTables::Changed &changed, int sign);
    /// Runs a rule again where only some elements' rows changed.
    [[nodiscard]] bool rerunLocally(const Prepared &one, const FactTables::Changed &changed);
    void applyWaivers(const Model &model);

    QList<Rule> m_rules;
    RunOptions m_options;
    FactTables m_tables;
    Model m_model; ///< that the findings are about
    PlateauId m_plateau;
    QString m_date;
    QList<Prepared> m_prepared;
    FactTables::Reads m_wanted; ///< by them all
    QMap<QString, Outcome> m_outcomes;
    QHash<QString, Count> m_counts; ///< by the text of what rules apply to
    std::atomic_bool m_cancelled = false;
    bool m_isWhole = false;
    int m_rulesRun = 0;
};

/// Counts what stands for :applies. Without its columns, so that rules about the same elements share the
/// answer.
[[nodiscard]] QString countOf(const QString &applies);

/// Of a rule that cannot be run; `offset` in its query.
[[nodiscard]] Outcome failed(const Rule &rule, Error error, qsizetype offset = -1);

/// Findings of one rule beyond this are left away; whoever has more has a wrong rule.
inline constexpr qsizetype mostFindings = 100'000;

} // namespace gp::rules

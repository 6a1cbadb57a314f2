// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/rules/outcome.h"
#include "core/store/query.h"

#include <array>
#include <atomic>
#include <functional>
#include <memory>

namespace gp::rules {

class Lane;

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
/// it reads. Uses two threads. One thread at a time; cancel() from any.
class Workbench
{
public:
    using Options = RunOptions;

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
    /// Null for a rule that did not run.
    [[nodiscard]] const Outcome *outcome(const QString &rule) const;
    [[nodiscard]] const RuleSet &rules() const { return m_rules; }
    [[nodiscard]] const Profile &profile() const { return m_options.profile; }
    /// How many rules the last load() or update() ran.
    [[nodiscard]] int rulesRun() const;

    /// The elements that a rule applies to, and for one of them why: its `because` filled in.
    [[nodiscard]] Result<QList<ElementId>> appliesTo(const Rule &rule, const Model &model);
    [[nodiscard]] QString because(const Rule &rule, const Model &model, ElementId element);
    /// Rows of a query over the same tables, with the usual placeholders: to try one, and for fixes.
    [[nodiscard]] Result<store::QueryResult> ask(const Model &model, const Rule &rule, const QString &query,
                                                 const QMap<QString, QString> &more = {});
    /// Runs a rule that need not be among those of this workbench.
    [[nodiscard]] Outcome tryRule(const Model &model, const Rule &rule);

private:
    /// Half of the rules each: those of one subject read the same tables, and stay together.
    static constexpr std::size_t laneCount = 2;

    /// From here on a cancel() is heard.
    void start();
    /// Does something with each lane, or for each, at once.
    void beside(const std::function<void(std::size_t)> &work);

    RuleSet m_rules;
    Options m_options;
    std::array<std::unique_ptr<Lane>, laneCount> m_lanes;
    PlateauId m_plateau;
    std::atomic_bool m_cancelled = false;
};

/// For what is written down: the project's own profiles, no clock, and more patience than a window has.
[[nodiscard]] Workbench::Options forReports(const Model &model, PlateauId baseline = {});

} // namespace gp::rules

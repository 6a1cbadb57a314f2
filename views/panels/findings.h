// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/diagram/scene.h"
#include "core/rules/workbench.h"
#include "views/panels/lines.h"
#include "views/session/session.h"
#include "views/tree/modeltree.h"

#include <QFrame>
#include <QPointer>
#include <QQueue>
#include <QTimer>

namespace gp::views {

/// The rules over the plateau shown, brought up to date in the background after each edit: only the rules
/// that the edit can affect run again. What was found at the plateaus shown lately is kept, so that flipping
/// between them waits for nothing.
class Findings : public QObject
{
    Q_OBJECT

public:
    explicit Findings(Session &session, QObject *parent = nullptr);
    ~Findings() override;

    /// Of the newest run that is done; by severity, open before waived.
    [[nodiscard]] const QList<rules::Finding> &all() const { return m_shown.findings; }
    [[nodiscard]] QList<rules::Finding> of(ElementId id) const;
    /// nullptr where it is put right meanwhile. Holds until changed().
    [[nodiscard]] const rules::Finding *find(const QString &fingerprint) const;
    [[nodiscard]] int openCount() const { return m_shown.openCount; }
    [[nodiscard]] int waivedCount() const { return int(all().size()) - m_shown.openCount; }
    /// How many there are under one of the words of groupOf().
    [[nodiscard]] int countOf(const QString &group) const { return m_shown.counts.value(group); }
    [[nodiscard]] const QList<Error> &errors() const { return m_shown.errors; }
    /// No run has been done yet, or one is under way.
    [[nodiscard]] bool isRunning() const { return m_wait.isActive() || m_isBusy || !m_questions.isEmpty(); }
    /// At least one run at some plateau is done.
    [[nodiscard]] bool isKnown() const { return m_shown.isKnown; }

    [[nodiscard]] const rules::Score &score() const { return m_shown.score; }
    /// What the project has chosen; without ids where it has chosen nothing.
    [[nodiscard]] const rules::Profile &profile() const { return m_shown.profile; }
    /// Shipped or the project's own; nullptr where there is none. Holds until changed().
    [[nodiscard]] const rules::Rule *rule(const QString &id) const { return m_shown.rules.rule(id); }
    [[nodiscard]] const rules::RuleSet &rules() const { return m_shown.rules; }
    /// What they mean for the tree and for the cards; made in the background, as there may be many.
    [[nodiscard]] const TreeMarks &treeMarks() const { return m_shown.treeMarks; }
    [[nodiscard]] const diagram::Marks &cardMarks() const { return m_shown.cardMarks; }
    /// How many rules the newest run had to run.
    [[nodiscard]] int rulesRun() const { return m_shown.rulesRun; }

    // Questions over the same facts: answered in the background, after what edits there are, and not at all
    // where the receiver dies before.

    /// Why a rule applies to the finding's element; empty where it does not say.
    void because(const rules::Finding &finding, QObject *receiver, std::function<void(const QString &)> done);
    using FixRows = Result<store::QueryResult>;
    /// The rows of the fix of the finding's rule.
    void fix(const rules::Finding &finding, QObject *receiver, std::function<void(const FixRows &)> done);
    /// What a rule finds that need not be one of the project.
    void tryRule(const rules::Rule &rule, QObject *receiver,
                 std::function<void(const rules::Outcome &)> done);

Q_SIGNALS:
    void changed();

    // Parts that show findings ask so for what is done about one; FindingCommands does it.
    void fixWanted(const gp::rules::Finding &finding);
    void waiveWanted(const gp::rules::Finding &finding);
    void workPackageWanted(const gp::rules::Finding &finding);
    void ruleWanted(const QString &id);

private:
    struct Shown
    {
        QList<rules::Finding> findings;
        QList<Error> errors;
        rules::Score score;
        rules::Profile profile;
        rules::RuleSet rules;
        TreeMarks treeMarks;
        diagram::Marks cardMarks;
        QMap<QString, int> counts; ///< by groupOf()
        int openCount = 0;
        int rulesRun = 0;
        bool isKnown = false;
    };
    /// One plateau's tables. The workbench is used by one job at a time; the rest by this thread alone.
    struct Bench
    {
        std::shared_ptr<rules::Workbench> workbench;
        Change pending; ///< what happened since; everything is under `updated`, whatever became of it
        Shown shown;
    };
    using BenchPtr = std::shared_ptr<Bench>;
    /// What is being worked with, to be stopped when the project closes.
    struct Running;
    struct Question
    {
        std::function<void(rules::Workbench &, const Model &)> ask; ///< in the background
        std::function<void()> answer;                               ///< here
    };

    void note(const Change &change);
    void forgetRules(const Change &change);
    void go();
    void update(const BenchPtr &bench);
    void answerNext(const BenchPtr &bench);
    void show(const Shown &shown);
    [[nodiscard]] BenchPtr benchOf(PlateauId plateau);
    template<typename Answer>
    void ask(QObject *receiver, std::function<Answer(rules::Workbench &, const Model &)> question,
             std::function<void(const Answer &)> done);
    [[nodiscard]] static Shown read(const rules::Workbench &workbench);

    Session &m_session;
    QTimer m_wait;
    QMap<PlateauId, BenchPtr> m_benches;
    QList<PlateauId> m_order; ///< the one shown last is the last
    Shown m_shown;
    const Bench *m_from = nullptr; ///< whose m_shown is; only compared
    QSet<RecordId> m_ruleRecords;
    QJsonValue m_profiles;
    QQueue<Question> m_questions;
    std::shared_ptr<Running> m_running;
    bool m_isBusy = false;
};

/// "error", "warning" or "info" while it is open, else "waived".
[[nodiscard]] QString groupOf(const rules::Finding &finding);

/// "error", "warn", "info" or "waived", and the colour that goes with it.
[[nodiscard]] std::pair<QString, Tone> wordFor(const rules::Finding &finding);

/// A finding in the inspector: a bar in its colour, the sentence, what to do, and links for it.
class FindingBox : public QFrame
{
    Q_OBJECT

public:
    /// `canWrite`: the project can be edited at the plateau shown.
    FindingBox(Findings &findings, const rules::Finding &finding, bool canWrite, QWidget *parent);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    rules::Finding m_finding;
};

} // namespace gp::views

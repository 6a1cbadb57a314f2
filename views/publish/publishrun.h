// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/publish/publisher.h"
#include "core/publish/takeback.h"
#include "core/publish/target.h"
#include "views/session/background.h"
#include "views/session/session.h"

#include <stop_token>

namespace gp::views {

/// What is to be published, and where to.
struct PublishGoal
{
    publish::Site site; ///< with who signs in
    publish::Target target;
    PlateauId plateau;
    QStringList only; ///< paths of documents; empty: all
};

/// One publication from looking at the site to the result, in the background. Nothing is written before
/// publish() is called. Dies with the project; a run is stopped then, and goes on when it is started again.
class PublishRun : public QObject
{
    Q_OBJECT

public:
    enum class State { Idle, Planning, Planned, Publishing, Stopping, Done, Failed };

    explicit PublishRun(Session &session, QObject *parent = nullptr);
    ~PublishRun() override;

    [[nodiscard]] State state() const { return m_state; }
    [[nodiscard]] bool isBusy() const;
    /// Also while something is asked for beside it.
    [[nodiscard]] bool isRunning() const;
    [[nodiscard]] const PublishGoal &goal() const { return m_goal; }
    [[nodiscard]] const publish::Plan &plan() const { return m_plan; }
    [[nodiscard]] const publish::PublishReport &report() const { return m_report; }
    [[nodiscard]] const std::optional<Error> &error() const { return m_error; }

    /// Renders the documents, looks at the site and compares.
    void makePlan(const PublishGoal &goal);
    void setChoice(qsizetype index, publish::Choice choice);
    /// Pages that publish() would write.
    [[nodiscard]] int writes() const;
    /// Choices that it would only remember.
    [[nodiscard]] int remembers() const;
    void publish();
    /// Planning ends at once; a run once its requests have ended, which are broken off.
    void cancel();

    struct Progress
    {
        int done = 0;
        int all = 0;
        int requests = 0;
        QString last; ///< title of the page
    };
    [[nodiscard]] const Progress &progress() const { return m_progress; }

    /// The text that a page has there, asked for once; theirTextKnown() follows.
    void askTheirText(qsizetype index);
    [[nodiscard]] std::optional<QString> theirText(qsizetype index) const;
    /// What could be taken back into the decision; takeBackKnown() follows.
    void askTakeBack(qsizetype index);
    [[nodiscard]] const Result<publish::TakeBack> *takeBack(qsizetype index) const;
    /// Stores the properties as one edit; took() follows. Where nothing is left untaken, theirs is no
    /// conflict any more.
    void take(qsizetype index, const QStringList &properties);
    [[nodiscard]] bool isDecision(const QString &path) const;
    /// Brings the open comments of the page in as review notes of its decision, as one edit.
    void bringNotes(qsizetype index);

Q_SIGNALS:
    void changed();
    void progressed();
    void theirTextKnown(qsizetype index);
    void takeBackKnown(qsizetype index);
    /// Words went into the decision: what would be published is something else now.
    void took();
    /// A sentence about what was done or why not.
    void said(const QString &sentence);
    /// The project file knows more about the site than before.
    void looked();

private:
    struct Planned;
    struct Ran;

    void setState(State state);
    void take(const Planned &planned);

    Session &m_session;
    State m_state = State::Idle;
    PublishGoal m_goal;
    publish::Plan m_plan;
    publish::PublishReport m_report;
    std::optional<Error> m_error;
    Progress m_progress;
    std::stop_source m_stop;
    Latest m_working;
    Latest m_asking;
    Latest m_storing; ///< what must not be dropped because something else is looked at
    Latest m_comparing;
    QFuture<std::shared_ptr<Ran>> m_run;
    QMap<qsizetype, QString> m_theirs;
    QMap<qsizetype, Result<publish::TakeBack>> m_takeBacks;
};

} // namespace gp::views

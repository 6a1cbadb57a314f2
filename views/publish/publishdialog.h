// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/publish/secrets.h"
#include "views/publish/publishrun.h"
#include "views/style/dialog.h"

#include <QPointer>

class QLabel;
class QProgressBar;
class QStackedWidget;

namespace gp::views {

class Link;
class PlanDetails;
class PlanList;
class PublishWatch;

/// Publishing from the first look to the result: what would be done, page by page, with what to decide; then
/// how far it is; then what was done. Stays open beside the window. Nothing is written before its button is
/// pressed.
class PublishDialog : public Dialog
{
    Q_OBJECT

public:
    PublishDialog(Session &session, publish::Secrets &secrets, PublishWatch &watch,
                  QWidget *parent = nullptr);

    /// Plans for these documents; empty: for all.
    void start(const QStringList &only);
    /// Plans again for the same ones.
    void planAgain();

    [[nodiscard]] PublishRun *run() const { return m_run; }
    [[nodiscard]] PlanList *plan() const { return m_list; }
    [[nodiscard]] PlanDetails *details() const { return m_details; }
    [[nodiscard]] PlanList *result() const { return m_result; }
    [[nodiscard]] QPushButton *againButton() const { return m_again; }
    [[nodiscard]] QPushButton *cancelButton() const { return m_cancel; }
    [[nodiscard]] QPushButton *setupButton() const { return m_setup; }
    [[nodiscard]] QPushButton *openButton() const { return m_open; }
    [[nodiscard]] Link *place() const { return m_place; }
    [[nodiscard]] QProgressBar *bar() const { return m_bar; }
    /// What it says above the list, or instead of it.
    [[nodiscard]] QString text() const;
    [[nodiscard]] bool isRunning() const { return m_run->isRunning() || m_isFinding; }
    /// Asks first while pages are being written; false then.
    [[nodiscard]] bool mayClose();
    void accept() override;
    void reject() override;

Q_SIGNALS:
    void setupWanted();

private:
    enum Page { Hint, Busy, Plan, Result };

    [[nodiscard]] QWidget *makeHint();
    [[nodiscard]] QWidget *makeBusy();
    [[nodiscard]] QWidget *makePlan();
    [[nodiscard]] QWidget *makeResult();
    void hint(const QString &text, const QString &button = {});
    void showPlace();
    void showState();
    void showProgress();
    void showPlan();
    void showResult();
    void showMain();
    void openPage(qsizetype index);

    Session &m_session;
    publish::Secrets &m_secrets;
    PublishWatch &m_watch;
    PublishRun *m_run;
    QPointer<ConfirmDialog> m_ask;
    QStringList m_only;
    PlateauId m_plateau;
    bool m_isFinding = false; ///< the sign-in
    int m_asked = 0;          ///< a later request for a plan takes the place of an earlier one
    Link *m_place;
    QStackedWidget *m_stack;
    QLabel *m_hint;
    QPushButton *m_setup;
    QLabel *m_doing;
    QProgressBar *m_bar;
    QLabel *m_last;
    QPushButton *m_cancel;
    QLabel *m_summary;
    QLabel *m_notice;
    PlanList *m_list;
    PlanDetails *m_details;
    QLabel *m_outcome;
    PlanList *m_result;
    QPushButton *m_open;
    QPushButton *m_again;
};

} // namespace gp::views

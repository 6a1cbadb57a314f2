// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/publish/secrets.h"
#include "views/session/session.h"

#include <QPointer>

namespace gp::views {

class Actions;
class BottomPane;
class Centre;
class DecisionPage;
class DocumentsPanel;
class PublishDialog;
class PublishRun;
class PublishWatch;
class SiteDialog;

/// What is done with Confluence in the open project, wherever it is asked for. No site is asked anything
/// before the user wants it.
class PublishCommands : public QObject
{
    Q_OBJECT

public:
    /// `window` is what dialogs stand over.
    PublishCommands(Session &session, publish::Secrets &secrets, BottomPane *bottom, Centre *centre,
                    const Actions &actions, QWidget *window, QObject *parent);
    ~PublishCommands() override;

    [[nodiscard]] PublishWatch &watch() { return *m_watch; }
    /// Null until it was opened once.
    [[nodiscard]] PublishDialog *dialog() const;
    /// Shows what would be done with these documents; empty: with all.
    void publish(const QStringList &paths = {});
    /// The sites, with the one of this project.
    void setUp();
    /// Compares all documents with their pages and remembers what was seen, without a dialog.
    void lookAtSite();
    /// False while pages are being written: then it is asked whether to stop.
    [[nodiscard]] bool mayClose();
    [[nodiscard]] bool isRunning() const;

private:
    void connectPanel(DocumentsPanel *panel);
    void connectPage(DecisionPage *page);
    void publishDecision(RecordId id);

    Session &m_session;
    publish::Secrets &m_secrets;
    QAction *m_decision;
    QWidget *m_window;
    PublishWatch *m_watch;
    PublishRun *m_look;
    QPointer<PublishDialog> m_dialog;
    QPointer<SiteDialog> m_sites;
};

} // namespace gp::views

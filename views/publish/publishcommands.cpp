// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "views/publish/publishcommands.h"

#include "core/documents/contexts.h"
#include "views/decisions/decisionpage.h"
#include "views/documents/documentspanel.h"
#include "views/publish/publishdialog.h"
#include "views/publish/publishwatch.h"
#include "views/publish/sitedialog.h"
#include "views/publish/sites.h"
#include "views/window/actions.h"
#include "views/window/bottompane.h"
#include "views/window/centre.h"

using namespace Qt::StringLiterals;

namespace gp::views {

PublishCommands::PublishCommands(Session &session, publish::Secrets &secrets, BottomPane *bottom,
                                 Centre *centre, const Actions &actions, QWidget *window, QObject *parent)
    : QObject(parent)
    , m_session(session)
    , m_secrets(secrets)
    , m_decision(actions[Actions::PublishDecision])
    , m_window(window)
    , m_watch(new PublishWatch(session, this))
    , m_look(new PublishRun(session, this))
{
    connect(m_look, &PublishRun::looked, m_watch, &PublishWatch::look);
    connect(m_look, &PublishRun::changed, this, [this] {
        if (m_look->state() == PublishRun::State::Failed)
            Q_EMIT m_session.failed(*m_look->error());
    });
    connect(bottom, &BottomPane::documentsMade, this, &PublishCommands::connectPanel);
    connect(centre, &Centre::decisionOpened, this, &PublishCommands::connectPage);
    connect(actions[Actions::PublishDocuments], &QAction::triggered, this, [this] { publish(); });
    connect(actions[Actions::PublishDecision], &QAction::triggered, this, [this] {
        const auto *id = std::get_if<RecordId>(&m_session.selection());
        publishDecision(id ? *id : RecordId());
    });
}

PublishCommands::~PublishCommands()
{
    delete m_sites;
    delete m_dialog;
}

PublishDialog *PublishCommands::dialog() const
{
    return m_dialog;
}

void PublishCommands::connectPanel(DocumentsPanel *panel)
{
    panel->setPublishing(m_watch);
    connect(panel, &DocumentsPanel::publishWanted, this, &PublishCommands::publish);
    connect(panel, &DocumentsPanel::siteWanted, this, &PublishCommands::lookAtSite);
}

void PublishCommands::connectPage(DecisionPage *page)
{
    page->setPublishing(m_watch);
    connect(page, &DecisionPage::publishWanted, this, [this, page] { publishDecision(page->record()); });
}

void PublishCommands::publishDecision(RecordId id)
{
    const auto *record = m_session.model().record(id);
    if (!record || record->kind != "decision"_L1) {
        Q_EMIT m_session.informed(tr("Select a decision to publish it."));
        return;
    }
    publish({u"decisions/"_s + documents::decisionFileName(*record)});
}

void PublishCommands::publish(const QStringList &paths)
{
    if (!m_dialog) {
        m_dialog = new PublishDialog(m_session, m_secrets, *m_watch, m_window);
        connect(m_dialog, &PublishDialog::setupWanted, this, &PublishCommands::setUp);
    }
    m_dialog->show();
    m_dialog->raise();
    m_dialog->activateWindow();
    m_dialog->start(paths);
}

void PublishCommands::lookAtSite()
{
    const publish::Target target = m_watch->target();
    const auto known = target.isSet() ? knownSite(target.site) : std::nullopt;
    if (!known)
        return publish(); // which says what is missing
    if (m_look->isBusy() || (m_dialog && m_dialog->run()->isBusy()))
        return;
    m_secrets.find(known->site(), this, [this, known, target](const publish::Secret &secret) {
        if (secret.token.isEmpty())
            return publish();
        m_look->makePlan({publish::signedIn(known->site(), secret), target, m_session.plateau(), {}});
    });
}

void PublishCommands::setUp()
{
    if (!m_sites) {
        QWidget *over = m_dialog && m_dialog->isVisible() ? static_cast<QWidget *>(m_dialog) : m_window;
        m_sites = new SiteDialog(m_secrets, m_watch, {}, over);
        connect(m_sites, &QDialog::accepted, this, [this] {
            if (m_dialog && m_dialog->isVisible() && !m_dialog->run()->isBusy())
                m_dialog->planAgain();
        });
    }
    m_sites->open();
}

bool PublishCommands::mayClose()
{
    if (!m_dialog || m_dialog->mayClose())
        return true;
    m_dialog->raise();
    m_dialog->activateWindow();
    return false;
}

bool PublishCommands::isRunning() const
{
    return m_watch->isRunning() || m_look->isRunning() || (m_dialog && m_dialog->isRunning()) ||
           (m_sites && m_sites->isRunning());
}

} // namespace gp::views

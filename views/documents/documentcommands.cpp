// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "views/documents/documentcommands.h"

#include "core/documents/template_store.h"
#include "views/documents/documentspanel.h"
#include "views/documents/templateeditor.h"
#include "views/window/actions.h"
#include "views/window/bottompane.h"
#include "views/window/transfers.h"

#include <QTableWidget>

using namespace Qt::StringLiterals;

namespace gp::views {

DocumentCommands::DocumentCommands(Session &session, Transfers *transfers, BottomPane *bottom,
                                   const Actions &actions, QWidget *window, QObject *parent)
    : QObject(parent)
    , m_session(session)
    , m_transfers(transfers)
    , m_window(window)
{
    connect(bottom, &BottomPane::documentsMade, this, &DocumentCommands::connectPanel);
    connect(actions[Actions::Templates], &QAction::triggered, this, [this] {
        // Asked for in the list of documents, it is about the one that is chosen there.
        const bool isChosen = m_panel && m_panel->isVisible() && m_panel->watch();
        const QString path = isChosen ? m_panel->selectedPaths().value(0) : QString();
        for (const auto &document :
             isChosen ? m_panel->watch()->state().documents : QList<documents::DocumentState>()) {
            if (document.path == path && document.state != documents::Freshness::Leftover)
                return openTemplates(documents::templateNameFor(document.kind, path));
        }
        openTemplates();
    });
}

DocumentCommands::~DocumentCommands()
{
    delete m_templates;
}

void DocumentCommands::connectPanel(DocumentsPanel *panel)
{
    m_panel = panel;
    connect(panel, &DocumentsPanel::documentWanted, m_transfers, &Transfers::showDocument);
    connect(panel, &DocumentsPanel::generateWanted, m_transfers, &Transfers::generateDocuments);
    connect(m_transfers, &Transfers::documentsGenerated, panel->watch(), &DocumentWatch::look);
    connect(panel, &DocumentsPanel::pruned, this,
            [this](const QStringList &removed, const QList<Error> &warnings) {
                QStringList sentences{removed.size() == 1 ? tr("1 file is removed.")
                                                          : tr("%1 files are removed.").arg(removed.size())};
                for (const Error &warning : warnings.first(std::min<qsizetype>(warnings.size(), 3)))
                    sentences.append(tr("%1.").arg(warning.text()));
                Q_EMIT m_session.informed(sentences.join(u' '));
            });
}

void DocumentCommands::openTemplates(const QString &name)
{
    if (!m_templates) {
        m_templates = new TemplateEditor(m_session, m_window);
        connect(m_templates, &TemplateEditor::templatesChanged, this, [this] {
            if (m_panel)
                m_panel->watch()->look();
        });
    }
    m_templates->show();
    m_templates->raise();
    m_templates->activateWindow();
    if (!name.isEmpty())
        m_templates->openTemplate(name);
}

bool DocumentCommands::mayClose()
{
    if (!m_templates || !m_templates->isVisible() || !m_templates->isUnsaved())
        return true;
    m_templates->raise();
    m_templates->activateWindow();
    m_templates->reject();
    return !m_templates->isVisible();
}

bool DocumentCommands::isRunning() const
{
    return m_templates && m_templates->isRunning();
}

} // namespace gp::views

// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "views/session/session.h"

#include <QPointer>

namespace gp::views {

class Actions;
class BottomPane;
class DocumentsPanel;
class TemplateEditor;
class Transfers;

/// What is done with documents and their templates, wherever it is asked for.
class DocumentCommands : public QObject
{
    Q_OBJECT

public:
    /// `window` is what dialogs stand over.
    DocumentCommands(Session &session, Transfers *transfers, BottomPane *bottom, const Actions &actions,
                     QWidget *window, QObject *parent);
    ~DocumentCommands() override;

    /// The templates, with this one chosen.
    void openTemplates(const QString &name = {});
    /// False where a template is being written that is not kept: then the editor asks about it.
    [[nodiscard]] bool mayClose();
    [[nodiscard]] bool isRunning() const;

private:
    void connectPanel(DocumentsPanel *panel);

    Session &m_session;
    Transfers *m_transfers;
    QWidget *m_window;
    QPointer<DocumentsPanel> m_panel;
    QPointer<TemplateEditor> m_templates;
};

} // namespace gp::views

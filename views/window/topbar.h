// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "views/session/session.h"

#include <QWidget>

class QLabel;

namespace gp::views {

class Actions;
class Badge;
class PlateauBar;
class QuickOpen;

/// Menu, project, plateaus, search, undo and redo.
class TopBar : public QWidget
{
    Q_OBJECT

public:
    TopBar(Session &session, const Actions &actions, QWidget *parent = nullptr);

    [[nodiscard]] QuickOpen *quickOpen() const { return m_quickOpen; }
    [[nodiscard]] PlateauBar *plateauBar() const { return m_plateaus; }

private:
    void refresh();
    void fitName();
    void changeEvent(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

    Session &m_session;
    const Actions &m_actions;
    QLabel *m_name;
    Badge *m_readOnly;
    PlateauBar *m_plateaus;
    QuickOpen *m_quickOpen;
};

} // namespace gp::views

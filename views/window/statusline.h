// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "views/session/session.h"

#include <QWidget>

class QLabel;

namespace gp::views {

class Findings;

/// The foot of the window: what there is, that it is saved, what the rules found.
class StatusLine : public QWidget
{
    Q_OBJECT

public:
    StatusLine(Session &session, const Findings &findings, QWidget *parent = nullptr);

    void showLayoutTime(std::chrono::milliseconds time);

private:
    void refresh();
    QLabel *addPart();

    Session &m_session;
    const Findings &m_findings;
    QLabel *m_counts;
    QLabel *m_saved;
    QLabel *m_found;
    QLabel *m_layout;
};

} // namespace gp::views

// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "views/compare/comparelook.h"

#include <QWidget>

class QAbstractButton;
class QButtonGroup;
class QLabel;
class QPushButton;
class QToolButton;

namespace gp::views {

/// Below the canvas in a compare: the ways to look at it, what the present way needs, and the way from change
/// to change.
class CompareBar : public QWidget
{
    Q_OBJECT

public:
    CompareBar(Session &session, QWidget *parent = nullptr);

    [[nodiscard]] QAbstractButton *button(Way way) const;
    /// Blink without holding a key.
    [[nodiscard]] QPushButton *blinkButton() const { return m_blink; }
    [[nodiscard]] QLabel *position() const { return m_position; }

private:
    void refresh();
    void fitIn();
    void resizeEvent(QResizeEvent *event) override;
    void showEvent(QShowEvent *event) override;

    Session &m_session;
    CompareLook &m_look;
    QButtonGroup *m_ways;
    QPushButton *m_blink;
    QLabel *m_hint;
    QLabel *m_position;
    QToolButton *m_previous;
    QToolButton *m_next;
};

} // namespace gp::views

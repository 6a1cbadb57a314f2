// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QWidget>

namespace gp::views {

/// The line between the two states of a slider: dragged with the mouse, or moved with the arrow keys while it
/// has the focus (Shift: further; Home, End: to the ends). Lies over its parent, as high as it.
class Divider : public QWidget
{
    Q_OBJECT

public:
    explicit Divider(QWidget *parent);

    /// Where the line is, in pixels of the parent.
    void setPosition(int x);
    [[nodiscard]] int position() const { return x() + width() / 2; }

Q_SIGNALS:
    /// The user wants the line there, in pixels of the parent; can be outside of it.
    void wanted(int x);
    /// Esc: the canvas is to have the focus again.
    void left();

protected:
    void paintEvent(QPaintEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;

private:
    std::optional<int> m_grip; ///< where in the widget the drag holds it
};

} // namespace gp::views

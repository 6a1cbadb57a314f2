// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "views/compare/divider.h"

#include "views/style/appearance.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QPainterPath>

namespace gp::views {

namespace {
constexpr int reach = 25; ///< odd, so that the line stands in the middle
constexpr double knob = 10;
constexpr int step = 16;
constexpr int leap = 96;
} // namespace

Divider::Divider(QWidget *parent)
    : QWidget(parent)
{
    setCursor(Qt::SplitHCursor);
    setFocusPolicy(Qt::StrongFocus);
    setFixedWidth(reach);
    setAccessibleName(tr("Line between the earlier and the later state"));
    setToolTip(tr("Drag it, or move it with the arrow keys (Shift: further; Home, End: to the ends)"));
}

void Divider::setPosition(int x)
{
    move(x - reach / 2, 0);
    // Beside the knob only the line itself is in the way of what lies under it.
    const int line = 4;
    const int half = int(knob) + 2;
    QRegion shape(reach / 2 - line, 0, 2 * line + 1, height());
    shape += QRegion(0, height() / 2 - half, reach, 2 * half + 1);
    setMask(shape);
}

void Divider::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const auto &theme = currentTheme();
    const double middle = reach / 2.0;
    const QColor ink =
        hasFocus() || m_grip || underMouse() ? theme.accent : diagram::blend(theme.muted, theme.canvas, 0.8);
    painter.fillRect(QRectF(middle - 1, 0, 2, height()), ink);
    painter.setRenderHint(QPainter::Antialiasing);
    const QPointF centre(middle, height() / 2.0);
    painter.setPen(QPen(ink, hasFocus() ? 2 : 1.5));
    painter.setBrush(theme.panel);
    painter.drawEllipse(centre, knob, knob);
    painter.setPen(QPen(ink, 1.6, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter.setBrush(Qt::NoBrush);
    for (const int side : {-1, 1}) {
        QPainterPath arrow(centre + QPointF(side * 2.5, -3));
        arrow.lineTo(centre + QPointF(side * 5.5, 0));
        arrow.lineTo(centre + QPointF(side * 2.5, 3));
        painter.drawPath(arrow);
    }
}

void Divider::mousePressEvent(QMouseEvent *event)
{
    if (event->button() != Qt::LeftButton)
        return event->ignore();
    m_grip = int(event->position().x()) - reach / 2;
    update();
}

void Divider::mouseMoveEvent(QMouseEvent *event)
{
    if (m_grip)
        Q_EMIT wanted(mapToParent(event->position().toPoint()).x() - *m_grip);
}

void Divider::mouseReleaseEvent(QMouseEvent *event)
{
    if (event->button() != Qt::LeftButton)
        return event->ignore();
    m_grip.reset();
    update();
}

void Divider::mouseDoubleClickEvent(QMouseEvent *)
{
    Q_EMIT wanted(parentWidget()->width() / 2);
}

void Divider::wheelEvent(QWheelEvent *event)
{
    event->ignore();
}

void Divider::keyPressEvent(QKeyEvent *event)
{
    const int by = event->modifiers() & Qt::ShiftModifier ? leap : step;
    switch (event->key()) {
    case Qt::Key_Left:
        Q_EMIT wanted(position() - by);
        return;
    case Qt::Key_Right:
        Q_EMIT wanted(position() + by);
        return;
    case Qt::Key_Home:
        Q_EMIT wanted(0);
        return;
    case Qt::Key_End:
        Q_EMIT wanted(parentWidget()->width());
        return;
    case Qt::Key_Escape:
        Q_EMIT left();
        return;
    default:
        QWidget::keyPressEvent(event);
    }
}

void Divider::focusInEvent(QFocusEvent *event)
{
    update();
    QWidget::focusInEvent(event);
}

void Divider::focusOutEvent(QFocusEvent *event)
{
    m_grip.reset();
    update();
    QWidget::focusOutEvent(event);
}

} // namespace gp::views

// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "views/pipeline/pipelinecanvas.h"

#include "views/canvas/lookaround.h"
#include "views/style/appearance.h"

#include <QApplication>
#include <QHelpEvent>
#include <QNativeGestureEvent>
#include <QPainter>
#include <QToolTip>
#include <QWheelEvent>

using namespace Qt::StringLiterals;

namespace gp::views {

using diagram::PipelinePart;

namespace {

constexpr double fitMargin = 20;
constexpr double smallestAtFirst = 0.62; ///< below it nothing can be read: the rest is a pan away
constexpr double handleRadius = 8;       ///< in pixels of the picture
constexpr double handleReach = 11;       ///< in widget pixels
constexpr double smallestForHandles = 0.35;

/// Escaped: a stage may be called "<b>".
QString asTip(const QString &text)
{
    return text.isEmpty() ? text : u"<p style='white-space:pre-wrap'>%1</p>"_s.arg(text.toHtmlEscaped());
}

} // namespace

PipelineCanvas::PipelineCanvas(QWidget *parent)
    : QWidget(parent)
{
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    setAttribute(Qt::WA_OpaquePaintEvent);
    setMinimumSize(120, 80);
    setContextMenuPolicy(Qt::PreventContextMenu);
}

void PipelineCanvas::setPicture(const diagram::PipelinePicture &picture)
{
    const auto *before = m_marked.current >= 0 ? &m_picture.parts[m_marked.current] : nullptr;
    int current = -1;
    for (int i = 0; before && current < 0 && i < picture.parts.size(); ++i) {
        const auto &part = picture.parts[i];
        const bool isSame = part.kind == before->kind && part.element == before->element &&
                            (part.kind == PipelinePart::Kind::Stage || part.kind == PipelinePart::Kind::Gate
                                 ? part.stage == before->stage && (part.stage >= 0 || part.key == before->key)
                                 : part.key == before->key && part.column == before->column);
        current = isSame ? i : -1;
    }
    const bool isShape = picture.bounds != m_picture.bounds;
    m_picture = picture;
    m_marked.current = current;
    m_marked.hovered = -1;
    if (m_isFitted && isShape)
        fit();
    describe();
    update();
}

void PipelineCanvas::setSelected(ElementId element)
{
    m_marked.selected = element;
    if (m_marked.current >= 0 && m_picture.parts[m_marked.current].element != element &&
        m_picture.parts[m_marked.current].element.isValid())
        m_marked.current = -1;
    describe();
    update();
}

void PipelineCanvas::setCurrent(int part)
{
    m_marked.current = part < m_picture.parts.size() ? part : -1;
    describe();
    update();
}

void PipelineCanvas::setEditable(bool editable)
{
    m_isEditable = editable;
    update();
}

void PipelineCanvas::fit()
{
    m_isFitted = true;
    if (m_picture.bounds.isEmpty() || size().isEmpty())
        return;
    m_camera.fit(m_picture.bounds, size(), fitMargin, 1.0);
    if (m_camera.scale() < smallestAtFirst) {
        // Too much for the room there is: the beginning, at a size that can be read.
        const double wide = (width() - 2 * fitMargin) / m_picture.bounds.width();
        m_camera.setScale(std::clamp(wide, smallestAtFirst, 1.0), {});
        m_camera.pan(QPointF(fitMargin, fitMargin) - m_camera.toWidget(m_picture.bounds.topLeft()));
    } else {
        // What is small stands at the top, as a page does.
        m_camera.pan({0, std::min(0.0, fitMargin - m_camera.toWidget(m_picture.bounds.topLeft()).y())});
    }
    update();
    Q_EMIT cameraChanged();
}

void PipelineCanvas::zoomBy(double factor)
{
    m_camera.zoom(factor, rect().center());
    moved();
}

void PipelineCanvas::setZoom(double scale)
{
    m_camera.setScale(scale, rect().center());
    moved();
}

void PipelineCanvas::reveal(int part)
{
    if (part < 0 || part >= m_picture.parts.size())
        return;
    const Camera before = m_camera;
    m_camera.reveal(m_picture.parts[part].rect, size(), 24);
    if (m_camera != before)
        moved();
}

void PipelineCanvas::moved()
{
    m_isFitted = false;
    update();
    Q_EMIT cameraChanged();
}

bool PipelineCanvas::isStage(int part) const
{
    return part >= 0 && part < m_picture.parts.size() &&
           m_picture.parts[part].kind == PipelinePart::Kind::Stage;
}

int PipelineCanvas::partAt(QPointF widget) const
{
    return m_picture.partAt(m_camera.toScene(widget));
}

QPointF PipelineCanvas::addHandle(int part) const
{
    if (!m_isEditable || !isStage(part) || m_picture.parts[part].stage < 0 ||
        m_camera.scale() < smallestForHandles)
        return {};
    // In the gap behind it, below the line and what waits on it.
    const QRectF &rect = m_picture.parts[part].rect;
    return m_camera.toWidget(QPointF(rect.right() + 18, rect.bottom() - handleRadius));
}

int PipelineCanvas::handleAt(QPointF widget) const
{
    for (const int part : {m_marked.hovered, m_marked.current}) {
        const QPointF handle = addHandle(part);
        if (!handle.isNull() && QLineF(handle, widget).length() <= handleReach)
            return part;
    }
    return -1;
}

QString PipelineCanvas::tipAt(QPointF widget) const
{
    if (handleAt(widget) >= 0)
        return tr("Add a stage here (N)");
    if (const int part = partAt(widget); part >= 0)
        return m_picture.parts[part].tip;
    const QPointF at = m_camera.toScene(widget);
    for (const auto &label : m_picture.labels) {
        if (label.part < 0 && !label.tip.isEmpty() && label.rect.contains(at))
            return label.tip;
    }
    const double reach = 5 / m_camera.scale();
    for (const auto &line : m_picture.lines) {
        for (qsizetype i = 0; !line.text.isEmpty() && i + 1 < line.points.size(); ++i) {
            if (QRectF(line.points[i], line.points[i + 1])
                    .normalized()
                    .adjusted(-reach, -reach, reach, reach)
                    .contains(at))
                return line.text;
        }
    }
    return {};
}

bool PipelineCanvas::event(QEvent *event)
{
    if (event->type() == QEvent::NativeGesture &&
        pinch(m_camera, *static_cast<QNativeGestureEvent *>(event))) {
        moved();
        return true;
    }
    if (event->type() == QEvent::ToolTip) {
        const auto *help = static_cast<QHelpEvent *>(event);
        if (const QString tip = asTip(tipAt(help->pos())); tip.isEmpty())
            QToolTip::hideText();
        else
            QToolTip::showText(help->globalPos(), tip, this);
        return true;
    }
    if (event->type() == QEvent::PaletteChange)
        update();
    // Here these keys are about the stage, whatever they mean elsewhere in the window.
    if (event->type() == QEvent::ShortcutOverride) {
        const auto *key = static_cast<QKeyEvent *>(event);
        const bool isMove = key->modifiers() == Qt::AltModifier &&
                            (key->key() == Qt::Key_Left || key->key() == Qt::Key_Right);
        static const QList<int> own = {Qt::Key_N, Qt::Key_F, Qt::Key_Insert, Qt::Key_F2, Qt::Key_Delete};
        if (isMove || (key->modifiers() == Qt::NoModifier && own.contains(key->key()))) {
            event->accept();
            return true;
        }
    }
    return QWidget::event(event);
}

void PipelineCanvas::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const auto &theme = currentTheme();
    painter.fillRect(rect(), theme.canvas);
    painter.setTransform(m_camera.transform(), true);
    diagram::paint(painter, m_picture, theme, m_marked, m_camera.toScene(QRectF(rect())));
    paintHandle(&painter);
}

void PipelineCanvas::paintHandle(QPainter *painter) const
{
    const int part = isStage(m_marked.hovered) ? m_marked.hovered : m_marked.current;
    const QPointF handle = addHandle(part);
    if (handle.isNull())
        return;
    const auto &theme = currentTheme();
    const QPointF centre = m_camera.toScene(handle);
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(Qt::NoPen);
    painter->setBrush(theme.accent);
    painter->drawEllipse(centre, handleRadius, handleRadius);
    painter->setPen(QPen(theme.onAccent, 1.8, Qt::SolidLine, Qt::RoundCap));
    painter->drawLine(centre - QPointF(4, 0), centre + QPointF(4, 0));
    painter->drawLine(centre - QPointF(0, 4), centre + QPointF(0, 4));
}

void PipelineCanvas::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    if (m_isFitted)
        fit();
}

void PipelineCanvas::wheelEvent(QWheelEvent *event)
{
    turnWheel(m_camera, *event);
    moved();
    event->accept();
}

void PipelineCanvas::mousePressEvent(QMouseEvent *event)
{
    setFocus(Qt::MouseFocusReason);
    if (m_button != Qt::NoButton)
        return; // a second button while the first is held
    m_button = event->button();
    m_pressed = m_last = event->position();
    m_hasPanned = false;
    const int part = partAt(event->position());
    m_isPanning = m_button != Qt::LeftButton || m_isSpaceDown || part < 0;
    if (m_button == Qt::LeftButton && !m_isSpaceDown && part >= 0)
        pick(part);
}

void PipelineCanvas::mouseMoveEvent(QMouseEvent *event)
{
    if (m_button == Qt::NoButton)
        return hover(event->position());
    const bool isFar = (event->position() - m_pressed).manhattanLength() >= QApplication::startDragDistance();
    if (m_isPanning && (isFar || m_hasPanned)) {
        m_hasPanned = true;
        setCursor(Qt::ClosedHandCursor);
        m_camera.pan(event->position() - m_last);
        moved();
    }
    m_last = event->position();
}

void PipelineCanvas::mouseReleaseEvent(QMouseEvent *event)
{
    if (event->button() != m_button)
        return;
    const bool isClick = !m_hasPanned;
    const int handle = handleAt(event->position());
    m_button = Qt::NoButton;
    unsetCursor();
    if (isClick && event->button() == Qt::RightButton) {
        const int part = partAt(event->position());
        if (part >= 0)
            pick(part);
        Q_EMIT menuWanted(event->globalPosition().toPoint(), part);
    } else if (isClick && event->button() == Qt::LeftButton && handle >= 0 && handleAt(m_pressed) == handle) {
        Q_EMIT addWanted(handle);
    } else if (isClick && event->button() == Qt::LeftButton && partAt(event->position()) < 0 &&
               !m_isSpaceDown) {
        setCurrent(-1);
        Q_EMIT nothingPicked();
    }
    hover(event->position());
}

void PipelineCanvas::mouseDoubleClickEvent(QMouseEvent *event)
{
    const int part = partAt(event->position());
    if (event->button() == Qt::LeftButton && part >= 0)
        Q_EMIT partActivated(part);
}

void PipelineCanvas::hover(QPointF widget)
{
    // A handle belongs to the stage before it, which stays the hovered one while the pointer goes there.
    const int handle = handleAt(widget);
    const int part = handle >= 0 ? handle : partAt(widget);
    if (part >= 0)
        setCursor(Qt::PointingHandCursor);
    else
        unsetCursor();
    const bool isOnTheWay = part < 0 && isStage(m_marked.hovered) &&
                            QLineF(addHandle(m_marked.hovered), widget).length() < 4 * handleReach;
    if (part == m_marked.hovered || isOnTheWay)
        return;
    m_marked.hovered = part;
    update();
}

void PipelineCanvas::leaveEvent(QEvent *)
{
    m_marked.hovered = -1;
    update();
}

void PipelineCanvas::focusOutEvent(QFocusEvent *event)
{
    m_isSpaceDown = false;
    QWidget::focusOutEvent(event);
}

void PipelineCanvas::pick(int part)
{
    setCurrent(part);
    Q_EMIT partPicked(part);
}

void PipelineCanvas::describe()
{
    QString text =
        m_picture.isThere ? tr("%n stages", nullptr, m_picture.columns) : tr("Not there at this plateau");
    if (m_marked.current >= 0)
        text += u". "_s + m_picture.parts[m_marked.current].spoken;
    if (text != accessibleDescription())
        setAccessibleDescription(text);
}

} // namespace gp::views

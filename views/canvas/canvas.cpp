// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "views/canvas/canvas.h"

#include "views/canvas/walk.h"
#include "views/style/appearance.h"

#include <QApplication>
#include <QHelpEvent>
#include <QNativeGestureEvent>
#include <QPainter>
#include <QToolTip>
#include <QWheelEvent>

using namespace Qt::StringLiterals;

namespace gp::views {

namespace {
constexpr double zoomStep = 1.25;
constexpr double fitMargin = 28;
constexpr int grid = 8; ///< dropped cards snap to it, so that they line up
} // namespace

Canvas::Canvas(QWidget *parent)
    : QWidget(parent)
{
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    setAttribute(Qt::WA_OpaquePaintEvent);
    setMinimumSize(120, 80);
    setContextMenuPolicy(Qt::ActionsContextMenu);
    setAccessibleName(tr("Canvas"));
    m_refine.setSingleShot(true);
    m_refine.setInterval(70);
    connect(&m_refine, &QTimer::timeout, this, qOverload<>(&QWidget::update));
    connect(&m_backing, &Backing::ready, this, qOverload<>(&QWidget::update));
}

Canvas::~Canvas() = default;

void Canvas::setScene(ScenePtr scene)
{
    if (m_drag == Drag::Card)
        endDrag(false);
    m_scene = std::move(scene);
    m_hovered = {};
    if (!m_fitted)
        fit();
    describe();
    update();
}

void Canvas::setSelected(ElementId element, RelationId relation)
{
    if (element == m_selected && relation == m_selectedEdge)
        return;
    m_selected = element;
    m_selectedEdge = relation;
    describe();
    update();
}

void Canvas::setCamera(const Camera &camera)
{
    m_camera = camera;
    m_fitted = true;
    m_fitPending = false;
    update();
    Q_EMIT cameraChanged();
}

void Canvas::fit()
{
    if (!m_scene || m_scene->bounds.isEmpty())
        return;
    if (!isVisible()) {
        m_fitPending = true; // the size is not known yet
        return;
    }
    m_camera.fit(m_scene->bounds, size(), fitMargin, 1.0);
    m_fitted = true;
    m_fitPending = false;
    moved();
}

void Canvas::zoomBy(double factor)
{
    m_camera.zoom(factor, rect().center());
    moved();
}

void Canvas::setZoom(double scale)
{
    m_camera.setScale(scale, rect().center());
    moved();
}

void Canvas::reveal(ElementId id)
{
    const auto *card = m_scene ? m_scene->card(id) : nullptr;
    if (!card || !m_fitted)
        return;
    m_camera.reveal(card->rect, size(), 24);
    moved();
}

void Canvas::moved()
{
    // While it moves the old picture is shown scaled; the last of a burst of events paints it sharp.
    m_refine.start();
    update();
    Q_EMIT cameraChanged();
}

bool Canvas::event(QEvent *event)
{
    if (event->type() == QEvent::NativeGesture && pinch(static_cast<QNativeGestureEvent *>(event)))
        return true;
    if (event->type() == QEvent::ToolTip) {
        const auto *help = static_cast<QHelpEvent *>(event);
        if (!showTip(help->pos(), help->globalPos()))
            QToolTip::hideText();
        return true;
    }
    if (event->type() == QEvent::Show && (m_fitPending || !m_fitted))
        QTimer::singleShot(0, this, &Canvas::fit);
    if (event->type() == QEvent::PaletteChange)
        update();
    // A plain letter is a shortcut of the window everywhere else; F and 0 belong to the canvas.
    if (event->type() == QEvent::ShortcutOverride) {
        const auto *key = static_cast<QKeyEvent *>(event);
        if (key->modifiers() == Qt::NoModifier && key->key() == Qt::Key_F) {
            event->accept();
            return true;
        }
    }
    return QWidget::event(event);
}

bool Canvas::pinch(const QNativeGestureEvent *event)
{
    if (event->gestureType() != Qt::ZoomNativeGesture)
        return false;
    m_camera.zoom(1.0 + event->value(), event->position());
    moved();
    return true;
}

bool Canvas::showTip(const QPoint &pos, const QPoint &global)
{
    const auto hit = hitAt(pos);
    if (hit.edge.isValid()) {
        const auto *edge = m_scene->edge(hit.edge);
        const auto *source = m_scene->card(edge->source);
        const auto *target = m_scene->card(edge->target);
        if (source && target)
            QToolTip::showText(global, u"%1 %2 %3"_s.arg(source->name, edge->label, target->name), this);
        return source && target;
    }
    const auto *card = hit.card.isValid() ? m_scene->card(hit.card) : nullptr;
    if (!card)
        return false;
    QToolTip::showText(global, card->subtitle.isEmpty() ? card->name : card->name + u'\n' + card->subtitle,
                       this);
    return true;
}

diagram::Hit Canvas::hitAt(QPointF widget) const
{
    return m_scene ? diagram::hitTest(*m_scene, m_camera.toScene(widget), 5.0 / m_camera.scale())
                   : diagram::Hit();
}

void Canvas::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const auto &theme = currentTheme();
    painter.fillRect(rect(), theme.canvas);
    if (!m_scene)
        return;
    if (m_fitPending)
        fit();
    const ScenePtr base = m_drag == Drag::Card ? m_rest : m_scene;
    if (!m_refine.isActive() || !m_backing.draw(&painter, m_camera))
        m_backing.update({base, &theme, m_camera, size(), devicePixelRatioF()});
    m_backing.draw(&painter, m_camera);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setTransform(m_camera.transform(), true);
    paintHighlights(&painter);
    if (!m_painted && !m_backing.isBusy()) {
        m_painted = true;
        QMetaObject::invokeMethod(this, &Canvas::painted, Qt::QueuedConnection);
    }
}

void Canvas::paintHighlights(QPainter *painter)
{
    const auto &theme = currentTheme();
    diagram::PaintOptions options;
    options.selected = {m_selected};
    if (m_drag == Drag::Card) {
        options.background = false;
        const QPointF by = m_camera.toScene(m_last) - m_camera.toScene(m_pressed);
        diagram::paint(*painter, shifted(m_part, *m_scene, m_dragged, by), theme, options);
        return;
    }
    // Lines first: those at the selected card, the selected and the hovered one.
    options.selectedEdges = {m_selectedEdge, m_hovered.edge};
    diagram::Scene lines;
    lines.compare = m_scene->compare;
    std::ranges::copy_if(m_scene->edges, std::back_inserter(lines.edges), [&](const diagram::Edge &edge) {
        return options.selectedEdges.contains(edge.id) || edge.source == m_selected ||
               edge.target == m_selected;
    });
    options.background = false;
    if (!lines.edges.isEmpty())
        diagram::paint(*painter, lines, theme, options);
    // Then the whole scene, clipped to the card: what is faded is faded once, the lines next to it stay.
    options.background = true;
    options.hovered = m_hovered.card;
    const QSet<ElementId> cards = {m_selected, m_hovered.card};
    for (const auto id : cards) {
        const auto *card = m_scene->card(id);
        if (!card)
            continue;
        painter->save();
        options.visible = card->rect.adjusted(-16, -16, 16, 16);
        painter->setClipRect(options.visible, Qt::IntersectClip);
        diagram::paint(*painter, *m_scene, theme, options);
        painter->restore();
    }
}

void Canvas::resizeEvent(QResizeEvent *event)
{
    // The middle stays in the middle.
    if (m_fitted && event->oldSize().isValid()) {
        const QSize by = event->size() - event->oldSize();
        m_camera.pan(QPointF(by.width(), by.height()) / 2);
    }
    QWidget::resizeEvent(event);
}

void Canvas::wheelEvent(QWheelEvent *event)
{
    const bool isTouchpad = event->phase() != Qt::NoScrollPhase && !event->pixelDelta().isNull();
    if (isTouchpad && !(event->modifiers() & Qt::ControlModifier)) {
        m_camera.pan(event->pixelDelta());
    } else if (event->modifiers() & Qt::ShiftModifier) {
        m_camera.pan(QPointF(event->angleDelta().y() + event->angleDelta().x(), 0) / 2);
    } else {
        m_camera.zoom(std::pow(zoomStep, event->angleDelta().y() / 120.0), event->position());
    }
    moved();
    event->accept();
}

void Canvas::mousePressEvent(QMouseEvent *event)
{
    setFocus(Qt::MouseFocusReason);
    m_pressed = m_last = event->position();
    if (event->button() == Qt::MiddleButton) {
        m_drag = Drag::Pan;
        setCursor(Qt::ClosedHandCursor);
        return;
    }
    const auto hit = hitAt(event->position());
    if (event->button() == Qt::RightButton) {
        pick(hit);
        return;
    }
    if (event->button() != Qt::LeftButton)
        return;
    m_drag = Drag::Undecided;
    m_dragged = hit.card;
    if (!hit.isEmpty())
        pick(hit);
}

void Canvas::mouseMoveEvent(QMouseEvent *event)
{
    if (m_drag == Drag::None) {
        hover(event->position());
        return;
    }
    const bool isFar = (event->position() - m_pressed).manhattanLength() >= QApplication::startDragDistance();
    if (m_drag == Drag::Undecided && isFar) {
        if (m_dragged.isValid() && m_movable) {
            startCardDrag();
        } else {
            m_drag = Drag::Pan;
            setCursor(Qt::ClosedHandCursor);
        }
    }
    if (m_drag == Drag::Pan) {
        m_camera.pan(event->position() - m_last);
        moved();
    }
    m_last = event->position();
    if (m_drag == Drag::Card)
        update();
}

void Canvas::startCardDrag()
{
    auto [rest, part] = split(*m_scene, m_dragged);
    m_rest = std::make_shared<const diagram::Scene>(std::move(rest));
    m_part = std::move(part);
    m_drag = Drag::Card;
    setCursor(Qt::ClosedHandCursor);
}

void Canvas::mouseReleaseEvent(QMouseEvent *event)
{
    m_last = event->position();
    if (m_drag == Drag::Undecided && hitAt(event->position()).isEmpty())
        Q_EMIT nothingPicked();
    endDrag(true);
    hover(event->position());
}

void Canvas::endDrag(bool keep)
{
    const bool isCard = m_drag == Drag::Card;
    m_drag = Drag::None;
    if (isCard) {
        const auto *card = m_scene->card(m_dragged);
        const QPointF by = m_camera.toScene(m_last) - m_camera.toScene(m_pressed);
        if (keep && card) {
            const QPointF corner = (card->rect.topLeft() + by) / grid;
            // The rest stays as it is shown until the new scene comes, so that nothing jumps back.
            Q_EMIT cardMoved(m_dragged, QPoint(qRound(corner.x()), qRound(corner.y())) * grid);
        }
        m_rest.reset();
        m_part = {};
    }
    unsetCursor();
    update();
}

void Canvas::mouseDoubleClickEvent(QMouseEvent *event)
{
    const auto hit = hitAt(event->position());
    if (hit.card.isValid())
        Q_EMIT elementActivated(hit.card);
    else if (hit.isEmpty())
        fit();
}

void Canvas::hover(QPointF widget)
{
    const auto hit = hitAt(widget);
    if (hit.isEmpty())
        unsetCursor();
    else
        setCursor(Qt::PointingHandCursor);
    if (hit == m_hovered)
        return;
    m_hovered = hit;
    update();
}

void Canvas::leaveEvent(QEvent *)
{
    m_hovered = {};
    update();
}

void Canvas::pick(const diagram::Hit &hit)
{
    if (hit.card.isValid())
        Q_EMIT elementPicked(hit.card);
    else if (hit.edge.isValid())
        Q_EMIT relationPicked(hit.edge);
    else if (hit.group >= 0 && m_scene->groups[hit.group].element.isValid())
        Q_EMIT elementPicked(m_scene->groups[hit.group].element);
}

void Canvas::walk(int key)
{
    if (!m_scene)
        return;
    const Direction direction = key == Qt::Key_Left    ? Direction::Left
                                : key == Qt::Key_Right ? Direction::Right
                                : key == Qt::Key_Up    ? Direction::Up
                                                       : Direction::Down;
    const ElementId next = neighbour(*m_scene, m_selected, direction);
    if (!next.isValid())
        return;
    Q_EMIT elementPicked(next);
    reveal(next);
}

void Canvas::keyPressEvent(QKeyEvent *event)
{
    const bool isShift = event->modifiers() & Qt::ShiftModifier;
    const double step = isShift ? 60 : 0;
    switch (event->key()) {
    case Qt::Key_Left:
    case Qt::Key_Right:
    case Qt::Key_Up:
    case Qt::Key_Down:
        if (isShift) {
            const int key = event->key();
            m_camera.pan({key == Qt::Key_Left    ? step
                          : key == Qt::Key_Right ? -step
                                                 : 0,
                          key == Qt::Key_Up     ? step
                          : key == Qt::Key_Down ? -step
                                                : 0});
            moved();
        } else {
            walk(event->key());
        }
        return;
    case Qt::Key_F:
    case Qt::Key_Home:
        return fit();
    case Qt::Key_Plus:
    case Qt::Key_Equal:
        return zoomBy(zoomStep);
    case Qt::Key_Minus:
        return zoomBy(1 / zoomStep);
    case Qt::Key_0:
    case Qt::Key_1:
        return setZoom(1.0);
    case Qt::Key_Return:
    case Qt::Key_Enter:
        if (m_selected.isValid())
            Q_EMIT elementActivated(m_selected);
        return;
    case Qt::Key_Escape:
        if (m_drag != Drag::None)
            endDrag(false);
        else
            Q_EMIT nothingPicked();
        return;
    default:
        QWidget::keyPressEvent(event);
    }
}

void Canvas::describe()
{
    if (!m_scene)
        return;
    QString text = tr("%n cards", nullptr, int(m_scene->cards.size()));
    if (const auto *card = m_scene->card(m_selected))
        text += u". "_s + tr("Selected: %1, %2").arg(card->name, card->subtitle);
    setAccessibleDescription(text);
}

} // namespace gp::views

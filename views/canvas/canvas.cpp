// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "views/canvas/canvas.h"

#include "views/canvas/lookaround.h"
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
constexpr double fitMargin = 28;
constexpr double handleAway = 11; ///< widget pixels from the card's border to the middle of a handle
constexpr double handleRadius = 4.5;
constexpr double handleReach = 8; ///< where a press counts as on the handle
constexpr double smallestForHandles = 0.35;

std::array<QPointF, 4> handlesOf(const QRectF &card)
{
    const QRectF out = card.adjusted(-handleAway, -handleAway, handleAway, handleAway);
    return {QPointF(out.right(), out.center().y()), QPointF(out.left(), out.center().y()),
            QPointF(out.center().x(), out.top()), QPointF(out.center().x(), out.bottom())};
}
} // namespace

Canvas::Canvas(QWidget *parent)
    : QWidget(parent)
{
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    setAttribute(Qt::WA_OpaquePaintEvent);
    setMinimumSize(120, 80);
    setContextMenuPolicy(Qt::PreventContextMenu);
    setAcceptDrops(true);
    setAccessibleName(tr("Canvas"));
    m_refine.setSingleShot(true);
    m_refine.setInterval(70);
    m_nudged.setSingleShot(true);
    m_nudged.setInterval(450);
    connect(&m_nudged, &QTimer::timeout, this, &Canvas::storeNudge);
    connect(&m_refine, &QTimer::timeout, this, qOverload<>(&QWidget::update));
    connect(&m_backing, &Backing::ready, this, qOverload<>(&QWidget::update));
}

Canvas::~Canvas() = default;

void Canvas::setScene(ScenePtr scene)
{
    endGesture(false);
    m_scene = std::move(scene);
    m_hovered = {};
    if (!m_fitted)
        fit();
    describe();
    update();
}

void Canvas::setSelected(const QList<ElementId> &elements, RelationId relation)
{
    if (elements == m_selected && relation == m_selectedEdge)
        return;
    storeNudge();
    m_selected = elements;
    m_selectedEdge = relation;
    describe();
    update();
}

void Canvas::setFocusOn(const QSet<ElementId> &elements)
{
    if (elements == m_focus)
        return;
    m_focus = elements;
    update();
}

void Canvas::setCamera(const Camera &camera)
{
    m_camera = camera;
    m_fitted = true;
    m_fitPending = false;
    m_showsAll = false;
    update();
    Q_EMIT cameraChanged();
}

void Canvas::followCamera(const Camera &camera)
{
    m_fitted = true;
    m_fitPending = false;
    if (camera == m_camera)
        return;
    m_camera = camera;
    moved();
}

void Canvas::fit()
{
    if (!m_scene || m_scene->bounds.isEmpty())
        return;
    if (!isVisible()) {
        m_fitPending = true; // the size is not known yet
        return;
    }
    if (const auto start = std::exchange(m_start, {}); start && !m_fitted) {
        m_camera = {};
        m_camera.setScale(start->second, {});
        m_camera.pan(QRectF(rect()).center() - m_camera.toWidget(start->first));
        m_fitted = true;
        m_fitPending = false;
        return moved();
    }
    const QRect room = rect().marginsRemoved(m_insets);
    m_camera.fit(m_scene->bounds, room.size(), fitMargin, 1.0);
    m_camera.pan(room.topLeft());
    m_fitted = true;
    m_fitPending = false;
    moved();
    m_showsAll = true;
}

void Canvas::startAt(QPointF middle, double scale)
{
    m_start = {middle, scale};
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
    if (const auto *card = m_scene ? m_scene->cardFor(id) : nullptr)
        reveal(card->rect);
}

void Canvas::reveal(const QRectF &scene)
{
    if (!m_fitted)
        return;
    const Camera before = m_camera;
    m_camera.reveal(scene, size(), 24);
    if (m_camera != before)
        moved();
}

void Canvas::setHovered(ElementId card, RelationId edge)
{
    diagram::Hit hit;
    if (m_scene && m_scene->card(card))
        hit.card = card;
    else if (m_scene && m_scene->edge(edge))
        hit.edge = edge;
    if (hit == m_hovered)
        return;
    m_hovered = hit;
    update();
}

void Canvas::prepare()
{
    m_backing.update({m_scene, &currentTheme(), m_camera, size(), devicePixelRatioF(), m_focus});
}

void Canvas::moved()
{
    m_showsAll = false;
    // While it moves the old picture is shown scaled; the last of a burst of events paints it sharp.
    m_refine.start();
    update();
    Q_EMIT cameraChanged();
}

bool Canvas::event(QEvent *event)
{
    if (event->type() == QEvent::NativeGesture &&
        pinch(m_camera, *static_cast<QNativeGestureEvent *>(event))) {
        moved();
        return true;
    }
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
    // Plain letters may be shortcuts of the window everywhere else; here they belong to the canvas.
    if (event->type() == QEvent::ShortcutOverride) {
        const auto *key = static_cast<QKeyEvent *>(event);
        const bool isLetter = key->key() == Qt::Key_F || key->key() == Qt::Key_C || key->key() == Qt::Key_N ||
                              key->key() == Qt::Key_B;
        if (key->modifiers() == Qt::NoModifier && isLetter) {
            event->accept();
            return true;
        }
    }
    return QWidget::event(event);
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
    ScenePtr base = m_gesture ? m_gesture->beneath() : nullptr;
    if (!base)
        base = m_scene;
    if (!m_refine.isActive() || !m_backing.hasPicture())
        m_backing.update({base, &theme, m_camera, size(), devicePixelRatioF(), m_focus});
    m_backing.draw(&painter, m_camera);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setTransform(m_camera.transform(), true);
    if (!m_gesture || !m_gesture->beneath())
        paintHighlights(&painter);
    if (m_gesture)
        m_gesture->paint(painter, theme, pixel());
    else
        paintHandles(&painter);
    if (!m_painted && !m_backing.isBusy()) {
        m_painted = true;
        QMetaObject::invokeMethod(this, &Canvas::painted, Qt::QueuedConnection);
    }
}

void Canvas::paintHighlights(QPainter *painter)
{
    const auto &theme = currentTheme();
    diagram::PaintOptions options;
    for (const ElementId id : std::as_const(m_selected))
        options.selected.insert(m_scene->inside.value(id, id));
    options.focus = m_focus;
    // Lines first: those at the selected card, the selected and the hovered one.
    options.selectedEdges = {m_selectedEdge, m_hovered.edge};
    diagram::Scene lines;
    lines.compare = m_scene->compare;
    const bool hasAny = !options.selected.isEmpty() || m_selectedEdge.isValid() || m_hovered.edge.isValid();
    if (hasAny) // thirty thousand lines are not looked through in every frame for nothing
        std::ranges::copy_if(m_scene->edges, std::back_inserter(lines.edges), [&](const diagram::Edge &edge) {
            return options.selectedEdges.contains(edge.id) || options.selected.contains(edge.source) ||
                   options.selected.contains(edge.target);
        });
    options.background = false;
    if (!lines.edges.isEmpty())
        diagram::paint(*painter, lines, theme, options);
    // Then the whole scene, clipped to the card: what is faded is faded once, the lines next to it stay.
    options.background = true;
    options.hovered = m_hovered.card;
    QSet<ElementId> cards = options.selected;
    cards.insert(m_hovered.card);
    const QRectF shown = m_camera.toScene(QRectF(rect()));
    constexpr qsizetype mostInDetail = 40; // of more, the frame alone
    for (const auto id : std::as_const(cards)) {
        const auto *card = m_scene->card(id);
        if (!card || !card->rect.intersects(shown))
            continue;
        if (cards.size() > mostInDetail) {
            painter->setBrush(Qt::NoBrush);
            painter->setPen(QPen(theme.accent, std::max(2.0, 1.5 * pixel())));
            painter->drawRoundedRect(card->rect, 7, 7);
            continue;
        }
        painter->save();
        options.visible = card->rect.adjusted(-16, -16, 16, 16);
        painter->setClipRect(options.visible, Qt::IntersectClip);
        diagram::paint(*painter, *m_scene, theme, options);
        painter->restore();
    }
}

void Canvas::paintHandles(QPainter *painter) const
{
    const auto *card = m_scene->card(cardWithHandles());
    if (!card)
        return;
    const auto &theme = currentTheme();
    painter->save();
    painter->resetTransform();
    painter->setPen(QPen(theme.accent, 1.5));
    painter->setBrush(theme.card);
    for (const QPointF &handle : handlesOf(m_camera.toWidget(card->rect)))
        painter->drawEllipse(handle, handleRadius, handleRadius);
    painter->restore();
}

ElementId Canvas::cardWithHandles() const
{
    if (!m_editable || !m_scene || m_camera.scale() < smallestForHandles || m_scene->compare)
        return {};
    const ElementId id = m_hovered.card.isValid() ? m_hovered.card
                         : m_selected.size() == 1 ? m_selected.front()
                                                  : ElementId();
    // A folded group of a kind is no element that anything could run to.
    const auto *card = m_scene->card(id);
    const bool isBundle = card && card->folds > 0 && m_scene->groups[card->folds - 1].element != id;
    return isBundle ? ElementId() : id;
}

ElementId Canvas::handleAt(QPointF widget) const
{
    const ElementId id = cardWithHandles();
    const auto *card = m_scene ? m_scene->card(id) : nullptr;
    if (!card)
        return {};
    for (const QPointF &handle : handlesOf(m_camera.toWidget(card->rect))) {
        if (QLineF(handle, widget).length() <= handleReach)
            return id;
    }
    return {};
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
    turnWheel(m_camera, *event);
    moved();
    event->accept();
}

void Canvas::mousePressEvent(QMouseEvent *event)
{
    setFocus(Qt::MouseFocusReason);
    if (m_press != Press::None)
        return;                 // a second button while the first is held
    if (m_isConnectingByKeys) { // a click drops it like a release does
        follow(event->position(), event->modifiers());
        endGesture(event->button() == Qt::LeftButton);
        return;
    }
    m_pressed = m_last = event->position();
    m_button = event->button();
    m_hasPanned = false;
    const bool isPan = event->button() == Qt::MiddleButton || event->button() == Qt::RightButton ||
                       (event->button() == Qt::LeftButton && (m_isSpaceDown || m_tool == Tool::Pan));
    if (isPan) {
        m_press = Press::Pan;
        if (event->button() != Qt::RightButton)
            setCursor(Qt::ClosedHandCursor);
        return;
    }
    if (event->button() != Qt::LeftButton || !m_scene)
        return;
    if (useTool(event->position()))
        return;
    m_press = Press::Left;
    m_pressedHandle = handleAt(event->position());
    m_pressedOn =
        m_pressedHandle.isValid() ? diagram::Hit{m_pressedHandle, {}, -1, -1} : hitAt(event->position());
    const bool adds = event->modifiers() & (Qt::ShiftModifier | Qt::ControlModifier);
    if (adds && m_pressedOn.card.isValid())
        toggle(m_pressedOn.card);
    else if (!m_pressedOn.isEmpty() && !m_selected.contains(m_pressedOn.card))
        pick(m_pressedOn);
}

void Canvas::mouseMoveEvent(QMouseEvent *event)
{
    if (m_press == Press::None) {
        if (m_isConnectingByKeys)
            follow(event->position(), event->modifiers());
        else
            hover(event->position());
        return;
    }
    const bool isFar = (event->position() - m_pressed).manhattanLength() >= QApplication::startDragDistance();
    if (m_press == Press::Left && !m_gesture && isFar)
        startDrag();
    if (m_press == Press::Pan && (isFar || m_hasPanned)) {
        m_hasPanned = true;
        setCursor(Qt::ClosedHandCursor);
        m_camera.pan(event->position() - m_last);
        moved();
    }
    m_last = event->position();
    if (m_gesture)
        follow(event->position(), event->modifiers());
}

void Canvas::follow(QPointF widget, Qt::KeyboardModifiers keys)
{
    if (!m_gesture)
        return;
    m_gesture->moveTo(m_camera.toScene(widget), pixel(), keys);
    setCursor(m_gesture->cursor());
    if (const QString why = m_gesture->objection(); !why.isEmpty())
        QToolTip::showText(mapToGlobal(widget.toPoint()), why, this);
    else
        QToolTip::hideText();
    update();
}

QSet<ElementId> Canvas::draggedBy(const diagram::Hit &hit) const
{
    QSet<ElementId> cards;
    if (hit.card.isValid()) {
        cards.insert(hit.card);
        if (m_selected.contains(hit.card))
            cards.unite(QSet<ElementId>(m_selected.cbegin(), m_selected.cend()));
    } else if (hit.group >= 0) {
        for (const auto &card : m_scene->cards) {
            if (card.group == hit.group + 1)
                cards.insert(card.id);
        }
    }
    cards.removeIf([this](ElementId id) { return !m_scene->card(id); });
    return cards;
}

void Canvas::startDrag()
{
    const QPointF from = m_camera.toScene(m_pressed);
    if (m_pressedOn.note >= 0 && m_editable) {
        m_gesture = std::make_unique<NoteGesture>(
            m_scene, m_pressedOn.note, from, [this](int note, QPoint to) { Q_EMIT noteMoved(note, to); });
        return;
    }
    if (m_pressedHandle.isValid()) {
        const auto judge = m_judge ? m_judge : [](ElementId, ElementId) { return QString(); };
        m_gesture = std::make_unique<ConnectGesture>(m_scene, m_pressedHandle, judge,
                                                     [this](ElementId source, ElementId target, QPointF at) {
                                                         Q_EMIT connectionDrawn(source, target, at.toPoint());
                                                     });
        return;
    }
    const QSet<ElementId> cards = m_editable ? draggedBy(m_pressedOn) : QSet<ElementId>();
    if (!cards.isEmpty()) {
        m_gesture =
            std::make_unique<MoveGesture>(m_scene, cards, from, [this](const MoveGesture::Moved &what) {
                const auto group = what.group >= 0 ? m_scene->groups[what.group].element : ElementId();
                Q_EMIT cardsMoved(what.corners, group);
            });
        return;
    }
    if (!m_pressedOn.isEmpty()) { // what cannot be dragged takes the canvas along
        m_press = Press::Pan;
        m_hasPanned = true;
        return;
    }
    m_gesture = std::make_unique<BandGesture>(m_scene, from, [this](const QList<ElementId> &touched) {
        QList<ElementId> all = QApplication::keyboardModifiers() & (Qt::ShiftModifier | Qt::ControlModifier)
                                   ? m_selected
                                   : QList<ElementId>();
        for (const ElementId id : touched) {
            if (!all.contains(id))
                all.append(id);
        }
        Q_EMIT elementsPicked(all);
    });
}

void Canvas::mouseReleaseEvent(QMouseEvent *event)
{
    if (m_press == Press::None || event->button() != m_button)
        return;
    m_last = event->position();
    const bool isMenu = m_button == Qt::RightButton && !m_hasPanned;
    const bool isClick = m_press == Press::Left && !m_gesture;
    m_press = Press::None;
    if (m_hasPanned)
        showToolCursor();
    if (isMenu) {
        showToolCursor();
        showMenu(event->position(), event->globalPosition().toPoint());
        return;
    }
    const bool adds = event->modifiers() & (Qt::ShiftModifier | Qt::ControlModifier);
    if (isClick && m_pressedOn.isEmpty() && !adds)
        Q_EMIT nothingPicked();
    else if (isClick && m_pressedOn.card.isValid() && m_selected.size() > 1 && !adds)
        pick(m_pressedOn); // several were selected, and it was no drag: this one is meant
    endGesture(true);
    hover(event->position());
}

void Canvas::showMenu(QPointF widget, const QPoint &global)
{
    const auto hit = hitAt(widget);
    if (!hit.isEmpty() && !m_selected.contains(hit.card))
        pick(hit);
    else if (hit.isEmpty())
        Q_EMIT nothingPicked();
    Q_EMIT menuWanted(global, m_camera.toScene(widget).toPoint());
}

void Canvas::endGesture(bool keep)
{
    if (!m_gesture)
        return;
    m_isConnectingByKeys = false;
    m_nudged.stop();
    m_nudgedBy = {};
    if (m_press == Press::Left)
        m_press = Press::None; // what the button does until it is released is over
    // The rest stays as it is shown until the new scene comes, so that nothing jumps back.
    const auto gesture = std::exchange(m_gesture, nullptr);
    if (m_tool == Tool::Connect)
        toolUsed();
    if (keep)
        gesture->finish();
    QToolTip::hideText();
    showToolCursor();
    update();
}

void Canvas::mouseDoubleClickEvent(QMouseEvent *event)
{
    if (event->button() != Qt::LeftButton)
        return;
    const auto hit = hitAt(event->position());
    const auto *card = m_scene ? m_scene->card(hit.card) : nullptr;
    if (card && card->folds > 0)
        Q_EMIT groupActivated(int(card->folds) - 1);
    else if (card)
        Q_EMIT elementActivated(hit.card);
    else if (hit.note >= 0)
        Q_EMIT noteActivated(hit.note);
    else if (hit.group >= 0)
        Q_EMIT groupActivated(hit.group);
    else if (hit.isEmpty() && m_editable && m_scene)
        Q_EMIT newElementWanted(m_camera.toScene(event->position()).toPoint());
}

void Canvas::hover(QPointF widget)
{
    const bool isOnHandle = handleAt(widget).isValid();
    const auto hit = isOnHandle ? m_hovered : hitAt(widget);
    if (isOnHandle)
        setCursor(Qt::CrossCursor);
    else if (hit.isEmpty() || m_tool != Tool::Select)
        showToolCursor();
    else
        setCursor(Qt::PointingHandCursor);
    if (hit == m_hovered)
        return;
    m_hovered = hit;
    update();
    Q_EMIT hovered(hit.card, hit.edge);
}

void Canvas::leaveEvent(QEvent *)
{
    m_hovered = {};
    update();
    Q_EMIT hovered({}, {});
}

void Canvas::focusOutEvent(QFocusEvent *event)
{
    m_isSpaceDown = false;
    storeNudge();
    QWidget::focusOutEvent(event);
}

void Canvas::pick(const diagram::Hit &hit)
{
    const auto *card = m_scene->card(hit.card);
    if (card && card->folds > 0 && m_scene->groups[card->folds - 1].element != card->id)
        Q_EMIT elementsPicked(m_scene->inside.keys(card->id)); // a group that is no element: what is in it
    else if (hit.card.isValid())
        Q_EMIT elementPicked(hit.card);
    else if (hit.edge.isValid())
        Q_EMIT relationPicked(hit.edge);
    else if (hit.group >= 0 && m_scene->groups[hit.group].element.isValid())
        Q_EMIT elementPicked(m_scene->groups[hit.group].element);
}

void Canvas::toggle(ElementId id)
{
    QList<ElementId> ids = m_selected;
    if (ids.removeAll(id) == 0)
        ids.prepend(id);
    Q_EMIT elementsPicked(ids);
}

void Canvas::describe()
{
    if (!m_scene)
        return;
    QString text = tr("%n cards", nullptr, int(m_scene->cards.size()));
    if (m_selected.size() > 1)
        text += u". "_s + tr("%n selected", nullptr, int(m_selected.size()));
    else if (const auto *card = m_selected.isEmpty() ? nullptr : m_scene->card(m_selected.front()))
        text += u". "_s + tr("Selected: %1, %2").arg(card->name, card->subtitle);
    setAccessibleDescription(text);
}

} // namespace gp::views

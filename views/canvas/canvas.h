// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "views/canvas/gesture.h"
#include "views/canvas/tool.h"

#include <QTimer>
#include <QWidget>

class QMimeData;

namespace gp::views {

/// Shows one scene: pan, zoom, pick one or several, drag cards, draw connections, walk with the arrow keys.
/// Knows no model and no store; what the user wants comes out as signals.
class Canvas : public QWidget
{
    Q_OBJECT

public:
    explicit Canvas(QWidget *parent = nullptr);
    ~Canvas() override;

    [[nodiscard]] ScenePtr scene() const { return m_scene; }
    /// Keeps the camera; the first scene is fitted.
    void setScene(ScenePtr scene);
    /// The first of the elements is the one that keys work on.
    void setSelected(const QList<ElementId> &elements, RelationId relation);
    /// Cards can be dragged and connected.
    void setEditable(bool editable) { m_editable = editable; }
    /// Everything else is faded; empty: nothing is.
    void setFocusOn(const QSet<ElementId> &elements);
    /// Says which cards can be connected; until then all can.
    void setJudge(ConnectGesture::Judge judge) { m_judge = std::move(judge); }
    /// What the left button does; back to Select after one use, unless it is sticky.
    void setTool(Tool tool, bool isSticky = false);
    [[nodiscard]] Tool tool() const { return m_tool; }
    [[nodiscard]] bool isToolSticky() const { return m_isToolSticky; }
    /// Begins a connection from the selected card that follows the pointer or the arrow keys until it is
    /// dropped.
    void startConnecting();

    [[nodiscard]] const Camera &camera() const { return m_camera; }
    void setCamera(const Camera &camera);
    /// Goes along with another canvas that is being moved.
    void followCamera(const Camera &camera);
    void fit();
    /// The first scene is not fitted but shown as it was left: this in the middle, so large.
    void startAt(QPointF middle, double scale);
    /// The camera has been somewhere already.
    [[nodiscard]] bool hasCamera() const { return m_fitted; }
    /// What lies over the canvas at its borders, in widget pixels: fit() keeps the picture out of there.
    void setInsets(const QMargins &insets) { m_insets = insets; }
    /// Nothing has moved since all was fitted into sight.
    [[nodiscard]] bool isFitted() const { return m_showsAll; }
    void zoomBy(double factor);
    void setZoom(double scale);
    /// Brings a card into sight, moving as little as needed.
    void reveal(ElementId id);
    void reveal(const QRectF &scene);
    /// Marks what is pointed at elsewhere; what is not here marks nothing.
    void setHovered(ElementId card, RelationId edge);
    /// Has the picture painted though it cannot be seen yet.
    void prepare();
    /// Scenes that are likely to be shown next; big ones are painted beforehand (see Backing::expect).
    void expect(const QList<ScenePtr> &scenes) { m_backing.expect(scenes); }
    /// Something that may be shown next is being painted.
    [[nodiscard]] bool isAhead() const { return m_backing.isAhead(); }
    /// The picture is not the final one yet.
    [[nodiscard]] bool isBusy() const { return m_backing.isBusy() || m_refine.isActive(); }

Q_SIGNALS:
    void elementPicked(gp::ElementId id);
    /// A rubber band, or a click with Shift or Ctrl.
    void elementsPicked(const QList<gp::ElementId> &ids);
    void relationPicked(gp::RelationId id);
    void nothingPicked();
    /// Enter or a double click.
    void elementActivated(gp::ElementId id);
    /// A drag or the keys moved cards to new top left corners; `group` is the element of the frame they were
    /// dropped into from outside, if they were.
    void cardsMoved(const QMap<gp::ElementId, QPoint> &corners, gp::ElementId group);
    /// A connection was drawn; `to` is invalid where it ended at an empty place (`at`, in scene pixels).
    void connectionDrawn(gp::ElementId from, gp::ElementId to, QPoint at);
    /// A double click on the empty canvas.
    void newElementWanted(QPoint at);
    /// The note tool, or its key.
    void newNoteWanted(QPoint at);
    /// A double click on a note (its index in the scene).
    void noteActivated(int note);
    void noteMoved(int note, QPoint to);
    /// A double click on the title of a frame (its index in the scene), or on the card of a folded one.
    void groupActivated(int group);
    void toolChanged();
    /// Something was dragged in from elsewhere.
    void dropped(const QMimeData *data, QPoint at);
    /// The right button, or the menu key: what was under it is picked already.
    void menuWanted(QPoint global, QPoint at);
    void cameraChanged();
    /// What the pointer is on; both are invalid where it is on neither.
    void hovered(gp::ElementId card, gp::RelationId edge);
    /// After the first scene was painted.
    void painted();

protected:
    bool event(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void keyReleaseEvent(QKeyEvent *event) override;
    void leaveEvent(QEvent *event) override;
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dragMoveEvent(QDragMoveEvent *event) override;
    void dropEvent(QDropEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;

private:
    enum class Press { None, Left, Pan };

    [[nodiscard]] diagram::Hit hitAt(QPointF widget) const;
    [[nodiscard]] double pixel() const { return 1.0 / m_camera.scale(); }
    /// The card whose handle is under a point of the widget.
    [[nodiscard]] ElementId handleAt(QPointF widget) const;
    [[nodiscard]] ElementId cardWithHandles() const;
    bool showTip(const QPoint &pos, const QPoint &global);
    void hover(QPointF widget);
    void pick(const diagram::Hit &hit);
    void toggle(ElementId id);
    void walk(int key);
    void walkConnecting(int key);
    void panBy(int key);
    void nudge(int key);
    void storeNudge(); ///< ends a move by keys
    [[nodiscard]] QSet<ElementId> draggedBy(const diagram::Hit &hit) const;
    void startDrag();
    /// What the taken tool does with a press; false: nothing, the button selects.
    bool useTool(QPointF widget);
    void toolUsed();
    bool takeToolKey(int key);
    void showToolCursor();
    void follow(QPointF widget, Qt::KeyboardModifiers keys);
    void endGesture(bool keep);
    void showMenu(QPointF widget, const QPoint &global);
    void moved();
    void paintHighlights(QPainter *painter);
    void paintHandles(QPainter *painter) const;
    void describe();

    ScenePtr m_scene;
    Camera m_camera;
    Backing m_backing;
    QTimer m_refine;
    QList<ElementId> m_selected;
    RelationId m_selectedEdge;
    diagram::Hit m_hovered;
    bool m_editable = true;
    QMargins m_insets;
    bool m_fitted = false;
    bool m_fitPending = false;
    std::optional<std::pair<QPointF, double>> m_start;
    bool m_showsAll = false;
    bool m_painted = false;

    Tool m_tool = Tool::Select;
    bool m_isToolSticky = false;
    Press m_press = Press::None;
    Qt::MouseButton m_button = Qt::NoButton; ///< that began it
    QPointF m_pressed;
    QPointF m_last;
    diagram::Hit m_pressedOn;
    ElementId m_pressedHandle;
    bool m_isSpaceDown = false;
    bool m_hasPanned = false;
    std::unique_ptr<Gesture> m_gesture;
    bool m_isConnectingByKeys = false;
    ElementId m_connectTarget; ///< of a connection by keys
    ConnectGesture::Judge m_judge;
    QTimer m_nudged;
    QPointF m_nudgedBy; ///< by keys, not stored yet
    QSet<ElementId> m_focus;
};

} // namespace gp::views

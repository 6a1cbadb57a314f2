// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "views/canvas/backing.h"

#include <QTimer>
#include <QWidget>

class QNativeGestureEvent;

namespace gp::views {

/// Shows one scene: pan, zoom, pick, drag a card, walk with the arrow keys. Knows no model and no store; what
/// the user wants comes out as signals.
class Canvas : public QWidget
{
    Q_OBJECT

public:
    explicit Canvas(QWidget *parent = nullptr);
    ~Canvas() override;

    [[nodiscard]] ScenePtr scene() const { return m_scene; }
    /// Keeps the camera; the first scene is fitted.
    void setScene(ScenePtr scene);
    void setSelected(ElementId element, RelationId relation);
    /// Cards can be dragged.
    void setMovable(bool movable) { m_movable = movable; }

    [[nodiscard]] const Camera &camera() const { return m_camera; }
    void setCamera(const Camera &camera);
    void fit();
    void zoomBy(double factor);
    void setZoom(double scale);
    /// Brings a card into sight, moving as little as needed.
    void reveal(ElementId id);
    /// The picture is not the final one yet.
    [[nodiscard]] bool isBusy() const { return m_backing.isBusy(); }

Q_SIGNALS:
    void elementPicked(gp::ElementId id);
    void relationPicked(gp::RelationId id);
    void nothingPicked();
    /// Enter or a double click.
    void elementActivated(gp::ElementId id);
    /// A drag ended: the card's new top left corner.
    void cardMoved(gp::ElementId id, QPoint corner);
    void cameraChanged();
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
    void leaveEvent(QEvent *event) override;

private:
    enum class Drag { None, Undecided, Pan, Card };

    [[nodiscard]] diagram::Hit hitAt(QPointF widget) const;
    [[nodiscard]] bool pinch(const QNativeGestureEvent *event);
    bool showTip(const QPoint &pos, const QPoint &global);
    void hover(QPointF widget);
    void pick(const diagram::Hit &hit);
    void walk(int key);
    void startCardDrag();
    void endDrag(bool keep);
    void moved();
    void paintHighlights(QPainter *painter);
    void describe();

    ScenePtr m_scene;
    Camera m_camera;
    Backing m_backing;
    QTimer m_refine;
    ElementId m_selected;
    RelationId m_selectedEdge;
    diagram::Hit m_hovered;
    bool m_movable = true;
    bool m_fitted = false;
    bool m_fitPending = false;
    bool m_painted = false;

    Drag m_drag = Drag::None;
    QPointF m_pressed;
    QPointF m_last;
    ElementId m_dragged;
    ScenePtr m_rest;
    diagram::Scene m_part;
};

} // namespace gp::views

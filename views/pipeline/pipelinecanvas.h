// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/diagram/pipeline.h"
#include "views/canvas/camera.h"

#include <QWidget>

namespace gp::views {

/// Shows the picture of a pipeline, lets one look around in it and point at its parts. Knows no model; says
/// what the user wants with a part.
class PipelineCanvas : public QWidget
{
    Q_OBJECT

public:
    explicit PipelineCanvas(QWidget *parent = nullptr);

    /// The part that was the current one stays it, wherever it stands now.
    void setPicture(const diagram::PipelinePicture &picture);
    [[nodiscard]] const diagram::PipelinePicture &picture() const { return m_picture; }
    /// Every part of this element is marked; where the current part is of another, there is none any more.
    void setSelected(ElementId element);
    void setCurrent(int part);
    [[nodiscard]] int current() const { return m_marked.current; }
    /// Handles to add stages are shown.
    void setEditable(bool editable);

    [[nodiscard]] const Camera &camera() const { return m_camera; }
    /// Nobody has panned or zoomed since it was fitted last.
    [[nodiscard]] bool isFitted() const { return m_isFitted; }
    void fit();
    void zoomBy(double factor);
    void setZoom(double scale);
    void reveal(int part);
    /// In widget pixels; null where it is not shown.
    [[nodiscard]] QPointF addHandle(int part) const;

Q_SIGNALS:
    /// A click or the arrow keys.
    void partPicked(int part);
    void nothingPicked();
    /// Enter or a double click.
    void partActivated(int part);
    /// The right button or the menu key: what was under it is picked already; -1: nothing was.
    void menuWanted(QPoint global, int part);
    /// A stage behind this one; -1: the first.
    void addWanted(int part);
    void renameWanted(int part);
    void removeWanted(int part);
    /// To the left (-1) or to the right (1).
    void moveWanted(int part, int by);
    void cameraChanged();

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
    void focusOutEvent(QFocusEvent *event) override;

private:
    [[nodiscard]] int partAt(QPointF widget) const;
    /// The stage whose handle is under a point; -1 where none is.
    [[nodiscard]] int handleAt(QPointF widget) const;
    [[nodiscard]] QString tipAt(QPointF widget) const;
    [[nodiscard]] bool isStage(int part) const;
    void pick(int part);
    void hover(QPointF widget);
    bool pressArrow(const QKeyEvent *event);
    bool pressForStage(const QKeyEvent *event);
    void moved();
    void paintHandle(QPainter *painter) const;
    void describe();

    diagram::PipelinePicture m_picture;
    diagram::PipelineMarked m_marked;
    Camera m_camera;
    bool m_isEditable = true;
    bool m_isFitted = true;
    bool m_isPanning = false;
    bool m_hasPanned = false;
    bool m_isSpaceDown = false;
    Qt::MouseButton m_button = Qt::NoButton; ///< that is held
    QPointF m_pressed;
    QPointF m_last;
};

} // namespace gp::views

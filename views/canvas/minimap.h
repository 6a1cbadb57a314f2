// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "views/canvas/canvas.h"

#include <QFrame>

namespace gp::views {

/// The whole scene in a corner of its canvas, with a frame around what the canvas shows. A press or a drag
/// takes the canvas there. Hides itself while everything is in sight.
class Minimap : public QFrame
{
    Q_OBJECT

public:
    Minimap(Canvas *canvas, QWidget *parent);

    void setWanted(bool wanted);
    [[nodiscard]] bool isWanted() const { return m_isWanted; }
    /// After the scene, the camera or the size of the canvas changed.
    void refresh();
    /// Where a point of the scene is drawn.
    [[nodiscard]] QPointF toWidget(QPointF scene) const;

protected:
    void paintEvent(QPaintEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void paintPicture();
    void centreOn(QPointF widget);
    [[nodiscard]] double scale() const;
    [[nodiscard]] QRectF bounds() const;

    Canvas *m_canvas;
    bool m_isWanted = true;
    Latest m_painting;
    QImage m_picture;
    ScenePtr m_pictured; ///< the scene in m_picture
    const diagram::Theme *m_theme = nullptr;
};

} // namespace gp::views

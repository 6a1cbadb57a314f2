// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QRectF>
#include <QTransform>

namespace gp::views {

/// Which part of a scene a canvas shows, and how large. A plain value.
class Camera
{
public:
    static constexpr double smallest = 0.002;
    static constexpr double largest = 4.0;

    [[nodiscard]] double scale() const { return m_scale; }
    /// Scene point at the widget's top left corner.
    [[nodiscard]] QPointF origin() const { return m_origin; }

    [[nodiscard]] QPointF toScene(QPointF widget) const { return m_origin + widget / m_scale; }
    [[nodiscard]] QPointF toWidget(QPointF scene) const { return (scene - m_origin) * m_scale; }
    [[nodiscard]] QRectF toScene(const QRectF &widget) const
    {
        return {toScene(widget.topLeft()), widget.size() / m_scale};
    }
    [[nodiscard]] QRectF toWidget(const QRectF &scene) const
    {
        return {toWidget(scene.topLeft()), scene.size() * m_scale};
    }
    [[nodiscard]] QTransform transform() const
    {
        return QTransform::fromTranslate(-m_origin.x(), -m_origin.y()) *
               QTransform::fromScale(m_scale, m_scale);
    }

    void pan(QPointF widgetPixels) { m_origin -= widgetPixels / m_scale; }
    /// Keeps the scene point under `widget` where it is.
    void zoom(double factor, QPointF widget);
    void setScale(double scale, QPointF widget) { zoom(scale / m_scale, widget); }
    /// All of `scene` in the middle of a viewport, never larger than `most`.
    void fit(const QRectF &scene, QSizeF viewport, double margin, double most);
    /// Moves as little as needed for `scene` to be inside, `margin` widget pixels from the border.
    void reveal(const QRectF &scene, QSizeF viewport, double margin);

    friend bool operator==(const Camera &, const Camera &) = default;

private:
    QPointF m_origin;
    double m_scale = 1.0;
};

} // namespace gp::views

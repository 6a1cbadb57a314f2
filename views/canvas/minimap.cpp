// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "views/canvas/minimap.h"

#include "views/style/appearance.h"

#include <QMouseEvent>
#include <QPainter>

using namespace Qt::StringLiterals;

namespace gp::views {

namespace {

constexpr int widest = 208;
constexpr int highest = 136;
constexpr int margin = 8;

} // namespace

Minimap::Minimap(Canvas *canvas, QWidget *parent)
    : QFrame(parent)
    , m_canvas(canvas)
{
    setObjectName(u"popup"_s);
    setAttribute(Qt::WA_StyledBackground);
    setCursor(Qt::PointingHandCursor);
    setAccessibleName(tr("Map of the whole view"));
    setToolTip(tr("Click or drag to go there (M hides the map)"));
    hide();
    connect(canvas, &Canvas::cameraChanged, this, &Minimap::refresh);
}

QRectF Minimap::bounds() const
{
    const auto scene = m_canvas->scene();
    return scene ? scene->bounds : QRectF();
}

double Minimap::scale() const
{
    const QRectF all = bounds();
    if (all.isEmpty())
        return 1;
    return std::min((widest - 2 * margin) / all.width(), (highest - 2 * margin) / all.height());
}

QPointF Minimap::toWidget(QPointF scene) const
{
    return (scene - bounds().topLeft()) * scale() + QPointF(margin, margin);
}

void Minimap::setWanted(bool wanted)
{
    m_isWanted = wanted;
    refresh();
}

void Minimap::refresh()
{
    const QRectF all = bounds();
    const QRectF shown = m_canvas->camera().toScene(QRectF(m_canvas->rect()));
    const bool isOfUse = m_isWanted && !all.isEmpty() && !shown.contains(all) &&
                         m_canvas->width() > 3 * widest && m_canvas->height() > 2 * highest;
    if (!isOfUse) {
        hide();
        return;
    }
    const QSizeF size = all.size() * scale() + QSizeF(2 * margin, 2 * margin);
    resize(size.toSize());
    constexpr int away = 12;
    const QPoint corner = m_canvas->mapTo(parentWidget(), m_canvas->rect().bottomRight());
    move(corner - QPoint(width() + away, height() + away));
    if (m_pictured != m_canvas->scene() || m_theme != &currentTheme())
        paintPicture();
    show();
    raise();
    update();
}

void Minimap::paintPicture()
{
    m_pictured = m_canvas->scene();
    m_theme = &currentTheme();
    const double ratio = devicePixelRatioF();
    m_painting.run(
        this,
        [scene = m_pictured, theme = m_theme, ratio, scale = scale()] {
            QImage image((scene->bounds.size() * scale * ratio).toSize().expandedTo({1, 1}),
                         QImage::Format_ARGB32_Premultiplied);
            image.fill(Qt::transparent);
            QPainter painter(&image);
            painter.scale(scale * ratio, scale * ratio);
            painter.translate(-scene->bounds.topLeft());
            diagram::PaintOptions options;
            options.background = false;
            diagram::paint(painter, *scene, *theme, options);
            painter.end();
            image.setDevicePixelRatio(ratio);
            return image;
        },
        [this](const QImage &image) {
            m_picture = image;
            update();
        });
}

void Minimap::paintEvent(QPaintEvent *event)
{
    QFrame::paintEvent(event);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    if (!m_picture.isNull())
        painter.drawImage(QPointF(margin, margin), m_picture);
    const QRectF shown = m_canvas->camera().toScene(QRectF(m_canvas->rect()));
    const QRectF frame = QRectF(toWidget(shown.topLeft()), shown.size() * scale())
                             .intersected(QRectF(rect()).adjusted(2, 2, -2, -2));
    QColor ground = currentTheme().accent;
    constexpr int faint = 28;
    ground.setAlpha(faint);
    painter.setPen(QPen(currentTheme().accent, 1.5));
    painter.setBrush(ground);
    painter.drawRoundedRect(frame, 3, 3);
}

void Minimap::centreOn(QPointF widget)
{
    const QPointF scene = (widget - QPointF(margin, margin)) / scale() + bounds().topLeft();
    Camera camera = m_canvas->camera();
    camera.pan(QRectF(m_canvas->rect()).center() - camera.toWidget(scene));
    m_canvas->setCamera(camera);
}

void Minimap::mousePressEvent(QMouseEvent *event)
{
    if (event->button() == Qt::LeftButton)
        centreOn(event->position());
}

void Minimap::mouseMoveEvent(QMouseEvent *event)
{
    if (event->buttons() & Qt::LeftButton)
        centreOn(event->position());
}

void Minimap::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::StyleChange)
        refresh();
    QFrame::changeEvent(event);
}

} // namespace gp::views

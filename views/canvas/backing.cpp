// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "views/canvas/backing.h"

#include <QElapsedTimer>

namespace gp::views {

namespace {
// What may be painted within the event that asks for it: half of a frame at 60 Hz.
constexpr double budget = 8.0;
constexpr qsizetype smallScene = 150;
// So much more than the viewport is painted on each side, that a short pan shows no border.
constexpr double apron = 0.2;
} // namespace

bool Backing::fits(const Picture &picture, const Wish &wish)
{
    return picture.scene == wish.scene && picture.theme == wish.theme && picture.ratio == wish.ratio &&
           picture.scale == wish.camera.scale() && picture.focus == wish.focus &&
           picture.area.contains(wish.camera.toScene(QRectF({}, wish.viewport)));
}

void Backing::replace(const Picture &picture)
{
    constexpr qsizetype mostEarlier = 2; // a picture of a full screen takes some 20 MB
    if (m_picture.scene && m_picture.scene != picture.scene)
        m_earlier.prepend(m_picture);
    m_earlier.removeIf([&](const Picture &each) { return each.scene == picture.scene; });
    m_earlier.resize(std::min(m_earlier.size(), mostEarlier));
    m_picture = picture;
}

void Backing::update(const Wish &wish)
{
    if (!wish.scene || wish.viewport.isEmpty() || fits(m_picture, wish))
        return;
    m_wish = wish;
    const auto earlier =
        std::ranges::find_if(m_earlier, [&](const Picture &picture) { return fits(picture, wish); });
    if (earlier != m_earlier.end()) {
        m_latest.drop();
        replace(Picture(*earlier));
        return;
    }
    const bool known = m_picture.scene && m_picture.scene->cards.size() == wish.scene->cards.size();
    const bool isQuick = known ? m_picture.milliseconds < budget : wish.scene->cards.size() <= smallScene;
    if (isQuick) {
        m_latest.drop();
        replace(paint(wish));
        return;
    }
    if (m_latest.isRunning())
        return; // the newest wish is looked at when that one is done
    m_latest.run(
        this, [wish] { return paint(wish); },
        [this](const Picture &picture) {
            replace(picture);
            Q_EMIT ready();
            update(Wish(m_wish));
        });
}

Backing::Picture Backing::paint(const Wish &wish)
{
    QElapsedTimer timer;
    timer.start();
    Picture picture;
    picture.scene = wish.scene;
    picture.theme = wish.theme;
    picture.scale = wish.camera.scale();
    picture.ratio = wish.ratio;
    picture.focus = wish.focus;

    const double pixels = picture.scale * wish.ratio;
    const QSizeF extra = wish.viewport * apron;
    const QRectF widget =
        QRectF({}, wish.viewport).adjusted(-extra.width(), -extra.height(), extra.width(), extra.height());
    const QRectF wanted = wish.camera.toScene(widget);
    const QSize size((QSizeF(wanted.size()) * pixels).toSize().expandedTo({1, 1}));
    picture.area = QRectF(wanted.topLeft(), QSizeF(size) / pixels);
    picture.image = QImage(size, QImage::Format_RGB32);
    picture.image.fill(wish.theme->canvas);
    QPainter painter(&picture.image);
    painter.setRenderHints(QPainter::Antialiasing | QPainter::TextAntialiasing);
    painter.scale(pixels, pixels);
    painter.translate(-picture.area.topLeft());
    diagram::PaintOptions options;
    options.visible = picture.area;
    options.focus = wish.focus;
    diagram::paint(painter, *wish.scene, *wish.theme, options);
    painter.end();
    picture.image.setDevicePixelRatio(picture.ratio);
    picture.milliseconds = double(timer.nsecsElapsed()) / 1e6;
    return picture;
}

void Backing::draw(QPainter *painter, const Camera &camera) const
{
    if (m_picture.image.isNull())
        return;
    const bool isExact = m_picture.scale == camera.scale();
    painter->setRenderHint(QPainter::SmoothPixmapTransform, !isExact);
    const QRectF target = camera.toWidget(m_picture.area);
    if (isExact) {
        // On whole device pixels, so that text stays sharp.
        const QPointF corner(std::round(target.x() * m_picture.ratio) / m_picture.ratio,
                             std::round(target.y() * m_picture.ratio) / m_picture.ratio);
        painter->drawImage(corner, m_picture.image);
    } else {
        painter->drawImage(target, m_picture.image);
    }
}

} // namespace gp::views

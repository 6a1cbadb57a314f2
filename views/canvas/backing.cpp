// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "views/canvas/backing.h"

#include <QElapsedTimer>
#include <QThread>

#include <atomic>
#include <thread>
#include <vector>

namespace gp::views {

namespace {
// What may be painted within the event that asks for it: half of a frame at 60 Hz.
constexpr double budget = 8.0;
constexpr qsizetype smallScene = 150;
// So much more than the viewport is painted on each side, that a short pan shows no border.
constexpr double apron = 0.2;
// A picture of a full screen takes some 20 MB, one of a large sharp screen 60.
constexpr qsizetype mostKept = 160'000'000;

struct Rows
{
    int first = 0;
    int count = 0;
};

int painters()
{
    return std::clamp(QThread::idealThreadCount(), 1, 8);
}

/// A big picture is painted in bands, side by side: several for each who paints, as some hold more than
/// others.
QList<Rows> bandsOf(int height, qsizetype cards)
{
    const int count = cards <= smallScene ? 1 : 3 * painters();
    QList<Rows> bands;
    for (int i = 0; i < count; ++i) {
        const int first = height * i / count;
        bands.append({first, height * (i + 1) / count - first});
    }
    bands.removeIf([](const Rows &rows) { return rows.count == 0; });
    return bands;
}
} // namespace

bool Backing::fits(const Picture &picture, const Wish &wish)
{
    return picture.scene == wish.scene && picture.theme == wish.theme && picture.ratio == wish.ratio &&
           picture.scale == wish.camera.scale() && picture.focus == wish.focus &&
           picture.area.contains(wish.camera.toScene(QRectF({}, wish.viewport)));
}

bool Backing::isNearBorder(const Picture &picture, const Wish &wish)
{
    const QSizeF near = wish.viewport * (apron / 2);
    const QRectF around =
        QRectF({}, wish.viewport).adjusted(-near.width(), -near.height(), near.width(), near.height());
    return !picture.area.contains(wish.camera.toScene(around));
}

void Backing::keep(const Picture &picture)
{
    m_kept.removeIf([&](const Picture &each) { return each.scene == picture.scene; });
    m_kept.prepend(picture);
    qsizetype bytes = 0;
    qsizetype count = 0;
    while (count < m_kept.size() && (bytes += m_kept.at(count).image.sizeInBytes()) <= mostKept)
        ++count;
    m_kept.resize(std::max<qsizetype>(count, 1));
}

void Backing::replace(const Picture &picture)
{
    if (m_picture.scene && m_picture.scene != picture.scene)
        keep(m_picture);
    m_kept.removeIf([&](const Picture &each) { return each.scene == picture.scene; });
    m_picture = picture;
}

void Backing::expect(const QList<ScenePtr> &scenes)
{
    m_expected = scenes;
    // What nobody will ask for again holds its scene, too.
    m_kept.removeIf([&](const Picture &each) { return !scenes.contains(each.scene); });
    paintAhead();
}

void Backing::paintAhead()
{
    if (m_latest.isRunning() || m_ahead.isRunning() || !m_wish.scene || !fits(m_picture, m_wish))
        return;
    // No more than there is room for, or they would push each other out for ever.
    const qsizetype most = mostKept / std::max<qsizetype>(m_picture.image.sizeInBytes(), 1);
    for (const auto &scene : m_expected.first(std::min(most, m_expected.size()))) {
        Wish wish = m_wish;
        wish.scene = scene;
        const bool isKept =
            std::ranges::any_of(m_kept, [&](const Picture &picture) { return fits(picture, wish); });
        // A scene that is painted within one event needs no picture beforehand.
        if (scene == m_picture.scene || scene->cards.size() <= smallScene || isKept)
            continue;
        m_aheadOf = wish;
        m_aheadStop = std::stop_source();
        m_ahead.run(
            this, [wish, stop = m_aheadStop.get_token()] { return paint(wish, stop); },
            [this](const Picture &picture) {
                m_aheadOf = {};
                if (m_isAwaited) {
                    m_isAwaited = false;
                    replace(picture);
                    Q_EMIT ready();
                } else if (picture.scene != m_picture.scene) {
                    keep(picture);
                }
                paintAhead();
            });
        return;
    }
}

void Backing::update(const Wish &wish)
{
    m_isAwaited = false;
    if (!wish.scene || wish.viewport.isEmpty())
        return;
    m_wish = wish;
    const bool known = m_picture.scene && m_picture.scene->cards.size() == wish.scene->cards.size();
    const bool isQuick = known ? m_picture.milliseconds < budget : wish.scene->cards.size() <= smallScene;
    if (fits(m_picture, wish)) {
        // Whoever pans on sees no border, if what lies ahead is painted before it is reached.
        if (!isQuick && isNearBorder(m_picture, wish) && !m_ahead.isRunning())
            paintLater();
        return;
    }
    const auto kept =
        std::ranges::find_if(m_kept, [&](const Picture &picture) { return fits(picture, wish); });
    if (kept != m_kept.end()) {
        m_latest.drop();
        replace(Picture(*kept));
        return;
    }
    if (isQuick) {
        m_latest.drop();
        replace(paint(wish));
        if (m_picture.milliseconds >= budget)
            paintAhead();
        return;
    }
    // Painting twice at a time takes twice as long.
    if (m_ahead.isRunning() && m_aheadOf == wish) {
        m_isAwaited = true;
        return;
    }
    m_aheadStop.request_stop();
    m_ahead.drop();
    m_aheadOf = {};
    paintLater();
}

void Backing::paintLater()
{
    if (m_latest.isRunning())
        return; // the newest wish is looked at when that one is done
    m_latest.run(
        this, [wish = m_wish] { return paint(wish); },
        [this](const Picture &picture) {
            replace(picture);
            Q_EMIT ready();
            update(Wish(m_wish));
            paintAhead();
        });
}

Backing::Picture Backing::paint(const Wish &wish, const std::stop_token &stop)
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
    uchar *bits = picture.image.bits();
    const auto paintRows = [&](const Rows &rows) {
        QImage band(bits + rows.first * picture.image.bytesPerLine(), size.width(), rows.count,
                    picture.image.bytesPerLine(), QImage::Format_RGB32);
        band.fill(wish.theme->canvas);
        QPainter painter(&band);
        painter.setRenderHints(QPainter::Antialiasing | QPainter::TextAntialiasing);
        painter.translate(0, -rows.first);
        painter.scale(pixels, pixels);
        painter.translate(-picture.area.topLeft());
        diagram::PaintOptions options;
        options.visible = QRectF(picture.area.x(), picture.area.y() + rows.first / pixels,
                                 picture.area.width(), rows.count / pixels);
        options.focus = wish.focus;
        diagram::paint(painter, *wish.scene, *wish.theme, options);
    };
    {
        // Threads of their own: this may be one of the global pool, and if all of its threads waited here for
        // each other's bands, none would ever be painted.
        const QList<Rows> bands = bandsOf(size.height(), wish.scene->cards.size());
        std::atomic<qsizetype> next = 0;
        const auto work = [&] {
            for (qsizetype i = next++; i < bands.size() && !stop.stop_requested(); i = next++)
                paintRows(bands.at(i));
        };
        std::vector<std::jthread> others;
        others.reserve(std::size_t(painters()));
        for (int i = 1; i < painters() && i < bands.size(); ++i)
            others.emplace_back(work);
        work();
    }
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

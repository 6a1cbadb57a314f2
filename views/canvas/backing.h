// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/diagram/painter.h"
#include "views/canvas/camera.h"
#include "views/session/background.h"

#include <QImage>
#include <QObject>

#include <stop_token>

namespace gp::views {

using ScenePtr = std::shared_ptr<const diagram::Scene>;

/// The picture of a scene that a canvas blits while it is panned and zoomed, and paints anew a moment later.
/// A scene that takes longer than a fraction of a frame is painted on the thread pool; until it is done the
/// old picture stays.
class Backing : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    struct Wish
    {
        ScenePtr scene;
        const diagram::Theme *theme = nullptr;
        Camera camera;
        QSizeF viewport;
        double ratio = 1.0;    ///< device pixels a widget pixel
        QSet<ElementId> focus; ///< see diagram::PaintOptions
        friend bool operator==(const Wish &, const Wish &) = default;
    };

    /// Makes the picture right for `wish`, now or later.
    void update(const Wish &wish);
    /// Scenes that are likely to be wanted next: while nothing else is painted, pictures of them are made for
    /// the last wish's camera, as many as may be kept.
    void expect(const QList<ScenePtr> &scenes);
    [[nodiscard]] bool isAhead() const { return m_ahead.isRunning(); }
    [[nodiscard]] bool hasPicture() const { return !m_picture.image.isNull(); }
    /// Blits what there is.
    void draw(QPainter *painter, const Camera &camera) const;
    [[nodiscard]] bool isBusy() const { return m_latest.isRunning() || m_isAwaited; }

Q_SIGNALS:
    void ready();

private:
    struct Picture
    {
        QImage image;
        QRectF area; ///< in scene pixels
        ScenePtr scene;
        const diagram::Theme *theme = nullptr;
        double scale = 0;
        double ratio = 0;
        QSet<ElementId> focus;
        double milliseconds = 0;
    };

    [[nodiscard]] static bool fits(const Picture &picture, const Wish &wish);
    /// Of one that fits: less than half of what is painted around the viewport is left at a side.
    [[nodiscard]] static bool isNearBorder(const Picture &picture, const Wish &wish);
    /// The picture of m_wish, on the thread pool.
    void paintLater();
    /// What was stopped is no picture.
    [[nodiscard]] static Picture paint(const Wish &wish, const std::stop_token &stop = {});
    void replace(const Picture &picture);
    void keep(const Picture &picture);
    void paintAhead();

    Picture m_picture;
    QList<Picture> m_kept; ///< who flips between two states waits for neither
    QList<ScenePtr> m_expected;
    Latest m_latest;
    Latest m_ahead;
    Wish m_aheadOf;
    std::stop_source m_aheadStop;
    bool m_isAwaited = false; ///< what is painted ahead is wanted now
    Wish m_wish;
};

} // namespace gp::views

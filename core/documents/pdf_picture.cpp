// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "core/documents/pdf_picture.h"

#include "core/diagram/theme.h"
#include "core/documents/pdf_blocks.h"

#include <QSvgRenderer>

namespace gp::documents::pdf {

namespace {

constexpr double largest = 0.75 * pt;      ///< of one pixel: as on a screen
constexpr double roomForHeading = 34 * pt; ///< above a picture that fills a page
constexpr double captionGap = 5 * pt;
constexpr double leastShrinking = 0.72; ///< so much smaller a picture may get to fit on the page

/// Of one pixel. `below`: what the caption takes.
double scaleOn(bool isLandscape, QSizeF size, double width, double below)
{
    const double room = Sheet::of(isLandscape).body.height() - roomForHeading - below;
    return std::min({largest, width / size.width(), room / size.height()});
}

constexpr double captionLine = 12.5 * pt;

} // namespace

double textSizeOnPage(QSizeF size, int smallest)
{
    double scale = 0;
    for (const bool isLandscape : {false, true})
        scale = std::max(
            scale, scaleOn(isLandscape, size, Sheet::of(isLandscape).body.width(), captionGap + captionLine));
    return smallest * scale / pt;
}

std::shared_ptr<const Picture> readPicture(const QByteArray &bytes)
{
    auto picture = std::make_shared<Picture>();
    if (bytes.trimmed().startsWith('<')) { // the plug-in for images would make pixels of it
        picture->svg = std::make_shared<QSvgRenderer>(bytes);
        picture->size = picture->svg->isValid() ? QSizeF(picture->svg->defaultSize()) : QSizeF();
    } else {
        picture->pixels = QImage::fromData(bytes);
        picture->size = picture->pixels.size();
    }
    return picture->size.isEmpty() ? nullptr : picture;
}

Figure layOutPicture(const std::shared_ptr<const Picture> &picture, const QString &caption, double left,
                     double width, int smallest, bool mayTurn)
{
    const Look look{8.5 * pt, captionLine,  QFont::Normal, diagram::Theme::light().muted,
                    false,    Qt::AlignLeft};
    const QSizeF size = picture->size;
    const Text words = layOut(caption, look, width);
    const double below = caption.trimmed().isEmpty() ? 0 : captionGap + words.height();
    Figure figure;
    double scale = scaleOn(false, size, width, below);
    const double turned = scaleOn(true, size, Sheet::of(true).body.width() - left, below);
    const auto textSize = [&] { return smallest * scale / pt; };
    if (mayTurn && smallest > 0 && textSize() < leastReadable && turned > scale * 1.02) {
        scale = turned;
        figure.piece.isLandscape = true;
    }
    figure.textSize = textSize();
    const QSizeF placed = size * scale;
    Piece &piece = figure.piece;
    piece.before = 6 * pt;
    piece.height = placed.height() + below;
    piece.after = 16 * pt;
    piece.items.append(PictureItem{picture, QRectF(QPointF(left, 0), placed)});
    if (below > 0)
        piece.items.append(TextItem{words, 0, words.count, QPointF(left, placed.height() + captionGap)});
    const double readable = smallest > 0 ? leastReadable / figure.textSize : 0;
    const double least = std::max(leastShrinking, readable);
    if (least < 1)
        piece.least = placed.height() * least + below;
    return figure;
}

} // namespace gp::documents::pdf

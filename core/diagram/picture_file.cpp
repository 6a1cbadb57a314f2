// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "core/diagram/picture_file.h"
#include "core/diagram/svg_text.h"

#include <QBuffer>
#include <QSvgGenerator>

#include <png.h>

#include <cmath>

using namespace Qt::StringLiterals;

namespace gp::diagram {

namespace {

constexpr double mostPixels = 400e6;

/// QSvgGenerator escapes what is markup, and writes what no XML may hold.
QString legalXml(QString text)
{
    return text.removeIf([](QChar c) {
        return c.category() == QChar::Other_Control || c == QChar(0xFFFE) || c == QChar(0xFFFF);
    });
}

} // namespace

Result<QByteArray> svgFile(QSize size, const QString &title, const QString &description, QPointF offset,
                           const PaintArea &paintArea)
{
    QBuffer buffer;
    buffer.open(QIODevice::WriteOnly);
    QSvgGenerator generator;
    generator.setOutputDevice(&buffer);
    generator.setSize(size);
    generator.setViewBox(QRectF(QPointF(0, 0), QSizeF(size)));
    generator.setResolution(96);
    generator.setTitle(legalXml(title));
    generator.setDescription(legalXml(description));
    QPainter painter;
    if (!painter.begin(&generator))
        return fail(ErrorCode::Internal, u"The SVG picture could not be begun."_s);
    QList<TextRun> texts;
    paintArea(painter, &texts);
    painter.end();
    QByteArray svg = buffer.data();
    const qsizetype end = svg.lastIndexOf("</svg>");
    if (end < 0 || !svg.contains("<svg width"))
        return fail(ErrorCode::Internal, u"The SVG picture could not be written."_s);
    svg.insert(end, svgText(texts, offset));
    // QSvgGenerator gives millimetres, which a browser shows at another size than the picture's pixels.
    const qsizetype head = svg.indexOf("<svg width");
    const qsizetype box = svg.indexOf("viewBox", head);
    const QByteArray pixels = "<svg role=\"img\" width=\"" + QByteArray::number(size.width()) +
                              "\" height=\"" + QByteArray::number(size.height()) + "\"\n ";
    svg.replace(head, box - head, pixels);
    return svg;
}

Result<QImage> imageOf(QSizeF area, double scale, const PaintArea &paintArea)
{
    const double pixels = area.width() * scale * area.height() * scale;
    if (!(scale > 0) || !std::isfinite(pixels) || pixels > mostPixels)
        return fail(
            ErrorCode::Refused,
            u"The picture would have %1 megapixels at this scale; 400 is the limit. Export it as SVG, or at a smaller scale."_s
                .arg(pixels / 1e6, 0, 'f', 0));
    QImage image(QSize(static_cast<int>(std::ceil(area.width() * scale)),
                       static_cast<int>(std::ceil(area.height() * scale))),
                 QImage::Format_RGB32);
    if (image.isNull())
        return fail(ErrorCode::Internal, u"There is not enough memory for this picture."_s);
    image.fill(Theme::light().canvas);
    QPainter painter(&image);
    painter.scale(scale, scale);
    paintArea(painter, nullptr);
    painter.end();
    return image;
}

Result<QByteArray> pngFile(QSizeF area, double scale, const PaintArea &paintArea)
{
    const auto image = imageOf(area, scale, paintArea);
    if (!image)
        return std::unexpected(image.error());
    // Not by QImage: that tries five filters on each row, which for flat colours takes most of the time that
    // publishing takes, and makes the file a tenth smaller.
    const QImage pixels = image->convertToFormat(QImage::Format_RGB888);
    png_image png{};
    png.version = PNG_IMAGE_VERSION;
    png.width = static_cast<png_uint_32>(pixels.width());
    png.height = static_cast<png_uint_32>(pixels.height());
    png.format = PNG_FORMAT_RGB;
    png.flags = PNG_IMAGE_FLAG_FAST;
    png_alloc_size_t size = PNG_IMAGE_PNG_SIZE_MAX(png);
    QByteArray file(static_cast<qsizetype>(size), Qt::Uninitialized);
    const auto stride = static_cast<png_int_32>(pixels.bytesPerLine());
    if (png_image_write_to_memory(&png, file.data(), &size, 0, pixels.constBits(), stride, nullptr) == 0)
        return fail(ErrorCode::Internal,
                    u"The picture could not be written as PNG: %1."_s.arg(QString::fromLatin1(png.message)));
    file.resize(static_cast<qsizetype>(size));
    file.squeeze();
    return file;
}

} // namespace gp::diagram

// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "core/diagram/picture_file.h"
#include "core/diagram/svg_text.h"

#include <QBuffer>
#include <QSvgGenerator>

#include <png.h>

#include <cmath>
#include <csetjmp>
#include <new>

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

/// What libpng calls; nothing may be thrown through it, so an error jumps back to where the writing began.
struct PngFile
{
    QByteArray bytes;
    QByteArray error;

    static void append(png_structp png, png_bytep data, png_size_t size)
    {
        if (!static_cast<PngFile *>(png_get_io_ptr(png))->tryAppend(data, static_cast<qsizetype>(size)))
            png_error(png, "there is not enough memory");
    }
    bool tryAppend(const png_byte *data, qsizetype size) noexcept
    {
        try {
            bytes.append(reinterpret_cast<const char *>(data), size);
            return true;
        } catch (const std::bad_alloc &) {
            return false;
        }
    }
    static void flush(png_structp) {}
    static void fail(png_structp png, png_const_charp message)
    {
        static_cast<PngFile *>(png_get_error_ptr(png))->error = message;
        png_longjmp(png, 1);
    }
    static void warn(png_structp, png_const_charp) {}
};

/// Row by row from where it lies: a copy of 400 megapixels takes 1.2 GB.
bool writeRows(png_structp png, png_infop info, const QImage &image)
{
    if (setjmp(png_jmpbuf(png)) != 0)
        return false;
    png_set_IHDR(png, info, static_cast<png_uint_32>(image.width()), static_cast<png_uint_32>(image.height()),
                 8, PNG_COLOR_TYPE_RGB, PNG_INTERLACE_NONE, PNG_COMPRESSION_TYPE_DEFAULT,
                 PNG_FILTER_TYPE_DEFAULT);
    png_set_sRGB(png, info, PNG_sRGB_INTENT_PERCEPTUAL);
    png_write_info(png, info);
    // Not as QImage does it: that tries five filters on each row, which for flat colours takes most of the
    // time that publishing takes, and makes the file a tenth smaller.
    constexpr int quick = 3;
    png_set_filter(png, PNG_FILTER_TYPE_BASE, PNG_NO_FILTERS);
    png_set_compression_level(png, quick);
    png_set_filler(png, 0, PNG_FILLER_AFTER);
    png_set_bgr(png);
    for (int row = 0; row < image.height(); ++row)
        png_write_row(png, image.constScanLine(row));
    png_write_end(png, info);
    return true;
}

/// Of an image in Format_RGB32.
Result<QByteArray> pngOf(const QImage &image)
{
    PngFile file;
    png_structp png = png_create_write_struct(PNG_LIBPNG_VER_STRING, &file, PngFile::fail, PngFile::warn);
    png_infop info = png ? png_create_info_struct(png) : nullptr;
    bool written = false;
    if (info) {
        png_set_write_fn(png, &file, PngFile::append, PngFile::flush);
        written = writeRows(png, info, image);
    }
    png_destroy_write_struct(&png, &info);
    if (!written)
        return fail(ErrorCode::Internal,
                    u"The picture could not be written as PNG: %1."_s.arg(QString::fromLatin1(file.error)));
    return file.bytes;
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
    return pngOf(*image);
}

} // namespace gp::diagram

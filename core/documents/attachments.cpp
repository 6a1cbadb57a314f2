// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "core/documents/attachments.h"

#include "core/documents/markdown.h"

#include <QBuffer>
#include <QColorSpace>
#include <QImage>
#include <QImageReader>
#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace gp::documents {

namespace {

constexpr int longestSide = 16'384;               // pixels
constexpr qint64 mostPixels = 64LL * 1024 * 1024; // 256 MiB once decoded

const QRegularExpression &linkPattern()
{
    static const QRegularExpression link(
        u"!\\[((?:[^\\]\\\\]|\\\\.)*)\\]\\(attachment:([A-Za-z0-9][A-Za-z0-9._-]*)\\s*\\)"_s);
    return link;
}

Result<Picture> unreadable(const QString &why)
{
    return fail(ErrorCode::Unreadable, why);
}

/// What the bytes are by their first ones; empty: neither.
QString mediaTypeOf(const QByteArray &bytes)
{
    if (bytes.startsWith("\x89PNG\r\n\x1a\n"))
        return u"image/png"_s;
    return bytes.startsWith("\xff\xd8\xff") ? u"image/jpeg"_s : QString();
}

/// Decodes; what the header says is looked at before any memory is taken.
Result<QImage> decoded(const QByteArray &bytes)
{
    const QString type = mediaTypeOf(bytes);
    if (type.isEmpty())
        return fail(ErrorCode::Unreadable, u"This is no PNG and no JPEG picture."_s);
    QBuffer buffer;
    buffer.setData(bytes);
    buffer.open(QIODevice::ReadOnly);
    QImageReader reader(&buffer, type == "image/png"_L1 ? "png" : "jpeg");
    reader.setAutoDetectImageFormat(false);
    reader.setAutoTransform(true);
    const QSize size = reader.size();
    if (size.isEmpty())
        return fail(ErrorCode::Unreadable, u"The picture cannot be read."_s);
    if (size.width() > longestSide || size.height() > longestSide ||
        qint64(size.width()) * size.height() > mostPixels)
        return fail(
            ErrorCode::Refused,
            u"The picture has %1 × %2 pixels; that is too large."_s.arg(size.width()).arg(size.height()));
    QImage image = reader.read();
    if (image.isNull())
        return fail(ErrorCode::Unreadable, u"The picture cannot be read: %1"_s.arg(reader.errorString()));
    return image;
}

QByteArray encoded(const QImage &image, const char *format, int quality)
{
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    return image.save(&buffer, format, quality) ? bytes : QByteArray();
}

} // namespace

Result<Picture> preparePicture(const QByteArray &file)
{
    constexpr int quality = 88; // of a JPEG: no blocks to be seen
    auto read = decoded(file);
    if (!read)
        return std::unexpected(read.error());
    QImage image = *read;
    if (image.width() > widestPicture)
        image = image.scaledToWidth(widestPicture, Qt::SmoothTransformation);
    // Texts, comments and colour profiles of the file stay behind.
    for (const QString &key : image.textKeys())
        image.setText(key, {});
    if (image.colorSpace().isValid())
        image.convertToColorSpace(QColorSpace(QColorSpace::SRgb));
    image.setColorSpace(QColorSpace());
    Picture picture{encoded(image, "PNG", -1), u"image/png"_s, image.size()};
    if (mediaTypeOf(file) == "image/jpeg"_L1) {
        const QByteArray jpeg = encoded(image, "JPEG", quality);
        if (!jpeg.isEmpty() && (picture.bytes.isEmpty() || jpeg.size() < picture.bytes.size()))
            picture = {jpeg, u"image/jpeg"_s, image.size()};
    }
    if (picture.bytes.isEmpty())
        return fail(ErrorCode::Unreadable, u"The picture cannot be encoded."_s);
    if (picture.bytes.size() > largestPicture)
        return fail(ErrorCode::Refused,
                    u"The picture takes %1 MiB; at most %2 MiB fit. Make it smaller first."_s
                        .arg(double(picture.bytes.size()) / (1024 * 1024), 0, 'f', 1)
                        .arg(largestPicture / (1024 * 1024)));
    return picture;
}

Result<QString> attach(Draft &draft, const Picture &picture, const QString &name)
{
    const QString words = name.simplified().left(120);
    const QString data = QString::fromLatin1(picture.bytes.toBase64());
    const QString wanted = slug(words).left(60).isEmpty() ? u"picture"_s : slug(words).left(60);
    QString key = wanted;
    for (int number = 2; const Record *there = draft.model().record(u"attachment"_s, key); ++number) {
        if (there->properties.value(u"data"_s).toString() == data)
            return key;
        key = wanted + u'-' + QString::number(number);
    }
    const auto added = draft.addRecord(u"attachment"_s, key,
                                       {{u"name"_s, words.isEmpty() ? key : words},
                                        {u"media_type"_s, picture.mediaType},
                                        {u"data"_s, data}});
    if (!added)
        return std::unexpected(added.error());
    return key;
}

Result<Picture> pictureOf(const Record &attachment)
{
    const QString data = attachment.properties.value(u"data"_s).toString();
    const QString called = u"The attachment '%1'"_s.arg(attachment.key);
    // A project that came from elsewhere may hold anything.
    if (data.size() > 2 * largestPicture)
        return unreadable(u"%1 is too large."_s.arg(called));
    const auto bytes = QByteArray::fromBase64Encoding(data.simplified().remove(u' ').toLatin1(),
                                                      QByteArray::AbortOnBase64DecodingErrors);
    if (!bytes || bytes.decoded.isEmpty())
        return unreadable(u"%1 holds no base64."_s.arg(called));
    const QString type = mediaTypeOf(bytes.decoded);
    if (type.isEmpty() || type != attachment.properties.value(u"media_type"_s).toString())
        return unreadable(u"%1 is not the PNG or JPEG that it says it is."_s.arg(called));
    const auto image = decoded(bytes.decoded);
    if (!image)
        return unreadable(u"%1 cannot be shown: %2"_s.arg(called, image.error().message));
    return Picture{bytes.decoded, type, image->size()};
}

QStringList attachmentsIn(const QString &markdown)
{
    QStringList keys;
    for (auto it = linkPattern().globalMatch(markdown); it.hasNext();)
        keys.append(it.next().captured(2));
    keys.removeDuplicates();
    return keys;
}

QString withAttachments(const QString &markdown, const std::function<QString(const QString &)> &place)
{
    QString result;
    qsizetype end = 0;
    for (auto it = linkPattern().globalMatch(markdown); it.hasNext();) {
        const auto match = it.next();
        const QString address = place(match.captured(2));
        result += QStringView(markdown).sliced(end, match.capturedStart() - end);
        result += address.isEmpty() ? match.captured(1) : u"![%1](%2)"_s.arg(match.captured(1), address);
        end = match.capturedEnd();
    }
    return result.append(QStringView(markdown).sliced(end));
}

qsizetype pictureBytes(const Record &attachment)
{
    return attachment.properties.value(u"data"_s).toString().size() / 4 * 3;
}

} // namespace gp::documents

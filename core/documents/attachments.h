// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/model/draft.h"

#include <QByteArray>
#include <QSize>

/// Pictures that people put into texts: records of kind `attachment`, named in Markdown as
/// `![words](attachment:KEY)`.
namespace gp::documents {

inline constexpr int widestPicture = 2400;                     ///< pixels; wider ones are made smaller
inline constexpr qsizetype largestPicture = 4LL * 1024 * 1024; ///< bytes, as stored

struct Picture
{
    QByteArray bytes;  ///< of a PNG or JPEG file
    QString mediaType; ///< "image/png" or "image/jpeg"
    QSize size;        ///< pixels

    [[nodiscard]] QString suffix() const
    {
        return mediaType == QLatin1String("image/jpeg") ? QStringLiteral("jpg") : QStringLiteral("png");
    }
};

/// A PNG or JPEG that somebody hands in, decoded and encoded anew, so that nothing but pixels is kept.
/// Refused, with the reason in a sentence: another format, not readable, or too large even then.
[[nodiscard]] Result<Picture> preparePicture(const QByteArray &file);

/// Adds the record; returns its key, made from `name`. The same picture under the same name is not added
/// again.
[[nodiscard]] Result<QString> attach(Draft &draft, const Picture &picture, const QString &name);

/// What a record of kind attachment holds. Unreadable where it is no base64, no PNG or JPEG as it says, or of
/// a size that no picture here has.
[[nodiscard]] Result<Picture> pictureOf(const Record &attachment);

/// Keys that a Markdown text names, each once, in their order.
[[nodiscard]] QStringList attachmentsIn(const QString &markdown);

/// The text with every attachment as `place` has it: given a key, the address of the picture; empty: only the
/// words stay.
[[nodiscard]] QString withAttachments(const QString &markdown,
                                      const std::function<QString(const QString &key)> &place);

/// Bytes of the picture, roughly, without reading it: for lists.
[[nodiscard]] qsizetype pictureBytes(const Record &attachment);

} // namespace gp::documents

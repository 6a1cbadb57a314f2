// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QHash>
#include <QMap>
#include <QSet>
#include <QString>
#include <QVariantHash>

namespace gp::documents {

/// The body of a page made from Markdown, and its headings.
struct HtmlBody
{
    QString html;
    QVariantList toc; ///< {level, anchor, title}; levels 2 and 3
};

/// What pages that stand together in one file know of each other.
struct OneFile
{
    QHash<QByteArray, QString> pictures; ///< ids of those that are there already, by their bytes
};

/// Markdown to the inside of a page: headings get anchors, answers and states get badges, wide tables scroll,
/// pictures of `pictures` (by path relative to the output folder) are put in, and links to Markdown files in
/// `documents` (paths without suffix) lead to their HTML. `path` is where the page stands.
/// In one file with others, an anchor is "path:anchor", a page itself "path", links lead there, and a picture
/// that is in the file already is a link of the class "again" to it.
[[nodiscard]] HtmlBody htmlBody(const QString &markdown, const QString &path,
                                const QMap<QString, QByteArray> &pictures, const QSet<QString> &documents,
                                OneFile *file = nullptr);

/// Of a picture by the suffix of its file: SVG, PNG or JPEG.
[[nodiscard]] QString mediaType(const QString &path);

/// The badge of a table cell that holds nothing but one of the words for an answer or a state: "good",
/// "fair", "poor", "kept", "wait" or "calm"; empty for any other text. The word stays, so that colour is
/// never alone.
[[nodiscard]] QString badgeClass(const QString &cell);

} // namespace gp::documents

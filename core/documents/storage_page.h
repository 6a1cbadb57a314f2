// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QByteArray>
#include <QMap>
#include <QSet>
#include <QString>
#include <QStringList>

namespace gp::documents {

/// What a page has beside its document: said by the header of the document's template, and never by the kind.
struct PageParts
{
    QString properties;        ///< Markdown: a table of names and values; empty: none
    QString reportLabel;       ///< the page ends with the properties of all pages of this label; empty: none
    QStringList reportColumns; ///< which of them, in order; empty: all
    QStringList folded;        ///< headings whose sections are shown when they are asked for
};

/// A document as Confluence storage format and what it needs beside it.
struct StorageBody
{
    /// A link to a place in another document.
    struct AnchorLink
    {
        QString page; ///< path
        QString anchor;
        QString target; ///< as written
    };

    QString xml;
    QStringList attachments;       ///< file names of pictures, in order, unique
    QMap<QString, QString> files;  ///< path in `pictures` of each attachment, by its name
    QStringList deadLinks;         ///< relative links to what is not published: only their words are there
    QSet<QString> anchors;         ///< places in this page that links can lead to
    QList<AnchorLink> anchorLinks; ///< in order
};

/// Markdown to storage format: a well-formed XHTML fragment with ac: and ri: elements. `path` is where the
/// document stands, `titles` the page titles of the documents that are published together, by path without
/// suffix; a link to one becomes an ac:link by title (with anchor). Pictures that are in `pictures` (by path
/// relative to the output folder) become ac:image of an attachment. Where a PNG of the same name is there for
/// an SVG, it is the one shown, at half its pixels, with a link to the SVG below it: Confluence mis-sizes and
/// clips SVG. Front matter and the first heading of the first level, the page's title, are left out; a block
/// quote right below it becomes an info box, and below that stand the page properties and, where there are
/// four headings of the second and third level or more, a table of contents. Quotes that begin as GitHub's
/// callouts become boxes, "<details>" and code of more than thirty lines what can be opened.
[[nodiscard]] StorageBody storageBody(const QString &markdown, const QString &path,
                                      const QMap<QString, QByteArray> &pictures,
                                      const QMap<QString, QString> &titles, const PageParts &parts = {});

/// Page titles as Confluence takes them, by path: one line, at most 255 characters, and none twice, whatever
/// the case. Where two are alike, all but the first path's get their path behind.
[[nodiscard]] QMap<QString, QString> pageTitles(const QMap<QString, QString> &titles);

} // namespace gp::documents

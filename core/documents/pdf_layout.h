// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/documents/pdf_text.h"

#include <QImage>
#include <QSizeF>

#include <variant>

class QSvgRenderer;

/// From pieces, which are what must not be broken, to pages: plain lists of what is drawn where. So the page
/// of every heading is known before anything is painted.
namespace gp::documents::pdf {

/// A4 and what of it is for the text. Head and foot stand in the margins.
struct Sheet
{
    double width = 0;
    double height = 0;
    QRectF body;

    [[nodiscard]] static const Sheet &of(bool isLandscape);
};

struct Picture
{
    std::shared_ptr<QSvgRenderer> svg; ///< or else pixels
    QImage pixels;
    QSizeF size; ///< in its own pixels
};

struct TextItem
{
    Text text;
    int from = 0;
    int lines = 0;
    QPointF at;
};
struct BoxItem
{
    QRectF rect;
    QColor fill;
    double radius = 0;
    QColor line; ///< invalid: none
};
struct PictureItem
{
    std::shared_ptr<const Picture> picture;
    QRectF rect;
};
struct LeaderItem ///< dots, from a title to its page
{
    QPointF from;
    double width = 0;
};
using Item = std::variant<TextItem, BoxItem, PictureItem, LeaderItem>;

[[nodiscard]] Item moved(const Item &item, QPointF by);

struct Entry ///< of the table of contents
{
    int level = 0;
    QString title;
    QString anchor;
    int page = 0; ///< from 1; 0: not yet known
};

/// What stands on one page as a whole. Its items are placed from its top left corner; x counts from the left
/// edge of the body.
struct Piece
{
    double before = 0; ///< free space above; the larger of this and what the piece above wants counts
    double height = 0;
    double after = 0;
    bool keepWithNext = false;
    bool isLandscape = false;           ///< needs a landscape page
    double least = 0;                   ///< a picture may be made smaller down to this height; 0: may not
    QList<Item> items;                  ///< of a picture: itself first, then what stands below it
    std::shared_ptr<const Piece> again; ///< put above where the piece is the first of a page
    std::optional<Entry> entry;         ///< of a heading
};
using Pieces = QList<Piece>;

struct Page
{
    bool isLandscape = false;
    QList<Item> items; ///< from the corner of the sheet
};

struct Pages
{
    QList<Page> pages;
    QList<Entry> entries; ///< with pages, counted from `first`
};

/// `first` is the number of the first page made.
[[nodiscard]] Pages paginate(const Pieces &pieces, int first);

} // namespace gp::documents::pdf

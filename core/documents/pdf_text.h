// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/documents/md_blocks.h"

#include <QColor>
#include <QFont>
#include <QRectF>

#include <memory>

class QPainter;
class QTextLayout;

/// Text as it stands on the pages of a PDF. Lengths are tenths of a point, so that every size is a whole
/// number of pixels and nothing depends on a screen's resolution. Needs a QGuiApplication.
namespace gp::documents::pdf {

inline constexpr double pt = 10; ///< a point
inline constexpr int dotsPerInch = 720;

struct Look
{
    double size = 10 * pt;
    double line = 15 * pt; ///< from base line to base line
    QFont::Weight weight = QFont::Normal;
    QColor colour; ///< invalid: that of the theme's text
    bool isMono = false;
    Qt::Alignment align = Qt::AlignLeft;
};

/// Broken into lines of one height. Copies share.
struct Text
{
    struct Ground ///< behind code in a line
    {
        int line = 0;
        QRectF rect; ///< from the text's top left corner
    };
    std::shared_ptr<QTextLayout> layout;
    QList<Ground> grounds;
    double line = 0;  ///< height of one
    int count = 0;    ///< of lines
    double width = 0; ///< of the widest line

    [[nodiscard]] double height() const { return line * count; }
    [[nodiscard]] double lastWidth() const; ///< of its last line
    /// Lines `from` to `from + lines`; the first of them has its top at `at`.
    void draw(QPainter &painter, QPointF at, int from, int lines) const;
};

[[nodiscard]] QFont fontOf(const Look &look);

/// Words longer than `width` are broken anywhere. `anchor` names the place of its first letter, for links.
enum class LinkColour { Accent, AsText };
[[nodiscard]] Text layOut(const Spans &spans, const Look &look, double width, const QString &anchor = {},
                          LinkColour links = LinkColour::Accent);
[[nodiscard]] Text layOut(const QString &text, const Look &look, double width);

struct Widths
{
    double part = 0; ///< of the longest piece that cannot be broken ("eu-" of "eu-central-1")
    double word = 0; ///< of the longest word between spaces
    double all = 0;  ///< of the text in one line
};
[[nodiscard]] Widths measure(const Spans &spans, const Look &look);

} // namespace gp::documents::pdf

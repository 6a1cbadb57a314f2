// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>

/// The hash that a document carries of its own text: by it one sees that nobody edited the file.
namespace gp::documents {

/// Stands for the hash until its text is there to be hashed.
inline constexpr QChar sealMark{u'\x02'};

enum class TextKind { Markdown, Html };

struct Sealed
{
    QString text;
    QString hash;
};
/// The text with its hash at every sealMark. Where a template prints none, a line that no reader sees is
/// added at the end: a link definition in Markdown, a comment in HTML.
[[nodiscard]] Sealed sealed(QString text, TextKind kind);

enum class Seal {
    None,    ///< no document of ours, as far as one can tell
    Intact,  ///< the text has the hash that it names
    Altered, ///< it names a hash that it does not have
};
/// Line ends may be those of any system.
[[nodiscard]] Seal sealOf(const QString &text);

/// Without what differs just because something else does: for comparing the texts of two documents.
[[nodiscard]] QString withoutSeal(const QString &text);

} // namespace gp::documents

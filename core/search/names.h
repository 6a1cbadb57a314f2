// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/search/fold.h"

#include <vector>

namespace gp::search {

/// What a thing is called: its names and its key, folded, in one buffer, cut into words. Offsets are code
/// units in `letters`. Value type.
struct Names
{
    /// At most this much of a name or key is looked at.
    static constexpr qsizetype longest = 512;

    struct Word
    {
        quint32 begin = 0;
        quint32 end = 0;
        bool isCamel = false; ///< goes on from the word before: "Hub" in GitHub
        Letters letters = 0;
    };
    struct Span
    {
        quint32 begin = 0;
        quint32 end = 0;
        quint32 body = 0; ///< where the name proper begins, behind "ADR-0007"
        quint32 firstWord = 0;
        quint32 lastWord = 0; ///< one behind it
        bool isKey = false;   ///< weighs less than a name
    };

    QString letters;
    std::vector<Word> words;
    std::vector<Span> spans;
    Letters occurring = 0; ///< in any of the words
    Letters initials = 0;  ///< at the beginning of any of the words

    /// `body`: offset in `text`. Adds a span in any case, an empty one where nothing is left of the text.
    void add(QStringView text, bool isKey, qsizetype body = 0);
    [[nodiscard]] QStringView lettersOf(const Span &span) const
    {
        return QStringView(letters).sliced(span.begin, span.end - span.begin);
    }
};

} // namespace gp::search

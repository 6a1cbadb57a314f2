// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "core/search/names.h"

namespace gp::search {

void Names::add(QStringView text, bool isKey, qsizetype body)
{
    text.truncate(std::min(longest, text.size()));
    const auto here = [this] { return quint32(letters.size()); };
    Span span;
    span.isKey = isKey;
    span.begin = here();
    span.body = span.begin;
    span.firstWord = quint32(words.size());
    bool isBehindSpace = true;
    bool isBodyFound = body <= 0;
    qsizetype lastFrom = -1;
    foldEach(text, [&](char16_t unit, qsizetype from, qsizetype) {
        if (unit == u' ') {
            letters.append(u' ');
            isBehindSpace = true;
            return;
        }
        // A character that becomes several letters begins one word at most.
        const bool isCamel = !isBehindSpace && from != lastFrom && isCamelStart(text, from);
        if (isBehindSpace || isCamel) {
            words.push_back({here(), here(), isCamel, 0});
            initials |= letterBit(unit);
        }
        if (!isBodyFound && from >= body) {
            span.body = here();
            isBodyFound = true;
        }
        isBehindSpace = false;
        lastFrom = from;
        letters.append(QChar(unit));
        words.back().letters |= letterBit(unit);
        words.back().end = here();
        occurring |= letterBit(unit);
    });
    span.end = here();
    span.lastWord = quint32(words.size());
    spans.push_back(span);
    letters.append(u'\n'); // no match runs from one name into the next
}

} // namespace gp::search

// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "core/search/excerpt.h"

namespace gp::search {

namespace {

constexpr qsizetype before = 32; ///< of an excerpt, in code units
constexpr qsizetype longest = 120;

/// A folded text with the place that each of its code units comes from.
struct Traced
{
    explicit Traced(QStringView original)
        : text(original)
    {
        letters.reserve(text.size());
        places.reserve(std::size_t(text.size()));
        foldEach(text, [this](char16_t unit, qsizetype from, qsizetype to) {
            letters.append(QChar(unit));
            places.emplace_back(from, to);
        });
    }

    /// The stretch of the original that letters come from, with the accents behind it.
    [[nodiscard]] std::pair<qsizetype, qsizetype> original(qsizetype at, qsizetype size) const
    {
        const qsizetype from = places[std::size_t(at)].first;
        qsizetype to = places[std::size_t(at + size - 1)].second;
        while (to < text.size() && text[to].category() == QChar::Mark_NonSpacing)
            ++to;
        return {from, to - from};
    }

    QStringView text;
    QString letters;
    std::vector<std::pair<qsizetype, qsizetype>> places;
};

/// Sorted, and joined where they touch.
Marks tidied(Marks marks)
{
    std::ranges::sort(marks);
    Marks result;
    for (const auto &[start, length] : std::as_const(marks)) {
        if (!result.isEmpty() && start <= result.back().first + result.back().second) {
            auto &last = result.back();
            last.second = std::max(last.second, start + length - last.first);
        } else {
            result.append({start, length});
        }
    }
    return result;
}

bool isInside(QStringView text, qsizetype at)
{
    return at > 0 && at < text.size() &&
           ((text[at - 1].isHighSurrogate() && text[at].isLowSurrogate()) ||
            text[at].category() == QChar::Mark_NonSpacing);
}

/// Where to begin reading so that a match at `at` has something before it: at a word where one begins near.
qsizetype beginBefore(QStringView text, qsizetype at)
{
    if (at <= before)
        return 0;
    qsizetype begin = at - before;
    for (qsizetype i = begin; i < at; ++i) {
        if (text[i - 1].isSpace() && !text[i].isSpace())
            return i;
    }
    while (begin < at && isInside(text, begin))
        ++begin;
    return begin;
}

qsizetype endOf(QStringView text, qsizetype begin)
{
    if (text.size() - begin <= longest)
        return text.size();
    qsizetype end = begin + longest;
    for (qsizetype i = end; i > end - before; --i) {
        if (text[i].isSpace())
            return i;
    }
    while (end > begin && isInside(text, end))
        --end;
    return end;
}

/// One line, fit for any output: white space as spaces, lone surrogates as U+FFFD; as many code units as
/// before.
QString shown(QStringView text)
{
    QString result = text.toString();
    for (qsizetype i = 0; i < result.size(); ++i) {
        const QChar c = result[i];
        if (c.isHighSurrogate() && i + 1 < result.size() && result[i + 1].isLowSurrogate())
            ++i;
        else if (c.isSurrogate())
            result[i] = QChar::ReplacementCharacter;
        else if (c.isSpace() || c.category() == QChar::Other_Control)
            result[i] = u' ';
    }
    return result;
}

void excerptInto(QStringView text, const Query &query, Hit &hit)
{
    const Traced traced(text);
    Marks found;
    for (const Term &term : query.terms) {
        for (qsizetype at = traced.letters.indexOf(term.letters); at >= 0;
             at = traced.letters.indexOf(term.letters, at + term.letters.size()))
            found.append(traced.original(at, term.letters.size()));
    }
    found = tidied(found);
    const qsizetype begin = found.isEmpty() ? 0 : beginBefore(text, found.front().first);
    const qsizetype end = endOf(text, begin);
    hit.excerpt = shown(text.sliced(begin, end - begin));
    const qsizetype shift = begin > 0 ? 1 : 0;
    if (begin > 0)
        hit.excerpt.prepend(u'…');
    if (end < text.size())
        hit.excerpt.append(u'…');
    for (const auto &[start, length] : std::as_const(found)) {
        const qsizetype last = std::min(start + length, end);
        if (start < end)
            hit.marks.append({start - begin + shift, last - start});
    }
}

/// The field in which most of the terms are; the first of those.
std::size_t bestField(const Entry &entry, const std::vector<const Term *> &terms)
{
    std::size_t best = 0;
    std::size_t most = 0;
    const QByteArrayView all(entry.folded);
    qsizetype begin = 0;
    for (std::size_t i = 0; i < entry.fields.size() && most < terms.size(); ++i) {
        const qsizetype end = all.indexOf('\n', begin);
        const auto field = all.sliced(begin, end - begin);
        const auto count = std::size_t(
            std::ranges::count_if(terms, [&](const Term *term) { return findInText(field, *term) > 0; }));
        if (count > most) {
            most = count;
            best = i;
        }
        begin = end + 1;
    }
    return best;
}

} // namespace

Marks marksIn(QStringView name, const Names &names, const Names::Span &span, const Query &query)
{
    const Traced traced(name.first(std::min(name.size(), Names::longest)));
    Marks marks;
    for (const Term &term : query.terms) {
        const auto places = lettersFound(names, span, term);
        for (qsizetype i = 0; i < places.size();) {
            qsizetype size = 1;
            while (i + size < places.size() && places[i + size] == places[i] + size)
                ++size;
            marks.append(traced.original(places[i] - span.begin, size));
            i += size;
        }
    }
    return tidied(marks);
}

void explain(const Entry &entry, std::size_t span, const Query &query, Hit &hit)
{
    std::vector<const Term *> inTexts;
    for (const Term &term : query.terms) {
        if (findInNames(entry.names, term).points == 0)
            inTexts.push_back(&term);
    }
    if (inTexts.empty()) {
        if (!entry.names.spans[span].isKey)
            hit.marks = marksIn(hit.title, entry.names, entry.names.spans[span], query);
        return;
    }
    const auto &field = entry.fields[bestField(entry, inTexts)];
    hit.where = entry.where(field).toString();
    excerptInto(entry.textOf(field), query, hit);
}

} // namespace gp::search

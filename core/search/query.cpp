// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "core/search/query.h"

#include <cstring>
#include <numeric>

namespace gp::search {

namespace {

constexpr qsizetype mostTyped = 4096;
constexpr qsizetype mostTerms = 16;
constexpr qsizetype mostLetters = 64; // the distance is computed with one bit a letter

constexpr int nameWeight = 40;
constexpr int keyWeight = 20;
constexpr int wholeWordWeight = 5;

int weightOf(const Names::Span &span)
{
    return span.isKey ? keyWeight : nameWeight;
}

Term asTerm(QStringView folded)
{
    folded.truncate(std::min(folded.size(), mostLetters));
    if (!folded.isEmpty() && folded.back().isHighSurrogate())
        folded.chop(1);
    return Term(folded.trimmed().toString());
}

bool standsAt(const Names &names, const Term &term, quint32 at, quint32 end)
{
    const qsizetype size = term.letters.size();
    return qsizetype(end - at) >= size && QStringView(names.letters).sliced(at, size) == term.letters;
}

/// Whether a word ends at `at`.
bool isWordEnd(const Names &names, const Names::Span &span, quint32 at)
{
    if (at >= span.end || names.letters[at] == u' ')
        return true;
    for (quint32 w = span.firstWord; w < span.lastWord; ++w) {
        if (names.words[w].begin == at)
            return true;
    }
    return false;
}

int pointsAsTyped(const Names &names, const Names::Span &span, const Term &term)
{
    const auto size = quint32(term.letters.size());
    const auto whole = [&](quint32 at) { return isWordEnd(names, span, at + size) ? wholeWordWeight : 0; };
    for (const quint32 at : {span.body, span.begin}) {
        if (standsAt(names, term, at, span.end))
            return at + size == span.end ? Exact + wholeWordWeight : Beginning + whole(at);
    }
    int best = NotFound;
    for (quint32 w = span.firstWord; w < span.lastWord; ++w) {
        const quint32 at = names.words[w].begin;
        if (standsAt(names, term, at, span.end))
            best = std::max(best, WordBeginning + whole(at));
    }
    if (best == NotFound && names.lettersOf(span).contains(term.letters))
        best = Inside;
    return best;
}

/// Where the letters of a term are in a row of initials: of all words, or of those that a separator begins.
QList<qsizetype> initialsFound(const Names &names, const Names::Span &span, const Term &term)
{
    for (const bool withCamel : {true, false}) {
        QVarLengthArray<QChar, 32> row;
        QVarLengthArray<quint32, 32> places;
        for (quint32 w = span.firstWord; w < span.lastWord; ++w) {
            const auto &word = names.words[w];
            if (withCamel || !word.isCamel) {
                row.append(names.letters[word.begin]);
                places.append(word.begin);
            }
        }
        const auto at = QStringView(row.data(), row.size()).indexOf(term.tight);
        if (at >= 0)
            return {places.cbegin() + at, places.cbegin() + at + term.tight.size()};
    }
    return {};
}

/// Whether letters come in this order at all: what is cheap to know.
bool isInOrder(QStringView wanted, QStringView letters)
{
    qsizetype i = 0;
    for (const QChar c : letters) {
        if (c != wanted[i])
            continue;
        ++i;
        if (i == wanted.size())
            return true;
    }
    return false;
}

/// The letters of a term in their order, as people shorten names: a word is begun with its first letter, and
/// any may be left out within one. All in a stretch of at most twice their number and one.
QList<qsizetype> scatteredFound(const Names &names, const Names::Span &span, const Term &term)
{
    const auto size = qsizetype(span.end - span.begin);
    const QString &wanted = term.tight;
    if (!isInOrder(wanted, names.lettersOf(span)))
        return {};
    QVarLengthArray<char, 256> isStart(size, char(false));
    for (quint32 w = span.firstWord; w < span.lastWord; ++w)
        isStart[names.words[w].begin - span.begin] = true;
    // For each letter of the term and each place: the latest beginning from which that place is reached, and
    // the place of the letter before. -1: it is not.
    struct Step
    {
        qsizetype start = -1;
        qsizetype before = -1;
        qsizetype at = -1;
    };
    QVarLengthArray<Step, 512> steps(size * wanted.size());
    for (qsizetype i = 0; i < wanted.size(); ++i) {
        Step any;
        Step inWord;
        for (qsizetype at = 0; at < size; ++at) {
            const QChar letter = names.letters[span.begin + at];
            if (letter == u' ')
                inWord = {};
            Step &step = steps[i * size + at];
            const Step &from = isStart[at] ? any : inWord;
            if (letter == wanted[i]) {
                if (i == 0)
                    step.start = isStart[at] ? at : -1;
                else if (from.start >= 0)
                    step = {from.start, from.at, at};
            }
            if (i == 0)
                continue;
            const Step &last = steps[(i - 1) * size + at];
            for (Step *best : {&any, &inWord}) {
                if (last.start >= 0 && last.start >= best->start)
                    *best = {last.start, -1, at};
            }
        }
    }
    qsizetype end = -1;
    qsizetype narrowest = 2 * wanted.size() + 1;
    for (qsizetype at = 0; at < size; ++at) {
        const qsizetype start = steps[(wanted.size() - 1) * size + at].start;
        if (start >= 0 && at - start < narrowest) {
            narrowest = at - start;
            end = at;
        }
    }
    if (end < 0)
        return {};
    QList<qsizetype> places(wanted.size());
    for (qsizetype i = wanted.size() - 1; i >= 0; --i) {
        places[i] = span.begin + end;
        end = steps[i * size + end].before;
    }
    return places;
}

bool canHaveInitials(const Term &term)
{
    return !term.isNumber && term.tight.size() >= 2;
}

bool canBeScattered(const Term &term)
{
    return !term.isNumber && term.tight.size() >= 3;
}

int pointsMisspelt(const Names &names, const Names::Span &span, const Term &term)
{
    constexpr qsizetype shortestUnfinished = 5;
    int best = NotFound;
    const auto tryWord = [&](quint32 begin, quint32 end, Letters letters) {
        if (term.missing(letters) > term.edits || qsizetype(end - begin) + term.edits < term.tight.size())
            return;
        const auto word = QStringView(names.letters).sliced(begin, end - begin);
        const auto [whole, beginning] = distance(term, word);
        const int wholeName = begin == span.begin && end == span.end ? wholeWordWeight : 0;
        if (whole <= term.edits)
            best = std::max(best, Misspelt + 10 * (2 - whole) + wholeWordWeight + wholeName);
        else if (beginning <= term.edits && term.tight.size() >= shortestUnfinished)
            best = std::max(best, Misspelt + 10 * (2 - beginning));
    };
    for (quint32 w = span.firstWord; w < span.lastWord; ++w) {
        tryWord(names.words[w].begin, names.words[w].end, names.words[w].letters);
        if (names.words[w].isCamel || w + 1 >= span.lastWord || !names.words[w + 1].isCamel)
            continue;
        // GitHub: "git", "hub", and "github".
        Letters letters = names.words[w].letters;
        quint32 last = w;
        while (last + 1 < span.lastWord && names.words[last + 1].isCamel)
            letters |= names.words[++last].letters;
        tryWord(names.words[w].begin, names.words[last].end, letters);
    }
    return best;
}

/// The best of `points(span)` over all spans.
template<typename Points>
Found bestSpan(const Names &names, Points points)
{
    Found best;
    for (std::size_t i = 0; i < names.spans.size(); ++i) {
        if (const int found = points(names.spans[i]);
            found > 0 && found + weightOf(names.spans[i]) > best.points)
            best = {found + weightOf(names.spans[i]), int(i)};
    }
    return best;
}

} // namespace

Term::Term(const QString &folded)
    : letters(folded)
    , tight(folded)
    , occurring(lettersOf(folded))
    , isNumber(std::ranges::all_of(folded, [](QChar c) { return c.isDigit() || c == u' '; }))
{
    tight.remove(u' ');
    Letters once = 0;
    for (const QChar c : std::as_const(tight)) {
        const Letters letter = letterBit(c.unicode());
        m_thrice |= m_twice & letter;
        m_twice |= once & letter;
        once |= letter;
    }
    bytes = letters.toUtf8();
    pairs.addAll(bytes);
    if (!isNumber)
        edits = tight.size() >= 8 ? 2 : tight.size() >= 4 ? 1 : 0;
    for (qsizetype i = 0; i < tight.size(); ++i) {
        const char16_t unit = tight[i].unicode();
        quint64 &bits = unit < m_ascii.size() ? m_ascii[unit] : m_others[unit];
        bits |= quint64(1) << i;
    }
}

quint64 Term::places(char16_t unit) const
{
    if (unit < m_ascii.size())
        return m_ascii[unit];
    const auto it = m_others.find(unit);
    return it == m_others.end() ? 0 : it->second;
}

Query::Query(QStringView text)
{
    text = text.first(std::min(text.size(), mostTyped));
    QStringList words;
    for (qsizetype at = 0; at < text.size() && words.size() < mostTerms;) {
        qsizetype end = at;
        while (end < text.size() && !text[end].isSpace())
            ++end;
        const QString word = folded(text.sliced(at, end - at));
        if (!word.isEmpty() && !words.contains(word)) {
            words.append(word);
            terms.push_back(asTerm(word));
        }
        at = end + 1;
    }
    if (terms.size() > 1)
        phrase = asTerm(words.join(u' '));
    for (std::size_t i = 0; i < terms.size(); ++i)
        byLength.push_back(i);
    std::ranges::stable_sort(byLength, std::greater{},
                             [this](std::size_t i) { return terms[i].letters.size(); });
}

Found findAsTyped(const Names &names, const Term &term)
{
    if (term.occurring & ~names.occurring)
        return {};
    return bestSpan(names, [&](const Names::Span &span) { return pointsAsTyped(names, span, term); });
}

Found findInNames(const Names &names, const Term &term)
{
    if (!(term.occurring & ~names.occurring)) {
        if (const auto found = findAsTyped(names, term); found.points > 0)
            return found;
        if (canHaveInitials(term) && !(term.occurring & ~names.initials)) {
            const auto found = bestSpan(names, [&](const Names::Span &span) {
                return !span.isKey && !initialsFound(names, span, term).isEmpty() ? int(Initials) : 0;
            });
            if (found.points > 0)
                return found;
        }
        if (canBeScattered(term) && (letterBit(term.tight.front().unicode()) & names.initials)) {
            const auto found = bestSpan(names, [&](const Names::Span &span) {
                return !span.isKey && !scatteredFound(names, span, term).isEmpty() ? int(Scattered) : 0;
            });
            if (found.points > 0)
                return found;
        }
    }
    if (term.edits > 0 && term.missing(names.occurring) <= term.edits)
        return bestSpan(names, [&](const Names::Span &span) { return pointsMisspelt(names, span, term); });
    return {};
}

int findInText(QByteArrayView text, const Term &term)
{
    if (text.isEmpty()) // which may be a null pointer, and that memmem must not get
        return NotFound;
    // memmem leaps over what cannot match; QByteArrayView::indexOf looks at every byte.
    const void *found =
        memmem(text.data(), std::size_t(text.size()), term.bytes.constData(), std::size_t(term.bytes.size()));
    if (!found)
        return NotFound;
    const qsizetype at = static_cast<const char *>(found) - text.data();
    const auto isBorder = [&](qsizetype place) {
        return place < 0 || place >= text.size() || text[place] == ' ' || text[place] == '\n';
    };
    return InText + (isBorder(at - 1) ? 10 : 0) + (isBorder(at + term.bytes.size()) ? 5 : 0);
}

QList<qsizetype> lettersFound(const Names &names, const Names::Span &span, const Term &term)
{
    const auto run = [&](quint32 at) {
        QList<qsizetype> places(term.letters.size());
        std::iota(places.begin(), places.end(), qsizetype(at));
        return places;
    };
    for (const quint32 at : {span.body, span.begin}) {
        if (standsAt(names, term, at, span.end))
            return run(at);
    }
    for (quint32 w = span.firstWord; w < span.lastWord; ++w) {
        if (standsAt(names, term, names.words[w].begin, span.end))
            return run(names.words[w].begin);
    }
    if (const auto at = names.lettersOf(span).indexOf(term.letters); at >= 0)
        return run(span.begin + quint32(at));
    if (span.isKey)
        return {};
    if (canHaveInitials(term)) {
        if (auto places = initialsFound(names, span, term); !places.isEmpty())
            return places;
    }
    return canBeScattered(term) ? scatteredFound(names, span, term) : QList<qsizetype>();
}

Distance distance(const Term &term, QStringView word)
{
    // Hyyrö, "A bit-vector algorithm for computing Levenshtein and Damerau edit distances", 2003: one column
    // of the table is a machine word. The last cell of each column is the distance to that beginning of
    // `word`.
    const auto size = int(term.tight.size());
    const quint64 last = quint64(1) << (size - 1);
    quint64 up = ~quint64(0);
    quint64 down = 0;
    quint64 diagonal = 0;
    quint64 before = 0;
    Distance found{size, size};
    for (const QChar c : word) {
        const quint64 places = term.places(c.unicode());
        const quint64 swapped = ((~diagonal & places) << 1) & before;
        diagonal = (((places & up) + up) ^ up) | places | down | swapped;
        quint64 right = down | ~(diagonal | up);
        quint64 left = diagonal & up;
        if (right & last)
            ++found.whole;
        if (left & last)
            --found.whole;
        found.beginning = std::min(found.beginning, found.whole);
        right = (right << 1) | 1;
        left <<= 1;
        up = left | ~(diagonal | right);
        down = right & diagonal;
        before = places;
    }
    return found;
}

} // namespace gp::search

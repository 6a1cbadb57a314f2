// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>
#include <QVarLengthArray>

#include <array>

/// Text as it is compared: compatibility forms apart (NFKD), without accents and case, ß as ss, İ and ı as i;
/// punctuation, white space and control characters are separators, and every run of them is one space. What
/// people call punctuation but names are made of stays: # % & + $. Folding twice is folding once. Any thread.
namespace gp::search {

using Folded = QVarLengthArray<char16_t, 8>;

/// What one character becomes: nothing (an accent, a soft hyphen), one space (a separator) or letters. A lone
/// surrogate becomes U+FFFD.
void fold(char32_t character, Folded &into);

/// What each of the first 128 characters becomes, which is always one code unit.
constexpr std::array<char16_t, 128> makeAsciiFolds()
{
    std::array<char16_t, 128> table{};
    table.fill(u' ');
    for (char16_t c = u'0'; c <= u'9'; ++c)
        table[c] = c;
    for (char16_t c = u'a'; c <= u'z'; ++c) {
        table[c] = c;
        table[c - u'a' + u'A'] = c;
    }
    for (const char16_t kept : {u'#', u'%', u'&', u'+', u'$'})
        table[kept] = kept;
    return table;
}
inline constexpr auto asciiFolds = makeAsciiFolds();

/// Calls `emit(unit, from, to)` for each code unit of the folded text, with the place in `text` of the
/// character that it comes from. Neither begins nor ends with a space.
template<typename Emit>
void foldEach(QStringView text, Emit emit)
{
    qsizetype separator = -1;
    bool isFirst = true;
    const auto take = [&](char16_t unit, qsizetype from, qsizetype to) {
        if (unit == u' ') {
            if (!isFirst && separator < 0)
                separator = from;
            return;
        }
        if (separator >= 0)
            emit(u' ', separator, separator + 1);
        separator = -1;
        isFirst = false;
        emit(unit, from, to);
    };
    Folded units;
    for (qsizetype at = 0; at < text.size();) {
        const qsizetype from = at;
        char32_t character = text[at++].unicode();
        if (character < asciiFolds.size()) {
            take(asciiFolds[character], from, at);
            continue;
        }
        if (QChar::isHighSurrogate(character) && at < text.size() && text[at].isLowSurrogate())
            character = QChar::surrogateToUcs4(char16_t(character), text[at++].unicode());
        units.clear();
        fold(character, units);
        for (const char16_t unit : units)
            take(unit, from, at);
    }
}

[[nodiscard]] QString folded(QStringView text);
/// The same as UTF-8, appended.
void appendFolded(QStringView text, QByteArray &into);

/// Whether a word begins inside of another one at `at` ("GitHub" at 3), by case alone.
[[nodiscard]] bool isCamelStart(QStringView text, qsizetype at);

/// Which letters occur, as bits: a to z and 0 to 9 have one each, all others share the rest. Spaces have
/// none.
using Letters = quint64;
[[nodiscard]] Letters letterBit(char16_t unit);
[[nodiscard]] Letters lettersOf(QStringView folded);

/// Which pairs of neighbouring bytes occur, hashed into 256 bits: says "certainly not in there" of a long
/// text without reading it.
class Pairs
{
public:
    void addAll(QByteArrayView bytes);
    [[nodiscard]] bool mayContain(const Pairs &other) const
    {
        return !(other.m_bits[0] & ~m_bits[0]) && !(other.m_bits[1] & ~m_bits[1]) &&
               !(other.m_bits[2] & ~m_bits[2]) && !(other.m_bits[3] & ~m_bits[3]);
    }

private:
    std::array<quint64, 4> m_bits{};
};

} // namespace gp::search

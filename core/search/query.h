// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/search/names.h"

#include <bit>
#include <optional>
#include <unordered_map>

namespace gp::search {

/// One word of what was typed, made ready to be looked for. At most 64 letters of it count.
struct Term
{
    explicit Term(const QString &folded);

    QString letters;  ///< folded; one space where a separator was typed
    QString tight;    ///< without spaces
    QByteArray bytes; ///< letters as UTF-8
    Letters occurring = 0;
    Pairs pairs;
    int edits = 0; ///< how many slips are forgiven
    bool isNumber = false;

    /// How many letters of the term cannot be among others: each of them is a slip at least.
    [[nodiscard]] int missing(Letters others) const
    {
        return std::popcount(occurring & ~others) + std::popcount(m_twice & ~others) +
               std::popcount(m_thrice & ~others);
    }
    /// Places of each letter of `tight` as bits; what the edit distance is computed with.
    [[nodiscard]] quint64 places(char16_t unit) const;

private:
    Letters m_twice = 0; ///< those that occur at least so often
    Letters m_thrice = 0;
    std::array<quint64, 128> m_ascii{};
    std::unordered_map<char16_t, quint64> m_others;
};

/// A typed text: its words (at most 16 different ones; more are left out) and all of them as one phrase.
struct Query
{
    explicit Query(QStringView text);

    std::vector<Term> terms;    ///< as typed
    std::optional<Term> phrase; ///< where there are several terms
    /// Indexes into terms, the longest first: that one is the likeliest not to be found.
    std::vector<std::size_t> byLength;
};

/// How a term was found. Greater is better; the steps are far enough apart that weights stay within one.
enum Tier {
    NotFound = 0,
    InText = 200,
    Misspelt = 300,
    Scattered = 400,
    Initials = 500,
    Inside = 600,
    WordBeginning = 700,
    Beginning = 800,
    Exact = 900,
};
inline constexpr int bestPoints = Exact + 50;
inline constexpr int bestTextPoints = InText + 20;

struct Found
{
    int points = 0; ///< tier and weights; 0: not found
    int span = -1;  ///< which name (or key) it was

    [[nodiscard]] Tier tier() const { return Tier(points / 100 * 100); }
};

/// The best way in which a term is found in the names and key of a thing.
[[nodiscard]] Found findInNames(const Names &names, const Term &term);
/// Only as it stands there: Exact to Inside.
[[nodiscard]] Found findAsTyped(const Names &names, const Term &term);
/// In a folded text (UTF-8). 0: not there.
[[nodiscard]] int findInText(QByteArrayView text, const Term &term);

/// The letters of one span that a term lights up, as offsets in Names::letters, sorted; empty where it was
/// not found there, or misspelt.
[[nodiscard]] QList<qsizetype> lettersFound(const Names &names, const Names::Span &span, const Term &term);

/// The fewest slips (a letter too many, too few, wrong, or two swapped) between a term and a word.
struct Distance
{
    int whole = 0;
    int beginning = 0; ///< to the beginning of the word that is nearest
};
[[nodiscard]] Distance distance(const Term &term, QStringView word);

} // namespace gp::search

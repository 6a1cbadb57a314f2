// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QList>
#include <QString>

namespace gp::views {

/// What a line of Markdown stands in, as far as spelling goes by it.
struct SpellContext
{
    enum class Kind : quint8 { Prose, FrontMatter, Fence, Comment };
    Kind kind = Kind::Prose;
    bool isStart = true;      ///< of the text: only there begins front matter
    bool isAfterBlank = true; ///< or after the code that an indented line goes on with
    bool isInList = false;    ///< where an indented line is no code
    QChar fence;              ///< ` or ~
    int fenceLength = 0;

    friend bool operator==(const SpellContext &, const SpellContext &) = default;
};

/// A word that a dictionary can be asked about; `text` has plain apostrophes.
struct SpellWord
{
    qsizetype start = 0; ///< in its line, in UTF-16 units
    qsizetype length = 0;
    QString text;

    friend bool operator==(const SpellWord &, const SpellWord &) = default;
};

/// A longer line was written by a machine, and nobody reads it for its spelling.
inline constexpr qsizetype longestSpeltLine = 20000;

[[nodiscard]] SpellContext contextAfter(QStringView line, const SpellContext &before);

/// The words of a line of Markdown that are prose: not code, targets of links, addresses, paths, @references,
/// keys of front matter and HTML, and no words that look like identifiers (digits, snake_case, camelCase) or
/// acronyms. In time linear in the line for all that is no nest of backticks.
[[nodiscard]] QList<SpellWord> spellWords(const QString &line, const SpellContext &before);

/// The words of a name ("Team Basket"), as they are; for those that need no dictionary.
[[nodiscard]] QStringList wordsOfName(QStringView name);

} // namespace gp::views

// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/exchange/adr/document.h"
#include "core/exchange/adr/outline.h"

#include <QHash>

/// Where the values of a decision stand in its file, so that one can be changed and the rest left alone.
namespace gp::exchange::adr {

/// What a section is for.
enum class Part {
    Status,
    Context,
    Drivers,
    Options,
    Outcome,
    Consequences,
    Good,
    Bad,
    Confirmation,
    Details,
    More
};

/// The facts above the sections.
enum class Fact { Status, Date, Deciders, Consulted, Informed, Tags };

enum class FactForm { FrontMatter, Bullet, Line, Table, Section };

struct FactPlace
{
    FactForm form = FactForm::FrontMatter;
    Span value;
    int firstLine = 0;
    int endLine = 0; ///< after the last line that is the fact's
};

enum class Judgement { None, Good, Bad, Neutral };

/// A bullet or a paragraph.
struct Block
{
    int firstLine = 0;
    int endLine = 0;
    Span text;    ///< without bullet, and without "Good, because" where that was understood
    QString lead; ///< what stands before the text in its line: "* Good, because "
    QString value;
    bool isBullet = false;
    Judgement judgement = Judgement::None;
};

/// One option under "Pros and Cons of the Options".
struct DetailPlace
{
    int section = -1; ///< index into Outline::sections()
    Span description;
    int descriptionEnd = 0; ///< line before which a description would go
    QList<Block> reasons;
};

struct Layout
{
    Outline outline;
    int titleSection = -1;
    Span title;
    int factsLine = 0; ///< where a further fact would go
    QHash<Fact, FactPlace> facts;
    QHash<Part, int> parts;  ///< index into Outline::sections()
    QHash<Part, Span> texts; ///< Context, Outcome (after the choice), Confirmation, More
    Span chosen;             ///< without quotes
    Span chosenSentence;     ///< "Chosen option: "X"", with the quotes
    int outcomeEnd = 0;      ///< line at which the outcome's own text ends
    QList<Block> drivers;
    QList<Block> options;
    QList<Block> consequences;
    QList<int> consequenceParts;         ///< for each of them, the section it stands in
    QHash<QString, DetailPlace> details; ///< by the option's title

    [[nodiscard]] const Section *section(Part part) const
    {
        const auto it = parts.constFind(part);
        return it == parts.constEnd() ? nullptr : &outline.sections().at(*it);
    }
};

struct Parsed
{
    AdrDocument document;
    Layout layout;
};

/// Reads the text of one file, without byte order mark. `path` gives number and slug, and the title where the
/// text has none. Everything is a decision: what has no structure is freeform. Reentrant; linear in the
/// length, no recursion.
[[nodiscard]] Parsed parse(const QString &text, const QString &path);

// The steps of it, a file each.
void readFacts(Parsed &parsed);    ///< title known; front matter, bullets, status section
void readSections(Parsed &parsed); ///< dialect known
/// Bullets and paragraphs of the lines [from, to).
[[nodiscard]] QList<Block> blocksIn(const Outline &outline, int from, int to);
/// Takes "Good, because" off.
void judge(Block &block, const Outline &outline);

} // namespace gp::exchange::adr

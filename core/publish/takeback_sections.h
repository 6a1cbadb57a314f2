// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/publish/storage_reader.h"

#include <QMap>

namespace gp::publish {

/// What a section of a decision's page is for.
enum class Section {
    Top,
    Context,
    Questions,
    Drivers,
    Options,
    Outcome,
    Consequences,
    Confirmation,
    Details,
    More,
    Other
};

/// A decision's page in its sections. Sections of the same kind are one.
struct PageSections
{
    QMap<Section, QList<PageBlock>> blocks; ///< Details: with the headings of the options
    QMap<Section, QString> headings;
    QStringList order;                      ///< headings of the others, in the page's order
    QMap<QString, QList<PageBlock>> others; ///< by heading: nothing that a decision keeps
    int optionLevel = 3;                    ///< of the options' headings under Details

    [[nodiscard]] bool has(Section section) const { return headings.contains(section); }
    [[nodiscard]] QString heading(Section section, const QString &usual) const
    {
        return headings.value(section, usual);
    }
};

[[nodiscard]] PageSections sectionsOf(const QList<PageBlock> &blocks);

/// An option under its heading.
struct OptionText
{
    QString title;
    QList<PageBlock> blocks;
};
[[nodiscard]] QList<OptionText> optionsOf(const PageSections &page);

/// What an item says of an option or of the decision: "Good, because …".
enum class Judgement { None, Good, Bad, Neutral };
struct Judged
{
    Judgement verdict = Judgement::None;
    QString reason; ///< without the words that judge
};
[[nodiscard]] Judged judged(const QString &item);

/// "Chosen option: "X", because …" in its parts.
struct ChosenSentence
{
    QString option;
    QString rest; ///< what follows; may be empty
};
[[nodiscard]] std::optional<ChosenSentence> choiceIn(const PageBlock &block);

} // namespace gp::publish

// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/documents/contexts.h"
#include "core/review/agenda.h"
#include "core/review/minutes.h"

/// The steps of a review with their pictures: what the board pack, its slides and the walkthrough are made
/// from.
namespace gp::documents {

/// One picture of a step.
struct Shot
{
    QString path;     ///< as in Rendered::pictures; empty: there is none
    QString caption;  ///< "Pipelines: Jenkins → Actions, Current"
    QVariant picture; ///< as the template prints it
};

struct Slide
{
    review::Step step; ///< with what the speaker wants to say
    Shot before;
    Shot after;
    QString decision;       ///< "ADR-0011 Sign every artifact"; empty: none
    QString decisionStatus; ///< "proposed"
    QString outcome;        ///< plain text, a paragraph
};

struct Deck
{
    QString title;
    QString from; ///< names of the states
    QString to;
    QString date; ///< of the meeting; ISO 8601
    QString key;  ///< of the review
    QList<Slide> slides;
};

/// Of the steps that are walked through. Pictures of the changes only where `isWanted` says so of the step.
[[nodiscard]] Deck deckOf(const Facts &facts, const review::Agenda &agenda, const DrawPicture &draw,
                          const std::function<bool(const review::Step &)> &isWanted = {});

/// The same for slides, which have no links: names where people's words have keys of elements, and no marks
/// of code.
[[nodiscard]] Deck spoken(const Facts &facts, Deck deck);

[[nodiscard]] QVariantHash boardPackContext(const Facts &facts, const Deck &deck);
/// `deck` holds the steps of which the minutes show pictures.
[[nodiscard]] QVariantHash minutesContext(const Facts &facts, const review::Minutes &minutes,
                                          const Deck &deck);

/// Whether there is a pack: a review that says between which states it goes.
[[nodiscard]] bool hasPack(const Model &model, const Record &review);
/// Whether there are minutes: a review that was held, or has a verdict.
[[nodiscard]] bool hasMinutes(const Record &review);
/// Where they stand, without suffix.
[[nodiscard]] QString packPath(const Record &review);
[[nodiscard]] QString minutesPath(const Record &review);

} // namespace gp::documents

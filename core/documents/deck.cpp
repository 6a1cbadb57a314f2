// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "core/documents/deck.h"

#include "core/decisions/life.h"
#include "core/documents/markdown.h"
#include "core/documents/references.h"
#include "core/documents/rows.h"
#include "core/review/board.h"
#include "core/review/verdicts.h"

#include <QJsonArray>

using namespace Qt::StringLiterals;

namespace gp::documents {

namespace {

/// What stands in a picture: what matters at either state and what is around it.
PictureRequest requestFor(const Facts &facts, const review::Agenda &agenda, const review::Step &step,
                          bool isBefore)
{
    PictureRequest request;
    request.name =
        u"review-%1-%2-%3"_s.arg(agenda.review, slug(step.id), isBefore ? u"before"_s : u"after"_s);
    request.title = u"%1, %2"_s.arg(step.title, facts.plateauName(isBefore ? agenda.from : agenda.to));
    QStringList keys;
    for (const ElementId id : step.stage.before + step.stage.after + step.stage.around) {
        if (const Element *element = facts.model().element(id))
            keys.append(element->key);
    }
    keys.removeDuplicates();
    keys.sort();
    request.elements = keys;
    request.pair = PicturePair{agenda.from, agenda.to, isBefore};
    return request;
}

Shot shotOf(const PictureRequest &request, const Facts &facts, const DrawPicture &draw)
{
    const QVariant picture = draw(request);
    if (!picture.isValid())
        return {};
    const QString folder = facts.path().section(u'/', 0, -2);
    const QString href = u"pictures/"_s + request.name + u".svg"_s;
    return {folder.isEmpty() ? href : QString(folder + u'/' + href), request.title, picture};
}

QString spokenText(const Facts &facts, QString text)
{
    const QList<Reference> references = referencesIn(text);
    for (auto it = references.crbegin(); it != references.crend(); ++it) { // from behind, so that places hold
        if (facts.model().element(it->key))
            text.replace(it->start, it->length, lastName(facts.model(), it->key));
    }
    return text.remove(u'`');
}

QString firstParagraph(const QString &markdown)
{
    return markdown.section(u"\n\n"_s, 0, 0, QString::SectionSkipEmpty).simplified();
}

} // namespace

Deck deckOf(const Facts &facts, const review::Agenda &agenda, const DrawPicture &draw,
            const std::function<bool(const review::Step &)> &isWanted)
{
    const Model &model = facts.model();
    Deck deck;
    deck.title = agenda.title;
    deck.from = facts.plateauName(agenda.from);
    deck.to = facts.plateauName(agenda.to);
    deck.key = agenda.review;
    if (const Record *review = model.record(u"review"_s, agenda.review))
        deck.date = review::dateOf(*review).toString(Qt::ISODate);
    const auto shown = agenda.shown();
    for (const review::Step &step : shown) {
        if (isWanted && !isWanted(step))
            continue;
        Slide slide;
        slide.step = step;
        const bool hasPictures = step.kind == review::StepKind::Change ||
                                 (step.kind == review::StepKind::Own && !step.stage.after.isEmpty());
        if (hasPictures && !step.isGone) {
            slide.before = shotOf(requestFor(facts, agenda, step, true), facts, draw);
            slide.after = shotOf(requestFor(facts, agenda, step, false), facts, draw);
        }
        if (const Record *decision = model.record(u"decision"_s, step.decision)) {
            slide.decision = gp::titleOf(*decision);
            slide.decisionStatus = decisions::toString(decisions::statusOf(*decision));
            slide.outcome = firstParagraph(text(decision->properties, u"outcome"));
        }
        deck.slides.append(slide);
    }
    return deck;
}

Deck spoken(const Facts &facts, Deck deck)
{
    for (Slide &slide : deck.slides) {
        slide.outcome = spokenText(facts, slide.outcome);
        for (review::Line &line : slide.step.lines)
            line.text = spokenText(facts, line.text);
    }
    return deck;
}

bool hasPack(const Model &model, const Record &review)
{
    const Plateau *from = model.plateau(review.properties.value(u"from_plateau"_s).toString());
    const Plateau *to = model.plateau(review.properties.value(u"to_plateau"_s).toString());
    return from && to && from->id != to->id;
}

bool hasMinutes(const Record &review)
{
    return review::statusOf(review) == review::ReviewStatus::Held || !review::verdictsOf(review).isEmpty();
}

QString packPath(const Record &review)
{
    return u"reviews/"_s + review.key + u"-pack"_s;
}

QString minutesPath(const Record &review)
{
    return u"reviews/"_s + review.key + u"-minutes"_s;
}

} // namespace gp::documents

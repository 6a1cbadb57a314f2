// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "core/review/minutes.h"

#include "core/decisions/life.h"
#include "core/review/parts.h"

using namespace Qt::StringLiterals;

namespace gp::review {

namespace {

QString statusNow(const Model &model, const Subject &subject)
{
    if (subject.kind == Subject::Kind::Decision) {
        const Record *decision = model.record(u"decision"_s, subject.key);
        return decision ? decisions::toString(decisions::statusOf(*decision)) : QString();
    }
    const Record *waiver = model.record(u"waiver"_s, subject.key);
    if (!waiver)
        return {};
    const QString status = textOf(waiver->properties, u"status"_s);
    return status.isEmpty() ? u"granted"_s : status;
}

} // namespace

Result<Minutes> minutesOf(const Model &model, const QString &review)
{
    const Result<Record> found = reviewOf(model, review);
    if (!found)
        return std::unexpected(found.error());
    Minutes minutes;
    minutes.key = review;
    minutes.title = gp::titleOf(*found);
    minutes.date = dateOf(*found);
    minutes.status = statusOf(*found);
    minutes.board = boardOf(*found);
    minutes.agenda = listOf(found->properties, u"agenda"_s);
    minutes.text = textOf(found->properties, u"minutes"_s);
    QList<Subject> decided;
    const auto verdicts = verdictsOf(*found);
    for (const Recorded &recorded : verdicts) {
        minutes.items.append({recorded, titleOf(model, recorded.subject), statusNow(model, recorded.subject),
                              conditionsOf(model, review, recorded.subject)});
        decided.append(recorded.subject);
    }
    const auto subjects = subjectsOf(model, *found);
    for (const Subject &subject : subjects) {
        if (!decided.contains(subject))
            minutes.undecided.append(subject);
    }
    const auto actions = actionsOf(model, review);
    for (const Action &action : actions) {
        if (action.kind == ActionKind::Question)
            minutes.questions.append(action);
        else if (action.kind == ActionKind::Action)
            minutes.actions.append(action);
    }
    return minutes;
}

} // namespace gp::review

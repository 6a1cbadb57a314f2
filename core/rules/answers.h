// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/model/draft.h"

#include <QHash>

#include <optional>

/// Answers to NFRs as people give them: which one holds at a plateau, and the edits that give, clear and
/// share them. An answer belongs to one element, or is shared by all that have none of their own, and holds
/// from the plateau on at which it was given.
namespace gp::rules {

/// The answers that hold at a plateau; of several the one given nearest on the path to the root. Value type.
class AnswersAt
{
public:
    AnswersAt(const Model &model, PlateauId plateau);

    /// The element's own; nullptr where it has none. Lives as long as this.
    [[nodiscard]] const Record *own(const QString &nfr, const QString &elementKey) const;
    /// The one for all; nullptr where there is none.
    [[nodiscard]] const Record *shared(const QString &nfr) const { return own(nfr, {}); }
    /// It was given at this plateau, and not at an earlier one.
    [[nodiscard]] bool isGivenHere(const Record &answer) const;
    /// Properties of all shared ones, by NFR.
    [[nodiscard]] QMap<QString, QJsonObject> allShared() const;

private:
    struct Held
    {
        qsizetype distance = 0; ///< steps to where it was given; the path's length where that is not said
        Record record;
    };
    QHash<std::pair<QString, QString>, Held> m_answers;
    qsizetype m_pathLength = 0;
};

/// The words of an answer that a person can give; "waived" is not among them, it takes a waiver.
[[nodiscard]] const QStringList &answerWords();
/// "met" for "✓ Met", "not-applicable" for "n/a", "open" for "?"…; nothing where it is none.
[[nodiscard]] std::optional<QString> answerFrom(const QString &text);

/// What an answer is about.
struct AnswerSubject
{
    QString nfr;
    ElementId element; ///< invalid: shared
    QString holds{};   ///< the answer that holds now where nobody gave one; what a note alone begins with
    QString target{};  ///< that is shown: kept with met and partly, which say nothing without a figure
};

/// What one says; what is not set stays as it is, an empty text takes a property away. A new answer drops
/// the reason of the one before it, and the due date where nothing is left to do.
struct AnswerChange
{
    std::optional<QString> answer; ///< one of answerWords()
    std::optional<QString> reason;
    std::optional<QString> evidence;
    std::optional<QString> owner; ///< key of a team, or a name
    std::optional<QString> due;   ///< ISO date
    std::optional<QString> target;
    bool clears = false; ///< the answer that was given at the plateau goes, and the rest says nothing
};

struct AnswerEdit
{
    Draft draft;
    qsizetype changed = 0; ///< answers that are others afterwards
    /// Of clearAnswers(): the plateaus, by key, whose answers still hold.
    QStringList elsewhere;
};

/// Puts answers from a plateau on: what was given at the plateau itself is changed, what was given at an
/// earlier one is copied and stays as it is there. Usage where an NFR, an element, an answer or a date is
/// unknown, or "not applicable" has no reason; then nothing is changed.
[[nodiscard]] Result<AnswerEdit> putAnswers(const Model &model, PlateauId plateau,
                                            const QList<std::pair<AnswerSubject, AnswerChange>> &answers);
/// Takes those away that were given at the plateau, so that what holds without them shows again.
[[nodiscard]] Result<AnswerEdit> clearAnswers(const Model &model, PlateauId plateau,
                                              const QList<AnswerSubject> &subjects);
/// Makes the elements' own answers the shared ones; where several are about one NFR, the first. The own ones
/// that were given at this plateau go. Usage where a subject has none.
[[nodiscard]] Result<AnswerEdit> shareAnswers(const Model &model, PlateauId plateau,
                                              const QList<AnswerSubject> &subjects);

/// One line of answers from a spreadsheet.
struct AnswerLine
{
    int number = 0; ///< of the line, from 1
    QString nfr;
    ElementId element;     ///< invalid: the line names none
    bool isWaived = false; ///< it says so, and only a waiver can make it so
    AnswerChange change;   ///< "open" clears
};

struct AnswerLines
{
    QList<AnswerLine> lines;
    QStringList problems; ///< "Line 3: …", a sentence each
};

/// Reads cells of a spreadsheet: item, answer, evidence, owner, due; or, where the first line has titles
/// (Service, Item, Answer, Evidence, Reason, Owner, Due, Target), in their order. Any text is taken; a line
/// that cannot be used is a problem, and the others are still read. Teams are found by key or name at the
/// plateau.
[[nodiscard]] AnswerLines readAnswers(const QList<QStringList> &cells, const PlateauModel &at);

} // namespace gp::rules

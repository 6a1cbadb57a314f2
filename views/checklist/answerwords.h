// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/diagram/theme.h"
#include "core/rules/nfr.h"

#include <array>

class QPainter;

/// Answers to NFRs as the window shows them: a sign, a word and a colour, so that none of them says it alone.
namespace gp::views {

/// In the order in which they are counted and drawn.
enum class Answer { Met, Partly, NotMet, Waived, NotApplicable, Open };
inline constexpr std::array allAnswers = {Answer::Met,    Answer::Partly,        Answer::NotMet,
                                          Answer::Waived, Answer::NotApplicable, Answer::Open};

/// "not-met" as in the model; Open for what is unknown.
[[nodiscard]] Answer answerOf(const QString &name);
[[nodiscard]] QString nameOf(Answer answer);
/// "not met", and "n/a" where it has to be short.
[[nodiscard]] QString wordOf(Answer answer);
[[nodiscard]] QString shortWordOf(Answer answer);
[[nodiscard]] QString signOf(Answer answer);
/// The sign as a drawing, in the middle of a square: fonts have some of these signs and not others.
void paintSign(QPainter &painter, const QRectF &square, Answer answer, const QColor &color);
[[nodiscard]] QColor colorOf(Answer answer, const diagram::Theme &theme);

/// How many rows have which answer.
struct AnswerCounts
{
    std::array<int, allAnswers.size()> counts{};

    void add(Answer answer) { ++counts[std::size_t(answer)]; }
    [[nodiscard]] int of(Answer answer) const { return counts[std::size_t(answer)]; }
    [[nodiscard]] int all() const;
    /// "19 met, 4 partly"; those that there are.
    [[nodiscard]] QString text() const;
    friend bool operator==(const AnswerCounts &, const AnswerCounts &) = default;
};

} // namespace gp::views

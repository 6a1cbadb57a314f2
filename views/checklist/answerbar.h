// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "views/checklist/answerwords.h"

#include <QSet>
#include <QWidget>

class QLabel;
class QPushButton;

namespace gp::views {

/// How many rows have which answer, as one bar of coloured parts.
class StackedBar : public QWidget
{
    Q_OBJECT

public:
    explicit StackedBar(QWidget *parent = nullptr);
    void setCounts(const AnswerCounts &counts);
    /// Where the part of an answer is, in pixels; empty where there is none of it.
    [[nodiscard]] QRectF partOf(Answer answer) const;
    [[nodiscard]] QSize sizeHint() const override { return {200, 9}; }

Q_SIGNALS:
    void picked(gp::views::Answer answer);

protected:
    void paintEvent(QPaintEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    bool event(QEvent *event) override;

private:
    [[nodiscard]] std::optional<Answer> at(QPointF point) const;

    AnswerCounts m_counts;
};

/// The same with words below it, which are switches: what is on is shown, nothing on shows all.
class AnswerBar : public QWidget
{
    Q_OBJECT

public:
    explicit AnswerBar(QWidget *parent = nullptr);

    void setCounts(const AnswerCounts &counts);
    /// At the right end: what it was before.
    void setBefore(const QString &text, const QString &tip);
    [[nodiscard]] QSet<Answer> chosen() const;
    void choose(const QSet<Answer> &answers);
    [[nodiscard]] QPushButton *chip(Answer answer) const { return m_chips[std::size_t(answer)]; }
    [[nodiscard]] StackedBar *bar() const { return m_bar; }
    [[nodiscard]] QString before() const;

Q_SIGNALS:
    void chosenChanged();

private:
    StackedBar *m_bar;
    std::array<QPushButton *, allAnswers.size()> m_chips{};
    QLabel *m_before;
};

} // namespace gp::views

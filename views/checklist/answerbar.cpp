// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "views/checklist/answerbar.h"

#include "views/style/appearance.h"
#include "views/style/parts.h"

#include <QHBoxLayout>
#include <QHelpEvent>
#include <QPainter>
#include <QPainterPath>
#include <QPushButton>
#include <QToolTip>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace gp::views {

namespace {

/// A word in the colour of its answer; pressed, it is underlined by a bar of that colour.
class Chip : public QPushButton
{
public:
    Chip(Answer answer, QWidget *parent)
        : QPushButton(parent)
        , m_answer(answer)
    {
        setLook(this, u"quiet"_s);
        setCheckable(true);
        setFont(diagram::tabularFont(11, QFont::DemiBold));
        setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    }
    [[nodiscard]] QSize sizeHint() const override
    {
        return {QFontMetrics(font()).horizontalAdvance(text().section(u' ', 1)) + signWide + 16, 22};
    }

protected:
    void paintEvent(QPaintEvent *) override
    {
        const auto &theme = currentTheme();
        const QColor color = colorOf(m_answer, theme);
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        if (isChecked() || underMouse()) {
            painter.setPen(isChecked() ? QPen(color, 1) : QPen(Qt::NoPen));
            painter.setBrush(theme.tint(color, theme.panel));
            painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 10.5, 10.5);
        }
        if (hasFocus()) {
            painter.setBrush(Qt::NoBrush);
            painter.setPen(QPen(theme.accent, 1.5));
            painter.drawRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), 10, 10);
        }
        painter.setFont(font());
        painter.setPen(theme.badgeText(color));
        // The text begins with the sign for those who cannot see the drawing.
        const QString words = text().section(u' ', 1);
        const int wide = QFontMetrics(font()).horizontalAdvance(words);
        QRect area(0, 0, signWide + wide, height());
        area.moveLeft((width() - area.width()) / 2);
        paintSign(painter, QRectF(area.left(), (height() - signSize) / 2.0, signSize, signSize), m_answer,
                  theme.badgeText(color));
        painter.drawText(area.adjusted(signWide, 0, 4, 0), Qt::AlignLeft | Qt::AlignVCenter, words);
    }

private:
    static constexpr int signSize = 10;
    static constexpr int signWide = 14;

    Answer m_answer;
};

} // namespace

StackedBar::StackedBar(QWidget *parent)
    : QWidget(parent)
{
    setFixedHeight(9);
    setCursor(Qt::PointingHandCursor);
}

void StackedBar::setCounts(const AnswerCounts &counts)
{
    m_counts = counts;
    setAccessibleName(counts.text());
    update();
}

QRectF StackedBar::partOf(Answer answer) const
{
    const double all = m_counts.all();
    double left = 0;
    for (const Answer one : allAnswers) {
        const double part = all > 0 ? width() * m_counts.of(one) / all : 0;
        if (one == answer)
            return m_counts.of(one) > 0 ? QRectF(left, 0, part, height()) : QRectF();
        left += part;
    }
    return {};
}

std::optional<Answer> StackedBar::at(QPointF point) const
{
    for (const Answer answer : allAnswers) {
        if (const auto part = partOf(answer); part.left() <= point.x() && point.x() < part.right())
            return answer;
    }
    return {};
}

void StackedBar::paintEvent(QPaintEvent *)
{
    const auto &theme = currentTheme();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    QPainterPath whole;
    whole.addRoundedRect(QRectF(rect()), height() / 2.0, height() / 2.0);
    painter.setClipPath(whole);
    painter.fillRect(rect(), theme.line);
    for (const Answer answer : allAnswers)
        painter.fillRect(partOf(answer), colorOf(answer, theme));
    // A hairline between the parts tells them apart without their colours, too.
    for (const Answer answer : allAnswers) {
        const auto part = partOf(answer);
        if (!part.isEmpty() && part.left() > 0)
            painter.fillRect(QRectF(part.left() - 0.5, 0, 1, height()), theme.panel);
    }
}

void StackedBar::mousePressEvent(QMouseEvent *event)
{
    if (const auto answer = at(event->position()))
        Q_EMIT picked(*answer);
}

bool StackedBar::event(QEvent *event)
{
    if (event->type() != QEvent::ToolTip)
        return QWidget::event(event);
    const auto *help = static_cast<QHelpEvent *>(event);
    const auto answer = at(help->pos());
    const QString text = answer ? u"%1 %2"_s.arg(m_counts.of(*answer)).arg(wordOf(*answer)) : m_counts.text();
    QToolTip::showText(help->globalPos(), text, this);
    return true;
}

AnswerBar::AnswerBar(QWidget *parent)
    : QWidget(parent)
    , m_bar(new StackedBar(this))
    , m_before(textLabel({}, u"muted"_s, this))
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(6);
    column->addWidget(m_bar);
    auto *row = new QHBoxLayout;
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(6);
    for (const Answer answer : allAnswers) {
        auto *chip = new Chip(answer, this);
        m_chips[std::size_t(answer)] = chip;
        chip->setToolTip(tr("Show only these; several together show each of them"));
        row->addWidget(chip);
        connect(chip, &QPushButton::toggled, this, &AnswerBar::chosenChanged);
    }
    row->addStretch();
    m_before->setWordWrap(false);
    m_before->setFont(diagram::tabularFont(11, QFont::DemiBold));
    row->addWidget(m_before);
    column->addLayout(row);
    connect(m_bar, &StackedBar::picked, this, [this](Answer answer) { chip(answer)->toggle(); });
    setCounts({});
}

void AnswerBar::setCounts(const AnswerCounts &counts)
{
    m_bar->setCounts(counts);
    for (const Answer answer : allAnswers) {
        auto *one = chip(answer);
        const int count = counts.of(answer);
        const QString words =
            answer == Answer::NotApplicable && count > 0 ? tr("not applicable, with reason") : wordOf(answer);
        one->setText(u"%1 %2 %3"_s.arg(signOf(answer)).arg(count).arg(words));
        one->setAccessibleName(u"%1 %2"_s.arg(count).arg(words));
        // What there is none of needs no switch, but for one that is on.
        one->setVisible(count > 0 || one->isChecked());
        one->updateGeometry();
    }
}

void AnswerBar::setBefore(const QString &text, const QString &tip)
{
    m_before->setText(text);
    m_before->setToolTip(tip);
    m_before->setVisible(!text.isEmpty());
}

QString AnswerBar::before() const
{
    return m_before->text();
}

QSet<Answer> AnswerBar::chosen() const
{
    QSet<Answer> answers;
    for (const Answer answer : allAnswers) {
        if (chip(answer)->isChecked())
            answers.insert(answer);
    }
    return answers;
}

void AnswerBar::choose(const QSet<Answer> &answers)
{
    if (answers == chosen())
        return;
    {
        const QSignalBlocker quiet(this);
        for (const Answer answer : allAnswers) {
            chip(answer)->setChecked(answers.contains(answer));
            if (answers.contains(answer))
                chip(answer)->show();
        }
    }
    Q_EMIT chosenChanged();
}

} // namespace gp::views

// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "views/checklist/answerwords.h"

#include <QCoreApplication>
#include <QPainter>

#include <numeric>

using namespace Qt::StringLiterals;

namespace gp::views {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("gp::views::Checklist", text);
}

} // namespace

Answer answerOf(const QString &name)
{
    for (const Answer answer : allAnswers) {
        if (nameOf(answer) == name)
            return answer;
    }
    return Answer::Open;
}

QString nameOf(Answer answer)
{
    switch (answer) {
    case Answer::Met:
        return u"met"_s;
    case Answer::Partly:
        return u"partly"_s;
    case Answer::NotMet:
        return u"not-met"_s;
    case Answer::Waived:
        return u"waived"_s;
    case Answer::NotApplicable:
        return u"not-applicable"_s;
    case Answer::Open:
        break;
    }
    return u"open"_s;
}

QString wordOf(Answer answer)
{
    switch (answer) {
    case Answer::Met:
        return tr("met");
    case Answer::Partly:
        return tr("partly");
    case Answer::NotMet:
        return tr("not met");
    case Answer::Waived:
        return tr("waived");
    case Answer::NotApplicable:
        return tr("not applicable");
    case Answer::Open:
        break;
    }
    return tr("open");
}

QString shortWordOf(Answer answer)
{
    return answer == Answer::NotApplicable ? tr("n/a") : wordOf(answer);
}

QString signOf(Answer answer)
{
    switch (answer) {
    case Answer::Met:
        return u"✓"_s;
    case Answer::Partly:
        return u"◐"_s;
    case Answer::NotMet:
        return u"✕"_s;
    case Answer::Waived:
        return u"⧗"_s;
    case Answer::NotApplicable:
        return u"–"_s;
    case Answer::Open:
        break;
    }
    return u"?"_s;
}

void paintSign(QPainter &painter, const QRectF &square, Answer answer, const QColor &color)
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    const QPointF middle = square.center();
    const double unit = std::min(square.width(), square.height()) / 2; // half of its side
    const auto at = [&](double x, double y) { return middle + QPointF(x * unit, y * unit); };
    painter.setPen(QPen(color, 0.32 * unit, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter.setBrush(Qt::NoBrush);
    switch (answer) {
    case Answer::Met:
        painter.drawPolyline(QPolygonF{at(-0.75, 0.05), at(-0.2, 0.6), at(0.75, -0.6)});
        break;
    case Answer::Partly: {
        const QRectF disc(at(-0.75, -0.75), at(0.75, 0.75));
        painter.setPen(QPen(color, 0.24 * unit));
        painter.drawEllipse(disc);
        painter.setBrush(color);
        painter.setPen(Qt::NoPen);
        painter.drawPie(disc, 90 * 16, 180 * 16);
        break;
    }
    case Answer::NotMet:
        painter.drawLine(at(-0.6, -0.6), at(0.6, 0.6));
        painter.drawLine(at(-0.6, 0.6), at(0.6, -0.6));
        break;
    case Answer::Waived: // an hourglass
        painter.setPen(QPen(color, 0.2 * unit, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
        painter.setBrush(color);
        painter.drawPolygon(QPolygonF{at(-0.6, -0.8), at(0.6, -0.8), at(-0.6, 0.8), at(0.6, 0.8)});
        break;
    case Answer::NotApplicable:
        painter.drawLine(at(-0.55, 0), at(0.55, 0));
        break;
    case Answer::Open:
        painter.setFont(diagram::font(2.4 * unit, QFont::Bold));
        painter.drawText(square.adjusted(-4, -4, 4, 4), Qt::AlignCenter, u"?"_s);
        break;
    }
    painter.restore();
}

QColor colorOf(Answer answer, const diagram::Theme &theme)
{
    switch (answer) {
    case Answer::Met:
        return theme.added;
    case Answer::Partly:
        return theme.changed;
    case Answer::NotMet:
        return theme.removed;
    case Answer::Waived:
        return theme.pipeline;
    case Answer::NotApplicable:
        return theme.muted;
    case Answer::Open:
        break;
    }
    return theme.accent;
}

int AnswerCounts::all() const
{
    return std::accumulate(counts.begin(), counts.end(), 0);
}

QString AnswerCounts::text() const
{
    QStringList parts;
    for (const Answer answer : allAnswers) {
        if (of(answer) > 0)
            parts.append(u"%1 %2"_s.arg(of(answer)).arg(wordOf(answer)));
    }
    return parts.join(u", "_s);
}

} // namespace gp::views

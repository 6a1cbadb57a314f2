// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "views/style/parts.h"

#include "views/style/appearance.h"

#include <QPainter>
#include <QStyle>
#include <QStyleOptionTab>

using namespace Qt::StringLiterals;

namespace gp::views {

Badge::Badge(const QString &text, const QColor &color, QWidget *parent)
    : QLabel(text, parent)
    , m_color(color)
{
    setTextFormat(Qt::PlainText);
    setFont(diagram::font(11));
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
}

void Badge::setColor(const QColor &color)
{
    m_color = color;
    update();
}

QSize Badge::sizeHint() const
{
    return {fontMetrics().horizontalAdvance(text()) + 16, 18};
}

void Badge::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const auto &theme = currentTheme();
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme.tint(m_color, theme.panel));
    painter.drawRoundedRect(rect(), height() / 2.0, height() / 2.0);
    painter.setPen(theme.badgeText(m_color));
    painter.setFont(font());
    painter.drawText(rect(), Qt::AlignCenter, text());
}

Link::Link(const QString &text, QWidget *parent)
    : QPushButton(parent)
{
    setLook(this, u"link"_s);
    setCursor(Qt::PointingHandCursor);
    setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Fixed);
    setText(text);
}

void Link::setText(const QString &text)
{
    setAccessibleName(text);
    QPushButton::setText(text);
    updateGeometry();
}

QSize Link::sizeHint() const
{
    return {fontMetrics().horizontalAdvance(text()) + 6, fontMetrics().height() + 4};
}

QSize Link::minimumSizeHint() const
{
    return {std::min(40, sizeHint().width()), sizeHint().height()};
}

void Link::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const auto &theme = currentTheme();
    const bool isActive = isEnabled() && (underMouse() || hasFocus());
    QFont drawn = font();
    drawn.setUnderline(isActive);
    painter.setFont(drawn);
    const bool isMuted = property("look") == u"quiet"_s;
    painter.setPen(isActive ? theme.accent : isMuted ? theme.muted : theme.text);
    const QRect area = rect().adjusted(2, 0, -2, 0);
    const QString shown = fontMetrics().elidedText(text(), Qt::ElideRight, area.width());
    if (toolTip().isEmpty() && shown != text())
        setToolTip(text());
    painter.drawText(area, Qt::AlignLeft | Qt::AlignVCenter, shown);
}

UnderlineTabs::UnderlineTabs(QWidget *parent)
    : QTabBar(parent)
{
    setDrawBase(false);
    setExpanding(false);
    setElideMode(Qt::ElideNone);
    setUsesScrollButtons(false);
    setFocusPolicy(Qt::TabFocus);
    setIconSize({12, 12});
}

QSize UnderlineTabs::minimumSizeHint() const
{
    return {60, QTabBar::minimumSizeHint().height()};
}

QSize UnderlineTabs::tabSizeHint(int index) const
{
    // As wide as when it is the current one, so that nothing moves on a click.
    const QFontMetrics metrics(diagram::font(12.5, QFont::DemiBold));
    const auto *button = tabButton(index, QTabBar::RightSide);
    const int width = metrics.horizontalAdvance(tabText(index)) + 31 + (button ? button->width() + 6 : 0);
    return {std::min(width, 280), 36};
}

void UnderlineTabs::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const auto &theme = currentTheme();
    for (int i = 0; i < count(); ++i) {
        QStyleOptionTab option;
        initStyleOption(&option, i);
        if (!isTabVisible(i))
            continue;
        const bool isCurrent = i == currentIndex();
        const bool isHovered = option.state & QStyle::State_MouseOver;
        const QFont drawn = diagram::font(12.5, isCurrent ? QFont::DemiBold : QFont::Normal);
        QRect area = tabRect(i).adjusted(14, 0, -14, 0);
        if (const auto *button = tabButton(i, QTabBar::RightSide))
            area.setRight(button->geometry().left() - 4);
        painter.setFont(drawn);
        painter.setPen(isCurrent || isHovered ? theme.text : theme.muted);
        painter.drawText(area, Qt::AlignVCenter | Qt::AlignLeft,
                         QFontMetrics(drawn).elidedText(tabText(i), Qt::ElideRight, area.width()));
        if (!isCurrent)
            continue;
        const QRect whole = tabRect(i);
        painter.fillRect(QRect(whole.left(), whole.bottom() - 1, whole.width(), 2), theme.accent);
        if (hasFocus()) {
            painter.setPen(theme.accent);
            painter.setRenderHint(QPainter::Antialiasing);
            painter.drawRoundedRect(QRectF(whole).adjusted(4.5, 5.5, -5.5, -6.5), 5, 5);
        }
    }
}

QFrame *hairline(QWidget *parent)
{
    auto *line = new QFrame(parent);
    line->setFixedHeight(1);
    line->setFrameShape(QFrame::NoFrame);
    line->setAutoFillBackground(true);
    line->setBackgroundRole(QPalette::Mid);
    return line;
}

QLabel *textLabel(const QString &text, const QString &look, QWidget *parent)
{
    auto *label = new QLabel(text, parent);
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    if (look == "strong"_L1)
        label->setFont(diagram::font(12.5, QFont::Medium));
    else if (!look.isEmpty())
        setLook(label, look);
    return label;
}

QLabel *heading(const QString &text, double pixels, QWidget *parent)
{
    auto *label = textLabel(text, {}, parent);
    label->setFont(diagram::font(pixels, QFont::DemiBold));
    return label;
}

void setLook(QWidget *widget, const QString &look)
{
    widget->setProperty("look", look);
}

} // namespace gp::views

// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "views/style/proxystyle.h"

#include "views/style/appearance.h"

#include <QCheckBox>
#include <QStyleOption>

using namespace Qt::StringLiterals;

namespace gp::views {

namespace {

void drawFrame(QPainter *painter, const QRect &rect, const QColor &line, const QColor &fill, double radius)
{
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(QPen(line, 1));
    painter->setBrush(fill);
    painter->drawRoundedRect(QRectF(rect).adjusted(0.5, 0.5, -0.5, -0.5), radius, radius);
    painter->restore();
}

/// A chevron that points down, turned by `degrees`.
void drawChevron(QPainter *painter, const QRect &rect, const QColor &color, double degrees)
{
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->translate(QRectF(rect).center());
    painter->rotate(degrees);
    painter->setPen(QPen(color, 1.4, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    const QPointF points[] = {{-3.5, -1.75}, {0, 1.75}, {3.5, -1.75}};
    painter->drawPolyline(points, 3);
    painter->restore();
}

void drawRadio(QPainter *painter, const QStyleOption *option)
{
    const auto &theme = currentTheme();
    const bool isSet = option->state & QStyle::State_On;
    const bool isFocused = option->state & QStyle::State_HasFocus;
    const QRectF box(option->rect.center() - QPoint(6, 6), QSize(13, 13));
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    const QColor ring = isFocused ? theme.text : isSet ? theme.accent : theme.muted;
    painter->setPen(QPen(ring, isFocused ? 1.6 : 1));
    painter->setBrush(isSet ? theme.accent : theme.panel);
    painter->drawEllipse(box.adjusted(0.5, 0.5, -0.5, -0.5));
    if (isSet) {
        painter->setPen(Qt::NoPen);
        painter->setBrush(theme.onAccent);
        painter->drawEllipse(box.center(), 2.8, 2.8);
    }
    painter->restore();
}

void drawCheckBox(QPainter *painter, const QStyleOption *option)
{
    const auto &theme = currentTheme();
    const bool isSet = !(option->state & QStyle::State_Off);
    const bool isFocused = option->state & QStyle::State_HasFocus;
    const QRect box(option->rect.center() - QPoint(7, 7), QSize(15, 15));
    drawFrame(painter, box, isSet || isFocused ? theme.accent : theme.muted,
              isSet ? theme.accent : theme.panel, 4);
    if (!isSet)
        return;
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(QPen(theme.onAccent, 1.8, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    const QPointF origin = box.topLeft();
    const QPointF tick[] = {origin + QPointF(4, 7.8), origin + QPointF(6.6, 10.4), origin + QPointF(11, 4.8)};
    const QPointF dash[] = {origin + QPointF(4, 7.5), origin + QPointF(11, 7.5)};
    if (option->state & QStyle::State_NoChange)
        painter->drawPolyline(dash, 2);
    else
        painter->drawPolyline(tick, 3);
    painter->restore();
}

void drawScrollBar(QPainter *painter, const QStyleOptionSlider *option, const QRect &handle)
{
    const auto &theme = currentTheme();
    if (option->minimum == option->maximum)
        return;
    const bool isActive =
        option->state & QStyle::State_MouseOver || option->activeSubControls & QStyle::SC_ScrollBarSlider;
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(Qt::NoPen);
    painter->setBrush(diagram::blend(theme.muted, theme.panel, isActive ? 0.7 : 0.4));
    painter->drawRoundedRect(QRectF(handle).adjusted(2, 2, -2, -2), 3, 3);
    painter->restore();
}

} // namespace

ProxyStyle::ProxyStyle()
    : QProxyStyle(u"Fusion"_s)
{
}

void ProxyStyle::drawPrimitive(PrimitiveElement element, const QStyleOption *option, QPainter *painter,
                               const QWidget *widget) const
{
    const auto &theme = currentTheme();
    const bool isEnabled = option->state & State_Enabled;
    const QColor ink = isEnabled ? theme.muted : diagram::blend(theme.muted, theme.panel, 0.5);
    switch (element) {
    case PE_IndicatorBranch:
        if (option->state & State_Children)
            drawChevron(painter, option->rect, theme.text, option->state & State_Open ? 0 : -90);
        return;
    case PE_IndicatorArrowDown:
        return drawChevron(painter, option->rect, ink, 0);
    case PE_IndicatorArrowUp:
        return drawChevron(painter, option->rect, ink, 180);
    case PE_IndicatorArrowRight:
        return drawChevron(painter, option->rect, ink, -90);
    case PE_IndicatorArrowLeft:
        return drawChevron(painter, option->rect, ink, 90);
    case PE_IndicatorCheckBox:
    case PE_IndicatorItemViewItemCheck:
        return drawCheckBox(painter, option);
    case PE_IndicatorRadioButton:
        return drawRadio(painter, option);
    case PE_FrameFocusRect:
        // Buttons and fields show the focus with their own border.
        if (!qobject_cast<const QCheckBox *>(widget))
            return;
        return drawFrame(painter, option->rect, theme.accent, Qt::transparent, 4);
    default:
        return QProxyStyle::drawPrimitive(element, option, painter, widget);
    }
}

void ProxyStyle::drawControl(ControlElement element, const QStyleOption *option, QPainter *painter,
                             const QWidget *widget) const
{
    if (element == CE_ComboBoxLabel) {
        const auto *combo = qstyleoption_cast<const QStyleOptionComboBox *>(option);
        if (combo && !combo->editable) {
            const QRect rect = subControlRect(CC_ComboBox, combo, SC_ComboBoxEditField, widget);
            const QString text =
                combo->fontMetrics.elidedText(combo->currentText, Qt::ElideRight, rect.width());
            drawItemText(painter, rect, Qt::AlignVCenter | Qt::AlignLeft, combo->palette,
                         combo->state & State_Enabled, text, QPalette::Text);
            return;
        }
    }
    if (element == CE_ShapedFrame && option->state & State_Sunken)
        return;
    QProxyStyle::drawControl(element, option, painter, widget);
}

void ProxyStyle::drawComplexControl(ComplexControl control, const QStyleOptionComplex *option,
                                    QPainter *painter, const QWidget *widget) const
{
    const auto &theme = currentTheme();
    const bool isFocused = option->state & State_HasFocus;
    if (control == CC_ComboBox) {
        drawFrame(painter, option->rect, isFocused ? theme.accent : theme.line, theme.panel, cornerRadius);
        drawChevron(painter, subControlRect(control, option, SC_ComboBoxArrow, widget), theme.muted, 0);
        return;
    }
    if (control == CC_SpinBox) {
        drawFrame(painter, option->rect, isFocused ? theme.accent : theme.line, theme.panel, cornerRadius);
        const auto *spin = qstyleoption_cast<const QStyleOptionSpinBox *>(option);
        if (spin && spin->buttonSymbols != QAbstractSpinBox::NoButtons) {
            drawChevron(painter, subControlRect(control, option, SC_SpinBoxUp, widget), theme.muted, 180);
            drawChevron(painter, subControlRect(control, option, SC_SpinBoxDown, widget), theme.muted, 0);
        }
        return;
    }
    if (control == CC_ScrollBar) {
        if (const auto *slider = qstyleoption_cast<const QStyleOptionSlider *>(option))
            drawScrollBar(painter, slider, subControlRect(control, option, SC_ScrollBarSlider, widget));
        return;
    }
    QProxyStyle::drawComplexControl(control, option, painter, widget);
}

QRect ProxyStyle::subControlRect(ComplexControl control, const QStyleOptionComplex *option, SubControl part,
                                 const QWidget *widget) const
{
    const QRect rect = option->rect;
    if (control == CC_ComboBox && part == SC_ComboBoxEditField)
        return rect.adjusted(9, 1, -24, -1);
    if (control == CC_ComboBox && part == SC_ComboBoxArrow)
        return {rect.right() - 22, rect.top(), 18, rect.height()};
    if (control == CC_ScrollBar) {
        // No arrow buttons: the groove is the whole bar.
        const auto *slider = qstyleoption_cast<const QStyleOptionSlider *>(option);
        if (slider && (part == SC_ScrollBarAddLine || part == SC_ScrollBarSubLine))
            return {};
        if (slider && (part == SC_ScrollBarGroove || part == SC_ScrollBarSlider)) {
            if (part == SC_ScrollBarGroove)
                return rect;
            const bool isVertical = slider->orientation == Qt::Vertical;
            const int length = isVertical ? rect.height() : rect.width();
            const qint64 range = qint64(slider->maximum) - slider->minimum;
            const int handle =
                range <= 0 ? length
                           : std::clamp(int(qint64(length) * slider->pageStep / (range + slider->pageStep)),
                                        std::min(28, length), length);
            const int at = sliderPositionFromValue(slider->minimum, slider->maximum, slider->sliderPosition,
                                                   length - handle, slider->upsideDown);
            return isVertical ? QRect(rect.x(), rect.y() + at, rect.width(), handle)
                              : QRect(rect.x() + at, rect.y(), handle, rect.height());
        }
    }
    return QProxyStyle::subControlRect(control, option, part, widget);
}

QSize ProxyStyle::sizeFromContents(ContentsType type, const QStyleOption *option, const QSize &size,
                                   const QWidget *widget) const
{
    QSize result = QProxyStyle::sizeFromContents(type, option, size, widget);
    if (type == CT_ComboBox)
        return {size.width() + 9 + 28, std::max(controlHeight, size.height())};
    if (type == CT_SpinBox)
        result.setHeight(std::max(controlHeight, result.height()));
    return result;
}

int ProxyStyle::pixelMetric(PixelMetric metric, const QStyleOption *option, const QWidget *widget) const
{
    switch (metric) {
    case PM_ScrollBarExtent:
        return 10;
    case PM_SmallIconSize:
    case PM_ButtonIconSize:
        return 16;
    case PM_TreeViewIndentation:
        return 16;
    case PM_IndicatorWidth:
    case PM_IndicatorHeight:
        return 16;
    case PM_LayoutHorizontalSpacing:
    case PM_LayoutVerticalSpacing:
        return gap;
    default:
        return QProxyStyle::pixelMetric(metric, option, widget);
    }
}

int ProxyStyle::styleHint(StyleHint hint, const QStyleOption *option, const QWidget *widget,
                          QStyleHintReturn *data) const
{
    switch (hint) {
    case SH_EtchDisabledText:
    case SH_DitherDisabledText:
    case SH_ComboBox_Popup:
        return 0;
    case SH_UnderlineShortcut:
        return 1;
    case SH_ToolTip_WakeUpDelay:
        return 500;
    case SH_Widget_Animation_Duration:
        return 0;
    default:
        return QProxyStyle::styleHint(hint, option, widget, data);
    }
}

} // namespace gp::views

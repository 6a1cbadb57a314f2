// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "views/style/appearance.h"

#include "views/style/proxystyle.h"

#include <QApplication>
#include <QPalette>
#include <QStyleHints>
#include <QWidget>

using namespace Qt::StringLiterals;

namespace gp::views {

namespace {

QPalette paletteFor(const diagram::Theme &theme)
{
    QPalette palette;
    palette.setColor(QPalette::Window, theme.window);
    palette.setColor(QPalette::WindowText, theme.text);
    palette.setColor(QPalette::Base, theme.panel);
    palette.setColor(QPalette::AlternateBase, theme.window);
    palette.setColor(QPalette::Text, theme.text);
    palette.setColor(QPalette::Button, theme.panel);
    palette.setColor(QPalette::ButtonText, theme.text);
    palette.setColor(QPalette::BrightText, theme.onAccent);
    palette.setColor(QPalette::Highlight, theme.selection);
    palette.setColor(QPalette::HighlightedText, theme.text);
    palette.setColor(QPalette::Accent, theme.accent);
    palette.setColor(QPalette::Link, theme.accent);
    palette.setColor(QPalette::LinkVisited, theme.accent);
    palette.setColor(QPalette::PlaceholderText, theme.muted);
    palette.setColor(QPalette::ToolTipBase, theme.panel);
    palette.setColor(QPalette::ToolTipText, theme.text);
    palette.setColor(QPalette::Light, theme.panel);
    palette.setColor(QPalette::Midlight, theme.line);
    palette.setColor(QPalette::Mid, theme.line);
    palette.setColor(QPalette::Dark, theme.line);
    palette.setColor(QPalette::Shadow, theme.line);
    for (const auto role :
         {QPalette::WindowText, QPalette::Text, QPalette::ButtonText, QPalette::HighlightedText})
        palette.setColor(QPalette::Disabled, role, diagram::blend(theme.muted, theme.panel, 0.65));
    return palette;
}

Qt::ColorScheme schemeFor(ThemeChoice choice)
{
    switch (choice) {
    case ThemeChoice::Light:
        return Qt::ColorScheme::Light;
    case ThemeChoice::Dark:
        return Qt::ColorScheme::Dark;
    case ThemeChoice::System:
        break;
    }
    return Qt::ColorScheme::Unknown;
}

} // namespace

Appearance::Appearance(ThemeChoice choice, QObject *parent)
    : QObject(parent)
    , m_choice(choice)
{
    QApplication::setStyle(new ProxyStyle);
    QApplication::setFont(diagram::font(12.5));
    connect(QGuiApplication::styleHints(), &QStyleHints::colorSchemeChanged, this, [this] {
        if (m_choice == ThemeChoice::System)
            apply();
    });
    QGuiApplication::styleHints()->setColorScheme(schemeFor(m_choice));
    apply();
}

void Appearance::setChoice(ThemeChoice choice)
{
    if (choice == m_choice)
        return;
    m_choice = choice;
    QGuiApplication::styleHints()->setColorScheme(schemeFor(choice));
    apply();
}

void Appearance::setReducesMotion(bool reduces)
{
    if (reduces == m_systemFlashTime.has_value())
        return;
    if (reduces)
        m_systemFlashTime = QApplication::cursorFlashTime();
    QApplication::setCursorFlashTime(reduces ? 0 : *m_systemFlashTime);
    for (const auto effect : {Qt::UI_AnimateMenu, Qt::UI_FadeMenu, Qt::UI_AnimateCombo, Qt::UI_AnimateTooltip,
                              Qt::UI_FadeTooltip, Qt::UI_AnimateToolBox}) {
        if (reduces && QApplication::isEffectEnabled(effect))
            m_stilled.append(effect);
        if (m_stilled.contains(effect))
            QApplication::setEffectEnabled(effect, !reduces);
    }
    if (!reduces) {
        m_systemFlashTime.reset();
        m_stilled.clear();
    }
}

void Appearance::apply()
{
    const bool isDark = m_choice == ThemeChoice::Dark ||
                        (m_choice == ThemeChoice::System &&
                         QGuiApplication::styleHints()->colorScheme() == Qt::ColorScheme::Dark);
    const auto &theme = diagram::Theme::of(isDark);
    QApplication::setPalette(paletteFor(theme));
    qApp->setStyleSheet(styleSheetFor(theme));
    Q_EMIT changed();
}

const diagram::Theme &currentTheme()
{
    // The application's palette: that of a widget is changed by the style sheet (a transparent background is
    // black).
    return diagram::Theme::of(QGuiApplication::palette().color(QPalette::Window).lightness() < 128);
}

} // namespace gp::views

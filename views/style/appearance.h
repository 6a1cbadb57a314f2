// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/diagram/theme.h"

#include <QObject>

#include <optional>

namespace gp::views {

enum class ThemeChoice { System, Light, Dark };

/// Dresses the whole application: style, palette, style sheet and font from the tokens of diagram::Theme. One
/// per program, made after QApplication; widgets ask currentTheme() and never this.
class Appearance : public QObject
{
    Q_OBJECT

public:
    explicit Appearance(ThemeChoice choice, QObject *parent = nullptr);

    [[nodiscard]] ThemeChoice choice() const { return m_choice; }
    /// Applies at once to every window.
    void setChoice(ThemeChoice choice);
    /// Menus and tooltips appear at once and no cursor blinks; else all is as the system has it.
    void setReducesMotion(bool reduces);

Q_SIGNALS:
    void changed();

private:
    void apply();

    ThemeChoice m_choice;
    std::optional<int> m_systemFlashTime; ///< while motion is reduced
    QList<Qt::UIEffect> m_stilled;        ///< what the system has and we switched off
};

/// The tokens that the application is dressed in.
[[nodiscard]] const diagram::Theme &currentTheme();

/// The style sheet for a theme.
[[nodiscard]] QString styleSheetFor(const diagram::Theme &theme);

/// Standard heights and gaps, in pixels: steps of 4.
inline constexpr int gap = 8;
inline constexpr int controlHeight = 30;
inline constexpr int cornerRadius = 7;

} // namespace gp::views

// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "core/diagram/theme.h"

#include <cmath>

namespace gp::diagram {

namespace {

constexpr double readable = 4.5; // WCAG 2, level AA, text of normal size

QColor rgb(unsigned value)
{
    return QColor::fromRgb(value | 0xff000000U);
}

Theme makeLight()
{
    Theme theme;
    theme.window = rgb(0xf4f5f7);
    theme.panel = rgb(0xffffff);
    theme.canvas = rgb(0xfafbfc);
    theme.card = rgb(0xffffff);
    theme.line = rgb(0xdfe3e8);
    theme.text = rgb(0x1c2127);
    theme.muted = rgb(0x66707c);
    theme.accent = rgb(0x2f6fde);
    theme.selection = rgb(0xe4edff);
    theme.service = rgb(0x2f6fde);
    theme.pipeline = rgb(0x7a4fd0);
    theme.environment = rgb(0x138a72);
    theme.control = rgb(0xc2571a);
    theme.other = rgb(0x5c6b7a);
    theme.added = rgb(0x1a7f37);
    theme.removed = rgb(0xb3261e);
    theme.changed = rgb(0x9a6700);
    theme.edge = rgb(0x868f9c);
    theme.onAccent = rgb(0xffffff);
    return theme;
}

Theme makeDark()
{
    Theme theme;
    theme.isDark = true;
    theme.window = rgb(0x16181d);
    theme.panel = rgb(0x1e2127);
    theme.canvas = rgb(0x14161a);
    theme.card = rgb(0x22262d);
    theme.line = rgb(0x30343c);
    theme.text = rgb(0xe7e9ee);
    theme.muted = rgb(0x9aa2ae);
    theme.accent = rgb(0x6ea0ff);
    theme.selection = rgb(0x2b3a55);
    theme.service = rgb(0x6ea0ff);
    theme.pipeline = rgb(0xb08cff);
    theme.environment = rgb(0x3ccfae);
    theme.control = rgb(0xf0883e);
    theme.other = rgb(0x9aa7b5);
    theme.added = rgb(0x3fb950);
    theme.removed = rgb(0xf85149);
    theme.changed = rgb(0xd29922);
    theme.edge = rgb(0x7d8694);
    theme.onAccent = rgb(0x101216);
    return theme;
}

double luminance(const QColor &colour)
{
    const auto linear = [](double part) {
        return part <= 0.04045 ? part / 12.92 : std::pow((part + 0.055) / 1.055, 2.4);
    };
    return 0.2126 * linear(colour.redF()) + 0.7152 * linear(colour.greenF()) +
           0.0722 * linear(colour.blueF());
}

/// Colours that tell values apart (set-0 to set-7; distinct for colour-blind eyes, too, and never without a
/// word beside them) or rank them (heat-0, the one to look at first, to heat-3).
QColor scaleColor(const Theme &theme, QStringView token)
{
    static constexpr unsigned light[] = {0x2f6fde, 0xc2571a, 0x138a72, 0x7a4fd0,
                                         0x9a6700, 0xb3468f, 0x0e7c9c};
    static constexpr unsigned dark[] = {0x6ea0ff, 0xf0883e, 0x3ccfae, 0xb08cff, 0xd29922, 0xe884c4, 0x4fc1e0};
    const int number = token.mid(token.indexOf(u'-') + 1).toInt();
    if (token.startsWith(u"heat-"))
        return number == 0   ? theme.removed
               : number == 1 ? theme.changed
               : number == 2 ? theme.accent
                             : theme.other;
    if (number < 0 || number >= int(std::size(light)))
        return theme.other;
    return rgb(theme.isDark ? dark[number] : light[number]);
}

} // namespace

const Theme &Theme::light()
{
    static const Theme theme = makeLight();
    return theme;
}

const Theme &Theme::dark()
{
    static const Theme theme = makeDark();
    return theme;
}

QColor Theme::kindColor(QStringView token) const
{
    if (token.startsWith(u"set-") || token.startsWith(u"heat-"))
        return scaleColor(*this, token);
    if (token == u"added")
        return added;
    if (token == u"removed")
        return removed;
    if (token == u"changed")
        return changed;
    if (token == u"service")
        return service;
    if (token == u"pipeline")
        return pipeline;
    if (token == u"environment")
        return environment;
    if (token == u"control")
        return control;
    return other;
}

QColor Theme::tint(const QColor &colour, const QColor &ground) const
{
    return blend(colour, ground, isDark ? 0.18 : 0.12);
}

QColor Theme::badgeText(const QColor &colour) const
{
    const QColor ground = tint(colour);
    QColor result = colour;
    for (int step = 1; step <= 20 && contrast(result, ground) < readable; ++step)
        result = blend(text, colour, step / 20.0);
    return result;
}

double contrast(const QColor &a, const QColor &b)
{
    const double first = luminance(a);
    const double second = luminance(b);
    return (std::max(first, second) + 0.05) / (std::min(first, second) + 0.05);
}

QColor blend(const QColor &top, const QColor &below, double opacity)
{
    const auto mix = [opacity](int a, int b) {
        return static_cast<int>(std::lround(a * opacity + b * (1 - opacity)));
    };
    return {mix(top.red(), below.red()), mix(top.green(), below.green()), mix(top.blue(), below.blue())};
}

} // namespace gp::diagram

// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "core/diagram/theme.h"

#include <QFontDatabase>

#include <cmath>

using namespace Qt::StringLiterals;

// Has to be outside of any namespace.
static void initialiseFontResource()
{
    Q_INIT_RESOURCE(inter);
}

namespace gp::diagram {

namespace {

QString registerFaces()
{
    initialiseFontResource();
    QString family;
    for (const QString &face : {u"Bold"_s, u"SemiBold"_s, u"Medium"_s, u"Regular"_s}) {
        const int id = QFontDatabase::addApplicationFont(u":/fonts/Inter-%1.otf"_s.arg(face));
        Q_ASSERT_X(id >= 0, "fonts", "the embedded font could not be registered");
        const QStringList families = QFontDatabase::applicationFontFamilies(id);
        if (!families.isEmpty())
            family = families.first();
    }
    return family;
}

} // namespace

QString fontFamily()
{
    static const QString family = registerFaces();
    return family;
}

QFont font(double pixels, QFont::Weight weight)
{
    QFont result(fontFamily());
    // Whole sizes in pixels do not depend on the resolution of what is painted on; fractions exist in points
    // only.
    if (pixels == std::floor(pixels))
        result.setPixelSize(static_cast<int>(pixels));
    else
        result.setPointSizeF(pixels * 0.75);
    result.setWeight(weight);
    // Hinting depends on the machine's settings and rounds advances; without it, text is as wide everywhere.
    result.setHintingPreference(QFont::PreferNoHinting);
    result.setStyleStrategy(QFont::StyleStrategy(QFont::PreferOutline | QFont::PreferAntialias));
    return result;
}

QFont tabularFont(double pixels, QFont::Weight weight)
{
    QFont result = font(pixels, weight);
    result.setFeature(QFont::Tag("tnum"), 1);
    return result;
}

} // namespace gp::diagram

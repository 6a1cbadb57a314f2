// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "core/model/plateau.h"

#include <array>

namespace gp {

namespace {
struct KindName
{
    PlateauKind kind;
    QStringView name;
};
constexpr std::array<KindName, 4> kindNames{{{PlateauKind::Current, u"current"},
                                             {PlateauKind::Transition, u"transition"},
                                             {PlateauKind::Target, u"target"},
                                             {PlateauKind::Option, u"option"}}};
} // namespace

QString toString(PlateauKind kind)
{
    for (const auto &[value, name] : kindNames) {
        if (value == kind)
            return name.toString();
    }
    Q_UNREACHABLE_RETURN({});
}

std::optional<PlateauKind> plateauKindFrom(QStringView text)
{
    for (const auto &[value, name] : kindNames) {
        if (name == text)
            return value;
    }
    return std::nullopt;
}

bool PlateauPath::lives(const Lifetime &lifetime) const
{
    return contains(lifetime.since) &&
           std::ranges::none_of(lifetime.until, [this](PlateauId id) { return contains(id); });
}

} // namespace gp

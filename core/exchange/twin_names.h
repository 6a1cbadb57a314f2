// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/model/draft.h"

#include <QStringList>

/// What writer and reader of the text twin must agree on.
namespace gp::exchange::twin {

inline constexpr QStringView projectFile = u"project.yaml";
inline constexpr QStringView plateausFile = u"plateaus.yaml";
inline constexpr QStringView elementsFolder = u"elements";
inline constexpr QStringView viewsFolder = u"views";

/// Where a relation begins when its file does not say: at the later one of its ends; invalid where the ends
/// begin on different branches.
[[nodiscard]] inline PlateauId defaultSince(const Model &model, PlateauId source, PlateauId target)
{
    if (model.pathTo(target).contains(source))
        return target;
    if (model.pathTo(source).contains(target))
        return source;
    return {};
}

/// The id a thing has when nobody says otherwise; others are written into the file.
[[nodiscard]] inline qint64 ordinaryId(QStringView kind, QStringView key)
{
    return deriveIdValue(kind.toString() + u'/' + key);
}

} // namespace gp::exchange::twin

// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "views/canvas/viewedits.h"

class QMimeData;

namespace gp::views {

/// Elements on the clipboard: as they are at one plateau, with the relations among them and where they stood,
/// so that they can be pasted into another view, another project or another program (which gets their names).
namespace clipboard {

inline constexpr char format[] = "application/x-groundplan-elements";

/// What is copied of `ids`; the caller owns it. `corners` may lack some.
[[nodiscard]] QMimeData *copy(const PlateauModel &state, const QList<ElementId> &ids,
                              const QMap<ElementId, QPoint> &corners);

/// The elements of this project that `data` names by their ids: what a drag from the tree carries.
[[nodiscard]] QMimeData *drag(const PlateauModel &state, const QList<ElementId> &ids);

/// Puts what is on the clipboard into the view: elements of this project that the view does not show join it
/// as they are; those that it shows already, and those of another project, are made anew. `at`: where the
/// first is to stand. Refused where there is nothing of ours, with the reason.
[[nodiscard]] Result<Edit> paste(const EditPlace &place, const QMimeData &data, QPoint at);

} // namespace clipboard

} // namespace gp::views

// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/model/draft.h"

namespace gp {

/// What becomes of the option's own plateau when it is merged.
enum class MergedOption {
    Keep,  ///< it stays, says nothing of its own any more, and can be gone on with
    Remove ///< it goes; what branched off it branches off the base, and records name the base in its place
};

/// An edit that makes everything an option says be said by the plateau it branches off: what begins, ends or
/// changes at the option does so there. Of a property that both set the option's value wins; what the option
/// does not say stays as the base has it by now. The base then is what the option was, and what goes on from
/// the base inherits it. Refused where `option` is no option.
[[nodiscard]] Result<Draft> mergeOption(const Model &model, PlateauId option, MergedOption then);

/// An edit that takes a plateau away together with everything that it says. Rows of a record's tables (the
/// options that a decision considered) forget its key. Refused for the first plateau, and where others go on
/// from it or a record's own properties name it (a waiver that expires there).
[[nodiscard]] Result<Draft> dropPlateau(const Model &model, PlateauId plateau);

/// The plateaus that come after `plateau`, in their shown order.
[[nodiscard]] QList<Plateau> plateausAfter(const Model &model, PlateauId plateau);

} // namespace gp

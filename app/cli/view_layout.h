// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/model/draft.h"

namespace gp::cli {

/// Lays a view out anew in the worker process and puts the result into the draft.
[[nodiscard]] Result<void> layOutView(Draft &draft, ViewId view);

/// Lays out every view that has no positions yet. Stops at the first that fails; what is done stays in the
/// draft.
[[nodiscard]] Result<void> layOutMissingViews(Draft &draft);

} // namespace gp::cli

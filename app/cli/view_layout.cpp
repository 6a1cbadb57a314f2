// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "app/cli/view_layout.h"

#include "core/diagram/scene.h"
#include "core/metamodel/ownkinds.h"

namespace gp::cli {

Result<void> layOutView(Draft &draft, ViewId id)
{
    const auto view =
        diagram::laidOut(draft.model(), metamodel::metamodelOf(draft.model()), *draft.model().view(id));
    return view ? draft.update(*view) : std::unexpected(view.error());
}

Result<void> layOutMissingViews(Draft &draft)
{
    const auto views = draft.model().views();
    for (const View &view : views) {
        if (!view.positions.isEmpty())
            continue;
        if (const auto done = layOutView(draft, view.id); !done)
            return done;
    }
    return {};
}

} // namespace gp::cli

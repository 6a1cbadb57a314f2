// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "app/cli/view_layout.h"

#include "core/diagram/scene.h"
#include "core/metamodel/metamodel.h"

namespace gp::cli {

Result<void> layOutView(Draft &draft, ViewId id)
{
    const View view = *draft.model().view(id);
    const diagram::SceneBuilder builder(draft.model(), metamodel::Metamodel::builtin(), view);
    const layout::Request request = builder.layoutRequest();
    if (request.nodes.isEmpty())
        return {};
    const auto arrangement = layout::layOut(request);
    if (!arrangement)
        return std::unexpected(arrangement.error());
    return draft.update(builder.withLayout(*arrangement));
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

// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/diagram/pipeline.h"

namespace gp::views {

/// Where an arrow key goes from a part of the picture (-1: from nowhere, to the first stage). Left and right
/// walk the stages (from an environment the environments), up and down what belongs to a stage, and from
/// there on to what belongs to none. `from` where there is nothing further.
[[nodiscard]] int walkPipeline(const diagram::PipelinePicture &picture, int from, Qt::Key key);

} // namespace gp::views

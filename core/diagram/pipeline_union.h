// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/diagram/pipeline_facts.h"

namespace gp::diagram::facts {

/// What both states say, each thing with its State. Stages are the same when their names are, else when they
/// are of one type and environment, else when they are the only ones of their type; what is gone stands
/// behind what it followed. Either may be not there.
[[nodiscard]] Pipeline unite(const Pipeline &now, const Pipeline &was);

} // namespace gp::diagram::facts

// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "states.h"

namespace gp::app {

/// States of documents and their templates.
[[nodiscard]] QList<State> documentStates();

} // namespace gp::app

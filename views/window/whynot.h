// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "views/window/actions.h"

namespace gp::views {

class Session;

/// Why a command cannot be run now, as a sentence; empty where it can.
[[nodiscard]] QString whyNot(const QAction *action, const Session &session);

} // namespace gp::views

// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "core/store/rescue.h"

namespace gp::store {
} // namespace gp::store

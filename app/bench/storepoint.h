// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/bench/bench.h"

namespace gp::bench {

/// What the store costs with a project of `elements` elements in `folder`; `what`: "write" makes it, "read"
/// and "memory" open it. Milliseconds and MiB by name; each is to run in a process of its own.
[[nodiscard]] QJsonObject measureStore(const QString &what, const QString &folder, int elements);

} // namespace gp::bench

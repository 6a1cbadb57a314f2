// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

/// What the kernel knows about this process, for the measurement of the start.
namespace gp::app {

/// Milliseconds since the process was executed; negative where the system does not tell.
[[nodiscard]] double millisecondsSinceStart();

/// The most memory that was resident so far, in MiB; negative where the system does not tell.
[[nodiscard]] double peakMebibytes();

} // namespace gp::app

// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/layout/layout.h"

#include <QSet>

namespace gp::layout {

/// Lays out `movable` among themselves, as layOut() does, and puts the block into free space near where they
/// stood, or near the cards of their groups or their neighbours where they stood nowhere. All others keep
/// their place to the pixel, so nothing is overlapped; frames grow to hold what is in them. Blocking, any
/// thread; `worker` as for layOut(). Routes are the caller's to draw (routeAll()).
[[nodiscard]] gp::Result<Positions> arrangePart(const Request &request, const Positions &positions,
                                                const QSet<qint64> &movable,
                                                std::chrono::milliseconds timeout = std::chrono::seconds(60),
                                                const QString &worker = {});

} // namespace gp::layout

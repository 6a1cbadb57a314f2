// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/layout/layout.h"

#include <QByteArray>

/// What goes over the pipe between Layouter and groundplan-layout: one frame each way. A frame is the line
/// "groundplan-layout 1 LENGTH", then LENGTH bytes of JSON. Numbers are integers, so no locale can touch
/// them.
namespace gp::layout {

[[nodiscard]] QByteArray toFrame(const QByteArray &json);
/// The bytes inside exactly one frame; an Error for a wrong head, a wrong length or anything behind it.
[[nodiscard]] gp::Result<QByteArray> fromFrame(const QByteArray &frame);

[[nodiscard]] QByteArray encode(const Request &request);
/// Also applies findFault().
[[nodiscard]] gp::Result<Request> decodeRequest(const QByteArray &json);

[[nodiscard]] QByteArray encode(const Arrangement &arrangement);
[[nodiscard]] QByteArray encode(const gp::Error &error);
/// An arrangement that fits `request`: a place for every node and a route for every edge. An answer that is
/// an error comes back as that Error.
[[nodiscard]] gp::Result<Arrangement> decodeArrangement(const QByteArray &json, const Request &request);

} // namespace gp::layout

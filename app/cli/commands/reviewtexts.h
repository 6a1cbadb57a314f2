// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
// What `review` prints.
#pragma once

#include "core/review/agenda.h"
#include "core/review/intake.h"
#include "core/review/minutes.h"

#include <QJsonArray>
#include <QJsonObject>

namespace gp::cli {

[[nodiscard]] QString textOf(const review::Agenda &agenda);
[[nodiscard]] QJsonObject toJson(const Model &model, const review::Agenda &agenda);
[[nodiscard]] QString textOf(const Model &model, const review::Minutes &minutes);
[[nodiscard]] QJsonObject toJson(const Model &model, const review::Minutes &minutes);
[[nodiscard]] QString textOf(const QList<review::Waiting> &queue, const review::Throughput &throughput,
                             const review::Overdue &overdue);
[[nodiscard]] QJsonObject toJson(const QList<review::Waiting> &queue, const review::Throughput &throughput,
                                 const review::Overdue &overdue);

} // namespace gp::cli

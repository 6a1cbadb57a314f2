// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/review/agenda.h"

namespace gp::views {

/// The agenda of a review with the answers to the NFRs, which are read from the project at `path` on a
/// connection of their own: for the background, as it takes seconds of a large model.
[[nodiscard]] Result<review::Agenda> agendaFrom(const Model &model, const metamodel::Metamodel &metamodel,
                                                const QString &review, const QString &path);

} // namespace gp::views

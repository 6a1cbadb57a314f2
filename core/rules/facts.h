// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/model/at.h"
#include "core/store/query.h"

namespace gp::rules {

/// Sets the tables that the catalogue's SQL reads (slo, delivery, stage, place, guard, link; see
/// resources/catalogue/nfr/README.md) for one plateau.
Result<void> setFacts(store::Query &query, const PlateauModel &at);

} // namespace gp::rules

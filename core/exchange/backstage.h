// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/exchange/importer.h"

namespace gp::exchange {

/// Backstage catalogues (catalog-info.yaml): Component becomes a service, API an api, Resource a data store
/// (database, queue, bucket…) or a technology, System and Domain groups, Group and User teams. A kind that
/// Backstage does not define becomes a technology, with a warning; Template and Location are no things of the
/// platform. Format: https://backstage.io/docs/features/software-catalog/descriptor-format
[[nodiscard]] std::unique_ptr<Importer> makeBackstageImporter();

} // namespace gp::exchange

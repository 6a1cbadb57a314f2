// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/documents/contexts.h"

namespace gp::documents {

/// Draws one picture of a document with the layout worker. Refused where there is nothing to show at the
/// plateau.
[[nodiscard]] Result<QByteArray> drawSvg(const Model &model, const metamodel::Metamodel &metamodel,
                                         PlateauId plateau, const PictureRequest &request);

} // namespace gp::documents

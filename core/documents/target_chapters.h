// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/documents/contexts.h"

/// The chapters of a target architecture: each puts its facts into the context.
namespace gp::documents {

void putStages(const Facts &facts, QVariantHash &context);
void putEnvironments(const Facts &facts, const DrawPicture &draw, QVariantHash &context);
void putIdentity(const Facts &facts, QVariantHash &context);
void putArtifacts(const Facts &facts, QVariantHash &context);
void putObservability(const Facts &facts, QVariantHash &context);
void putRelease(const Facts &facts, QVariantHash &context);
void putGovernance(const Facts &facts, QVariantHash &context);

} // namespace gp::documents

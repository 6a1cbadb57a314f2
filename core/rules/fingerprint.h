// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/rules/rules.h"

namespace gp::rules {

/// Sets the fingerprints of one rule's findings: rule, keys of the element, the related one and the record;
/// those that are alike in all are numbered in the order of their messages.
void setFingerprints(QList<Finding> &findings, const Model &model);

} // namespace gp::rules

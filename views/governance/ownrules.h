// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/rules/rules.h"

/// How the project keeps rules of its own. Ids are written in capitals (CTL-012), keys of records are not
/// (ctl-012), so that an own rule can stand in the place of a shipped one.
namespace gp::views {

[[nodiscard]] rules::Rule ownRuleFrom(const Record &record);
[[nodiscard]] Record recordOf(const rules::Rule &rule);
/// The shipped ones and the project's own, which win over a shipped one of the same id.
[[nodiscard]] rules::RuleSet rulesOf(const Model &model);
/// Why a text cannot be the id of an own rule; empty where it can.
[[nodiscard]] QString problemWithId(const QString &id);

} // namespace gp::views

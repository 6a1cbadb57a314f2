// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/metamodel/yaml.h"
#include "core/model/model.h"

/// The small model of a rule's example, as resources/rules/README.md says.
struct SmallModel
{
    explicit SmallModel(const gp::yaml::Value &items);

    gp::Model model;
    gp::PlateauId at;
    gp::PlateauId baseline; ///< valid where the rule is to run at target
    QStringList mandatory;
    QStringList problems; ///< what the metamodel does not allow in it
};

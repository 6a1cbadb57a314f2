// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/model/draft.h"

namespace gp::views {

/// What a change of the project's own kinds and properties (core/metamodel/ownkinds.h) means for the model.
struct DefinitionEdit
{
    Draft draft;
    Result<void> done; ///< why it cannot be: what is wrong with the definition, or who uses it
    QString label;     ///< "Add property Cost centre"
};

/// Adds the definition, or puts it in place of the one with the same id.
[[nodiscard]] DefinitionEdit putDefinition(const Model &model, const Record &definition);
/// Refused while an element uses it: the error counts and names them.
[[nodiscard]] DefinitionEdit removeDefinition(const Model &model, RecordId id);

} // namespace gp::views

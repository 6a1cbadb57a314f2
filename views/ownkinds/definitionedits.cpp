// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "views/ownkinds/definitionedits.h"

#include "core/metamodel/ownkinds.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace gp::views {

namespace {

QString nameOf(const Record &definition)
{
    const bool isKind = definition.kind == metamodel::ownKindRecord;
    return QCoreApplication::translate("gp::views", isKind ? "kind %1" : "property %1")
        .arg(titleOf(definition));
}

Result<void> checked(const Draft &draft)
{
    const auto problems = metamodel::findProjectProblems(draft.model(), draft.change());
    return problems.isEmpty() ? Result<void>() : std::unexpected(problems.front());
}

} // namespace

DefinitionEdit putDefinition(const Model &model, const Record &definition)
{
    DefinitionEdit edit{Draft(model), {}, {}};
    const auto *before = model.record(definition.id);
    if (before) {
        edit.label = QCoreApplication::translate("gp::views", "Change %1").arg(nameOf(definition));
        if (const auto lost = metamodel::whyNotReplace(model, *before, definition)) {
            edit.done = std::unexpected(*lost);
            return edit;
        }
        edit.done = edit.draft.update(definition);
    } else {
        edit.label = QCoreApplication::translate("gp::views", "Add %1").arg(nameOf(definition));
        if (const auto added = edit.draft.addRecord(definition); !added)
            edit.done = std::unexpected(added.error());
    }
    if (edit.done)
        edit.done = checked(edit.draft);
    return edit;
}

DefinitionEdit removeDefinition(const Model &model, RecordId id)
{
    DefinitionEdit edit{Draft(model), {}, {}};
    const auto *definition = model.record(id);
    if (!definition)
        return edit;
    edit.label = QCoreApplication::translate("gp::views", "Remove %1").arg(nameOf(*definition));
    if (const auto used = metamodel::whyInUse(model, *definition)) {
        edit.done = std::unexpected(*used);
        return edit;
    }
    edit.done = edit.draft.eraseRecord(id);
    if (edit.done)
        edit.done = checked(edit.draft);
    return edit;
}

} // namespace gp::views

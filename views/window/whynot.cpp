// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "views/window/whynot.h"

#include "views/session/session.h"

namespace gp::views {

QString whyNot(const QAction *action, const Session &session)
{
    if (action->isEnabled())
        return {};
    const auto id = Actions::idOf(action);
    if (session.store().isReadOnly() && Actions::isWriting(id))
        return session.readOnlyReason();
    const auto text = [](const char *sentence) { return Actions::tr(sentence); };
    switch (id) {
    case Actions::Undo:
        return text("There is nothing to undo.");
    case Actions::Redo:
        return text("There is nothing to redo.");
    case Actions::RenameView:
    case Actions::EditView:
    case Actions::DuplicateView:
    case Actions::DeleteView:
    case Actions::ShowDiagram:
    case Actions::ShowTable:
    case Actions::ShowMatrix:
    case Actions::ViewChecklist:
        return text("No view is on top.");
    case Actions::BlinkEarlier:
        return text("Only in a compare that blinks.");
    case Actions::NextChange:
    case Actions::PreviousChange:
        return text("Only in a compare.");
    case Actions::CompareOptions:
    case Actions::MergeOption:
        return session.isComparing() ? text("Not in a compare.") : text("There are no options yet.");
    case Actions::NewOption:
    case Actions::RenamePlateau:
        return text("Not in a compare.");
    case Actions::DeletePlateau:
        return session.isComparing() ? text("Not in a compare.")
                                     : text("The first plateau is what all others come after.");
    default:
        break;
    }
    return session.isComparing() ? text("Not in a compare.") : text("Not here.");
}

} // namespace gp::views

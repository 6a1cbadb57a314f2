// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "views/checklist/checklistcommands.h"

#include "views/window/actions.h"
#include "views/window/centre.h"

using namespace Qt::StringLiterals;

namespace gp::views {

ChecklistCommands::ChecklistCommands(Session &session, Centre *centre, const Actions &actions,
                                     QObject *parent)
    : QObject(parent)
    , m_session(session)
    , m_centre(centre)
    , m_actions(actions)
{
    connect(actions[Actions::OpenChecklist], &QAction::triggered, this, &ChecklistCommands::openSelected);
    connect(actions[Actions::ViewChecklist], &QAction::triggered, this, &ChecklistCommands::openView);
    connect(actions[Actions::PlateauChecklist], &QAction::triggered, this,
            [this] { m_centre->openChecklist({}); });
    connect(centre, &Centre::currentChanged, this, &ChecklistCommands::showWhatCanBe);
    showWhatCanBe();
}

void ChecklistCommands::openSelected()
{
    const Model &model = m_session.model();
    if (const auto *id = std::get_if<RecordId>(&m_session.selection())) {
        const auto *record = model.record(*id);
        if (record && record->kind == "review"_L1)
            return m_centre->openChecklist({*id});
    }
    for (const ElementId id : m_session.selectedElements()) {
        const auto *element = model.element(id);
        if (element && element->kind == "service"_L1)
            return m_centre->openChecklist({id});
    }
    Q_EMIT m_session.informed(tr("Select a service or a review: NFRs are about services."));
}

void ChecklistCommands::openView()
{
    if (const ViewId view = m_centre->currentView(); view.isValid())
        m_centre->openChecklist({view});
}

void ChecklistCommands::showWhatCanBe()
{
    m_actions[Actions::ViewChecklist]->setEnabled(m_centre->currentView().isValid());
}

} // namespace gp::views

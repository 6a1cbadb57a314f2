// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "views/newview/viewcommands.h"

#include "views/newview/newviewdialog.h"
#include "views/newview/viewdialogs.h"
#include "views/window/actions.h"
#include "views/window/centre.h"
#include "views/window/messagebar.h"

#include <QMenu>

using namespace Qt::StringLiterals;

namespace gp::views {

namespace {

const QList<Actions::Id> aboutOneView = {Actions::RenameView, Actions::EditView, Actions::DuplicateView,
                                         Actions::DeleteView};

} // namespace

ViewCommands::ViewCommands(Session &session, Centre *centre, MessageBar *messages, const Actions &actions,
                           QObject *parent)
    : QObject(parent)
    , m_session(session)
    , m_centre(centre)
    , m_messages(messages)
    , m_actions(actions)
{
    connect(actions[Actions::NewView], &QAction::triggered, this, &ViewCommands::askNew);
    connect(actions[Actions::RenameView], &QAction::triggered, this, &ViewCommands::askRename);
    connect(actions[Actions::EditView], &QAction::triggered, this, &ViewCommands::askEdit);
    connect(actions[Actions::DuplicateView], &QAction::triggered, this, &ViewCommands::duplicate);
    connect(actions[Actions::DeleteView], &QAction::triggered, this, &ViewCommands::remove);
    connect(centre, &Centre::currentChanged, this, &ViewCommands::enable);
    connect(centre, &Centre::menuWanted, this, &ViewCommands::openMenu);
    connect(&session, &Session::changed, this, &ViewCommands::enable);
    enable();
}

void ViewCommands::enable()
{
    const bool canWrite = !m_session.store().isReadOnly();
    const bool isView = m_centre->currentView().isValid();
    for (const auto id : aboutOneView)
        m_actions[id]->setEnabled(canWrite && isView);
    for (const auto id : {Actions::ShowDiagram, Actions::ShowTable, Actions::ShowMatrix})
        m_actions[id]->setEnabled(isView);
}

void ViewCommands::openMenu(const QPoint &globalPosition)
{
    auto *menu = new QMenu(m_centre);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    for (const auto id : aboutOneView)
        menu->addAction(m_actions[id]);
    menu->addSeparator();
    auto *checklist = menu->addAction(tr("NFR checklist"));
    connect(checklist, &QAction::triggered, m_actions[Actions::ViewChecklist], &QAction::trigger);
    menu->addSeparator();
    menu->addAction(m_actions[Actions::NewView]);
    menu->popup(globalPosition);
}

void ViewCommands::askNew()
{
    auto *dialog = new NewViewDialog(m_session, m_centre->window());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this, [this, dialog] { m_centre->openView(dialog->made()); });
    dialog->open();
}

void ViewCommands::askRename()
{
    auto *dialog = new RenameViewDialog(m_session, m_centre->currentView(), m_centre->window());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->open();
}

void ViewCommands::askEdit()
{
    auto *dialog = new EditViewDialog(m_session, m_centre->currentView(), m_centre->window());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->open();
}

void ViewCommands::duplicate()
{
    const auto id = m_centre->currentView();
    const auto *view = m_session.model().view(id);
    if (!view)
        return;
    const QString title = titleOf(*view);
    const auto draft = withCopyOf(m_session.model(), id, tr("%1 (copy)").arg(title));
    if (!draft)
        return m_messages->show(draft.error());
    if (m_session.commit(draft->first, tr("Duplicate the view %1").arg(title)))
        m_centre->openView(draft->second);
}

void ViewCommands::remove()
{
    const auto id = m_centre->currentView();
    const auto *view = m_session.model().view(id);
    if (!view)
        return;
    const View gone = *view;
    const QString title = titleOf(gone);
    Draft draft(m_session.model());
    if (const auto edit = draft.eraseView(id); !edit)
        return m_messages->show(edit.error());
    const QString label = tr("Delete the view %1").arg(title);
    if (m_session.commit(draft, label))
        m_messages->inform(tr("The view %1 is deleted; its elements stay.").arg(title), tr("Undo"),
                           [this, label, gone] { bringBack(gone, label); });
}

void ViewCommands::bringBack(const View &view, const QString &label)
{
    // The view that came on top instead may have been laid out and stored meanwhile; that is not to be
    // undone.
    if (m_session.store().undoLabel() == label)
        return m_session.undo();
    Draft draft(m_session.model());
    if (const auto added = draft.addView(view); !added)
        return m_messages->show(added.error());
    m_session.commit(draft, tr("Bring back the view %1").arg(titleOf(view)));
}

} // namespace gp::views

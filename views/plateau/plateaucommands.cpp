// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "views/plateau/plateaucommands.h"

#include "views/plateau/plateaudialogs.h"
#include "views/style/parts.h"
#include "views/window/actions.h"
#include "views/window/centre.h"

#include <QLabel>

using namespace Qt::StringLiterals;

namespace gp::views {

PlateauCommands::PlateauCommands(Session &session, Centre *centre, const Actions &actions, QObject *parent)
    : QObject(parent)
    , m_session(session)
    , m_centre(centre)
    , m_actions(actions)
{
    connect(actions[Actions::NewOption], &QAction::triggered, this,
            [this] { (new NewOptionDialog(m_session, m_centre->window()))->open(); });
    connect(actions[Actions::CompareOptions], &QAction::triggered, this, &PlateauCommands::askCompare);
    connect(actions[Actions::MergeOption], &QAction::triggered, this,
            [this] { (new MergeOptionDialog(m_session, m_centre->window()))->open(); });
    connect(actions[Actions::RenamePlateau], &QAction::triggered, this, [this] {
        (new RenamePlateauDialog(m_session, m_session.plateau(), m_centre->window()))->open();
    });
    connect(actions[Actions::DeletePlateau], &QAction::triggered, this, &PlateauCommands::askDelete);
    connect(&session, &Session::changed, this, &PlateauCommands::enable);
    connect(&session, &Session::plateauChanged, this, &PlateauCommands::follow);
    follow();
}

void PlateauCommands::enable()
{
    const bool canWrite = !m_session.store().isReadOnly();
    const auto *shown = m_session.model().plateau(m_session.plateau());
    const bool hasOptions = std::ranges::any_of(m_session.model().plateaus(), [](const Plateau &plateau) {
        return plateau.kind == PlateauKind::Option;
    });
    m_actions[Actions::NewOption]->setEnabled(canWrite);
    m_actions[Actions::CompareOptions]->setEnabled(hasOptions);
    m_actions[Actions::MergeOption]->setEnabled(canWrite && hasOptions);
    m_actions[Actions::RenamePlateau]->setEnabled(canWrite && shown);
    m_actions[Actions::DeletePlateau]->setEnabled(canWrite && shown && shown->parent.isValid());
    // Which one is meant, before anything is asked.
    const QString name = m_session.plateauName(m_session.plateau()).replace(u'&', u"&&"_s);
    m_actions[Actions::RenamePlateau]->setText(tr("&Rename %1…").arg(name));
    m_actions[Actions::DeletePlateau]->setText(tr("&Delete %1…").arg(name));
}

void PlateauCommands::follow()
{
    // What was shown is gone (undone, deleted, here or elsewhere): what it came after is the nearest.
    const PlateauId gone = m_session.model().plateau(m_shown) ? PlateauId() : m_shown;
    const PlateauId before = m_before;
    m_shown = m_session.plateau();
    const auto *shown = m_session.model().plateau(m_shown);
    m_before = shown ? shown->parent : PlateauId();
    if (gone.isValid() && m_session.model().plateau(before))
        m_session.showPlateau(before);
    enable();
}

void PlateauCommands::askCompare()
{
    auto *dialog = new CompareOptionsDialog(m_session, m_centre->window());
    // Side by side is a way to look at the picture.
    connect(dialog, &QDialog::accepted, this, [this] { m_centre->showTwin(Twin::Diagram); });
    dialog->open();
}

void PlateauCommands::askDelete()
{
    const auto *plateau = m_session.model().plateau(m_session.plateau());
    const auto draft = dropPlateau(m_session.model(), m_session.plateau());
    if (!draft) {
        Q_EMIT m_session.failed(draft.error());
        return;
    }
    const QString name = m_session.plateauName(plateau->id);
    auto *dialog = new ConfirmDialog(
        tr("Delete the plateau %1?").arg(name),
        tr("What it says goes with it; %1, which it comes after, stays as it is. Ctrl+Z brings it back.")
            .arg(m_session.plateauName(plateau->parent)),
        tr("Delete"), m_centre->window());
    auto *counts =
        new QLabel(countsText(compare::gapBetween(m_session.model(), plateau->parent, plateau->id)), dialog);
    counts->setFont(diagram::font(12.5, QFont::DemiBold));
    dialog->content()->addWidget(counts);
    QStringList titles;
    for (const auto id : draft->change().records.updated)
        titles.append(titleOf(*m_session.model().record(id)));
    if (!titles.isEmpty())
        dialog->content()->addWidget(
            textLabel(tr("%1 will name it no more.").arg(titles.join(tr(", "))), u"muted"_s, dialog));
    connect(dialog, &QDialog::accepted, this, [this, id = plateau->id] { remove(id); });
    dialog->open();
}

void PlateauCommands::remove(PlateauId id)
{
    const QString label = tr("Delete the plateau %1").arg(m_session.plateauName(id));
    const auto draft = dropPlateau(m_session.model(), id);
    if (!draft) {
        Q_EMIT m_session.failed(draft.error());
        return;
    }
    if (m_session.commit(*draft, label))
        Q_EMIT m_session.edited(label);
}

} // namespace gp::views

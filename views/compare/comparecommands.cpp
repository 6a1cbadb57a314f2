// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "views/compare/comparecommands.h"

#include "views/window/actions.h"

namespace gp::views {

namespace {

const QList<std::pair<Way, Actions::Id>> wayCommands = {{Way::Overlay, Actions::CompareOverlay},
                                                        {Way::Blink, Actions::CompareBlink},
                                                        {Way::Slider, Actions::CompareSlider},
                                                        {Way::SideBySide, Actions::CompareSideBySide}};

} // namespace

CompareCommands::CompareCommands(Session &session, const Actions &actions, QObject *parent)
    : QObject(parent)
    , m_session(session)
    , m_look(CompareLook::of(session))
    , m_actions(actions)
{
    for (const auto &[way, id] : wayCommands)
        connect(actions[id], &QAction::triggered, this, [this, chosen = way] { choose(chosen); });
    connect(actions[Actions::BlinkEarlier], &QAction::triggered, this,
            [this] { m_look.toggle(!m_look.isToggled()); });
    connect(actions[Actions::NextChange], &QAction::triggered, this, [this] { m_look.step(1); });
    connect(actions[Actions::PreviousChange], &QAction::triggered, this, [this] { m_look.step(-1); });
    connect(&m_look, &CompareLook::wayChanged, this, &CompareCommands::enable);
    connect(&m_look, &CompareLook::blinked, this, &CompareCommands::enable);
    connect(&session, &Session::plateauChanged, this, &CompareCommands::enable);
    enable();
}

void CompareCommands::choose(Way way)
{
    m_look.setWay(way);
    if (!m_session.isComparing())
        m_look.start();
    enable(); // the one that was chosen again stays checked
}

void CompareCommands::enable()
{
    const bool isComparing = m_session.isComparing();
    for (const auto &[way, id] : wayCommands)
        m_actions[id]->setChecked(isComparing && way == m_look.way());
    m_actions[Actions::BlinkEarlier]->setEnabled(isComparing && m_look.way() == Way::Blink);
    m_actions[Actions::BlinkEarlier]->setChecked(m_look.isToggled());
    for (const auto id : {Actions::NextChange, Actions::PreviousChange})
        m_actions[id]->setEnabled(isComparing);
}

} // namespace gp::views

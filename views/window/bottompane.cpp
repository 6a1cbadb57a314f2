// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "views/window/bottompane.h"

#include "views/documents/documentspanel.h"
#include "views/governance/findingspanel.h"
#include "views/governance/waiverfacts.h"
#include "views/governance/waiverspanel.h"
#include "views/panels/gappanel.h"
#include "views/panels/historypanel.h"
#include "views/panels/querypanel.h"
#include "views/style/parts.h"
#include "views/window/actions.h"

#include <QHBoxLayout>
#include <QStackedWidget>
#include <QTableWidget>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace gp::views {

BottomPane::BottomPane(Session &session, Findings &findings, const Actions &actions, QWidget *parent)
    : QWidget(parent)
    , m_session(session)
    , m_findings(findings)
    , m_actions(actions)
    , m_tabs(new UnderlineTabs(this))
    , m_stack(new QStackedWidget(this))
    , m_row(new QHBoxLayout)
{
    setObjectName(u"bottomPane"_s);
    setAttribute(Qt::WA_StyledBackground);
    m_tabs->setAccessibleName(tr("Panels"));
    m_tabs->addTab(tr("Gap list"));
    m_tabs->addTab(tr("Findings"));
    m_tabs->addTab(tr("Waivers"));
    m_tabs->addTab(tr("Query"));
    m_tabs->addTab(tr("History"));
    m_tabs->addTab(tr("Documents"));
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 1, 0, 0);
    column->setSpacing(4);
    m_row->setContentsMargins(8, 0, 14, 0);
    m_row->addWidget(m_tabs);
    m_row->addStretch();
    column->addLayout(m_row);
    column->addWidget(m_stack, 1);
    connect(m_tabs, &QTabBar::currentChanged, this, [this](int index) {
        m_stack->setCurrentWidget(panel(Tab(index)));
        findingsPanel()->head()->setVisible(Tab(index) == Tab::Findings);
        if (Tab(index) != Tab::Gap)
            Q_EMIT roomWanted(240);
    });
    connect(&session, &Session::plateauChanged, this, &BottomPane::onPlateau);
    connect(&session, &Session::changed, this, &BottomPane::showTitles);
    connect(&findings, &Findings::changed, this, &BottomPane::showTitles);
    m_tabs->setTabVisible(int(Tab::Gap), session.isComparing());
    m_tabs->setCurrentIndex(int(Tab::Findings));
    m_stack->setCurrentWidget(panel(Tab::Findings));
    showTitles();
}

QWidget *BottomPane::panel(Tab tab)
{
    if (auto *made = m_panels.value(tab))
        return made;
    QWidget *made = nullptr;
    switch (tab) {
    case Tab::Gap:
        made = new GapPanel(m_session, m_stack);
        break;
    case Tab::Findings: {
        auto *found = new FindingsPanel(m_session, m_findings, m_stack);
        m_row->addWidget(found->head());
        connect(found, &FindingsPanel::waiversWanted, this, [this] { open(Tab::Waivers); });
        made = found;
        break;
    }
    case Tab::Waivers:
        made = new WaiversPanel(m_session, m_findings, m_stack);
        break;
    case Tab::Query: {
        auto *query = new QueryPanel(m_session, m_stack);
        connect(query, &QueryPanel::viewMade, this, &BottomPane::viewMade);
        made = query;
        break;
    }
    case Tab::History: {
        auto *history = new HistoryPanel(m_session,
                                         {m_actions[Actions::KeepSnapshot], m_actions[Actions::Snapshots],
                                          m_actions[Actions::HistorySettings]},
                                         m_stack);
        connect(history, &HistoryPanel::copyWanted, this, &BottomPane::copyOfStateWanted);
        made = history;
        break;
    }
    case Tab::Documents: {
        auto *documents = new DocumentsPanel(m_session, m_actions[Actions::Templates], m_stack);
        made = documents;
        Q_EMIT documentsMade(documents);
        break;
    }
    }
    m_panels.insert(tab, made);
    m_stack->addWidget(made);
    return made;
}

void BottomPane::open(Tab tab)
{
    show();
    m_tabs->setCurrentIndex(int(tab));
    QWidget *focus = panel(tab);
    if (tab == Tab::Findings)
        focus = findingsPanel()->list();
    else if (tab == Tab::Waivers)
        focus = static_cast<WaiversPanel *>(focus)->table();
    else if (tab == Tab::Documents)
        focus = static_cast<DocumentsPanel *>(focus)->table();
    focus->setFocus(Qt::OtherFocusReason);
}

void BottomPane::setCurrent(Tab tab)
{
    m_tabs->setCurrentIndex(int(tab));
}

HistoryPanel *BottomPane::history()
{
    return static_cast<HistoryPanel *>(panel(Tab::History));
}

FindingsPanel *BottomPane::findingsPanel()
{
    return static_cast<FindingsPanel *>(panel(Tab::Findings));
}

DocumentsPanel *BottomPane::documents()
{
    return static_cast<DocumentsPanel *>(panel(Tab::Documents));
}

bool BottomPane::isRunning() const
{
    const auto *documents = static_cast<const DocumentsPanel *>(m_panels.value(Tab::Documents));
    return documents && documents->watch()->isRunning();
}

BottomPane::Tab BottomPane::current() const
{
    return Tab(m_tabs->currentIndex());
}

void BottomPane::onPlateau()
{
    const bool isComparing = m_session.isComparing();
    m_tabs->setTabVisible(int(Tab::Gap), isComparing);
    if (!isComparing && current() == Tab::Gap)
        m_tabs->setCurrentIndex(int(Tab::Findings));
    showTitles();
}

void BottomPane::showTitles()
{
    if (m_session.isComparing())
        m_tabs->setTabText(int(Tab::Gap), tr("Gap list %1").arg(CompareLook::of(m_session).changes().size()));
    const int open = m_findings.openCount();
    m_tabs->setTabText(int(Tab::Findings), open > 0 ? tr("Findings %1").arg(open) : tr("Findings"));
    const auto waivers = m_session.model().recordsOfKind(u"waiver"_s).size();
    m_tabs->setTabText(int(Tab::Waivers), waivers > 0 ? tr("Waivers %1").arg(waivers) : tr("Waivers"));
}

} // namespace gp::views

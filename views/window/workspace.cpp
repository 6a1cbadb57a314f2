// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "views/window/workspace.h"

#include "views/checklist/checklistcommands.h"
#include "views/compare/comparecommands.h"
#include "views/decisions/decisioncommands.h"
#include "views/documents/documentcommands.h"
#include "views/governance/findingcommands.h"
#include "views/inspector/inspector.h"
#include "views/newview/viewcommands.h"
#include "views/panels/findings.h"
#include "views/panels/historypanel.h"
#include "views/plateau/plateaucommands.h"
#include "views/publish/publishcommands.h"
#include "views/review/reviewcommands.h"
#include "views/session/live.h"
#include "views/session/upkeep.h"
#include "views/tree/treepane.h"
#include "views/window/actions.h"
#include "views/window/bottompane.h"
#include "views/window/centre.h"
#include "views/window/messagebar.h"
#include "views/window/quickopen.h"
#include "views/window/settings.h"
#include "views/window/statusline.h"
#include "views/window/topbar.h"
#include "views/window/transfers.h"

#include <QAbstractButton>
#include <QLineEdit>
#include <QSplitter>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace gp::views {

namespace {

QSplitter *splitter(Qt::Orientation orientation, QWidget *parent)
{
    auto *result = new QSplitter(orientation, parent);
    result->setHandleWidth(1);
    result->setChildrenCollapsible(false);
    return result;
}

/// The gap is not among them: it is there only in a compare.
using PanelName = std::pair<BottomPane::Tab, QString>;
const QList<PanelName> &panelNames()
{
    static const QList<PanelName> names = {{BottomPane::Tab::Findings, u"findings"_s},
                                           {BottomPane::Tab::Waivers, u"waivers"_s},
                                           {BottomPane::Tab::Query, u"query"_s},
                                           {BottomPane::Tab::History, u"history"_s},
                                           {BottomPane::Tab::Documents, u"documents"_s}};
    return names;
}

} // namespace

Workspace::Workspace(std::unique_ptr<Session> session, const Actions &actions, publish::Secrets &secrets,
                     QWidget *parent)
    : QWidget(parent)
    , m_session(std::move(session))
    , m_actions(actions)
    , m_across(splitter(Qt::Horizontal, this))
    , m_down(splitter(Qt::Vertical, this))
    , m_findings(new Findings(*m_session, this))
    , m_top(new TopBar(*m_session, actions, this))
    , m_messages(new MessageBar(this))
    , m_tree(new TreePane(*m_session, this))
    , m_centre(new Centre(*m_session, this))
    , m_bottom(new BottomPane(*m_session, *m_findings, actions, this))
    , m_inspector(new Inspector(*m_session, m_findings, this))
    , m_status(new StatusLine(*m_session, *m_findings, this))
    , m_transfers(new Transfers(*m_session, m_centre, m_messages, this))
    , m_live(new Live(*m_session, this))
    , m_upkeep(new Upkeep(*m_session, this))
    , m_viewCommands(new ViewCommands(*m_session, m_centre, m_messages, actions, this))
    , m_compareCommands(new CompareCommands(*m_session, actions, this))
    , m_plateauCommands(new PlateauCommands(*m_session, m_centre, actions, this))
    , m_findingCommands(new FindingCommands(*m_session, *m_findings, actions, this->window(), this))
    , m_decisionCommands(new DecisionCommands(*m_session, actions, this))
    , m_documentCommands(
          new DocumentCommands(*m_session, m_transfers, m_bottom, actions, this->window(), this))
    , m_publishCommands(
          new PublishCommands(*m_session, secrets, m_bottom, m_centre, actions, this->window(), this))
    , m_checklistCommands(new ChecklistCommands(*m_session, m_centre, actions, this))
    , m_reviewCommands(new ReviewCommands(*m_session, actions, this->window(), this))
{
    m_inspector->setSharedCommands({actions[Actions::Focus], actions[Actions::Duplicate],
                                    actions[Actions::TakeOut], actions[Actions::Remove]});
    connect(m_inspector, &Inspector::historyWanted, this, [this](qint64 id) {
        m_bottom->open(BottomPane::Tab::History);
        m_bottom->history()->reveal(id);
    });
    auto *middle = m_down;
    middle->addWidget(m_centre);
    middle->addWidget(m_bottom);
    middle->setStretchFactor(0, 1);
    middle->setSizes({530, 260});
    auto *across = m_across;
    across->addWidget(m_tree);
    across->addWidget(middle);
    across->addWidget(m_inspector);
    across->setStretchFactor(1, 1);
    across->setSizes({220, 890, 330});
    m_tree->setMinimumWidth(160);
    m_inspector->setMinimumWidth(240);
    m_bottom->setMinimumHeight(96);
    m_centre->setMinimumWidth(240);

    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_top);
    column->addWidget(m_messages);
    column->addWidget(across, 1);
    column->addWidget(m_status);

    connect(actions[Actions::ShowTree], &QAction::toggled, m_tree, &QWidget::setVisible);
    connect(actions[Actions::ShowInspector], &QAction::toggled, m_inspector, &QWidget::setVisible);
    connect(actions[Actions::ShowPanels], &QAction::toggled, m_bottom, &QWidget::setVisible);
    m_tree->setVisible(actions[Actions::ShowTree]->isChecked());
    m_inspector->setVisible(actions[Actions::ShowInspector]->isChecked());
    m_bottom->setVisible(actions[Actions::ShowPanels]->isChecked());
    connect(m_session.get(), &Session::failed, m_messages,
            [this](const Error &error) { m_messages->show(error); });
    connect(m_session.get(), &Session::informed, m_messages,
            [this](const QString &sentence) { m_messages->inform(sentence); });
    connect(m_top->quickOpen(), &QuickOpen::viewRequested, m_centre, &Centre::openView);
    connect(m_bottom, &BottomPane::viewMade, m_centre, &Centre::openView);
    connect(m_session.get(), &Session::viewRequested, m_centre, &Centre::openView);
    connect(m_centre, &Centre::walkWanted, m_reviewCommands, &ReviewCommands::walkThrough);
    connect(m_centre, &Centre::documentWanted, m_transfers, &Transfers::showDocument);
    connect(m_centre, &Centre::generateWanted, actions[Actions::GenerateDocuments], &QAction::trigger);
    connect(m_bottom, &BottomPane::roomWanted, middle, [middle](int height) {
        const auto sizes = middle->sizes();
        if (sizes[1] < height)
            middle->setSizes({sizes[0] + sizes[1] - height, height});
    });
    for (const auto &[twin, id, sentence] :
         {std::tuple(Twin::Diagram, Actions::ShowDiagram, tr("The view as a picture")),
          std::tuple(Twin::Table, Actions::ShowTable, tr("The view as a table to edit, an element a row")),
          std::tuple(Twin::Matrix, Actions::ShowMatrix, tr("The view as a matrix of relations"))})
        tellKeys(m_centre->twinSwitch()->button(twin), sentence, id);
    tellKeys(m_tree->filter(), tr("Show only what contains this text"), Actions::Filter);
    m_centre->showMap(actions[Actions::ShowMap]->isChecked());
    connect(m_findings, &Findings::changed, this, [this] {
        m_centre->setMarks(m_findings->cardMarks());
        m_tree->model()->setMarks(m_findings->treeMarks());
    });
    connect(m_centre, &Centre::propertyWanted, m_inspector, [this](const QString &property, bool edit) {
        if (edit)
            m_inspector->edit(property);
        else
            m_inspector->reveal(property);
    });
    connect(m_centre, &Centre::currentChanged, this, &Workspace::showLayoutTime);
    showLayoutTime();
    if (auto *page = m_centre->currentPage())
        page->setFocus();
}

Workspace::~Workspace()
{
    // The parts refer to the session, so they go first.
    delete m_reviewCommands;
    delete m_publishCommands;
    delete m_documentCommands;
    delete m_checklistCommands;
    delete m_findingCommands;
    delete m_plateauCommands;
    delete m_compareCommands;
    delete m_viewCommands;
    qDeleteAll(findChildren<QWidget *>(Qt::FindDirectChildrenOnly));
    delete m_upkeep;
    delete m_live;
    delete m_transfers;
    delete m_findings;
}

void Workspace::showLayoutTime()
{
    auto *page = m_centre->viewPage();
    m_status->showLayoutTime(page ? page->layoutTime() : std::chrono::milliseconds(0));
    if (page)
        connect(page, &ViewPage::sceneChanged, this, &Workspace::showLayoutTime, Qt::UniqueConnection);
}

bool Workspace::isIdle() const
{
    return !m_centre->isBusy() && !m_findings->isRunning() && !m_transfers->isRunning() &&
           !m_upkeep->isRunning() && !m_top->quickOpen()->isRunning() && !m_bottom->isRunning() &&
           !m_documentCommands->isRunning() && !m_publishCommands->isRunning() &&
           !m_reviewCommands->isRunning();
}

bool Workspace::mayClose()
{
    return m_centre->mayClose() && m_findingCommands->mayClose() && m_documentCommands->mayClose() &&
           m_publishCommands->mayClose();
}

void Workspace::restorePlace()
{
    const auto place = Settings::placeIn(m_session->store().path());
    if (const auto *plateau = m_session->model().plateau(QStringView(place.plateau)))
        m_session->showPlateau(plateau->id);
    if (const auto *view = m_session->model().view(place.view))
        m_centre->openView(view->id);
    m_centre->restorePages(place.pages, place.page);
    const auto panes = Settings::panes();
    m_actions[Actions::ShowTree]->setChecked(panes.showsTree);
    m_actions[Actions::ShowInspector]->setChecked(panes.showsInspector);
    m_actions[Actions::ShowPanels]->setChecked(panes.showsPanels);
    const auto tab = std::ranges::find(panelNames(), panes.panel, &PanelName::second);
    if (tab != panelNames().end())
        m_bottom->setCurrent(tab->first);
    m_across->restoreState(panes.across); // after the panel: some ask for room
    m_down->restoreState(panes.down);
}

void Workspace::keepPlace() const
{
    const auto *plateau = m_session->model().plateau(m_session->plateau());
    const auto *view = m_session->model().view(m_centre->currentView());
    Settings::setPlaceIn(m_session->store().path(),
                         {view ? view->key : QString(), plateau ? plateau->key : QString(),
                          m_centre->openPages(), m_centre->pageOnTop()});
    m_centre->keepSpots();
    const auto tab = std::ranges::find(panelNames(), m_bottom->current(), &PanelName::first);
    Settings::setPanes({m_across->saveState(), m_down->saveState(), m_actions[Actions::ShowTree]->isChecked(),
                        m_actions[Actions::ShowInspector]->isChecked(),
                        m_actions[Actions::ShowPanels]->isChecked(),
                        tab == panelNames().end() ? QString() : tab->second});
}

} // namespace gp::views

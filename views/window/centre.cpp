// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "views/window/centre.h"

#include "views/canvas/minimap.h"
#include "views/checklist/checklistpage.h"
#include "views/compare/comparelook.h"
#include "views/decisions/decisionpage.h"
#include "views/pages/recordview.h"
#include "views/pipeline/pipelinepage.h"
#include "views/review/reviewpage.h"
#include "views/style/appearance.h"
#include "views/style/icons.h"
#include "views/style/parts.h"
#include "views/window/actions.h"
#include "views/window/settings.h"

#include <QHBoxLayout>
#include <QMenu>
#include <QStackedWidget>
#include <QToolButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace gp::views {

namespace {

QList<View> viewsInOrder(const Model &model)
{
    QList<View> views = model.views().values();
    std::ranges::stable_sort(views, {}, [](const View &view) {
        return std::pair(view.properties.value("position"_L1).toInt(1000), view.key);
    });
    return views;
}

QString viewTitle(const View &view)
{
    const QString title = view.properties.value("title"_L1).toString();
    return title.isEmpty() ? view.key : title;
}

/// Before the name of a checklist's subject, in what is remembered.
constexpr QLatin1StringView checklistFolder("checklist/");

/// A decision's tab is short: its number.
QString tabTitle(const Record &record)
{
    const QString number = record.kind == "decision"_L1 ? numberOf(record) : QString();
    return number.isEmpty() ? titleOf(record) : number;
}

} // namespace

Centre::Centre(Session &session, QWidget *parent)
    : QWidget(parent)
    , m_session(session)
    , m_tabs(new UnderlineTabs(this))
    , m_stack(new QStackedWidget(this))
    , m_more(new QToolButton(this))
    , m_switch(new TwinSwitch(this))
{
    m_tabs->setAccessibleName(tr("Views"));
    m_tabs->setMovable(false);
    auto *bar = new QWidget(this);
    setLook(bar, u"bar"_s);
    bar->setAttribute(Qt::WA_StyledBackground);
    auto *row = new QHBoxLayout(bar);
    row->setContentsMargins(8, 0, 8, 0);
    row->setSpacing(4);
    row->addWidget(m_tabs);
    row->addStretch();
    row->addWidget(m_more);
    row->addWidget(m_switch);
    m_more->setPopupMode(QToolButton::InstantPopup);
    m_more->setMenu(new QMenu(m_more));
    m_more->setAccessibleName(tr("More views"));
    tellKeys(m_more, tr("The views that have no room; this goes to them, too"), Actions::NextTab);
    m_more->setFocusPolicy(Qt::TabFocus);
    m_more->hide();
    connect(m_more->menu(), &QMenu::aboutToShow, this, &Centre::fillMore);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(bar);
    column->addWidget(hairline(this));
    column->addWidget(m_stack, 1);
    connect(m_tabs, &QTabBar::currentChanged, this, &Centre::show);
    m_tabs->setContextMenuPolicy(Qt::CustomContextMenu);
    connect(m_tabs, &QWidget::customContextMenuRequested, this, &Centre::openTabMenu);
    connect(m_switch, &TwinSwitch::chosen, this, &Centre::showTwin);
    connect(&session, &Session::changed, this, &Centre::sync);
    connect(&session, &Session::pageRequested, this, &Centre::openRecord);
    connect(&session, &Session::revealRequested, this, &Centre::reveal);
    connect(&CompareLook::of(session), &CompareLook::relationRevealRequested, this, &Centre::revealRelation);
    connect(&session, &Session::openRequested, this, &Centre::openElement);
    connect(&session, &Session::plateauChanged, this, &Centre::sync); // names differ by plateau
    sync();
}

int Centre::indexOf(const Subject &subject) const
{
    const auto it = std::ranges::find(m_pages, subject, &Page::subject);
    return it == m_pages.end() ? -1 : int(it - m_pages.begin());
}

bool Centre::isThere(const Subject &subject) const
{
    const Model &model = m_session.model();
    if (const auto *view = std::get_if<ViewId>(&subject))
        return model.view(*view) != nullptr;
    if (const auto *record = std::get_if<RecordId>(&subject))
        return model.record(*record) != nullptr;
    if (const auto *checklist = std::get_if<ChecklistSubject>(&subject))
        return !gp::views::nameOf(*checklist, model).isEmpty();
    return model.element(std::get<ElementId>(subject)) != nullptr;
}

QWidget *Centre::makePage(const Subject &subject)
{
    if (const auto *view = std::get_if<ViewId>(&subject)) {
        auto *twins = new Twins(m_session, *view, m_stack);
        prepare(twins->diagram());
        const auto *shown = m_session.model().view(*view);
        if (const auto spot = Settings::spotIn(m_session.store().path(), shown ? shown->key : QString()))
            twins->diagram()->canvas()->startAt(spot->middle, spot->scale);
        return twins;
    }
    if (const auto *record = std::get_if<RecordId>(&subject)) {
        const auto *shown = m_session.model().record(*record);
        if (shown && shown->kind == "decision"_L1) {
            auto *page = new DecisionPage(m_session, *record, m_stack);
            Q_EMIT decisionOpened(page);
            return page;
        }
        if (shown && shown->kind == "review"_L1) {
            auto *review = new ReviewPage(m_session, *record, m_stack);
            connect(review, &ReviewPage::walkWanted, this, &Centre::walkWanted);
            connect(review, &ReviewPage::documentWanted, this, &Centre::documentWanted);
            connect(review, &ReviewPage::generateWanted, this, &Centre::generateWanted);
            return review;
        }
        return new RecordView(m_session, *record, m_stack);
    }
    if (const auto *checklist = std::get_if<ChecklistSubject>(&subject))
        return new ChecklistPage(m_session, *checklist, m_stack);
    auto *page = new PipelinePage(m_session, std::get<ElementId>(subject), m_stack);
    connect(page, &PipelinePage::propertyWanted, this, &Centre::propertyWanted);
    connect(page, &PipelinePage::viewWanted, this, &Centre::revealOnView);
    return page;
}

QString Centre::pipelineTitle(ElementId id) const
{
    if (const auto *state = m_session.shown(id))
        return state->name().simplified().left(60);
    const auto *element = m_session.model().element(id);
    return element ? element->key : QString();
}

QString Centre::checklistTitle(const ChecklistSubject &subject) const
{
    const Model &model = m_session.model();
    QString name = tr("all services");
    if (const auto *element = std::get_if<ElementId>(&subject.of))
        name = pipelineTitle(*element);
    else if (const auto *view = std::get_if<ViewId>(&subject.of))
        name = model.view(*view) ? viewTitle(*model.view(*view)) : QString();
    else if (const auto *record = std::get_if<RecordId>(&subject.of))
        name = model.record(*record) ? titleOf(*model.record(*record)) : QString();
    return tr("NFRs: %1").arg(name.simplified().left(60));
}

void Centre::sync()
{
    const QSignalBlocker quiet(m_tabs);
    const int before = m_tabs->currentIndex();
    const auto views = viewsInOrder(m_session.model());
    for (int i = int(m_pages.size()) - 1; i >= 0; --i) {
        if (isThere(m_pages[i].subject))
            continue;
        delete m_pages[i].widget;
        m_pages.removeAt(i);
        m_tabs->removeTab(i);
    }
    int at = 0;
    for (const auto &view : views) {
        int index = indexOf(view.id);
        if (index < 0) {
            m_pages.insert(at, {view.id, nullptr});
            m_tabs->insertTab(at, viewTitle(view));
            index = at;
        }
        if (m_tabs->tabText(index) != viewTitle(view))
            m_tabs->setTabText(index, viewTitle(view));
        m_tabs->setTabToolTip(index, view.properties.value("description"_L1).toString().simplified());
        ++at;
    }
    for (int i = 0; i < m_pages.size(); ++i) {
        if (const auto *id = std::get_if<RecordId>(&m_pages[i].subject))
            m_tabs->setTabText(i, tabTitle(*m_session.model().record(*id)));
        else if (const auto *pipeline = std::get_if<ElementId>(&m_pages[i].subject))
            m_tabs->setTabText(i, pipelineTitle(*pipeline));
        else if (const auto *checklist = std::get_if<ChecklistSubject>(&m_pages[i].subject))
            m_tabs->setTabText(i, checklistTitle(*checklist));
    }
    if (m_tabs->currentIndex() != before || !currentPage())
        show(m_tabs->currentIndex());
    fitTabs();
}

void Centre::fitTabs()
{
    // Whole tabs from the left, the current one in any case; the rest is in a menu. No label is ever cut.
    const QSignalBlocker quiet(m_tabs);
    const int current = m_tabs->currentIndex();
    int all = 0;
    for (int i = 0; i < m_tabs->count(); ++i)
        all += m_tabs->widthOf(i);
    constexpr int margins = 20;
    const int taken = margins + (m_switch->isHidden() ? 0 : m_switch->sizeHint().width() + 8);
    constexpr int moreWidth = 84;
    const bool isTight = all > width() - taken;
    int room = width() - taken - (isTight ? moreWidth : 0) - (current >= 0 ? m_tabs->widthOf(current) : 0);
    int hidden = 0;
    for (int i = 0; i < m_tabs->count(); ++i) {
        bool fits = i == current;
        if (!fits && hidden == 0 && m_tabs->widthOf(i) <= room) {
            room -= m_tabs->widthOf(i);
            fits = true;
        }
        hidden += fits ? 0 : 1;
        if (m_tabs->isTabVisible(i) != fits)
            m_tabs->setTabVisible(i, fits);
    }
    m_more->setVisible(hidden > 0);
    m_more->setText(tr("%1 more ▾").arg(hidden));
    m_tabs->updateGeometry(); // tabs that were hidden before the page was wider need their room back
}

void Centre::fillMore()
{
    auto *menu = m_more->menu();
    menu->clear();
    for (int i = 0; i < m_tabs->count(); ++i) {
        if (!m_tabs->isTabVisible(i))
            connect(menu->addAction(m_tabs->tabText(i)), &QAction::triggered, this, [this, i] { choose(i); });
    }
}

void Centre::choose(int index)
{
    m_tabs->setTabVisible(index, true);
    m_tabs->setCurrentIndex(index);
}

void Centre::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    showSwitch();
    fitTabs();
    // The bar is being laid out right now and would not hear that the tabs need another width.
    QMetaObject::invokeMethod(m_tabs, &QWidget::updateGeometry, Qt::QueuedConnection);
}

QWidget *Centre::currentPage() const
{
    const int index = m_tabs->currentIndex();
    return index >= 0 && index < m_pages.size() ? m_pages[index].widget : nullptr;
}

void Centre::show(int index)
{
    if (index < 0 || index >= m_pages.size()) {
        if (!m_empty)
            m_empty = emptyPage();
        m_stack->setCurrentWidget(m_empty);
        showSwitch();
        return;
    }
    auto &page = m_pages[index];
    if (!page.widget) {
        page.widget = makePage(page.subject);
        m_stack->addWidget(page.widget);
    }
    m_stack->setCurrentWidget(page.widget);
    showSwitch();
    fitTabs();
    Q_EMIT currentChanged();
}

QWidget *Centre::emptyPage()
{
    auto *page = new QWidget(m_stack);
    setLook(page, u"canvas"_s);
    page->setAttribute(Qt::WA_StyledBackground);
    auto *column = new QVBoxLayout(page);
    column->addStretch();
    auto *text = textLabel(tr("This project has no views yet."), u"muted"_s, page);
    text->setAlignment(Qt::AlignCenter);
    column->addWidget(text);
    auto *make = new QPushButton(tr("Make an overview"), page);
    setLook(make, u"primary"_s);
    make->setAccessibleName(make->text());
    make->setEnabled(!m_session.store().isReadOnly());
    connect(make, &QPushButton::clicked, this, &Centre::overviewWanted);
    column->addWidget(make, 0, Qt::AlignCenter);
    column->addStretch();
    m_stack->addWidget(page);
    return page;
}

void Centre::openView(ViewId id)
{
    if (const int index = indexOf(id); index >= 0)
        choose(index);
}

void Centre::openRecord(RecordId id)
{
    if (const auto *record = m_session.model().record(id))
        choose(addRecord(*record));
}

int Centre::addRecord(const Record &record)
{
    int index = indexOf(record.id);
    if (index >= 0)
        return index;
    m_pages.append({record.id, nullptr});
    index = m_tabs->addTab(tabTitle(record));
    m_tabs->setTabToolTip(index, titleOf(record));
    addCloser(index);
    return index;
}

int Centre::addPipeline(ElementId id)
{
    int index = indexOf(id);
    if (index >= 0)
        return index;
    m_pages.append({id, nullptr});
    index = m_tabs->addTab(pipelineTitle(id));
    m_tabs->setTabToolTip(index, tr("The stages of this pipeline"));
    addCloser(index);
    return index;
}

void Centre::openElement(ElementId id)
{
    const auto *element = m_session.model().element(id);
    if (!element)
        return;
    if (element->kind != "pipeline"_L1)
        return reveal(id, true);
    choose(addPipeline(id));
    m_session.select(id);
    currentPage()->setFocus(Qt::OtherFocusReason);
}

int Centre::addChecklist(const ChecklistSubject &subject)
{
    int index = indexOf(subject);
    if (index >= 0)
        return index;
    m_pages.append({subject, nullptr});
    index = m_tabs->addTab(checklistTitle(subject));
    m_tabs->setTabToolTip(index, tr("NFR checklist: what applies, and the answers"));
    addCloser(index);
    return index;
}

void Centre::openChecklist(const ChecklistSubject &subject)
{
    choose(addChecklist(subject));
    currentPage()->setFocus(Qt::OtherFocusReason);
}

ChecklistPage *Centre::checklistPage() const
{
    return qobject_cast<ChecklistPage *>(currentPage());
}

PipelinePage *Centre::pipelinePage() const
{
    return qobject_cast<PipelinePage *>(currentPage());
}

QString Centre::nameOf(const Subject &subject) const
{
    const Model &model = m_session.model();
    if (const auto *id = std::get_if<RecordId>(&subject)) {
        const auto *record = model.record(*id);
        return record ? QString(record->kind + u'/' + record->key) : QString();
    }
    if (const auto *checklist = std::get_if<ChecklistSubject>(&subject)) {
        const QString name = gp::views::nameOf(*checklist, model);
        return name.isEmpty() ? QString() : QString(checklistFolder + name);
    }
    const auto *id = std::get_if<ElementId>(&subject);
    const auto *element = id ? model.element(*id) : nullptr;
    return element ? QString(u"pipeline/"_s + element->key) : QString();
}

QStringList Centre::openPages() const
{
    QStringList names;
    for (const auto &page : m_pages) {
        if (const QString name = nameOf(page.subject); !name.isEmpty())
            names.append(name);
    }
    return names;
}

QString Centre::pageOnTop() const
{
    const int index = m_tabs->currentIndex();
    return index >= 0 && index < m_pages.size() ? nameOf(m_pages[index].subject) : QString();
}

void Centre::restorePages(const QStringList &names, const QString &onTop)
{
    const Model &model = m_session.model();
    for (const auto &name : names) {
        const QSignalBlocker quiet(m_tabs);
        const QString kind = name.section(u'/', 0, 0);
        const QString key = name.section(u'/', 1);
        int index = -1;
        const auto checklist = name.startsWith(checklistFolder)
                                   ? subjectFrom(name.sliced(checklistFolder.size()), model)
                                   : std::nullopt;
        if (checklist)
            index = addChecklist(*checklist);
        else if (const auto *record = model.record(kind, key))
            index = addRecord(*record);
        else if (const auto *element = model.element(key); element && element->kind == kind)
            index = addPipeline(element->id);
        if (index >= 0 && name == onTop)
            m_tabs->setCurrentIndex(index);
    }
    show(m_tabs->currentIndex());
}

void Centre::keepSpots() const
{
    for (const auto *page : viewPages()) {
        const auto *canvas = page->canvas();
        const auto *view = m_session.model().view(page->view());
        if (!view || !canvas->hasCamera())
            continue; // it was not looked at, and stays where it was
        std::optional<Settings::Spot> spot;
        if (!canvas->isFitted())
            spot = {canvas->camera().toScene(QRectF(canvas->rect()).center()), canvas->camera().scale()};
        Settings::setSpotIn(m_session.store().path(), view->key, spot);
    }
}

void Centre::addCloser(int index)
{
    auto *closer = new QToolButton(m_tabs);
    closer->setIcon(icon(u"window-close"_s));
    closer->setIconSize({10, 10});
    closer->setFixedSize(18, 18);
    closer->setFocusPolicy(Qt::NoFocus);
    closer->setAccessibleName(tr("Close this page"));
    tellKeys(closer, tr("Close"), Actions::CloseTab);
    connect(closer, &QToolButton::clicked, this, [this, closer] {
        for (int i = 0; i < m_tabs->count(); ++i) {
            if (m_tabs->tabButton(i, QTabBar::RightSide) == closer) {
                m_tabs->setCurrentIndex(i);
                QMetaObject::invokeMethod(this, &Centre::closeCurrent, Qt::QueuedConnection);
                return;
            }
        }
    });
    m_tabs->setTabButton(index, QTabBar::RightSide, closer);
}

void Centre::closeCurrent()
{
    const int index = m_tabs->currentIndex();
    if (index < 0 || index >= m_pages.size() || std::holds_alternative<ViewId>(m_pages[index].subject))
        return;
    auto *widget = m_pages[index].widget;
    // What was typed and cannot be stored is not closed away; the page says why.
    if (auto *decision = qobject_cast<DecisionPage *>(widget); decision && !decision->leave())
        return;
    if (auto *review = qobject_cast<ReviewPage *>(widget); review && !review->leave())
        return;
    m_pages.removeAt(index);
    m_tabs->removeTab(index);
    delete widget;
    show(m_tabs->currentIndex());
}

void Centre::step(int by)
{
    if (const int count = m_tabs->count(); count > 0)
        choose((m_tabs->currentIndex() + by + count) % count);
}

Twins *Centre::twins() const
{
    return qobject_cast<Twins *>(currentPage());
}

ViewPage *Centre::viewPage() const
{
    const auto *page = twins();
    return page ? page->diagram() : nullptr;
}

QList<ViewPage *> Centre::viewPages() const
{
    QList<ViewPage *> pages;
    for (const auto &page : m_pages) {
        if (const auto *twins = qobject_cast<Twins *>(page.widget))
            pages.append(twins->diagram());
    }
    return pages;
}

void Centre::prepare(ViewPage *page) const
{
    page->minimap()->setWanted(m_showsMap);
    page->setMarks(m_marks);
}

void Centre::showMap(bool shows)
{
    m_showsMap = shows;
    for (auto *page : viewPages())
        prepare(page);
}

void Centre::setMarks(const diagram::Marks &marks)
{
    m_marks = marks;
    for (auto *page : viewPages())
        prepare(page);
}

void Centre::showTwin(Twin twin)
{
    if (auto *page = twins())
        page->show(twin);
    showSwitch();
}

void Centre::showSwitch()
{
    const auto *page = twins();
    m_switch->setVisible(page != nullptr);
    m_switch->setCompact(width() < 560);
    if (page)
        m_switch->setCurrent(page->twin());
}

bool Centre::mayClose()
{
    for (int i = 0; i < m_pages.size(); ++i) {
        auto *decision = qobject_cast<DecisionPage *>(m_pages[i].widget);
        auto *review = qobject_cast<ReviewPage *>(m_pages[i].widget);
        if ((!decision || decision->leave()) && (!review || review->leave()))
            continue;
        choose(i);
        return false;
    }
    return true;
}

bool Centre::isBusy() const
{
    const auto *page = twins();
    const auto *decision = qobject_cast<DecisionPage *>(currentPage());
    const auto *review = qobject_cast<ReviewPage *>(currentPage());
    const auto *checklist = checklistPage();
    return m_looking.isRunning() || (page && page->isBusy()) || (decision && decision->isWorking()) ||
           (review && review->isWorking()) || (checklist && checklist->isBusy());
}

void Centre::openTabMenu(const QPoint &at)
{
    // With the Menu key it is about the tab on top.
    const int under = m_tabs->tabAt(at);
    const int index = under >= 0 ? under : m_tabs->currentIndex();
    if (index < 0 || !std::holds_alternative<ViewId>(m_pages[index].subject))
        return;
    choose(index);
    Q_EMIT menuWanted(m_tabs->mapToGlobal(at));
}

ViewId Centre::currentView() const
{
    const auto *page = viewPage();
    return page ? page->view() : ViewId();
}

void Centre::reveal(ElementId id, bool jump)
{
    if (auto *stages = pipelinePage(); stages && stages->contains(id))
        return stages->reveal(id);
    auto *page = viewPage();
    if (page && (page->contains(id) || page->isBusy()))
        return page->reveal(id);
    if (jump)
        revealOnView(id);
}

void Centre::revealOnView(ElementId id)
{
    m_looking.run(
        this,
        [model = m_session.model(), metamodel = m_session.metamodel(), id] {
            for (const auto &view : viewsInOrder(model)) {
                if (diagram::SceneBuilder(model, metamodel, view).elements().contains(id))
                    return view.id;
            }
            return ViewId();
        },
        [this, id](ViewId view) {
            openView(view);
            if (auto *opened = viewPage(); opened && opened->view() == view)
                opened->reveal(id);
            else
                Q_EMIT m_session.informed(tr("No view shows it."));
        });
}

void Centre::revealRelation(RelationId id)
{
    const auto *relation = m_session.model().relation(id);
    auto *page = viewPage();
    if (!relation)
        return;
    if (page && (page->contains(id) || page->isBusy()))
        return page->reveal(id);
    // Another view only where this one has not even its ends.
    if (page && page->contains(relation->source) && page->contains(relation->target))
        return page->reveal(relation->source);
    m_looking.run(
        this,
        [model = m_session.model(), metamodel = m_session.metamodel(), copy = *relation] {
            for (const auto &view : viewsInOrder(model)) {
                const auto elements = diagram::SceneBuilder(model, metamodel, view).elements();
                if (elements.contains(copy.source) && elements.contains(copy.target))
                    return view.id;
            }
            return ViewId();
        },
        [this, copy = *relation](ViewId view) {
            if (!view.isValid())
                return reveal(copy.source, true);
            openView(view);
            if (auto *opened = viewPage(); opened && opened->view() == view)
                opened->reveal(copy.id);
        });
}

} // namespace gp::views

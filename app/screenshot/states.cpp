// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "states.h"
#include "canvasstates.h"
#include "decisionstates.h"
#include "documentstates.h"
#include "governancestates.h"
#include "publishstates.h"
#include "reviewstates.h"

#include "core/metamodel/ownkinds.h"
#include "core/store/compact.h"
#include "views/compare/comparebar.h"
#include "views/inspector/historysection.h"
#include "views/inspector/inspector.h"
#include "views/ownkinds/definitionedits.h"
#include "views/ownkinds/kinddialog.h"
#include "views/ownkinds/propertydialog.h"
#include "views/panels/historypanel.h"
#include "views/panels/querypanel.h"
#include "views/panels/sqledit.h"
#include "views/pipeline/pipelinepage.h"
#include "views/table/matrixpage.h"
#include "views/table/tablepage.h"
#include "views/table/tableview.h"
#include "views/tree/treepane.h"
#include "views/window/actions.h"
#include "views/window/bottompane.h"
#include "views/window/centre.h"
#include "views/window/historydialogs.h"
#include "views/window/importdialog.h"
#include "views/window/keyspage.h"
#include "views/window/mainwindow.h"
#include "views/window/messagebar.h"
#include "views/window/plateaubar.h"
#include "views/window/quickopen.h"
#include "views/window/rescuedialogs.h"
#include "views/window/settings.h"
#include "views/window/settingsdialog.h"
#include "views/window/shortcutsdialog.h"
#include "views/window/startpage.h"
#include "views/window/targetdialog.h"
#include "views/window/topbar.h"
#include "views/window/transfers.h"
#include "views/window/workspace.h"

#include <QAbstractButton>
#include <QApplication>
#include <QClipboard>
#include <QDeadlineTimer>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonArray>
#include <QKeyEvent>
#include <QKeySequenceEdit>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QScrollBar>
#include <QTemporaryDir>
#include <QThread>
#include <QtEndian>

using namespace Qt::StringLiterals;

namespace gp::app {

using namespace gp::views;

void trigger(MainWindow &window, Actions::Id id)
{
    window.actions()[id]->trigger();
}

Session &session(MainWindow &window)
{
    return window.workspace()->session();
}

/// The first service in the open view that has something to show: the one with the most properties.
ElementId richService(MainWindow &window)
{
    settle(window);
    const auto &state = session(window).state();
    auto *page = window.workspace()->centre()->viewPage();
    ElementId best;
    qsizetype most = -1;
    for (const auto &service : state.ofKind(u"service"_s)) {
        const bool isShown = !page || !page->scene() || page->scene()->card(service.id);
        if (service.key == "checkout"_L1 && isShown)
            return service.id;
        if (isShown && service.properties.size() > most) {
            most = service.properties.size();
            best = service.id;
        }
    }
    return best;
}

void selectService(MainWindow &window)
{
    session(window).select(richService(window));
}

namespace {

void showRoot(MainWindow &window)
{
    session(window).showPlateau(session(window).model().rootPlateau());
}

void compareAll(MainWindow &window)
{
    const auto [from, to] = session(window).defaultCompare();
    session(window).compare(from, to);
    settle(window);
    for (const auto &item : session(window).gap().items()) {
        const auto page = window.workspace()->centre()->viewPage();
        const bool isShown = page && page->scene() && page->scene()->card(item.id);
        if (item.state == compare::State::Replaced && !item.fields.isEmpty() && isShown) {
            session(window).select(item.id);
            return;
        }
    }
}

/// A compare looked at in one of the ways.
void compareIn(MainWindow &window, Way way)
{
    CompareLook::of(session(window)).setWay(way);
    compareAll(window);
    window.workspace()->bottom()->open(BottomPane::Tab::Gap);
}

/// A relation of the gap, where the view shows it.
void compareRelation(MainWindow &window)
{
    compareIn(window, Way::SideBySide);
    settle(window);
    auto &look = CompareLook::of(session(window));
    const auto *page = window.workspace()->centre()->viewPage();
    for (const auto &change : look.changes()) {
        const auto *relation = std::get_if<RelationId>(&change.thing);
        if (relation && page && page->contains(*relation))
            return look.jumpTo(Selection(change.thing));
    }
}

void openPipeline(MainWindow &window)
{
    const auto &model = session(window).model();
    const auto *pipeline = model.element(u"golden-web-3"_s);
    const auto known = session(window).state().ofKind(u"pipeline"_s);
    if (!pipeline && known.isEmpty())
        return;
    Q_EMIT session(window).openRequested(pipeline ? pipeline->id : known.front().id);
    settle(window);
    if (auto *page = window.workspace()->centre()->pipelinePage()) {
        const int stage = page->picture().stagePart(1);
        if (stage >= 0)
            Q_EMIT page->canvas()->partPicked(stage);
    }
}

void openDecision(MainWindow &window)
{
    const auto decisions = session(window).model().recordsOfKind(u"decision"_s);
    if (decisions.isEmpty())
        return;
    session(window).select(decisions.front().id);
    Q_EMIT session(window).pageRequested(decisions.front().id);
}

void runQuery(MainWindow &window)
{
    auto *bottom = window.workspace()->bottom();
    bottom->open(BottomPane::Tab::Query);
    auto *panel = static_cast<QueryPanel *>(bottom->panel(BottomPane::Tab::Query));
    panel->run();
    while (panel->isRunning())
        QApplication::processEvents(QEventLoop::AllEvents, 20);
}

void search(MainWindow &window, const QString &text)
{
    auto *box = window.workspace()->topBar()->quickOpen();
    box->start();
    box->setText(text);
    Q_EMIT box->textEdited(text);
}

void set(MainWindow &window, const QString &key, const QString &property, const QJsonValue &value,
         const QString &label)
{
    const auto *element = session(window).model().element(key);
    if (!element)
        return;
    Draft draft(session(window).model());
    if (draft.setProperty(element->id, session(window).plateau(), property, value))
        session(window).commit(draft, label);
}

/// Some weeks of work: edits, two experiments that were left, and the oldest put together.
void makeHistory(MainWindow &window)
{
    auto &project = session(window);
    for (int i = 0; i < 9; ++i)
        set(window, u"checkout"_s, u"tier"_s, 1 + i % 3,
            u"Set Tier of Checkout to %1 in Target"_s.arg(1 + i % 3));
    project.store().setHistoryBound({4, 0});
    (void)store::compactHistory(project.store().path());
    (void)project.store().refresh();
    project.store().setHistoryBound({});
    set(window, u"checkout"_s, u"deployment_strategy"_s, u"canary"_s,
        u"Set Deployment strategy of Checkout to Canary in Target"_s);
    set(window, u"checkout"_s, u"rollback"_s, u"automatic"_s,
        u"Set Rollback of Checkout to Automatic in Target"_s);
    set(window, u"checkout"_s, u"description"_s, u"Takes the order."_s,
        u"Edit Description of Checkout in Target"_s);
    project.undo();
    project.undo();
    set(window, u"checkout"_s, u"deployment_strategy"_s, u"blue-green"_s,
        u"Set Deployment strategy of Checkout to Blue/green in Target"_s);
    project.undo();
    set(window, u"checkout"_s, u"tier"_s, 1, u"Set Tier of Checkout to 1 in Target"_s);
    set(window, u"checkout"_s, u"exposure"_s, u"internal"_s,
        u"Set Exposure of Checkout to Internal in Target"_s);
}

/// Services that differ, as one edits them together.
void editSeveral(MainWindow &window)
{
    const auto first = richService(window);
    QList<ElementId> ids{first};
    for (const auto &service : session(window).state().ofKind(u"service"_s)) {
        if (ids.size() < 5 && !ids.contains(service.id))
            ids.append(service.id);
    }
    session(window).selectElements(ids);
}

void addDefinition(MainWindow &window, const QLatin1StringView kind, const QString &key,
                   const QJsonObject &properties)
{
    const auto edit = putDefinition(session(window).model(), {{}, kind, key, properties});
    if (edit.done)
        session(window).commit(edit.draft, edit.label);
}

/// A project that says more than the built-in kinds do.
void makeDefinitions(MainWindow &window)
{
    using namespace metamodel;
    selectService(window);
    addDefinition(window, ownKindRecord, u"data-product"_s,
                  {{u"title"_s, u"data product"_s},
                   {u"plural"_s, u"Data products"_s},
                   {u"colour"_s, u"environment"_s},
                   {u"like"_s, u"service"_s},
                   {u"description"_s, u"A set of data that others may rely on."_s},
                   {u"relations"_s, QJsonArray{QJsonObject{{u"relation"_s, u"guards"_s},
                                                           {u"direction"_s, u"in"_s},
                                                           {u"kinds"_s, QJsonArray{u"control"_s}}}}}});
    addDefinition(window, ownPropertyRecord, u"cost_centre"_s,
                  {{u"title"_s, u"Cost centre"_s},
                   {u"type"_s, u"text"_s},
                   {u"kinds"_s, QJsonArray{u"service"_s, u"pipeline"_s}}});
    addDefinition(
        window, ownPropertyRecord, u"support"_s,
        {{u"title"_s, u"Support"_s},
         {u"type"_s, u"enum"_s},
         {u"description"_s, u"Who answers, and when"_s},
         {u"values"_s, QJsonArray{QJsonObject{{u"value"_s, u"gold"_s}, {u"label"_s, u"Gold, 24/7"_s}},
                                  QJsonObject{{u"value"_s, u"silver"_s}, {u"label"_s, u"Silver, 8 to 18"_s}},
                                  QJsonObject{{u"value"_s, u"none"_s}}}},
         {u"kinds"_s, QJsonArray{u"service"_s, u"data-product"_s}}});
    set(window, u"checkout"_s, u"support"_s, u"gold"_s, u"Set Support of Checkout to Gold, 24/7 in Target"_s);
}

void showDefinitions(MainWindow &window)
{
    makeDefinitions(window);
    trigger(window, Actions::OwnKinds);
}

void changeKind(MainWindow &window)
{
    makeDefinitions(window);
    auto &project = session(window);
    if (const auto *kind = project.model().record(metamodel::ownKindRecord, u"data-product"_s))
        (new KindDialog(project, *kind, &window))->open();
}

void changeProperty(MainWindow &window)
{
    makeDefinitions(window);
    auto &project = session(window);
    if (const auto *property = project.model().record(metamodel::ownPropertyRecord, u"support"_s))
        (new PropertyDialog(project, *property, &window))->open();
}

void showOwnValue(MainWindow &window)
{
    makeDefinitions(window);
    settle(window);
    auto *inspector = window.workspace()->inspector();
    if (auto *row = inspector->page()->row(u"support"_s))
        inspector->ensureWidgetVisible(row, 0, 200);
}

/// The lower half of a sheet: what depends on the element, and the edits that touched it.
void showHistoryOfElement(MainWindow &window)
{
    makeHistory(window);
    selectService(window);
    auto *inspector = window.workspace()->inspector();
    if (auto *section = inspector->findChild<HistorySection *>()) {
        section->setOpen(true);
        const QDeadlineTimer deadline{std::chrono::seconds(10)};
        while (section->isLoading() && !deadline.hasExpired())
            QApplication::processEvents(QEventLoop::AllEvents, 20);
    }
    settle(window);
    inspector->verticalScrollBar()->setValue(inspector->verticalScrollBar()->maximum());
}

void showHistory(MainWindow &window)
{
    makeHistory(window);
    auto *bottom = window.workspace()->bottom();
    bottom->open(BottomPane::Tab::History);
    Q_EMIT bottom->roomWanted(400); // all of it
}

void throwAway(MainWindow &window)
{
    showHistory(window);
    settle(window);
    auto *list = window.workspace()->bottom()->history()->list();
    list->setCurrentIndex(list->model()->index(4, 0));
    Q_EMIT list->customContextMenuRequested(list->visualRect(list->currentIndex()).center());
    for (auto *menu : window.findChildren<QMenu *>(u"historyMenu"_s)) {
        menu->actions().back()->trigger();
        menu->close();
    }
}

void keepSnapshots(MainWindow &window)
{
    for (const auto *name : {"As imported", "Review of October", "Before wave 2", "Board 2026-11-03"}) {
        (void)session(window).store().addSnapshot(QString::fromLatin1(name));
        set(window, u"checkout"_s, u"tier"_s, int(qstrlen(name)) % 3 + 1, u"Set Tier of Checkout"_s);
    }
}

/// An option that says something, shown.
void draftOption(MainWindow &window)
{
    auto &project = session(window);
    for (const auto &plateau : project.model().plateausInOrder()) {
        if (plateau.kind == PlateauKind::Option) {
            project.showPlateau(plateau.id);
            break;
        }
    }
    set(window, u"checkout"_s, u"tier"_s, 3, u"Set Tier of Checkout"_s);
    set(window, u"checkout"_s, u"deployment_strategy"_s, u"blue-green"_s, u"Set Deployment of Checkout"_s);
    settle(window);
}

QString beside(MainWindow &window, const QString &name)
{
    return QFileInfo(session(window).store().path()).dir().filePath(name);
}

/// A copy of the open project with its bytes changed.
QString altered(MainWindow &window, const QString &name, const std::function<void(QByteArray *)> &change)
{
    const QString path = beside(window, name);
    (void)session(window).store().saveCopy(path, store::Overwrite::Yes);
    QFile file(path);
    if (!file.open(QIODevice::ReadWrite))
        return path;
    QByteArray bytes = file.readAll();
    change(&bytes);
    file.seek(0);
    file.write(bytes);
    return path;
}

/// Some pages of its second half are overwritten, and a backup lies beside it.
void openDamaged(MainWindow &window)
{
    (void)session(window).store().saveCopy(beside(window, u"retail.before-schema-2.gplan"_s),
                                           store::Overwrite::Yes);
    window.openProject(altered(window, u"retail.gplan"_s, [](QByteArray *bytes) {
        constexpr qsizetype page = 4096;
        for (qsizetype at = bytes->size() / page / 2 * page; at < bytes->size(); at += 7 * page)
            std::fill_n(bytes->begin() + at, page, '\x5a');
    }));
    settle(window);
}

void press(MainWindow &window, const QString &text)
{
    for (auto *button : window.messages()->buttons()) {
        if (button->text() == text)
            return button->click();
    }
}

void openNewer(MainWindow &window)
{
    constexpr qsizetype versionAt = 60; // user_version in the header of an SQLite file
    window.openProject(altered(window, u"newer.gplan"_s, [](QByteArray *bytes) {
        const auto version = qFromBigEndian<quint32>(bytes->constData() + versionAt);
        qToBigEndian<quint32>(version + 1, bytes->data() + versionAt);
    }));
    selectService(window);
}

void recover(MainWindow &window)
{
    openDamaged(window);
    press(window, u"Recover into a new file…"_s);
    if (auto *dialog = window.findChild<TargetDialog *>())
        dialog->accept();
}

/// Three that were open lately, one with a long way to it.
void showRecent(MainWindow &window)
{
    static const QTemporaryDir folder;
    for (const auto *name :
         {"retail-platform", "payments-2027", "a-platform-whose-name-is-rather-long-for-one-line"}) {
        const QString path = folder.filePath(QString::fromLatin1(name) + u".gplan"_s);
        QFile file(path);
        if (file.open(QIODevice::WriteOnly))
            Settings::addRecentFile(path);
    }
    auto *page = window.findChild<StartPage *>();
    page->refresh();
    page->choices().first()->setFocus();
}

void refuseKeys(MainWindow &window)
{
    trigger(window, Actions::Preferences);
    auto *dialog = window.findChild<SettingsDialog *>();
    dialog->show(Setting::Keys);
    auto *keys = dialog->keys();
    keys->select(Actions::ShowHistory);
    keys->editor()->setKeySequence(QKeySequence(u"Ctrl+K"_s));
    Q_EMIT keys->editor()->editingFinished();
}

} // namespace

const QList<State> &states()
{
    static const auto all =
        QList<State>{
            {u"target"_s, u"the target plateau, a service selected"_s, true, selectService},
            {u"current"_s, u"the current plateau"_s, true, showRoot},
            {u"compare"_s, u"current against target, a replaced element selected"_s, true, compareAll},
            {u"compare-blink"_s, u"a compare that blinks, the earlier state shown"_s, true,
             [](MainWindow &w) {
                 compareIn(w, Way::Blink);
                 CompareLook::of(session(w)).toggle(true);
             }},
            {u"compare-slider"_s, u"a compare with a slider"_s, true,
             [](MainWindow &w) { compareIn(w, Way::Slider); }},
            {u"compare-side-by-side"_s, u"a compare on two canvases"_s, true,
             [](MainWindow &w) { compareIn(w, Way::SideBySide); }},
            {u"compare-relation"_s, u"a compare on two canvases, a relation selected"_s, true,
             compareRelation},
            {u"option"_s, u"an option, with what can be done with it"_s, true,
             [](MainWindow &w) {
                 draftOption(w);
                 w.workspace()->topBar()->plateauBar()->optionsButton()->menu()->popup(
                     w.mapToGlobal(QPoint(400, 46)));
             }},
            {u"new-option"_s, u"the dialog for a new option"_s, true,
             [](MainWindow &w) { trigger(w, Actions::NewOption); }},
            {u"rename-plateau"_s, u"the dialog for the name of a plateau"_s, true,
             [](MainWindow &w) { trigger(w, Actions::RenamePlateau); }},
            {u"compare-options"_s, u"the dialog for comparing two options"_s, true,
             [](MainWindow &w) { trigger(w, Actions::CompareOptions); }},
            {u"merge-option"_s, u"the dialog for merging an option"_s, true,
             [](MainWindow &w) {
                 draftOption(w);
                 trigger(w, Actions::MergeOption);
             }},
            {u"delete-plateau"_s, u"the question before a plateau is deleted"_s, true,
             [](MainWindow &w) {
                 draftOption(w);
                 trigger(w, Actions::DeletePlateau);
             }},
            {u"several"_s, u"several cards selected, what is further away faded"_s, true, selectSeveral},
            {u"multi-edit"_s, u"several elements in the inspector"_s, true, editSeveral},
            {u"own-kinds"_s, u"the kinds and properties that a project adds"_s, true, showDefinitions},
            {u"own-kind"_s, u"the dialog for a kind of the project's own"_s, true, changeKind},
            {u"own-property"_s, u"the dialog for a property of the project's own"_s, true, changeProperty},
            {u"own-values"_s, u"a service with a property of the project's own"_s, true, showOwnValue},
            {u"element-history"_s, u"impact and history of an element"_s, true, showHistoryOfElement},
            {u"stages"_s, u"the stages of a pipeline being edited"_s, true,
             [](MainWindow &w) {
                 settle(w);
                 for (const auto &pipeline : session(w).state().ofKind(u"pipeline"_s)) {
                     if (!pipeline.properties.value("stages"_L1).toArray().isEmpty())
                         session(w).select(pipeline.id);
                 }
                 w.workspace()->inspector()->edit(u"stages"_s);
             }},
            {u"connect"_s, u"a connection being drawn"_s, true, drawConnection},
            {u"folded"_s, u"half of the groups folded into cards"_s, true, foldGroups},
            {u"colours"_s, u"coloured by owner, one kind hidden, with a note, and a map"_s, true,
             colourCards},
            {u"new-element"_s, u"the box for a new element on the canvas"_s, true, askForNew},
            {u"table"_s, u"a view as a table, a service selected"_s, true, showTable},
            {u"table-refused"_s, u"a paste of which some cells are wrong"_s, true, refuseCell},
            {u"table-compare"_s, u"the table of a compare"_s, true,
             [](MainWindow &w) {
                 compareAll(w);
                 trigger(w, Actions::ShowTable);
             }},
            {u"matrix"_s, u"a view as a matrix of relations"_s, true, showMatrix},
            {u"matrix-compare"_s, u"the matrix of a compare"_s, true,
             [](MainWindow &w) {
                 compareAll(w);
                 trigger(w, Actions::ShowMatrix);
             }},
            {u"pipeline"_s, u"a pipeline as its stages"_s, true, openPipeline},
            {u"pipeline-compare"_s, u"the stages of a pipeline in a compare"_s, true,
             [](MainWindow &w) {
                 compareAll(w);
                 openPipeline(w);
             }},
            {u"new-view"_s, u"the dialog for a new view"_s, true,
             [](MainWindow &w) {
                 selectService(w);
                 trigger(w, Actions::NewView);
             }},
            {u"edit-view"_s, u"the dialog for what a view shows"_s, true,
             [](MainWindow &w) { trigger(w, Actions::EditView); }},
            {u"project"_s, u"nothing selected: the project sheet"_s, true, [](MainWindow &) {}},
            {u"decision"_s, u"a decision as a page"_s, true, openDecision},
            {u"query"_s, u"the query panel with rows"_s, true, runQuery},
            {u"history"_s, u"the history panel, with branches and what was put together"_s, true,
             showHistory},
            {u"throw-away"_s, u"the question before an experiment is thrown away"_s, true, throwAway},
            {u"history-settings"_s, u"how much history is kept"_s, true,
             [](MainWindow &w) {
                 makeHistory(w);
                 trigger(w, Actions::HistorySettings);
             }},
            {u"snapshots"_s, u"the snapshots of a project"_s, true,
             [](MainWindow &w) {
                 keepSnapshots(w);
                 trigger(w, Actions::Snapshots);
             }},
            {u"keep-snapshot"_s, u"the dialog for a new snapshot"_s, true,
             [](MainWindow &w) { trigger(w, Actions::KeepSnapshot); }},
            {u"open-copy"_s, u"the dialog for a copy to go on in"_s, true,
             [](MainWindow &w) { trigger(w, Actions::OpenCopy); }},
            {u"damaged"_s, u"a damaged file and what is offered"_s, true, openDamaged},
            {u"backups"_s, u"the backups of a damaged file"_s, true,
             [](MainWindow &w) {
                 openDamaged(w);
                 press(w, u"Show backups"_s);
             }},
            {u"recovered"_s, u"the report of a recovery"_s, true, recover},
            {u"read-only"_s, u"a project of a newer version"_s, true, openNewer},
            {u"search"_s, u"Ctrl+K with a text"_s, true, [](MainWindow &w) { search(w, u"pay"_s); }},
            {u"search-text"_s, u"Ctrl+K with a text that is found in properties and at other plateaus"_s,
             true, [](MainWindow &w) { search(w, u"jenkins"_s); }},
            {u"search-settings"_s, u"Ctrl+K with settings, and commands that cannot be run"_s, true,
             [](MainWindow &w) { search(w, u"comp"_s); }},
            {u"search-documents"_s, u"Ctrl+K with documents"_s, true,
             [](MainWindow &w) { search(w, u"nfr check"_s); }},
            {u"document"_s, u"a document to read"_s, true,
             [](MainWindow &w) {
                 w.workspace()->transfers()->showDocument(u"nfr-checklist"_s, u"nfr/index"_s);
             }},
            {u"filter"_s, u"the filtered tree"_s, true,
             [](MainWindow &w) { w.workspace()->tree()->filter()->setText(u"pay"_s); }},
            {u"edit"_s, u"a property being edited"_s, true,
             [](MainWindow &w) {
                 selectService(w);
                 w.workspace()->inspector()->edit(u"tier"_s);
             }},
            {u"add-element"_s, u"the dialog for a new element"_s, true,
             [](MainWindow &w) { trigger(w, Actions::AddElement); }},
            {u"add-relation"_s, u"the dialog for a new relation"_s, true,
             [](MainWindow &w) {
                 selectService(w);
                 trigger(w, Actions::AddRelation);
             }},
            {u"shortcuts"_s, u"the shortcuts sheet"_s, false,
             [](MainWindow &w) { trigger(w, Actions::Shortcuts); }},
            {u"shortcuts-found"_s, u"the shortcuts sheet with a search"_s, false,
             [](MainWindow &w) {
                 trigger(w, Actions::Shortcuts);
                 w.findChild<ShortcutsDialog *>()->filter()->setText(u"compare"_s);
             }},
            {u"settings"_s, u"the settings"_s, true, [](MainWindow &w) { trigger(w, Actions::Preferences); }},
            {u"settings-keys"_s, u"the keys of every command, with one that is refused"_s, true, refuseKeys},
            {u"about"_s, u"about Groundplan"_s, false, [](MainWindow &w) { trigger(w, Actions::About); }},
            {u"new"_s, u"the dialog for a new project"_s, false,
             [](MainWindow &w) { trigger(w, Actions::NewProject); }},
            {u"start"_s, u"the start page with recent projects"_s, false, showRecent},
            {u"start-empty"_s, u"the start page at first"_s, false, [](MainWindow &) {}},
            {u"import-new"_s, u"the dialog for a project from a folder"_s, false,
             [](MainWindow &w) {
                 trigger(w, Actions::ImportIntoNew);
                 w.findChild<ImportDialog *>()->sourceField()->setText(QDir::tempPath());
             }},
            {u"broken"_s, u"a file that is no project"_s, false,
             [](MainWindow &w) { w.openProject(QCoreApplication::applicationFilePath()); }},
            {u"menu"_s, u"the main menu"_s, true,
             [](MainWindow &w) { w.actions().viewMenu()->popup(w.mapToGlobal(QPoint(40, 46))); }},
        } +
        decisionStates() + governanceStates() + documentStates() + publishStates() + reviewStates();
    return all;
}

bool settle(const MainWindow &window, int seconds)
{
    const QDeadlineTimer deadline{std::chrono::seconds(seconds)};
    int quiet = 0;
    while (quiet < 5) {
        QApplication::processEvents(QEventLoop::AllEvents, 20);
        QThread::msleep(10);
        quiet = window.isIdle() ? quiet + 1 : 0;
        if (deadline.hasExpired())
            return false;
    }
    return true;
}

} // namespace gp::app

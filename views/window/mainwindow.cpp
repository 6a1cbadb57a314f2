// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "views/window/mainwindow.h"

#include "core/exchange/project_template.h"
#include "core/metamodel/ownkinds.h"
#include "core/publish/secrets.h"
#include "views/canvas/viewpage.h"
#include "views/editor/spelling.h"
#include "views/inspector/inspector.h"
#include "views/ownkinds/ownkindsdialog.h"
#include "views/pipeline/pipelinepage.h"
#include "views/publish/publishcommands.h"
#include "views/publish/sitedialog.h"
#include "views/session/live.h"
#include "views/session/upkeep.h"
#include "views/session/words.h"
#include "views/tree/treepane.h"
#include "views/window/actions.h"
#include "views/window/bottompane.h"
#include "views/window/centre.h"
#include "views/window/copies.h"
#include "views/window/dialogs.h"
#include "views/window/historydialogs.h"
#include "views/window/importdialog.h"
#include "views/window/messagebar.h"
#include "views/window/quickopen.h"
#include "views/window/rescue.h"
#include "views/window/settings.h"
#include "views/window/settingsdialog.h"
#include "views/window/shortcutsdialog.h"
#include "views/window/startpage.h"
#include "views/window/topbar.h"
#include "views/window/transfers.h"
#include "views/window/workspace.h"

#include <QCloseEvent>
#include <QFileDialog>
#include <QLineEdit>
#include <QMimeData>
#include <QStackedWidget>

using namespace Qt::StringLiterals;

namespace gp::views {

namespace {

QString projectFilter()
{
    return MainWindow::tr("Groundplan project (*.gplan)");
}

bool canTake(const QString &path)
{
    static const QStringList endings = {u"gplan"_s, u"yaml"_s, u"yml"_s, u"json"_s};
    const QFileInfo file(path);
    return !path.isEmpty() && (file.isDir() || endings.contains(file.suffix().toLower()));
}

} // namespace

MainWindow::MainWindow(Appearance &appearance, QWidget *parent)
    : QMainWindow(parent)
    , m_appearance(appearance)
    , m_secrets(std::make_unique<publish::Secrets>(publish::systemKeychain()))
    , m_actions(new Actions(this))
    , m_stack(new QStackedWidget(this))
    , m_copies(new Copies(*this))
    , m_rescue(new Rescue(*this))
    , m_spelling(new Spelling(this))
{
    setWindowTitle(u"Groundplan"_s);
    setAcceptDrops(true);
    setContextMenuPolicy(Qt::NoContextMenu);
    setCentralWidget(m_stack);
    connectFile();
    connectEdit();
    connectHistory();
    connectView();
    m_actions->setHasProject(false, false);
    resize(1440, 900);
    setMinimumSize(820, 520);
    m_appearance.setReducesMotion(Settings::reducesMotion());
    if (const auto geometry = Settings::geometry(); !geometry.isEmpty())
        restoreGeometry(geometry);
}

MainWindow::~MainWindow()
{
    // Dialogs use the commands until they are gone: a field that loses the focus hands in what was entered.
    qDeleteAll(findChildren<QDialog *>(Qt::FindDirectChildrenOnly));
}

void MainWindow::connectFile()
{
    const auto &actions = *m_actions;
    connect(actions[Actions::NewProject], &QAction::triggered, this, [this] { askNew({}); });
    connect(actions[Actions::ImportIntoNew], &QAction::triggered, this, [this] { askImportIntoNew({}); });
    connect(actions[Actions::Open], &QAction::triggered, this, &MainWindow::askOpen);
    connect(actions[Actions::SaveCopy], &QAction::triggered, this, &MainWindow::askCopy);
    connect(actions[Actions::OpenCopy], &QAction::triggered, m_copies, &Copies::askCopy);
    connect(actions[Actions::Import], &QAction::triggered, this, &MainWindow::askImport);
    connect(actions[Actions::ExportPicture], &QAction::triggered, this, &MainWindow::askPicture);
    connect(actions[Actions::GenerateDocuments], &QAction::triggered, this, &MainWindow::askDocuments);
    connect(actions[Actions::Quit], &QAction::triggered, this, &QWidget::close);
    connect(actions.recentMenu(), &QMenu::aboutToShow, this, &MainWindow::fillRecent);
    connect(actions[Actions::Shortcuts], &QAction::triggered, this, [this] {
        auto *dialog = new ShortcutsDialog(*m_actions, this);
        connect(dialog, &ShortcutsDialog::changeWanted, this, [this, dialog] {
            dialog->close();
            openSettings(Setting::Keys);
        });
        dialog->open();
    });
    connect(actions[Actions::Preferences], &QAction::triggered, this,
            [this] { openSettings(Setting::Author); });
    connect(actions[Actions::ConfluenceSites], &QAction::triggered, this, [this] { openSites(this); });
    connect(actions[Actions::About], &QAction::triggered, this, [this] {
        auto *dialog = new AboutDialog(this);
        dialog->setAttribute(Qt::WA_DeleteOnClose);
        dialog->open();
    });
}

void MainWindow::connectEdit()
{
    const auto &actions = *m_actions;
    const auto onSession = [this](Actions::Id id, auto action) {
        connect((*m_actions)[id], &QAction::triggered, this, [this, action] {
            if (m_workspace)
                action(m_workspace->session());
        });
    };
    onSession(Actions::Undo, [](Session &session) { session.undo(); });
    onSession(Actions::Redo, [](Session &session) { session.redo(); });
    onSession(Actions::AddElement, [this](Session &session) {
        auto *dialog = new AddElementDialog(session, this);
        dialog->setAttribute(Qt::WA_DeleteOnClose);
        dialog->open();
    });
    onSession(Actions::AddRelation, [this](Session &session) {
        auto *dialog = new AddRelationDialog(session, session.selectedElement(), this);
        dialog->setAttribute(Qt::WA_DeleteOnClose);
        dialog->open();
    });
    onSession(Actions::OwnKinds, [this](Session &session) { (new OwnKindsDialog(session, this))->open(); });
    onSession(Actions::Rename, [this](Session &session) {
        if (session.selectedElement().isValid() && !session.isComparing())
            m_workspace->inspector()->edit(u"name"_s);
    });
    connect(actions[Actions::Remove], &QAction::triggered, this, &MainWindow::removeSelected);
    onSession(Actions::Search, [this](Session &) { m_workspace->topBar()->quickOpen()->start(); });
    onSession(Actions::Filter, [this](Session &) {
        (*m_actions)[Actions::ShowTree]->setChecked(true);
        m_workspace->tree()->filter()->setFocus(Qt::ShortcutFocusReason);
        m_workspace->tree()->filter()->selectAll();
    });
}

void MainWindow::connectHistory()
{
    const auto onSession = [this](Actions::Id id, auto action) {
        connect((*m_actions)[id], &QAction::triggered, this, [this, action] {
            if (m_workspace)
                action(m_workspace->session());
        });
    };
    onSession(Actions::KeepSnapshot, [this](Session &session) {
        auto *dialog = new KeepSnapshotDialog(session, this);
        connect(dialog, &QDialog::accepted, this, [this, dialog] {
            messages()->inform(tr("The present state is kept as %1.").arg(quoted(dialog->name())),
                               tr("Snapshots…"), [this] { (*m_actions)[Actions::Snapshots]->trigger(); });
        });
        dialog->open();
    });
    onSession(Actions::Snapshots, [this](Session &session) {
        auto *dialog = new SnapshotsDialog(session, this);
        connect(dialog, &SnapshotsDialog::copyWanted, m_copies, &Copies::askSnapshot);
        connect(dialog, &SnapshotsDialog::restored, this, [this](const QString &name) {
            messages()->inform(tr("The project is what it was in %1.").arg(quoted(name)), tr("Undo"), [this] {
                if (m_workspace)
                    m_workspace->session().undo();
            });
        });
        dialog->open();
    });
    onSession(Actions::HistorySettings, [this](Session &session) {
        auto *dialog = new HistorySettingsDialog(session, this);
        connect(dialog, &QDialog::accepted, this, [this] { m_workspace->upkeep().look(); });
        connect(dialog, &HistorySettingsDialog::compactWanted, this,
                [this] { m_workspace->upkeep().compactNow(); });
        dialog->open();
    });
}

void MainWindow::connectView()
{
    const auto onCanvas = [this](Actions::Id id, auto action) {
        connect((*m_actions)[id], &QAction::triggered, this, [this, action] {
            if (auto *page = m_workspace ? m_workspace->centre()->viewPage() : nullptr)
                action(page);
        });
    };
    // The same for both sorts of picture.
    const auto onPicture = [this](Actions::Id id, auto action) {
        connect((*m_actions)[id], &QAction::triggered, this, [this, action] {
            if (auto *page = m_workspace ? m_workspace->centre()->viewPage() : nullptr)
                action(page->canvas());
            else if (auto *stages = m_workspace ? m_workspace->centre()->pipelinePage() : nullptr)
                action(stages->canvas());
        });
    };
    onPicture(Actions::Fit, [](auto *canvas) { canvas->fit(); });
    onPicture(Actions::ActualSize, [](auto *canvas) { canvas->setZoom(1.0); });
    onPicture(Actions::ZoomIn, [](auto *canvas) { canvas->zoomBy(1.25); });
    onPicture(Actions::ZoomOut, [](auto *canvas) { canvas->zoomBy(0.8); });
    onCanvas(Actions::LayOut, [](ViewPage *page) { page->layOutAnew(); });
    onCanvas(Actions::LayOutSelected, [](ViewPage *page) { page->layOutSelected(); });
    onCanvas(Actions::LayOutNew, [](ViewPage *page) { page->layOutNew(); });
    for (const auto &[id, alignment] :
         {std::pair(Actions::AlignLeft, Alignment::Left), std::pair(Actions::AlignCentre, Alignment::Centre),
          std::pair(Actions::AlignRight, Alignment::Right), std::pair(Actions::AlignTop, Alignment::Top),
          std::pair(Actions::AlignMiddle, Alignment::Middle),
          std::pair(Actions::AlignBottom, Alignment::Bottom)})
        onCanvas(id, [alignment](ViewPage *page) { page->align(alignment); });
    onCanvas(Actions::DistributeAcross, [](ViewPage *page) { page->distribute(Qt::Horizontal); });
    onCanvas(Actions::DistributeDown, [](ViewPage *page) { page->distribute(Qt::Vertical); });
    onCanvas(Actions::Focus, [](ViewPage *page) { page->widenFocus(); });
    onCanvas(Actions::FoldGroup, [](ViewPage *page) {
        const int group = page->groupOfSelection();
        const bool isFolded = group >= 0 && page->look().folded.contains(page->scene()->groups[group].key);
        if (isFolded)
            page->unfoldGroup(group);
        else
            page->foldGroup(group);
    });
    onCanvas(Actions::FoldAll, [](ViewPage *page) { page->foldAll(); });
    onCanvas(Actions::UnfoldAll, [](ViewPage *page) { page->unfoldAll(); });
    onCanvas(Actions::ShowHidden, [](ViewPage *page) { page->showEverything(); });
    onCanvas(Actions::Copy, [](ViewPage *page) { page->copySelected(); });
    onCanvas(Actions::Paste, [](ViewPage *page) { page->paste(); });
    auto *map = (*m_actions)[Actions::ShowMap];
    map->setChecked(Settings::showsMap());
    connect(map, &QAction::toggled, this, [this](bool on) {
        Settings::setShowsMap(on);
        if (m_workspace)
            m_workspace->centre()->showMap(on);
    });
    onCanvas(Actions::Duplicate, [](ViewPage *page) { page->duplicateSelected(); });
    onCanvas(Actions::Replace, [](ViewPage *page) { page->askReplacement(); });
    onCanvas(Actions::TakeOut, [](ViewPage *page) { page->hideSelected(); });
    const auto onWorkspace = [this](Actions::Id id, auto action) {
        connect((*m_actions)[id], &QAction::triggered, this, [this, action] {
            if (m_workspace)
                action();
        });
    };
    for (const auto &[id, twin] :
         {std::pair(Actions::ShowDiagram, Twin::Diagram), std::pair(Actions::ShowTable, Twin::Table),
          std::pair(Actions::ShowMatrix, Twin::Matrix)})
        onWorkspace(id, [this, twin] { m_workspace->centre()->showTwin(twin); });
    onWorkspace(Actions::OpenStages, [this] {
        auto &session = m_workspace->session();
        const auto *element = session.model().element(session.selectedElement());
        if (element && element->kind == "pipeline"_L1)
            m_workspace->centre()->openElement(element->id);
        else
            messages()->inform(tr("Select a pipeline to open it as its stages."));
    });
    onWorkspace(Actions::NextTab, [this] { m_workspace->centre()->step(1); });
    onWorkspace(Actions::PreviousTab, [this] { m_workspace->centre()->step(-1); });
    onWorkspace(Actions::CloseTab, [this] { m_workspace->centre()->closeCurrent(); });
    for (const auto &[id, tab] : {std::pair(Actions::ShowFindings, BottomPane::Tab::Findings),
                                  std::pair(Actions::ShowWaivers, BottomPane::Tab::Waivers),
                                  std::pair(Actions::ShowQuery, BottomPane::Tab::Query),
                                  std::pair(Actions::ShowHistory, BottomPane::Tab::History),
                                  std::pair(Actions::ShowDocuments, BottomPane::Tab::Documents)}) {
        onWorkspace(id, [this, tab] {
            (*m_actions)[Actions::ShowPanels]->setChecked(true);
            m_workspace->bottom()->open(tab);
        });
    }
    for (const auto &[id, choice] : {std::pair(Actions::ThemeSystem, ThemeChoice::System),
                                     std::pair(Actions::ThemeLight, ThemeChoice::Light),
                                     std::pair(Actions::ThemeDark, ThemeChoice::Dark)}) {
        auto *action = (*m_actions)[id];
        action->setChecked(m_appearance.choice() == choice);
        connect(action, &QAction::triggered, this, [this, choice] { setTheme(choice); });
    }
}

void MainWindow::openSettings(Setting setting)
{
    auto *dialog = new SettingsDialog(*m_actions, m_appearance, *m_spelling, this);
    connect(dialog, &SettingsDialog::authorChanged, this, [this] {
        if (m_workspace)
            m_workspace->session().store().setAuthor(Settings::author());
    });
    connect(dialog, &SettingsDialog::sitesWanted, this, [this, dialog] { openSites(dialog); });
    dialog->show(setting);
    dialog->open();
}

void MainWindow::openSites(QWidget *over)
{
    if (m_workspace && over == this)
        return m_workspace->publishCommands().setUp();
    auto *watch = m_workspace ? &m_workspace->publishCommands().watch() : nullptr;
    (new SiteDialog(*m_secrets, watch, {}, over))->open();
}

void MainWindow::setTheme(ThemeChoice choice)
{
    Settings::setTheme(choice);
    m_appearance.setChoice(choice);
}

StartPage *MainWindow::startPage()
{
    // Reading the templates takes its time, and who opens a project does not need them.
    if (!m_start) {
        m_start = new StartPage(m_stack);
        m_stack->addWidget(m_start);
        connect(m_start, &StartPage::newRequested, this, &MainWindow::askNew);
        connect(m_start, &StartPage::openRequested, this, &MainWindow::askOpen);
        connect(m_start, &StartPage::importRequested, this, [this] { askImportIntoNew({}); });
        connect(m_start, &StartPage::fileChosen, this, &MainWindow::openProject);
    }
    return m_start;
}

void MainWindow::showEvent(QShowEvent *event)
{
    if (!m_workspace)
        m_stack->setCurrentWidget(startPage());
    QMainWindow::showEvent(event);
}

MessageBar *MainWindow::messages()
{
    return m_workspace ? m_workspace->messages() : startPage()->messages();
}

bool MainWindow::isIdle() const
{
    return (!m_workspace || m_workspace->isIdle()) && !m_rescue->isRunning();
}

void MainWindow::showError(const Error &error)
{
    messages()->show(error);
}

store::Options MainWindow::storeOptions()
{
    store::Options options;
    options.author = Settings::author();
    options.validator = [](const Model &after, const Change &change) {
        return metamodel::findProjectProblems(after, change);
    };
    return options;
}

bool MainWindow::openProject(const QString &path)
{
    return open(path, storeOptions(), {});
}

bool MainWindow::openReadOnly(const QString &path, const QString &reason)
{
    auto options = storeOptions();
    options.readOnly = true;
    return open(path, options, reason);
}

bool MainWindow::open(const QString &path, const store::Options &options, const QString &reason)
{
    auto store = store::Store::open(path, options);
    if (!store) {
        m_rescue->offer(path, store.error());
        return false;
    }
    if (m_workspace && !m_workspace->mayClose())
        return false;
    dropWorkspace();
    auto session = std::make_unique<Session>(std::move(*store), metamodel::Metamodel::builtin());
    session->setReadOnlyReason(reason);
    m_actions->setHasProject(true, session->store().isReadOnly());
    session->expectPicture();
    m_spelling->setSession(session.get());
    m_workspace = new Workspace(std::move(session), *m_actions, *m_secrets, m_stack);
    m_workspace->restorePlace();
    if (const auto *page = m_workspace->centre()->viewPage())
        connect(page->canvas(), &Canvas::painted, &m_workspace->session(), &Session::pictureShown);
    else
        m_workspace->session().pictureShown();
    connect(&m_workspace->session(), &Session::edited, this, [this](const QString &sentence) {
        messages()->inform(u"%1."_s.arg(sentence), tr("Undo"), [this] {
            if (m_workspace)
                m_workspace->session().undo();
        });
    });
    auto *quickOpen = m_workspace->topBar()->quickOpen();
    connect(quickOpen, &QuickOpen::documentRequested, m_workspace->transfers(), &Transfers::showDocument);
    connect(quickOpen, &QuickOpen::settingRequested, this, &MainWindow::openSettings);
    connect(m_workspace->transfers(), &Transfers::generateWanted, (*m_actions)[Actions::GenerateDocuments],
            &QAction::trigger);
    connect(m_workspace->centre(), &Centre::overviewWanted, this, &MainWindow::makeOverview);
    connect(m_workspace->bottom(), &BottomPane::copyOfStateWanted, m_copies, &Copies::askState);
    m_stack->addWidget(m_workspace);
    m_stack->setCurrentWidget(m_workspace);
    setWindowTitle(u"%1 – Groundplan"_s.arg(m_workspace->session().projectName()));
    Settings::addRecentFile(path);
    tellNotes();
    return true;
}

void MainWindow::tellNotes()
{
    const auto &store = m_workspace->session().store();
    const QString notes = sentences(store.notes());
    if (notes.isEmpty())
        return;
    messages()->inform(notes);
    m_rescue->offerBackups(store.path(), notes);
}

bool MainWindow::createProject(const QString &path, const QString &templateName)
{
    {
        auto store = store::Store::create(path, storeOptions());
        if (!store) {
            showError(store.error());
            return false;
        }
        const auto draft =
            exchange::fromTemplate(templateName, (*store)->model(), metamodel::Metamodel::builtin());
        const auto stored = draft ? (*store)->commit(*draft, tr("New project from %1").arg(templateName))
                                  : Result<Change>(std::unexpected(draft.error()));
        if (!stored) {
            (*store)->close();
            QFile::remove(path);
            showError(stored.error());
            return false;
        }
    }
    return openProject(path);
}

bool MainWindow::createFrom(const QStringList &sources, const QString &path)
{
    if (!createProject(path, u"blank"_s))
        return false;
    // What files state is how it is today; the target inherits it.
    auto &session = m_workspace->session();
    session.showPlateau(session.model().rootPlateau());
    connect(m_workspace->transfers(), &Transfers::importStored, this, &MainWindow::showOverview);
    m_workspace->transfers()->importSources(sources);
    return true;
}

void MainWindow::showOverview()
{
    disconnect(m_workspace->transfers(), &Transfers::importStored, this, &MainWindow::showOverview);
    const auto *view = m_workspace->session().model().view(u"overview"_s);
    if (view)
        m_workspace->centre()->openView(view->id);
    else
        makeOverview();
}

void MainWindow::dropWorkspace()
{
    if (!m_workspace)
        return;
    // Dialogs are about the project that goes.
    for (auto *dialog : findChildren<QDialog *>(Qt::FindDirectChildrenOnly))
        dialog->close();
    m_workspace->keepPlace();
    delete std::exchange(m_workspace, nullptr);
    m_spelling->setSession(nullptr);
    m_actions->setHasProject(false, false);
    setWindowTitle(u"Groundplan"_s);
}

void MainWindow::askNew(const QString &templateName)
{
    auto *dialog = new NewProjectDialog(templateName, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this,
            [this, dialog] { createProject(dialog->path(), dialog->templateName()); });
    dialog->open();
}

void MainWindow::askOpen()
{
    const QString path = QFileDialog::getOpenFileName(this, tr("Open a project"), {}, projectFilter());
    if (!path.isEmpty())
        openProject(path);
}

void MainWindow::askCopy()
{
    if (!m_workspace)
        return;
    QString path = QFileDialog::getSaveFileName(this, tr("Save a copy as"), {}, projectFilter());
    if (path.isEmpty())
        return;
    if (!path.endsWith(".gplan"_L1))
        path += u".gplan"_s;
    // The file chooser has asked already whether to replace it.
    const auto saved = m_workspace->session().store().saveCopy(path, store::Overwrite::Yes);
    if (saved)
        messages()->inform(
            tr("A copy is in %1. You go on working in this project.").arg(QDir::toNativeSeparators(path)));
    else
        showError(saved.error());
}

void MainWindow::askImport()
{
    const QString folder =
        QFileDialog::getExistingDirectory(this, tr("Import a folder of manifests or catalogues"));
    if (m_workspace && !folder.isEmpty())
        m_workspace->transfers()->importSources({folder});
}

void MainWindow::askImportIntoNew(const QStringList &sources)
{
    auto *dialog = new ImportDialog(sources, this);
    connect(dialog, &QDialog::accepted, this, [this, dialog] {
        // Queued: the dialog has ended when the project that was open goes.
        QMetaObject::invokeMethod(
            this, [this, from = dialog->sources(), path = dialog->path()] { createFrom(from, path); },
            Qt::QueuedConnection);
    });
    dialog->open();
}

void MainWindow::askPicture()
{
    const auto *page = m_workspace ? m_workspace->centre()->viewPage() : nullptr;
    const auto *stages = m_workspace ? m_workspace->centre()->pipelinePage() : nullptr;
    if (!stages && (!page || !page->scene()))
        return;
    const QString title = stages ? stages->title() : page->title();
    const QString path = QFileDialog::getSaveFileName(this, tr("Export picture"), title + u".svg"_s,
                                                      tr("SVG picture (*.svg);;PNG picture (*.png)"));
    if (!path.isEmpty())
        m_workspace->transfers()->exportPicture(path);
}

void MainWindow::askDocuments()
{
    const QString folder = QFileDialog::getExistingDirectory(this, tr("Folder for the documents"));
    if (m_workspace && !folder.isEmpty())
        m_workspace->transfers()->generateDocuments(folder);
}

void MainWindow::removeSelected()
{
    if (!m_workspace)
        return;
    auto &session = m_workspace->session();
    if (auto *page = m_workspace->centre()->viewPage(); page && page->canEdit())
        return page->deleteSelected();
    const QString plateau = session.plateauName(session.plateau());
    Draft draft(session.model());
    Result<void> edit;
    QString label;
    if (const auto *state = session.state().element(session.selectedElement())) {
        edit = draft.removeElementAt(state->id, session.plateau());
        label = tr("Delete %1 in %2").arg(state->name(), plateau);
    } else if (const auto *relation = std::get_if<RelationId>(&session.selection())) {
        edit = draft.removeRelationAt(*relation, session.plateau());
        label = tr("Delete a relation in %1").arg(plateau);
    } else {
        return;
    }
    if (!edit)
        return showError(edit.error());
    if (session.commit(draft, label))
        Q_EMIT session.edited(label);
}

void MainWindow::makeOverview()
{
    auto &session = m_workspace->session();
    View view;
    view.key = u"overview"_s;
    view.properties = {{u"title"_s, tr("Overview")},
                       {u"kinds"_s, QJsonArray{u"service"_s, u"pipeline"_s, u"environment"_s, u"control"_s}},
                       {u"group_by"_s, u"column"_s}};
    Draft draft(session.model());
    const auto id = draft.addView(view);
    if (!id)
        return showError(id.error());
    if (session.commit(draft, tr("Make an overview")))
        m_workspace->centre()->openView(*id);
}

void MainWindow::fillRecent()
{
    auto *menu = m_actions->recentMenu();
    menu->clear();
    for (const auto &file : Settings::recentFiles())
        connect(menu->addAction(QFileInfo(file).fileName()), &QAction::triggered, this,
                [this, file] { openProject(file); });
    if (menu->isEmpty())
        menu->addAction(tr("None yet"))->setEnabled(false);
}

void MainWindow::changeEvent(QEvent *event)
{
    // Who comes back from another window wants to see what was done there.
    if (event->type() == QEvent::ActivationChange && isActiveWindow() && m_workspace)
        m_workspace->live().look();
    QMainWindow::changeEvent(event);
}

void MainWindow::closeEvent(QCloseEvent *event)
{
    if (m_workspace && !m_workspace->mayClose()) {
        event->ignore();
        return;
    }
    Settings::setGeometry(saveGeometry());
    if (m_workspace)
        m_workspace->keepPlace();
    event->accept();
}

void MainWindow::dragEnterEvent(QDragEnterEvent *event)
{
    // Only what something can be made of: the pointer says so before it is dropped.
    const auto urls = event->mimeData()->urls();
    if (std::ranges::any_of(urls, [](const QUrl &url) { return canTake(url.toLocalFile()); }))
        event->acceptProposedAction();
}

void MainWindow::dropEvent(QDropEvent *event)
{
    QStringList sources;
    for (const auto &url : event->mimeData()->urls()) {
        const QString path = url.toLocalFile();
        if (path.endsWith(".gplan"_L1)) {
            event->acceptProposedAction();
            openProject(path);
            return;
        }
        if (canTake(path))
            sources.append(path);
    }
    event->acceptProposedAction();
    if (m_workspace && !sources.isEmpty())
        m_workspace->transfers()->importSources(sources);
    else if (!sources.isEmpty())
        askImportIntoNew(sources);
}

} // namespace gp::views

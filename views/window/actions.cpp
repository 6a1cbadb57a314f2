// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "views/window/actions.h"

#include "views/style/icons.h"

#include <QActionGroup>
#include <QWidget>

using namespace Qt::StringLiterals;

namespace gp::views {

Actions::Actions(QWidget *window)
    : QObject(window)
    , m_window(window)
    , m_file(std::make_unique<QMenu>(tr("&File")))
    , m_edit(std::make_unique<QMenu>(tr("&Edit")))
    , m_view(std::make_unique<QMenu>(tr("&View")))
    , m_plateau(std::make_unique<QMenu>(tr("&Plateaus")))
    , m_help(std::make_unique<QMenu>(tr("&Help")))
    , m_main(std::make_unique<QMenu>())
{
    addFile();
    addEdit();
    addView();
    addPlateau();
    addHelp();
    for (auto *menu : {m_file.get(), m_edit.get(), m_view.get(), m_plateau.get(), m_help.get()})
        m_main->addMenu(menu);
    for (const auto &[id, action] : m_actions) {
        m_defaults[id] = action->shortcuts();
        const bool saysMore = action->toolTip() != action->text().remove(u'&');
        action->setProperty("tip", saysMore ? action->toolTip() : titleOf(action));
    }
    readKeys();
}

Actions::~Actions() = default;

QAction *Actions::add(QMenu *menu, Id id, const QString &text, const QKeySequence &keys,
                      const QString &iconName)
{
    auto *action = new QAction(text, this);
    action->setShortcut(keys);
    action->setShortcutContext(Qt::WindowShortcut);
    action->setData(int(id));
    const QList<QMenu *> menus = {m_file.get(), m_edit.get(), m_view.get(), m_plateau.get(), m_help.get()};
    const auto *top = menus.contains(menu) ? menu : m_view.get(); // menus within menus are there only
    action->setProperty("menu", top->title().remove(u'&'));
    if (!iconName.isEmpty())
        action->setIcon(icon(iconName));
    menu->addAction(action);
    m_window->addAction(action); // works whichever menu is shown
    m_actions[id] = action;
    return action;
}

void Actions::addFile()
{
    auto *menu = m_file.get();
    add(menu, NewProject, tr("&New project…"), QKeySequence::New, u"document-new"_s);
    add(menu, ImportIntoNew, tr("New project from a fol&der…"), {}, u"document-import"_s)
        ->setToolTip(tr("Import manifests or catalogues into a project of their own"));
    add(menu, Open, tr("&Open…"), QKeySequence::Open, u"document-open"_s);
    m_recent = menu->addMenu(tr("Open &recent"));
    menu->addSeparator();
    add(menu, SaveCopy, tr("Save a &copy as…"), QKeySequence(u"Ctrl+Shift+S"_s), u"document-save-as"_s);
    add(menu, OpenCopy, tr("Open a cop&y…"), QKeySequence(u"Ctrl+Shift+O"_s), u"edit-copy"_s)
        ->setToolTip(tr("Save a copy of the project and go on in it"));
    menu->addSeparator();
    add(menu, Import, tr("&Import a folder…"), QKeySequence(u"Ctrl+I"_s), u"document-import"_s);
    add(menu, ExportPicture, tr("&Export picture…"), QKeySequence(u"Ctrl+E"_s), u"document-export"_s);
    add(menu, GenerateDocuments, tr("&Generate documents…"), QKeySequence(u"Ctrl+G"_s),
        u"view-pages-overview"_s);
    add(menu, Templates, tr("Document &templates…"), QKeySequence(u"Ctrl+Shift+T"_s), u"document-edit"_s)
        ->setToolTip(tr("How documents are made: read, change and try the templates"));
    add(menu, PublishDocuments, tr("&Publish to Confluence…"), QKeySequence(u"Ctrl+P"_s), u"document-send"_s)
        ->setToolTip(tr("Shows what would be done with each page, before anything is"));
    add(menu, PublishDecision, tr("Publish the &decision…"), QKeySequence(u"Ctrl+Alt+D"_s))
        ->setToolTip(tr("The page of the selected decision alone"));
    add(menu, ConfluenceSites, tr("Con&fluence sites…"), {})
        ->setToolTip(tr("Where to publish to, and who signs in"));
    menu->addSeparator();
    add(menu, Preferences, tr("&Settings…"), QKeySequence(u"Ctrl+,"_s), u"configure"_s)
        ->setToolTip(tr("Your name, the look, and the keys of every command"));
    menu->addSeparator();
    add(menu, Quit, tr("&Quit"), QKeySequence::Quit, u"application-exit"_s);
}

void Actions::addEdit()
{
    auto *menu = m_edit.get();
    add(menu, Undo, tr("&Undo"), QKeySequence::Undo, u"edit-undo"_s);
    add(menu, Redo, tr("&Redo"), QKeySequence(u"Ctrl+Shift+Z"_s), u"edit-redo"_s);
    m_actions[Undo]->setProperty("title", tr("Undo")); // their texts say what
    m_actions[Redo]->setProperty("title", tr("Redo"));
    menu->addSeparator();
    add(menu, KeepSnapshot, tr("&Keep a snapshot…"), QKeySequence(u"Ctrl+Shift+K"_s), u"bookmark-new"_s)
        ->setToolTip(tr("Keep the present state under a name, inside the project"));
    add(menu, Snapshots, tr("Snaps&hots…"), QKeySequence(u"Ctrl+Shift+B"_s), u"bookmarks"_s)
        ->setToolTip(tr("Look at, restore or open the snapshots of this project"));
    add(menu, HistorySettings, tr("History se&ttings…"), {}, u"configure"_s)
        ->setToolTip(tr("How much history this project keeps"));
    menu->addSeparator();
    add(menu, AddElement, tr("Add &element…"), QKeySequence(u"Ctrl+Shift+N"_s), u"list-add"_s);
    add(menu, AddRelation, tr("Add re&lation…"), QKeySequence(u"Ctrl+L"_s), u"link"_s);
    add(menu, Rename, tr("Re&name"), QKeySequence(Qt::Key_F2), u"edit-rename"_s);
    add(menu, Copy, tr("&Copy"), QKeySequence::Copy, u"edit-copy"_s)
        ->setToolTip(tr("What is selected, for another view or project"));
    add(menu, Paste, tr("&Paste"), QKeySequence::Paste, u"edit-paste"_s)
        ->setToolTip(tr("What is on the clipboard, into the view shown"));
    add(menu, Duplicate, tr("D&uplicate"), QKeySequence(u"Ctrl+D"_s), u"edit-duplicate"_s)
        ->setToolTip(tr("Copies of what is selected, with their relations"));
    add(menu, Replace, tr("Re&place by…"), QKeySequence(u"Ctrl+R"_s), u"edit-find-replace"_s)
        ->setToolTip(tr("A new element takes over at this plateau, the old one ends"));
    add(menu, TakeOut, tr("&Take out of this view"), QKeySequence(u"Ctrl+Backspace"_s))
        ->setToolTip(tr("The model keeps it"));
    add(menu, Remove, tr("&Delete at this plateau"), QKeySequence::Delete, u"edit-delete"_s);
    menu->addSeparator();
    add(menu, OwnKinds, tr("K&inds and properties of this project…"), QKeySequence(u"Ctrl+Shift+P"_s),
        u"view-list-details"_s)
        ->setToolTip(tr("Kinds of element and properties that this project adds"));
    add(menu, Rules, tr("R&ules…"), QKeySequence(u"Ctrl+Shift+R"_s), u"document-edit-verify"_s)
        ->setToolTip(tr("The rules that are shipped, and those of this project: read, write, try, share"));
    add(menu, WaiveFinding, tr("&Waive a finding of the selection…"), QKeySequence(u"Ctrl+Shift+W"_s))
        ->setToolTip(tr("Accept a finding for a time, with a reason"));
    add(menu, NewDecision, tr("New decis&ion"), {}, u"document-new"_s)
        ->setToolTip(tr("A draft about what is selected"));
    add(menu, ProposeDecision, tr("Pr&opose a decision from this compare"), QKeySequence(u"Ctrl+Shift+D"_s),
        u"document-edit"_s)
        ->setToolTip(tr(
            "About the selected elements, or all that differs; facts and consequences come from the model"));
    menu->addSeparator();
    add(menu, Search, tr("&Search or run a command"), QKeySequence(u"Ctrl+K"_s), u"search"_s);
    add(menu, Filter, tr("&Filter the model"), QKeySequence(u"Ctrl+Shift+F"_s), u"view-filter"_s);
}

void Actions::addView()
{
    auto *menu = m_view.get();
    add(menu, Fit, tr("&Fit the view"), QKeySequence(u"Ctrl+0"_s), u"zoom-fit-best"_s);
    add(menu, ActualSize, tr("&Actual size"), QKeySequence(u"Ctrl+1"_s), u"zoom-original"_s);
    add(menu, ZoomIn, tr("Zoom &in"), QKeySequence::ZoomIn, u"zoom-in"_s);
    m_actions[ZoomIn]->setShortcuts({QKeySequence(u"Ctrl++"_s), QKeySequence(u"Ctrl+="_s)});
    add(menu, ZoomOut, tr("Zoom &out"), QKeySequence(u"Ctrl+-"_s), u"zoom-out"_s);
    auto *lay = menu->addMenu(tr("&Lay out"));
    add(lay, LayOut, tr("&Everything anew…"), QKeySequence(u"Ctrl+Shift+L"_s), u"distribute-graph"_s)
        ->setToolTip(tr("Shown first, stored once it is kept"));
    add(lay, LayOutSelected, tr("The &selection among itself…"), QKeySequence(u"Ctrl+Alt+L"_s))
        ->setToolTip(tr("All other cards stay where they are"));
    add(lay, LayOutNew, tr("What is &new…"), {})
        ->setToolTip(tr("Cards that nobody has placed yet; all others stay where they are"));
    for (const auto &[id, title] : {std::pair(LayOut, tr("Lay out everything anew")),
                                    std::pair(LayOutSelected, tr("Lay out the selection")),
                                    std::pair(LayOutNew, tr("Lay out what is new"))})
        m_actions[id]->setProperty("title", title);
    auto *align = menu->addMenu(tr("Ali&gn"));
    add(align, AlignLeft, tr("&Left"), QKeySequence(u"Ctrl+Shift+Left"_s));
    add(align, AlignCentre, tr("&Centre"), {});
    add(align, AlignRight, tr("&Right"), QKeySequence(u"Ctrl+Shift+Right"_s));
    add(align, AlignTop, tr("&Top"), QKeySequence(u"Ctrl+Shift+Up"_s));
    add(align, AlignMiddle, tr("&Middle"), {});
    add(align, AlignBottom, tr("&Bottom"), QKeySequence(u"Ctrl+Shift+Down"_s));
    for (const auto &[id, title] :
         {std::pair(AlignLeft, tr("Align left")), std::pair(AlignCentre, tr("Align centre")),
          std::pair(AlignRight, tr("Align right")), std::pair(AlignTop, tr("Align top")),
          std::pair(AlignMiddle, tr("Align middle")), std::pair(AlignBottom, tr("Align bottom"))})
        m_actions[id]->setProperty("title", title);
    align->addSeparator();
    add(align, DistributeAcross, tr("Distribute &across"), QKeySequence(u"Ctrl+Shift+H"_s));
    add(align, DistributeDown, tr("Distribute &down"), QKeySequence(u"Ctrl+Shift+V"_s));
    add(menu, Focus, tr("Show only what is &around the selection"), QKeySequence(u"Ctrl+J"_s))
        ->setToolTip(tr("Everything further than one relation away is faded; again: two, three, all"));
    add(menu, FoldGroup, tr("Fold or &unfold the group"), QKeySequence(u"Ctrl+Shift+G"_s), u"collapse-all"_s)
        ->setToolTip(tr("The group of what is selected becomes one card, or a frame again"));
    add(menu, FoldAll, tr("Fold all groups"), {});
    add(menu, UnfoldAll, tr("Unfold all groups"), {});
    add(menu, ShowHidden, tr("Show what is hidden"), {}, u"view-visible"_s)
        ->setToolTip(tr("Nothing is hidden by kind, tag, team or technology any more"));
    auto *map = add(menu, ShowMap, tr("Ma&p of the whole view"), QKeySequence(u"Ctrl+M"_s));
    map->setCheckable(true);
    map->setToolTip(tr("In the corner, while not all of the view is in sight"));
    menu->addSeparator();
    add(menu, ShowDiagram, tr("As dia&gram"), QKeySequence(u"Ctrl+Alt+1"_s));
    add(menu, ShowTable, tr("As ta&ble"), QKeySequence(u"Ctrl+Alt+2"_s));
    add(menu, ShowMatrix, tr("As matrix"), QKeySequence(u"Ctrl+Alt+3"_s));
    menu->addSeparator();
    add(menu, NewView, tr("Ne&w view…"), QKeySequence(u"Ctrl+Alt+N"_s), u"view-list-details"_s);
    add(menu, RenameView, tr("&Rename the view…"), QKeySequence(u"Shift+F2"_s), u"edit-rename"_s);
    add(menu, EditView, tr("&Edit what the view shows…"), QKeySequence(u"Ctrl+Alt+E"_s), u"view-filter"_s);
    add(menu, DuplicateView, tr("D&uplicate the view"), {}, u"edit-copy"_s);
    add(menu, DeleteView, tr("Delete the view"), {}, u"edit-delete"_s)
        ->setToolTip(tr("The elements that it shows stay"));
    menu->addSeparator();
    add(menu, OpenStages, tr("Open the pipeline as &stages"), QKeySequence(u"Ctrl+Alt+P"_s))
        ->setToolTip(tr("Stages, gates, environments and controls of the selected pipeline"));
    menu->addSeparator();
    auto *checklists = menu->addMenu(tr("NFR chec&klist"));
    add(checklists, OpenChecklist, tr("Of what is &selected"), QKeySequence(u"Ctrl+Alt+C"_s), u"view-task"_s)
        ->setToolTip(
            tr("What applies to the selected service or to the services of a review, and the answers"));
    add(checklists, ViewChecklist, tr("Of this &view"), {})
        ->setToolTip(tr("The same of all services of the view on top"));
    add(checklists, PlateauChecklist, tr("Of this &plateau"), QKeySequence(u"Ctrl+Alt+A"_s))
        ->setToolTip(tr("The same of all services at the plateau shown"));
    for (const auto &[id, title] : {std::pair(OpenChecklist, tr("NFR checklist of the selection")),
                                    std::pair(ViewChecklist, tr("NFR checklist of this view")),
                                    std::pair(PlateauChecklist, tr("NFR checklist of this plateau"))})
        m_actions[id]->setProperty("title", title);
    menu->addSeparator();
    add(menu, NextTab, tr("Ne&xt tab"), QKeySequence(u"Ctrl+Tab"_s));
    add(menu, PreviousTab, tr("Pre&vious tab"), QKeySequence(u"Ctrl+Shift+Tab"_s));
    add(menu, CloseTab, tr("&Close the page"), QKeySequence(u"Ctrl+W"_s));
    menu->addSeparator();
    add(menu, ShowTree, tr("&Model tree"), QKeySequence(Qt::Key_F6))->setCheckable(true);
    add(menu, ShowInspector, tr("I&nspector"), QKeySequence(Qt::Key_F7))->setCheckable(true);
    add(menu, ShowPanels, tr("&Panels below"), QKeySequence(Qt::Key_F9))->setCheckable(true);
    add(menu, ShowFindings, tr("Show fin&dings"), QKeySequence(u"Ctrl+Shift+1"_s));
    add(menu, ShowWaivers, tr("Show &waivers"), QKeySequence(u"Ctrl+Shift+4"_s))
        ->setToolTip(tr("The register: what is waived, until when"));
    add(menu, ShowQuery, tr("Show &query"), QKeySequence(u"Ctrl+Shift+2"_s));
    add(menu, ShowHistory, tr("Show &history"), QKeySequence(u"Ctrl+Shift+3"_s));
    add(menu, ShowDocuments, tr("Show d&ocuments"), QKeySequence(u"Ctrl+Shift+5"_s))
        ->setToolTip(tr("Which of them are up to date in the folder they were generated to"));
    for (const auto id : {ShowTree, ShowInspector, ShowPanels})
        m_actions[id]->setChecked(true);
    menu->addSeparator();
    auto *themes = menu->addMenu(tr("&Theme"));
    auto *group = new QActionGroup(this);
    for (const auto &[id, text] : {std::pair(ThemeSystem, tr("As the &system")),
                                   std::pair(ThemeLight, tr("&Light")), std::pair(ThemeDark, tr("&Dark"))}) {
        auto *action = add(themes, id, text, {});
        action->setCheckable(true);
        action->setProperty("title", tr("Theme: %1").arg(QString(text).remove(u'&').toLower()));
        group->addAction(action);
    }
}

void Actions::addPlateau()
{
    auto *menu = m_plateau.get();
    add(menu, NewOption, tr("New &option…"), {}, u"vcs-branch"_s)
        ->setToolTip(tr("An alternative that branches off the plateau shown"));
    add(menu, CompareOptions, tr("&Compare options…"), {}, u"view-split-left-right"_s)
        ->setToolTip(tr("Two options, or an option and what it branches off, side by side"));
    add(menu, MergeOption, tr("&Merge option…"), {}, u"vcs-merge"_s)
        ->setToolTip(tr("What an option says becomes part of the plateau that it branches off"));
    menu->addSeparator();
    add(menu, RenamePlateau, tr("&Rename plateau…"), {}, u"edit-rename"_s);
    add(menu, DeletePlateau, tr("&Delete plateau…"), {}, u"edit-delete"_s);
    menu->addSeparator();
    add(menu, NewReview, tr("New re&view…"), {}, u"document-new"_s)
        ->setToolTip(tr("Before the board: what differs between the compared plateaus, with the decisions "
                        "that are proposed"));
    add(menu, WalkThrough, tr("&Walk through review…"), QKeySequence(Qt::Key_F5), u"view-presentation"_s)
        ->setToolTip(tr("The selected review, else the next one, large and step by step; the board decides "
                        "as it goes"));
    menu->addSeparator();
    auto *group = new QActionGroup(this);
    group->setExclusionPolicy(QActionGroup::ExclusionPolicy::ExclusiveOptional);
    for (const auto &[id, text, keys] :
         {std::tuple(CompareOverlay, tr("Compare as o&verlay"), u"Ctrl+Alt+4"_s),
          std::tuple(CompareBlink, tr("Compare by &blinking"), u"Ctrl+Alt+5"_s),
          std::tuple(CompareSlider, tr("Compare with a &slider"), u"Ctrl+Alt+6"_s),
          std::tuple(CompareSideBySide, tr("Compare side b&y side"), u"Ctrl+Alt+7"_s)}) {
        auto *action = add(menu, id, text, QKeySequence(keys));
        action->setCheckable(true);
        group->addAction(action);
    }
    auto *blink = add(menu, BlinkEarlier, tr("Show the &earlier state"), QKeySequence(u"Ctrl+B"_s));
    blink->setCheckable(true);
    blink->setToolTip(tr("While blinking, without holding B"));
    menu->addSeparator();
    add(menu, NextChange, tr("&Next change"), QKeySequence(Qt::Key_F8), u"go-down"_s);
    add(menu, PreviousChange, tr("&Previous change"), QKeySequence(u"Shift+F8"_s), u"go-up"_s);
}

void Actions::addHelp()
{
    add(m_help.get(), Shortcuts, tr("&Keyboard shortcuts"), QKeySequence(Qt::Key_F1),
        u"configure-shortcuts"_s);
    add(m_help.get(), About, tr("&About Groundplan"), {}, u"help-about"_s);
}

QList<QAction *> Actions::all() const
{
    QList<QAction *> result;
    for (const auto &[id, action] : m_actions)
        result.append(action);
    return result;
}

bool Actions::isWriting(Id id)
{
    static const QList<Id> writing = {
        Import,      Undo,          Redo,          KeepSnapshot,  HistorySettings,  AddElement,
        AddRelation, Rename,        Remove,        LayOut,        LayOutSelected,   LayOutNew,
        Paste,       Duplicate,     Replace,       TakeOut,       AlignLeft,        AlignCentre,
        AlignRight,  AlignTop,      AlignMiddle,   AlignBottom,   DistributeAcross, DistributeDown,
        NewView,     RenameView,    EditView,      DuplicateView, DeleteView,       NewOption,
        MergeOption, RenamePlateau, DeletePlateau, WaiveFinding,  NewDecision,      ProposeDecision,
        NewReview};
    return writing.contains(id);
}

void Actions::setHasProject(bool hasProject, bool isReadOnly)
{
    static const QList<Id> always = {ShowMap,     NewProject, ImportIntoNew, Open,
                                     Preferences, Quit,       ThemeSystem,   ThemeLight,
                                     ThemeDark,   Shortcuts,  About,         ConfluenceSites};
    for (const auto &[id, action] : m_actions)
        action->setEnabled(always.contains(id) || (hasProject && !(isReadOnly && isWriting(id))));
}

} // namespace gp::views

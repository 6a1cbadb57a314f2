// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QAction>
#include <QList>
#include <QMenu>

#include <map>
#include <memory>

namespace gp::views {

/// Every command of the window by name, with its text, shortcut and place in the menus. Says what there is;
/// the window says what it does.
class Actions : public QObject
{
    Q_OBJECT

public:
    enum Id {
        NewProject,
        Open,
        SaveCopy,
        OpenCopy,
        Import,
        ExportPicture,
        GenerateDocuments,
        Quit,
        Undo,
        Redo,
        KeepSnapshot,
        Snapshots,
        HistorySettings,
        AddElement,
        AddRelation,
        OwnKinds,
        Rename,
        Copy,
        Paste,
        Duplicate,
        Replace,
        TakeOut,
        Remove,
        Search,
        Filter,
        Fit,
        ActualSize,
        ZoomIn,
        ZoomOut,
        LayOut,
        LayOutSelected,
        LayOutNew,
        AlignLeft,
        AlignCentre,
        AlignRight,
        AlignTop,
        AlignMiddle,
        AlignBottom,
        DistributeAcross,
        DistributeDown,
        Focus,
        FoldGroup,
        FoldAll,
        UnfoldAll,
        ShowHidden,
        ShowMap,
        ShowDiagram,
        ShowTable,
        ShowMatrix,
        NewView,
        RenameView,
        EditView,
        OpenStages,
        DuplicateView,
        DeleteView,
        NewOption,
        CompareOptions,
        MergeOption,
        RenamePlateau,
        DeletePlateau,
        CompareOverlay,
        CompareBlink,
        CompareSlider,
        CompareSideBySide,
        BlinkEarlier,
        NextChange,
        PreviousChange,
        NextTab,
        PreviousTab,
        CloseTab,
        ShowTree,
        ShowInspector,
        ShowPanels,
        ShowFindings,
        ShowQuery,
        ShowHistory,
        ThemeSystem,
        ThemeLight,
        ThemeDark,
        Shortcuts,
        About,
    };

    explicit Actions(QWidget *window);
    ~Actions() override;

    [[nodiscard]] QAction *operator[](Id id) const { return m_actions.at(id); }
    [[nodiscard]] QMenu *fileMenu() const { return m_file.get(); }
    [[nodiscard]] QMenu *editMenu() const { return m_edit.get(); }
    [[nodiscard]] QMenu *viewMenu() const { return m_view.get(); }
    [[nodiscard]] QMenu *plateauMenu() const { return m_plateau.get(); }
    [[nodiscard]] QMenu *helpMenu() const { return m_help.get(); }
    [[nodiscard]] QMenu *recentMenu() const { return m_recent; }
    /// All of them as one menu, for the button in the top bar.
    [[nodiscard]] QMenu *mainMenu() const { return m_main.get(); }
    [[nodiscard]] QList<QAction *> all() const;
    /// Those that need an open project can be used.
    void setHasProject(bool hasProject, bool isReadOnly);

private:
    void addFile();
    void addEdit();
    void addView();
    void addPlateau();
    void addHelp();
    QAction *add(QMenu *menu, Id id, const QString &text, const QKeySequence &keys,
                 const QString &iconName = {});

    QWidget *m_window;
    std::map<Id, QAction *> m_actions;
    std::unique_ptr<QMenu> m_file;
    std::unique_ptr<QMenu> m_edit;
    std::unique_ptr<QMenu> m_view;
    std::unique_ptr<QMenu> m_plateau;
    std::unique_ptr<QMenu> m_help;
    std::unique_ptr<QMenu> m_main;
    QMenu *m_recent = nullptr;
};

} // namespace gp::views

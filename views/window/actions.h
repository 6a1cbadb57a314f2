// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QAction>
#include <QKeySequence>
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
        ImportIntoNew,
        Open,
        SaveCopy,
        OpenCopy,
        Import,
        ExportPicture,
        GenerateDocuments,
        Templates,
        PublishDocuments,
        PublishDecision,
        ConfluenceSites,
        Preferences,
        Quit,
        Undo,
        Redo,
        KeepSnapshot,
        Snapshots,
        HistorySettings,
        AddElement,
        AddRelation,
        OwnKinds,
        Rules,
        WaiveFinding,
        NewDecision,
        ProposeDecision,
        NewReview,
        WalkThrough,
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
        OpenChecklist,
        ViewChecklist,
        PlateauChecklist,
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
        ShowWaivers,
        ShowQuery,
        ShowHistory,
        ShowDocuments,
        ThemeSystem,
        ThemeLight,
        ThemeDark,
        Shortcuts,
        About,
    };
    Q_ENUM(Id)

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
    /// It changes the project.
    [[nodiscard]] static bool isWriting(Id id);

    /// What a command is called outside its menu: "Align left", without mnemonic and dots.
    [[nodiscard]] static QString titleOf(const QAction *action);
    [[nodiscard]] static Id idOf(const QAction *action) { return Id(action->data().toInt()); }
    /// Title of the menu that it stands in.
    [[nodiscard]] static QString menuOf(const QAction *action);

    // Keys: what the user chose is kept in the settings and holds at once.
    [[nodiscard]] QList<QKeySequence> defaultKeys(Id id) const { return m_defaults.at(id); }
    [[nodiscard]] bool hasOwnKeys(Id id) const;
    void setKeys(Id id, const QList<QKeySequence> &keys);
    void resetKeys(Id id);
    void resetAllKeys();
    /// Why a command cannot have these keys, as a sentence that names who has them; empty where it can.
    [[nodiscard]] QString problemWith(Id id, const QKeySequence &keys) const;

Q_SIGNALS:
    void keysChanged();

private:
    void addFile();
    void addEdit();
    void addView();
    void addPlateau();
    void addHelp();
    void readKeys();
    void sayKeys();
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
    std::map<Id, QList<QKeySequence>> m_defaults;
};

/// Something that is done with keys and is no command of a menu.
struct FixedKeys
{
    QString what;
    QString keys; ///< as people read them
    QString where;
    QList<QKeySequence> taken; ///< those that no command can have
};
[[nodiscard]] const QList<FixedKeys> &fixedKeys();

/// "Find anything (Ctrl+K)": a sentence with the keys that a command has now.
[[nodiscard]] QString withKeys(const QString &sentence, const QAction *action);
/// The same by a widget in the window whose command it is.
[[nodiscard]] QString withKeys(const QString &sentence, const QWidget *inWindow, Actions::Id id);
/// Gives a widget such a tooltip, which follows when the keys change. The command is that of its window.
void tellKeys(QWidget *widget, const QString &sentence, Actions::Id id);

} // namespace gp::views

// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/model/error.h"
#include "core/store/store.h"
#include "views/style/appearance.h"
#include "views/window/settinglist.h"

#include <QMainWindow>

class QStackedWidget;

namespace gp::publish {
class Secrets;
}

namespace gp::views {

class Actions;
class Copies;
class MessageBar;
class Rescue;
class Spelling;
class StartPage;
class Workspace;

/// The window: the start page or one open project, and what its commands do.
class MainWindow : public QMainWindow
{
    Q_OBJECT

public:
    explicit MainWindow(Appearance &appearance, QWidget *parent = nullptr);
    ~MainWindow() override;

    /// Opens a project in place of the one that is open; says inline why it cannot be and what can be done.
    bool openProject(const QString &path);
    /// Only to look at; `reason` says why, where the store does not know.
    bool openReadOnly(const QString &path, const QString &reason);
    /// A new project from a template, then open.
    bool createProject(const QString &path, const QString &templateName);
    /// A new project at `path` of what these files and folders state, at its current plateau; then open.
    bool createFrom(const QStringList &sources, const QString &path);

    /// nullptr while the start page is shown.
    [[nodiscard]] Workspace *workspace() const { return m_workspace; }
    [[nodiscard]] const Actions &actions() const { return *m_actions; }
    [[nodiscard]] MessageBar *messages();
    [[nodiscard]] Spelling &spelling() { return *m_spelling; }
    /// The sign-ins of sites, for as long as the program runs.
    [[nodiscard]] publish::Secrets &secrets() { return *m_secrets; }
    /// Nothing is being made in the background.
    [[nodiscard]] bool isIdle() const;
    /// How this program opens a project: author and checks.
    [[nodiscard]] static store::Options storeOptions();

protected:
    void changeEvent(QEvent *event) override;
    void showEvent(QShowEvent *event) override;
    void closeEvent(QCloseEvent *event) override;
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dropEvent(QDropEvent *event) override;

private:
    [[nodiscard]] StartPage *startPage();
    bool open(const QString &path, const store::Options &options, const QString &reason);
    void dropWorkspace();
    void tellNotes();
    void connectFile();
    void connectEdit();
    void connectHistory();
    void connectView();
    void fillRecent();
    void askNew(const QString &templateName);
    void askOpen();
    void askCopy();
    void askImport();
    void askImportIntoNew(const QStringList &sources);
    void askPicture();
    void askDocuments();
    void removeSelected();
    void makeOverview();
    void showOverview();
    void openSettings(Setting setting);
    void openSites(QWidget *over);
    void setTheme(ThemeChoice choice);
    void showError(const Error &error);

    Appearance &m_appearance;
    std::unique_ptr<publish::Secrets> m_secrets;
    Actions *m_actions;
    QStackedWidget *m_stack;
    Copies *m_copies;
    Rescue *m_rescue;
    Spelling *m_spelling;
    StartPage *m_start = nullptr;
    Workspace *m_workspace = nullptr;
};

} // namespace gp::views

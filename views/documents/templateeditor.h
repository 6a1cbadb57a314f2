// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/documents/template_store.h"
#include "views/documents/documentsource.h"
#include "views/panels/lines.h"
#include "views/session/background.h"
#include "views/style/dialog.h"

#include <QTimer>

class QComboBox;
class QLineEdit;
class QPlainTextEdit;
class QStackedWidget;

namespace gp::views {

class DiffText;
class DocumentView;
class Link;
class TemplateText;
class UnderlineTabs;
class ValuesTree;

/// The templates of documents to read and to write, each tried at once on a document of the open project.
/// What is written is kept for this project or for all of the user's; the built-in ones stay as they are.
/// Stays open beside the window.
class TemplateEditor : public Dialog
{
    Q_OBJECT

public:
    enum class Tab { Preview, Markdown, Compare };

    explicit TemplateEditor(Session &session, QWidget *parent = nullptr);
    ~TemplateEditor() override;

    void openTemplate(const QString &name);
    void saveFor(documents::Origin origin);
    /// Takes the own one away, once that is confirmed.
    void goBack();
    void compare();
    void setTab(Tab tab);

    [[nodiscard]] QLineEdit *filter() const { return m_filter; }
    [[nodiscard]] LinesView *list() const { return m_list; }
    [[nodiscard]] ValuesTree *values() const { return m_values; }
    [[nodiscard]] TemplateText *text() const { return m_text; }
    [[nodiscard]] QComboBox *documentChoice() const { return m_document; }
    [[nodiscard]] DocumentView *preview() const { return m_preview; }
    [[nodiscard]] QPlainTextEdit *markdown() const { return m_markdown; }
    [[nodiscard]] DiffText *difference() const { return m_difference; }
    [[nodiscard]] UnderlineTabs *tabs() const { return m_tabs; }
    /// What is wrong, and where; a click goes there. Empty where nothing is.
    [[nodiscard]] Link *problem() const { return m_problem; }
    /// By "project", "user", "back", "compare".
    [[nodiscard]] QPushButton *button(const QString &name) const { return m_buttons.value(name); }
    [[nodiscard]] QString headText() const;
    [[nodiscard]] QString chosen() const { return m_chosen; }
    [[nodiscard]] bool isUnsaved() const;
    [[nodiscard]] bool isRunning() const { return m_wait.isActive() || m_working.isRunning(); }
    void reject() override;

Q_SIGNALS:
    /// An own template was kept or taken away.
    void templatesChanged();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void showEvent(QShowEvent *event) override;

private:
    struct Tried;

    void addButton(const QString &name, const QString &text, const QString &tip,
                   const std::function<void()> &action);
    [[nodiscard]] QWidget *leftSide();
    [[nodiscard]] QWidget *middle();
    [[nodiscard]] QWidget *rightSide();
    void fillList();
    void choose();
    void load(const QString &name);
    void fillDocuments();
    void onText();
    void showState();
    void startTry();
    void tryOut();
    void showTried(const Tried &tried);
    void showProblem(const Error &error);
    void goToProblem();
    void insert(const QString &print);
    /// Does `then` at once or, where something is unsaved, once that may be lost.
    void leave(const std::function<void()> &then);
    [[nodiscard]] const documents::TemplateInfo *info(const QString &name) const;

    Session &m_session;
    QLineEdit *m_filter;
    LinesView *m_list;
    QLineEdit *m_valueFilter;
    ValuesTree *m_values;
    QLabel *m_head;
    TemplateText *m_text;
    Link *m_problem;
    QComboBox *m_document;
    UnderlineTabs *m_tabs;
    QStackedWidget *m_stack;
    DocumentView *m_preview;
    QPlainTextEdit *m_markdown;
    DiffText *m_difference;
    QMap<QString, QPushButton *> m_buttons;
    QList<documents::TemplateInfo> m_all;
    QStringList m_names; ///< by line of the list
    QString m_chosen;
    QString m_saved; ///< text of the chosen one as it is kept
    Error m_wrong;   ///< what m_problem says; without a line where nothing
    QTimer m_wait;
    Latest m_working;
    bool m_isBehind = false; ///< text or model are others than those being tried
    std::shared_ptr<DocumentSource> m_source;
    bool m_isFilling = false;
};

} // namespace gp::views

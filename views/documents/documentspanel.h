// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "views/documents/documentwatch.h"

#include <QPointer>
#include <QWidget>

class QAction;
class QCheckBox;
class QLabel;
class QLineEdit;
class QPushButton;
class QTableWidget;

namespace gp::views {

class Link;
class PublishWatch;

/// All documents of the plateau shown, and which of them in the project's folder say what the model says now.
class DocumentsPanel : public QWidget
{
    Q_OBJECT

public:
    /// `templates` is the command that opens the templates.
    DocumentsPanel(Session &session, QAction *templates, QWidget *parent = nullptr);

    [[nodiscard]] DocumentWatch *watch() const { return m_watch; }
    [[nodiscard]] QTableWidget *table() const { return m_table; }
    [[nodiscard]] QLineEdit *filter() const { return m_filter; }
    /// By "all", "selected", "show", "templates", "prune", "publish", "publishSelected", "site".
    [[nodiscard]] QPushButton *button(const QString &name) const { return m_buttons.value(name); }
    [[nodiscard]] QCheckBox *formatBox(const QString &name) const { return m_formats.value(name); }
    [[nodiscard]] QPushButton *folderLink() const;
    [[nodiscard]] QString summary() const;
    void setFolder(const QString &folder);
    /// Shows how each document and its page in Confluence stand to each other, where the project publishes.
    void setPublishing(PublishWatch *watch);
    /// Paths of the documents in the rows that are selected.
    [[nodiscard]] QStringList selectedPaths() const;

Q_SIGNALS:
    void documentWanted(const QString &kind, const QString &path);
    /// No paths: all.
    void generateWanted(const QString &folder, const QStringList &paths);
    /// No paths: all.
    void publishWanted(const QStringList &paths);
    void siteWanted();
    void pruned(const QStringList &removed, const QList<gp::Error> &warnings);

protected:
    bool event(QEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    void addButton(const QString &name, const QString &text, const QString &tip,
                   const std::function<void()> &action);
    void fill();
    void setCells(int row, const documents::DocumentState &document);
    void showState();
    void enable();
    bool askFolder();
    void generate(bool onlySelected);
    void openCurrent();
    void showInFolder();
    void prune();
    void publishSelected();
    void showPublishing();
    [[nodiscard]] QString standingOf(const documents::DocumentState &document) const;
    void chooseFormats();

    Session &m_session;
    DocumentWatch *m_watch;
    QPointer<PublishWatch> m_publishing; ///< goes before the panel does
    QTableWidget *m_table;
    QLineEdit *m_filter;
    QLabel *m_summary;
    Link *m_folder;
    QMap<QString, QPushButton *> m_buttons;
    QMap<QString, QCheckBox *> m_formats;
    QList<documents::DocumentState> m_rows; ///< as the table has them
};

} // namespace gp::views

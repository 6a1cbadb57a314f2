// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "views/session/background.h"
#include "views/session/session.h"

#include <QTimer>
#include <QWidget>

class QPlainTextEdit;
class QPushButton;
class QStackedWidget;

namespace gp::views {

class Highlighting;
class PageBrowser;
class UnderlineTabs;

/// What becomes of a decision while it is edited: its document, and the file that an export would write. Made
/// in the background a moment after the last change; what is read stays where it was scrolled to.
class DecisionPreview : public QWidget
{
    Q_OBJECT

public:
    enum Tab { Page, Madr, Confluence };

    explicit DecisionPreview(Session &session, QWidget *parent = nullptr);
    ~DecisionPreview() override;

    /// The decision as it would be.
    void setDecision(const Record &decision);
    [[nodiscard]] UnderlineTabs *tabs() const { return m_tabs; }
    [[nodiscard]] PageBrowser *page() const { return m_page; }
    [[nodiscard]] QPlainTextEdit *madr() const { return m_madr; }
    /// The page as Confluence shows it, and the same as storage format.
    [[nodiscard]] PageBrowser *confluence() const { return m_confluence; }
    [[nodiscard]] QPlainTextEdit *storage() const { return m_storage; }
    [[nodiscard]] QPushButton *sourceButton() const { return m_source; }
    [[nodiscard]] bool isWorking() const { return m_wait.isActive() || m_making.isRunning(); }

protected:
    void showEvent(QShowEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    struct Made;
    [[nodiscard]] static Made made(const Model &model, const metamodel::Metamodel &metamodel,
                                   const QString &path, PlateauId plateau, const Record &decision,
                                   bool isForConfluence);
    [[nodiscard]] QPlainTextEdit *makeSource(const QString &name);
    void make();
    void take(const Made &made);
    void showTab();
    void showText(QPlainTextEdit *edit, const QString &text);

    Session &m_session;
    UnderlineTabs *m_tabs;
    QPushButton *m_source;
    QPushButton *m_copy;
    QStackedWidget *m_stack;
    PageBrowser *m_page;
    QPlainTextEdit *m_madr;
    PageBrowser *m_confluence;
    QPlainTextEdit *m_storage;
    std::unique_ptr<Highlighting> m_madrColours;
    std::unique_ptr<Highlighting> m_storageColours;
    std::optional<Record> m_decision;
    QTimer m_wait;
    Latest m_making;
    QFuture<std::shared_ptr<Made>> m_work;
    bool m_isStale = false; ///< something changed while one was made, or while nobody looked
};

} // namespace gp::views

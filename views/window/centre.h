// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "views/checklist/checklistdata.h"
#include "views/table/twins.h"

#include <QWidget>

class QStackedWidget;
class QToolButton;

namespace gp::views {

class ChecklistPage;
class DecisionPage;
class TwinSwitch;
class PipelinePage;
class UnderlineTabs;

/// The middle: a tab for every saved view, and pages of records beside them. A page is made when it is first
/// shown.
class Centre : public QWidget
{
    Q_OBJECT

public:
    explicit Centre(Session &session, QWidget *parent = nullptr);

    void openView(ViewId id);
    void openRecord(RecordId id);
    /// The element's own page where its kind has one (a pipeline: its stages); else it is shown on a view.
    void openElement(ElementId id);
    /// The NFR checklist of something.
    void openChecklist(const ChecklistSubject &subject);
    void closeCurrent();
    void step(int by);
    /// The view on top; nullptr where a record's page is, or nothing.
    [[nodiscard]] ViewPage *viewPage() const;
    [[nodiscard]] ViewId currentView() const;
    /// The pipeline whose stages are on top; nullptr where none is.
    [[nodiscard]] PipelinePage *pipelinePage() const;
    /// The checklist that is on top; nullptr where none is.
    [[nodiscard]] ChecklistPage *checklistPage() const;
    /// The pages of records, pipelines and checklists that are open ("decision/adr-7"), and the one on top;
    /// empty where a view is.
    [[nodiscard]] QStringList openPages() const;
    [[nodiscard]] QString pageOnTop() const;
    /// Opens those that are still there.
    void restorePages(const QStringList &names, const QString &onTop);
    /// Keeps for each view where its canvas is; a view is shown there when it is opened again.
    void keepSpots() const;
    /// The view on top in all its forms; nullptr where none is.
    [[nodiscard]] Twins *twins() const;
    [[nodiscard]] TwinSwitch *twinSwitch() const { return m_switch; }
    /// Shows the view on top as diagram, table or matrix.
    void showTwin(Twin twin);
    /// Of the canvases: the map in their corner, and what they are coloured by beside the model.
    void showMap(bool shows);
    void setMarks(const diagram::Marks &marks);
    /// Stores what is being typed on a page; false where that cannot be, and that page is on top then.
    [[nodiscard]] bool mayClose();
    /// What is on top is still being made.
    [[nodiscard]] bool isBusy() const;
    [[nodiscard]] UnderlineTabs *tabs() const { return m_tabs; }
    [[nodiscard]] QWidget *currentPage() const;
    /// Brings an element into sight: on the view that is open, else (`jump`) on the first that shows it.
    void reveal(ElementId id, bool jump);
    /// The same of a relation; where no view shows it, of the element that it starts at.
    void revealRelation(RelationId id);

Q_SIGNALS:
    void currentChanged();
    void overviewWanted();
    /// The page of a decision is there now.
    void decisionOpened(gp::views::DecisionPage *page);
    /// The inspector is to show a property of what is selected, `edit`: with its editor open.
    void propertyWanted(const QString &property, bool edit);
    /// What the page of a review asks for.
    void walkWanted(const QString &review);
    void documentWanted(const QString &kind, const QString &path);
    void generateWanted();
    /// The right button (or the Menu key) on the tab of a view, which is on top by now.
    void menuWanted(const QPoint &globalPosition);

private:
    using Subject = std::variant<ViewId, RecordId, ElementId, ChecklistSubject>;
    struct Page
    {
        Subject subject;
        QWidget *widget = nullptr;
    };

    void sync();
    void show(int index);
    void addCloser(int index);
    [[nodiscard]] int indexOf(const Subject &subject) const;
    [[nodiscard]] bool isThere(const Subject &subject) const;
    [[nodiscard]] QWidget *makePage(const Subject &subject);
    [[nodiscard]] QString pipelineTitle(ElementId id) const;
    [[nodiscard]] QString checklistTitle(const ChecklistSubject &subject) const;
    int addPipeline(ElementId id);
    int addChecklist(const ChecklistSubject &subject);
    int addRecord(const Record &record);
    [[nodiscard]] QString nameOf(const Subject &subject) const;
    void revealOnView(ElementId id);
    [[nodiscard]] QWidget *emptyPage();
    void fitTabs();
    void fillMore();
    void choose(int index);
    void showSwitch();
    void prepare(ViewPage *page) const;
    [[nodiscard]] QList<ViewPage *> viewPages() const;
    void openTabMenu(const QPoint &at);
    void resizeEvent(QResizeEvent *event) override;

    Session &m_session;
    UnderlineTabs *m_tabs;
    QStackedWidget *m_stack;
    QToolButton *m_more;
    TwinSwitch *m_switch;
    QWidget *m_empty = nullptr;
    QList<Page> m_pages;
    bool m_showsMap = true;
    diagram::Marks m_marks;
    Latest m_looking;
};

} // namespace gp::views

// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "views/pipeline/pipelinecanvas.h"
#include "views/pipeline/stageedits.h"
#include "views/session/session.h"

class QLabel;
class QLineEdit;
class QMenu;
class QPushButton;

namespace gp::views {

/// A line of text asked for in place: Enter takes it, Esc and clicking elsewhere leave all as it is. What is
/// refused is said below, and what was typed stays.
class NameBox : public QFrame
{
    Q_OBJECT

public:
    explicit NameBox(QWidget *parent);
    /// `done` returns why the text is not taken; empty closes the box.
    void ask(const QString &title, const QString &text, QPoint at,
             std::function<QString(const QString &)> done);
    [[nodiscard]] QLineEdit *line() const { return m_line; }

protected:
    void keyPressEvent(QKeyEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    QLabel *m_title;
    QLineEdit *m_line;
    QLabel *m_problem;
    std::function<QString(const QString &)> m_done;
};

/// One pipeline as its stages, at the plateau shown or in a compare: makes its picture, and edits of what the
/// user does there (docs/design/workbench.md).
class PipelinePage : public QWidget
{
    Q_OBJECT

public:
    PipelinePage(Session &session, ElementId pipeline, QWidget *parent = nullptr);

    [[nodiscard]] ElementId pipeline() const { return m_pipeline; }
    [[nodiscard]] PipelineCanvas *canvas() const { return m_canvas; }
    [[nodiscard]] NameBox *nameBox() const { return m_box; }
    /// What is to be done where there is nothing to see: add a stage, go to where the pipeline is.
    [[nodiscard]] QPushButton *offer() const { return m_offer; }
    [[nodiscard]] const diagram::PipelinePicture &picture() const { return m_canvas->picture(); }
    [[nodiscard]] QString title() const;
    /// The picture shows the element.
    [[nodiscard]] bool contains(ElementId id) const;
    void reveal(ElementId id);
    /// Why stages cannot be edited now; empty where they can.
    [[nodiscard]] QString objection() const;
    /// What can be done with a part (-1: with none).
    void fillMenu(QMenu *menu, int part);

Q_SIGNALS:
    /// The inspector is to show a property of the pipeline, `edit`: with its editor open.
    void propertyWanted(const QString &property, bool edit);
    /// The element is to be shown on a view.
    void viewWanted(gp::ElementId id);

private:
    void rebuild();
    void onSelection();
    void onPicked(int part);
    void onActivated(int part);
    void askNew(int after);
    void askName(int part);
    void askGate(int row);
    void fillStageMenu(QMenu *menu, int row);
    [[nodiscard]] StagePlace place() const;
    /// Commits an edit and makes its stage the current one; what is wrong where it was refused.
    QString store(const Result<StageEdit> &edit);
    /// The same where nobody waits for an answer: what is wrong is said in the window.
    void storeOrSay(const Result<StageEdit> &edit);
    /// True where it can be edited; else says why not.
    bool mayEdit();
    [[nodiscard]] QPoint below(const QRectF &inPicture) const;
    void placeOffer();
    void resizeEvent(QResizeEvent *event) override;

    Session &m_session;
    ElementId m_pipeline;
    PipelineCanvas *m_canvas;
    NameBox *m_box;
    QWidget *m_note;
    QLabel *m_noteText;
    QPushButton *m_offer;
    PlateauId m_elsewhere; ///< where the pipeline begins, while it is not there
};

} // namespace gp::views

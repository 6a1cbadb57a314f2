// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
// States of a view: as a picture, a table and a matrix.
#include "canvasstates.h"
#include "states.h"

#include "views/table/matrixpage.h"
#include "views/table/tablepage.h"
#include "views/table/tableview.h"
#include "views/table/twins.h"
#include "views/window/actions.h"
#include "views/window/centre.h"

#include <QApplication>
#include <QClipboard>
#include <QJsonArray>
#include <QKeyEvent>

using namespace Qt::StringLiterals;

namespace gp::app {

using namespace gp::views;

/// The rich service and the cards next to it.
void selectSeveral(MainWindow &window)
{
    const auto first = richService(window);
    QList<ElementId> ids{first};
    for (const auto &edge : window.workspace()->centre()->viewPage()->scene()->edges) {
        if (edge.source == first && ids.size() < 3 && !ids.contains(edge.target))
            ids.append(edge.target);
    }
    session(window).selectElements(ids);
    trigger(window, Actions::Focus);
}

void foldGroups(MainWindow &window)
{
    auto *page = window.workspace()->centre()->viewPage();
    for (int i = 0; i < page->scene()->groups.size(); i += 2) {
        page->foldGroup(i);
        settle(window);
    }
    page->canvas()->fit();
}

void colourCards(MainWindow &window)
{
    auto *page = window.workspace()->centre()->viewPage();
    page->colourBy(diagram::ColourBy::Owner);
    settle(window);
    page->hideBy(u"kind:control"_s);
    settle(window);
    View view = *session(window).model().view(page->view());
    const auto *golden = session(window).model().element(u"golden-api@2"_s);
    const auto *pipeline = golden ? page->scene()->card(golden->id) : &page->scene()->cards.front();
    const QPointF corner = pipeline->rect.bottomLeft() + QPointF(0, 48);
    view.properties.insert(
        u"notes"_s,
        QJsonArray{QJsonObject{{u"text"_s, u"Ask the board: does Payments get a pipeline of its own?"_s},
                               {u"x"_s, qRound(corner.x())},
                               {u"y"_s, qRound(corner.y())}}});
    Draft draft(session(window).model());
    if (draft.update(view))
        session(window).commit(draft, u"Add a note"_s);
    settle(window);
    page->canvas()->setZoom(1.0);
    page->canvas()->reveal(pipeline->id);
}

void drawConnection(MainWindow &window)
{
    selectService(window);
    settle(window);
    auto *canvas = window.workspace()->centre()->viewPage()->canvas();
    canvas->startConnecting();
    QKeyEvent right(QEvent::KeyPress, Qt::Key_Right, Qt::NoModifier);
    QCoreApplication::sendEvent(canvas, &right);
}

void askForNew(MainWindow &window)
{
    selectService(window);
    settle(window);
    auto *page = window.workspace()->centre()->viewPage();
    page->askNew(page->canvas()->camera().toScene(QPointF(260, 300)).toPoint());
}

void showTable(MainWindow &window)
{
    trigger(window, Actions::ShowTable);
    settle(window);
    selectService(window);
    window.workspace()->centre()->twins()->table()->setFocus();
}

void refuseCell(MainWindow &window)
{
    showTable(window);
    QApplication::clipboard()->setText(
        u"Checkout\tcheckout\tservice\tapi\t9\nPayment\tpay\tservice\tfast\t1"_s);
    auto *page = window.workspace()->centre()->twins()->table();
    page->table()->setCurrentIndex(page->shown()->index(2, page->model()->columnOf(u"name")));
    page->paste();
}

void showMatrix(MainWindow &window)
{
    trigger(window, Actions::ShowMatrix);
    settle(window);
    auto *page = window.workspace()->centre()->twins()->matrix();
    page->table()->setFocus();
    page->table()->setCurrentIndex(page->model()->index(3, 2));
}

} // namespace gp::app

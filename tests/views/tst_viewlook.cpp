// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "windowtest.h"

#include "views/canvas/clipboard.h"
#include "views/canvas/legendbox.h"
#include "views/canvas/minimap.h"
#include "views/canvas/noteeditor.h"
#include "views/canvas/quickcreate.h"
#include "views/canvas/toolbox.h"
#include "views/style/parts.h"
#include "views/tree/treepane.h"

#include <QClipboard>
#include <QComboBox>
#include <QDropEvent>
#include <QMenu>
#include <QMimeData>
#include <QToolButton>
#include <QTreeView>

/// How a view is looked at, on the real window: hiding, folding, colours, notes, tools, map, clipboard.
class tst_ViewLook : public WindowTest
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { prepare(); }
    void init() { openWindow(); }
    void cleanup() { closeWindow(); }

    void hidingByKindComesBackByTheLegend();
    void hidingIsUndone();
    void frameTitleFoldsAndCardUnfolds();
    void foldedGroupMovesAsAWhole();
    void selectionInsideAFoldedGroupShowsItsCard();
    void coloursAreChosenInTheLegend();
    void notesAreWrittenMovedAndDeleted();
    void noteThatWentWhileEditedIsNotLost();
    void stickyToolMakesOneAfterTheOther();
    void connectToolDrawsFromTheWholeCard();
    void handToolPans();
    void mapTakesTheCanvasThere();
    void copyIntoAnotherViewShowsTheSame();
    void copyIntoTheSameViewMakesAnew();
    void strangeClipboardIsRefused();
    void treeRowIsDroppedOnTheCanvas();
    void readOnlyProjectKeepsItsLookToItself();

private:
    void choose(const QStringList &path)
    {
        const QPoint empty = emptyPlace();
        QTest::mouseClick(canvas(), Qt::RightButton, {}, empty);
        for (qsizetype i = 0; i < path.size(); ++i) {
            QTRY_VERIFY(QApplication::activePopupWidget());
            auto *menu = qobject_cast<QMenu *>(QApplication::activePopupWidget());
            QAction *found = nullptr;
            QStringList all;
            for (auto *action : menu->actions()) {
                all.append(action->text());
                if (action->text().section(u'\t', 0, 0).startsWith(path.at(i)))
                    found = action;
            }
            QVERIFY2(found, qPrintable(path.at(i) + u" not among "_s + all.join(u" | "_s)));
            menu->setActiveAction(found);
            QTest::keyClick(menu, found->menu() ? Qt::Key_Right : Qt::Key_Return);
            if (found->menu())
                QTRY_COMPARE(QApplication::activePopupWidget(), static_cast<QWidget *>(found->menu()));
        }
        settle();
    }
    void drag(const QPoint &from, const QPoint &to)
    {
        QTest::mousePress(canvas(), Qt::LeftButton, {}, from);
        for (const QPoint &at : {(from + to) / 2, to}) {
            QMouseEvent event(QEvent::MouseMove, at, canvas()->mapToGlobal(QPointF(at)), Qt::NoButton,
                              Qt::LeftButton, {});
            QCoreApplication::sendEvent(canvas(), &event);
        }
        QTest::mouseRelease(canvas(), Qt::LeftButton, {}, to);
        settle();
    }
    QPoint emptyPlace()
    {
        canvas()->fit();
        canvas()->zoomBy(0.6);
        settle();
        return {canvas()->width() - 60, 40};
    }
    void showServices()
    {
        workspace().centre()->openView(model().view(u"everything"_s)->id);
        settle();
    }
    QPoint titleOf(const QString &group)
    {
        for (const auto &each : page()->scene()->groups) {
            if (each.key == group && !each.rect.isNull())
                return canvas()->camera().toWidget(each.rect.topLeft() + QPointF(30, 16)).toPoint();
        }
        return {};
    }
    QJsonObject properties() { return model().view(page()->view())->properties; }
};

void tst_ViewLook::hidingByKindComesBackByTheLegend()
{
    const auto before = page()->scene();
    choose({u"Hide and show"_s, u"Kinds"_s, u"Pipelines"_s});
    QVERIFY(!card(u"golden-web"_s) || card(u"golden-web"_s)->kind != u"pipeline"_s);
    for (const auto &each : page()->scene()->cards) {
        QVERIFY(each.kind != u"pipeline"_s);
        QCOMPARE(each.rect, before->card(each.id)->rect);
    }
    auto *link = page()->legend()->hiddenLink();
    QVERIFY(link->isVisible());
    QTest::mouseClick(link, Qt::LeftButton);
    settle();
    QCOMPARE(page()->scene()->cards.size(), before->cards.size());
}

void tst_ViewLook::hidingIsUndone()
{
    const auto before = properties();
    page()->hideBy(u"kind:service"_s);
    settle();
    QCOMPARE(page()->scene()->hidden > 0, true);
    QTest::keyClick(m_window.get(), Qt::Key_Z, Qt::ControlModifier);
    settle();
    QCOMPARE(properties(), before);
    QCOMPARE(page()->scene()->hidden, 0);
}

void tst_ViewLook::frameTitleFoldsAndCardUnfolds()
{
    showServices();
    const auto before = page()->scene();
    QVERIFY(!before->groups.isEmpty());
    const QString key = before->groups.front().key;
    QTest::mouseDClick(canvas(), Qt::LeftButton, {}, titleOf(key));
    settle();
    const auto folded = page()->scene();
    const auto it = std::ranges::find_if(folded->cards, [](const auto &each) { return each.folds > 0; });
    QVERIFY(it != folded->cards.end());
    QCOMPARE(properties().value("folded"_L1).toArray(), QJsonArray{key});
    for (const auto &each : folded->cards) {
        if (each.folds == 0)
            QCOMPARE(each.rect, before->card(each.id)->rect);
    }
    QTest::mouseDClick(canvas(), Qt::LeftButton, {},
                       canvas()->camera().toWidget(it->rect.center()).toPoint());
    settle();
    QCOMPARE(page()->scene()->cards.size(), before->cards.size());
    QVERIFY(!properties().contains("folded"_L1));
}

void tst_ViewLook::foldedGroupMovesAsAWhole()
{
    showServices();
    const auto before = page()->scene();
    page()->foldGroup(0);
    settle();
    const auto folded = page()->scene();
    const auto it = std::ranges::find(folded->cards, 1, &diagram::Card::folds);
    QVERIFY(it != folded->cards.end());
    canvas()->setZoom(1);
    canvas()->reveal(it->id);
    const QPoint at = canvas()->camera().toWidget(it->rect.center()).toPoint();
    drag(at, at + QPoint(0, 64));
    page()->unfoldGroup(0);
    settle();
    std::optional<QPointF> by;
    for (const auto &each : page()->scene()->cards) {
        const QPointF moved = each.rect.topLeft() - before->card(each.id)->rect.topLeft();
        if (each.group == 1) {
            QVERIFY(moved.y() > 40);
            QCOMPARE(moved, by.value_or(moved));
            by = moved;
        } else {
            QCOMPARE(moved, QPointF());
        }
    }
}

void tst_ViewLook::selectionInsideAFoldedGroupShowsItsCard()
{
    showServices();
    const auto &first = page()->scene()->cards.front();
    const ElementId inner = first.id;
    QVERIFY(first.group > 0);
    page()->foldGroup(int(first.group) - 1);
    settle();
    session().select(inner);
    QCOMPARE(page()->groupOfSelection(), int(page()->scene()->cardFor(inner)->folds) - 1);
    QTest::keyClick(m_window.get(), Qt::Key_G, Qt::ControlModifier | Qt::ShiftModifier);
    settle();
    QVERIFY(page()->scene()->card(inner));
}

void tst_ViewLook::coloursAreChosenInTheLegend()
{
    auto *menu = page()->legend()->colours()->menu();
    for (auto *action : menu->actions()) {
        if (action->text() == u"Colours by owner"_s)
            action->trigger();
    }
    settle();
    QCOMPARE(properties().value("colour_by"_L1).toString(), u"owner"_s);
    QVERIFY(lastLabel().contains(u"by owner"_s));
    QCOMPARE(page()->scene()->legendTitle, u"Owner"_s);
    QCOMPARE(page()->legend()->colours()->text(), u"Colours by owner ▾"_s);
    QVERIFY(card(u"checkout"_s)->colour.startsWith(u"set-"_s));
}

void tst_ViewLook::notesAreWrittenMovedAndDeleted()
{
    const QPoint at = emptyPlace() - QPoint(300, 0);
    canvas()->setFocus();
    QTest::keyClick(canvas(), Qt::Key_T);
    QCOMPARE(canvas()->tool(), Tool::Note);
    QTest::mouseClick(canvas(), Qt::LeftButton, {}, at);
    auto *editor = page()->findChild<NoteEditor *>();
    QVERIFY(editor->isVisible());
    QTest::keyClicks(editor, u"Ask the board"_s);
    QTest::keyClick(editor, Qt::Key_Return, Qt::ControlModifier);
    settle();
    QCOMPARE(canvas()->tool(), Tool::Select);
    QCOMPARE(page()->scene()->notes.size(), 1);
    QCOMPARE(page()->scene()->notes.front().text, u"Ask the board"_s);

    const auto middle = [&] {
        return canvas()->camera().toWidget(page()->scene()->notes.front().rect.center()).toPoint();
    };
    const QPointF before = page()->scene()->notes.front().rect.topLeft();
    drag(middle(), middle() + QPoint(-40, 30));
    QVERIFY(page()->scene()->notes.front().rect.left() < before.x());
    QTest::mouseDClick(canvas(), Qt::LeftButton, {}, middle());
    QVERIFY(editor->isVisible());
    QCOMPARE(editor->toPlainText(), u"Ask the board"_s);
    QTest::keyClick(editor, Qt::Key_X); // typing replaces all
    QTest::keyClick(editor, Qt::Key_Escape);
    QCOMPARE(page()->scene()->notes.front().text, u"Ask the board"_s);
    QTest::mouseDClick(canvas(), Qt::LeftButton, {}, middle());
    QTest::keyClick(editor, Qt::Key_Delete);
    QTest::keyClick(editor, Qt::Key_Return, Qt::ControlModifier);
    settle();
    QVERIFY(page()->scene()->notes.isEmpty());
    QTest::keyClick(m_window.get(), Qt::Key_Z, Qt::ControlModifier);
    settle();
    QCOMPARE(page()->scene()->notes.size(), 1);
}

void tst_ViewLook::noteThatWentWhileEditedIsNotLost()
{
    const auto write = [&](const QStringList &texts) {
        View view = *model().view(page()->view());
        QJsonArray notes;
        for (const QString &text : texts)
            notes.append(QJsonObject{{u"text"_s, text}, {u"x"_s, -400 + 300 * notes.size()}, {u"y"_s, -200}});
        view.properties.insert(u"notes"_s, notes);
        Draft draft(model());
        QVERIFY(draft.update(view) && session().commit(draft, u"Notes"_s));
        settle();
    };
    write({u"mine"_s, u"yours"_s});
    page()->editNote(0);
    auto *editor = page()->findChild<NoteEditor *>();
    QTest::keyClicks(editor, u"mine, longer"_s);
    write({u"yours"_s}); // as another window does
    QTest::keyClick(editor, Qt::Key_Return, Qt::ControlModifier);
    settle();
    QStringList texts;
    for (const auto &note : page()->scene()->notes)
        texts.append(note.text);
    QCOMPARE(texts, (QStringList{u"yours"_s, u"mine, longer"_s}));
}

void tst_ViewLook::stickyToolMakesOneAfterTheOther()
{
    emptyPlace();
    auto *button = page()->toolbox()->button(Tool::Element);
    QTest::mouseDClick(button, Qt::LeftButton);
    QVERIFY(canvas()->isToolSticky());
    QVERIFY(button->isChecked());
    auto *box = page()->findChild<QuickCreate *>();
    for (int i = 0; i < 2; ++i) {
        QTest::mouseClick(canvas(), Qt::LeftButton, {}, QPoint(canvas()->width() - 300, 60 + 120 * i));
        QVERIFY(box->isVisible());
        QTest::keyClicks(box->name(), u"Made %1"_s.arg(i));
        QTest::keyClick(box->name(), Qt::Key_Return);
        settle();
        QCOMPARE(canvas()->tool(), Tool::Element);
    }
    QVERIFY(card(u"made-0"_s) && card(u"made-1"_s));
    canvas()->setFocus();
    QTest::keyClick(canvas(), Qt::Key_Escape);
    QCOMPARE(canvas()->tool(), Tool::Select);
    QVERIFY(!button->isChecked());
}

void tst_ViewLook::connectToolDrawsFromTheWholeCard()
{
    session().select({});
    canvas()->setFocus();
    QTest::keyClick(canvas(), Qt::Key_C);
    QCOMPARE(canvas()->tool(), Tool::Connect);
    QTest::mousePress(canvas(), Qt::LeftButton, {}, at(u"checkout"_s));
    QMouseEvent move(QEvent::MouseMove, at(u"payment"_s), canvas()->mapToGlobal(QPointF(at(u"payment"_s))),
                     Qt::NoButton, Qt::LeftButton, {});
    QCoreApplication::sendEvent(canvas(), &move);
    QTest::mouseRelease(canvas(), Qt::LeftButton, {}, at(u"payment"_s));
    QTRY_VERIFY(QApplication::activePopupWidget());
    QApplication::activePopupWidget()->close();
    QCOMPARE(canvas()->tool(), Tool::Select); // one use
}

void tst_ViewLook::handToolPans()
{
    canvas()->setFocus();
    QTest::keyClick(canvas(), Qt::Key_H);
    const auto before = canvas()->camera();
    const QPoint from = at(u"checkout"_s);
    drag(from, from + QPoint(50, 20));
    QCOMPARE(canvas()->camera().toWidget(QPointF()) - before.toWidget(QPointF()), QPointF(50, 20));
    QTest::keyClick(canvas(), Qt::Key_V);
    QCOMPARE(canvas()->tool(), Tool::Select);
}

void tst_ViewLook::mapTakesTheCanvasThere()
{
    m_window->resize(1600, 1000);
    canvas()->fit();
    settle();
    auto *map = page()->minimap();
    QVERIFY(!map->isVisible()); // all is in sight
    canvas()->setZoom(2.5);
    settle();
    QVERIFY(map->isVisible());
    const auto *shown = card(u"checkout"_s);
    QTest::mouseClick(map, Qt::LeftButton, {}, map->toWidget(shown->rect.center()).toPoint());
    const QRectF seen = canvas()->camera().toScene(QRectF(canvas()->rect()));
    QVERIFY(seen.contains(shown->rect.center()));
    QTest::keyClick(m_window.get(), Qt::Key_M, Qt::ControlModifier);
    QVERIFY(!map->isVisible());
    QTest::keyClick(m_window.get(), Qt::Key_M, Qt::ControlModifier);
    QVERIFY(map->isVisible());
}

void tst_ViewLook::copyIntoAnotherViewShowsTheSame()
{
    const auto elements = model().elements().size();
    View empty;
    empty.key = u"empty"_s;
    empty.properties = {{u"title"_s, u"Empty"_s}, {u"include"_s, QJsonArray{u"prod"_s}}};
    Draft draft(model());
    const auto id = draft.addView(empty);
    QVERIFY(id && session().commit(draft, u"A view"_s));
    const ElementId checkout = model().element(u"checkout"_s)->id;
    session().select(checkout);
    canvas()->setFocus();
    QTest::keyClick(m_window.get(), Qt::Key_C, Qt::ControlModifier);
    QCOMPARE(QGuiApplication::clipboard()->text(), u"Checkout"_s);
    workspace().centre()->openView(*id);
    settle();
    QVERIFY(!page()->scene()->card(checkout));
    canvas()->setFocus();
    QTest::keyClick(m_window.get(), Qt::Key_V, Qt::ControlModifier);
    settle();
    QVERIFY(page()->scene()->card(checkout));
    QCOMPARE(model().elements().size(), elements);
    QCOMPARE(lastLabel(), u"Paste Checkout"_s);
}

void tst_ViewLook::copyIntoTheSameViewMakesAnew()
{
    const auto elements = model().elements().size();
    session().selectElements({model().element(u"checkout"_s)->id, model().element(u"payment"_s)->id});
    canvas()->setFocus();
    QTest::keyClick(m_window.get(), Qt::Key_C, Qt::ControlModifier);
    QTest::keyClick(m_window.get(), Qt::Key_V, Qt::ControlModifier);
    settle();
    QCOMPARE(model().elements().size(), elements + 2);
    QCOMPARE(session().selectedElements().size(), 2);
    QCOMPARE(session().state().element(session().selectedElements().front())->name().endsWith(u"(copy)"_s),
             true);
}

void tst_ViewLook::strangeClipboardIsRefused()
{
    const auto before = model();
    for (const QByteArray &bytes :
         {QByteArray("not JSON"), QByteArray("{\"elements\": 7}"), QByteArray("[]"),
          QByteArray(R"({"elements": [{"key": "x", "kind": "no such kind", "properties": {"name": "X"}}]})"),
          QByteArray(R"({"elements": [{"key": 7, "kind": "service", "x": 1e300}], "relations": [3]})")}) {
        auto *data = new QMimeData;
        data->setData(QLatin1StringView(clipboard::format), bytes);
        QGuiApplication::clipboard()->setMimeData(data);
        page()->paste();
        settle();
    }
    // The last is odd, but an element.
    QVERIFY(model().elements().size() - before.elements().size() <= 1);
    QVERIFY(findProblems(model()).isEmpty());
}

void tst_ViewLook::treeRowIsDroppedOnTheCanvas()
{
    View small;
    small.key = u"small"_s;
    small.properties = {{u"title"_s, u"Small"_s}, {u"include"_s, QJsonArray{u"prod"_s}}};
    Draft draft(model());
    const auto id = draft.addView(small);
    QVERIFY(id && session().commit(draft, u"A view"_s));
    workspace().centre()->openView(*id);
    settle();
    const ElementId checkout = model().element(u"checkout"_s)->id;
    auto *view = workspace().tree()->findChild<QTreeView *>();
    session().select(checkout);
    const QModelIndex row = view->currentIndex();
    QVERIFY(row.isValid() && row.flags().testFlag(Qt::ItemIsDragEnabled));
    const std::unique_ptr<QMimeData> data(view->model()->mimeData({row}));
    QVERIFY(data);
    const QPoint at(90, 120);
    const QPointF corner = canvas()->camera().toScene(QPointF(at));
    QDragEnterEvent enter(at, Qt::CopyAction, data.get(), Qt::LeftButton, {});
    QCoreApplication::sendEvent(canvas(), &enter);
    QVERIFY(enter.isAccepted());
    QDropEvent drop(at, Qt::CopyAction, data.get(), Qt::LeftButton, {});
    QCoreApplication::sendEvent(canvas(), &drop);
    settle();
    const auto *shown = page()->scene()->card(checkout);
    QVERIFY(shown);
    QVERIFY((shown->rect.topLeft() - corner).manhattanLength() < 3);
}

void tst_ViewLook::readOnlyProjectKeepsItsLookToItself()
{
    const QString path = session().store().path();
    QVERIFY(m_window->openReadOnly(path, u"for a look"_s));
    settle();
    const auto before = properties();
    page()->hideBy(u"kind:service"_s);
    settle();
    QVERIFY(page()->scene()->hidden > 0);
    QCOMPARE(properties(), before);
    page()->showEverything();
    settle();
    QCOMPARE(page()->scene()->hidden, 0);
}

QTEST_MAIN(tst_ViewLook)
#include "tst_viewlook.moc"

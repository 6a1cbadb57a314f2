// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "windowtest.h"

#include "views/canvas/previewbar.h"

/// Layouts on demand: shown before they are stored, all undoable, stopped at once; others stay to the pixel.
class tst_ViewLayout : public WindowTest
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { prepare(); }
    void init() { openWindow(); }
    void cleanup() { closeWindow(); }

    void everythingAnewIsShownThenKept();
    void escapeGoesBack();
    void stoppedAtOnce();
    void selectionLeavesOthersWhereTheyAre();
    void selectionOfOneSaysWhatToDo();
    void newCardsAloneMove();
    void anotherEditEndsThePreview();
    void renamingKeepsPlaces();

private:
    [[nodiscard]] View view() const { return *model().view(page()->view()); }
    void scatter()
    {
        // As if somebody had moved a card far away.
        View moved = view();
        moved.positions[idOf(u"checkout"_s)] += QPoint(1200, 800);
        Draft draft(model());
        QVERIFY(draft.update(moved) && session().commit(draft, u"Scatter"_s));
        settle();
    }
};

void tst_ViewLayout::everythingAnewIsShownThenKept()
{
    scatter();
    const View before = view();
    const qsizetype rows = historySize();
    const QRectF scattered = card(u"checkout"_s)->rect;
    keys(u"Ctrl+Shift+L"_s);
    QTRY_VERIFY(page()->isPreviewing());
    settle();
    QVERIFY(page()->previewBar()->isVisible());
    QVERIFY2(page()->previewBar()->text().contains(u"would move"_s),
             qPrintable(page()->previewBar()->text()));
    QVERIFY(card(u"checkout"_s)->rect != scattered); // shown …
    QCOMPARE(historySize(), rows);                   // … and not stored
    QVERIFY(view() == before);
    QVERIFY(!page()->canEdit());
    QTest::keyClick(page()->previewBar()->keep(), Qt::Key_Return);
    settle();
    QCOMPARE(historySize(), rows + 1);
    QVERIFY(view() != before);
    QVERIFY(!page()->previewBar()->isVisible());
    QVERIFY(page()->canEdit());
    keys(u"Ctrl+Z"_s);
    QVERIFY(view() == before);
    QCOMPARE(card(u"checkout"_s)->rect, scattered);
}

void tst_ViewLayout::escapeGoesBack()
{
    scatter();
    const QRectF scattered = card(u"checkout"_s)->rect;
    const qsizetype rows = historySize();
    keys(u"Ctrl+Shift+L"_s);
    QTRY_VERIFY(page()->isPreviewing());
    settle();
    QTest::keyClick(page()->previewBar(), Qt::Key_Escape);
    settle();
    QCOMPARE(card(u"checkout"_s)->rect, scattered);
    QCOMPARE(historySize(), rows);
    QVERIFY(page()->canEdit());
}

void tst_ViewLayout::stoppedAtOnce()
{
    const View before = view();
    page()->layOutAnew();
    QVERIFY(page()->previewBar()->isVisible());
    QVERIFY(page()->previewBar()->keep()->isHidden());
    QTest::mouseClick(page()->previewBar()->cancel(), Qt::LeftButton);
    QVERIFY(!page()->previewBar()->isVisible());
    settle();
    QVERIFY(!page()->isPreviewing());
    QVERIFY(view() == before);
    page()->layOutAnew(); // and it can be begun again
    QTRY_VERIFY(page()->isPreviewing());
}

void tst_ViewLayout::selectionLeavesOthersWhereTheyAre()
{
    scatter();
    const View before = view();
    const QList<ElementId> chosen{idOf(u"checkout"_s), idOf(u"payment"_s)};
    session().selectElements(chosen);
    keys(u"Ctrl+Alt+L"_s);
    QTRY_VERIFY(page()->isPreviewing());
    settle();
    QTest::mouseClick(page()->previewBar()->keep(), Qt::LeftButton);
    settle();
    const View after = view();
    QVERIFY(after.positions.value(chosen[0]) != before.positions.value(chosen[0]));
    for (const auto &[id, corner] : before.positions.asKeyValueRange()) {
        if (!chosen.contains(id))
            QCOMPARE(after.positions.value(id), corner);
    }
    keys(u"Ctrl+Z"_s);
    QVERIFY(view() == before);
}

void tst_ViewLayout::selectionOfOneSaysWhatToDo()
{
    session().select(idOf(u"checkout"_s));
    const qsizetype rows = historySize();
    keys(u"Ctrl+Alt+L"_s);
    QVERIFY(!page()->isPreviewing());
    QCOMPARE(historySize(), rows);
    QVERIFY(workspace().messages()->isVisible());
}

void tst_ViewLayout::newCardsAloneMove()
{
    workspace().centre()->openView(model().view(u"everything"_s)->id);
    settle();
    const View before = view();
    Draft draft(model());
    const auto made =
        draft.addElement(u"service"_s, u"vouchers"_s, session().plateau(), {{u"name"_s, u"Vouchers"_s}});
    QVERIFY(made);
    QVERIFY(draft.addRelation(u"dependsOn"_s, idOf(u"checkout"_s), *made, session().plateau()));
    QVERIFY(session().commit(draft, u"Add"_s));
    settle();
    QVERIFY(page()->scene()->card(*made)); // in free space already
    QVERIFY(view() == before);
    (*m_window->findChild<Actions *>())[Actions::LayOutNew]->trigger();
    QTRY_VERIFY(page()->isPreviewing());
    page()->keepLayout();
    settle();
    const View after = view();
    QVERIFY(after.positions.contains(*made));
    for (const auto &[id, corner] : before.positions.asKeyValueRange())
        QCOMPARE(after.positions.value(id), corner);
    keys(u"Ctrl+Z"_s);
    QVERIFY(view() == before); // to the byte
}

void tst_ViewLayout::anotherEditEndsThePreview()
{
    scatter();
    page()->layOutAnew();
    QTRY_VERIFY(page()->isPreviewing());
    Draft draft(model());
    QVERIFY(draft.setProperty(idOf(u"checkout"_s), session().plateau(), u"tier"_s, 3));
    QVERIFY(session().commit(draft, u"Set"_s));
    settle();
    QVERIFY(!page()->isPreviewing());
    QVERIFY(!page()->previewBar()->isVisible());
    QCOMPARE(lastLabel(), u"Set"_s);
}

void tst_ViewLayout::renamingKeepsPlaces()
{
    const View before = view();
    Draft draft(model());
    QVERIFY(draft.setProperty(idOf(u"checkout"_s), session().plateau(), u"name"_s, u"Kasse"_s));
    View renamed = before;
    renamed.properties.insert(u"title"_s, u"Another title"_s);
    QVERIFY(draft.update(renamed));
    QVERIFY(session().commit(draft, u"Rename both"_s));
    settle();
    QCOMPARE(view().positions, before.positions);
    QCOMPARE(view().routes, before.routes);
}

QTEST_MAIN(tst_ViewLayout)
#include "tst_viewlayout.moc"

// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "windowtest.h"

#include "views/canvas/alignment.h"
#include "views/canvas/guides.h"
#include "views/canvas/quickcreate.h"

#include <QComboBox>
#include <QLineEdit>
#include <QMenu>
#include <QToolTip>

/// Drafting by hand: every gesture on the real canvas, and the same by keys.
class tst_Canvas : public WindowTest
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { prepare(); }
    void init() { openWindow(); }
    void cleanup() { closeWindow(); }

    void guidesLineUp();
    void alignmentAndDistribution();

    void rubberBandSelectsWhatItTouches();
    void shiftClickAddsAndTakesAway();
    void severalMoveTogether();
    void cardsLineUpByKeys();
    void droppingIntoAFrameChangesOver();
    void aFrameTakesItsCardsAlong();

    void drawingALineOffersLegalRelations();
    void illegalTargetSaysWhy();
    void drawingIntoTheEmptyMakesBoth();
    void doubleClickMakesOneAfterTheOther();
    void deletedRelationCanBeDrawnAgain();

    void severalAreDeletedAndDuplicated();
    void takingOutLeavesTheModel();
    void replacementShowsInCompare();
    void focusFadesTheRest();
    void menuOfACard();
    void nothingIsEditedInACompare();
    void keysAlone();
    void tenElementsFromNothing();

private:
    void dragTo(const QPoint &from, const QPoint &to, Qt::KeyboardModifiers keys = {})
    {
        QTest::mousePress(canvas(), Qt::LeftButton, keys, from);
        move((from + to) / 2, keys);
        move(to, keys);
        QTest::mouseRelease(canvas(), Qt::LeftButton, keys, to);
    }
    void move(const QPoint &to, Qt::KeyboardModifiers keys = {})
    {
        QMouseEvent event(QEvent::MouseMove, to, canvas()->mapToGlobal(QPointF(to)), Qt::NoButton,
                          Qt::LeftButton, keys);
        QCoreApplication::sendEvent(canvas(), &event);
    }
    /// The handle on the right of a card, after pointing at the card.
    QPoint handle(const QString &key)
    {
        QMouseEvent event(QEvent::MouseMove, at(key), canvas()->mapToGlobal(QPointF(at(key))), Qt::NoButton,
                          Qt::NoButton, Qt::NoModifier);
        QCoreApplication::sendEvent(canvas(), &event);
        return canvas()
                   ->camera()
                   .toWidget(QPointF(card(key)->rect.right(), card(key)->rect.center().y()))
                   .toPoint() +
               QPoint(11, 0);
    }
    QMenu *menu() { return qobject_cast<QMenu *>(QApplication::activePopupWidget()); }
    void choose(const QString &text)
    {
        QTRY_VERIFY(menu());
        for (auto *action : menu()->actions()) {
            if (action->text().section(u'\t', 0, 0) == text) {
                QVERIFY(action->isEnabled());
                menu()->setActiveAction(action);
                QTest::keyClick(menu(), Qt::Key_Return);
                settle();
                return;
            }
        }
        QStringList all;
        for (const auto *action : menu()->actions())
            all.append(action->text());
        QFAIL(qPrintable(u"no '%1' among: %2"_s.arg(text, all.join(u" | "_s))));
    }
    QuickCreate *box() { return page()->findChild<QuickCreate *>(); }
    void selectBoth()
    {
        canvas()->setFocus();
        QTest::mouseClick(canvas(), Qt::LeftButton, {}, at(u"checkout"_s));
        QTest::mouseClick(canvas(), Qt::LeftButton, Qt::ShiftModifier, at(u"payment"_s));
        QCOMPARE(session().selectedElements().size(), 2);
    }
    /// The view whose frames are domains.
    void showServices()
    {
        workspace().centre()->openView(model().view(u"everything"_s)->id);
        settle();
    }
    /// A place of the canvas with nothing around it.
    QPoint emptyPlace()
    {
        canvas()->zoomBy(0.6);
        settle();
        return {canvas()->width() - 40, canvas()->height() - 40};
    }
};

void tst_Canvas::guidesLineUp()
{
    const QRectF moving(103, 50, 40, 20);
    const auto snap = snapTo(moving, {QRectF(100, 200, 40, 20), QRectF(104, 900, 40, 20)}, 6, 8);
    QCOMPARE(snap.by.x(), 1.0);         // the nearest, though further away
    QCOMPARE(snap.by.y(), 48.0 - 50.0); // nothing near on that axis: the grid
    QCOMPARE(snap.guides.size(), 1);
    QCOMPARE(snap.guides.front().x1(), 104.0);
    QVERIFY(snapTo(moving, {}, 6, 0).by.isNull());
}

void tst_Canvas::alignmentAndDistribution()
{
    const QList<QRectF> cards = {{0, 0, 10, 10}, {50, 20, 20, 10}, {30, 90, 30, 10}};
    QCOMPARE(aligned(cards, Alignment::Left), QList<QPointF>({{0, 0}, {0, 20}, {0, 90}}));
    QCOMPARE(aligned(cards, Alignment::Right), QList<QPointF>({{60, 0}, {50, 20}, {40, 90}}));
    QCOMPARE(aligned(cards, Alignment::Centre), QList<QPointF>({{30, 0}, {25, 20}, {20, 90}}));
    QCOMPARE(aligned(cards, Alignment::Bottom), QList<QPointF>({{0, 90}, {50, 90}, {30, 90}}));
    QCOMPARE(distributed(cards, Qt::Vertical), QList<QPointF>({{0, 0}, {50, 45}, {30, 90}}));
    QCOMPARE(distributed({cards[0], cards[1]}, Qt::Vertical), QList<QPointF>({{0, 0}, {50, 20}}));
}

void tst_Canvas::rubberBandSelectsWhatItTouches()
{
    const auto frame = card(u"checkout"_s)->rect | card(u"payment"_s)->rect;
    const QRectF area = canvas()->camera().toWidget(frame.adjusted(-6, -6, 6, 6));
    QSet<ElementId> expected;
    for (const auto id : diagram::cardsIn(*page()->scene(), frame.adjusted(-6, -6, 6, 6)))
        expected.insert(id);
    const auto size = historySize();
    dragTo(area.bottomRight().toPoint(),
           area.topLeft().toPoint()); // above the cards is the title of their frame
    const auto selected = session().selectedElements();
    QCOMPARE(QSet<ElementId>(selected.begin(), selected.end()), expected);
    QVERIFY(expected.size() >= 2);
    QCOMPARE(historySize(), size);
    QTest::mouseClick(canvas(), Qt::LeftButton, {}, QPoint(4, 4));
    QVERIFY(session().selectedElements().isEmpty());
}

void tst_Canvas::shiftClickAddsAndTakesAway()
{
    selectBoth();
    QTest::mouseClick(canvas(), Qt::LeftButton, Qt::ControlModifier, at(u"checkout"_s));
    QCOMPARE(session().selectedElements(), QList<ElementId>{idOf(u"payment"_s)});
    // A plain click on one of several leaves that one.
    selectBoth();
    QTest::mouseClick(canvas(), Qt::LeftButton, {}, at(u"payment"_s));
    QCOMPARE(session().selectedElements(), QList<ElementId>{idOf(u"payment"_s)});
}

void tst_Canvas::severalMoveTogether()
{
    const auto before = *page()->scene();
    const auto size = historySize();
    selectBoth();
    dragTo(at(u"payment"_s), at(u"payment"_s) + QPoint(60, 44));
    settle();
    QCOMPARE(historySize(), size + 1);
    QCOMPARE(lastLabel(), u"Move Checkout and Payment in Delivery overview"_s);
    const QPointF by = page()->scene()->card(idOf(u"payment"_s))->rect.topLeft() -
                       before.card(idOf(u"payment"_s))->rect.topLeft();
    QVERIFY(!by.isNull());
    for (const auto &was : before.cards) {
        const bool isMoved = was.id == idOf(u"payment"_s) || was.id == idOf(u"checkout"_s);
        QCOMPARE(page()->scene()->card(was.id)->rect, isMoved ? was.rect.translated(by) : was.rect);
    }
    keys(u"Ctrl+Z"_s);
    QCOMPARE(page()->scene()->cards, before.cards);
}

void tst_Canvas::cardsLineUpByKeys()
{
    selectBoth();
    const double left = std::min(card(u"checkout"_s)->rect.left(), card(u"payment"_s)->rect.left());
    QTest::keyClick(canvas(), Qt::Key_Right, Qt::ControlModifier);
    QTest::keyClick(canvas(), Qt::Key_Right, Qt::ControlModifier);
    QTest::keyClick(canvas(), Qt::Key_Down, Qt::ControlModifier);
    QTRY_COMPARE(lastLabel(), u"Move Checkout and Payment in Delivery overview"_s);
    settle();
    QCOMPARE(std::min(card(u"checkout"_s)->rect.left(), card(u"payment"_s)->rect.left()), left + 16);
    QTest::mouseClick(canvas(), Qt::LeftButton, {}, at(u"payment"_s));
    QTest::keyClick(canvas(), Qt::Key_Left, Qt::ControlModifier);
    QTRY_COMPARE(lastLabel(), u"Move Payment in Delivery overview"_s);
    settle();
    selectBoth();
    keys(u"Ctrl+Shift+Left"_s);
    QCOMPARE(card(u"checkout"_s)->rect.left(), card(u"payment"_s)->rect.left());
    QCOMPARE(lastLabel(), u"Align 2 cards in Delivery overview"_s);
}

void tst_Canvas::droppingIntoAFrameChangesOver()
{
    showServices();
    QRectF warehouse;
    for (const auto &group : page()->scene()->groups) {
        if (group.element == idOf(u"warehouse"_s))
            warehouse = group.rect;
    }
    QVERIFY(!warehouse.isNull());
    const auto size = historySize();
    dragTo(at(u"payment"_s), canvas()->camera().toWidget(warehouse.center()).toPoint(), Qt::AltModifier);
    settle();
    QCOMPARE(historySize(), size + 1);
    QCOMPARE(lastLabel(), u"Move Payment to Warehouse in Target"_s);
    const auto domainAt = [this](const QString &key) {
        return PlateauModel(model(), plateau(key)).targets(idOf(u"payment"_s), u"partOf"_s).front().key;
    };
    QCOMPARE(domainAt(u"target"_s), u"warehouse"_s);
    QCOMPARE(domainAt(u"current"_s), u"storefront"_s);
    QVERIFY(m_window->messages()->text().startsWith(u"Move Payment to Warehouse"_s));
    keys(u"Ctrl+Z"_s);
    QCOMPARE(domainAt(u"target"_s), u"storefront"_s);
}

void tst_Canvas::aFrameTakesItsCardsAlong()
{
    showServices();
    int index = -1;
    for (int i = 0; i < page()->scene()->groups.size(); ++i) {
        if (page()->scene()->groups[i].element == idOf(u"warehouse"_s))
            index = i;
    }
    QVERIFY(index >= 0);
    const auto before = *page()->scene();
    const QPoint title =
        canvas()->camera().toWidget(before.groups[index].rect.topLeft() + QPointF(30, 18)).toPoint();
    dragTo(title, title + QPoint(-24, 40), Qt::AltModifier);
    settle();
    for (const auto &was : before.cards) {
        const QPointF by = page()->scene()->card(was.id)->rect.topLeft() - was.rect.topLeft();
        QCOMPARE(!by.isNull(), was.group == index + 1);
    }
}

void tst_Canvas::drawingALineOffersLegalRelations()
{
    showServices();
    const auto size = historySize();
    const QString other = u"storefront-service-01"_s;
    dragTo(handle(u"payment"_s), at(other));
    QTRY_VERIFY(menu());
    QStringList offered;
    for (const auto *action : menu()->actions())
        offered.append(action->text());
    QVERIFY2(offered.contains(u"Payment depends on %1"_s.arg(other)), qPrintable(offered.join(u'|')));
    QVERIFY(offered.contains(u"%1 depends on Payment"_s.arg(other)));
    QVERIFY(!offered.join(u'|').contains(u"deploys"_s));
    choose(u"%1 depends on Payment"_s.arg(other));
    QCOMPARE(historySize(), size + 1);
    const auto *relation = model().relation(u"dependsOn"_s, idOf(other), idOf(u"payment"_s));
    QVERIFY(relation);
    QCOMPARE(relation->lifetime.since, plateau(u"target"_s));
    // What is there is greyed.
    dragTo(handle(u"payment"_s), at(other));
    QTRY_VERIFY(menu());
    for (const auto *action : menu()->actions()) {
        if (action->text().startsWith(u"%1 depends on Payment"_s.arg(other)))
            QVERIFY(!action->isEnabled() && action->text().endsWith(u"(there already)"_s));
    }
    menu()->close();
}

void tst_Canvas::illegalTargetSaysWhy()
{
    // A golden path has nothing to do with an environment.
    Draft draft(model());
    QVERIFY(draft.addElement(u"goldenPath"_s, u"web"_s, plateau(u"current"_s), {{u"name"_s, u"Web"_s}}));
    View view = *model().view(u"overview"_s);
    auto include = view.properties.value("include"_L1).toArray();
    include.append(u"web"_s);
    view.properties.insert(u"include"_s, include);
    QVERIFY(draft.update(view));
    QVERIFY(session().commit(draft, u"Add a golden path"_s));
    settle();
    page()->canvas()->fit();
    settle();
    const auto size = historySize();
    const QPoint from = handle(u"web"_s);
    const QPoint to = at(u"stage"_s);
    QTest::mousePress(canvas(), Qt::LeftButton, {}, from);
    move((from + to) / 2);
    move(to);
    QCOMPARE(canvas()->cursor().shape(), Qt::ForbiddenCursor);
    QTRY_COMPARE(QToolTip::text(), u"No relation may run between golden path and environment"_s);
    QTest::mouseRelease(canvas(), Qt::LeftButton, {}, to);
    settle();
    QVERIFY(!menu());
    QCOMPARE(historySize(), size);
}

void tst_Canvas::drawingIntoTheEmptyMakesBoth()
{
    const QPoint to = emptyPlace();
    const auto size = historySize();
    const auto before = *page()->scene();
    dragTo(handle(u"payment"_s), to);
    QTRY_VERIFY(box()->isVisible());
    box()->choice()->setCurrentIndex(
        int(box()->choice()->findText(u"Pipeline: Payment is delivered by it"_s)));
    QVERIFY(box()->choice()->currentIndex() >= 0);
    QTest::keyClick(box()->name(), Qt::Key_Return);
    QVERIFY(box()->isVisible()); // it has no name yet, and says so
    QTest::keyClicks(box()->name(), u"payment-fast"_s);
    QTest::keyClick(box()->name(), Qt::Key_Return);
    settle();
    QVERIFY(!box()->isVisible());
    QCOMPARE(historySize(), size + 1);
    const auto made = idOf(u"payment-fast"_s);
    QCOMPARE(session().selectedElement(), made);
    QVERIFY(model().relation(u"deliveredBy"_s, idOf(u"payment"_s), made));
    QVERIFY(!stateAt(model(), plateau(u"current"_s), made));
    QVERIFY(page()->scene()->card(made));
    for (const auto &was : before.cards)
        QCOMPARE(page()->scene()->card(was.id)->rect, was.rect); // 0 px
    keys(u"Ctrl+Z"_s);
    QVERIFY(!model().element(u"payment-fast"_s));
}

void tst_Canvas::doubleClickMakesOneAfterTheOther()
{
    const QPoint place = emptyPlace();
    QTest::mouseDClick(canvas(), Qt::LeftButton, {}, place);
    QTRY_VERIFY(box()->isVisible());
    QTRY_VERIFY(box()->name()->hasFocus());
    QTest::keyClicks(box()->name(), u"Search"_s);
    QTest::keyClick(box()->name(), Qt::Key_Return, Qt::ControlModifier);
    QVERIFY(box()->isVisible());
    QTest::keyClicks(box()->name(), u"Ranking"_s);
    QTest::keyClick(box()->name(), Qt::Key_Return);
    settle();
    QVERIFY(!box()->isVisible());
    QVERIFY(card(u"search"_s) && card(u"ranking"_s));
    QVERIFY(!card(u"search"_s)->rect.intersects(card(u"ranking"_s)->rect));
    QTest::keyClick(canvas(), Qt::Key_N);
    QTRY_VERIFY(box()->isVisible());
    QTest::keyClick(box()->name(), Qt::Key_Escape);
    QVERIFY(!box()->isVisible());
}

void tst_Canvas::deletedRelationCanBeDrawnAgain()
{
    const auto relation = model().relation(u"dependsOn"_s, idOf(u"checkout"_s), idOf(u"payment"_s))->id;
    session().select(relation);
    QTest::keyClick(canvas(), Qt::Key_Delete);
    settle();
    QVERIFY(!page()->scene()->edge(relation));
    dragTo(handle(u"checkout"_s), at(u"payment"_s));
    choose(u"Checkout depends on Payment"_s);
    QVERIFY(page()->scene()->edge(relation));
}

void tst_Canvas::severalAreDeletedAndDuplicated()
{
    selectBoth();
    keys(u"Ctrl+D"_s);
    QCOMPARE(lastLabel(), u"Duplicate Payment and Checkout in Target"_s);
    const auto checkout = idOf(u"checkout-copy"_s);
    const auto payment = idOf(u"payment-copy"_s);
    QVERIFY(checkout.isValid() && payment.isValid());
    QVERIFY(model().relation(u"dependsOn"_s, checkout, payment));
    QVERIFY(!model().relation(u"dependsOn"_s, checkout, idOf(u"payment"_s)));
    QCOMPARE(session().selectedElements().size(), 2);
    keys(u"Del"_s);
    QVERIFY(!model().element(checkout) && !model().element(payment)); // began here: erased
    selectBoth();
    keys(u"Del"_s);
    QVERIFY(!card(u"checkout"_s) && !card(u"payment"_s));
    QCOMPARE(lastLabel(), u"Delete Payment and Checkout in Target"_s);
    QVERIFY(stateAt(model(), plateau(u"current"_s), idOf(u"checkout"_s)));
}

void tst_Canvas::takingOutLeavesTheModel()
{
    QTest::mouseClick(canvas(), Qt::LeftButton, {}, at(u"payment"_s));
    keys(u"Ctrl+Backspace"_s);
    QVERIFY(!card(u"payment"_s));
    QVERIFY(stateAt(model(), plateau(u"target"_s), idOf(u"payment"_s)));
    keys(u"Ctrl+Z"_s);
    QVERIFY(card(u"payment"_s));
}

void tst_Canvas::replacementShowsInCompare()
{
    QTest::mouseClick(canvas(), Qt::LeftButton, {}, at(u"payment"_s));
    keys(u"Ctrl+R"_s);
    QTRY_VERIFY(box()->isVisible());
    QTest::keyClicks(box()->name(), u"Pay hub"_s);
    QTest::keyClick(box()->name(), Qt::Key_Return);
    settle();
    QCOMPARE(lastLabel(), u"Replace Payment by Pay hub in Target"_s);
    QVERIFY(card(u"pay-hub"_s) && !card(u"payment"_s));
    QVERIFY(model().relation(u"dependsOn"_s, idOf(u"checkout"_s), idOf(u"pay-hub"_s)));
    startCompare();
    QVERIFY(card(u"payment"_s));
    QCOMPARE(card(u"payment"_s)->state, diagram::State::Replaced);
    QCOMPARE(card(u"pay-hub"_s)->state, diagram::State::Added);
}

void tst_Canvas::focusFadesTheRest()
{
    showServices();
    QTest::mouseClick(canvas(), Qt::LeftButton, {}, at(u"payment"_s));
    QTest::mouseMove(canvas(), QPoint(2, 2));
    settle();
    const auto far = canvas()->camera().toWidget(card(u"warehouse-service-12"_s)->rect).toRect();
    const QImage before = canvas()->grab(far).toImage();
    keys(u"Ctrl+J"_s);
    QVERIFY(page()->isFocused());
    QVERIFY(canvas()->grab(far).toImage() != before);
    for (int i = 0; i < 3; ++i)
        keys(u"Ctrl+J"_s);
    QVERIFY(!page()->isFocused());
    QCOMPARE(canvas()->grab(far).toImage(), before);
}

void tst_Canvas::menuOfACard()
{
    QTest::mouseClick(canvas(), Qt::RightButton, {}, at(u"payment"_s));
    QCOMPARE(session().selectedElement(), idOf(u"payment"_s));
    choose(u"Duplicate"_s);
    QVERIFY(card(u"payment-copy"_s));
    QTest::mouseClick(canvas(), Qt::RightButton, {}, emptyPlace());
    choose(u"New element here…"_s);
    QTRY_VERIFY(box()->isVisible());
}

void tst_Canvas::nothingIsEditedInACompare()
{
    startCompare();
    const auto size = historySize();
    QTest::mouseDClick(canvas(), Qt::LeftButton, {}, QPoint(4, 4));
    QVERIFY(!box()->isVisible());
    QTest::mouseClick(canvas(), Qt::LeftButton, {}, at(u"payment"_s));
    keys(u"Ctrl+D"_s);
    QCOMPARE(historySize(), size);
}

void tst_Canvas::keysAlone()
{
    canvas()->setFocus();
    session().select(idOf(u"payment"_s));
    QTest::keyClick(canvas(), Qt::Key_N);
    QTRY_VERIFY(box()->isVisible());
    QTest::keyClicks(box()->name(), u"Fraud"_s);
    QTest::keyClick(box()->name(), Qt::Key_Return);
    settle();
    QCOMPARE(session().selectedElement(), idOf(u"fraud"_s));
    QVERIFY(canvas()->hasFocus());
    // From card to card until one is hit that may be connected, then the menu, all by keys.
    QTest::keyClick(canvas(), Qt::Key_C);
    QTest::keyClick(canvas(), Qt::Key_Up);
    QTest::keyClick(canvas(), Qt::Key_Return);
    QTRY_VERIFY(menu());
    QTest::keyClick(menu(), Qt::Key_Down);
    QTest::keyClick(menu(), Qt::Key_Return);
    settle();
    QVERIFY2(lastLabel().startsWith(u"Add Fraud depends on"_s), qPrintable(lastLabel()));
    QTest::keyClick(canvas(), Qt::Key_C);
    QTest::keyClick(canvas(), Qt::Key_Escape);
    QVERIFY(!menu());
}

void tst_Canvas::tenElementsFromNothing()
{
    const QString path = m_folder.filePath(u"empty.gplan"_s);
    QVERIFY(m_window->createProject(path, u"blank"_s));
    settle();
    if (!page())
        QTest::keyClick(workspace().centre()->focusWidget() ? workspace().centre()->focusWidget()
                                                            : m_window.get(),
                        Qt::Key_Return);
    settle();
    QVERIFY(page());
    canvas()->setFocus();
    for (int i = 1; i <= 10; ++i) {
        QTest::keyClick(canvas(), Qt::Key_N);
        QTRY_VERIFY(box()->isVisible());
        QTest::keyClicks(box()->name(), u"Service %1"_s.arg(i));
        QTest::keyClick(box()->name(), Qt::Key_Return);
        settle();
    }
    QCOMPARE(page()->scene()->cards.size(), 10);
    for (const auto &one : page()->scene()->cards) {
        for (const auto &other : page()->scene()->cards)
            QVERIFY(one.id == other.id || !one.rect.intersects(other.rect));
    }
    QTest::keyClick(canvas(), Qt::Key_C);
    QTest::keyClick(canvas(), Qt::Key_Up);
    QTest::keyClick(canvas(), Qt::Key_Return);
    QTRY_VERIFY(menu());
    QTest::keyClick(menu(), Qt::Key_Down);
    QTest::keyClick(menu(), Qt::Key_Return);
    settle();
    QCOMPARE(model().relations().size(), 1);
}

QTEST_MAIN(tst_Canvas)
#include "tst_canvas.moc"

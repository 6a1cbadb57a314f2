// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "windowtest.h"

#include "views/compare/comparebar.h"
#include "views/compare/divider.h"
#include "views/compare/sides.h"
#include "views/panels/gappanel.h"

#include <QLabel>
#include <QSignalSpy>

/// Looking at a compare: the four ways on the real canvas, and from change to change.
class tst_Compare : public WindowTest
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { prepare(); }
    void init()
    {
        openWindow();
        // Relations that come and go by themselves.
        Draft draft(model());
        QVERIFY(
            draft.addRelation(u"dependsOn"_s, idOf(u"payment"_s), idOf(u"checkout"_s), session().plateau()));
        const auto *gone = model().relation(u"dependsOn"_s, idOf(u"checkout"_s), idOf(u"payment"_s));
        QVERIFY(gone && draft.removeRelationAt(gone->id, session().plateau()));
        QVERIFY(session().commit(draft, u"Turn a dependency round"_s));
        settle();
    }
    void cleanup() { closeWindow(); }

    void sideStandsWhereBothDo();

    void barIsThereInACompareOnly();
    void blinkHoldsAKey();
    void blinkEndsWhereTheFocusGoes();
    void blinkHasAToggle();
    void barFitsANarrowWindow();
    void blinkChangesThePictureAtOnce();
    void sliderShowsBothStates();
    void sliderIsDragged();
    void sliderMovesByKeys();
    void sliderClicksGoToTheSideTheyAreOn();
    void camerasAreLinked();
    void bothHalvesShowAllOfIt();
    void selectionAndHoverAreLinked();
    void waysByKeysAndMenu();
    void wayIsRemembered();
    void nothingIsEditedInAnyWay_data();
    void nothingIsEditedInAnyWay();
    void scenesAreMadeOnce();
    void otherPlateausAreReady();

    void gapListJumpsByClickAndKeys();
    void changesInOrder();
    void relationsAndRemovedThings();
    void changeOnAnotherViewIsFound();
    void sliderMakesRoomForAChange();
    void blinkWhileWalkingTheList();

private:
    [[nodiscard]] CanvasPair *pair() const { return page()->pair(); }
    [[nodiscard]] Canvas *earlier() const { return pair()->earlier(); }
    [[nodiscard]] CompareLook &look() const { return CompareLook::of(session()); }
    [[nodiscard]] CompareBar *bar() const { return page()->compareBar(); }
    void choose(Way way)
    {
        if (!session().isComparing())
            startCompare();
        QTest::mouseClick(bar()->button(way), Qt::LeftButton);
        settle();
    }
    [[nodiscard]] static diagram::Card cardOf(qint64 id, const QRectF &rect, diagram::State state)
    {
        diagram::Card made;
        made.id = ElementId(id);
        made.rect = rect;
        made.state = state;
        return made;
    }
    /// The middle of a card on one of the two canvases.
    [[nodiscard]] static QPoint on(const Canvas *canvas, ElementId id)
    {
        const auto *found = canvas->scene()->card(id);
        return found ? canvas->camera().toWidget(found->rect.center()).toPoint() : QPoint(-1, -1);
    }
    static void move(QWidget *widget, const QPoint &to, Qt::MouseButtons buttons = Qt::NoButton)
    {
        QMouseEvent event(QEvent::MouseMove, to, widget->mapToGlobal(QPointF(to)), Qt::NoButton, buttons,
                          Qt::NoModifier);
        QCoreApplication::sendEvent(widget, &event);
    }
    [[nodiscard]] GapPanel *list()
    {
        workspace().bottom()->open(BottomPane::Tab::Gap);
        return static_cast<GapPanel *>(workspace().bottom()->panel(BottomPane::Tab::Gap));
    }
    /// All of it is in sight.
    [[nodiscard]] bool sees(const Canvas *canvas, ElementId id) const
    {
        const auto whole = page()->wholeScene();
        return whole->card(id) &&
               QRectF(canvas->rect()).contains(canvas->camera().toWidget(whole->card(id)->rect));
    }
    /// What the user sees at a place of the canvases.
    [[nodiscard]] QRgb pixel(const QPoint &at) const
    {
        return pair()->grab().toImage().pixel(at * pair()->devicePixelRatio());
    }
};

void tst_Compare::sideStandsWhereBothDo()
{
    diagram::Scene both;
    both.bounds = {0, 0, 300, 200};
    both.cards = {cardOf(1, {10, 10, 80, 40}, diagram::State::Kept),
                  cardOf(2, {110, 10, 80, 40}, diagram::State::Changed),
                  cardOf(3, {210, 10, 80, 40}, diagram::State::Added)};
    diagram::Edge edge;
    edge.id = RelationId(7);
    edge.route = {{0, 0}, {1, 1}};
    edge.state = diagram::State::Removed;
    both.edges = {edge};
    diagram::Scene plain;
    plain.cards = {cardOf(1, {0, 90, 80, 40}, diagram::State::None),
                   cardOf(2, {0, 0, 80, 40}, diagram::State::None)};
    plain.cards[0].subtitle = u"then"_s;
    edge.route = {{5, 5}, {6, 6}};
    edge.state = diagram::State::None;
    plain.edges = {edge};
    const auto side = sideOf(plain, both);
    QCOMPARE(side.cards[0].rect, both.cards[0].rect);
    QCOMPARE(side.cards[0].subtitle, u"then"_s);
    QCOMPARE(side.cards[0].state, diagram::State::None); // as it reads outside of a compare
    QCOMPARE(side.cards[1].state, diagram::State::Changed);
    QCOMPARE(side.edges[0].state, diagram::State::Removed);
    QCOMPARE(side.edges[0].route, both.edges[0].route);
    QCOMPARE(side.bounds, both.bounds);
    QVERIFY(side.compare);
}

void tst_Compare::barIsThereInACompareOnly()
{
    QVERIFY(!bar()->isVisible());
    startCompare();
    QVERIFY(bar()->isVisible());
    QVERIFY(bar()->button(Way::Overlay)->isChecked());
    QVERIFY(!earlier()->isVisible());
    QVERIFY(page()->scene()->card(idOf(u"jenkins-shared"_s)) && page()->scene()->card(idOf(u"golden-web"_s)));
    choose(Way::SideBySide);
    QVERIFY(earlier()->isVisible());
    showPlateau(u"wave-1"_s);
    QVERIFY(!bar()->isVisible());
    QVERIFY(!earlier()->isVisible());
    QVERIFY(!page()->scene()->compare);
    QCOMPARE(canvas()->width(), pair()->width());
}

void tst_Compare::blinkHoldsAKey()
{
    choose(Way::Blink);
    canvas()->setFocus();
    const auto camera = canvas()->camera();
    QCOMPARE(pair()->shown(), QList<Canvas *>{canvas()});
    QVERIFY(canvas()->scene()->card(idOf(u"golden-web"_s)));
    QVERIFY(!canvas()->scene()->card(idOf(u"jenkins-shared"_s)));
    QTest::keyPress(canvas(), Qt::Key_B);
    QVERIFY(earlier()->isVisible());
    QCOMPARE(pair()->shown(), QList<Canvas *>{earlier()});
    QVERIFY(earlier()->scene()->card(idOf(u"jenkins-shared"_s)));
    QVERIFY(!earlier()->scene()->card(idOf(u"golden-web"_s)));
    QCOMPARE(earlier()->camera(), camera);
    // A key that repeats itself is still held.
    QKeyEvent up(QEvent::KeyRelease, Qt::Key_B, Qt::NoModifier, u"b"_s, true);
    QCoreApplication::sendEvent(canvas(), &up);
    QVERIFY(earlier()->isVisible());
    QTest::keyRelease(canvas(), Qt::Key_B);
    QVERIFY(!earlier()->isVisible());
    QCOMPARE(canvas()->camera(), camera);
    // In another way the key says nothing.
    choose(Way::Overlay);
    canvas()->setFocus();
    QTest::keyPress(canvas(), Qt::Key_B);
    QVERIFY(!look().showsEarlier());
    QTest::keyRelease(canvas(), Qt::Key_B);
}

void tst_Compare::blinkEndsWhereTheFocusGoes()
{
    choose(Way::Blink);
    canvas()->setFocus();
    QTest::keyPress(canvas(), Qt::Key_B);
    QVERIFY(look().showsEarlier());
    workspace().topBar()->quickOpen()->setFocus();
    QTRY_VERIFY(!look().showsEarlier());
}

void tst_Compare::blinkHasAToggle()
{
    choose(Way::Blink);
    QVERIFY(bar()->blinkButton()->isVisible());
    QCOMPARE(bar()->blinkButton()->text(), u"Show Current"_s);
    QTest::mouseClick(bar()->blinkButton(), Qt::LeftButton);
    QVERIFY(earlier()->isVisible());
    // Holding the key turns over what the toggle says.
    canvas()->setFocus();
    QTest::keyPress(canvas(), Qt::Key_B);
    QVERIFY(!earlier()->isVisible());
    QTest::keyRelease(canvas(), Qt::Key_B);
    QVERIFY(earlier()->isVisible());
    keys(u"Ctrl+B"_s);
    QVERIFY(!earlier()->isVisible());
    QVERIFY(!bar()->blinkButton()->isChecked());
    keys(u"Ctrl+B"_s);
    QVERIFY(bar()->blinkButton()->isChecked());
    choose(Way::Overlay);
    QVERIFY(!bar()->blinkButton()->isVisible());
}

void tst_Compare::barFitsANarrowWindow()
{
    m_window->resize(900, 700);
    choose(Way::Blink);
    QVERIFY(bar()->blinkButton()->isVisible());
    QVERIFY(bar()->rect().contains(bar()->blinkButton()->geometry()));
    for (const auto way : {Way::Overlay, Way::Blink, Way::Slider, Way::SideBySide}) {
        const auto *segment = bar()->button(way);
        QVERIFY(segment->width() >= segment->sizeHint().width()); // nothing is cut
        QVERIFY(segment->accessibleName().size() > 1);
    }
    m_window->resize(1440, 900);
    settle();
    QCOMPARE(bar()->button(Way::SideBySide)->text(), u"Side by side"_s);
}

void tst_Compare::blinkChangesThePictureAtOnce()
{
    choose(Way::Blink);
    canvas()->setFocus();
    const QPoint gone = on(earlier(), idOf(u"jenkins-shared"_s));
    const QPoint bar(2, 0); // beside the text, on the card
    const auto without = pixel(gone + bar);
    QTest::keyPress(canvas(), Qt::Key_B);
    QVERIFY(pixel(gone + bar) != without); // at once
    QTest::keyRelease(canvas(), Qt::Key_B);
    QCOMPARE(pixel(gone + bar), without);
}

void tst_Compare::sliderShowsBothStates()
{
    choose(Way::Slider);
    QVERIFY(pair()->divider()->isVisible());
    QCOMPARE(pair()->divider()->position(), qRound(pair()->width() * 0.5));
    QCOMPARE(earlier()->camera(), canvas()->camera());
    QCOMPARE(earlier()->geometry(), canvas()->geometry());
    const QPoint gone = on(earlier(), idOf(u"jenkins-shared"_s));
    QTest::keyClick(pair()->divider(), Qt::Key_End);
    const auto then = pixel(gone);
    QTest::keyClick(pair()->divider(), Qt::Key_Home);
    QVERIFY(pixel(gone) != then);
    QVERIFY(!earlier()->isVisible()); // all of it is the later state
}

void tst_Compare::sliderIsDragged()
{
    choose(Way::Slider);
    auto *divider = pair()->divider();
    const auto camera = canvas()->camera();
    const QPoint grip = divider->rect().center();
    const int from = divider->position();
    QTest::mousePress(divider, Qt::LeftButton, {}, grip);
    move(divider, grip + QPoint(90, 0), Qt::LeftButton);
    QCOMPARE(divider->position(), from + 90);
    move(divider, divider->rect().center() + QPoint(-5000, 0), Qt::LeftButton);
    QCOMPARE(divider->position(), 0); // never beyond the border
    QTest::mouseRelease(divider, Qt::LeftButton, {}, grip);
    move(divider, grip + QPoint(50, 0));
    QCOMPARE(divider->position(), 0);
    QCOMPARE(canvas()->camera(), camera);
}

void tst_Compare::sliderMovesByKeys()
{
    choose(Way::Overlay);
    canvas()->setFocus();
    keys(u"Ctrl+Alt+6"_s);
    auto *divider = pair()->divider();
    QVERIFY(divider->hasFocus()); // who chose it from the canvas
    const int from = divider->position();
    QTest::keyClick(divider, Qt::Key_Left);
    QCOMPARE(divider->position(), from - 16);
    QTest::keyClick(divider, Qt::Key_Right, Qt::ShiftModifier);
    QCOMPARE(divider->position(), from + 80);
    QTest::keyClick(divider, Qt::Key_Escape);
    QVERIFY(canvas()->hasFocus());
}

void tst_Compare::sliderClicksGoToTheSideTheyAreOn()
{
    choose(Way::Slider);
    const auto gone = idOf(u"jenkins-shared"_s);
    const QPoint at = on(earlier(), gone);
    QTest::keyClick(pair()->divider(), Qt::Key_End);
    QCOMPARE(pair()->childAt(at), static_cast<QWidget *>(earlier()));
    QTest::mouseClick(earlier(), Qt::LeftButton, {}, at);
    QCOMPARE(session().selectedElement(), gone);
    QTest::keyClick(pair()->divider(), Qt::Key_Home);
    QCOMPARE(pair()->childAt(at), static_cast<QWidget *>(canvas()));
}

void tst_Compare::camerasAreLinked()
{
    choose(Way::SideBySide);
    QCOMPARE(earlier()->size(), canvas()->size());
    QVERIFY(earlier()->geometry().right() < canvas()->geometry().left());
    for (auto *moved : {canvas(), earlier()}) {
        auto *other = moved == canvas() ? earlier() : canvas();
        const auto before = moved->camera();
        moved->zoomBy(1.25);
        QVERIFY(moved->camera() != before);
        QCOMPARE(other->camera(), moved->camera());
        const auto zoomed = moved->camera();
        const QPoint empty(moved->width() - 6, moved->height() - 6);
        QTest::mousePress(moved, Qt::MiddleButton, {}, empty);
        move(moved, empty - QPoint(60, 30), Qt::MiddleButton);
        QTest::mouseRelease(moved, Qt::MiddleButton, {}, empty - QPoint(60, 30));
        QVERIFY(moved->camera() != zoomed);
        QCOMPARE(other->camera(), moved->camera());
    }
    m_window->resize(1203, 811);
    settle();
    QCOMPARE(earlier()->camera(), canvas()->camera());
    QCOMPARE(earlier()->size(), canvas()->size());
}

void tst_Compare::bothHalvesShowAllOfIt()
{
    startCompare();
    canvas()->fit();
    choose(Way::SideBySide);
    const QRectF bounds = page()->wholeScene()->bounds;
    for (const auto *half : {canvas(), earlier()})
        QVERIFY(QRectF(half->rect()).contains(half->camera().toWidget(bounds)));
    choose(Way::Overlay);
    QVERIFY(QRectF(canvas()->rect()).contains(canvas()->camera().toWidget(bounds)));
    // Who looks at a part goes on looking at it.
    canvas()->setZoom(1.0);
    choose(Way::SideBySide);
    QCOMPARE(canvas()->camera().scale(), 1.0);
}

void tst_Compare::selectionAndHoverAreLinked()
{
    choose(Way::SideBySide);
    const auto checkout = idOf(u"checkout"_s);
    const QPoint there = on(earlier(), checkout);
    const auto before = pair()->grab().toImage();
    QTest::mouseClick(earlier(), Qt::LeftButton, {}, there);
    settle();
    QCOMPARE(session().selectedElement(), checkout);
    move(earlier(), there);
    QSignalSpy spy(canvas(), &Canvas::hovered);
    move(canvas(), on(canvas(), idOf(u"payment"_s)));
    QCOMPARE(spy.size(), 1);
    QCOMPARE(spy.front().front().value<ElementId>(), idOf(u"payment"_s));
    move(canvas(), on(canvas(), idOf(u"payment"_s)) + QPoint(1, 1));
    QCOMPARE(spy.size(), 1); // what is told by the other is not told back
    // Both show it as selected: the same pixels changed on both.
    const auto after = pair()->grab().toImage();
    const QRectF frame = canvas()->camera().toWidget(canvas()->scene()->card(checkout)->rect);
    const QPoint edge = QPointF(frame.center().x(), frame.top() - 2).toPoint();
    const double ratio = pair()->devicePixelRatio();
    const auto changed = [&](const QPoint &at) {
        for (int y = -3; y <= 4; ++y) {
            const QPoint pixelAt = (at + QPoint(0, y)) * ratio;
            if (before.pixel(pixelAt) != after.pixel(pixelAt))
                return true;
        }
        return false;
    };
    QVERIFY(changed(edge + canvas()->pos()));
    QVERIFY(changed(edge + earlier()->pos()));
}

void tst_Compare::waysByKeysAndMenu()
{
    const auto &actions = m_window->actions();
    QVERIFY(!actions[Actions::NextChange]->isEnabled());
    keys(u"Ctrl+Alt+7"_s); // begins a compare
    QVERIFY(session().isComparing());
    QCOMPARE(look().way(), Way::SideBySide);
    QVERIFY(actions[Actions::CompareSideBySide]->isChecked());
    for (const auto &[key, way, id] : {std::tuple(u"Ctrl+Alt+4"_s, Way::Overlay, Actions::CompareOverlay),
                                       std::tuple(u"Ctrl+Alt+5"_s, Way::Blink, Actions::CompareBlink),
                                       std::tuple(u"Ctrl+Alt+6"_s, Way::Slider, Actions::CompareSlider)}) {
        keys(key);
        QCOMPARE(look().way(), way);
        QVERIFY(actions[id]->isChecked());
        QVERIFY(bar()->button(way)->isChecked());
        keys(key); // again: it stays
        QVERIFY(actions[id]->isChecked());
    }
    QVERIFY(actions.plateauMenu()->actions().contains(actions[Actions::CompareSlider]));
    for (const auto way : {Way::Overlay, Way::Blink, Way::Slider, Way::SideBySide})
        QVERIFY(!bar()->button(way)->accessibleName().isEmpty());
}

void tst_Compare::wayIsRemembered()
{
    choose(Way::Slider);
    // Every view of the window is looked at in the same way.
    workspace().centre()->openView(model().view(u"everything"_s)->id);
    settle();
    QVERIFY(pair()->divider()->isVisible());
    reopen();
    startCompare();
    QVERIFY(bar()->button(Way::Slider)->isChecked());
    QVERIFY(pair()->divider()->isVisible());
}

void tst_Compare::nothingIsEditedInAnyWay_data()
{
    QTest::addColumn<int>("way");
    QTest::newRow("blink") << int(Way::Blink);
    QTest::newRow("slider") << int(Way::Slider);
    QTest::newRow("side by side") << int(Way::SideBySide);
}

void tst_Compare::nothingIsEditedInAnyWay()
{
    QFETCH(int, way);
    choose(Way(way));
    const auto size = historySize();
    for (auto *shown : pair()->shown()) {
        shown->setFocus();
        const QPoint at = on(shown, idOf(u"checkout"_s));
        QTest::mousePress(shown, Qt::LeftButton, {}, at);
        move(shown, at + QPoint(40, 30), Qt::LeftButton);
        move(shown, at + QPoint(80, 60), Qt::LeftButton);
        QTest::mouseRelease(shown, Qt::LeftButton, {}, at + QPoint(80, 60));
        QTest::keyClick(shown, Qt::Key_N);
        QTest::keyClick(shown, Qt::Key_C);
        QTest::mouseDClick(shown, Qt::LeftButton, {}, QPoint(3, shown->height() - 3));
        QTest::keyClick(shown, Qt::Key_Escape);
        settle();
    }
    QCOMPARE(historySize(), size);
}

void tst_Compare::scenesAreMadeOnce()
{
    choose(Way::SideBySide);
    const auto then = earlier()->scene();
    const auto now = canvas()->scene();
    choose(Way::Overlay);
    const auto both = canvas()->scene();
    QVERIFY(both->card(idOf(u"jenkins-shared"_s)) && both->card(idOf(u"golden-web"_s)));
    choose(Way::Slider);
    QCOMPARE(earlier()->scene(), then);
    QCOMPARE(canvas()->scene(), now);
    showPlateau(u"current"_s);
    startCompare();
    QCOMPARE(earlier()->scene(), then);
    QCOMPARE(page()->wholeScene(), both);
}

void tst_Compare::otherPlateausAreReady()
{
    const PlateauId target = session().plateau();
    QTRY_VERIFY(!page()->isAhead());
    const auto before = canvas()->scene();
    session().showPlateau(plateau(u"current"_s));
    const auto current = canvas()->scene(); // nothing was waited for
    QVERIFY(current != before);
    QVERIFY(!page()->isBusy());

    // After an edit the others are made anew.
    Draft draft(model());
    QVERIFY(draft.setProperty(idOf(u"payment"_s), plateau(u"current"_s), u"name"_s, u"Pay"_s));
    QVERIFY(session().commit(draft, u"Rename"_s));
    settle();
    QTRY_VERIFY(!page()->isAhead());
    const auto edited = canvas()->scene();
    session().showPlateau(target);
    QVERIFY(canvas()->scene() != edited && canvas()->scene() != before);
    session().showPlateau(plateau(u"current"_s));
    QCOMPARE(canvas()->scene(), edited);
    QCOMPARE(card(u"payment"_s)->name, u"Pay"_s);
}

void tst_Compare::gapListJumpsByClickAndKeys()
{
    choose(Way::SideBySide);
    canvas()->setZoom(2.0);
    auto *lines = list();
    const auto changes = look().changes();
    QVERIFY(changes.size() > 6);
    QCOMPARE(lines->lines()->lines().size(), changes.size());
    QTest::mouseClick(lines->viewport(), Qt::LeftButton, {},
                      lines->visualRect(lines->model()->index(0, 0)).center());
    settle();
    QCOMPARE(session().selection(), changes[0].thing);
    QVERIFY(sees(canvas(), session().selectedElement()));
    QVERIFY(sees(earlier(), session().selectedElement()));
    int seen = 0;
    for (int row = 1; row < 6; ++row) {
        QTest::keyClick(lines, Qt::Key_Down);
        settle();
        QCOMPARE(session().selection(), changes[row].thing);
        const auto id = session().selectedElement();
        if (page()->wholeScene()->card(id)) {
            ++seen;
            QVERIFY(sees(canvas(), id) && sees(earlier(), id));
        } else {
            QVERIFY(m_window->messages()->text().contains(u"No view shows it"_s));
        }
    }
    QVERIFY(seen > 1);
    session().select(Selection());
    QVERIFY(!lines->currentIndex().isValid());
    lines->setCurrentIndex(lines->model()->index(1, 0));
    QTest::keyClick(lines, Qt::Key_Return);
    QCOMPARE(session().selection(), changes[1].thing);
    QVERIFY(lines->hasFocus());
    // What is selected elsewhere is the line here.
    session().select(changes[2].thing);
    QCOMPARE(lines->currentIndex().row(), 2);
}

void tst_Compare::changesInOrder()
{
    startCompare();
    const auto changes = look().changes();
    const auto items = session().gap().items();
    for (qsizetype i = 0; i < items.size(); ++i)
        QCOMPARE(std::get<ElementId>(changes[i].thing), items[i].id);
    canvas()->setZoom(2.0);
    for (int round = 0; round < 2; ++round) {
        for (const auto &change : changes) {
            keys(u"F8"_s);
            QCOMPARE(session().selection(), change.thing);
        }
    }
    QCOMPARE(bar()->position()->text(), u"%1 of %1 changes"_s.arg(changes.size()));
    keys(u"Shift+F8"_s);
    QCOMPARE(session().selection(), changes[changes.size() - 2].thing);
    session().select(Selection());
    keys(u"Shift+F8"_s);
    QCOMPARE(session().selection(), changes.back().thing);
    showPlateau(u"wave-1"_s);
    const auto selected = session().selection();
    keys(u"F8"_s);
    QCOMPARE(session().selection(), selected);
}

void tst_Compare::relationsAndRemovedThings()
{
    choose(Way::SideBySide);
    QSet<compare::State> relations;
    int removed = 0;
    for (const auto &change : look().changes()) {
        if (page()->wholeScene()->cards.isEmpty())
            break;
        canvas()->setZoom(2.0);
        look().jumpTo(change.thing);
        settle();
        QCOMPARE(session().selection(), change.thing);
        if (const auto *element = std::get_if<ElementId>(&change.thing)) {
            removed += change.state == compare::State::Replaced ? 1 : 0;
            if (page()->wholeScene()->card(*element))
                QVERIFY(sees(canvas(), *element) && sees(earlier(), *element));
            continue;
        }
        const auto *edge = page()->wholeScene()->edge(std::get<RelationId>(change.thing));
        if (!edge)
            continue;
        relations.insert(change.state);
        // As much of it as there is room for, and its middle in any case.
        const QRectF ends =
            page()->wholeScene()->card(edge->source)->rect | page()->wholeScene()->card(edge->target)->rect;
        QVERIFY(QRectF(canvas()->rect()).contains(canvas()->camera().toWidget(ends.center())));
    }
    QCOMPARE(relations, QSet({compare::State::Added, compare::State::Removed}));
    QVERIFY(removed > 0);
    // The inspector says what becomes of a relation.
    for (const auto &change : look().changes()) {
        if (!std::holds_alternative<RelationId>(change.thing))
            continue;
        session().select(change.thing);
        QStringList texts;
        for (const auto *label : workspace().inspector()->page()->findChildren<QLabel *>())
            texts.append(label->text());
        QVERIFY(texts.contains(change.text));
        break;
    }
}

void tst_Compare::changeOnAnotherViewIsFound()
{
    startCompare();
    const auto first = workspace().centre()->currentView();
    ElementId elsewhere;
    for (const auto &change : look().changes()) {
        const auto *id = std::get_if<ElementId>(&change.thing);
        if (id && !page()->contains(*id))
            elsewhere = *id;
    }
    if (!elsewhere.isValid()) {
        // One that only the other view shows.
        Draft draft(model());
        const auto made = draft.addElement(u"team"_s, u"team-new"_s, session().plateau(), {});
        QVERIFY(made && session().commit(draft, u"Add a team"_s));
        settle();
        elsewhere = *made;
        if (page()->contains(elsewhere))
            QSKIP("this view shows everything");
    }
    look().jumpTo(elsewhere);
    settle();
    QCOMPARE(session().selectedElement(), elsewhere);
    const bool isShown = workspace().centre()->currentView() != first;
    QVERIFY(isShown || m_window->messages()->text().contains(u"No view shows it"_s));
}

void tst_Compare::sliderMakesRoomForAChange()
{
    choose(Way::Slider);
    const auto gone = idOf(u"jenkins-shared"_s);
    const auto come = idOf(u"golden-web"_s);
    look().setDivider(0);
    look().jumpTo(gone);
    settle();
    const auto right = [this](ElementId id) {
        return canvas()->camera().toWidget(page()->wholeScene()->card(id)->rect).right();
    };
    QVERIFY(pair()->divider()->position() >= int(right(gone)));
    look().setDivider(1);
    look().jumpTo(come);
    settle();
    const double left = canvas()->camera().toWidget(page()->wholeScene()->card(come)->rect).left();
    QVERIFY(pair()->divider()->position() <= int(left));
}

void tst_Compare::blinkWhileWalkingTheList()
{
    choose(Way::Blink);
    auto *lines = list();
    lines->setFocus();
    QTest::keyPress(lines, Qt::Key_B);
    QVERIFY(look().showsEarlier());
    QTest::keyRelease(lines, Qt::Key_B);
    QVERIFY(!look().showsEarlier());
}

QTEST_MAIN(tst_Compare)
#include "tst_compare.moc"

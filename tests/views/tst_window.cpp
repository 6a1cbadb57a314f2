// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "windowtest.h"

#include "views/style/parts.h"

#include <QAccessible>
#include <QLineEdit>
#include <QScrollBar>
#include <QSortFilterProxyModel>
#include <QSplitter>
#include <QWheelEvent>

/// Opening, looking around, choosing what is shown.
class tst_Window : public WindowTest
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { prepare(); }
    void init() { openWindow(); }
    void cleanup() { closeWindow(); }

    void opensTheFirstViewAtTheTarget();
    void laysAViewOutOnce();
    void plateauSwitchMovesNothing();
    void compareShowsTheUnionWithSigns();
    void clickOnACardSelectsItEverywhere();
    void clickBesideTheCardsSelectsNothing();
    void treeSelectionIsShownOnTheCanvas();
    void arrowKeysWalkFromCardToCard();
    void wheelZoomsAtTheCursor();
    void dragOnTheCanvasPans();
    void keysZoomAndFit();
    void filterShowsWhatMatches();
    void searchOpensAnElement();
    void searchRunsACommand();
    void brokenFileIsSaidCalmly();
    void brokenFileLeavesTheOpenProjectAlone();
    void placeIsRemembered();
    void theWindowIsAsItWasLeft();
    void eachViewIsWhereItWasLeft();
    void pagesOfRecordsAreOpenAgain();
    void themeChangesEverything();
    void everythingThatTakesTheFocusHasAName();
    void noTextIsCutOff();
    void linksCanBeRead_data();
    void linksCanBeRead();
};

void tst_Window::opensTheFirstViewAtTheTarget()
{
    QCOMPARE(page()->title(), u"Delivery overview"_s);
    QVERIFY(segment(u"target"_s)->isChecked());
    QCOMPARE(session().plateauName(session().plateau()), u"Target"_s);
    // golden-web, three environments, checkout, payment, two controls; jenkins-shared is gone.
    QCOMPARE(page()->scene()->cards.size(), 8);
    QVERIFY(!card(u"jenkins-shared"_s));
    QVERIFY(m_window->windowTitle().contains(u"Test shop"_s));
    const auto labels = workspace().findChildren<QLabel *>();
    const bool isCounted = std::ranges::any_of(labels, [](const QLabel *label) {
        return label->text().contains(u"38 services · 1 pipeline · 3 environments · 6 controls"_s);
    });
    QVERIFY(isCounted);
}

void tst_Window::laysAViewOutOnce()
{
    QCOMPARE(historySize(), 2);
    QCOMPARE(lastLabel(), u"Lay out Delivery overview"_s);
    const auto before = *page()->scene();
    keys(u"Ctrl+Z"_s);
    // Undone: nothing is stored, but the picture stays, and nothing is written behind the user's back.
    QVERIFY(session().store().canRedo());
    QCOMPARE(page()->scene()->cards, before.cards);
    keys(u"Ctrl+Shift+Z"_s);
    QCOMPARE(historySize(), 2);
    reopen();
    QCOMPARE(historySize(), 2);
    QCOMPARE(page()->scene()->cards, before.cards);
}

void tst_Window::plateauSwitchMovesNothing()
{
    const auto target = *page()->scene();
    const auto camera = canvas()->camera();
    showPlateau(u"current"_s);
    QVERIFY(card(u"jenkins-shared"_s));
    QVERIFY(!card(u"golden-web"_s));
    QCOMPARE(canvas()->camera(), camera);
    for (const auto &now : page()->scene()->cards) {
        if (const auto *before = target.card(now.id))
            QCOMPARE(now.rect, before->rect);
    }
    // The same by its key.
    keys(u"Alt+3"_s);
    QCOMPARE(page()->scene()->cards, target.cards);
}

void tst_Window::compareShowsTheUnionWithSigns()
{
    QTest::mouseClick(canvas(), Qt::LeftButton, {}, at(u"golden-web"_s));
    startCompare();
    QVERIFY(page()->scene()->compare);
    QVERIFY(card(u"jenkins-shared"_s) && card(u"golden-web"_s));
    QCOMPARE(card(u"jenkins-shared"_s)->state, diagram::State::Replaced);
    QCOMPARE(card(u"golden-web"_s)->state, diagram::State::Added);
    QCOMPARE(card(u"checkout"_s)->state, diagram::State::Changed);
    QCOMPARE(card(u"dev"_s)->state, diagram::State::Kept);
    QCOMPARE(labelText(u"inspectorTitle"_s), u"Gap: Current → Target"_s);
    QStringList texts;
    for (const auto *label : workspace().inspector()->page()->findChildren<QLabel *>())
        texts.append(label->text().remove(QChar(0x200b)));
    QVERIFY2(texts.contains(u"jenkins-shared → golden-web"_s), qPrintable(texts.join(u" | "_s)));
    QVERIFY(texts.contains(u"Jenkins 2.426"_s) && texts.contains(u"GitHub Actions"_s));
    QStringList links;
    for (const auto *button : workspace().inspector()->page()->findChildren<QPushButton *>())
        links.append(button->text());
    QVERIFY2(links.contains(u"ADR-0007 Adopt GitHub Actions"_s), qPrintable(links.join(u" | "_s)));
    QVERIFY(links.contains(u"Move the pilot · 15 days"_s));
    // In the tree, too.
    const auto *rows = tree()->model();
    const auto found = rows->match(rows->index(0, 0), Qt::DisplayRole, u"jenkins-shared"_s, 1,
                                   Qt::MatchExactly | Qt::MatchRecursive);
    QCOMPARE(found.size(), 1);
    QCOMPARE(compare::State(found.front().data(ModelTree::StateRole).toInt()), compare::State::Replaced);
}

void tst_Window::clickOnACardSelectsItEverywhere()
{
    QTest::mouseClick(canvas(), Qt::LeftButton, {}, at(u"checkout"_s));
    QCOMPARE(session().selectedElement(), idOf(u"checkout"_s));
    QCOMPARE(labelText(u"inspectorTitle"_s), u"Checkout"_s);
    QCOMPARE(labelText(u"inspectorSubtitle"_s), u"service · Storefront · in Target since Current"_s);
    QCOMPARE(shownValue(u"workload"_s), u"Web service"_s);
    QCOMPARE(tree()->currentIndex().data().toString(), u"Checkout"_s);
    QVERIFY(canvas()->accessibleDescription().contains(u"Checkout"_s));
}

void tst_Window::clickBesideTheCardsSelectsNothing()
{
    QTest::mouseClick(canvas(), Qt::LeftButton, {}, at(u"checkout"_s));
    QTest::mouseClick(canvas(), Qt::LeftButton, {}, QPoint(3, 3));
    QVERIFY(!session().selectedElement().isValid());
    QCOMPARE(labelText(u"inspectorTitle"_s), u"Test shop"_s);
    QVERIFY(!tree()->currentIndex().isValid());
}

void tst_Window::treeSelectionIsShownOnTheCanvas()
{
    canvas()->setZoom(3.0);
    const auto *rows = tree()->model();
    const auto found =
        rows->match(rows->index(0, 0), Qt::DisplayRole, u"prod"_s, 1, Qt::MatchExactly | Qt::MatchRecursive);
    tree()->scrollTo(found.front());
    QTest::mouseClick(tree()->viewport(), Qt::LeftButton, {}, tree()->visualRect(found.front()).center());
    settle();
    QCOMPARE(session().selectedElement(), idOf(u"prod"_s));
    QVERIFY(canvas()->rect().contains(at(u"prod"_s)));
}

void tst_Window::arrowKeysWalkFromCardToCard()
{
    canvas()->setFocus();
    QTest::keyClick(canvas(), Qt::Key_Right);
    const auto first = session().selectedElement();
    QVERIFY(first.isValid());
    QSet<ElementId> seen = {first};
    for (const auto key : {Qt::Key_Down, Qt::Key_Down, Qt::Key_Right, Qt::Key_Right, Qt::Key_Right,
                           Qt::Key_Up, Qt::Key_Left}) {
        QTest::keyClick(canvas(), key);
        seen.insert(session().selectedElement());
    }
    QVERIFY(seen.size() >= 3);
    QTest::keyClick(canvas(), Qt::Key_Escape);
    QVERIFY(!session().selectedElement().isValid());
}

void tst_Window::wheelZoomsAtTheCursor()
{
    const QPointF cursor(200, 150);
    const QPointF fixed = canvas()->camera().toScene(cursor);
    const double before = canvas()->camera().scale();
    QWheelEvent wheel(cursor, canvas()->mapToGlobal(cursor), {}, {0, 240}, Qt::NoButton, Qt::NoModifier,
                      Qt::NoScrollPhase, false);
    QCoreApplication::sendEvent(canvas(), &wheel);
    QVERIFY(canvas()->camera().scale() > before * 1.4);
    const QPointF now = canvas()->camera().toScene(cursor);
    QVERIFY(QLineF(fixed, now).length() < 0.01);
}

void tst_Window::dragOnTheCanvasPans()
{
    const auto before = historySize();
    const QPoint from(4, 4);
    for (const auto button : {Qt::MiddleButton, Qt::RightButton, Qt::LeftButton}) {
        const QPointF origin = canvas()->camera().origin();
        if (button == Qt::LeftButton)
            QTest::keyPress(canvas(), Qt::Key_Space);
        QTest::mousePress(canvas(), button, {}, from);
        QTest::mouseMove(canvas(), from + QPoint(40, 20));
        QTest::mouseMove(canvas(), from + QPoint(80, 40));
        QTest::mouseRelease(canvas(), button, {}, from + QPoint(80, 40));
        if (button == Qt::LeftButton)
            QTest::keyRelease(canvas(), Qt::Key_Space);
        const QPointF by = (origin - canvas()->camera().origin()) * canvas()->camera().scale();
        QCOMPARE(by.toPoint(), QPoint(80, 40));
    }
    QCOMPARE(historySize(), before);
    QVERIFY(!QApplication::activePopupWidget()); // the right button was a drag
}

void tst_Window::keysZoomAndFit()
{
    const auto fitted = canvas()->camera();
    canvas()->setFocus();
    QTest::keyClick(canvas(), Qt::Key_Plus);
    QVERIFY(canvas()->camera().scale() > fitted.scale());
    QTest::keyClick(canvas(), Qt::Key_F);
    QCOMPARE(canvas()->camera(), fitted);
    keys(u"Ctrl+1"_s);
    QCOMPARE(canvas()->camera().scale(), 1.0);
    keys(u"Ctrl+0"_s);
    QCOMPARE(canvas()->camera(), fitted);
}

void tst_Window::filterShowsWhatMatches()
{
    const int sections = tree()->model()->rowCount();
    keys(u"Ctrl+Shift+F"_s);
    auto *filter = workspace().tree()->filter();
    QTRY_VERIFY(filter->hasFocus());
    QTest::keyClicks(filter, u"payment"_s);
    QCOMPARE(tree()->model()->rowCount(), 2); // the domain with the service, the waiver for it
    QCOMPARE(tree()->model()->index(0, 0).data().toString(), u"Storefront"_s);
    QCOMPARE(tree()->model()->rowCount(tree()->model()->index(0, 0)), 1);
    QTest::keyClick(filter, Qt::Key_Down);
    QCOMPARE(session().selectedElement(), idOf(u"payment"_s));
    filter->setFocus();
    QTest::keyClick(filter, Qt::Key_Escape);
    QCOMPARE(tree()->model()->rowCount(), sections);
}

void tst_Window::searchOpensAnElement()
{
    keys(u"Ctrl+K"_s);
    auto *box = workspace().topBar()->quickOpen();
    QTRY_VERIFY(box->hasFocus());
    QTest::keyClicks(box, u"warehouse 07"_s);
    QVERIFY(box->list()->isVisible());
    QTest::keyClick(box, Qt::Key_Return);
    settle();
    QCOMPARE(session().selectedElement(), idOf(u"warehouse-service-07"_s));
    // It is not on the view that was open, so the view that shows it comes to the front.
    QTRY_COMPARE(page()->title(), u"All services"_s);
    settle();
    QTRY_VERIFY(canvas()->rect().contains(at(u"warehouse-service-07"_s)));
    QVERIFY(!box->list()->isVisible());
}

void tst_Window::searchRunsACommand()
{
    keys(u"Ctrl+K"_s);
    auto *box = workspace().topBar()->quickOpen();
    QTest::keyClicks(box, u"show history"_s);
    QTest::keyClick(box, Qt::Key_Return);
    settle();
    QCOMPARE(workspace().bottom()->current(), BottomPane::Tab::History);
}

void tst_Window::brokenFileIsSaidCalmly()
{
    const QString path = m_folder.filePath(u"broken.gplan"_s);
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("this is no database");
    file.close();
    MainWindow window(*m_appearance);
    window.show();
    QVERIFY(!window.openProject(path));
    QVERIFY(!window.workspace());
    QVERIFY(window.messages()->isVisible());
    QVERIFY2(window.messages()->text().contains(u"broken.gplan"_s), qPrintable(window.messages()->text()));
    QVERIFY(QFile(path).size() == 19);
}

void tst_Window::brokenFileLeavesTheOpenProjectAlone()
{
    QVERIFY(!m_window->openProject(m_folder.filePath(u"not-there.gplan"_s)));
    QVERIFY(m_window->workspace());
    QVERIFY(m_window->messages()->isVisible());
    QCOMPARE(page()->title(), u"Delivery overview"_s);
}

void tst_Window::placeIsRemembered()
{
    showPlateau(u"wave-1"_s);
    keys(u"Ctrl+Tab"_s);
    QCOMPARE(page()->title(), u"All services"_s);
    reopen();
    QCOMPARE(page()->title(), u"All services"_s);
    QCOMPARE(session().plateau(), plateau(u"wave-1"_s));
}

void tst_Window::theWindowIsAsItWasLeft()
{
    auto *across = workspace().findChild<QSplitter *>(Qt::FindDirectChildrenOnly); // panels have their own
    QCOMPARE(across->orientation(), Qt::Horizontal);
    // The line between the tree and the middle, dragged.
    const int before = workspace().tree()->width();
    auto *handle = across->handle(1);
    QTest::mousePress(handle, Qt::LeftButton, {}, {0, 100});
    QTest::mouseMove(handle, {80, 100});
    QTest::mouseRelease(handle, Qt::LeftButton, {}, {80, 100});
    settle();
    const int wide = workspace().tree()->width();
    QVERIFY(wide > before + 40);
    keys(u"Ctrl+Shift+3"_s);
    keys(u"F7"_s);
    QVERIFY(!workspace().inspector()->isVisible());
    keys(u"Ctrl+Alt+2"_s);
    reopen();
    QCOMPARE(workspace().tree()->width(), wide);
    QCOMPARE(workspace().bottom()->current(), BottomPane::Tab::History);
    QVERIFY(workspace().bottom()->isVisible());
    QVERIFY(!workspace().inspector()->isVisible());
    QVERIFY(!m_window->actions()[Actions::ShowInspector]->isChecked());
    QCOMPARE(workspace().centre()->twins()->twin(), Twin::Table);
    keys(u"F9"_s);
    keys(u"F7"_s);
    reopen();
    QVERIFY(!workspace().bottom()->isVisible());
    QVERIFY(workspace().inspector()->isVisible());
    m_window->showMaximized();
    settle();
    reopen();
    QVERIFY(m_window->isMaximized());
}

void tst_Window::eachViewIsWhereItWasLeft()
{
    const auto first = page()->view();
    canvas()->setZoom(0.8);
    QTest::keyClick(canvas(), Qt::Key_Right, Qt::ShiftModifier);
    settle();
    const QPointF middle = canvas()->camera().toScene(QRectF(canvas()->rect()).center());
    keys(u"Ctrl+Tab"_s); // the second one is looked at and stays fitted
    QVERIFY(page() && page()->view() != first);
    QVERIFY(canvas()->isFitted());
    reopen();
    QVERIFY(canvas()->isFitted());
    workspace().centre()->openView(first);
    settle();
    const QPointF now = canvas()->camera().toScene(QRectF(canvas()->rect()).center());
    QCOMPARE(canvas()->camera().scale(), 0.8);
    QVERIFY2((now - middle).manhattanLength() < 4, qPrintable(u"%1 %2"_s.arg(now.x()).arg(now.y())));
    // Fitted again, that is remembered, too.
    keys(u"Ctrl+0"_s);
    reopen();
    QVERIFY(canvas()->isFitted());
}

void tst_Window::pagesOfRecordsAreOpenAgain()
{
    const auto decisions = model().recordsOfKind(u"decision"_s);
    QVERIFY(!decisions.isEmpty());
    workspace().centre()->openRecord(decisions.first().id);
    settle();
    const int tabs = workspace().centre()->tabs()->count();
    reopen();
    QCOMPARE(workspace().centre()->tabs()->count(), tabs);
    QCOMPARE(workspace().centre()->pageOnTop(), u"decision/"_s + decisions.first().key);
    // What is gone meanwhile is not opened.
    m_window->close();
    {
        auto store = store::Store::open(m_path, {});
        Draft gone((*store)->model());
        QVERIFY(gone.eraseRecord(decisions.first().id));
        QVERIFY((*store)->commit(gone, u"Remove"_s));
    }
    reopen();
    QCOMPARE(workspace().centre()->tabs()->count(), tabs - 1);
    QVERIFY(page());
}

void tst_Window::themeChangesEverything()
{
    const auto middle = [this] {
        return m_window->grab().toImage().pixelColor(canvas()->mapTo(m_window.get(), QPoint(3, 3)));
    };
    QCOMPARE(middle(), diagram::Theme::light().canvas);
    m_window->actions()[Actions::ThemeDark]->trigger();
    settle();
    QCOMPARE(middle(), diagram::Theme::dark().canvas);
    const auto side =
        m_window->grab().toImage().pixelColor(workspace().tree()->mapTo(m_window.get(), QPoint(3, 3)));
    QCOMPARE(side, diagram::Theme::dark().panel);
    m_window->actions()[Actions::ThemeLight]->trigger();
    settle();
    QCOMPARE(middle(), diagram::Theme::light().canvas);
}

void tst_Window::everythingThatTakesTheFocusHasAName()
{
    QTest::mouseClick(canvas(), Qt::LeftButton, {}, at(u"checkout"_s));
    for (const auto tab : {BottomPane::Tab::Query, BottomPane::Tab::History, BottomPane::Tab::Waivers,
                           BottomPane::Tab::Findings})
        workspace().bottom()->open(tab);
    Q_EMIT session().pageRequested(model().record(u"decision"_s, u"adopt-actions"_s)->id);
    settle();
    QStringList nameless;
    for (const auto *widget : m_window->findChildren<QWidget *>()) {
        const bool isPartOfAnother =
            widget->focusProxy() || widget->objectName() == "qt_scrollarea_viewport"_L1 ||
            qobject_cast<const QScrollBar *>(widget) || qobject_cast<const QHeaderView *>(widget);
        if (!widget->isVisibleTo(m_window.get()) || widget->focusPolicy() == Qt::NoFocus || isPartOfAnother ||
            !widget->isEnabled())
            continue;
        auto *accessible = QAccessible::queryAccessibleInterface(const_cast<QWidget *>(widget));
        if (!accessible || accessible->text(QAccessible::Name).isEmpty())
            nameless.append(
                u"%1 %2"_s.arg(QString::fromLatin1(widget->metaObject()->className()), widget->objectName()));
    }
    QVERIFY2(nameless.isEmpty(), qPrintable(nameless.join(u"\n"_s)));
}

void tst_Window::noTextIsCutOff()
{
    QTest::mouseClick(canvas(), Qt::LeftButton, {}, at(u"checkout"_s));
    for (const bool isCompare : {false, true}) {
        if (isCompare)
            startCompare();
        QStringList cut;
        for (const auto *label : m_window->findChildren<QLabel *>()) {
            if (!label->isVisible() || label->text().isEmpty())
                continue;
            const QRect box = label->contentsRect();
            const int flags = label->wordWrap() ? Qt::TextWordWrap : Qt::TextSingleLine;
            const QRect needed =
                label->fontMetrics().boundingRect(QRect(0, 0, box.width(), 10000), flags, label->text());
            if (needed.width() > box.width() + 1 || needed.height() > box.height() + 2)
                cut.append(u"%1: needs %2x%3, has %4x%5"_s.arg(label->text())
                               .arg(needed.width())
                               .arg(needed.height())
                               .arg(box.width())
                               .arg(box.height()));
        }
        QVERIFY2(cut.isEmpty(), qPrintable(cut.join(u"\n"_s)));
        for (const auto *row : workspace().inspector()->page()->findChildren<PropertyRow *>())
            QVERIFY(row->width() <= workspace().inspector()->viewport()->width());
    }
}

void tst_Window::linksCanBeRead_data()
{
    QTest::addColumn<bool>("isDark");
    QTest::newRow("light") << false;
    QTest::newRow("dark") << true;
}

void tst_Window::linksCanBeRead()
{
    QFETCH(bool, isDark);
    m_appearance->setChoice(isDark ? ThemeChoice::Dark : ThemeChoice::Light);
    QTest::mouseClick(canvas(), Qt::LeftButton, {}, at(u"checkout"_s));
    settle();
    int seen = 0;
    for (auto *link : workspace().inspector()->page()->findChildren<Link *>()) {
        if (!link->isVisible())
            continue;
        ++seen;
        // As painted: what stands out most from the panel is the ink.
        const QImage image = link->grab().toImage();
        double best = 1;
        for (int y = 0; y < image.height(); ++y) {
            for (int x = 0; x < image.width(); ++x)
                best = std::max(best,
                                diagram::contrast(image.pixelColor(x, y), diagram::Theme::of(isDark).panel));
        }
        QVERIFY2(best >= 4.5, qPrintable(link->text() + u" "_s + QString::number(best)));
    }
    QVERIFY(seen > 3);
}

QTEST_MAIN(tst_Window)
#include "tst_window.moc"

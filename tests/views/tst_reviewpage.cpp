// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "windowtest.h"

#include "core/review/board.h"
#include "views/review/agendaeditor.h"
#include "views/review/queuepanel.h"
#include "views/review/reviewcommands.h"
#include "views/review/reviewpage.h"
#include "views/review/walkthrough.h"
#include "views/style/parts.h"

#include <QLineEdit>
#include <QPlainTextEdit>
#include <QTableWidget>

/// The page of a review: its agenda put in order, its meeting closed, and the queue.
class tst_ReviewPage : public WindowTest
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { prepare(); }
    void init()
    {
        openWindow();
        m_window->actions()[Actions::NewReview]->trigger();
        settle();
        QVERIFY(page());
        QVERIFY(list()->count() > 4);
    }
    void cleanup() { closeWindow(); }

    void aNewReviewIsOfWhatDiffers();
    void stepsAreMovedWithKeys();
    void stepsAreLeftOutAndTakenIn();
    void stepsAreRenamed();
    void notesAreKept();
    void ownStepsComeAndGo();
    void theMeetingIsClosedAndReopened();
    void theWalkBeginsHere();
    void theQueueNamesWhatWaits();

private:
    [[nodiscard]] ReviewPage *page() const
    {
        return qobject_cast<ReviewPage *>(workspace().centre()->currentPage());
    }
    [[nodiscard]] QListWidget *list() const { return page()->agenda()->list(); }
    [[nodiscard]] Record review() const { return *model().record(page()->record()); }
    [[nodiscard]] QStringList titles() const
    {
        QStringList all;
        for (int i = 0; i < list()->count(); ++i)
            all.append(list()->item(i)->text());
        return all;
    }
    void press(Qt::Key key, Qt::KeyboardModifiers modifiers = {})
    {
        QTest::keyClick(list(), key, modifiers);
        settle();
    }
};

void tst_ReviewPage::aNewReviewIsOfWhatDiffers()
{
    const auto scope = review::scopeOf(model(), review().key);
    QVERIFY(scope.has_value());
    QCOMPARE(std::pair(scope->from, scope->to), session().defaultCompare());
    QVERIFY(review::statusOf(review()) == review::ReviewStatus::Submitted);
    QCOMPARE(session().selection(), Selection(page()->record()));
}

void tst_ReviewPage::stepsAreMovedWithKeys()
{
    const QStringList before = titles();
    list()->setCurrentRow(1);
    press(Qt::Key_Down, Qt::AltModifier);
    QStringList moved = before;
    moved.move(1, 2);
    QCOMPARE(titles(), moved);
    QCOMPARE(list()->currentRow(), 2);
    press(Qt::Key_Up, Qt::AltModifier);
    QCOMPARE(titles(), before);
    QCOMPARE(list()->currentRow(), 1);
    list()->setCurrentRow(0);
    press(Qt::Key_Up, Qt::AltModifier); // there is nothing above it
    QCOMPARE(titles(), before);
}

void tst_ReviewPage::stepsAreLeftOutAndTakenIn()
{
    list()->setCurrentRow(1);
    const QString id = page()->agenda()->current()->id;
    press(Qt::Key_Space);
    QVERIFY(page()->agenda()->agenda().step(id)->isCut);
    QVERIFY(list()->item(1)->font().strikeOut());
    session().undo();
    settle();
    QVERIFY(!page()->agenda()->agenda().step(id)->isCut);
    press(Qt::Key_Delete);
    QVERIFY(page()->agenda()->agenda().step(id)->isCut);
}

void tst_ReviewPage::stepsAreRenamed()
{
    list()->setCurrentRow(0);
    const QString id = page()->agenda()->current()->id;
    QTest::keyClick(list(), Qt::Key_F2);
    auto *editor = list()->findChild<QLineEdit *>();
    QVERIFY(editor);
    editor->selectAll();
    QTest::keyClicks(editor, u"What this is about"_s);
    QTest::keyClick(editor, Qt::Key_Return);
    settle();
    QCOMPARE(page()->agenda()->agenda().step(id)->title, u"What this is about"_s);
    QCOMPARE(list()->item(0)->text(), u"What this is about"_s);
}

void tst_ReviewPage::notesAreKept()
{
    list()->setCurrentRow(0);
    const QString id = page()->agenda()->current()->id;
    QTest::keyClicks(page()->agenda()->notes(), u"Say why first."_s);
    list()->setCurrentRow(1); // going on stores them
    settle();
    QCOMPARE(page()->agenda()->agenda().step(id)->notes, u"Say why first."_s);
    list()->setCurrentRow(0);
    QCOMPARE(page()->agenda()->notes()->toPlainText(), u"Say why first."_s);
}

void tst_ReviewPage::ownStepsComeAndGo()
{
    const auto before = titles();
    list()->setCurrentRow(0);
    page()->agenda()->addOwn();
    settle();
    QCOMPARE(list()->count(), int(before.size()) + 1);
    QCOMPARE(list()->currentRow(), 1);
    QVERIFY(page()->agenda()->current()->kind == review::StepKind::Own);
    const QString id = page()->agenda()->current()->id;
    QVERIFY(page()->agenda()->ownText()->isVisible());
    QTest::keyClicks(page()->agenda()->ownText(), u"Five minutes."_s);
    QTest::keyClicks(page()->agenda()->notes(), u"Slowly."_s);
    list()->setCurrentRow(0);
    settle();
    QVERIFY(!page()->agenda()->ownText()->isVisible()); // its lines are worked out
    QCOMPARE(page()->agenda()->agenda().step(id)->text, u"Five minutes."_s);
    QCOMPARE(page()->agenda()->agenda().step(id)->notes, u"Slowly."_s);
    list()->setCurrentRow(1);
    press(Qt::Key_Delete);
    QCOMPARE(titles(), before);
}

void tst_ReviewPage::theMeetingIsClosedAndReopened()
{
    QTest::mouseClick(page()->closeButton(), Qt::LeftButton);
    settle();
    QVERIFY(review::statusOf(review()) == review::ReviewStatus::Held);
    QCOMPARE(review().properties.value("agenda"_L1).toArray().size(), titles().size());
    QTest::mouseClick(page()->closeButton(), Qt::LeftButton);
    settle();
    QVERIFY(review::statusOf(review()) == review::ReviewStatus::Scheduled);
}

void tst_ReviewPage::theWalkBeginsHere()
{
    QTest::mouseClick(page()->walkButton(), Qt::LeftButton);
    settle();
    auto *walk = workspace().reviewCommands().walkthrough();
    QVERIFY(walk && walk->isVisible());
    QCOMPARE(walk->review(), review().key);
    QCOMPARE(walk->steps().size(), titles().size());
}

void tst_ReviewPage::theQueueNamesWhatWaits()
{
    page()->open(ReviewPage::Queue);
    settle();
    const auto *table = page()->queue()->table();
    bool isNamed = false;
    for (int row = 0; row < table->rowCount(); ++row)
        isNamed = isNamed || table->item(row, 0)->text() == titleOf(review());
    QVERIFY(isNamed);
}

QTEST_MAIN(tst_ReviewPage)
#include "tst_reviewpage.moc"

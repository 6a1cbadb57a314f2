// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "windowtest.h"

#include "views/panels/historypanel.h"
#include "views/window/historydialogs.h"
#include "views/window/targetdialog.h"

#include <QClipboard>
#include <QContextMenuEvent>
#include <QLineEdit>
#include <QMenu>
#include <QScrollBar>
#include <QSpinBox>
#include <QTableWidget>

/// Going back, throwing away, keeping: history, snapshots and copies, by mouse and by keyboard.
class tst_History : public WindowTest
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { prepare(); }
    void init() { openWindow(); }
    void cleanup() { closeWindow(); }

    void enterGoesToAState();
    void branchesSayWhereTheyBegin();
    void menuThrowsABranchAway();
    void throwingThePresentAwayGoesBackFirst();
    void enterKeepsEverything();
    void labelIsCopied();
    void longHistoryIsReadAsItIsLookedAt();
    void compactingIsAskedForAndTold();
    void compactsByItselfAfterOpening();
    void boundIsKeptInTheFile();
    void snapshotIsKeptAndRestored();
    void snapshotNameThatIsTakenIsSaid();
    void deletingASnapshotAsks();
    void snapshotOpensAsACopy();
    void copyIsOpenedAndLeft();
    void takenNameIsRefused();
    void earlierStateOpensAsACopy();

private:
    [[nodiscard]] HistoryPanel *history() const { return workspace().bottom()->history(); }
    [[nodiscard]] LinesView *list() const { return history()->list(); }
    [[nodiscard]] const Line &line(int row) const { return list()->lines()->lines()[row]; }
    void openHistory()
    {
        keys(u"Ctrl+Shift+3"_s);
        QTRY_VERIFY(list()->hasFocus());
    }
    [[nodiscard]] int tier() const
    {
        return stateAt(model(), session().plateau(), idOf(u"checkout"_s))
            ->properties.value(u"tier"_s)
            .toInt();
    }
    void setTier(int value)
    {
        Draft draft(model());
        QVERIFY(draft.setProperty(idOf(u"checkout"_s), session().plateau(), u"tier"_s, value));
        QVERIFY(session().commit(draft, u"Set tier to %1"_s.arg(value)));
        settle();
    }
    /// The menu of a row, opened with the right button or with the Menu key.
    [[nodiscard]] QMenu *menuOf(int row, bool byKey)
    {
        const QPoint at = list()->visualRect(list()->model()->index(row, 0)).center();
        if (byKey) {
            list()->setCurrentIndex(list()->model()->index(row, 0));
            QContextMenuEvent event(QContextMenuEvent::Keyboard, at, list()->mapToGlobal(at));
            QCoreApplication::sendEvent(list(), &event);
        } else {
            QTest::mousePress(list()->viewport(), Qt::RightButton, {}, at);
            QTest::mouseRelease(list()->viewport(), Qt::RightButton, {}, at);
            QContextMenuEvent event(QContextMenuEvent::Mouse, at, list()->viewport()->mapToGlobal(at));
            QCoreApplication::sendEvent(list()->viewport(), &event);
        }
        return history()->findChild<QMenu *>(u"historyMenu"_s);
    }
    static void choose(QMenu *menu, Qt::Key mnemonic)
    {
        QVERIFY(menu && menu->isVisible());
        QTest::keyClick(menu, mnemonic);
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    }
    [[nodiscard]] QString fileName() const { return QFileInfo(session().store().path()).fileName(); }
    /// Fills a dialog's file name in and presses Enter.
    void enterTarget(const QString &name)
    {
        auto *dialog = dialogOf<TargetDialog>();
        QVERIFY(dialog);
        QVERIFY(dialog->field()->hasSelectedText());
        dialog->field()->setText(m_folder.filePath(name));
        QTest::keyClick(dialog->field(), Qt::Key_Return);
        settle();
    }
};

void tst_History::enterGoesToAState()
{
    setTier(2);
    setTier(3);
    openHistory();
    QTest::keyClick(list(), Qt::Key_Home);
    QTest::keyClick(list(), Qt::Key_Down);
    QTest::keyClick(list(), Qt::Key_Return);
    settle();
    QCOMPARE(tier(), 2);
    QVERIFY(line(1).isCurrent);
    QCOMPARE(line(1).suffix, u"now"_s);
    QCOMPARE(line(0).suffix, u"undone"_s);
    // The list has kept its place, and the very first state can be gone to as well.
    QCOMPARE(list()->currentIndex().row(), 1);
    QTest::keyClick(list(), Qt::Key_End);
    QTest::keyClick(list(), Qt::Key_Return);
    settle();
    QVERIFY(model().elements().isEmpty());
    QVERIFY(list()->lines()->lines().back().isCurrent);
}

void tst_History::branchesSayWhereTheyBegin()
{
    setTier(2);
    setTier(3);
    session().undo();
    setTier(4);
    openHistory();
    QCOMPARE(line(0).text, u"Set tier to 4"_s);
    QVERIFY(line(0).isCurrent);
    QCOMPARE(line(1).text, u"Set tier to 3"_s);
    QVERIFY(line(1).isFaded);
    QCOMPARE(line(1).suffix, u"on a branch from “Set tier to 2”"_s);
    // As a picture: beside the line of the present state, joining it at the edit that both have.
    QCOMPARE(line(1).rails.lane, 1);
    QCOMPARE(line(1).rails.passing, QList<int>{0});
    QCOMPARE(line(2).rails.lane, 0);
    QCOMPARE(line(2).rails.joining, QList<int>{1});
    // And back to the other branch.
    const QRect row = list()->visualRect(list()->model()->index(1, 0));
    QTest::mouseClick(list()->viewport(), Qt::LeftButton, {}, row.center());
    QTest::mouseDClick(list()->viewport(), Qt::LeftButton, {}, row.center());
    settle();
    QCOMPARE(tier(), 3);
    QCOMPARE(line(0).suffix, u"on a branch from “Set tier to 2”"_s);
}

void tst_History::menuThrowsABranchAway()
{
    setTier(2);
    setTier(3);
    setTier(4);
    session().goTo(session().store().history()[2].id);
    setTier(1);
    const auto before = historySize();
    openHistory();
    QCOMPARE(line(2).text, u"Set tier to 3"_s);
    choose(menuOf(2, false), Qt::Key_T);
    auto *dialog = dialogOf<ConfirmDialog>();
    QVERIFY(dialog);
    QCOMPARE(dialog->windowTitle(), u"Throw 2 edits away?"_s);
    QVERIFY2(dialog->accessibleDescription().contains(u"cannot be undone"_s),
             qPrintable(dialog->accessibleDescription()));
    QTest::keyClick(dialog, Qt::Key_Tab);
    QTRY_VERIFY(dialog->mainButton()->hasFocus());
    QTest::keyClick(dialog->mainButton(), Qt::Key_Return);
    settle();
    QCOMPARE(historySize(), before - 2);
    QCOMPARE(list()->model()->rowCount(), int(before - 2) + 1);
    QCOMPARE(tier(), 1);
    QCOMPARE(m_window->messages()->text(), u"2 edits were thrown away."_s);
}

void tst_History::throwingThePresentAwayGoesBackFirst()
{
    setTier(2);
    setTier(3);
    openHistory();
    choose(menuOf(1, true), Qt::Key_T);
    auto *dialog = dialogOf<ConfirmDialog>();
    QVERIFY(dialog);
    QVERIFY2(dialog->accessibleDescription().contains(u"you go back to"_s),
             qPrintable(dialog->accessibleDescription()));
    QTest::mouseClick(dialog->mainButton(), Qt::LeftButton);
    settle();
    QCOMPARE(tier(), 1);
    QVERIFY(!session().store().canRedo());
    QVERIFY(line(0).isCurrent);
}

void tst_History::enterKeepsEverything()
{
    setTier(2);
    const auto before = historySize();
    openHistory();
    choose(menuOf(0, true), Qt::Key_T);
    auto *dialog = dialogOf<ConfirmDialog>();
    QVERIFY(dialog);
    QTest::keyClick(dialog, Qt::Key_Return);
    settle();
    QVERIFY(!dialogOf<ConfirmDialog>());
    QCOMPARE(historySize(), before);
    QCOMPARE(tier(), 2);
}

void tst_History::labelIsCopied()
{
    setTier(2);
    openHistory();
    choose(menuOf(0, true), Qt::Key_C);
    QCOMPARE(QGuiApplication::clipboard()->text(), u"Set tier to 2"_s);
}

void tst_History::longHistoryIsReadAsItIsLookedAt()
{
    m_window->close();
    m_window.reset();
    {
        const auto store = store::Store::open(m_path);
        QVERIFY(store);
        const auto id = (*store)->model().element(u"checkout"_s)->id;
        const auto at = (*store)->model().rootPlateau();
        for (int i = 0; i < 700; ++i) {
            Draft draft((*store)->model());
            QVERIFY(draft.setProperty(id, at, u"tier"_s, 1 + i % 4));
            QVERIFY((*store)->commit(draft, u"Edit %1"_s.arg(i)));
        }
    }
    m_window = std::make_unique<MainWindow>(*m_appearance);
    QVERIFY(m_window->openProject(m_path));
    m_window->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_window.get()));
    m_window->activateWindow();
    settle();
    const int all = int(historySize());
    openHistory();
    QCOMPARE(list()->model()->rowCount(), 500);
    QVERIFY2(history()->summary().startsWith(u"%1 edits · "_s.arg(QLocale().toString(all))),
             qPrintable(history()->summary()));
    QTest::keyClick(list(), Qt::Key_Home);
    QTest::keyClick(list(), Qt::Key_End);
    // The end of what was read is not the end.
    QTRY_COMPARE(list()->model()->rowCount(), all + 1);
    QCOMPARE(list()->currentIndex().row(), 499);
    QCOMPARE(list()->lines()->lines().back().text, u"Empty project"_s);
    // What comes from elsewhere slides nothing away under the user.
    list()->setCurrentIndex(list()->model()->index(300, 0));
    const qint64 current = list()->currentIndex().data(Qt::UserRole).toLongLong();
    const QRect place = list()->visualRect(list()->currentIndex());
    setTier(3);
    QCOMPARE(list()->currentIndex().data(Qt::UserRole).toLongLong(), current);
    QCOMPARE(list()->currentIndex().row(), 301);
    QCOMPARE(list()->visualRect(list()->currentIndex()), place);
    // Back at the top, an edit reads no more than is needed.
    QTest::keyClick(list(), Qt::Key_Home);
    setTier(2);
    QCOMPARE(list()->model()->rowCount(), 500);
}

void tst_History::compactingIsAskedForAndTold()
{
    for (const int value : {2, 3, 4, 1, 2, 3})
        setTier(value);
    const auto before = historySize();
    openHistory();
    m_window->actions()[Actions::HistorySettings]->trigger();
    auto *dialog = dialogOf<HistorySettingsDialog>();
    QVERIFY(dialog);
    QTRY_VERIFY(dialog->edits()->hasFocus());
    dialog->edits()->setValue(4);
    QTest::mouseClick(dialog->compactButton(), Qt::LeftButton);
    settle();
    QVERIFY2(m_window->messages()->text().startsWith(u"Compacted: "_s),
             qPrintable(m_window->messages()->text()));
    QCOMPARE(tier(), 3);
    QVERIFY(historySize() < before);
    const auto &lines = list()->lines()->lines();
    const Line folded = lines[lines.size() - 2];
    QVERIFY2(folded.text.endsWith(u" earlier edits"_s), qPrintable(folded.text));
    QVERIFY2(history()->summary().contains(u"keeps 4 edits"_s), qPrintable(history()->summary()));
    // All of today's project stands on it: it is no experiment to be thrown away.
    auto *menu = menuOf(int(lines.size()) - 2, true);
    QVERIFY(menu);
    QVERIFY(!menu->actions().back()->isEnabled());
    menu->close();
}

void tst_History::compactsByItselfAfterOpening()
{
    for (const int value : {2, 3, 4, 1, 2, 3})
        setTier(value);
    QVERIFY(session().store().setHistoryBound({3, 0}));
    QVERIFY(session().store().historySize().isOver);
    reopen();
    QTRY_VERIFY_WITH_TIMEOUT(session().store().historySize().folded > 0, 20000);
    settle();
    QVERIFY(!session().store().historySize().isOver);
    QVERIFY(!m_window->messages()->isVisible()); // nobody asked
}

void tst_History::boundIsKeptInTheFile()
{
    m_window->actions()[Actions::HistorySettings]->trigger();
    auto *dialog = dialogOf<HistorySettingsDialog>();
    QVERIFY(dialog);
    QCOMPARE(dialog->mebibytes()->value(), 256);
    dialog->edits()->setFocus();
    dialog->edits()->selectAll();
    QTest::keyClicks(dialog->edits(), u"1000"_s);
    dialog->mebibytes()->setValue(64);
    QTest::keyClick(dialog->mebibytes(), Qt::Key_Return);
    settle();
    QVERIFY(!dialogOf<HistorySettingsDialog>());
    const store::HistoryBound bound{1000, 64LL * 1024 * 1024};
    QCOMPARE(session().store().historyBound(), bound);
    openHistory();
    QVERIFY2(history()->summary().endsWith(u"keeps %1 edits or 64 MiB"_s.arg(QLocale().toString(1000))),
             qPrintable(history()->summary()));
    reopen();
    QCOMPARE(session().store().historyBound(), bound);
}

void tst_History::snapshotIsKeptAndRestored()
{
    keys(u"Ctrl+Shift+K"_s);
    auto *keep = dialogOf<KeepSnapshotDialog>();
    QVERIFY(keep);
    auto *name = keep->findChild<QLineEdit *>();
    QCOMPARE(name->text(), QDate::currentDate().toString(Qt::ISODate) + u" Target"_s);
    QTest::keyClicks(name, u"Before the board"_s);
    QTest::keyClick(name, Qt::Key_Return);
    settle();
    QCOMPARE(session().store().snapshots().size(), 1);
    QVERIFY(m_window->messages()->text().contains(u"“Before the board”"_s));

    setTier(4);
    const auto before = historySize();
    keys(u"Ctrl+Shift+B"_s);
    auto *dialog = dialogOf<SnapshotsDialog>();
    QVERIFY(dialog);
    QCOMPARE(dialog->table()->rowCount(), 1);
    QCOMPARE(dialog->table()->item(0, 0)->text(), u"Before the board"_s);
    QTRY_VERIFY(dialog->table()->hasFocus());
    QTest::keyClick(dialog->table(), Qt::Key_Return);
    settle();
    QVERIFY(!dialogOf<SnapshotsDialog>());
    QCOMPARE(tier(), 1);
    QCOMPARE(historySize(), before + 1);
    // One edit, taken back like any other.
    QCOMPARE(m_window->messages()->buttons().size(), 1);
    QTest::mouseClick(m_window->messages()->buttons().front(), Qt::LeftButton);
    settle();
    QCOMPARE(tier(), 4);
}

void tst_History::snapshotNameThatIsTakenIsSaid()
{
    QVERIFY(session().store().addSnapshot(u"one"_s));
    keys(u"Ctrl+Shift+K"_s);
    auto *keep = dialogOf<KeepSnapshotDialog>();
    QVERIFY(keep);
    auto *name = keep->findChild<QLineEdit *>();
    QTest::keyClicks(name, u"one"_s);
    QTest::keyClick(name, Qt::Key_Return);
    QVERIFY(keep->isVisible());
    QCOMPARE(session().store().snapshots().size(), 1);
    const bool isSaid = std::ranges::any_of(keep->findChildren<QLabel *>(), [](const QLabel *label) {
        return label->isVisible() && label->property("look") == u"error"_s &&
               label->text().contains(u"one"_s);
    });
    QVERIFY(isSaid);
}

void tst_History::deletingASnapshotAsks()
{
    QVERIFY(session().store().addSnapshot(u"one"_s));
    QVERIFY(session().store().addSnapshot(u"two"_s));
    keys(u"Ctrl+Shift+B"_s);
    auto *dialog = dialogOf<SnapshotsDialog>();
    QVERIFY(dialog);
    const auto rows = dialog->table()->findItems(u"two"_s, Qt::MatchExactly);
    QCOMPARE(rows.size(), 1);
    QTRY_VERIFY(dialog->table()->hasFocus());
    QTest::mouseClick(dialog->table()->viewport(), Qt::LeftButton, {},
                      dialog->table()->visualItemRect(rows.front()).center());
    QTest::keyClick(dialog->table(), Qt::Key_Delete);
    auto *ask = dialog->findChild<ConfirmDialog *>();
    QVERIFY(ask);
    QVERIFY(ask->accessibleDescription().contains(u"“two”"_s));
    QTest::keyClick(ask, Qt::Key_Escape);
    QCOMPARE(session().store().snapshots().size(), 2);
    QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    QTest::mouseClick(dialog->deleteButton(), Qt::LeftButton);
    ask = dialog->findChild<ConfirmDialog *>();
    QVERIFY(ask);
    QTest::mouseClick(ask->mainButton(), Qt::LeftButton);
    settle();
    QCOMPARE(session().store().snapshots().size(), 1);
    QCOMPARE(dialog->table()->rowCount(), 1);
    QCOMPARE(dialog->table()->item(0, 0)->text(), u"one"_s);
}

void tst_History::snapshotOpensAsACopy()
{
    const QString original = fileName();
    QVERIFY(session().store().addSnapshot(u"Wave 1"_s));
    setTier(4);
    keys(u"Ctrl+Shift+B"_s);
    auto *dialog = dialogOf<SnapshotsDialog>();
    QVERIFY(dialog);
    QTest::mouseClick(dialog->copyButton(), Qt::LeftButton);
    enterTarget(u"wave.gplan"_s);
    QCOMPARE(fileName(), u"wave.gplan"_s);
    QCOMPARE(tier(), 1);
    QVERIFY(m_window->messages()->text().contains(original));
}

void tst_History::copyIsOpenedAndLeft()
{
    const QString original = fileName();
    keys(u"Ctrl+Shift+O"_s);
    enterTarget(u"try"_s);
    QCOMPARE(fileName(), u"try.gplan"_s);
    QCOMPARE(m_window->messages()->text(), u"You are in try.gplan now. %1 stays as it is."_s.arg(original));
    setTier(4);
    QCOMPARE(m_window->messages()->buttons().size(), 1);
    QCOMPARE(m_window->messages()->buttons().front()->text(), u"Back to %1"_s.arg(original));
    QTest::mouseClick(m_window->messages()->buttons().front(), Qt::LeftButton);
    settle();
    QTRY_COMPARE(fileName(), original);
    settle();
    QCOMPARE(tier(), 1);
    QCOMPARE(store::Store::open(m_folder.filePath(u"try.gplan"_s)).value()->undoLabel(), u"Set tier to 4"_s);
}

void tst_History::takenNameIsRefused()
{
    keys(u"Ctrl+Shift+O"_s);
    auto *dialog = dialogOf<TargetDialog>();
    QVERIFY(dialog);
    QVERIFY2(dialog->path().contains(u"-copy"_s), qPrintable(dialog->path()));
    dialog->field()->setText(m_path);
    QTest::keyClick(dialog->field(), Qt::Key_Return);
    QVERIFY(dialog->isVisible());
    QTest::keyClick(dialog, Qt::Key_Escape);
    settle();
    QCOMPARE(session().store().path(), m_path);
}

void tst_History::earlierStateOpensAsACopy()
{
    setTier(2);
    setTier(3);
    openHistory();
    choose(menuOf(1, false), Qt::Key_O);
    enterTarget(u"then.gplan"_s);
    QCOMPARE(fileName(), u"then.gplan"_s);
    QCOMPARE(tier(), 2);
    // With its history: what came later can be had again.
    QVERIFY(session().store().canRedo());
    QCOMPARE(store::Store::open(m_path).value()->undoLabel(), u"Set tier to 3"_s);
}

QTEST_MAIN(tst_History)
#include "tst_history.moc"

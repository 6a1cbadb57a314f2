// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "windowtest.h"

#include "views/canvas/minimap.h"
#include "views/style/parts.h"
#include "views/table/twins.h"
#include "views/window/keyspage.h"
#include "views/window/settings.h"
#include "views/window/settingsdialog.h"
#include "views/window/shortcutsdialog.h"

#include <QCheckBox>
#include <QComboBox>
#include <QKeySequenceEdit>
#include <QScrollArea>
#include <QScrollBar>
#include <QTableWidget>

/// What can be set for the program: that it holds at once, and still does after a restart.
class tst_Settings : public WindowTest
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { prepare(); }
    void init() { openWindow(); }
    void cleanup() { closeWindow(); }

    void aKeyOpensThem();
    void theNameIsInTheHistoryAtOnce();
    void theThemeIsChosenAtOnce();
    void motionIsReduced();
    void theMapIsTheOneOfTheMenu();
    void keysAreChanged();
    void keysOfAnotherAreRefused_data();
    void keysOfAnotherAreRefused();
    void oneIsReset();
    void allAreReset();
    void aCommandMayHaveNone();
    void theTableIsSearched();
    void tipsAndSheetSayTheKeysThereAre();
    void theSheetScrollsAndIsSearched();
    void everythingHasAName();

private:
    SettingsDialog *open()
    {
        keys(u"Ctrl+,"_s);
        return dialogOf<SettingsDialog>();
    }
    KeysPage *openKeys(Actions::Id id)
    {
        auto *dialog = open();
        dialog->show(Setting::Keys);
        dialog->keys()->select(id);
        dialog->keys()->table()->setFocus();
        return dialog->keys();
    }
    /// As a person does: Enter on the line, then the keys.
    static void press(KeysPage *page, int key, Qt::KeyboardModifiers modifiers)
    {
        QTest::keyClick(page->table(), Qt::Key_Return);
        QTRY_VERIFY(page->editor()->hasFocus() || page->editor()->isAncestorOf(QApplication::focusWidget()));
        QTest::keyClick(page->editor(), Qt::Key(key), modifiers);
    }
    [[nodiscard]] QAction *action(Actions::Id id) const { return m_window->actions()[id]; }
    [[nodiscard]] QString authorOfHead() const
    {
        const auto history = session().store().history();
        return std::ranges::find(history, true, &store::HistoryEntry::isHead)->author;
    }
    void close()
    {
        if (auto *dialog = dialogOf<SettingsDialog>())
            dialog->close();
        settle();
    }
};

void tst_Settings::aKeyOpensThem()
{
    auto *dialog = open();
    QVERIFY(dialog);
    QVERIFY(dialog->fieldOf(Setting::Author)->hasFocus());
    QTest::keyClick(dialog, Qt::Key_Escape);
    QVERIFY(!dialogOf<SettingsDialog>());
}

void tst_Settings::theNameIsInTheHistoryAtOnce()
{
    auto *dialog = open();
    auto *name = qobject_cast<QLineEdit *>(dialog->fieldOf(Setting::Author));
    QCOMPARE(name->placeholderText(), Settings::systemAuthor());
    QTest::keyClicks(name, u"Ana Pratt"_s);
    close();
    Draft draft(model());
    QVERIFY(draft.addElement(u"service"_s, u"new"_s, model().rootPlateau(), {}));
    QVERIFY(session().commit(draft, u"Add"_s));
    QCOMPARE(authorOfHead(), u"Ana Pratt"_s);
    reopen();
    QCOMPARE(MainWindow::storeOptions().author, u"Ana Pratt"_s);
    QTest::keyClick(open()->fieldOf(Setting::Author), Qt::Key_A, Qt::ControlModifier);
    QTest::keyClick(dialogOf<SettingsDialog>()->fieldOf(Setting::Author), Qt::Key_Delete);
    QCOMPARE(MainWindow::storeOptions().author, Settings::systemAuthor());
}

void tst_Settings::theThemeIsChosenAtOnce()
{
    const QColor before = QApplication::palette().color(QPalette::Window);
    auto *theme = qobject_cast<QComboBox *>(open()->fieldOf(Setting::Theme));
    theme->setFocus();
    QTest::keyClicks(theme, u"d"_s);
    QVERIFY(action(Actions::ThemeDark)->isChecked());
    QVERIFY(QApplication::palette().color(QPalette::Window).lightness() < before.lightness());
    // Both ways: the menu is the same choice.
    action(Actions::ThemeLight)->trigger();
    QCOMPARE(theme->currentText(), u"Light"_s);
    QCOMPARE(Settings::theme(), ThemeChoice::Light);
}

void tst_Settings::motionIsReduced()
{
    const int blinks = QApplication::cursorFlashTime();
    QVERIFY(blinks > 0);
    auto *motion = qobject_cast<QComboBox *>(open()->fieldOf(Setting::Motion));
    motion->setFocus();
    QTest::keyClick(motion, Qt::Key_Down);
    QCOMPARE(QApplication::cursorFlashTime(), 0);
    QVERIFY(!QApplication::isEffectEnabled(Qt::UI_FadeTooltip));
    QVERIFY(Settings::reducesMotion());
    QTest::keyClick(motion, Qt::Key_Up);
    QCOMPARE(QApplication::cursorFlashTime(), blinks);
}

void tst_Settings::theMapIsTheOneOfTheMenu()
{
    auto *map = qobject_cast<QCheckBox *>(open()->fieldOf(Setting::Map));
    QVERIFY(map->isChecked());
    map->setFocus();
    QTest::keyClick(map, Qt::Key_Space);
    QVERIFY(!action(Actions::ShowMap)->isChecked());
    QVERIFY(!Settings::showsMap());
    action(Actions::ShowMap)->trigger();
    QVERIFY(map->isChecked());
}

void tst_Settings::keysAreChanged()
{
    auto *page = openKeys(Actions::ShowHistory);
    press(page, Qt::Key_H, Qt::ControlModifier | Qt::AltModifier);
    QTRY_COMPARE(action(Actions::ShowHistory)->shortcut(), QKeySequence(u"Ctrl+Alt+H"_s));
    QCOMPARE(page->problem(), QString());
    QVERIFY(page->table()->hasFocus());
    QCOMPARE(page->table()->item(page->table()->currentRow(), 2)->text(), u"Ctrl+Alt+H"_s);
    close();
    keys(u"Ctrl+Alt+H"_s);
    QCOMPARE(workspace().bottom()->current(), BottomPane::Tab::History);
    keys(u"Ctrl+Shift+1"_s);
    keys(u"Ctrl+Shift+3"_s); // those it came with do nothing now
    QCOMPARE(workspace().bottom()->current(), BottomPane::Tab::Findings);
    reopen();
    keys(u"Ctrl+Alt+H"_s);
    QCOMPARE(workspace().bottom()->current(), BottomPane::Tab::History);
}

void tst_Settings::keysOfAnotherAreRefused_data()
{
    QTest::addColumn<int>("pressed");
    QTest::addColumn<QString>("who");
    QTest::newRow("a command") << QKeyCombination(Qt::CTRL | Qt::Key_K).toCombined()
                               << u"Search or run a command"_s;
    QTest::newRow("second keys of a command")
        << QKeyCombination(Qt::CTRL | Qt::Key_Equal).toCombined() << u"Zoom in"_s;
    QTest::newRow("a plateau") << QKeyCombination(Qt::ALT | Qt::Key_3).toCombined() << u"Show a plateau"_s;
    QTest::newRow("compare") << QKeyCombination(Qt::ALT | Qt::Key_C).toCombined() << u"Compare plateaus"_s;
    QTest::newRow("a letter") << int(Qt::Key_N) << u"needed for typing"_s;
    QTest::newRow("Return") << int(Qt::Key_Return) << u"needed for typing"_s;
}

void tst_Settings::keysOfAnotherAreRefused()
{
    QFETCH(int, pressed);
    QFETCH(QString, who);
    const auto before = action(Actions::ShowHistory)->shortcuts();
    auto *page = openKeys(Actions::ShowHistory);
    const auto combination = QKeyCombination::fromCombined(pressed);
    press(page, combination.key(), combination.keyboardModifiers());
    QTRY_VERIFY2(page->problem().contains(who), qPrintable(page->problem()));
    QCOMPARE(action(Actions::ShowHistory)->shortcuts(), before);
    QCOMPARE(page->editor()->keySequence(), before.first());
    QVERIFY(!m_window->actions().hasOwnKeys(Actions::ShowHistory));
}

void tst_Settings::oneIsReset()
{
    auto *page = openKeys(Actions::ZoomIn);
    QVERIFY(!page->resetButton()->isEnabled());
    press(page, Qt::Key_F3, Qt::NoModifier);
    QTRY_COMPARE(action(Actions::ZoomIn)->shortcuts(), QList{QKeySequence(u"F3"_s)});
    // What it came with is taken by another meanwhile: said, not taken away.
    page->select(Actions::About);
    page->table()->setFocus();
    press(page, Qt::Key_Equal, Qt::ControlModifier);
    QTRY_COMPARE(action(Actions::About)->shortcut(), QKeySequence(u"Ctrl+="_s));
    page->select(Actions::ZoomIn);
    QTest::mouseClick(page->resetButton(), Qt::LeftButton);
    QVERIFY(page->problem().contains(u"About Groundplan"_s));
    page->select(Actions::About);
    QTest::mouseClick(page->resetButton(), Qt::LeftButton);
    QVERIFY(action(Actions::About)->shortcut().isEmpty());
    page->select(Actions::ZoomIn);
    QTest::mouseClick(page->resetButton(), Qt::LeftButton);
    QCOMPARE(action(Actions::ZoomIn)->shortcuts().size(), 2);
    QVERIFY(!m_window->actions().hasOwnKeys(Actions::ZoomIn));
}

void tst_Settings::allAreReset()
{
    auto *page = openKeys(Actions::ShowHistory);
    press(page, Qt::Key_F3, Qt::NoModifier);
    QTRY_COMPARE(action(Actions::ShowHistory)->shortcut(), QKeySequence(u"F3"_s));
    page->select(Actions::Undo);
    QTest::mouseClick(page->noneButton(), Qt::LeftButton);
    QVERIFY(action(Actions::Undo)->shortcut().isEmpty());
    QTest::mouseClick(page->resetAllButton(), Qt::LeftButton);
    QCOMPARE(action(Actions::ShowHistory)->shortcut(), QKeySequence(u"Ctrl+Shift+3"_s));
    QCOMPARE(action(Actions::Undo)->shortcut(), QKeySequence(u"Ctrl+Z"_s));
    QVERIFY(!page->resetAllButton()->isEnabled());
}

void tst_Settings::aCommandMayHaveNone()
{
    auto *page = openKeys(Actions::Fit);
    QTest::keyClick(page->table(), Qt::Key_Delete);
    QVERIFY(action(Actions::Fit)->shortcuts().isEmpty());
    close();
    reopen();
    QVERIFY(action(Actions::Fit)->shortcuts().isEmpty());
    QCOMPARE(action(Actions::Fit)->toolTip(), u"Fit the view"_s);
}

void tst_Settings::theTableIsSearched()
{
    auto *page = openKeys(Actions::Undo);
    const int all = page->table()->rowCount();
    QCOMPARE(all, m_window->actions().all().size());
    QTest::keyClicks(page->filter(), u"align left"_s);
    QCOMPARE(page->table()->rowCount(), 1);
    QCOMPARE(page->table()->item(0, 0)->text(), u"Align left"_s);
    page->filter()->clear();
    QTest::keyClicks(page->filter(), u"ctrl+k"_s);
    QCOMPARE(page->table()->item(0, 0)->text(), u"Search or run a command"_s);
    page->filter()->clear();
    QTest::keyClicks(page->filter(), u"zzxy"_s);
    QCOMPARE(page->table()->rowCount(), 0);
    QVERIFY(!page->editor()->isEnabled());
}

void tst_Settings::tipsAndSheetSayTheKeysThereAre()
{
    auto *table = workspace().centre()->twinSwitch()->button(Twin::Table);
    QVERIFY(table->toolTip().endsWith(u"(Ctrl+Alt+2)"_s));
    auto *page = openKeys(Actions::ShowTable);
    press(page, Qt::Key_F3, Qt::NoModifier);
    QTRY_VERIFY2(table->toolTip().endsWith(u"an element a row (F3)"_s), qPrintable(table->toolTip()));
    page->select(Actions::Undo);
    page->table()->setFocus();
    press(page, Qt::Key_F4, Qt::NoModifier);
    QTRY_VERIFY2(action(Actions::Undo)->toolTip().endsWith(u"(F4)"_s),
                 qPrintable(action(Actions::Undo)->toolTip()));
    close();
    keys(u"F1"_s);
    auto *sheet = dialogOf<ShortcutsDialog>();
    QVERIFY(sheet->lines().contains(u"As table\tF3"_s));
    QVERIFY(sheet->lines().contains(u"Undo\tF4"_s));
}

void tst_Settings::theSheetScrollsAndIsSearched()
{
    keys(u"F1"_s);
    auto *sheet = dialogOf<ShortcutsDialog>();
    QVERIFY(sheet && sheet->height() < 900 && sheet->width() <= 900);
    QVERIFY(sheet->filter()->hasFocus());
    const auto *area = sheet->findChild<QScrollArea *>();
    QTRY_VERIFY(area->verticalScrollBar()->maximum() > 0);
    for (const auto *label : area->findChildren<QLabel *>()) // nothing reaches out at the side
        QVERIFY2(label->mapTo(area, QPoint(label->width(), 0)).x() <= area->viewport()->width(),
                 qPrintable(label->text()));
    QTest::keyClicks(sheet->filter(), u"snap"_s);
    QCOMPARE(sheet->lines(), QStringList({u"Keep a snapshot\tCtrl+Shift+K"_s, u"Snapshots\tCtrl+Shift+B"_s}));
    sheet->filter()->clear();
    QTest::keyClicks(sheet->filter(), u"zzxy"_s);
    QVERIFY(sheet->lines().isEmpty());
}

void tst_Settings::everythingHasAName()
{
    auto *dialog = open();
    for (const bool isKeys : {false, true}) {
        dialog->show(isKeys ? Setting::Keys : Setting::Theme);
        for (const auto *widget : dialog->findChildren<QWidget *>()) {
            if (widget->isVisible() && (widget->focusPolicy() & Qt::TabFocus) &&
                !widget->inherits("QAbstractItemView") && widget->focusProxy() == nullptr)
                QVERIFY2(!widget->accessibleName().isEmpty(), widget->metaObject()->className());
        }
    }
}

QTEST_MAIN(tst_Settings)
#include "tst_settings.moc"

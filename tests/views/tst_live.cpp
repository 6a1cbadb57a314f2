// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "windowtest.h"

#include "views/panels/historypanel.h"
#include "views/window/historydialogs.h"

#include <QProcess>
#include <QTableWidget>
#include <QTextEdit>

/// Two at once: what another window or a script stores in the same project is seen here without asking.
class tst_Live : public WindowTest
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { prepare(); }
    void init()
    {
        openWindow();
        store::Options options;
        options.author = u"ana"_s;
        auto other = store::Store::open(m_path, options);
        QVERIFY(other);
        m_other = std::move(*other);
    }
    void cleanup()
    {
        m_other.reset();
        closeWindow();
    }

    void changeElsewhereIsSeen();
    void whatIsNotSelectedIsNotTold();
    void removalElsewhereIsTold();
    void editorKeepsWhatIsTyped();
    void commandLineIsSeen();
    void snapshotElsewhereIsListed();
    void discardElsewhereIsSeen();

private:
    void setTierElsewhere(const QString &key, int value)
    {
        Draft draft(m_other->model());
        QVERIFY(draft.setProperty(idOf(key), plateau(u"target"_s), u"tier"_s, value));
        QVERIFY(m_other->commit(draft, u"Set tier elsewhere"_s));
    }
    static void cli(const QStringList &arguments)
    {
        QProcess process;
        process.start(QStringLiteral(GROUNDPLAN_BIN_DIR "/groundplan-cli"), arguments);
        QVERIFY(process.waitForFinished(60000));
        QVERIFY2(process.exitStatus() == QProcess::NormalExit && process.exitCode() == 0,
                 process.readAllStandardError().constData());
    }

    std::unique_ptr<store::Store> m_other;
};

void tst_Live::changeElsewhereIsSeen()
{
    QTest::mouseClick(canvas(), Qt::LeftButton, {}, at(u"checkout"_s));
    setTierElsewhere(u"checkout"_s, 4);
    QTRY_COMPARE(shownValue(u"tier"_s), u"4"_s);
    settle();
    QVERIFY(card(u"checkout"_s)->subtitle.contains(u"tier 4"_s));
    QCOMPARE(m_window->messages()->text(), u"Checkout was changed by ana in another window."_s);
    // Taken back there: nobody's edit, but another one than before.
    QVERIFY(m_other->undo());
    QTRY_COMPARE(shownValue(u"tier"_s), u"1"_s);
    QTRY_COMPARE(m_window->messages()->text(), u"Checkout was changed in another window."_s);
}

void tst_Live::whatIsNotSelectedIsNotTold()
{
    QTest::mouseClick(canvas(), Qt::LeftButton, {}, at(u"checkout"_s));
    setTierElsewhere(u"payment"_s, 4);
    QTRY_COMPARE(
        stateAt(model(), session().plateau(), idOf(u"payment"_s))->properties.value(u"tier"_s).toInt(), 4);
    settle();
    QVERIFY(card(u"payment"_s)->subtitle.contains(u"tier 4"_s));
    QVERIFY(!m_window->messages()->isVisible());
}

void tst_Live::removalElsewhereIsTold()
{
    // On a branch of its own, so that it can vanish as a whole.
    Draft draft(m_other->model());
    const auto id =
        draft.addElement(u"service"_s, u"basket"_s, plateau(u"target"_s), {{u"name"_s, u"Basket"_s}});
    QVERIFY(id);
    QVERIFY(m_other->commit(draft, u"Add Basket"_s));
    QTRY_VERIFY(idOf(u"basket"_s).isValid());
    session().select(*id);
    settle();
    QVERIFY(m_other->undo());
    QTRY_VERIFY(!idOf(u"basket"_s).isValid());
    settle();
    QCOMPARE(m_window->messages()->text(), u"Basket was removed in another window."_s);
    QVERIFY(!session().selectedElement().isValid());
}

void tst_Live::editorKeepsWhatIsTyped()
{
    QTest::mouseClick(canvas(), Qt::LeftButton, {}, at(u"checkout"_s));
    settle();
    auto *row = workspace().inspector()->page()->row(u"owner"_s);
    if (!row)
        row = workspace().inspector()->page()->row(u"repository"_s);
    QVERIFY(row);
    QTest::mouseClick(row->valueLabel(), Qt::LeftButton);
    auto *edit = row->findChild<QTextEdit *>();
    QVERIFY(edit);
    QTRY_VERIFY(edit->hasFocus());
    QTest::keyClick(edit, Qt::Key_A, Qt::ControlModifier);
    QTest::keyClicks(edit, u"https://example.org/half"_s);
    setTierElsewhere(u"checkout"_s, 4);
    QTRY_COMPARE(
        stateAt(model(), session().plateau(), idOf(u"checkout"_s))->properties.value(u"tier"_s).toInt(), 4);
    settle();
    QCOMPARE(edit->toPlainText(), u"https://example.org/half"_s);
    QVERIFY(edit->hasFocus());
    QTest::keyClicks(edit, u"-done"_s);
    QTest::keyClick(edit, Qt::Key_Return);
    settle();
    // Both are there: what was typed here and what was set there.
    QCOMPARE(shownValue(u"repository"_s), u"https://example.org/half-done"_s);
    QCOMPARE(shownValue(u"tier"_s), u"4"_s);
}

void tst_Live::commandLineIsSeen()
{
    m_other.reset();
    Draft draft(model());
    QVERIFY(draft.setProperty(idOf(u"checkout"_s), session().plateau(), u"tier"_s, 3));
    QVERIFY(session().commit(draft, u"Set tier to 3"_s));
    settle();
    QVERIFY(card(u"checkout"_s)->subtitle.contains(u"tier 3"_s));
    workspace().bottom()->open(BottomPane::Tab::History);
    cli({u"undo"_s, m_path});
    QTRY_VERIFY(workspace().bottom()->history()->list()->lines()->lines()[1].isCurrent);
    settle();
    QVERIFY(card(u"checkout"_s)->subtitle.contains(u"tier 1"_s));
    QVERIFY(m_window->actions()[Actions::Redo]->isEnabled());
}

void tst_Live::snapshotElsewhereIsListed()
{
    keys(u"Ctrl+Shift+B"_s);
    auto *dialog = dialogOf<SnapshotsDialog>();
    QVERIFY(dialog);
    QCOMPARE(dialog->table()->rowCount(), 0);
    cli({u"snapshot"_s, m_path, u"Nightly"_s});
    QTRY_COMPARE(dialog->table()->rowCount(), 1);
    QCOMPARE(dialog->table()->item(0, 0)->text(), u"Nightly"_s);
}

void tst_Live::discardElsewhereIsSeen()
{
    workspace().bottom()->open(BottomPane::Tab::History);
    auto *list = workspace().bottom()->history()->list();
    setTierElsewhere(u"checkout"_s, 4);
    QVERIFY(m_other->undo());
    QTRY_VERIFY(list->lines()->lines().front().isFaded);
    const int before = list->model()->rowCount();
    QVERIFY(m_other->discard(m_other->history().front().id));
    QTRY_COMPARE(list->model()->rowCount(), before - 1);
    QVERIFY(!list->lines()->lines().front().isFaded);
}

QTEST_MAIN(tst_Live)
#include "tst_live.moc"

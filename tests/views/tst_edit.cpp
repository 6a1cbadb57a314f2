// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "windowtest.h"

#include "views/panels/historypanel.h"

#include <QComboBox>
#include <QDialog>
#include <QLineEdit>
#include <QTextEdit>

/// Everything that changes the project, by mouse and by keyboard.
class tst_Edit : public WindowTest
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { prepare(); }
    void init() { openWindow(); }
    void cleanup() { closeWindow(); }

    void editingAPropertyIsOneHistoryRow();
    void choiceIsEditedByKeys();
    void badValueIsRefusedBelowTheField();
    void changedValueSaysSoAndReverts();
    void undoAndRedoByKeys();
    void draggingACardMovesThatCardOnly();
    void escapeEndsADrag();
    void deleteEndsTheLifetimeHere();
    void addingAnElementAndARelation();
    void keyboardAlone();
    void historyGoesBack();
    void importIsOneEdit();
    void tableRowsAreStored();

private:
    void select(const QString &key)
    {
        session().select(idOf(key));
        settle();
    }
    /// The value is clicked, and what is typed goes where the focus is.
    void type(const QString &property, const QString &text)
    {
        auto *row = workspace().inspector()->page()->row(property);
        QVERIFY(row);
        QTest::mouseClick(row->valueLabel(), Qt::LeftButton);
        auto *edit = row->findChild<QTextEdit *>();
        QVERIFY(edit);
        QTRY_VERIFY(edit->hasFocus());
        QTest::keyClick(edit, Qt::Key_A, Qt::ControlModifier);
        QTest::keyClicks(edit, text);
        QTest::keyClick(edit, Qt::Key_Return);
    }
};

void tst_Edit::editingAPropertyIsOneHistoryRow()
{
    select(u"checkout"_s);
    const auto before = historySize();
    QVERIFY(card(u"checkout"_s)->subtitle.contains(u"tier 1"_s));
    type(u"tier"_s, u"4"_s);
    settle();
    QCOMPARE(historySize(), before + 1);
    QCOMPARE(lastLabel(), u"Set Tier of Checkout to 4 in Target"_s);
    QCOMPARE(shownValue(u"tier"_s), u"4"_s);
    QVERIFY(card(u"checkout"_s)->subtitle.contains(u"tier 4"_s));
    // Only from the plateau shown on.
    showPlateau(u"current"_s);
    QCOMPARE(shownValue(u"tier"_s), u"1"_s);
    QVERIFY(card(u"checkout"_s)->subtitle.contains(u"tier 1"_s));
}

void tst_Edit::choiceIsEditedByKeys()
{
    select(u"checkout"_s);
    auto *row = workspace().inspector()->page()->row(u"workload"_s);
    row->valueLabel()->setFocus();
    QTest::keyClick(row->valueLabel(), Qt::Key_Return);
    auto *box = row->findChild<QComboBox *>();
    QVERIFY(box);
    QTRY_VERIFY(box->view()->isVisible());
    box->setCurrentIndex(box->findText(u"batch"_s)); // the list follows
    QTest::keyClick(box->view(), Qt::Key_Return);
    settle();
    QCOMPARE(stateAt(model(), session().plateau(), idOf(u"checkout"_s))
                 ->properties.value(u"workload"_s)
                 .toString(),
             u"batch"_s);
    QCOMPARE(shownValue(u"workload"_s), u"Batch"_s);
}

void tst_Edit::badValueIsRefusedBelowTheField()
{
    select(u"checkout"_s);
    const auto before = historySize();
    type(u"tier"_s, u"9"_s);
    auto *row = workspace().inspector()->page()->row(u"tier"_s);
    const auto says = [row](const QString &word) {
        return std::ranges::any_of(row->findChildren<QLabel *>(), [&](const QLabel *label) {
            return label->isVisible() && label->property("look") == u"error"_s &&
                   label->text().contains(word);
        });
    };
    QVERIFY(says(u"Tier"_s));
    auto *edit = row->findChild<QTextEdit *>();
    QVERIFY(edit && edit->isVisible());
    QTest::keyClick(edit, Qt::Key_A, Qt::ControlModifier);
    QTest::keyClicks(edit, u"many"_s);
    QTest::keyClick(edit, Qt::Key_Return);
    QVERIFY(says(u"whole number"_s));
    QTest::keyClick(edit, Qt::Key_Escape);
    settle();
    QCOMPARE(historySize(), before);
    QCOMPARE(shownValue(u"tier"_s), u"1"_s);
}

void tst_Edit::changedValueSaysSoAndReverts()
{
    select(u"checkout"_s);
    auto *row = workspace().inspector()->page()->row(u"deployment_strategy"_s);
    QCOMPARE(row->field().note, u"changed"_s);
    auto *revert = row->findChild<QPushButton *>(u"revert"_s);
    QVERIFY(revert);
    QVERIFY(revert->toolTip().contains(u"rolling"_s, Qt::CaseInsensitive));
    QTest::mouseClick(revert, Qt::LeftButton);
    settle();
    QCOMPARE(shownValue(u"deployment_strategy"_s), u"Rolling"_s);
    QVERIFY(workspace().inspector()->page()->row(u"deployment_strategy"_s)->field().note.isEmpty());
    QCOMPARE(lastLabel(), u"Revert Release strategy of Checkout in Target"_s);
}

void tst_Edit::undoAndRedoByKeys()
{
    select(u"payment"_s);
    type(u"tier"_s, u"3"_s);
    settle();
    auto *undo = m_window->actions()[Actions::Undo];
    QVERIFY2(undo->toolTip().contains(u"Set Tier of Payment to 3"_s), qPrintable(undo->toolTip()));
    QVERIFY(!m_window->actions()[Actions::Redo]->isEnabled());
    keys(u"Ctrl+Z"_s);
    QCOMPARE(shownValue(u"tier"_s), u"2"_s);
    QVERIFY(card(u"payment"_s)->subtitle.contains(u"tier 2"_s));
    keys(u"Ctrl+Shift+Z"_s);
    QCOMPARE(shownValue(u"tier"_s), u"3"_s);
    QVERIFY(card(u"payment"_s)->subtitle.contains(u"tier 3"_s));
}

void tst_Edit::draggingACardMovesThatCardOnly()
{
    const auto before = *page()->scene();
    const auto size = historySize();
    const QPoint from = at(u"payment"_s);
    const double scale = canvas()->camera().scale();
    QTest::mousePress(canvas(), Qt::LeftButton, {}, from);
    QTest::mouseMove(canvas(), from + QPoint(30, 10));
    QTest::mouseMove(canvas(), from + QPoint(70, 50));
    QTest::mouseRelease(canvas(), Qt::LeftButton, {}, from + QPoint(70, 50));
    settle();
    QCOMPARE(historySize(), size + 1);
    QCOMPARE(lastLabel(), u"Move Payment in Delivery overview"_s);
    const auto check = [&] {
        for (const auto &was : before.cards) {
            const auto *now = page()->scene()->card(was.id);
            QVERIFY(now);
            if (was.id != idOf(u"payment"_s)) {
                QCOMPARE(now->rect, was.rect);
                continue;
            }
            const QPointF by = now->rect.topLeft() - was.rect.topLeft();
            QVERIFY(QLineF(by, QPointF(70, 50) / scale).length() <= 8 * 1.5);
        }
    };
    check();
    reopen();
    check();
    QCOMPARE(historySize(), size + 1);
}

void tst_Edit::escapeEndsADrag()
{
    const auto before = *page()->scene();
    const auto size = historySize();
    const QPoint from = at(u"payment"_s);
    QTest::mousePress(canvas(), Qt::LeftButton, {}, from);
    QTest::mouseMove(canvas(), from + QPoint(30, 10));
    QTest::mouseMove(canvas(), from + QPoint(70, 50));
    QTest::keyClick(canvas(), Qt::Key_Escape);
    QTest::mouseRelease(canvas(), Qt::LeftButton, {}, from + QPoint(70, 50));
    settle();
    QCOMPARE(historySize(), size);
    QCOMPARE(page()->scene()->cards, before.cards);
}

void tst_Edit::deleteEndsTheLifetimeHere()
{
    QTest::mouseClick(canvas(), Qt::LeftButton, {}, at(u"payment"_s));
    QTest::keyClick(canvas(), Qt::Key_Delete);
    settle();
    QVERIFY(!card(u"payment"_s));
    QCOMPARE(lastLabel(), u"Delete Payment in Target"_s);
    showPlateau(u"current"_s);
    QVERIFY(card(u"payment"_s));
    keys(u"Ctrl+Z"_s);
    showPlateau(u"target"_s);
    QVERIFY(card(u"payment"_s));
}

void tst_Edit::addingAnElementAndARelation()
{
    select(u"checkout"_s);
    m_window->actions()[Actions::AddElement]->trigger();
    auto *dialog = m_window->findChild<QDialog *>();
    QVERIFY(dialog);
    QTRY_VERIFY(dialog->isVisible());
    auto *name = dialog->findChild<QLineEdit *>();
    QTest::keyClick(name, Qt::Key_Return);
    QVERIFY(dialog->isVisible()); // it has no name yet, and says so
    QTest::keyClicks(name, u"Gift cards"_s);
    QTest::keyClick(name, Qt::Key_Return);
    settle();
    const auto added = idOf(u"gift-cards"_s);
    QVERIFY(added.isValid());
    QCOMPARE(session().selectedElement(), added);
    QCOMPARE(labelText(u"inspectorSubtitle"_s), u"service · Storefront · new in Target"_s);
    QTRY_VERIFY(!m_window->findChild<QDialog *>());

    m_window->actions()[Actions::AddRelation]->trigger();
    auto *relation = m_window->findChild<QDialog *>();
    QVERIFY(relation);
    const auto boxes = relation->findChildren<QComboBox *>();
    QCOMPARE(boxes.size(), 3);
    QCOMPARE(boxes[1]->currentText(), u"depends on"_s);
    boxes[2]->setCurrentIndex(boxes[2]->findText(u"Payment · service"_s));
    QTest::keyClick(relation, Qt::Key_Return);
    settle();
    QVERIFY(model().relation(u"dependsOn"_s, added, idOf(u"payment"_s)));
    QVERIFY(!stateAt(model(), plateau(u"current"_s), added));
}

void tst_Edit::keyboardAlone()
{
    // Find, look, rename, compare, and back, without a mouse.
    keys(u"Ctrl+Shift+F"_s);
    auto *filter = workspace().tree()->filter();
    QTRY_VERIFY(filter->hasFocus());
    QTest::keyClicks(filter, u"checkout"_s);
    QTest::keyClick(filter, Qt::Key_Down);
    QTRY_VERIFY(tree()->hasFocus());
    QCOMPARE(session().selectedElement(), idOf(u"checkout"_s));
    keys(u"F2"_s);
    auto *focus = QApplication::focusWidget();
    QVERIFY(qobject_cast<QTextEdit *>(focus));
    QTest::keyClick(focus, Qt::Key_A, Qt::ControlModifier);
    QTest::keyClicks(focus, u"Till"_s);
    QTest::keyClick(focus, Qt::Key_Return);
    settle();
    QCOMPARE(labelText(u"inspectorTitle"_s), u"Till"_s);
    QCOMPARE(card(u"checkout"_s)->name, u"Till"_s);
    keys(u"Alt+C"_s);
    QVERIFY(session().isComparing());
    keys(u"Alt+1"_s);
    QCOMPARE(labelText(u"inspectorTitle"_s), u"Checkout"_s);
    // Tab reaches every part: bar, tree, tabs, canvas, inspector, panels.
    QSet<QString> seen;
    for (int i = 0; i < 120; ++i) {
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
        const auto *now = QApplication::focusWidget();
        QVERIFY(now);
        for (const auto *part :
             {static_cast<QWidget *>(workspace().topBar()), static_cast<QWidget *>(workspace().tree()),
              static_cast<QWidget *>(workspace().centre()), static_cast<QWidget *>(workspace().inspector()),
              static_cast<QWidget *>(workspace().bottom())}) {
            if (part->isAncestorOf(now))
                seen.insert(QString::fromLatin1(part->metaObject()->className()));
        }
    }
    QVERIFY2(seen.size() == 5, qPrintable(QStringList(seen.values()).join(u", "_s)));
}

void tst_Edit::historyGoesBack()
{
    select(u"checkout"_s);
    type(u"tier"_s, u"2"_s);
    settle();
    type(u"tier"_s, u"3"_s);
    settle();
    workspace().bottom()->open(BottomPane::Tab::History);
    auto *list = workspace().bottom()->history()->list();
    QVERIFY(list->lines()->lines().front().isCurrent);
    const QRect second = list->visualRect(list->model()->index(1, 0));
    QTest::mouseClick(list->viewport(), Qt::LeftButton, {}, second.center());
    QTest::mouseDClick(list->viewport(), Qt::LeftButton, {}, second.center());
    settle();
    QCOMPARE(shownValue(u"tier"_s), u"2"_s);
    QVERIFY(list->lines()->lines()[1].isCurrent);
    QVERIFY(list->lines()->lines()[0].isFaded);
}

void tst_Edit::importIsOneEdit()
{
    const auto before = historySize();
    const auto elements = model().elements().size();
    workspace().transfers()->importSources({QStringLiteral(GROUNDPLAN_TEST_DATA "/import/bookshop")});
    settle();
    QVERIFY2(m_window->messages()->text().startsWith(u"Imported bookshop"_s),
             qPrintable(m_window->messages()->text()));
    QCOMPARE(historySize(), before + 1);
    QVERIFY(model().elements().size() > elements);
    workspace().transfers()->importSources({QStringLiteral(GROUNDPLAN_TEST_DATA "/import/bookshop")});
    settle();
    QCOMPARE(historySize(), before + 1);
}

void tst_Edit::tableRowsAreStored()
{
    select(u"golden-web"_s);
    const auto before = historySize();
    auto *row = workspace().inspector()->page()->row(u"stages"_s);
    QTest::mouseClick(row->valueLabel(), Qt::LeftButton);
    auto *dialog = m_window->findChild<QDialog *>();
    QVERIFY(dialog);
    QTRY_VERIFY(dialog->isVisible());
    for (auto *button : dialog->findChildren<QPushButton *>()) {
        if (button->text() == "Remove row"_L1)
            QTest::mouseClick(button, Qt::LeftButton);
    }
    dialog->accept();
    settle();
    QCOMPARE(historySize(), before + 1);
    QCOMPARE(stateAt(model(), session().plateau(), idOf(u"golden-web"_s))
                 ->properties.value(u"stages"_s)
                 .toArray()
                 .size(),
             2);
    QVERIFY(card(u"golden-web"_s)->badges.contains(u"2 stages"_s));
}

QTEST_MAIN(tst_Edit)
#include "tst_edit.moc"

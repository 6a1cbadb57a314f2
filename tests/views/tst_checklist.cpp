// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "windowtest.h"

#include "core/rules/answers.h"
#include "views/checklist/answerbar.h"
#include "views/checklist/checklistdetails.h"
#include "views/checklist/checklistpage.h"
#include "views/checklist/checklisttable.h"
#include "views/governance/waiverdialog.h"
#include "views/pipeline/pipelinepage.h"

#include <QClipboard>
#include <QComboBox>
#include <QGuiApplication>
#include <QLineEdit>
#include <QMenu>
#include <QPlainTextEdit>
#include <QTabBar>

/// NFR answers as a grid in a real window: opened, walked and answered by keys and by mouse.
class tst_Checklist : public WindowTest
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { prepare(); }
    void init() { openWindow(); }
    void cleanup() { closeWindow(); }

    void opensFromEverywhere();
    void headSaysWhatAppliesAndHowItStands();
    void keysAnswerAndGoOn();
    void notApplicableNeedsAReason();
    void severalAreOneEdit();
    void clearShowsWhatHoldsWithoutIt();
    void cellsAreEditedInPlace();
    void tabGoesFromCellToCell();
    void ownerIsATeam();
    void sharedAnswer();
    void waive();
    void filters();
    void groupsByServiceAndByItem();
    void detailsFollow();
    void copyAndPaste();
    void mouseDoesTheSame();
    void laterPlateauKeepsWhatWasBefore();
    void readOnlyAndCompareSayWhyNot();
    void pageIsRestored();
    void newsFromElsewhereKeepThePlace();
    void viewAndReview();

private:
    [[nodiscard]] ChecklistPage *list() const { return workspace().centre()->checklistPage(); }
    [[nodiscard]] ChecklistTable *grid() const { return list()->table(); }
    void openFor(const QString &key)
    {
        session().select(idOf(key));
        (m_window->actions())[Actions::OpenChecklist]->trigger();
        settle();
        QVERIFY(list());
        grid()->setFocus();
    }
    [[nodiscard]] int lineOf(const QString &nfr, const QString &service = u"checkout"_s) const
    {
        return list()->model()->lineOf(service + u'/' + nfr);
    }
    void goTo(const QString &nfr)
    {
        QVERIFY2(lineOf(nfr) >= 0, qPrintable(nfr));
        grid()->goTo(lineOf(nfr));
    }
    [[nodiscard]] QString currentNfr() const
    {
        const auto *row = list()->model()->rowAt(grid()->currentIndex().row());
        return row ? row->nfr.nfr : QString();
    }
    [[nodiscard]] QString text(const QString &nfr, ChecklistModel::Column column,
                               const QString &service = u"checkout"_s) const
    {
        return list()->model()->index(lineOf(nfr, service), column).data().toString();
    }
    void press(Qt::Key key, Qt::KeyboardModifiers with = {})
    {
        QTest::keyClick(grid(), key, with);
        settle();
    }
    [[nodiscard]] const Record *own(const QString &nfr, const QString &service = u"checkout"_s) const
    {
        for (const auto &record : model().records()) {
            if (record.kind == "nfrAnswer"_L1 && record.properties["nfr"_L1].toString() == nfr &&
                record.properties["element"_L1].toString() == service)
                return model().record(record.id);
        }
        return nullptr;
    }
    [[nodiscard]] QString said(const QString &nfr, QLatin1StringView property,
                               const QString &service = u"checkout"_s) const
    {
        const auto *record = own(nfr, service);
        return record ? record->properties[property].toString() : QString();
    }
    /// The editor that is open in the grid.
    [[nodiscard]] QWidget *editor() const { return QApplication::focusWidget(); }
    void typeInto(const QString &what)
    {
        QVERIFY(editor() && editor() != grid());
        QTest::keyClicks(editor(), what);
        QTest::keyClick(editor(), Qt::Key_Return);
        settle();
    }
    void typeReason(const QString &reason)
    {
        QVERIFY(list()->box()->isVisible());
        QTest::keyClicks(list()->box()->line(), reason);
        QTest::keyClick(list()->box()->line(), Qt::Key_Return);
        settle();
    }
    static QAction *entry(const QMenu *menu, const QString &text)
    {
        for (auto *action : menu->actions()) {
            if (action->text().remove(u'&').startsWith(text))
                return action;
        }
        return nullptr;
    }
};

void tst_Checklist::opensFromEverywhere()
{
    // The card's menu.
    QTest::mouseClick(canvas(), Qt::LeftButton, {}, at(u"checkout"_s));
    settle();
    QTest::mouseClick(canvas(), Qt::RightButton, {}, at(u"checkout"_s));
    auto *menu = page()->findChild<QMenu *>();
    QVERIFY(menu);
    auto *item = entry(menu, u"NFR checklist"_s);
    QVERIFY(item);
    item->trigger();
    menu->close();
    settle();
    QVERIFY(list());
    QVERIFY(list()->subject() == ChecklistSubject{idOf(u"checkout"_s)});
    auto *tabs = workspace().centre()->findChild<QTabBar *>();
    QCOMPARE(tabs->tabText(tabs->currentIndex()), u"NFRs: Checkout"_s);
    keys(u"Ctrl+W"_s);
    QVERIFY(!list());
    // The inspector.
    session().select(idOf(u"payment"_s));
    settle();
    QPushButton *button = nullptr;
    for (auto *one : workspace().inspector()->page()->findChildren<QPushButton *>()) {
        if (one->text() == "NFR checklist"_L1)
            button = one;
    }
    QVERIFY(button);
    button->click();
    settle();
    QVERIFY(list() && list()->subject() == ChecklistSubject{idOf(u"payment"_s)});
    // Ctrl+K.
    keys(u"Ctrl+K"_s);
    auto *search = workspace().topBar()->quickOpen();
    QTest::keyClicks(search, u"NFR checklist of this plateau"_s);
    settle();
    QTest::keyClick(search, Qt::Key_Return);
    settle();
    QVERIFY(list() && list()->subject() == ChecklistSubject());
    // The shortcut; a pipeline has none.
    session().select(idOf(u"checkout"_s));
    keys(u"Ctrl+Alt+C"_s);
    QVERIFY(list() && list()->subject() == ChecklistSubject{idOf(u"checkout"_s)});
    session().select(idOf(u"jenkins-shared"_s));
    keys(u"Ctrl+Alt+C"_s);
    QVERIFY(m_window->messages()->text().contains(u"Select a service"));
}

void tst_Checklist::headSaysWhatAppliesAndHowItStands()
{
    showPlateau(u"target"_s);
    openFor(u"checkout"_s);
    QCOMPARE(list()->crumb(), u"NFR checklist › Checkout › Target"_s);
    const int rows = list()->model()->rowCount();
    QVERIFY(rows > 20);
    QVERIFY2(list()->about().startsWith(u"web service, tier 1: %1 of "_s.arg(rows)),
             qPrintable(list()->about()));
    // Sign, word and number for each answer; the bar has a part for each.
    auto *chip = list()->answers()->chip(Answer::Open);
    QVERIFY2(chip->text().startsWith(u"? "_s) && chip->text().endsWith(u" open"_s), qPrintable(chip->text()));
    QVERIFY(!list()->answers()->bar()->partOf(Answer::Open).isEmpty());
    QVERIFY(list()->answers()->before().startsWith(u"Current: "));
    showPlateau(u"current"_s);
    QVERIFY(list()->answers()->before().isEmpty());
    QCOMPARE(list()->crumb(), u"NFR checklist › Checkout › Current"_s);
}

void tst_Checklist::keysAnswerAndGoOn()
{
    openFor(u"checkout"_s);
    goTo(u"NFR-REL-016"_s);
    const int line = grid()->currentIndex().row();
    const auto before = historySize();
    press(Qt::Key_1);
    QCOMPARE(historySize(), before + 1);
    QCOMPARE(said(u"NFR-REL-016"_s, "answer"_L1), u"met"_s);
    QCOMPARE(said(u"NFR-REL-016"_s, "plateau"_L1), model().plateau(session().plateau())->key);
    QCOMPARE(text(u"NFR-REL-016"_s, ChecklistModel::AnswerColumn), u"✓ met"_s);
    QVERIFY(lastLabel().startsWith(u"Answer NFR-REL-016 of Checkout: met in "));
    QCOMPARE(grid()->currentIndex().row(), line + 1);
    press(Qt::Key_K);
    QCOMPARE(currentNfr(), u"NFR-REL-016"_s);
    press(Qt::Key_2);
    press(Qt::Key_Up);
    QCOMPARE(said(u"NFR-REL-016"_s, "answer"_L1), u"partly"_s);
    press(Qt::Key_3);
    QCOMPARE(said(u"NFR-REL-016"_s, "answer"_L1), u"not-met"_s);
    keys(u"Ctrl+Z"_s);
    QCOMPARE(said(u"NFR-REL-016"_s, "answer"_L1), u"partly"_s);
    QCOMPARE(text(u"NFR-REL-016"_s, ChecklistModel::AnswerColumn), u"◐ partly"_s);
    press(Qt::Key_J);
    press(Qt::Key_J);
    QCOMPARE(grid()->currentIndex().row(), line + 3);
}

void tst_Checklist::notApplicableNeedsAReason()
{
    openFor(u"checkout"_s);
    goTo(u"NFR-REL-016"_s);
    const auto before = historySize();
    press(Qt::Key_4);
    typeReason({});
    QVERIFY(list()->box()->isVisible());
    QCOMPARE(historySize(), before);
    // Esc leaves all as it is.
    QTest::keyClick(list()->box()->line(), Qt::Key_Escape);
    QVERIFY(!list()->box()->isVisible());
    QVERIFY(grid()->hasFocus());
    press(Qt::Key_4);
    typeReason(u"It writes nothing."_s);
    QVERIFY(!list()->box()->isVisible());
    QCOMPARE(said(u"NFR-REL-016"_s, "answer"_L1), u"not-applicable"_s);
    QCOMPARE(said(u"NFR-REL-016"_s, "reason"_L1), u"It writes nothing."_s);
    QCOMPARE(text(u"NFR-REL-016"_s, ChecklistModel::Evidence), u"It writes nothing."_s);
    QVERIFY(grid()->hasFocus());
    QVERIFY(currentNfr() != "NFR-REL-016"_L1);
}

void tst_Checklist::severalAreOneEdit()
{
    openFor(u"checkout"_s);
    const auto before = historySize();
    // Space chooses one by one, and one walks past others.
    grid()->goTo(2);
    press(Qt::Key_Space);
    press(Qt::Key_Down);
    press(Qt::Key_Space);
    QCOMPARE(grid()->chosenLines(), (QList{2, 4}));
    press(Qt::Key_3);
    QCOMPARE(historySize(), before + 1);
    QVERIFY2(lastLabel().startsWith(u"Answer 2 NFRs of Checkout: not met in "), qPrintable(lastLabel()));
    for (const int line : {2, 4})
        QVERIFY(list()->model()->rowAt(line)->answer == Answer::NotMet);
    QVERIFY(list()->model()->rowAt(3)->nfr.source != rules::AnswerSource::Explicit);
    QCOMPARE(grid()->currentIndex().row(), 5);
    // Shift and arrows choose in a row.
    grid()->goTo(5);
    press(Qt::Key_Down, Qt::ShiftModifier);
    press(Qt::Key_Down, Qt::ShiftModifier);
    QCOMPARE(grid()->chosenLines(), (QList{5, 6, 7}));
    press(Qt::Key_1);
    QCOMPARE(historySize(), before + 2);
    keys(u"Ctrl+Z"_s);
    for (const int line : {5, 6, 7})
        QVERIFY(list()->model()->rowAt(line)->nfr.source != rules::AnswerSource::Explicit);
}

void tst_Checklist::clearShowsWhatHoldsWithoutIt()
{
    openFor(u"checkout"_s);
    goTo(u"NFR-OBS-003"_s); // the model answers it
    const QString byModel = text(u"NFR-OBS-003"_s, ChecklistModel::AnswerColumn);
    press(Qt::Key_1);
    QCOMPARE(text(u"NFR-OBS-003"_s, ChecklistModel::AnswerColumn), u"✓ met"_s);
    goTo(u"NFR-OBS-003"_s);
    press(Qt::Key_5);
    QVERIFY(!own(u"NFR-OBS-003"_s));
    QCOMPARE(text(u"NFR-OBS-003"_s, ChecklistModel::AnswerColumn), byModel);
    const auto before = historySize();
    goTo(u"NFR-OBS-003"_s);
    press(Qt::Key_0);
    QCOMPARE(historySize(), before);
    QCOMPARE(list()->note(), u"There is no own answer to clear."_s);
}

void tst_Checklist::cellsAreEditedInPlace()
{
    openFor(u"checkout"_s);
    goTo(u"NFR-REL-016"_s);
    const auto before = historySize();
    press(Qt::Key_E);
    typeInto(u"contract test"_s);
    QCOMPARE(said(u"NFR-REL-016"_s, "evidence"_L1), u"contract test"_s);
    QCOMPARE(said(u"NFR-REL-016"_s, "answer"_L1), u"open"_s);
    QCOMPARE(text(u"NFR-REL-016"_s, ChecklistModel::Evidence), u"contract test"_s);
    QCOMPARE(currentNfr(), u"NFR-REL-016"_s);
    press(Qt::Key_T);
    QTest::keyClick(editor(), Qt::Key_A, Qt::ControlModifier);
    typeInto(u"0 in a year"_s);
    QCOMPARE(said(u"NFR-REL-016"_s, "target"_L1), u"0 in a year"_s);
    QCOMPARE(historySize(), before + 2);
    // Esc, and the same text, are no edits.
    press(Qt::Key_E);
    QTest::keyClicks(editor(), u"other"_s);
    QTest::keyClick(editor(), Qt::Key_Escape);
    settle();
    press(Qt::Key_E);
    QTest::keyClick(editor(), Qt::Key_Return);
    settle();
    QCOMPARE(historySize(), before + 2);
    // The answer comes later and leaves the note.
    press(Qt::Key_1);
    QCOMPARE(said(u"NFR-REL-016"_s, "answer"_L1), u"met"_s);
    QCOMPARE(said(u"NFR-REL-016"_s, "evidence"_L1), u"contract test"_s);
}

void tst_Checklist::tabGoesFromCellToCell()
{
    openFor(u"checkout"_s);
    grid()->goTo(0);
    QList<int> columns;
    for (int i = 0; i < 5; ++i) {
        QTest::keyClick(grid(), Qt::Key_Tab);
        columns.append(grid()->currentIndex().column());
    }
    QCOMPARE(columns, (QList<int>{ChecklistModel::Target, ChecklistModel::Evidence, ChecklistModel::Owner,
                                  ChecklistModel::Due, ChecklistModel::Target}));
    QCOMPARE(grid()->currentIndex().row(), 1);
    QTest::keyClick(grid(), Qt::Key_Backtab);
    QCOMPARE(grid()->currentIndex().row(), 0);
    press(Qt::Key_F2);
    QVERIFY(editor() != grid());
    QTest::keyClick(editor(), Qt::Key_Escape);
}

void tst_Checklist::ownerIsATeam()
{
    openFor(u"checkout"_s);
    goTo(u"NFR-REL-016"_s);
    press(Qt::Key_O);
    QTest::keyClick(editor(), Qt::Key_A, Qt::ControlModifier);
    typeInto(u"Nobody at all"_s);
    QVERIFY(!list()->note().isEmpty());
    QTest::keyClick(editor(), Qt::Key_A, Qt::ControlModifier);
    typeInto(u"team basket"_s);
    QCOMPARE(text(u"NFR-REL-016"_s, ChecklistModel::Owner), u"Team Basket"_s);
}

void tst_Checklist::sharedAnswer()
{
    openFor(u"checkout"_s);
    goTo(u"NFR-REL-016"_s);
    press(Qt::Key_1);
    goTo(u"NFR-REL-016"_s);
    press(Qt::Key_S);
    auto *menu = list()->findChild<QMenu *>(u"shareMenu"_s);
    QVERIFY(menu && menu->isVisible());
    auto *share = entry(menu, u"Share its own answer"_s);
    QVERIFY(share->isEnabled());
    const auto before = historySize();
    share->trigger();
    menu->close();
    settle();
    QCOMPARE(historySize(), before + 1);
    QVERIFY(!own(u"NFR-REL-016"_s));
    QVERIFY(own(u"NFR-REL-016"_s, {}));
    const auto *row = list()->model()->rowAt(lineOf(u"NFR-REL-016"_s));
    QVERIFY(row->nfr.source == rules::AnswerSource::Shared);
    QVERIFY(list()
                ->model()
                ->index(lineOf(u"NFR-REL-016"_s), ChecklistModel::Evidence)
                .data(ChecklistModel::SourceRole)
                .toString()
                .startsWith(u"answered once"));
    // Another one is given at once for all, and the others have it.
    press(Qt::Key_S);
    menu = list()->findChild<QMenu *>(u"shareMenu"_s);
    QVERIFY(!entry(menu, u"Share its own answer"_s)->isEnabled());
    entry(menu, u"2 Partly"_s)->trigger();
    menu->close();
    settle();
    QCOMPARE(said(u"NFR-REL-016"_s, "answer"_L1, {}), u"partly"_s);
    openFor(u"payment"_s);
    QCOMPARE(text(u"NFR-REL-016"_s, ChecklistModel::AnswerColumn, u"payment"_s), u"◐ partly"_s);
}

void tst_Checklist::waive()
{
    openFor(u"checkout"_s);
    goTo(u"NFR-REL-016"_s);
    press(Qt::Key_1);
    goTo(u"NFR-REL-016"_s);
    press(Qt::Key_W);
    QVERIFY(list()->note().contains(u"nothing to waive"));
    press(Qt::Key_3);
    goTo(u"NFR-REL-016"_s);
    press(Qt::Key_W);
    auto *dialog = dialogOf<WaiverDialog>();
    QVERIFY(dialog);
    QCOMPARE(dialog->rule()->currentData().toString(), u"NFR-REL-016"_s);
    dialog->reason()->setPlainText(u"Comes in spring."_s);
    dialog->compensation()->setPlainText(u"Support looks for doubles."_s);
    dialog->approver()->setText(u"Ines"_s);
    dialog->accept();
    settle();
    QCOMPARE(text(u"NFR-REL-016"_s, ChecklistModel::AnswerColumn), u"⧗ waived"_s);
    QVERIFY(text(u"NFR-REL-016"_s, ChecklistModel::Evidence).contains(u"Support looks for doubles."));
    press(Qt::Key_W);
    QVERIFY(list()->note().contains(u"waived already"));
}

void tst_Checklist::filters()
{
    openFor(u"checkout"_s);
    const int all = list()->model()->rowCount();
    QTest::mouseClick(list()->onlyOpen(), Qt::LeftButton);
    settle();
    const int open = list()->model()->rowCount();
    QVERIFY(open > 0 && open < all);
    // What is answered leaves, and one goes on with what is left.
    grid()->setFocus();
    grid()->goTo(3);
    const QString next = list()->model()->rowAt(4)->nfr.nfr;
    press(Qt::Key_1);
    QCOMPARE(list()->model()->rowCount(), open - 1);
    QCOMPARE(currentNfr(), next);
    QCOMPARE(grid()->currentIndex().row(), 3);
    QTest::mouseClick(list()->onlyOpen(), Qt::LeftButton);
    QTest::mouseClick(list()->answers()->chip(Answer::Met), Qt::LeftButton);
    settle();
    for (int line = 0; line < list()->model()->rowCount(); ++line)
        QVERIFY(list()->model()->rowAt(line)->answer == Answer::Met);
    QTest::mouseClick(list()->answers()->chip(Answer::Met), Qt::LeftButton);
    list()->characteristic()->setCurrentText(u"Reliability"_s);
    settle();
    QVERIFY(list()->model()->rowCount() > 3);
    for (int line = 0; line < list()->model()->rowCount(); ++line)
        QVERIFY(list()->model()->rowAt(line)->nfr.nfr.startsWith(u"NFR-REL-"));
    QTest::keyClick(grid(), Qt::Key_F, Qt::ControlModifier);
    settle();
    QVERIFY(list()->filter()->hasFocus());
    QTest::keyClicks(list()->filter(), u"repeated writes"_s);
    settle();
    QCOMPARE(list()->model()->rowCount(), 1);
    QTest::keyClicks(list()->filter(), u"zzz"_s);
    settle();
    QCOMPARE(list()->model()->rowCount(), 0);
    QTest::keyClick(list()->filter(), Qt::Key_Escape);
    settle();
    QVERIFY(grid()->hasFocus());
    QVERIFY(list()->model()->rowCount() > 3);
}

void tst_Checklist::groupsByServiceAndByItem()
{
    (m_window->actions())[Actions::PlateauChecklist]->trigger();
    settle();
    auto *shown = list()->model();
    QVERIFY(shown->data().services.size() > 30);
    QVERIFY(shown->groupAt(0));
    QCOMPARE(shown->lines().groups.size(), shown->data().services.size());
    int counted = 0;
    for (const auto &group : shown->lines().groups)
        counted += group.counts.all();
    QCOMPARE(counted, int(shown->data().rows.size()));
    grid()->setFocus();
    grid()->goTo(0);
    const bool wasFolded = shown->groupAt(0)->isFolded;
    const int lines = shown->rowCount();
    press(wasFolded ? Qt::Key_Right : Qt::Key_Left);
    QVERIFY(shown->groupAt(0)->isFolded != wasFolded);
    QVERIFY(wasFolded ? shown->rowCount() > lines : shown->rowCount() < lines);
    // Enter and a click do it, too.
    press(Qt::Key_Return);
    QCOMPARE(shown->groupAt(0)->isFolded, wasFolded);
    QTest::mouseClick(grid()->viewport(), Qt::LeftButton, {},
                      grid()->visualRect(shown->index(0, 1)).center());
    settle();
    QVERIFY(shown->groupAt(0)->isFolded != wasFolded);
    // A group is no item to answer.
    grid()->goTo(0);
    const auto before = historySize();
    press(Qt::Key_1);
    QCOMPARE(historySize(), before);
    QVERIFY(!list()->note().isEmpty());
    QTest::mouseClick(list()->byItem(), Qt::LeftButton);
    settle();
    QVERIFY(shown->groupAt(0)->key.startsWith(u"NFR-"));
    QCOMPARE(shown->headerData(ChecklistModel::Title, Qt::Horizontal).toString(), u"Service"_s);
}

void tst_Checklist::detailsFollow()
{
    openFor(u"checkout"_s);
    QVERIFY(!list()->details()->isVisible());
    goTo(u"NFR-REL-016"_s);
    press(Qt::Key_Question);
    QVERIFY(list()->details()->isVisible());
    QVERIFY2(list()->details()->text().contains(u"Why it applies"), qPrintable(list()->details()->text()));
    QVERIFY(list()->details()->text().contains(u"NFR-REL-016"));
    press(Qt::Key_J);
    QVERIFY(list()->details()->text().contains(currentNfr()));
    press(Qt::Key_1);
    press(Qt::Key_K);
    QVERIFY(list()->details()->text().contains(u"its own answer since"));
    press(Qt::Key_Question);
    QVERIFY(!list()->details()->isVisible());
    press(Qt::Key_Return);
    QVERIFY(list()->details()->isVisible());
}

void tst_Checklist::copyAndPaste()
{
    openFor(u"checkout"_s);
    goTo(u"NFR-REL-016"_s);
    press(Qt::Key_C, Qt::ControlModifier);
    const QString copied = QGuiApplication::clipboard()->text();
    QVERIFY2(copied.startsWith(u"Item\tRequirement\tTarget\tAnswer\tEvidence\tOwner\tDue\nNFR-REL-016\t"),
             qPrintable(copied));
    const auto before = historySize();
    // What was copied says nothing new.
    press(Qt::Key_V, Qt::ControlModifier);
    QCOMPARE(historySize(), before);
    QGuiApplication::clipboard()->setText(
        u"NFR-REL-016\tmet\tcontract test\tTeam Basket\nNFR-SEC-016\tnot met\t\t\t2027-03-31\n"
        "NFR-XXX-001\tmet\nNFR-REL-010\tmet\nNFR-MNT-006\tperhaps\n"_s);
    press(Qt::Key_V, Qt::ControlModifier);
    QCOMPARE(historySize(), before + 1);
    QVERIFY(lastLabel().startsWith(u"Paste 2 answers in "));
    QCOMPARE(said(u"NFR-REL-016"_s, "answer"_L1), u"met"_s);
    QCOMPARE(said(u"NFR-REL-016"_s, "owner"_L1), u"team-basket"_s);
    QCOMPARE(said(u"NFR-SEC-016"_s, "due"_L1), u"2027-03-31"_s);
    // An unknown item, one that does not apply, and no answer.
    QVERIFY2(list()->note().startsWith(u"3 lines were not used. Line "), qPrintable(list()->note()));
    QGuiApplication::clipboard()->setText({});
    press(Qt::Key_V, Qt::ControlModifier);
    QCOMPARE(list()->note(), u"There is no text to paste."_s);
}

void tst_Checklist::mouseDoesTheSame()
{
    openFor(u"checkout"_s);
    const auto before = historySize();
    grid()->scrollTo(list()->model()->index(lineOf(u"NFR-REL-016"_s), 0));
    const auto cell = list()->model()->index(lineOf(u"NFR-REL-016"_s), ChecklistModel::AnswerColumn);
    QTest::mouseClick(grid()->viewport(), Qt::LeftButton, {}, grid()->visualRect(cell).center());
    QCOMPARE(currentNfr(), u"NFR-REL-016"_s);
    QTest::mouseClick(list()->buttonFor(Qt::Key_2), Qt::LeftButton);
    settle();
    QCOMPARE(said(u"NFR-REL-016"_s, "answer"_L1), u"partly"_s);
    goTo(u"NFR-REL-016"_s);
    QMenu menu;
    list()->fillMenu(&menu);
    entry(&menu, u"Met"_s)->trigger();
    settle();
    QCOMPARE(said(u"NFR-REL-016"_s, "answer"_L1), u"met"_s);
    QCOMPARE(historySize(), before + 2);
    const auto evidence = list()->model()->index(lineOf(u"NFR-REL-016"_s), ChecklistModel::Evidence);
    QTest::mouseClick(grid()->viewport(), Qt::LeftButton, {}, grid()->visualRect(evidence).center());
    QTest::mouseDClick(grid()->viewport(), Qt::LeftButton, {}, grid()->visualRect(evidence).center());
    typeInto(u"contract test"_s);
    QCOMPARE(said(u"NFR-REL-016"_s, "evidence"_L1), u"contract test"_s);
}

void tst_Checklist::laterPlateauKeepsWhatWasBefore()
{
    showPlateau(u"current"_s);
    openFor(u"checkout"_s);
    goTo(u"NFR-REL-016"_s);
    press(Qt::Key_3);
    showPlateau(u"target"_s);
    QCOMPARE(text(u"NFR-REL-016"_s, ChecklistModel::AnswerColumn), u"✕ not met"_s);
    grid()->setFocus();
    goTo(u"NFR-REL-016"_s);
    // What holds here was given there.
    press(Qt::Key_5);
    QVERIFY2(list()->note().startsWith(u"Answered in Current"), qPrintable(list()->note()));
    press(Qt::Key_1);
    QCOMPARE(text(u"NFR-REL-016"_s, ChecklistModel::AnswerColumn), u"✓ met"_s);
    showPlateau(u"current"_s);
    QCOMPARE(text(u"NFR-REL-016"_s, ChecklistModel::AnswerColumn), u"✕ not met"_s);
}

void tst_Checklist::readOnlyAndCompareSayWhyNot()
{
    openFor(u"checkout"_s);
    startCompare();
    grid()->setFocus();
    goTo(u"NFR-REL-016"_s);
    const auto before = historySize();
    press(Qt::Key_1);
    QCOMPARE(historySize(), before);
    QVERIFY(list()->note().contains(u"compare"));
    QVERIFY(!list()->buttonFor(Qt::Key_1)->isEnabled());
    QVERIFY(list()->buttonFor(Qt::Key_Question)->isEnabled());
    press(Qt::Key_E);
    QVERIFY(grid()->hasFocus());
    m_window->close();
    m_window = std::make_unique<MainWindow>(*m_appearance);
    m_window->resize(1440, 900);
    QVERIFY(m_window->openReadOnly(m_path, u"It is an exhibit."_s));
    m_window->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_window.get()));
    settle();
    openFor(u"checkout"_s);
    press(Qt::Key_1);
    QCOMPARE(list()->note(), u"It is an exhibit."_s);
    QVERIFY(!own(u"NFR-REL-001"_s));
}

void tst_Checklist::pageIsRestored()
{
    openFor(u"checkout"_s);
    (m_window->actions())[Actions::PlateauChecklist]->trigger();
    settle();
    reopen();
    QVERIFY(list());
    QVERIFY(list()->subject() == ChecklistSubject());
    QVERIFY(list()->model()->rowCount() > 0);
    QCOMPARE(workspace().centre()->openPages(),
             (QStringList{u"checklist/element/checkout"_s, u"checklist/plateau"_s}));
    // It goes with what it is about.
    openFor(u"checkout"_s);
    Draft draft(model());
    QVERIFY(draft.eraseElement(idOf(u"checkout"_s)));
    QVERIFY(session().commit(draft, u"Gone"_s));
    settle();
    QCOMPARE(workspace().centre()->openPages(), QStringList{u"checklist/plateau"_s});
}

void tst_Checklist::newsFromElsewhereKeepThePlace()
{
    openFor(u"checkout"_s);
    goTo(u"NFR-MNT-001"_s);
    settle();
    const QString nfr = currentNfr();
    const int y = grid()->visualRect(grid()->currentIndex()).top();
    // The service changes: fewer items apply above, the line stays where it is in the window.
    Draft draft(model());
    QVERIFY(draft.setProperty(idOf(u"checkout"_s), session().plateau(), u"tier"_s, 2));
    QVERIFY(session().commit(draft, u"Tier"_s));
    settle();
    QVERIFY(list()->about().contains(u"tier 2"));
    QCOMPARE(currentNfr(), nfr);
    QVERIFY(std::abs(grid()->visualRect(grid()->currentIndex()).top() - y) <= 34);
}

void tst_Checklist::viewAndReview()
{
    (m_window->actions())[Actions::ViewChecklist]->trigger();
    settle();
    QVERIFY(list());
    QVERIFY(std::holds_alternative<ViewId>(list()->subject().of));
    QVERIFY(list()->model()->data().services.size() > 1);
    QVERIFY(!(m_window->actions())[Actions::ViewChecklist]->isEnabled());
    // A review is about what its decisions are about: a pipeline, and so what it delivers.
    Draft draft(model());
    const auto review = draft.addRecord(
        u"review"_s, u"june"_s, {{u"title"_s, u"June"_s}, {u"decisions"_s, QJsonArray{u"adopt-actions"_s}}});
    QVERIFY(review);
    QVERIFY(session().commit(draft, u"Review"_s));
    showPlateau(u"target"_s);
    session().select(*review);
    (m_window->actions())[Actions::OpenChecklist]->trigger();
    settle();
    QCOMPARE(list()->crumb(), u"NFR checklist › June › Target"_s);
    QStringList services;
    for (const auto &service : list()->model()->data().services)
        services.append(service.key);
    QCOMPARE(services, QStringList{u"checkout"_s});
}

QTEST_MAIN(tst_Checklist)
#include "tst_checklist.moc"

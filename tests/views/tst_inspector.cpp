// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "windowtest.h"

#include "views/inspector/editors.h"
#include "views/inspector/historysection.h"
#include "views/panels/historypanel.h"
#include "views/style/dialog.h"
#include "views/style/icons.h"
#include "views/style/parts.h"

#include <QComboBox>
#include <QCompleter>
#include <QDateEdit>
#include <QDesktopServices>
#include <QLineEdit>
#include <QTableView>
#include <QTextEdit>
#include <QToolButton>

/// Takes the place of the browser.
class Browser : public QObject
{
    Q_OBJECT

public:
    QList<QUrl> opened;

public Q_SLOTS:
    void open(const QUrl &url) { opened.append(url); }
};

/// The inspector: several elements at once, and what each type of value is edited with.
class tst_Inspector : public WindowTest
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { prepare(); }
    void init() { openWindow(); }
    void cleanup() { closeWindow(); }

    void severalShowWhatTheyHaveInCommon();
    void differingValuesSaySo();
    void oneEditGoesToAll();
    void leavingAnEditorChangesNothing();
    void severalAreClearedAndReverted();
    void severalByKeysAlone();
    void severalOfOtherPlateausAreLeftAlone();
    void aKindOfTheSelectionIsPicked();
    void whatIsTypedIsCheckedAtOnce();
    void delOnAValueClearsIt();
    void theOwnerIsPickedByName();
    void theOwnerOfSeveral();
    void anAddressOpens();
    void numbersShowTheirUnit();
    void datesHaveACalendar();
    void tablesSayWhatIsWrong();
    void whoDependsOnItIsSelectedByAClick();
    void impactIsDrawnAsAView();
    void theHistoryIsReadWhenItIsOpened();
    void nothingSelectedSaysHowMuchThereIs();

private:
    [[nodiscard]] InspectorPage *sheet() const { return workspace().inspector()->page(); }
    [[nodiscard]] QJsonValue valueOf(const QString &key, const QString &property) const
    {
        const auto state = stateAt(model(), session().plateau(), idOf(key));
        return state ? state->properties.value(property) : QJsonValue();
    }
    void selectAll(const QStringList &keys)
    {
        QList<ElementId> ids;
        for (const auto &key : keys)
            ids.append(idOf(key));
        session().selectElements(ids);
        settle();
    }
    [[nodiscard]] QTextEdit *openText(const QString &property)
    {
        auto *row = sheet()->row(property);
        if (!row)
            return nullptr;
        QTest::mouseClick(row->valueLabel(), Qt::LeftButton);
        return row->findChild<QTextEdit *>();
    }
    [[nodiscard]] QString problemAt(const QString &property) const
    {
        for (const auto *label : sheet()->row(property)->findChildren<QLabel *>()) {
            if (label->isVisible() && label->property("look") == u"error"_s)
                return label->text();
        }
        return {};
    }
};

void tst_Inspector::nothingSelectedSaysHowMuchThereIs()
{
    const auto check = [this] {
        QStringList texts;
        for (const auto *label : sheet()->findChildren<QLabel *>())
            texts.append(label->text().remove(QChar(0x200b)));
        for (const auto &plateau : model().plateausInOrder()) {
            const PlateauModel state(model(), plateau.id);
            const QString expected =
                u"%1 elements, %2 relations"_s.arg(state.elements().size()).arg(state.relations().size());
            QVERIFY2(texts.contains(expected), qPrintable(expected + u'\n' + texts.join(u'\n')));
        }
    };
    session().select({});
    settle();
    check();
    // With it go its relations.
    Draft draft(model());
    QVERIFY(draft.removeElementAt(idOf(u"checkout"_s), plateau(u"target"_s)));
    QVERIFY(session().commit(draft, u"End it"_s));
    settle();
    check();
}

void tst_Inspector::severalShowWhatTheyHaveInCommon()
{
    selectAll({u"checkout"_s, u"payment"_s, u"prod"_s});
    QCOMPARE(labelText(u"inspectorTitle"_s), u"3 elements"_s);
    const auto *services = sheet()->findChild<QPushButton *>(u"kind-service"_s);
    QVERIFY(services);
    QCOMPARE(services->accessibleName(), u"Services · 2"_s);
    QVERIFY(sheet()->findChild<QPushButton *>(u"kind-environment"_s));
    QTest::mouseClick(sheet()->findChild<QPushButton *>(u"moreProperties"_s), Qt::LeftButton);
    settle();
    // Both kinds have a cost; a tier is a service's, and a name is everybody's own.
    QVERIFY(sheet()->row(u"monthly_cost"_s));
    QVERIFY(!sheet()->row(u"tier"_s));
    QVERIFY(!sheet()->row(u"name"_s));
}

void tst_Inspector::differingValuesSaySo()
{
    selectAll({u"checkout"_s, u"payment"_s, u"storefront-service-01"_s, u"storefront-service-02"_s});
    QCOMPARE(shownValue(u"tier"_s), u"several values"_s);
    const QString tip = sheet()->row(u"tier"_s)->valueLabel()->toolTip();
    QVERIFY2(tip.startsWith(u"3: storefront-service-01, storefront-service-02"_s), qPrintable(tip));
    QVERIFY(tip.contains(u"1: Checkout"_s));
    // One that nobody but one has differs as well.
    QCOMPARE(shownValue(u"deployment_strategy"_s), u"several values"_s);
    QVERIFY(sheet()
                ->row(u"deployment_strategy"_s)
                ->valueLabel()
                ->toolTip()
                .contains(u"Not set"_s, Qt::CaseInsensitive));
    selectAll({u"storefront-service-01"_s, u"storefront-service-02"_s});
    QCOMPARE(shownValue(u"tier"_s), u"3"_s);
}

void tst_Inspector::oneEditGoesToAll()
{
    const QStringList keys{u"checkout"_s, u"payment"_s, u"storefront-service-01"_s};
    selectAll(keys);
    const auto before = historySize();
    auto *edit = openText(u"tier"_s);
    QVERIFY(edit);
    QTRY_VERIFY(edit->hasFocus());
    QCOMPARE(edit->toPlainText(), QString());
    QTest::keyClicks(edit, u"2"_s);
    QTest::keyClick(edit, Qt::Key_Return);
    settle();
    QCOMPARE(historySize(), before + 1);
    QCOMPARE(lastLabel(), u"Set Tier of 3 elements to 2 in Target"_s);
    for (const auto &key : keys)
        QCOMPARE(valueOf(key, u"tier"_s), QJsonValue(2));
    QCOMPARE(shownValue(u"tier"_s), u"2"_s);
    QCOMPARE(session().selectedElements().size(), 3);
    // One undo takes it back for all.
    QTest::keySequence(m_window.get(), QKeySequence::Undo);
    settle();
    QCOMPARE(valueOf(u"checkout"_s, u"tier"_s), QJsonValue(1));
    QCOMPARE(valueOf(u"payment"_s, u"tier"_s), QJsonValue(2));
    QCOMPARE(valueOf(u"storefront-service-01"_s, u"tier"_s), QJsonValue(3));
}

void tst_Inspector::leavingAnEditorChangesNothing()
{
    selectAll({u"checkout"_s, u"payment"_s});
    const auto before = historySize();
    for (const auto &property : {u"tier"_s, u"workload"_s}) {
        auto *row = sheet()->row(property);
        row->edit();
        QVERIFY(row->isEditing());
        Q_EMIT row->findChild<ValueEditor *>()->committed();
        QVERIFY(!row->isEditing());
    }
    // A date that is only looked at is not set, though the calendar has to begin somewhere.
    workspace().inspector()->edit(u"last_restore_test"_s);
    auto *row = sheet()->row(u"last_restore_test"_s);
    QVERIFY(row->isEditing());
    Q_EMIT row->findChild<ValueEditor *>()->committed();
    settle();
    QCOMPARE(historySize(), before);
    QCOMPARE(shownValue(u"tier"_s), u"several values"_s);
}

void tst_Inspector::severalAreClearedAndReverted()
{
    selectAll({u"checkout"_s, u"payment"_s});
    auto *row = sheet()->row(u"deployment_strategy"_s);
    QVERIFY2(row->field().note.contains(u"1"_s), qPrintable(row->field().note));
    auto *revert = row->findChild<QPushButton *>(u"revert"_s);
    QVERIFY(revert);
    QTest::mouseClick(revert, Qt::LeftButton);
    settle();
    QCOMPARE(valueOf(u"checkout"_s, u"deployment_strategy"_s), QJsonValue(u"rolling"_s));
    QCOMPARE(lastLabel(), u"Revert Release strategy of Checkout in Target"_s);

    row = sheet()->row(u"tier"_s);
    auto *clear = row->findChild<QPushButton *>(u"clear"_s);
    QVERIFY(clear);
    QTest::mouseClick(clear, Qt::LeftButton);
    settle();
    QCOMPARE(lastLabel(), u"Clear Tier of 2 elements in Target"_s);
    for (const auto &key : {u"checkout"_s, u"payment"_s})
        QVERIFY(valueOf(key, u"tier"_s).isUndefined());
    // Now both say so themselves, and one step brings back what each of them inherits.
    row = sheet()->row(u"tier"_s);
    QCOMPARE(row->field().note, u"changed in all"_s);
    QTest::mouseClick(row->findChild<QPushButton *>(u"revert"_s), Qt::LeftButton);
    settle();
    QCOMPARE(lastLabel(), u"Revert Tier of 2 elements in Target"_s);
    QCOMPARE(valueOf(u"checkout"_s, u"tier"_s), QJsonValue(1));
    QCOMPARE(valueOf(u"payment"_s, u"tier"_s), QJsonValue(2));
}

void tst_Inspector::severalByKeysAlone()
{
    selectAll({u"checkout"_s, u"payment"_s});
    auto *label = sheet()->row(u"workload"_s)->valueLabel();
    label->setFocus(Qt::TabFocusReason);
    QTest::keyClick(label, Qt::Key_Return);
    auto *box = sheet()->row(u"workload"_s)->findChild<QComboBox *>();
    QVERIFY(box);
    QTRY_VERIFY(box->view()->isVisible());
    box->setCurrentIndex(box->findText(u"library"_s)); // the list follows
    QTest::keyClick(box->view(), Qt::Key_Return);
    settle();
    QCOMPARE(valueOf(u"checkout"_s, u"workload"_s), QJsonValue(u"library"_s));
    QCOMPARE(valueOf(u"payment"_s, u"workload"_s), QJsonValue(u"library"_s));
    // One goes on from the field one was in.
    QTRY_VERIFY(sheet()->row(u"workload"_s)->valueLabel()->hasFocus());
    QTest::keyClick(m_window->focusWidget(), Qt::Key_Tab);
    QVERIFY(sheet()->isAncestorOf(m_window->focusWidget()));
    QVERIFY(!sheet()->row(u"workload"_s)->valueLabel()->hasFocus());
}

void tst_Inspector::severalOfOtherPlateausAreLeftAlone()
{
    showPlateau(u"current"_s);
    // golden-web begins in Target.
    selectAll({u"jenkins-shared"_s, u"golden-web"_s});
    QCOMPARE(labelText(u"inspectorTitle"_s), u"2 elements"_s);
    auto *edit = openText(u"tool"_s);
    QVERIFY(edit);
    QTest::keyClick(edit, Qt::Key_A, Qt::ControlModifier);
    QTest::keyClicks(edit, u"Jenkins 3"_s);
    QTest::keyClick(edit, Qt::Key_Return);
    settle();
    QCOMPARE(valueOf(u"jenkins-shared"_s, u"tool"_s), QJsonValue(u"Jenkins 3"_s));
    showPlateau(u"target"_s);
    QCOMPARE(valueOf(u"golden-web"_s, u"tool"_s), QJsonValue(u"GitHub Actions"_s));
}

void tst_Inspector::aKindOfTheSelectionIsPicked()
{
    selectAll({u"checkout"_s, u"payment"_s, u"prod"_s});
    QTest::mouseClick(sheet()->findChild<QPushButton *>(u"kind-service"_s), Qt::LeftButton);
    settle();
    QCOMPARE(session().selectedElements(), (QList<ElementId>{idOf(u"checkout"_s), idOf(u"payment"_s)}));
    QCOMPARE(labelText(u"inspectorTitle"_s), u"2 elements"_s);
}

void tst_Inspector::whatIsTypedIsCheckedAtOnce()
{
    selectAll({u"checkout"_s, u"payment"_s});
    const auto before = historySize();
    auto *edit = openText(u"tier"_s);
    QVERIFY(edit);
    QTest::keyClicks(edit, u"7"_s);
    QVERIFY2(problemAt(u"tier"_s).contains(u"above 4"_s), qPrintable(problemAt(u"tier"_s)));
    QTest::keyClick(edit, Qt::Key_Backspace);
    QCOMPARE(problemAt(u"tier"_s), QString());
    QTest::keyClicks(edit, u"x"_s);
    QVERIFY(problemAt(u"tier"_s).contains(u"whole number"_s));
    // Enter takes nothing that is wrong.
    QTest::keyClick(edit, Qt::Key_Return);
    QVERIFY(sheet()->row(u"tier"_s)->isEditing());
    QTest::keyClick(edit, Qt::Key_Escape);
    settle();
    QCOMPARE(historySize(), before);
}

void tst_Inspector::delOnAValueClearsIt()
{
    session().select(idOf(u"checkout"_s));
    settle();
    m_window->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
    sheet()->row(u"tier"_s)->valueLabel()->setFocus();
    // To the window, as a key arrives: its shortcut would delete the element.
    QTest::keyClick(m_window->windowHandle(), Qt::Key_Delete);
    settle();
    QVERIFY(session().state().element(idOf(u"checkout"_s)));
    QCOMPARE(lastLabel(), u"Clear Tier of Checkout in Target"_s);
    QVERIFY(valueOf(u"checkout"_s, u"tier"_s).isUndefined());
}

void tst_Inspector::theOwnerIsPickedByName()
{
    session().select(idOf(u"storefront-service-01"_s));
    settle();
    const auto before = historySize();
    workspace().inspector()->edit(u"ownedBy"_s);
    auto *row = sheet()->row(u"ownedBy"_s);
    QVERIFY(row && row->isEditing());
    auto *box = row->findChild<QComboBox *>();
    QVERIFY(box && box->lineEdit());
    // The beginning of a name is no mistake; a name of nobody is.
    QTest::keyClick(box->lineEdit(), Qt::Key_A, Qt::ControlModifier);
    QTest::keyClicks(box->lineEdit(), u"Team B"_s);
    QCOMPARE(problemAt(u"ownedBy"_s), QString());
    QTest::keyClicks(box->lineEdit(), u"xyz"_s);
    QVERIFY(problemAt(u"ownedBy"_s).contains(u"Bxyz"_s));
    QTest::keyClick(box->lineEdit(), Qt::Key_A, Qt::ControlModifier);
    QTest::keyClicks(box->lineEdit(), u"Team Basket"_s);
    if (box->completer()->popup()->isVisible())
        box->completer()->popup()->hide();
    QTest::keyClick(box->lineEdit(), Qt::Key_Return);
    settle();
    QCOMPARE(historySize(), before + 1);
    QCOMPARE(lastLabel(), u"Set Owner of storefront-service-01 to Team Basket in Target"_s);
    QCOMPARE(shownValue(u"ownedBy"_s), u"Team Basket"_s);
    QCOMPARE(session().state().targets(idOf(u"storefront-service-01"_s), u"ownedBy"_s).front().key,
             u"team-basket"_s);
    showPlateau(u"current"_s);
    QVERIFY(session().state().targets(idOf(u"storefront-service-01"_s), u"ownedBy"_s).isEmpty());
}

void tst_Inspector::theOwnerOfSeveral()
{
    selectAll({u"checkout"_s, u"payment"_s, u"storefront-service-01"_s});
    QCOMPARE(shownValue(u"ownedBy"_s), u"several values"_s);
    auto *clear = sheet()->row(u"ownedBy"_s)->findChild<QPushButton *>(u"clear"_s);
    QVERIFY(clear);
    QTest::mouseClick(clear, Qt::LeftButton);
    settle();
    QCOMPARE(lastLabel(), u"Clear Owner of 3 elements in Target"_s);
    QVERIFY(session().state().targets(idOf(u"checkout"_s), u"ownedBy"_s).isEmpty());
    showPlateau(u"current"_s);
    QCOMPARE(session().state().targets(idOf(u"checkout"_s), u"ownedBy"_s).size(), 1);
}

void tst_Inspector::anAddressOpens()
{
    Browser browser;
    QDesktopServices::setUrlHandler(u"https"_s, &browser, "open");
    session().select(idOf(u"checkout"_s));
    settle();
    auto *open = sheet()->row(u"repository"_s)->findChild<QToolButton *>(u"openAddress"_s);
    QVERIFY(open);
    QVERIFY(hasIcon(u"internet-services"_s));
    QTest::mouseClick(open, Qt::LeftButton);
    QCOMPARE(browser.opened, QList<QUrl>{QUrl(u"https://example.org/shop/checkout"_s)});
    QDesktopServices::unsetUrlHandler(u"https"_s);
    // A path in a repository cannot be opened from here.
    auto *edit = openText(u"repository"_s);
    QTest::keyClick(edit, Qt::Key_A, Qt::ControlModifier);
    QTest::keyClicks(edit, u"shop/checkout"_s);
    QTest::keyClick(edit, Qt::Key_Return);
    settle();
    QVERIFY(!sheet()->row(u"repository"_s)->findChild<QToolButton *>(u"openAddress"_s));
}

void tst_Inspector::numbersShowTheirUnit()
{
    session().select(idOf(u"checkout"_s));
    settle();
    workspace().inspector()->edit(u"rto_minutes"_s);
    auto *row = sheet()->row(u"rto_minutes"_s);
    const auto *unit = row->findChild<QLabel *>(u"unit"_s);
    QVERIFY(unit && unit->isVisible());
    QCOMPARE(unit->text(), u"min"_s);
    auto *edit = row->findChild<QTextEdit *>();
    QTest::keyClicks(edit, u"90 min"_s);
    QCOMPARE(problemAt(u"rto_minutes"_s), QString());
    QTest::keyClick(edit, Qt::Key_Return);
    settle();
    QCOMPARE(valueOf(u"checkout"_s, u"rto_minutes"_s), QJsonValue(90));
    QCOMPARE(shownValue(u"rto_minutes"_s), u"90 min"_s);
}

void tst_Inspector::datesHaveACalendar()
{
    session().select(idOf(u"checkout"_s));
    settle();
    workspace().inspector()->edit(u"last_restore_test"_s);
    auto *edit = sheet()->row(u"last_restore_test"_s)->findChild<QDateEdit *>();
    QVERIFY(edit && edit->calendarPopup());
    edit->setDate(QDate(2026, 10, 3));
    QTest::keyClick(edit, Qt::Key_Return);
    settle();
    QCOMPARE(valueOf(u"checkout"_s, u"last_restore_test"_s), QJsonValue(u"2026-10-03"_s));
}

void tst_Inspector::tablesSayWhatIsWrong()
{
    session().select(idOf(u"checkout"_s));
    settle();
    workspace().inspector()->edit(u"slos"_s);
    auto *dialog = dialogOf<Dialog>();
    QVERIFY(dialog);
    auto *table = dialog->findChild<QTableView *>();
    QVERIFY(table);
    auto *model = table->model();
    for (auto *button : dialog->findChildren<QPushButton *>()) {
        if (button->text() == u"Add row")
            QTest::mouseClick(button, Qt::LeftButton);
    }
    QCOMPARE(model->rowCount(), 1);
    const auto says = [dialog](const QString &words) {
        return std::ranges::any_of(dialog->findChildren<QLabel *>(), [&](const QLabel *label) {
            return label->isVisible() && label->text().contains(words);
        });
    };
    QVERIFY(!model->setData(model->index(0, 2), 120));
    QVERIFY(says(u"Row 1: Objective is above 100"_s));
    QVERIFY(model->setData(model->index(0, 2), 99.9));
    QVERIFY(!says(u"above 100"_s));
    // A duration is read as people write it.
    table->setCurrentIndex(model->index(0, 3));
    QTRY_VERIFY(table->findChildren<QTextEdit *>().isEmpty()); // that of the new row is gone
    table->edit(model->index(0, 3));
    auto *cell = table->findChild<QTextEdit *>();
    QVERIFY(cell);
    QTest::keyClicks(cell, u"soon"_s);
    QTest::keyClick(cell, Qt::Key_Return);
    QVERIFY(says(u"duration"_s));
    QTRY_VERIFY(table->findChildren<QTextEdit *>().isEmpty());
    table->edit(model->index(0, 3));
    QTRY_VERIFY(cell = table->findChild<QTextEdit *>());
    QTest::keyClick(cell, Qt::Key_A, Qt::ControlModifier);
    QTest::keyClicks(cell, u"30 d"_s);
    QTest::keyClick(cell, Qt::Key_Return);
    QVERIFY(!says(u"duration"_s));
    dialog->accept();
    settle();
    const auto slo = valueOf(u"checkout"_s, u"slos"_s).toArray().at(0).toObject();
    QCOMPARE(slo, (QJsonObject{{u"objective"_s, 99.9}, {u"window"_s, u"30 d"_s}}));
}

void tst_Inspector::whoDependsOnItIsSelectedByAClick()
{
    session().select(idOf(u"prod"_s));
    settle();
    auto *section = sheet()->findChild<QWidget *>(u"impactSection"_s);
    QVERIFY(section);
    QPushButton *direct = nullptr;
    QTRY_VERIFY(direct = section->findChild<QPushButton *>(u"impact-direct"_s));
    QVERIFY2(direct->text().contains(u"2"_s), qPrintable(direct->text())); // its pipeline and checkout
    // What is delivered there fails with it.
    auto *services = section->findChild<QPushButton *>(u"impact-service"_s);
    QVERIFY(services);
    QTest::mouseClick(services, Qt::LeftButton);
    settle();
    QCOMPARE(session().selectedElements(), QList<ElementId>{idOf(u"checkout"_s)});
    section = sheet()->findChild<QWidget *>(u"impactSection"_s);
    QTRY_VERIFY(!section->findChildren<QLabel *>().isEmpty());
    QTRY_VERIFY(std::ranges::any_of(section->findChildren<QLabel *>(), [](const QLabel *label) {
        return label->text().startsWith(u"Nothing needs it"_s);
    }));
}

void tst_Inspector::impactIsDrawnAsAView()
{
    const auto views = session().model().views().size();
    session().select(idOf(u"prod"_s));
    settle();
    auto *section = sheet()->findChild<QWidget *>(u"impactSection"_s);
    QVERIFY(section);
    QPushButton *drawing = nullptr;
    QTRY_VERIFY(drawing = section->findChild<QPushButton *>(u"impact-draw"_s));
    QTest::mouseClick(drawing, Qt::LeftButton);
    settle();
    QCOMPARE(session().model().views().size(), views + 1);
    const auto all = session().model().views();
    QVERIFY(std::ranges::any_of(all, [](const View &view) {
        const QStringList keys = view.properties.value(u"include"_s).toVariant().toStringList();
        return keys.contains(u"prod"_s) && keys.contains(u"checkout"_s);
    }));
}

void tst_Inspector::theHistoryIsReadWhenItIsOpened()
{
    session().select(idOf(u"payment"_s));
    settle();
    for (const auto &tier : {u"3"_s, u"4"_s}) {
        auto *edit = openText(u"tier"_s);
        QTest::keyClick(edit, Qt::Key_A, Qt::ControlModifier);
        QTest::keyClicks(edit, tier);
        QTest::keyClick(edit, Qt::Key_Return);
        settle();
    }
    const auto labels = [this] {
        QStringList texts;
        for (const auto *entry : sheet()->findChildren<QPushButton *>(u"historyEntry"_s))
            texts.append(entry->accessibleName());
        return texts;
    };
    auto *section = sheet()->findChild<HistorySection *>();
    QVERIFY(section && !section->isOpen());
    QVERIFY(labels().isEmpty());
    section->header()->setFocus();
    QTest::keyClick(section->header(), Qt::Key_Space);
    QTRY_COMPARE(labels(), (QStringList{u"Set Tier of Payment to 4 in Target"_s,
                                        u"Set Tier of Payment to 3 in Target"_s, u"Make the test shop"_s}));
    // A click shows the edit among the others.
    auto *second = sheet()->findChildren<QPushButton *>(u"historyEntry"_s).at(1);
    QTest::mouseClick(second, Qt::LeftButton);
    settle();
    QCOMPARE(workspace().bottom()->current(), BottomPane::Tab::History);
    auto *list = workspace().bottom()->history()->list();
    QCOMPARE(list->currentIndex().data().toString(), u"Set Tier of Payment to 3 in Target"_s);
    // After an edit it stays open and knows it; another element begins folded.
    session().undo();
    settle();
    QTRY_COMPARE(labels().size(), 3);
    session().select(idOf(u"checkout"_s));
    settle();
    QVERIFY(!sheet()->findChild<HistorySection *>()->isOpen());
}

QTEST_MAIN(tst_Inspector)
#include "tst_inspector.moc"

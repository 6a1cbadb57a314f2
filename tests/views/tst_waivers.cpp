// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "windowtest.h"

#include "views/governance/findingdetails.h"
#include "views/governance/findingspanel.h"
#include "views/governance/waiverdialog.h"
#include "views/governance/waiverspanel.h"
#include "views/style/parts.h"

#include <QComboBox>
#include <QDateEdit>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QTableWidget>

/// Waivers in the window: made from a finding, kept in a register, announced, ended.
class tst_Waivers : public WindowTest
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { prepare(); }
    void init()
    {
        openWindow();
        Draft draft(model());
        QVERIFY(draft.addRecord(
            u"rule"_s, u"our-001"_s,
            {{u"title"_s, u"Critical service released by rolling"_s},
             {u"severity"_s, u"error"_s},
             {u"rationale"_s, u"A bad release reaches everybody."_s},
             {u"remediation"_s, u"Release it by canary."_s},
             {u"applies_kind"_s, u"service"_s},
             {u"applies_where"_s, u"tier <= 2"_s},
             {u"query"_s, u"select id as element_id, name || ' is not canary' as message from :applies "
                          "where coalesce(deployment_strategy, '') <> 'canary'"_s}}));
        QVERIFY(session().commit(draft, u"Add the rule"_s));
        settle();
        showPlateau(u"current"_s);
    }
    void cleanup() { closeWindow(); }

    void twoClicksFromAFinding();
    void everythingIsMandatory();
    void aPlateauCanEndIt();
    void theProfileCapsTheDuration();
    void theScoreCountsBeforeAndAfter();
    void theRegisterListsChangesAndEnds();
    void anExpiredOneReopensItsFinding();
    void soonAndExpiredAreAnnounced();
    void theSelectionIsWaivedByItsCommand();
    void aFindingOfTheProjectCannotBeWaived();

private:
    [[nodiscard]] FindingsPanel *panel() const { return workspace().bottom()->findingsPanel(); }
    [[nodiscard]] WaiversPanel *registerPanel() const
    {
        return static_cast<WaiversPanel *>(workspace().bottom()->panel(BottomPane::Tab::Waivers));
    }
    [[nodiscard]] const rules::Finding *findingOf(const QString &key) const
    {
        for (const auto &finding : workspace().findings().all()) {
            if (finding.rule == u"OUR-001"_s && finding.element == idOf(key))
                return &finding;
        }
        return nullptr;
    }
    WaiverDialog *openDialog(const QString &key)
    {
        const auto lines = panel()->list()->lines()->lines();
        for (int row = 0; row < lines.size(); ++row) {
            if (!lines[row].text.startsWith(u"OUR-001 %1 "_s.arg(key)))
                continue;
            const auto index = panel()->list()->model()->index(row, 0);
            panel()->list()->scrollTo(index);
            QTest::mouseClick(panel()->list()->viewport(), Qt::LeftButton, {},
                              panel()->list()->visualRect(index).center());
            QTest::mouseClick(panel()->details()->buttonOf(panel()->details()->waiveAction()),
                              Qt::LeftButton);
            break;
        }
        return dialogOf<WaiverDialog>();
    }
    static void fill(WaiverDialog *dialog)
    {
        QTest::keyClicks(dialog->reason(), u"It moves with wave 2."_s);
        QTest::keyClicks(dialog->compensation(), u"Watched by hand."_s);
        QTest::keyClicks(dialog->approver(), u"CISO"_s);
    }
    void waive(const QString &key)
    {
        auto *dialog = openDialog(key);
        QVERIFY(dialog);
        fill(dialog);
        QTest::mouseClick(dialog->mainButton(), Qt::LeftButton);
        settle();
    }
    void setProject(const QString &property, const QJsonValue &value)
    {
        Draft draft(model());
        Record project = *model().record(u"project"_s, u"project"_s);
        if (value.isNull())
            project.properties.remove(property);
        else
            project.properties.insert(property, value);
        QVERIFY(draft.update(project));
        QVERIFY(session().commit(draft, u"Set the project's %1"_s.arg(property)));
        settle();
    }
    [[nodiscard]] QString cell(int row, int column) const
    {
        return registerPanel()->table()->item(row, column)->text();
    }
};

void tst_Waivers::twoClicksFromAFinding()
{
    const auto before = historySize();
    auto *dialog = openDialog(u"Checkout"_s); // a click on the line, a click on the button
    QVERIFY(dialog);
    QCOMPARE(dialog->windowTitle(), u"Waive a finding of Checkout"_s);
    QCOMPARE(dialog->rule()->currentData().toString(), u"OUR-001"_s);
    QTRY_VERIFY(dialog->reason()->hasFocus());
    fill(dialog);
    QTest::mouseClick(dialog->mainButton(), Qt::LeftButton);
    settle();
    QCOMPARE(historySize(), before + 1);
    QCOMPARE(lastLabel(), u"Waive OUR-001 for Checkout"_s);
    const auto *finding = findingOf(u"checkout"_s);
    QVERIFY(finding);
    QVERIFY(!finding->isOpen());
    // It is shown, with its end, and said to be waived.
    const auto lines = panel()->list()->lines()->lines();
    const auto it = std::ranges::find_if(
        lines, [](const Line &line) { return line.text.startsWith(u"OUR-001 Checkout"_s); });
    QVERIFY(it != lines.end());
    QCOMPARE(it->lead, u"waived"_s);
    QVERIFY(it->isFaded);
    QCOMPARE(it->suffix, u"until 2027-01-30"_s); // 90 days after the project's date
    QTest::mouseClick(panel()->toggle(u"waived"_s), Qt::LeftButton);
    for (const auto &line : panel()->list()->lines()->lines())
        QVERIFY(line.lead != u"waived"_s);
    keys(u"Ctrl+Z"_s);
    QVERIFY(findingOf(u"checkout"_s)->isOpen());
}

void tst_Waivers::everythingIsMandatory()
{
    const auto before = historySize();
    auto *dialog = openDialog(u"Checkout"_s);
    QVERIFY(dialog);
    QCOMPARE(dialog->problemAt(dialog->reason()), QString());
    QTest::mouseClick(dialog->mainButton(), Qt::LeftButton);
    QVERIFY(dialog->isVisible());
    QVERIFY(!dialog->problemAt(dialog->reason()).isEmpty());
    QVERIFY(!dialog->problemAt(dialog->compensation()).isEmpty());
    QVERIFY(!dialog->problemAt(dialog->approver()).isEmpty());
    QTRY_VERIFY(dialog->reason()->hasFocus());
    // What is put right is not complained of any more; blanks are nothing.
    QTest::keyClicks(dialog->reason(), u"   "_s);
    QVERIFY(!dialog->problemAt(dialog->reason()).isEmpty());
    fill(dialog);
    QCOMPARE(dialog->problemAt(dialog->reason()), QString());
    QCOMPARE(dialog->problemAt(dialog->approver()), QString());
    dialog->date()->setDate({2026, 10, 1}); // before the project's date
    QVERIFY(dialog->problemAt(dialog->date()).contains(u"2026-11-01"_s));
    QTest::mouseClick(dialog->mainButton(), Qt::LeftButton);
    QVERIFY(dialog->isVisible());
    QCOMPARE(historySize(), before);
    dialog->reject();
}

void tst_Waivers::aPlateauCanEndIt()
{
    auto *dialog = openDialog(u"Payment"_s);
    QVERIFY(dialog);
    fill(dialog);
    dialog->endsBy()->setCurrentIndex(1);
    QVERIFY(dialog->plateau()->isVisible());
    QVERIFY(!dialog->date()->isVisible());
    QVERIFY(dialog->plateau()->findData(u"current"_s) < 0); // it is reached already
    dialog->plateau()->setCurrentIndex(dialog->plateau()->findData(u"target"_s));
    QTest::mouseClick(dialog->mainButton(), Qt::LeftButton);
    settle();
    QVERIFY(!dialogOf<WaiverDialog>());
    QVERIFY(!findingOf(u"payment"_s)->isOpen());
    showPlateau(u"target"_s);
    QVERIFY(findingOf(u"payment"_s)->isOpen());
}

void tst_Waivers::theProfileCapsTheDuration()
{
    rules::Profile profile;
    profile.ids = {u"strict"_s};
    profile.title = u"Strict"_s;
    profile.maxWaiverDays = 30;
    const auto open = workspace().findings().of(idOf(u"checkout"_s));
    auto *dialog = new WaiverDialog(session(), profile, open, 0, m_window.get());
    dialog->open();
    fill(dialog);
    QCOMPARE(dialog->date()->date(), QDate(2026, 12, 1)); // what is offered is allowed
    dialog->date()->setDate({2026, 12, 2});
    QTest::mouseClick(dialog->mainButton(), Qt::LeftButton);
    QVERIFY(dialog->isVisible());
    QCOMPARE(dialog->problemAt(dialog->date()),
             u"The profile Strict allows at most 30 days: until 2026-12-01."_s);
    dialog->endsBy()->setCurrentIndex(1);
    QVERIFY2(dialog->problemAt(dialog->plateau()).contains(u"has no date"_s),
             qPrintable(dialog->problemAt(dialog->plateau())));
    dialog->endsBy()->setCurrentIndex(0);
    dialog->date()->setDate({2026, 12, 1});
    QCOMPARE(dialog->problemAt(dialog->date()), QString());
    QTest::mouseClick(dialog->mainButton(), Qt::LeftButton);
    QVERIFY(!dialogOf<WaiverDialog>());
}

void tst_Waivers::theScoreCountsBeforeAndAfter()
{
    const auto before = workspace().findings().score();
    waive(u"Checkout"_s);
    const auto after = workspace().findings().score();
    QCOMPARE(after.total, before.total);
    QVERIFY(after.open > before.open);
    QVERIFY2(panel()->scoreLabel()->text().contains(u"before waivers"_s),
             qPrintable(panel()->scoreLabel()->text()));
}

void tst_Waivers::theRegisterListsChangesAndEnds()
{
    waive(u"Checkout"_s);
    keys(u"Ctrl+Shift+4"_s);
    auto *table = registerPanel()->table();
    QVERIFY(table->isVisible());
    QCOMPARE(table->rowCount(), 2); // and the one of the project
    int row = cell(0, 0) == u"OUR-001"_s ? 0 : 1;
    QCOMPARE(cell(row, 1), u"Checkout"_s);
    QCOMPARE(cell(row, 3), u"CISO"_s);
    QCOMPARE(cell(row, 4), u"2027-01-30"_s);
    QCOMPARE(cell(row, 5), u"90 days"_s);
    QVERIFY(cell(row, 6).contains(u"in force"_s));
    table->selectRow(row);
    QTest::mouseClick(registerPanel()->elementButton(), Qt::LeftButton);
    settle();
    QCOMPARE(session().selectedElement(), idOf(u"checkout"_s));
    table->setFocus();
    QTest::keyClick(table, Qt::Key_Return);
    auto *dialog = dialogOf<WaiverDialog>();
    QVERIFY(dialog);
    QCOMPARE(dialog->approver()->text(), u"CISO"_s);
    dialog->date()->setDate({2027, 2, 15});
    QTest::mouseClick(dialog->mainButton(), Qt::LeftButton);
    settle();
    QCOMPARE(lastLabel(), u"Change the waiver of OUR-001 for Checkout"_s);
    row = cell(0, 0) == u"OUR-001"_s ? 0 : 1;
    QCOMPARE(cell(row, 4), u"2027-02-15"_s);
    // It ends now: the finding opens again, the register keeps it.
    table->selectRow(row);
    QTest::mouseClick(registerPanel()->endButton(), Qt::LeftButton);
    settle();
    QVERIFY(findingOf(u"checkout"_s)->isOpen());
    QCOMPARE(table->rowCount(), 2);
    row = cell(0, 0) == u"OUR-001"_s ? 0 : 1;
    QVERIFY(cell(row, 6).contains(u"expired"_s));
    table->selectRow(row);
    QVERIFY(!registerPanel()->endButton()->isEnabled());
    registerPanel()->filter()->setText(u"ciso"_s);
    QCOMPARE(table->rowCount(), 2);
    registerPanel()->filter()->setText(u"checkout"_s);
    QCOMPARE(table->rowCount(), 1);
}

void tst_Waivers::anExpiredOneReopensItsFinding()
{
    waive(u"Checkout"_s);
    QVERIFY(!findingOf(u"checkout"_s)->isOpen());
    setProject(u"date"_s, u"2027-03-01"_s);
    QVERIFY(findingOf(u"checkout"_s)->isOpen());
    // Without a project's date it can be ended as well.
    setProject(u"date"_s, u"2026-11-01"_s);
    QVERIFY(!findingOf(u"checkout"_s)->isOpen());
    setProject(u"date"_s, QJsonValue::Null);
    keys(u"Ctrl+Shift+4"_s);
    registerPanel()->filter()->setText(u"checkout"_s);
    QCOMPARE(registerPanel()->table()->rowCount(), 1);
    QTest::mouseClick(registerPanel()->endButton(), Qt::LeftButton);
    settle();
    QVERIFY(findingOf(u"checkout"_s)->isOpen());
}

void tst_Waivers::soonAndExpiredAreAnnounced()
{
    QVERIFY(!panel()->news()->isVisible());
    setProject(u"date"_s, u"2027-01-10"_s); // the project's own ends on 2027-01-31
    QVERIFY(panel()->news()->isVisible());
    QVERIFY2(panel()->news()->text().contains(u"1 waiver expires within 30 days"_s),
             qPrintable(panel()->news()->text()));
    setProject(u"date"_s, u"2027-02-01"_s);
    QVERIFY2(panel()->news()->text().contains(u"1 waiver has expired"_s),
             qPrintable(panel()->news()->text()));
    QVERIFY(std::ranges::any_of(workspace().findChildren<QLabel *>(), [](const QLabel *label) {
        return label->isVisible() && label->text().contains(u"findings"_s) &&
               label->text().contains(u"1 waiver has expired"_s);
    }));
    QTest::mouseClick(panel()->news(), Qt::LeftButton);
    settle();
    QVERIFY(registerPanel()->table()->isVisible());
}

void tst_Waivers::theSelectionIsWaivedByItsCommand()
{
    keys(u"Ctrl+Shift+W"_s);
    QVERIFY(!dialogOf<WaiverDialog>());
    QVERIFY(m_window->messages()->text().contains(u"Select the element"_s));
    session().select(idOf(u"checkout"_s));
    settle();
    keys(u"Ctrl+Shift+W"_s);
    auto *dialog = dialogOf<WaiverDialog>();
    QVERIFY(dialog);
    // Any of its findings can be chosen.
    QCOMPARE(dialog->rule()->count(), int(workspace().findings().of(idOf(u"checkout"_s)).size()));
    QVERIFY(dialog->rule()->findData(u"OUR-001"_s) >= 0);
    dialog->reject();
}

void tst_Waivers::aFindingOfTheProjectCannotBeWaived()
{
    Draft draft(model());
    QVERIFY(draft.addRecord(u"rule"_s, u"our-002"_s,
                            {{u"title"_s, u"Nothing is well"_s},
                             {u"severity"_s, u"error"_s},
                             {u"query"_s, u"select null as element_id, 'Nothing is well' as message"_s}}));
    QVERIFY(session().commit(draft, u"Add"_s));
    settle();
    const auto lines = panel()->list()->lines()->lines();
    for (int row = 0; row < lines.size(); ++row) {
        if (lines[row].text.startsWith(u"OUR-002"_s))
            panel()->list()->setCurrentIndex(panel()->list()->model()->index(row, 0));
    }
    QVERIFY(panel()->current());
    QVERIFY(!panel()->details()->waiveAction()->isEnabled());
    QVERIFY(panel()->details()->waiveAction()->toolTip().contains(u"whole project"_s));
}

QTEST_MAIN(tst_Waivers)
#include "tst_waivers.moc"

// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "windowtest.h"

#include "core/decisions/life.h"
#include "views/decisions/decisionpage.h"
#include "views/decisions/stepdialog.h"

#include <QComboBox>
#include <QDateEdit>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>

using decisions::Status;

/// Decisions in the window: proposed from a compare, taken through their steps.
class tst_DecisionPage : public WindowTest
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { prepare(); }
    void init() { openWindow(); }
    void cleanup() { closeWindow(); }

    void aCompareBecomesAProposal();
    void withoutACompareItSaysWhatToDo();
    void stepsAreTakenInADialog();
    void whatStandsInTheWayIsSaid();
    void aNewerOneTakesItsPlace();

private:
    DecisionPage *page() const { return qobject_cast<DecisionPage *>(workspace().centre()->currentPage()); }
    void trigger(Actions::Id id)
    {
        m_window->actions()[id]->trigger();
        settle();
    }
    StepDialog *open(Status to)
    {
        QTest::mouseClick(page()->button(to), Qt::LeftButton);
        settle();
        return m_window->findChild<StepDialog *>();
    }
    Record add(const QString &key, QJsonObject properties)
    {
        properties.insert(u"title"_s, key);
        Draft draft(model());
        (void)draft.addRecord(u"decision"_s, key, properties);
        (void)session().commit(draft, u"Add"_s);
        const Record record = *model().record(u"decision"_s, key);
        Q_EMIT session().pageRequested(record.id);
        settle();
        return record;
    }
    static QJsonObject ready(const QString &status)
    {
        return {{u"status"_s, status},
                {u"context"_s, u"Why."_s},
                {u"outcome"_s, u"This."_s},
                {u"deciders"_s, QJsonArray{u"Ada"_s}}};
    }
    Status statusOf(const QString &key) const
    {
        return decisions::statusOf(*model().record(u"decision"_s, key));
    }
};

void tst_DecisionPage::aCompareBecomesAProposal()
{
    session().compare(model().rootPlateau(), model().plateau(u"target"_s)->id);
    settle();
    const ElementId jenkins = model().element(u"jenkins-shared"_s)->id;
    session().select(jenkins);
    settle();
    const qsizetype before = model().recordsOfKind(u"decision"_s).size();
    trigger(Actions::ProposeDecision);
    QCOMPARE(model().recordsOfKind(u"decision"_s).size(), before + 1);
    QVERIFY(page());
    QTRY_VERIFY(!page()->isWorking());
    const Record record = *model().record(page()->record());
    QCOMPARE(record.properties.value(u"elements"_s).toArray(), QJsonArray{u"jenkins-shared"_s});
    QVERIFY2(record.properties.value(u"title"_s).toString().startsWith(u"Replace "_s),
             qPrintable(record.properties.value(u"title"_s).toString()));
    QTRY_VERIFY(page()->page()->toPlainText().contains(u"What the model says"_s));
    QVERIFY(page()->page()->toPlainText().contains(u"goes, replaced by"_s));
    QVERIFY(page()->page()->toPlainText().contains(u"Open questions"_s));

    // What is computed follows the model.
    Draft draft(model());
    QVERIFY(draft.setProperty(jenkins, model().rootPlateau(), u"name"_s, u"Old <b>Jenkins</b>"_s));
    QVERIFY(session().commit(draft, u"Rename"_s));
    QTRY_VERIFY(page()->page()->toPlainText().contains(u"Old <b>Jenkins</b> (pipeline) goes"_s));
    session().undo();
    session().undo();
    QCOMPARE(model().recordsOfKind(u"decision"_s).size(), before);
}

void tst_DecisionPage::withoutACompareItSaysWhatToDo()
{
    QStringList said;
    connect(&session(), &Session::informed, this, [&said](const QString &text) { said.append(text); });
    const qsizetype before = historySize();
    trigger(Actions::ProposeDecision);
    QCOMPARE(historySize(), before);
    QCOMPARE(said.size(), 1);
    QVERIFY(said.first().startsWith(u"Compare two plateaus first"_s));
}

void tst_DecisionPage::stepsAreTakenInADialog()
{
    add(u"ours"_s, ready(u"draft"_s));
    QVERIFY(page());
    QVERIFY(page()->button(Status::Proposed));
    QVERIFY(!page()->button(Status::Accepted));
    auto *dialog = open(Status::Proposed);
    QVERIFY(dialog);
    QVERIFY(dialog->mainButton()->isEnabled());
    QTest::mouseClick(dialog->mainButton(), Qt::LeftButton);
    settle();
    QVERIFY(statusOf(u"ours"_s) == Status::Proposed);
    dialog = open(Status::Accepted);
    dialog->by()->setText(u"Ada"_s);
    QTest::mouseClick(dialog->mainButton(), Qt::LeftButton);
    settle();
    QVERIFY(statusOf(u"ours"_s) == Status::Accepted);
    QVERIFY(model().record(u"decision"_s, u"ours"_s)->properties.value(u"number"_s).toInt() > 0);
    QVERIFY(lastLabel().startsWith(u"Accept ADR-"_s) || lastLabel().startsWith(u"Accept ours"_s));
    QVERIFY(page()->button(Status::Superseded) && page()->button(Status::Deprecated));
    session().undo();
    settle();
    QVERIFY(statusOf(u"ours"_s) == Status::Proposed);
    QVERIFY(page()->button(Status::Accepted));
}

void tst_DecisionPage::whatStandsInTheWayIsSaid()
{
    add(u"ours"_s, {{u"status"_s, u"proposed"_s}});
    auto *dialog = open(Status::Accepted);
    QVERIFY(!dialog->mainButton()->isEnabled());
    QStringList said;
    for (const auto *label : dialog->findChildren<QLabel *>())
        said.append(label->text());
    QVERIFY(said.join(u' ').contains(u"Nobody decided it"_s));
    QTest::keyClick(dialog, Qt::Key_Escape);
    settle();
    dialog = open(Status::Rejected);
    QVERIFY(!dialog->mainButton()->isEnabled()); // without a reason
    QTest::keyClicks(dialog->note(), u"too dear"_s);
    QVERIFY(dialog->mainButton()->isEnabled());
    QTest::mouseClick(dialog->mainButton(), Qt::LeftButton);
    settle();
    QVERIFY(statusOf(u"ours"_s) == Status::Rejected);
}

void tst_DecisionPage::aNewerOneTakesItsPlace()
{
    add(u"newer"_s, ready(u"accepted"_s));
    add(u"ours"_s, ready(u"accepted"_s));
    auto *dialog = open(Status::Superseded);
    QVERIFY(!dialog->mainButton()->isEnabled());
    dialog->successor()->setCurrentIndex(dialog->successor()->findData(u"newer"_s));
    QVERIFY(dialog->mainButton()->isEnabled());
    QTest::mouseClick(dialog->mainButton(), Qt::LeftButton);
    settle();
    QVERIFY(statusOf(u"ours"_s) == Status::Superseded);
    for (const auto to : {Status::Draft, Status::Proposed, Status::Accepted, Status::Rejected,
                          Status::Deprecated, Status::Superseded})
        QVERIFY(!page()->button(to));
}

QTEST_MAIN(tst_DecisionPage)
#include "tst_decisionpage.moc"

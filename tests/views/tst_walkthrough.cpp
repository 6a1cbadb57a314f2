// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "windowtest.h"

#include "core/decisions/life.h"
#include "core/review/actions.h"
#include "core/review/minutes.h"
#include "views/review/actiondialog.h"
#include "views/review/overlays.h"
#include "views/review/reviewcommands.h"
#include "views/review/speakerwindow.h"
#include "views/review/spotwaiver.h"
#include "views/review/stageview.h"
#include "views/review/verdictpane.h"
#include "views/review/walkthrough.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDateEdit>
#include <QLineEdit>
#include <QListWidget>
#include <QPlainTextEdit>
#include <QTextBrowser>

using review::Subject;
using review::Verdict;

/// The sample's board pack, walked through with keys on the real windows.
class tst_Walkthrough : public WindowTest
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { prepare(); }
    void init() { openSample(); }
    void cleanup() { closeWindow(); }

    void allStepsAreWalkedWithKeys();
    void theBoardDecidesAndLeavesMinutes();
    void aVerdictIsUndone();
    void aVerdictIsInTheFileAtOnce();
    void withoutADecisionThereAreNoVerdictKeys();
    void statesAreFlipped();
    void anElementIsShown();
    void textStaysReadable();
    void numbersAndRemotesGoToSteps();
    void whatIsInTheWayIsSaid();
    void theSpeakerSeesNotesAndMarksWhoIsThere();
    void partsHoldEverythingAndCanBeRead_data();
    void partsHoldEverythingAndCanBeRead();

private:
    static constexpr auto reviewKey = "2026-11"_L1;
    static constexpr auto patience = 300'000;

    void openSample()
    {
        QSettings().clear();
        m_path = m_folder.filePath(u"sample-%1.gplan"_s.arg(++m_number));
        m_window = std::make_unique<MainWindow>(*m_appearance);
        m_window->resize(1440, 900);
        QVERIFY(m_window->createProject(m_path, u"microservices-50"_s));
        m_window->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_window.get()));
        m_window->activateWindow();
        QTRY_VERIFY_WITH_TIMEOUT(m_window->isIdle(), patience);
        QTest::keySequence(m_window.get(), QKeySequence(u"F5"_s));
        QVERIFY(walk());
        QVERIFY(QTest::qWaitForWindowExposed(walk()));
        wait();
        QVERIFY(!walk()->steps().isEmpty());
        walk()->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(walk()));
    }
    void wait()
    {
        for (int quiet = 0; quiet < 3;) {
            QTRY_VERIFY_WITH_TIMEOUT(!walk()->isBusy(), patience);
            QTest::qWait(15);
            quiet = walk()->isBusy() ? 0 : quiet + 1;
        }
    }
    [[nodiscard]] Walkthrough *walk() const { return workspace().reviewCommands().walkthrough(); }
    /// What keys would go to; there is no window manager here that makes the window active again.
    [[nodiscard]] QWidget *focused() const { return walk()->focusWidget(); }
    [[nodiscard]] VerdictPane *pane() const { return walk()->verdicts(); }
    void press(Qt::Key key)
    {
        QTest::keyClick(walk(), key);
        wait();
    }
    void goToDecision(const QString &key)
    {
        const auto &steps = walk()->steps();
        const auto step = std::ranges::find(steps, key, &review::Step::decision);
        QVERIFY(step != steps.end());
        const QString number = QString::number(step - steps.begin() + 1);
        QTest::keyClicks(walk(), number);
        press(Qt::Key_Return);
        QCOMPARE(walk()->step()->decision, key);
    }
    void goToKind(review::StepKind kind)
    {
        const auto &steps = walk()->steps();
        const auto step = std::ranges::find(steps, kind, &review::Step::kind);
        QVERIFY(step != steps.end());
        walk()->goTo(int(step - steps.begin()));
        wait();
    }
    [[nodiscard]] Record review() const { return *model().record(u"review"_s, reviewKey); }
    [[nodiscard]] std::optional<review::Recorded> verdictOn(Subject::Kind kind, const QString &key) const
    {
        return review::verdictOn(review(), {kind, key});
    }
    [[nodiscard]] QString statusOf(const QString &decision) const
    {
        return decisions::toString(decisions::statusOf(*model().record(u"decision"_s, decision)));
    }
    /// Types why, gets over what stands in the way, and stores the verdict with Ctrl+Enter.
    void finish(const QString &rationale)
    {
        if (focused() == pane()->rationale()) {
            QTest::keyClicks(pane()->rationale(), rationale);
            QTest::keyClick(pane()->rationale(), Qt::Key_Return, Qt::ControlModifier);
        }
        if (focused() == pane()->override()) {
            QTest::keyClicks(pane()->override(), u"All who sign have agreed in writing."_s);
            QTest::keyClick(pane()->override(), Qt::Key_Return);
        }
        wait();
    }
    void addCondition(const QString &title, const QString &owner)
    {
        auto *dialog = walk()->findChild<ActionDialog *>();
        QVERIFY(dialog && dialog->isVisible());
        QTest::keyClicks(dialog->title(), title);
        QTest::keyClicks(dialog->owner(), owner);
        QTest::mouseClick(dialog->mainButton(), Qt::LeftButton);
        QTRY_VERIFY(!walk()->findChild<ActionDialog *>());
    }
};

void tst_Walkthrough::allStepsAreWalkedWithKeys()
{
    const auto steps = walk()->steps();
    QVERIFY(steps.size() >= 9);
    QCOMPARE(walk()->agenda()->count(), int(steps.size()));
    QCOMPARE(walk()->current(), 0);
    QStringList seen{walk()->titleText()};
    // Space goes through the parts of a picture first, so there are more of them than steps.
    for (int presses = 0; walk()->current() + 1 < steps.size() && presses < 200; ++presses) {
        press(presses % 2 ? Qt::Key_Space : Qt::Key_Right);
        if (seen.last() != walk()->titleText())
            seen.append(walk()->titleText());
        QCOMPARE(walk()->agenda()->currentRow(), walk()->current());
    }
    QStringList titles;
    for (const auto &step : steps)
        titles.append(step.title);
    QCOMPARE(seen, titles);
    press(Qt::Key_PageDown); // there is none further
    QCOMPARE(walk()->current(), int(steps.size()) - 1);
    press(Qt::Key_Home);
    QCOMPARE(walk()->current(), 0);
    QTest::keyClick(walk(), Qt::Key_Escape);
    QVERIFY(!walk()->isVisible());
}

void tst_Walkthrough::theBoardDecidesAndLeavesMinutes()
{
    // Two decisions and a deviation are on the table; a fourth verdict is on a decision that is proposed
    // besides.
    goToDecision(u"sign-every-artifact"_s);
    QTest::keyClick(walk(), Qt::Key_W);
    addCondition(u"Drill the rotation of keys"_s, u"Team Platform"_s);
    finish(u"Only with a drill."_s);
    const auto signing = verdictOn(Subject::Kind::Decision, u"sign-every-artifact"_s);
    QVERIFY2(signing.has_value(), qPrintable(pane()->problem()));
    QVERIFY(signing->verdict == Verdict::AcceptWithConditions);
    QCOMPARE(statusOf(u"sign-every-artifact"_s), u"accepted"_s);
    const auto conditions =
        review::conditionsOf(model(), reviewKey, {Subject::Kind::Decision, u"sign-every-artifact"_s});
    QCOMPARE(conditions.size(), 1);
    QCOMPARE(conditions.front().owner, u"Team Platform"_s);

    goToDecision(u"one-registry-with-sbom"_s);
    const QString before = statusOf(u"one-registry-with-sbom"_s);
    QTest::keyClick(walk(), Qt::Key_D);
    finish(u"Costs are to be looked at again."_s);
    QVERIFY(verdictOn(Subject::Kind::Decision, u"one-registry-with-sbom"_s)->verdict == Verdict::Defer);
    QCOMPARE(statusOf(u"one-registry-with-sbom"_s), before);

    // The deviation is asked about where risks are talked about.
    goToKind(review::StepKind::Risks);
    pane()->setSubject({Subject::Kind::Waiver, u"wai-007"_s});
    QTest::keyClick(walk(), Qt::Key_R);
    finish(u"Not without a plan."_s);
    QVERIFY2(verdictOn(Subject::Kind::Waiver, u"wai-007"_s).has_value(), qPrintable(pane()->problem()));
    QVERIFY(verdictOn(Subject::Kind::Waiver, u"wai-007"_s)->verdict == Verdict::Reject);
    QCOMPARE(model().record(u"waiver"_s, u"wai-007"_s)->properties.value("status"_L1).toString(),
             u"refused"_s);

    // One that nobody asked for before: granted on the spot.
    QTest::keyClick(walk(), Qt::Key_V);
    auto *dialog = walk()->findChild<SpotWaiver *>();
    QVERIFY(dialog);
    dialog->rule()->setEditText(u"DEL-002"_s);
    dialog->element()->setEditText(u"stock"_s);
    QTest::keyClicks(dialog->reason(), u"The VM moves in wave 2."_s);
    QTest::keyClicks(dialog->compensation(), u"Releases with two people."_s);
    QTest::mouseClick(dialog->mainButton(), Qt::LeftButton);
    QTRY_VERIFY(!walk()->findChild<SpotWaiver *>());
    wait();

    QTest::keyClick(walk(), Qt::Key_Q);
    addCondition(u"Who pays for the runners?"_s, {});
    wait();

    const auto minutes = review::minutesOf(model(), reviewKey);
    QVERIFY(minutes.has_value());
    QCOMPARE(minutes->items.size(), 4);
    QCOMPARE(minutes->questions.size(), 1);
    QCOMPARE(minutes->questions.front().title, u"Who pays for the runners?"_s);
    QSet<Verdict> kinds;
    for (const auto &item : minutes->items) {
        kinds.insert(item.verdict.verdict);
        if (item.verdict.subject.kind == Subject::Kind::Decision)
            QCOMPARE(item.status, statusOf(item.verdict.subject.key));
        else
            QCOMPARE(item.status, model()
                                      .record(u"waiver"_s, item.verdict.subject.key)
                                      ->properties.value("status"_L1)
                                      .toString());
    }
    QCOMPARE(kinds.size(), 4);
}

void tst_Walkthrough::aVerdictIsUndone()
{
    goToDecision(u"sign-every-artifact"_s);
    const auto before = *model().record(u"decision"_s, u"sign-every-artifact"_s);
    QTest::keyClick(walk(), Qt::Key_R);
    finish(u"Too early."_s);
    QCOMPARE(statusOf(u"sign-every-artifact"_s), u"rejected"_s);
    QTest::keyClick(walk(), Qt::Key_Z, Qt::ControlModifier);
    wait();
    QCOMPARE(*model().record(u"decision"_s, u"sign-every-artifact"_s), before);
    QVERIFY(!verdictOn(Subject::Kind::Decision, u"sign-every-artifact"_s));
    QVERIFY(pane()->withdrawButton()->isHidden());
}

void tst_Walkthrough::aVerdictIsInTheFileAtOnce()
{
    goToDecision(u"sign-every-artifact"_s);
    QTest::keyClick(walk(), Qt::Key_D);
    finish({});
    // A copy of the file as it lies there is what a program that was killed leaves behind.
    const QString copy = m_folder.filePath(u"killed-%1.gplan"_s.arg(m_number));
    QVERIFY(QFile::copy(m_path, copy));
    if (QFile::exists(m_path + u"-wal"_s))
        QVERIFY(QFile::copy(m_path + u"-wal"_s, copy + u"-wal"_s));
    const auto reopened = store::Store::open(copy);
    QVERIFY(reopened.has_value());
    const auto *kept = (*reopened)->model().record(u"review"_s, QString(reviewKey));
    QVERIFY(kept);
    const auto verdict = review::verdictOn(*kept, {Subject::Kind::Decision, u"sign-every-artifact"_s});
    QVERIFY(verdict && verdict->verdict == Verdict::Defer);
}

void tst_Walkthrough::withoutADecisionThereAreNoVerdictKeys()
{
    QCOMPARE(walk()->current(), 0);
    QVERIFY(!pane()->canDecide());
    QVERIFY(!pane()->button(Verdict::Accept)->isVisible());
    const auto before = historySize();
    for (const auto key : {Qt::Key_A, Qt::Key_W, Qt::Key_D, Qt::Key_R})
        press(key);
    QCOMPARE(historySize(), before);
    QVERIFY(!walk()->findChild<ActionDialog *>());
}

void tst_Walkthrough::statesAreFlipped()
{
    goToDecision(u"sign-every-artifact"_s);
    auto *stage = walk()->stage();
    QVERIFY(stage->isPicture());
    QVERIFY(stage->look() == StageView::Look::Overlay);
    const auto both = stage->canvas()->scene();
    press(Qt::Key_C);
    QVERIFY(stage->look() == StageView::Look::Earlier);
    QVERIFY(stage->pair()->shown() == QList<Canvas *>{stage->pair()->earlier()});
    press(Qt::Key_C);
    QVERIFY(stage->look() == StageView::Look::Later);
    press(Qt::Key_S);
    QVERIFY(stage->look() == StageView::Look::Slider);
    QVERIFY(stage->canvas()->scene() != both);
    press(Qt::Key_O);
    QCOMPARE(stage->canvas()->scene(), both);
}

void tst_Walkthrough::anElementIsShown()
{
    goToDecision(u"sign-every-artifact"_s);
    auto *stage = walk()->stage();
    const auto before = stage->canvas()->camera();
    const auto card = stage->canvas()->scene()->cards.constFirst();
    QTest::keyClick(walk(), Qt::Key_Slash);
    QVERIFY(walk()->showMe()->isVisible());
    QTest::keyClicks(walk()->showMe()->line(), card.name);
    QVERIFY(walk()->showMe()->list()->count() >= 1);
    const auto items = walk()->showMe()->list()->findItems(card.name, Qt::MatchStartsWith);
    QVERIFY(!items.isEmpty());
    walk()->showMe()->list()->setCurrentItem(items.front());
    QTest::keyClick(walk()->showMe()->line(), Qt::Key_Return);
    wait();
    QVERIFY(!walk()->showMe()->isVisible());
    const QRectF at = stage->canvas()->camera().toWidget(card.rect);
    QVERIFY(QRectF(stage->canvas()->rect()).contains(at.center()));
    QTest::keyClick(walk(), Qt::Key_Escape);
    wait();
    QVERIFY(walk()->isVisible()); // it went back, and did not leave
    QCOMPARE(stage->canvas()->camera(), before);
}

void tst_Walkthrough::textStaysReadable()
{
    for (int i = 0; i < walk()->steps().size(); ++i) {
        walk()->goTo(i);
        wait();
        auto *stage = walk()->stage();
        if (!stage->isPicture())
            continue;
        do {
            wait();
            QVERIFY2(stage->scale() >= readableScale() - 1e-6, qPrintable(walk()->titleText()));
            QCOMPARE(walk()->partText().isEmpty(), stage->partCount() == 1);
        } while (stage->stepPart(1));
    }
}

void tst_Walkthrough::numbersAndRemotesGoToSteps()
{
    QTest::keyClicks(walk(), u"3"_s);
    press(Qt::Key_Return);
    QCOMPARE(walk()->current(), 2);
    press(Qt::Key_PageUp);
    QCOMPARE(walk()->current(), 1);
    press(Qt::Key_End);
    QCOMPARE(walk()->current(), int(walk()->steps().size()) - 1);
    auto *blank = walk()->findChild<QWidget *>(u"blankScreen"_s);
    press(Qt::Key_Period);
    QVERIFY(blank->isVisible());
    press(Qt::Key_PageDown);
    QVERIFY(!blank->isVisible());
    QCOMPARE(walk()->current(), int(walk()->steps().size()) - 1);
    auto *dot = walk()->findChild<QWidget *>(u"laserDot"_s);
    press(Qt::Key_L);
    QVERIFY(dot->isVisible());
    press(Qt::Key_L);
    QVERIFY(!dot->isVisible());
}

void tst_Walkthrough::whatIsInTheWayIsSaid()
{
    goToDecision(u"sign-every-artifact"_s);
    QTest::keyClick(walk(), Qt::Key_R);
    QVERIFY(focused() == pane()->rationale());
    QVERIFY(!pane()->problem().isEmpty());
    QVERIFY(!verdictOn(Subject::Kind::Decision, u"sign-every-artifact"_s));
    // Esc leaves the field, not the walkthrough.
    QTest::keyClick(pane()->rationale(), Qt::Key_Escape);
    QVERIFY(focused() == walk());
    QVERIFY(walk()->isVisible());
    // Nobody decides.
    for (auto *box : pane()->members())
        box->setChecked(false);
    QTest::keyClick(walk(), Qt::Key_A);
    QVERIFY(!pane()->problem().isEmpty());
    QVERIFY(!verdictOn(Subject::Kind::Decision, u"sign-every-artifact"_s));
}

void tst_Walkthrough::theSpeakerSeesNotesAndMarksWhoIsThere()
{
    QTest::keyClick(walk(), Qt::Key_P);
    auto *speaker = workspace().reviewCommands().speaker();
    QVERIFY(speaker && speaker->isVisible());
    QVERIFY(speaker->notes()->toPlainText().contains(u"auditor"_s));
    QVERIFY(speaker->nextText().contains(walk()->steps().at(1).title));
    QCheckBox *pieter = nullptr;
    for (auto *box : speaker->findChildren<QCheckBox *>()) {
        if (box->property("member").toString() == "Pieter Haas"_L1)
            pieter = box;
    }
    QVERIFY(pieter && pieter->isChecked());
    pieter->click();
    wait();
    const auto board = review::boardOf(review());
    QVERIFY(!board.member(u"Pieter Haas"_s)->isPresent);
    QTest::keyClick(speaker, Qt::Key_PageDown); // the remote works whichever window is active
    wait();
    QVERIFY(walk()->current() == 1 || walk()->stage()->part() == 1);
}

void tst_Walkthrough::partsHoldEverythingAndCanBeRead_data()
{
    QTest::addColumn<int>("cards");
    QTest::newRow("a change") << 40;
    QTest::newRow("a whole platform") << 2000;
}

void tst_Walkthrough::partsHoldEverythingAndCanBeRead()
{
    QFETCH(int, cards);
    diagram::Scene scene;
    QSet<ElementId> focus;
    for (int i = 1; i <= cards; ++i) {
        diagram::Card card;
        card.id = ElementId(i);
        card.rect = QRectF((i % 8) * 400, (i / 8) * 300, 200, 76);
        scene.cards.append(card);
        if (i % 3)
            focus.insert(card.id);
    }
    const QSizeF viewport(900, 600);
    const auto parts = readableParts(scene, focus, viewport);
    QVERIFY(parts.size() > 1);
    for (const auto &card : std::as_const(scene.cards)) {
        if (focus.contains(card.id))
            QVERIFY(std::ranges::any_of(parts, [&](const QRectF &part) { return part.contains(card.rect); }));
    }
    for (const auto &part : parts) {
        QVERIFY(part.width() * readableScale() <= viewport.width() + 0.01);
        QVERIFY(part.height() * readableScale() <= viewport.height() + 0.01);
    }
    QVERIFY(readableParts(scene, {}, viewport).isEmpty());
}

QTEST_MAIN(tst_Walkthrough)
#include "tst_walkthrough.moc"

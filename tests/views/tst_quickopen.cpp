// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "windowtest.h"

#include "views/pages/recordview.h"
#include "views/window/documentdialog.h"
#include "views/window/settingsdialog.h"

#include <QTextBrowser>

/// The search box: what is found, what the lines say, where choosing one leads.
class tst_QuickOpen : public WindowTest
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { prepare(); }
    void init() { openWindow(); }
    void cleanup() { closeWindow(); }

    void lines_data();
    void lines();
    void enterWaitsForTheAnswer();
    void whatIsElsewhereIsGoneTo();
    void anotherNameIsSaid();
    void aPlateauIsShown();
    void aDecisionIsOpenedByWhatItSays();
    void theProjectSheetIsShown();
    void editsAreFoundAtOnce();
    void commandsAndThingsAreOneList();
    void nothingIsSaidCalmly();
    void withoutATextViewsAndCommandsAreOffered();
    void arrowsGoRound();
    void documentsAreFoundAndRead();
    void documentsAreThoseOfThePlateau();
    void settingsAreFoundAndOpenedThere();
    void theThemeIsSwitchedDirectly();
    void whatCannotBeRunSaysWhyNot();
    void everyCommandIsFound();

private:
    [[nodiscard]] QuickOpen *box() const { return workspace().topBar()->quickOpen(); }
    void type(const QString &text)
    {
        keys(u"Ctrl+K"_s);
        QTRY_VERIFY(box()->hasFocus());
        QTest::keyClicks(box(), text);
        settle();
    }
    [[nodiscard]] Line line(int row = 0) const { return box()->list()->lines()->lines().value(row); }
    [[nodiscard]] static QString said(const Line &line)
    {
        return u"%1 | %2 | %3"_s.arg(line.text, line.suffix, line.right);
    }
};

void tst_QuickOpen::lines_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("first");
    QTest::newRow("name") << u"checkout"_s << u"Checkout |  | service"_s;
    QTest::newRow("misspelt") << u"chekcout"_s << u"Checkout |  | service"_s;
    QTest::newRow("key") << u"golden"_s << u"golden-web |  | pipeline"_s;
    QTest::newRow("property") << u"example.org/shop"_s
                              << u"Checkout | Repository: https://example.org/shop/checkout | service"_s;
    QTest::newRow("option of a decision")
        << u"one place"_s << u"ADR-0007 Adopt GitHub Actions | Considered options: one place | decision"_s;
    QTest::newRow("initials") << u"agha"_s << u"ADR-0007 Adopt GitHub Actions |  | decision"_s;
    QTest::newRow("waiver") << u"weekly review"_s
                            << u"DEL-003 · payment | Compensating control: Weekly review. | waiver"_s;
    QTest::newRow("view") << u"delivery over"_s << u"Delivery overview |  | view"_s;
    QTest::newRow("plateau") << u"buildkite"_s << u"Try Buildkite |  | plateau"_s;
    QTest::newRow("elsewhere") << u"jenkins-shared"_s << u"jenkins-shared |  | pipeline · in Wave 1"_s;
    QTest::newRow("command") << u"about"_s << u"About Groundplan |  | command"_s;
}

void tst_QuickOpen::lines()
{
    QFETCH(QString, text);
    QFETCH(QString, first);
    type(text);
    QCOMPARE(said(line()), first);
    QCOMPARE(box()->list()->currentIndex().row(), 0);
}

void tst_QuickOpen::enterWaitsForTheAnswer()
{
    keys(u"Ctrl+K"_s);
    QTRY_VERIFY(box()->hasFocus());
    // No event loop between the letters and Enter: the answer cannot be there yet.
    QTest::keyClicks(box(), u"paymnet"_s);
    QTest::keyClick(box(), Qt::Key_Return);
    settle();
    QCOMPARE(session().selectedElement(), idOf(u"payment"_s));
    QVERIFY(!box()->list()->isVisible());
    QVERIFY(box()->text().isEmpty());
}

void tst_QuickOpen::whatIsElsewhereIsGoneTo()
{
    type(u"jenkins-shared"_s);
    QTest::keyClick(box(), Qt::Key_Return);
    settle();
    QCOMPARE(session().plateau(), plateau(u"wave-1"_s));
    QCOMPARE(session().selectedElement(), idOf(u"jenkins-shared"_s));
    // From an option the way goes back, not to a neighbour in the bar.
    session().showPlateau(plateau(u"try-buildkite"_s));
    QVERIFY(session().state().element(idOf(u"jenkins-shared"_s)));
    Draft draft(session().model());
    QVERIFY(draft.removeElementAt(idOf(u"jenkins-shared"_s), plateau(u"wave-1"_s)));
    const auto added = draft.addElement(u"service"_s, u"only-in-option"_s, plateau(u"try-buildkite"_s), {});
    QVERIFY(added && session().commit(draft, u"Edit"_s));
    settle();
    type(u"jenkins-shared"_s);
    QCOMPARE(said(line()), u"jenkins-shared |  | pipeline · in Current"_s);
    QTest::keyClick(box(), Qt::Key_Escape);
    showPlateau(u"target"_s);
    type(u"only-in-option"_s);
    QCOMPARE(said(line()), u"only-in-option |  | service · in Try Buildkite"_s);
    QTest::keyClick(box(), Qt::Key_Escape);
    // From the root, what is at the target only lies ahead; at its own plateau nothing is said.
    showPlateau(u"current"_s);
    type(u"golden-web"_s);
    QCOMPARE(said(line()), u"golden-web |  | pipeline · in Target"_s);
    keys(u"Alt+3"_s);
    QCOMPARE(said(line()), u"golden-web |  | pipeline"_s);
}

void tst_QuickOpen::anotherNameIsSaid()
{
    Draft draft(session().model());
    QVERIFY(draft.setProperty(idOf(u"checkout"_s), plateau(u"target"_s), u"name"_s, u"Till"_s));
    QVERIFY(session().commit(draft, u"Rename"_s));
    settle();
    type(u"checkout"_s);
    QCOMPARE(said(line()), u"Checkout | called Till here | service"_s);
    box()->selectAll();
    QTest::keyClicks(box(), u"till"_s);
    settle();
    QCOMPARE(said(line()), u"Till |  | service"_s);
}

void tst_QuickOpen::aPlateauIsShown()
{
    type(u"wave"_s);
    QTest::keyClick(box(), Qt::Key_Return);
    settle();
    QCOMPARE(session().plateau(), plateau(u"wave-1"_s));
    QVERIFY(segment(u"wave-1"_s)->isChecked());
}

void tst_QuickOpen::aDecisionIsOpenedByWhatItSays()
{
    type(u"keep jenkins"_s);
    QTest::keyClick(box(), Qt::Key_Return);
    settle();
    const auto *opened = recordPage();
    QVERIFY(opened);
    QCOMPARE(opened->accessibleName(), u"ADR-0007 Adopt GitHub Actions"_s);
}

void tst_QuickOpen::theProjectSheetIsShown()
{
    session().select(idOf(u"checkout"_s));
    type(u"test shop"_s);
    QCOMPARE(said(line()), u"Test shop |  | project"_s);
    QTest::keyClick(box(), Qt::Key_Return);
    settle();
    QCOMPARE(labelText(u"inspectorTitle"_s), u"Test shop"_s);
}

void tst_QuickOpen::editsAreFoundAtOnce()
{
    type(u"quokka"_s);
    QCOMPARE(box()->list()->lines()->rowCount(), 0);
    // While the list is open: it follows.
    Draft draft(session().model());
    QVERIFY(draft.addElement(u"service"_s, u"quokka"_s, session().model().rootPlateau(),
                             {{u"name"_s, u"Quokka"_s}}));
    QVERIFY(session().commit(draft, u"Add"_s));
    settle();
    QCOMPARE(said(line()), u"Quokka |  | service"_s);
    session().undo();
    settle();
    QCOMPARE(box()->list()->lines()->rowCount(), 0);
    session().redo();
    session().undo();
    session().redo();
    settle();
    QCOMPARE(said(line()), u"Quokka |  | service"_s);
}

void tst_QuickOpen::commandsAndThingsAreOneList()
{
    type(u"overview"_s);
    const auto lines = box()->list()->lines()->lines();
    QCOMPARE(lines.front().text, u"Delivery overview"_s);
    box()->selectAll();
    QTest::keyClicks(box(), u"show histroy"_s);
    settle();
    QVERIFY2(line().right.startsWith(u"command"_s), qPrintable(said(line())));
    QTest::keyClick(box(), Qt::Key_Return);
    settle();
    QCOMPARE(workspace().bottom()->current(), BottomPane::Tab::History);
}

void tst_QuickOpen::nothingIsSaidCalmly()
{
    type(u"zzxyqqv"_s);
    QVERIFY(box()->list()->isVisible());
    QCOMPARE(box()->list()->lines()->rowCount(), 0);
    QTest::keyClick(box(), Qt::Key_Return);
    settle();
    QVERIFY(box()->list()->isVisible());
    QTest::keyClick(box(), Qt::Key_Escape);
    QVERIFY(!box()->list()->isVisible() && box()->text().isEmpty());
}

void tst_QuickOpen::withoutATextViewsAndCommandsAreOffered()
{
    keys(u"Ctrl+K"_s);
    QTRY_VERIFY(box()->list()->isVisible());
    QStringList notes;
    for (const auto &shown : box()->list()->lines()->lines())
        notes.append(shown.right.section(u' ', 0, 0));
    QCOMPARE(notes.first(3), QStringList({u"view"_s, u"view"_s, u"command"_s}));
    QCOMPARE(notes.size(), 12);
}

void tst_QuickOpen::arrowsGoRound()
{
    type(u"warehouse"_s);
    const int count = box()->list()->lines()->rowCount();
    QVERIFY(count > 2);
    QTest::keyClick(box(), Qt::Key_Up);
    QCOMPARE(box()->list()->currentIndex().row(), count - 1);
    QTest::keyClick(box(), Qt::Key_Down);
    QTest::keyClick(box(), Qt::Key_Down);
    QCOMPARE(box()->list()->currentIndex().row(), 1);
    const QString chosen = line(1).text;
    QTest::keyClick(box(), Qt::Key_Return);
    settle();
    QCOMPARE(session().shown(session().selectedElement())->name(), chosen);
}

void tst_QuickOpen::documentsAreFoundAndRead()
{
    type(u"nfr checklist checkout"_s);
    QCOMPARE(said(line()), u"NFR checklist: Checkout |  | document"_s);
    QTest::keyClick(box(), Qt::Key_Return);
    settle();
    auto *dialog = dialogOf<DocumentDialog>();
    QVERIFY(dialog);
    QVERIFY2(dialog->text()->toPlainText().contains(u"Checkout"_s),
             qPrintable(dialog->text()->toPlainText()));
    QTest::keyClick(dialog, Qt::Key_Escape);
    // A thing comes before the documents about it.
    type(u"checkout"_s);
    QCOMPARE(said(line()), u"Checkout |  | service"_s);
}

void tst_QuickOpen::documentsAreThoseOfThePlateau()
{
    Draft draft(model());
    QVERIFY(draft.addElement(u"service"_s, u"quokka"_s, plateau(u"target"_s), {{u"name"_s, u"Quokka"_s}}));
    QVERIFY(session().commit(draft, u"Add"_s));
    settle();
    const auto isListed = [this] {
        const auto lines = box()->list()->lines()->lines();
        return std::ranges::any_of(lines, [](const Line &one) { return one.right == u"document"_s; });
    };
    type(u"nfr quokka"_s);
    QVERIFY(isListed());
    QTest::keyClick(box(), Qt::Key_Escape);
    showPlateau(u"current"_s);
    type(u"nfr quokka"_s);
    QVERIFY(!isListed());
}

void tst_QuickOpen::settingsAreFoundAndOpenedThere()
{
    for (const auto &entry : allSettings()) {
        type(entry.title);
        const auto lines = box()->list()->lines()->lines();
        const auto it = std::ranges::find_if(
            lines, [&](const Line &one) { return one.text == entry.title && one.right == u"setting"_s; });
        QVERIFY2(it != lines.end(), qPrintable(entry.title));
        QTest::keyClick(box(), Qt::Key_Escape);
        QTest::keyClick(box(), Qt::Key_Escape);
    }
    type(u"minimap"_s); // as others call it
    QCOMPARE(said(line()), u"Map of the whole view |  | setting"_s);
    QTest::keyClick(box(), Qt::Key_Return);
    settle();
    auto *dialog = dialogOf<SettingsDialog>();
    QVERIFY(dialog);
    QVERIFY(dialog->fieldOf(Setting::Map)->hasFocus());
}

void tst_QuickOpen::theThemeIsSwitchedDirectly()
{
    type(u"dark"_s);
    QCOMPARE(said(line()), u"Theme: dark |  | command"_s);
    QTest::keyClick(box(), Qt::Key_Return);
    settle();
    QCOMPARE(m_appearance->choice(), ThemeChoice::Dark);
    QVERIFY(!dialogOf<SettingsDialog>());
}

void tst_QuickOpen::whatCannotBeRunSaysWhyNot()
{
    type(u"next change"_s);
    QCOMPARE(line().text, u"Next change"_s);
    QCOMPARE(line().suffix, u"Only in a compare."_s);
    QVERIFY(line().isFaded);
    QTest::keyClick(box(), Qt::Key_Return);
    settle();
    QCOMPARE(m_window->messages()->text(), u"Only in a compare."_s);
    startCompare();
    type(u"next change"_s);
    QVERIFY(!line().isFaded);
    QCOMPARE(line().suffix, QString());
}

void tst_QuickOpen::everyCommandIsFound()
{
    for (const auto *action : m_window->actions().all()) {
        const QString title = Actions::titleOf(action);
        type(title);
        const auto lines = box()->list()->lines()->lines();
        QVERIFY2(std::ranges::any_of(lines, [&](const Line &one) { return one.text == title; }),
                 qPrintable(title));
        QTest::keyClick(box(), Qt::Key_Escape);
        QTest::keyClick(box(), Qt::Key_Escape);
    }
}

QTEST_MAIN(tst_QuickOpen)
#include "tst_quickopen.moc"

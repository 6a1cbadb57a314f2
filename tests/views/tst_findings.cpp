// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "windowtest.h"

#include "views/governance/findingdetails.h"
#include "views/governance/findingspanel.h"
#include "views/governance/fixdialog.h"
#include "views/pages/recordview.h"
#include "views/style/parts.h"

#include <QComboBox>
#include <QJsonArray>
#include <QLineEdit>
#include <QMenu>
#include <QTextBrowser>
#include <QToolButton>

/// Findings in the window: kept up with edits, looked through, explained, put right and planned.
class tst_Findings : public WindowTest
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { prepare(); }
    void init()
    {
        openWindow();
        // A rule whose findings and fix are known, whatever is shipped.
        Draft draft(model());
        QVERIFY(draft.addRecord(
            u"rule"_s, u"our-001"_s,
            {{u"title"_s, u"Critical service released by rolling"_s},
             {u"severity"_s, u"error"_s},
             {u"rationale"_s, u"A bad release reaches everybody."_s},
             {u"remediation"_s, u"Release it by canary."_s},
             {u"applies_kind"_s, u"service"_s},
             {u"applies_where"_s, u"tier <= 2"_s},
             {u"because"_s, u"It is tier {tier}"_s},
             {u"query"_s, u"select id as element_id, name || ' is released by ' || "
                          u"coalesce(deployment_strategy, 'nothing') as message, "
                          "tier as tier from :applies where coalesce(deployment_strategy, '') <> 'canary'"_s},
             {u"fix_title"_s, u"release by canary"_s},
             {u"fix_query"_s,
              u"select :element as element_id, 'deployment_strategy' as property, 'canary' as value"_s},
             {u"references"_s, QJsonArray{QJsonObject{{u"framework"_s, u"owasp_cicd_10"_s},
                                                      {u"requirement"_s, u"CICD-SEC-1"_s}}}}}));
        QVERIFY(session().commit(draft, u"Add the rule"_s));
        settle();
        showPlateau(u"current"_s);
    }
    void cleanup() { closeWindow(); }

    void anEditRunsOnlyWhatItCanAffect();
    void editsWhileItRunsAreNotLost();
    void flippingPlateausIsInstant();
    void theListKeepsItsPlaceOverEdits();
    void textSeverityAndCategoryNarrowTheList();
    void orderIsChosen();
    void ofThousandsTheRestIsCounted();
    void theDetailsExplain();
    void enterJumps();
    void theMenuHasEveryAction();
    void tabGoesThroughAndOn();
    void aFixIsShownThenMade();
    void aFixThatIsNoneSaysSo();
    void aFixCanRelate();
    void aCompareFixesNothing();
    void aWorkPackageIsMade();
    void aWorkPackageOfTheLastPlateauLeadsToIt();
    void theTreeAndCardsShowMarks();
    void theInspectorOffersWhatTheListDoes();
    void aProfileIsChosen();
    void aReadOnlyProjectOnlyExplains();
    void aRuleThatFailsIsNamed();

private:
    [[nodiscard]] FindingsPanel *panel() const { return workspace().bottom()->findingsPanel(); }
    [[nodiscard]] QStringList shown() const
    {
        QStringList texts;
        for (const auto &line : panel()->list()->lines()->lines())
            texts.append(line.text);
        return texts;
    }
    [[nodiscard]] int rowOf(const QString &text) const { return int(shown().indexOf(text)); }
    void choose(const QString &text)
    {
        const int row = rowOf(text);
        QVERIFY2(row >= 0, qPrintable(shown().join(u'\n')));
        panel()->list()->setFocus();
        panel()->list()->setCurrentIndex(panel()->list()->model()->index(row, 0));
        settle();
    }
    void press(Qt::Key key)
    {
        QTest::keyClick(panel()->list(), key);
        settle();
    }
    void set(const QString &key, const QString &property, const QJsonValue &value)
    {
        Draft draft(model());
        QVERIFY(draft.setProperty(idOf(key), session().plateau(), property, value));
        QVERIFY(session().commit(draft, u"Set"_s));
    }
    [[nodiscard]] QString valueOf(const QString &key, const QString &property) const
    {
        return session().state().element(idOf(key))->properties.value(property).toString();
    }

    const QString m_checkout = u"OUR-001 Checkout is released by rolling"_s;
    const QString m_payment = u"OUR-001 Payment is released by nothing"_s;
};

void tst_Findings::anEditRunsOnlyWhatItCanAffect()
{
    QVERIFY(shown().contains(m_checkout));
    const int open = workspace().findings().openCount();
    const auto all = int(workspace().findings().rules().rules().size());
    set(u"checkout"_s, u"deployment_strategy"_s, u"canary"_s);
    settle();
    QVERIFY(!shown().contains(m_checkout));
    QCOMPARE(workspace().findings().openCount(), open - 1);
    QVERIFY(workspace().findings().rulesRun() > 0);
    QVERIFY2(workspace().findings().rulesRun() < all, qPrintable(QString::number(all)));
    // A record that no rule reads.
    Draft draft(model());
    QVERIFY(draft.addRecord(u"kpi"_s, u"lead-time"_s, {{u"name"_s, u"Lead time"_s}}));
    QVERIFY(session().commit(draft, u"Add"_s));
    settle();
    QVERIFY(workspace().findings().rulesRun() < 3);
    session().undo();
    session().undo();
    settle();
    QVERIFY(shown().contains(m_checkout));
}

void tst_Findings::editsWhileItRunsAreNotLost()
{
    for (int i = 0; i < 12; ++i) {
        set(u"checkout"_s, u"deployment_strategy"_s, i % 2 == 0 ? u"canary"_s : u"blue-green"_s);
        set(u"payment"_s, u"tier"_s, 1 + i % 3);
        QTest::qWait(7);
    }
    settle();
    const auto expected = rules::evaluateRules(model(), rules::RuleSet(), session().plateau());
    QVERIFY(shown().contains(u"OUR-001 Checkout is released by blue-green"_s));
    QVERIFY2(!shown().contains(m_payment), "Payment is tier 3 in the end");
    rules::Workbench anew(workspace().findings().rules(), {rules::profileOf(model()), {}, 10'000});
    anew.load(model(), session().plateau());
    QCOMPARE(workspace().findings().all().size(), anew.findings().size());
    QCOMPARE(workspace().findings().score(), anew.score());
}

void tst_Findings::flippingPlateausIsInstant()
{
    showPlateau(u"target"_s);
    QVERIFY(!shown().contains(m_checkout)); // canary there
    showPlateau(u"current"_s);
    session().showPlateau(plateau(u"target"_s));
    // Nothing has to be waited for.
    QVERIFY(!workspace().findings().isRunning() || workspace().findings().isKnown());
    QVERIFY(!shown().contains(m_checkout));
    session().showPlateau(plateau(u"current"_s));
    QVERIFY(shown().contains(m_checkout));
    // An edit in between reaches both.
    settle();
    set(u"payment"_s, u"deployment_strategy"_s, u"canary"_s);
    settle();
    showPlateau(u"target"_s);
    QVERIFY(!shown().contains(m_payment));
}

void tst_Findings::theListKeepsItsPlaceOverEdits()
{
    choose(m_payment);
    set(u"checkout"_s, u"deployment_strategy"_s, u"canary"_s); // the line before goes
    settle();
    QVERIFY(panel()->current());
    QCOMPARE(panel()->current()->element, idOf(u"payment"_s));
    QVERIFY(panel()->details()->text()->toPlainText().contains(u"Payment is released by nothing"_s));
}

void tst_Findings::textSeverityAndCategoryNarrowTheList()
{
    const auto all = shown().size();
    panel()->filter()->setFocus();
    QTest::keyClicks(panel()->filter(), u"checkout our"_s);
    QCOMPARE(shown(), QStringList{m_checkout});
    QTest::keyClick(panel()->filter(), Qt::Key_A, Qt::ControlModifier);
    QTest::keyClicks(panel()->filter(), u"no such thing"_s);
    QCOMPARE(shown().size(), 0);
    panel()->filter()->clear();
    QCOMPARE(shown().size(), all);
    QTest::mouseClick(panel()->toggle(u"error"_s), Qt::LeftButton);
    QVERIFY(!shown().contains(m_checkout));
    QTest::mouseClick(panel()->toggle(u"error"_s), Qt::LeftButton);
    panel()->category()->setCurrentIndex(panel()->category()->findData(u"project"_s));
    QVERIFY(panel()->category()->currentIndex() > 0);
    for (const auto &text : shown())
        QVERIFY(text.startsWith(u"OUR-001"_s));
    QCOMPARE(shown().size(), 2);
    // The choice stays over edits.
    set(u"checkout"_s, u"deployment_strategy"_s, u"canary"_s);
    settle();
    QCOMPARE(shown(), QStringList{m_payment});
}

void tst_Findings::orderIsChosen()
{
    panel()->order()->setCurrentIndex(panel()->order()->findData(u"rule"_s));
    QStringList rules;
    for (const auto &text : shown())
        rules.append(text.section(u' ', 0, 0));
    QStringList sorted = rules;
    sorted.sort();
    QCOMPARE(rules, sorted);
    panel()->order()->setCurrentIndex(panel()->order()->findData(u"element"_s));
    QVERIFY(rowOf(m_checkout) < rowOf(m_payment));
}

void tst_Findings::ofThousandsTheRestIsCounted()
{
    constexpr int most = 2000;
    const auto rest = [this] { return shown().last().section(u' ', 0, 0).toInt(); };
    Draft draft(model());
    QVERIFY(draft.addRecord(
        u"rule"_s, u"our-002"_s,
        {{u"title"_s, u"Much to say"_s},
         {u"severity"_s, u"info"_s},
         {u"applies_kind"_s, u"service"_s},
         {u"query"_s, u"with recursive n (i) as (select 1 union all select i + 1 from n where i < 2500) "
                      u"select id as element_id, 'Hint ' || i as message from :applies, n"_s}}));
    QVERIFY(session().commit(draft, u"Add the rule"_s));
    settle();
    const auto &findings = workspace().findings();
    const int all = int(findings.all().size());
    QVERIFY2(all > most, qPrintable(QString::number(all)));
    QCOMPARE(shown().size(), most + 1);
    QCOMPARE(rest(), all - most);
    QVERIFY(shown().contains(m_checkout)); // what is worst comes first

    const int errors = findings.countOf(u"error"_s);
    QVERIFY(errors > 0);
    QTest::mouseClick(panel()->toggle(u"error"_s), Qt::LeftButton);
    QCOMPARE(rest(), all - errors - most);
    QVERIFY(!shown().contains(m_checkout));
    for (const auto &order : {u"rule"_s, u"element"_s}) {
        panel()->order()->setCurrentIndex(panel()->order()->findData(order));
        QCOMPARE(shown().size(), most + 1);
        QCOMPARE(rest(), all - errors - most);
    }
    panel()->filter()->setText(u"hint 1234"_s);
    QVERIFY(shown().size() < most);
    QVERIFY(shown().contains(u"OUR-002 Hint 1234"_s));
    panel()->filter()->clear();
    QTest::mouseClick(panel()->toggle(u"error"_s), Qt::LeftButton);
    panel()->order()->setCurrentIndex(0);
    session().undo();
    settle();
    QVERIFY(findings.all().size() < most);
    QVERIFY(shown().contains(m_checkout));
}

void tst_Findings::theDetailsExplain()
{
    choose(m_checkout);
    const QString text = panel()->details()->text()->toPlainText();
    for (const auto &word : {u"Critical service released by rolling"_s, u"Checkout is released by rolling"_s,
                             u"A bad release reaches everybody."_s, u"Release it by canary."_s,
                             u"It is tier 1"_s, u"tier: 1"_s, u"CICD-SEC-1"_s})
        QVERIFY2(text.contains(word), qPrintable(word + u"\n"_s + text));
    // Keys and buttons are there and have names.
    for (auto *action : {panel()->details()->fixAction(), panel()->details()->waiveAction(),
                         panel()->details()->packageAction(), panel()->details()->ruleAction()}) {
        const auto *button = panel()->details()->buttonOf(action);
        QVERIFY(button->isVisible() && button->isEnabled());
        QVERIFY(!button->accessibleName().isEmpty() && !button->toolTip().isEmpty());
    }
    // One without a fix has no button for it.
    for (const auto &line : shown()) {
        if (line.startsWith(u"OUR-001"_s))
            continue;
        choose(line);
        const auto *rule = workspace().findings().rule(panel()->current()->rule);
        QCOMPARE(panel()->details()->buttonOf(panel()->details()->fixAction())->isVisible(),
                 rule && !rule->fix.query.isEmpty());
        break;
    }
}

void tst_Findings::enterJumps()
{
    choose(m_checkout);
    QVERIFY(session().selectedElement() != idOf(u"checkout"_s));
    press(Qt::Key_Return);
    QCOMPARE(session().selectedElement(), idOf(u"checkout"_s));
    QCOMPARE(labelText(u"inspectorTitle"_s), u"Checkout"_s);
}

void tst_Findings::tabGoesThroughAndOn()
{
    choose(m_checkout);
    panel()->filter()->setFocus();
    QWidgetList passed;
    for (int i = 0; i < 30 && (passed.isEmpty() || panel()->isAncestorOf(QApplication::focusWidget())); ++i) {
        passed.append(QApplication::focusWidget());
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
    }
    // It does not go round in circles, and nothing is left out.
    QVERIFY(!panel()->isAncestorOf(QApplication::focusWidget()));
    for (auto *widget :
         {static_cast<QWidget *>(panel()->toggle(u"error"_s)), static_cast<QWidget *>(panel()->category()),
          static_cast<QWidget *>(panel()->order()), static_cast<QWidget *>(panel()->list()),
          static_cast<QWidget *>(panel()->details()->buttonOf(panel()->details()->fixAction())),
          static_cast<QWidget *>(panel()->details()->buttonOf(panel()->details()->ruleAction())),
          static_cast<QWidget *>(panel()->details()->text())})
        QVERIFY2(passed.contains(widget), qPrintable(widget->accessibleName()));
    QVERIFY(passed.indexOf(panel()->category()) < passed.indexOf(panel()->list()));
}

void tst_Findings::theMenuHasEveryAction()
{
    choose(m_checkout);
    Q_EMIT panel()->list()->customContextMenuRequested(
        panel()->list()->visualRect(panel()->list()->currentIndex()).center());
    auto *menu = panel()->findChild<QMenu *>(u"findingMenu"_s);
    QVERIFY(menu);
    QStringList texts;
    for (const auto *action : menu->actions()) {
        if (!action->isSeparator())
            texts.append(action->text().section(u'\t', 0, 0));
    }
    QCOMPARE(texts,
             (QStringList{u"Show the element"_s, u"Fix…"_s, u"Waive…"_s, u"Work package"_s, u"Open rule"_s}));
    menu->close();
}

void tst_Findings::aFixIsShownThenMade()
{
    const auto before = historySize();
    choose(m_checkout);
    press(Qt::Key_F);
    auto *dialog = dialogOf<FixDialog>();
    QVERIFY(dialog);
    QCOMPARE(dialog->windowTitle(), u"Release by canary"_s);
    QCOMPARE(dialog->steps().size(), 1);
    QVERIFY2(dialog->steps().front().contains(u"of Checkout to Canary"_s),
             qPrintable(dialog->steps().front()));
    QCOMPARE(historySize(), before); // looking changes nothing
    QTest::mouseClick(dialog->mainButton(), Qt::LeftButton);
    settle();
    QCOMPARE(historySize(), before + 1);
    QCOMPARE(valueOf(u"checkout"_s, u"deployment_strategy"_s), u"canary"_s);
    QVERIFY2(lastLabel().startsWith(u"Release by canary: Checkout in Current"_s), qPrintable(lastLabel()));
    QVERIFY(!shown().contains(m_checkout));
    keys(u"Ctrl+Z"_s);
    QVERIFY(shown().contains(m_checkout));
}

void tst_Findings::aFixThatIsNoneSaysSo()
{
    Draft draft(model());
    Record rule = *model().record(u"rule"_s, u"our-001"_s);
    rule.properties.insert(u"fix_query"_s,
                           u"select :element as element_id, 'colour' as property, 'red' as value"_s);
    QVERIFY(draft.update(rule));
    QVERIFY(session().commit(draft, u"Change"_s));
    settle();
    choose(m_checkout);
    press(Qt::Key_F);
    auto *dialog = dialogOf<FixDialog>();
    QVERIFY(dialog);
    QVERIFY(!dialog->mainButton()->isEnabled());
    QVERIFY(std::ranges::any_of(dialog->findChildren<QLabel *>(), [](const QLabel *label) {
        return label->isVisible() && label->text().contains(u"has no property 'colour'"_s);
    }));
    dialog->reject();
}

void tst_Findings::aFixCanRelate()
{
    Draft draft(model());
    Record rule = *model().record(u"rule"_s, u"our-001"_s);
    rule.properties.insert(u"fix_query"_s,
                           u"select :element as element_id, 'deliveredBy' as relation, id as target_id "
                           "from pipelines where key = 'jenkins-shared'"_s);
    QVERIFY(draft.update(rule));
    QVERIFY(session().commit(draft, u"Change"_s));
    settle();
    const auto before = historySize();
    choose(m_checkout);
    press(Qt::Key_F);
    auto *dialog = dialogOf<FixDialog>();
    QVERIFY(dialog);
    QCOMPARE(dialog->steps(), QStringList{u"Checkout is delivered by jenkins-shared"_s});
    QTest::mouseClick(dialog->mainButton(), Qt::LeftButton);
    settle();
    QCOMPARE(historySize(), before + 1);
    QVERIFY(std::ranges::any_of(session().state().targets(idOf(u"checkout"_s), u"deliveredBy"_s),
                                [](const ElementState &end) { return end.key == u"jenkins-shared"_s; }));
}

void tst_Findings::aCompareFixesNothing()
{
    startCompare();
    workspace().bottom()->open(BottomPane::Tab::Findings);
    settle();
    choose(m_payment);
    QVERIFY(!panel()->details()->fixAction()->isEnabled());
    press(Qt::Key_F);
    QVERIFY(!dialogOf<FixDialog>());
    showPlateau(u"current"_s);
    choose(m_payment);
    QVERIFY(panel()->details()->fixAction()->isEnabled());
}

void tst_Findings::aWorkPackageIsMade()
{
    choose(m_checkout);
    press(Qt::Key_P);
    const auto packages = model().recordsOfKind(u"workPackage"_s);
    const auto it = std::ranges::find_if(packages, [](const Record &one) { return one.key != u"wp-1"_s; });
    QVERIFY(it != packages.end());
    const auto &properties = it->properties;
    QCOMPARE(properties.value(u"name"_s).toString(), u"Checkout: Critical service released by rolling"_s);
    QCOMPARE(properties.value(u"from_plateau"_s).toString(), u"current"_s);
    QCOMPARE(properties.value(u"to_plateau"_s).toString(), u"wave-1"_s);
    QCOMPARE(properties.value(u"outcome"_s).toString(), u"Release it by canary."_s);
    QCOMPARE(properties.value(u"elements"_s).toArray(), QJsonArray{u"checkout"_s});
    QCOMPARE(std::get<RecordId>(session().selection()), it->id);
    auto *page = recordPage();
    QVERIFY(page);
    QCOMPARE(page->record(), it->id);
    session().undo();
    settle();
    QCOMPARE(model().recordsOfKind(u"workPackage"_s).size(), 1);
}

void tst_Findings::aWorkPackageOfTheLastPlateauLeadsToIt()
{
    showPlateau(u"target"_s);
    choose(m_payment);
    press(Qt::Key_P);
    const auto packages = model().recordsOfKind(u"workPackage"_s);
    const auto it = std::ranges::find_if(packages, [](const Record &one) { return one.key != u"wp-1"_s; });
    QVERIFY(it != packages.end());
    QCOMPARE(it->properties.value(u"from_plateau"_s).toString(), u"wave-1"_s);
    QCOMPARE(it->properties.value(u"to_plateau"_s).toString(), u"target"_s);
    QVERIFY2(m_window->messages()->text().contains(u"Nothing comes after Target"_s),
             qPrintable(m_window->messages()->text()));
}

void tst_Findings::theTreeAndCardsShowMarks()
{
    const auto markOf = [this](const QString &key) {
        const auto *items = workspace().tree()->model();
        return items->find(idOf(key)).data(ModelTree::MarkRole);
    };
    QCOMPARE(markOf(u"checkout"_s).toInt(), int(rules::Severity::Error));
    QVERIFY(markOf(u"checkout"_s).isValid());
    const auto index = workspace().tree()->model()->find(idOf(u"checkout"_s));
    QVERIFY(index.data(Qt::ToolTipRole).toString().contains(m_checkout));
    QVERIFY(index.data(Qt::AccessibleTextRole).toString().contains(u"finding"_s));
    // They keep up.
    const auto findings = workspace().findings().of(idOf(u"checkout"_s));
    set(u"checkout"_s, u"deployment_strategy"_s, u"canary"_s);
    settle();
    QVERIFY(!workspace()
                 .tree()
                 ->model()
                 ->find(idOf(u"checkout"_s))
                 .data(Qt::ToolTipRole)
                 .toString()
                 .contains(m_checkout));
    if (findings.size() == 1)
        QVERIFY(!markOf(u"checkout"_s).isValid());
}

void tst_Findings::theInspectorOffersWhatTheListDoes()
{
    session().select(idOf(u"checkout"_s));
    settle();
    QPushButton *fix = nullptr;
    for (auto *button : workspace().inspector()->page()->findChildren<QPushButton *>()) {
        if (button->accessibleName() == u"Fix… OUR-001"_s)
            fix = button;
    }
    QVERIFY(fix);
    workspace().inspector()->ensureWidgetVisible(fix);
    QTest::mouseClick(fix, Qt::LeftButton);
    settle();
    auto *dialog = dialogOf<FixDialog>();
    QVERIFY(dialog);
    QTest::keyClick(dialog->mainButton(), Qt::Key_Return);
    settle();
    QCOMPARE(valueOf(u"checkout"_s, u"deployment_strategy"_s), u"canary"_s);
}

void tst_Findings::aProfileIsChosen()
{
    const auto profiles = rules::Profiles::builtin().all();
    QVERIFY(!profiles.isEmpty());
    QVERIFY(panel()->profileButton()->text().contains(u"none"_s));
    auto *menu = panel()->profileButton()->menu();
    Q_EMIT menu->aboutToShow();
    QCOMPARE(menu->actions().size(), profiles.size());
    const auto &first = profiles.first();
    menu->actions().front()->trigger();
    settle();
    QCOMPARE(model().record(u"project"_s, u"project"_s)->properties.value(u"profiles"_s).toArray(),
             QJsonArray{first.ids.front()});
    QVERIFY(panel()->profileButton()->text().contains(first.title));
    QCOMPARE(lastLabel(), u"Choose the profile %1"_s.arg(first.title));
    keys(u"Ctrl+Z"_s);
    QVERIFY(panel()->profileButton()->text().contains(u"none"_s));
}

void tst_Findings::aReadOnlyProjectOnlyExplains()
{
    const QString path = m_path;
    m_window->close();
    m_window = std::make_unique<MainWindow>(*m_appearance);
    m_window->resize(1440, 900);
    QVERIFY(m_window->openReadOnly(path, u"It is only to look at."_s));
    m_window->show();
    settle();
    showPlateau(u"current"_s);
    choose(m_checkout);
    QVERIFY(!panel()->details()->waiveAction()->isEnabled());
    QVERIFY(!panel()->details()->fixAction()->isEnabled());
    QVERIFY(panel()->details()->ruleAction()->isEnabled());
    const auto before = historySize();
    press(Qt::Key_F);
    press(Qt::Key_P);
    QVERIFY(!dialogOf<FixDialog>());
    QCOMPARE(historySize(), before);
}

void tst_Findings::aRuleThatFailsIsNamed()
{
    Draft draft(model());
    Record rule = *model().record(u"rule"_s, u"our-001"_s);
    rule.properties.insert(u"query"_s, u"select nothing from nowhere"_s);
    QVERIFY(draft.update(rule));
    QVERIFY(session().commit(draft, u"Change"_s));
    settle();
    const auto lines = panel()->list()->lines()->lines();
    QVERIFY(std::ranges::any_of(lines, [](const Line &line) {
        return line.lead == u"rule failed"_s && line.text.contains(u"OUR-001"_s);
    }));
    QVERIFY(!shown().contains(m_checkout));
}

QTEST_MAIN(tst_Findings)
#include "tst_findings.moc"

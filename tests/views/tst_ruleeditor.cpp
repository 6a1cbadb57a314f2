// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "windowtest.h"

#include "core/rules/facttables.h"
#include "views/governance/findingspanel.h"
#include "views/governance/ruleeditor.h"
#include "views/governance/ruleform.h"
#include "views/panels/sqledit.h"
#include "views/style/parts.h"

#include <QAbstractItemView>
#include <QComboBox>
#include <QCompleter>
#include <QFile>
#include <QLineEdit>
#include <QPlainTextEdit>

/// Rules written, tried, kept and shared in the window.
class tst_RuleEditor : public WindowTest
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { prepare(); }
    void init() { openWindow(); }
    void cleanup() { closeWindow(); }

    void theListIsReadAndFiltered();
    void aRuleIsWrittenTriedAndKept();
    void aWrongQueryIsUnderlined();
    void whatIsMissingIsSaid();
    void aShippedRuleIsCopiedAndComesBack();
    void columnsAreCompleted_data();
    void columnsAreCompleted();
    void completionIsInsertedByKeys();
    void resultsJump();
    void aPackIsSharedAndRead();
    void aWrongPackIsRefused();
    void unsavedTextIsNotLostUnasked();
    void undoIsFollowed();
    void theFindingOpensItsRule();

private:
    RuleEditor *openEditor()
    {
        m_window->actions()[Actions::Rules]->trigger();
        settle();
        return dialogOf<RuleEditor>();
    }
    static QString firstShipped() { return rules::RuleSet::builtin().rules().front().id; }
    static void type(QPlainTextEdit *edit, const QString &text)
    {
        edit->selectAll();
        edit->insertPlainText(text);
    }
    void write(RuleEditor *editor, const QString &id, const QString &query)
    {
        QTest::mouseClick(editor->button(u"new"_s), Qt::LeftButton);
        editor->form()->id()->setFocus();
        QTest::keyClicks(editor->form()->id(), id);
        QTest::keyClicks(editor->form()->title(), u"Tier one"_s);
        type(editor->form()->query(), query);
        editor->form()->rationale()->setPlainText(u"Why."_s);
        editor->form()->remediation()->setPlainText(u"What."_s);
    }
    void run(RuleEditor *editor)
    {
        QTest::mouseClick(editor->button(u"run"_s), Qt::LeftButton);
        QTRY_VERIFY(!editor->isRunning());
    }
    [[nodiscard]] static bool says(const QWidget *dialog, const QString &words)
    {
        return std::ranges::any_of(dialog->findChildren<QLabel *>(), [&](const QLabel *label) {
            return label->isVisible() && label->text().contains(words);
        });
    }
    const QString m_query =
        u"select id as element_id, name || ' is tier one' as message from :applies where tier = 1"_s;
};

void tst_RuleEditor::theListIsReadAndFiltered()
{
    keys(u"Ctrl+Shift+R"_s);
    auto *editor = dialogOf<RuleEditor>();
    QVERIFY(editor);
    const auto all = rules::RuleSet::builtin().rules().size();
    QCOMPARE(editor->list()->lines()->rowCount(), int(all));
    // A shipped one is to read.
    QVERIFY(editor->form()->query()->isReadOnly());
    QVERIFY(editor->button(u"copy"_s)->isVisible());
    QVERIFY(!editor->button(u"save"_s)->isVisible());
    QTest::keyClicks(editor->filter(), firstShipped());
    QCOMPARE(editor->list()->lines()->rowCount(), 1);
    editor->reject();
}

void tst_RuleEditor::aRuleIsWrittenTriedAndKept()
{
    auto *editor = openEditor();
    QVERIFY(editor);
    const auto before = historySize();
    write(editor, u"our-001"_s, m_query);
    run(editor);
    QVERIFY2(editor->outcome().startsWith(u"1 finding"_s), qPrintable(editor->outcome()));
    QCOMPARE(editor->results()->lines()->lines().front().lead, u"Checkout"_s);
    QCOMPARE(historySize(), before); // trying keeps nothing
    QTest::mouseClick(editor->button(u"save"_s), Qt::LeftButton);
    settle();
    QCOMPARE(historySize(), before + 1);
    QCOMPARE(lastLabel(), u"Add the rule OUR-001"_s);
    QVERIFY(workspace().findings().rule(u"OUR-001"_s));
    const auto found = workspace().findings().of(idOf(u"checkout"_s));
    QVERIFY(std::ranges::any_of(found, [](const auto &finding) { return finding.rule == u"OUR-001"_s; }));
    // Changed and kept with Ctrl+S.
    QVERIFY(!editor->button(u"save"_s)->isEnabled());
    type(editor->form()->query(), m_query + u" or tier = 2"_s);
    QVERIFY(editor->button(u"save"_s)->isEnabled());
    QTest::keyClick(editor->form()->query(), Qt::Key_S, Qt::ControlModifier);
    settle();
    QCOMPARE(lastLabel(), u"Change the rule OUR-001"_s);
    QTest::mouseClick(editor->button(u"delete"_s), Qt::LeftButton);
    settle();
    QCOMPARE(lastLabel(), u"Delete the rule OUR-001"_s);
    QVERIFY(!workspace().findings().rule(u"OUR-001"_s));
    editor->reject();
}

void tst_RuleEditor::aWrongQueryIsUnderlined()
{
    auto *editor = openEditor();
    const QString query = u"select id as element_id, nothing as message from :applies"_s;
    write(editor, u"our-001"_s, query);
    run(editor);
    QVERIFY2(editor->outcome().contains(u"nothing"_s), qPrintable(editor->outcome()));
    const auto marks = editor->form()->query()->extraSelections();
    QCOMPARE(marks.size(), 1);
    QCOMPARE(marks.front().cursor.selectedText(), u"nothing"_s);
    QCOMPARE(marks.front().format.underlineStyle(), QTextCharFormat::WaveUnderline);
    // Who goes on writing is not told off any more.
    editor->form()->query()->moveCursor(QTextCursor::End);
    QTest::keyClicks(editor->form()->query(), u" "_s);
    QVERIFY(editor->form()->query()->extraSelections().isEmpty());
    type(editor->form()->query(), u"select 1"_s);
    run(editor);
    QVERIFY2(editor->outcome().contains(u"element_id"_s), qPrintable(editor->outcome()));
    type(editor->form()->query(),
         u"select id as element_id, name as message from services where tier > :most"_s);
    run(editor);
    QVERIFY2(editor->outcome().contains(u"most"_s), qPrintable(editor->outcome()));
    editor->form()->parameters()->setPlainText(u"most = 1"_s);
    run(editor);
    QVERIFY2(editor->outcome().contains(u"findings"_s), qPrintable(editor->outcome()));
}

void tst_RuleEditor::whatIsMissingIsSaid()
{
    auto *editor = openEditor();
    const auto before = historySize();
    QTest::mouseClick(editor->button(u"new"_s), Qt::LeftButton);
    QTest::mouseClick(editor->button(u"save"_s), Qt::LeftButton);
    QVERIFY(says(editor, u"Give it an id"_s));
    QTest::keyClicks(editor->form()->id(), u"our 1"_s);
    QTest::mouseClick(editor->button(u"save"_s), Qt::LeftButton);
    QVERIFY(says(editor, u"letters, digits"_s));
    editor->form()->id()->setText(u"OUR-1"_s);
    QTest::mouseClick(editor->button(u"save"_s), Qt::LeftButton);
    QVERIFY(says(editor, u"Give it a title"_s));
    editor->form()->title()->setText(u"Title"_s);
    QTest::mouseClick(editor->button(u"save"_s), Qt::LeftButton);
    QVERIFY(says(editor, u"Say why it matters"_s));
    editor->form()->rationale()->setPlainText(u"Why"_s);
    editor->form()->remediation()->setPlainText(u"What"_s);
    editor->form()->parameters()->setPlainText(u"no number"_s);
    QTest::mouseClick(editor->button(u"save"_s), Qt::LeftButton);
    QVERIFY(says(editor, u"name = value"_s));
    QCOMPARE(historySize(), before);
}

void tst_RuleEditor::aShippedRuleIsCopiedAndComesBack()
{
    auto *editor = openEditor();
    const QString id = firstShipped();
    editor->openRule(id);
    QTest::mouseClick(editor->button(u"copy"_s), Qt::LeftButton);
    QVERIFY(!editor->form()->query()->isReadOnly());
    editor->form()->title()->setText(u"Milder here"_s);
    editor->form()->severity()->setCurrentIndex(editor->form()->severity()->findData(u"info"_s));
    QTest::mouseClick(editor->button(u"save"_s), Qt::LeftButton);
    settle();
    QCOMPARE(workspace().findings().rule(id)->title, u"Milder here"_s);
    QVERIFY(workspace().findings().rule(id)->severity == rules::Severity::Info);
    // In its place, not beside it.
    QCOMPARE(workspace().findings().rules().rules().size(), rules::RuleSet::builtin().rules().size());
    QCOMPARE(editor->list()->lines()->lines().front().right, u"changed"_s);
    QCOMPARE(editor->button(u"delete"_s)->text(), u"Back to the shipped one"_s);
    QTest::mouseClick(editor->button(u"delete"_s), Qt::LeftButton);
    settle();
    QCOMPARE(workspace().findings().rule(id)->title, rules::RuleSet::builtin().rule(id)->title);
    QVERIFY(editor->form()->query()->isReadOnly());
    QCOMPARE(editor->form()->title()->text(), rules::RuleSet::builtin().rule(id)->title);
}

void tst_RuleEditor::columnsAreCompleted_data()
{
    QTest::addColumn<QString>("sql");
    QTest::addColumn<QString>("offered");
    QTest::addColumn<QString>("notOffered");
    QTest::newRow("table") << u"select * from ser"_s << u"services"_s << u"tier"_s;
    QTest::newRow("column of an alias") << u"select s.| from services s"_s << u"tier"_s << u"services"_s;
    QTest::newRow("column of a table")
        << u"select services.ti| from services"_s << u"tier"_s << u"services"_s;
    QTest::newRow("of the rule's elements") << u"select a.| from :applies a"_s << u"tier"_s << u"services"_s;
    QTest::newRow("of several") << u"select d.| from services s join depends_on d on d.source = s.id"_s
                                << u"target_key"_s << u"tier"_s;
    QTest::newRow("without alias") << u"select | from services where"_s << u"tier"_s << u"target_key"_s;
    QTest::newRow("placeholder") << u"select * from services where x = :|"_s << u":plateau"_s << u"tier"_s;
    QTest::newRow("rule's table") << u"select * from |"_s << u":applies"_s << u"tier"_s;
}

void tst_RuleEditor::columnsAreCompleted()
{
    QFETCH(QString, sql);
    QFETCH(QString, offered);
    QFETCH(QString, notOffered);
    auto tables = rules::FactTables::columns();
    tables.insert(u":applies"_s, tables.value(u"services"_s));
    const auto bar = sql.indexOf(u'|');
    const auto at = bar < 0 ? sql.size() : bar;
    const auto choices = sqlChoices(sql.remove(u'|'), at, tables, {u":applies"_s, u":plateau"_s, u":date"_s});
    QVERIFY2(choices.contains(offered), qPrintable(choices.join(u' ')));
    QVERIFY2(!choices.contains(notOffered), qPrintable(choices.join(u' ')));
}

void tst_RuleEditor::completionIsInsertedByKeys()
{
    auto *editor = openEditor();
    QTest::mouseClick(editor->button(u"new"_s), Qt::LeftButton);
    auto *query = editor->form()->query();
    query->clear();
    query->setFocus();
    QTest::keyClicks(query, u"select s.deploy"_s);
    QVERIFY(!query->completer()->popup()->isVisible()); // s is nothing yet
    query->clear();
    QTest::keyClicks(query, u"from services s where s."_s);
    QTRY_VERIFY(query->completer()->popup()->isVisible());
    QTest::keyClicks(query, u"deployment_st"_s);
    QTRY_VERIFY(query->completer()->popup()->isVisible());
    QTest::keyClick(query->completer()->popup(), Qt::Key_Return);
    QCOMPARE(query->toPlainText(), u"from services s where s.deployment_strategy"_s);
    // Esc leaves the list, not the dialog.
    QTest::keyClicks(query, u" and s."_s);
    QTRY_VERIFY(query->completer()->popup()->isVisible());
    QTest::keyClick(query->completer()->popup(), Qt::Key_Escape);
    QVERIFY(!query->completer()->popup()->isVisible());
    QVERIFY(editor->isVisible());
    QTest::keyClick(query, Qt::Key_Space, Qt::ControlModifier);
    QTRY_VERIFY(query->completer()->popup()->isVisible());
    // Ctrl+Enter runs and takes nothing from the list.
    const QString before = query->toPlainText();
    QTest::keyClick(query->completer()->popup(), Qt::Key_Return, Qt::ControlModifier);
    QVERIFY(!query->completer()->popup()->isVisible());
    QCOMPARE(query->toPlainText(), before);
    QTRY_VERIFY(!editor->isRunning());
    QVERIFY(!editor->outcome().isEmpty());
    // A word that is whole: Enter is a new line.
    query->setPlainText(u"select s.tie from services s"_s);
    auto cursor = query->textCursor();
    cursor.setPosition(12);
    query->setTextCursor(cursor);
    QTest::keyClicks(query, u"r"_s);
    QVERIFY(!query->completer()->popup()->isVisible());
}

void tst_RuleEditor::resultsJump()
{
    auto *editor = openEditor();
    write(editor, u"our-001"_s, m_query);
    QTest::keyClick(editor->form()->query(), Qt::Key_Return, Qt::ControlModifier);
    QTRY_VERIFY(!editor->isRunning());
    auto *list = editor->results();
    QTest::mouseClick(list->viewport(), Qt::LeftButton, {},
                      list->visualRect(list->model()->index(0, 0)).center());
    settle();
    QCOMPARE(session().selectedElement(), idOf(u"checkout"_s));
}

void tst_RuleEditor::aPackIsSharedAndRead()
{
    auto *editor = openEditor();
    QVERIFY(!editor->button(u"export"_s)->isEnabled()); // nothing own yet
    write(editor, u"our-001"_s, m_query);
    editor->form()->parameters()->setPlainText(u"most = 3"_s);
    QTest::mouseClick(editor->button(u"save"_s), Qt::LeftButton);
    settle();
    const auto written = *workspace().findings().rule(u"OUR-001"_s);
    const QString path = m_folder.filePath(u"pack.yaml"_s);
    QVERIFY(editor->button(u"export"_s)->isEnabled());
    QVERIFY(editor->exportTo(path));
    QTest::mouseClick(editor->button(u"delete"_s), Qt::LeftButton);
    settle();
    QVERIFY(!workspace().findings().rule(u"OUR-001"_s));
    const auto before = historySize();
    QVERIFY(editor->importFrom(path));
    settle();
    QCOMPARE(historySize(), before + 1);
    const auto *read = workspace().findings().rule(u"OUR-001"_s);
    QVERIFY(read);
    QCOMPARE(read->query, written.query);
    QCOMPARE(read->parameters.value(u"most"_s).toDouble(), 3.0);
    QCOMPARE(read->applies, written.applies);
    // Again: in its place.
    QVERIFY(editor->importFrom(path));
    settle();
    QCOMPARE(model().recordsOfKind(u"rule"_s).size(), 1);
    QVERIFY(!editor->exportTo(m_folder.filePath(u"no/such/folder/pack.yaml"_s)));
    QVERIFY(says(editor, u"cannot be written"_s));
}

void tst_RuleEditor::aWrongPackIsRefused()
{
    auto *editor = openEditor();
    const auto before = historySize();
    const QString path = m_folder.filePath(u"wrong.yaml"_s);
    const auto put = [&](const QByteArray &text) {
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(text);
    };
    put("rules:\n  - id: X-1\n    title: No query\n    severity: error\n");
    QVERIFY(!editor->importFrom(path));
    QVERIFY(says(editor, u"a rule needs id, title"_s));
    QVERIFY(says(editor, u"wrong.yaml"_s));
    put("rules: [");
    QVERIFY(!editor->importFrom(path));
    put("rules: []\n");
    QVERIFY(!editor->importFrom(path));
    QVERIFY(!editor->importFrom(m_folder.filePath(u"not-there.yaml"_s)));
    QVERIFY(says(editor, u"cannot be read"_s));
    QCOMPARE(historySize(), before);
}

void tst_RuleEditor::unsavedTextIsNotLostUnasked()
{
    auto *editor = openEditor();
    write(editor, u"our-001"_s, m_query);
    editor->list()->setCurrentIndex(editor->list()->model()->index(2, 0));
    settle();
    auto *ask = dialogOf<ConfirmDialog>();
    QVERIFY(ask);
    ask->reject();
    QCOMPARE(editor->form()->id()->text(), u"our-001"_s);
    QCOMPARE(editor->form()->query()->toPlainText(), m_query);
    // The window does not take it along either.
    QVERIFY(!m_window->close());
    ask = dialogOf<ConfirmDialog>();
    QVERIFY(ask);
    ask->reject();
    QVERIFY(m_window->isVisible());
    editor->reject();
    ask = dialogOf<ConfirmDialog>();
    QVERIFY(ask);
    QVERIFY(editor->isVisible());
    QTest::mouseClick(ask->mainButton(), Qt::LeftButton);
    QVERIFY(!editor->isVisible());
    QCOMPARE(model().recordsOfKind(u"rule"_s).size(), 0);
    // A shipped one that was copied and not changed is left without a word.
    editor = openEditor();
    editor->openRule(firstShipped());
    editor->reject();
    QVERIFY(!editor->isVisible());
}

void tst_RuleEditor::undoIsFollowed()
{
    auto *editor = openEditor();
    write(editor, u"our-001"_s, m_query);
    QTest::mouseClick(editor->button(u"save"_s), Qt::LeftButton);
    settle();
    const auto with = editor->list()->lines()->rowCount();
    session().undo();
    settle();
    QCOMPARE(model().recordsOfKind(u"rule"_s).size(), 0);
    QVERIFY(!rules::RuleSet::builtin().rule(u"OUR-001"_s));
    QCOMPARE(workspace().findings().rules().rules().size(), rules::RuleSet::builtin().rules().size());
    QCOMPARE(editor->list()->lines()->rowCount(), with - 1);
    session().redo();
    settle();
    QCOMPARE(editor->list()->lines()->rowCount(), with);
}

void tst_RuleEditor::theFindingOpensItsRule()
{
    auto *panel = workspace().bottom()->findingsPanel();
    panel->list()->setFocus();
    panel->list()->setCurrentIndex(panel->list()->model()->index(0, 0));
    const QString id = panel->current()->rule;
    QTest::keyClick(panel->list(), Qt::Key_R);
    settle();
    auto *editor = dialogOf<RuleEditor>();
    QVERIFY(editor);
    QCOMPARE(editor->form()->id()->text(), id);
}

QTEST_MAIN(tst_RuleEditor)
#include "tst_ruleeditor.moc"

// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "windowtest.h"

#include "core/documents/template_store.h"
#include "views/documents/difftext.h"
#include "views/documents/documentcommands.h"
#include "views/documents/documentspanel.h"
#include "views/documents/documentview.h"
#include "views/documents/templateeditor.h"
#include "views/documents/templatetext.h"
#include "views/documents/valuestree.h"
#include "views/style/parts.h"
#include "views/window/documentdialog.h"
#include "views/window/settings.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDesktopServices>
#include <QDir>
#include <QFile>
#include <QLineEdit>
#include <QStandardPaths>
#include <QTableWidget>

/// Documents and their templates in the window: which are up to date, generating them, writing a template.
class tst_DocumentsWindow : public WindowTest
{
    Q_OBJECT

public Q_SLOTS:
    void opened(const QUrl &url) { m_opened.append(url); }

private Q_SLOTS:
    void initTestCase()
    {
        prepare();
        QStandardPaths::setTestModeEnabled(true);
        QDesktopServices::setUrlHandler(u"file"_s, this, "opened");
    }
    void cleanupTestCase() { QDesktopServices::unsetUrlHandler(u"file"_s); }
    void init()
    {
        openWindow();
        m_out = m_folder.filePath(u"out-%1"_s.arg(m_number));
        m_opened.clear();
        for (const QString &folder : documents::templateFolders(m_path).inOrder())
            QDir(folder).removeRecursively();
    }
    void cleanup() { closeWindow(); }

    void theTabListsAllAndIsRemembered();
    void editsMakeDocumentsStaleWhileSomebodyLooks();
    void handEditedFilesAreToldAndKept();
    void leftoversAreRemovedOnceConfirmed();
    void theSelectedOnesAreGenerated();
    void formsAreChosen();
    void enterOpensADocument();
    void theListIsFiltered();
    void aTemplateIsTriedWhileItIsWritten();
    void aMistakeIsMarkedAndGoneTo();
    void aTemplateIsSavedAndTakenBack();
    void savingForMeServesOtherProjects();
    void valuesAreWrittenByAClick();
    void unsavedTextIsNotLostUnasked();
    void theListOpensTheTemplateOfItsDocument();
    void whatIsGeneratedIsMadeWithOwnTemplates();

private:
    DocumentsPanel *panel() { return workspace().bottom()->documents(); }
    QTableWidget *table() { return panel()->table(); }

    void openPanel()
    {
        keys(u"Ctrl+Shift+5"_s);
        QVERIFY(panel()->isVisible());
    }
    void generateAll()
    {
        openPanel();
        panel()->setFolder(m_out);
        settle();
        QTest::mouseClick(panel()->button(u"all"_s), Qt::LeftButton);
        settle();
    }
    int rowOf(const QString &title)
    {
        const auto found = table()->findItems(title, Qt::MatchExactly);
        return found.isEmpty() ? -1 : found.first()->row();
    }
    QString cell(const QString &title, int column)
    {
        const int row = rowOf(title);
        return row < 0 ? QString() : table()->item(row, column)->text();
    }
    QString stateOf(const QString &title) { return cell(title, 2); }
    void clickRow(const QString &title, Qt::KeyboardModifiers modifiers = {})
    {
        auto *item = table()->item(rowOf(title), 0);
        QVERIFY2(item, qPrintable(title));
        table()->scrollToItem(item);
        QTest::mouseClick(table()->viewport(), Qt::LeftButton, modifiers,
                          table()->visualItemRect(item).center());
    }
    void setDecision(const QString &key, const QString &property, const QString &text)
    {
        Draft draft(model());
        Record decision = *model().record(u"decision"_s, key);
        decision.properties.insert(property, text);
        QVERIFY(draft.update(decision));
        QVERIFY(session().commit(draft, u"Change"_s));
        settle();
    }
    /// The first decision of the project.
    Record decision() { return model().recordsOfKind(u"decision"_s).first(); }
    QString decisionTitle()
    {
        for (const auto &listed : documents::listDocuments(model(), session().plateau())) {
            if (listed.kind == u"adr"_s &&
                listed.title.endsWith(decision().properties.value(u"title"_s).toString()))
                return listed.title;
        }
        return {};
    }
    QString decisionPath()
    {
        for (const auto &listed : documents::listDocuments(model(), session().plateau())) {
            if (listed.title == decisionTitle())
                return listed.path;
        }
        return {};
    }
    static QByteArray bytesOf(const QString &path)
    {
        QFile file(path);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
    static void append(const QString &path, const QByteArray &bytes)
    {
        QFile file(path);
        QVERIFY(file.open(QIODevice::Append));
        file.write(bytes);
    }
    TemplateEditor *openTemplates(const QString &name)
    {
        keys(u"Ctrl+Shift+T"_s);
        auto *editor = dialogOf<TemplateEditor>();
        if (!editor)
            return nullptr;
        pick(editor, name);
        return editor;
    }
    /// Chooses a template in the list.
    void pick(TemplateEditor *editor, const QString &name)
    {
        editor->filter()->setFocus();
        editor->filter()->selectAll();
        QTest::keyClicks(editor->filter(), name);
        QCOMPARE(editor->list()->model()->rowCount(), 1);
        QTest::mouseClick(editor->list()->viewport(), Qt::LeftButton, {},
                          editor->list()->visualRect(editor->list()->model()->index(0, 0)).center());
        settle();
    }
    /// At the end; a line end is a key of its own.
    static void type(TemplateText *text, const QString &words)
    {
        text->setFocus();
        text->moveCursor(QTextCursor::End);
        for (const QChar letter : words) {
            if (letter == u'\n')
                QTest::keyClick(text, Qt::Key_Return);
            else
                QTest::keyClicks(text, letter);
        }
    }
    void confirm()
    {
        auto *dialog = dialogOf<ConfirmDialog>();
        QVERIFY(dialog);
        QTest::mouseClick(dialog->mainButton(), Qt::LeftButton);
        settle();
    }

    QString m_out;
    QList<QUrl> m_opened;
};

void tst_DocumentsWindow::theTabListsAllAndIsRemembered()
{
    openPanel();
    const auto listed = documents::listDocuments(model(), session().plateau());
    QCOMPARE(table()->rowCount(), int(listed.size()));
    QCOMPARE(panel()->summary(), u"Never generated"_s);
    QCOMPARE(panel()->folderLink()->text(), u"Choose a folder…"_s);
    QVERIFY(!panel()->button(u"show"_s)->isEnabled());
    QCOMPARE(stateOf(u"Risk register"_s), u"○ not generated"_s);
    QCOMPARE(cell(u"Risk register"_s, 1), u"Risk register"_s);
    generateAll();
    QCOMPARE(table()->rowCount(), int(listed.size()) + 1); // with the index
    QVERIFY2(panel()->summary().startsWith(u"All "), qPrintable(panel()->summary()));
    QCOMPARE(stateOf(u"Risk register"_s), u"✓ up to date"_s);
    QVERIFY(QFile::exists(m_out + u"/risk-register.md"_s) && QFile::exists(m_out + u"/risk-register.html"_s));
    reopen();
    QVERIFY(panel()->isVisible());
    QVERIFY(panel()->folderLink()->toolTip().size() > 0);
    QCOMPARE(panel()->watch()->folder(), m_out);
    QCOMPARE(stateOf(u"Risk register"_s), u"✓ up to date"_s);
    clickRow(u"Risk register"_s);
    QTest::mouseClick(panel()->button(u"show"_s), Qt::LeftButton);
    QCOMPARE(m_opened, QList<QUrl>{QUrl::fromLocalFile(m_out)});
}

void tst_DocumentsWindow::editsMakeDocumentsStaleWhileSomebodyLooks()
{
    generateAll();
    setDecision(decision().key, u"context"_s, u"Another beginning."_s);
    QCOMPARE(stateOf(decisionTitle()), u"~ out of date"_s);
    QVERIFY2(cell(decisionTitle(), 3).contains(u"Context and Problem Statement (+"_s),
             qPrintable(cell(decisionTitle(), 3)));
    QCOMPARE(stateOf(u"Risk register"_s), u"✓ up to date"_s);
    QCOMPARE(panel()->summary(), u"2 out of date"_s); // and the index, which names the model's state
    keys(u"Ctrl+Z"_s);
    QVERIFY2(panel()->summary().startsWith(u"All "), qPrintable(panel()->summary()));
    // Nobody looks: nothing is worked out until somebody does.
    keys(u"Ctrl+Shift+1"_s);
    setDecision(decision().key, u"context"_s, u"Another beginning."_s);
    QVERIFY2(panel()->summary().startsWith(u"All "), qPrintable(panel()->summary()));
    openPanel();
    QCOMPARE(panel()->summary(), u"2 out of date"_s);
    QTest::mouseClick(panel()->button(u"all"_s), Qt::LeftButton);
    settle();
    QVERIFY2(panel()->summary().startsWith(u"All "), qPrintable(panel()->summary()));
    QVERIFY(m_window->messages()->text().contains(u"5 of them new or changed"_s));
    // Another plateau has other documents.
    showPlateau(session().plateau() == plateau(u"target"_s) ? u"current"_s : u"target"_s);
    QVERIFY2(panel()->summary().contains(u"out of date"_s), qPrintable(panel()->summary()));
}

void tst_DocumentsWindow::handEditedFilesAreToldAndKept()
{
    generateAll();
    append(m_out + u"/risk-register.md"_s, "My own words.\n");
    panel()->watch()->look(); // as coming back to the window does
    settle();
    QCOMPARE(stateOf(u"Risk register"_s), u"▲ edited by hand"_s);
    QCOMPARE(panel()->summary(), u"1 edited"_s);
    QTest::mouseClick(panel()->button(u"all"_s), Qt::LeftButton);
    settle();
    QVERIFY2(m_window->messages()->text().contains(u"risk-register.edited.md"_s),
             qPrintable(m_window->messages()->text()));
    QVERIFY(bytesOf(m_out + u"/risk-register.edited.md"_s).endsWith("My own words.\n"));
    QCOMPARE(stateOf(u"Risk register"_s), u"✓ up to date"_s);
}

void tst_DocumentsWindow::leftoversAreRemovedOnceConfirmed()
{
    generateAll();
    QVERIFY(!panel()->button(u"prune"_s)->isVisible());
    const QString path = decisionPath();
    const QString title = decisionTitle();
    Draft draft(model());
    QVERIFY(draft.eraseRecord(decision().id));
    QVERIFY(session().commit(draft, u"Erase"_s));
    settle();
    QCOMPARE(stateOf(title), u"− left over"_s);
    clickRow(title);
    QVERIFY(!panel()->button(u"selected"_s)->isEnabled());
    QTest::keyClick(table(), Qt::Key_Return);
    QCOMPARE(m_opened, QList<QUrl>{QUrl::fromLocalFile(m_out + u'/' + path + u".html"_s)});
    QTest::mouseClick(panel()->button(u"prune"_s), Qt::LeftButton);
    settle();
    QVERIFY(QFile::exists(m_out + u'/' + path + u".md"_s)); // only once it is confirmed
    confirm();
    QVERIFY(!QFile::exists(m_out + u'/' + path + u".md"_s));
    QCOMPARE(rowOf(title), -1);
    QCOMPARE(m_window->messages()->text(), u"2 files are removed."_s);
}

void tst_DocumentsWindow::theSelectedOnesAreGenerated()
{
    openPanel();
    panel()->setFolder(m_out);
    settle();
    clickRow(u"Risk register"_s);
    clickRow(u"SLO catalogue"_s, Qt::ControlModifier);
    QCOMPARE(panel()->selectedPaths().size(), 2);
    QTest::mouseClick(panel()->button(u"selected"_s), Qt::LeftButton);
    settle();
    QCOMPARE(stateOf(u"Risk register"_s), u"✓ up to date"_s); // with the links that it has among all
    QCOMPARE(stateOf(u"SLO catalogue"_s), u"✓ up to date"_s);
    QCOMPARE(stateOf(u"Tool landscape"_s), u"○ not generated"_s);
    QCOMPARE(QDir(m_out).entryList(QDir::Files).size(), 4);
    QCOMPARE(panel()->selectedPaths().size(), 2); // what was selected stays so
}

void tst_DocumentsWindow::formsAreChosen()
{
    openPanel();
    panel()->setFolder(m_out);
    settle();
    for (const auto &info : documents::allFormats())
        QVERIFY2(panel()->formatBox(info.name), qPrintable(info.name));
    QVERIFY(panel()->formatBox(u"md"_s)->isChecked() && panel()->formatBox(u"html"_s)->isChecked());
    const auto click = [this](const QString &name) {
        auto *box = panel()->formatBox(name);
        QTest::mouseClick(box, Qt::LeftButton, {}, QPoint(8, box->height() / 2));
    };
    click(u"html"_s);
    click(u"md"_s); // the last one stays
    QVERIFY(panel()->formatBox(u"md"_s)->isChecked() && !panel()->formatBox(u"html"_s)->isChecked());
    clickRow(u"Risk register"_s);
    QTest::mouseClick(panel()->button(u"selected"_s), Qt::LeftButton);
    settle();
    QCOMPARE(QDir(m_out).entryList(QDir::Files), QStringList{u"risk-register.md"_s});
    QCOMPARE(stateOf(u"Risk register"_s), u"✓ up to date"_s);
    reopen();
    openPanel();
    QVERIFY(!panel()->formatBox(u"html"_s)->isChecked());
}

void tst_DocumentsWindow::enterOpensADocument()
{
    openPanel();
    clickRow(decisionTitle());
    QTest::keyClick(table(), Qt::Key_Return);
    settle();
    auto *dialog = dialogOf<DocumentDialog>();
    QVERIFY(dialog);
    QVERIFY(dialog->text()->toPlainText().contains(decision().properties.value(u"title"_s).toString()));
    QTest::keyClick(dialog, Qt::Key_Escape);
}

void tst_DocumentsWindow::theListIsFiltered()
{
    generateAll();
    setDecision(decision().key, u"context"_s, u"Another beginning."_s);
    QTest::keyClicks(panel()->filter(), u"out of date"_s);
    QCOMPARE(table()->rowCount(), 2);
    panel()->filter()->clear();
    QTest::keyClicks(panel()->filter(), u"runbooks"_s);
    QCOMPARE(table()->rowCount(), int(std::ranges::count(panel()->watch()->state().documents, u"runbook"_s,
                                                         &documents::DocumentState::kind)));
}

void tst_DocumentsWindow::aTemplateIsTriedWhileItIsWritten()
{
    auto *editor = openTemplates(u"adr.md"_s);
    QVERIFY(editor);
    QCOMPARE(editor->chosen(), u"adr.md"_s);
    QCOMPARE(editor->headText(), u"Decision record · built-in · for each decision · labels: adr, decision"_s);
    QVERIFY(!editor->button(u"back"_s)->isEnabled());
    QCOMPARE(editor->documentChoice()->count(), int(model().recordsOfKind(u"decision"_s).size()));
    const QString before = editor->markdown()->toPlainText();
    QVERIFY2(before.startsWith(u"---\nstatus:"), qPrintable(before));
    type(editor->text(), u"\nSeen by {{ plateau }}"_s);
    settle();
    QVERIFY2(
        editor->preview()->toPlainText().contains(u"Seen by "_s + session().plateauName(session().plateau())),
        qPrintable(editor->preview()->toPlainText()));
    QVERIFY(editor->headText().endsWith(u"not saved"));
    // Another document of that kind.
    editor->documentChoice()->setFocus();
    QTest::keyClick(editor->documentChoice(), Qt::Key_Down);
    settle();
    QVERIFY(editor->markdown()->toPlainText() != before);
    // What the model says now.
    const QString shown = editor->documentChoice()->currentText();
    for (const auto &record : model().recordsOfKind(u"decision"_s))
        setDecision(record.key, u"context"_s, u"Brand new context."_s);
    QVERIFY2(editor->preview()->toPlainText().contains(u"Brand new context."_s), qPrintable(shown));
    editor->compare();
    QVERIFY2(editor->difference()->toPlainText().contains(u"+ Seen by {{ plateau }}"_s),
             qPrintable(editor->difference()->toPlainText()));
}

void tst_DocumentsWindow::aMistakeIsMarkedAndGoneTo()
{
    auto *editor = openTemplates(u"risk-register.md"_s);
    QVERIFY(editor);
    QVERIFY(!editor->problem()->isVisible());
    const QString before = editor->preview()->toPlainText();
    const int line = editor->text()->blockCount() + 1;
    type(editor->text(), u"\n{% nonsense %}"_s);
    settle();
    QVERIFY(editor->problem()->isVisible());
    QVERIFY2(editor->problem()->toolTip().size() > 0 && editor->problem()->accessibleName().size() > 0,
             "said");
    QVERIFY(editor->text()->markedLine() > 0);
    QVERIFY(std::abs(editor->text()->markedLine() - line) <= 1);
    QCOMPARE(editor->preview()->toPlainText(), before); // the last one that could be made
    editor->text()->moveCursor(QTextCursor::Start);
    QTest::mouseClick(editor->problem(), Qt::LeftButton);
    QCOMPARE(editor->text()->textCursor().blockNumber() + 1, editor->text()->markedLine());
    QVERIFY(editor->text()->hasFocus());
    for (int i = 0; i < 14; ++i)
        QTest::keyClick(editor->text(), Qt::Key_Z, Qt::ControlModifier);
    editor->text()->setPlainText(
        u"{# colour: red #}\n# {{ title }}\n"_s); // a header that is wrong is a mistake too
    settle();
    QCOMPARE(editor->text()->markedLine(), 1);
    QCOMPARE(editor->preview()->toPlainText(), u"Risk register"_s);
    editor->text()->setPlainText(u"# {{ title }}\n"_s);
    settle();
    QVERIFY(!editor->problem()->isVisible());
    QCOMPARE(editor->text()->markedLine(), 0);

    // In a part that is included, its own line is gone to.
    editor->text()->setPlainText(*documents::builtInTemplate(u"risk-register.md"_s));
    QVERIFY(documents::saveTemplate(documents::templateFolders(m_path), documents::Origin::Project,
                                    u"_header.md"_s, u"one\n{% if %}\n"_s));
    type(editor->text(), u" "_s);
    QTest::keyClick(editor->text(), Qt::Key_Backspace);
    settle();
    QVERIFY(editor->problem()->isVisible());
    QCOMPARE(editor->text()->markedLine(), 0);
    editor->filter()->clear(); // looks anew at what there is
    QTest::mouseClick(editor->problem(), Qt::LeftButton);
    settle();
    QCOMPARE(editor->chosen(), u"_header.md"_s);
    QVERIFY(editor->headText().contains(u"this project's"_s));
}

void tst_DocumentsWindow::aTemplateIsSavedAndTakenBack()
{
    auto *editor = openTemplates(u"risk-register.md"_s);
    QVERIFY(editor);
    const QString file = documents::templateFolders(m_path).project + u"/risk-register.md"_s;
    QVERIFY(file.startsWith(m_folder.path()));
    type(editor->text(), u"\nOurs."_s);
    QVERIFY(!QFile::exists(file));
    QTest::keyClick(editor->text(), Qt::Key_S, Qt::ControlModifier);
    settle();
    QVERIFY(bytesOf(file).contains("Ours."));
    QVERIFY(!editor->isUnsaved());
    QVERIFY(editor->headText().contains(u"this project's"_s));
    QCOMPARE(editor->list()->lines()->lines().first().right, u"this project's"_s);
    QTest::mouseClick(editor->button(u"compare"_s), Qt::LeftButton);
    QVERIFY(editor->difference()->toPlainText().contains(u"+ Ours."_s));
    QTest::mouseClick(editor->button(u"back"_s), Qt::LeftButton);
    settle();
    QVERIFY(QFile::exists(file)); // only once it is confirmed
    confirm();
    QVERIFY(!QFile::exists(file));
    QVERIFY(editor->headText().contains(u"built-in"_s));
    QCOMPARE(editor->text()->toPlainText(), *documents::builtInTemplate(u"risk-register.md"_s));
    QCOMPARE(editor->difference()->toPlainText(), u"It is the same as the built-in one."_s);
    // Where it cannot be written, the dialog says so and the text stays.
    QVERIFY(QDir().mkpath(QFileInfo(file).path()) && QDir().mkpath(file));
    type(editor->text(), u"Mine"_s);
    QTest::mouseClick(editor->button(u"project"_s), Qt::LeftButton);
    QVERIFY(editor->isUnsaved());
    QVERIFY(std::ranges::any_of(editor->findChildren<QLabel *>(), [](const QLabel *label) {
        return label->isVisible() && label->text().contains(u"cannot be written"_s);
    }));
}

void tst_DocumentsWindow::savingForMeServesOtherProjects()
{
    auto *editor = openTemplates(u"risk-register.md"_s);
    QVERIFY(editor);
    type(editor->text(), u"\nMine."_s);
    QTest::mouseClick(editor->button(u"user"_s), Qt::LeftButton);
    settle();
    QVERIFY(editor->headText().contains(u"yours"_s) && !editor->isUnsaved());
    QTest::mouseClick(editor->button(u"project"_s), Qt::LeftButton);
    settle();
    QVERIFY(editor->headText().contains(u"this project's"_s));
    QTest::mouseClick(editor->button(u"back"_s), Qt::LeftButton);
    confirm();
    QVERIFY(editor->headText().contains(u"yours"_s)); // behind it
    QTest::mouseClick(editor->button(u"back"_s), Qt::LeftButton);
    confirm();
    QVERIFY(editor->headText().contains(u"built-in"_s));
}

void tst_DocumentsWindow::valuesAreWrittenByAClick()
{
    auto *editor = openTemplates(u"adr.md"_s);
    QVERIFY(editor);
    auto *title = editor->values()->itemOf(u"title"_s);
    QVERIFY(title);
    QVERIFY2(title->text(1).contains(decision().properties.value(u"title"_s).toString()) ||
                 !title->text(1).isEmpty(),
             qPrintable(title->text(1)));
    editor->text()->setPlainText({});
    settle();
    title = editor->values()->itemOf(u"title"_s); // as it is now
    editor->values()->scrollToItem(title);
    QTest::mouseClick(editor->values()->viewport(), Qt::LeftButton, {},
                      editor->values()->visualItemRect(title).center());
    QCOMPARE(editor->text()->toPlainText(), u"{{ title }}"_s);
    settle();
    QCOMPARE(editor->preview()->toPlainText(), editor->values()->itemOf(u"title"_s)->text(1));
    auto *elements = editor->values()->itemOf(u"options"_s);
    if (!elements)
        return;
    editor->values()->setFocus();
    editor->values()->setCurrentItem(elements);
    editor->text()->setPlainText({});
    settle();
    editor->values()->setCurrentItem(editor->values()->itemOf(u"options"_s));
    QTest::keyClick(editor->values(), Qt::Key_Return);
    QVERIFY(editor->text()->toPlainText().startsWith(u"{% for item in options %}\n"));
    QVERIFY(editor->isVisible());
}

void tst_DocumentsWindow::unsavedTextIsNotLostUnasked()
{
    auto *editor = openTemplates(u"adr.md"_s);
    QVERIFY(editor);
    type(editor->text(), u"Mine"_s);
    editor->filter()->selectAll();
    QTest::keyClicks(editor->filter(), u"runbook.md"_s);
    QTest::mouseClick(editor->list()->viewport(), Qt::LeftButton, {},
                      editor->list()->visualRect(editor->list()->model()->index(0, 0)).center());
    auto *dialog = dialogOf<ConfirmDialog>();
    QVERIFY(dialog);
    QTest::keyClick(dialog, Qt::Key_Escape);
    QCOMPARE(editor->chosen(), u"adr.md"_s);
    QVERIFY(editor->text()->toPlainText().endsWith(u"Mine"));
    QTest::keyClick(editor, Qt::Key_Escape);
    settle();
    QVERIFY(editor->isVisible());
    QVERIFY(!m_window->close() && m_window->isVisible()); // the window asks as well
    for (auto *open : m_window->findChildren<ConfirmDialog *>()) {
        if (open->isVisible())
            QTest::keyClick(open, Qt::Key_Escape);
    }
    QTest::keyClick(editor, Qt::Key_Escape);
    confirm();
    QVERIFY(!editor->isVisible());
}

void tst_DocumentsWindow::theListOpensTheTemplateOfItsDocument()
{
    openPanel();
    clickRow(u"NFR overview"_s);
    QTest::mouseClick(panel()->button(u"templates"_s), Qt::LeftButton);
    settle();
    auto *editor = dialogOf<TemplateEditor>();
    QVERIFY(editor);
    QCOMPARE(editor->chosen(), u"nfr-overview.md"_s);
    QVERIFY(!editor->documentChoice()->isEnabled()); // there is one
    pick(editor, u"page.html"_s);
    QVERIFY(editor->markdown()->toPlainText().startsWith(u"<!DOCTYPE html>"));
    pick(editor, u"Index page"_s);
    QCOMPARE(editor->chosen(), u"index.md"_s);
    QVERIFY(editor->values()->itemOf(u"groups"_s));
}

void tst_DocumentsWindow::whatIsGeneratedIsMadeWithOwnTemplates()
{
    generateAll();
    auto *editor = openTemplates(u"risk-register.md"_s);
    QVERIFY(editor);
    editor->text()->setPlainText(u"# {{ title }}\n\nOurs.\n"_s);
    QTest::mouseClick(editor->button(u"project"_s), Qt::LeftButton);
    settle();
    QCOMPARE(stateOf(u"Risk register"_s), u"~ out of date"_s); // at once: the list is in sight
    QCOMPARE(panel()->summary(), u"1 out of date"_s);
    QTest::mouseClick(panel()->button(u"all"_s), Qt::LeftButton);
    settle();
    QVERIFY(bytesOf(m_out + u"/risk-register.md"_s).startsWith("# Risk register\n\nOurs.\n"));
    QVERIFY2(panel()->summary().startsWith(u"All "), qPrintable(panel()->summary()));
    // And so is what is shown to read.
    editor->close();
    clickRow(u"Risk register"_s);
    QTest::keyClick(table(), Qt::Key_Return);
    settle();
    auto *dialog = dialogOf<DocumentDialog>();
    QVERIFY(dialog);
    QVERIFY(dialog->text()->toPlainText().contains(u"Ours."_s));
}

QTEST_MAIN(tst_DocumentsWindow)

#include "tst_documentswindow.moc"

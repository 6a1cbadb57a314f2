// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "windowtest.h"

#include "core/decisions/links.h"
#include "core/documents/attachments.h"
#include "core/exchange/adr/text.h"
#include "views/decisions/decisioneditor.h"
#include "views/decisions/decisionfields.h"
#include "views/decisions/decisionlinks.h"
#include "views/decisions/decisionoptions.h"
#include "views/decisions/decisionpage.h"
#include "views/decisions/decisionpreview.h"
#include "views/decisions/decisiontext.h"
#include "views/decisions/optionsmodel.h"
#include "views/editor/markdownedit.h"
#include "views/inspector/propertyrow.h"
#include "views/pages/pagebrowser.h"
#include "views/style/appearance.h"
#include "views/style/parts.h"

#include <QAbstractItemView>
#include <QBuffer>
#include <QClipboard>
#include <QComboBox>
#include <QCompleter>
#include <QImage>
#include <QLabel>
#include <QMimeData>
#include <QRegularExpression>
#include <QTableView>
#include <QTextBlock>
#include <QTextEdit>

/// A decision that is written in the window: with keys, against a real project.
class tst_DecisionEditor : public WindowTest
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { prepare(); }
    void init()
    {
        openWindow();
        open();
    }
    void cleanup() { closeWindow(); }

    void ctrlEOpensAndEscEnds();
    void whatIsTypedIsStoredOnce();
    void aPauseStores();
    void aNameIsCompletedAndFollowsARename();
    void anUnknownKeyIsTold();
    void keysOfMarkdown();
    void listsGoOn();
    void undoComesBackIntoTheText();
    void bothSidesChangedAsks();
    void whatCannotBeReadStays();
    void scoresAndWhatNobodyKnowsAreKept();
    void aFormFieldIsInTheText();
    void optionsAreEditedAsATable();
    void aCycleOfLinksIsRefused();
    void aPictureIsPasted();
    void aHugePictureIsRefused();
    void theFileAndTheConfluencePageAreShown();
    void leavingThePageStores();
    void coloursCanBeRead_data();
    void coloursCanBeRead();

private:
    DecisionPage *page() const { return qobject_cast<DecisionPage *>(workspace().centre()->currentPage()); }
    DecisionEditor *editor() const { return page()->editor(); }
    MarkdownEdit *edit() const { return editor()->text()->edit(); }
    const Record &decision() const { return *model().record(u"decision"_s, u"adopt-actions"_s); }
    QString text(const QString &property) const { return decision().properties.value(property).toString(); }
    QString preview() const { return editor()->preview()->page()->toPlainText(); }

    void open()
    {
        Q_EMIT session().pageRequested(decision().id);
        settle();
        page()->page()->setFocus();
        QTest::keyClick(page()->page(), Qt::Key_E, Qt::ControlModifier);
        settle();
        QVERIFY(editor());
    }
    /// Puts the cursor behind a piece of the text.
    void goBehind(const QString &piece)
    {
        const auto at = edit()->toPlainText().indexOf(piece);
        QVERIFY2(at >= 0, qPrintable(edit()->toPlainText()));
        auto cursor = edit()->textCursor();
        cursor.setPosition(int(at + piece.size()));
        edit()->setTextCursor(cursor);
        edit()->setFocus();
    }
    void type(const QString &keys)
    {
        for (const QChar key : keys) {
            if (key == u'\n')
                QTest::keyClick(edit(), Qt::Key_Return);
            else
                QTest::keyClicks(edit(), QString(key));
        }
    }
    /// Elsewhere, as another window or the inspector would.
    void change(const QString &property, const QJsonValue &value)
    {
        Record record = decision();
        record.properties.insert(property, value);
        Draft draft(model());
        QVERIFY(draft.update(record));
        QVERIFY(session().commit(draft, u"Elsewhere"_s));
        settle();
    }
    void tab(DecisionEditor::Tab which)
    {
        QTest::mouseClick(editor()->tabs(), Qt::LeftButton, {}, editor()->tabs()->tabRect(which).center());
        settle();
    }
    static QByteArray png(int width, int height)
    {
        QImage image(width, height, QImage::Format_RGB32);
        image.fill(Qt::darkGreen);
        QByteArray bytes;
        QBuffer buffer(&bytes);
        buffer.open(QIODevice::WriteOnly);
        image.save(&buffer, "PNG");
        return bytes;
    }
};

void tst_DecisionEditor::ctrlEOpensAndEscEnds()
{
    QVERIFY(page()->isEditing());
    QCOMPARE(page()->editButton()->text(), u"Done"_s);
    QVERIFY(edit()->hasFocus());
    QVERIFY(edit()->toPlainText().startsWith(u"# Adopt GitHub Actions\n"_s));
    QCOMPARE(editor()->tabs()->tabText(DecisionEditor::Options), u"Options 2"_s);
    QCOMPARE(editor()->tabs()->tabText(DecisionEditor::Links), u"Links 2"_s);
    QTest::keyClick(edit(), Qt::Key_Escape);
    QVERIFY(!page()->isEditing());
    QTest::mouseClick(page()->editButton(), Qt::LeftButton);
    QVERIFY(page()->isEditing());
    const qsizetype before = historySize();
    QTest::mouseClick(page()->editButton(), Qt::LeftButton);
    QVERIFY(!page()->isEditing());
    QCOMPARE(historySize(), before); // looking is no edit
}

void tst_DecisionEditor::whatIsTypedIsStoredOnce()
{
    const qsizetype before = historySize();
    goBehind(u"**Jenkins** is slow."_s);
    type(u" And old."_s);
    QCOMPARE(historySize(), before);
    QTest::keyClick(edit(), Qt::Key_Escape);
    settle();
    QCOMPARE(historySize(), before + 1);
    QVERIFY(lastLabel().startsWith(u"Edit decision ADR-0007"_s));
    QVERIFY(text(u"context"_s).startsWith(u"The shared **Jenkins** is slow. And old."_s));
    QVERIFY(page()->page()->toPlainText().contains(u"is slow. And old."_s));
}

void tst_DecisionEditor::aPauseStores()
{
    goBehind(u"is slow."_s);
    type(u" Very."_s);
    QTRY_VERIFY_WITH_TIMEOUT(text(u"context"_s).contains(u"is slow. Very."_s), 20000);
    // The cursor stays where it was, and what follows is typed there.
    type(u" Indeed."_s);
    QVERIFY(editor()->text()->store());
    QVERIFY(text(u"context"_s).contains(u"is slow. Very. Indeed."_s));
}

void tst_DecisionEditor::aNameIsCompletedAndFollowsARename()
{
    goBehind(u"is slow."_s);
    type(u" Ask @chk"_s); // letters of the name, in their order
    auto *popup = edit()->completer()->popup();
    QVERIFY(popup->isVisible());
    const QString first = popup->currentIndex().data().toString();
    QVERIFY2(first.startsWith(u"Checkout"_s) && first.contains(u"service"_s) &&
                 first.endsWith(u"@checkout"_s),
             qPrintable(first));
    QTest::keyClick(popup, Qt::Key_Return);
    QVERIFY(!popup->isVisible());
    type(u" first."_s);
    QVERIFY(edit()->toPlainText().contains(u"is slow. Ask @checkout first."_s));
    QTRY_VERIFY(preview().contains(u"Ask Checkout first."_s));

    // Renamed elsewhere: everywhere, and the text is as it was.
    QVERIFY(editor()->text()->store());
    Draft rename(model());
    QVERIFY(
        rename.setProperty(idOf(u"checkout"_s), model().rootPlateau(), u"name"_s, u"Basket *and* till"_s));
    QVERIFY(session().commit(rename, u"Rename"_s));
    settle();
    QTRY_VERIFY2(preview().contains(u"Ask Basket *and* till first."_s), qPrintable(preview()));
    QVERIFY(edit()->toPlainText().contains(u"Ask @checkout first."_s));
    QVERIFY(page()->page()->toPlainText().contains(u"Ask Basket *and* till first."_s));
    goBehind(u"@check"_s);
    QCOMPARE(edit()->tipAt(edit()->cursorRect().center()), u"Basket *and* till (service)"_s);
}

void tst_DecisionEditor::anUnknownKeyIsTold()
{
    goBehind(u"is slow."_s);
    type(u" @nobody-knows "_s);
    QVERIFY(!edit()->completer()->popup()->isVisible());
    goBehind(u"@nobody"_s);
    QCOMPARE(edit()->tipAt(edit()->cursorRect().center()),
             u"There is no element with the key 'nobody-knows'"_s);
    const auto formats = edit()->textCursor().block().layout()->formats();
    QVERIFY(std::ranges::any_of(formats, [](const QTextLayout::FormatRange &range) {
        return range.format.underlineStyle() == QTextCharFormat::WaveUnderline;
    }));
    // An address is no reference.
    goBehind(u"is slow."_s);
    type(u" me@che"_s);
    QVERIFY(!edit()->completer()->popup()->isVisible());
}

void tst_DecisionEditor::keysOfMarkdown()
{
    goBehind(u"The shared"_s);
    auto cursor = edit()->textCursor();
    cursor.movePosition(QTextCursor::PreviousWord, QTextCursor::KeepAnchor);
    edit()->setTextCursor(cursor);
    QTest::keyClick(edit(), Qt::Key_B, Qt::ControlModifier);
    QVERIFY(edit()->toPlainText().contains(u"The **shared** **Jenkins**"_s));
    QTest::keyClick(edit(), Qt::Key_B, Qt::ControlModifier);
    QVERIFY(edit()->toPlainText().contains(u"The shared **Jenkins**"_s));
    QTest::keyClick(edit(), Qt::Key_I, Qt::ControlModifier);
    QVERIFY(edit()->toPlainText().contains(u"The *shared* **Jenkins**"_s));
    QTest::keyClick(edit(), Qt::Key_I, Qt::ControlModifier);
    QTest::keyClick(edit(), Qt::Key_K, Qt::ControlModifier);
    type(u"x.example"_s);
    QVERIFY2(edit()->toPlainText().contains(u"The [shared](x.example) **Jenkins**"_s),
             qPrintable(edit()->toPlainText()));
}

void tst_DecisionEditor::listsGoOn()
{
    goBehind(u"## Decision Drivers\n"_s);
    type(u"* cheap\nfast\n\n"_s);
    QVERIFY2(edit()->toPlainText().contains(u"## Decision Drivers\n* cheap\n* fast\n"_s),
             qPrintable(edit()->toPlainText()));
    QVERIFY(editor()->text()->store());
    QCOMPARE(decision().properties.value(u"drivers"_s).toArray(), (QJsonArray{u"cheap"_s, u"fast"_s}));
    goBehind(u"* fast"_s);
    QTest::keyClick(edit(), Qt::Key_Tab);
    QVERIFY(edit()->toPlainText().contains(u"\n  * fast\n"_s));
    QTest::keyClick(edit(), Qt::Key_Backtab);
    QVERIFY(edit()->toPlainText().contains(u"\n* fast\n"_s));
    goBehind(u"is slow."_s);
    QTest::keyClick(edit(), Qt::Key_Tab);
    QVERIFY(!edit()->hasFocus()); // no trap for who lives by the keyboard
}

void tst_DecisionEditor::undoComesBackIntoTheText()
{
    goBehind(u"is slow."_s);
    type(u" Very."_s);
    QVERIFY(editor()->text()->store());
    m_window->actions()[Actions::Undo]->trigger();
    settle();
    QVERIFY(!text(u"context"_s).contains(u"Very."_s));
    QVERIFY(!edit()->toPlainText().contains(u"Very."_s));
    QVERIFY(editor()->text()->conflict()->isHidden());
    // Nothing of its own to undo: the keys mean the project.
    m_window->actions()[Actions::Redo]->trigger();
    settle();
    QVERIFY(edit()->toPlainText().contains(u"Very."_s));
    edit()->setFocus();
    QTest::keyClick(edit(), Qt::Key_Z, Qt::ControlModifier);
    settle();
    QVERIFY(!edit()->toPlainText().contains(u"Very."_s));
}

void tst_DecisionEditor::bothSidesChangedAsks()
{
    goBehind(u"is slow."_s);
    type(u" Mine."_s);
    change(u"drivers"_s, QJsonArray{u"theirs"_s});
    auto *text_ = editor()->text();
    QVERIFY(!text_->conflict()->isHidden());
    QVERIFY(edit()->toPlainText().contains(u" Mine."_s));
    QVERIFY(!text_->store()); // somebody has to choose
    QTest::mouseClick(text_->takeTheirs(), Qt::LeftButton);
    QVERIFY(text_->conflict()->isHidden());
    QVERIFY(edit()->toPlainText().contains(u"* theirs"_s));
    QVERIFY(!edit()->toPlainText().contains(u" Mine."_s));

    goBehind(u"is slow."_s);
    type(u" Mine."_s);
    change(u"drivers"_s, QJsonArray{u"others"_s});
    QTest::mouseClick(text_->keepMine(), Qt::LeftButton);
    settle();
    QVERIFY(text(u"context"_s).contains(u"is slow. Mine."_s));
    QCOMPARE(decision().properties.value(u"drivers"_s).toArray(), QJsonArray{u"theirs"_s});

    // What is no part of the text is no conflict.
    goBehind(u"is slow."_s);
    type(u" More."_s);
    change(u"reach"_s, u"team"_s);
    QVERIFY(text_->conflict()->isHidden());
    QVERIFY(text_->store());
    QCOMPARE(text(u"reach"_s), u"team"_s);
}

void tst_DecisionEditor::whatCannotBeReadStays()
{
    goBehind(u"# Adopt GitHub Actions"_s);
    for (int i = 0; i < int(qstrlen("# Adopt GitHub Actions")); ++i)
        QTest::keyClick(edit(), Qt::Key_Backspace);
    const qsizetype before = historySize();
    const QString typed = edit()->toPlainText();
    QTest::keyClick(edit(), Qt::Key_Escape);
    QVERIFY(page()->isEditing()); // not away from what is not stored
    QCOMPARE(historySize(), before);
    QVERIFY(editor()->text()->problem()->isVisible());
    QVERIFY(editor()->text()->problem()->text().contains(u"needs a title"_s));
    QCOMPARE(edit()->toPlainText(), typed);
    const RecordId id = page()->record();
    workspace().centre()->closeCurrent();
    QVERIFY(page() && page()->record() == id); // nor closed away
    QVERIFY(!m_window->close());
    goBehind(QString());
    auto cursor = edit()->textCursor();
    cursor.movePosition(QTextCursor::Start);
    edit()->setTextCursor(cursor);
    type(u"# Adopt it"_s);
    QVERIFY(editor()->text()->store());
    QVERIFY(!editor()->text()->problem()->isVisible());
    QCOMPARE(text(u"title"_s), u"Adopt it"_s);
}

void tst_DecisionEditor::scoresAndWhatNobodyKnowsAreKept()
{
    Record record = decision();
    QJsonArray options = record.properties.value(u"options"_s).toArray();
    QJsonObject first = options[0].toObject();
    first.insert(u"scores"_s, QJsonArray{u"Effort: 4"_s});
    first.insert(u"plateau"_s, u"target"_s);
    options[0] = first;
    change(u"options"_s, options);
    change(u"criteria"_s, QJsonArray{QJsonObject{{u"name"_s, u"Effort"_s}, {u"weight"_s, 2}}});
    goBehind(u"* GitHub Actions"_s);
    type(u" everywhere"_s);
    QVERIFY(editor()->text()->store());
    QJsonObject now = decision().properties.value(u"options"_s).toArray()[0].toObject();
    QCOMPARE(now.value(u"title"_s).toString(), u"GitHub Actions everywhere"_s);
    QCOMPARE(now.value(u"scores"_s).toArray(), QJsonArray{u"Effort: 4"_s});
    QCOMPARE(now.value(u"plateau"_s).toString(), u"target"_s);
    // Away with both places where it stands, a pause, and typed again.
    const QString whole = edit()->toPlainText();
    QString without = whole;
    without.remove(u"* GitHub Actions everywhere\n"_s);
    without.remove(QRegularExpression(u"### GitHub Actions\\n[^#]*"_s));
    without.remove(QRegularExpression(u"### GitHub Actions everywhere\\n[^#]*"_s));
    edit()->setPlainText(without);
    QVERIFY(editor()->text()->store());
    QCOMPARE(decision().properties.value(u"options"_s).toArray().size(), 1);
    edit()->setPlainText(whole + u"\n## Glossary\n\nWords of our own.\n"_s);
    QVERIFY(editor()->text()->store());
    const QJsonArray all = decision().properties.value(u"options"_s).toArray();
    const auto back = std::ranges::find_if(all, [](const QJsonValue &row) {
        return row[u"title"_s].toString() == "GitHub Actions everywhere"_L1;
    });
    QVERIFY(back != all.end());
    QCOMPARE((*back)[u"scores"_s].toArray(), QJsonArray{u"Effort: 4"_s});
    // After the project was opened again, all of it is there.
    reopen();
    open();
    QVERIFY(edit()->toPlainText().contains(u"## Glossary\n\nWords of our own."_s));
}

void tst_DecisionEditor::aFormFieldIsInTheText()
{
    tab(DecisionEditor::Form);
    auto *form = editor()->form();
    QVERIFY(form->row(u"reach"_s) && form->row(u"deciders"_s) && form->row(u"nfrs"_s));
    QVERIFY(!form->row(u"status"_s) && !form->row(u"options"_s) && !form->row(u"source_text"_s));
    auto *row = form->row(u"title"_s);
    row->valueLabel()->setFocus();
    QTest::keyClick(row->valueLabel(), Qt::Key_Return);
    auto *field = row->findChild<QTextEdit *>();
    QVERIFY(field);
    field->selectAll();
    QTest::keyClicks(field, u"Move to Actions"_s);
    QTest::keyClick(field, Qt::Key_Return);
    settle();
    QCOMPARE(text(u"title"_s), u"Move to Actions"_s);
    QVERIFY(edit()->toPlainText().startsWith(u"# Move to Actions\n"_s));
    // The chosen option is one of those that there are.
    row = form->row(u"chosen"_s);
    QTest::keyClick(row->valueLabel(), Qt::Key_Return);
    auto *combo = row->findChild<QComboBox *>();
    QVERIFY(combo && combo->findText(u"Keep Jenkins"_s, Qt::MatchFixedString) >= 0);
    QTest::keyClick(combo, Qt::Key_Escape);
    settle();
    // A work package that carries it out.
    row = form->row(u"work_packages"_s);
    QVERIFY(row);
    Q_EMIT row->edited(u"work_packages"_s, QJsonArray{u"wp-1"_s});
    settle();
    QCOMPARE(model().record(u"workPackage"_s, u"wp-1"_s)->properties.value(u"decisions"_s).toArray(),
             QJsonArray{u"adopt-actions"_s});
}

void tst_DecisionEditor::optionsAreEditedAsATable()
{
    change(u"criteria"_s, QJsonArray{QJsonObject{{u"name"_s, u"Effort"_s}, {u"weight"_s, 2}}});
    Record record = decision();
    QJsonArray options = record.properties.value(u"options"_s).toArray();
    QJsonObject first = options[0].toObject();
    first.insert(u"plateau"_s, u"target"_s);
    options[0] = first;
    change(u"options"_s, options);
    tab(DecisionEditor::Options);
    auto *pane = editor()->options();
    auto *table = pane->model();
    QCOMPARE(table->columnCount(), 2);
    const auto at = [&](const QString &name, int option) { return table->index(table->rowOf(name), option); };
    QTRY_VERIFY(at(u"changes"_s, 0).data().toInt() > 0);
    QCOMPARE(at(u"changes"_s, 1).data().toString(), u"–"_s);
    QVERIFY(!(table->flags(at(u"changes"_s, 0)) & Qt::ItemIsEditable));
    // A score, typed into its cell.
    pane->table()->setFocus();
    pane->table()->setCurrentIndex(at(u"Effort"_s, 1));
    QTest::keyClick(pane->table(), Qt::Key_F2);
    auto *cell = pane->table()->viewport()->findChild<QTextEdit *>();
    QVERIFY(cell);
    QTRY_VERIFY(cell->hasFocus());
    QTest::keyClicks(cell, u"3"_s);
    QTest::keyClick(cell, Qt::Key_Return);
    settle();
    QJsonArray rows = decision().properties.value(u"options"_s).toArray();
    QCOMPARE(rows[1][u"scores"_s].toArray(), QJsonArray{u"Effort: 3"_s});
    QCOMPARE(rows[1][u"cons"_s].toArray(), QJsonArray{u"slow"_s});
    QCOMPARE(at(u"mean"_s, 1).data().toString(), u"3"_s);
    // The choice goes with its option.
    QVERIFY(table->setData(at(u"title"_s, 0), u"Actions"_s));
    settle();
    QCOMPARE(text(u"chosen"_s), u"Actions"_s);
    QVERIFY(!table->setData(at(u"title"_s, 0), QVariant()));
    // One more, and away with it.
    QTest::mouseClick(pane->addButton(), Qt::LeftButton);
    QCOMPARE(table->columnCount(), 3);
    pane->table()->setCurrentIndex(at(u"cons"_s, 2));
    QTest::mouseClick(pane->removeButton(), Qt::LeftButton);
    settle();
    QCOMPARE(table->columnCount(), 2);
    QCOMPARE(decision().properties.value(u"options"_s).toArray().size(), 2);
}

void tst_DecisionEditor::aCycleOfLinksIsRefused()
{
    Draft draft(model());
    QVERIFY(
        draft.addRecord(u"decision"_s, u"newer"_s, {{u"title"_s, u"Newer"_s}, {u"status"_s, u"draft"_s}}));
    QVERIFY(decisions::link(draft, u"newer"_s, u"supersedes"_s, u"adopt-actions"_s));
    QVERIFY(session().commit(draft, u"Add"_s));
    settle();
    tab(DecisionEditor::Links);
    auto *links = editor()->links();
    const qsizetype before = historySize();
    links->kind()->setCurrentIndex(links->kind()->findData(u"supersedes"_s));
    links->target()->setCurrentIndex(links->target()->findData(u"newer"_s));
    QTest::mouseClick(links->addButton(), Qt::LeftButton);
    settle();
    QCOMPARE(historySize(), before);
    QVERIFY2(links->problem()->text().contains(u"cycle"_s), qPrintable(links->problem()->text()));
    // In the text just the same.
    change(u"more_information"_s, u"See there."_s);
    tab(DecisionEditor::Text);
    goBehind(u"See there."_s);
    type(u"\n\nSupersedes [Newer](newer.md)"_s);
    QVERIFY(!editor()->text()->store());
    QVERIFY(editor()->text()->problem()->text().contains(u"cycle"_s));
    QVERIFY(edit()->toPlainText().contains(u"Supersedes [Newer](newer.md)"_s));
    QTest::mouseClick(editor()->text()->discard(), Qt::LeftButton);
    QVERIFY(!edit()->toPlainText().contains(u"Supersedes"_s));
    // What closes no cycle is linked, and taken away again.
    tab(DecisionEditor::Links);
    links->kind()->setCurrentIndex(links->kind()->findData(u"relates-to"_s));
    links->target()->setCurrentIndex(links->target()->findData(u"newer"_s));
    QTest::mouseClick(links->addButton(), Qt::LeftButton);
    settle();
    QCOMPARE(decisions::linksOf(decision(), u"relates-to"_s), QStringList{u"newer"_s});
    QTest::mouseClick(links->findChild<QPushButton *>(u"removeLink"_s), Qt::LeftButton);
    settle();
    QVERIFY(decisions::linksOf(decision(), u"relates-to"_s).isEmpty());
}

void tst_DecisionEditor::aPictureIsPasted()
{
    goBehind(u"is slow."_s);
    auto *mime = new QMimeData;
    QImage wide(3000, 30, QImage::Format_RGB32);
    wide.fill(Qt::darkGreen);
    mime->setImageData(wide);
    QGuiApplication::clipboard()->setMimeData(mime);
    QTest::keyClick(edit(), Qt::Key_V, Qt::ControlModifier);
    QVERIFY2(edit()->toPlainText().contains(u"is slow.![Picture](attachment:picture)"_s),
             qPrintable(edit()->toPlainText()));
    QVERIFY(model().record(u"attachment"_s, u"picture"_s));
    // A copy: each edit makes a new model, and the old one lives as long as something in the background reads
    // it.
    const Record record = *model().record(u"attachment"_s, u"picture"_s);
    const auto picture = documents::pictureOf(record);
    QVERIFY(picture);
    QCOMPARE(picture->size.width(), documents::widestPicture);
    QTRY_VERIFY(editor()->preview()->page()->toHtml().contains(u"data:image/png;base64,"_s));
    QVERIFY(editor()->text()->store());
    // A dropped file the same way; one that is there already is not there twice.
    const QString file = m_folder.filePath(u"Old shop.png"_s);
    QFile out(file);
    QVERIFY(out.open(QIODevice::WriteOnly));
    out.write(png(20, 10));
    out.close();
    for (int i = 0; i < 2; ++i) {
        auto *dropped = new QMimeData;
        dropped->setUrls({QUrl::fromLocalFile(file)});
        QGuiApplication::clipboard()->setMimeData(dropped);
        QTest::keyClick(edit(), Qt::Key_V, Qt::ControlModifier);
    }
    QCOMPARE(edit()->toPlainText().count(u"![Old shop](attachment:old-shop)"_s), 2);
    QCOMPARE(model().recordsOfKind(u"attachment"_s).size(), 2);
    // Nobody has to read it as letters.
    Q_EMIT session().pageRequested(record.id);
    session().select(record.id);
    settle();
    const QString data = record.properties.value(u"data"_s).toString().left(40);
    QVERIFY(!recordPage()->toPlainText().contains(data));
    QVERIFY(!shownValue(u"data"_s).contains(data));
}

void tst_DecisionEditor::aHugePictureIsRefused()
{
    goBehind(u"is slow."_s);
    const QString file = m_folder.filePath(u"huge.png"_s);
    QFile out(file);
    QVERIFY(out.open(QIODevice::WriteOnly));
    QByteArray bytes = png(8, 8);
    bytes[16] = 0x7f; // the width in its header
    out.write(bytes);
    out.close();
    auto *mime = new QMimeData;
    mime->setUrls({QUrl::fromLocalFile(file)});
    QGuiApplication::clipboard()->setMimeData(mime);
    const QString before = edit()->toPlainText();
    QTest::keyClick(edit(), Qt::Key_V, Qt::ControlModifier);
    QCOMPARE(edit()->toPlainText(), before);
    QVERIFY(editor()->text()->problem()->isVisible());
    QVERIFY(model().recordsOfKind(u"attachment"_s).isEmpty());
}

void tst_DecisionEditor::theFileAndTheConfluencePageAreShown()
{
    auto *preview_ = editor()->preview();
    goBehind(u"is slow."_s);
    type(u" Live."_s);
    QTRY_VERIFY(preview_->madr()->toPlainText().contains(u"is slow. Live."_s));
    QVERIFY(preview_->madr()->toPlainText().startsWith(u"---\nstatus: accepted\n"_s));
    QTest::mouseClick(preview_->tabs(), Qt::LeftButton, {},
                      preview_->tabs()->tabRect(DecisionPreview::Confluence).center());
    QTRY_VERIFY(preview_->confluence()->toPlainText().contains(u"is slow. Live."_s));
    QVERIFY(preview_->confluence()->toPlainText().startsWith(u"ADR-0007 Adopt GitHub Actions"_s));
    QVERIFY(preview_->confluence()->isVisible());
    QTest::mouseClick(preview_->sourceButton(), Qt::LeftButton);
    QVERIFY(preview_->storage()->isVisible());
    QVERIFY(preview_->storage()->toPlainText().contains(u"<h2>"_s));
    // What somebody else's text would run is text.
    QVERIFY(!preview_->storage()->toPlainText().contains(u"<script>"_s));
}

void tst_DecisionEditor::leavingThePageStores()
{
    goBehind(u"is slow."_s);
    type(u" Gone."_s);
    workspace().centre()->closeCurrent();
    settle();
    QVERIFY(text(u"context"_s).contains(u"is slow. Gone."_s));
    open();
    goBehind(u"is slow."_s);
    type(u" Again."_s);
    QVERIFY(m_window->close());
    reopen();
    QVERIFY(text(u"context"_s).contains(u"is slow. Again."_s));
}

void tst_DecisionEditor::coloursCanBeRead_data()
{
    QTest::addColumn<ThemeChoice>("theme");
    QTest::newRow("light") << ThemeChoice::Light;
    QTest::newRow("dark") << ThemeChoice::Dark;
}

void tst_DecisionEditor::coloursCanBeRead()
{
    QFETCH(ThemeChoice, theme);
    m_appearance->setChoice(theme);
    settle();
    goBehind(u"is slow."_s);
    type(u" `code` [a](https://e.org) *b* ask @checkout "_s);
    int seen = 0;
    for (auto block = edit()->document()->begin(); block.isValid(); block = block.next()) {
        const auto formats = block.layout()->formats();
        for (const auto &range : formats) {
            if (!range.format.hasProperty(QTextFormat::ForegroundBrush))
                continue;
            const QColor ground = range.format.hasProperty(QTextFormat::BackgroundBrush)
                                      ? range.format.background().color()
                                      : currentTheme().panel;
            const double contrast = diagram::contrast(range.format.foreground().color(), ground);
            QVERIFY2(contrast >= 4.5, qPrintable(block.text().mid(range.start, range.length) + u" "_s +
                                                 QString::number(contrast)));
            ++seen;
        }
    }
    QVERIFY(seen > 5);
}

QTEST_MAIN(tst_DecisionEditor)
#include "tst_decisioneditor.moc"

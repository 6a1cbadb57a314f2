// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "windowtest.h"

#include "views/table/notestrip.h"
#include "views/table/tablepage.h"
#include "views/table/tableview.h"
#include "views/table/tsv.h"
#include "views/table/twins.h"
#include "views/table/valuetext.h"

#include <QAbstractItemView>
#include <QClipboard>
#include <QComboBox>
#include <QDialog>
#include <QGuiApplication>
#include <QHeaderView>
#include <QLineEdit>
#include <QMenu>
#include <QPlainTextEdit>
#include <QTextEdit>
#include <QToolButton>

/// A view as a table: what it shows, and every way to change cells.
class tst_Table : public WindowTest
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { prepare(); }
    void init()
    {
        openWindow();
        keys(u"Ctrl+Alt+2"_s);
    }
    void cleanup() { closeWindow(); }

    void switchingByMouseIsRemembered();
    void rowsAreThoseOfTheView();
    void rowsFollowThePlateau();
    void selectionFollowsAndLeads();
    void sortingKnowsNumbers();
    void filterNarrowsAndKeepsTheSelection();
    void columnsAreChosenAndRemembered();
    void typingEditsACell();
    void choiceIsPickedInTheCell();
    void refusedInputSaysWhyAndStays();
    void severalRowsAtOnce();
    void deleteEmptiesCells();
    void copyGivesTsv();
    void pasteIsOneEdit();
    void pasteOfOneValueFillsTheSelection();
    void wrongCellsAreReportedAndNothingIsPasted();
    void pasteBelowTheLastRowAddsElements();
    void newElementsShowInAViewThatNamesIts();
    void compareShowsSignsAndIsReadOnly();
    void undoShowsAtOnce();
    void tsvReadsWhatSpreadsheetsWrite_data();
    void tsvReadsWhatSpreadsheetsWrite();
    void valuesAreReadAsPeopleWriteThem_data();
    void valuesAreReadAsPeopleWriteThem();

private:
    [[nodiscard]] TablePage *tablePage() const { return workspace().centre()->twins()->table(); }
    [[nodiscard]] TableView *table() const { return tablePage()->table(); }
    [[nodiscard]] QModelIndex cell(const QString &key, const QString &column) const
    {
        const int row = tablePage()->shown()->shownRowOf(idOf(key));
        return tablePage()->shown()->index(row, tablePage()->model()->columnOf(column));
    }
    [[nodiscard]] QString text(const QString &key, const QString &column) const
    {
        return cell(key, column).data().toString();
    }
    [[nodiscard]] QStringList shownKeys() const
    {
        QStringList result;
        for (int row = 0; row < tablePage()->shown()->rowCount(); ++row)
            result.append(tablePage()->shown()->row(row).key);
        return result;
    }
    [[nodiscard]] QJsonValue value(const QString &key, const QString &property) const
    {
        return stateAt(model(), session().plateau(), idOf(key))->properties.value(property);
    }
    void click(const QModelIndex &index, Qt::KeyboardModifiers modifiers = {})
    {
        table()->scrollTo(index);
        QTest::mouseClick(table()->viewport(), Qt::LeftButton, modifiers,
                          table()->visualRect(index).center());
    }
    /// A letter opens the editor; the rest is typed into it.
    void type(const QString &text, Qt::Key end = Qt::Key_Return)
    {
        table()->setFocus();
        QTest::keyClick(table(), text.front().toLatin1());
        auto *edit = table()->viewport()->findChild<QTextEdit *>();
        QVERIFY(edit);
        QTest::keyClicks(edit, text.sliced(1));
        QTest::keyClick(edit, end);
        settle();
    }
    void paste(const QString &text)
    {
        QGuiApplication::clipboard()->setText(text);
        table()->setFocus();
        QTest::keySequence(table(), QKeySequence::Paste);
        settle();
    }
    void openView(const QString &key)
    {
        workspace().centre()->openView(model().view(key)->id);
        workspace().centre()->showTwin(Twin::Table);
        settle();
    }
    void sortBy(const QString &column)
    {
        auto *header = table()->horizontalHeader();
        const int section = tablePage()->model()->columnOf(column);
        table()->scrollTo(tablePage()->shown()->index(0, section));
        const QPoint at(header->sectionViewportPosition(section) + 20, header->height() / 2);
        QTest::mouseClick(header->viewport(), Qt::LeftButton, {}, at);
        settle();
    }
};

void tst_Table::switchingByMouseIsRemembered()
{
    auto *choice = workspace().centre()->twinSwitch();
    QVERIFY(choice->isVisible());
    QVERIFY(choice->button(Twin::Table)->isChecked());
    QVERIFY(table()->isVisible());
    workspace().centre()->openView(model().view(u"everything"_s)->id);
    settle();
    QVERIFY2(choice->button(Twin::Diagram)->isChecked(), "each view has its own");
    reopen();
    workspace().centre()->openView(model().view(u"overview"_s)->id);
    settle();
    QCOMPARE(workspace().centre()->twins()->twin(), Twin::Table);
    QTest::mouseClick(workspace().centre()->twinSwitch()->button(Twin::Diagram), Qt::LeftButton);
    settle();
    QVERIFY(canvas()->isVisible());
    keys(u"Ctrl+Alt+2"_s);
    QVERIFY(table()->isVisible() && table()->hasFocus());
}

void tst_Table::rowsAreThoseOfTheView()
{
    QSet<QString> onCanvas;
    for (const auto &shown : page()->scene()->cards)
        onCanvas.insert(shown.key);
    const auto rows = shownKeys();
    QCOMPARE(QSet<QString>(rows.begin(), rows.end()), onCanvas);
    QCOMPARE(rows.first(2), QStringList({u"checkout"_s, u"payment"_s})); // services first, by name
    QCOMPARE(text(u"checkout"_s, u"name"_s), u"Checkout"_s);
    QCOMPARE(text(u"checkout"_s, TableColumn::key.toString()), u"checkout"_s);
    QCOMPARE(text(u"checkout"_s, TableColumn::kind.toString()), u"service"_s);
    QCOMPARE(text(u"checkout"_s, u"tier"_s), u"1"_s);
    QCOMPARE(text(u"checkout"_s, u"deployment_strategy"_s), u"Canary"_s);
    // Nobody says anything of the language, and a sign is for compares.
    QVERIFY(table()->isColumnHidden(tablePage()->model()->columnOf(u"language")));
    QVERIFY(table()->isColumnHidden(tablePage()->model()->columnOf(TableColumn::sign)));
    QVERIFY(!table()->isColumnHidden(tablePage()->model()->columnOf(u"tool")));
    // A pipeline has no tier, and says so.
    const auto none = cell(u"golden-web"_s, u"tier"_s);
    QVERIFY(!none.flags().testFlag(Qt::ItemIsEditable));
    QVERIFY(none.data(Qt::ToolTipRole).toString().contains(u"No Tier for this kind (pipeline)"_s));
    QCOMPARE(table()->accessibleName(), u"Elements of the view"_s);
    QVERIFY(cell(u"checkout"_s, u"tier"_s)
                .data(Qt::AccessibleTextRole)
                .toString()
                .contains(u"Checkout, Tier: 1"_s));
}

void tst_Table::rowsFollowThePlateau()
{
    QVERIFY(shownKeys().contains(u"golden-web"_s));
    QVERIFY(!shownKeys().contains(u"jenkins-shared"_s));
    showPlateau(u"current"_s);
    QVERIFY(!shownKeys().contains(u"golden-web"_s));
    QVERIFY(shownKeys().contains(u"jenkins-shared"_s));
    QCOMPARE(text(u"checkout"_s, u"deployment_strategy"_s), u"Rolling"_s);
}

void tst_Table::selectionFollowsAndLeads()
{
    click(cell(u"payment"_s, u"tier"_s));
    QCOMPARE(session().selectedElement(), idOf(u"payment"_s));
    QTest::keyClick(table(), Qt::Key_Up);
    QCOMPARE(session().selectedElement(), idOf(u"checkout"_s));
    session().select(idOf(u"prod"_s));
    settle();
    QCOMPARE(table()->currentIndex().row(), cell(u"prod"_s, u"name"_s).row());
    QVERIFY(table()->selectionModel()->isSelected(cell(u"prod"_s, u"name"_s)));
}

void tst_Table::sortingKnowsNumbers()
{
    openView(u"everything"_s);
    Draft draft(model());
    QVERIFY(draft.setProperty(idOf(u"checkout"_s), session().plateau(), u"rto_minutes"_s, 120));
    QVERIFY(draft.setProperty(idOf(u"payment"_s), session().plateau(), u"rto_minutes"_s, 15));
    QVERIFY(session().commit(draft, u"Numbers"_s));
    settle();
    sortBy(u"rto_minutes"_s);
    QCOMPARE(shownKeys().first(2), QStringList({u"payment"_s, u"checkout"_s}));
    sortBy(u"rto_minutes"_s);
    QCOMPARE(shownKeys().first(2), QStringList({u"checkout"_s, u"payment"_s}));
    // Rows are counted as they stand.
    QCOMPARE(tablePage()->shown()->headerData(0, Qt::Vertical).toInt(), 1);
}

void tst_Table::filterNarrowsAndKeepsTheSelection()
{
    click(cell(u"payment"_s, u"name"_s));
    keys(u"Ctrl+F"_s);
    auto *filter = tablePage()->filter();
    QVERIFY(filter->hasFocus());
    QTest::keyClicks(filter, u"EKS prod"_s);
    settle();
    QCOMPARE(shownKeys(), QStringList{u"prod"_s});
    QCOMPARE(session().selectedElement(), idOf(u"payment"_s)); // typing chooses nothing
    QTest::keyClick(filter, Qt::Key_Escape);
    settle();
    QVERIFY(table()->hasFocus());
    QCOMPARE(table()->currentIndex().row(), cell(u"payment"_s, u"name"_s).row());
    QVERIFY(shownKeys().size() > 1);
}

void tst_Table::columnsAreChosenAndRemembered()
{
    const int language = tablePage()->model()->columnOf(u"language");
    auto *menu = tablePage()->columnsButton()->menu();
    Q_EMIT table()->horizontalHeader()->customContextMenuRequested({40, 8});
    QVERIFY(menu->isVisible());
    const auto actions = menu->actions();
    const auto it = std::ranges::find(actions, u"Language"_s, &QAction::text);
    QVERIFY(it != actions.end());
    QVERIFY(!(*it)->isChecked());
    menu->setActiveAction(*it);
    QTest::keyClick(menu, Qt::Key_Return);
    QVERIFY(!table()->isColumnHidden(language));
    reopen();
    QVERIFY(!table()->isColumnHidden(tablePage()->model()->columnOf(u"language")));
}

void tst_Table::typingEditsACell()
{
    const auto before = historySize();
    click(cell(u"checkout"_s, u"tier"_s));
    type(u"4"_s);
    QCOMPARE(historySize(), before + 1);
    QCOMPARE(lastLabel(), u"Set Tier of Checkout to 4 in Target"_s);
    QCOMPARE(value(u"checkout"_s, u"tier"_s).toInt(), 4);
    QCOMPARE(text(u"checkout"_s, u"tier"_s), u"4"_s);
    QVERIFY(table()->hasFocus());
    // From the plateau shown on, as in the inspector.
    showPlateau(u"current"_s);
    QCOMPARE(text(u"checkout"_s, u"tier"_s), u"1"_s);
    // Enter without a change is no edit, and Esc takes nothing.
    click(cell(u"checkout"_s, u"name"_s));
    QTest::keyClick(table(), Qt::Key_F2);
    auto *edit = table()->viewport()->findChild<QTextEdit *>();
    QVERIFY(edit);
    QTest::keyClick(edit, Qt::Key_Return);
    settle();
    QTest::keyClick(table(), 'X');
    edit = table()->viewport()->findChild<QTextEdit *>();
    QVERIFY(edit);
    QTest::keyClick(edit, Qt::Key_Escape);
    settle();
    QCOMPARE(historySize(), before + 1);
    QCOMPARE(text(u"checkout"_s, u"name"_s), u"Checkout"_s);
}

void tst_Table::choiceIsPickedInTheCell()
{
    click(cell(u"checkout"_s, u"workload"_s));
    QTest::keyClick(table(), Qt::Key_Return);
    auto *box = table()->viewport()->findChild<QComboBox *>();
    QVERIFY(box);
    QTRY_VERIFY(box->view()->isVisible());
    box->setCurrentIndex(box->findText(u"batch"_s));
    QTest::keyClick(box->view(), Qt::Key_Return);
    settle();
    QCOMPARE(value(u"checkout"_s, u"workload"_s).toString(), u"batch"_s);
    QCOMPARE(text(u"checkout"_s, u"workload"_s), u"Batch"_s);
}

void tst_Table::refusedInputSaysWhyAndStays()
{
    const auto before = historySize();
    click(cell(u"checkout"_s, u"tier"_s));
    QTest::keyClick(table(), '9');
    auto *edit = table()->viewport()->findChild<QTextEdit *>();
    QTest::keyClick(edit, Qt::Key_Return);
    QVERIFY2(tablePage()->note().contains(u"Tier is above 4"_s), qPrintable(tablePage()->note()));
    QVERIFY(edit->isVisible());
    QTest::keyClick(edit, Qt::Key_A, Qt::ControlModifier);
    QTest::keyClicks(edit, u"many"_s);
    QTest::keyClick(edit, Qt::Key_Return);
    QVERIFY(tablePage()->note().contains(u"whole number"_s));
    QTest::keyClick(edit, Qt::Key_Escape);
    settle();
    QCOMPARE(historySize(), before);
    QCOMPARE(text(u"checkout"_s, u"tier"_s), u"1"_s);
}

void tst_Table::severalRowsAtOnce()
{
    openView(u"everything"_s);
    const auto before = historySize();
    click(tablePage()->shown()->index(0, tablePage()->model()->columnOf(u"tier")));
    click(tablePage()->shown()->index(4, tablePage()->model()->columnOf(u"tier")), Qt::ShiftModifier);
    QCOMPARE(table()->selectedRows().size(), 5);
    type(u"2"_s);
    QCOMPARE(historySize(), before + 1);
    for (int row = 0; row < 5; ++row)
        QCOMPARE(tablePage()->shown()->row(row).properties.value(u"tier"_s).toInt(), 2);
    QVERIFY2(lastLabel().contains(u"elements to 2"_s), qPrintable(lastLabel()));
    QCOMPARE(tablePage()->shown()->row(5).properties.value(u"tier"_s).toInt(), 3);
}

void tst_Table::deleteEmptiesCells()
{
    const auto before = historySize();
    click(cell(u"checkout"_s, u"tier"_s));
    QTest::keyClick(table(), Qt::Key_Delete);
    settle();
    QCOMPARE(historySize(), before + 1);
    QVERIFY2(idOf(u"checkout"_s).isValid() && session().state().element(idOf(u"checkout"_s)),
             "the window's Delete is for elements");
    QVERIFY(value(u"checkout"_s, u"tier"_s).isUndefined());
    click(cell(u"checkout"_s, u"name"_s));
    QTest::keyClick(table(), Qt::Key_Delete);
    settle();
    QCOMPARE(historySize(), before + 1);
    QVERIFY(tablePage()->note().contains(u"Name: is needed"_s));
}

void tst_Table::copyGivesTsv()
{
    click(cell(u"checkout"_s, u"name"_s));
    click(cell(u"payment"_s, u"tier"_s), Qt::ShiftModifier);
    QTest::keySequence(table(), QKeySequence::Copy);
    QCOMPARE(QGuiApplication::clipboard()->text(),
             u"Checkout\tcheckout\tservice\tWeb service\t1\nPayment\tpayment\tservice\tAPI\t2\n"_s);
    // What was copied is what is there.
    const auto before = historySize();
    click(cell(u"checkout"_s, u"name"_s));
    paste(QGuiApplication::clipboard()->text());
    QCOMPARE(historySize(), before);
    QVERIFY(tablePage()->note().contains(u"there already"_s));
}

void tst_Table::pasteIsOneEdit()
{
    const auto before = historySize();
    click(cell(u"checkout"_s, u"workload"_s));
    paste(u"batch\t3\nEvent-driven\t\n"_s);
    QCOMPARE(historySize(), before + 1);
    QCOMPARE(lastLabel(), u"Paste 4 cells in Target"_s);
    QCOMPARE(value(u"checkout"_s, u"workload"_s).toString(), u"batch"_s);
    QCOMPARE(value(u"checkout"_s, u"tier"_s).toInt(), 3);
    QCOMPARE(value(u"payment"_s, u"workload"_s).toString(), u"event-driven"_s);
    QVERIFY(value(u"payment"_s, u"tier"_s).isUndefined());
    keys(u"Ctrl+Z"_s);
    QCOMPARE(value(u"checkout"_s, u"workload"_s).toString(), u"web-service"_s);
    QCOMPARE(text(u"payment"_s, u"tier"_s), u"2"_s);
}

void tst_Table::pasteOfOneValueFillsTheSelection()
{
    click(cell(u"checkout"_s, u"tier"_s));
    click(cell(u"payment"_s, u"tier"_s), Qt::ShiftModifier);
    paste(u"4"_s);
    QCOMPARE(value(u"checkout"_s, u"tier"_s).toInt(), 4);
    QCOMPARE(value(u"payment"_s, u"tier"_s).toInt(), 4);
}

void tst_Table::wrongCellsAreReportedAndNothingIsPasted()
{
    const auto before = historySize();
    click(cell(u"checkout"_s, TableColumn::key.toString()));
    paste(u"checkout\tservice\tbatch\t9\npay\tservice\tfast\t2\n"_s);
    QCOMPARE(historySize(), before);
    QVERIFY2(tablePage()->note().contains(u"Nothing was pasted. Row 1, Tier: is above 4"_s),
             qPrintable(tablePage()->note()));
    auto *all = tablePage()->findChild<NoteStrip *>()->findChild<QPushButton *>();
    QVERIFY(all->isVisible());
    QCOMPARE(all->text(), u"Show all 3"_s);
    QTest::mouseClick(all, Qt::LeftButton);
    auto *report = dialogOf<QDialog>();
    QVERIFY(report);
    const QString said = report->findChild<QPlainTextEdit *>()->toPlainText();
    QVERIFY2(said.contains(u"Row 2, Key: cannot be changed here"_s), qPrintable(said));
    QVERIFY2(said.contains(u"Row 2, Workload: cannot be “fast”"_s), qPrintable(said));
    report->close();
    QCOMPARE(value(u"checkout"_s, u"workload"_s).toString(), u"web-service"_s);
}

void tst_Table::pasteBelowTheLastRowAddsElements()
{
    openView(u"everything"_s);
    const auto before = historySize();
    const int last = tablePage()->shown()->rowCount() - 1;
    const QString lastKey = tablePage()->shown()->row(last).key;
    click(tablePage()->shown()->index(last, tablePage()->model()->columnOf(u"name")));
    paste(
        u"Renamed\t%1\tservice\tapi\t2\nPrice feed\t\t\tbatch\t4\nTax\ttax-2\tService\t\t\n"_s.arg(lastKey));
    QCOMPARE(historySize(), before + 1);
    QCOMPARE(lastLabel(), u"Paste 2 cells and 2 new elements in Target"_s);
    QCOMPARE(value(lastKey, u"name"_s).toString(), u"Renamed"_s);
    QCOMPARE(model().element(u"price-feed"_s)->kind, u"service"_s); // as the last row is
    QCOMPARE(value(u"price-feed"_s, u"tier"_s).toInt(), 4);
    QCOMPARE(value(u"tax-2"_s, u"name"_s).toString(), u"Tax"_s);
    QCOMPARE(session().selectedElement(), idOf(u"price-feed"_s));
    QVERIFY(shownKeys().contains(u"tax-2"_s));
    // Without names there is nothing to add.
    click(tablePage()->shown()->index(tablePage()->shown()->rowCount() - 1,
                                      tablePage()->model()->columnOf(u"tier")));
    paste(u"1\n2\n"_s);
    QCOMPARE(historySize(), before + 1);
    QVERIFY(tablePage()->note().contains(u"Name: a new element needs one"_s));
}

void tst_Table::newElementsShowInAViewThatNamesIts()
{
    const auto before = historySize();
    const int last = tablePage()->shown()->rowCount() - 1;
    QCOMPARE(tablePage()->shown()->row(last).kind, u"control"_s); // the view names its controls
    click(tablePage()->shown()->index(last, tablePage()->model()->columnOf(u"name")));
    paste(u"control-4\nLicence scan\n"_s);
    QCOMPARE(historySize(), before + 1);
    QVERIFY(shownKeys().contains(u"licence-scan"_s));
    keys(u"Ctrl+Z"_s);
    QVERIFY(!shownKeys().contains(u"licence-scan"_s));
    QVERIFY(!idOf(u"licence-scan"_s).isValid());
}

void tst_Table::compareShowsSignsAndIsReadOnly()
{
    startCompare();
    QVERIFY(!table()->isColumnHidden(tablePage()->model()->columnOf(TableColumn::sign)));
    const auto sign = [this](const QString &key) { return text(key, TableColumn::sign.toString()); };
    QCOMPARE(sign(u"checkout"_s), u"~"_s);
    QCOMPARE(sign(u"golden-web"_s), u"+"_s);
    QCOMPARE(sign(u"jenkins-shared"_s), u"→"_s);
    QCOMPARE(text(u"checkout"_s, u"deployment_strategy"_s), u"Canary"_s);
    QVERIFY(cell(u"checkout"_s, u"deployment_strategy"_s)
                .data(Qt::ToolTipRole)
                .toString()
                .contains(u"before: Rolling"_s));
    const auto before = historySize();
    click(cell(u"checkout"_s, u"tier"_s));
    QTest::keyClick(table(), '4');
    QVERIFY(!table()->viewport()->findChild<QTextEdit *>());
    paste(u"4"_s);
    QTest::keyClick(table(), Qt::Key_Delete);
    settle();
    QCOMPARE(historySize(), before);
    QVERIFY(tablePage()->note().contains(u"read-only"_s));
}

void tst_Table::undoShowsAtOnce()
{
    click(cell(u"checkout"_s, u"tier"_s));
    type(u"3"_s);
    session().undo();
    QCOMPARE(text(u"checkout"_s, u"tier"_s), u"1"_s); // before anything was made in the background
    settle();
    QCOMPARE(text(u"checkout"_s, u"tier"_s), u"1"_s);
    QCOMPARE(table()->currentIndex(), cell(u"checkout"_s, u"tier"_s));
}

void tst_Table::tsvReadsWhatSpreadsheetsWrite_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QList<QStringList>>("rows");
    QTest::newRow("empty") << QString() << QList<QStringList>();
    QTest::newRow("cells") << u"a\tb\nc\td\n"_s << QList<QStringList>{{u"a"_s, u"b"_s}, {u"c"_s, u"d"_s}};
    QTest::newRow("crlf") << u"a\r\nb"_s << QList<QStringList>{{u"a"_s}, {u"b"_s}};
    QTest::newRow("gaps") << u"\tb\t\n\n"_s << QList<QStringList>{{u""_s, u"b"_s, u""_s}, {u""_s}};
    QTest::newRow("quoted") << u"\"two\nlines\"\t\"a \"\"b\"\"\"\n"_s
                            << QList<QStringList>{{u"two\nlines"_s, u"a \"b\""_s}};
    QTest::newRow("inch") << u"a 5\" disk\tb"_s << QList<QStringList>{{u"a 5\" disk"_s, u"b"_s}};
    QTest::newRow("lone quote") << u"\"a\tb"_s << QList<QStringList>{{u"\"a"_s, u"b"_s}};
}

void tst_Table::tsvReadsWhatSpreadsheetsWrite()
{
    QFETCH(QString, text);
    QFETCH(QList<QStringList>, rows);
    QCOMPARE(fromTsv(text), rows);
    QCOMPARE(fromTsv(toTsv(rows)), rows);
}

void tst_Table::valuesAreReadAsPeopleWriteThem_data()
{
    QTest::addColumn<QString>("property");
    QTest::addColumn<QString>("text");
    QTest::addColumn<QJsonValue>("value");
    QTest::newRow("nothing") << u"tier"_s << u"  "_s << QJsonValue();
    QTest::newRow("whole") << u"tier"_s << u" 2 "_s << QJsonValue(2);
    QTest::newRow("as a spreadsheet writes whole numbers") << u"tier"_s << u"2.0"_s << QJsonValue(2);
    QTest::newRow("out of range") << u"tier"_s << u"7"_s << QJsonValue(QJsonValue::Undefined);
    QTest::newRow("no number") << u"tier"_s << u"two"_s << QJsonValue(QJsonValue::Undefined);
    QTest::newRow("label") << u"workload"_s << u"Web Service"_s << QJsonValue(u"web-service"_s);
    QTest::newRow("value") << u"workload"_s << u"web-service"_s << QJsonValue(u"web-service"_s);
    QTest::newRow("unknown") << u"workload"_s << u"fast"_s << QJsonValue(QJsonValue::Undefined);
    QTest::newRow("list") << u"tags"_s << u"a, b"_s << QJsonValue(QJsonArray{u"a"_s, u"b"_s});
    QTest::newRow("lines") << u"tags"_s << u"a, b\nc"_s << QJsonValue(QJsonArray{u"a, b"_s, u"c"_s});
    QTest::newRow("script") << u"repository"_s << u"javascript:alert(1)"_s
                            << QJsonValue(QJsonValue::Undefined);
}

void tst_Table::valuesAreReadAsPeopleWriteThem()
{
    QFETCH(QString, property);
    QFETCH(QString, text);
    QFETCH(QJsonValue, value);
    const auto *described = session().metamodel().kind(u"service"_s)->property(property);
    QVERIFY(described);
    ValueReader reader(model());
    const auto read = reader.read(*described, text);
    QCOMPARE(read.has_value(), !value.isUndefined());
    if (read)
        QCOMPARE(*read, value);
    else
        QVERIFY(!read.error().isEmpty());
}

QTEST_MAIN(tst_Table)
#include "tst_table.moc"

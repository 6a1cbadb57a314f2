// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "windowtest.h"

#include "core/metamodel/ownkinds.h"
#include "views/canvas/quickcreate.h"
#include "views/inspector/editors.h"
#include "views/ownkinds/kinddialog.h"
#include "views/ownkinds/ownkindsdialog.h"
#include "views/ownkinds/propertydialog.h"
#include "views/window/dialogs.h"

#include <QComboBox>
#include <QJsonArray>
#include <QLineEdit>
#include <QListWidget>
#include <QPlainTextEdit>
#include <QTableWidget>
#include <QTextEdit>

/// Kinds and properties of a project's own, made and used in the window.
class tst_OwnKindsWindow : public WindowTest
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { prepare(); }
    void init() { openWindow(); }
    void cleanup() { closeWindow(); }

    void aKindIsAddedByKeys();
    void aKindIsEverywhere();
    void aPropertyIsAddedFromTheInspector();
    void aPropertyIsEditedAndChecked();
    void whatIsInUseIsNotRemoved();
    void undoAndRedoTakeKindsAlong();
    void anotherWindowLearnsOfThem();
    void aBrokenDefinitionIsShownAndMended();
    void wrongInputIsSaidInTheDialog();

private:
    [[nodiscard]] OwnKindsDialog *openDialog()
    {
        m_window->actions()[Actions::OwnKinds]->trigger();
        return dialogOf<OwnKindsDialog>();
    }
    void addKind(const QString &title, const QString &like = {})
    {
        auto *dialog = openDialog();
        QVERIFY(dialog);
        QTest::mouseClick(dialog->addKindButton(), Qt::LeftButton);
        auto *form = dialogOf<KindDialog>();
        QVERIFY(form);
        QTest::keyClicks(form->title(), title);
        QTest::keyClicks(form->plural(), title + u"s"_s);
        form->like()->setCurrentIndex(form->like()->findData(like));
        QTest::mouseClick(form->mainButton(), Qt::LeftButton);
        QVERIFY(!form->isVisible());
        dialog->reject();
        settle();
    }
    /// Straight into the project: what a dialog would store.
    void define(const QList<Record> &records)
    {
        Draft draft(model());
        for (const auto &record : records)
            QVERIFY(draft.addRecord(record));
        QVERIFY(session().commit(draft, u"Define"_s));
        settle();
    }
    static Record property(const QString &key, const QString &type, QJsonObject more = {})
    {
        more.insert(u"title"_s, key);
        more.insert(u"type"_s, type);
        return {{}, metamodel::ownPropertyRecord, key, more};
    }
    [[nodiscard]] static bool says(const QWidget *dialog, const QString &words)
    {
        return std::ranges::any_of(dialog->findChildren<QLabel *>(), [&](const QLabel *label) {
            return label->isVisible() && label->text().contains(words);
        });
    }
    [[nodiscard]] QStringList treeTexts() const
    {
        QStringList texts;
        const auto *items = tree()->model();
        const std::function<void(const QModelIndex &)> walk = [&](const QModelIndex &parent) {
            for (int row = 0; row < items->rowCount(parent); ++row) {
                const auto index = items->index(row, 0, parent);
                texts.append(index.data().toString());
                walk(index);
            }
        };
        walk({});
        return texts;
    }
};

void tst_OwnKindsWindow::aKindIsAddedByKeys()
{
    const auto before = historySize();
    keys(u"Ctrl+Shift+P"_s);
    auto *dialog = dialogOf<OwnKindsDialog>();
    QVERIFY(dialog);
    QVERIFY(says(dialog, u"Nothing of its own yet"_s));
    QTRY_VERIFY(dialog->addKindButton()->hasFocus());
    QTest::keyClick(dialog->addKindButton(), Qt::Key_Space);
    auto *form = dialogOf<KindDialog>();
    QVERIFY(form);
    QTRY_VERIFY(form->title()->hasFocus());
    QTest::keyClicks(form->title(), u"data product"_s);
    QVERIFY(says(form, u"data-product in files"_s));
    QTest::keyClick(form->title(), Qt::Key_Return);
    settle();
    QVERIFY(dialogOf<KindDialog>() == nullptr);
    QCOMPARE(historySize(), before + 1);
    QCOMPARE(lastLabel(), u"Add kind data product"_s);
    QVERIFY(session().metamodel().kind(u"data-product"_s));
    QCOMPARE(dialog->table()->rowCount(), 1);
    QCOMPARE(dialog->table()->item(0, 0)->text(), u"Data product"_s);
    QCOMPARE(dialog->table()->item(0, 3)->text(), u"nobody"_s);
}

void tst_OwnKindsWindow::aKindIsEverywhere()
{
    addKind(u"data product"_s, u"service"_s);
    // The box on the canvas and the dialog offer it.
    auto *create = page()->findChild<QuickCreate *>();
    create->askKinds(session().metamodel(), {10, 10});
    bool isOffered = false;
    for (auto *list : create->findChildren<QComboBox *>())
        isOffered = isOffered || list->findText(u"Data product"_s) >= 0;
    QVERIFY(isOffered);
    create->hide();
    AddElementDialog adding(session());
    auto *kinds = adding.findChild<QComboBox *>();
    QVERIFY(kinds->findData(u"data-product"_s) >= 0);
    kinds->setCurrentIndex(kinds->findData(u"data-product"_s));
    adding.findChild<QLineEdit *>()->setText(u"Orders"_s);
    adding.accept();
    settle();
    const auto orders = idOf(u"orders"_s);
    QVERIFY(orders.isValid());
    // The tree has a section for it, the inspector knows its kind and properties.
    QVERIFY2(treeTexts().contains(u"data products"_s), qPrintable(treeTexts().join(u' ')));
    QVERIFY(treeTexts().contains(u"Orders"_s));
    QVERIFY(labelText(u"inspectorSubtitle"_s).startsWith(u"data product"_s));
    workspace().inspector()->edit(u"tags"_s);
    auto *row = workspace().inspector()->page()->row(u"tags"_s);
    QVERIFY(row && row->isEditing());
    QTest::keyClick(row->findChild<QTextEdit *>(), Qt::Key_Escape);
    // It may be related like a service.
    QVERIFY(session().metamodel().relationKind(u"dependsOn"_s)->allows(u"data-product"_s, u"service"_s));
    Draft draft(model());
    QVERIFY(draft.addRelation(u"dependsOn"_s, orders, idOf(u"checkout"_s), session().plateau()));
    View view;
    view.key = u"products"_s;
    view.properties = {{u"title"_s, u"Products"_s}, {u"kinds"_s, QJsonArray{u"data-product"_s}}};
    const auto added = draft.addView(view);
    QVERIFY(added);
    QVERIFY(session().commit(draft, u"Relate"_s));
    // A view of the kind draws its card; renaming the kind repaints it.
    workspace().centre()->openView(*added);
    settle();
    QVERIFY(card(u"orders"_s));
    QCOMPARE(card(u"orders"_s)->subtitle, u"data product"_s);
    Draft renaming(model());
    Record kind = *model().record(metamodel::ownKindRecord, u"data-product"_s);
    kind.properties.insert(u"title"_s, u"data set"_s);
    QVERIFY(renaming.update(kind));
    QVERIFY(session().commit(renaming, u"Rename"_s));
    settle();
    QCOMPARE(card(u"orders"_s)->subtitle, u"data set"_s);
    QVERIFY(labelText(u"inspectorSubtitle"_s).startsWith(u"data set"_s));
}

void tst_OwnKindsWindow::aPropertyIsAddedFromTheInspector()
{
    session().select(idOf(u"checkout"_s));
    settle();
    auto *add = workspace().inspector()->page()->findChild<QPushButton *>(u"addProperty"_s);
    QVERIFY(add);
    QTest::mouseClick(add, Qt::LeftButton);
    auto *form = dialogOf<PropertyDialog>();
    QVERIFY(form);
    QCOMPARE(form->kinds()->ticked(), QJsonArray{u"service"_s});
    QTest::keyClicks(form->title(), u"Support"_s);
    form->type()->setCurrentIndex(form->type()->findData(u"enum"_s));
    QVERIFY(form->values()->isVisible());
    form->values()->setPlainText(u"gold = Gold, 24/7\nnone"_s);
    QTest::mouseClick(form->mainButton(), Qt::LeftButton);
    QCOMPARE(lastLabel(), u"Add property Support"_s);
    settle();
    // Its editor is open: who adds a property has something to say.
    PropertyRow *row = nullptr;
    QTRY_VERIFY(row = workspace().inspector()->page()->row(u"support"_s));
    QVERIFY(row->isEditing());
    auto *box = row->findChild<QComboBox *>();
    QTRY_VERIFY(box->view()->isVisible());
    box->setCurrentIndex(box->findText(u"Gold, 24/7"_s));
    QTest::keyClick(box->view(), Qt::Key_Return);
    settle();
    QCOMPARE(shownValue(u"support"_s), u"Gold, 24/7"_s);
    QCOMPARE(lastLabel(), u"Set Support of Checkout to Gold, 24/7 in Target"_s);
    // Teams do not have it.
    session().select(idOf(u"team-basket"_s));
    settle();
    workspace().inspector()->edit(u"tags"_s);
    QVERIFY(!workspace().inspector()->page()->row(u"support"_s));
}

void tst_OwnKindsWindow::aPropertyIsEditedAndChecked()
{
    define({property(u"seats"_s, u"integer"_s, {{u"maximum"_s, 9}, {u"unit"_s, u"seats"_s}})});
    session().select(idOf(u"checkout"_s));
    settle();
    workspace().inspector()->edit(u"seats"_s);
    auto *row = workspace().inspector()->page()->row(u"seats"_s);
    QVERIFY(row && row->isEditing());
    auto *edit = row->findChild<QTextEdit *>();
    QTest::keyClicks(edit, u"12"_s);
    QVERIFY(says(row, u"above 9"_s));
    QTest::keyClick(edit, Qt::Key_Backspace);
    QTest::keyClick(edit, Qt::Key_Return);
    settle();
    QCOMPARE(shownValue(u"seats"_s), u"1 seats"_s);
}

void tst_OwnKindsWindow::whatIsInUseIsNotRemoved()
{
    define({property(u"seats"_s, u"integer"_s), property(u"unused"_s, u"text"_s)});
    Draft draft(model());
    for (const auto &key : {u"checkout"_s, u"payment"_s})
        QVERIFY(draft.setProperty(idOf(key), session().plateau(), u"seats"_s, 3));
    QVERIFY(session().commit(draft, u"Set"_s));
    auto *dialog = openDialog();
    QCOMPARE(dialog->table()->item(0, 3)->text(), u"2 elements"_s);
    dialog->table()->selectRow(0);
    const auto before = historySize();
    QTest::keyClick(dialog->table(), Qt::Key_Delete);
    QVERIFY(says(dialog, u"2 elements use it: checkout, payment"_s));
    QCOMPARE(historySize(), before);
    dialog->table()->selectRow(1);
    QVERIFY(!says(dialog, u"use it"_s));
    QTest::mouseClick(dialog->removeButton(), Qt::LeftButton);
    QCOMPARE(dialog->table()->rowCount(), 1);
    QCOMPARE(lastLabel(), u"Remove property unused"_s);
    // Taken from the kinds that use it, it would be lost there too.
    dialog->table()->selectRow(0);
    QTest::keyClick(dialog->table(), Qt::Key_Return);
    auto *form = dialogOf<PropertyDialog>();
    QVERIFY(form);
    for (int row = 0; row < form->kinds()->count(); ++row) {
        if (form->kinds()->item(row)->data(Qt::UserRole) == u"team"_s)
            form->kinds()->item(row)->setCheckState(Qt::Checked);
    }
    QTest::mouseClick(form->mainButton(), Qt::LeftButton);
    QVERIFY(form->isVisible());
    QVERIFY(says(form, u"checkout, payment"_s));
    form->reject();
    dialog->reject();
}

void tst_OwnKindsWindow::undoAndRedoTakeKindsAlong()
{
    addKind(u"report"_s);
    QVERIFY(session().metamodel().kind(u"report"_s));
    session().undo();
    settle();
    QVERIFY(!session().metamodel().kind(u"report"_s));
    session().redo();
    settle();
    QVERIFY(session().metamodel().kind(u"report"_s));
    reopen();
    QVERIFY(session().metamodel().kind(u"report"_s));
}

void tst_OwnKindsWindow::anotherWindowLearnsOfThem()
{
    MainWindow other(*m_appearance);
    QVERIFY(other.openProject(m_path));
    other.show();
    addKind(u"report"_s);
    auto &there = other.workspace()->session();
    QTRY_VERIFY_WITH_TIMEOUT(there.metamodel().kind(u"report"_s), 20000);
}

void tst_OwnKindsWindow::aBrokenDefinitionIsShownAndMended()
{
    m_window->close();
    {
        auto opened = store::Store::open(m_path); // without checks, as another program may write it
        QVERIFY(opened);
        Draft draft((*opened)->model());
        QVERIFY(draft.addRecord(property(u"seats"_s, u"colour"_s)));
        QVERIFY((*opened)->commit(draft, u"Broken"_s));
    }
    reopen();
    auto *dialog = openDialog();
    QVERIFY(dialog);
    QVERIFY(dialog->table()->item(0, 0)->text().startsWith(u"⚠"_s));
    QVERIFY2(dialog->problem().contains(u"there is no type 'colour'"_s), qPrintable(dialog->problem()));
    QTest::mouseClick(dialog->changeButton(), Qt::LeftButton);
    auto *form = dialogOf<PropertyDialog>();
    form->type()->setCurrentIndex(form->type()->findData(u"integer"_s));
    QTest::mouseClick(form->mainButton(), Qt::LeftButton);
    QVERIFY(dialog->problem().isEmpty());
    QVERIFY(session().metamodel().kind(u"service"_s)->property(u"seats"_s));
}

void tst_OwnKindsWindow::wrongInputIsSaidInTheDialog()
{
    auto *dialog = openDialog();
    QTest::mouseClick(dialog->addPropertyButton(), Qt::LeftButton);
    auto *form = dialogOf<PropertyDialog>();
    QVERIFY(form);
    QTest::mouseClick(form->mainButton(), Qt::LeftButton);
    QVERIFY(says(form, u"Give it a title"_s));
    QTest::keyClicks(form->title(), u"Tier"_s); // services have one
    QTest::mouseClick(form->mainButton(), Qt::LeftButton);
    QVERIFY(says(form, u"already"_s));
    form->title()->clear();
    QTest::keyClicks(form->title(), u"Support"_s);
    form->type()->setCurrentIndex(form->type()->findData(u"enum"_s));
    QTest::mouseClick(form->mainButton(), Qt::LeftButton);
    QVERIFY(says(form, u"needs the values"_s));
    form->reject();
    QTest::mouseClick(dialog->addKindButton(), Qt::LeftButton);
    auto *kind = dialogOf<KindDialog>();
    QTest::keyClicks(kind->title(), u"Service"_s);
    QTest::mouseClick(kind->mainButton(), Qt::LeftButton);
    QVERIFY(says(kind, u"choose another"_s));
    // A further relation is put together and stored.
    kind->title()->clear();
    QTest::keyClicks(kind->title(), u"report"_s);
    kind->relation()->setCurrentIndex(kind->relation()->findText(u"uses"_s));
    kind->other()->setCurrentIndex(kind->other()->findData(u"service"_s));
    QTest::mouseClick(kind->addRelationButton(), Qt::LeftButton);
    QCOMPARE(kind->relations()->count(), 1);
    QTest::mouseClick(kind->mainButton(), Qt::LeftButton);
    QVERIFY(session().metamodel().relationKind(u"uses"_s)->allows(u"report"_s, u"service"_s));
    QVERIFY(!session().metamodel().relationKind(u"uses"_s)->allows(u"service"_s, u"report"_s));
}

QTEST_MAIN(tst_OwnKindsWindow)
#include "tst_ownkindswindow.moc"

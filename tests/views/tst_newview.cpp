// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "windowtest.h"

#include "views/newview/newviewdialog.h"
#include "views/newview/viewdialogs.h"
#include "views/panels/querypanel.h"
#include "views/panels/sqledit.h"
#include "views/style/parts.h"
#include "views/table/twins.h"

#include <QComboBox>
#include <QLineEdit>
#include <QMenu>
#include <QPlainTextEdit>
#include <QRadioButton>
#include <QSpinBox>
#include <QTableView>

/// New views from templates, and what is done to a view from its tab.
class tst_NewView : public WindowTest
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { prepare(); }
    void init() { openWindow(); }
    void cleanup() { closeWindow(); }

    void everyTemplateMakesAView_data();
    void everyTemplateMakesAView();
    void domainIsAskedFor();
    void surroundingsOfTheSelectedElement();
    void membersOfADomainAreReached();
    void titleIsNeeded();
    void badTemplatesAreRefusedWithTheirLine_data();
    void badTemplatesAreRefusedWithTheirLine();
    void tabMenuRenames();
    void editingTheFilterChangesWhatIsShown();
    void editingNothingIsNoEdit();
    void duplicateStandsBehind();
    void deleteIsUndone();
    void readOnlyOffersNothing();
    void queryMakesAView();

private:
    [[nodiscard]] QStringList tabTitles() const
    {
        QStringList titles;
        for (int i = 0; i < workspace().centre()->tabs()->count(); ++i)
            titles.append(workspace().centre()->tabs()->tabText(i));
        return titles;
    }
    [[nodiscard]] const View *current() const { return model().view(workspace().centre()->currentView()); }
    NewViewDialog *openDialog()
    {
        keys(u"Ctrl+Alt+N"_s);
        return dialogOf<NewViewDialog>();
    }
    void choose(NewViewDialog *dialog, const QString &name)
    {
        auto *button = dialog->templateButton(name);
        QVERIFY(button);
        QTest::mouseClick(button, Qt::LeftButton, {}, QPoint(8, button->height() / 2));
        QVERIFY(button->isChecked());
    }
    /// The menu of the tab on top, as the Menu key opens it.
    [[nodiscard]] QMenu *tabMenu()
    {
        auto *tabs = workspace().centre()->tabs();
        Q_EMIT tabs->customContextMenuRequested(tabs->tabRect(tabs->currentIndex()).center());
        for (auto *menu : workspace().centre()->findChildren<QMenu *>()) {
            if (menu->isVisible())
                return menu;
        }
        return nullptr;
    }
    void pick(QMenu *menu, Actions::Id id)
    {
        QVERIFY(menu);
        menu->setActiveAction(m_window->actions()[id]);
        QTest::keyClick(menu, Qt::Key_Return);
        settle();
    }
    static void tick(TickList *list, const QString &key, bool isOn)
    {
        for (int row = 0; row < list->count(); ++row) {
            if (list->item(row)->data(Qt::UserRole).toString() != key)
                continue;
            list->setFocus();
            list->setCurrentRow(row);
            if ((list->item(row)->checkState() == Qt::Checked) != isOn)
                QTest::keyClick(list, Qt::Key_Space);
            QCOMPARE(list->item(row)->checkState() == Qt::Checked, isOn);
            return;
        }
        QFAIL("no such item");
    }
};

void tst_NewView::everyTemplateMakesAView_data()
{
    QTest::addColumn<QString>("name");
    for (const auto &known : metamodel::viewTemplates())
        QTest::newRow(qPrintable(known.name)) << known.name;
    QCOMPARE(metamodel::viewTemplates().size(), 6);
}

void tst_NewView::everyTemplateMakesAView()
{
    QFETCH(QString, name);
    session().select(idOf(u"checkout"_s));
    settle();
    const auto before = historySize();
    auto *dialog = openDialog();
    QVERIFY(dialog);
    choose(dialog, name);
    QVERIFY(!dialog->templateButton(name)->accessibleDescription().isEmpty()); // a sentence about it
    QTRY_VERIFY2(dialog->preview().startsWith(u"It shows "_s), qPrintable(dialog->preview()));
    QVERIFY(!dialog->preview().contains(u"shows 0"_s));
    const QString title = dialog->title()->text();
    QVERIFY(!title.isEmpty());
    QTest::mouseClick(dialog->mainButton(), Qt::LeftButton);
    QTRY_VERIFY(!dialogOf<NewViewDialog>());
    settle();
    QCOMPARE(historySize(), before + 1); // with its layout
    QVERIFY(!current()->positions.isEmpty());
    QCOMPARE(current()->properties.value(u"title"_s).toString(), title);
    QCOMPARE(tabTitles().last(), title);
    QVERIFY(!page()->scene()->cards.isEmpty());
    keys(u"Ctrl+Z"_s);
    QVERIFY(!tabTitles().contains(title) || name == "delivery"_L1);
}

void tst_NewView::domainIsAskedFor()
{
    auto *dialog = openDialog();
    QVERIFY(!dialog->domains()->isVisible());
    choose(dialog, u"domain"_s);
    QVERIFY(dialog->domains()->isVisible());
    QVERIFY(!dialog->elements()->isVisible());
    dialog->domains()->setFocus();
    QTest::keyClicks(dialog->domains(), u"Store"_s);
    QCOMPARE(dialog->title()->text(), u"Storefront"_s);
    QTest::mouseClick(dialog->mainButton(), Qt::LeftButton);
    QTRY_VERIFY(!dialogOf<NewViewDialog>());
    settle();
    QCOMPARE(current()->properties.value(u"domains"_s).toArray(), QJsonArray{u"storefront"_s});
    QVERIFY(card(u"checkout"_s));
    QVERIFY(!card(u"identity-service-01"_s));
}

void tst_NewView::surroundingsOfTheSelectedElement()
{
    session().select(idOf(u"checkout"_s));
    settle();
    auto *dialog = openDialog();
    choose(dialog, u"around"_s);
    QCOMPARE(dialog->title()->text(), u"Around Checkout"_s);
    QTRY_COMPARE(dialog->preview(), u"It shows 3 elements at Target."_s); // payment, golden-web
    dialog->steps()->setFocus();
    QTest::keyClick(dialog->steps(), Qt::Key_Up);
    QTRY_COMPARE(dialog->preview(), u"It shows 12 elements at Target."_s); // environments, controls
    QTest::keyClick(dialog->steps(), Qt::Key_Down);
    dialog->title()->setFocus();
    dialog->title()->selectAll();
    QTest::keyClicks(dialog->title(), u"The till"_s);
    QTest::keyClick(dialog->title(), Qt::Key_Return);
    QTRY_VERIFY(!dialogOf<NewViewDialog>());
    settle();
    QCOMPARE(current()->key, u"the-till"_s);
    QCOMPARE(current()->properties.value(u"include"_s).toArray(),
             (QJsonArray{u"checkout"_s, u"golden-web"_s, u"payment"_s}));
}

void tst_NewView::membersOfADomainAreReached()
{
    const auto &known = metamodel::viewTemplates();
    const auto around = std::ranges::find(known, u"around"_s, &metamodel::ViewTemplate::name);
    // From the domain to what is in it; from a service not to all of its neighbours in the domain.
    QCOMPARE(surroundings(session().state(), idOf(u"storefront"_s), 1, *around).size(), 15);
    QVERIFY(
        !surroundings(session().state(), idOf(u"checkout"_s), 5, *around).contains(idOf(u"storefront"_s)));
}

void tst_NewView::titleIsNeeded()
{
    const auto before = historySize();
    auto *dialog = openDialog();
    dialog->title()->selectAll();
    QTest::keyClick(dialog->title(), Qt::Key_Delete);
    QTest::keyClick(dialog->title(), Qt::Key_Return);
    QVERIFY(dialog->isVisible());
    QCOMPARE(historySize(), before);
    QTest::keyClick(dialog, Qt::Key_Escape);
}

void tst_NewView::badTemplatesAreRefusedWithTheirLine_data()
{
    QTest::addColumn<QByteArray>("view");
    QTest::addColumn<QString>("said");
    QTest::newRow("kind") << QByteArray("{kinds: [servicee]}") << u"servicee"_s;
    QTest::newRow("relation") << QByteArray("{relations: [hates]}") << u"hates"_s;
    QTest::newRow("property") << QByteArray("{colour: red}") << u"colour"_s;
    QTest::newRow("value") << QByteArray("{group_by: moon}") << u"moon"_s;
}

void tst_NewView::badTemplatesAreRefusedWithTheirLine()
{
    QFETCH(QByteArray, view);
    QFETCH(QString, said);
    QFile file(m_folder.filePath(u"templates.yaml"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("templates:\n  - name: x\n    title: X\n    help: A test.\n    view: " + view + "\n");
    file.close();
    const auto loaded = metamodel::loadViewTemplates(file.fileName(), session().metamodel());
    QVERIFY(!loaded);
    QVERIFY2(loaded.error().message.contains(said), qPrintable(loaded.error().message));
    QCOMPARE(loaded.error().line, 2);
}

void tst_NewView::tabMenuRenames()
{
    const auto before = historySize();
    pick(tabMenu(), Actions::RenameView);
    auto *dialog = dialogOf<RenameViewDialog>();
    QVERIFY(dialog);
    QCOMPARE(dialog->title()->text(), u"Delivery overview"_s);
    QTest::keyClicks(dialog->title(), u"How we deliver"_s);
    QTest::keyClick(dialog->title(), Qt::Key_Return);
    settle();
    QCOMPARE(historySize(), before + 1);
    QCOMPARE(tabTitles().front(), u"How we deliver"_s);
    QCOMPARE(lastLabel(), u"Rename the view Delivery overview to How we deliver"_s);
    keys(u"Ctrl+Z"_s);
    QCOMPARE(tabTitles().front(), u"Delivery overview"_s);
}

void tst_NewView::editingTheFilterChangesWhatIsShown()
{
    const auto positions = current()->positions;
    QVERIFY(card(u"dev"_s));
    keys(u"Ctrl+Alt+E"_s);
    auto *dialog = dialogOf<EditViewDialog>();
    QVERIFY(dialog);
    tick(dialog->kinds(), u"environment"_s, false);
    tick(dialog->relations(), u"deliveredBy"_s, true);
    dialog->groupBy()->setFocus();
    QTest::keyClicks(dialog->groupBy(), u"team"_s);
    const auto before = historySize();
    QTest::mouseClick(dialog->mainButton(), Qt::LeftButton);
    settle();
    QCOMPARE(historySize(), before + 1);
    QVERIFY(!card(u"dev"_s));
    QVERIFY(card(u"golden-web"_s));
    QCOMPARE(current()->properties.value(u"group_by"_s).toString(), u"team"_s);
    QCOMPARE(current()->properties.value(u"kinds"_s).toArray(), QJsonArray{u"pipeline"_s});
    QVERIFY(!current()->properties.contains(u"direction"_s)); // was not said and is not said
    QCOMPARE(current()->positions, positions);
    QCOMPARE(lastLabel(), u"Change what Delivery overview shows"_s);
}

void tst_NewView::editingNothingIsNoEdit()
{
    const auto before = historySize();
    keys(u"Ctrl+Alt+E"_s);
    QTest::mouseClick(dialogOf<EditViewDialog>()->mainButton(), Qt::LeftButton);
    settle();
    QCOMPARE(historySize(), before);
}

void tst_NewView::duplicateStandsBehind()
{
    const auto positions = current()->positions;
    pick(tabMenu(), Actions::DuplicateView);
    QCOMPARE(tabTitles().first(3),
             QStringList({u"Delivery overview"_s, u"Delivery overview (copy)"_s, u"All services"_s}));
    QCOMPARE(current()->key, u"overview-2"_s);
    QCOMPARE(current()->positions, positions);
    QCOMPARE(workspace().centre()->tabs()->currentIndex(), 1);
}

void tst_NewView::deleteIsUndone()
{
    const auto elements = model().elements().size();
    pick(tabMenu(), Actions::DeleteView);
    QCOMPARE(tabTitles(), QStringList{u"All services"_s});
    QCOMPARE(model().elements().size(), elements);
    QVERIFY(workspace().messages()->text().contains(u"Delivery overview is deleted"_s));
    QTest::mouseClick(workspace().messages()->buttons().front(), Qt::LeftButton);
    settle();
    QCOMPARE(tabTitles(), QStringList({u"Delivery overview"_s, u"All services"_s}));
    // The last view as well.
    m_window->actions()[Actions::DeleteView]->trigger();
    settle();
    m_window->actions()[Actions::DeleteView]->trigger();
    settle();
    QVERIFY(tabTitles().isEmpty());
    QVERIFY(!workspace().centre()->twinSwitch()->isVisible());
    QVERIFY(!m_window->actions()[Actions::RenameView]->isEnabled());
    QVERIFY(m_window->actions()[Actions::NewView]->isEnabled());
}

void tst_NewView::readOnlyOffersNothing()
{
    m_window->close();
    m_window = std::make_unique<MainWindow>(*m_appearance);
    QVERIFY(m_window->openReadOnly(m_path, u"For the test."_s));
    m_window->show();
    settle();
    for (const auto id : {Actions::NewView, Actions::RenameView, Actions::EditView, Actions::DuplicateView,
                          Actions::DeleteView})
        QVERIFY(!m_window->actions()[id]->isEnabled());
    QVERIFY(m_window->actions()[Actions::ShowTable]->isEnabled());
}

void tst_NewView::queryMakesAView()
{
    keys(u"Ctrl+Shift+2"_s);
    auto *panel = m_window->findChild<QueryPanel *>();
    QVERIFY(panel && !panel->viewButton()->isEnabled());
    const auto ask = [&](const QString &sql) {
        panel->editor()->setPlainText(sql);
        QTest::keyClick(panel->editor(), Qt::Key_Return, Qt::ControlModifier);
        QTRY_VERIFY(!panel->isRunning());
    };
    ask(u"select count(*) n from services"_s);
    QVERIFY(!panel->viewButton()->isEnabled());
    ask(u"select key, name from services where plateau = 'target' and key in ('checkout', 'payment')"_s);
    QCOMPARE(panel->viewButton()->text(), u"View of 2 elements"_s);
    QTest::mouseClick(panel->viewButton(), Qt::LeftButton);
    settle();
    QVERIFY(current()->properties.value("description"_L1).toString().contains(u"select key"_s));
    QCOMPARE(page()->scene()->cards.size(), 2);
    QVERIFY(card(u"checkout"_s) && card(u"payment"_s));
    // A row is the element.
    session().select({});
    QTest::mouseClick(panel->table()->viewport(), Qt::LeftButton, {},
                      panel->table()->visualRect(panel->table()->model()->index(1, 0)).center());
    QCOMPARE(session().selectedElement(), idOf(u"payment"_s));
}

QTEST_MAIN(tst_NewView)
#include "tst_newview.moc"

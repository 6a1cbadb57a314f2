// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "windowtest.h"

#include "views/window/dialogs.h"
#include "views/window/importdialog.h"
#include "views/window/settings.h"
#include "views/window/startpage.h"

#include <QDir>
#include <QDropEvent>
#include <QMimeData>
#include <QToolButton>

/// What the window is without a project, and the ways into one.
class tst_StartPage : public WindowTest
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { prepare(); }
    void init();
    void cleanup() { closeWindow(); }

    void theFirstRecentProjectHasTheFocus();
    void withoutRecentOnesATemplateHasIt();
    void arrowsWalkAndDelTakesOffTheList();
    void theSmallButtonTakesOffTheList();
    void aTemplateMakesAProject();
    void aFolderBecomesAProjectThatShowsIt();
    void theImportSaysWhatIsMissing();
    void aFolderWithNothingInItIsSaid();
    void aDroppedProjectOpens();
    void aDroppedFolderAsksWhereTo();
    void aDropOntoAProjectIsImported();
    void whatNobodyCanReadIsNotTaken();
    void everythingHasAName();

private:
    void show()
    {
        m_window = std::make_unique<MainWindow>(*m_appearance);
        m_window->resize(1440, 900);
        m_window->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_window.get()));
        m_window->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
        settle();
    }
    [[nodiscard]] StartPage *start() const { return m_window->findChild<StartPage *>(); }
    [[nodiscard]] QString file(const QString &name) const
    {
        return m_folder.filePath(u"%1/%2"_s.arg(m_number).arg(name));
    }
    void write(const QString &name, const QByteArray &content)
    {
        QDir().mkpath(QFileInfo(file(name)).absolutePath());
        QFile made(file(name));
        QVERIFY(made.open(QIODevice::WriteOnly));
        QCOMPARE(made.write(content), content.size());
    }
    void writeManifests()
    {
        write(u"fleet/till.yaml"_s,
              "apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: till\n  namespace: "
              "shop\nspec:\n  selector:\n    matchLabels: {app: till}\n  template:\n    metadata:\n      "
              "labels: {app: till}\n    spec:\n      containers:\n        - name: till\n"
              "          image: registry.example.org/till:1\n");
    }
    /// What a file manager does.
    bool drop(const QStringList &paths)
    {
        QMimeData data;
        QList<QUrl> urls;
        for (const auto &path : paths)
            urls.append(QUrl::fromLocalFile(path));
        data.setUrls(urls);
        QDragEnterEvent enter({40, 40}, Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        enter.ignore();
        QApplication::sendEvent(m_window.get(), &enter);
        if (!enter.isAccepted())
            return false;
        QDropEvent event(QPointF(40, 40), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(m_window.get(), &event);
        settle();
        return true;
    }
    [[nodiscard]] bool hasElement(const QString &name) const
    {
        return std::ranges::any_of(session().state().elements(),
                                   [&](const ElementState &one) { return one.name() == name; });
    }
};

void tst_StartPage::init()
{
    QSettings().clear();
    ++m_number;
    QDir().mkpath(file(u""_s));
}

void tst_StartPage::theFirstRecentProjectHasTheFocus()
{
    shop::write(file(u"one.gplan"_s));
    shop::write(file(u"two.gplan"_s));
    Settings::addRecentFile(file(u"one.gplan"_s));
    Settings::addRecentFile(file(u"two.gplan"_s));
    show();
    QCOMPARE(start()->choices().first()->accessibleName(), u"two"_s);
    QVERIFY(start()->choices().first()->hasFocus());
    QVERIFY(start()->choices().first()->toolTip().contains(QDir::toNativeSeparators(file(u"two.gplan"_s))));
    QTest::keyClick(m_window->focusWidget(), Qt::Key_Down);
    QTest::keyClick(m_window->focusWidget(), Qt::Key_Return);
    settle();
    QVERIFY(m_window->workspace());
    QCOMPARE(QFileInfo(session().store().path()).fileName(), u"one.gplan"_s);
}

void tst_StartPage::withoutRecentOnesATemplateHasIt()
{
    show();
    QVERIFY(!start()->choices().isEmpty());
    QVERIFY(start()->choices().first()->hasFocus());
}

void tst_StartPage::arrowsWalkAndDelTakesOffTheList()
{
    for (const auto *name : {"one.gplan", "two.gplan", "three.gplan"}) {
        write(QString::fromLatin1(name), {});
        Settings::addRecentFile(file(QString::fromLatin1(name)));
    }
    show();
    const auto all = start()->choices();
    QTest::keyClick(m_window->focusWidget(), Qt::Key_Down);
    QVERIFY(all[1]->hasFocus());
    QTest::keyClick(m_window->focusWidget(), Qt::Key_Delete);
    QCOMPARE(Settings::recentFiles(), QStringList({file(u"three.gplan"_s), file(u"one.gplan"_s)}));
    QVERIFY(QFileInfo::exists(file(u"two.gplan"_s)));
    QCOMPARE(start()->choices()[1]->accessibleName(), u"one"_s);
    QVERIFY(start()->choices()[1]->hasFocus());
    QTest::keyClick(m_window->focusWidget(), Qt::Key_Up);
    QVERIFY(start()->choices()[0]->hasFocus());
    QTest::keyClick(m_window->focusWidget(), Qt::Key_Up); // round to the last template
    QVERIFY(start()->choices().last()->hasFocus());
    QTest::keyClick(m_window->focusWidget(), Qt::Key_Delete);
    QCOMPARE(Settings::recentFiles().size(), 2);
}

void tst_StartPage::theSmallButtonTakesOffTheList()
{
    write(u"one.gplan"_s, {});
    Settings::addRecentFile(file(u"one.gplan"_s));
    show();
    QToolButton *remove = nullptr;
    for (auto *button : start()->findChildren<QToolButton *>()) {
        if (button->accessibleName() == u"Take one off the list"_s)
            remove = button;
    }
    QVERIFY(remove);
    QTest::mouseClick(remove, Qt::LeftButton);
    QVERIFY(Settings::recentFiles().isEmpty());
    settle();
}

void tst_StartPage::aTemplateMakesAProject()
{
    show();
    QTest::keyClick(m_window->focusWidget(), Qt::Key_Return);
    auto *dialog = dialogOf<NewProjectDialog>();
    QVERIFY(dialog);
    QCOMPARE(dialog->templateName(), u"blank"_s);
}

void tst_StartPage::aFolderBecomesAProjectThatShowsIt()
{
    writeManifests();
    show();
    QPushButton *import = nullptr;
    for (auto *button : start()->findChildren<QPushButton *>()) {
        if (button->accessibleName() == u"Import a folder into a new project"_s)
            import = button;
    }
    QVERIFY(import);
    import->setFocus();
    QTest::keyClick(import, Qt::Key_Space);
    auto *dialog = dialogOf<ImportDialog>();
    QVERIFY(dialog);
    QTRY_VERIFY(dialog->sourceField()->hasFocus());
    QTest::keyClicks(dialog->sourceField(), file(u"fleet"_s));
    // Beside the folder, until one says otherwise.
    QCOMPARE(dialog->path(), file(u"fleet.gplan"_s));
    QTest::keyClick(dialog->sourceField(), Qt::Key_Return);
    QTRY_VERIFY(m_window->workspace());
    settle();
    QCOMPARE(session().store().path(), file(u"fleet.gplan"_s));
    QVERIFY(hasElement(u"till"_s));
    QCOMPARE(session().plateau(), model().rootPlateau());
    QVERIFY(page());
    QCOMPARE(page()->title(), u"Overview"_s);
    QVERIFY(!page()->scene()->cards.isEmpty());
    // The report is one click away.
    QVERIFY2(m_window->messages()->text().contains(u"Imported fleet"_s),
             qPrintable(m_window->messages()->text()));
    QTest::mouseClick(m_window->messages()->buttons().first(), Qt::LeftButton);
    QVERIFY(dialogOf<ReportDialog>());
    // What was imported can be undone, and the file is among the recent ones.
    const auto history = session().store().history();
    QVERIFY(std::ranges::contains(history, u"Import fleet"_s, &store::HistoryEntry::label));
    QCOMPARE(Settings::recentFiles().first(), file(u"fleet.gplan"_s));
}

void tst_StartPage::theImportSaysWhatIsMissing()
{
    writeManifests();
    write(u"taken.gplan"_s, {});
    show();
    m_window->actions()[Actions::ImportIntoNew]->trigger();
    auto *dialog = dialogOf<ImportDialog>();
    const auto said = [dialog] {
        QStringList all;
        for (const auto *label : dialog->findChildren<QLabel *>()) {
            if (label->isVisible() && label->property("look").toString() == u"error"_s)
                all.append(label->text());
        }
        return all.join(u' ');
    };
    QTest::mouseClick(dialog->mainButton(), Qt::LeftButton);
    QCOMPARE(said(), u"Choose the folder to import."_s);
    dialog->sourceField()->setText(file(u"nowhere"_s));
    QTest::mouseClick(dialog->mainButton(), Qt::LeftButton);
    QVERIFY(said().startsWith(u"There is no "_s));
    dialog->sourceField()->setText(file(u"fleet"_s));
    dialog->pathField()->setText(file(u"taken.gplan"_s));
    QTest::mouseClick(dialog->mainButton(), Qt::LeftButton);
    QCOMPARE(said(), u"There is a file of this name already. Choose another."_s);
    QVERIFY(!m_window->workspace());
    QVERIFY(dialog->isVisible());
}

void tst_StartPage::aFolderWithNothingInItIsSaid()
{
    write(u"empty/readme.txt"_s, "nothing");
    show();
    QVERIFY(m_window->createFrom({file(u"empty"_s)}, file(u"empty.gplan"_s)));
    settle();
    QVERIFY(m_window->messages()->text().startsWith(u"Nothing new"_s));
    QVERIFY(session().state().elements().isEmpty());
}

void tst_StartPage::aDroppedProjectOpens()
{
    shop::write(file(u"shop.gplan"_s));
    show();
    QVERIFY(drop({file(u"shop.gplan"_s)}));
    QVERIFY(m_window->workspace());
    QCOMPARE(session().store().path(), file(u"shop.gplan"_s));
}

void tst_StartPage::aDroppedFolderAsksWhereTo()
{
    writeManifests();
    show();
    QVERIFY(drop({file(u"fleet"_s)}));
    auto *dialog = dialogOf<ImportDialog>();
    QVERIFY(dialog);
    QCOMPARE(dialog->sources(), QStringList(file(u"fleet"_s)));
    QTest::keyClick(dialog->pathField(), Qt::Key_Return);
    QTRY_VERIFY(m_window->workspace());
    settle();
    QVERIFY(hasElement(u"till"_s));
}

void tst_StartPage::aDropOntoAProjectIsImported()
{
    writeManifests();
    openWindow();
    m_window->activateWindow();
    QVERIFY(drop({m_folder.filePath(u"%1/fleet/till.yaml"_s.arg(m_number - 1))}));
    QVERIFY2(hasElement(u"till"_s), qPrintable(m_window->messages()->text()));
    QCOMPARE(lastLabel(), u"Import till.yaml"_s);
}

void tst_StartPage::whatNobodyCanReadIsNotTaken()
{
    write(u"picture.png"_s, {});
    show();
    QVERIFY(!drop({file(u"picture.png"_s)}));
    QVERIFY(!dialogOf<ImportDialog>());
}

void tst_StartPage::everythingHasAName()
{
    write(u"one.gplan"_s, {});
    Settings::addRecentFile(file(u"one.gplan"_s));
    show();
    for (const auto *widget : start()->findChildren<QWidget *>()) {
        if (widget->isVisible() && (widget->focusPolicy() & Qt::TabFocus))
            QVERIFY2(!widget->accessibleName().isEmpty(), widget->metaObject()->className());
    }
}

QTEST_MAIN(tst_StartPage)
#include "tst_startpage.moc"

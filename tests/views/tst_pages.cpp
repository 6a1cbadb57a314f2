// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "windowtest.h"

#include "views/governance/findingspanel.h"
#include "views/pages/recordview.h"
#include "views/panels/querypanel.h"
#include "views/panels/sqledit.h"

#include <QPlainTextEdit>
#include <QTableView>

/// Pages of records, the panels at the bottom, and what goes out of the window.
class tst_Pages : public WindowTest
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { prepare(); }
    void init() { openWindow(); }
    void cleanup() { closeWindow(); }

    void decisionOpensFromTheTree();
    void elementsInADecisionAreLinks();
    void pageIsMadeSafe();
    void pageClosesWithItsKey();
    void queryShowsRows();
    void queryShowsWhatIsWrong();
    void findingsAreThoseOfTheRules();
    void findingLeadsToItsElement();
    void gapListSelects();
    void pictureIsWritten();
    void documentsAreWritten();
    void copyIsAProjectOfItsOwn();
    void projectWithoutViewsOffersOne();

private:
    RecordView *openDecision()
    {
        const auto *rows = tree()->model();
        const auto found = rows->match(rows->index(0, 0), Qt::DisplayRole, u"ADR-0007"_s, 1,
                                       Qt::MatchStartsWith | Qt::MatchRecursive);
        if (found.isEmpty())
            return nullptr;
        tree()->setFocus();
        tree()->setCurrentIndex(found.front());
        QTest::keyClick(tree(), Qt::Key_Return);
        settle();
        return recordPage();
    }
};

void tst_Pages::decisionOpensFromTheTree()
{
    auto *page = openDecision();
    QVERIFY(page);
    const QString text = page->toPlainText();
    for (const auto &word :
         {u"ADR-0007"_s, u"Adopt GitHub Actions"_s, u"accepted"_s, u"8 September 2026"_s,
          u"Context and problem statement"_s, u"Considered options"_s, u"Keep Jenkins"_s, u"slow"_s})
        QVERIFY2(QString(text).replace(QChar::Nbsp, u' ').contains(word), qPrintable(word + u"\n"_s + text));
    QVERIFY(page->toHtml().contains(u"<span"_s));
    QCOMPARE(labelText(u"inspectorTitle"_s), u"ADR-0007 Adopt GitHub Actions"_s);
}

void tst_Pages::elementsInADecisionAreLinks()
{
    auto *page = openDecision();
    QVERIFY(page);
    page->setFocus();
    // Tab goes from link to link, Enter follows it.
    QTest::keyClick(page, Qt::Key_Tab);
    QTest::keyClick(page, Qt::Key_Return);
    settle();
    QCOMPARE(session().selectedElement(), idOf(u"golden-web"_s));
    QCOMPARE(labelText(u"inspectorTitle"_s), u"golden-web"_s);
}

void tst_Pages::pageIsMadeSafe()
{
    auto *page = openDecision();
    QVERIFY(page);
    QVERIFY(page->toPlainText().contains(u"<script>alert(1)</script>"_s));
}

void tst_Pages::pageClosesWithItsKey()
{
    const int before = workspace().centre()->findChild<QTabBar *>()->count();
    QVERIFY(openDecision());
    QCOMPARE(workspace().centre()->findChild<QTabBar *>()->count(), before + 1);
    keys(u"Ctrl+W"_s);
    QCOMPARE(workspace().centre()->findChild<QTabBar *>()->count(), before);
    // A view is no page to close.
    keys(u"Ctrl+W"_s);
    QCOMPARE(workspace().centre()->findChild<QTabBar *>()->count(), before);
    QVERIFY(page());
}

void tst_Pages::queryShowsRows()
{
    keys(u"Ctrl+Shift+2"_s);
    auto *panel = static_cast<QueryPanel *>(workspace().bottom()->panel(BottomPane::Tab::Query));
    panel->editor()->setFocus();
    QTest::keyClick(panel->editor(), Qt::Key_A, Qt::ControlModifier);
    QTest::keyClicks(
        panel->editor(),
        u"select key, tier from services where plateau = 'target' and tier <= 2 order by tier"_s);
    QTest::keyClick(panel->editor(), Qt::Key_Return, Qt::ControlModifier);
    QTRY_VERIFY(!panel->isRunning());
    const auto *rows = panel->table()->model();
    QCOMPARE(rows->rowCount(), 2);
    QCOMPARE(rows->headerData(1, Qt::Horizontal).toString(), u"tier"_s);
    QCOMPARE(rows->index(0, 0).data().toString(), u"checkout"_s);
    QCOMPARE(rows->index(1, 1).data().toString(), u"2"_s);
}

void tst_Pages::queryShowsWhatIsWrong()
{
    keys(u"Ctrl+Shift+2"_s);
    auto *panel = static_cast<QueryPanel *>(workspace().bottom()->panel(BottomPane::Tab::Query));
    for (const auto &sql : {u"select nothing from nowhere"_s, u"delete from services"_s}) {
        panel->editor()->setPlainText(sql);
        panel->run();
        QTRY_VERIFY(!panel->isRunning());
        const bool says = std::ranges::any_of(panel->findChildren<QLabel *>(), [](const QLabel *label) {
            return label->property("look") == u"error"_s && !label->text().isEmpty();
        });
        QVERIFY(says);
    }
    QCOMPARE(session().state().ofKind(u"service"_s).size(), 38);
}

void tst_Pages::findingsAreThoseOfTheRules()
{
    const auto expected = rules::evaluateRules(model(), rules::RuleSet::builtin(), session().plateau());
    auto *list = workspace().bottom()->findingsPanel()->list();
    QCOMPARE(list->lines()->lines().size(), expected.rows.size() + expected.errors.size());
    QVERIFY(!expected.rows.isEmpty());
    QStringList shown;
    for (const auto &line : list->lines()->lines())
        shown.append(line.text);
    for (const auto &finding : expected.rows)
        QVERIFY2(shown.contains(finding.rule + u' ' + finding.message), qPrintable(finding.message));
}

void tst_Pages::findingLeadsToItsElement()
{
    auto *list = workspace().bottom()->findingsPanel()->list();
    const auto &all = workspace().findings().all();
    const auto it =
        std::ranges::find_if(all, [](const rules::Finding &finding) { return finding.element.isValid(); });
    QVERIFY(it != all.end());
    const auto row = int(it - all.begin());
    list->scrollTo(list->model()->index(row, 0));
    QTest::mouseClick(list->viewport(), Qt::LeftButton, {},
                      list->visualRect(list->model()->index(row, 0)).center());
    settle();
    QCOMPARE(session().selectedElement(), it->element);
}

void tst_Pages::gapListSelects()
{
    startCompare();
    workspace().bottom()->open(BottomPane::Tab::Gap);
    auto *list = static_cast<LinesView *>(workspace().bottom()->panel(BottomPane::Tab::Gap));
    const auto items = session().gap().items();
    QVERIFY(list->lines()->lines().size() >= items.size()); // and relations
    QTest::mouseClick(list->viewport(), Qt::LeftButton, {},
                      list->visualRect(list->model()->index(0, 0)).center());
    settle();
    QCOMPARE(session().selectedElement(), items.front().id);
}

void tst_Pages::pictureIsWritten()
{
    for (const auto &[name, magic] :
         {std::pair(u"view.svg"_s, QByteArray("<svg")), std::pair(u"view.png"_s, QByteArray("PNG"))}) {
        const QString path = m_folder.filePath(name);
        workspace().transfers()->exportPicture(path);
        settle();
        QFile file(path);
        QVERIFY2(file.open(QIODevice::ReadOnly), qPrintable(m_window->messages()->text()));
        QVERIFY(file.readAll().first(400).contains(magic));
    }
    workspace().transfers()->exportPicture(m_folder.filePath(u"no/such/folder/view.svg"_s));
    settle();
    QVERIFY(m_window->messages()->text().contains(u"could not be written"_s));
}

void tst_Pages::documentsAreWritten()
{
    const QString folder = m_folder.filePath(u"documents-%1"_s.arg(m_number));
    workspace().transfers()->generateDocuments(folder);
    settle();
    QVERIFY2(m_window->messages()->text().contains(u"documents are in"_s),
             qPrintable(m_window->messages()->text()));
    QVERIFY(QFileInfo::exists(folder + u"/index.html"_s));
}

void tst_Pages::copyIsAProjectOfItsOwn()
{
    const QString copy = m_folder.filePath(u"copy-%1.gplan"_s.arg(m_number));
    QVERIFY(session().store().saveCopy(copy));
    QVERIFY(m_window->openProject(copy));
    settle();
    QCOMPARE(page()->scene()->cards.size(), 8);
}

void tst_Pages::projectWithoutViewsOffersOne()
{
    Draft draft(model());
    for (const auto &view : model().views())
        QVERIFY(draft.eraseView(view.id));
    QVERIFY(session().commit(draft, u"Remove the views"_s));
    settle();
    QVERIFY(!page());
    QPushButton *make = nullptr;
    for (auto *button : workspace().centre()->findChildren<QPushButton *>()) {
        if (button->isVisible() && button->text() == "Make an overview"_L1)
            make = button;
    }
    QVERIFY(make);
    QTest::mouseClick(make, Qt::LeftButton);
    settle();
    QVERIFY(page());
    QVERIFY(!page()->scene()->cards.isEmpty());
}

QTEST_MAIN(tst_Pages)
#include "tst_pages.moc"

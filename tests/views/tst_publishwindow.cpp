// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "windowtest.h"

#include "core/documents/contexts.h"
#include "core/publish/secrets.h"
#include "sitethread.h"
#include "views/decisions/decisionpage.h"
#include "views/documents/difftext.h"
#include "views/documents/documentspanel.h"
#include "views/publish/plandetails.h"
#include "views/publish/planlist.h"
#include "views/publish/publishcommands.h"
#include "views/publish/publishdialog.h"
#include "views/publish/publishwatch.h"
#include "views/publish/sitedialog.h"
#include "views/style/parts.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDesktopServices>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QProgressBar>
#include <QRadioButton>
#include <QTableWidget>
#include <QTcpServer>

using gp::test::SiteThread;
using publish::Action;
using publish::Choice;

namespace {

const QString token = u"geheim-4711"_s;
const QString user = u"me@example.org"_s;

/// Keeps in memory, or is locked; answers later, as keychains do.
class Drawer : public publish::SecretKeeper
{
public:
    explicit Drawer(bool isLocked)
        : m_isLocked(isLocked)
    {
    }
    void read(const QString &name, const Read &done) override
    {
        later([=, this] { done(m_isLocked ? Result<QString>(no()) : Result<QString>(m_kept.value(name))); });
    }
    void write(const QString &name, const QString &secret, const Done &done) override
    {
        if (!m_isLocked)
            m_kept.insert(name, secret);
        later([=, this] { done(m_isLocked ? Result<void>(no()) : Result<void>()); });
    }
    void remove(const QString &name, const Done &done) override
    {
        m_kept.remove(name);
        later([=] { done({}); });
    }

private:
    static std::unexpected<Error> no()
    {
        return fail(ErrorCode::Refused, u"The keychain does not answer: it is locked."_s);
    }
    static void later(const std::function<void()> &work)
    {
        QMetaObject::invokeMethod(QCoreApplication::instance(), work, Qt::QueuedConnection);
    }

    bool m_isLocked;
    QMap<QString, QString> m_kept;
};

standin::Options siteOptions(int delay = 0)
{
    standin::Options options;
    options.user = user;
    options.token = token;
    options.delay = delay;
    return options;
}

} // namespace

/// Publishing in the window, against a stand-in on the loopback interface.
class tst_PublishWindow : public WindowTest
{
    Q_OBJECT

public Q_SLOTS:
    void opened(const QUrl &url) { m_opened.append(url); }

private Q_SLOTS:
    void initTestCase()
    {
        prepare();
        qunsetenv("GROUNDPLAN_CONFLUENCE_TOKEN");
        qunsetenv("GROUNDPLAN_CONFLUENCE_USER");
        QDesktopServices::setUrlHandler(u"http"_s, this, "opened");
    }
    void cleanupTestCase() { QDesktopServices::unsetUrlHandler(u"http"_s); }
    void init()
    {
        openWindow();
        m_window->secrets().setKeeper(std::make_unique<Drawer>(false));
        m_opened.clear();
    }
    void cleanup()
    {
        closeWindow();
        m_site.reset();
    }

    void aSiteIsSetUpAndTried();
    void whatIsWrongWithASiteIsSaid();
    void aLockedKeychainIsToldPlainly();
    void nothingIsSentToASiteNobodySetUp();
    void allIsPublishedOnceItWasSeen();
    void aConflictIsLeftKeptOrOverwritten();
    void theirWordsBecomeTheDecisions();
    void aRunIsStoppedAndGoesOn();
    void closingInARunAsks();
    void oneDecisionIsPublished();
    void theListSaysHowItStands();
    void leftOverPagesAreArchivedIfWanted();
    void whatCanOnlyBeReadIsPlanned();

private:
    PublishDialog *dialog() { return workspace().publishCommands().dialog(); }
    PublishRun *run() { return dialog()->run(); }

    void startSite(int delay = 0) { m_site = std::make_unique<SiteThread>(siteOptions(delay)); }
    /// As if the dialog had been filled in.
    void setUp()
    {
        const KnownSite known{m_site->site().base.toString(), publish::Flavour::Cloud, user, u"SHOP"_s, {}};
        keepSite(known);
        publish::Site site = known.site();
        site.token = token;
        m_window->secrets().keep(site, this, [](const publish::Secret &) {});
        workspace().publishCommands().watch().setTarget({known.address, u"SHOP"_s, {}, {}});
        settle();
    }
    void openPlan()
    {
        keys(u"Ctrl+P"_s);
        settle();
        QVERIFY(dialog());
        QVERIFY2(run()->state() == PublishRun::State::Planned, qPrintable(dialog()->text()));
    }
    void planAgain()
    {
        QTest::mouseClick(dialog()->againButton(), Qt::LeftButton);
        settle();
        QVERIFY2(run()->state() == PublishRun::State::Planned, qPrintable(dialog()->text()));
    }
    void publishAll()
    {
        QTest::mouseClick(dialog()->mainButton(), Qt::LeftButton);
        settle();
        QVERIFY2(run()->state() == PublishRun::State::Done, qPrintable(dialog()->text()));
    }
    int count(Action action) { return run()->plan().count(action); }
    void type(QLineEdit *field, const QString &text)
    {
        field->setFocus();
        field->selectAll();
        QTest::keyClick(field, Qt::Key_Delete);
        QTest::keyClicks(field, text);
        // Offscreen a dialog is not always the active window, and only that one is told of focus.
        QFocusEvent leaves(QEvent::FocusOut, Qt::TabFocusReason);
        QCoreApplication::sendEvent(field, &leaves);
    }
    static void click(QAbstractButton *button)
    {
        // Radio and check buttons are hit on their mark.
        QTest::mouseClick(button, Qt::LeftButton, {}, QPoint(8, button->height() / 2));
    }
    void choose(const QString &path)
    {
        auto *list = dialog()->plan();
        auto *item = list->itemOf(path);
        QVERIFY2(item, qPrintable(path));
        item->parent()->setExpanded(true);
        list->scrollToItem(item);
        QTest::mouseClick(list->viewport(), Qt::LeftButton, {}, list->visualItemRect(item).center());
        settle();
    }
    Record decision() { return model().recordsOfKind(u"decision"_s).first(); }
    QString decisionPath() { return u"decisions/"_s + documents::decisionFileName(decision()); }
    QString titleThere(const QString &path)
    {
        for (const auto &item : run()->plan().items) {
            if (item.path == path)
                return item.title;
        }
        return {};
    }
    /// Somebody edits the page there.
    void editThere(const QString &title, const QString &from, const QString &to)
    {
        const qint64 id = m_site->idOf(title);
        QVERIFY2(id > 0, qPrintable(title));
        bool isDone = false;
        m_site->on([&] {
            const auto now = (*m_site)->wiki().page(id)->now();
            QString text = now.storage;
            text.replace(from, to);
            isDone = text != now.storage &&
                     (*m_site)->wiki().update(id, now.number + 1, now.title, 0, text, {}, u"ana"_s);
        });
        QVERIFY(isDone);
    }
    QString textThere(const QString &title)
    {
        const qint64 id = m_site->idOf(title);
        QString text;
        m_site->on([&] {
            if (id > 0)
                text = (*m_site)->wiki().page(id)->now().storage;
        });
        return text;
    }
    SiteDialog *activeSites()
    {
        auto *sites = dialogOf<SiteDialog>();
        if (sites) {
            sites->activateWindow();
            (void)QTest::qWaitForWindowActive(sites);
        }
        return sites;
    }
    void setDecision(const QString &property, const QString &text)
    {
        Draft draft(model());
        Record changed = decision();
        changed.properties.insert(property, text);
        QVERIFY(draft.update(changed));
        QVERIFY(session().commit(draft, u"Change"_s));
        settle();
    }
    static QByteArray bytesOf(const QString &path)
    {
        QFile file(path);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
    void closeDialog()
    {
        QTest::mouseClick(dialog()->closeButton(), Qt::LeftButton);
        settle();
        QVERIFY(!dialog()->isVisible());
    }
    QString cell(const QString &path, int column)
    {
        auto *table = workspace().bottom()->documents()->table();
        for (int row = 0; row < table->rowCount(); ++row) {
            if (table->item(row, 0)->toolTip() == path)
                return table->item(row, column)->text();
        }
        return {};
    }

    std::unique_ptr<SiteThread> m_site;
    QList<QUrl> m_opened;
};

void tst_PublishWindow::aSiteIsSetUpAndTried()
{
    startSite();
    keys(u"Ctrl+P"_s);
    QVERIFY(dialog()->isVisible());
    QVERIFY(dialog()->text().contains("does not publish anywhere yet"_L1));
    QVERIFY(!dialog()->mainButton()->isVisible());
    QTest::mouseClick(dialog()->setupButton(), Qt::LeftButton);
    auto *sites = activeSites();
    QVERIFY(sites);
    // The address of a page says all but who signs in.
    type(sites->field(u"address"_s),
         m_site->site().base.toString() + u"/spaces/SHOP/pages/%1/Shop"_s.arg(m_site->idOf(u"Shop Home"_s)));
    type(sites->field(u"user"_s), user);
    QCOMPARE(sites->field(u"address"_s)->text(), m_site->site().base.toString());
    QCOMPARE(sites->field(u"space"_s)->text(), u"SHOP"_s);
    QCOMPARE(sites->field(u"root"_s)->text(), QString::number(m_site->idOf(u"Shop Home"_s)));
    type(sites->field(u"token"_s), token);
    QCOMPARE(sites->field(u"token"_s)->echoMode(), QLineEdit::Password);
    QTest::mouseClick(sites->testButton(), Qt::LeftButton);
    settle();
    QCOMPARE(sites->steps().size(), 6);
    for (const auto &step : sites->steps())
        QVERIFY2(step.verdict == publish::Verdict::Good, qPrintable(step.text));
    QVERIFY(sites->text().contains("You are signed in as"_L1));
    QCOMPARE(sites->flavour()->currentText(), u"Confluence Cloud"_s);
    QCOMPARE(m_site->writes(), 0);
    QVERIFY(sites->projectBox()->isChecked());
    QTest::mouseClick(sites->mainButton(), Qt::LeftButton);
    settle();
    QVERIFY(!dialogOf<SiteDialog>());
    QVERIFY2(run()->state() == PublishRun::State::Planned, qPrintable(dialog()->text()));
    QVERIFY(count(Action::Create) > 10);
    QCOMPARE(m_site->writes(), 0);
    QCOMPARE(workspace().publishCommands().watch().target().space, u"SHOP"_s);
    // The secret is in no file.
    const QByteArray basic = QString(user + u':' + token).toUtf8().toBase64();
    QSettings().sync();
    QStringList files{m_path, m_path + u"-wal"_s, QSettings().fileName()};
    QVERIFY(bytesOf(QSettings().fileName()).contains(user.toUtf8()));
    for (const QString &file : files) {
        QVERIFY2(!bytesOf(file).contains(token.toUtf8()), qPrintable(file));
        QVERIFY2(!bytesOf(file).contains(basic), qPrintable(file));
    }
    // Where to is known when the project is opened again.
    reopen();
    QCOMPARE(workspace().publishCommands().watch().target().site, m_site->site().base.toString());
}

void tst_PublishWindow::whatIsWrongWithASiteIsSaid()
{
    startSite();
    m_window->actions()[Actions::ConfluenceSites]->trigger();
    auto *sites = activeSites();
    QVERIFY(sites);
    const auto tryOut = [&] {
        QTest::mouseClick(sites->testButton(), Qt::LeftButton);
        settle();
    };
    tryOut();
    QVERIFY(sites->steps().isEmpty()); // no address
    type(sites->field(u"address"_s), m_site->site().base.toString());
    type(sites->field(u"user"_s), user);
    type(sites->field(u"token"_s), u"another"_s);
    type(sites->field(u"proxy"_s), u"proxy:3128"_s);
    tryOut();
    QVERIFY(sites->steps().isEmpty()); // no address of a proxy
    type(sites->field(u"proxy"_s), {});
    tryOut();
    QCOMPARE(sites->steps().size(), 6);
    QVERIFY(sites->steps().at(2).verdict == publish::Verdict::Bad);
    QVERIFY(sites->steps().at(3).verdict == publish::Verdict::Skipped);
    QVERIFY(!sites->text().contains("another"_L1));
    type(sites->field(u"token"_s), token);
    type(sites->field(u"space"_s), u"NONE"_s);
    tryOut();
    QVERIFY(sites->steps().at(2).verdict == publish::Verdict::Good);
    QVERIFY(sites->steps().at(3).verdict == publish::Verdict::Bad);
    QVERIFY(sites->text().contains("Check the key"_L1));
    // Nobody is there; who does not want to wait stops.
    QTcpServer unused;
    QVERIFY(unused.listen(QHostAddress::LocalHost));
    const quint16 port = unused.serverPort();
    unused.close();
    type(sites->field(u"address"_s), u"http://127.0.0.1:%1/wiki"_s.arg(port));
    QTest::mouseClick(sites->testButton(), Qt::LeftButton);
    QTRY_COMPARE(sites->testButton()->text(), u"Stop"_s);
    QTest::mouseClick(sites->testButton(), Qt::LeftButton);
    QCOMPARE(sites->testButton()->text(), u"Test connection"_s);
    settle();
    tryOut();
    QVERIFY(sites->steps().first().verdict == publish::Verdict::Bad);
    QVERIFY(sites->text().contains("does not answer"_L1));
    QTest::keyClick(sites, Qt::Key_Escape);
    QVERIFY(knownSites().isEmpty());
}

void tst_PublishWindow::aLockedKeychainIsToldPlainly()
{
    startSite();
    m_window->secrets().setKeeper(std::make_unique<Drawer>(true));
    m_window->actions()[Actions::ConfluenceSites]->trigger();
    auto *sites = activeSites();
    type(sites->field(u"address"_s), m_site->site().base.toString());
    type(sites->field(u"user"_s), user);
    settle();
    QVERIFY2(sites->text().contains("it is locked"_L1), qPrintable(sites->text()));
    type(sites->field(u"token"_s), token);
    type(sites->field(u"space"_s), u"SHOP"_s);
    QTest::mouseClick(sites->mainButton(), Qt::LeftButton);
    settle();
    QVERIFY(sites->isVisible()); // to say it
    QVERIFY2(sites->text().contains("kept in memory"_L1), qPrintable(sites->text()));
    QTest::mouseClick(sites->mainButton(), Qt::LeftButton);
    settle();
    QVERIFY(!dialogOf<SiteDialog>());
    openPlan();
    QSettings().sync();
    QVERIFY(!bytesOf(QSettings().fileName()).contains(token.toUtf8()));
}

void tst_PublishWindow::nothingIsSentToASiteNobodySetUp()
{
    startSite();
    workspace().publishCommands().watch().setTarget({m_site->site().base.toString(), u"SHOP"_s, {}, {}});
    settle();
    qputenv("GROUNDPLAN_CONFLUENCE_TOKEN", token.toUtf8());
    keys(u"Ctrl+P"_s);
    settle();
    qunsetenv("GROUNDPLAN_CONFLUENCE_TOKEN");
    QVERIFY2(dialog()->text().contains("not set up on this machine"_L1), qPrintable(dialog()->text()));
    QCOMPARE(m_site->requests(), 0);
    QTest::mouseClick(dialog()->setupButton(), Qt::LeftButton);
    auto *sites = activeSites();
    QVERIFY(sites);
    QCOMPARE(sites->field(u"address"_s)->text(), m_site->site().base.toString()); // to look at
    QTest::keyClick(sites, Qt::Key_Escape);
    QCOMPARE(m_site->requests(), 0);
}

void tst_PublishWindow::allIsPublishedOnceItWasSeen()
{
    startSite();
    setUp();
    QCOMPARE(m_site->requests(), 0); // nobody asked for anything
    openPlan();
    const int pages = count(Action::Create);
    QVERIFY(pages > 10);
    QCOMPARE(m_site->writes(), 0);
    QCOMPARE(dialog()->mainButton()->text(), u"Publish %1 pages"_s.arg(pages));
    QVERIFY(!dialog()->mainButton()->isDefault());
    QTest::keyClick(dialog(), Qt::Key_Return);
    QCOMPARE(m_site->writes(), 0);
    choose(decisionPath());
    QVERIFY(dialog()->details()->difference()->toPlainText().contains("+ "_L1));
    publishAll();
    QVERIFY2(dialog()->text().contains(u"%1 pages done."_s.arg(pages)), qPrintable(dialog()->text()));
    QVERIFY(run()->report().isClean());
    QVERIFY(run()->report().requests > pages);
    // The list leads to the pages.
    auto *item = dialog()->result()->itemOf(decisionPath());
    QVERIFY(item);
    dialog()->result()->scrollToItem(item);
    QTest::mouseClick(dialog()->result()->viewport(), Qt::LeftButton, {},
                      dialog()->result()->visualItemRect(item).center());
    QTest::mouseClick(dialog()->openButton(), Qt::LeftButton);
    QCOMPARE(m_opened.size(), 1);
    QCOMPARE(m_opened.first().host(), u"127.0.0.1"_s);
    planAgain();
    QCOMPARE(count(Action::Skip), pages);
    QVERIFY(dialog()->text().contains("nothing to do"_L1));
    QVERIFY(!dialog()->mainButton()->isEnabled());
    closeDialog();
}

void tst_PublishWindow::aConflictIsLeftKeptOrOverwritten()
{
    startSite();
    setUp();
    setDecision(u"context"_s, u"Builds wait for each other."_s);
    openPlan();
    publishAll();
    planAgain();
    const QString title = titleThere(decisionPath());
    editThere(title, u"Builds wait for each other."_s, u"Builds wait for hours."_s);
    planAgain();
    QCOMPARE(count(Action::Conflict), 1);
    choose(decisionPath());
    auto *details = dialog()->details();
    QVERIFY2(details->text().contains("changed the text there"_L1), qPrintable(details->text()));
    QVERIFY(details->choice(Choice::LeaveAlone)->isChecked());
    QVERIFY(details->difference()->toPlainText().contains(u"− Builds wait for hours."_s));
    QVERIFY(details->difference()->toPlainText().contains(u"+ Builds wait for each other."_s));
    details->tabs()->setCurrentIndex(1);
    QVERIFY(details->theirs()->isVisible());
    QVERIFY(details->theirs()->toPlainText().contains("hours"_L1));
    QVERIFY(details->ours()->toPlainText().contains("each other"_L1));
    // Left alone, there is nothing to publish.
    QVERIFY(!dialog()->mainButton()->isEnabled());
    click(details->choice(Choice::KeepTheirs));
    QCOMPARE(dialog()->mainButton()->text(), u"Remember the choice"_s);
    const int writes = m_site->writes();
    publishAll();
    QCOMPARE(m_site->writes(), writes);
    planAgain();
    QCOMPARE(count(Action::Conflict), 0);
    QVERIFY(textThere(title).contains("hours"_L1));

    editThere(title, u"hours"_s, u"days"_s);
    planAgain();
    QCOMPARE(count(Action::Conflict), 1);
    choose(decisionPath());
    click(details->choice(Choice::PublishOurs));
    QCOMPARE(dialog()->mainButton()->text(), u"Publish 1 page"_s);
    QVERIFY(PlanList::textOf(dialog()->plan()->itemOf(decisionPath())).contains("Publish ours."_L1));
    publishAll();
    QVERIFY(run()->report().isClean());
    QVERIFY(textThere(title).contains("each other"_L1));
    planAgain();
    QVERIFY(run()->plan().isDone());
}

void tst_PublishWindow::theirWordsBecomeTheDecisions()
{
    startSite();
    setUp();
    setDecision(u"context"_s, u"Builds wait for each other."_s);
    openPlan();
    publishAll();
    planAgain();
    const QString title = titleThere(decisionPath());
    editThere(title, u"Builds wait for each other."_s, u"Builds wait for hours."_s);
    const qint64 id = m_site->idOf(title);
    m_site->on([&] { (*m_site)->wiki().comment(id, u"hours"_s, u"<p>Really?</p>"_s, u"ana"_s); });
    planAgain();
    choose(decisionPath());
    auto *details = dialog()->details();
    QVERIFY2(details->part(u"context"_s), qPrintable(details->text()));
    QVERIFY(details->part(u"context"_s)->isChecked());
    const auto before = historySize();
    // Nothing ticked, nothing taken.
    click(details->part(u"context"_s));
    QTest::mouseClick(details->takeButton(), Qt::LeftButton);
    QCOMPARE(historySize(), before);
    click(details->part(u"context"_s));
    QTest::mouseClick(details->notesButton(), Qt::LeftButton);
    settle();
    QVERIFY2(dialog()->text().contains("review note"_L1), qPrintable(dialog()->text()));
    QCOMPARE(decision().properties.value("review_notes"_L1).toArray().size(), 1);
    planAgain();
    choose(decisionPath());
    QVERIFY(details->part(u"context"_s));
    QTest::mouseClick(details->takeButton(), Qt::LeftButton);
    settle();
    QCOMPARE(decision().properties.value("context"_L1).toString(), u"Builds wait for hours."_s);
    QVERIFY2(run()->state() == PublishRun::State::Planned, qPrintable(dialog()->text()));
    if (dialog()->mainButton()->isEnabled())
        publishAll();
    planAgain();
    QCOMPARE(count(Action::Conflict), 0);
    QVERIFY(textThere(title).contains("hours"_L1));
    m_window->actions()[Actions::Undo]->trigger(); // the window of the plan has the keys
    QCOMPARE(decision().properties.value("context"_L1).toString(), u"Builds wait for each other."_s);
}

void tst_PublishWindow::aRunIsStoppedAndGoesOn()
{
    startSite(40);
    setUp();
    openPlan();
    const int pages = count(Action::Create);
    QTest::mouseClick(dialog()->mainButton(), Qt::LeftButton);
    QTRY_VERIFY_WITH_TIMEOUT(run()->progress().done >= 3, 60000);
    QVERIFY(run()->state() == PublishRun::State::Publishing);
    QVERIFY(dialog()->bar()->value() >= 3);
    QCOMPARE(dialog()->bar()->maximum(), pages);
    QVERIFY(dialog()->text().contains("requests"_L1));
    QTest::mouseClick(dialog()->cancelButton(), Qt::LeftButton);
    settle();
    QVERIFY(run()->report().isCancelled);
    QVERIFY(dialog()->text().startsWith("Stopped."_L1));
    planAgain();
    QVERIFY(count(Action::Create) < pages);
    QVERIFY(count(Action::Create) > 0);
    publishAll();
    QVERIFY(run()->report().isClean());
    planAgain();
    QVERIFY(run()->plan().isDone());
    QCOMPARE(run()->plan().items.size(), pages);
    // Planning is stopped as well.
    QTest::mouseClick(dialog()->againButton(), Qt::LeftButton);
    QTRY_VERIFY(run()->state() == PublishRun::State::Planning);
    QTest::mouseClick(dialog()->cancelButton(), Qt::LeftButton);
    QVERIFY(run()->state() == PublishRun::State::Idle);
    QVERIFY(dialog()->text().contains("Nothing was written"_L1));
}

void tst_PublishWindow::closingInARunAsks()
{
    startSite(40);
    setUp();
    openPlan();
    QTest::mouseClick(dialog()->mainButton(), Qt::LeftButton);
    QTRY_VERIFY_WITH_TIMEOUT(run()->progress().done >= 1, 60000);
    QVERIFY(!m_window->close());
    auto *ask = dialogOf<ConfirmDialog>();
    QVERIFY(ask);
    QVERIFY(m_window->isVisible());
    QTest::mouseClick(ask->mainButton(), Qt::LeftButton);
    settle();
    QVERIFY(run()->report().isCancelled);
    QVERIFY(m_window->close());
}

void tst_PublishWindow::oneDecisionIsPublished()
{
    startSite();
    setUp();
    session().select(decision().id);
    Q_EMIT session().pageRequested(decision().id);
    settle();
    auto *page = qobject_cast<DecisionPage *>(workspace().centre()->currentPage());
    QVERIFY(page);
    QVERIFY(page->publishButton()->isVisible());
    QCOMPARE(page->standing()->text(), u"Page: ○ never published"_s);
    QTest::mouseClick(page->publishButton(), Qt::LeftButton);
    settle();
    QVERIFY2(run()->state() == PublishRun::State::Planned, qPrintable(dialog()->text()));
    // The index and the page of all decisions come along.
    QCOMPARE(count(Action::Create), 3);
    QVERIFY(PlanList::textOf(dialog()->plan()->itemOf(u"index"_s)).contains("comes along"_L1));
    publishAll();
    QVERIFY(run()->report().isClean());
    closeDialog();
    QCOMPARE(page->standing()->text(), u"Page: ✓ in step"_s);
    QTest::mouseClick(page->standing(), Qt::LeftButton);
    QCOMPARE(m_opened.size(), 1);
    setDecision(u"context"_s, u"Otherwise."_s);
    QTRY_COMPARE_WITH_TIMEOUT(page->standing()->text(), u"Page: ~ changed here"_s, 60000);
    keys(u"Ctrl+Alt+D"_s);
    settle();
    QCOMPARE(run()->plan().items.size(), 1);
    QCOMPARE(count(Action::Update), 1);
}

void tst_PublishWindow::theListSaysHowItStands()
{
    startSite();
    keys(u"Ctrl+Shift+5"_s);
    auto *panel = workspace().bottom()->documents();
    QVERIFY(panel->table()->isColumnHidden(4));
    QVERIFY(!panel->button(u"site"_s)->isVisible());
    setUp();
    QVERIFY(!panel->table()->isColumnHidden(4));
    QCOMPARE(cell(decisionPath(), 4), u"○ never published"_s);
    panel->table()->selectRow(0);
    QTest::mouseClick(panel->button(u"publish"_s), Qt::LeftButton);
    settle();
    publishAll();
    closeDialog();
    QCOMPARE(cell(decisionPath(), 4), u"✓ in step"_s);
    setDecision(u"context"_s, u"Otherwise."_s);
    QTRY_COMPARE_WITH_TIMEOUT(cell(decisionPath(), 4), u"~ changed here"_s, 60000);
    QString title;
    for (const auto &outcome : run()->report().outcomes) {
        if (outcome.path == u"risk-register"_s)
            title = outcome.title;
    }
    editThere(title, u"</p>"_s, u" Call Ana.</p>"_s);
    const auto requests = m_site->requests();
    QCOMPARE(cell(u"risk-register"_s, 4), u"✓ in step"_s); // nobody looked
    QCOMPARE(m_site->requests(), requests);
    const int writes = m_site->writes();
    QTest::mouseClick(panel->button(u"site"_s), Qt::LeftButton);
    settle();
    QCOMPARE(m_site->writes(), writes);
    QTRY_COMPARE_WITH_TIMEOUT(cell(u"risk-register"_s, 4), u"▲ changed there"_s, 60000);
    QTest::keyClicks(panel->filter(), u"changed there"_s);
    QCOMPARE(panel->table()->rowCount(), 1);
    panel->table()->selectRow(0);
    QTest::mouseClick(panel->button(u"publishSelected"_s), Qt::LeftButton);
    settle();
    QCOMPARE(run()->plan().items.size(), 1);
    QCOMPARE(count(Action::Conflict), 1);
}

void tst_PublishWindow::leftOverPagesAreArchivedIfWanted()
{
    startSite();
    setUp();
    openPlan();
    const QString path = decisionPath();
    publishAll();
    Draft draft(model());
    QVERIFY(draft.eraseRecord(decision().id));
    QVERIFY(session().commit(draft, u"Remove"_s));
    settle();
    planAgain();
    QCOMPARE(count(Action::Orphan), 1);
    choose(path);
    auto *details = dialog()->details();
    QVERIFY(details->choice(Choice::LeaveAlone)->isChecked());
    QVERIFY(!details->choice(Choice::PublishOurs)->isVisible());
    click(details->choice(Choice::Archive));
    publishAll();
    QVERIFY(run()->report().isClean());
    QVERIFY(dialog()->result()->itemOf(path)->parent()->text(0).startsWith(u"− Archived"_s));
    planAgain();
    QCOMPARE(count(Action::Orphan), 0);
}

void tst_PublishWindow::whatCanOnlyBeReadIsPlanned()
{
    startSite();
    setUp();
    QVERIFY(m_window->openReadOnly(m_path, u"It is looked at only."_s));
    settle();
    const KnownSite known = knownSites().first();
    QCOMPARE(workspace().publishCommands().watch().target().site, known.address);
    openPlan();
    QVERIFY(count(Action::Create) > 10);
    QVERIFY(!dialog()->mainButton()->isEnabled());
    QVERIFY2(dialog()->text().contains("It is looked at only."_L1), qPrintable(dialog()->text()));
    QCOMPARE(m_site->writes(), 0);
}

QTEST_MAIN(tst_PublishWindow)
#include "tst_publishwindow.moc"

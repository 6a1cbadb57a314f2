// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "publishstates.h"
#include "canvasstates.h"

#include "core/documents/contexts.h"
#include "core/publish/secrets.h"
#include "core/standin/standin.h"
#include "views/documents/documentspanel.h"
#include "views/publish/plandetails.h"
#include "views/publish/planlist.h"
#include "views/publish/publishcommands.h"
#include "views/publish/publishdialog.h"
#include "views/publish/publishwatch.h"
#include "views/publish/sitedialog.h"
#include "views/style/parts.h"
#include "views/window/bottompane.h"

#include <QCoreApplication>
#include <QLineEdit>
#include <QPushButton>
#include <QTableWidget>
#include <QThread>

using namespace Qt::StringLiterals;

namespace gp::app {

using namespace gp::views;

namespace {

const QString user = u"ana.lima@example.org"_s;
const QString token = u"of-the-picture"_s;

/// A site that is elsewhere: in a thread of its own, for as long as the program runs.
class Elsewhere
{
public:
    Elsewhere()
    {
        standin::Options options;
        options.user = user;
        options.token = token;
        m_site = new standin::StandIn(options);
        m_site->moveToThread(&m_thread);
        m_thread.start();
        on([this] { m_site->listen(); });
    }
    ~Elsewhere()
    {
        on([this] { delete m_site; });
        m_thread.quit();
        m_thread.wait();
    }
    template<typename Work>
    void on(Work work)
    {
        QMetaObject::invokeMethod(m_site, work, Qt::BlockingQueuedConnection);
    }
    [[nodiscard]] standin::Wiki &wiki() { return m_site->wiki(); }
    [[nodiscard]] QString base() const { return m_site->base(); }
    [[nodiscard]] qint64 idOf(const QString &title)
    {
        const auto ids = wiki().ids();
        for (const qint64 id : ids) {
            if (wiki().page(id)->now().title == title)
                return id;
        }
        return 0;
    }

private:
    QThread m_thread;
    standin::StandIn *m_site;
};

Elsewhere &elsewhere()
{
    static std::unique_ptr<Elsewhere> site;
    if (!site) {
        site = std::make_unique<Elsewhere>();
        qAddPostRoutine([] { site.reset(); }); // its thread ends with the program, not after it
    }
    return *site;
}

/// Nothing of the user's keychain is asked or written.
class NoKeychain : public publish::SecretKeeper
{
public:
    void read(const QString &, const Read &done) override { done(QString()); }
    void write(const QString &, const QString &, const Done &done) override
    {
        done(fail(ErrorCode::Refused, u"The keychain does not answer: there is none on this system."_s));
    }
    void remove(const QString &, const Done &done) override { done({}); }
};

void setUp(MainWindow &window)
{
    window.secrets().setKeeper(std::make_unique<NoKeychain>());
    const KnownSite known{elsewhere().base(), publish::Flavour::Cloud, user, u"SHOP"_s, {}};
    keepSite(known);
    publish::Site site = known.site();
    site.token = token;
    window.secrets().keep(site, &window, [](const publish::Secret &) {});
    auto &commands = window.workspace()->publishCommands();
    commands.watch().setTarget({known.address, u"SHOP"_s, {}, {}});
    settle(window, 60);
}

QStringList someDecisions(const Model &model, int count)
{
    QStringList paths;
    const auto decisions = documents::decisionsInOrder(model);
    for (const Record &decision : decisions.first(std::min<qsizetype>(count, decisions.size())))
        paths.append(u"decisions/"_s + documents::decisionFileName(decision));
    return paths;
}

void publishFirst(MainWindow &window, const QStringList &paths)
{
    auto &commands = window.workspace()->publishCommands();
    commands.publish(paths);
    settle(window, 120);
    commands.dialog()->mainButton()->click();
    settle(window, 120);
}

/// Somebody works on the first decision there.
void editThere(const QString &title, const QString &from, const QString &to)
{
    elsewhere().on([&] {
        const qint64 id = elsewhere().idOf(title);
        if (id == 0)
            return;
        const auto now = elsewhere().wiki().page(id)->now();
        QString text = now.storage;
        text.replace(text.indexOf(from), from.size(), to);
        (void)elsewhere().wiki().update(id, now.number + 1, now.title, 0, text, {},
                                        u"5b10ac8d82e05b22cc7d4ef6"_s);
    });
}

QString titleOf(PublishDialog &dialog, const QString &path)
{
    const auto &outcomes = dialog.run()->report().outcomes;
    const auto found = std::ranges::find(outcomes, path, &publish::Outcome::path);
    return found == outcomes.end() ? QString() : found->title;
}

/// Some are published; then both sides went on.
void showPlan(MainWindow &window, bool isConflict)
{
    setUp(window);
    auto &session = window.workspace()->session();
    const QStringList paths = someDecisions(session.model(), 4);
    publishFirst(window, paths);
    auto &dialog = *window.workspace()->publishCommands().dialog();
    editThere(titleOf(dialog, paths.value(0)), u"</p>"_s, u" Call Ana before you change this.</p>"_s);
    Draft draft(session.model());
    Record changed = documents::decisionsInOrder(session.model()).at(1);
    changed.properties.insert(u"context"_s, u"The shared Jenkins is out of support in spring."_s);
    const bool isSet = draft.update(changed).has_value();
    if (!isSet || !session.commit(draft, u"Change the context"_s))
        return;
    dialog.start({});
    settle(window, 120);
    auto *row = dialog.plan()->itemOf(isConflict ? paths.value(0) : paths.value(1));
    if (row)
        dialog.plan()->setCurrentItem(row);
    settle(window, 60);
}

} // namespace

QList<State> publishStates()
{
    return {
        {u"publish-plan"_s, u"what publishing would do"_s, true, [](MainWindow &w) { showPlan(w, false); }},
        {u"publish-conflict"_s, u"a page that somebody changed there"_s, true,
         [](MainWindow &w) { showPlan(w, true); }},
        {u"publish-beside"_s, u"both texts of such a page"_s, true,
         [](MainWindow &w) {
             showPlan(w, true);
             w.workspace()->publishCommands().dialog()->details()->tabs()->setCurrentIndex(1);
         }},
        {u"publish-result"_s, u"what was published, and what not"_s, true,
         [](MainWindow &w) {
             showPlan(w, false);
             auto &dialog = *w.workspace()->publishCommands().dialog();
             // Somebody is quicker.
             const auto &items = dialog.run()->plan().items;
             const auto late = std::ranges::find(items, publish::Action::Update, &publish::PlanItem::action);
             if (late != items.end())
                 editThere(late->title, u"</p>"_s, u" Not yet.</p>"_s);
             dialog.mainButton()->click();
             settle(w, 120);
         }},
        {u"publish-hint"_s, u"publishing before anything is set up"_s, true,
         [](MainWindow &w) { trigger(w, Actions::PublishDocuments); }},
        {u"publish-site"_s, u"a site of Confluence being tried"_s, true,
         [](MainWindow &w) {
             setUp(w);
             w.workspace()->publishCommands().setUp();
             auto *dialog = w.findChild<SiteDialog *>();
             dialog->field(u"root"_s)->setText(u"4711"_s);
             dialog->testButton()->click();
             settle(w, 60);
         }},
        {u"documents-states"_s, u"documents and their pages"_s, true,
         [](MainWindow &w) {
             showPlan(w, false);
             w.workspace()->publishCommands().dialog()->close();
             trigger(w, Actions::ShowDocuments);
             settle(w, 120);
             w.workspace()->bottom()->documents()->table()->selectRow(3);
         }},
        {u"decision-published"_s, u"a decision and its page"_s, true,
         [](MainWindow &w) {
             showPlan(w, false);
             w.workspace()->publishCommands().dialog()->close();
             const auto decision = documents::decisionsInOrder(w.workspace()->session().model()).at(1);
             Q_EMIT w.workspace()->session().pageRequested(decision.id);
             settle(w, 120);
         }},
    };
}

} // namespace gp::app

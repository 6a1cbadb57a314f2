// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "app/cli/commands/publishback.h"

#include "core/documents/documents.h"
#include "core/documents/template_store.h"
#include "core/metamodel/ownkinds.h"
#include "core/publish/offline.h"
#include "core/publish/onefile.h"
#include "core/publish/pages.h"
#include "core/publish/publisher.h"
#include "core/publish/secrets.h"
#include "core/standin/standin.h"
#include "core/store/query.h"

#include <CLI/CLI.hpp>
#include <QCoreApplication>
#include <QDir>
#include <QEventLoop>
#include <QJsonArray>

using namespace Qt::StringLiterals;

namespace gp::cli {

namespace {

QStringList listOf(const std::vector<std::string> &given)
{
    QStringList list;
    for (const std::string &each : given)
        list += QString::fromStdString(each).split(u',', Qt::SkipEmptyParts);
    return list;
}

QJsonObject jsonOf(const publish::PlanItem &item)
{
    return {{u"action"_s, publish::toString(item.action)},
            {u"document"_s, item.path},
            {u"title"_s, item.title},
            {u"page"_s, item.page},
            {u"below"_s, item.parent},
            {u"reason"_s, item.reason},
            {u"old_title"_s, item.oldTitle},
            {u"title_proposed"_s, item.isTitleProposed},
            {u"attachments"_s, item.files.size()},
            {u"writes"_s, item.firstStorage.isEmpty() ? 1 : 2},
            {u"difference"_s, QJsonArray::fromStringList(item.difference)}};
}

class Publish : public Command
{
public:
    [[nodiscard]] const char *name() const override { return "publish"; }
    [[nodiscard]] const char *summary() const override
    {
        return "documents to Confluence, to a folder or to one HTML file; never over what somebody wrote "
               "there";
    }
    void declare(CLI::App &app) override
    {
        app.add_option("FILE", m_file, "the project")->required();
        app.add_option("--to", m_to, "the site: https://SITE.atlassian.net/wiki, https://wiki.example.org");
        app.add_option("--space", m_space, "key of the space");
        app.add_option("--parent", m_parent,
                       "id of the page below which all is ours (default: the space's home page)");
        app.add_option(
            "--out", m_out,
            "write the pages to this folder instead: storage format, attachments, manifest; a name "
            "that ends in .html: all of them in one file, for importers");
        app.add_option("--kind", m_kinds, "which documents (default: all)")->delimiter(',');
        app.add_option("--plateau", m_plateau, "the state they describe (default: the first)");
        app.add_option("--flavour", m_flavour, "cloud or datacenter (default: found out)")
            ->check(CLI::IsMember({"cloud", "datacenter"}));
        app.add_flag("--plan", m_planOnly, "say what would be done, and do nothing");
        app.add_flag("--diff", m_withDifferences, "with the difference of each page that is there already");
        app.add_flag("--strict", m_isStrict, "a title that is taken by a foreign page is refused");
        app.add_option("--ours", m_ours,
                       "conflicts (paths of documents) to publish as a new version over theirs")
            ->delimiter(',');
        app.add_option("--theirs", m_theirs, "conflicts to leave as they are there from now on")
            ->delimiter(',');
        app.add_option("--take-back", m_back,
                       "conflicts of decisions: bring what was changed there into the project, then publish")
            ->delimiter(',');
        app.add_flag("--bring-comments", m_bringsComments,
                     "open comments at the pages of decisions become their review notes");
        app.add_option("--proxy", m_proxy,
                       "http://HOST:PORT or socks5://HOST:PORT (default: what the system says)");
        app.add_flag("--archive-orphans", m_archives, "archive pages that no document makes any more");
        app.footer(
            "Sign-in: GROUNDPLAN_CONFLUENCE_USER and GROUNDPLAN_CONFLUENCE_TOKEN; a token alone is a bearer "
            "token. Without them: what the window keeps for this site in the system's keychain. At the "
            "proxy: "
            "GROUNDPLAN_PROXY_USER and GROUNDPLAN_PROXY_PASSWORD.");
    }

    int run(Console &console) override
    {
        if (!m_out.empty())
            return writeOut(console);
        if (m_to.empty() || m_space.empty())
            return console.report({ErrorCode::Usage,
                                   u"Say where to: --to URL --space KEY, --out FOLDER or --out NAME.html"_s,
                                   {},
                                   {},
                                   0});
        const publish::Site site = signedIn(console);
        const auto client = publish::connectTo(site);
        if (!client)
            return console.report(client.error());
        // What is asked for wrongly is told before documents are made, which takes its time.
        auto pages = makePages(console);
        if (!pages)
            return console.report(pages.error());
        const QString space = QString::fromStdString(m_space);
        const QString root = QString::fromStdString(m_parent);
        auto ledger = publish::Ledger::open(m_path, publish::placeOf(site, space, root));
        if (!ledger)
            return console.report(ledger.error());
        publish::PlanOptions options;
        options.space = space;
        options.root = root;
        options.isStrict = m_isStrict;
        options.withDifferences = m_withDifferences;
        options.titleSuffix = m_project;
        auto plan = publish::makePlan(**client, **ledger, *pages, options);
        if (!plan)
            return console.report(plan.error());
        if (!m_back.empty() || m_bringsComments) {
            if (auto back = goBack(console, **client, **ledger, *plan); !back)
                return console.report(back.error());
            if (m_report.edits > 0) { // the documents say something else now
                pages = makePages(console);
                if (!pages)
                    return console.report(pages.error());
                options.titleSuffix = m_project;
            }
            if (!m_planOnly)
                plan = publish::makePlan(**client, **ledger, *pages, options);
            if (!plan)
                return console.report(plan.error());
        }
        if (auto decided = decide(*plan); !decided)
            return console.report(decided.error());
        return m_planOnly ? show(console, *plan) : push(console, **client, **ledger, *plan);
    }

private:
    int writeOut(Console &console)
    {
        const auto pages = makePages(console);
        if (!pages)
            return console.report(pages.error());
        const QString out = QString::fromStdString(m_out);
        return out.endsWith(".html"_L1, Qt::CaseInsensitive) ? writeFile(console, *pages, out)
                                                             : writeFolder(console, *pages);
    }

    Result<void> goBack(Console &console, publish::Client &client, publish::Ledger &ledger,
                        const publish::Plan &plan)
    {
        const auto project = open(m_file, m_planOnly);
        if (!project)
            return std::unexpected(project.error());
        const QDate today = storeOptions(true).now.value_or(QDateTime::currentDateTime()).date();
        if (auto taken = takeBack(console, **project, ledger, plan, listOf(m_back), m_planOnly, m_report);
            !taken)
            return taken;
        if (!m_bringsComments)
            return {};
        return bringComments(console, **project, client, plan, today, m_planOnly, m_report);
    }

    Result<QList<publish::WantedPage>> makePages(Console &console)
    {
        const auto opened = open(m_file);
        if (!opened)
            return std::unexpected(opened.error());
        const store::Store &project = **opened;
        m_path = project.path();
        const Record *sheet = project.model().record(u"project"_s, u"project"_s);
        m_project = sheet ? sheet->properties.value("name"_L1).toString() : QString();
        if (m_project.isEmpty())
            m_project = QFileInfo(m_path).completeBaseName();
        documents::Request request;
        request.kinds = listOf(m_kinds);
        request.formats = {documents::Format::Confluence};
        request.plateau = project.model().rootPlateau();
        if (const QString key = QString::fromStdString(m_plateau); !key.isEmpty()) {
            const Plateau *plateau = project.model().plateau(key);
            if (!plateau)
                return fail(ErrorCode::Usage, u"There is no plateau '%1'"_s.arg(key));
            request.plateau = plateau->id;
        }
        request.templateDirs = documents::templateFolders(m_path).inOrder();
        const auto query = store::Query::open(m_path);
        if (!query)
            return std::unexpected(query.error());
        const metamodel::Metamodel metamodel = metamodel::metamodelOf(project.model());
        documents::Generator generator(project.model(), metamodel, **query);
        const auto rendered = generator.render(request);
        if (!rendered)
            return std::unexpected(rendered.error());
        console.message(u"%1 documents made"_s.arg(rendered->size()));
        m_dead = publish::deadLinksOf(*rendered);
        for (const QString &link : std::as_const(m_dead))
            console.message(link);
        return publish::pagesOf(*rendered);
    }

    [[nodiscard]] publish::Site siteOf() const
    {
        publish::Site site;
        site.base = QUrl(QString::fromStdString(m_to));
        if (!m_flavour.empty())
            site.flavour = m_flavour == "cloud" ? publish::Flavour::Cloud : publish::Flavour::DataCenter;
        // Not from arguments, which every process on the machine can read.
        site.user = qEnvironmentVariable("GROUNDPLAN_CONFLUENCE_USER");
        site.token = qEnvironmentVariable("GROUNDPLAN_CONFLUENCE_TOKEN");
        site.proxy = QUrl(QString::fromStdString(m_proxy));
        site.proxyUser = qEnvironmentVariable("GROUNDPLAN_PROXY_USER");
        site.proxyPassword = qEnvironmentVariable("GROUNDPLAN_PROXY_PASSWORD");
        return site;
    }

    /// The environment's sign-in, else what the window keeps in the system's keychain for this site.
    publish::Site signedIn(Console &console) const
    {
        const publish::Site site = siteOf();
        if (!site.token.isEmpty())
            return site;
        publish::Secrets secrets(publish::systemKeychain());
        publish::Site found = site;
        QEventLoop loop;
        QObject receiver;
        bool isDone = false;
        secrets.find(site, &receiver, [&](const publish::Secret &secret) {
            if (!secret.token.isEmpty())
                found = publish::signedIn(site, secret);
            else if (!secret.trouble.isEmpty())
                console.message(secret.trouble + u" Signing in as nobody."_s);
            isDone = true;
            loop.quit();
        });
        if (!isDone)
            loop.exec();
        return found;
    }

    Result<void> decide(publish::Plan &plan) const
    {
        const auto choose = [&](const std::vector<std::string> &given,
                                publish::Choice choice) -> Result<void> {
            const QStringList paths = listOf(given);
            for (const QString &path : paths) {
                const auto item = std::ranges::find(plan.items, path, &publish::PlanItem::path);
                if (item == plan.items.end() || item->action != publish::Action::Conflict)
                    return fail(ErrorCode::Usage, u"'%1' is not in conflict"_s.arg(path));
                item->choice = choice;
            }
            return {};
        };
        if (auto ours = choose(m_ours, publish::Choice::PublishOurs); !ours)
            return ours;
        return choose(m_theirs, publish::Choice::KeepTheirs);
    }

    [[nodiscard]] int show(Console &console, const publish::Plan &plan) const
    {
        QJsonArray items;
        for (const publish::PlanItem &item : plan.items) {
            items.append(jsonOf(item));
            QString line = u"%1  %2  %3"_s.arg(publish::toString(item.action).leftJustified(8),
                                               item.path.leftJustified(40), item.title);
            if (!item.oldTitle.isEmpty())
                line += u" (was '%1')"_s.arg(item.oldTitle);
            if (!item.reason.isEmpty())
                line += u": "_s + item.reason;
            console.print(line);
            for (const QString &changed : item.difference)
                console.print(u"          "_s + changed);
        }
        QStringList counts;
        QJsonObject counted;
        for (const auto action : {publish::Action::Create, publish::Action::Update, publish::Action::Move,
                                  publish::Action::Retitle, publish::Action::Skip, publish::Action::Conflict,
                                  publish::Action::Orphan, publish::Action::Refused}) {
            counted.insert(publish::toString(action), plan.count(action));
            if (plan.count(action) > 0)
                counts.append(u"%1 %2"_s.arg(plan.count(action)).arg(publish::toString(action)));
        }
        console.print(counts.join(u", "_s));
        console.print(QJsonObject{{u"space"_s, plan.space.key},
                                  {u"root"_s, plan.root},
                                  {u"counts"_s, counted},
                                  {u"dead_links"_s, QJsonArray::fromStringList(m_dead)},
                                  {u"taken_back"_s, m_report.taken},
                                  {u"review_notes"_s, m_report.notes},
                                  {u"items"_s, items}});
        return plan.count(publish::Action::Conflict) + plan.count(publish::Action::Refused) > 0 ? AnswerIsNo
                                                                                                : Done;
    }

    int push(Console &console, publish::Client &client, publish::Ledger &ledger,
             const publish::Plan &plan) const
    {
        publish::PublishOptions options;
        options.archivesOrphans = m_archives;
        std::mutex lock;
        options.progress = [&](int done, int all, const publish::Outcome &last) {
            const std::lock_guard guard(lock);
            if (last.action != publish::Action::Skip)
                console.message(
                    u"%1/%2  %3  %4"_s.arg(done).arg(all).arg(publish::toString(last.action), last.title));
        };
        const auto report = publish::publish(client, ledger, plan, options);
        QJsonArray outcomes;
        int failed = 0;
        QMap<QString, int> counts{{u"skip"_s, plan.count(publish::Action::Skip)}};
        std::optional<Error> signIn;
        for (const publish::Outcome &outcome : report.outcomes) {
            QJsonObject row{{u"action"_s, publish::toString(outcome.action)},
                            {u"document"_s, outcome.path},
                            {u"title"_s, outcome.title},
                            {u"url"_s, outcome.url.toString()}};
            if (outcome.error) {
                ++failed;
                row.insert(u"error"_s, outcome.error->text());
                console.print(u"%1 '%2': %3"_s.arg(publish::toString(outcome.action), outcome.title,
                                                   outcome.error->text()));
                if (outcome.error->detail == "credentials"_L1)
                    signIn = outcome.error;
            } else {
                ++counts[publish::toString(outcome.action)];
            }
            outcomes.append(row);
        }
        QStringList words;
        for (auto it = counts.cbegin(); it != counts.cend(); ++it) {
            if (it.value() > 0)
                words.append(u"%1 %2"_s.arg(it.value()).arg(it.key()));
        }
        console.print(
            u"%1; %2 not done; %3 requests"_s.arg(words.join(u", "_s)).arg(failed).arg(report.requests));
        for (const QString &note : report.notes)
            console.print(note);
        console.print(QJsonObject{{u"outcomes"_s, outcomes},
                                  {u"failed"_s, failed},
                                  {u"notes"_s, QJsonArray::fromStringList(report.notes)},
                                  {u"dead_links"_s, QJsonArray::fromStringList(m_dead)},
                                  {u"taken_back"_s, m_report.taken},
                                  {u"review_notes"_s, m_report.notes},
                                  {u"requests"_s, report.requests}});
        if (signIn)
            return Refused;
        return failed > 0 ? AnswerIsNo : Done;
    }

    int writeFile(Console &console, const QList<publish::WantedPage> &pages, const QString &file) const
    {
        if (auto written = publish::writeOneFile(pages, m_project, file); !written)
            return console.report(written.error());
        console.print(u"%1 pages in %2"_s.arg(pages.size()).arg(file));
        console.print(QJsonObject{{u"pages"_s, pages.size()}, {u"files"_s, QJsonArray{file}}});
        return Done;
    }

    int writeFolder(Console &console, const QList<publish::WantedPage> &pages) const
    {
        const auto written = publish::writePages(pages, QString::fromStdString(m_out));
        if (!written)
            return console.report(written.error());
        console.print(u"%1 pages in %2"_s.arg(pages.size()).arg(QString::fromStdString(m_out)));
        console.print(
            QJsonObject{{u"pages"_s, pages.size()}, {u"files"_s, QJsonArray::fromStringList(*written)}});
        return Done;
    }

    std::string m_file;
    std::string m_to;
    std::string m_space;
    std::string m_parent;
    std::string m_out;
    std::string m_plateau;
    std::string m_flavour;
    std::vector<std::string> m_kinds;
    std::vector<std::string> m_ours;
    std::vector<std::string> m_theirs;
    std::vector<std::string> m_back;
    std::string m_proxy;
    bool m_bringsComments = false;
    BackReport m_report;
    bool m_planOnly = false;
    bool m_withDifferences = false;
    bool m_isStrict = false;
    bool m_archives = false;
    QString m_path;
    QString m_project;
    QStringList m_dead; ///< links that lead to nothing that is published
};

class ServeStandin : public Command
{
public:
    [[nodiscard]] const char *name() const override { return "serve-standin"; }
    [[nodiscard]] const char *summary() const override
    {
        return "a stand-in for Confluence on this machine, to try publish without an account";
    }
    void declare(CLI::App &app) override
    {
        app.add_option("--port", m_port, "port (default: any)")->check(CLI::Range(0, 65535));
        app.add_option("--flavour", m_flavour, "cloud (default) or datacenter")
            ->check(CLI::IsMember({"cloud", "datacenter"}));
        app.add_option("--space", m_space, "key of its space (default: SHOP)");
        app.add_option("--page-cap", m_cap, "no list has more entries in one answer");
        app.add_option("--limit-every", m_limitEvery, "each so many requests one is answered with 429");
        app.add_option("--fail-every", m_failEvery, "each so many requests one is answered with 503");
        app.add_option("--delay", m_delay, "milliseconds before each answer");
        app.footer("With GROUNDPLAN_CONFLUENCE_TOKEN (and _USER) set, it wants that sign-in. It ends with "
                   "Ctrl+C and "
                   "keeps nothing.");
    }

    int run(Console &console) override
    {
        standin::Options options;
        options.isCloud = m_flavour != "datacenter";
        options.space = QString::fromStdString(m_space);
        options.spaceName = options.space;
        options.user = qEnvironmentVariable("GROUNDPLAN_CONFLUENCE_USER");
        options.token = qEnvironmentVariable("GROUNDPLAN_CONFLUENCE_TOKEN");
        options.pageCap = m_cap;
        options.limitEvery = m_limitEvery;
        options.failEvery = m_failEvery;
        options.delay = m_delay;
        standin::StandIn server(options);
        if (!server.listen(quint16(m_port)))
            return console.report({ErrorCode::Refused,
                                   u"Port %1 cannot be had: %2"_s.arg(m_port).arg(server.errorString()),
                                   {},
                                   {},
                                   0});
        console.print(u"%1  space %2"_s.arg(server.base(), options.space));
        console.print(QJsonObject{{u"base"_s, server.base()}, {u"space"_s, options.space}});
        console.flush();
        QEventLoop().exec();
        return Done;
    }

private:
    int m_port = 0;
    int m_cap = 0;
    int m_limitEvery = 0;
    int m_failEvery = 0;
    int m_delay = 0;
    std::string m_flavour;
    std::string m_space = "SHOP";
};

} // namespace

void addPublishCommands(Commands &commands)
{
    commands.push_back(std::make_unique<Publish>());
    commands.push_back(std::make_unique<ServeStandin>());
}

} // namespace gp::cli

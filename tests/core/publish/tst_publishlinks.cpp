// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "core/publish/offline.h"
#include "core/publish/onefile.h"
#include "core/publish/storage.h"
#include "publishruns.h"

#include <QTest>
#include <QXmlStreamReader>

using namespace gp;
using namespace gp::publish;
using namespace gp::test;
using namespace Qt::StringLiterals;

namespace {

/// A page that leads to the heading "what" of others (paths).
WantedPage linking(const QString &path, const QString &parent, const QString &title, const QStringList &to,
                   const QString &text = u"x"_s)
{
    WantedPage page;
    page.path = path;
    page.parent = parent;
    page.title = title;
    page.render = [to, text](const QMap<QString, QString> &titles) {
        QString storage =
            u"<h2><ac:structured-macro ac:name=\"anchor\" ac:schema-version=\"1\"><ac:parameter "
            u"ac:name=\"\">what</ac:parameter></ac:structured-macro>What</h2><p>"_s +
            text + u"</p>"_s;
        for (const QString &other : to)
            storage += u"<p><ac:link ac:anchor=\"what\"><ri:page ri:content-title=\"%1\"/><ac:link-body>there"
                       "</ac:link-body></ac:link></p>"_s.arg(titles.value(other).toHtmlEscaped());
        return storage;
    };
    return page;
}

/// Everything that leads somewhere inside of an XHTML file, everything that can be led to, and what it loads.
struct Led
{
    QSet<QString> ids;
    QStringList targets;
    QStringList sources;
    QStringList titles; ///< of headings of the first level
    QString text;
    QString error;
};

Led ledBy(const QString &html)
{
    Led led;
    QXmlStreamReader xml(html);
    while (!xml.atEnd()) {
        xml.readNext();
        if (xml.isCharacters())
            led.text += xml.text();
        if (!xml.isStartElement())
            continue;
        const auto attributes = xml.attributes();
        if (attributes.hasAttribute("id"_L1)) {
            if (led.ids.contains(attributes.value("id"_L1).toString()))
                led.error = u"twice: "_s + attributes.value("id"_L1);
            led.ids.insert(attributes.value("id"_L1).toString());
        }
        if (attributes.value("href"_L1).startsWith(u'#'))
            led.targets.append(attributes.value("href"_L1).sliced(1).toString());
        else if (attributes.hasAttribute("href"_L1))
            led.sources.append(attributes.value("href"_L1).toString());
        if (attributes.hasAttribute("src"_L1))
            led.sources.append(attributes.value("src"_L1).toString());
        if (xml.name() == "h1"_L1)
            led.titles.append(xml.readElementText(QXmlStreamReader::IncludeChildElements));
    }
    if (xml.hasError())
        led.error = xml.errorString();
    return led;
}

} // namespace

/// Links into other pages, whatever the order in which the pages come to be; and pages as one file.
class TestPublishLinks : public QObject, private PublishRuns
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QVERIFY(startProject()); }

    void anchorsOfText()
    {
        const QString link =
            u"<ac:link ac:anchor=\"a\"><ri:page ri:content-title=\"T &amp; &quot;U&quot;\"/></ac:link>"_s;
        const QString code = u"<ac:plain-text-body><![CDATA["_s + link + u"]]></ac:plain-text-body>"_s;
        const QString same = u"<ac:link ac:anchor=\"b\"><ac:link-body>x</ac:link-body></ac:link>"_s;
        QCOMPARE(anchoredTitles(same + code + link), (QStringList{u"T & \"U\""_s}));
        QCOMPARE(anchoredTitles(same + code), QStringList());
        QCOMPARE(withoutAnchors(QString(same + code + link), {u"T & \"U\""_s}),
                 QString(same + code +
                         u"<ac:link><ri:page ri:content-title=\"T &amp; &quot;U&quot;\"/></ac:link>"_s));
        QCOMPARE(withoutAnchors(link, {u"Another"_s}), link);
    }

    void writtenAgainOnceAllAreThere_data() { flavours(); }
    void writtenAgainOnceAllAreThere()
    {
        QFETCH(const bool, isCloud);
        SiteThread site(optionsOf(isCloud));
        const QList<WantedPage> wanted{
            linking(u"index"_s, {}, u"Top"_s, {u"a/1"_s, u"a/2"_s}), // of what is made later
            linking(u"a/"_s, u"index"_s, u"Folder"_s, {u"index"_s}), // of what is there by then
            linking(u"a/1"_s, u"a/"_s, u"One & <1>"_s, {}),
            linking(u"a/2"_s, u"a/"_s, u"Two"_s, {u"a/1"_s, u"index"_s})}; // at the same time
        const Plan plan = run(site, wanted);
        QVERIFY(m_report.isClean());
        QVERIFY(!itemOf(plan, u"index"_s)->firstStorage.isEmpty());
        QVERIFY(itemOf(plan, u"a/"_s)->firstStorage.isEmpty());
        QVERIFY(!itemOf(plan, u"a/2"_s)->firstStorage.isEmpty());
        site.on([&] {
            auto &wiki = site->wiki();
            const auto versions = [&](const QString &title) {
                const auto all = wiki.ids();
                for (const qint64 id : all) {
                    if (wiki.page(id)->now().title == title)
                        return wiki.page(id)->versions;
                }
                return QList<standin::Version>();
            };
            QCOMPARE(versions(u"Top"_s).size(), 2);
            QVERIFY(!versions(u"Top"_s).first().storage.contains(u"ac:anchor"_s));
            QCOMPARE(versions(u"Top"_s).last().storage.count(u"ac:anchor"_s), 2);
            QCOMPARE(versions(u"Folder"_s).size(), 1);
            QCOMPARE(versions(u"Two"_s).size(), 2);
            // What leads to a page that is there already keeps its anchor from the start.
            QCOMPARE(versions(u"Two"_s).first().storage.count(u"ac:anchor"_s), 1);
            QCOMPARE(versions(u"One & <1>"_s).size(), 1);
        });
        QVERIFY2(site.requests() <= 4 * 3 + 20, qPrintable(u"%1 requests"_s.arg(site.requests())));
        site.clearJournal();
        QVERIFY(run(site, wanted).isDone());
        QCOMPARE(site.writes(), 0);
    }

    /// A page that is there already is written once, after the pages that it leads to.
    void updatesWait_data() { flavours(); }
    void updatesWait()
    {
        QFETCH(const bool, isCloud);
        SiteThread site(optionsOf(isCloud));
        QList<WantedPage> wanted{linking(u"index"_s, {}, u"Top"_s, {})};
        (void)run(site, wanted);
        wanted = {linking(u"index"_s, {}, u"Top"_s, {u"new"_s}), linking(u"new"_s, u"index"_s, u"New"_s, {})};
        site.clearJournal();
        const Plan plan = run(site, wanted);
        QVERIFY(m_report.isClean());
        QVERIFY(itemOf(plan, u"index"_s)->waits && itemOf(plan, u"index"_s)->firstStorage.isEmpty());
        qsizetype created = -1;
        qsizetype updated = -1;
        const QStringList journal = site.journal();
        for (qsizetype i = 0; i < journal.size(); ++i) {
            if (journal.at(i) == (isCloud ? u"POST /wiki/api/v2/pages"_s : u"POST /rest/api/content"_s))
                created = i;
            if (journal.at(i).startsWith("PUT "_L1) && !journal.at(i).contains("move"_L1))
                updated = i;
        }
        QVERIFY2(created >= 0 && updated > created, qPrintable(journal.join(u'\n')));
        QCOMPARE(site.summary().count(u"Top"_s), 2); // once itself, once above the other
        QVERIFY(run(site, wanted).isDone());
    }

    /// Dies between the first text and the second, or anywhere else.
    void killedAnywhere_data() { flavours(); }
    void killedAnywhere()
    {
        QFETCH(const bool, isCloud);
        const QList<WantedPage> wanted{linking(u"index"_s, {}, u"Top"_s, {u"a"_s, u"b"_s}),
                                       linking(u"a"_s, u"index"_s, u"A"_s, {u"b"_s}),
                                       linking(u"b"_s, u"index"_s, u"B"_s, {u"a"_s})};
        QString clean;
        qsizetype most = 0;
        {
            SiteThread site(optionsOf(isCloud));
            (void)run(site, wanted, {.connections = 1});
            QVERIFY(m_report.isClean());
            clean = site.summary();
            most = site.requests();
        }
        for (int at = 1; at <= most; ++at) {
            for (const auto how : {standin::Fault::DropBefore, standin::Fault::DropAfter}) {
                QVERIFY(startProject());
                SiteThread site(optionsOf(isCloud));
                std::stop_source stop;
                site.on([&] {
                    site->setFault([&stop, at, how](int number, const standin::Call &) {
                        if (number < at)
                            return standin::Fault::None;
                        stop.request_stop();
                        return number == at ? how : standin::Fault::DropBefore;
                    });
                });
                {
                    const auto client = connectTo(site.site(), stop.get_token());
                    auto ledger = ledgerOf(site);
                    if (client) {
                        const auto plan = planOf(**client, *ledger, wanted);
                        if (plan)
                            m_report = publish::publish(**client, *ledger, *plan, {.connections = 1});
                    }
                }
                site.on([&] { site->setFault({}); });
                const Plan again = run(site, wanted);
                QVERIFY2(m_report.isClean() && again.count(Action::Conflict) == 0,
                         qPrintable(u"request %1"_s.arg(at)));
                QVERIFY2(site.summary() == clean,
                         qPrintable(u"request %1\n%2"_s.arg(at).arg(site.summary())));
                site.clearJournal();
                QVERIFY(run(site, wanted).isDone());
                QCOMPARE(site.writes(), 0);
            }
        }
    }

    void oneFileForImporters()
    {
        WantedPage top = linking(u"index"_s, {}, u"Shop & \"co\""_s, {u"a/1"_s, u"nowhere"_s});
        WantedPage folder;
        folder.path = u"a/"_s;
        folder.parent = u"index"_s;
        folder.title = u"Folder"_s;
        folder.render = [](const QMap<QString, QString> &) {
            return u"<p><ac:structured-macro ac:name=\"children\"/></p><ac:structured-macro "
                   "ac:name=\"detailssummary\"><ac:parameter ac:name=\"cql\">label = &quot;adr&quot; and "
                   "space = "
                   "currentSpace()</ac:parameter></ac:structured-macro>"_s;
        };
        folder.labels = {u"adr"_s};
        WantedPage one = linking(u"a/1"_s, u"a/"_s, u"One <1>"_s, {});
        one.labels = {u"adr"_s};
        one.files = {{u"p.png"_s, "bytes"_ba, u"image/png"_s}};
        one.render = [](const QMap<QString, QString> &) {
            return u"<h1>Deep</h1><p><ac:image ac:alt=\"P\" ac:width=\"7\"><ri:attachment "
                   u"ri:filename=\"p.png\"/></ac:image>"
                   "<ac:image ac:alt=\"gone\"><ri:attachment ri:filename=\"q.png\"/></ac:image></p>"
                   "<p><a href=\"javascript:x\">bad</a> <a href=\"https://x.example/?a&amp;b\">good</a></p>"
                   "<table><tbody><tr><td><ac:structured-macro ac:name=\"status\"><ac:parameter "
                   "ac:name=\"title\">"
                   "accepted</ac:parameter><ac:parameter "
                   "ac:name=\"colour\">Green</ac:parameter></ac:structured-macro>"
                   "</td><td><time datetime=\"2026-01-02\"/></td></tr></tbody></table>"
                   "<ac:structured-macro ac:name=\"expand\"><ac:parameter "
                   "ac:name=\"title\">More</ac:parameter>"
                   "<ac:rich-text-body><ac:task-list><ac:task><ac:task-id>1</"
                   "ac:task-id><ac:task-status>complete"
                   "</ac:task-status><ac:task-body>done</ac:task-body></ac:task></ac:task-list></"
                   "ac:rich-text-body>"
                   "</ac:structured-macro><ac:structured-macro "
                   "ac:name=\"code\"><ac:plain-text-body><![CDATA[a <b> "
                   "]]]]><![CDATA[>]]></ac:plain-text-body></ac:structured-macro><script>alert(1)</script>"_s;
        };
        const auto html = oneFile({top, folder, one}, u"Shop"_s);
        QVERIFY2(html, html ? "" : qPrintable(html.error().text()));
        const Led led = ledBy(*html);
        QCOMPARE(led.error, QString());
        QCOMPARE(led.titles, (QStringList{u"Shop & \"co\""_s, u"Folder"_s, u"One <1>"_s}));
        for (const QString &target : led.targets)
            QVERIFY2(led.ids.contains(target), qPrintable(target));
        // Contents, the list of what is below, that of what has the label, and the link.
        QCOMPARE(led.targets.count(u"page-3"_s), 4);
        QCOMPARE(led.sources,
                 (QStringList{u"data:image/png;base64,Ynl0ZXM="_s, u"https://x.example/?a&b"_s}));
        for (const QString &words : {u"accepted"_s, u"2026-01-02"_s, u"☑ done"_s, u"More"_s, u"a <b> ]]>"_s})
            QVERIFY2(led.text.contains(words), qPrintable(words));
        QVERIFY(!html->contains(u"<script"_s) && !html->contains(u"ac:"_s));
        QVERIFY(html->contains(u"color: #17692f"_s));

        WantedPage broken = one;
        broken.render = [](const QMap<QString, QString> &) { return u"<p>x</b>"_s; };
        QVERIFY(!oneFile({broken}, u"x"_s));
        QVERIFY(!writeOneFile({top}, u"x"_s, u"/proc/nowhere/x.html"_s));
    }

    /// Pages of one title are told apart, as files, too.
    void titlesTwice()
    {
        const auto html =
            oneFile({linking(u"a"_s, {}, u"Same"_s, {u"b"_s}), linking(u"b"_s, {}, u"Same"_s, {})}, u"x"_s);
        QVERIFY(html);
        const Led led = ledBy(*html);
        QCOMPARE(led.titles, (QStringList{u"Same"_s, u"Same (b)"_s}));
        QVERIFY(led.targets.contains(u"page-2-what"_s) && led.ids.contains(u"page-2-what"_s));
        QTemporaryDir folder;
        QVERIFY(writePages({linking(u"a"_s, {}, u"Same"_s, {}), linking(u"b"_s, {}, u"Same"_s, {})},
                           folder.path()));
        QFile manifest(folder.filePath(u"manifest.json"_s));
        QVERIFY(manifest.open(QIODevice::ReadOnly));
        QVERIFY(manifest.readAll().contains("Same (b)"));
    }
};

QTEST_GUILESS_MAIN(TestPublishLinks)
#include "tst_publishlinks.moc"

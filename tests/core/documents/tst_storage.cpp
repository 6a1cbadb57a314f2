// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "core/documents/storage_page.h"
#include "readback.h"
#include "twinproject.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace gp;
using namespace gp::test;
using gp::documents::pageTitles;
using gp::documents::storageBody;

namespace {

QString macro(const QString &name, const QString &inside)
{
    return u"<ac:structured-macro ac:name=\"%1\" ac:schema-version=\"1\">%2</ac:structured-macro>"_s.arg(
        name, inside);
}

QString anchor(const QString &name)
{
    return macro(u"anchor"_s, u"<ac:parameter ac:name=\"\">%1</ac:parameter>"_s.arg(name));
}

QString status(const QString &words, const QString &colour)
{
    return macro(u"status"_s, u"<ac:parameter ac:name=\"title\">%1</ac:parameter>"
                              "<ac:parameter ac:name=\"colour\">%2</ac:parameter>"_s.arg(words, colour));
}

/// As much of a PNG as tells its size.
QByteArray png(char width)
{
    return QByteArray("\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0", 19) + width + QByteArray("\0\0\0\x10", 4);
}

} // namespace

class TestStorage : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void written_data()
    {
        QTest::addColumn<QString>("markdown");
        QTest::addColumn<QString>("xml");
        const auto row = [](const char *name, const QString &markdown, const QString &xml) {
            QTest::newRow(name) << markdown << xml;
        };
        row("title is left out", u"---\na: b\n---\n\n# Title\n\ntext\n"_s, u"<p>text</p>"_s);
        row("second title stays", u"# A\n\n# B\n"_s, u"<h1>B</h1>"_s);
        row("header is an info box", u"# A\n\n> made from *x*\n\n> quote\n"_s,
            macro(u"info"_s, u"<ac:rich-text-body><p>made from <em>x</em></p></ac:rich-text-body>"_s) +
                u"<blockquote><p>quote</p></blockquote>"_s);
        row("headings have anchors", u"## A & B\n\n## A & B\n"_s,
            QString(u"<h2>"_s + anchor(u"a-b"_s) + u"A &amp; B</h2><h2>"_s + anchor(u"a-b-2"_s) +
                    u"A &amp; B</h2>"_s));
        row("marks", u"**b** *e* ~~d~~ `c<d>` a\\\nb"_s,
            u"<p><strong>b</strong> <em>e</em> <del>d</del> <code>c&lt;d&gt;</code> a<br/>b</p>"_s);
        row("named references", u"a&nbsp;b &eacute; &lt; &amp; &nosuch; &#233;"_s,
            u"<p>a\u00A0b é &lt; &amp; &amp;nosuch; é</p>"_s);
        row("references to what is no text", u"a&#1;&#x8;&#xD800;&#0;b"_s, u"<p>a\uFFFD\uFFFDb</p>"_s);
        row("html is text", u"a <b onclick=\"x\">c</b> <!-- d --> </p>"_s,
            u"<p>a &lt;b onclick=&quot;x&quot;&gt;c&lt;/b&gt; &lt;!-- d --&gt; &lt;/p&gt;"_s + u"</p>"_s);
        row("code", u"```yaml\na: <b>]]> &\n\n  c\n```\n"_s,
            macro(u"code"_s, u"<ac:parameter ac:name=\"language\">yml</ac:parameter>"
                             "<ac:plain-text-body><![CDATA[a: <b>]]]]><![CDATA[> &\n\n  c]]>"
                             "</ac:plain-text-body>"_s));
        row("code of an unknown language", u"```brainf\"><x>\n+\n```\n"_s,
            macro(u"code"_s, u"<ac:plain-text-body><![CDATA[+]]></ac:plain-text-body>"_s));
        row("lists", u"* a\n  * b\n* c\n\n3. d\n"_s,
            u"<ul><li>a<ul><li>b</li></ul></li><li>c</li></ul><ol start=\"3\"><li>d</li></ol>"_s);
        row("tasks", u"- [ ] a\n- [x] **b**\n"_s,
            u"<ac:task-list><ac:task><ac:task-id>1</ac:task-id><ac:task-status>incomplete</ac:task-status>"
            "<ac:task-body>a</ac:task-body></ac:task><ac:task><ac:task-id>2</ac:task-id>"
            "<ac:task-status>complete</ac:task-status><ac:task-body><strong>b</strong></ac:task-body>"
            "</ac:task></ac:task-list>"_s);
        row("tasks with blanks between", u"- [ ] a\n\n- [x] b\n"_s,
            u"<ac:task-list><ac:task><ac:task-id>1</ac:task-id><ac:task-status>incomplete</ac:task-status>"
            "<ac:task-body>a</ac:task-body></ac:task><ac:task><ac:task-id>2</ac:task-id>"
            "<ac:task-status>complete</ac:task-status><ac:task-body>b</ac:task-body>"
            "</ac:task></ac:task-list>"_s);
        row("tasks among others", u"- [ ] a\n- [x] b\n- c\n"_s,
            u"<ul><li>☐ a</li><li>☑ b</li><li>c</li></ul>"_s);
        row("tasks with more in them", u"- [x] a\n\n  b\n"_s, u"<ul><li><p>☑ a</p><p>b</p></li></ul>"_s);
        row("table", u"| a | b |\n| --- | ---: |\n| accepted | 1 |\n| **accepted** | ✕ not met |\n"_s,
            QString(u"<table><thead><tr><th>a</th><th><p style=\"text-align: right;\">b</p></th></tr></thead>"
                    "<tbody><tr><td>"_s +
                    status(u"accepted"_s, u"Green"_s) +
                    u"</td><td><p style=\"text-align: right;\">1</p></td></tr><tr><td>"
                    "<strong>accepted</strong></td><td><p style=\"text-align: right;\">"_s +
                    status(u"✕ not met"_s, u"Red"_s) + u"</p></td></tr></tbody></table>"_s));
        row("table of facts", u"| | |\n| --- | --- |\n| a | b |\n"_s,
            u"<table><tbody><tr><td>a</td><td>b</td></tr></tbody></table>"_s);
        row("rule", u"a\n\n---\n\nb"_s, u"<p>a</p><hr/><p>b</p>"_s);
        row("addresses", u"[a](https://x.example/?a=1&b=\"2\") <mailto:a@x.example>"_s,
            u"<p><a href=\"https://x.example/?a=1&amp;b=&quot;2&quot;\">a</a> "
            "<a href=\"mailto:a@x.example\">mailto:a@x.example</a></p>"_s);
        row("unsafe addresses",
            u"[a](javascript:x) [b](JavaScript&#58;x) [c](data:text/html,x) [d](java&#10;script:x) "
            "[e](&#1;javascript:x) [f](//x.example/) [g](vbscript:x)"_s,
            u"<p>a b c d e f g</p>"_s);
        row("pages",
            u"[**n** x](nfr/a.md) [m](nfr/a.md#a-b) [i](index.md) [no](no.md) [](nfr/a.md) [h](nfr/a.html)"_s,
            u"<p><ac:link><ri:page ri:content-title=\"A &amp; "
            u"&quot;B&quot;\"/><ac:link-body><strong>n</strong> x"
            "</ac:link-body></ac:link> <ac:link ac:anchor=\"a-b\"><ri:page ri:content-title=\"A &amp; "
            "&quot;B&quot;\"/>"
            "<ac:link-body>m</ac:link-body></ac:link> <ac:link><ri:page ri:content-title=\"Home\"/>"
            "<ac:link-body>i</ac:link-body></ac:link> no <ac:link><ri:page ri:content-title=\"A &amp; "
            "&quot;B&quot;\"/>"
            "<ac:link-body></ac:link-body></ac:link> <ac:link><ri:page ri:content-title=\"A &amp; "
            "&quot;B&quot;\"/>"
            "<ac:link-body>h</ac:link-body></ac:link></p>"_s);
        row("place in the page", u"[a](#b-c)\n\n## B C\n"_s,
            QString(u"<p><ac:link ac:anchor=\"b-c\"><ac:link-body>a</ac:link-body></ac:link></p><h2>"_s +
                    anchor(u"b-c"_s) + u"B C</h2>"_s));
        row("picture with pixels beside", u"![P \"q\"](pictures/p.svg)\n"_s,
            u"<p><ac:image ac:alt=\"P &quot;q&quot;\" ac:width=\"40\"><ri:attachment ri:filename=\"p.png\"/>"
            "</ac:image></p><p><ac:link><ri:attachment ri:filename=\"p.svg\"/><ac:link-body>P &quot;q&quot;"
            "</ac:link-body></ac:link></p>"_s);
        row("picture in a text", u"see ![P](pictures/p.svg)!\n"_s,
            u"<p>see <ac:image ac:alt=\"P\" ac:width=\"40\"><ri:attachment "
            u"ri:filename=\"p.png\"/></ac:image>!"
            "</p>"_s);
        row("picture in a cell", u"| a |\n| --- |\n| ![P](pictures/p.svg) |\n"_s,
            u"<table><thead><tr><th>a</th></tr></thead><tbody><tr><td><ac:image ac:alt=\"P\" ac:width=\"40\">"
            "<ri:attachment ri:filename=\"p.png\"/></ac:image></td></tr></tbody></table>"_s);
        row("picture of its own size", u"![S](shot.png)\n"_s,
            u"<p><ac:image ac:alt=\"S\"><ri:attachment ri:filename=\"shot.png\"/></ac:image></p>"_s);
        row("picture from elsewhere",
            u"![R](https://x.example/r.png) [![R](https://x.example/r.png)](nfr/a.md)"_s,
            u"<p><a href=\"https://x.example/r.png\">R</a> <ac:link><ri:page "
            "ri:content-title=\"A &amp; &quot;B&quot;\"/><ac:link-body>R</ac:link-body></ac:link></p>"_s);
        row("no such picture",
            u"![a *b* ![c](d)](no.png) ![e](javascript:x) ![f](data:image/png;base64,AA)"_s,
            u"<p>a b c e f</p>"_s);
        row("nothing", QString(), QString());
    }

    void written()
    {
        QFETCH(QString, markdown);
        QFETCH(QString, xml);
        const auto body = storageBody(
            markdown, u"index"_s,
            {{u"pictures/p.svg"_s, "<svg/>"}, {u"pictures/p.png"_s, png(80)}, {u"shot.png"_s, png(90)}},
            {{u"nfr/a"_s, u"A & \"B\""_s}, {u"index"_s, u"Home"_s}});
        QCOMPARE(body.xml, xml);
        QCOMPARE(readStorage(body.xml).error, QString());
    }

    void attachments()
    {
        const auto body = storageBody(u"![a](p.svg)\n\n![a](p.svg) ![b](../p.svg) [c](q.png)\n"_s, u"x/doc"_s,
                                      {{u"x/p.svg"_s, "<svg/>"},
                                       {u"p.svg"_s, "<svg/>"},
                                       {u"x/q.png"_s, png(8)},
                                       {u"x/unused.svg"_s, "<svg/>"}},
                                      {});
        // Two pictures of one name are two attachments.
        QCOMPARE(body.attachments, (QStringList{u"p.svg"_s, u"p-2.svg"_s, u"q.png"_s}));
        QCOMPARE(body.files.value(body.attachments.at(1)), u"p.svg"_s);
    }

    void deadLinks()
    {
        const auto body = storageBody(u"[a](../b.md) [c](#none) [d](https://x.example) [e](#f)\n\n## F\n"_s,
                                      u"x/doc"_s, {}, {});
        QCOMPARE(body.deadLinks, (QStringList{u"../b.md"_s, u"#none"_s}));
    }

    /// Lists and quotes in each other without end are no reason to hang, and stay well-formed.
    void deepNesting()
    {
        for (const QString &mark : {u"> "_s, u"- "_s, u"1. "_s, u"> - [x] "_s}) {
            const auto body = storageBody(mark.repeated(2000) + u"end"_s, u"x"_s, {}, {});
            const ReadBack read = readStorage(body.xml);
            QCOMPARE(read.error, QString());
            QVERIFY(read.text.endsWith(u"end"));
        }
    }

    void titles()
    {
        const QString longer(4000, u'x');
        const auto titles = pageTitles({{u"a"_s, u"Cart"_s},
                                        {u"b"_s, u"cart"_s},
                                        {u"c"_s, u" Cart\n\x01 "_s},
                                        {u"d"_s, u"Cart (b)"_s},
                                        {u"e"_s, longer},
                                        {u"f"_s, longer},
                                        {u"g"_s, QString()},
                                        {u"h"_s, QString(254, u'y') + u"🚀🚀"_s}});
        QCOMPARE(titles.value(u"a"_s), u"Cart"_s);
        QCOMPARE(titles.value(u"b"_s), u"cart (b)"_s);
        QCOMPARE(titles.value(u"c"_s), u"Cart (c)"_s);
        QCOMPARE(titles.value(u"d"_s), u"Cart (b) (d)"_s);
        QCOMPARE(titles.value(u"g"_s), u"g"_s);
        QSet<QString> seen;
        for (const QString &title : titles) {
            QVERIFY(title.size() <= 255 && !title.isEmpty());
            QVERIFY(QString::fromUtf8(title.toUtf8()) == title);
            seen.insert(title.toCaseFolded());
        }
        QCOMPARE(seen.size(), titles.size());
    }

    /// Every document of the sample: well-formed, pictures named that are there, links to pages that are.
    void everyDocument()
    {
        TwinProject project(dataFolder() + u"/small/model"_s);
        QTemporaryDir out;
        auto request = requestFor(project, out.path());
        request.formats = {documents::Format::Confluence};
        const auto made = project.render(request);
        QVERIFY2(made, made ? "" : qPrintable(made.error().text()));
        QStringList titles;
        for (const auto &document : *made)
            titles.append(document.title);
        qsizetype pictures = 0;
        for (const auto &document : *made) {
            const ReadBack read = readStorage(document.storage.xml);
            QVERIFY2(read.error.isEmpty(), qPrintable(document.path + u": "_s + read.error));
            QVERIFY2(read.text.contains(u"Corner shop"), qPrintable(document.path));
            QVERIFY2(!read.tags.contains(u"img"_s), qPrintable(document.path));
            for (const QString &title : read.values.value(u"ri:page ri:content-title"_s))
                QVERIFY2(titles.contains(title), qPrintable(document.path + u": "_s + title));
            const QStringList named = read.values.value(u"ri:attachment ri:filename"_s);
            QCOMPARE(QSet<QString>(named.begin(), named.end()),
                     QSet<QString>(document.storage.attachments.begin(), document.storage.attachments.end()));
            for (const QString &name : document.storage.attachments)
                QVERIFY(document.pictures.contains(document.storage.files.value(name)));
            QVERIFY2(document.storage.deadLinks.isEmpty(), qPrintable(document.storage.deadLinks.join(u' ')));
            pictures += named.size();
        }
        QVERIFY(pictures >= 4);

        const auto report = project.generate(request);
        QVERIFY2(report, report ? "" : qPrintable(report.error().text()));
        QVERIFY(report->warnings.isEmpty());
        const auto files = filesIn(out.path());
        for (const auto &document : *made) {
            QCOMPARE(files.value(document.path + u".storage.xml"_s), document.storage.xml.toUtf8());
            for (const QString &path : document.storage.files)
                QCOMPARE(files.value(path), document.pictures.value(path));
        }
        for (const QString &path : files.keys())
            QVERIFY2(!path.endsWith(u".md") && !path.endsWith(u".html"), qPrintable(path));
        const auto again = project.generate(request);
        QVERIFY(again && again->written.isEmpty());
    }
};

QTEST_MAIN(TestStorage)
#include "tst_storage.moc"

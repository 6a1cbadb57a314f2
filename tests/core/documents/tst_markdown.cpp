// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "core/documents/html_page.h"
#include "core/documents/markdown.h"
#include "core/documents/template_engine.h"

#include <QTemporaryDir>
#include <QTest>
#include <QXmlStreamReader>

using namespace Qt::StringLiterals;
using namespace gp::documents;

namespace {

/// The text that a reader of the HTML sees, and the names of all elements in it.
struct Seen
{
    QString text;
    QSet<QString> tags;
    bool isWellFormed = false;
};

Seen seen(const QString &html)
{
    Seen result;
    QXmlStreamReader reader(u"<body>"_s + html + u"</body>"_s);
    while (!reader.atEnd()) {
        reader.readNext();
        if (reader.isStartElement())
            result.tags.insert(reader.name().toString());
        else if (reader.isCharacters())
            result.text += reader.text();
    }
    result.isWellFormed = !reader.hasError();
    return result;
}

void put(const QTemporaryDir &dir, const QString &name, const QByteArray &text)
{
    QFile file(dir.filePath(name));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(text);
}

} // namespace

class TestMarkdown : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    /// Whatever a thing is called: wherever the name stands, the reader sees exactly that name and no markup
    /// of it.
    void hostileName_data()
    {
        QTest::addColumn<QString>("name");
        const QStringList names{u"<script>alert(1)</script>"_s,
                                u"<img src=x onerror=alert(1)>"_s,
                                u"a | b || c"_s,
                                u"`code` ``two`` ```fence"_s,
                                u"{{ x }} {% if y %} {# z #}"_s,
                                u"]]> <![CDATA[ <!-- c -->"_s,
                                u"*bold* _em_ __strong__ ~~gone~~"_s,
                                u"[link](javascript:alert(1)) ![i](x)"_s,
                                u"# heading #"_s,
                                u"- item"_s,
                                u"+ item"_s,
                                u"1. item"_s,
                                u"2) item"_s,
                                u"> quote"_s,
                                u"---"_s,
                                u"==="_s,
                                u": definition"_s,
                                u"back\\slash \\* \\"_s,
                                u"&lt; &amp; &#60; AT&T"_s,
                                u"\u202Eevil\u202C مرحبا 🚀"_s,
                                u"data_class _x snake_case_"_s,
                                u"https://example.org/<x>"_s,
                                u"|"_s,
                                u"-5 and +3"_s,
                                u"3.5 h"_s,
                                u"* "_s + QChar(0x200B)};
        for (const QString &name : names)
            QTest::newRow(qPrintable(name)) << name;
    }

    void hostileName()
    {
        QFETCH(QString, name);
        const QString safe = escapeMarkdown(name);
        const QString shown = name.simplified();
        const QList<std::pair<QString, QSet<QString>>> places{
            {u"%1"_s, {u"body"_s, u"p"_s}},
            {u"# %1"_s, {u"body"_s, u"h1"_s}},
            {u"* %1"_s, {u"body"_s, u"ul"_s, u"li"_s}},
            {u"| h |\n| --- |\n| %1 |"_s,
             {u"body"_s, u"table"_s, u"thead"_s, u"tbody"_s, u"tr"_s, u"th"_s, u"td"_s}},
            {u"**%1**"_s, {u"body"_s, u"p"_s, u"strong"_s}},
            {u"[%1](index.md)"_s, {u"body"_s, u"p"_s, u"a"_s}}};
        for (const auto &[place, tags] : places) {
            const Seen html = seen(markdownToHtml(QString(place).replace(u"%1"_s, safe)));
            QVERIFY2(html.isWellFormed, qPrintable(markdownToHtml(safe)));
            if (!(place == u"**%1**" && (safe.endsWith(u'\\') || !html.tags.contains(u"strong"_s))))
                QCOMPARE(html.tags, tags);
            QVERIFY2(html.text.simplified().contains(shown), qPrintable(place + u": "_s + html.text));
        }
    }

    void figuresStayReadable()
    {
        for (const QString &text :
             {u"3.5 h"_s, u"+300 €"_s, u"-2"_s, u"99.95 % / 30d"_s, u"data_class"_s, u"AT&T"_s})
            QCOMPARE(escapeMarkdown(text), text);
    }

    void noControlCharacters()
    {
        const QString half = u"a🚀"_s.first(2);
        QCOMPARE(escapeMarkdown(half + u"b\uFFFE"_s), u"ab"_s);
        QCOMPARE(markdownToHtml(half + u"&#1;&#x1b;b"_s), u"<p>ab</p>\n"_s);
        QCOMPARE(escapeMarkdown(u"a\x01\x02 b\x7f\nc"_s), u"a b c"_s);
        QCOMPARE(embedMarkdown(u"a\x01\x02\r\nb"_s, 1), u"a\nb"_s);
    }

    void written_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("expected");
        QTest::newRow("html is text") << u"a <b>c</b> <!-- d -->"_s << u"a &lt;b>c&lt;/b> &lt;!-- d -->"_s;
        QTest::newRow("autolink stays") << u"see <https://example.org>"_s << u"see <https://example.org>"_s;
        QTest::newRow("code stays") << u"`a<b>` and\n\n```xml\n<b>\n# c\n```"_s
                                    << u"`a<b>` and\n\n```xml\n<b>\n# c\n```"_s;
        QTest::newRow("headings move down") << u"# A\n\n## B"_s << u"### A\n\n#### B"_s;
        QTest::newRow("low headings stay") << u"#### A"_s << u"#### A"_s;
        QTest::newRow("underlined heading is none") << u"A\n---\nB\n==="_s << u"A\n\n---\nB\n\n\\==="_s;
        QTest::newRow("open fence is closed") << u"```\na"_s << u"```\na\n```"_s;
        QTest::newRow("table stays") << u"| a |\n| --- |\n| b |"_s << u"| a |\n| --- |\n| b |"_s;
    }

    void written()
    {
        QFETCH(QString, text);
        QFETCH(QString, expected);
        QCOMPARE(embedMarkdown(text, 2), expected);
    }

    void lineOfAPerson()
    {
        QCOMPARE(embedInline(u"two\nlines *em* | bar \\| done"_s), u"two lines *em* \\| bar \\| done"_s);
        QCOMPARE(embedInline(u"- list"_s), u"\\- list"_s);
    }

    void linkTargets()
    {
        const QString html =
            markdownToHtml(u"[a](javascript:alert(1)) [b](JAVASCRIPT:x) [c](data:text/html,x) "
                           "[d](https://example.org) [e](../x.md) ![f](https://example.org/t.png) "
                           "[g](java&#115;cript:x)"_s);
        QVERIFY2(!html.contains(u"script:"_s, Qt::CaseInsensitive) && !html.contains(u"data:"),
                 qPrintable(html));
        QVERIFY(html.contains(u"<a href=\"https://example.org\">d</a>"));
        QVERIFY(html.contains(u"<a href=\"../x.md\">e</a>"));
        QVERIFY(!html.contains(u"<img"));
        QVERIFY(seen(html).isWellFormed);
    }

    void pageParts()
    {
        const HtmlBody body =
            htmlBody(u"## A & B\n\n## A & B\n\n| x |\n| --- |\n| ✓ met |\n\n[n](nfr/a.md) [m](no.md)\n\n"
                     "![P](pictures/p.svg)\n"_s,
                     u"index"_s, {{u"pictures/p.svg"_s, "<svg/>"}}, {u"nfr/a"_s});
        QVERIFY(body.html.contains(u"<h2 id=\"a-b\">"));
        QVERIFY(body.html.contains(u"<h2 id=\"a-b-2\">"));
        QCOMPARE(body.toc.size(), 2);
        QVERIFY(body.html.contains(u"<span class=\"badge good\">✓ met</span>"));
        QVERIFY(body.html.contains(u"<a href=\"nfr/a.html\">n</a>"));
        QVERIFY(body.html.contains(u"<a href=\"no.md\">m</a>"));
        QVERIFY(body.html.contains(u"src=\"data:image/svg+xml;base64,PHN2Zy8+\" alt=\"P\""));
        QVERIFY(seen(body.html).isWellFormed);
    }

    void tasksAreWellFormed()
    {
        const QString html = markdownToHtml(u"- [ ] a\n- [x] b\n"_s);
        QVERIFY2(seen(html).isWellFormed, qPrintable(html));
        QCOMPARE(html.count(u"checked=\"checked\""_s), 1);
    }

    void referencedCharacters_data()
    {
        QTest::addColumn<QString>("reference");
        QTest::addColumn<QString>("character");
        QTest::newRow("xml") << u"&lt;"_s << u"<"_s;
        QTest::newRow("html") << u"&nbsp;"_s << u"\u00A0"_s;
        QTest::newRow("html 5") << u"&CounterClockwiseContourIntegral;"_s << u"∳"_s;
        QTest::newRow("two") << u"&NotEqualTilde;"_s << u"≂̸"_s;
        QTest::newRow("number") << u"&#x1F680;"_s << u"🚀"_s;
        QTest::newRow("half of a pair") << u"&#xD800;"_s << u"\uFFFD"_s;
        QTest::newRow("amp") << u"&amp;"_s << u"&"_s;
        QTest::newRow("unknown") << u"&nosuch;"_s << u"&nosuch;"_s;
    }

    void referencedCharacters()
    {
        QFETCH(QString, reference);
        QFETCH(QString, character);
        QCOMPARE(referenced(reference), character);
    }

    void onePictureInOneFile()
    {
        OneFile file;
        const QMap<QString, QByteArray> pictures{{u"a/p.svg"_s, "<svg/>"}, {u"a/q.png"_s, "png"}};
        const HtmlBody first =
            htmlBody(u"## A\n\n[a](#a) [b](b.md#a) [c](../c.md) ![q](q.png)\n\n![p](p.svg)\n"_s, u"a/a"_s,
                     pictures, {u"a/a"_s, u"a/b"_s}, &file);
        QCOMPARE(first.html,
                 u"<h2 id=\"a/a:a\">A</h2>\n<p><a href=\"#a/a:a\">a</a> <a href=\"#a/b:a\">b</a> <a "
                 "href=\"../c.md\">c</a> <img id=\"picture:1\" src=\"data:image/png;base64,cG5n\" "
                 "alt=\"q\"/></p>\n<figure><img id=\"picture:2\" src=\"data:image/svg+xml;base64,PHN2Zy8+\" "
                 "alt=\"p\"/><figcaption>p</figcaption></figure>\n"_s);
        const HtmlBody second = htmlBody(u"![again](a/p.svg)\n"_s, u"b"_s, pictures, {u"b"_s}, &file);
        QCOMPARE(second.html, u"<figure><a class=\"again\" href=\"#picture:2\">again</a></figure>\n"_s);
    }

    void frontMatterIsNotPrinted()
    {
        QCOMPARE(markdownToHtml(u"---\nstatus: accepted\n---\n\ntext\n"_s), u"<p>text</p>\n"_s);
    }

    void yaml_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("expected");
        QTest::newRow("plain") << u"Platform board"_s << u"Platform board"_s;
        QTest::newRow("date") << u"2026-11-23"_s << u"2026-11-23"_s;
        QTest::newRow("colon") << u"a: b"_s << u"\"a: b\""_s;
        QTest::newRow("quote") << u"say \"x\" \\"_s << u"\"say \\\"x\\\" \\\\\""_s;
        QTest::newRow("word") << u"Yes"_s << u"\"Yes\""_s;
        QTest::newRow("tag") << u"<script>"_s << u"\"\\x3Cscript>\""_s;
        QTest::newRow("number") << u"12"_s << u"\"12\""_s;
    }

    void yaml()
    {
        QFETCH(QString, text);
        QFETCH(QString, expected);
        QCOMPARE(yamlScalar(text), expected);
    }

    void templateLinesAndEscaping()
    {
        QTemporaryDir dir;
        put(dir, u"t.md"_s,
            "| a |\n| --- |\n{% for i in list %}\n{# a comment #}\n| {{ i }} |\n{% endfor %}\n\n{{ safe "
            "}}\n\n{% if no %}\nnever\n{% else %}\nend {{ safe }}\n{% endif %}\nlast\n");
        TemplateEngine engine({dir.path()});
        const QVariantHash context{{u"list"_s, QVariantList{u"x|y"_s, u"<b>"_s}},
                                   {u"safe"_s, asMarkup(u"**s**"_s)}};
        const auto markdown = engine.render(u"t.md"_s, context, Escaping::Markdown);
        QVERIFY(markdown);
        QCOMPARE(*markdown, u"| a |\n| --- |\n| x\\|y |\n| &lt;b> |\n\n**s**\n\nend **s**\nlast\n"_s);
        const auto html = engine.render(u"t.md"_s, context, Escaping::Html);
        QVERIFY(html && html->contains(u"| &lt;b&gt; |"));
    }

    void templateErrors_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("file");
        QTest::addColumn<int>("line");
        QTest::newRow("unclosed") << QByteArray("a\n\n{% if x %}\nb\n") << u"t.md"_s << 3;
        QTest::newRow("unknown tag") << QByteArray("a\n{% nosuch %}\n") << u"t.md"_s << 2;
        QTest::newRow("unknown filter") << QByteArray("a\nb\n{{ x|nosuch }}\n") << u"t.md"_s << 3;
        QTest::newRow("in an include") << QByteArray("a\n{% include \"part.md\" %}\n") << u"part.md"_s << 3;
        QTest::newRow("no such include") << QByteArray("a\n{% include \"none.md\" %}\n") << u"t.md"_s << 2;
        QTest::newRow("includes itself") << QByteArray("a\n{% include \"t.md\" %}\n") << u"t.md"_s << 2;
        QTest::newRow("reads no other file")
            << QByteArray("{% include \"../../etc/passwd\" %}\n") << u"t.md"_s << 1;
    }

    void templateErrors()
    {
        QFETCH(QByteArray, text);
        QFETCH(QString, file);
        QFETCH(int, line);
        QTemporaryDir dir;
        put(dir, u"t.md"_s, text);
        put(dir, u"part.md"_s, "fine\n\n{% endfor %}\n");
        TemplateEngine engine({dir.path()});
        const auto rendered = engine.render(u"t.md"_s, {}, Escaping::Markdown);
        QVERIFY(!rendered);
        QCOMPARE(rendered.error().file, dir.filePath(file));
        QVERIFY2(rendered.error().line == line, qPrintable(rendered.error().text()));
        QVERIFY(!rendered.error().message.isEmpty());
    }
};

QTEST_GUILESS_MAIN(TestMarkdown)
#include "tst_markdown.moc"

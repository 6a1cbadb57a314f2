// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "core/documents/markdown.h"
#include "core/documents/storage_macros.h"
#include "core/documents/storage_page.h"
#include "core/documents/template_header.h"
#include "readback.h"
#include "twinproject.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace gp;
using namespace gp::test;
using gp::documents::PageParts;
using gp::documents::storageBody;

namespace {

QString xmlOf(const QString &markdown, const PageParts &parts = {})
{
    return storageBody(markdown, u"x"_s, {}, {{u"decisions/a"_s, u"ADR-1 A & B"_s}, {u"x"_s, u"X"_s}}, parts)
        .xml;
}

QString boxed(const QString &kind, const QString &inside, const QString &title = {})
{
    const QString parameter =
        title.isEmpty() ? QString() : u"<ac:parameter ac:name=\"title\">%1</ac:parameter>"_s.arg(title);
    return u"<ac:structured-macro ac:name=\"%1\" "
           u"ac:schema-version=\"1\">%2<ac:rich-text-body>%3</ac:rich-text-body>"
           "</ac:structured-macro>"_s.arg(kind, parameter, inside);
}

QStringList macrosOf(const QString &xml)
{
    const ReadBack read = readStorage(xml);
    return read.error.isEmpty() ? read.values.value(u"ac:structured-macro ac:name"_s)
                                : QStringList{read.error};
}

} // namespace

/// What Markdown becomes on a Confluence page beside plain text: boxes, what can be opened, contents, page
/// properties. All is read back as XML; what only looks like a mark stays text.
class TestStorageMacros : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void boxes_data()
    {
        QTest::addColumn<QString>("markdown");
        QTest::addColumn<QString>("xml");
        const auto row = [](const char *name, const QString &markdown, const QString &xml) {
            QTest::newRow(name) << markdown << xml;
        };
        row("note", u"> [!NOTE]\n> Look **here**.\n"_s,
            boxed(u"info"_s, u"<p>Look <strong>here</strong>.</p>"_s));
        row("tip", u"> [!tip]\n>\n> a\n>\n> b\n"_s, boxed(u"tip"_s, u"<p>a</p><p>b</p>"_s));
        row("important", u"> [!IMPORTANT]\n> a"_s, boxed(u"info"_s, u"<p>a</p>"_s, u"Important"_s));
        row("warning", u"> [!WARNING]\n> a"_s, boxed(u"note"_s, u"<p>a</p>"_s));
        row("caution, in a list", u"- > [!CAUTION]\n  > a & b\n"_s,
            QString(u"<ul><li>"_s + boxed(u"warning"_s, u"<p>a &amp; b</p>"_s) + u"</li></ul>"_s));
        row("with a list", u"> [!NOTE]\n> - a\n"_s, boxed(u"info"_s, u"<ul><li>a</li></ul>"_s));
        row("nothing in it", u"> [!NOTE]\n"_s, boxed(u"info"_s, QString()));
        row("a word more", u"> [!NOTE] a\n"_s, u"<blockquote><p>[!NOTE] a</p></blockquote>"_s);
        row("escaped", u"> \\[!NOTE]\n> a\n"_s, u"<blockquote><p>[!NOTE] a</p></blockquote>"_s);
        row("as references", u"> &#91;!NOTE]\n> a\n"_s, u"<blockquote><p>[!NOTE] a</p></blockquote>"_s);
        row("as code", u"> `[!NOTE]`\n> a\n"_s, u"<blockquote><p><code>[!NOTE]</code> a</p></blockquote>"_s);
        row("unknown", u"> [!DANGER]\n> a\n"_s, u"<blockquote><p>[!DANGER] a</p></blockquote>"_s);
        row("no quote", u"- [!NOTE]\n\n  a\n"_s, u"<ul><li><p>[!NOTE]</p><p>a</p></li></ul>"_s);
        row("later in the quote", u"> a\n>\n> [!NOTE]\n"_s,
            u"<blockquote><p>a</p><p>[!NOTE]</p></blockquote>"_s);

        row("details", u"<details>\n<summary>A & B</summary>\n\ntext\n\n</details>\n\nafter\n"_s,
            QString(boxed(u"expand"_s, u"<p>text</p>"_s, u"A &amp; B"_s) + u"<p>after</p>"_s));
        row("details in one line", u"<details><summary>S</summary>\ntext\n</details>\n"_s,
            boxed(u"expand"_s, u"<p>text</p>"_s, u"S"_s));
        row("details with blanks between", u"<details open>\n\n<summary>S</summary>\n\n- a\n</details>\n"_s,
            boxed(u"expand"_s, u"<ul><li>a</li></ul>"_s, u"S"_s));
        row("details without a title", u"<details>\n\na\n\n</details>\n"_s,
            boxed(u"expand"_s, u"<p>a</p>"_s, u"Details"_s));
        row("details in each other",
            u"<details><summary>A</summary>\n<details><summary>B</summary>\nx\n</details>\n</details>\n"_s,
            boxed(u"expand"_s, boxed(u"expand"_s, u"<p>x</p>"_s, u"B"_s), u"A"_s));
        row("details without an end", u"<details><summary>A</summary>\n\nx\n"_s,
            boxed(u"expand"_s, u"<p>x</p>"_s, u"A"_s));
        row("details that end in a list item",
            u"- a\n\n  <details><summary>A</summary>\n\n  x\n\n</details>\n"_s,
            QString(u"<ul><li><p>a</p>"_s + boxed(u"expand"_s, u"<p>x</p>"_s, u"A"_s) +
                    u"</li></ul><p>&lt;/details&gt;</p>"_s));
        row("an end alone", u"</details>\n"_s, u"<p>&lt;/details&gt;</p>"_s);
        row("escaped details", u"\\<details>\n\nx\n"_s, u"<p>&lt;details&gt;</p><p>x</p>"_s);
        row("details as references", u"&lt;details>\n\nx\n"_s, u"<p>&lt;details&gt;</p><p>x</p>"_s);
        row("details with attributes", u"<details onclick=\"x\">\n\nx\n"_s,
            u"<p>&lt;details onclick=&quot;x&quot;&gt;</p><p>x</p>"_s);
        row("details in code", u"```\n<details>\n</details>\n```\n"_s,
            u"<ac:structured-macro ac:name=\"code\" ac:schema-version=\"1\"><ac:plain-text-body>"
            "<![CDATA[<details>\n</details>]]></ac:plain-text-body></ac:structured-macro>"_s);
    }
    void boxes()
    {
        QFETCH(const QString, markdown);
        QFETCH(const QString, xml);
        const QString made = xmlOf(markdown);
        QCOMPARE(made, xml);
        QCOMPARE(readStorage(made).error, QString());
    }

    /// However marks stand in each other, it stays well-formed, and none of it passes as it is.
    void hostileMarks()
    {
        const QStringList parts{u"<details>"_s,
                                u"</details>"_s,
                                u"<summary>\"x' & y</summary>"_s,
                                u"> [!NOTE]"_s,
                                u"> <details>"_s,
                                u"- <details>"_s,
                                u"1. </details>"_s,
                                u"## Fold"_s,
                                u"> > [!TIP]\n> </details>"_s,
                                u"<ac:structured-macro ac:name=\"html\">"_s,
                                u"]]>"_s,
                                u"| a |\n| --- |\n| <details> |"_s};
        unsigned seed = 7;
        for (int i = 0; i < 2000; ++i) {
            QString markdown = u"# T\n\n> from\n\n"_s;
            for (int k = 0; k < 9; ++k) {
                seed = seed * 1664525U + 1013904223U;
                markdown +=
                    parts.at((seed >> 16U) % unsigned(parts.size())) + (seed & 512U ? u"\n\n"_s : u"\n"_s);
            }
            PageParts page;
            page.folded = {u"Fold"_s};
            const ReadBack read = readStorage(xmlOf(markdown, page));
            QVERIFY2(read.error.isEmpty(), qPrintable(read.error + u"\n"_s + markdown));
            for (const QString &name : read.values.value(u"ac:structured-macro ac:name"_s))
                QVERIFY(
                    QStringList({u"info"_s, u"tip"_s, u"expand"_s, u"anchor"_s, u"toc"_s}).contains(name));
            for (const QString &tag : {u"details"_s, u"summary"_s, u"script"_s})
                QVERIFY(!read.tags.contains(tag));
        }
    }

    void contents()
    {
        const QString three = u"# T\n\n> from\n\nintro\n\n## A\n\n### B\n\n#### deep\n\n## C\n"_s;
        QVERIFY(!macrosOf(xmlOf(three)).contains(u"toc"_s));
        const QString xml = xmlOf(three + u"\n## D\n"_s);
        // Below the box that says what the page is made from, and above the text.
        QCOMPARE(macrosOf(xml).first(2), (QStringList{u"info"_s, u"toc"_s}));
        QVERIFY(xml.indexOf("\"toc\""_L1) < xml.indexOf("intro"_L1));
        QVERIFY(xml.contains(u"<ac:parameter ac:name=\"minLevel\">2</ac:parameter>"_s));
        QCOMPARE(macrosOf(xmlOf(u"## A\n\n## B\n\n## C\n\n## D\n"_s)).first(), u"toc"_s);
        // Headings in lists and quotes are not of the page.
        QVERIFY(!macrosOf(xmlOf(u"> ## A\n>\n> ## B\n>\n> ## C\n>\n> ## D\n"_s)).contains(u"toc"_s));
    }

    void longCode()
    {
        const QString lines = u"- a\n"_s.repeated(30);
        QCOMPARE(macrosOf(xmlOf(u"```yaml\n"_s + lines + u"```\n"_s)), QStringList{u"code"_s});
        const QString longer = u"```yaml\n"_s + lines + u"- b\n```\n"_s;
        const QString xml = xmlOf(longer);
        QCOMPARE(macrosOf(xml), (QStringList{u"expand"_s, u"code"_s}));
        QVERIFY(xml.contains(u"<ac:parameter ac:name=\"title\">yaml, 31 lines</ac:parameter>"_s));
        // Not in each other.
        QCOMPARE(macrosOf(xmlOf(u"<details>\n\n"_s + longer + u"\n</details>\n"_s)),
                 (QStringList{u"expand"_s, u"code"_s}));
    }

    /// Only what every Confluence knows: another language would be shown as an error in place of the code.
    void languages()
    {
        static const QStringList stock{u"actionscript3"_s,
                                       u"applescript"_s,
                                       u"bash"_s,
                                       u"c#"_s,
                                       u"coldfusion"_s,
                                       u"cpp"_s,
                                       u"css"_s,
                                       u"delphi"_s,
                                       u"diff"_s,
                                       u"erl"_s,
                                       u"groovy"_s,
                                       u"xml"_s,
                                       u"java"_s,
                                       u"jfx"_s,
                                       u"js"_s,
                                       u"perl"_s,
                                       u"php"_s,
                                       u"powershell"_s,
                                       u"py"_s,
                                       u"ruby"_s,
                                       u"sass"_s,
                                       u"scala"_s,
                                       u"sql"_s,
                                       u"text"_s,
                                       u"vb"_s,
                                       u"yml"_s};
        const auto languageOf = [](const QString &name) {
            const ReadBack read = readStorage(documents::storage::code(u"x"_s, name));
            return read.values.value(u"ac:parameter ac:name"_s).isEmpty() ? QString() : read.texts.first();
        };
        for (const QString &language : stock)
            QCOMPARE(languageOf(language), language);
        for (const auto &[name, language] :
             {std::pair(u"json"_s, u"js"_s), std::pair(u"YAML"_s, u"yml"_s), std::pair(u"sh"_s, u"bash"_s),
              std::pair(u"Jenkinsfile"_s, u"groovy"_s), std::pair(u"typescript"_s, u"js"_s),
              std::pair(u"c++"_s, u"cpp"_s), std::pair(u"html"_s, u"xml"_s), std::pair(u"scss"_s, u"sass"_s)})
            QCOMPARE(languageOf(name), language);
        for (const QString &name : {u"hcl"_s, u"dockerfile"_s, u"mermaid"_s, u"<x>"_s, QString()})
            QCOMPARE(languageOf(name), QString());
    }

    void taskIdsAreUnique()
    {
        const QString xml = xmlOf(u"- [ ] a\n\ntext\n\n- [x] b\n  - [ ] c\n\n1. - [ ] d\n"_s);
        QStringList ids;
        QXmlStreamReader reader(u"<r xmlns:ac=\"ac\" xmlns:ri=\"ri\">"_s + xml + u"</r>"_s);
        while (!reader.atEnd()) {
            if (reader.readNext() == QXmlStreamReader::StartElement &&
                reader.qualifiedName() == "ac:task-id"_L1)
                ids.append(reader.readElementText());
        }
        QVERIFY(ids.size() >= 3);
        QCOMPARE(QSet<QString>(ids.begin(), ids.end()).size(), ids.size());
    }

    void alignedColumns()
    {
        const QString xml = xmlOf(u"| a | b | c |\n| :-- | :-: | --: |\n| 1 | 2 | accepted |\n"_s);
        QCOMPARE(readStorage(xml).values.value(u"p style"_s),
                 (QStringList{u"text-align: center;"_s, u"text-align: right;"_s, u"text-align: center;"_s,
                              u"text-align: right;"_s}));
    }

    void folded()
    {
        PageParts parts;
        parts.folded = {u"Long & wide"_s, u"Last"_s};
        const QString xml =
            xmlOf(u"## Long & wide\n\na\n\n### Below\n\nb\n\n## After\n\nc\n\n## Last\n\nd\n"_s, parts);
        QCOMPARE(readStorage(xml).error, QString());
        QCOMPARE(macrosOf(xml).count(u"expand"_s), 2);
        const qsizetype begin = xml.indexOf("<ac:structured-macro ac:name=\"expand\""_L1);
        const qsizetype end = xml.indexOf("</ac:rich-text-body>"_L1);
        QVERIFY(xml.indexOf("Long &amp; wide</h2>"_L1) < begin && xml.indexOf("<p>a</p>"_L1) > begin);
        QVERIFY(xml.indexOf("<p>b</p>"_L1) < end && xml.indexOf("After</h2>"_L1) > end);
    }

    void properties()
    {
        PageParts parts;
        parts.properties =
            u"| | |\n| --- | --- |\n| Status | accepted |\n| Date | 2026-01-31 |\n| Due | 2026-02-31 |\n"
            "| Supersedes | [ADR-1](decisions/a.md) |\n"_s;
        const QString xml = xmlOf(u"---\nstatus: x\n---\n\n# T\n\n> from\n\ntext 2026-01-31\n"_s, parts);
        const ReadBack read = readStorage(xml);
        QCOMPARE(read.error, QString());
        QCOMPARE(macrosOf(xml), (QStringList{u"info"_s, u"details"_s, u"status"_s}));
        QCOMPARE(read.values.value(u"time datetime"_s), QStringList{u"2026-01-31"_s});
        QCOMPARE(read.elements.value(u"th"_s), 4);
        QCOMPARE(read.elements.value(u"td"_s), 4);
        QCOMPARE(read.values.value(u"ri:page ri:content-title"_s), QStringList{u"ADR-1 A & B"_s});
        QVERIFY(xml.indexOf("details"_L1) < xml.indexOf("<p>text"_L1));
        QVERIFY(!xml.contains(u"status: x"_s));
        // A part that prints nothing is no table of properties.
        parts.properties = u"\n"_s;
        QVERIFY(!macrosOf(xmlOf(u"# T\n"_s, parts)).contains(u"details"_s));
    }

    void report()
    {
        PageParts parts;
        parts.reportLabel = u"adr"_s;
        parts.reportColumns = {u"Status"_s, u"Review <by>"_s};
        const QString xml = xmlOf(u"# T\n\ntext\n"_s, parts);
        const ReadBack read = readStorage(xml);
        QCOMPARE(read.error, QString());
        QCOMPARE(macrosOf(xml).last(), u"detailssummary"_s);
        QVERIFY(read.texts.contains(u"label = \"adr\" and space = currentSpace()"_s));
        QVERIFY(read.texts.contains(u"Status,Review <by>"_s));
    }

    /// People's texts keep whole details, and only those.
    void detailsInTexts()
    {
        const QString whole = u"<details>\n<summary>A</summary>\n\nx <b>\n\n</details>"_s;
        QCOMPARE(documents::embedMarkdown(whole, 2), QString(whole).replace(u"<b>"_s, u"&lt;b>"_s));
        for (const QString &text : {u"<details>\nx"_s, u"x\n</details>"_s, u"</details>\n<details>"_s,
                                    u"<summary>a</summary>"_s, u"<details class=\"x\">\nx\n</details>"_s})
            QVERIFY2(!documents::embedMarkdown(text, 2).contains(u'<'), qPrintable(text));
        // Elsewhere they are the text that they were.
        QVERIFY(
            !readBack(u"<r>"_s + documents::markdownToHtml(whole) + u"</r>"_s).tags.contains(u"details"_s));
    }

    /// Every decision's page says what it is, and the index asks for it.
    void pagesOfDecisions()
    {
        TwinProject project(dataFolder() + u"/small/model"_s);
        auto request = requestFor(project, {});
        request.formats = {documents::Format::Confluence};
        const auto made = project.render(request);
        QVERIFY2(made, made ? "" : qPrintable(made.error().text()));
        int decisions = 0;
        QStringList titles;
        for (const auto &document : *made)
            titles.append(document.title);
        for (const auto &document : *made) {
            const QStringList macros = macrosOf(document.storage.xml);
            if (document.kind == "adr-index"_L1) {
                QCOMPARE(macros.count(u"detailssummary"_s), 1);
                continue;
            }
            QVERIFY(!macros.contains(u"detailssummary"_s));
            QCOMPARE(macros.count(u"details"_s), document.kind == "adr"_L1 ? 1 : 0);
            if (document.kind != "adr"_L1)
                continue;
            ++decisions;
            QVERIFY(document.labels.contains(u"adr"_s));
            QCOMPARE(macros.first(3), (QStringList{u"info"_s, u"details"_s, u"status"_s}));
        }
        QCOMPARE(decisions, 3);
        const auto old =
            std::ranges::find(*made, u"decisions/0001-use-jenkins"_s, &documents::Rendered::path);
        QVERIFY(old != made->end());
        const ReadBack read = readStorage(old->storage.xml);
        QVERIFY(read.texts.contains(u"Superseded by"_s));
        QVERIFY(!read.values.value(u"time datetime"_s).isEmpty());
    }

    /// What a page has beside its document is the template's to say, and a wrong line is told.
    void templatesSayWhatAPageHas()
    {
        TwinProject project(dataFolder() + u"/small/model"_s);
        auto request = requestFor(project, {});
        request.formats = {documents::Format::Confluence};
        request.kinds = {u"adr"_s, u"risk-register"_s};
        const auto macrosWith = [&](const QString &adr, const QString &risks) {
            request.overrides = {{u"adr.md"_s, adr},
                                 {u"risk-register.md"_s, risks},
                                 {u"_mine.md"_s, u"| | |\n| --- | --- |\n| Plateau | {{ plateau }} |\n"_s}};
            QStringList macros;
            const auto made = project.render(request);
            for (const auto &document : made.value_or(QList<documents::Rendered>())) {
                if (document.path == "decisions/0001-use-jenkins"_L1 || document.path == "risk-register"_L1)
                    macros += macrosOf(document.storage.xml);
            }
            return macros;
        };
        QCOMPARE(macrosWith(u"{# title: Mine #}\n# {{ title }}\n"_s,
                            u"{# properties: _mine.md #}\n{# report: risk #}\n# R\n"_s),
                 (QStringList{u"details"_s, u"anchor"_s, u"detailssummary"_s}));
        // One that says nothing of itself goes by the built-in one.
        QVERIFY(macrosWith(u"# {{ title }}\n"_s, u"# R\n"_s).contains(u"details"_s));
        for (const QString &wrong : {u"{# properties: ../adr.md #}"_s, u"{# report: Not A Label: x #}"_s})
            QCOMPARE(documents::readTemplateHeader(wrong, u"x.md"_s).warnings.size(), 1);
        const auto read = documents::readTemplateHeader(
            u"{# report: adr: Status,  Review  by,, #}\n{# folds: One, two #}\n{# folds: Three #}\n"_s, {});
        QCOMPARE(read.header.reportColumns, (QStringList{u"Status"_s, u"Review by"_s}));
        QCOMPARE(read.header.folds, (QStringList{u"One, two"_s, u"Three"_s}));
    }

    void deadAnchorsAreTold()
    {
        TwinProject project(dataFolder() + u"/small/model"_s);
        auto request = requestFor(project, {});
        request.formats = {documents::Format::Confluence};
        request.overrides = {{u"risk-register.md"_s,
                              u"# R\n\n[a](preflight.md#figures) [b](preflight.md#nowhere) "
                              "[c](risk-register.md#x) [d](risk-register.md#y)\n\n## X\n"_s}};
        const auto made = project.render(request);
        QVERIFY2(made, made ? "" : qPrintable(made.error().text()));
        const auto risks = std::ranges::find(*made, u"risk-register"_s, &documents::Rendered::path);
        QVERIFY(risks != made->end());
        QCOMPARE(risks->storage.deadLinks, (QStringList{u"#y"_s, u"preflight.md#nowhere"_s}));
        // A place in the page itself needs no title.
        QVERIFY(risks->storage.xml.contains(u"<ac:link ac:anchor=\"x\"><ac:link-body>c"_s));
    }
};

QTEST_MAIN(TestStorageMacros)
#include "tst_storagemacros.moc"

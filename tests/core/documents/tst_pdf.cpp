// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "core/documents/documents.h"
#include "core/documents/markdown.h"
#include "core/documents/pdf_finish.h"
#include "core/documents/pdf_page.h"
#include "core/exchange/project_template.h"
#include "core/metamodel/metamodel.h"
#include "core/store/query.h"
#include "core/store/store.h"

#include <QProcess>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace gp;
using documents::Block;
using documents::pdf::Cover;
using documents::pdf::File;
using documents::pdf::Surroundings;

namespace {

/// What a tool of poppler says about a file.
QString told(const QByteArray &pdf, const QString &tool, const QStringList &options, bool toOutput = true)
{
    QTemporaryDir dir;
    const QString path = dir.filePath(u"it.pdf"_s);
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(pdf) != pdf.size())
        qFatal("the file could not be written");
    file.close();
    QProcess process;
    process.start(tool, options + QStringList{path} + (toOutput ? QStringList{u"-"_s} : QStringList()));
    if (!process.waitForFinished(60'000) || process.exitStatus() != QProcess::NormalExit)
        qFatal("%s of the package poppler-utils cannot be run", qPrintable(tool));
    const QByteArray complaints = process.readAllStandardError();
    if (!complaints.isEmpty())
        qWarning("%s: %s", qPrintable(tool), complaints.constData());
    return complaints.isEmpty() ? QString::fromUtf8(process.readAllStandardOutput()) : QString();
}

/// By page.
QStringList pagesOf(const QByteArray &pdf)
{
    QStringList pages = told(pdf, u"pdftotext"_s, {u"-layout"_s}).split(u'\f');
    pages.removeLast();
    return pages;
}

QString withoutSpaces(QString text)
{
    text.removeIf([](QChar c) { return c.isSpace() || c == u'\f'; });
    return text;
}

/// All text in the order in which it was painted, without spaces: words that were broken are whole.
QString lettersOf(const QByteArray &pdf)
{
    return withoutSpaces(told(pdf, u"pdftotext"_s, {u"-raw"_s}));
}

int pagesIn(const QByteArray &pdf)
{
    static const QRegularExpression pages(u"Pages:\\s+(\\d+)"_s);
    return pages.match(told(pdf, u"pdfinfo"_s, {}, false)).captured(1).toInt();
}

Cover someCover()
{
    return {u"A title"_s,    u"Kind"_s,       u"Some project"_s,      u"Some people"_s, u"Target"_s,
            u"2027-06-30"_s, u"2026-11-01"_s, u"The whole project"_s, u"0123456789ab"_s};
}

File written(const QString &markdown, const Surroundings &surroundings = {})
{
    return documents::pdf::write(someCover(), markdown, surroundings);
}

QStringList wordsOf(const std::vector<Block> &blocks)
{
    static const QRegularExpression space(u"\\s+"_s);
    QStringList words;
    const auto add = [&](const documents::Spans &spans) {
        words += documents::plainText(spans).split(space, Qt::SkipEmptyParts);
    };
    for (const Block &block : blocks) {
        add(block.text);
        for (const documents::Spans &cell : block.head)
            add(cell);
        for (const QList<documents::Spans> &row : block.rows)
            for (const documents::Spans &cell : row)
                add(cell);
        words += wordsOf(block.children);
    }
    return words;
}

/// A picture of one text, as wide as told.
QByteArray svg(int width, int height)
{
    return u"<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%1\" height=\"%2\" viewBox=\"0 0 %1 %2\">"
           "<rect width=\"%1\" height=\"%2\" fill=\"#fafbfc\"/><circle cx=\"20\" cy=\"20\" r=\"9\"/></svg>"_s
               .arg(width)
               .arg(height)
               .toUtf8();
}

/// The sample project.
class Sample
{
public:
    Sample()
    {
        auto store = store::Store::create(m_dir.filePath(u"sample.gplan"_s));
        if (!store)
            qFatal("%s", qPrintable(store.error().text()));
        const auto draft =
            exchange::fromTemplate(u"microservices-50"_s, (*store)->model(), metamodel::Metamodel::builtin());
        if (!draft || !(*store)->commit(*draft, u"sample"_s))
            qFatal("the sample cannot be made");
        m_store = std::move(*store);
    }

    [[nodiscard]] const Model &model() const { return m_store->model(); }

    Result<documents::Report> generate(const documents::Request &request)
    {
        auto query = store::Query::open(m_store->path());
        if (!query)
            return std::unexpected(query.error());
        return documents::Generator(model(), metamodel::Metamodel::builtin(), **query).generate(request);
    }

private:
    QTemporaryDir m_dir;
    std::unique_ptr<store::Store> m_store;
};

QByteArray bytesOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

/// PDF files are read back with poppler, so what is tested is what readers see.
class TestPdf : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void sampleIsWhole();
    void contentsNameThePages();
    void titlePageSaysWhatItIs();
    void headAndFootOnEveryPage();
    void pagesAreVectors();
    void linksLeadToPdfFiles();
    void namesCannotDoAnything_data();
    void namesCannotDoAnything();
    void bytesDoNotDependOnTheProcess();
    void writesForAnotherProcess();
    void dateIsNeverThatOfTheClock();
    void tableHeadsAreRepeated();
    void rowsAreNotBroken();
    void wideTablesGetLandscapePages();
    void wordsThatDoNotFitAreTold();
    void headingsAreNotAlone();
    void picturesLeaveNoPageWhite();
    void smallTextInPicturesIsTold();
    void brokenPicturesAreTold();
    void endsWell_data();
    void endsWell();
    void foreignBytesStayAsTheyAre();
};

void TestPdf::sampleIsWhole()
{
    Sample sample;
    QTemporaryDir out;
    documents::Request request;
    request.plateau = sample.model().plateau(u"target"_s)->id;
    request.outDir = out.path();
    request.kinds = {u"target-architecture"_s, u"adr"_s};
    request.formats = {documents::Format::Markdown, documents::Format::Pdf};
    const auto report = sample.generate(request);
    QVERIFY2(report, report ? "" : qPrintable(report.error().text()));
    int seen = 0;
    for (const QString &path : report->written) {
        if (!path.endsWith(u".pdf"))
            continue;
        const QByteArray pdf = bytesOf(out.filePath(path));
        const QString letters = lettersOf(pdf);
        const auto blocks =
            documents::parseBlocks(QString::fromUtf8(bytesOf(out.filePath(path.chopped(4) + u".md"_s))));
        for (QString word : wordsOf(blocks)) {
            // The title page says it without the marks of a sentence.
            while (word.endsWith(u',') || word.endsWith(u':') || word.endsWith(u'·'))
                word.chop(1);
            if (!letters.contains(word, Qt::CaseInsensitive))
                QCOMPARE(QString(path + u": "_s + word), path);
        }
        ++seen;
    }
    QVERIFY(seen > 10);

    // Its picture of deliveries is too large for paper: that is told with a way out of it.
    const auto warning = std::ranges::find_if(report->warnings, [](const Error &error) {
        return error.message.startsWith(u"target-architecture.pdf: the picture"_s);
    });
    QVERIFY(warning != report->warnings.end());
    static const QRegularExpression told(
        u"printed at [0-9]\\.[0-9] pt, less than 8 pt; divided into \\d "
        "pictures it would fit: .+ to .+ \\(\\d+ elements, [89]\\.\\d pt\\)"_s);
    QVERIFY2(told.match(warning->message).hasMatch(), qPrintable(warning->message));
}

void TestPdf::contentsNameThePages()
{
    QString markdown = u"# T\n\n"_s;
    for (int i = 1; i <= 60; ++i) {
        markdown += u"## Chapter number %1\n\n"_s.arg(i);
        for (int line = 0; line < i % 7; ++line)
            markdown += u"Some words that fill the page.\n\n"_s;
        markdown += u"### Part of %1\n\nWords.\n\n#### Detail of %1\n\nWords.\n\n"_s.arg(i);
    }
    const QByteArray pdf = written(markdown).bytes;
    const QStringList pages = pagesOf(pdf);
    static const QRegularExpression entry(u"^ *((?:Chapter number|Part of) \\d+) +(\\d+)$"_s,
                                          QRegularExpression::MultilineOption);
    const QString bookmarks = told(pdf, u"pdftohtml"_s, {u"-xml"_s, u"-i"_s, u"-stdout"_s}, false);
    int entries = 0;
    for (auto it = entry.globalMatch(pages.join(u'\n')); it.hasNext(); ++entries) {
        const auto match = it.next();
        const QRegularExpression heading(u"^ *%1$"_s.arg(match.captured(1)),
                                         QRegularExpression::MultilineOption);
        QVERIFY2(heading.match(pages.value(match.captured(2).toInt() - 1)).hasMatch(),
                 qPrintable(match.captured()));
        QVERIFY(
            bookmarks.contains(u"<item page=\"%1\">%2</item>"_s.arg(match.captured(2), match.captured(1))));
    }
    QCOMPARE(entries, 120);
    QVERIFY(!pages.join(u'\n').contains(u"Detail of 1 "_s)); // levels 2 and 3 only

    // Links and bookmarks lead to places that are there.
    const QString destinations = told(pdf, u"pdfinfo"_s, {u"-dests"_s}, false);
    QCOMPARE(destinations.count(u"\"chapter-number-"_s), 60);
    QCOMPARE(pdf.count("/Subtype /Link"), 240); // title and number
    QCOMPARE(pdf.count("/Title <FEFF"), 180);   // details as well
    QVERIFY(pdf.contains("/PageMode /UseOutlines"));
}

void TestPdf::titlePageSaysWhatItIs()
{
    const QByteArray pdf =
        written(u"# The title\n\n> Some project, Some people · state described: **Target** (2027-06-30) · "
                "facts of 2026-11-01 · model state 0123456789ab\n\nText.\n\n## A\n\nB\n"_s)
            .bytes;
    const QStringList pages = pagesOf(pdf);
    QCOMPARE(pages.size(), 2);
    for (const QString &text :
         {u"The title"_s, u"Kind"_s, u"Some project"_s, u"Some people"_s, u"Target (2027-06-30)"_s,
          u"The whole project"_s, u"2026-11-01"_s, u"0123456789ab"_s, u"Contents"_s})
        QVERIFY2(pages[0].contains(text), qPrintable(text));
    QVERIFY(!pages[1].contains(u"facts of"_s)); // not said twice
    const QString info = told(pdf, u"pdfinfo"_s, {}, false);
    QVERIFY(info.contains(QRegularExpression(u"Title: +The title\n"_s)));

    // What is not that sentence stays.
    QVERIFY(
        pagesOf(written(u"# The title\n\n> Read this first.\n"_s).bytes)[1].contains(u"Read this first."_s));
}

void TestPdf::headAndFootOnEveryPage()
{
    QString markdown = u"# The title\n\n"_s;
    for (int i = 0; i < 100; ++i)
        markdown += u"Words.\n\n"_s;
    const QStringList pages = pagesOf(written(markdown).bytes);
    QVERIFY(pages.size() > 3);
    for (qsizetype i = 1; i < pages.size(); ++i) {
        QVERIFY(pages[i].contains(u"Page %1 of %2"_s.arg(i + 1).arg(pages.size())));
        QVERIFY(pages[i].contains(u"The title"_s));
        QVERIFY(pages[i].contains(u"Some project"_s));
    }
}

void TestPdf::pagesAreVectors()
{
    Surroundings surroundings;
    surroundings.pictures.insert(u"pictures/a.svg"_s, svg(400, 300));
    const QByteArray pdf =
        written(u"# T\n\n| State |\n| --- |\n| ✓ met |\n\n![A picture](pictures/a.svg)\n\n`code`\n"_s,
                surroundings)
            .bytes;
    QCOMPARE(told(pdf, u"pdfimages"_s, {u"-list"_s}, false).count(u'\n'), 2); // its head only
    const QString fonts = told(pdf, u"pdffonts"_s, {}, false);
    QVERIFY(fonts.contains(u"Inter-Regular"_s));
    QVERIFY(fonts.contains(u"DejaVuSansMono"_s));
    QVERIFY(!fonts.contains(u"Type 3"_s));
    QVERIFY(pagesOf(pdf)[1].contains(u"A picture"_s));
    QVERIFY(pagesOf(pdf)[1].contains(u"✓ met"_s));
}

void TestPdf::linksLeadToPdfFiles()
{
    Surroundings surroundings;
    surroundings.path = u"decisions/one"_s;
    surroundings.documents = {u"decisions/one"_s, u"nfr/index"_s};
    const QByteArray pdf =
        written(u"# T\n\n[a](../nfr/index.md#part) [b](../nfr/other.md) [c](https://example.org/x?a=(1)) "
                "[d](javascript:alert) [e](java&#115;cript:alert) [f](file:///etc/passwd)\n\n"
                "| [g](../nfr/index.md) |\n| --- |\n| x |\n"_s,
                surroundings)
            .bytes;
    QVERIFY(pdf.contains("(../nfr/index.pdf#part)"));
    QVERIFY(pdf.contains("(../nfr/other.md)"));
    QVERIFY(pdf.contains("(../nfr/index.pdf)"));
    QVERIFY(pdf.contains("https://example.org/x?a="));
    QCOMPARE(pdf.count("/Subtype /Link"), 4);
    for (const char *scheme : {"javascript", "file:"})
        QVERIFY(!pdf.contains(scheme));
}

void TestPdf::namesCannotDoAnything_data()
{
    QTest::addColumn<QString>("name");
    for (const QString &name : {u"<script>alert(1)</script>"_s, u"{{ title }} {% if %}"_s, u"]]> --> */ ?>"_s,
                                u"a | b"_s, u"`code` ``"_s, u"**not bold** _x_ ~~y~~"_s,
                                u"[x](javascript:y)"_s, u"(unbalanced \\) ) ("_s, u"endobj endstream %%EOF"_s,
                                u"&lt; &amp;#58; &copy;"_s, u"Ünïcödé Ωмега"_s, u"-> => !="_s, u"1. # - +"_s})
        QTest::newRow(qPrintable(name)) << name;
}

void TestPdf::namesCannotDoAnything()
{
    QFETCH(QString, name);
    const QString safe = documents::escapeMarkdown(name);
    const QByteArray pdf =
        documents::pdf::write(
            {name, name, name, name, name, name, name, name, name},
            u"# %1\n\n%1\n\n## %1\n\n* %1\n\n| %1 |\n| --- |\n| %1 |\n\n![%1](nothing.svg)\n"_s.arg(safe), {})
            .bytes;
    // Eight on the title page, contents, head (twice) and foot, and six in the text.
    QVERIFY2(lettersOf(pdf).count(withoutSpaces(name)) >= 15, qPrintable(lettersOf(pdf)));
    QCOMPARE(pdf.count("/URI"), 0);
    QCOMPARE(pagesIn(pdf), 2);
}

/// With everything that could come out in another order or form.
File fixedFile()
{
    Surroundings surroundings;
    surroundings.pictures.insert(u"a.svg"_s, svg(900, 400));
    Cover cover = someCover();
    cover.date.clear(); // so that a clock would be asked, if one were
    return documents::pdf::write(
        cover,
        u"# T\n\nText **bold** *italic* ~~gone~~ `code` ✓ ◐ ✕\n\n## H\n\n![p](a.svg)\n\n* one\n* [ ] two\n\n"
        "| A | B |\n| --- | ---: |\n| accepted | 1,234.5 |\n\n```\ncode\n```\n"_s,
        surroundings);
}

void TestPdf::bytesDoNotDependOnTheProcess()
{
    const QByteArray here = fixedFile().bytes;
    QCOMPARE(fixedFile().bytes, here);
    QTemporaryDir dir;
    const QList<std::pair<QString, QString>> places{{u"Asia/Kathmandu"_s, u"ar_EG.UTF-8"_s},
                                                    {u"America/Los_Angeles"_s, u"de_DE.UTF-8"_s}};
    for (const auto &[zone, locale] : places) {
        QProcess process;
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(u"TZ"_s, zone);
        environment.insert(u"LC_ALL"_s, locale);
        environment.insert(u"GROUNDPLAN_PDF_TO"_s, dir.filePath(u"there.pdf"_s));
        process.setProcessEnvironment(environment);
        process.start(QCoreApplication::applicationFilePath(), {u"writesForAnotherProcess"_s});
        QVERIFY(process.waitForFinished(60'000));
        QVERIFY(bytesOf(dir.filePath(u"there.pdf"_s)) == here);
        QVERIFY(QFile::remove(dir.filePath(u"there.pdf"_s)));
    }
}

void TestPdf::writesForAnotherProcess()
{
    const QString path = qEnvironmentVariable("GROUNDPLAN_PDF_TO");
    if (path.isEmpty())
        QSKIP("for bytesDoNotDependOnTheProcess() only");
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(fixedFile().bytes);
}

void TestPdf::dateIsNeverThatOfTheClock()
{
    const auto created = [](const QByteArray &pdf) {
        static const QRegularExpression date(u"CreationDate: +(\\S+)"_s);
        return date.match(told(pdf, u"pdfinfo"_s, {u"-isodates"_s}, false)).captured(1).first(10);
    };
    Cover cover = someCover();
    QCOMPARE(created(documents::pdf::write(cover, u"# T\n"_s, {}).bytes), u"2026-11-01"_s);
    cover.date = u"soon"_s;
    qunsetenv("SOURCE_DATE_EPOCH");
    QCOMPARE(created(documents::pdf::write(cover, u"# T\n"_s, {}).bytes), u"1970-01-01"_s);
    qputenv("SOURCE_DATE_EPOCH", "1750000000");
    QCOMPARE(created(documents::pdf::write(cover, u"# T\n"_s, {}).bytes), u"2025-06-15"_s);
    qunsetenv("SOURCE_DATE_EPOCH");
}

void TestPdf::tableHeadsAreRepeated()
{
    QString markdown = u"# T\n\n| Name of it | Second column |\n| --- | --- |\n"_s;
    for (int i = 0; i < 200; ++i)
        markdown += u"| Row %1 | of many |\n"_s.arg(i);
    const QStringList pages = pagesOf(written(markdown).bytes);
    QVERIFY(pages.size() > 4);
    for (const QString &page : pages.sliced(1)) {
        QCOMPARE(page.count(u"Second column"_s), 1);
        QVERIFY(page.count(u"of many"_s) >= 2); // no row alone
    }
}

void TestPdf::rowsAreNotBroken()
{
    QString markdown = u"# T\n\n| Row | Text |\n| --- | --- |\n"_s;
    for (int i = 0; i < 40; ++i)
        markdown +=
            u"| start%1 | %2 end%1 |\n"_s.arg(i).arg(u"some words to fill lines "_s.repeated(15 + i % 9 * 3));
    for (const QString &page : pagesOf(written(markdown).bytes)) {
        for (int i = 0; i < 40; ++i) {
            const QRegularExpression start(u"\\bstart%1\\b"_s.arg(i));
            const QRegularExpression end(u"\\bend%1\\b"_s.arg(i));
            QCOMPARE(page.contains(start), page.contains(end));
        }
    }
    // Higher than a page: there is no other way.
    const File tall = written(
        u"# T\n\n| A | B |\n| --- | --- |\n| start | %1 end |\n"_s.arg(u"many words "_s.repeated(3000)));
    QVERIFY(tall.pages > 3);
    QVERIFY(lettersOf(tall.bytes).contains(u"wordsend"_s));
}

void TestPdf::wideTablesGetLandscapePages()
{
    QString head = u"|"_s;
    QString line = u"|"_s;
    QString row = u"|"_s;
    for (int i = 0; i < 9; ++i) {
        head += u" Column%1 |"_s.arg(i);
        line += u" --- |"_s;
        row += u" unbreakable%1 |"_s.arg(i);
    }
    const File file = written(
        u"# T\n\nBefore.\n\n## Wide\n\n%1\n%2\n%3\n%3\n\n## Narrow\n\nAfter.\n"_s.arg(head, line, row));
    QVERIFY(file.remarks.isEmpty());
    const QString info = told(file.bytes, u"pdfinfo"_s, {u"-l"_s, u"99"_s}, false);
    QCOMPARE(info.count(u"842 x 595"_s), 1);
    const QStringList pages = pagesOf(file.bytes);
    QCOMPARE(pages.size(), 3);
    QVERIFY(pages[2].contains(u"Wide"_s)); // its heading goes with it
    QVERIFY(pages[2].contains(u"unbreakable8"_s));
}

void TestPdf::wordsThatDoNotFitAreTold()
{
    QString head = u"|"_s;
    QString line = u"|"_s;
    QString row = u"|"_s;
    for (int i = 0; i < 24; ++i) {
        head += u" H%1 |"_s.arg(i);
        line += u" --- |"_s;
        row += u" unbreakable%1 |"_s.arg(i);
    }
    const File file = written(u"# T\n\n## The heading\n\n%1\n%2\n%3\n"_s.arg(head, line, row));
    QCOMPARE(file.remarks.size(), 1);
    const QString text = sentenceOf(file.remarks.first(), u"folder/document"_s, {});
    static const QRegularExpression told(
        u"^folder/document\\.pdf: the table under 'The heading' does not fit on an A4 page: "
        "'unbreakable\\d+' is broken; two tables would fit, of columns 1 to 1\\d and 1\\d to 24$"_s);
    QVERIFY2(told.match(text).hasMatch(), qPrintable(text));
    QVERIFY(lettersOf(file.bytes).contains(u"unbreakable23"_s));
}

void TestPdf::headingsAreNotAlone()
{
    // Whatever stands above, a heading has what it heads below it.
    for (int lines = 30; lines < 50; ++lines) {
        QString markdown = u"# T\n\n"_s;
        for (int i = 0; i < lines; ++i)
            markdown += u"Words.\n\n"_s;
        markdown += u"## Heading above\n\n### Heading below\n\nThe text of it.\n"_s;
        bool isSeen = false;
        for (const QString &page : pagesOf(written(markdown).bytes).sliced(1)) {
            QCOMPARE(page.contains(u"Heading above"_s), page.contains(u"The text of it."_s));
            isSeen = isSeen || page.contains(u"The text of it."_s);
        }
        QVERIFY(isSeen);
    }
}

void TestPdf::picturesLeaveNoPageWhite()
{
    Surroundings surroundings;
    surroundings.pictures = {{u"tall.svg"_s, svg(600, 800)}};
    QString before = u"# T\n\n"_s;
    for (int i = 0; i < 12; ++i)
        before += u"Words.\n\n"_s;
    // There is no room for the picture, so what follows it goes first, under its heading.
    const QStringList waits = pagesOf(
        written(QString(before + u"## Seen\n\n![Picture](tall.svg)\n\nText after it.\n\n## Next\n\nEnd.\n"),
                surroundings)
            .bytes);
    QCOMPARE(waits.size(), 3);
    QVERIFY(waits[1].contains(u"Seen"_s) && waits[1].contains(u"Text after it."_s));
    QVERIFY(waits[2].contains(u"Picture"_s) && !waits[2].contains(u"Seen"_s));
    // Not where the heading would be alone, and not into another chapter.
    const QStringList stays = pagesOf(
        written(QString(before + u"## Seen\n\n![Picture](tall.svg)\n\n## Next\n\nEnd.\n"), surroundings)
            .bytes);
    QVERIFY(stays[2].contains(u"Seen"_s) && stays[2].contains(u"Picture"_s));
    // A table goes on below a picture that waited, with its head.
    QString table = u"## Seen\n\n![Picture](tall.svg)\n\n| Head |\n| --- |\n"_s;
    for (int i = 0; i < 60; ++i)
        table += u"| Row |\n"_s;
    for (const QString &page : pagesOf(written(QString(before + table), surroundings).bytes).sliced(1))
        QCOMPARE(page.count(u"Head\n"_s), page.contains(u"Row"_s) ? 1 : 0);
}

void TestPdf::smallTextInPicturesIsTold()
{
    Surroundings surroundings;
    surroundings.pictures = {
        {u"small.svg"_s, svg(600, 300)}, {u"wide.svg"_s, svg(900, 400)}, {u"huge.svg"_s, svg(2000, 900)}};
    surroundings.smallest = {{u"small.svg"_s, 12}, {u"wide.svg"_s, 12}, {u"huge.svg"_s, 12}};
    const File file = written(
        u"# T\n\n![Small](small.svg)\n\n![Wide](wide.svg)\n\nText.\n\n![Huge](huge.svg)\n"_s, surroundings);
    // The second can be read on a landscape page, the third nowhere.
    QCOMPARE(told(file.bytes, u"pdfinfo"_s, {u"-l"_s, u"99"_s}, false).count(u"842 x 595"_s), 2);
    QCOMPARE(file.remarks.size(), 1);
    QCOMPARE(file.remarks.first().picture, u"huge.svg"_s);
    const QString text = sentenceOf(file.remarks.first(), u"d"_s, u"so it is divided"_s);
    QVERIFY2(text.startsWith(u"d.pdf: the picture 'Huge' does not fit on an A4 page: its smallest text is "
                             "printed at 4.4 pt, less than 8 pt; so it is divided"_s),
             qPrintable(text));
}

void TestPdf::brokenPicturesAreTold()
{
    Surroundings surroundings;
    surroundings.pictures = {{u"a.svg"_s, "<svg><g"}, {u"b.svg"_s, ""}, {u"c.png"_s, "\x89PNG nothing"}};
    const File file = written(u"# T\n\n![One](a.svg)\n\n![Two](b.svg)\n\n![Three](c.png)\n"_s, surroundings);
    QCOMPARE(file.remarks.size(), 3);
    QCOMPARE(sentenceOf(file.remarks.first(), u"d"_s, {}),
             u"d.pdf: the picture 'One' (a.svg) cannot be read, its title stands in its place"_s);
    for (const QString &title : {u"One"_s, u"Two"_s, u"Three"_s})
        QVERIFY(pagesOf(file.bytes)[1].contains(title));
}

void TestPdf::endsWell_data()
{
    QTest::addColumn<QString>("markdown");
    QTest::addColumn<QString>("last"); ///< what stands at its end
    QString rows = u"# T\n\n| A | B | C |\n| --- | --- | ---: |\n"_s;
    for (int i = 0; i < 3000; ++i)
        rows += u"| row | text | %1 |\n"_s.arg(i);
    const QString word = QString(5000, u'w');
    QTest::newRow("nothing") << QString() << QString();
    QTest::newRow("title only") << u"# T\n"_s << QString();
    QTest::newRow("3,000 rows") << rows << u"rowtext2999"_s;
    QTest::newRow("long word") << u"# T\n\n%1end\n"_s.arg(word) << u"wwwend"_s;
    QTest::newRow("long word in a cell")
        << u"# T\n\n| A | B |\n| --- | --- |\n| x | %1end |\n"_s.arg(word) << u"wwwend"_s;
    QTest::newRow("long word in a title") << u"# %1\n\n## %1\n\nend\n"_s.arg(word) << u"end"_s;
    QTest::newRow("many columns") << u"# T\n\n|%1\n|%2\n|%3\n"_s.arg(u" h |"_s.repeated(120),
                                                                     u" --- |"_s.repeated(120),
                                                                     u" c |"_s.repeated(120))
                                  << u"ccc"_s;
    QTest::newRow("deep quotes") << u"# T\n\n%1 end\n"_s.arg(u">"_s.repeated(3000)) << u"end"_s;
    QTest::newRow("deep lists") << [] {
        QString text = u"# T\n\n"_s;
        for (int i = 0; i < 300; ++i)
            text += QString(qsizetype(i) * 2, u' ') + u"* x\n"_s;
        return QString(text + u"\nend\n"_s);
    }() << u"end"_s;
    QTest::newRow("long code") << u"# T\n\n```\n%1```\n\nend\n"_s.arg(u"line of code\n"_s.repeated(900))
                               << u"end"_s;
    QTest::newRow("right to left")
        << u"# שלום\n\nمرحبا بالعالم\n\n| עברית | x |\n| --- | --- |\n| א | ב |\n\nend\n"_s << u"end"_s;
    QTest::newRow("emoji")
        << u"# 🚀 T\n\n👩‍👩‍👧‍👦 🏳️‍🌈 e\u0301\u0301\u0301\n\nend\n"_s << u"end"_s;
    QTest::newRow("far east") << u"# 漢字\n\n%1 end\n"_s.arg(u"漢字かな交じり文"_s.repeated(200)) << u"end"_s;
    QTest::newRow("surrogates") << u"# T\n\n"_s + QChar(0xD800) + u" "_s + QChar(0xFFFE) + u"\n\nend\n"_s
                                << u"end"_s;
    QTest::newRow("blocks of all kinds") << u"# T\n\n---\n\n> quote\n>\n> > nested\n\n1. one\n2. two\n   * "
                                            u"[x] done\n   * [ ] not\n\n```\na\tb\n```\n\n"
                                            "* ![nothing](x.svg)\n*\n\nend\n"_s
                                         << u"end"_s;
}

void TestPdf::endsWell()
{
    QFETCH(QString, markdown);
    QFETCH(QString, last);
    const File file = written(markdown);
    QCOMPARE(pagesIn(file.bytes), file.pages);
    QVERIFY2(lettersOf(file.bytes).contains(last), qPrintable(lettersOf(file.bytes).right(300)));
}

void TestPdf::foreignBytesStayAsTheyAre()
{
    for (const QByteArray &bytes : {QByteArray(), QByteArray("%PDF-1.4 nothing"), QByteArray("startxref"),
                                    QByteArray("xref\n0 1\ntrailer\nstartxref\n99999999999999999999\n%%EOF")})
        QCOMPARE(documents::pdf::finished(bytes, QDateTime(), {}), bytes);
}

QTEST_MAIN(TestPdf)
#include "tst_pdf.moc"

// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "readback.h"
#include "twinproject.h"

#include <QCryptographicHash>
#include <QJsonArray>
#include <QJsonObject>
#include <QProcess>
#include <QRegularExpression>
#include <QSvgRenderer>
#include <QTest>

using namespace gp;
using namespace gp::test;
using documents::Format;
using documents::Rendered;

namespace {

QList<Rendered> rendered(TwinProject &project, const QString &kind, const QList<Format> &formats)
{
    documents::Request request = requestFor(project, {});
    request.kinds = {kind};
    request.scope = u"december"_s;
    request.formats = formats;
    const auto made = project.render(request);
    if (!made)
        qFatal("%s", qPrintable(made.error().text()));
    return *made;
}

QString told(const QByteArray &pdf, const QString &tool, const QStringList &options)
{
    QTemporaryDir dir;
    QFile file(dir.filePath(u"it.pdf"_s));
    if (!file.open(QIODevice::WriteOnly) || file.write(pdf) != pdf.size())
        qFatal("the file could not be written");
    file.close();
    QProcess process;
    process.start(tool, options + QStringList{file.fileName()} +
                            (tool == "pdftotext"_L1 ? QStringList{u"-"_s} : QStringList()));
    if (!process.waitForFinished(60'000))
        qFatal("%s of the package poppler-utils cannot be run", qPrintable(tool));
    return QString::fromUtf8(process.readAllStandardOutput());
}

QString hashOf(const QString &text)
{
    return QString::fromLatin1(
        QCryptographicHash::hash(text.toUtf8(), QCryptographicHash::Sha256).toBase64());
}

/// What stands between two marks.
QString between(const QString &text, const QString &from, const QString &to)
{
    const qsizetype start = text.indexOf(from) + from.size();
    return text.sliced(start, text.indexOf(to, start) - start);
}

} // namespace

class TestReviewDocuments : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void packHasEveryStepAndBothPictures()
    {
        TwinProject project(dataFolder() + u"/small/model"_s);
        const auto made = rendered(project, u"board-pack"_s, {Format::Markdown});
        QCOMPARE(made.size(), 1);
        const Rendered &pack = made.first();
        QCOMPARE(pack.path, u"reviews/december-pack"_s);
        QVERIFY(pack.markdown.contains(u"Why we are here"_s));
        QVERIFY(pack.markdown.contains(u"Say it in *one* sentence."_s));
        QVERIFY(!pack.markdown.contains(u"NFR checklist"_s)); // cut
        QVERIFY(pack.markdown.contains(u"Ask what the log costs"_s));
        // Before and after of one change have one layout, and so one size.
        QMap<QString, QSize> sizes;
        for (auto it = pack.pictures.cbegin(); it != pack.pictures.cend(); ++it)
            sizes.insert(it.key(), QSvgRenderer(it.value()).defaultSize());
        QVERIFY(sizes.size() >= 2);
        for (const QString &path : sizes.keys()) {
            QVERIFY(pack.markdown.contains(path.section(u'/', 1)));
            QVERIFY(pack.pictures.value(path).size() > 500);
        }
    }

    void minutesAgreeWithTheRecords()
    {
        TwinProject project(dataFolder() + u"/small/model"_s);
        const auto made = rendered(project, u"minutes"_s, {Format::Markdown, Format::Html});
        const QString &text = made.first().markdown;
        QVERIFY(text.contains(u"○ deferred"_s));
        QVERIFY(text.contains(u"The price of the log is not known."_s));
        QVERIFY(text.contains(u"Ada (chair)"_s) || text.contains(u"Ada \\(chair\\)"_s));
        QVERIFY(text.contains(u"Not closed yet"_s));
        const ReadBack read = readBack(made.first().html);
        QVERIFY2(read.error.isEmpty(), qPrintable(read.error));
    }

    void slidesAreSixteenToNine()
    {
        TwinProject project(dataFolder() + u"/small/model"_s);
        const auto made = rendered(project, u"board-pack"_s, {Format::Slides});
        const QByteArray &pdf = made.first().slides;
        QVERIFY(pdf.startsWith("%PDF-1."));
        const QString info = told(pdf, u"pdfinfo"_s, {});
        QVERIFY2(info.contains(u"960 x 540 pts"_s), qPrintable(info));
        const QStringList pages = told(pdf, u"pdftotext"_s, {u"-layout"_s}).split(u'\f', Qt::SkipEmptyParts);
        QVERIFY(pages.size() >= 10);
        QVERIFY(pages.first().contains(u"Design review in December"_s));
        QVERIFY(pages.at(1).contains(u"Why we are here"_s));
        QVERIFY(pages.at(1).contains(u"2 / %1"_s.arg(pages.size())));
        QVERIFY(!pages.join(QString()).contains(u"Say it in"_s)); // notes are the speaker's
        QCOMPARE(rendered(project, u"board-pack"_s, {Format::Slides}).first().slides, pdf);
        // Only packs have slides.
        QVERIFY(rendered(project, u"minutes"_s, {Format::Slides}).first().slides.isEmpty());
    }

    void walkthroughStandsAlone()
    {
        TwinProject project(dataFolder() + u"/small/model"_s);
        const auto made = rendered(project, u"board-pack"_s, {Format::Walkthrough});
        const QString page = QString::fromUtf8(made.first().walkthrough);
        const ReadBack read = readBack(page);
        QVERIFY2(read.error.isEmpty(), qPrintable(read.error));
        QVERIFY(read.elements.value(u"section"_s) >= 10);
        QCOMPARE(read.elements.value(u"script"_s), 1);
        for (const QString &target : read.targets)
            QVERIFY2(target.startsWith(u'#') || target.startsWith(u"data:image/svg+xml;base64,"),
                     qPrintable(target));
        QVERIFY(!read.attributes.contains(u"style"_s));
        // What the policy allows is what stands there, and nothing else.
        const QString policy = between(page, u"Content-Security-Policy\" content=\""_s, u"\""_s);
        QVERIFY(policy.startsWith(u"default-src 'none'"_s));
        QVERIFY(!policy.contains(u"unsafe"_s));
        QVERIFY(policy.contains(u"script-src 'sha256-"_s +
                                hashOf(between(page, u"<script>"_s, u"</script>"_s)) + u'\''));
        QVERIFY(policy.contains(u"style-src 'sha256-"_s + hashOf(between(page, u"<style>"_s, u"</style>"_s)) +
                                u'\''));
        QVERIFY(!page.contains(u"Say it in"_s));
        // What the script needs to show a picture in parts that can be read.
        const QString cards = between(page, u"data-cards=\""_s, u"\""_s);
        QVERIFY2(cards.section(u',', 0, 0).split(u' ').size() == 4, qPrintable(cards));
        QVERIFY(between(page, u"data-smallest=\""_s, u"\""_s).toInt() > 0);
    }

    /// Slides have no links, so they say names.
    void slidesSayNames()
    {
        TwinProject project(dataFolder() + u"/small/model"_s);
        QString key;
        project.edit([&](Draft &draft) {
            key = (*draft.model().elements().begin()).key;
            for (Record record : draft.model().recordsOfKind(u"decision"_s)) {
                record.properties.insert(u"outcome"_s, QString(u"It is `plain` for @%1."_s.arg(key)));
                QVERIFY(draft.update(record));
            }
        });
        const auto made = rendered(project, u"board-pack"_s, {Format::Walkthrough});
        const QString page = QString::fromUtf8(made.first().walkthrough);
        QVERIFY(page.contains(u"It is plain for "_s));
        QVERIFY(!page.contains(u'@' + key));
    }

    /// Whatever somebody called things, no form has one element more.
    void hostileNamesStayNames()
    {
        const QString hostile =
            u"<script>alert('x')</script> | `{{ 7 }}` ]]> **b** \u202E \U0001F680 [l](javascript:x)"_s;
        const auto countsOf = [](const QString &name) {
            TwinProject project(dataFolder() + u"/small/model"_s);
            project.edit([&](Draft &draft) {
                Record review = *draft.model().record(u"review"_s, u"december"_s);
                review.properties.insert(u"title"_s, name);
                QJsonArray steps = review.properties.value(u"steps"_s).toArray();
                steps.append(QJsonObject{{u"step"_s, u"own/1"_s}, {u"title"_s, name}, {u"text"_s, u"x"_s}});
                steps.append(QJsonObject{{u"step"_s, u"change/gone"_s}, {u"was"_s, name}});
                review.properties.insert(u"steps"_s, steps);
                QVERIFY(draft.update(review));
                for (Record record : draft.model().recordsOfKind(u"decision"_s)) {
                    record.properties.insert(u"title"_s, name);
                    QVERIFY(draft.update(record));
                }
                for (const Element &element : draft.model().elements())
                    QVERIFY(draft.setProperty(element.id, element.lifetime.since, u"name"_s, name));
            });
            const auto pack =
                rendered(project, u"board-pack"_s, {Format::Html, Format::Walkthrough, Format::Slides});
            const auto minutes = rendered(project, u"minutes"_s, {Format::Html});
            QString counts;
            for (const QString &html :
                 {pack.first().html, QString::fromUtf8(pack.first().walkthrough), minutes.first().html}) {
                const ReadBack read = readBack(html);
                if (!read.error.isEmpty())
                    qWarning("%s", qPrintable(read.error));
                counts += read.error.isEmpty() ? QString::number(read.elements.value(u"script"_s)) +
                                                     QString::number(read.elements.value(u"section"_s)) + u';'
                                               : u"broken"_s;
            }
            return counts;
        };
        QCOMPARE(countsOf(hostile), countsOf(u"plain"_s));
    }

    void filesLieBesideThePack()
    {
        TwinProject project(dataFolder() + u"/small/model"_s);
        QTemporaryDir out;
        documents::Request request = requestFor(project, out.path());
        request.kinds = {u"board-pack"_s, u"minutes"_s};
        request.formats = {Format::Slides, Format::Walkthrough};
        QVERIFY(project.generate(request));
        QCOMPARE(filesIn(out.path()).keys(), (QStringList{u"reviews/december-pack.slides.pdf"_s,
                                                          u"reviews/december-pack.walkthrough.html"_s}));
    }
};

QTEST_MAIN(TestReviewDocuments)
#include "tst_reviewdocuments.moc"

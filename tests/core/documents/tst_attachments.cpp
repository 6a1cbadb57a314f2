// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "core/documents/attachments.h"
#include "core/documents/documents.h"
#include "core/documents/references.h"
#include "core/exchange/text_twin.h"
#include "core/metamodel/metamodel.h"
#include "core/search/index.h"
#include "core/store/query.h"
#include "core/store/store.h"

#include <QBuffer>
#include <QDir>
#include <QImage>
#include <QJsonArray>
#include <QTemporaryDir>
#include <QTest>
#include <QtEndian>

using namespace Qt::StringLiterals;
using namespace gp;
using namespace gp::documents;

/// Pictures in texts: taken in, kept, shown in documents, and never a way in for anything else.
class TestAttachments : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void picturesAreEncodedAnew();
    void wideOnesAreMadeSmaller();
    void aJpegStaysOneWhereThatIsSmaller();
    void whatIsTooLargeIsRefused();
    void theSameIsAttachedOnce();
    void hostileDataIsAnErrorAndNoCrash_data();
    void hostileDataIsAnErrorAndNoCrash();
    void linksAreFoundAndReplaced();
    void documentsBringThemAlong();
    void documentsSayWhatTheyCannotShow();
    void theTextTwinKeepsThem();
    void nobodyFindsThemByTheirLetters();
    void referencesAreElementsByTheirKeys();

private:
    static QByteArray encoded(const QImage &image, const char *format)
    {
        QByteArray bytes;
        QBuffer buffer(&bytes);
        buffer.open(QIODevice::WriteOnly);
        image.save(&buffer, format);
        return bytes;
    }
    static QImage plain(int width, int height)
    {
        QImage image(width, height, QImage::Format_RGB32);
        image.fill(Qt::darkGreen);
        return image;
    }
    /// Every pixel another colour: nothing to compress.
    static QImage noise(int width, int height)
    {
        QImage image(width, height, QImage::Format_RGB32);
        quint32 state = 1;
        for (int y = 0; y < height; ++y) {
            for (int x = 0; x < width; ++x) {
                state = state * 1664525 + 1013904223;
                image.setPixel(x, y, 0xff000000 | (state >> 8));
            }
        }
        return image;
    }
    static Record record(const QByteArray &data, const QString &type = u"image/png"_s)
    {
        Record attachment;
        attachment.kind = u"attachment"_s;
        attachment.key = u"one"_s;
        attachment.properties = {
            {u"name"_s, u"One"_s}, {u"media_type"_s, type}, {u"data"_s, QString::fromLatin1(data)}};
        return attachment;
    }

    /// A PNG that says it has another size, with the checksum that goes with it.
    static QByteArray resized(QByteArray png, quint32 width, quint32 height)
    {
        qToBigEndian(width, png.data() + 16);
        qToBigEndian(height, png.data() + 20);
        quint32 crc = 0xffffffff;
        for (int i = 12; i < 29; ++i) {
            crc ^= quint8(png[i]);
            for (int bit = 0; bit < 8; ++bit)
                crc = (crc >> 1) ^ ((crc & 1) ? 0xedb88320U : 0U);
        }
        qToBigEndian(~crc, png.data() + 29);
        return png;
    }

    /// A project with one decision that shows pictures.
    struct Project
    {
        explicit Project(const std::function<void(Draft &)> &fill)
        {
            auto made = store::Store::create(dir.filePath(u"p.gplan"_s));
            if (!made)
                qFatal("%s", qPrintable(made.error().text()));
            store = std::move(*made);
            Draft draft(store->model());
            Plateau current;
            current.key = u"current"_s;
            current.name = u"Current"_s;
            current.kind = PlateauKind::Current;
            if (!draft.model().rootPlateau().isValid() && !draft.addPlateau(current))
                qFatal("no plateau");
            fill(draft);
            if (auto stored = store->commit(draft, u"fill"_s); !stored)
                qFatal("%s", qPrintable(stored.error().text()));
        }
        QTemporaryDir dir;
        std::unique_ptr<store::Store> store;
    };
    static QJsonObject decision(const QString &context)
    {
        return {
            {u"title"_s, u"Show"_s}, {u"status"_s, u"draft"_s}, {u"number"_s, 1}, {u"context"_s, context}};
    }
};

void TestAttachments::picturesAreEncodedAnew()
{
    QImage image = plain(30, 20);
    image.setText(u"Comment"_s, u"where I live"_s);
    QByteArray file = encoded(image, "PNG");
    QVERIFY(file.contains("where I live"));
    file += "<script>trailing</script>";
    const auto picture = preparePicture(file);
    QVERIFY(picture);
    QCOMPARE(picture->mediaType, u"image/png"_s);
    QCOMPARE(picture->size, QSize(30, 20));
    QVERIFY(!picture->bytes.contains("where I live"));
    QVERIFY(!picture->bytes.contains("script"));
    QCOMPARE(QImage::fromData(picture->bytes).pixelColor(3, 3), QColor(Qt::darkGreen));
    for (const QByteArray &none :
         {QByteArray(), QByteArray("GIF89a"), QByteArray("<svg/>"), QByteArray(5000, 'x')})
        QVERIFY(!preparePicture(none));
}

void TestAttachments::wideOnesAreMadeSmaller()
{
    const auto picture = preparePicture(encoded(plain(4800, 100), "PNG"));
    QVERIFY(picture);
    QCOMPARE(picture->size, QSize(2400, 50));
}

void TestAttachments::aJpegStaysOneWhereThatIsSmaller()
{
    const auto photo = preparePicture(encoded(noise(400, 300), "JPEG"));
    QVERIFY(photo);
    QCOMPARE(photo->mediaType, u"image/jpeg"_s);
    QCOMPARE(photo->suffix(), u"jpg"_s);
    const auto flat = preparePicture(encoded(plain(400, 300), "JPEG"));
    QVERIFY(flat);
    QCOMPARE(flat->mediaType, u"image/png"_s);
}

void TestAttachments::whatIsTooLargeIsRefused()
{
    const auto noisy = preparePicture(encoded(noise(1600, 1200), "PNG"));
    QVERIFY(!noisy);
    QVERIFY2(noisy.error().message.contains(u"4 MiB"_s), qPrintable(noisy.error().message));
}

void TestAttachments::theSameIsAttachedOnce()
{
    Draft draft{Model()};
    const auto picture = preparePicture(encoded(plain(8, 8), "PNG"));
    const auto other = preparePicture(encoded(plain(9, 9), "PNG"));
    QCOMPARE(*attach(draft, *picture, u"Old shop!"_s), u"old-shop"_s);
    QCOMPARE(*attach(draft, *picture, u"Old shop!"_s), u"old-shop"_s);
    QCOMPARE(*attach(draft, *other, u"Old shop!"_s), u"old-shop-2"_s);
    QCOMPARE(*attach(draft, *other, u"图片"_s), u"picture"_s);
    QCOMPARE(draft.model().recordsOfKind(u"attachment"_s).size(), 3);
    QVERIFY(metamodel::Metamodel::builtin().findProblems(draft.model()).isEmpty());
    const auto read = pictureOf(*draft.model().record(u"attachment"_s, u"old-shop"_s));
    QVERIFY(read);
    QCOMPARE(read->bytes, picture->bytes);
}

void TestAttachments::hostileDataIsAnErrorAndNoCrash_data()
{
    QTest::addColumn<QByteArray>("data");
    QTest::addColumn<QString>("type");
    const QByteArray good = encoded(plain(8, 8), "PNG");
    const QString png = u"image/png"_s;
    QTest::newRow("nothing") << QByteArray() << png;
    QTest::newRow("no base64") << QByteArray("this is <b>no</b> base64!") << png;
    QTest::newRow("no picture") << QByteArray("hello").toBase64() << png;
    QTest::newRow("a script") << QByteArray("<svg onload='x'/>").toBase64() << png;
    QTest::newRow("another format") << good.toBase64() << u"image/jpeg"_s;
    QTest::newRow("svg type") << QByteArray("<svg/>").toBase64() << u"image/svg+xml"_s;
    QTest::newRow("cut off") << good.first(40).toBase64() << png;
    QTest::newRow("two thousand million pixels wide")
        << resized(good, 0x7fffffff, 0x7fffffff).toBase64() << png;
    QTest::newRow("a hundred thousand pixels square") << resized(good, 100'000, 100'000).toBase64() << png;
    QTest::newRow("too many pixels") << resized(good, 16'000, 16'000).toBase64() << png;
    QTest::newRow("one pixel high") << resized(good, 900'000, 1).toBase64() << png;
    QTest::newRow("of no size") << resized(good, 0, 0).toBase64() << png;
    QTest::newRow("more pixels than data") << resized(good, 4000, 4000).toBase64() << png;
    QByteArray broken = good;
    for (qsizetype i = 33; i < broken.size(); ++i)
        broken[i] = char(i * 37);
    QTest::newRow("noise behind the header") << broken.toBase64() << png;
    QTest::newRow("jpeg header alone") << QByteArray("\xff\xd8\xff\xe0").toBase64() << u"image/jpeg"_s;
    QTest::newRow("endless") << QByteArray(12 * 1024 * 1024, 'A') << png;
}

void TestAttachments::hostileDataIsAnErrorAndNoCrash()
{
    QFETCH(QByteArray, data);
    QFETCH(QString, type);
    const auto picture = pictureOf(record(data, type));
    QVERIFY(!picture);
    QVERIFY(picture.error().message.contains(u"'one'"_s));
}

void TestAttachments::linksAreFoundAndReplaced()
{
    const QString text =
        u"a ![One](attachment:one) b ![](attachment:two) ![x](https://e.org/a.png) [y](attachment:z) "
        u"![a\\]b](attachment:one) ![q](attachment:../../etc)"_s;
    QCOMPARE(attachmentsIn(text), (QStringList{u"one"_s, u"two"_s}));
    const QString placed =
        withAttachments(text, [](const QString &key) { return key == u"one" ? u"p/one.png"_s : QString(); });
    QCOMPARE(placed, u"a ![One](p/one.png) b  ![x](https://e.org/a.png) [y](attachment:z) "
                     u"![a\\]b](p/one.png) ![q](attachment:../../etc)"_s);
    QCOMPARE(attachmentsIn(u"!["_s.repeated(20000)), QStringList());
}

void TestAttachments::documentsBringThemAlong()
{
    const auto png = preparePicture(encoded(plain(8, 8), "PNG"));
    const auto jpeg = preparePicture(encoded(noise(64, 64), "JPEG"));
    Project project([&](Draft &draft) {
        (void)attach(draft, *png, u"one"_s);
        (void)attach(draft, *jpeg, u"photo"_s);
        (void)draft.addRecord(u"decision"_s, u"show"_s,
                              decision(u"See ![One](attachment:one) and\n\n![Photo](attachment:photo)"_s));
    });
    auto query = store::Query::open(project.store->path());
    QVERIFY(query);
    Generator generator(project.store->model(), metamodel::Metamodel::builtin(), **query);
    Request request;
    request.kinds = {u"adr"_s};
    request.scope = u"show"_s;
    request.plateau = project.store->model().rootPlateau();
    request.outDir = project.dir.filePath(u"out"_s);
    const auto report = generator.generate(request);
    QVERIFY(report);
    QVERIFY(report->warnings.isEmpty());
    const auto rendered = generator.render(request);
    QVERIFY(rendered);
    const Rendered &document = rendered->first();
    QVERIFY2(document.markdown.contains(u"See ![One](attachments/one.png) and"_s),
             qPrintable(document.markdown));
    QVERIFY(document.html.contains(u"data:image/png;base64,"_s + QString::fromLatin1(png->bytes.toBase64())));
    QVERIFY(
        document.html.contains(u"data:image/jpeg;base64,"_s + QString::fromLatin1(jpeg->bytes.toBase64())));
    request.formats = {Format::Confluence};
    const auto pages = generator.render(request);
    QVERIFY(pages);
    QCOMPARE(pages->first().storage.attachments, (QStringList{u"one.png"_s, u"photo.jpg"_s}));
    QVERIFY(pages->first().storage.xml.contains(u"ri:filename=\"photo.jpg\""_s));
    const QString folder = request.outDir + u'/' + document.path.section(u'/', 0, -2);
    for (const auto &[name, bytes] :
         {std::pair(u"one.png"_s, png->bytes), std::pair(u"photo.jpg"_s, jpeg->bytes)}) {
        QFile file(folder + u"/attachments/"_s + name);
        QVERIFY2(file.open(QIODevice::ReadOnly), qPrintable(file.fileName()));
        QCOMPARE(file.readAll(), bytes);
    }
}

void TestAttachments::documentsSayWhatTheyCannotShow()
{
    Project project([&](Draft &draft) {
        (void)draft.addRecord(u"attachment"_s, u"bad"_s, record("nonsense!").properties);
        (void)draft.addRecord(u"decision"_s, u"show"_s,
                              decision(u"See ![The bad](attachment:bad) and ![none](attachment:none)."_s));
    });
    auto query = store::Query::open(project.store->path());
    QVERIFY(query);
    Generator generator(project.store->model(), metamodel::Metamodel::builtin(), **query);
    Request request;
    request.kinds = {u"adr"_s};
    request.scope = u"show"_s;
    request.plateau = project.store->model().rootPlateau();
    request.outDir = project.dir.filePath(u"out"_s);
    const auto report = generator.generate(request);
    QVERIFY(report);
    QCOMPARE(report->warnings.size(), 2);
    QVERIFY(report->warnings.first().message.contains(u"'bad'"_s));
    const auto rendered = generator.render(request);
    QVERIFY(rendered->first().markdown.contains(u"See The bad and none."_s));
    QVERIFY(rendered->first().pictures.isEmpty());
}

void TestAttachments::theTextTwinKeepsThem()
{
    const auto picture = preparePicture(encoded(noise(900, 900), "PNG"));
    QVERIFY(picture);
    QVERIFY(picture->bytes.size() > 2'000'000);
    Project project([&](Draft &draft) { (void)attach(draft, *picture, u"noise"_s); });
    const QString folder = project.dir.filePath(u"twin"_s);
    QVERIFY(exchange::exportTwin(project.store->model(), metamodel::Metamodel::builtin(), folder));
    auto other = store::Store::create(project.dir.filePath(u"other.gplan"_s));
    QVERIFY(other);
    const auto reading = exchange::readTwin(folder, (*other)->model(), metamodel::Metamodel::builtin());
    QVERIFY2(reading.draft, qPrintable(exchange::joined(reading.errors).text()));
    const auto *read = reading.draft->model().record(u"attachment"_s, u"noise"_s);
    QVERIFY(read);
    QCOMPARE(pictureOf(*read)->bytes, picture->bytes);
}

void TestAttachments::nobodyFindsThemByTheirLetters()
{
    Draft draft{Model()};
    const auto picture = preparePicture(encoded(plain(8, 8), "PNG"));
    (void)attach(draft, *picture, u"The shop"_s);
    const search::Index index(draft.model());
    QCOMPARE(index.find(u"shop").size(), 1);
    QVERIFY(index.find(u"iVBORw0KGgo").isEmpty());
}

void TestAttachments::referencesAreElementsByTheirKeys()
{
    const auto keys = [](const QString &text) {
        QStringList found;
        for (const Reference &reference : referencesIn(text)) {
            if (text.mid(reference.start, reference.length) != u'@' + reference.key)
                return QStringList{u"wrong place"_s};
            found.append(reference.key);
        }
        return found;
    };
    QCOMPARE(keys(u"@checkout, (@golden-web@3) and @a."_s),
             (QStringList{u"checkout"_s, u"golden-web@3"_s, u"a"_s}));
    QCOMPARE(keys(u"me@example.org \\@checkout `@code` @ @Upper @@two"_s), QStringList());
}

QTEST_GUILESS_MAIN(TestAttachments)
#include "tst_attachments.moc"

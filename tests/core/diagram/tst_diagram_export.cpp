// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "core/diagram/export.h"
#include "core/diagram/painter.h"
#include "sample.h"

#include <QColorSpace>
#include <QDir>
#include <QElapsedTimer>
#include <QPainter>
#include <QSvgRenderer>
#include <QTest>
#include <QXmlStreamReader>

#include <cmath>
#include <sys/resource.h>

using namespace gp;
using namespace gp::diagram;
using namespace Qt::StringLiterals;

/// Picture files. With GROUNDPLAN_TEST_PICTURES=FOLDER it also leaves them there, to be looked at.
class TestDiagramExport : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void svgIsWellFormed();
    void svgIsDeterministic();
    void svgShowsWhatPngShows();
    void svgNeedsNoFont();
    void titlesAreEscaped();
    void legendWhereColoursOrSignsNeedOne();
    void pngScales();
    void aBigPictureIsHeldOnce();
    void absurdSizesAreRefused();
    void emptySceneIsAPicture();
    void descriptionCounts();
    void pictures();

private:
    sample::Platform m_platform;
    Scene m_target;
    Scene m_compare;
};

namespace {
QImage picture(const Scene &scene, bool dark, double scale)
{
    const QRectF area = scene.bounds.adjusted(-32, -32, 32, 32);
    QImage image((area.size() * scale).toSize(), QImage::Format_RGB32);
    QPainter painter(&image);
    painter.scale(scale, scale);
    painter.translate(-area.topLeft());
    PaintOptions options;
    options.visible = area;
    paint(painter, scene, Theme::of(dark), options);
    return image;
}
} // namespace

void TestDiagramExport::initTestCase()
{
    m_platform = sample::platform(20);
    const View view = sample::laidOut(m_platform.model, sample::view("pipeline environment control",
                                                                     "guards deploysTo promotesTo", "kind"));
    const SceneBuilder builder(m_platform.model, metamodel::Metamodel::builtin(), view);
    m_target = builder.scene(m_platform.target);
    m_compare = builder.scene(m_platform.target, m_platform.current);
}

void TestDiagramExport::svgIsWellFormed()
{
    QXmlStreamReader reader(renderSvg(m_compare).value());
    QString title;
    QString description;
    QSet<QString> ids;
    QStringList used;
    while (!reader.atEnd()) {
        reader.readNext();
        if (!reader.isStartElement())
            continue;
        if (const QString id = reader.attributes().value("id"_L1).toString(); !id.isEmpty()) {
            QVERIFY2(!ids.contains(id), qPrintable(id));
            ids.insert(id);
        }
        if (reader.name() == "use"_L1)
            used.append(reader.attributes().value("xlink:href"_L1).toString().mid(1));
        if (reader.name() == "title"_L1)
            title = reader.readElementText();
        else if (reader.name() == "desc"_L1)
            description = reader.readElementText();
    }
    QVERIFY2(!reader.hasError(), qPrintable(reader.errorString()));
    QCOMPARE(title, u"Delivery overview (Current → Target)"_s);
    QCOMPARE(description, describe(m_compare));
    QVERIFY(used.size() > 500);
    for (const QString &id : std::as_const(used))
        QVERIFY2(ids.contains(id), qPrintable(id));
}

void TestDiagramExport::svgIsDeterministic()
{
    QCOMPARE(renderSvg(m_compare).value(), renderSvg(m_compare).value());
    QCOMPARE(renderPng(m_compare).value(), renderPng(m_compare).value());
}

void TestDiagramExport::svgShowsWhatPngShows()
{
    const QImage expected = renderImage(m_compare).value();
    QSvgRenderer renderer(renderSvg(m_compare).value());
    QVERIFY(renderer.isValid());
    QCOMPARE(renderer.defaultSize(), expected.size());
    QImage image(expected.size(), QImage::Format_RGB32);
    QPainter painter(&image);
    renderer.render(&painter);
    painter.end();
    // Letters are smoothed a little differently; at a quarter of the size that is gone.
    const auto small = [](const QImage &of) {
        return of.scaled(of.size() / 4, Qt::IgnoreAspectRatio, Qt::SmoothTransformation);
    };
    const QImage a = small(image);
    const QImage b = small(expected);
    int worst = 0;
    for (int y = 0; y < a.height(); ++y)
        for (int x = 0; x < a.width(); ++x)
            worst = std::max(worst, std::abs(qGray(a.pixel(x, y)) - qGray(b.pixel(x, y))));
    QVERIFY2(worst < 48, qPrintable(QString::number(worst)));
}

void TestDiagramExport::svgNeedsNoFont()
{
    QVERIFY(!renderSvg(m_target).value().contains("<text"));
}

void TestDiagramExport::titlesAreEscaped()
{
    Scene scene = m_target;
    scene.title = u"R&D <\"board\"> ]]> \u2192"_s;
    QXmlStreamReader reader(renderSvg(scene, {.description = u"a < b & c"_s}).value());
    QStringList texts;
    while (!reader.atEnd()) {
        reader.readNext();
        if (reader.isStartElement() && (reader.name() == "title"_L1 || reader.name() == "desc"_L1))
            texts.append(reader.readElementText());
    }
    QVERIFY2(!reader.hasError(), qPrintable(reader.errorString()));
    QCOMPARE(texts, (QStringList{scene.title + u" (Target)"_s, u"a < b & c"_s}));
}

void TestDiagramExport::legendWhereColoursOrSignsNeedOne()
{
    const auto height = [](const Scene &scene, const ExportOptions &options) {
        return renderImage(scene, 1, options).value().height();
    };
    ExportOptions without;
    without.legend = false;
    Scene ofOneKind = m_target;
    ofOneKind.legend = {ofOneKind.legend.first()};
    QCOMPARE(height(ofOneKind, {}), height(ofOneKind, without));
    QVERIFY(height(m_target, {}) > height(m_target, without));
    QVERIFY(height(m_compare, {}) > height(m_compare, without));
    without.titleBlock = false;
    QVERIFY(height(m_target, {}) > height(m_target, without));
    without.margin = 0;
    QCOMPARE(height(m_target, without), static_cast<int>(std::ceil(m_target.bounds.height())));
}

void TestDiagramExport::pngScales()
{
    const QImage once = renderImage(m_target).value();
    const QImage twice = QImage::fromData(renderPng(m_target, 2).value());
    QCOMPARE(twice.size(), once.size() * 2);
    QCOMPARE(twice.pixel(1, 1), Theme::light().canvas.rgb());
    QImage pixels = twice.convertToFormat(QImage::Format_RGB32);
    pixels.setColorSpace({}); // the file says that it is sRGB, the picture in memory says nothing
    QCOMPARE(pixels, renderImage(m_target, 2).value());
}

void TestDiagramExport::aBigPictureIsHeldOnce()
{
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
    QSKIP("a sanitizer keeps what was freed, so the peak says nothing");
#endif
    const auto peak = [] {
        rusage usage{};
        getrusage(RUSAGE_SELF, &usage);
        return double(usage.ru_maxrss) / 1024.0;
    };
    constexpr double pixels = 100e6;
    const QSize once = renderImage(m_target).value().size();
    const double before = peak();
    const auto file = renderPng(m_target, std::sqrt(pixels / once.width() / once.height()));
    const double taken = peak() - before;
    QVERIFY(file);
    constexpr double image = pixels * 4 / 1024 / 1024;
    QVERIFY2(taken < 1.3 * image, qPrintable(u"%1 MiB for a picture of %2"_s.arg(taken).arg(image)));
}

void TestDiagramExport::absurdSizesAreRefused()
{
    for (double scale : {1000.0, 0.0, -1.0, std::numeric_limits<double>::quiet_NaN(),
                         std::numeric_limits<double>::infinity()}) {
        const auto image = renderImage(m_target, scale);
        QVERIFY(!image.has_value());
        QCOMPARE(image.error().code, ErrorCode::Refused);
    }
}

void TestDiagramExport::emptySceneIsAPicture()
{
    Scene scene;
    scene.title = u"Nothing yet"_s;
    QVERIFY(QSvgRenderer(renderSvg(scene).value()).isValid());
    QVERIFY(!renderImage(scene).value().isNull());
    QVERIFY(QSvgRenderer(renderSvg(Scene()).value()).isValid());
}

void TestDiagramExport::descriptionCounts()
{
    const QString text = describe(m_compare);
    QVERIFY2(text.contains(u"12 × pipeline"_s) || text.contains(u"13 × pipeline"_s), qPrintable(text));
    QVERIFY(text.contains(u"Current → Target"_s));
    QVERIFY(text.contains(u"added"_s));
    QVERIFY(!describe(m_target).contains(u"added"_s));
}

void TestDiagramExport::pictures()
{
    const QString folder = qEnvironmentVariable("GROUNDPLAN_TEST_PICTURES");
    if (folder.isEmpty())
        QSKIP("GROUNDPLAN_TEST_PICTURES names no folder");
    const QDir dir(folder);
    dir.mkpath(u"."_s);
    const sample::Platform platform = sample::platform();
    const struct
    {
        QString name;
        View view;
    } views[] = {
        {u"overview"_s, sample::view("service pipeline environment", "deliveredBy deploysTo promotesTo")},
        {u"controls"_s, sample::view("pipeline environment control", "guards deploysTo promotesTo", "kind")},
        {u"depends"_s, sample::view("service", "dependsOn")},
        {u"flat"_s, sample::view("service", "dependsOn", "none")},
        {u"all"_s, sample::view("service pipeline environment control", "")},
    };
    for (const auto &[name, view] : views) {
        QElapsedTimer clock;
        clock.start();
        const View done = sample::laidOut(platform.model, view);
        const qint64 layout = clock.restart();
        const SceneBuilder builder(platform.model, metamodel::Metamodel::builtin(), done);
        const Scene target = builder.scene(platform.target);
        const qint64 built = clock.restart();
        const QImage light = picture(target, false, 1);
        qInfo() << name << target.bounds.size() << target.cards.size() << target.edges.size() << "layout"
                << layout << "scene" << built << "paint" << clock.restart();
        light.save(dir.filePath(name + u"-light.png"_s));
        picture(builder.scene(platform.target, platform.current), true, 1)
            .save(dir.filePath(name + u"-compare.png"_s));
        QFile svg(dir.filePath(name + u".svg"_s));
        QVERIFY(svg.open(QIODevice::WriteOnly));
        svg.write(renderSvg(builder.scene(platform.target, platform.current)).value());
        qInfo() << "svg" << svg.size() << clock.restart();
    }
}

QTEST_MAIN(TestDiagramExport)
#include "tst_diagram_export.moc"

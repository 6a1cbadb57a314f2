// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "core/diagram/export.h"
#include "core/diagram/painter.h"
#include "sample.h"

#include <QDir>
#include <QElapsedTimer>
#include <QPainter>
#include <QTest>

using namespace gp;
using namespace gp::diagram;
using namespace Qt::StringLiterals;

/// Picture files. With GROUNDPLAN_TEST_PICTURES=FOLDER it also leaves them there, to be looked at.
class TestDiagramExport : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void pictures();
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

// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "core/diagram/theme.h"

#include <QFontInfo>
#include <QFontMetricsF>
#include <QTest>

using namespace gp::diagram;
using namespace Qt::StringLiterals;

/// Readable text in both themes, and one font that measures the same everywhere.
class TestTheme : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void contrastFormula();
    void textIsReadable_data();
    void textIsReadable();
    void signsStandOut_data();
    void signsStandOut();
    void kindsHaveTheirColours();
    void fontIsTheEmbeddedOne();
    void metricsAreFixed();
};

void TestTheme::contrastFormula()
{
    QCOMPARE(contrast(Qt::black, Qt::white), 21.0);
    QCOMPARE(contrast(Qt::white, Qt::black), 21.0);
    QCOMPARE(contrast(Qt::red, Qt::red), 1.0);
    QVERIFY(std::abs(contrast(QColor(0x77, 0x77, 0x77), Qt::white) - 4.48) <
            0.01); // the example every guide gives
}

void TestTheme::textIsReadable_data()
{
    QTest::addColumn<QColor>("text");
    QTest::addColumn<QColor>("ground");
    for (const bool dark : {false, true}) {
        const Theme &theme = Theme::of(dark);
        const char *name = dark ? "dark" : "light";
        const QList<std::pair<const char *, QColor>> grounds{{"window", theme.window},
                                                             {"panel", theme.panel},
                                                             {"canvas", theme.canvas},
                                                             {"card", theme.card},
                                                             {"selection", theme.selection}};
        for (const auto &[where, ground] : grounds) {
            QTest::addRow("%s text on %s", name, where) << theme.text << ground;
            if (ground != theme.selection)
                QTest::addRow("%s muted on %s", name, where) << theme.muted << ground;
        }
        QTest::addRow("%s muted on a faded card", name)
            << theme.muted << blend(theme.card, theme.canvas, 0.5);
        QTest::addRow("%s on accent", name) << theme.onAccent << theme.accent;
        const QList<std::pair<const char *, QColor>> colours{
            {"service", theme.service}, {"pipeline", theme.pipeline}, {"environment", theme.environment},
            {"control", theme.control}, {"other", theme.other},       {"added", theme.added},
            {"removed", theme.removed}, {"changed", theme.changed},   {"accent", theme.accent}};
        for (const auto &[what, colour] : colours)
            QTest::addRow("%s badge %s", name, what) << theme.badgeText(colour) << theme.tint(colour);
        for (const auto &[what, colour] : colours.mid(5, 3))
            QTest::addRow("%s %s on panel", name, what) << colour << theme.panel;
    }
}

void TestTheme::textIsReadable()
{
    QFETCH(QColor, text);
    QFETCH(QColor, ground);
    QVERIFY2(contrast(text, ground) >= 4.5, qPrintable(QString::number(contrast(text, ground))));
}

void TestTheme::signsStandOut_data()
{
    QTest::addColumn<QColor>("colour");
    QTest::addColumn<QColor>("ground");
    for (const bool dark : {false, true}) {
        const Theme &theme = Theme::of(dark);
        const char *name = dark ? "dark" : "light";
        QTest::addRow("%s edge", name) << theme.edge << theme.canvas;
        QTest::addRow("%s added", name) << theme.added << theme.canvas;
        QTest::addRow("%s removed", name) << theme.removed << theme.canvas;
        QTest::addRow("%s changed", name) << theme.changed << theme.canvas;
        QTest::addRow("%s sign on added", name) << theme.onAccent << theme.added;
        QTest::addRow("%s sign on removed", name) << theme.onAccent << theme.removed;
        QTest::addRow("%s sign on changed", name) << theme.onAccent << theme.changed;
        QTest::addRow("%s selection frame", name) << theme.accent << theme.canvas;
    }
}

void TestTheme::signsStandOut()
{
    QFETCH(QColor, colour);
    QFETCH(QColor, ground);
    QVERIFY2(contrast(colour, ground) >= 3.0, qPrintable(QString::number(contrast(colour, ground))));
}

void TestTheme::kindsHaveTheirColours()
{
    const Theme &theme = Theme::light();
    QCOMPARE(theme.kindColor(u"service"), QColor(0x2f, 0x6f, 0xde));
    QCOMPARE(theme.kindColor(u"pipeline"), QColor(0x7a, 0x4f, 0xd0));
    QCOMPARE(theme.kindColor(u"environment"), QColor(0x13, 0x8a, 0x72));
    QCOMPARE(theme.kindColor(u"control"), QColor(0xc2, 0x57, 0x1a));
    QCOMPARE(theme.kindColor(u"technology"), theme.other);
    QCOMPARE(theme.kindColor(u""), theme.other);
}

void TestTheme::fontIsTheEmbeddedOne()
{
    QCOMPARE(fontFamily(), u"Inter"_s);
    for (QFont::Weight weight : {QFont::Normal, QFont::Medium, QFont::DemiBold, QFont::Bold}) {
        const QFontInfo info(font(15, weight));
        QCOMPARE(info.family(), u"Inter"_s);
        QCOMPARE(info.weight(), int(weight));
        QCOMPARE(info.pixelSize(), 15);
    }
    QCOMPARE(font(12.5).pointSizeF(), 9.375);
}

void TestTheme::metricsAreFixed()
{
    // As the font's own tables say (in 2048ths of its size); hinting would round these to whole pixels.
    const auto width = [](const QFont &face, const QString &text) {
        return QFontMetricsF(face).horizontalAdvance(text);
    };
    const double once = width(font(15, QFont::DemiBold), u"golden-web@3"_s);
    QVERIFY(once != std::floor(once));
    QVERIFY(std::abs(width(font(30, QFont::DemiBold), u"golden-web@3"_s) - 2 * once) < 0.2);
    QVERIFY(width(font(15, QFont::Bold), u"golden"_s) > width(font(15), u"golden"_s));
    QCOMPARE(width(tabularFont(15), u"1111"_s), width(tabularFont(15), u"0000"_s));
    QVERIFY(width(font(15), u"1111"_s) < width(font(15), u"0000"_s));
}

QTEST_MAIN(TestTheme)
#include "tst_theme.moc"

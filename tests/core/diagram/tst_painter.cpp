// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "core/diagram/painter.h"
#include "sample.h"

#include <QImage>
#include <QPainter>
#include <QTest>

using namespace gp;
using namespace gp::diagram;
using namespace Qt::StringLiterals;

/// Pixels where they count, and what lies under a point.
class TestPainter : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void bothThemesUseTheirColours_data();
    void bothThemesUseTheirColours();
    void statesHaveColourAndSign_data();
    void statesHaveColourAndSign();
    void tilesMakeTheWholePicture();
    void outsideOfVisibleIsLeftAlone();
    void farAwayThereIsNoText();
    void selectionAndFocus();
    void hitTestFindsWhatIsThere();
    void rubberBand();
    void paintsNothingOfNothing();

private:
    sample::Platform m_platform;
    Scene m_target;
    Scene m_compare;
};

namespace {

QImage render(const Scene &scene, const QRectF &area, const Theme &theme, PaintOptions options = {},
              double scale = 1)
{
    QImage image((area.size() * scale).toSize(), QImage::Format_RGB32);
    image.fill(Qt::magenta);
    QPainter painter(&image);
    painter.scale(scale, scale);
    painter.translate(-area.topLeft());
    options.visible = area;
    paint(painter, scene, theme, options);
    return image;
}

int count(const QImage &image, const QColor &colour)
{
    int found = 0;
    for (int y = 0; y < image.height(); ++y)
        for (int x = 0; x < image.width(); ++x)
            found += image.pixel(x, y) == colour.rgb();
    return found;
}

/// The same but for rounding in the last bits of a colour.
bool isAlike(const QImage &a, const QImage &b)
{
    if (a.size() != b.size())
        return false;
    for (int y = 0; y < a.height(); ++y) {
        for (int x = 0; x < a.width(); ++x) {
            const QRgb p = a.pixel(x, y);
            const QRgb q = b.pixel(x, y);
            if (std::abs(qRed(p) - qRed(q)) > 3 || std::abs(qGreen(p) - qGreen(q)) > 3 ||
                std::abs(qBlue(p) - qBlue(q)) > 3)
                return false;
        }
    }
    return true;
}

} // namespace

void TestPainter::initTestCase()
{
    m_platform = sample::platform(12);
    const View view = sample::laidOut(
        m_platform.model, sample::view("service pipeline environment", "deliveredBy deploysTo promotesTo"));
    const SceneBuilder builder(m_platform.model, metamodel::Metamodel::builtin(), view);
    m_target = builder.scene(m_platform.target);
    m_compare = builder.scene(m_platform.target, m_platform.current);
}

void TestPainter::bothThemesUseTheirColours_data()
{
    QTest::addColumn<bool>("dark");
    QTest::newRow("light") << false;
    QTest::newRow("dark") << true;
}

void TestPainter::bothThemesUseTheirColours()
{
    QFETCH(bool, dark);
    const Theme &theme = Theme::of(dark);
    const Card &card = *m_target.card(m_platform.id("checkout"));
    const QImage image = render(m_target, card.rect.adjusted(-10, -10, 10, 10), theme);
    QCOMPARE(image.pixel(1, 1), theme.canvas.rgb());
    QVERIFY(count(image, theme.card) > 1000);
    QVERIFY(count(image, theme.service) > 100); // the bar
    QVERIFY(count(image, theme.tint(theme.service)) > 100);
    QVERIFY(count(image, theme.text) > 10);
    QCOMPARE(count(image, Qt::magenta), 0);
}

void TestPainter::statesHaveColourAndSign_data()
{
    QTest::addColumn<QString>("key");
    QTest::addColumn<QColor>("colour");
    const Theme &theme = Theme::dark();
    QTest::newRow("added") << u"golden-web@3"_s << theme.added;
    QTest::newRow("removed") << u"orders-legacy"_s << theme.removed;
    QTest::newRow("replaced") << u"jenkins-shared"_s << theme.removed;
    QTest::newRow("changed") << u"dev"_s << theme.changed;
    QTest::newRow("kept") << u"stage"_s << QColor();
}

void TestPainter::statesHaveColourAndSign()
{
    QFETCH(QString, key);
    QFETCH(QColor, colour);
    const Theme &theme = Theme::dark();
    const Card &card = *m_compare.card(m_platform.model.element(key)->id);
    const QRectF corner(card.rect.right() - 14, card.rect.top() - 10, 24, 24);
    const QImage disc = render(m_compare, corner, theme);
    const QImage whole = render(m_compare, card.rect.adjusted(-2, -2, 2, 2), theme);
    if (!colour.isValid()) {
        for (const QColor &other : {theme.added, theme.removed, theme.changed})
            QCOMPARE(count(disc, other), 0);
        QCOMPARE(count(whole, theme.text), 0); // faded
        QVERIFY(count(whole, theme.muted) > 0);
        return;
    }
    QVERIFY(count(disc, colour) > 120);
    QVERIFY(count(disc, theme.onAccent) > 4);
    QVERIFY(count(whole, colour) > count(disc, colour));
}

void TestPainter::tilesMakeTheWholePicture()
{
    const QRect area = m_target.bounds.toAlignedRect().adjusted(-20, -20, 20, 20);
    const QImage whole = render(m_target, area, Theme::light());
    constexpr int size = 256;
    for (int y = 0; y < area.height(); y += size) {
        for (int x = 0; x < area.width(); x += size) {
            const QRect tile = QRect(x, y, size, size) & QRect(QPoint(0, 0), area.size());
            const QImage part = render(m_target, tile.translated(area.topLeft()), Theme::light());
            QVERIFY2(isAlike(part, whole.copy(tile)), qPrintable(u"tile at %1, %2"_s.arg(x).arg(y)));
        }
    }
}

void TestPainter::outsideOfVisibleIsLeftAlone()
{
    QImage image(2000, 2000, QImage::Format_RGB32);
    image.fill(Qt::magenta);
    QPainter painter(&image);
    PaintOptions options;
    const QRectF card = m_target.cards.first().rect;
    options.visible = QRectF(card.center(), QSizeF(5, 5));
    paint(painter, m_target, Theme::light(), options);
    painter.end();
    // Only that one card and lines that pass by.
    QVERIFY(count(image, Theme::light().card) < card.width() * card.height() * 1.5);
    QVERIFY(count(image, Theme::light().card) > card.width() * card.height() * 0.4);
}

void TestPainter::farAwayThereIsNoText()
{
    const QRectF area = m_target.bounds;
    PaintOptions exact;
    exact.levelOfDetail = false;
    // At a fifth, names are 3 pixels high: bars of a mixed colour stand in for them.
    QVERIFY(render(m_target, area, Theme::light(), {}, 0.2) !=
            render(m_target, area, Theme::light(), exact, 0.2));
    QVERIFY(render(m_target, area, Theme::light(), {}, 1) ==
            render(m_target, area, Theme::light(), exact, 1));
}

void TestPainter::selectionAndFocus()
{
    const Theme &theme = Theme::light();
    const Card &card = *m_target.card(m_platform.id("stage"));
    const QRectF area = card.rect.adjusted(-20, -20, 20, 20);
    PaintOptions options;
    QCOMPARE(count(render(m_target, area, theme, options), theme.accent), 0);
    options.selected = {card.id};
    QVERIFY(count(render(m_target, area, theme, options), theme.accent) > 300);
    options = {};
    options.focus = {m_platform.id("checkout")};
    QCOMPARE(count(render(m_target, area, theme, options), theme.text), 0);
    options.focus = {card.id};
    QVERIFY(count(render(m_target, area, theme, options), theme.text) > 0);
    // In a compare the selection shows beside the state, not in place of it.
    const Card &changed = *m_compare.card(m_platform.id("dev"));
    options = {};
    options.selected = {changed.id};
    const QImage both = render(m_compare, changed.rect.adjusted(-20, -20, 20, 20), theme, options);
    QVERIFY(count(both, theme.accent) > 300 && count(both, theme.changed) > 300);
}

void TestPainter::hitTestFindsWhatIsThere()
{
    for (const Card &card : m_target.cards) {
        QCOMPARE(hitTest(m_target, card.rect.center()).card, card.id);
        QVERIFY(!hitTest(m_target, card.rect.center()).edge.isValid());
    }
    int found = 0;
    for (const Edge &edge : m_target.edges) {
        // The middle of a route may be shared with others of its trunk; one of them is hit.
        const qsizetype piece = (edge.route.size() / 3 / 2) * 3;
        const QPointF *p = edge.route.constData() + piece;
        const QPointF middle = (p[0] + p[1] * 3 + p[2] * 3 + p[3]) / 8;
        const Hit hit = hitTest(m_target, middle);
        QVERIFY(hit.edge.isValid());
        found += hit.edge == edge.id;
    }
    QVERIFY(found > m_target.edges.size() / 3);
    for (int i = 0; i < m_target.groups.size(); ++i) {
        if (m_target.groups[i].rect.isNull())
            continue;
        QCOMPARE(hitTest(m_target, m_target.groups[i].rect.topLeft() + QPointF(30, 18)).group, i);
    }
    QVERIFY(hitTest(m_target, m_target.bounds.topLeft() - QPointF(100, 100)).isEmpty());
    QVERIFY(hitTest(Scene(), {0, 0}).isEmpty());
}

void TestPainter::rubberBand()
{
    const Card &card = m_target.cards.first();
    QCOMPARE(cardsIn(m_target, QRectF(card.rect.center(), QSizeF(1, 1))), QList<ElementId>{card.id});
    QCOMPARE(cardsIn(m_target, QRectF(card.rect.center(), QSizeF(-1, -1))),
             QList<ElementId>{card.id}); // dragged up
    QCOMPARE(cardsIn(m_target, m_target.bounds).size(), m_target.cards.size());
    QVERIFY(cardsIn(m_target, QRectF(-500, -500, 10, 10)).isEmpty());
}

void TestPainter::paintsNothingOfNothing()
{
    const QImage image = render(Scene(), QRectF(0, 0, 20, 20), Theme::dark());
    QCOMPARE(count(image, Theme::dark().canvas), 400);
    Scene unplaced = m_target;
    for (Edge &edge : unplaced.edges)
        edge.route.clear();
    render(unplaced, m_target.bounds, Theme::light()); // edges without a route are left out
}

QTEST_MAIN(TestPainter)
#include "tst_painter.moc"

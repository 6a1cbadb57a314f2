// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "views/canvas/backing.h"
#include "views/style/appearance.h"

#include <QPainter>
#include <QTest>

using namespace gp;
using namespace gp::views;
using namespace Qt::StringLiterals;

/// The pictures behind the canvas, without a window.
class tst_Backing : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void bigPicturesArePaintedBeforehand();
    void bandsLeaveNoSeams();
    void whatIsPaintedAheadIsWaitedFor();
    void whoPansOnMeetsNoBorder();

private:
    static ScenePtr sceneOf(diagram::State state, int count = 400)
    {
        auto made = std::make_shared<diagram::Scene>();
        for (int i = 0; i < count; ++i) {
            diagram::Card card;
            card.id = ElementId(i + 1);
            card.kind = u"service"_s;
            card.name = u"service-%1"_s.arg(i);
            card.nameLines = {card.name};
            card.rect = QRectF(i % 20 * 200, i / 20 * 90, 180, 64);
            card.state = state;
            made->cards.append(card);
        }
        made->bounds = QRectF(0, 0, 4000, 90.0 * ((count + 19) / 20));
        return made;
    }
};

void tst_Backing::bigPicturesArePaintedBeforehand()
{
    QList<ScenePtr> scenes{sceneOf(diagram::State::Kept), sceneOf(diagram::State::Added),
                           sceneOf(diagram::State::Removed)};
    Backing backing;
    Backing::Wish wish{scenes.first(), &currentTheme(), Camera(), QSizeF(800, 600), 1.0, {}};
    backing.update(wish);
    QTRY_VERIFY(!backing.isBusy());
    backing.expect(scenes);
    QTRY_VERIFY(!backing.isAhead());
    for (const auto &each : scenes) {
        wish.scene = each;
        backing.update(wish);
        QVERIFY(!backing.isBusy());
    }
    // The camera has gone elsewhere: what is kept no longer fits, and is made again.
    wish.camera.pan(QPointF(-3000, 0));
    backing.update(wish);
    QTRY_VERIFY(!backing.isBusy() && !backing.isAhead());
    wish.scene = scenes.first();
    backing.update(wish);
    QVERIFY(!backing.isBusy());
    // What is no longer expected is forgotten, the scene with its picture.
    const std::weak_ptr<const diagram::Scene> other = scenes.at(1);
    scenes.clear();
    QTRY_VERIFY(!backing.isBusy() && !backing.isAhead());
    QVERIFY(!other.expired());
    backing.expect({});
    QVERIFY(other.expired());
}

void tst_Backing::bandsLeaveNoSeams()
{
    const auto scene = sceneOf(diagram::State::Changed);
    const QSize size(900, 705); // whole pixels around it, and bands that are not alike
    Camera camera;
    camera.pan(QPointF(-37, -23));
    Backing backing;
    backing.update({scene, &currentTheme(), camera, QSizeF(size), 1.0, {}});
    QTRY_VERIFY(backing.hasPicture());
    QImage drawn(size, QImage::Format_RGB32);
    QPainter painter(&drawn);
    backing.draw(&painter, camera);
    painter.end();

    QImage whole(size, QImage::Format_RGB32);
    whole.fill(currentTheme().canvas);
    painter.begin(&whole);
    painter.setRenderHints(QPainter::Antialiasing | QPainter::TextAntialiasing);
    painter.setTransform(camera.transform());
    diagram::paint(painter, *scene, currentTheme(), {});
    painter.end();
    int different = 0;
    for (int y = 0; y < size.height(); ++y) {
        for (int x = 0; x < size.width(); ++x)
            different += drawn.pixel(x, y) != whole.pixel(x, y) ? 1 : 0;
    }
    QCOMPARE(different, 0);
}

/// Who flips while the other state is being painted gets that picture; who wants another one is not held up.
void tst_Backing::whatIsPaintedAheadIsWaitedFor()
{
    const QList<ScenePtr> scenes{sceneOf(diagram::State::Kept, 2000), sceneOf(diagram::State::Added, 2000),
                                 sceneOf(diagram::State::Removed, 2000)};
    Backing backing;
    Backing::Wish wish{scenes.first(), &currentTheme(), Camera(), QSizeF(2400, 1600), 1.0, {}};
    backing.update(wish);
    QTRY_VERIFY(!backing.isBusy());
    int told = 0;
    connect(&backing, &Backing::ready, this, [&] { ++told; });
    backing.expect(scenes);
    QVERIFY(backing.isAhead());
    wish.scene = scenes.at(1);
    backing.update(wish);
    if (!backing.isBusy())
        QSKIP("this machine paints the picture within the event");
    QTRY_VERIFY(!backing.isBusy());
    QCOMPARE(told, 1);
    backing.update(wish);
    QVERIFY(!backing.isBusy()); // it is the one that is shown
    // The third is painted ahead now; the wish is for the first, seen from elsewhere.
    wish.scene = scenes.first();
    wish.camera.pan(QPointF(-3000, 0));
    backing.update(wish);
    QTRY_VERIFY(!backing.isBusy());
    QCOMPARE(told, 2);
    // All are there in the end.
    QTRY_VERIFY(!backing.isAhead());
    for (const auto &each : scenes) {
        wish.scene = each;
        backing.update(wish);
        QVERIFY(!backing.isBusy());
    }
}

void tst_Backing::whoPansOnMeetsNoBorder()
{
    const ScenePtr scene = sceneOf(diagram::State::Kept, 4000);
    Backing backing;
    Backing::Wish wish{scene, &currentTheme(), Camera(), QSizeF(4800, 3200), 1.0,
                       {}}; // too big for any machine to paint within the event
    backing.update(wish);
    QTRY_VERIFY(!backing.isBusy());
    int told = 0;
    connect(&backing, &Backing::ready, this, [&] { ++told; });
    const auto panBy = [&](double x) {
        wish.camera.pan(QPointF(x, 0));
        backing.update(wish);
    };
    panBy(-400); // of the 960 pixels that are painted beside the viewport
    QCOMPARE(told, 0);
    QVERIFY(!backing.isBusy());
    panBy(-200);
    QVERIFY(backing.isBusy());
    QTRY_COMPARE(told, 1);
    // What would have left the first picture is there already, and what follows is begun in time.
    panBy(-400);
    QVERIFY(!backing.isBusy());
    panBy(-200);
    QTRY_COMPARE(told, 2);
    QTRY_VERIFY(!backing.isBusy());
}

QTEST_MAIN(tst_Backing)
#include "tst_backing.moc"

// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "shop.h"

#include "views/canvas/camera.h"
#include "views/canvas/walk.h"
#include "views/inspector/tableeditor.h"
#include "views/panels/branches.h"
#include "views/panels/findings.h"
#include "views/panels/lines.h"
#include "views/panels/querypanel.h"
#include "views/style/appearance.h"
#include "views/style/icons.h"
#include "views/tree/modeltree.h"
#include "views/window/actions.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace gp;
using namespace gp::views;
using namespace Qt::StringLiterals;

/// The pieces without a window: item models, camera, colours.
class tst_ViewParts : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void treeModelKeepsTheRules();
    void treeSaysWhatThereIs();
    void listAndTableModelsKeepTheRules();
    void tableRefusesWhatAColumnDoesNotAllow();
    void cameraKeepsThePointUnderTheCursor();
    void cameraFits();
    void cameraRevealsWithLittleMoves();
    void neighboursLieInTheirDirection();
    void textCanBeRead_data();
    void textCanBeRead();
    void everyIconIsThere();
    void branchesAreDrawn();
    void linesKeepTheirPlace();
    void rulesWaitForTheFirstPicture();

private:
    std::unique_ptr<Session> open()
    {
        const QString path = m_folder.filePath(u"parts-%1.gplan"_s.arg(++m_number));
        shop::write(path);
        auto store = store::Store::open(path);
        return store ? std::make_unique<Session>(std::move(*store), metamodel::Metamodel::builtin())
                     : nullptr;
    }

    QTemporaryDir m_folder;
    int m_number = 0;
};

void tst_ViewParts::treeModelKeepsTheRules()
{
    const auto session = open();
    QVERIFY(session);
    ModelTree tree(*session);
    QAbstractItemModelTester tester(&tree, QAbstractItemModelTester::FailureReportingMode::QtTest);
    const auto [from, to] = session->defaultCompare();
    session->showPlateau(from);
    session->compare(from, to);
    session->showPlateau(to);
    Draft draft(session->model());
    QVERIFY(draft.setProperty(session->model().element(u"checkout"_s)->id, to, u"name"_s, u"Till"_s));
    QVERIFY(draft.removeElementAt(session->model().element(u"payment"_s)->id, to));
    QVERIFY(session->commit(draft, u"Edit"_s));
    session->undo();
    session->redo();
}

void tst_ViewParts::treeSaysWhatThereIs()
{
    const auto session = open();
    QVERIFY(session);
    const auto lines = [&] {
        QStringList result;
        for (const auto &section : treeOf(*session))
            result.append(u"%1 %2"_s.arg(section.text).arg(section.children.size()));
        return result.join(u", "_s);
    };
    QCOMPARE(lines(),
             u"Identity 12, Storefront 14, Warehouse 12, Pipelines 1, Environments 3, Controls 6, Teams 1, "
             "Decisions 1, Work packages 1, Waivers 1"_s);
    session->showPlateau(session->model().rootPlateau());
    QVERIFY(lines().contains(u"Controls 3"_s));
    const auto [from, to] = session->defaultCompare();
    session->compare(from, to);
    QVERIFY(lines().contains(u"Pipelines 2"_s));
    for (const auto &section : treeOf(*session)) {
        if (section.text != "Environments"_L1)
            continue;
        QStringList names;
        for (const auto &node : section.children)
            names.append(node.text);
        QCOMPARE(names, QStringList({u"dev"_s, u"stage"_s, u"prod"_s})); // in the order of promotion
    }
}

void tst_ViewParts::listAndTableModelsKeepTheRules()
{
    LinesModel lines;
    QAbstractItemModelTester linesTester(&lines, QAbstractItemModelTester::FailureReportingMode::QtTest);
    Line line;
    line.text = u"one"_s;
    lines.setLines({line});
    lines.setLines({line, line});
    line.text = u"two"_s;
    lines.setLines({line, line});
    lines.setLines({});

    ResultModel results;
    QAbstractItemModelTester resultsTester(&results, QAbstractItemModelTester::FailureReportingMode::QtTest);
    results.setResult({{u"a"_s, u"b"_s}, {{1LL, u"x"_s}, {QVariant(), 2.5}}, false});
    results.setResult({});

    const auto *stages = metamodel::Metamodel::builtin().kind(u"pipeline"_s)->property(u"stages"_s);
    RowsModel rows(*stages, {QJsonObject{{u"name"_s, u"Build"_s}}, QJsonObject{{u"name"_s, u"Deploy"_s}}},
                   Model());
    QAbstractItemModelTester rowsTester(&rows, QAbstractItemModelTester::FailureReportingMode::QtTest);
    rows.addRow(1);
    rows.moveRow(0, 2);
    rows.moveRow(2, 0);
    rows.removeRow(1);
    QCOMPARE(rows.rows().size(), 2);
}

void tst_ViewParts::tableRefusesWhatAColumnDoesNotAllow()
{
    const auto *slos = metamodel::Metamodel::builtin().kind(u"service"_s)->property(u"slos"_s);
    RowsModel rows(*slos, {QJsonObject{{u"name"_s, u"availability"_s}, {u"objective"_s, 99.9}}}, Model());
    const auto cell = rows.index(0, 2);
    QVERIFY(!rows.setData(cell, 140.0));
    QVERIFY(rows.setData(cell, 99.95));
    QCOMPARE(rows.rows().at(0).toObject().value(u"objective"_s).toDouble(), 99.95);
    QVERIFY(rows.setData(cell, QVariant()));
    QVERIFY(!rows.rows().at(0).toObject().contains(u"objective"_s));
}

void tst_ViewParts::cameraKeepsThePointUnderTheCursor()
{
    Camera camera;
    camera.pan({-300, 120});
    const QPointF cursor(417, 233);
    const QPointF fixed = camera.toScene(cursor);
    for (const double factor : {1.25, 1.25, 0.5, 3.0, 1e6, 1e-9}) {
        camera.zoom(factor, cursor);
        QVERIFY(QLineF(camera.toScene(cursor), fixed).length() < 1e-6);
        QVERIFY(camera.scale() >= Camera::smallest && camera.scale() <= Camera::largest);
    }
}

void tst_ViewParts::cameraFits()
{
    Camera camera;
    const QRectF scene(-500, 200, 2000, 700);
    camera.fit(scene, {800, 600}, 20, 1.0);
    const QRectF shown = camera.toWidget(scene);
    QVERIFY(QRectF(0, 0, 800, 600).contains(shown));
    QCOMPARE(shown.center().toPoint(), QPoint(400, 300));
    // Small things are not blown up.
    camera.fit(QRectF(0, 0, 40, 40), {800, 600}, 20, 1.0);
    QCOMPARE(camera.scale(), 1.0);
}

void tst_ViewParts::cameraRevealsWithLittleMoves()
{
    Camera camera;
    const Camera before = camera;
    camera.reveal(QRectF(100, 100, 50, 50), {800, 600}, 20);
    QCOMPARE(camera, before);
    camera.reveal(QRectF(900, 100, 50, 50), {800, 600}, 20);
    QCOMPARE(camera.toWidget(QRectF(900, 100, 50, 50)).right(), 780.0);
    QCOMPARE(camera.origin().y(), 0.0);
}

void tst_ViewParts::neighboursLieInTheirDirection()
{
    diagram::Scene scene;
    const auto add = [&scene](qint64 id, double x, double y) {
        diagram::Card card;
        card.id = ElementId(id);
        card.rect = QRectF(x, y, 100, 60);
        scene.cards.append(card);
    };
    add(1, 0, 0);
    add(2, 300, 0);
    add(3, 0, 200);
    add(4, 300, 210);
    using enum Direction;
    QCOMPARE(neighbour(scene, {}, Right), ElementId(1));
    QCOMPARE(neighbour(scene, ElementId(1), Right), ElementId(2));
    QCOMPARE(neighbour(scene, ElementId(1), Down), ElementId(3));
    QCOMPARE(neighbour(scene, ElementId(3), Right), ElementId(4));
    QCOMPARE(neighbour(scene, ElementId(4), Up), ElementId(2));
    QCOMPARE(neighbour(scene, ElementId(2), Left), ElementId(1));
    QCOMPARE(neighbour(scene, ElementId(1), Left), ElementId(1));
}

void tst_ViewParts::textCanBeRead_data()
{
    QTest::addColumn<QColor>("text");
    QTest::addColumn<QColor>("ground");
    for (const bool isDark : {false, true}) {
        const auto &theme = diagram::Theme::of(isDark);
        const QByteArray name = isDark ? "dark: " : "light: ";
        const auto row = [&](const char *what, const QColor &text, const QColor &ground) {
            QTest::newRow(QByteArray(name + what).constData()) << text << ground;
        };
        row("text on window", theme.text, theme.window);
        row("text on panel", theme.text, theme.panel);
        row("text on selection", theme.text, theme.selection);
        row("muted on window", theme.muted, theme.window);
        row("muted on panel", theme.muted, theme.panel);
        row("muted on canvas", theme.muted, theme.canvas);
        row("link on panel", theme.accent, theme.panel);
        row("link on canvas", theme.accent, theme.canvas);
        row("main button", theme.onAccent, theme.accent);
        row("added on panel", theme.added, theme.panel);
        row("removed on panel", theme.removed, theme.panel);
        row("changed on panel", theme.changed, theme.panel);
        row("message of an error", theme.text, diagram::blend(theme.removed, theme.panel, 0.08));
        row("finding, muted", theme.muted, diagram::blend(theme.changed, theme.panel, 0.06));
        for (const auto &color : {theme.added, theme.removed, theme.changed, theme.muted})
            row(qPrintable(u"badge "_s + color.name()), theme.badgeText(color),
                theme.tint(color, theme.panel));
    }
}

void tst_ViewParts::textCanBeRead()
{
    QFETCH(QColor, text);
    QFETCH(QColor, ground);
    const double ratio = diagram::contrast(text, ground);
    QVERIFY2(ratio >= 4.5,
             qPrintable(u"%1 on %2 is %3:1"_s.arg(text.name(), ground.name()).arg(ratio, 0, 'f', 2)));
}

void tst_ViewParts::everyIconIsThere()
{
    QWidget window;
    const Actions actions(&window);
    for (const auto *action : actions.all()) {
        if (!action->icon().isNull())
            QVERIFY2(hasIcon(action->icon().name()),
                     qPrintable(action->text() + u": "_s + action->icon().name()));
    }
    for (const auto &name : {u"application-menu"_s, u"window-close"_s})
        QVERIFY(hasIcon(name));
}

/// A picture of branches as text: `*` the present state's edits, `o` others, `|` a lane that passes by, `/`
/// one that ends in the dot.
static QStringList drawn(const QList<store::HistoryEntry> &entries)
{
    QStringList lines;
    const auto all = railsOf(entries);
    for (qsizetype i = 0; i < entries.size(); ++i) {
        QString text(6, u' ');
        for (const int lane : all[i].passing)
            text[lane] = u'|';
        for (const int lane : all[i].joining)
            text[lane] = u'/';
        text[all[i].lane] = all[i].isFilled ? u'*' : u'o';
        lines.append(text.trimmed().isEmpty()
                         ? text
                         : text.left(text.lastIndexOf(QRegularExpression(u"\\S"_s)) + 1) + u' ' +
                               QString::number(entries[i].id));
    }
    return lines;
}

void tst_ViewParts::branchesAreDrawn()
{
    const auto entry = [](qint64 id, qint64 parent, bool onPath, int edits = 1) {
        store::HistoryEntry result;
        result.id = id;
        result.parent = parent;
        result.onPath = onPath;
        result.edits = edits;
        return result;
    };
    // 1-2-3-9 is the present; 4-5 and 6 left after 2, 7 after 5, 8 after the first state.
    const QList entries = {entry(9, 3, true),  entry(8, 0, false), entry(7, 5, false),
                           entry(6, 2, false), entry(5, 4, false), entry(4, 2, false),
                           entry(3, 2, true),  entry(2, 1, true),  entry(1, 0, true, 40)};
    QCOMPARE(drawn(entries), (QStringList{u"* 9"_s, u"|o 8"_s, u"||o 7"_s, u"|||o 6"_s, u"||o| 5"_s,
                                          u"||o| 4"_s, u"*||| 3"_s, u"*|// 2"_s, u"*| 1"_s}));
    const auto forks = forksOf(entries);
    QCOMPARE(forks, (QMap<qint64, qint64>{{4, 2}, {5, 2}, {6, 2}, {7, 2}, {8, 0}}));
    QCOMPARE(editsFrom(entries, 4), 3);
    QCOMPARE(editsFrom(entries, 8), 1);
    QCOMPARE(editsFrom(entries, 1), 40 + 7);
    // The oldest are not read yet: nothing is said about where their branches begin.
    QCOMPARE(forksOf(entries.first(6)), (QMap<qint64, qint64>{{8, 0}}));
}

void tst_ViewParts::linesKeepTheirPlace()
{
    const auto line = [](qint64 id) {
        Line result;
        result.id = id;
        result.text = QString::number(id);
        return result;
    };
    LinesView list(u"Test"_s);
    QAbstractItemModelTester tester(list.lines(), QAbstractItemModelTester::FailureReportingMode::QtTest);
    list.setLines({line(3), line(2), line(1)});
    list.setCurrentIndex(list.model()->index(1, 0));
    list.setLines({line(5), line(4), line(3), line(2), line(1)});
    QCOMPARE(list.currentIndex().row(), 3);
    list.setLines({line(5), line(2), line(1)});
    QCOMPARE(list.currentIndex().data(Qt::UserRole).toLongLong(), 2);
    // Another top and another end: what is gone is gone, the rest is right.
    list.setLines({line(6), line(2), line(0), line(-1)});
    QCOMPARE(list.lines()->rowCount(), 4);
    QCOMPARE(list.model()->index(3, 0).data(Qt::UserRole).toLongLong(), -1);
    list.setLines({});
    QVERIFY(!list.currentIndex().isValid());
}

void tst_ViewParts::rulesWaitForTheFirstPicture()
{
    const auto session = open();
    session->expectPicture();
    Findings findings(*session);
    QSignalSpy spy(&findings, &Findings::changed);
    session->showPlateau(session->model().rootPlateau());
    QTest::qWait(100);
    QVERIFY(session->awaitsPicture());
    QVERIFY(spy.isEmpty());
    session->pictureShown();
    QVERIFY(!session->awaitsPicture());
    QTRY_VERIFY(!spy.isEmpty());
    // Where no picture ever comes, they do not wait for ever.
    session->expectPicture();
    QTRY_VERIFY(!session->awaitsPicture());
}

QTEST_MAIN(tst_ViewParts)
#include "tst_viewparts.moc"

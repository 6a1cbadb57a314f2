// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "windowtest.h"

#include "views/pipeline/pipelinepage.h"
#include "views/pipeline/pipelinewalk.h"

#include <QDialog>
#include <QLineEdit>
#include <QMenu>
#include <QTabBar>

using diagram::PipelinePart;
using Kind = diagram::PipelinePart::Kind;

/// A pipeline as its stages in a real window: how it is opened, looked around in and edited.
class tst_PipelinePage : public WindowTest
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { prepare(); }
    void init() { openWindow(); }
    void cleanup() { closeWindow(); }

    void doubleClickOnACardOpens();
    void enterOnTheCanvasAndInTheTreeOpens();
    void searchOpens();
    void inspectorAndCommandOpen();
    void pageIsClosedAndRestored();
    void plateausChangeIt();
    void compareShowsBoth();
    void clickSelects();
    void keysWalk();
    void enterOpens();
    void handleAddsAStage();
    void keysEdit();
    void emptyPipelineOffersTheFirstStage();
    void menuSetsEnvironmentAndGate();
    void editsAreRefusedWithAReason();
    void itIsDescribed();
    void wheelAndDragLookAround();
    void newsFromElsewhereAreShown();

private:
    [[nodiscard]] PipelinePage *stages() const { return workspace().centre()->pipelinePage(); }
    [[nodiscard]] PipelineCanvas *picture() const { return stages()->canvas(); }
    void open(const QString &key)
    {
        Q_EMIT session().openRequested(idOf(key));
        settle();
        QVERIFY(stages());
        picture()->setFocus();
    }
    [[nodiscard]] int partOf(Kind kind, const QString &key) const
    {
        const auto &parts = stages()->picture().parts;
        for (int i = 0; i < parts.size(); ++i) {
            if (parts[i].kind == kind && parts[i].key == key)
                return i;
        }
        return -1;
    }
    [[nodiscard]] const PipelinePart *current() const
    {
        const int part = picture()->current();
        return part < 0 ? nullptr : &stages()->picture().parts[part];
    }
    [[nodiscard]] QString currentKey() const { return current() ? current()->key : QString(); }
    [[nodiscard]] QPoint middleOf(Kind kind, const QString &key) const
    {
        const int part = partOf(kind, key);
        return part < 0
                   ? QPoint(-1, -1)
                   : picture()->camera().toWidget(stages()->picture().parts[part].rect.center()).toPoint();
    }
    [[nodiscard]] QString names(PlateauId at = {}) const
    {
        QStringList result;
        const auto rows = gp::views::stages::rowsOf(
            {model(), idOf(u"golden-web"_s), at.isValid() ? at : session().plateau()});
        for (const auto &row : rows)
            result.append(row["name"_L1].toString());
        return result.join(u", "_s);
    }
    [[nodiscard]] QJsonObject row(int number) const
    {
        return gp::views::stages::rowsOf({model(), idOf(u"golden-web"_s), session().plateau()})
            .at(number)
            .toObject();
    }
    void click(Kind kind, const QString &key)
    {
        const QPoint at = middleOf(kind, key);
        QVERIFY(picture()->rect().contains(at));
        QTest::mouseClick(picture(), Qt::LeftButton, {}, at);
        settle();
    }
    void hoverAt(QPoint at)
    {
        QMouseEvent move(QEvent::MouseMove, QPointF(at), picture()->mapToGlobal(QPointF(at)), Qt::NoButton,
                         Qt::NoButton, Qt::NoModifier);
        QCoreApplication::sendEvent(picture(), &move);
    }
    void key(Qt::Key which, Qt::KeyboardModifiers with = {})
    {
        QTest::keyClick(picture(), which, with);
        settle();
    }
    /// Chooses from the menu of the part that is the current one.
    void choose(const QStringList &path)
    {
        QMenu menu;
        stages()->fillMenu(&menu, picture()->current());
        QMenu *in = &menu;
        for (const auto &text : path) {
            QAction *found = nullptr;
            for (auto *action : in->actions()) {
                if (action->text() == text)
                    found = action;
            }
            QVERIFY2(found, qPrintable(text));
            QVERIFY2(found->isEnabled(), qPrintable(text));
            if (found->menu())
                in = found->menu();
            else
                found->trigger();
        }
        settle();
    }
    void type(const QString &text)
    {
        QVERIFY(stages()->nameBox()->isVisible());
        QTest::keyClicks(stages()->nameBox()->line(), text);
        QTest::keyClick(stages()->nameBox()->line(), Qt::Key_Return);
        settle();
    }
};

void tst_PipelinePage::doubleClickOnACardOpens()
{
    QTest::mouseDClick(canvas(), Qt::LeftButton, {}, at(u"golden-web"_s));
    settle();
    QVERIFY(stages());
    QCOMPARE(stages()->pipeline(), idOf(u"golden-web"_s));
    QCOMPARE(session().selectedElement(), idOf(u"golden-web"_s));
    auto *tabs = workspace().centre()->findChild<QTabBar *>();
    QCOMPARE(tabs->tabText(tabs->currentIndex()), u"golden-web"_s);
    // Another sort of card has no page of its own.
    workspace().centre()->step(1);
    settle();
    QTest::mouseDClick(canvas(), Qt::LeftButton, {}, at(u"checkout"_s));
    settle();
    QVERIFY(!stages());
}

void tst_PipelinePage::enterOnTheCanvasAndInTheTreeOpens()
{
    session().select(idOf(u"golden-web"_s));
    canvas()->setFocus();
    QTest::keyClick(canvas(), Qt::Key_Return);
    settle();
    QVERIFY(stages());
    workspace().centre()->closeCurrent();
    settle();
    QVERIFY(!stages());
    session().select(idOf(u"golden-web"_s));
    settle();
    tree()->setFocus();
    QTest::keyClick(tree(), Qt::Key_Return);
    settle();
    QVERIFY(stages());
}

void tst_PipelinePage::searchOpens()
{
    auto *box = workspace().topBar()->quickOpen();
    keys(u"Ctrl+K"_s);
    QTest::keyClicks(box, u"golden-web"_s);
    settle();
    QTest::keyClick(box, Qt::Key_Return);
    settle();
    QVERIFY(stages());
    QCOMPARE(stages()->pipeline(), idOf(u"golden-web"_s));
}

void tst_PipelinePage::inspectorAndCommandOpen()
{
    keys(u"Ctrl+Alt+P"_s); // nothing is selected
    QVERIFY(!stages());
    QVERIFY(workspace().messages()->text().contains(u"Select a pipeline"_s));
    session().select(idOf(u"golden-web"_s));
    settle();
    QPushButton *button = nullptr;
    for (auto *one : workspace().inspector()->page()->findChildren<QPushButton *>()) {
        if (one->text() == "Open as stages"_L1)
            button = one;
    }
    QVERIFY(button);
    QTest::mouseClick(button, Qt::LeftButton);
    settle();
    QVERIFY(stages());
    workspace().centre()->closeCurrent();
    settle();
    keys(u"Ctrl+Alt+P"_s);
    QVERIFY(stages());
    // Opened again it is the same tab.
    const int tabs = workspace().centre()->findChild<QTabBar *>()->count();
    keys(u"Ctrl+Alt+P"_s);
    QCOMPARE(workspace().centre()->findChild<QTabBar *>()->count(), tabs);
}

void tst_PipelinePage::pageIsClosedAndRestored()
{
    open(u"golden-web"_s);
    reopen();
    QVERIFY(stages());
    QCOMPARE(stages()->pipeline(), idOf(u"golden-web"_s));
    keys(u"Ctrl+W"_s);
    QVERIFY(!stages());
    reopen();
    QVERIFY(!stages());
    QVERIFY(page());
    // With the pipeline its page goes.
    Draft making(model());
    QVERIFY(making.addElement(u"pipeline"_s, u"short-lived"_s, session().plateau(), {}));
    QVERIFY(session().commit(making, u"Add"_s));
    open(u"short-lived"_s);
    session().undo();
    settle();
    QVERIFY(!stages());
}

void tst_PipelinePage::plateausChangeIt()
{
    open(u"golden-web"_s);
    QCOMPARE(stages()->picture().columns, 3);
    showPlateau(u"current"_s);
    QVERIFY(stages());
    QVERIFY(!stages()->picture().isThere);
    QVERIFY(stages()->offer()->isVisible());
    QCOMPARE(stages()->offer()->text(), u"Show Target"_s);
    QTest::mouseClick(stages()->offer(), Qt::LeftButton);
    settle();
    QCOMPARE(session().plateau(), plateau(u"target"_s));
    QCOMPARE(stages()->picture().columns, 3);
    QVERIFY(!stages()->offer()->isVisible());
}

void tst_PipelinePage::compareShowsBoth()
{
    open(u"golden-web"_s);
    startCompare();
    QVERIFY(stages()->picture().compare);
    QCOMPARE(stages()->picture().subtitle, u"Current → Target, against jenkins-shared, which it replaces"_s);
    QCOMPARE(stages()->picture().parts[partOf(Kind::Stage, u"Sign"_s)].state, diagram::State::Added);
    const auto size = historySize();
    click(Kind::Stage, u"Sign"_s);
    key(Qt::Key_Delete);
    QCOMPARE(historySize(), size);
    QVERIFY(workspace().messages()->text().contains(u"compare is read-only"_s));
    QVERIFY(picture()->addHandle(picture()->current()).isNull());
}

void tst_PipelinePage::clickSelects()
{
    open(u"golden-web"_s);
    click(Kind::Stage, u"Sign"_s);
    QCOMPARE(session().selectedElement(), idOf(u"golden-web"_s));
    QCOMPARE(currentKey(), u"Sign"_s);
    QVERIFY(workspace().inspector()->page()->row(u"stages"_s));
    QVERIFY(!workspace().inspector()->page()->row(u"stages"_s)->visibleRegion().isEmpty());
    // What has no stage stands beside it.
    for (const auto &[kind, thing] :
         {std::pair(Kind::Environment, u"prod"_s), std::pair(Kind::Control, u"control-4"_s),
          std::pair(Kind::Service, u"Checkout"_s)}) {
        const int part = partOf(kind, thing);
        QVERIFY2(part >= 0, qPrintable(thing));
        picture()->reveal(part);
        click(kind, thing);
        QCOMPARE(session().selectedElement(), stages()->picture().parts[part].element);
        QVERIFY(session().selectedElement() != idOf(u"golden-web"_s));
    }
    // Selected elsewhere, it is marked here.
    session().select(idOf(u"dev"_s));
    settle();
    QCOMPARE(picture()->current(), -1);
    QTest::mouseClick(picture(), Qt::LeftButton, {}, QPoint(3, picture()->height() - 3));
    settle();
    QCOMPARE(session().selectedElement(), idOf(u"golden-web"_s));
}

void tst_PipelinePage::keysWalk()
{
    open(u"golden-web"_s);
    key(Qt::Key_Right);
    QCOMPARE(currentKey(), u"Build"_s);
    key(Qt::Key_Left);
    QCOMPARE(currentKey(), u"Build"_s);
    key(Qt::Key_Right);
    key(Qt::Key_Right);
    key(Qt::Key_Right);
    QCOMPARE(currentKey(), u"Deploy"_s);
    QCOMPARE(session().selectedElement(), idOf(u"golden-web"_s));
    key(Qt::Key_Down); // from the stages to what belongs to none
    QCOMPARE(currentKey(), u"dev"_s);
    QCOMPARE(session().selectedElement(), idOf(u"dev"_s));
    key(Qt::Key_Right);
    QCOMPARE(session().selectedElement(), idOf(u"stage"_s));
    key(Qt::Key_Left);
    key(Qt::Key_Up);
    QCOMPARE(currentKey(), u"Deploy"_s);
    // Every part can be reached.
    QSet<int> reached;
    QList<int> open{walkPipeline(stages()->picture(), -1, Qt::Key_Right)};
    while (!open.isEmpty()) {
        const int at = open.takeFirst();
        if (reached.contains(at))
            continue;
        reached.insert(at);
        for (const auto arrow : {Qt::Key_Left, Qt::Key_Right, Qt::Key_Up, Qt::Key_Down})
            open.append(walkPipeline(stages()->picture(), at, arrow));
    }
    QCOMPARE(reached.size(), stages()->picture().parts.size());
}

void tst_PipelinePage::enterOpens()
{
    open(u"golden-web"_s);
    click(Kind::Stage, u"Sign"_s);
    key(Qt::Key_Return);
    auto *dialog = dialogOf<QDialog>();
    QVERIFY(dialog); // the stages as a table
    dialog->reject();
    settle();
    m_window->activateWindow();
    session().select(idOf(u"prod"_s));
    const int part = partOf(Kind::Environment, u"prod"_s);
    picture()->reveal(part);
    click(Kind::Environment, u"prod"_s);
    key(Qt::Key_Return);
    QVERIFY(!stages()); // on a view
    QVERIFY(page() && page()->scene()->card(idOf(u"prod"_s)));
}

void tst_PipelinePage::handleAddsAStage()
{
    open(u"golden-web"_s);
    const auto size = historySize();
    hoverAt(middleOf(Kind::Stage, u"Build"_s));
    const QPointF handle = picture()->addHandle(partOf(Kind::Stage, u"Build"_s));
    QVERIFY(!handle.isNull());
    hoverAt(handle.toPoint());
    QTest::mouseClick(picture(), Qt::LeftButton, {}, handle.toPoint());
    settle();
    QCOMPARE(historySize(), size); // nothing is stored before there is a name
    QTest::keyClick(stages()->nameBox()->line(), Qt::Key_Return);
    QVERIFY(stages()->nameBox()->isVisible()); // it has to have one
    type(u"Unit tests"_s);
    QCOMPARE(names(), u"Build, Unit tests, Sign, Deploy"_s);
    QCOMPARE(row(1)["type"_L1].toString(), u"test"_s);
    QCOMPARE(historySize(), size + 1);
    QCOMPARE(lastLabel(), u"Add stage Unit tests to golden-web in Target"_s);
    QCOMPARE(currentKey(), u"Unit tests"_s);
    QVERIFY(!stages()->nameBox()->isVisible());
    keys(u"Ctrl+Z"_s);
    QCOMPARE(names(), u"Build, Sign, Deploy"_s);
    QCOMPARE(stages()->picture().columns, 3);
}

void tst_PipelinePage::keysEdit()
{
    open(u"golden-web"_s);
    const auto size = historySize();
    click(Kind::Stage, u"Sign"_s);
    key(Qt::Key_Left, Qt::AltModifier);
    QCOMPARE(names(), u"Sign, Build, Deploy"_s);
    QCOMPARE(currentKey(), u"Sign"_s);
    key(Qt::Key_Left, Qt::AltModifier); // it is the first
    QCOMPARE(historySize(), size + 1);
    key(Qt::Key_Right, Qt::AltModifier);
    key(Qt::Key_Right, Qt::AltModifier);
    QCOMPARE(names(), u"Build, Deploy, Sign"_s);
    QCOMPARE(historySize(), size + 3);
    key(Qt::Key_F2); // the stage is renamed and not the pipeline
    QCOMPARE(stages()->nameBox()->line()->text(), u"Sign"_s);
    type(u"Attest <b>"_s);
    QCOMPARE(names(), u"Build, Deploy, Attest <b>"_s);
    key(Qt::Key_F2);
    QTest::keyClick(stages()->nameBox()->line(), Qt::Key_Escape);
    settle();
    QVERIFY(!stages()->nameBox()->isVisible());
    QCOMPARE(historySize(), size + 4);
    picture()->setFocus();
    key(Qt::Key_N);
    type(u"Deploy to prod"_s);
    QCOMPARE(names(), u"Build, Deploy, Attest <b>, Deploy to prod"_s);
    QCOMPARE(row(3)["type"_L1].toString(), u"deploy"_s);
    picture()->setFocus();
    key(Qt::Key_Delete); // the stage and not the pipeline
    QCOMPARE(names(), u"Build, Deploy, Attest <b>"_s);
    QVERIFY(session().state().element(idOf(u"golden-web"_s)));
    QCOMPARE(lastLabel(), u"Delete stage Deploy to prod of golden-web in Target"_s);
    for (int i = 0; i < 6; ++i)
        session().undo();
    settle();
    QCOMPARE(names(), u"Build, Sign, Deploy"_s);
}

void tst_PipelinePage::emptyPipelineOffersTheFirstStage()
{
    showPlateau(u"current"_s);
    open(u"jenkins-shared"_s);
    QCOMPARE(stages()->picture().columns, 0);
    QVERIFY(stages()->offer()->isVisible());
    QTest::mouseClick(stages()->offer(), Qt::LeftButton);
    type(u"Build"_s);
    QCOMPARE(stages()->picture().columns, 1);
    QVERIFY(!stages()->offer()->isVisible());
    QCOMPARE(lastLabel(), u"Add stage Build to jenkins-shared in Current"_s);
}

void tst_PipelinePage::menuSetsEnvironmentAndGate()
{
    open(u"golden-web"_s);
    const auto size = historySize();
    const auto deploys = [&](const QString &environment) {
        return session().state().targets(idOf(u"golden-web"_s), u"deploysTo"_s).size() > 0 &&
               std::ranges::contains(session().state().targets(idOf(u"golden-web"_s), u"deploysTo"_s),
                                     idOf(environment), &ElementState::id);
    };
    click(Kind::Stage, u"Deploy"_s);
    choose({u"Environment"_s, u"prod"_s});
    QCOMPARE(row(2)["environment"_L1].toString(), u"prod"_s);
    QCOMPARE(historySize(), size + 1);
    QCOMPARE(stages()->picture().parts[partOf(Kind::Environment, u"prod"_s)].column, 2);
    QVERIFY(deploys(u"prod"_s));
    choose({u"Gate before it"_s, u"four eyes"_s});
    QCOMPARE(row(2)["gate"_L1].toString(), u"four eyes"_s);
    QVERIFY(partOf(Kind::Gate, u"Deploy"_s) >= 0);
    choose({u"Gate before it"_s, u"Another…"_s});
    type(u"tests pass & sign-off"_s);
    QCOMPARE(row(2)["gate"_L1].toString(), u"tests pass & sign-off"_s);
    choose({u"Gate before it"_s, u"No gate"_s});
    QVERIFY(!row(2).contains("gate"_L1));
    choose({u"Type"_s, u"Promote"_s});
    QCOMPARE(row(2)["type"_L1].toString(), u"promote"_s);
    QCOMPARE(historySize(), size + 5);
    // With the last stage that names it the pipeline stops deploying there, in the same edit.
    choose({u"Environment"_s, u"stage"_s});
    QVERIFY(!deploys(u"prod"_s));
    QVERIFY(deploys(u"stage"_s));
    QCOMPARE(historySize(), size + 6);
    QCOMPARE(lastLabel(), u"Let stage Deploy of golden-web deploy to stage in Target"_s);
    session().undo();
    settle();
    QVERIFY(deploys(u"prod"_s));
}

void tst_PipelinePage::editsAreRefusedWithAReason()
{
    open(u"golden-web"_s);
    startCompare();
    picture()->setCurrent(partOf(Kind::Stage, u"Sign"_s));
    QMenu menu;
    stages()->fillMenu(&menu, picture()->current());
    QVERIFY(!menu.actions().front()->isEnabled());
    QVERIFY(menu.actions().front()->text().contains(u"compare is read-only"_s));
    // So does a project that cannot be written.
    QVERIFY(m_window->openReadOnly(m_path, u"It is locked."_s));
    settle();
    showPlateau(u"target"_s);
    open(u"golden-web"_s);
    click(Kind::Stage, u"Sign"_s);
    key(Qt::Key_Delete);
    key(Qt::Key_N);
    QVERIFY(!stages()->nameBox()->isVisible());
    QCOMPARE(names(), u"Build, Sign, Deploy"_s);
    QVERIFY(workspace().messages()->text().contains(u"It is locked."_s));
    QVERIFY(picture()->addHandle(picture()->current()).isNull());
    // Each edit function says what is wrong.
    const StagePlace place{model(), idOf(u"golden-web"_s), plateau(u"target"_s)};
    QVERIFY(!gp::views::stages::rename(place, 0, u"  "_s));
    QVERIFY(!gp::views::stages::rename(place, 9, u"x"_s));
    QVERIFY(!gp::views::stages::move(place, 0, -1));
    QVERIFY(!gp::views::stages::remove(place, -1));
    QVERIFY(!gp::views::stages::add({model(), idOf(u"golden-web"_s), plateau(u"current"_s)}, 0, u"x"_s));
    QVERIFY(gp::views::stages::add(place, 99, u"x"_s));
}

void tst_PipelinePage::itIsDescribed()
{
    open(u"golden-web"_s);
    QCOMPARE(picture()->accessibleName(), u"Stages of golden-web"_s);
    key(Qt::Key_Right);
    QVERIFY2(picture()->accessibleDescription().contains(u"Stage 1 of 3: Build"_s),
             qPrintable(picture()->accessibleDescription()));
}

void tst_PipelinePage::wheelAndDragLookAround()
{
    open(u"golden-web"_s);
    const double before = picture()->camera().scale();
    QWheelEvent wheel(QPointF(200, 200), picture()->mapToGlobal(QPointF(200, 200)), {}, {0, 120},
                      Qt::NoButton, Qt::NoModifier, Qt::NoScrollPhase, false);
    QCoreApplication::sendEvent(picture(), &wheel);
    QVERIFY(picture()->camera().scale() > before);
    const auto origin = picture()->camera().origin();
    const QPoint from(picture()->width() - 5, picture()->height() - 5);
    QTest::mousePress(picture(), Qt::MiddleButton, {}, from);
    for (int i = 1; i <= 5; ++i) {
        const QPointF at(from - QPoint(12 * i, 8 * i));
        QMouseEvent move(QEvent::MouseMove, at, picture()->mapToGlobal(at), Qt::NoButton, Qt::MiddleButton,
                         Qt::NoModifier);
        QCoreApplication::sendEvent(picture(), &move);
    }
    QTest::mouseRelease(picture(), Qt::MiddleButton, {}, from - QPoint(60, 40));
    QVERIFY(picture()->camera().origin() != origin);
    QVERIFY(!picture()->isFitted());
    keys(u"Ctrl+0"_s);
    QVERIFY(picture()->isFitted());
    QCOMPARE(picture()->camera().scale(), before);
}

void tst_PipelinePage::newsFromElsewhereAreShown()
{
    open(u"golden-web"_s);
    click(Kind::Stage, u"Sign"_s);
    const auto edit =
        gp::views::stages::rename({model(), idOf(u"golden-web"_s), session().plateau()}, 0, u"Compile"_s);
    QVERIFY(edit && session().commit(edit->draft, edit->label));
    settle();
    QVERIFY(partOf(Kind::Stage, u"Compile"_s) >= 0);
    QCOMPARE(currentKey(), u"Sign"_s);
    // An earlier plateau keeps what it says.
    QCOMPARE(names(plateau(u"wave-1"_s)), QString());
}

QTEST_MAIN(tst_PipelinePage)
#include "tst_pipelinepage.moc"

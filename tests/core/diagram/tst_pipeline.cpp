// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "core/diagram/pipeline.h"
#include "core/diagram/theme.h"
#include "core/metamodel/metamodel.h"
#include "core/model/draft.h"

#include <QFontMetricsF>
#include <QJsonArray>
#include <QPainter>
#include <QRandomGenerator>
#include <QTest>

using namespace gp;
using namespace gp::diagram;
using namespace Qt::StringLiterals;

using Kind = PipelinePart::Kind;

/// A pipeline as its stages: what it says, that nothing of it is lost, and that nothing lies over anything.
class TestPipeline : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void stagesStandInTheirOrder();
    void gatesSayTheirSort_data();
    void gatesSayTheirSort();
    void controlsSayHowStrictTheyAre();
    void environmentsHangBelowTheirStages();
    void whatIsNotInTheModelIsDrawnAsSuch();
    void servicesAreCountedAndNamed();
    void noStages();
    void compareSaysWhatBecameOfStages();
    void renamedStageIsChanged();
    void newPipelineIsHeldAgainstWhatItReplaces();
    void gonePipelineIsDrawn();
    void pipelineThatIsNowhere();
    void nothingLiesOverAnything_data();
    void nothingLiesOverAnything();
    void sameInputSameBytes();
    void hitFindsParts();
};

namespace {

/// A project of two plateaus to put pipelines into.
struct Project
{
    Project()
        : draft(Model())
    {
        now = draft.addPlateau({{}, u"now"_s, u"Now"_s, {}, PlateauKind::Current, {}, 0, {}}).value();
        later = draft.addPlateau({{}, u"later"_s, u"Later"_s, {}, PlateauKind::Target, now, 1, {}}).value();
    }

    ElementId add(const QString &kind, const QString &key, const QJsonObject &properties,
                  PlateauId since = {})
    {
        return draft.addElement(kind, key, since.isValid() ? since : now, properties).value();
    }
    void relate(const QString &kind, ElementId from, ElementId to, const QJsonObject &properties = {})
    {
        (void)draft.addRelation(kind, from, to, now, properties).value();
    }
    [[nodiscard]] PipelinePicture picture(ElementId id, QSizeF sheet = {1440, 900}) const
    {
        const PlateauModel at(draft.model(), now);
        return pipelinePicture({at, nullptr, metamodel::Metamodel::builtin(), id, u"Now"_s, {}, {}}, sheet);
    }
    [[nodiscard]] PipelinePicture compared(ElementId id, QSizeF sheet = {1440, 900}) const
    {
        const PlateauModel at(draft.model(), later);
        const PlateauModel from(draft.model(), now);
        return pipelinePicture({at, &from, metamodel::Metamodel::builtin(), id, u"Later"_s, u"Now"_s,
                                takenOverFrom(draft.model(), from, id)},
                               sheet);
    }

    Draft draft;
    PlateauId now;
    PlateauId later;
};

QJsonObject stage(const QString &name, const QString &type, const QString &environment = {},
                  const QString &gate = {}, const QStringList &controls = {})
{
    QJsonObject row{{u"name"_s, name}, {u"type"_s, type}};
    if (!environment.isEmpty())
        row.insert(u"environment"_s, environment);
    if (!gate.isEmpty())
        row.insert(u"gate"_s, gate);
    if (!controls.isEmpty())
        row.insert(u"controls"_s, QJsonArray::fromStringList(controls));
    return row;
}

QList<const PipelinePart *> partsOf(const PipelinePicture &picture, Kind kind)
{
    QList<const PipelinePart *> result;
    for (const PipelinePart &part : picture.parts) {
        if (part.kind == kind)
            result.append(&part);
    }
    return result;
}

const PipelinePart *partOf(const PipelinePicture &picture, Kind kind, const QString &key)
{
    for (const PipelinePart *part : partsOf(picture, kind)) {
        if (part->key == key)
            return part;
    }
    return nullptr;
}

QStringList textsOf(const PipelinePicture &picture, const PipelinePart *part = nullptr)
{
    QStringList result;
    for (const PipelineLabel &label : picture.labels) {
        if (!part || (label.part >= 0 && &picture.parts[label.part] == part))
            result.append(label.text);
    }
    return result;
}

/// "Build, Scan+, Sign~"
QString statesOf(const PipelinePicture &picture)
{
    QStringList result;
    for (const PipelinePart *part : partsOf(picture, Kind::Stage)) {
        const QString sign = part->state == State::Added     ? u"+"_s
                             : part->state == State::Removed ? u"-"_s
                             : part->state == State::Changed ? u"~"_s
                                                             : QString();
        result.append(QString(part->key + sign));
    }
    return result.join(u", "_s);
}

/// What lies over what; empty where all is well. Names the first that it finds.
QString findOverlap(const PipelinePicture &picture)
{
    const auto name = [&](int part) -> QString {
        return part < 0 ? u"a heading"_s
                        : u"%1 (%2)"_s.arg(picture.parts[part].key).arg(int(picture.parts[part].kind));
    };
    for (int i = 0; i < picture.parts.size(); ++i) {
        const QRectF rect = picture.parts[i].rect;
        if (rect.isEmpty() || !picture.bounds.contains(rect))
            return u"%1 is empty or outside"_s.arg(name(i));
        for (int k = i + 1; k < picture.parts.size(); ++k) {
            if (rect.intersects(picture.parts[k].rect))
                return u"%1 over %2"_s.arg(name(i), name(k));
        }
        for (const QRectF &panel : picture.panels) {
            if (panel.intersects(rect) && !panel.contains(rect))
                return u"%1 sticks out of a panel"_s.arg(name(i));
        }
    }
    for (qsizetype i = 0; i < picture.labels.size(); ++i) {
        const PipelineLabel &label = picture.labels[i];
        if (label.part >= 0 && !picture.parts[label.part].rect.contains(label.rect))
            return u"'%1' sticks out of %2"_s.arg(label.text, name(label.part));
        const double width = QFontMetricsF(font(label.pixels, label.weight)).horizontalAdvance(label.text);
        if (width > label.rect.width() + 0.01)
            return u"'%1' is wider than its place"_s.arg(label.text);
        const QRectF whole = label.sign ? label.rect.adjusted(-15, 0, 0, 0) : label.rect;
        for (qsizetype k = 0; k < picture.labels.size(); ++k) {
            if (k != i && whole.intersects(picture.labels[k].rect))
                return u"'%1' over '%2'"_s.arg(label.text, picture.labels[k].text);
        }
        for (int part = 0; part < picture.parts.size(); ++part) {
            if (part != label.part && whole.intersects(picture.parts[part].rect))
                return u"'%1' over %2"_s.arg(label.text, name(part));
        }
        for (const PipelineLine &line : picture.lines) {
            for (qsizetype p = 0; p + 1 < line.points.size(); ++p) {
                if (QRectF(line.points[p], line.points[p + 1])
                        .normalized()
                        .adjusted(-1, -1, 1, 1)
                        .intersects(whole))
                    return u"a line of sort %1 runs through '%2'"_s.arg(int(line.kind)).arg(label.text);
            }
        }
    }
    for (const PipelineLine &line : picture.lines) {
        for (qsizetype p = 0; p + 1 < line.points.size(); ++p) {
            const QPointF a = line.points[p];
            const QPointF b = line.points[p + 1];
            if (a.x() != b.x() && a.y() != b.y())
                return u"a slanting line"_s;
            // Lines end at borders; nothing of them is inside of a thing.
            const QRectF along = QRectF(a, b).normalized().adjusted(-0.2, -0.2, 0.2, 0.2);
            for (int part = 0; part < picture.parts.size(); ++part) {
                if (along.intersects(picture.parts[part].rect.adjusted(1, 1, -1, -1)))
                    return u"a line of sort %1 runs through %2"_s.arg(int(line.kind)).arg(name(part));
            }
            for (const QRectF &panel : picture.panels) {
                if (along.intersects(panel))
                    return u"a line of sort %1 runs through a panel"_s.arg(int(line.kind));
            }
        }
    }
    return {};
}

} // namespace

void TestPipeline::stagesStandInTheirOrder()
{
    Project project;
    const auto id = project.add(
        u"pipeline"_s, u"web"_s,
        {{u"name"_s, u"golden-web"_s},
         {u"tool"_s, u"GitHub Actions"_s},
         {u"duration_p95_minutes"_s, 17},
         {u"stages"_s, QJsonArray{stage(u"Source"_s, u"source"_s), stage(u"Compile"_s, u"build"_s),
                                  stage(u"Test"_s, u"test"_s)}}});
    const auto picture = project.picture(id);
    QCOMPARE(statesOf(picture), u"Source, Compile, Test"_s);
    const auto stages = partsOf(picture, Kind::Stage);
    for (qsizetype i = 0; i < stages.size(); ++i) {
        QCOMPARE(stages[i]->stage, int(i));
        QCOMPARE(stages[i]->element, id);
        QVERIFY(i == 0 || stages[i]->rect.left() > stages[i - 1]->rect.right());
        QCOMPARE(stages[i]->rect.top(), stages[0]->rect.top());
    }
    QCOMPARE(textsOf(picture, stages[1]), QStringList({u"Compile"_s, u"build"_s}));
    QCOMPARE(textsOf(picture, stages[0]), QStringList{u"Source"_s}); // of type source
    QVERIFY(textsOf(picture).contains(u"GitHub Actions · 17 min (p95)"_s));
    QCOMPARE(picture.title, u"golden-web"_s);
    QCOMPARE(picture.subtitle, u"Now"_s);
    const auto flows = std::ranges::count(picture.lines, PipelineLine::Kind::Flow, &PipelineLine::kind);
    QCOMPARE(flows, 2);
}

void TestPipeline::gatesSayTheirSort_data()
{
    QTest::addColumn<QString>("type");
    QTest::addColumn<QString>("gate");
    QTest::addColumn<QString>("word");
    QTest::newRow("none") << u"deploy"_s << QString() << QString();
    QTest::newRow("approve without a text") << u"approve"_s << QString() << u"Approval"_s;
    QTest::newRow("people") << u"deploy"_s << u"four eyes"_s << u"Approval"_s;
    QTest::newRow("button") << u"deploy"_s << u"button, one of six people"_s << u"Approval"_s;
    QTest::newRow("tests") << u"deploy"_s << u"contract and smoke tests pass in dev"_s << u"Quality gate"_s;
    QTest::newRow("health") << u"promote"_s << u"30 minutes healthy in prod-eu-1"_s << u"Quality gate"_s;
    QTest::newRow("signature") << u"deploy"_s << u"image is signed by the workflow"_s << u"Signature check"_s;
    QTest::newRow("other") << u"deploy"_s << u"between shifts"_s << u"Gate"_s;
}

void TestPipeline::gatesSayTheirSort()
{
    QFETCH(const QString, type);
    QFETCH(const QString, gate);
    QFETCH(const QString, word);
    Project project;
    const auto id = project.add(
        u"pipeline"_s, u"web"_s,
        {{u"stages"_s, QJsonArray{stage(u"Build"_s, u"build"_s), stage(u"prod"_s, type, {}, gate)}}});
    const auto picture = project.picture(id);
    const auto gates = partsOf(picture, Kind::Gate);
    QCOMPARE(gates.isEmpty(), word.isEmpty());
    if (word.isEmpty())
        return;
    QCOMPARE(textsOf(picture, gates[0]).first(), word);
    QVERIFY(gates[0]->tip.contains(gate));
    QCOMPARE(gates[0]->stage, 1);
    QCOMPARE(picture.marks.size(), 1);
    // It stands between the two stages.
    const auto stages = partsOf(picture, Kind::Stage);
    QVERIFY(picture.marks[0].centre.x() > stages[0]->rect.right() &&
            picture.marks[0].centre.x() < stages[1]->rect.left());
}

void TestPipeline::controlsSayHowStrictTheyAre()
{
    Project project;
    for (const auto &[key, mode] : {std::pair(u"scan"_s, u"warn"_s), std::pair(u"sign"_s, u"enforced"_s),
                                    std::pair(u"sbom"_s, u"planned"_s)})
        project.add(u"control"_s, key, {{u"mode"_s, mode}, {u"enforcement_point"_s, u"build"_s}});
    const auto id = project.add(
        u"pipeline"_s, u"web"_s,
        {{u"stages"_s,
          QJsonArray{stage(u"Build"_s, u"build"_s, {}, {}, {u"scan"_s, u"sign"_s, u"sbom"_s, u"scan"_s})}}});
    const auto whole = project.add(u"control"_s, u"whole"_s, {{u"name"_s, u"Signed commits"_s}});
    project.relate(u"guards"_s, whole, id);
    project.relate(u"guards"_s, project.draft.model().element(u"sign"_s)->id, id); // named by a stage already
    const auto picture = project.picture(id);
    const auto controls = partsOf(picture, Kind::Control);
    QCOMPARE(controls.size(), 4);
    QCOMPARE(partOf(picture, Kind::Control, u"sign"_s)->mode, Mode::Blocking);
    QCOMPARE(partOf(picture, Kind::Control, u"scan"_s)->mode, Mode::Advisory);
    QCOMPARE(partOf(picture, Kind::Control, u"sbom"_s)->mode, Mode::Planned);
    QVERIFY(partOf(picture, Kind::Control, u"sign"_s)->tip.contains(u"blocking, at build"_s));
    QCOMPARE(partOf(picture, Kind::Control, u"whole"_s)->column, -1);
    const QStringList texts = textsOf(picture);
    for (const auto &word : {u"blocking"_s, u"advisory"_s, u"planned"_s, u"no mode"_s})
        QVERIFY2(texts.contains(word), qPrintable(word));
    for (const PipelineLabel &label : picture.labels)
        QVERIFY(label.text != "blocking"_L1 || label.sign == Mode::Blocking);
}

void TestPipeline::environmentsHangBelowTheirStages()
{
    Project project;
    const auto dev = project.add(
        u"environment"_s, u"dev"_s,
        {{u"lifecycle"_s, u"ephemeral"_s}, {u"ttl_hours"_s, 8}, {u"data_policy"_s, u"synthetic"_s}});
    const auto prod = project.add(u"environment"_s, u"prod"_s, {{u"name"_s, u"Production"_s}});
    const auto edge = project.add(u"environment"_s, u"edge"_s, {});
    project.relate(u"promotesTo"_s, dev, prod, {{u"gate"_s, u"four eyes"_s}});
    const auto guard = project.add(u"control"_s, u"admission"_s, {{u"mode"_s, u"enforced"_s}});
    project.relate(u"guards"_s, guard, prod);
    const auto id = project.add(
        u"pipeline"_s, u"web"_s,
        {{u"stages"_s,
          QJsonArray{stage(u"Build"_s, u"build"_s), stage(u"To dev"_s, u"deploy"_s, u"dev"_s),
                     stage(u"Check"_s, u"verify"_s), stage(u"To prod"_s, u"deploy"_s, u"prod"_s)}}});
    project.relate(u"deploysTo"_s, id, edge);
    const auto picture = project.picture(id);
    for (const auto &[environment, stageName] :
         {std::pair(u"dev"_s, u"To dev"_s), std::pair(u"prod"_s, u"To prod"_s)}) {
        const auto *card = partOf(picture, Kind::Environment, environment);
        const auto *above = partOf(picture, Kind::Stage, stageName);
        QVERIFY(card && above);
        QCOMPARE(card->rect.left(), above->rect.left());
        QVERIFY(card->rect.top() > above->rect.bottom());
        QCOMPARE(card->column, above->column);
    }
    QCOMPARE(textsOf(picture, partOf(picture, Kind::Environment, u"dev"_s)),
             QStringList({u"dev"_s, u"ephemeral · TTL 8 h"_s, u"synthetic data"_s}));
    QVERIFY(partOf(picture, Kind::Environment, u"prod"_s)->tip.contains(u"after dev: four eyes"_s));
    QVERIFY(partOf(picture, Kind::Control, u"admission"_s)->rect.top() >
            partOf(picture, Kind::Environment, u"prod"_s)->rect.bottom());
    QVERIFY(partOf(picture, Kind::Environment, u"edge"_s));
    QVERIFY(textsOf(picture).contains(u"No stage deploys here"_s));
    QCOMPARE(std::ranges::count(picture.lines, PipelineLine::Kind::Promotion, &PipelineLine::kind), 1);
}

void TestPipeline::whatIsNotInTheModelIsDrawnAsSuch()
{
    Project project;
    const auto later = project.add(u"environment"_s, u"later-env"_s, {}, project.later);
    QVERIFY(later.isValid());
    const auto id =
        project.add(u"pipeline"_s, u"web"_s,
                    {{u"stages"_s, QJsonArray{stage(u"A"_s, u"deploy"_s, u"nowhere"_s, {}, {u"no-control"_s}),
                                              stage(u"B"_s, u"deploy"_s, u"later-env"_s), u"no object"_s,
                                              QJsonObject()}}});
    const auto picture = project.picture(id);
    QCOMPARE(statesOf(picture), u"A, B, Stage 3, Stage 4"_s);
    for (const auto &key : {u"nowhere"_s, u"later-env"_s}) {
        const auto *card = partOf(picture, Kind::Environment, key);
        QVERIFY(card && card->isMissing && !card->element.isValid());
        QVERIFY(textsOf(picture, card).contains(u"not in the model"_s));
    }
    QVERIFY(partOf(picture, Kind::Control, u"no-control"_s)->isMissing);
    QCOMPARE(findOverlap(picture), QString());
}

void TestPipeline::servicesAreCountedAndNamed()
{
    Project project;
    const auto id = project.add(u"pipeline"_s, u"web"_s, {});
    for (int i = 0; i < 140; ++i)
        project.relate(u"deliveredBy"_s,
                       project.add(u"service"_s, u"service-%1"_s.arg(i, 3, 10, QLatin1Char('0')), {}), id);
    const auto picture = project.picture(id);
    QVERIFY(textsOf(picture).contains(u"Delivers 140 services"_s));
    const auto services = partsOf(picture, Kind::Service);
    const auto more = partsOf(picture, Kind::More);
    QVERIFY(services.size() > 5 && services.size() < 140);
    QCOMPARE(more.size(), 1);
    QCOMPARE(textsOf(picture, more[0]), QStringList{u"+ %1 more"_s.arg(140 - services.size())});
    QVERIFY(more[0]->tip.contains(u"service-%1"_s.arg(services.size(), 3, 10, QLatin1Char('0'))));
    QCOMPARE(findOverlap(picture), QString());
}

void TestPipeline::noStages()
{
    Project project;
    const auto id = project.add(u"pipeline"_s, u"web"_s, {});
    const auto picture = project.picture(id);
    QVERIFY(picture.isThere);
    QCOMPARE(picture.columns, 0);
    QVERIFY(textsOf(picture).contains(u"No stages yet: add them in the inspector."_s));
    QVERIFY(!picture.bounds.isEmpty());
    QVERIFY(renderSvg(picture).has_value());
    // What is cut short says all in its tooltip, the title too.
    const QString name = u"a name "_s.repeated(40).trimmed();
    const auto named = project.picture(project.add(u"pipeline"_s, u"long"_s, {{u"name"_s, name}}));
    QVERIFY(std::ranges::any_of(named.labels, [&](const PipelineLabel &label) {
        return label.text.endsWith(u'…') && label.tip == name;
    }));
}

void TestPipeline::compareSaysWhatBecameOfStages()
{
    Project project;
    project.add(u"control"_s, u"scan"_s, {{u"mode"_s, u"warn"_s}});
    const auto id =
        project.add(u"pipeline"_s, u"web"_s,
                    {{u"stages"_s, QJsonArray{stage(u"Build"_s, u"build"_s, {}, {}, {u"scan"_s}),
                                              stage(u"Board"_s, u"other"_s),
                                              stage(u"Deploy"_s, u"deploy"_s, {}, u"button"_s)}}});
    QVERIFY(project.draft.setProperty(project.draft.model().element(u"scan"_s)->id, project.later, u"mode"_s,
                                      u"enforced"_s));
    QVERIFY(project.draft.setProperty(
        id, project.later, u"stages"_s,
        QJsonArray{stage(u"Build"_s, u"build"_s, {}, {}, {u"scan"_s}), stage(u"Sign"_s, u"sign"_s),
                   stage(u"Deploy"_s, u"deploy"_s, u"prod"_s, u"four eyes"_s)}));
    const auto picture = project.compared(id);
    QVERIFY(picture.compare);
    QCOMPARE(statesOf(picture), u"Build, Board-, Sign+, Deploy~"_s);
    QCOMPARE(partOf(picture, Kind::Stage, u"Board"_s)->stage, -1);
    QCOMPARE(partOf(picture, Kind::Stage, u"Deploy"_s)->stage, 2);
    QVERIFY(partOf(picture, Kind::Stage, u"Deploy"_s)->tip.contains(u"environment: none → prod"_s));
    const auto *scan = partOf(picture, Kind::Control, u"scan"_s);
    QCOMPARE(scan->state, State::Changed);
    QVERIFY(scan->tip.contains(u"was advisory"_s));
    const auto *gate = partsOf(picture, Kind::Gate).value(0);
    QCOMPARE(gate->state, State::Changed);
    QVERIFY(gate->tip.contains(u"was: button"_s));
    QCOMPARE(findOverlap(picture), QString());
    // The same without a change: nothing has a sign.
    QVERIFY(project.draft.revertProperty(id, project.later, u"stages"_s));
    QCOMPARE(statesOf(project.compared(id)), u"Build, Board, Deploy"_s);
}

void TestPipeline::renamedStageIsChanged()
{
    Project project;
    const auto id = project.add(u"pipeline"_s, u"web"_s,
                                {{u"stages"_s, QJsonArray{stage(u"Make"_s, u"build"_s),
                                                          stage(u"Roll out"_s, u"deploy"_s, u"prod"_s)}}});
    QVERIFY(project.draft.setProperty(
        id, project.later, u"stages"_s,
        QJsonArray{stage(u"Build"_s, u"build"_s), stage(u"prod"_s, u"deploy"_s, u"prod"_s)}));
    const auto picture = project.compared(id);
    QCOMPARE(statesOf(picture), u"Build~, prod~"_s);
    QVERIFY(partOf(picture, Kind::Stage, u"Build"_s)->tip.contains(u"name: Make → Build"_s));
}

void TestPipeline::newPipelineIsHeldAgainstWhatItReplaces()
{
    Project project;
    const auto old = project.add(
        u"pipeline"_s, u"jenkins"_s,
        {{u"stages"_s, QJsonArray{stage(u"Build"_s, u"build"_s), stage(u"Board"_s, u"approve"_s)}}});
    const auto id =
        project.add(u"pipeline"_s, u"golden"_s,
                    {{u"stages"_s, QJsonArray{stage(u"Build"_s, u"build"_s), stage(u"Sign"_s, u"sign"_s)}}},
                    project.later);
    QVERIFY(project.draft.addRelation(u"replaces"_s, id, old, project.later));
    QVERIFY(project.draft.removeElementAt(old, project.later));
    const auto picture = project.compared(id);
    QCOMPARE(statesOf(picture), u"Build, Board-, Sign+"_s);
    QCOMPARE(picture.subtitle, u"Now → Later, against jenkins, which it replaces"_s);
    QVERIFY(textsOf(picture).contains(u"Against jenkins in Now"_s));
}

void TestPipeline::gonePipelineIsDrawn()
{
    Project project;
    const auto id =
        project.add(u"pipeline"_s, u"jenkins"_s, {{u"stages"_s, QJsonArray{stage(u"Build"_s, u"build"_s)}}});
    QVERIFY(project.draft.removeElementAt(id, project.later));
    const auto picture = project.compared(id);
    QVERIFY(picture.isThere);
    QCOMPARE(statesOf(picture), u"Build-"_s);
}

void TestPipeline::pipelineThatIsNowhere()
{
    Project project;
    const auto id = project.add(u"pipeline"_s, u"golden"_s, {}, project.later);
    const auto picture = project.picture(id);
    QVERIFY(!picture.isThere);
    QVERIFY(picture.parts.isEmpty());
    QVERIFY(renderPng(picture).has_value());
}

void TestPipeline::nothingLiesOverAnything_data()
{
    QTest::addColumn<int>("seed");
    QTest::addColumn<int>("stages");
    int seed = 0;
    for (const int stages : {0, 1, 2, 3, 5, 8, 13, 30, 60}) {
        for (int again = 0; again < (stages > 20 ? 2 : 5); ++again)
            QTest::addRow("%d stages, %d", stages, again) << ++seed << stages;
    }
}

void TestPipeline::nothingLiesOverAnything()
{
    QFETCH(const int, seed);
    QFETCH(const int, stages);
    QRandomGenerator random{quint32(seed)};
    const auto number = [&](int below) { return int(random.bounded(below)); };
    const QStringList names{
        u"Build"_s,
        u"a very long name of a stage that has no room in two lines whatever one does"_s,
        u"Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichen"_s,
        u"%1 %2 %3"_s,
        u"<b>bold</b> & \"quoted\""_s,
        u"line\nbreak\ttab"_s,
        QString(QChar(0x202e)) + u"turned"_s,
        u"تجربة الإصدار والنشر إلى الإنتاج"_s,
        u"部署到生产环境并等待批准和验证以及更多步骤"_s,
        QString::fromUtf8(
            "👩‍🚀👩‍🚀👩‍🚀👩‍🚀👩‍🚀👩‍🚀👩‍🚀👩‍🚀👩‍"
            "🚀👩‍🚀👩‍🚀"),
        u" "_s,
        QString(3000, u'W')};
    const auto name = [&] { return names[number(int(names.size()))]; };
    const QStringList types{u"source"_s,  u"build"_s,   u"deploy"_s, u"approve"_s,
                            u"promote"_s, u"strange"_s, {}};
    const QStringList modes{u"enforced"_s, u"warn"_s, u"planned"_s, u"other"_s};

    Project project;
    QList<ElementId> environments;
    QStringList environmentKeys{u"not-there"_s};
    for (int i = 0; i < 7; ++i) {
        environmentKeys.append(u"environment-%1"_s.arg(i));
        environments.append(project.add(u"environment"_s, environmentKeys.back(),
                                        {{u"name"_s, name()},
                                         {u"lifecycle"_s, number(2) ? u"ephemeral"_s : u"static"_s},
                                         {u"data_policy"_s, u"masked"_s},
                                         {u"ttl_hours"_s, number(100)}}));
    }
    QStringList controlKeys{u"no-such-control"_s};
    const auto id = project.add(u"pipeline"_s, u"web"_s, {{u"name"_s, name()}, {u"tool"_s, name()}});
    for (int i = 0; i < 24; ++i) {
        controlKeys.append(u"control-%1"_s.arg(i));
        const auto control = project.add(u"control"_s, controlKeys.back(),
                                         {{u"name"_s, name()}, {u"mode"_s, modes[number(4)]}});
        if (number(3) == 0)
            project.relate(u"guards"_s, control, id);
        for (const auto environment : std::as_const(environments)) {
            if (number(4) == 0)
                project.relate(u"guards"_s, control, environment);
        }
    }
    for (const auto from : std::as_const(environments)) {
        for (const auto to : std::as_const(environments)) {
            if (from != to && number(6) == 0)
                project.relate(u"promotesTo"_s, from, to, {{u"gate"_s, name()}});
        }
        if (number(2) == 0)
            project.relate(u"deploysTo"_s, id, from);
    }
    for (int i = number(60); i > 0; --i)
        project.relate(u"deliveredBy"_s,
                       project.add(u"service"_s, u"service-%1"_s.arg(i), {{u"name"_s, name()}}), id);
    const auto rows = [&](int count) {
        QJsonArray result;
        for (int i = 0; i < count; ++i) {
            QJsonObject row = stage(
                number(3) ? u"%1 %2"_s.arg(name()).arg(number(40)) : name(), types[number(int(types.size()))],
                number(3) ? QString() : environmentKeys[number(int(environmentKeys.size()))],
                number(4) ? QString() : name());
            QJsonArray controls;
            for (int k = number(20) == 0 ? 22 : number(5); k > 0; --k)
                controls.append(controlKeys[number(int(controlKeys.size()))]);
            row.insert(u"controls"_s, controls);
            row.insert(u"detail"_s, name());
            result.append(row);
        }
        return result;
    };
    QVERIFY(project.draft.setProperty(id, project.now, u"stages"_s, rows(stages)));
    QVERIFY(project.draft.setProperty(id, project.later, u"stages"_s, rows(stages + number(3))));

    for (const QSizeF sheet : {QSizeF(1440, 900), seed % 2 ? QSizeF(300, 2000) : QSizeF(4000, 200)}) {
        const auto picture = project.picture(id, sheet);
        QCOMPARE(findOverlap(picture), QString());
        QCOMPARE(partsOf(picture, Kind::Stage).size(), stages);
        QCOMPARE(findOverlap(project.compared(id, sheet)), QString());
    }
    // Nothing is lost: everything is drawn, or named by what stands for it.
    const auto picture = project.picture(id);
    QString everything;
    for (const auto &part : picture.parts)
        everything += part.tip + u'\n';
    const PlateauModel at(project.draft.model(), project.now);
    for (const auto &row : at.element(id)->properties.value(u"stages"_s).toArray()) {
        for (const auto &control : row[u"controls"].toArray()) {
            const auto *element = project.draft.model().element(control.toString());
            const bool isDrawn = std::ranges::any_of(picture.parts, [&](const PipelinePart &part) {
                return part.kind == Kind::Control && part.key == control.toString();
            });
            QVERIFY(isDrawn || !element ||
                    everything.contains(at.element(element->id)->name().left(60).simplified()));
        }
        const QString environment = row[u"environment"].toString();
        QVERIFY(environment.isEmpty() || partOf(picture, Kind::Environment, environment));
    }
    for (const auto &target : at.targets(id, u"deploysTo"_s))
        QVERIFY(partOf(picture, Kind::Environment, target.key));
}

void TestPipeline::sameInputSameBytes()
{
    const auto make = [] {
        Project project;
        project.add(u"environment"_s, u"prod"_s, {});
        return project.picture(project.add(
            u"pipeline"_s, u"web"_s,
            {{u"stages"_s, QJsonArray{stage(u"Build"_s, u"build"_s, {}, {}, {u"x"_s}),
                                      stage(u"prod"_s, u"deploy"_s, u"prod"_s, u"four eyes"_s)}}}));
    };
    QCOMPARE(make(), make());
    const auto svg = renderSvg(make());
    QVERIFY(svg && *svg == *renderSvg(make()));
    QVERIFY(svg->contains("<title>web (Now)</title>"));
    QVERIFY(svg->contains("Stages: Build, prod. Gates: 1. Environments: 1. Controls: 1."));
    QVERIFY(!svg->contains("<text"));
    const auto png = renderPng(make(), 2.0);
    QVERIFY(png && *png == *renderPng(make(), 2.0));
}

void TestPipeline::hitFindsParts()
{
    Project project;
    const auto id =
        project.add(u"pipeline"_s, u"web"_s,
                    {{u"stages"_s, QJsonArray{stage(u"Build"_s, u"build"_s),
                                              stage(u"prod"_s, u"deploy"_s, u"prod"_s, u"four eyes"_s)}}});
    const auto picture = project.picture(id);
    for (int i = 0; i < picture.parts.size(); ++i)
        QCOMPARE(picture.partAt(picture.parts[i].rect.center()), i);
    QCOMPARE(picture.parts[picture.partAt(picture.marks[0].centre)].kind, Kind::Gate);
    QCOMPARE(picture.partAt({-500, -500}), -1);
    QCOMPARE(picture.parts[picture.stagePart(1)].key, u"prod"_s);
    QCOMPARE(picture.stagePart(7), -1);
    QCOMPARE(picture.stagePart(-1), -1);
}

QTEST_MAIN(TestPipeline)
#include "tst_pipeline.moc"

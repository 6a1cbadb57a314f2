// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "board.h"

#include "core/exchange/text_twin.h"
#include "core/review/arrange.h"
#include "core/review/clusters.h"

#include <QTest>

using namespace gp;
using namespace gp::review;
using namespace gp::test;

namespace {

const QString november = u"november"_s;

const metamodel::Metamodel &metamodel_()
{
    return metamodel::Metamodel::builtin();
}

/// Nothing is found, so that no rules have to run.
Sources silent()
{
    return {[](PlateauId) { return QList<rules::Finding>(); },
            [](PlateauId, PlateauId) { return QList<rules::Finding>(); },
            {}};
}

Agenda agendaOf(const Draft &draft, const Sources &sources = silent())
{
    auto agenda = review::agendaOf(draft.model(), metamodel_(), november, sources);
    if (!agenda)
        qFatal("%s", qPrintable(agenda.error().message));
    return *agenda;
}

QStringList idsOf(const QList<Step> &steps)
{
    QStringList ids;
    for (const Step &step : steps)
        ids.append(step.id);
    return ids;
}

/// Every item once.
void isPartition(const compare::Gap &gap, const QList<Cluster> &clusters, qsizetype most)
{
    QHash<ElementId, int> seen;
    QSet<QString> ids;
    for (const Cluster &cluster : clusters) {
        QVERIFY(!cluster.items.isEmpty());
        QVERIFY2(cluster.items.size() <= most, qPrintable(cluster.id));
        QVERIFY(!cluster.title.isEmpty());
        QVERIFY2(!ids.contains(cluster.id), qPrintable(cluster.id));
        ids.insert(cluster.id);
        for (const compare::ElementGap &item : cluster.items)
            ++seen[item.id];
    }
    const auto items = gap.items();
    QCOMPARE(seen.size(), items.size());
    for (const compare::ElementGap &item : items)
        QCOMPARE(seen.value(item.id), 1);
}

const Model &sample()
{
    static const Model model = [] {
        auto reading =
            exchange::readTwin(QStringLiteral(GROUNDPLAN_SOURCE_DIR "/templates/projects/microservices-50"),
                               Model(), metamodel_());
        if (!reading.draft)
            qFatal("%s", qPrintable(exchange::joined(reading.errors).text()));
        return reading.draft->model();
    }();
    return model;
}

} // namespace

class TestAgenda : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void stepsInTheirOrder()
    {
        BoardProject p;
        const Agenda agenda = agendaOf(p.draft);
        QCOMPARE(idsOf(agenda.steps),
                 (QStringList{u"why"_s, u"current"_s, u"target"_s, u"change/decision/sign"_s,
                              u"change/replaced/jenkins"_s, u"controls"_s, u"nfrs"_s, u"risks"_s,
                              u"questions"_s, u"roadmap"_s, u"decisions"_s, u"actions"_s}));
        const Step &sign = *agenda.step(u"change/decision/sign"_s);
        QCOMPARE(sign.decision, u"sign"_s);
        QCOMPARE(sign.counts.added, 1);
        QCOMPARE(sign.stage.after, QList<ElementId>{p.signing});
        QVERIFY(sign.stage.before.isEmpty());
        QCOMPARE(sign.effect.controlsGained, QStringList{u"Signing: none → enforced"_s});
        // What hangs on the pair goes with it.
        const Step &jenkins = *agenda.step(u"change/replaced/jenkins"_s);
        QCOMPARE(jenkins.title, u"Pipelines: Jenkins → Actions"_s);
        QCOMPARE(jenkins.items.size(), 3);
        QVERIFY(jenkins.stage.before.contains(p.jenkins) && !jenkins.stage.before.contains(p.actions));
        QVERIFY(jenkins.stage.after.contains(p.actions) && !jenkins.stage.after.contains(p.jenkins));
        QCOMPARE(jenkins.summary, u"1 replaced, 1 added, 1 changed."_s);
    }

    void refusesOneState()
    {
        BoardProject p;
        const auto agenda = agendaFor(p.model(), metamodel_(), {p.target, p.target}, silent());
        QVERIFY(!agenda && agenda.error().code == ErrorCode::Usage);
        QVERIFY(!review::agendaOf(p.model(), metamodel_(), u"nothing"_s, silent()));
    }

    void findingsBelongToOneChange()
    {
        BoardProject p;
        const auto finding = [&](ElementId element, ElementId related, const QString &print) {
            rules::Finding one;
            one.rule = u"X-001"_s;
            one.element = element;
            one.related = related;
            one.message = print;
            one.fingerprint = print;
            return one;
        };
        Sources sources = silent();
        sources.findingsAt = [&](PlateauId plateau) -> QList<rules::Finding> {
            if (plateau == p.current)
                return {finding(p.jenkins, p.signing, u"old"_s), finding(p.checkout, {}, u"stays"_s)};
            return {finding(p.checkout, {}, u"stays"_s), finding({}, p.signing, u"new"_s)};
        };
        const Agenda agenda = agendaOf(p.draft, sources);
        const Step &jenkins = *agenda.step(u"change/replaced/jenkins"_s);
        const Step &sign = *agenda.step(u"change/decision/sign"_s);
        QCOMPARE(jenkins.effect.findingsClosed, QStringList{u"old (X-001)"_s});
        QVERIFY(jenkins.effect.findingsOpened.isEmpty());
        QVERIFY(sign.effect.findingsClosed.isEmpty());
        QCOMPARE(sign.effect.findingsOpened, QStringList{u"new (X-001)"_s});
        QCOMPARE(agenda.step(u"target"_s)->effect.findingsClosed.size(), 1);
    }

    void nfrsBetterAndWorse()
    {
        BoardProject p;
        Sources sources = silent();
        sources.nfrsAt = [&](PlateauId plateau) {
            rules::NfrRow one;
            one.element = p.checkout;
            one.nfr = u"NFR-REL-001"_s;
            one.characteristic = u"reliability"_s;
            one.answer = plateau == p.current ? u"met"_s : u"open"_s;
            rules::NfrRow other = one;
            other.nfr = u"NFR-REL-002"_s;
            other.answer = plateau == p.current ? u"not-met"_s : u"waived"_s;
            return QList<rules::NfrRow>{one, other};
        };
        const Agenda agenda = agendaOf(p.draft, sources);
        const QList<NfrChange> &changes = agenda.step(u"change/replaced/jenkins"_s)->effect.nfrs;
        QCOMPARE(changes.size(), 2);
        QVERIFY(changes.first().isWorse && changes.first().after == u"open"_s);
        QVERIFY(!changes.last().isWorse);
        QVERIFY(agenda.step(u"nfrs"_s)->summary.contains(u"1 of 2 at Current, 1 of 2 at Target"_s));
    }

    void architectArranges()
    {
        BoardProject p;
        QVERIFY(moveStep(p.draft, agendaOf(p.draft), u"risks"_s, 1));
        QVERIFY(cutStep(p.draft, agendaOf(p.draft), u"nfrs"_s, true));
        QVERIFY(renameStep(p.draft, agendaOf(p.draft), u"why"_s, u"The auditor asked"_s));
        QVERIFY(noteStep(p.draft, agendaOf(p.draft), u"target"_s, u"Slowly."_s));
        const auto own = addStep(p.draft, agendaOf(p.draft),
                                 {u"Demo"_s, u"Five minutes."_s, {}, {u"checkout"_s}}, u"target"_s);
        QVERIFY(own);
        const Agenda agenda = agendaOf(p.draft);
        QCOMPARE(idsOf(agenda.steps).first(4),
                 (QStringList{u"why"_s, u"risks"_s, u"current"_s, u"target"_s}));
        QCOMPARE(agenda.steps.at(4).id, *own);
        QCOMPARE(agenda.steps.at(4).stage.before, QList<ElementId>{p.checkout});
        QCOMPARE(agenda.steps.first().title, u"The auditor asked"_s);
        QCOMPARE(agenda.step(u"target"_s)->notes, u"Slowly."_s);
        QVERIFY(agenda.step(u"nfrs"_s)->isCut);
        QCOMPARE(agenda.shown().size(), agenda.steps.size() - 1);
        QVERIFY(metamodel_().findProblems(p.model()).isEmpty());
        QVERIFY(!removeStep(p.draft, agenda, u"why"_s));
        QVERIFY(!writeStep(p.draft, agenda, u"why"_s, u"Mine."_s));
        QVERIFY(writeStep(p.draft, agenda, *own, u"Ten minutes."_s));
        QCOMPARE(agendaOf(p.draft).step(*own)->text, u"Ten minutes."_s);
        QVERIFY(resetSteps(p.draft, agenda));
        const Agenda usual = agendaOf(p.draft);
        QStringList ids = idsOf(usual.steps);
        QVERIFY(ids.removeOne(*own));
        QCOMPARE(ids, usual.usual);
        QCOMPARE(usual.step(u"target"_s)->notes, u"Slowly."_s);
        QVERIFY(removeStep(p.draft, usual, *own));
        QVERIFY(!agendaOf(p.draft).step(*own));
    }

    /// Notes alone do not freeze the order.
    void notesInAnyOrderKeepTheUsualOne()
    {
        BoardProject p;
        for (const QString &id : {u"roadmap"_s, u"why"_s, u"controls"_s})
            QVERIFY(noteStep(p.draft, agendaOf(p.draft), id, u"Say this."_s));
        const Agenda agenda = agendaOf(p.draft);
        QCOMPARE(idsOf(agenda.steps), agenda.usual);
    }

    void followsTheModelAndSaysWhatIsGone()
    {
        BoardProject p;
        QVERIFY(noteStep(p.draft, agendaOf(p.draft), u"change/decision/sign"_s, u"Keyless."_s));
        QVERIFY(p.draft.eraseElement(p.signing));
        const Agenda agenda = agendaOf(p.draft);
        const Step &gone = *agenda.step(u"change/decision/sign"_s);
        QVERIFY(gone.isGone);
        QCOMPARE(gone.title, u"Sign"_s);
        QCOMPARE(gone.notes, u"Keyless."_s);
        QVERIFY(gone.summary.contains(u"not in the model any more"_s));
        QVERIFY(removeStep(p.draft, agenda, gone.id));
        QVERIFY(!agendaOf(p.draft).step(u"change/decision/sign"_s));
    }

    void hostileRowsAreLeftOut()
    {
        BoardProject p;
        Record review = p.review();
        review.properties.insert(u"steps"_s,
                                 QJsonArray{3, u"why"_s, QJsonObject{},
                                            QJsonObject{{u"step"_s, u"why"_s}, {u"title"_s, u"A"_s}},
                                            QJsonObject{{u"step"_s, u"why"_s}, {u"title"_s, u"B"_s}},
                                            QJsonObject{{u"step"_s, u"own/9"_s},
                                                        {u"elements"_s, QJsonArray{1, u"no"_s}},
                                                        {u"view"_s, u"no"_s}},
                                            QJsonObject{{u"step"_s, u"<b>"_s}}});
        QVERIFY(p.draft.update(review));
        const Agenda agenda = agendaOf(p.draft);
        QCOMPARE(agenda.steps.first().title, u"A"_s);
        QCOMPARE(idsOf(agenda.steps).count(u"why"_s), 1);
        QVERIFY(agenda.step(u"own/9"_s)->stage.before.isEmpty());
        QVERIFY(agenda.step(u"<b>"_s)->isGone);
        QVERIFY(noteStep(p.draft, agenda, u"own/9"_s, u"x"_s));
    }

    void everyItemInOneCluster_data()
    {
        QTest::addColumn<QString>("from");
        QTest::addColumn<QString>("to");
        QTest::addColumn<qsizetype>("most");
        QTest::newRow("all") << u"current"_s << u"target"_s << mostItems;
        QTest::newRow("one by one") << u"current"_s << u"target"_s << qsizetype(1);
        QTest::newRow("a wave") << u"wave-1"_s << u"wave-2"_s << mostItems;
        QTest::newRow("backwards") << u"target"_s << u"current"_s << qsizetype(5);
        QTest::newRow("options") << u"signing-keyless"_s << u"signing-vault-key"_s << mostItems;
    }

    void everyItemInOneCluster()
    {
        QFETCH(QString, from);
        QFETCH(QString, to);
        QFETCH(qsizetype, most);
        const PlateauId a = sample().plateau(QStringView(from))->id;
        const PlateauId b = sample().plateau(QStringView(to))->id;
        const compare::Gap gap = compare::gapBetween(sample(), a, b);
        const QStringList first{u"sign-every-artifact"_s, u"one-registry-with-sbom"_s};
        const auto clusters = clustersOf(sample(), metamodel_(), gap, a, b, first, most);
        isPartition(gap, clusters, most);
        for (qsizetype i = 1; i < clusters.size(); ++i) {
            const auto whole = [&](qsizetype at) { return clusters.at(at).title.section(u" · "_s, 0, 0); };
            const bool wouldFit = clusters.at(i - 1).items.size() + clusters.at(i).items.size() <= most;
            QVERIFY2(whole(i) != whole(i - 1) || !wouldFit, qPrintable(clusters.at(i).title));
            QVERIFY2(!clusters.at(i).title.endsWith(u"→ "_s), qPrintable(clusters.at(i).title));
        }
        if (QTest::currentTestFailed())
            return;
        QVERIFY(clusters == clustersOf(sample(), metamodel_(), gap, a, b, first, most));
        if (most == mostItems && to == u"target")
            QVERIFY(clusters.first().id.startsWith(u"change/decision/sign-every-artifact"));
    }

    void sampleAgenda()
    {
        const auto agenda = review::agendaOf(sample(), metamodel_(), u"2026-11"_s, silent());
        QVERIFY(agenda);
        QStringList told;
        for (const Step &step : agenda->steps) {
            QVERIFY(!step.title.isEmpty() && !step.summary.isEmpty());
            QVERIFY(!step.isGone);
            told.append(step.id + u" | "_s + step.title + u" | "_s + step.summary);
        }
        qInfo("%s", qPrintable(told.join(u'\n')));
        QVERIFY(agenda->step(u"decisions"_s)->lines.size() >= 2);
        QVERIFY(agenda->step(u"roadmap"_s)->lines.size() >= 10);
    }
};

QTEST_GUILESS_MAIN(TestAgenda)
#include "tst_agenda.moc"

// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "core/decisions/governing.h"
#include "core/decisions/life.h"
#include "core/decisions/links.h"
#include "core/decisions/proposal.h"
#include "core/decisions/scoring.h"
#include "core/metamodel/ownkinds.h"

#include <QJsonArray>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace gp;
using decisions::Status;

namespace {

QDate day(int number)
{
    return QDate(2026, 1, 1).addDays(number);
}

/// Current and target, and an option that branches off the current one.
struct Project
{
    Draft draft{Model()};
    PlateauId current =
        *draft.addPlateau({{}, u"current"_s, u"Current"_s, {}, PlateauKind::Current, {}, 0, {}});
    PlateauId target =
        *draft.addPlateau({{}, u"target"_s, u"Target"_s, {}, PlateauKind::Target, current, 1, day(300)});
    PlateauId option =
        *draft.addPlateau({{}, u"buy"_s, u"Buy"_s, {}, PlateauKind::Option, current, 2, day(300)});

    const Model &model() const { return draft.model(); }
    const Record &decision(const QString &key) const { return *model().record(u"decision"_s, key); }
    QString add(const QString &key, QJsonObject properties = {})
    {
        if (!properties.contains(u"title"_s))
            properties.insert(u"title"_s, key);
        if (!properties.contains(u"status"_s))
            properties.insert(u"status"_s, u"draft"_s);
        (void)draft.addRecord(u"decision"_s, key, properties);
        return key;
    }
    /// Ready to be accepted.
    QString addReady(const QString &key, QJsonObject properties = {})
    {
        properties.insert(u"context"_s, u"Why."_s);
        properties.insert(u"outcome"_s, u"This."_s);
        properties.insert(u"deciders"_s, QJsonArray{u"Ada"_s});
        return add(key, properties);
    }
    Result<void> take(const QString &key, Status to, int on, const QString &note = {},
                      const QString &successor = {})
    {
        return decisions::take(draft, key, {to, day(on), u"Ada"_s, note, successor});
    }
    void accept(const QString &key, int on)
    {
        (void)take(key, Status::Proposed, on);
        const auto done = take(key, Status::Accepted, on);
        QVERIFY2(done, done ? "" : qPrintable(done.error().text()));
    }
    QStringList governing(const QString &element, int on) const
    {
        QStringList keys;
        for (const auto &one : decisions::GoverningDecisions(model()).of(element, day(on)))
            keys.append(one.decision.key);
        return keys;
    }
};

} // namespace

class tst_Decisions : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void onlyLegalStepsAreTaken()
    {
        const QList<Status> all{Status::Draft,    Status::Proposed,   Status::Accepted,
                                Status::Rejected, Status::Deprecated, Status::Superseded};
        const QSet<std::pair<Status, Status>> legal{
            {Status::Draft, Status::Proposed},      {Status::Proposed, Status::Accepted},
            {Status::Proposed, Status::Rejected},   {Status::Proposed, Status::Draft},
            {Status::Accepted, Status::Deprecated}, {Status::Accepted, Status::Superseded},
            {Status::Rejected, Status::Proposed},   {Status::Deprecated, Status::Superseded}};
        for (const Status from : all) {
            for (const Status to : all) {
                Project project;
                project.addReady(u"a"_s, {{u"status"_s, decisions::toString(from)}});
                project.addReady(u"b"_s, {{u"status"_s, u"accepted"_s}});
                const auto done =
                    project.take(u"a"_s, to, 5, u"because"_s, to == Status::Superseded ? u"b"_s : QString());
                QCOMPARE(bool(done), legal.contains({from, to}));
                QVERIFY(decisions::statusOf(project.decision(u"a"_s)) == (done ? to : from));
            }
        }
    }

    void whatStandsInTheWayIsToldAtOnce()
    {
        Project project;
        (void)project.draft.addRecord(
            u"stakeholder"_s, u"head"_s,
            {{u"name"_s, u"Head of Platform"_s}, {u"signs"_s, QJsonArray{u"platform"_s}}});
        project.add(u"a"_s, {{u"status"_s, u"proposed"_s},
                             {u"reach"_s, u"platform"_s},
                             {u"chosen"_s, u"Third"_s},
                             {u"options"_s, QJsonArray{QJsonObject{{u"title"_s, u"First"_s}}}}});
        const QStringList found = decisions::obstacles(project.model(), project.decision(u"a"_s),
                                                       {Status::Accepted, day(1), {}, {}, {}});
        QCOMPARE(found.size(), 4);
        QVERIFY(found.join(u' ').contains(u"'Third' is not among"_s));
        QVERIFY(found.join(u' ').contains(u"no context"_s));
        QVERIFY(found.join(u' ').contains(u"Nobody decided"_s));
        QVERIFY(found.join(u' ').contains(u"Head of Platform signs decisions of reach platform"_s));
        QVERIFY(!project.take(u"a"_s, Status::Rejected, 1));
        QVERIFY(project.take(u"a"_s, Status::Rejected, 1, u"too dear"_s));
        QVERIFY(!project.take(u"a"_s, Status::Proposed, 0)); // before the rejection
    }

    void aNumberComesWithTheAcceptance()
    {
        Project project;
        project.add(u"old"_s, {{u"number"_s, 7}, {u"status"_s, u"accepted"_s}});
        project.addReady(u"a"_s);
        project.addReady(u"b"_s);
        QVERIFY(!project.decision(u"a"_s).properties.contains(u"number"_s));
        project.accept(u"b"_s, 1);
        project.accept(u"a"_s, 2);
        QCOMPARE(project.decision(u"b"_s).properties.value(u"number"_s).toInt(), 8);
        QCOMPARE(project.decision(u"a"_s).properties.value(u"number"_s).toInt(), 9);
        QCOMPARE(*decisions::giveNumber(project.draft, u"a"_s), 9);
    }

    void historyTellsWhenAndWho()
    {
        Project project;
        project.addReady(u"a"_s, {{u"status"_s, u"proposed"_s}, {u"date"_s, u"2026-01-03"_s}});
        QVERIFY(project.take(u"a"_s, Status::Rejected, 10, u"too dear"_s));
        QVERIFY(project.take(u"a"_s, Status::Proposed, 20));
        const QList<decisions::Passed> expected{{Status::Proposed, day(2), {}, {}},
                                                {Status::Rejected, day(10), u"Ada"_s, u"too dear"_s},
                                                {Status::Proposed, day(20), u"Ada"_s, {}}};
        QVERIFY(decisions::historyOf(project.decision(u"a"_s)) == expected);
    }

    void cyclesAreRefused()
    {
        Project project;
        for (const QString &key : {u"a"_s, u"b"_s, u"c"_s})
            project.add(key);
        QVERIFY(decisions::link(project.draft, u"a"_s, u"supersedes"_s, u"b"_s));
        QVERIFY(decisions::link(project.draft, u"b"_s, u"supersedes"_s, u"c"_s));
        const auto refused = decisions::link(project.draft, u"c"_s, u"supersedes"_s, u"a"_s);
        QVERIFY(!refused);
        QVERIFY2(refused.error().message.contains(u"a → b → c"_s), qPrintable(refused.error().message));
        QVERIFY(!decisions::link(project.draft, u"a"_s, u"supersedes"_s, u"a"_s));
        QVERIFY(decisions::link(project.draft, u"c"_s, u"relates-to"_s, u"a"_s)); // which has no direction
        QVERIFY(decisions::link(project.draft, u"a"_s, u"supersedes"_s, u"b"_s)); // again: nothing
        QCOMPARE(decisions::linksOf(project.decision(u"a"_s), u"supersedes"_s), QStringList{u"b"_s});
    }

    void theLastOfAChainGoverns()
    {
        Project project;
        project.addReady(u"first"_s, {{u"elements"_s, QJsonArray{u"cart"_s}}});
        project.addReady(u"second"_s);
        project.addReady(u"third"_s);
        project.addReady(u"more"_s);
        project.accept(u"first"_s, 10);
        project.accept(u"second"_s, 20);
        QVERIFY(project.take(u"first"_s, Status::Superseded, 20, {}, u"second"_s));
        project.accept(u"third"_s, 30);
        QVERIFY(project.take(u"second"_s, Status::Superseded, 30, {}, u"third"_s));
        project.accept(u"more"_s, 40);
        QVERIFY(decisions::link(project.draft, u"more"_s, u"amends"_s, u"third"_s));
        QCOMPARE(project.governing(u"cart"_s, 5), QStringList());
        QCOMPARE(project.governing(u"cart"_s, 10), QStringList{u"first"_s});
        QCOMPARE(project.governing(u"cart"_s, 25), QStringList{u"second"_s});
        QCOMPARE(project.governing(u"cart"_s, 35), QStringList{u"third"_s});
        QCOMPARE(project.governing(u"cart"_s, 45), (QStringList{u"third"_s, u"more"_s}));
        QCOMPARE(project.governing(u"stock"_s, 45), QStringList());
        QVERIFY(project.take(u"third"_s, Status::Deprecated, 50, u"over"_s));
        QCOMPARE(project.governing(u"cart"_s, 55), QStringList());
        const auto at = decisions::GoverningDecisions(project.model()).of(u"cart"_s, day(35));
        QCOMPARE(at.first().chain, (QStringList{u"first"_s, u"second"_s, u"third"_s}));
    }

    /// As files have it that other tools wrote: a status and one date.
    void withoutHistoryTheSuccessorTellsTheEnd()
    {
        Project project;
        project.add(u"old"_s, {{u"status"_s, u"superseded"_s},
                               {u"date"_s, u"2026-01-11"_s},
                               {u"elements"_s, QJsonArray{u"cart"_s}}});
        project.add(
            u"new"_s,
            {{u"status"_s, u"accepted"_s},
             {u"date"_s, u"2026-02-20"_s},
             {u"links"_s, QJsonArray{QJsonObject{{u"kind"_s, u"supersedes"_s}, {u"target"_s, u"old"_s}}}}});
        QCOMPARE(project.governing(u"cart"_s, 5), QStringList());
        QCOMPARE(project.governing(u"cart"_s, 20), QStringList{u"old"_s});
        QCOMPARE(project.governing(u"cart"_s, 60), QStringList{u"new"_s});
    }

    void aFileMayHoldACycle()
    {
        Project project;
        const auto supersedes = [](const QString &key) {
            return QJsonArray{QJsonObject{{u"kind"_s, u"supersedes"_s}, {u"target"_s, key}}};
        };
        project.add(u"a"_s, {{u"status"_s, u"accepted"_s},
                             {u"elements"_s, QJsonArray{u"cart"_s}},
                             {u"links"_s, supersedes(u"b"_s)}});
        project.add(u"b"_s, {{u"status"_s, u"accepted"_s}, {u"links"_s, supersedes(u"a"_s)}});
        QCOMPARE(project.governing(u"cart"_s, 5), (QStringList{u"a"_s, u"b"_s}));
    }

    void anOptionThatWasNotTakenDoesNotGovernElsewhere()
    {
        Project project;
        project.add(u"a"_s, {{u"status"_s, u"accepted"_s},
                             {u"elements"_s, QJsonArray{u"cart"_s}},
                             {u"chosen"_s, u"Buy it"_s},
                             {u"options"_s,
                              QJsonArray{QJsonObject{{u"title"_s, u"Buy it"_s}, {u"plateau"_s, u"buy"_s}}}}});
        const decisions::GoverningDecisions all(project.model());
        QCOMPARE(all.of(u"cart"_s, project.option).size(), 1);
        QCOMPARE(all.of(u"cart"_s, project.target).size(), 0);
    }

    void scoresAreWeighted()
    {
        Record decision;
        decision.properties = {
            {u"criteria"_s, QJsonArray{QJsonObject{{u"name"_s, u"Cost: a year"_s}, {u"weight"_s, 3}},
                                       QJsonObject{{u"name"_s, u"Skills"_s}}}},
            {u"options"_s,
             QJsonArray{QJsonObject{{u"title"_s, u"Build"_s},
                                    {u"scores"_s, QJsonArray{u"Cost: a year: 2"_s, u"Skills: 4"_s}}},
                        QJsonObject{{u"title"_s, u"Buy"_s},
                                    {u"scores"_s, QJsonArray{u"Skills: 5"_s, u"Speed: 3"_s, u"Skills"_s}}},
                        QJsonObject{{u"title"_s, u"Wait"_s}, {u"score"_s, 1.5}}}}};
        const QList<decisions::OptionScore> scores = decisions::scoresOf(decision);
        QCOMPARE(scores.size(), 3);
        QCOMPARE(*scores[0].score, (3 * 2 + 4) / 4.0);
        QCOMPARE(scores[0].missing, 0);
        QCOMPARE(*scores[1].score, 5.0);
        QCOMPARE(scores[1].missing, 1);
        QCOMPARE(scores[1].unknown, (QStringList{u"Speed: 3"_s, u"Skills"_s}));
        QCOMPARE(*scores[2].score, 1.5);
    }

    void aProposalComesFromAGap()
    {
        Project project;
        const ElementId jenkins =
            *project.draft.addElement(u"technology"_s, u"jenkins"_s, project.current,
                                      {{u"name"_s, u"Jenkins"_s}, {u"monthly_cost"_s, 900}});
        const ElementId actions =
            *project.draft.addElement(u"technology"_s, u"actions"_s, project.target,
                                      {{u"name"_s, u"Actions"_s}, {u"monthly_cost"_s, 400}});
        const ElementId pipeline = *project.draft.addElement(u"pipeline"_s, u"web"_s, project.current,
                                                             {{u"name"_s, u"Web pipeline"_s}});
        QVERIFY(project.draft.addRelation(u"uses"_s, pipeline, jenkins, project.current));
        QVERIFY(project.draft.addRelation(u"replaces"_s, actions, jenkins, project.target));
        QVERIFY(project.draft.removeElementAt(jenkins, project.target));
        const auto key =
            decisions::propose(project.draft, project.current, project.target, {jenkins}, day(3));
        QVERIFY2(key, key ? "" : qPrintable(key.error().text()));
        const Record decision = project.decision(*key);
        QCOMPARE(decision.properties.value(u"title"_s).toString(), u"Replace Jenkins with Actions"_s);
        QCOMPARE(decision.properties.value(u"status"_s).toString(), u"proposed"_s);
        QCOMPARE(decision.properties.value(u"elements"_s).toArray(), (QJsonArray{u"jenkins"_s}));
        const metamodel::Metamodel metamodel = metamodel::metamodelOf(project.model());
        const auto basis = decisions::basisOf(project.model(), metamodel, decision);
        QVERIFY2(basis, basis ? "" : qPrintable(basis.error().text()));
        QCOMPARE(basis->changes, QStringList{u"Jenkins (technology) goes, replaced by Actions."_s});
        QCOMPARE(basis->facts.first().name, u"Jenkins"_s);
        QVERIFY(basis->facts.first().text.contains(u"1 other needs it"_s));
        QCOMPARE(basis->costBefore, std::optional(900.0));
        QVERIFY(!basis->costAfter);
        QCOMPARE(basis->hit, QStringList{u"Web pipeline"_s});
        QCOMPARE(basis->migrate.size(), 1);
        QVERIFY(basis->questions.join(u' ').contains(u"Which work package carries it out (Jenkins)?"_s));

        // What is computed follows the model; what a person wrote stays.
        Record written = decision;
        written.properties.insert(u"context"_s, u"In our words."_s);
        QVERIFY(project.draft.update(written));
        QVERIFY(project.draft.setProperty(jenkins, project.current, u"name"_s, u"Old Jenkins"_s));
        const auto again = decisions::basisOf(project.model(), metamodel, project.decision(*key));
        QCOMPARE(again->changes, QStringList{u"Old Jenkins (technology) goes, replaced by Actions."_s});
        QCOMPARE(project.decision(*key).properties.value(u"context"_s).toString(), u"In our words."_s);

        const ElementId team = *project.draft.addElement(u"team"_s, u"basket"_s, project.current, {});
        QVERIFY(!decisions::propose(project.draft, project.current, project.target, {team}, day(3)));
        QVERIFY(!decisions::propose(project.draft, project.current, project.current, {}, day(3)));
        const auto all = decisions::propose(project.draft, project.current, project.target, {}, day(3));
        QVERIFY(all);
        QVERIFY(*all != *key);
    }

    void keysAreMadeOfTitles()
    {
        Project project;
        QCOMPARE(decisions::keyFor(project.model(), u"Größer & schneller: „CI/CD“!"_s),
                 u"gro-er-schneller-ci-cd"_s);
        QCOMPARE(decisions::keyFor(project.model(), u"🙂"_s), u"decision"_s);
        project.add(u"decision"_s);
        QCOMPARE(decisions::keyFor(project.model(), u"🙂"_s), u"decision-2"_s);
    }

    void whatIsDueSurfaces()
    {
        Project project;
        project.add(u"a"_s, {{u"status"_s, u"accepted"_s}, {u"review_by"_s, u"2026-01-05"_s}});
        project.add(u"b"_s, {{u"status"_s, u"accepted"_s}, {u"review_by"_s, u"2026-01-02"_s}});
        project.add(u"c"_s, {{u"status"_s, u"proposed"_s}, {u"review_by"_s, u"2026-01-02"_s}});
        const QList<Record> due = decisions::overdueReviews(project.model(), day(4));
        QCOMPARE(due.size(), 1);
        QCOMPARE(due.first().key, u"b"_s);
        QCOMPARE(decisions::overdueReviews(project.model(), day(9)).size(), 2);
    }
};

QTEST_GUILESS_MAIN(tst_Decisions)
#include "tst_decisions.moc"

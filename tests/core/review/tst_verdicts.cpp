// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "board.h"

#include "core/decisions/life.h"
#include "core/metamodel/metamodel.h"
#include "core/review/actions.h"
#include "core/review/minutes.h"
#include "core/rules/waivers.h"
#include "core/store/store.h"

#include <QRandomGenerator>
#include <QTemporaryDir>
#include <QTest>

using namespace gp;
using namespace gp::review;
using namespace gp::test;
using decisions::Status;

namespace {

const QString november = u"november"_s;

Ruling ruling(const Subject &subject, Verdict verdict, const QString &rationale = {})
{
    Ruling made{subject, verdict, {u"Ada"_s, u"Bo"_s}, rationale};
    if (verdict == Verdict::AcceptWithConditions) {
        made.conditions = {{u"Drill the keys"_s, u"Team Platform"_s, day(30)}};
        if (rationale.isEmpty())
            made.rationale = u"Only so."_s;
    }
    return made;
}

/// Everything that a verdict touches says the same.
void agree(const Model &model)
{
    const auto minutes = minutesOf(model, november);
    QVERIFY(minutes);
    const Record &record = *model.record(u"review"_s, november);
    const QList<Recorded> verdicts = verdictsOf(record);
    QCOMPARE(minutes->items.size(), verdicts.size());
    qsizetype conditions = 0;
    for (const review::Item &item : minutes->items) {
        const Recorded &said = item.verdict;
        QVERIFY(verdicts.contains(said));
        conditions += item.conditions.size();
        QCOMPARE(item.conditions.isEmpty(), said.verdict != Verdict::AcceptWithConditions);
        const bool isAccepted =
            said.verdict == Verdict::Accept || said.verdict == Verdict::AcceptWithConditions;
        if (said.subject.kind == Subject::Kind::Waiver) {
            QCOMPARE(item.status, isAccepted                        ? u"granted"_s
                                  : said.verdict == Verdict::Reject ? u"refused"_s
                                                                    : u"requested"_s);
            const Record &waiver = *model.record(u"waiver"_s, said.subject.key);
            QCOMPARE(rules::isInForce(model, waiver, model.rootPlateau()), isAccepted);
            continue;
        }
        const Record &decision = *model.record(u"decision"_s, said.subject.key);
        QCOMPARE(item.status, isAccepted                        ? u"accepted"_s
                              : said.verdict == Verdict::Reject ? u"rejected"_s
                                                                : u"proposed"_s);
        const decisions::Passed last = decisions::historyOf(decision).last();
        QCOMPARE(last.review, november);
        QVERIFY(last.note.startsWith(u"November: "_s + wordOf(said.verdict)));
        QCOMPARE(decisions::toString(last.status), item.status);
    }
    // No condition without the verdict that it belongs to.
    const auto actions = actionsOf(model, november);
    QCOMPARE(std::ranges::count(actions, ActionKind::Condition, &Action::kind), conditions);
    for (const Subject &subject : minutes->undecided)
        QVERIFY(!verdictOn(record, subject));
    QVERIFY(findProblems(model).isEmpty());
    QCOMPARE(metamodel::Metamodel::builtin().findProblems(model).size(), 0);
}

} // namespace

class TestVerdicts : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void acceptsADecision()
    {
        BoardProject p;
        QVERIFY(
            decide(p.draft, november, ruling(decisionNamed(u"sign"_s), Verdict::Accept, u"Closes a gap."_s)));
        const Record &decision = p.decision(u"sign"_s);
        QVERIFY(decisions::statusOf(decision) == Status::Accepted);
        QCOMPARE(decision.properties.value(u"number"_s).toInt(), 4);
        QCOMPARE(decision.properties.value(u"deciders"_s).toArray(), (QJsonArray{u"Ada"_s, u"Bo"_s}));
        const decisions::Passed last = decisions::historyOf(decision).last();
        QCOMPARE(last.date, day(9)); // that of the review
        QCOMPARE(last.by, u"Ada, Bo"_s);
        QCOMPARE(last.note, u"November: accepted. Closes a gap."_s);
        agree(p.model());
    }

    void conditionsBecomeActions()
    {
        BoardProject p;
        QVERIFY(decide(p.draft, november, ruling(decisionNamed(u"sign"_s), Verdict::AcceptWithConditions)));
        const auto conditions = conditionsOf(p.model(), november, decisionNamed(u"sign"_s));
        QCOMPARE(conditions.size(), 1);
        QCOMPARE(conditions.first().key, u"november-condition-1"_s);
        QCOMPARE(conditions.first().owner, u"Team Platform"_s);
        QCOMPARE(conditions.first().due, day(30));
        agree(p.model());
    }

    void refusesWhatIsNotSaid_data()
    {
        QTest::addColumn<int>("verdict");
        QTest::addColumn<bool>("onWaiver");
        QTest::addColumn<QString>("says");
        QTest::newRow("reject") << int(Verdict::Reject) << false << u"need a rationale"_s;
        QTest::newRow("deviation") << int(Verdict::Accept) << true << u"deviation needs a rationale"_s;
    }

    void refusesWhatIsNotSaid()
    {
        QFETCH(int, verdict);
        QFETCH(bool, onWaiver);
        QFETCH(QString, says);
        BoardProject p;
        const Model before = p.model();
        const auto done = decide(p.draft, november,
                                 ruling(onWaiver ? waiverNamed(u"wai-007"_s) : decisionNamed(u"sign"_s),
                                        static_cast<Verdict>(verdict)));
        QVERIFY(!done);
        QVERIFY(done.error().code == ErrorCode::Refused);
        QVERIFY2(done.error().message.contains(says), qPrintable(done.error().message));
        QVERIFY(p.model() == before);
    }

    void conditionsNeedOwnerAndDate()
    {
        BoardProject p;
        Ruling said = ruling(decisionNamed(u"sign"_s), Verdict::AcceptWithConditions);
        said.conditions = {{u"Drill"_s, {}, day(3)}};
        QVERIFY(decide(p.draft, november, said).error().message.contains(u"who sees to 'Drill'"_s));
        said.conditions = {};
        QVERIFY(decide(p.draft, november, said).error().message.contains(u"Name the conditions"_s));
        said.verdict = Verdict::Accept;
        said.conditions = {{u"Drill"_s, u"Bo"_s, day(3)}};
        QVERIFY(decide(p.draft, november, said).error().message.contains(u"with conditions only"_s));
    }

    void rightsAreCheckedAndCanBeOverridden()
    {
        BoardProject p;
        Ruling said = ruling(decisionNamed(u"sign"_s), Verdict::Accept);
        said.by = {u"Bo"_s}; // Ada signs decisions of the platform
        auto done = decide(p.draft, november, said);
        QVERIFY(!done);
        QVERIFY2(done.error().message.contains(u"Ada signs decisions of reach platform"_s),
                 qPrintable(done.error().message));
        QVERIFY(setPresent(p.draft, november, u"Ada"_s, false));
        done = decide(p.draft, november, said);
        QVERIFY(done.error().message.contains(u"no quorum: 1 with a vote are there, and it takes 2"_s));
        QVERIFY(done.error().message.contains(u"Ada, who chairs the board, is not there"_s));
        said.by = {u"Bo"_s, u"Cy"_s, u"Dee"_s};
        const QStringList against = violations(p.model(), november, said);
        QVERIFY(against.contains(u"Cy is not there."_s));
        QVERIFY(against.contains(u"Dee is not on the board."_s));
        said.by = {u"Bo"_s};
        said.override = u"Ada agreed by mail."_s;
        QVERIFY(decide(p.draft, november, said));
        QCOMPARE(verdictOn(p.review(), decisionNamed(u"sign"_s))->override, u"Ada agreed by mail."_s);
        QVERIFY(decisions::historyOf(p.decision(u"sign"_s)).last().note.contains(u"Ada agreed by mail."_s));
        agree(p.model());
    }

    /// A reason for nothing is not kept.
    void anOverrideThatIsNotNeededIsDropped()
    {
        BoardProject p;
        Ruling said = ruling(decisionNamed(u"sign"_s), Verdict::Accept);
        said.override = u"to be sure"_s;
        QVERIFY(decide(p.draft, november, said));
        QCOMPARE(verdictOn(p.review(), decisionNamed(u"sign"_s))->override, QString());
    }

    void noOverrideForWhatMakesNoSense()
    {
        BoardProject p;
        Record empty = p.decision(u"sign"_s);
        empty.properties.remove(u"outcome"_s);
        QVERIFY(p.draft.update(empty));
        Ruling said = ruling(decisionNamed(u"sign"_s), Verdict::Accept);
        said.override = u"whatever"_s;
        const auto done = decide(p.draft, november, said);
        QVERIFY(!done);
        QVERIFY(done.error().message.contains(u"nothing of what was decided"_s));
        said.subject = decisionNamed(u"no-such"_s);
        QVERIFY(!decide(p.draft, november, said));
        QVERIFY(!decide(p.draft, u"december"_s, said));
    }

    /// The other verdict is taken from the ground that the first one was taken from.
    void aChangedVerdictIsAsIfTheFirstHadNotBeen()
    {
        BoardProject p;
        Draft straight = p.draft;
        QVERIFY(decide(straight, november, ruling(decisionNamed(u"sign"_s), Verdict::Reject, u"No."_s)));
        QVERIFY(decide(p.draft, november, ruling(decisionNamed(u"sign"_s), Verdict::AcceptWithConditions)));
        QVERIFY(decide(p.draft, november, ruling(decisionNamed(u"sign"_s), Verdict::Defer)));
        QVERIFY(decide(p.draft, november, ruling(decisionNamed(u"sign"_s), Verdict::Reject, u"No."_s)));
        QVERIFY(p.model() == straight.model());
    }

    void notWhereTheDecisionMovedOn()
    {
        BoardProject p;
        QVERIFY(decide(p.draft, november, ruling(decisionNamed(u"sign"_s), Verdict::Accept)));
        QVERIFY(
            decisions::take(p.draft, u"sign"_s, {Status::Deprecated, day(20), u"Bo"_s, u"Too dear."_s, {}}));
        const Model before = p.model();
        const auto done = decide(p.draft, november, ruling(decisionNamed(u"sign"_s), Verdict::Defer));
        QVERIFY(!done);
        QVERIFY2(done.error().message.contains(u"became deprecated on 2026-11-21"_s),
                 qPrintable(done.error().message));
        QVERIFY(!withdraw(p.draft, november, decisionNamed(u"sign"_s)));
        QVERIFY(p.model() == before);
    }

    /// A row that somebody wrote by hand does not say what was before.
    void hostileRows()
    {
        BoardProject p;
        Record review = p.review();
        review.properties.insert(
            u"verdicts"_s, QJsonArray{u"nonsense"_s, QJsonObject{},
                                      QJsonObject{{u"decision"_s, u"sign"_s}, {u"verdict"_s, u"maybe"_s}},
                                      QJsonObject{{u"decision"_s, u"sign"_s},
                                                  {u"verdict"_s, u"accept"_s},
                                                  {u"before"_s, u"{\"status\":"_s}}});
        review.properties.insert(u"members"_s, QJsonArray{7, QJsonObject{{u"name"_s, 3}}});
        QVERIFY(p.draft.update(review));
        QCOMPARE(verdictsOf(p.review()).size(), 1);
        QVERIFY(boardOf(p.review()).members.isEmpty());
        const auto done = decide(p.draft, november, ruling(decisionNamed(u"sign"_s), Verdict::Defer));
        QVERIFY(!done);
        QVERIFY(minutesOf(p.model(), november));
    }

    void waiverIsAskedForAndGrantedOnTheSpot()
    {
        BoardProject p;
        const Deviation deviation{u"SLO-002"_s,    u"checkout"_s, u"Until March."_s, u"Watched by hand."_s,
                                  u"Team Order"_s, u"Ada"_s,      day(100)};
        const auto key = grantOnTheSpot(p.draft, november, deviation, {{}, Verdict::Accept, {u"Ada"_s}});
        QVERIFY2(key, key ? "" : qPrintable(key.error().message));
        QCOMPARE(*key, u"wai-008"_s);
        const Record &waiver = *p.model().record(u"waiver"_s, *key);
        QVERIFY(rules::isInForce(p.model(), waiver, p.current));
        QCOMPARE(waiver.properties.value(u"granted"_s).toString(), u"2026-11-10"_s);
        agree(p.model());
        Deviation endless = deviation;
        endless.expires = {};
        QVERIFY(askForWaiver(p.draft, november, endless).error().message.contains(u"when it ends"_s));
    }

    void nobodyGrantsItToHimself()
    {
        BoardProject p;
        Ruling said = ruling(waiverNamed(u"wai-007"_s), Verdict::Accept, u"Well."_s);
        said.by = {u"Bo"_s};
        const QStringList against = violations(p.model(), november, said);
        QVERIFY(against.contains(u"Bo asks for it, and cannot grant it alone."_s));
        QVERIFY(against.contains(u"Ada has to approve it and is not among those who decide."_s));
    }

    void aReviewThatWasHeldIsClosed()
    {
        BoardProject p;
        QVERIFY(decide(p.draft, november, ruling(decisionNamed(u"sign"_s), Verdict::Accept)));
        QVERIFY(close(p.draft, november, day(9), {u"Why we are here"_s, u"Target"_s}));
        QCOMPARE(p.review().properties.value(u"attendees"_s).toArray(), (QJsonArray{u"Ada"_s, u"Bo"_s}));
        QVERIFY(!decide(p.draft, november, ruling(decisionNamed(u"sign"_s), Verdict::Defer)));
        QVERIFY(!withdraw(p.draft, november, decisionNamed(u"sign"_s)));
        QVERIFY(!setPresent(p.draft, november, u"Cy"_s, true));
        QVERIFY(reopen(p.draft, november));
        QVERIFY(decide(p.draft, november, ruling(decisionNamed(u"sign"_s), Verdict::Defer)));
        QVERIFY(!reopen(p.draft, november));
    }

    void actionsAndQuestions()
    {
        BoardProject p;
        QVERIFY(!addAction(p.draft, november, {u" "_s}));
        QVERIFY(!addAction(p.draft, november, {u"Ask legal"_s})); // by whom?
        QVERIFY(!addAction(p.draft, november, {u"x"_s, ActionKind::Condition, u"Bo"_s}));
        const auto action =
            addAction(p.draft, november,
                      {u"Ask legal"_s, ActionKind::Action, u"Bo"_s, day(14), decisionNamed(u"sign"_s)});
        const auto question = addAction(p.draft, november, {u"Who pays?"_s, ActionKind::Question});
        QVERIFY(action && question);
        const auto minutes = minutesOf(p.model(), november);
        QCOMPARE(minutes->actions.size(), 1);
        QCOMPARE(minutes->questions.first().title, u"Who pays?"_s);
        QCOMPARE(overdueActions(p.model(), day(14)).size(), 0);
        QCOMPARE(overdueActions(p.model(), day(15)).first().key, *action);
        // They come up in the next review, until they are done.
        QVERIFY(p.draft.addRecord(u"review"_s, u"december"_s,
                                  {{u"title"_s, u"December"_s}, {u"date"_s, u"2026-12-08"_s}}));
        QCOMPARE(carriedOver(p.model(), u"december"_s).size(), 2);
        QVERIFY(carriedOver(p.model(), november).isEmpty());
        QVERIFY(setDone(p.draft, *action, day(16), u"They agree."_s));
        QCOMPARE(carriedOver(p.model(), u"december"_s).size(), 1);
        QVERIFY(setDone(p.draft, *action, {}));
        QCOMPARE(carriedOver(p.model(), u"december"_s).size(), 2);
    }

    /// Whatever the board says and unsays, in whatever order: statuses, history, waivers, actions and minutes
    /// agree after every edit, each is one row of the history, and undoing them all leaves nothing behind.
    void randomSessionsAgree_data()
    {
        QTest::addColumn<uint>("seed");
        for (uint seed = 1; seed <= 12; ++seed)
            QTest::addRow("seed %u", seed) << seed;
    }

    void randomSessionsAgree()
    {
        QFETCH(uint, seed);
        QRandomGenerator random(seed);
        const auto below = [&](int bound) { return int(random.bounded(bound)); };
        QTemporaryDir folder;
        const auto opened = store::Store::create(folder.filePath(u"board.gplan"_s));
        QVERIFY(opened);
        store::Store &project = **opened;
        QVERIFY(project.commit(BoardProject().draft, u"project"_s));
        const Model start = project.model();
        const QList<Subject> subjects{decisionNamed(u"sign"_s), decisionNamed(u"engine"_s),
                                      waiverNamed(u"wai-007"_s)};
        int edits = 0;
        for (int turn = 0; turn < 25; ++turn) {
            Draft draft(project.model());
            const Subject subject = subjects.at(below(3));
            Result<void> done;
            if (below(5) == 0) {
                done = withdraw(draft, november, subject);
            } else {
                Ruling said =
                    ruling(subject, static_cast<Verdict>(below(4)), below(4) ? u"Because."_s : QString());
                if (below(6) == 0)
                    said.by = {u"Bo"_s};
                if (below(3) == 0)
                    said.override = u"It had to be."_s;
                if (said.verdict == Verdict::AcceptWithConditions && below(2))
                    said.conditions.append({u"Tell the teams"_s, u"Bo"_s, day(40)});
                done = decide(draft, november, said);
            }
            if (!done) {
                QVERIFY(draft.change().isEmpty());
                continue;
            }
            const qsizetype rows = project.history().size();
            if (const auto stored = project.commit(draft, u"verdict"_s); !stored)
                QFAIL(qPrintable(stored.error().message));
            const qsizetype more = project.history().size() - rows;
            QVERIFY(more == 1 || (more == 0 && draft.change().isEmpty()));
            edits += int(more);
            agree(project.model());
            if (QTest::currentTestFailed())
                return;
        }
        QVERIFY(edits > 5);
        Draft all(project.model());
        for (const Subject &subject : subjects) {
            if (verdictOn(*all.model().record(u"review"_s, november), subject))
                QVERIFY(withdraw(all, november, subject));
        }
        QVERIFY(all.model() == start);
        for (int i = 0; i < edits; ++i)
            QVERIFY(project.undo());
        QVERIFY(project.model() == start);
    }
};

QTEST_GUILESS_MAIN(TestVerdicts)
#include "tst_verdicts.moc"

// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "core/rules/answers.h"

#include "core/metamodel/metamodel.h"
#include "core/rules/nfr.h"
#include "small_project.h"

#include <QRandomGenerator>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace gp;
using rules::AnswerChange;
using rules::AnswerSubject;

namespace {

const QByteArray shop = "elements: {service/cart: {tier: 1, workload: api, name: The cart}, service/stock: "
                        "{tier: 2, workload: api}, team/basket: {name: Team Basket}}\n";

AnswerChange saying(const QString &answer)
{
    AnswerChange change;
    change.answer = answer;
    return change;
}

/// "NFR-OBS-003 cart wave met reason|evidence|owner|due|target", sorted; the shared one is of "*".
QStringList answersIn(const Model &model)
{
    QStringList lines;
    for (const Record &record : model.recordsOfKind(u"nfrAnswer"_s)) {
        const QJsonObject &p = record.properties;
        QStringList rest;
        for (const auto *name : {"reason", "evidence", "owner", "due", "target"})
            rest.append(p.value(QLatin1StringView(name)).toString());
        while (!rest.isEmpty() && rest.back().isEmpty())
            rest.removeLast();
        const QString element = p.value("element"_L1).toString();
        lines.append(u"%1 %2 %3 %4 %5"_s
                         .arg(p.value("nfr"_L1).toString(), element.isEmpty() ? u"*"_s : element,
                              p.value("plateau"_L1).toString(), p.value("answer"_L1).toString(),
                              rest.join(u'|'))
                         .trimmed());
    }
    lines.sort();
    return lines;
}

} // namespace

class TestAnswers : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void firstAnswerIsGivenAtThePlateau()
    {
        SmallProject project(shop);
        const auto edit =
            put(project, u"wave"_s, {{u"NFR-OBS-003"_s, project.element(u"cart"_s)}}, saying(u"met"_s));
        QVERIFY(edit);
        QCOMPARE(edit->changed, 1);
        QCOMPARE(answersIn(edit->draft.model()), QStringList{u"NFR-OBS-003 cart wave met"_s});
        QVERIFY(metamodel::Metamodel::builtin()
                    .findProblems(edit->draft.model(), edit->draft.change())
                    .isEmpty());
    }

    void severalAreOneEdit()
    {
        SmallProject project(shop);
        const auto edit = put(project, u"current"_s,
                              {{u"NFR-OBS-003"_s, project.element(u"cart"_s)},
                               {u"NFR-OBS-003"_s, project.element(u"stock"_s)},
                               {u"NFR-OBS-001"_s, project.element(u"stock"_s)},
                               {u"NFR-OBS-001"_s, project.element(u"stock"_s)}},
                              saying(u"partly"_s));
        QVERIFY(edit);
        QCOMPARE(edit->changed, 3); // one is named twice
        QCOMPARE(answersIn(edit->draft.model()).size(), 3);
    }

    void earlierAnswerStaysWhereItWasGiven()
    {
        SmallProject project(shop +
                             "records: {nfrAnswer/a: {nfr: NFR-OBS-003, element: cart, plateau: current, "
                             "answer: not-met, reason: no page, owner: basket, due: \"2027-01-01\"}}");
        const auto edit =
            put(project, u"wave"_s, {{u"NFR-OBS-003"_s, project.element(u"cart"_s)}}, saying(u"met"_s));
        QVERIFY(edit);
        // Why it was not met, and by when it was to be, is over; who answers for it is not.
        QCOMPARE(answersIn(edit->draft.model()),
                 (QStringList{u"NFR-OBS-003 cart current not-met no page||basket|2027-01-01"_s,
                              u"NFR-OBS-003 cart wave met ||basket"_s}));
    }

    void answerAtTheSamePlateauIsChanged()
    {
        SmallProject project(shop +
                             "records: {nfrAnswer/a: {nfr: NFR-OBS-003, element: cart, answer: partly, "
                             "evidence: 7 of 9}}");
        // It names no plateau, so it holds from the root on.
        auto edit =
            put(project, u"current"_s, {{u"NFR-OBS-003"_s, project.element(u"cart"_s)}}, saying(u"met"_s));
        QVERIFY(edit);
        QCOMPARE(edit->draft.model().recordsOfKind(u"nfrAnswer"_s).size(), 1);
        edit =
            put(project, u"current"_s, {{u"NFR-OBS-003"_s, project.element(u"cart"_s)}}, saying(u"partly"_s));
        QVERIFY(edit);
        QCOMPARE(edit->changed, 0);
        QVERIFY(edit->draft.change().isEmpty());
    }

    void noteAloneBeginsWithWhatHolds()
    {
        SmallProject project(shop +
                             "records: {nfrAnswer/all: {nfr: NFR-OBS-003, plateau: current, answer: partly, "
                             "evidence: one page for all}}");
        AnswerChange note;
        note.owner = u"basket"_s;
        auto edit = put(project, u"wave"_s, {{u"NFR-OBS-003"_s, project.element(u"cart"_s)}}, note);
        QVERIFY(edit);
        QVERIFY(answersIn(edit->draft.model())
                    .contains(u"NFR-OBS-003 cart wave partly |one page for all|basket"_s));
        // Where nobody answered, with what the caller says that holds.
        edit = put(project, u"wave"_s, {{u"NFR-OBS-001"_s, project.element(u"cart"_s), u"met"_s}}, note);
        QVERIFY(edit);
        QVERIFY(answersIn(edit->draft.model()).contains(u"NFR-OBS-001 cart wave met ||basket"_s));
        edit = put(project, u"wave"_s, {{u"NFR-OBS-001"_s, project.element(u"cart"_s), u"waived"_s}}, note);
        QVERIFY(edit);
        QVERIFY(answersIn(edit->draft.model()).contains(u"NFR-OBS-001 cart wave open ||basket"_s));
    }

    void refusals_data()
    {
        QTest::addColumn<QString>("nfr");
        QTest::addColumn<QString>("answer");
        QTest::addColumn<QString>("due");
        QTest::addColumn<QString>("says");
        QTest::newRow("no reason") << u"NFR-OBS-003"_s << u"not-applicable"_s << QString()
                                   << u"why NFR-OBS-003"_s;
        QTest::newRow("no such item") << u"NFR-OBS-999"_s << u"met"_s << QString() << u"NFR-OBS-999"_s;
        QTest::newRow("no such answer") << u"NFR-OBS-003"_s << u"perhaps"_s << QString() << u"perhaps"_s;
        QTest::newRow("no date") << u"NFR-OBS-003"_s << u"partly"_s << u"soon"_s << u"soon"_s;
    }

    void refusals()
    {
        QFETCH(QString, nfr);
        QFETCH(QString, answer);
        QFETCH(QString, due);
        QFETCH(QString, says);
        SmallProject project(shop);
        AnswerChange change = saying(answer);
        change.due = due;
        const auto edit = put(project, u"current"_s, {{nfr, project.element(u"cart"_s)}}, change);
        QVERIFY(!edit);
        QVERIFY(edit.error().code == ErrorCode::Usage);
        QVERIFY2(edit.error().message.contains(says), qPrintable(edit.error().message));
    }

    void clearingShowsWhatHoldsWithoutIt()
    {
        SmallProject project(
            shop + "records: {nfrAnswer/a: {nfr: NFR-OBS-003, element: cart, plateau: current, answer: met}, "
                   "nfrAnswer/b: {nfr: NFR-OBS-003, element: cart, plateau: wave, answer: partly}, "
                   "nfrAnswer/s: {nfr: NFR-OBS-003, plateau: current, answer: not-met}}");
        const QList<AnswerSubject> subject{{u"NFR-OBS-003"_s, project.element(u"cart"_s)}};
        auto edit = rules::clearAnswers(project.model(), project.plateau(u"wave"_s), subject);
        QVERIFY(edit);
        QCOMPARE(edit->changed, 1);
        QCOMPARE(rules::AnswersAt(edit->draft.model(), project.plateau(u"wave"_s))
                     .own(u"NFR-OBS-003"_s, u"cart"_s)
                     ->key,
                 u"a"_s);
        // What was given earlier is not taken away from here.
        edit = rules::clearAnswers(edit->draft.model(), project.plateau(u"wave"_s), subject);
        QVERIFY(edit);
        QCOMPARE(edit->changed, 0);
        QCOMPARE(edit->elsewhere, QStringList{u"current"_s});
    }

    void sharing()
    {
        SmallProject project(shop +
                             "records: {nfrAnswer/a: {nfr: NFR-OBS-003, element: cart, plateau: current, "
                             "answer: partly, evidence: 7 of 9, owner: basket}}");
        const AnswerSubject cart{u"NFR-OBS-003"_s, project.element(u"cart"_s)};
        auto edit = rules::shareAnswers(project.model(), project.plateau(u"current"_s), {cart});
        QVERIFY(edit);
        QCOMPARE(answersIn(edit->draft.model()),
                 QStringList{u"NFR-OBS-003 * current partly |7 of 9|basket"_s});
        // There is none of its own any more.
        edit = rules::shareAnswers(edit->draft.model(), project.plateau(u"current"_s), {cart});
        QVERIFY(!edit);
        edit = put(project, u"current"_s, {{u"NFR-OBS-001"_s, {}}}, saying(u"met"_s));
        QVERIFY(edit);
        QVERIFY(answersIn(edit->draft.model()).contains(u"NFR-OBS-001 * current met"_s));
    }

    void checklistIsTheModelsAnswersWithPeoplesOverThem()
    {
        SmallProject project(shop + "records: {nfrAnswer/a: {nfr: NFR-OBS-003, element: cart, answer: met}, "
                                    "nfrAnswer/s: {nfr: NFR-REL-001, answer: partly}}");
        const PlateauId plateau = project.plateau(u"current"_s);
        const auto &catalogue = rules::NfrCatalogue::builtin();
        const auto all = rules::nfrChecklist(project.query(), catalogue, project.model(), plateau);
        const auto byModel = rules::nfrsByModel(project.query(), catalogue, project.model(), plateau);
        QVERIFY(all.errors.isEmpty());
        QCOMPARE(rules::withAnswers(byModel.rows, project.model(), plateau), all.rows);
        QVERIFY(byModel.rows != all.rows);
        // Of one service, the same rows as among all.
        const ElementId cart = project.element(u"cart"_s);
        const auto some = rules::nfrsByModel(project.query(), catalogue, project.model(), plateau, {cart});
        auto mine = byModel.rows;
        mine.removeIf([&](const rules::NfrRow &row) { return row.element != cart; });
        QCOMPARE(some.rows, mine);
        QVERIFY(!mine.isEmpty());
    }

    void words_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("answer");
        QTest::newRow("plain") << u"met"_s << u"met"_s;
        QTest::newRow("sign") << u"✕ Not met"_s << u"not-met"_s;
        QTest::newRow("short") << u"– n/a"_s << u"not-applicable"_s;
        QTest::newRow("key") << u"not-applicable"_s << u"not-applicable"_s;
        QTest::newRow("open") << u"? open"_s << u"open"_s;
        QTest::newRow("waived") << u"waived"_s << QString();
        QTest::newRow("empty") << QString() << QString();
        QTest::newRow("other") << u"perhaps"_s << QString();
    }

    void words()
    {
        QFETCH(QString, text);
        QFETCH(QString, answer);
        QCOMPARE(rules::answerFrom(text).value_or(QString()), answer);
    }

    void linesOfASpreadsheet()
    {
        SmallProject project(shop);
        const PlateauModel at(project.model(), project.plateau(u"current"_s));
        const auto read =
            rules::readAnswers({{u"NFR-OBS-003"_s, u"met"_s, u"page"_s, u"team basket"_s, u"2027-03-31"_s},
                                {u"nfr-obs-001"_s, u"n/a"_s, u"has no traffic"_s},
                                {},
                                {u"NFR-XXX-001"_s, u"met"_s},
                                {u"NFR-REL-001"_s, u"perhaps"_s},
                                {u"NFR-REL-001"_s},
                                {u"NFR-REL-001"_s, u"partly"_s, {}, {}, u"soon"_s},
                                {u"NFR-REL-001"_s, u"not applicable"_s},
                                {u"NFR-REL-002"_s, u"open"_s}},
                               at);
        QCOMPARE(read.lines.size(), 3);
        QCOMPARE(*read.lines[0].change.owner, u"basket"_s);
        QCOMPARE(*read.lines[0].change.due, u"2027-03-31"_s);
        QCOMPARE(read.lines[1].nfr, u"NFR-OBS-001"_s);
        QCOMPARE(*read.lines[1].change.reason, u"has no traffic"_s);
        QVERIFY(!read.lines[1].change.evidence);
        QVERIFY(read.lines[2].change.clears);
        QCOMPARE(read.problems.size(), 5);
        QVERIFY2(read.problems[0].startsWith(u"Line 4: "), qPrintable(read.problems[0]));
    }

    void titlesSayTheColumns()
    {
        SmallProject project(shop);
        const PlateauModel at(project.model(), project.plateau(u"current"_s));
        const auto read =
            rules::readAnswers({{u"Answer"_s, u"Item"_s, u"Service"_s, u"Reason"_s, u"whatever"_s},
                                {u"met"_s, u"NFR-OBS-003"_s, u"the cart"_s},
                                {u"n/a"_s, u"NFR-OBS-003"_s, u"stock"_s, u"none"_s},
                                {u"met"_s, u"NFR-OBS-003"_s, u"shipment"_s}},
                               at);
        QCOMPARE(read.lines.size(), 2);
        QVERIFY(read.lines[0].element == project.element(u"cart"_s));
        QVERIFY(read.lines[1].element == project.element(u"stock"_s));
        QCOMPARE(*read.lines[1].change.reason, u"none"_s);
        QCOMPARE(read.problems.size(), 1);
    }

    /// Whatever is on a clipboard: nothing breaks, and each line is either used or told about.
    void anyTextIsTaken()
    {
        SmallProject project(shop);
        const PlateauModel at(project.model(), project.plateau(u"current"_s));
        QRandomGenerator random(7);
        const QStringList words{u"NFR-OBS-003"_s, u"met"_s, u"Item"_s, u"Answer"_s,           u""_s,
                                u"n/a"_s,         u"\0x"_s, u"?"_s,    QString(5000, u'x'),   u"2027-13-45"_s,
                                u"cart"_s,        u"–––"_s, u"Due"_s,  QString(QChar(0xd800))};
        for (int round = 0; round < 2000; ++round) {
            QList<QStringList> cells;
            for (int line = random.bounded(5); line >= 0; --line) {
                QStringList row;
                for (int cell = random.bounded(7); cell > 0; --cell)
                    row.append(words[random.bounded(int(words.size()))]);
                cells.append(row);
            }
            const auto read = rules::readAnswers(cells, at);
            QVERIFY(read.lines.size() + read.problems.size() <= cells.size());
            for (const QString &problem : read.problems)
                QVERIFY(problem.size() < 200);
            QList<std::pair<AnswerSubject, AnswerChange>> answers;
            for (const auto &line : read.lines)
                answers.append({{line.nfr, project.element(u"cart"_s)}, line.change});
            const auto edit = rules::putAnswers(project.model(), project.plateau(u"wave"_s), answers);
            QVERIFY2(edit, qPrintable(edit ? QString() : edit.error().message));
            QVERIFY(metamodel::Metamodel::builtin()
                        .findProblems(edit->draft.model(), edit->draft.change())
                        .isEmpty());
        }
    }

private:
    static Result<rules::AnswerEdit> put(SmallProject &project, const QString &plateau,
                                         const QList<AnswerSubject> &subjects, const AnswerChange &change)
    {
        QList<std::pair<AnswerSubject, AnswerChange>> answers;
        for (const auto &subject : subjects)
            answers.append({subject, change});
        return rules::putAnswers(project.model(), project.plateau(plateau), answers);
    }
};

QTEST_GUILESS_MAIN(TestAnswers)
#include "tst_answers.moc"

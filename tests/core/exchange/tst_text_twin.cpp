// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "core/exchange/graph_export.h"
#include "core/exchange/project_template.h"
#include "core/exchange/text_twin.h"

#include <QJsonArray>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace gp;

namespace {

/// A twin on disk, written file by file.
class TwinFolder
{
public:
    TwinFolder()
    {
        write(u"plateaus.yaml"_s, R"(
plateaus:
  - {key: current, name: Current, kind: current}
  - {key: wave-1, name: Wave 1, kind: transition, parent: current}
  - {key: target, name: Target, kind: target, parent: wave-1, date: 2027-06-30}
  - {key: option-a, name: Option A, kind: option, parent: current}
)");
        write(u"project.yaml"_s, "name: Shop\ncurrency: EUR\n");
        write(u"elements/service/checkout.yaml"_s, R"(since: current
properties:
  name: Checkout
  workload: web-service
  tier: 1
  repository: 1.10
  x_version: "1.10"
  x_list: [1, "1", true]
  slos:
    - {name: availability, sli: good requests, objective: 99.95, window: 30d}
at:
  target: {deployment_strategy: canary, rollback: null}
relations:
  - dependsOn: payment
    until: [target]
    properties: {protocol: gRPC}
    at:
      wave-1: {protocol: HTTP}
  - ownedBy: team-basket
)");
        write(u"elements/service/payment.yaml"_s,
              "since: current\nuntil: [option-a, target]\nproperties: {name: Payment}\n");
        write(u"elements/team/team-basket.yaml"_s, "since: current\nproperties: {name: Team Basket}\n");
        write(u"decisions/use-canary.yaml"_s, R"(title: Use canary
status: accepted
context: |
  Line one: with a colon.

  Line three.
drivers: ["1", yes, plain text]
elements: [checkout]
)");
        write(u"views/overview.yaml"_s, R"(title: Overview
positions:
  checkout: 240, -120
  payment: 0, 0
routes:
  checkout dependsOn payment: 1,2 3,4 5,6 7,8
)");
    }

    [[nodiscard]] QString path() const { return m_folder.path(); }

    void write(const QString &name, const QByteArray &content) const
    {
        const QString path = m_folder.filePath(name);
        QDir().mkpath(QFileInfo(path).path());
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(content);
    }

    void remove(const QString &name) const { QFile::remove(m_folder.filePath(name)); }

private:
    QTemporaryDir m_folder;
};

const metamodel::Metamodel &builtin()
{
    return metamodel::Metamodel::builtin();
}

Model modelFrom(const QString &folder, const Model &base = {})
{
    const auto reading = exchange::readTwin(folder, base, builtin());
    for (const Error &error : reading.errors)
        qWarning("%s", qUtf8Printable(error.text()));
    return reading.draft ? reading.draft->model() : Model();
}

} // namespace

class TestTextTwin : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsEveryPart();
    void exportedReadAndExportedAgainIsTheSame();
    void applyingTwiceChangesNothing();
    void removesWhatIsNotThere();
    void keysCanBeSwappedWithIds();
    void exportRemovesStaleFilesOnly();
    void exportRefusesAForeignFolder();
    void exportRefusesWhatLeadsOutOfTheFolder_data();
    void exportRefusesWhatLeadsOutOfTheFolder();
    void jsonOfWhatDoesNotFitTogether();
    void badInputIsRefusedWithFileAndLine_data();
    void badInputIsRefusedWithFileAndLine();
    void awkwardTextsSurvive_data();
    void awkwardTextsSurvive();
    void builtInTemplatesAreSound();
};

void TestTextTwin::readsEveryPart()
{
    const TwinFolder folder;
    const Model model = modelFrom(folder.path());
    QCOMPARE(model.plateaus().size(), 4);
    const Plateau *target = model.plateau(u"target");
    QVERIFY(target);
    QCOMPARE(target->date, QDate(2027, 6, 30));

    const Element *checkout = model.element(u"checkout"_s);
    QVERIFY(checkout);
    const QJsonObject first = checkout->revisions.value(model.rootPlateau());
    QCOMPARE(first.value(u"tier"_s).toInt(), 1);
    QCOMPARE(first.value(u"repository"_s), QJsonValue(u"1.10"_s)); // typed as an address: stays text
    QCOMPARE(first.value(u"x_version"_s), QJsonValue(u"1.10"_s));
    QCOMPARE(first.value(u"x_list"_s), QJsonValue(QJsonArray{1, u"1"_s, true}));
    QVERIFY(checkout->revisions.value(target->id).value(u"rollback"_s).isNull());
    QCOMPARE(stateAt(model, target->id, checkout->id)->properties.value(u"deployment_strategy"_s).toString(),
             u"canary"_s);

    const Element *payment = model.element(u"payment"_s);
    QVERIFY(payment);
    QCOMPARE(payment->lifetime.until.size(), 2);
    QVERIFY(!stateAt(model, target->id, payment->id));
    const Relation *relation = model.relation(u"dependsOn"_s, checkout->id, payment->id);
    QVERIFY(relation);
    QCOMPARE(relation->revisions.size(), 2);
    QCOMPARE(model.record(u"decision"_s, u"use-canary"_s)
                 ->properties.value(u"drivers"_s)
                 .toArray()
                 .at(1)
                 .toString(),
             u"yes"_s);
    const View *view = model.view(u"overview"_s);
    QCOMPARE(view->positions.value(checkout->id), QPoint(240, -120));
    QCOMPARE(view->routes.value(relation->id).size(), 4);
}

void TestTextTwin::exportedReadAndExportedAgainIsTheSame()
{
    const TwinFolder folder;
    const auto files = exchange::twinFiles(modelFrom(folder.path()), builtin());
    QTemporaryDir out;
    const QString twin = out.filePath(u"twin"_s);
    QVERIFY(exchange::exportTwin(modelFrom(folder.path()), builtin(), twin));
    const Model again = modelFrom(twin);
    QCOMPARE(exchange::twinFiles(again, builtin()), files);
    QVERIFY(again == modelFrom(folder.path()));
}

void TestTextTwin::applyingTwiceChangesNothing()
{
    const TwinFolder folder;
    const Model model = modelFrom(folder.path());
    const auto reading = exchange::readTwin(folder.path(), model, builtin());
    QVERIFY(reading.draft);
    QVERIFY(reading.draft->change().isEmpty());
}

void TestTextTwin::removesWhatIsNotThere()
{
    const TwinFolder folder;
    const Model model = modelFrom(folder.path());
    folder.remove(u"elements/service/payment.yaml"_s);
    folder.remove(u"views/overview.yaml"_s);
    folder.remove(u"decisions/use-canary.yaml"_s);
    folder.write(u"elements/service/checkout.yaml"_s, "since: current\nproperties: {name: Checkout}\n");
    folder.write(u"plateaus.yaml"_s, "plateaus:\n  - {key: current, name: Current, kind: current}\n");
    const auto reading = exchange::readTwin(folder.path(), model, builtin());
    QVERIFY2(reading.draft, reading.errors.isEmpty() ? "" : qUtf8Printable(reading.errors.front().text()));
    const Model &after = reading.draft->model();
    QCOMPARE(after.elements().size(), 2);
    QCOMPARE(after.plateaus().size(), 1);
    QVERIFY(after.relations().isEmpty() && after.views().isEmpty());
    QCOMPARE(after.records().size(), 1);
}

void TestTextTwin::keysCanBeSwappedWithIds()
{
    const TwinFolder folder;
    const Model model = modelFrom(folder.path());
    const ElementId checkout = model.element(u"checkout"_s)->id;
    const ElementId payment = model.element(u"payment"_s)->id;
    folder.remove(u"decisions/use-canary.yaml"_s);
    folder.remove(u"views/overview.yaml"_s);
    folder.write(u"elements/service/payment.yaml"_s,
                 "id: " + QByteArray::number(checkout.value()) +
                     "\nsince: current\nproperties: {name: was checkout}\n");
    folder.write(u"elements/service/checkout.yaml"_s,
                 "id: " + QByteArray::number(payment.value()) +
                     "\nsince: current\nproperties: {name: was payment}\n");
    const auto reading = exchange::readTwin(folder.path(), model, builtin());
    QVERIFY2(reading.draft, reading.errors.isEmpty() ? "" : qUtf8Printable(reading.errors.front().text()));
    QCOMPARE(reading.draft->model().element(u"payment"_s)->id, checkout);
    QCOMPARE(reading.draft->model().element(u"checkout"_s)->id, payment);
    QTemporaryDir out;
    QVERIFY(exchange::exportTwin(reading.draft->model(), builtin(), out.filePath(u"twin"_s)));
    QVERIFY(modelFrom(out.filePath(u"twin"_s)) == reading.draft->model());
}

void TestTextTwin::exportRemovesStaleFilesOnly()
{
    const TwinFolder folder;
    QTemporaryDir out;
    const QString twin = out.filePath(u"twin"_s);
    QVERIFY(exchange::exportTwin(modelFrom(folder.path()), builtin(), twin));
    QFile notes(twin + u"/notes.txt"_s);
    QVERIFY(notes.open(QIODevice::WriteOnly));
    folder.remove(u"decisions/use-canary.yaml"_s);
    QVERIFY(exchange::exportTwin(modelFrom(folder.path()), builtin(), twin));
    QVERIFY(!QFile::exists(twin + u"/decisions/use-canary.yaml"_s));
    QVERIFY(QFile::exists(twin + u"/notes.txt"_s));
}

void TestTextTwin::exportRefusesAForeignFolder()
{
    const TwinFolder folder;
    QTemporaryDir out;
    QFile other(out.filePath(u"thesis.txt"_s));
    QVERIFY(other.open(QIODevice::WriteOnly));
    const auto written = exchange::exportTwin(modelFrom(folder.path()), builtin(), out.path());
    QVERIFY(!written);
    QCOMPARE(written.error().code, ErrorCode::Refused);
}

void TestTextTwin::exportRefusesWhatLeadsOutOfTheFolder_data()
{
    QTest::addColumn<QString>("kind");
    QTest::addColumn<QString>("key");
    QTest::newRow("key") << u"risk"_s << u"../../evil"_s;
    QTest::newRow("kind") << u"../.."_s << u"evil"_s;
    QTest::newRow("kind with a folder") << u"risk/x"_s << u"evil"_s;
}

void TestTextTwin::exportRefusesWhatLeadsOutOfTheFolder()
{
    // No edit makes such a thing; a project file from elsewhere may hold it.
    QFETCH(QString, kind);
    QFETCH(QString, key);
    const TwinFolder folder;
    Model model = modelFrom(folder.path());
    model.put(Record{RecordId(77), kind, key, {}});
    QTemporaryDir out;
    const auto written = exchange::exportTwin(model, builtin(), out.filePath(u"a/b/twin"_s));
    QVERIFY(!written);
    QCOMPARE(written.error().code, ErrorCode::Invalid);
    QVERIFY(QDir(out.path()).isEmpty());
}

void TestTextTwin::jsonOfWhatDoesNotFitTogether()
{
    const TwinFolder folder;
    Model model = modelFrom(folder.path());
    Element stray = *model.elements().begin();
    stray.id = ElementId(4711);
    stray.key = u"stray"_s;
    stray.lifetime = {PlateauId(12), {PlateauId(13)}};
    stray.revisions.insert(PlateauId(14), {{u"name"_s, u"Stray"_s}});
    model.put(stray);
    model.put(Relation{RelationId(5), u"uses"_s, stray.id, ElementId(15), stray.lifetime, {}});
    View view{ViewId(6), u"stray"_s, {}, {}, {}};
    view.positions.insert(ElementId(16), {1, 2});
    model.put(view);
    const QByteArray json = exchange::toJson(model);
    for (const QByteArray &id : {"\"#12\""_ba, "\"#13\""_ba, "\"#14\""_ba, "\"#15\""_ba, "\"#16\""_ba})
        QVERIFY2(json.contains(id), id.constData());
}

void TestTextTwin::badInputIsRefusedWithFileAndLine_data()
{
    QTest::addColumn<QString>("file");
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<QString>("place");
    QTest::addColumn<QString>("reason");
    const auto row = [](const char *name, const QString &file, const QByteArray &content, int line,
                        const QString &reason) {
        QTest::newRow(name) << file << content << u"%1:%2:"_s.arg(file).arg(line) << reason;
    };
    const QString checkout = u"elements/service/checkout.yaml"_s;
    row("syntax", checkout, "since: current\nproperties: {name: [\n", 3, u"not valid YAML"_s);
    row("duplicate key", checkout, "since: current\nsince: target\n", 2, u"twice"_s);
    row("unknown key", checkout, "since: current\ncolour: red\n", 2, u"'colour' is not known here"_s);
    row("unknown kind", u"elements/gizmo/x.yaml"_s, "since: current\n", 1, u"no kind 'gizmo'"_s);
    row("unknown plateau", checkout, "\nsince: soon\n", 2, u"no plateau 'soon'"_s);
    row("until before since", checkout, "since: target\nuntil: [current]\n", 2, u"does not come after"_s);
    row("illegal relation", checkout, "since: current\nrelations:\n  - deploysTo: payment\n", 3,
        u"cannot be related"_s);
    row("unknown relation", checkout, "since: current\nrelations:\n  - likes: payment\n", 3,
        u"no relation 'likes'"_s);
    row("dangling relation", checkout, "since: current\nrelations:\n  - dependsOn: nobody\n", 3,
        u"no such element"_s);
    row("relation twice", checkout,
        "since: current\nrelations:\n  - dependsOn: payment\n  - dependsOn: payment\n", 4, u"twice"_s);
    row("wrong enum", checkout, "since: current\nproperties:\n  workload: mainframe\n", 3, u"allowed are"_s);
    row("wrong number", checkout, "since: current\nproperties:\n  tier: 9\n", 3, u"above 4"_s);
    row("text for number", checkout, "since: current\nat:\n  target:\n    tier: high\n", 4,
        u"whole number"_s);
    row("bad date", u"decisions/use-canary.yaml"_s, "title: X\nstatus: draft\ndate: tomorrow\n", 3,
        u"date"_s);
    row("dangling reference", u"decisions/use-canary.yaml"_s, "title: X\nstatus: draft\nelements: [nobody]\n",
        3, u"'nobody', which is not there"_s);
    row("missing title", u"decisions/use-canary.yaml"_s, "status: draft\n", 1, u"'title' is missing"_s);
    row("bad position", u"views/overview.yaml"_s, "title: X\npositions:\n  checkout: here\n", 3,
        u"two whole numbers"_s);
    row("not a map", checkout, "- a\n- b\n", 1, u"names with values"_s);
    row("plateau without parent", u"plateaus.yaml"_s,
        "plateaus:\n  - {key: current, kind: current}\n  - {key: target, kind: target, parent: nowhere}\n", 3,
        u"is not above it"_s);
    row("bad file name", u"elements/service/Checkout 2.yaml"_s, "since: current\n", 1,
        u"file's name is the key"_s);
}

void TestTextTwin::badInputIsRefusedWithFileAndLine()
{
    QFETCH(QString, file);
    QFETCH(QByteArray, content);
    QFETCH(QString, place);
    QFETCH(QString, reason);
    const TwinFolder folder;
    const Model before = modelFrom(folder.path());
    folder.write(file, content);
    const auto reading = exchange::readTwin(folder.path(), before, builtin());
    QVERIFY(!reading.draft);
    QStringList texts;
    for (const Error &error : reading.errors)
        texts.append(error.text());
    const bool told = std::ranges::any_of(
        texts, [&](const QString &text) { return text.contains(u'/' + place) && text.contains(reason); });
    QVERIFY2(told, qUtf8Printable(texts.join(u'\n')));
}

void TestTextTwin::awkwardTextsSurvive_data()
{
    QTest::addColumn<QString>("text");
    const QStringList texts{u""_s,
                            u" "_s,
                            u"null"_s,
                            u"~"_s,
                            u"true"_s,
                            u"1.10"_s,
                            u"0777"_s,
                            u"1e3"_s,
                            u"-"_s,
                            u"- a"_s,
                            u"a: b"_s,
                            u"a #b"_s,
                            u"#a"_s,
                            u"'"_s,
                            u"\""_s,
                            u"\\"_s,
                            u"{{ x }}"_s,
                            u"[a]"_s,
                            u"{a}"_s,
                            u"&a"_s,
                            u"*a"_s,
                            u"!a"_s,
                            u"|"_s,
                            u">"_s,
                            u"%a"_s,
                            u"@a"_s,
                            u"`a`"_s,
                            u"<<"_s,
                            u"="_s,
                            u"a\n"_s,
                            u"a\nb"_s,
                            u"a\n\n"_s,
                            u"\na\n"_s,
                            u"  a\nb\n"_s,
                            u"a\n  b\n\nc\n"_s,
                            u"a  \nb\n"_s,
                            u"tab\there\n"_s,
                            u"\r\n"_s,
                            u"ümläut → 🚀\n"_s,
                            u"שלום"_s,
                            u"<script>"_s,
                            u"]]>"_s,
                            u"---"_s,
                            u"...\n"_s,
                            u"a:"_s,
                            u"? a"_s,
                            u", a"_s,
                            QString(QChar(0x85)),
                            QString(QChar(0x7f)),
                            QString(QChar(0x01)) + u"x"_s,
                            u"inf"_s,
                            u".5"_s,
                            u"+1"_s,
                            u"0x1F"_s,
                            u"2026-11-23"_s,
                            u"Yes"_s,
                            u"off"_s,
                            u"1_000"_s,
                            u"12:30:45"_s,
                            QString(3000, u'x')};
    int row = 0;
    for (const QString &text : texts)
        QTest::addRow("%d", row++) << text;
}

void TestTextTwin::awkwardTextsSurvive()
{
    QFETCH(QString, text);
    const TwinFolder folder;
    Draft draft(modelFrom(folder.path()));
    const ElementId checkout = draft.model().element(u"checkout"_s)->id;
    const PlateauId current = draft.model().rootPlateau();
    QVERIFY(draft.setProperty(checkout, current, u"description"_s, text));
    QVERIFY(draft.setProperty(checkout, current, u"x_own"_s,
                              QJsonObject{{text, QJsonArray{text, QJsonObject{{u"a"_s, text}}}}}));
    QVERIFY(draft.setProperty(checkout, current, u"tags"_s, QJsonArray{text, u"b"_s}));
    QTemporaryDir out;
    const QString twin = out.filePath(u"twin"_s);
    QVERIFY(exchange::exportTwin(draft.model(), builtin(), twin));
    const Model again = modelFrom(twin);
    QVERIFY(again.element(u"checkout"_s));
    QCOMPARE(again.element(u"checkout"_s)->revisions.value(current),
             draft.model().element(checkout)->revisions.value(current));
}

void TestTextTwin::builtInTemplatesAreSound()
{
    const auto templates = exchange::projectTemplates();
    QVERIFY(!templates.isEmpty());
    for (const exchange::ProjectTemplate &entry : templates) {
        const auto reading = exchange::readTwin(entry.folder, {}, builtin());
        for (const Error &error : reading.errors)
            qWarning("%s", qUtf8Printable(error.text()));
        QVERIFY2(reading.draft, qUtf8Printable(entry.name));
        QVERIFY(builtin().findProblems(reading.draft->model()).isEmpty());
    }
}

QTEST_GUILESS_MAIN(TestTextTwin)
#include "tst_text_twin.moc"

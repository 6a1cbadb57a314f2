// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "adr_helper.h"

using namespace adrtest;

class TestAdr : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void fileNames_data();
    void fileNames();
    void statuses_data();
    void statuses();
    void headingsAreNotFoundInFencesAndComments();
    void nygard();
    void madr2();
    void madr3();
    void madr4();
    void log4brains();
    void freeform();
    void whatAFileMayLackOrHave_data();
    void whatAFileMayLackOrHave();
    void judgementsAsHeadings();
    void fixturesComeInCompletely();
    void importingAgainChangesNothing();
    void changedFilesUpdateAndEditedDecisionsStay();
    void aRenamedFileIsTheSameDecision();
    void addedFilesCompleteOpenLinks();
    void hostileFiles();
    void brokenFrontMatter();
    void aRingIsRefused();
    void longLinesDoNotHurt();
    void corpusMadr();
    void corpusLog4brains();
};

void TestAdr::fileNames_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<int>("number");
    QTest::addColumn<QString>("date");
    QTest::addColumn<QString>("slug");
    QTest::newRow("madr") << u"a/0005-use-dashes.md"_s << 5 << QString() << u"use-dashes"_s;
    QTest::newRow("case") << u"a/0001-use-CC0-or-MIT.md"_s << 1 << QString() << u"use-cc0-or-mit"_s;
    QTest::newRow("three digits") << u"a/012-Title-Case.MD"_s << 12 << QString() << u"title-case"_s;
    QTest::newRow("date") << u"a/20200924-use-x.md"_s << -1 << u"2020-09-24"_s << u"use-x"_s;
    QTest::newRow("date with dashes") << u"a/2021-02-03-y.md"_s << -1 << u"2021-02-03"_s << u"y"_s;
    QTest::newRow("no day") << u"a/2023-02-xx-z.md"_s << -1 << QString() << u"z"_s;
    QTest::newRow("adr") << u"a/adr012-queues.md"_s << 12 << QString() << u"queues"_s;
    QTest::newRow("ADR-") << u"a/ADR-7 Use it.md"_s << 7 << QString() << u"use-it"_s;
    QTest::newRow("team") << u"a/ODH-ADR-Operator-0003-x.md"_s << 3 << QString() << u"x"_s;
    QTest::newRow("none") << u"a/use-x-2.md"_s << -1 << QString() << u"use-x-2"_s;
    QTest::newRow("own folder") << u"a/0004-cache/README.md"_s << 4 << QString() << u"cache"_s;
    QTest::newRow("no slug") << u"a/0004.md"_s << 4 << QString() << u"0004"_s;
}

void TestAdr::fileNames()
{
    QFETCH(QString, path);
    const FileName name = readFileName(path);
    QTEST(name.number.value_or(-1), "number");
    QTEST(name.date, "date");
    QTEST(name.slug, "slug");
    QVERIFY(whyNoDecision(path).isEmpty());
}

void TestAdr::statuses_data()
{
    QTest::addColumn<QString>("status");
    QTest::newRow("Accepted") << u"accepted"_s;
    QTest::newRow("✅ Accepted") << u"accepted"_s;
    QTest::newRow("Approved by all") << u"accepted"_s;
    QTest::newRow("🤔 Proposed") << u"proposed"_s;
    QTest::newRow("Pending") << u"proposed"_s;
    QTest::newRow("Superceded by [3. X](0003-x.md)") << u"superseded"_s;
    QTest::newRow("accepted, superseded by ADR-4") << u"superseded"_s;
    QTest::newRow("Partly superseded by 7") << u"accepted"_s;
    QTest::newRow("deprecated since 2020") << u"deprecated"_s;
    QTest::newRow("not accepted") << u"rejected"_s;
    QTest::newRow("WIP") << u"draft"_s;
    QTest::newRow("on hold") << QString();
    QTest::newRow("unacceptedly") << QString();
}

void TestAdr::statuses()
{
    QTEST(statusOf(QString::fromUtf8(QTest::currentDataTag())), "status");
}

void TestAdr::headingsAreNotFoundInFencesAndComments()
{
    const Outline outline(
        u"# A\n```md\n# no\n~~~\n```\n<!-- x\n# no\n-->\n~~~~\n# no\n~~~\n# no\n~~~~\n"
        "## B <!-- optional -->\nSetext\n------\n- item\n---\n```one line```\n### C# ###\n"_s);
    QStringList headings;
    for (const Section &section : outline.sections())
        headings.append(u"%1 %2"_s.arg(section.level).arg(section.heading));
    QCOMPARE(headings, QStringList({u"1 A"_s, u"2 B"_s, u"3 C#"_s}));
    const Outline setext(u"\nTitle\n===\n\nPart\n---\n\ntext\n"_s);
    QCOMPARE(setext.sections().size(), 2);
    QCOMPARE(setext.sections().at(1).heading, u"Part"_s);
    QCOMPARE(setext.sections().at(0).end, setext.lineCount());
}

void TestAdr::nygard()
{
    const QString text = QString::fromUtf8(read(adrFixture(u"nygard/0002-use-one-database.md"_s)));
    const AdrDocument document = parse(text, u"nygard/0002-use-one-database.md"_s).document;
    QCOMPARE(document.dialect, Dialect::Nygard);
    QCOMPARE(document.number, 2);
    QCOMPARE(document.title, u"Use one database"_s);
    QCOMPARE(document.status, u"superseded"_s);
    QCOMPARE(document.date, u"2024-02-13"_s);
    QVERIFY(document.context.endsWith(u"```"_s));
    QVERIFY(document.context.contains(u"## Status"_s));
    QCOMPARE(document.justification, u"One PostgreSQL for all."_s);
    QCOMPARE(document.neutralConsequences,
             QStringList({u"Joins are easy."_s, u"Releases wait for each other."_s}));
    QCOMPARE(document.goodConsequences, QStringList({u"there is one backup"_s}));
    QCOMPARE(document.links.size(), 1);
    QVERIFY(document.links.first().isInverse);
    QCOMPARE(document.links.first().kind, u"supersedes"_s);
    QCOMPARE(document.links.first().file, u"0003-use-a-database-per-service.md"_s);
    QVERIFY(document.unknown.isEmpty());
}

void TestAdr::madr2()
{
    const QString text = QString::fromUtf8(read(adrFixture(u"madr/0001-use-postgres.md"_s)));
    const AdrDocument document = parse(text, u"madr/0001-use-postgres.md"_s).document;
    QCOMPARE(document.dialect, Dialect::Madr2);
    QCOMPARE(document.title, u"Use PostgreSQL"_s);
    QCOMPARE(document.status, u"superseded"_s);
    QCOMPARE(document.deciders, QStringList({u"Ada Lovelace"_s, u"Grace Hopper"_s}));
    QCOMPARE(document.date, u"2021-03-04"_s);
    QCOMPARE(document.drivers, QStringList({u"backups"_s, u"cost"_s}));
    QCOMPARE(document.options.size(), 2);
    QCOMPARE(
        document.options.first(),
        (AdrOption{
            u"PostgreSQL"_s, u"An open database."_s, {u"it is known"_s}, {u"upgrades are by hand"_s}, {}}));
    QCOMPARE(document.chosen, u"PostgreSQL"_s);
    QCOMPARE(document.justification, u"because we know it."_s);
    QCOMPARE(document.goodConsequences, QStringList({u"one engine for all teams"_s}));
    QCOMPARE(document.badConsequences, QStringList({u"upgrades are ours"_s}));
    QCOMPARE(document.links.size(), 2);
    QCOMPARE(document.links.at(1).kind, u"refines"_s);
    QVERIFY(document.links.at(1).isInverse);
    QCOMPARE(document.unknown.size(), 1);
    QCOMPARE(document.unknown.first().text, u"Technical Story: <https://example.org/issues/7>"_s);
}

void TestAdr::madr3()
{
    const QString text = QString::fromUtf8(read(adrFixture(u"madr/0002-name-schemas.md"_s)));
    const AdrDocument document = parse(text, u"madr/0002-name-schemas.md"_s).document;
    QCOMPARE(document.dialect, Dialect::Madr3);
    QCOMPARE(document.title, u"Name schemas after teams"_s);
    QCOMPARE(document.status, u"rejected"_s);
    QCOMPARE(document.deciders, QStringList({u"Ada Lovelace"_s}));
    QCOMPARE(document.chosen, u"No rule"_s);
    QCOMPARE(document.justification, u"because teams change."_s);
    QCOMPARE(document.confirmation, u"A report lists schemas."_s);
    QCOMPARE(document.options.size(), 2);
    QCOMPARE(document.unknown.size(), 1);
    QCOMPARE(document.unknown.first().name, u"nav_order"_s);
}

void TestAdr::madr4()
{
    const QString text = QString::fromUtf8(read(adrFixture(u"madr/0003-use-a-managed-database.md"_s)));
    const AdrDocument document = parse(text, u"madr/0003-use-a-managed-database.md"_s).document;
    QCOMPARE(document.dialect, Dialect::Madr4);
    QCOMPARE(document.deciders, QStringList({u"Ada Lovelace"_s, u"Hopper, Grace"_s}));
    QCOMPARE(document.consulted, QStringList({u"Operations"_s, u"Security"_s}));
    QCOMPARE(document.informed, QStringList());
    QCOMPARE(document.context, u"Upgrades take two people a week."_s);
    QCOMPARE(document.options.first().title, u"Managed PostgreSQL – with our extensions"_s);
    QCOMPARE(document.options.first().pros, QStringList({u"it is managed"_s}));
    QCOMPARE(document.options.first().neutral, QStringList({u"prices change"_s}));
    QCOMPARE(document.options.at(1).title, u"Own PostgreSQL"_s);
    QCOMPARE(document.chosen, document.options.first().title);
    QCOMPARE(document.justification, u"because it is\nthe only one that frees people."_s);
    QCOMPARE(document.goodConsequences, QStringList({u"nobody upgrades by hand"_s}));
    QCOMPARE(document.badConsequences, QStringList({u"it costs 400 euros more"_s}));
    QCOMPARE(document.neutralConsequences,
             QStringList({u"the engine stays"_s, u"it needs a network rule"_s}));
    QCOMPARE(document.confirmation, u"The inventory shows no own database."_s);
    QStringList unknown;
    for (const AdrUnknown &item : document.unknown)
        unknown.append(item.name);
    QCOMPARE(unknown, QStringList({u"parent"_s, u"x_custom"_s, u"Rollout"_s}));
    QCOMPARE(document.links.size(), 2);
    QCOMPARE(document.links.at(0).kind, u"supersedes"_s);
    QCOMPARE(document.links.at(1).kind, u"relates-to"_s);
}

void TestAdr::log4brains()
{
    const QString text = QString::fromUtf8(read(adrFixture(u"log4brains/20230110-use-events.md"_s)));
    const AdrDocument document = parse(text, u"log4brains/20230110-use-events.md"_s).document;
    QCOMPARE(document.dialect, Dialect::Log4brains);
    QVERIFY(!document.number);
    QCOMPARE(document.slug, u"use-events"_s);
    QCOMPARE(document.status, u"superseded"_s);
    QCOMPARE(document.tags, QStringList({u"integration"_s, u"messaging"_s}));
    QCOMPARE(document.chosen, u"Events"_s);
    QCOMPARE(document.justification, u"because\n\n- they decouple\n- they can be replayed"_s);
}

void TestAdr::freeform()
{
    const QString text = QString::fromUtf8(read(adrFixture(u"other/how-we-name-things.md"_s)));
    const AdrDocument document = parse(text, u"other/how-we-name-things.md"_s).document;
    QCOMPARE(document.dialect, Dialect::Freeform);
    QCOMPARE(document.title, u"How we name things"_s);
    QCOMPARE(document.status, u"proposed"_s);
    QCOMPARE(document.context, text.trimmed());
    QCOMPARE(document.notes.size(), 2);
    const QString flags = QString::fromUtf8(read(adrFixture(u"other/0009-feature-flags.md"_s)));
    const AdrDocument other = parse(flags, u"other/0009-feature-flags.md"_s).document;
    QCOMPARE(other.title, u"Feature flags"_s);
    QCOMPARE(other.status, u"accepted"_s);
    QVERIFY(other.context.startsWith(u"We switch"_s));
    QVERIFY(other.context.endsWith(u"90 days."_s));
}

void TestAdr::whatAFileMayLackOrHave_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("title");
    QTest::addColumn<QString>("status");
    QTest::addColumn<QString>("context");
    const auto row = [](const char *name, const QString &text, const QString &title, const QString &status,
                        const QString &context) {
        QTest::newRow(name) << text << title << status << context;
    };
    row("windows line ends",
        u"# A\r\n\r\n## Status\r\n\r\nAccepted\r\n\r\n## Context\r\n\r\none\r\ntwo\r\n"_s, u"A"_s,
        u"accepted"_s, u"one\ntwo"_s);
    row("no final line break", u"# A\n\n## Status\n\nRejected\n\n## Context\n\none"_s, u"A"_s, u"rejected"_s,
        u"one"_s);
    row("setext", u"A\n=\n\nB\n==\n\nStatus\n------\n\nAccepted\n\nContext\n-------\n\none\n"_s, u"B"_s,
        u"accepted"_s, u"one"_s);
    row("comment in front", u"<!-- SPDX\n# no\n-->\n\n# A\n\n## Context\n\none\n\n## Decision\n\nx\n"_s,
        u"A"_s, u"proposed"_s, u"one"_s);
    row("table",
        u"# A\n\n| Status | Accepted |\n| Date | 2020-01-02 |\n\n## Context\n\none\n\n## Decision\n\nx\n"_s,
        u"A"_s, u"accepted"_s, u"one"_s);
    row("unknown front matter",
        u"---\nnav_order: 1\nstatus: deprecated\n---\n# A\n\n## Context and Problem Statement\n\none\n"_s,
        u"A"_s, u"deprecated"_s, u"one"_s);
    row("front matter without end", u"---\nstatus: accepted\n# A\n\ntext\n"_s, u"A"_s, u"proposed"_s,
        u"text"_s);
    row("rules between sections",
        u"# A\n\n**Status:** Accepted  \n**Decision Maker:** Ada  \n\n---\n\n## Context\n\none\n\n---\n\n## Decision\n\nx\n"_s,
        u"A"_s, u"accepted"_s, u"one"_s);
    row("only a title", u"# A\n"_s, u"A"_s, u"proposed"_s, QString());
    row("number in the title", u"# ADR-12: A\n\ntext\n"_s, u"A"_s, u"proposed"_s, u"text"_s);
}

void TestAdr::whatAFileMayLackOrHave()
{
    QFETCH(QString, text);
    const AdrDocument document = parse(text, u"a/x.md"_s).document;
    QTEST(document.title, "title");
    QTEST(document.status, "status");
    QTEST(document.context, "context");
}

void TestAdr::judgementsAsHeadings()
{
    const AdrDocument document = parse(u"# A\n\n## Context\n\nx\n\n## Options\n\n### Positive\n\n- no\n\n## "
                                       u"Decision\n\nx\n\n## Consequences\n\nn1\n\n"
                                       "### Positive\n- g1\n- g2\n\n### Negative\n- b1\n\n### Later\n\ny\n"_s,
                                       u"a/x.md"_s)
                                     .document;
    QCOMPARE(document.goodConsequences, QStringList({u"g1"_s, u"g2"_s}));
    QCOMPARE(document.badConsequences, QStringList({u"b1"_s}));
    QCOMPARE(document.neutralConsequences, QStringList({u"n1"_s}));
    QStringList unknown;
    for (const AdrUnknown &item : document.unknown)
        unknown.append(item.name);
    QCOMPARE(unknown, QStringList({u"Options"_s, u"Positive"_s}));
}

void TestAdr::fixturesComeInCompletely()
{
    const DecisionImport nygard = importFolder(adrFixture(u"nygard"_s));
    QCOMPARE(nygard.report.count(DecisionFile::Outcome::Added), 3);
    QCOMPARE(skipped(nygard), QStringList({u"README.md: a readme, not a decision"_s}));
    QCOMPARE(links(nygard.draft.model()),
             QStringList({u"use-a-database-per-service amends record-architecture-decisions"_s,
                          u"use-a-database-per-service supersedes use-one-database"_s}));
    QCOMPARE(statusIn(nygard.draft.model(), u"use-a-database-per-service"_s), u"accepted"_s);
    QCOMPARE(decision(nygard.draft.model(), u"record-architecture-decisions"_s).value(u"date"_s).toString(),
             u"2024-02-12"_s);

    const DecisionImport madr = importFolder(adrFixture(u"madr"_s));
    QCOMPARE(madr.report.count(DecisionFile::Outcome::Added), 3);
    QCOMPARE(skipped(madr), QStringList({u"adr-template.md: a template, not a decision"_s}));
    QCOMPARE(links(madr.draft.model()), QStringList({u"name-schemas refines use-postgres"_s,
                                                     u"use-a-managed-database relates-to name-schemas"_s,
                                                     u"use-a-managed-database supersedes use-postgres"_s}));
    QVERIFY(madr.report.warnings.isEmpty());

    const DecisionImport brains = importFolder(adrFixture(u"log4brains"_s));
    QCOMPARE(links(brains.draft.model()), QStringList({u"use-calls supersedes use-events"_s}));

    const DecisionImport other = importFolder(adrFixture(u"other"_s));
    QCOMPARE(other.report.count(DecisionFile::Outcome::Added), 2);
    QCOMPARE(skipped(other), QStringList({u"values.yaml: not a Markdown file"_s}));
    QCOMPARE(other.report.warnings.size(), 2);

    // All of them as one folder with folders in it: names of one folder are not those of another.
    const DecisionImport all = importFolder(adrFixture(QString()));
    QCOMPARE(all.report.count(DecisionFile::Outcome::Added), 10);
    QCOMPARE(links(all.draft.model()).size(), 6);
    QVERIFY(toText(all.report).contains(u"10 added"_s));
    QCOMPARE(toJson(all.report).value(u"files"_s).toArray().size(), 10);
}

void TestAdr::importingAgainChangesNothing()
{
    const DecisionImport first = importFolder(adrFixture(QString()));
    const DecisionImport again = importFolder(adrFixture(QString()), first.draft.model());
    QCOMPARE(again.report.count(DecisionFile::Outcome::Unchanged), 10);
    QVERIFY(again.draft.change().isEmpty());
    // Links that a person took away or added stay so.
    const Model cut =
        edited(first.draft.model(), u"use-calls"_s, u"links"_s,
               QJsonArray{QJsonObject{{u"kind"_s, u"amends"_s}, {u"target"_s, u"use-postgres"_s}}});
    QVERIFY(importFolder(adrFixture(QString()), cut).draft.change().isEmpty());
}

void TestAdr::changedFilesUpdateAndEditedDecisionsStay()
{
    const QTemporaryDir source;
    const QString folder = source.filePath(u"adr"_s);
    write(folder + u"/0001-a.md"_s, "# A\n\n* Status: proposed\n\n## Context and Problem "
                                    "Statement\n\nx\n\n## Considered Options\n\n* P\n");
    write(folder + u"/0002-b.md"_s, "# B\n\n* Status: proposed\n\n## Context and Problem Statement\n\nx\n");
    Model model = importFolder(folder).draft.model();
    // Score and plateau of an option are no business of the file's.
    model =
        edited(model, u"a"_s, u"options"_s, QJsonArray{QJsonObject{{u"title"_s, u"P"_s}, {u"score"_s, 5}}});
    model = edited(model, u"b"_s, u"title"_s, u"Edited here"_s);
    write(folder + u"/0001-a.md"_s, "# A2\n\n* Status: superseded by [2](0002-b.md)\n\n## Context and "
                                    "Problem Statement\n\nx\n\n## Considered Options\n\n* P\n* Q\n");
    write(folder + u"/0002-b.md"_s, "# B\n\n* Status: accepted\n\n## Context and Problem Statement\n\nx\n");
    const DecisionImport import = importFolder(folder, model);
    QCOMPARE(import.report.count(DecisionFile::Outcome::Updated), 1);
    QCOMPARE(import.report.count(DecisionFile::Outcome::Conflict), 1);
    QCOMPARE(import.report.files.at(1).properties, QStringList({u"title"_s}));
    QVERIFY(toText(import.report).contains(u"'b' was edited here: title"_s));
    const Model after = import.draft.model();
    QCOMPARE(decision(after, u"a"_s).value(u"title"_s).toString(), u"A2"_s);
    QCOMPARE(statusIn(after, u"a"_s), u"superseded"_s);
    QCOMPARE(decision(after, u"a"_s).value(u"options"_s).toArray().at(0)[u"score"_s].toInt(), 5);
    QCOMPARE(decision(after, u"b"_s).value(u"title"_s).toString(), u"Edited here"_s);
    QCOMPARE(statusIn(after, u"b"_s), u"proposed"_s);
    QCOMPARE(links(after), QStringList({u"b supersedes a"_s}));
    // The link goes with the statement.
    write(folder + u"/0001-a.md"_s, "# A3\n\n* Status: accepted\n\n## Context and Problem Statement\n\nx\n");
    QCOMPARE(links(importFolder(folder, after).draft.model()), QStringList());
}

void TestAdr::aRenamedFileIsTheSameDecision()
{
    const QTemporaryDir source;
    const QString folder = source.filePath(u"adr"_s);
    write(folder + u"/0001-a.md"_s, "# A\n\ntext\n");
    const Model model = importFolder(folder).draft.model();
    QVERIFY(QFile::rename(folder + u"/0001-a.md"_s, folder + u"/0002-b.md"_s));
    const Model after = importFolder(folder, model).draft.model();
    QCOMPARE(after.recordsOfKind(u"decision"_s).size(), 1);
    QCOMPARE(decision(after, u"a"_s).value(u"source_file"_s).toString(), u"adr/0002-b.md"_s);
}

void TestAdr::addedFilesCompleteOpenLinks()
{
    const QTemporaryDir source;
    const QString folder = source.filePath(u"adr"_s);
    write(folder + u"/0001-a.md"_s, "# A\n\n## Status\n\nSuperseded by ADR-2\n\n## Context\n\nx\n");
    const DecisionImport first = importFolder(folder);
    QCOMPARE(first.report.warnings.size(), 1);
    QVERIFY(first.report.warnings.first().message.contains(u"leads to no decision"_s));
    write(folder + u"/0002-b.md"_s, "# B\n\n## Status\n\nAccepted\n\n## Context\n\nx\n");
    QCOMPARE(links(importFolder(folder, first.draft.model()).draft.model()),
             QStringList({u"b supersedes a"_s}));
}

void TestAdr::hostileFiles()
{
    const QTemporaryDir source;
    const QString folder = source.filePath(u"adr"_s);
    write(folder + u"/0001-good.md"_s, "# Good\n");
    write(folder + u"/0002-huge.md"_s, "# Huge\n" + QByteArray(1024 * 1024, 'x'));
    write(folder + u"/0003-binary.md"_s, QByteArray("# B\0\n", 5));
    write(folder + u"/0004-late.md"_s, "# L\n" + QByteArray(10'000, 'x') + QByteArray("\0", 1));
    write(folder + u"/0005-latin.md"_s, "# One\n# T\xfcr\n");
    write(folder + u"/0006-empty.md"_s, " \n");
    write(folder + u"/0007-placeholder.md"_s, "# [short title]\n");
    write(folder + u"/0008-two-marks.md"_s, "\xEF\xBB\xBF\xEF\xBB\xBF# Two\n");
    write(folder + u"/0009-deep.md"_s, "# Deep\n" + QByteArray("> - ").repeated(100'000));
    QVERIFY(QFile::link(u"/etc/passwd"_s, folder + u"/0010-link.md"_s));
    const DecisionImport import = importFolder(folder);
    QCOMPARE(skipped(import),
             QStringList({u"0002-huge.md: too big: 1.0 MB, at most 1.0 MB are read"_s,
                          u"0003-binary.md: a binary file"_s, u"0004-late.md: not plain UTF-8 text"_s,
                          u"0005-latin.md: not UTF-8 text"_s, u"0006-empty.md: empty"_s,
                          u"0007-placeholder.md: a template: its title is a placeholder"_s,
                          u"0008-two-marks.md: not plain UTF-8 text"_s,
                          u"0010-link.md: a symbolic link, not followed"_s}));
    QCOMPARE(import.report.skipped.at(3).line, 2);
    QCOMPARE(import.report.count(DecisionFile::Outcome::Added), 2);
    QVERIFY(!importDecisions(source.filePath(u"nowhere"_s), emptyProject()));
}

void TestAdr::brokenFrontMatter()
{
    const QTemporaryDir source;
    const QString folder = source.filePath(u"adr"_s);
    const QByteArray bytes = "---\ntitle: one: two\nstatus: accepted\ndate: [\nx: &a [*a, *a]\n---\n# "
                             "T\n\n## Context and Problem Statement\n\nx\n";
    write(folder + u"/0001-t.md"_s, bytes);
    const DecisionImport import = importFolder(folder);
    QCOMPARE(statusIn(import.draft.model(), u"t"_s), u"accepted"_s);
    QVERIFY(import.report.warnings.size() >= 2);
    QCOMPARE(import.report.warnings.first().line, 2);
    const QTemporaryDir target;
    exportFolder(import.draft.model(), target.path());
    QCOMPARE(read(target.filePath(u"0001-t.md"_s)), bytes);
}

void TestAdr::aRingIsRefused()
{
    const QTemporaryDir source;
    const QString folder = source.filePath(u"adr"_s);
    write(folder + u"/0001-a.md"_s, "# A\n\n## Status\n\nSupersedes [2](0002-b.md)\n\n## Context\n\nx\n");
    write(folder + u"/0002-b.md"_s, "# B\n\n## Status\n\nSupersedes [3](0003-c.md)\n\n## Context\n\nx\n");
    write(
        folder + u"/0003-c.md"_s,
        "# C\n\n## Status\n\nSuperseded by [2](0002-b.md)\n\nSupersedes [1](0001-a.md)\n\n## Context\n\nx\n");
    const auto import = importDecisions(folder, emptyProject());
    QVERIFY(!import);
    QCOMPARE(import.error().code, ErrorCode::Unreadable);
    for (const QString &file : {u"adr/0001-a.md"_s, u"adr/0002-b.md"_s, u"adr/0003-c.md"_s})
        QVERIFY2(import.error().message.contains(file), qPrintable(import.error().message));
    // A chain of thousands is none, and costs no stack.
    const QTemporaryDir other;
    for (int i = 1; i < 3000; ++i)
        write(other.filePath(u"adr/%1-x.md"_s.arg(i, 4, 10, QLatin1Char('0'))),
              u"# X%1\n\n## Status\n\nSupersedes ADR-%2\n\n## Context\n\nx\n"_s.arg(i).arg(i + 1).toUtf8());
    QCOMPARE(links(importFolder(other.filePath(u"adr"_s)).draft.model()).size(), 2998);
}

/// Patterns that would keep a careless expression or nesting busy beyond the test's own bound.
void TestAdr::longLinesDoNotHurt()
{
    for (const QByteArray &part :
         {QByteArray("["), QByteArray("[a]("), QByteArray("<!--"), QByteArray("* "), QByteArray("# a\n"),
          QByteArray("a: "), QByteArray("```\n"), QByteArray("- a\n"), QByteArray("### a\n"),
          QByteArray("| "), QByteArray("**"), QByteArray("superseded by "), QByteArray("ADR-1 ")}) {
        const QByteArray body = part.repeated(400'000 / part.size());
        for (const QByteArray &head :
             {QByteArray("# T\n\n## Status\n\n"), QByteArray("# T\n\n* Status: "),
              QByteArray("---\nstatus: "),
              QByteArray("# T\n\n## Considered Options\n\n* a\n\n## Pros and Cons of the Options\n\n"),
              QByteArray("# T\n\n## Considered Options\n\n"),
              QByteArray("# T\n\n## Context\n\n## Decision\n\nChosen option: \"")}) {
            const Parsed parsed = parse(QString::fromUtf8(head + body), u"a/0001-t.md"_s);
            QVERIFY(!parsed.document.title.isEmpty());
        }
    }
}

/// Read by eye: 19 decisions, a template and an index. Only 0003 has a status, "on hold", which is none of
/// ours. No decision supersedes another; 0008 and 0013 mention each other. 0009 has a link in an example.
void TestAdr::corpusMadr()
{
    NEEDS_CORPORA();
    const QString folder = corpora(u"adr/madr/docs/decisions"_s);
    const DecisionImport import = importFolder(folder);
    QCOMPARE(import.report.filesSeen, 21);
    QCOMPARE(import.report.count(DecisionFile::Outcome::Added), 19);
    QCOMPARE(skipped(import), QStringList({u"adr-template.md: a template, not a decision"_s,
                                           u"index.md: an index, not a decision"_s}));
    const Model model = import.draft.model();
    QStringList other;
    for (const Record &record : model.recordsOfKind(u"decision"_s)) {
        if (record.properties.value(u"status"_s).toString() != u"proposed")
            other.append(record.key + u' ' + record.properties.value(u"status"_s).toString());
        QCOMPARE(record.properties.value(u"source_dialect"_s).toString(), u"madr4"_s);
        QVERIFY2(!record.properties.value(u"chosen"_s).toString().isEmpty() ||
                     record.key == u"support-links-between-adrs-inside-an-adrs",
                 qPrintable(record.key));
    }
    QCOMPARE(other, QStringList({u"provide-own-madr-tools draft"_s}));
    QCOMPARE(links(model),
             QStringList({u"add-status-field relates-to use-yaml-front-matter-for-meta-data"_s,
                          u"use-yaml-front-matter-for-meta-data relates-to add-status-field"_s}));
    QCOMPARE(decision(model, u"use-markdown-architectural-decision-records"_s).value(u"number"_s).toInt(-1),
             0);
    QCOMPARE(decision(model, u"use-cc0-or-mit-as-license"_s).value(u"chosen"_s).toString(),
             u"Dual license with MIT and CC0"_s);
    QCOMPARE(listIn(model, u"write-own-toc-tool"_s, u"bad_consequences"_s),
             QStringList({u"another tool has to be maintained"_s}));
    QCOMPARE(decision(model, u"add-status-field"_s).value(u"options"_s).toArray().size(), 6);
    QCOMPARE(
        decision(model, u"use-same-format-for-outcomes-and-options"_s).value(u"chosen"_s).toString(),
        uR"(Section "Consequences" listing positive and negative consequences as "Good, because" and "Bad, because")"_s);
    QVERIFY(decision(model, u"use-confirmation-as-heading"_s)
                .value(u"confirmation"_s)
                .toString()
                .startsWith(u"* Before next"_s));

    const QTemporaryDir target;
    const DecisionExport written = exportFolder(model, target.path());
    QCOMPARE(written.report.count(WrittenDecision::Outcome::Written), 19);
    for (const WrittenDecision &file : written.report.files)
        QCOMPARE(read(target.filePath(file.file)), read(folder + u'/' + file.file));
    QCOMPARE(
        diffOf(folder, u"0004-write-own-toc-tool.md"_s, u"write-own-toc-tool"_s, u"bad_consequences"_s,
               QJsonArray{u"it costs"_s}),
        QStringList({u"-* Bad, because another tool has to be maintained"_s, u"+* Bad, because it costs"_s}));
    QCOMPARE(
        diffOf(folder, u"0004-write-own-toc-tool.md"_s, u"write-own-toc-tool"_s, u"status"_s, u"accepted"_s),
        QStringList({u"+status: accepted"_s}));
    QCOMPARE(diffOf(folder, u"0003-provide-own-madr-tools.md"_s, u"provide-own-madr-tools"_s, u"title"_s,
                    u"Tools"_s),
             QStringList({u"-# Write Own MADR Tooling"_s, u"+# Tools"_s}));
}

/// Read by eye: 9 decisions, all accepted but for 20200926, which 20201016 supersedes; both files say so.
void TestAdr::corpusLog4brains()
{
    NEEDS_CORPORA();
    const QString folder = corpora(u"adr/log4brains/docs/adr"_s);
    const DecisionImport import = importFolder(folder);
    QCOMPARE(import.report.filesSeen, 12);
    QCOMPARE(import.report.count(DecisionFile::Outcome::Added), 9);
    QCOMPARE(skipped(import),
             QStringList({u"README.md: a readme, not a decision"_s, u"index.md: an index, not a decision"_s,
                          u"template.md: a template, not a decision"_s}));
    QVERIFY2(import.report.warnings.isEmpty(), qPrintable(toText(import.report)));
    const Model model = import.draft.model();
    QStringList other;
    for (const Record &record : model.recordsOfKind(u"decision"_s)) {
        if (record.properties.value(u"status"_s).toString() != u"accepted")
            other.append(record.key + u' ' + record.properties.value(u"status"_s).toString());
        QCOMPARE(record.properties.value(u"source_dialect"_s).toString(), u"log4brains"_s);
        QVERIFY(!record.properties.contains(u"number"_s));
    }
    QCOMPARE(other, QStringList({u"use-the-adr-number-as-its-unique-id superseded"_s}));
    QCOMPARE(
        links(model),
        QStringList({u"use-the-adr-slug-as-its-unique-id supersedes use-the-adr-number-as-its-unique-id"_s}));
    QCOMPARE(decision(model, u"use-lunr-for-search"_s).value(u"chosen"_s).toString(), u"Option 2: Lunr.js"_s);
    QCOMPARE(listIn(model, u"use-lunr-for-search"_s, u"drivers"_s).size(), 4);
    QVERIFY(decision(model, u"distribute-log4brains-as-a-global-npm-package"_s)
                .value(u"outcome"_s)
                .toString()
                .contains(u"npm install -g"_s));

    const QTemporaryDir target;
    const DecisionExport written = exportFolder(model, target.path());
    for (const WrittenDecision &file : written.report.files)
        QCOMPARE(read(target.filePath(file.file)), read(folder + u'/' + file.file));
    QCOMPARE(written.report.files.size(), 9);
    QCOMPARE(diffOf(folder, u"20201103-use-lunr-for-search.md"_s, u"use-lunr-for-search"_s, u"status"_s,
                    u"deprecated"_s),
             QStringList({u"-- Status: accepted"_s, u"+- Status: deprecated"_s}));
}

QTEST_GUILESS_MAIN(TestAdr)
#include "tst_adr.moc"

// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "core/exchange/text_twin.h"
#include "core/store/store.h"

#include "adr_helper.h"

using namespace adrtest;

class TestAdrExport : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theSameBytesComeOut_data();
    void theSameBytesComeOut();
    void onlyTheChangedLinesDiffer_data();
    void onlyTheChangedLinesDiffer();
    void supersedingIsWrittenInTheDialect();
    void removedLinksLoseTheirLines();
    void whatWasWrittenReadsBackAsItWas();
    void optionsAreEditedInBothPlaces();
    void newSectionsGoWhereTheyBelong();
    void decisionsWithoutOriginalBecomeMadr4();
    void exportedFilesAreKnownAgain();
    void unsafeNamesAreRefused();
    void foreignFilesAreNotOverwritten();
    void theProjectFileAndTheTwinKeepTheText();
};

void TestAdrExport::theSameBytesComeOut_data()
{
    QTest::addColumn<QByteArray>("bytes");
    for (const QString &path :
         {u"nygard/0001-record-architecture-decisions.md"_s, u"nygard/0002-use-one-database.md"_s,
          u"madr/0001-use-postgres.md"_s, u"madr/0002-name-schemas.md"_s,
          u"madr/0003-use-a-managed-database.md"_s, u"log4brains/20240215-use-calls.md"_s,
          u"other/how-we-name-things.md"_s, u"other/0009-feature-flags.md"_s}) {
        const QByteArray bytes = read(adrFixture(path));
        QByteArray windows = bytes;
        windows.replace("\n", "\r\n");
        QTest::newRow(qPrintable(path)) << bytes;
        QTest::newRow(qPrintable(path + u" CRLF"_s)) << windows;
        QTest::newRow(qPrintable(path + u" BOM"_s)) << "\xEF\xBB\xBF" + windows;
        QTest::newRow(qPrintable(path + u" open end"_s)) << bytes.chopped(1);
    }
    QTest::newRow("mixed line ends") << QByteArray(
        "# A\r\n\n## Status\n\r\nAccepted  \n\n\n## Context\nx\t\r\n\n\n");
    QTest::newRow("control characters") << QByteArray("# A\n\n\x01\x1b[0m \xc2\x85 \xe2\x80\xa8 end\n");
}

void TestAdrExport::theSameBytesComeOut()
{
    QFETCH(QByteArray, bytes);
    const QTemporaryDir source;
    const QString folder = source.filePath(u"adr"_s);
    write(folder + u"/0099-x.md"_s, bytes); // no number that one of them links to
    const DecisionImport import = importFolder(folder);
    QCOMPARE(import.report.count(DecisionFile::Outcome::Added), 1);
    const QTemporaryDir target;
    const DecisionExport written = exportFolder(import.draft.model(), target.path());
    QCOMPARE(read(target.filePath(u"0099-x.md"_s)), bytes);
    QVERIFY(written.report.files.first().normalised.isEmpty());
    QVERIFY(written.draft.change().isEmpty());
    const DecisionExport inPlace = exportFolder(import.draft.model(), folder);
    QCOMPARE(inPlace.report.count(WrittenDecision::Outcome::Unchanged), 1);
}

void TestAdrExport::onlyTheChangedLinesDiffer_data()
{
    QTest::addColumn<QString>("file");
    QTest::addColumn<QString>("key");
    QTest::addColumn<QString>("property");
    QTest::addColumn<QJsonValue>("value");
    QTest::addColumn<QStringList>("diff");
    const auto row = [](const QString &file, const QString &key, const QString &property,
                        const QJsonValue &value, const QStringList &diff) {
        QTest::newRow(qPrintable(file + u' ' + property + u' ' + diff.last()))
            << file << key << property << value << diff;
    };
    const QString nygard = u"nygard/0001-record-architecture-decisions.md"_s;
    const QString first = u"record-architecture-decisions"_s;
    row(nygard, first, u"title"_s, u"Write decisions down"_s,
        {u"-# 1. Record architecture decisions"_s, u"+# 1. Write decisions down"_s});
    row(nygard, first, u"status"_s, u"deprecated"_s, {u"-Accepted"_s, u"+Deprecated"_s});
    row(nygard, first, u"date"_s, u"2024-02-20"_s, {u"-Date: 12/02/2024"_s, u"+Date: 2024-02-20"_s});
    row(nygard, first, u"neutral_consequences"_s, QJsonArray{u"See the book."_s},
        {u"-See the article. Tools are at hand."_s, u"+See the book."_s});
    row(nygard, first, u"neutral_consequences"_s,
        QJsonArray{u"See the article. Tools are at hand."_s, u"More."_s}, {u"+More."_s, u"+"_s});
    row(nygard, first, u"deciders"_s, QJsonArray{u"Ada"_s}, {u"+Deciders: Ada"_s});

    const QString madr2 = u"madr/0001-use-postgres.md"_s;
    row(madr2, u"use-postgres"_s, u"title"_s, u"Use it"_s, {u"-# Use PostgreSQL"_s, u"+# Use it"_s});
    row(madr2, u"use-postgres"_s, u"status"_s, u"deprecated"_s,
        {u"-* Status: superseded by [ADR-0003](0003-use-a-managed-database.md)"_s,
         u"+* Status: deprecated"_s});
    row(madr2, u"use-postgres"_s, u"deciders"_s, QJsonArray{u"Ada"_s},
        {u"-* Deciders: Ada Lovelace, Grace Hopper <!-- optional -->"_s,
         u"+* Deciders: Ada <!-- optional -->"_s});
    row(madr2, u"use-postgres"_s, u"good_consequences"_s, QJsonArray{u"one engine"_s},
        {u"-* one engine for all teams"_s, u"+* one engine"_s});
    row(madr2, u"use-postgres"_s, u"bad_consequences"_s, QJsonArray{u"upgrades are ours"_s, u"nights, too"_s},
        {u"+* nights, too"_s});
    row(madr2, u"use-postgres"_s, u"drivers"_s, QJsonArray{u"backups"_s}, {u"-* cost"_s});
    row(madr2, u"use-postgres"_s, u"outcome"_s, u"because it is good."_s,
        {u"-Chosen option: \"PostgreSQL\", because we know it."_s,
         u"+Chosen option: \"PostgreSQL\", because it is good."_s});
    row(madr2, u"use-postgres"_s, u"chosen"_s, u"MySQL"_s,
        {u"-Chosen option: \"PostgreSQL\", because we know it."_s,
         u"+Chosen option: \"MySQL\", because we know it."_s});

    const QString madr3 = u"madr/0002-name-schemas.md"_s;
    row(madr3, u"name-schemas"_s, u"title"_s, u"Schemas"_s, {u"-Name schemas after teams"_s, u"+Schemas"_s});
    row(madr3, u"name-schemas"_s, u"status"_s, u"accepted"_s,
        {u"-status: \"rejected\""_s, u"+status: \"accepted\""_s});
    row(madr3, u"name-schemas"_s, u"deciders"_s, QJsonArray{u"Ada: yes"_s, u"Grace"_s},
        {u"-deciders: [Ada Lovelace]"_s, u"+deciders: [\"Ada: yes\", Grace]"_s});
    row(madr3, u"name-schemas"_s, u"confirmation"_s, u"A report\n\nlists them."_s,
        {u"-A report lists schemas."_s, u"+A report"_s, u"+lists them."_s, u"+"_s});
    row(madr3, u"name-schemas"_s, u"confirmation"_s, u""_s,
        {u"-## Validation"_s, u"-A report lists schemas."_s, u"-"_s});

    const QString madr4 = u"madr/0003-use-a-managed-database.md"_s;
    const QString managed = u"use-a-managed-database"_s;
    row(madr4, managed, u"status"_s, u"deprecated"_s, {u"-status: accepted"_s, u"+status: deprecated"_s});
    row(madr4, managed, u"good_consequences"_s, QJsonArray{u"it is calm"_s},
        {u"-* Good, because nobody upgrades by hand"_s, u"+* Good, because it is calm"_s});
    row(madr4, managed, u"bad_consequences"_s, QJsonArray{}, {u"-* Bad, because it costs 400 euros more"_s});
    row(madr4, managed, u"deciders"_s, QJsonArray{u"Ada Lovelace"_s}, {u"-  - \"Hopper, Grace\""_s});
    row(madr4, managed, u"informed"_s, QJsonArray{u"All"_s}, {u"-informed: []"_s, u"+informed: [All]"_s});
    row(madr4, managed, u"context"_s, u"Nobody wants to."_s,
        {u"-Upgrades take two people a week."_s, u"+Nobody wants to."_s});

    const QString brains = u"log4brains/20240215-use-calls.md"_s;
    row(brains, u"use-calls"_s, u"status"_s, u"draft"_s, {u"-- Status: accepted"_s, u"+- Status: draft"_s});
    row(brains, u"use-calls"_s, u"informed"_s, QJsonArray{u"All"_s}, {u"+- Informed: All"_s});
    row(brains, u"use-calls"_s, u"good_consequences"_s, QJsonArray{u"simple"_s},
        {u"+### Positive Consequences"_s, u"+"_s, u"+- simple"_s, u"+"_s});
    row(u"other/how-we-name-things.md"_s, u"how-we-name-things"_s, u"title"_s, u"Names"_s,
        {u"+# Names"_s, u"+"_s});
}

void TestAdrExport::onlyTheChangedLinesDiffer()
{
    QFETCH(QString, file);
    QFETCH(QString, key);
    QFETCH(QString, property);
    QFETCH(QJsonValue, value);
    QTEST(diffOf(adrFixture(file.section(u'/', 0, 0)), file.section(u'/', 1), key, property, value), "diff");
}

void TestAdrExport::supersedingIsWrittenInTheDialect()
{
    const auto supersede = [](const QString &folder, const QString &older, const QString &newer,
                              const QTemporaryDir &target) {
        const Model model = importFolder(adrFixture(folder)).draft.model();
        QJsonArray array = decision(model, newer).value(u"links"_s).toArray();
        array.append(QJsonObject{{u"kind"_s, u"supersedes"_s}, {u"target"_s, older}});
        const Model linked = edited(model, newer, u"links"_s, array);
        exportFolder(edited(linked, older, u"status"_s, u"superseded"_s), target.path());
    };
    const QTemporaryDir nygard;
    supersede(u"nygard"_s, u"record-architecture-decisions"_s, u"use-one-database"_s, nygard);
    const QString first = u"0001-record-architecture-decisions.md"_s;
    QCOMPARE(
        changedLines(read(adrFixture(u"nygard/"_s + first)), read(nygard.filePath(first))),
        QStringList({u"-Accepted"_s, u"+Superseded by [2. Use one database](0002-use-one-database.md)"_s}));
    const QString second = u"0002-use-one-database.md"_s;
    QCOMPARE(changedLines(read(adrFixture(u"nygard/"_s + second)), read(nygard.filePath(second))),
             QStringList(
                 {u"+Supersedes [1. Record architecture decisions](0001-record-architecture-decisions.md)"_s,
                  u"+"_s}));

    const QTemporaryDir madr;
    supersede(u"madr"_s, u"name-schemas"_s, u"use-a-managed-database"_s, madr);
    const QString names = u"0002-name-schemas.md"_s;
    QCOMPARE(changedLines(read(adrFixture(u"madr/"_s + names)), read(madr.filePath(names))),
             QStringList({u"-status: \"rejected\""_s,
                          u"+status: \"superseded by [ADR-0003](0003-use-a-managed-database.md)\""_s}));

    // What was written says the same when it is read.
    const Model again = importFolder(nygard.path()).draft.model();
    QCOMPARE(statusIn(again, u"record-architecture-decisions"_s), u"superseded"_s);
    QVERIFY(links(again).contains(u"use-one-database supersedes record-architecture-decisions"_s));
}

void TestAdrExport::removedLinksLoseTheirLines()
{
    const Model model = importFolder(adrFixture(u"log4brains"_s)).draft.model();
    Model cut = edited(model, u"use-calls"_s, u"links"_s, QJsonArray{});
    cut = edited(cut, u"use-events"_s, u"status"_s, u"accepted"_s);
    const QTemporaryDir target;
    exportFolder(cut, target.path());
    QCOMPARE(changedLines(read(adrFixture(u"log4brains/20240215-use-calls.md"_s)),
                          read(target.filePath(u"20240215-use-calls.md"_s))),
             QStringList({u"-- Supersedes [20230110-use-events](20230110-use-events.md)"_s}));
    QCOMPARE(changedLines(read(adrFixture(u"log4brains/20230110-use-events.md"_s)),
                          read(target.filePath(u"20230110-use-events.md"_s))),
             QStringList({u"-- Status: superseded by [20240215-use-calls](20240215-use-calls.md)"_s,
                          u"+- Status: accepted"_s}));
}

/// Every property of every fixture, changed and written: the file says then what the decision says.
void TestAdrExport::whatWasWrittenReadsBackAsItWas()
{
    const QHash<QString, QJsonValue> values{
        {u"title"_s, u"Another: title"_s},
        {u"status"_s, u"deprecated"_s},
        {u"date"_s, u"2026-01-02"_s},
        {u"deciders"_s, QJsonArray{u"Zoe"_s, u"Yves"_s}},
        {u"consulted"_s, QJsonArray{u"Xenia"_s}},
        {u"informed"_s, QJsonArray{u"Wim"_s, u"Vera"_s}},
        {u"context"_s, u"One.\n\nTwo."_s},
        {u"drivers"_s, QJsonArray{u"d1"_s, u"d2"_s, u"d3"_s}},
        {u"chosen"_s, u"The third"_s},
        {u"outcome"_s, u"because of this.\n\nAnd that."_s},
        {u"good_consequences"_s, QJsonArray{u"g1"_s, u"g2"_s}},
        {u"bad_consequences"_s, QJsonArray{u"b1"_s}},
        {u"neutral_consequences"_s, QJsonArray{u"n1"_s, u"n2"_s, u"n3"_s}},
        {u"confirmation"_s, u"A test."_s},
        {u"more_information"_s, u"Nothing more."_s}};
    const Model model = importFolder(adrFixture(QString())).draft.model();
    for (const Record &record : model.recordsOfKind(u"decision"_s)) {
        const bool isFreeform = record.properties.value(u"source_dialect"_s).toString() == u"freeform";
        const QString path = record.properties.value(u"source_file"_s).toString().section(u'/', 1);
        Model all = model;
        for (auto it = values.cbegin(); it != values.cend(); ++it) {
            // A freeform text has no sections that could hold the rest.
            if (isFreeform &&
                !QStringList{u"title"_s, u"status"_s, u"date"_s, u"context"_s}.contains(it.key()))
                continue;
            const QTemporaryDir target;
            exportFolder(edited(model, record.key, it.key(), it.value()), target.path());
            const QString text = QString::fromUtf8(read(target.filePath(path)));
            QJsonObject expected = record.properties;
            expected.insert(it.key(), it.value());
            const QStringList different =
                differences(expected, propertiesOf(parse(text, u"a/"_s + path).document));
            QVERIFY2(different.isEmpty(), qPrintable(record.key + u' ' + it.key() + u": "_s +
                                                     different.join(u", "_s) + u'\n' + text));
            all = edited(all, record.key, it.key(), it.value());
        }
        const QTemporaryDir target;
        exportFolder(all, target.path());
        const QString text = QString::fromUtf8(read(target.filePath(path)));
        const QStringList different =
            differences(decision(all, record.key), propertiesOf(parse(text, u"a/"_s + path).document));
        QVERIFY2(different.isEmpty(),
                 qPrintable(record.key + u" all: "_s + different.join(u", "_s) + u'\n' + text));
    }
}

void TestAdrExport::optionsAreEditedInBothPlaces()
{
    const QString folder = adrFixture(u"madr"_s);
    const QString file = u"0001-use-postgres.md"_s;
    const QString key = u"use-postgres"_s;
    QJsonArray options = decision(importFolder(folder).draft.model(), key).value(u"options"_s).toArray();
    QJsonObject row = options.at(1).toObject();
    row.insert(u"score"_s, 4);
    row.insert(u"title"_s, u"MariaDB"_s);
    options[1] = row;
    QCOMPARE(diffOf(folder, file, key, u"options"_s, options),
             QStringList({u"-* MySQL"_s, u"+* MariaDB"_s, u"-### MySQL"_s, u"+### MariaDB"_s}));
    row.insert(u"title"_s, u"MySQL"_s);
    row.insert(u"cons"_s, QJsonArray{u"it is slow"_s});
    options[1] = row;
    QCOMPARE(diffOf(folder, file, key, u"options"_s, options),
             QStringList({u"+* Bad, because it is slow"_s}));
    options.append(QJsonObject{{u"title"_s, u"Files"_s}, {u"pros"_s, QJsonArray{u"no server"_s}}});
    options[1] = decision(importFolder(folder).draft.model(), key).value(u"options"_s).toArray().at(1);
    QCOMPARE(diffOf(folder, file, key, u"options"_s, options),
             QStringList({u"+* Files"_s, u"+### Files"_s, u"+"_s, u"+* Good, because no server"_s, u"+"_s}));
    options = QJsonArray{options.at(0)};
    QCOMPARE(diffOf(folder, file, key, u"options"_s, options),
             QStringList(
                 {u"-* MySQL"_s, u"-### MySQL"_s, u"-"_s, u"-* Good, because it is everywhere"_s, u"-"_s}));
}

void TestAdrExport::newSectionsGoWhereTheyBelong()
{
    const QString brains = adrFixture(u"log4brains"_s);
    QCOMPARE(diffOf(brains, u"20240215-use-calls.md"_s, u"use-calls"_s, u"context"_s, u"Why?"_s),
             QStringList({u"+## Context and Problem Statement"_s, u"+"_s, u"+Why?"_s, u"+"_s}));
    const Model model = importFolder(brains).draft.model();
    const QTemporaryDir target;
    Model changed = edited(model, u"use-calls"_s, u"context"_s, u"Why?"_s);
    changed = edited(changed, u"use-calls"_s, u"drivers"_s, QJsonArray{u"speed"_s});
    exportFolder(changed, target.path());
    const QByteArray text = read(target.filePath(u"20240215-use-calls.md"_s));
    QVERIFY2(text.contains(
                 "- Date: 2024-02-15\n\n## Context and Problem Statement\n\nWhy?\n\n## Decision Drivers\n\n- "
                 "speed\n\n## Decision\n\nServices"),
             text.constData());
}

void TestAdrExport::decisionsWithoutOriginalBecomeMadr4()
{
    Draft draft(emptyProject());
    const QJsonObject properties{
        {u"title"_s, u"Use: a queue / \"now\""_s},
        {u"status"_s, u"accepted"_s},
        {u"date"_s, u"2026-02-03"_s},
        {u"deciders"_s, QJsonArray{u"Ada"_s, u"Hopper, Grace"_s}},
        {u"context"_s, u"Calls wait.\n"_s},
        {u"drivers"_s, QJsonArray{u"speed"_s}},
        {u"options"_s,
         QJsonArray{
             QJsonObject{{u"title"_s, u"Queue"_s}, {u"pros"_s, QJsonArray{u"it buffers"_s}}, {u"score"_s, 7}},
             QJsonObject{{u"title"_s, u"Calls"_s}, {u"description"_s, u"As today."_s}}}},
        {u"chosen"_s, u"Queue"_s},
        {u"outcome"_s, u"It is the only one that buffers."_s},
        {u"good_consequences"_s, QJsonArray{u"peaks are flat"_s}},
        {u"bad_consequences"_s, QJsonArray{u"one more thing"_s}},
        {u"confirmation"_s, u"Load test."_s}};
    QVERIFY(draft.addRecord(u"decision"_s, u"use-a-queue"_s, properties));
    QVERIFY(draft.addRecord(u"decision"_s, u"old"_s,
                            {{u"title"_s, u"Old way"_s}, {u"status"_s, u"superseded"_s}, {u"number"_s, 4}}));
    const Model model =
        edited(draft.model(), u"use-a-queue"_s, u"links"_s,
               QJsonArray{QJsonObject{{u"kind"_s, u"supersedes"_s}, {u"target"_s, u"old"_s}}});
    const QTemporaryDir target;
    write(target.filePath(u"0007-taken.md"_s), "# Taken\n");
    const DecisionExport written = exportFolder(model, target.path());
    QCOMPARE(written.report.count(WrittenDecision::Outcome::Written), 2);
    const QByteArray text = read(target.filePath(u"0008-use-a-queue-now.md"_s));
    QCOMPARE(text, QByteArray(R"(---
status: accepted
date: 2026-02-03
decision-makers: [Ada, "Hopper, Grace"]
---

# Use: a queue / "now"

## Context and Problem Statement

Calls wait.

## Decision Drivers

* speed

## Considered Options

* Queue
* Calls

## Decision Outcome

Chosen option: "Queue".

It is the only one that buffers.

### Consequences

* Good, because peaks are flat
* Bad, because one more thing

### Confirmation

Load test.

## Pros and Cons of the Options

### Queue

* Good, because it buffers

### Calls

As today.

## More Information

Supersedes [ADR-0004](0004-old-way.md)
)"));
    QVERIFY(read(target.filePath(u"0004-old-way.md"_s))
                .startsWith("---\nstatus: superseded by [ADR-0008](0008-use-a-queue-now.md)\n"));
    // The number is the decision's from now on, and the folder says nothing new.
    const Model after = written.draft.model();
    QCOMPARE(decision(after, u"use-a-queue"_s).value(u"number"_s).toInt(), 8);
    QCOMPARE(exportFolder(after, target.path()).report.count(WrittenDecision::Outcome::Unchanged), 2);
    const DecisionImport again = importFolder(target.path(), after);
    QCOMPARE(again.report.count(DecisionFile::Outcome::Unchanged), 2);
    QCOMPARE(again.report.count(DecisionFile::Outcome::Added), 1);
    QCOMPARE(links(again.draft.model()), links(after));
    // And into an empty project it comes as it was.
    const Model fresh = importFolder(target.path()).draft.model();
    QCOMPARE(differences(decision(fresh, u"use-a-queue-now"_s), decision(after, u"use-a-queue"_s)),
             QStringList());
}

void TestAdrExport::exportedFilesAreKnownAgain()
{
    const QTemporaryDir source;
    const QString folder = source.filePath(u"adr"_s);
    const QString file = folder + u"/0001-a.md"_s;
    write(file, "# A\n\n* Status: proposed\n\n## Context and Problem Statement\n\nx\n");
    const Model model = edited(importFolder(folder).draft.model(), u"a"_s, u"status"_s, u"accepted"_s);
    const Model first = exportFolder(model, folder).draft.model();
    QCOMPARE(read(file), QByteArray("# A\n\n* Status: accepted\n\n## Context and Problem Statement\n\nx\n"));
    // Read again: it is ours. Edited and written again: it is an earlier version.
    QVERIFY(importFolder(folder, first).draft.change().isEmpty());
    const Model second =
        exportFolder(edited(first, u"a"_s, u"status"_s, u"deprecated"_s), folder).draft.model();
    QVERIFY(read(file).contains("Status: deprecated"));
    // What was written and not edited since takes what the file says next.
    write(file, "# A\n\n* Status: rejected\n\n## Context and Problem Statement\n\ny\n");
    const DecisionImport import = importFolder(folder, second);
    QCOMPARE(import.report.count(DecisionFile::Outcome::Updated), 1);
    QCOMPARE(statusIn(import.draft.model(), u"a"_s), u"rejected"_s);
    QCOMPARE(decision(import.draft.model(), u"a"_s).value(u"context"_s).toString(), u"y"_s);
}

void TestAdrExport::unsafeNamesAreRefused()
{
    const QTemporaryDir source;
    write(source.filePath(u"adr/0001-a.md"_s), "# A\n");
    const Model model = importFolder(source.filePath(u"adr"_s)).draft.model();
    const QTemporaryDir around;
    const QString target = around.filePath(u"out"_s);
    for (const QString &name :
         {u"adr/../../evil.md"_s, u"adr/../evil.md"_s, u"adr//evil.md"_s, u"adr/.git/hooks.md"_s,
          u"adr/a\\b.md"_s, u"adr/run.sh"_s, u"adr/a:b.md"_s, u"evil.md"_s, u"adr/x\n.md"_s}) {
        const DecisionExport written = exportFolder(edited(model, u"a"_s, u"source_file"_s, name), target);
        QCOMPARE(written.report.count(WrittenDecision::Outcome::Refused), 1);
    }
    QCOMPARE(QDir(target).entryList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot), QStringList());
    QVERIFY(!QFileInfo::exists(around.filePath(u"evil.md"_s)));
    // Nor through a link that leads out of the folder.
    QVERIFY(QFile::link(around.path(), target + u"/sub"_s));
    QVERIFY(QFile::link(around.filePath(u"elsewhere.md"_s), target + u"/0001-a.md"_s));
    QCOMPARE(exportFolder(model, target).report.count(WrittenDecision::Outcome::Refused), 1);
    QCOMPARE(exportFolder(edited(model, u"a"_s, u"source_file"_s, u"adr/sub/x.md"_s), target)
                 .report.count(WrittenDecision::Outcome::Refused),
             1);
    QVERIFY(!QFileInfo::exists(around.filePath(u"elsewhere.md"_s)));
    QVERIFY(!QFileInfo::exists(around.filePath(u"x.md"_s)));
}

void TestAdrExport::foreignFilesAreNotOverwritten()
{
    const Model model = importFolder(adrFixture(u"nygard"_s)).draft.model();
    const QTemporaryDir target;
    const QString file = target.filePath(u"0002-use-one-database.md"_s);
    write(file, "# 2. Something of a colleague's\n");
    const DecisionExport written = exportFolder(model, target.path());
    QCOMPARE(written.report.count(WrittenDecision::Outcome::Refused), 1);
    QCOMPARE(written.report.count(WrittenDecision::Outcome::Written), 2);
    QCOMPARE(written.report.files.at(1).file, u"0002-use-one-database.md"_s);
    QVERIFY(written.report.files.at(1).reason.contains(u"not a version of this decision"_s));
    QCOMPARE(read(file), QByteArray("# 2. Something of a colleague's\n"));
    QCOMPARE(exportFolder(model, target.path(), {u"use-one-database"_s}).report.files.size(), 1);
    QVERIFY(!exportDecisions(model, target.path(), {u"no-such"_s}));
    // Two decisions never share a file.
    Draft draft(model);
    Record twin = *model.record(u"decision"_s, u"use-one-database"_s);
    twin.id = {};
    twin.key = u"zz-twin"_s;
    QVERIFY(draft.addRecord(twin));
    const QTemporaryDir other;
    const DecisionExport both = exportFolder(draft.model(), other.path());
    QCOMPARE(both.report.count(WrittenDecision::Outcome::Refused), 1);
}

void TestAdrExport::theProjectFileAndTheTwinKeepTheText()
{
    const QTemporaryDir source;
    const QString folder = source.filePath(u"adr"_s);
    QMap<QString, QByteArray> files{
        {u"0001-bom.md"_s, "\xEF\xBB\xBF# Bom\r\n\r\nASCII only\r\n"},
        {u"0002-bom.md"_s, "\xEF\xBB\xBF# B\xC3\xB6m\n"},
        {u"0003-blanks.md"_s, "# T  \n\n   x\n\t\ttab\n \n\n\n"},
        {u"0004-open.md"_s, "  \n# T\n---\n'\"\\ %@`"},
        {u"0005-odd.md"_s, "# T\n\n\x01\x1b \xc2\x85 \xe2\x80\xa8 \xf0\x9f\xa4\x94 end\n"}};
    const QDir corpus(corpora(u"adr/madr/docs/decisions"_s));
    for (const QString &name : corpus.entryList({u"0*.md"_s}))
        files.insert(u"1"_s + name, read(corpus.filePath(name)));
    for (auto it = files.cbegin(); it != files.cend(); ++it)
        write(folder + u'/' + it.key(), it.value());
    const Model model = importFolder(folder).draft.model();
    QCOMPARE(model.recordsOfKind(u"decision"_s).size(), files.size());

    const auto check = [&](const Model &kept) {
        const QTemporaryDir target;
        const DecisionExport written = exportFolder(kept, target.path());
        QCOMPARE(written.report.count(WrittenDecision::Outcome::Written), files.size());
        for (auto it = files.cbegin(); it != files.cend(); ++it)
            QCOMPARE(read(target.filePath(it.key())), it.value());
    };
    const QString path = source.filePath(u"p.gplan"_s);
    {
        auto project = store::Store::create(path);
        QVERIFY(project);
        Draft draft((*project)->model());
        QVERIFY((*project)->commit(importFolder(folder, (*project)->model()).draft, u"Import"_s));
    }
    const auto opened = store::Store::open(path);
    QVERIFY(opened);
    check((*opened)->model());

    const auto &metamodel = metamodel::Metamodel::builtin();
    const QString twin = source.filePath(u"twin"_s);
    QVERIFY(exportTwin(model, metamodel, twin));
    const TwinReading reading = readTwin(twin, emptyProject(), metamodel);
    QVERIFY2(reading.draft, reading.errors.isEmpty() ? "" : qPrintable(reading.errors.first().text()));
    check(reading.draft->model());
}

QTEST_GUILESS_MAIN(TestAdrExport)
#include "tst_adr_export.moc"

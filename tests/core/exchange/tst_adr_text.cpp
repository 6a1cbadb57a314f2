// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "core/exchange/adr/text.h"
#include "core/exchange/text_twin.h"

#include "adr_helper.h"

using namespace adrtest;

/// A decision's text for people: edited, read back, never losing what a text cannot hold or what no property
/// holds.
class TestAdrText : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void nothingTypedIsNothingChanged_data();
    void nothingTypedIsNothingChanged();
    void onlyWhatWasTypedIsSet();
    void scoresStayWithTheirOptions();
    void aRenamedOptionKeepsWhatItHas();
    void anOptionThatComesBackHasItsScores();
    void unknownSectionsAreKept();
    void textWithoutSectionsIsTheContext();
    void aTitleIsNeeded();
    void theStatusIsNotWritten();
    void linksInTheTextAreLinks();
    void aFieldAndTheTextAreOneThing();
    void untouchedLinesKeepTheirBytes();
    void anEditedFileIsExportedAsWritten();
    void anImportNeverOverwritesAnEditedText();
    void hostileTextsAreRefusedOrKept_data();
    void hostileTextsAreRefusedOrKept();
};

namespace {

Record full()
{
    Record decision;
    decision.kind = u"decision"_s;
    decision.key = u"sign"_s;
    decision.properties = {
        {u"title"_s, u"Sign every artifact"_s},
        {u"status"_s, u"proposed"_s},
        {u"deciders"_s, QJsonArray{u"Platform board"_s}},
        {u"context"_s, u"41 of 50 services deploy images."_s},
        {u"drivers"_s, QJsonArray{u"close CTL-012"_s, u"no more than 30 s"_s}},
        {u"criteria"_s, QJsonArray{QJsonObject{{u"name"_s, u"Effort"_s}, {u"weight"_s, 2}}}},
        {u"options"_s, QJsonArray{QJsonObject{{u"title"_s, u"Keyless in CI"_s},
                                              {u"description"_s, u"With *short-lived* keys."_s},
                                              {u"pros"_s, QJsonArray{u"nothing to rotate"_s}},
                                              {u"scores"_s, QJsonArray{u"Effort: 4"_s}},
                                              {u"plateau"_s, u"option-a"_s}},
                                  QJsonObject{{u"title"_s, u"Key in the **vault**"_s},
                                              {u"cons"_s, QJsonArray{u"rotation"_s}},
                                              {u"scores"_s, QJsonArray{u"Effort: 2"_s}}}}},
        {u"chosen"_s, u"Keyless in CI"_s},
        {u"outcome"_s, u"because it costs least."_s},
        {u"good_consequences"_s, QJsonArray{u"signed"_s}},
        {u"bad_consequences"_s, QJsonArray{u"20 s longer"_s}},
        {u"basis_from"_s, u"current"_s},
        {u"history"_s, QJsonArray{QJsonObject{{u"status"_s, u"proposed"_s}, {u"date"_s, u"2026-01-01"_s}}}},
        {u"more_information"_s, u"See the audit."_s}};
    return decision;
}

Model modelWith(const Record &decision, const QList<Record> &others = {})
{
    Draft draft(emptyProject());
    for (const Record &one : QList<Record>{decision} + others) {
        if (!draft.addRecord(one.kind, one.key, one.properties))
            qFatal("cannot add");
    }
    return draft.model();
}

Record must(const Result<Record> &result)
{
    if (!result)
        qFatal("%s", qPrintable(result.error().message));
    return *result;
}

/// The decision after `from` was replaced by `to` in its text.
Record typed(const Model &model, const Record &decision, const QString &from, const QString &to,
             const QJsonArray &seen = {})
{
    const QString text = editableText(decision);
    if (!text.contains(from))
        qFatal("not in the text: %s\n%s", qPrintable(from), qPrintable(text));
    return must(withText(model, decision, QString(text).replace(from, to), seen));
}

QStringList changedProperties(const Record &a, const Record &b)
{
    QStringList names;
    for (const QString &name : (a.properties.keys() + b.properties.keys())) {
        if (a.properties.value(name) != b.properties.value(name) && !names.contains(name))
            names.append(name);
    }
    names.sort();
    return names;
}

QJsonObject option(const Record &decision, int at)
{
    return decision.properties.value(u"options"_s).toArray().at(at).toObject();
}

Record fromFixture(const QString &file, Model &model)
{
    model = importFolder(adrFixture(file.section(u'/', 0, 0))).draft.model();
    for (const Record &decision : model.recordsOfKind(u"decision"_s)) {
        if (decision.properties.value(u"source_file"_s).toString().endsWith(file.section(u'/', 1)))
            return decision;
    }
    qFatal("no such fixture");
}

} // namespace

void TestAdrText::nothingTypedIsNothingChanged_data()
{
    QTest::addColumn<Record>("decision");
    QTest::addColumn<Model>("model");
    QTest::newRow("none of a file") << full() << modelWith(full());
    for (const QString &file : {u"nygard/0002-use-one-database.md"_s, u"madr/0001-use-postgres.md"_s,
                                u"madr/0002-name-schemas.md"_s, u"madr/0003-use-a-managed-database.md"_s,
                                u"log4brains/20240215-use-calls.md"_s, u"other/how-we-name-things.md"_s}) {
        Model model = emptyProject();
        const Record decision = fromFixture(file, model);
        QTest::newRow(qPrintable(file)) << decision << model;
    }
}

void TestAdrText::nothingTypedIsNothingChanged()
{
    QFETCH(Record, decision);
    QFETCH(Model, model);
    const QString text = editableText(decision);
    QVERIFY(!text.startsWith(u"---"));
    QVERIFY(must(withText(model, decision, text)) == decision);
    // A blank at the end of a line, and back again.
    QString blank = text;
    blank.insert(text.indexOf(u'\n'), u' ');
    const Record once = must(withText(model, decision, blank));
    const Record again = must(withText(model, once, text));
    QCOMPARE(editableText(again), text);
    QCOMPARE(changedProperties(decision, again), QStringList());
}

void TestAdrText::onlyWhatWasTypedIsSet()
{
    const Record decision = full();
    const Model model = modelWith(decision);
    const Record context = typed(model, decision, u"41 of 50"_s, u"42 of @checkout"_s);
    QCOMPARE(changedProperties(decision, context), QStringList{u"context"_s});
    QCOMPARE(context.properties.value(u"context"_s).toString(), u"42 of @checkout services deploy images."_s);
    const Record driver =
        typed(model, decision, u"* no more than 30 s\n"_s, u"* no more than 30 s\n* cheap\n"_s);
    QCOMPARE(changedProperties(decision, driver), QStringList{u"drivers"_s});
    const Record title = typed(model, decision, u"# Sign every artifact"_s, u"# Sign all"_s);
    QCOMPARE(changedProperties(decision, title), QStringList{u"title"_s});
    const Record gone = typed(model, decision, u"* Bad, because 20 s longer\n"_s, {});
    QCOMPARE(changedProperties(decision, gone), QStringList{u"bad_consequences"_s});
    QVERIFY(!gone.properties.contains(u"bad_consequences"_s));
}

void TestAdrText::scoresStayWithTheirOptions()
{
    const Record decision = full();
    const Model model = modelWith(decision);
    const Record pros = typed(model, decision, u"nothing to rotate"_s, u"no keys"_s);
    QCOMPARE(changedProperties(decision, pros), QStringList{u"options"_s});
    QCOMPARE(option(pros, 0).value(u"scores"_s), option(decision, 0).value(u"scores"_s));
    QCOMPARE(option(pros, 0).value(u"plateau"_s).toString(), u"option-a"_s);
    QCOMPARE(option(pros, 1), option(decision, 1)); // its title is Markdown, and stays so
    // Another order.
    const Record swapped = typed(model, decision, u"* Keyless in CI\n* Key in the **vault**\n"_s,
                                 u"* Key in the **vault**\n* Keyless in CI\n"_s);
    QCOMPARE(option(swapped, 0), option(decision, 1));
    QCOMPARE(option(swapped, 1), option(decision, 0));
    // A third one in the middle.
    const Record third = typed(model, decision, u"* Keyless in CI\n"_s, u"* Keyless in CI\n* Allow-list\n"_s);
    QCOMPARE(option(third, 0), option(decision, 0));
    QCOMPARE(option(third, 1), (QJsonObject{{u"title"_s, u"Allow-list"_s}}));
    QCOMPARE(option(third, 2), option(decision, 1));
}

void TestAdrText::aRenamedOptionKeepsWhatItHas()
{
    const Record decision = full();
    const Model model = modelWith(decision);
    const Record renamed = typed(model, decision, u"Keyless in CI"_s, u"Keyless signing"_s);
    QCOMPARE(option(renamed, 0).value(u"title"_s).toString(), u"Keyless signing"_s);
    QCOMPARE(option(renamed, 0).value(u"scores"_s), option(decision, 0).value(u"scores"_s));
    QCOMPARE(option(renamed, 0).value(u"pros"_s), option(decision, 0).value(u"pros"_s));
    QCOMPARE(renamed.properties.value(u"chosen"_s).toString(), u"Keyless signing"_s);
}

void TestAdrText::anOptionThatComesBackHasItsScores()
{
    const Record decision = full();
    const Model model = modelWith(decision);
    const QString whole = editableText(decision);
    const Record gone =
        must(withText(model, decision,
                      QString(whole)
                          .remove(u"* Key in the **vault**\n"_s)
                          .remove(u"### Key in the **vault**\n\n* Bad, because rotation\n"_s)));
    QCOMPARE(gone.properties.value(u"options"_s).toArray().size(), 1);
    const Record back = must(withText(model, gone, whole, QJsonArray{option(decision, 1)}));
    QCOMPARE(option(back, 1).value(u"scores"_s), option(decision, 1).value(u"scores"_s));
}

void TestAdrText::unknownSectionsAreKept()
{
    const Record decision = full();
    const Model model = modelWith(decision);
    const QString text = editableText(decision) + u"\n## Glossary\n\nA word, and what it means.\n"_s;
    const Record kept = must(withText(model, decision, text));
    QCOMPARE(changedProperties(decision, kept), QStringList{u"source_edited"_s});
    QCOMPARE(editableText(kept), text);
    // The text goes on being a whole: other edits stand beside it.
    const Record on = typed(model, kept, u"41 of 50"_s, u"42 of 50"_s);
    QCOMPARE(changedProperties(kept, on), (QStringList{u"context"_s, u"source_edited"_s}));
    QVERIFY(editableText(on).contains(u"## Glossary"_s));
    QVERIFY(exportedText(modelWith(on), on).contains(u"## Glossary\n\nA word, and what it means.\n"_s));
    QVERIFY(exportedText(modelWith(on), on).startsWith(u"---\nstatus: proposed\n"_s));
    // Without it there is nothing to keep.
    const Record back = typed(model, on, u"\n## Glossary\n\nA word, and what it means.\n"_s, {});
    QVERIFY(!back.properties.contains(u"source_edited"_s));
}

void TestAdrText::textWithoutSectionsIsTheContext()
{
    Record decision = full();
    decision.properties = {{u"title"_s, u"New decision"_s}, {u"status"_s, u"draft"_s}};
    const Model model = modelWith(decision);
    const QString text = editableText(decision);
    QVERIFY2(text.contains(u"## Considered Options\n"_s), qPrintable(text));
    const Record written = must(withText(model, decision, u"# New decision\n\nJust words.\n"_s));
    QCOMPARE(written.properties.value(u"context"_s).toString(), u"Just words."_s);
    QVERIFY(editableText(written).contains(u"## Context and Problem Statement\n\nJust words.\n"_s));
    const Record options = typed(model, decision, u"## Considered Options\n"_s,
                                 u"## Considered Options\n\n1. This\n2. That\n"_s);
    QCOMPARE(option(options, 1).value(u"title"_s).toString(), u"That"_s);
    QVERIFY(editableText(options).contains(u"2. That"_s)); // as written
}

void TestAdrText::aTitleIsNeeded()
{
    const Record decision = full();
    const auto refused =
        withText(modelWith(decision), decision, editableText(decision).remove(u"# Sign every artifact\n"_s));
    QVERIFY(!refused);
    QVERIFY(refused.error().message.contains(u"title"_s));
}

void TestAdrText::theStatusIsNotWritten()
{
    Model model = emptyProject();
    const Record decision = fromFixture(u"nygard/0002-use-one-database.md"_s, model);
    const QString text = editableText(decision);
    const qsizetype at = text.indexOf(u"## Status"_s);
    QVERIFY(at > 0);
    const qsizetype word = text.indexOf(QRegularExpression(u"\\w"_s), at + 10);
    const auto refused = withText(
        model, decision, text.first(word) + u"Rejected\n\n"_s + text.sliced(text.indexOf(u"## Context"_s)));
    QVERIFY(!refused);
    QVERIFY2(refused.error().message.contains(u"steps"_s), qPrintable(refused.error().message));
}

void TestAdrText::linksInTheTextAreLinks()
{
    Record older;
    older.kind = u"decision"_s;
    older.key = u"older"_s;
    older.properties = {{u"title"_s, u"Older"_s}, {u"status"_s, u"accepted"_s}, {u"number"_s, 3}};
    const Record decision = full();
    const Model model = modelWith(decision, {older});
    const Record linked =
        typed(model, decision, u"See the audit.\n"_s, u"See the audit.\n\nSupersedes ADR-0003\n"_s);
    QCOMPARE(linked.properties.value(u"links"_s).toArray(),
             (QJsonArray{QJsonObject{{u"kind"_s, u"supersedes"_s}, {u"target"_s, u"older"_s}}}));
    QVERIFY(editableText(linked).contains(u"Supersedes ADR-0003"_s));
    const Record unlinked = typed(model, linked, u"\nSupersedes ADR-0003\n"_s, {});
    QVERIFY(!unlinked.properties.contains(u"links"_s));
    // A link of the form is none of the text's business.
    Record other = full();
    other.properties.insert(u"links"_s, linked.properties.value(u"links"_s));
    const Record stays = typed(model, other, u"41 of 50"_s, u"42 of 50"_s);
    QCOMPARE(changedProperties(other, stays), QStringList{u"context"_s});
}

void TestAdrText::aFieldAndTheTextAreOneThing()
{
    const Record decision = full();
    const Model model = modelWith(decision);
    Record kept = must(withText(model, decision, editableText(decision) + u"\n## Glossary\n\nWords.\n"_s));
    kept.properties.insert(u"drivers"_s, QJsonArray{u"another"_s});
    kept.properties.insert(u"title"_s, u"Sign all"_s);
    const QString text = editableText(kept);
    QVERIFY2(text.contains(u"# Sign all\n"_s) && text.contains(u"* another\n"_s) &&
                 !text.contains(u"close CTL-012"_s) && text.contains(u"## Glossary\n\nWords.\n"_s),
             qPrintable(text));
}

void TestAdrText::untouchedLinesKeepTheirBytes()
{
    const QTemporaryDir source;
    const QString folder = source.filePath(u"adr"_s);
    const QByteArray bytes =
        "---\r\nstatus: accepted\r\nodd:   key\r\n---\r\n\r\n# One\xc2\xa0title\r\n\r\n"
        "## Context and Problem Statement\r\n\r\nWhy.\t\r\n\n## Mine\r\n\r\nx\xe2\x80\xa8y";
    write(folder + u"/0001-one.md"_s, bytes);
    const Model model = importFolder(folder).draft.model();
    const Record decision = model.recordsOfKind(u"decision"_s).first();
    const Record after = typed(model, decision, u"Why."_s, u"Because."_s);
    Draft draft(model);
    QVERIFY(draft.update(after));
    const QTemporaryDir target;
    exportFolder(draft.model(), target.path());
    QByteArray expected = bytes;
    expected.replace("Why.", "Because.");
    QCOMPARE(read(target.filePath(u"0001-one.md"_s)), expected);
}

void TestAdrText::anEditedFileIsExportedAsWritten()
{
    Model model = emptyProject();
    const Record decision = fromFixture(u"madr/0001-use-postgres.md"_s, model);
    const QString text = editableText(decision) + u"\n## Mine\n\nKept.\n"_s;
    Draft draft(model);
    QVERIFY(draft.update(must(withText(model, decision, text))));
    const QTemporaryDir target;
    const auto written = exportFolder(draft.model(), target.path(), {decision.key});
    const QByteArray bytes = read(target.filePath(u"0001-use-postgres.md"_s));
    QVERIFY(bytes.endsWith("\n## Mine\n\nKept.\n"));
    // It is known again, and reading it changes nothing that people wrote.
    const auto again = importFolder(adrFixture(u"madr"_s), written.draft.model());
    const Record *now = again.draft.model().record(u"decision"_s, decision.key);
    QVERIFY(editableText(*now).contains(u"## Mine"_s));
    // And a decision of no file becomes one with all that was typed.
    Record native = full();
    native.properties.remove(u"options"_s);
    native.properties.remove(u"basis_from"_s);
    Draft other(modelWith(native));
    Record kept = must(withText(other.model(), native, editableText(native) + u"\n## Mine\n\nKept.\n"_s));
    kept.id = other.model().record(u"decision"_s, native.key)->id;
    QVERIFY(other.update(kept));
    const QTemporaryDir folder;
    const auto first = exportDecisions(other.model(), folder.filePath(u"adr"_s));
    QVERIFY(first);
    const QByteArray file = read(folder.filePath(u"adr/0001-sign-every-artifact.md"_s));
    QVERIFY2(file.endsWith("\n## Mine\n\nKept.\n"), file.constData());
    const Record *exported = first->draft.model().record(u"decision"_s, native.key);
    QVERIFY(!exported->properties.contains(u"source_edited"_s));
    QVERIFY(editableText(*exported).contains(u"## Mine"_s));
    const auto known = importFolder(folder.filePath(u"adr"_s), first->draft.model());
    QVERIFY(known.draft.change().isEmpty());
}

void TestAdrText::anImportNeverOverwritesAnEditedText()
{
    const QTemporaryDir source;
    const QString folder = source.filePath(u"adr"_s);
    const QByteArray bytes = "# One\n\n## Context and Problem Statement\n\nWhy.\n\n## Mine\n\nx\n";
    write(folder + u"/0001-one.md"_s, bytes);
    const Model model = importFolder(folder).draft.model();
    const Record decision = model.recordsOfKind(u"decision"_s).first();
    Draft draft(model);
    // Only what is no property.
    QVERIFY(draft.update(typed(model, decision, u"\nx\n"_s, u"\nmy own words\n"_s)));
    const auto same = importFolder(folder, draft.model());
    QVERIFY(same.draft.change().isEmpty());
    write(folder + u"/0001-one.md"_s, QByteArray(bytes).replace("Why.", "Because."));
    const auto both = importFolder(folder, draft.model());
    QCOMPARE(both.report.count(DecisionFile::Outcome::Conflict), 1);
    QVERIFY(
        editableText(*both.draft.model().record(u"decision"_s, decision.key)).contains(u"my own words"_s));
}

void TestAdrText::hostileTextsAreRefusedOrKept_data()
{
    QTest::addColumn<QString>("text");
    QTest::newRow("empty") << QString();
    QTest::newRow("only a title") << u"# T"_s;
    QTest::newRow("two titles") << u"# T\n\n# U\n\nwords\n"_s;
    QTest::newRow("open fence")
        << u"# T\n\n## Context and Problem Statement\n\n```\n## Considered Options\n* a\n"_s;
    QTest::newRow("open comment") << u"# T\n\n## Considered Options\n\n* a\n<!-- b\n* c\n"_s;
    QTest::newRow("front matter") << u"---\nfoo: bar\n---\n\n# T\n\nwords\n"_s;
    QTest::newRow("broken front matter") << u"---\n: [\n\n# T\n\n## Context\n\nx\n"_s;
    QTest::newRow("text before the first section")
        << u"# T\n\nbefore\n\n## Considered Options\n\n* a\n  * nested\n"_s;
    QTest::newRow("numbered title") << u"# 12. Foo\n\n## Considered Options\n\n* a\n"_s;
    QTest::newRow("facts") << u"# T\n\n* Deciders: Ada, Bob\n* Date: 2026-02-30\n\n## Context\n\nx\n"_s;
    QTest::newRow("control characters") << u"# T\n\n## Context\n\n\x01\x1b\u202e x\n"_s;
    QTest::newRow("same option twice") << u"# T\n\n## Considered Options\n\n* a\n* a\n* \n"_s;
    QTest::newRow("long") << u"# T\n\n## Considered Options\n\n"_s + u"* option\n"_s.repeated(5000);
    QTest::newRow("deep") << u"# T\n\n"_s + u"> "_s.repeated(5000) + u"x\n"_s;
}

void TestAdrText::hostileTextsAreRefusedOrKept()
{
    QFETCH(QString, text);
    const Record decision = full();
    const Model model = modelWith(decision);
    const auto after = withText(model, decision, text);
    if (!after) {
        QVERIFY(!after.error().message.isEmpty());
        return;
    }
    // Every word is still there, in the text that is shown from now on.
    QStringList words = text.split(QRegularExpression(u"\\W+"_s), Qt::SkipEmptyParts);
    const QString shown = editableText(*after);
    for (const QString &word : words)
        QVERIFY2(shown.contains(word), qPrintable(word));
    for (const QString &kept : {u"criteria"_s, u"history"_s, u"basis_from"_s, u"status"_s})
        QCOMPARE(after->properties.value(kept), decision.properties.value(kept));
    Draft draft(model);
    Record stored = *after;
    stored.id = model.record(u"decision"_s, decision.key)->id;
    QVERIFY(draft.update(stored));
}

QTEST_GUILESS_MAIN(TestAdrText)
#include "tst_adr_text.moc"

// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "twinproject.h"

#include "core/documents/freshness.h"
#include "core/documents/line_diff.h"
#include "core/documents/template_store.h"

#include <QStandardPaths>
#include <QTest>

#include <sys/stat.h>
#include <unistd.h>

using namespace Qt::StringLiterals;
using namespace gp;
using namespace gp::test;
using documents::Freshness;

namespace {

QByteArray bytesOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

void write(const QString &path, const QByteArray &bytes)
{
    QDir().mkpath(QFileInfo(path).path());
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
        qFatal("%s cannot be written", qPrintable(path));
}

/// The names of documents without their suffixes.
QStringList documentsOf(const QStringList &files)
{
    QStringList names;
    for (const QString &file : files)
        names.append(file.section(u'.', 0, -2));
    names.removeDuplicates();
    return names;
}

QString twin()
{
    return dataFolder() + u"/small/model"_s;
}

const QString adr = u"decisions/0001-use-jenkins"_s;

} // namespace

/// A folder with generated documents, and what becomes of it.
class TestFreshness : public QObject
{
    Q_OBJECT

private:
    documents::FolderState stateOf(TwinProject &project, const QString &folder, const QStringList &kinds = {})
    {
        auto request = requestFor(project, {});
        request.kinds = kinds;
        const auto now = project.render(request);
        if (!now)
            qFatal("%s", qPrintable(now.error().text()));
        const auto state = documents::compareWithFolder(*now, folder);
        if (!state)
            qFatal("%s", qPrintable(state.error().text()));
        return *state;
    }

    static documents::DocumentState of(const documents::FolderState &state, const QString &path)
    {
        const auto it = std::ranges::find(state.documents, path, &documents::DocumentState::path);
        return it == state.documents.end() ? documents::DocumentState() : *it;
    }

    static QStringList notFresh(const documents::FolderState &state)
    {
        QStringList list;
        for (const auto &document : state.documents) {
            if (document.state != Freshness::Fresh)
                list.append(document.path + u' ' + toString(document.state));
        }
        return list;
    }

private Q_SLOTS:
    void initTestCase() { QStandardPaths::setTestModeEnabled(true); }

    void anEmptyFolderLacksAll()
    {
        TwinProject project(twin());
        QTemporaryDir out;
        const auto state = stateOf(project, out.filePath(u"not-there"_s));
        QCOMPARE(state.count(Freshness::Missing), int(state.documents.size()));
        QVERIFY(!state.isFresh());
        QVERIFY(!QFileInfo::exists(out.filePath(u"not-there"_s))); // looking makes nothing
    }

    void whatWasJustGeneratedIsFresh_data()
    {
        QTest::addColumn<QList<int>>("formats");
        QTest::newRow("both") << QList<int>{0, 1};
        QTest::newRow("Markdown") << QList<int>{0};
        QTest::newRow("HTML") << QList<int>{1};
    }

    void whatWasJustGeneratedIsFresh()
    {
        QFETCH(QList<int>, formats);
        TwinProject project(twin());
        QTemporaryDir out;
        auto request = requestFor(project, out.path());
        request.formats.clear();
        for (const int format : formats)
            request.formats.append(documents::Format(format));
        QVERIFY(project.generate(request));
        auto state = stateOf(project, out.path());
        QCOMPARE(notFresh(state), QStringList());
        QVERIFY(state.isFresh() && state.warnings.isEmpty());
        QCOMPARE(of(state, adr).kind, u"adr"_s);

        // A change of the model, an edit of the file and both are told apart in every form.
        project.edit([](Draft &draft) {
            Record decision = *draft.model().record(u"decision"_s, u"use-jenkins"_s);
            decision.properties.insert(u"context"_s, u"Another beginning."_s);
            QVERIFY(draft.update(decision));
        });
        state = stateOf(project, out.path());
        QCOMPARE(notFresh(state), (QStringList{u"index stale"_s, adr + u" stale"}));
        QCOMPARE(of(state, adr).changes, QStringList{u"Context and Problem Statement (+1 −1 lines)"_s});
        QCOMPARE(of(state, u"index"_s).changes, QStringList{u"only the state that it names"_s});
        const QString file = out.filePath(adr + (formats.contains(0) ? u".md" : u".html"));
        write(file, bytesOf(file).replace("Use Jenkins", "Use Jenkins, alas"));
        state = stateOf(project, out.path());
        QVERIFY(of(state, adr).state == Freshness::Edited && of(state, adr).isEdited);
        QVERIFY2(of(state, adr).changes.join(u'\n').contains(u"alas"),
                 qPrintable(of(state, adr).changes.join(u'\n')));
    }

    void sectionsAreNamed()
    {
        using documents::TextKind;
        const QString before =
            u"intro\n\n## One\n\na\nb\n\n```\n# no heading\n```\n\n## Two\n\nx\n\n## One\n\nz\n"_s;
        QString after = before;
        after.replace(u"b\n"_s, u"b\nc\nd\n"_s)
            .replace(u"z\n"_s, u"y\n"_s)
            .replace(u"## Two\n\nx\n\n"_s, QString());
        after.append(u"\n## \\# [Three](three.md)\n"_s);
        QCOMPARE(documents::changedSections(before, after, TextKind::Markdown),
                 (QStringList{u"One (+2 lines)"_s, u"One (+1 −1 lines)"_s, u"# Three (+2 lines)"_s,
                              u"Two (−4 lines)"_s}));
        QCOMPARE(documents::changedSections(before, before, TextKind::Markdown), QStringList());
        QString many;
        for (int i = 0; i < 100; ++i)
            many += u"# S%1\n"_s.arg(i);
        const auto named = documents::changedSections({}, many, TextKind::Markdown);
        QCOMPARE(named.size(), 12);
        QCOMPARE(named.last(), u"90 more sections"_s);
    }

    void linesAreComparedAsFewAsPossible()
    {
        const auto diff = [](const QString &before, const QString &after) {
            QString text;
            for (const auto &line : documents::lineDiff(before.split(u' '), after.split(u' ')))
                text += QString(u" +-"_s[line.kind]) + line.text;
            return text;
        };
        QCOMPARE(diff(u"a b c"_s, u"a b c"_s), u" a b c"_s);
        QCOMPARE(diff(u"a b c"_s, u"a c"_s), u" a-b c"_s);
        QCOMPARE(diff(u"a c"_s, u"a b c d"_s), u" a+b c+d"_s);
        QCOMPARE(diff(u"a b c a b b a"_s, u"c b a b a c"_s).count(u' '), 4); // the longest they share
        // Whatever comes of it leads from one to the other.
        quint32 random = 7;
        for (int round = 0; round < 200; ++round) {
            QStringList before;
            QStringList after;
            for (QStringList *list : {&before, &after}) {
                random = random * 1664525 + 1013904223;
                for (quint32 n = (random >> 20) % 12; n > 0; --n) {
                    random = random * 1664525 + 1013904223;
                    list->append(QChar(u'a' + (random >> 24) % 4));
                }
            }
            QStringList old;
            QStringList made;
            for (const auto &line : documents::lineDiff(before, after)) {
                if (line.kind != documents::DiffLine::Added)
                    old.append(line.text);
                if (line.kind != documents::DiffLine::Removed)
                    made.append(line.text);
            }
            QCOMPARE(old, before);
            QCOMPARE(made, after);
        }
        QStringList huge;
        for (int i = 0; i < 20'000; ++i)
            huge.append(QString::number(i));
        QStringList other = huge;
        other.replaceInStrings(u"1"_s, u"x"_s);
        QCOMPARE(documents::lineDiff(huge, other).size(), // nothing is lost where it is too much to compare
                 documents::lineDiff(other, huge).size());
    }

    /// Hand-written text is never lost, in either form, whatever was done to the file.
    void aHandEditedFileIsKeptAside_data()
    {
        QTest::addColumn<QString>("suffix");
        QTest::addColumn<QByteArray>("text");
        for (const QString &suffix : {u".md"_s, u".html"_s}) {
            QTest::newRow(qPrintable(u"one word"_s + suffix)) << suffix << QByteArray();
            QTest::newRow(qPrintable(u"all of it"_s + suffix))
                << suffix << QByteArray("# Mine\n\nWritten by hand.\n");
            QTest::newRow(qPrintable(u"binary"_s + suffix)) << suffix << QByteArray("\0\xff\xfe mine", 8);
            QTest::newRow(qPrintable(u"empty"_s + suffix)) << suffix << QByteArray("\n");
            QTest::newRow(qPrintable(u"a hash that is not its own"_s + suffix))
                << suffix
                << QByteArray("# Mine\n\nmodel state 0123456789ab\ngroundplan-state 0123456789ab\n");
        }
    }

    void aHandEditedFileIsKeptAside()
    {
        QFETCH(QString, suffix);
        QFETCH(QByteArray, text);
        TwinProject project(twin());
        QTemporaryDir out;
        auto request = requestFor(project, out.path());
        request.kinds = {u"adr"_s};
        QVERIFY(project.generate(request));
        const QString file = out.filePath(adr + suffix);
        const QByteArray before = bytesOf(file);
        for (const QString &aside : {u".edited"_s, u".edited-2"_s}) {
            const QByteArray mine =
                text.isEmpty()
                    ? QByteArray(before).replace("Jenkins", QByteArray("Jenkins " + aside.toUtf8()))
                    : text;
            write(file, mine);
            const auto report = project.generate(request);
            QVERIFY2(report, report ? "" : qPrintable(report.error().text()));
            QCOMPARE(report->written, QStringList{adr + suffix});
            QCOMPARE(report->warnings.size(), 1);
            QVERIFY2(report->warnings[0].message.contains(adr + aside + suffix),
                     qPrintable(report->warnings[0].text()));
            QCOMPARE(bytesOf(file), before);
            QCOMPARE(bytesOf(out.filePath(adr + aside + suffix)), mine);
        }
        const auto again = project.generate(request);
        QVERIFY(again && again->written.isEmpty() && again->warnings.isEmpty());
        // What was kept is the reader's own, and no document that is left over.
        QCOMPARE(stateOf(project, out.path(), request.kinds).count(Freshness::Leftover), 0);
    }

    void lineEndsAreNoEdit()
    {
        TwinProject project(twin());
        QTemporaryDir out;
        auto request = requestFor(project, out.path());
        request.kinds = {u"adr"_s};
        QVERIFY(project.generate(request));
        for (const QString &suffix : {u".md"_s, u".html"_s})
            write(out.filePath(adr + suffix), bytesOf(out.filePath(adr + suffix)).replace("\n", "\r\n"));
        QVERIFY(stateOf(project, out.path(), request.kinds).isFresh());
        const auto report = project.generate(request);
        QVERIFY(report && report->warnings.isEmpty());
    }

    void whatTheModelNoLongerHasIsLeftOver()
    {
        TwinProject project(twin());
        QTemporaryDir out;
        const QString draftPath = u"decisions/draft-sign-artifacts"_s;
        QVERIFY(project.generate(requestFor(project, out.path())));
        const auto before = filesIn(out.path());
        write(out.filePath(u"decisions/notes.md"_s), "# Notes\n\nmodel state of mind\n");
        write(out.filePath(u"other/decisions/x.md"_s),
              bytesOf(out.filePath(draftPath + u".md"))); // of another project
        project.edit([](Draft &draft) {
            Record decision = *draft.model().record(u"decision"_s, u"sign-artifacts"_s);
            QVERIFY(draft.eraseRecord(decision.id));
        });
        auto state = stateOf(project, out.path());
        QVERIFY(of(state, draftPath).state == Freshness::Leftover);
        QCOMPARE(of(state, draftPath).title, u"Sign artifacts"_s);
        QCOMPARE(of(state, draftPath).files.size(), 2);
        QCOMPARE(state.count(Freshness::Leftover), 1);
        // With other documents only those are compared, and the rest is not left over.
        auto few = requestFor(project, {});
        few.kinds = {u"nfr-checklist"_s};
        QStringList known;
        for (const auto &listed : documents::listDocuments(project.model(), project.plateau(u"target"_s)))
            known.append(listed.path);
        const auto some = documents::compareWithFolder(*project.render(few), out.path(), known);
        QVERIFY(some);
        QCOMPARE(some->count(Freshness::Leftover), 1);

        write(out.filePath(draftPath + u".md"), before.value(draftPath + u".md") + "My own words.\n");
        state = stateOf(project, out.path());
        QVERIFY(of(state, draftPath).isEdited);
        const auto pruned = documents::removeLeftovers(state, out.path());
        QCOMPARE(pruned.removed, QStringList{draftPath + u".html"});
        QCOMPARE(pruned.warnings.size(), 1);
        auto expected = before;
        expected.remove(draftPath + u".html");
        expected.insert(draftPath + u".md", before.value(draftPath + u".md") + "My own words.\n");
        expected.insert(u"decisions/notes.md"_s, "# Notes\n\nmodel state of mind\n");
        expected.insert(u"other/decisions/x.md"_s, before.value(draftPath + u".md"));
        QCOMPARE(filesIn(out.path()), expected);
    }

    void aFolderIsNotTrusted()
    {
        TwinProject project(twin());
        QTemporaryDir out;
        QTemporaryDir elsewhere;
        QVERIFY(project.generate(requestFor(project, out.path())));
        write(elsewhere.filePath(u"secret.md"_s), "secret\n");
        const QString linked = out.filePath(u"risk-register.md"_s);
        QVERIFY(QFile::remove(linked) && QFile::link(elsewhere.filePath(u"secret.md"_s), linked));
        QFile huge(out.filePath(u"slo-catalogue.md"_s));
        QVERIFY(huge.open(QIODevice::ReadWrite) && huge.resize(3LL * 1024 * 1024 * 1024)); // takes no room
        huge.close();
        write(out.filePath(u"preflight.md"_s), QByteArray("\0\1\2", 3));
        QCOMPARE(mkfifo(qPrintable(out.filePath(u"nfr/pipe.md"_s)), 0600), 0); // would be waited for
        QVERIFY(QDir(out.filePath(u"runbooks"_s)).removeRecursively());
        QVERIFY(QFile::link(elsewhere.path(), out.filePath(u"runbooks"_s)));
        write(elsewhere.filePath(u"gone.md"_s), bytesOf(out.filePath(adr + u".md")));
        const auto state = stateOf(project, out.path());
        QCOMPARE(of(state, u"risk-register"_s).changes, QStringList{u"is a link"_s});
        QVERIFY(of(state, u"slo-catalogue"_s).changes.first().startsWith(u"is larger than"));
        QCOMPARE(of(state, u"preflight"_s).changes, QStringList{u"is no text"_s});
        QCOMPARE(state.count(Freshness::Edited), 3);
        QCOMPARE(state.count(Freshness::Leftover), 0);
        QStringList warned;
        for (const Error &warning : state.warnings)
            warned.append(warning.file);
        warned.sort();
        QCOMPARE(warned, (QStringList{u"nfr/pipe.md"_s, u"preflight.md"_s, u"risk-register.md"_s,
                                      u"runbooks"_s, u"slo-catalogue.md"_s}));
        // Writing follows no link either: what it leads to stays, and so does the link.
        auto request = requestFor(project, out.path());
        request.kinds = {u"risk-register"_s};
        const auto report = project.generate(request);
        QVERIFY(report);
        QCOMPARE(bytesOf(elsewhere.filePath(u"secret.md"_s)), "secret\n");
        QVERIFY(QFileInfo(out.filePath(u"risk-register.edited.md"_s)).isSymLink());

        QVERIFY(!documents::compareWithFolder({}, elsewhere.filePath(u"secret.md"_s)));
        if (geteuid() == 0)
            QSKIP("root reads everything");
        const QString closed = out.filePath(u"tool-landscape.md"_s);
        QVERIFY(QFile::setPermissions(closed, {}));
        QVERIFY(of(stateOf(project, out.path()), u"tool-landscape"_s)
                    .changes.first()
                    .startsWith(u"cannot be read"));
    }

    void aDocumentWithoutAStateIsKnownAllTheSame()
    {
        TwinProject project(twin());
        QTemporaryDir out;
        auto request = requestFor(project, out.path());
        request.kinds = {u"adr"_s};
        request.overrides = {{u"adr.md"_s, u"# {{ title }}\n\n| a |\n| --- |\n| 1 |\n"_s},
                             {u"page.html"_s, u"<html><body>{{ body }}</body></html>\n"_s}};
        QVERIFY(project.generate(request));
        QVERIFY(bytesOf(out.filePath(adr + u".md")).contains("\n\n[//]: # (groundplan-state "));
        QVERIFY(bytesOf(out.filePath(adr + u".html")).contains("<!-- groundplan-state "));
        QVERIFY(!bytesOf(out.filePath(adr + u".html")).contains("[//]")); // no reader sees it
        request.overrides[u"adr.md"_s].append(u"\nMore.\n"_s);
        const auto report = project.generate(request);
        QVERIFY(report && report->warnings.isEmpty() && report->written.size() > 5);
        // At a place of one's own choice, among other things that look like it.
        request.overrides[u"adr.md"_s] =
            u"# {{ title }}\n\nbuild deadbeef0123, v{{ state }} and -{{ state }}-\n"_s;
        QVERIFY(project.generate(request));
        const auto again = project.generate(request);
        QVERIFY(again && again->written.isEmpty());
        request.overrides.clear();
        const auto last = project.generate(request);
        QVERIFY(last && last->warnings.isEmpty());
    }

    void oneChangeRewritesOnlyWhatPrintsIt()
    {
        TwinProject project(twin());
        QTemporaryDir out;
        auto request = requestFor(project, out.path());
        const auto all = project.generate(request);
        QVERIFY(all);
        const auto written = [&] {
            const auto report = project.generate(request);
            QStringList paths = report ? documentsOf(report->written) : QStringList{report.error().text()};
            paths.removeAll(u"site"_s); // holds all of them
            return paths;
        };

        // What a team wrote as evidence stands in its checklist alone. The index names the model's state.
        project.edit([](Draft &draft) {
            Record answer = *draft.model().record(u"nfrAnswer"_s, u"cart-portable"_s);
            answer.properties.insert(u"evidence"_s, u"Another reason."_s);
            QVERIFY(draft.update(answer));
        });
        QCOMPARE(written(), (QStringList{u"index"_s, u"nfr/cart"_s}));
        QCOMPARE(written(), QStringList());

        // A name: where it is printed or drawn, and nowhere else.
        QStringList printing{u"index"_s};
        for (const QString &file : all->written.filter(u".md"_s)) {
            if (bytesOf(out.filePath(file)).contains("Argo CD"))
                printing.append(file.chopped(3));
        }
        printing.sort();
        QVERIFY(printing.size() > 3 && printing.size() < 8);
        project.edit([](Draft &draft) {
            const auto *argo = draft.model().element(u"argo-cd"_s);
            QVERIFY(draft.setProperty(argo->id, argo->lifetime.since, u"name"_s, u"Flux"_s));
        });
        QStringList named = written();
        named.removeIf([](const QString &path) { return path.contains(u"pictures/"); });
        QCOMPARE(named, printing);

        // One template.
        request.overrides = {{u"risk-register.md"_s, u"# Risks\n\n{% include \"_header.md\" %}\n"_s}};
        QCOMPARE(written(), QStringList{u"risk-register"_s});
        // What the page around it is made from stands in every page, and in no Markdown.
        request.overrides = {{u"risk-register.md"_s, u"# Risks\n\n{% include \"_header.md\" %}\n"_s},
                             {u"page.css"_s, u"body { color: black; }\n"_s}};
        const auto styled = project.generate(request);
        QVERIFY(styled);
        QCOMPARE(styled->written.filter(u".md"_s), QStringList());
        QCOMPARE(styled->written.size(), all->written.filter(u".html"_s).size());
    }

    void onlyTheChosenPathsAreMadeAsTheyAreAmongAll()
    {
        TwinProject project(twin());
        auto request = requestFor(project, {});
        const auto all = project.render(request);
        QVERIFY(all);
        request.paths = {u"nfr/cart"_s, u"index"_s, adr};
        const auto some = project.render(request);
        QVERIFY(some);
        QCOMPARE(some->size(), 3);
        for (const auto &one : *some) {
            const auto it = std::ranges::find(*all, one.path, &documents::Rendered::path);
            QVERIFY(it != all->end());
            QCOMPARE(one.markdown, it->markdown);
            QCOMPARE(one.html, it->html);
        }
        request.paths = {adr};
        QCOMPARE(project.render(request)->size(), 1);
    }

    void theContextIsWhatTheTemplateMayPrint()
    {
        TwinProject project(twin());
        auto query = store::Query::open(project.path());
        QVERIFY(query);
        documents::Generator generator(project.model(), metamodel::Metamodel::builtin(), **query);
        const auto request = requestFor(project, {});
        QStringList paths{u"index"_s};
        QHash<QString, QString> kinds;
        for (const auto &listed : documents::listDocuments(project.model(), request.plateau)) {
            paths.append(listed.path);
            kinds.insert(listed.path, listed.kind);
        }
        QHash<QString, QSet<QString>> given;
        for (const QString &path : paths) {
            const auto context = generator.context(request, path);
            QVERIFY2(context, qPrintable(path));
            QCOMPARE(context->templateName, documents::templateNameFor(kinds.value(path), path));
            for (const QString &key : context->values.keys())
                given[context->templateName].insert(key);
            QVERIFY(context->values.contains(u"project"_s) && context->values.contains(u"state"_s));
        }
        QVERIFY(!generator.context(request, u"nfr/nobody"_s));
    }

    void templatesHaveHeaders()
    {
        QTemporaryDir home;
        const documents::TemplateFolders folders{home.filePath(u"project"_s), home.filePath(u"user"_s)};
        const auto all = documents::templates(folders);
        QVERIFY(all.size() > 20);
        for (const auto &info : all) {
            QVERIFY2(!info.header.title.isEmpty() && !info.header.scope.isEmpty(), qPrintable(info.name));
            QVERIFY2(info.warnings.isEmpty() && info.origin == documents::Origin::BuiltIn,
                     qPrintable(info.name));
            const auto text = documents::builtInTemplate(info.name);
            QVERIFY(text);
            QVERIFY2(documents::readTemplateHeader(*text, info.name).warnings.isEmpty(),
                     qPrintable(info.name));
            if (const auto *kind = documents::documentKind(info.kind)) {
                QVERIFY2(!info.header.labels.isEmpty() && !info.header.inputs.isEmpty(),
                         qPrintable(info.name));
                const bool isOverview =
                    info.name == "nfr-overview.md"_L1 || info.name == "evidence-pack-index.md"_L1;
                const bool isOfProject = isOverview || kind->scope == documents::Scope::Project;
                QCOMPARE(info.header.scope == "project"_L1, isOfProject);
            }
        }
        QCOMPARE(all.first().kind, documents::documentKinds().first().id);
        QVERIFY(documents::builtInTemplate(u"adr"_s));
        for (const QString &bad : {u"../adr.md"_s, u"/etc/passwd"_s, u"novel"_s, QString()})
            QVERIFY2(!documents::builtInTemplate(bad), qPrintable(bad));
    }

    void wrongHeadersAreToldByLine()
    {
        const auto read = documents::readTemplateHeader(u"{# title: Mine #}\n"
                                                        "{# scope: galaxy #}\n"
                                                        "{# a comment like any other #}\n"
                                                        "{# labels: ok, Not-Ok, a_b #}\n"
                                                        "{# colour: red #}\n"
                                                        "{# inputs: a, b #}\n"
                                                        "{# inputs: c b #}\n"
                                                        "{# title: no end\n"
                                                        "# {{ title }}\n"
                                                        "{# scope: project #}\n"_s,
                                                        u"mine.md"_s);
        QCOMPARE(read.header.title, u"Mine"_s);
        QCOMPARE(read.header.scope, QString());
        QCOMPARE(read.header.inputs, (QStringList{u"a"_s, u"b"_s, u"c"_s}));
        QCOMPARE(read.header.labels, (QStringList{u"ok"_s, u"a_b"_s}));
        QList<int> lines;
        for (const Error &warning : read.warnings) {
            lines.append(warning.line);
            QCOMPARE(warning.file, u"mine.md"_s);
        }
        QCOMPARE(lines, (QList<int>{2, 4, 5, 8}));
        QCOMPARE(documents::readTemplateHeader(u"# Plain\n"_s, {}).header.lines, 0);
        const auto huge = documents::readTemplateHeader(u"{# x: "_s + QString(2'000'000, u'a'), {});
        QCOMPARE(huge.warnings.size(), 1);
        QVERIFY(huge.warnings[0].message.size() < 1000);
        const auto many = documents::readTemplateHeader(u"{# nonsense: 1 #}\n"_s.repeated(100'000), {});
        QVERIFY(many.warnings.size() <= 100);

        // Generating tells it once, however many documents the template makes.
        TwinProject project(twin());
        QTemporaryDir out;
        auto request = requestFor(project, out.path());
        request.kinds = {u"adr"_s};
        request.overrides = {{u"adr.md"_s, u"{# labels: Wrong #}\n# {{ title }}\n"_s}};
        const auto report = project.generate(request);
        QVERIFY(report);
        QCOMPARE(report->warnings.size(), 1);
        QCOMPARE(report->warnings[0].file, u"adr.md"_s);
        QCOMPARE(report->warnings[0].line, 1);
        QVERIFY(bytesOf(out.filePath(adr + u".md")).startsWith("# ADR-0001"));
    }

    void anOwnTemplateIsKeptAndTakenBack()
    {
        using documents::Origin;
        QTemporaryDir home;
        const documents::TemplateFolders folders{home.filePath(u"project"_s), home.filePath(u"user"_s)};
        const auto adrOf = [&] {
            const auto all = documents::templates(folders);
            return *std::ranges::find(all, u"adr.md"_s, &documents::TemplateInfo::name);
        };
        QVERIFY(documents::saveTemplate(folders, Origin::User, u"adr.md"_s, u"user\n"_s));
        QVERIFY(adrOf().origin == Origin::User);
        QCOMPARE(adrOf().header.title, u"Decision record"_s); // it says nothing of itself
        QVERIFY(documents::saveTemplate(folders, Origin::Project, u"adr.md"_s,
                                        u"{# title: Ours #}\nproject\n"_s));
        QVERIFY(adrOf().origin == Origin::Project && adrOf().isShadowed);
        QCOMPARE(adrOf().header.title, u"Ours"_s);
        QCOMPARE(*documents::readTemplate(adrOf().path), u"{# title: Ours #}\nproject\n"_s);
        QVERIFY(documents::removeTemplate(folders, Origin::Project, u"adr.md"_s));
        QVERIFY(adrOf().origin == Origin::User);
        QVERIFY(!documents::removeTemplate(folders, Origin::Project, u"adr.md"_s));
        for (const QString &bad : {u"../x.md"_s, u"novel.md"_s, QString()}) {
            QVERIFY(!documents::saveTemplate(folders, Origin::Project, bad, u"x"_s));
            QVERIFY(!documents::removeTemplate(folders, Origin::Project, bad));
        }
        QVERIFY(!documents::saveTemplate(folders, Origin::BuiltIn, u"adr.md"_s, u"x"_s));
        write(home.filePath(u"user/adr.md"_s), QByteArray(2 * 1024 * 1024, 'x'));
        QCOMPARE(adrOf().warnings.size(), 1);
        write(home.filePath(u"user/adr.md"_s), QByteArray("\0x", 2));
        QCOMPARE(adrOf().warnings.size(), 1);
        write(home.filePath(u"file"_s), "x");
        QVERIFY(!documents::saveTemplate({home.filePath(u"file/sub"_s), {}}, Origin::Project, u"adr.md"_s,
                                         u"x"_s));
    }
};

QTEST_MAIN(TestFreshness)

#include "tst_freshness.moc"

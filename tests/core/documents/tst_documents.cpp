// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "twinproject.h"

#include <QElapsedTimer>
#include <QJsonArray>
#include <QTest>
#include <QXmlStreamReader>

using namespace Qt::StringLiterals;
using namespace gp;
using namespace gp::test;

namespace {

bool isWellFormed(const QByteArray &html)
{
    QXmlStreamReader reader(html);
    while (!reader.atEnd())
        reader.readNext();
    if (reader.hasError())
        qWarning("%s in line %lld", qPrintable(reader.errorString()), reader.lineNumber());
    return !reader.hasError();
}

} // namespace

/// Golden files: tests/data/documents/<case>/model is a text twin, expected/ what comes of it at `target`.
/// Record them anew with GROUNDPLAN_RECORD=1 and look at the difference. GROUNDPLAN_DOCUMENTS_OF=TWIN and
/// GROUNDPLAN_DOCUMENTS_TO=FOLDER make the documents of any other twin, to be looked at (at the plateau
/// GROUNDPLAN_DOCUMENTS_AT).
class TestDocuments : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void golden_data()
    {
        QTest::addColumn<QString>("name");
        for (const QString &name : QDir(dataFolder()).entryList(QDir::Dirs | QDir::NoDotAndDotDot))
            QTest::newRow(qPrintable(name)) << name;
    }

    void golden()
    {
        QFETCH(QString, name);
        TwinProject project(dataFolder() + u'/' + name + u"/model"_s);
        QTemporaryDir out;
        const auto report = project.generate(requestFor(project, out.path()));
        QVERIFY2(report, report ? "" : qPrintable(report.error().text()));
        for (const Error &warning : report->warnings)
            qWarning("%s", qPrintable(warning.text()));
        QCOMPARE(report->warnings.size(), 0);
        QMap<QString, QByteArray> made = filesIn(out.path());
        for (auto it = made.begin(); it != made.end();) {
            // Pictures are tested where they are drawn; of the pages with them only the Markdown is compared.
            if (it.key().endsWith(u".svg") || it.value().contains("data:image/svg+xml"))
                it = made.erase(it);
            else
                ++it;
        }
        const QString folder = dataFolder() + u'/' + name + u"/expected"_s;
        if (qEnvironmentVariableIsSet("GROUNDPLAN_RECORD")) {
            QDir(folder).removeRecursively();
            for (auto it = made.cbegin(); it != made.cend(); ++it) {
                QDir().mkpath(QFileInfo(folder + u'/' + it.key()).path());
                QFile file(folder + u'/' + it.key());
                QVERIFY(file.open(QIODevice::WriteOnly));
                file.write(it.value());
            }
        }
        const QMap<QString, QByteArray> expected = filesIn(folder);
        QCOMPARE(made.keys(), expected.keys());
        for (auto it = made.cbegin(); it != made.cend(); ++it)
            QVERIFY2(it.value() == expected.value(it.key()),
                     qPrintable(it.key() +
                                u" differs; record with GROUNDPLAN_RECORD=1 and look at the difference"_s));
    }

    void twiceTheSameBytes()
    {
        QTemporaryDir first;
        QTemporaryDir second;
        for (const QTemporaryDir *out : {&first, &second}) {
            TwinProject project(dataFolder() + u"/small/model"_s);
            QVERIFY(project.generate(requestFor(project, out->path())));
        }
        const auto files = filesIn(first.path());
        QVERIFY(files.size() > 10);
        QCOMPARE(files, filesIn(second.path()));
    }

    void writesOnlyWhatChanged()
    {
        TwinProject project(dataFolder() + u"/small/model"_s);
        QTemporaryDir out;
        const auto first = project.generate(requestFor(project, out.path()));
        QVERIFY(first);
        QCOMPARE(first->unchanged, QStringList());
        const auto second = project.generate(requestFor(project, out.path()));
        QVERIFY(second);
        QCOMPARE(second->written, QStringList());
        QCOMPARE(second->unchanged, first->written);
        // A decision's text stands in its own record and nowhere else.
        project.edit([](Draft &draft) {
            Record decision = *draft.model().record(u"decision"_s, u"use-jenkins"_s);
            decision.properties.insert(u"context"_s, u"Another beginning."_s);
            QVERIFY(draft.update(decision));
        });
        const auto third = project.generate(requestFor(project, out.path()));
        QVERIFY(third);
        QCOMPARE(third->written,
                 (QStringList{u"decisions/0001-use-jenkins.html"_s, u"decisions/0001-use-jenkins.md"_s,
                              u"index.html"_s, u"index.md"_s, u"site.html"_s}));
    }

    /// Every text of the model is replaced by a hostile one: pages stay well-formed and no tag comes of it.
    void hostileNamesStayNames()
    {
        TwinProject project(dataFolder() + u"/small/model"_s);
        const QString hostile =
            u"<script>alert('x')</script> | `{{ 7 }}` ]]> **b** [l](javascript:x) \u202E مرحبا 🚀"_s;
        project.edit([&](Draft &draft) {
            for (const Element &element : draft.model().elements()) {
                for (const QString &property :
                     {u"name"_s, u"description"_s, u"platform"_s, u"tool"_s, u"rollback"_s, u"category"_s,
                      u"contact"_s, u"template"_s, u"runbook"_s, u"deployment_steps"_s, u"recovery"_s})
                    QVERIFY(draft.setProperty(element.id, element.lifetime.since, property, hostile));
            }
            for (Record record : draft.model().records()) {
                for (const QString &property :
                     {u"name"_s, u"title"_s, u"context"_s, u"outcome"_s, u"reason"_s,
                      u"compensating_control"_s, u"evidence"_s, u"confirmation"_s, u"mitigation"_s,
                      u"owner"_s, u"chosen"_s}) {
                    if (record.properties.contains(property))
                        record.properties.insert(property, hostile);
                }
                QVERIFY(draft.update(record));
            }
            for (Plateau plateau : draft.model().plateausInOrder()) {
                plateau.name = hostile;
                plateau.description = hostile;
                QVERIFY(draft.update(plateau));
            }
        });
        QTemporaryDir out;
        const auto report = project.generate(requestFor(project, out.path()));
        QVERIFY2(report, report ? "" : qPrintable(report.error().text()));
        const auto files = filesIn(out.path());
        for (const auto &document : documents::listDocuments(project.model(), project.plateau(u"target"_s)))
            QVERIFY2(files.contains(document.path + u".html"_s),
                     qPrintable(document.path)); // none is left out
        for (auto it = files.cbegin(); it != files.cend(); ++it) {
            if (it.key().endsWith(u".svg"))
                continue;
            QVERIFY2(it.value().count("<script") == (it.key() == u"site.html" ? 1 : 0), qPrintable(it.key()));
            if (it.key().endsWith(u".html")) {
                QVERIFY2(isWellFormed(it.value()), qPrintable(it.key()));
                QVERIFY2(!it.value().contains("href=\"javascript"), qPrintable(it.key()));
                QVERIFY2(it.value().contains("&lt;script&gt;"), qPrintable(it.key()));
            }
        }
    }

    void nothingIsLeftOver()
    {
        TwinProject project(dataFolder() + u"/small/model"_s);
        for (const QString &plateau : {u"current"_s, u"target"_s}) {
            QTemporaryDir out;
            QVERIFY(project.generate(requestFor(project, out.path(), plateau)));
            const auto files = filesIn(out.path());
            for (auto it = files.cbegin(); it != files.cend(); ++it) {
                if (!it.key().endsWith(u".md"))
                    continue;
                const QString text = QString::fromUtf8(it.value());
                static const QRegularExpression emptySection(u"\\n#{1,6} [^\\n]+\\n+(?=#{1,2} |$)"_s);
                QVERIFY2(!emptySection.match(text).hasMatch(),
                         qPrintable(it.key() + u": "_s + emptySection.match(text).captured()));
                for (const QString &bad :
                     {u"{%"_s, u"{{"_s, u"TODO"_s, u"\x01"_s, u"\x02"_s, u"  ."_s, u" ,"_s, u"()"_s})
                    QVERIFY2(!text.contains(bad), qPrintable(it.key() + u": "_s + bad));
            }
        }
    }

    void oneIsSingular()
    {
        TwinProject project(dataFolder() + u"/small/model"_s);
        project.edit([](Draft &draft) {
            const Model &model = draft.model();
            for (const auto &element : model.elements()) {
                if (element.kind != "service"_L1)
                    continue;
                for (const QString &property : {u"secret_rotation_days"_s, u"replicas"_s})
                    QVERIFY(draft.setProperty(element.id, element.lifetime.since, property, 1));
            }
            for (Record work : model.recordsOfKind(u"workPackage"_s)) {
                work.properties.insert(u"effort_days"_s, 1);
                QVERIFY(draft.update(work));
            }
        });
        QMap<QString, QByteArray> files;
        for (const QString &plateau : {u"current"_s, u"target"_s}) {
            QTemporaryDir out;
            auto request = requestFor(project, out.path(), plateau);
            request.formats = {documents::Format::Markdown};
            QVERIFY(project.generate(request));
            files = filesIn(out.path());
            for (auto it = files.cbegin(); it != files.cend(); ++it) {
                // "1 days", "1 stay"; verbs that go with one, and words that are no plural, are right.
                static const QRegularExpression wrong(
                    u"(?<![\\d.,:/|–@-])(?<!of )(?<![Tt]ier )\\b1 "
                    u"(?!is\\b|has\\b|was\\b|its\\b|this\\b|class\\b|as\\b|ends\\b)[a-z]+s\\b|"
                    "\\b1 (?:are|have|stay|end|come|apply|follow)\\b|"
                    "\\b1 of \\d+ [a-z ]+ (?:are|come|follow|apply)\\b"_s);
                const QString text = QString::fromUtf8(it.value());
                const auto match = wrong.match(text);
                QVERIFY2(!match.hasMatch(),
                         qPrintable(it.key() + u": "_s + text.mid(match.capturedStart() - 60, 140)));
            }
        }
        const QByteArray gap = files.value(u"gap-analysis.md"_s);
        QVERIFY2(gap.contains("| 1 day |"), gap.constData());
    }

    void ownTemplateIsLookedUpFirst()
    {
        TwinProject project(dataFolder() + u"/small/model"_s);
        QTemporaryDir own;
        QFile file(own.filePath(u"adr.md"_s));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("OWN {{ title }}\n\n{% include \"_header.md\" %}\n");
        file.close();
        QTemporaryDir out;
        auto request = requestFor(project, out.path());
        request.kinds = {u"adr"_s};
        request.formats = {documents::Format::Markdown};
        request.templateDirs = {out.filePath(u"nothing-here"_s), own.path()};
        QVERIFY(project.generate(request));
        const QByteArray text = filesIn(out.path()).value(u"decisions/0001-use-jenkins.md"_s);
        QVERIFY2(text.startsWith("OWN ADR-0001 Use Jenkins\n\n> Corner shop"), text.constData());
    }

    void templateErrorNamesFileAndLine()
    {
        TwinProject project(dataFolder() + u"/small/model"_s);
        QTemporaryDir own;
        QFile file(own.filePath(u"nfr-checklist.md"_s));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("# {{ title }}\n\n{% for row in sections %}\n");
        file.close();
        QTemporaryDir out;
        auto request = requestFor(project, out.path());
        request.templateDirs = {own.path()};
        const auto report = project.generate(request);
        QVERIFY(!report);
        QCOMPARE(report.error().file, file.fileName());
        QCOMPARE(report.error().line, 3);
        QCOMPARE(filesIn(out.path()).size(), 0); // nothing half-written
    }

    void wrongRequests_data()
    {
        QTest::addColumn<QString>("kind");
        QTest::addColumn<QString>("scope");
        QTest::addColumn<QString>("named");
        QTest::newRow("kind") << u"novel"_s << QString() << u"novel"_s;
        QTest::newRow("scope") << u"nfr-checklist"_s << u"no-such"_s << u"no-such"_s;
        QTest::newRow("scope of another kind") << u"adr"_s << u"cart"_s << u"cart"_s;
    }

    void wrongRequests()
    {
        QFETCH(QString, kind);
        QFETCH(QString, scope);
        QFETCH(QString, named);
        TwinProject project(dataFolder() + u"/small/model"_s);
        QTemporaryDir out;
        auto request = requestFor(project, out.path());
        request.kinds = {kind};
        request.scope = scope;
        const auto report = project.generate(request);
        QVERIFY(!report);
        QCOMPARE(report.error().code, ErrorCode::Usage);
        QVERIFY(report.error().message.contains(named));
    }

    void scopeMakesOneDocument()
    {
        TwinProject project(dataFolder() + u"/small/model"_s);
        QTemporaryDir out;
        auto request = requestFor(project, out.path());
        request.scope = u"cart"_s;
        request.formats = {documents::Format::Markdown};
        const auto report = project.generate(request);
        QVERIFY(report);
        QCOMPARE(report->written, (QStringList{u"nfr/cart.md"_s, u"runbooks/cart.md"_s}));
    }

    /// The six outputs that an architecture case asks for, each with a chapter and facts.
    void anArchitectureAnswersTheCase()
    {
        TwinProject project(dataFolder() + u"/small/model"_s);
        auto request = requestFor(project, {});
        request.kinds = {u"target-architecture"_s};
        request.formats = {documents::Format::Markdown};
        const auto made = project.render(request);
        QVERIFY2(made, made ? "" : qPrintable(made.error().text()));
        const QString text = made->last().markdown;
        for (const QString &fact :
             {u"## Pipelines and stages"_s, u"Build → Scan → Sign → Stage → Four eyes → Production"_s,
              u"## Environments and promotion"_s, u"Staging → Production | second person"_s,
              u"## Identity and secrets"_s, u"short-lived (OIDC) | 0 | 1"_s, u"## Artifacts and provenance"_s,
              u"signed, verified before admission | SLSA L3"_s, u"## Observability and objectives"_s,
              u"| 1 | 1 | 1 | 99.95 %"_s, u"## Release and rollback"_s,
              u"### Rollback plan of the golden paths"_s, u"## Governance and exceptions"_s,
              u"### Exceptions in force at Target"_s, u"## Migration"_s,
              u"1 service without an owner: Stock"_s})
            QVERIFY2(text.contains(fact), qPrintable(fact));
        QCOMPARE(made->last().pictures.size(), 2);
    }

    /// What the model says decides about every word: other facts, other sentences.
    void documentsFollowTheModel()
    {
        TwinProject project(dataFolder() + u"/small/model"_s);
        const auto textOf = [&](const QString &kind, const QString &plateau) {
            auto request = requestFor(project, {}, plateau);
            request.kinds = {kind};
            request.formats = {documents::Format::Markdown};
            const auto made = project.render(request);
            return made ? made->last().markdown : made.error().text();
        };
        QVERIFY(textOf(u"gap-analysis"_s, u"current"_s).contains(u"there is no gap to describe"));
        QVERIFY(textOf(u"target-architecture"_s, u"current"_s).startsWith(u"# Current architecture"));
        QVERIFY(textOf(u"slo-catalogue"_s, u"target"_s).contains(u"| 99.95 % | 30d | 21.6 min |"));
        QVERIFY(textOf(u"risk-register"_s, u"target"_s).contains(u"3 × 3 = 9"));
        project.edit([](Draft &draft) {
            const Model &model = draft.model();
            const PlateauId target = model.plateau(u"target"_s)->id;
            const ElementId stock = model.element(u"stock"_s)->id;
            QVERIFY(draft.setProperty(stock, target, u"slos"_s,
                                      QJsonArray{QJsonObject{{u"name"_s, u"availability"_s},
                                                             {u"objective"_s, 99},
                                                             {u"window"_s, u"PT10H"_s}}}));
            Record risk = *model.record(u"risk"_s, u"teams-leave"_s);
            risk.properties.insert(u"status"_s, u"closed"_s);
            QVERIFY(draft.update(risk));
            const auto old = draft.addElement(u"technology"_s, u"old-cd"_s, model.rootPlateau(),
                                              {{u"name"_s, u"Old CD"_s}, {u"category"_s, u"delivery"_s}});
            QVERIFY(old);
            QVERIFY(draft.addRelation(u"replaces"_s, model.element(u"argo-cd"_s)->id, *old, target));
        });
        const QString slos = textOf(u"slo-catalogue"_s, u"target"_s);
        QVERIFY2(slos.contains(u"| 99 % | PT10H | 6 min |"), qPrintable(slos));
        QVERIFY2(slos.contains(u"Cart (99.95 %)"), qPrintable(slos)); // promises more than what it rests on
        const QString risks = textOf(u"risk-register"_s, u"target"_s);
        QVERIFY2(risks.contains(u"## Mitigated and closed") && !risks.contains(u"## Open"),
                 qPrintable(risks));
        const QString tools = textOf(u"tool-landscape"_s, u"target"_s);
        QVERIFY2(tools.contains(u"## Several for one job") &&
                     tools.contains(u"| delivery | 2 | Argo CD, Old CD |"),
                 qPrintable(tools));
    }

    /// Where every element has its own value, a row for each group of alike ones would be a row for each.
    void aFieldThatIsDifferentEverywhereHasItsOwnTable()
    {
        TwinProject project(dataFolder() + u"/small/model"_s);
        project.edit([](Draft &draft) {
            const PlateauId root = draft.model().rootPlateau();
            const PlateauId target = draft.model().plateau(u"target"_s)->id;
            for (int i = 0; i < 30; ++i) {
                const auto service = draft.addElement(u"service"_s, u"svc-%1"_s.arg(i), root,
                                                      {{u"name"_s, u"Same name"_s},
                                                       {u"monthly_cost"_s, 100 + i},
                                                       {u"repository"_s, u"https://a.example"_s}});
                QVERIFY(service);
                QVERIFY(draft.setProperty(*service, target, u"monthly_cost"_s, 50 + i));
                QVERIFY(
                    draft.setProperty(*service, target, u"repository"_s, u"https://b.example/%1"_s.arg(i)));
            }
        });
        auto request = requestFor(project, {});
        request.kinds = {u"gap-analysis"_s};
        request.formats = {documents::Format::Markdown};
        const auto made = project.render(request);
        QVERIFY2(made, made ? "" : qPrintable(made.error().text()));
        const QString text = made->last().markdown;
        QVERIFY2(text.contains(u"### Cost a month, one by one"), qPrintable(text));
        QVERIFY2(text.contains(u"| Same name | 129 € | 79 € |"), qPrintable(text));
        QCOMPARE(text.count(u"| Same name | 1"_s), 30); // none is lost for its name
        QVERIFY2(text.contains(u"| Repository | stated | another address | 30 |"), qPrintable(text));
    }

    void theListIsWhatIsMade()
    {
        TwinProject project(dataFolder() + u"/small/model"_s);
        for (const Plateau &plateau : project.model().plateausInOrder()) {
            documents::Request request;
            request.plateau = plateau.id;
            const auto made = project.render(request);
            QVERIFY2(made, made ? "" : qPrintable(made.error().text()));
            QStringList expected;
            for (const auto &document : *made) {
                if (document.path != u"index")
                    expected.append(document.path + u" = " + document.title);
            }
            QStringList listed;
            for (const auto &document : documents::listDocuments(project.model(), plateau.id))
                listed.append(document.path + u" = " + document.title);
            QCOMPARE(listed, expected);
            QVERIFY(listed.size() > 3);
        }
    }

    void folderThatCannotBeWritten()
    {
        TwinProject project(dataFolder() + u"/small/model"_s);
        QTemporaryDir out;
        QFile inTheWay(out.filePath(u"docs"_s));
        QVERIFY(inTheWay.open(QIODevice::WriteOnly));
        const auto report = project.generate(requestFor(project, out.filePath(u"docs"_s)));
        QVERIFY(!report);
        QCOMPARE(report.error().code, ErrorCode::Refused);
        QVERIFY(report.error().message.contains(u"docs"));
    }

    void emptyProject()
    {
        QTemporaryDir dir;
        auto store = store::Store::create(dir.filePath(u"empty.gplan"_s));
        QVERIFY(store);
        auto query = store::Query::open((*store)->path());
        QVERIFY(query);
        Draft draft((*store)->model());
        const auto root =
            draft.addPlateau({{}, u"current"_s, u"Current"_s, {}, PlateauKind::Current, {}, 0, {}});
        QVERIFY(root && (*store)->commit(draft, u"plateau"_s));
        documents::Request request;
        request.plateau = *root;
        request.outDir = dir.filePath(u"out"_s);
        const auto report = documents::Generator((*store)->model(), metamodel::Metamodel::builtin(), **query)
                                .generate(request);
        QVERIFY2(report, report ? "" : qPrintable(report.error().text()));
        QVERIFY(report->written.contains(u"index.html"));
    }

    void aKeyThatLeadsOutOfTheFolder()
    {
        // No edit makes one; a project file from elsewhere may hold it.
        TwinProject project(dataFolder() + u"/small/model"_s);
        Model model = project.model();
        Element evil = *model.element(u"cart"_s);
        evil.id = ElementId(4711);
        evil.key = u"../../evil"_s;
        model.put(evil);
        model.put(Record{RecordId(4712), u"decision"_s, u"../../evil"_s, {}});
        QTemporaryDir folder;
        documents::Request request = requestFor(project, folder.filePath(u"a/b"_s));
        auto query = store::Query::open(project.path());
        QVERIFY(query);
        const auto report =
            documents::Generator(model, metamodel::Metamodel::builtin(), **query).generate(request);
        QVERIFY2(report, report ? "" : qPrintable(report.error().text()));
        QCOMPARE(report->warnings.size(), 2);
        QVERIFY(report->warnings.front().message.contains(u"'../../evil' is left out"_s));
        for (const QString &path : filesIn(folder.path()).keys())
            QVERIFY2(path.startsWith(u"a/b/"_s), qPrintable(path));
    }

    void stateFollowsTheModel()
    {
        TwinProject one(dataFolder() + u"/small/model"_s);
        TwinProject two(dataFolder() + u"/small/model"_s);
        QCOMPARE(documents::modelState(one.model()), documents::modelState(two.model()));
        two.edit([](Draft &draft) {
            const Element *cart = draft.model().element(u"cart"_s);
            QVERIFY(draft.setProperty(cart->id, cart->lifetime.since, u"tier"_s, 2));
        });
        QVERIFY(documents::modelState(one.model()) != documents::modelState(two.model()));
    }

    void anyTwin()
    {
        const QString twin = qEnvironmentVariable("GROUNDPLAN_DOCUMENTS_OF");
        if (twin.isEmpty())
            QSKIP("GROUNDPLAN_DOCUMENTS_OF names no twin");
        TwinProject project(twin);
        QElapsedTimer clock;
        clock.start();
        const auto report =
            project.generate(requestFor(project, qEnvironmentVariable("GROUNDPLAN_DOCUMENTS_TO"),
                                        qEnvironmentVariable("GROUNDPLAN_DOCUMENTS_AT", u"target"_s)));
        qInfo() << "generated in" << clock.elapsed() << "ms";
        QVERIFY2(report, report ? "" : qPrintable(report.error().text()));
        for (const Error &warning : report->warnings)
            qWarning("%s", qPrintable(warning.text()));
    }
};

QTEST_MAIN(TestDocuments)
#include "tst_documents.moc"

// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "import_helper.h"

#include <QRandomGenerator>
#include <QTemporaryDir>

using namespace importing;

namespace {
const QString examples = u"backstage/backstage-examples"_s;

/// Relations by the field that states them.
QMap<QString, int> relationsByField(const Model &model)
{
    QMap<QString, QSet<RelationId>> fields;
    const auto &provenances = model.relationProvenance();
    for (auto it = provenances.cbegin(); it != provenances.cend(); ++it) {
        for (const Source &source : it->sources)
            fields[source.mechanism].insert(it.key());
    }
    QMap<QString, int> counts;
    for (auto it = fields.cbegin(); it != fields.cend(); ++it)
        counts.insert(it.key(), static_cast<int>(it->size()));
    return counts;
}

QStringList danglingOf(const Model &model, const QString &field)
{
    QStringList references;
    for (const Provenance &provenance : model.elementProvenance()) {
        for (const Unresolved &open : provenance.unresolved) {
            if (open.source.mechanism == field)
                references.append(open.reference);
        }
    }
    references.sort();
    return references;
}
} // namespace

class TestBackstage : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void examplesGiveTheExpectedCounts();
    void examplesKeepWhatDangles();
    void sameNameOtherKindOrNamespace();
    void fileByFileInAnyOrder();
    void demoCatalog();
    void properties();
    void explicitKinds();
    void largeCatalog();
};

void TestBackstage::examplesGiveTheExpectedCounts()
{
    NEEDS_CORPORA();
    const auto result = import({corpora(examples)}, emptyProject());
    const Model &model = result.draft.model();
    QCOMPARE(result.report.formats.size(), 1);
    QCOMPARE(result.report.formats.first().documents, 38);
    QCOMPARE(result.report.formats.first().files, 27);
    QCOMPARE(elements(model, u"service"_s).size(), 13 + 1); // the Resource is a database
    QCOMPARE(elements(model, u"api"_s).size(), 2);
    QCOMPARE(elements(model, u"group"_s).size(), 3 + 3);
    QCOMPARE(elements(model, u"team"_s).size(), 5 + 10);
    QCOMPARE(model.elements().size(), 37); // a Location is no thing of the platform

    const auto fields = relationsByField(model);
    QCOMPARE(fields.value(u"spec.owner"_s), 15);
    QCOMPARE(fields.value(u"spec.memberOf"_s), 10);
    QCOMPARE(fields.value(u"spec.system"_s), 8);
    QCOMPARE(fields.value(u"spec.domain"_s), 3);
    QCOMPARE(fields.value(u"spec.parent"_s), 4);
    QCOMPARE(fields.value(u"spec.children"_s), 4);
    QCOMPARE(fields.value(u"spec.subcomponentOf"_s), 2);
    QCOMPARE(fields.value(u"spec.providesApis"_s), 2);
    QCOMPARE(fields.value(u"spec.consumesApis"_s), 1);
    QCOMPARE(fields.value(u"spec.dependsOn"_s), 1);
    QCOMPARE(relations(model, u"ownedBy"_s).size(), 15);
    QCOMPARE(relations(model, u"partOf"_s).size(), 10 + 8 + 3 + 4 + 2); // parent and children agree
    QCOMPARE(relations(model, u"dependsOn"_s),
             QStringList({u"artist-lookup -> artists-db"_s, u"www-artist -> artist-lookup"_s}));
}

void TestBackstage::examplesKeepWhatDangles()
{
    NEEDS_CORPORA();
    const auto result = import({corpora(examples)}, emptyProject());
    const Model &model = result.draft.model();
    QCOMPARE(danglingOf(model, u"spec.owner"_s),
             QStringList({u"group:default/sre"_s, u"group:default/team-c"_s, u"group:default/team-c"_s,
                          u"group:default/team-c"_s, u"group:default/team-d"_s,
                          u"user:default/frank.tiernan"_s, u"user:default/team-b"_s}));
    QCOMPARE(danglingOf(model, u"spec.providesApis"_s),
             QStringList({u"api:default/playback-order"_s, u"api:default/streetlights"_s,
                          u"api:default/wayback-archive"_s}));
    QCOMPARE(danglingOf(model, u"spec.consumesApis"_s),
             QStringList({u"api:default/searcher"_s, u"api:default/wayback-archive"_s}));
    QCOMPARE(danglingOf(model, u"spec.children"_s), QStringList{u"group:default/boxoffice"_s});
    for (const OpenReference &open : result.report.unresolved)
        QVERIFY(!open.reference.source.file.isEmpty() && open.reference.source.line > 0);

    QStringList targets;
    for (const Note &note : result.report.warnings) {
        if (note.message.contains(u"is not there"_s))
            targets.append(note.message);
    }
    QCOMPARE(targets.size(), 3); // boxoffice-group, team-c-group, team-d-group
}

void TestBackstage::sameNameOtherKindOrNamespace()
{
    NEEDS_CORPORA();
    const Model model = imported({corpora(examples)});
    QCOMPARE(model.element(u"petstore"_s)->kind, u"service"_s);
    QCOMPARE(model.element(u"api.petstore"_s)->kind, u"api"_s);
    QVERIFY(relations(model, u"provides"_s).contains(u"petstore -> api.petstore"_s));
    QCOMPARE(model.element(u"guest"_s)->kind, u"team"_s);
    QCOMPARE(model.element(u"user.development.guest"_s)->kind, u"team"_s);
    QVERIFY(!model.element(u"api.wayback-archive"_s));
}

void TestBackstage::fileByFileInAnyOrder()
{
    NEEDS_CORPORA();
    const QString root = corpora(examples);
    const Model whole = imported({root});
    QStringList files;
    QDirIterator it(root, {u"*.yaml"_s}, QDir::Files, QDirIterator::Subdirectories);
    while (it.hasNext())
        files.append(it.next());
    files.sort();
    QRandomGenerator random(7);
    for (int round = 0; round < 3; ++round) {
        std::ranges::shuffle(files, random);
        Model model = emptyProject();
        for (const QString &file : std::as_const(files))
            model = imported({file}, model);
        QCOMPARE(model.elements(), [&] {
            auto expected = imported(files).elements();
            return expected;
        }());
        QCOMPARE(relations(model, u"partOf"_s), relations(whole, u"partOf"_s));
        QCOMPARE(relations(model, u"ownedBy"_s), relations(whole, u"ownedBy"_s));
        QCOMPARE(unresolved(model), unresolved(whole));
        QVERIFY(imported(files) == model);
    }
}

void TestBackstage::demoCatalog()
{
    NEEDS_CORPORA();
    const auto result = import({corpora(u"backstage/backstage-demo"_s)}, emptyProject());
    const Model &model = result.draft.model();
    QCOMPARE(elements(model, u"service"_s), QStringList{u"backstage-demo"_s});
    QCOMPARE(elements(model, u"api"_s), QStringList({u"api.demo-graphql"_s, u"api.github-mcp-server"_s}));
    QCOMPARE(elements(model, u"technology"_s).size(), 6);
    QCOMPARE(valueOf(model, u"onboard-to-openapi-server"_s, u"category"_s), u"AiResource"_s);
    QStringList reasons;
    for (const Note &note : result.report.skipped)
        reasons.append(note.file.section(u'/', -1) + u": "_s + note.message);
    QVERIFY(!reasons.filter(u"template.yaml: a scaffolder template"_s).isEmpty());
    QVERIFY(!reasons.filter(u"app-config.yaml: none of the formats"_s).isEmpty());
    QVERIFY(std::ranges::any_of(result.report.warnings, [](const Note &note) {
        return note.message.contains(u"a kind that Backstage does not define"_s);
    }));
    QVERIFY(unresolved(model).contains(u"backstage-demo ownedBy group:backstage/maintainers"_s));
}

void TestBackstage::properties()
{
    QTemporaryDir dir;
    write(dir.filePath(u"catalog-info.yaml"_s), R"(apiVersion: backstage.io/v1alpha1
kind: Component
metadata:
  name: Shelf_Search
  title: Shelf search
  description: "Finds books; bot uses https://bot:hunter22@git.example/shop"
  tags: [go, search]
  annotations:
    backstage.io/source-location: url:https://bot:hunter22@git.example/shop/search
spec: {type: service, lifecycle: production, owner: group:default/Shelves, providesApis: [search]}
---
apiVersion: backstage.io/v1alpha1
kind: Group
metadata: {name: shelves}
spec: {type: sub-department, profile: {displayName: Shelves, email: shelves@shop.example}, children: []}
---
apiVersion: backstage.io/v1alpha1
kind: Resource
metadata: {name: cluster}
spec: {type: kubernetes-cluster, owner: shelves}
---
)");
    const Model model = imported({dir.path()});
    QCOMPARE(valueOf(model, u"shelf_search"_s, u"name"_s), u"Shelf search"_s);
    QCOMPARE(valueOf(model, u"shelf_search"_s, u"workload"_s), u"api"_s);
    QCOMPARE(valueOf(model, u"shelf_search"_s, u"lifecycle"_s), u"production"_s);
    QCOMPARE(valueOf(model, u"shelf_search"_s, u"repository"_s), u"https://***@git.example/shop/search"_s);
    QCOMPARE(valueOf(model, u"shelf_search"_s, u"description"_s),
             u"Finds books; bot uses https://***@git.example/shop"_s);
    QCOMPARE(valueOf(model, u"shelves"_s, u"type"_s), u"department"_s);
    QCOMPARE(valueOf(model, u"shelves"_s, u"contact"_s), u"shelves@shop.example"_s);
    QCOMPARE(valueOf(model, u"cluster"_s, u"category"_s), u"kubernetes-cluster"_s);
    QCOMPARE(relations(model, u"ownedBy"_s),
             QStringList({u"cluster -> shelves"_s, u"shelf_search -> shelves"_s}));
}

void TestBackstage::explicitKinds()
{
    QTemporaryDir dir;
    write(dir.filePath(u"a.yaml"_s), R"(apiVersion: backstage.io/v1alpha1
kind: Component
metadata: {name: a, namespace: lab}
spec:
  type: service
  owner: component:lab/b
  consumesApis: ['component:b']
  dependsOn: [system:lab/s]
---
apiVersion: backstage.io/v1alpha1
kind: Component
metadata: {name: b, namespace: lab}
spec: {type: service, dependencyOf: [a], system: s}
---
apiVersion: backstage.io/v1alpha1
kind: System
metadata: {name: s, namespace: lab}
---
apiVersion: backstage.io/v1alpha1
kind: Component
metadata: {name: "${{ values.name }}"}
spec: {type: service}
)");
    const auto result = import({dir.path()}, emptyProject());
    const Model &model = result.draft.model();
    QCOMPARE(elements(model, u"service"_s), QStringList({u"component.lab.a"_s, u"component.lab.b"_s}));
    QCOMPARE(relations(model, u"dependsOn"_s), QStringList{u"component.lab.a -> component.lab.b"_s});
    QCOMPARE(relations(model, u"ownedBy"_s), QStringList()); // a component owns nothing
    QCOMPARE(result.report.skipped.size(), 1);
    QCOMPARE(result.report.skipped.first().line, 19);
    QStringList warnings;
    for (const Note &note : result.report.warnings)
        warnings.append(QString::number(note.line) + u' ' + note.message);
    QCOMPARE(warnings.filter(u"cannot have"_s).size(), 2);
    QCOMPARE(warnings.filter(u"consumesApis of 'a' names a component"_s).size(), 1);
}

void TestBackstage::largeCatalog()
{
    constexpr int components = 10'000;
    QByteArray text;
    for (int i = 0; i < 200; ++i)
        text += QByteArrayLiteral("apiVersion: backstage.io/v1alpha1\nkind: Group\nmetadata: {name: team-") +
                QByteArray::number(i) + "}\nspec: {type: team, children: []}\n---\n";
    for (int i = 0; i < 300; ++i)
        text += "apiVersion: backstage.io/v1alpha1\nkind: System\nmetadata: {name: system-" +
                QByteArray::number(i) + "}\nspec: {owner: team-" + QByteArray::number(i % 200) + "}\n---\n";
    QRandomGenerator random(11);
    for (int i = 0; i < components; ++i) {
        text +=
            "apiVersion: backstage.io/v1alpha1\nkind: Component\nmetadata:\n  name: service-" +
            QByteArray::number(i) + "\n  description: Does the work of service " + QByteArray::number(i) +
            "\n  tags: [generated, java]\nspec:\n  type: service\n  lifecycle: production\n  owner: team-" +
            QByteArray::number(i % 200) + "\n  system: system-" + QByteArray::number(i % 300) +
            "\n  dependsOn:\n";
        for (int d = 0; d < 3; ++d)
            text += "    - component:service-" +
                    QByteArray::number((i + 1 + random.bounded(components - 1)) % components) + "\n";
        text += "---\n";
    }
    QTemporaryDir dir;
    write(dir.filePath(u"catalog.yaml"_s), text);
    const auto result = import({dir.path()}, emptyProject());
    QCOMPARE(result.report.formats.first().elements.added, components + 500);
    QCOMPARE(relations(result.draft.model(), u"ownedBy"_s).size(), components + 300);
    qInfo("%d components: imported in %lld ms", components, result.report.elapsedMs);
    const auto again = import({dir.path()}, result.draft.model());
    QVERIFY(again.draft.change().isEmpty());
    qInfo("imported again in %lld ms", again.report.elapsedMs);
}

QTEST_GUILESS_MAIN(TestBackstage)
#include "tst_backstage.moc"

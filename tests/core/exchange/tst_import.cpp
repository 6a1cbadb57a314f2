// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "core/exchange/importer.h"

#include "core/exchange/text_twin.h"
#include "core/store/store.h"
#include "import_helper.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QRandomGenerator>
#include <QTemporaryDir>

using namespace importing;

/// What holds for every format, on a small platform of our own (tests/data/import/bookshop) and on odd files.
class TestImport : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void bookshop();
    void bookshopProperties();
    void bookshopLeavesOut();
    void twoFormatsAreOneThing();
    void catalogueNamesTheNamespace();
    void importingAgainChangesNothing();
    void orderMakesNoDifference();
    void filesOneByOne();
    void throughTheProjectFile();
    void throughTheTextTwin();
    void secretsStayOutside();

    void correctionStays();
    void changedFileWins();
    void handMadeValueStays();
    void edgeThatIsNoLongerStatedGoes();
    void plannedElementIsFoundToday();
    void importIntoALaterPlateau();

    void oddFiles_data();
    void oddFiles();
    void aliasBomb();
    void mergeKeys();
    void jsonManifests();
    void sameNameInTwoNamespaces();
    void renditionWithNamespace();
    void linksAndHugeFiles();

    void everythingThereIs();

    void refusesNonsense();
    void canBeStopped();
    void reportsAsTextAndJson();

private:
    static QByteArray deployment(const QByteArray &name, const QByteArray &env, const QByteArray &space = {});
    static QByteArray service(const QByteArray &name, const QByteArray &space = {});
};

QByteArray TestImport::deployment(const QByteArray &name, const QByteArray &env, const QByteArray &space)
{
    return "apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: " + name +
           (space.isEmpty() ? QByteArray() : "\n  namespace: " + space) +
           "\nspec:\n  replicas: 2\n  selector: {matchLabels: {app: " + name +
           "}}\n  template:\n    metadata: {labels: {app: " + name +
           "}}\n    spec:\n      containers:\n        - name: main\n          image: shop/" + name +
           ":1\n          env: " + env + "\n---\n";
}

QByteArray TestImport::service(const QByteArray &name, const QByteArray &space)
{
    return "apiVersion: v1\nkind: Service\nmetadata:\n  name: " + name +
           (space.isEmpty() ? QByteArray() : "\n  namespace: " + space) +
           "\nspec:\n  selector: {app: " + name + "}\n  ports: [{port: 80}]\n---\n";
}

void TestImport::bookshop()
{
    const Model model = imported({fixture(u"bookshop"_s)});
    QCOMPARE(elements(model, u"service"_s),
             QStringList({u"catalogue"_s, u"catalogue-db"_s, u"notifier"_s, u"orders"_s, u"orders-queue"_s,
                          u"payment"_s, u"reports"_s, u"staff.notifier"_s, u"storefront"_s}));
    QCOMPARE(
        relations(model, u"dependsOn"_s),
        QStringList({u"catalogue -> catalogue-db"_s, u"notifier -> orders-queue"_s, u"orders -> catalogue"_s,
                     u"orders -> orders-queue"_s, u"orders -> payment"_s, u"reports -> catalogue-db"_s,
                     u"staff.notifier -> orders"_s, u"storefront -> api.catalogue"_s,
                     u"storefront -> catalogue"_s, u"storefront -> orders"_s}));
    QCOMPARE(unresolved(model),
             QStringList({u"orders dependsOn fraud-check:9000"_s, u"orders provides api:default/orders"_s,
                          u"reports ownedBy group:default/warehouse"_s, u"staff.notifier dependsOn payment"_s,
                          u"storefront dependsOn api:default/orders"_s}));
    QCOMPARE(elements(model, u"control"_s),
             QStringList({u"networkpolicy.catalogue-db"_s, u"networkpolicy.default-deny"_s}));
    QCOMPARE(relations(model, u"guards"_s).size(), 1 + 7);
    QCOMPARE(elements(model, u"group"_s),
             QStringList({u"namespace.bookshop"_s, u"namespace.staff"_s, u"retail"_s, u"shop"_s}));
    QCOMPARE(elements(model, u"team"_s),
             QStringList({u"ana.lopez"_s, u"checkout"_s, u"company"_s, u"shelves"_s}));
}

void TestImport::bookshopProperties()
{
    const Model model = imported({fixture(u"bookshop"_s)});
    QCOMPARE(valueOf(model, u"storefront"_s, u"name"_s), u"Storefront"_s);
    QCOMPARE(valueOf(model, u"storefront"_s, u"workload"_s), u"website"_s);
    QCOMPARE(valueOf(model, u"storefront"_s, u"exposure"_s), u"internet"_s);
    QCOMPARE(valueOf(model, u"storefront"_s, u"replicas"_s), u"3"_s);
    QCOMPARE(valueOf(model, u"storefront"_s, u"deployment_strategy"_s), u"rolling"_s);
    QCOMPARE(valueOf(model, u"orders"_s, u"deployment_strategy"_s), u"recreate"_s);
    QCOMPARE(valueOf(model, u"catalogue-db"_s, u"workload"_s), u"data-store"_s);
    QCOMPARE(valueOf(model, u"catalogue-db"_s, u"artifact"_s), u"postgres:16-alpine"_s);
    QCOMPARE(valueOf(model, u"catalogue-db"_s, u"secrets"_s), u"static-env"_s);
    QCOMPARE(valueOf(model, u"reports"_s, u"workload"_s), u"batch"_s);
    QCOMPARE(valueOf(model, u"reports"_s, u"schedule"_s), u"15 2 * * *"_s);
    QCOMPARE(valueOf(model, u"payment"_s, u"workload"_s), u"api"_s);
    // A policy agrees with one edge; what it lets through besides is no dependency.
    QCOMPARE(evidence(model, u"dependsOn"_s, u"catalogue"_s, u"catalogue-db"_s),
             QStringList({u"bookshop/catalog/catalog-info.yaml:spec.dependsOn"_s,
                          u"bookshop/kubernetes/catalogue.yaml:envFrom"_s,
                          u"bookshop/kubernetes/policies.yaml:NetworkPolicy?"_s}));
}

void TestImport::bookshopLeavesOut()
{
    const auto report = import({fixture(u"bookshop"_s)}, emptyProject()).report;
    QStringList skipped;
    for (const Note &note : report.skipped)
        skipped.append(note.file.section(u'/', 1) + u':' + QString::number(note.line) + u": "_s +
                       note.message);
    const auto says = [&](const QString &text) { return skipped.filter(text).size(); };
    QCOMPARE(says(u"kubernetes/kustomization.yaml:3: a kustomization"_s), 1);
    QCOMPARE(says(u"kubernetes/patches/complete-looking.yaml:3: a patch that a kustomization applies"_s), 1);
    QCOMPARE(says(u"kubernetes/patches/partial.yaml:3: only a part of a Deployment"_s), 1);
    QCOMPARE(says(u"kubernetes/patches/partial.yaml:16: a patch of Deployment"_s), 1);
    QCOMPARE(says(u"kubernetes/patches/replicas.json6902.yaml:0: its top level is a list"_s), 1);
    QCOMPARE(says(u"kubernetes/tests/sample-pod.yaml:3: a test sample"_s), 1);
    QCOMPARE(
        says(
            u"kubernetes/delivery.yaml:0: nothing of the platform's structure in it: Kustomization, Application"_s),
        1);
    QCOMPARE(says(u"catalog/skeleton/template.yaml:3: a scaffolder template"_s), 1);
    QCOMPARE(says(u"catalog/skeleton/catalog-info.yaml:3: the name of this Component"_s), 1);
    QCOMPARE(says(u"README.md:0: not a kind of file"_s), 1);
    QCOMPARE(skipped.size(), 10);
}

void TestImport::twoFormatsAreOneThing()
{
    const Model model = imported({fixture(u"bookshop"_s)});
    QSet<QString> formats;
    for (const Source &source : model.provenance(model.element(u"orders"_s)->id).sources)
        formats.insert(source.format);
    QCOMPARE(formats, QSet<QString>({u"backstage"_s, u"kubernetes"_s}));
    QVERIFY(relations(model, u"ownedBy"_s).contains(u"notifier -> ana.lopez"_s));
}

void TestImport::catalogueNamesTheNamespace()
{
    QTemporaryDir dir;
    const QString manifests = dir.filePath(u"k8s/all.yaml"_s);
    const QString catalogue = dir.filePath(u"catalog/catalog-info.yaml"_s);
    write(manifests, deployment("mail", "[]", "accounts") + deployment("mail", "[]", "shop"));
    write(catalogue, R"(apiVersion: backstage.io/v1alpha1
kind: Component
metadata: {name: mail, annotations: {backstage.io/kubernetes-namespace: shop}}
spec: {type: service, lifecycle: production}
)");
    for (const QStringList &order : {QStringList{manifests, catalogue}, QStringList{catalogue, manifests}}) {
        Model model = emptyProject();
        for (const QString &file : order)
            model = imported({file}, model);
        QCOMPARE(elements(model, u"service"_s).size(), 2);
        for (const Element &element : model.elements()) {
            const QStringList places = QStringList(lines(model)).filter(u' ' + element.key + u" <- "_s);
            const bool inShop = !places.filter(u"deployment:shop/mail"_s).isEmpty();
            QCOMPARE(places.filter(u"component:default/mail"_s).size(), inShop ? 1 : 0);
        }
    }
}

void TestImport::importingAgainChangesNothing()
{
    const auto first = import({fixture(u"bookshop"_s)}, emptyProject());
    const auto again = import({fixture(u"bookshop"_s)}, first.draft.model());
    QVERIFY(again.draft.change().isEmpty());
    QCOMPARE(again.report.formats.size(), 2);
    for (const FormatReport &format : again.report.formats) {
        QCOMPARE(format.elements.added + format.elements.updated, 0);
        QCOMPARE(format.relations.added + format.relations.updated + format.relations.removed, 0);
        QVERIFY(format.elements.unchanged > 0 && format.relations.unchanged > 0);
    }
}

void TestImport::orderMakesNoDifference()
{
    QStringList parts{fixture(u"bookshop/kubernetes"_s), fixture(u"bookshop/rendered"_s),
                      fixture(u"bookshop/catalog"_s)};
    const Model whole = imported(parts);
    std::ranges::sort(parts);
    do {
        QVERIFY(imported(parts) == whole);
        Model model = emptyProject();
        for (const QString &part : std::as_const(parts))
            model = imported({part}, model);
        QCOMPARE(relations(model, u"dependsOn"_s), relations(whole, u"dependsOn"_s));
        QCOMPARE(lines(model), lines(whole));
        QVERIFY(model == whole);
    } while (std::ranges::next_permutation(parts).found);
}

void TestImport::filesOneByOne()
{
    // Without the patches (which only their kustomization tells apart) and the second notifier (who comes
    // first has the plain key).
    QStringList files;
    for (const QString &folder : {u"kubernetes"_s, u"rendered"_s, u"catalog"_s}) {
        const QDir dir(fixture(u"bookshop/"_s + folder));
        for (const QString &name : dir.entryList({u"*.yaml"_s}, QDir::Files))
            files.append(dir.filePath(name));
    }
    const Model whole = imported(files);
    QRandomGenerator random(3);
    for (int round = 0; round < 5; ++round) {
        std::ranges::shuffle(files, random);
        Model model = emptyProject();
        for (const QString &file : std::as_const(files))
            model = imported({file}, model);
        QCOMPARE(relations(model, u"dependsOn"_s), relations(whole, u"dependsOn"_s));
        QCOMPARE(unresolved(model), unresolved(whole));
        QCOMPARE(lines(model), lines(whole));
        QVERIFY(model == whole);
    }
}

void TestImport::throughTheProjectFile()
{
    QTemporaryDir dir;
    const QString path = dir.filePath(u"b.gplan"_s);
    Model whole;
    {
        auto store = store::Store::create(path);
        QVERIFY(store);
        Draft plateaus((*store)->model());
        QVERIFY(plateaus.addPlateau({{}, u"current"_s, u"Current"_s, {}, PlateauKind::Current, {}, 0, {}}));
        QVERIFY((*store)->commit(plateaus, u"Begin"_s));
        const auto result = import({fixture(u"bookshop"_s)}, (*store)->model());
        const auto change = (*store)->commit(result.draft, u"Import bookshop"_s);
        QVERIFY2(change, change ? "" : qPrintable(change.error().text()));
        whole = result.draft.model();
        const Model stored = (*store)->model();
        QCOMPARE(lines(stored), lines(whole));
        QVERIFY((*store)->undo());
        QVERIFY((*store)->model().elements().isEmpty());
        QVERIFY((*store)->redo());
    }
    const auto store = store::Store::open(path);
    QVERIFY(store);
    QCOMPARE(lines((*store)->model()), lines(whole));
    QVERIFY(import({fixture(u"bookshop"_s)}, (*store)->model()).draft.change().isEmpty());
}

void TestImport::throughTheTextTwin()
{
    QTemporaryDir dir;
    const Model whole = imported({fixture(u"bookshop"_s)});
    const auto &metamodel = metamodel::Metamodel::builtin();
    const auto written = exportTwin(whole, metamodel, dir.filePath(u"twin"_s));
    QVERIFY2(written, written ? "" : qPrintable(written.error().text()));
    const TwinReading reading = readTwin(dir.filePath(u"twin"_s), emptyProject(), metamodel);
    QVERIFY2(reading.draft, reading.draft ? "" : qPrintable(joined(reading.errors).text()));
    QCOMPARE(lines(reading.draft->model()), lines(whole));
    QVERIFY(import({fixture(u"bookshop"_s)}, reading.draft->model()).draft.change().isEmpty());
}

void TestImport::secretsStayOutside()
{
    const auto result = import({fixture(u"bookshop"_s)}, emptyProject());
    QByteArray dump = QJsonDocument(toJson(result.report)).toJson() + toText(result.report).toUtf8();
    const Model &model = result.draft.model();
    for (const Element &element : model.elements()) {
        for (const QJsonObject &revision : element.revisions)
            dump += QJsonDocument(revision).toJson();
        const Provenance provenance = model.provenance(element.id);
        for (const Source &source : provenance.sources)
            dump += QJsonDocument(source.stated).toJson();
        for (const Unresolved &open : provenance.unresolved)
            dump += open.reference.toUtf8() + QJsonDocument(open.source.stated).toJson();
    }
    for (const Relation &relation : model.relations()) {
        for (const QJsonObject &revision : relation.revisions)
            dump += QJsonDocument(revision).toJson();
        for (const Source &source : model.provenance(relation.id).sources)
            dump += QJsonDocument(source.stated).toJson();
    }
    QVERIFY(dump.contains("orders-queue"));
    QVERIFY(!dump.contains("hunter22"));
    QVERIFY(!dump.contains("22:22"));
}

void TestImport::correctionStays()
{
    const Model first = imported({fixture(u"bookshop"_s)});
    Draft draft(first);
    const ElementId storefront = first.element(u"storefront"_s)->id;
    QVERIFY(draft.setProperty(storefront, first.rootPlateau(), u"replicas"_s, 7));
    QVERIFY(draft.setProperty(storefront, first.rootPlateau(), u"repository"_s, QJsonValue::Null));
    QVERIFY(import({fixture(u"bookshop"_s)}, draft.model()).draft.change().isEmpty());
    const Model again = imported({fixture(u"bookshop/rendered"_s)}, draft.model());
    QCOMPARE(valueOf(again, u"storefront"_s, u"replicas"_s), u"7"_s);
    QCOMPARE(valueOf(again, u"storefront"_s, u"repository"_s), u"unset"_s);
}

void TestImport::changedFileWins()
{
    QTemporaryDir dir;
    const QString file = dir.filePath(u"a.yaml"_s);
    const QByteArray text = deployment("shop", "[]");
    write(file, text);
    const Model first = imported({file});
    Draft draft(first);
    const ElementId shop = first.element(u"shop"_s)->id;
    QVERIFY(draft.setProperty(shop, first.rootPlateau(), u"replicas"_s, 7));
    QVERIFY(draft.setProperty(shop, first.rootPlateau(), u"artifact"_s, u"shop/by-hand:1"_s));
    write(file, QByteArray(text).replace("replicas: 2", "replicas: 3"));
    const Model again = imported({file}, draft.model());
    QCOMPARE(valueOf(again, u"shop"_s, u"replicas"_s), u"3"_s);
    QCOMPARE(valueOf(again, u"shop"_s, u"artifact"_s), u"shop/by-hand:1"_s);
    write(file, QByteArray(text).replace("  replicas: 2\n", ""));
    QCOMPARE(valueOf(imported({file}, again), u"shop"_s, u"replicas"_s), u"unset"_s);
}

void TestImport::handMadeValueStays()
{
    QTemporaryDir dir;
    write(dir.filePath(u"a.yaml"_s), deployment("shop", "[]"));
    const Model empty = emptyProject();
    Draft draft(empty);
    const auto shop = draft.addElement(u"service"_s, u"shop"_s, empty.rootPlateau(),
                                       {{u"name"_s, u"The shop"_s}, {u"replicas"_s, 9}});
    QVERIFY(shop);
    const auto result = import({dir.path()}, draft.model());
    const Model &model = result.draft.model();
    QCOMPARE(model.elements().size(), 1);
    QCOMPARE(valueOf(model, u"shop"_s, u"name"_s), u"The shop"_s);
    QCOMPARE(valueOf(model, u"shop"_s, u"replicas"_s), u"9"_s);
    QCOMPARE(valueOf(model, u"shop"_s, u"artifact"_s), u"shop/shop:1"_s);
    QCOMPARE(result.report.warnings.size(), 1);
    QVERIFY(result.report.warnings.first().message.contains(u"'replicas' of shop stays 9"_s));
    QVERIFY(import({dir.path()}, model).report.warnings.isEmpty());
}

void TestImport::edgeThatIsNoLongerStatedGoes()
{
    QTemporaryDir dir;
    const QString file = dir.filePath(u"a.yaml"_s);
    const QByteArray cart = deployment("cart", "[]") + service("cart");
    write(file,
          cart + deployment("shop", "[{name: CART_ADDR, value: 'cart:80'}, {name: X_ADDR, value: 'x:80'}]"));
    const Model first = imported({file});
    QCOMPARE(relations(first, u"dependsOn"_s), QStringList{u"shop -> cart"_s});
    QCOMPARE(unresolved(first), QStringList{u"shop dependsOn x:80"_s});

    write(file, cart + deployment("shop", "[]"));
    const auto again = import({file}, first);
    QCOMPARE(relations(again.draft.model(), u"dependsOn"_s), QStringList());
    QCOMPARE(unresolved(again.draft.model()), QStringList());
    QCOMPARE(again.report.formats.first().relations.removed, 1);

    // Somebody has worked on it: it stays.
    Draft draft(first);
    QVERIFY(draft.setProperty(first.relations().firstKey(), first.rootPlateau(), u"protocol"_s, u"gRPC"_s));
    QCOMPARE(relations(imported({file}, draft.model()), u"dependsOn"_s), QStringList{u"shop -> cart"_s});
}

void TestImport::plannedElementIsFoundToday()
{
    QTemporaryDir dir;
    write(dir.filePath(u"a.yaml"_s), deployment("shop", "[]") + deployment("old", "[]"));
    const Model empty = emptyProject();
    const PlateauId target = empty.plateau(u"target")->id;
    Draft draft(empty);
    QVERIFY(draft.addElement(u"service"_s, u"shop"_s, target, {{u"tier"_s, 1}}));
    const Model model = imported({dir.path()}, draft.model());
    QCOMPARE(model.element(u"shop"_s)->lifetime.since, empty.rootPlateau());
    QCOMPARE(model.element(u"shop"_s)->revisions.value(target).value(u"tier").toInt(), 1);
    QCOMPARE(valueOf(model, u"shop"_s, u"tier"_s), u"unset"_s);
}

void TestImport::importIntoALaterPlateau()
{
    QTemporaryDir dir;
    const QString file = dir.filePath(u"a.yaml"_s);
    write(file, deployment("shop", "[]"));
    const Model now = imported({file});
    write(file, deployment("shop", "[]").replace("replicas: 2", "replicas: 5") + deployment("cart", "[]"));
    ImportOptions options;
    options.plateau = now.plateau(u"target")->id;
    const Model later = import({file}, now, options).draft.model();
    QCOMPARE(valueOf(later, u"shop"_s, u"replicas"_s), u"2"_s);
    const PlateauModel target(later, options.plateau);
    QCOMPARE(target.element(later.element(u"shop"_s)->id)->properties.value(u"replicas").toInt(), 5);
    QCOMPARE(later.element(u"cart"_s)->lifetime.since, options.plateau);
    QVERIFY(import({file}, later, options).draft.change().isEmpty());
}

void TestImport::oddFiles_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QStringList>("services");
    QTest::addColumn<int>("line"); ///< of the reason; -1: nothing is left out
    QTest::addColumn<QString>("reason");
    const QByteArray shop = deployment("shop", "[]");
    const QStringList found{u"shop"_s};
    const QStringList none;
    const auto row = [](const char *name, const QByteArray &text, const QStringList &services, int line = -1,
                        const QString &reason = {}) {
        QTest::newRow(name) << text << services << line << reason;
    };
    row("BOM", "\xEF\xBB\xBF" + shop, found);
    row("CRLF", QByteArray(shop).replace("\n", "\r\n"), found);
    row("comments and empty documents", "# nothing\n---\n---\n" + shop + "---\n# end\n", found);
    row("tab at a line's end", QByteArray(shop).replace("replicas: 2", "replicas: 2\t"), found);
    row("custom tags", shop + "x: !Ref y\n", found);
    row("empty", {}, none, 0, u"empty"_s);
    row("comments only", "# apiVersion, kind\n# no more\n", none, -1);
    row("tab as indentation", "apiVersion: v1\nkind: Service\nmetadata:\n\tname: x\n", none, 4, {});
    row("Helm braces at line start", "{{- if .Values.on }}\n" + shop + "{{- end }}\n", none, 1,
        u"rendered"_s);
    row("Helm braces as value", QByteArray(shop).replace("name: shop", "name: {{ shop }}"), none, 1,
        u"no Kubernetes name"_s);
    row("placeholder", QByteArray(shop).replace("name: shop", "name: ${NAME}"), none, 1,
        u"no Kubernetes name"_s);
    row("top-level list", "- apiVersion: v1\n  kind: Service\n", none, 1, u"its top level is a list"_s);
    row("not UTF-8", shop + "# caf\xE9\n", none, 16, u"not UTF-8"_s);
    row("binary", QByteArray("apiVersion\0kind", 15), none, 0, u"binary"_s);
    row("deep nesting", "apiVersion: v1\nkind: Service\nx: " + QByteArray(2000, '[') + QByteArray(2000, ']'),
        none, 3, {});
    row("self alias", "apiVersion: v1\nkind: Service\nmetadata: &a {name: *a}\n", none, 3, {});
    row("not ours", "services:\n  web: {image: nginx}\n", none, 0, u"none of the formats"_s);
    row("a scalar", "apiVersion kind", none, -1);
    row("CRD", "apiVersion: apiextensions.k8s.io/v1\nkind: CustomResourceDefinition\nmetadata: {name: x.y}\n",
        none, 0, u"CustomResourceDefinition"_s);
    row("OpenShift template",
        "apiVersion: template.openshift.io/v1\nkind: Template\nmetadata: {name: x}\nobjects: []\n", none, 1,
        u"OpenShift template"_s);
    row("owned by another",
        QByteArray(shop).replace("  name: shop\n", "  name: shop\n  ownerReferences: [{name: x}]\n"), none, 1,
        u"owner counts"_s);
    row("metadata is a list", "apiVersion: apps/v1\nkind: Deployment\nmetadata: [x]\nspec: nothing\n", none,
        1, u"no Kubernetes name"_s);
    row("Component of kustomize", "apiVersion: kustomize.config.k8s.io/v1alpha1\nkind: Component\n", none, 1,
        u"a kustomization"_s);
}

void TestImport::oddFiles()
{
    QFETCH(QByteArray, text);
    QFETCH(QStringList, services);
    QFETCH(int, line);
    QFETCH(QString, reason);
    QTemporaryDir dir;
    write(dir.filePath(u"a.yaml"_s), text);
    write(dir.filePath(u"b.yaml"_s), deployment("other", "[]"));
    const auto result = import({dir.path()}, emptyProject());
    services.append(u"other"_s); // the rest is imported, whatever is wrong with one file
    services.sort();
    QCOMPARE(elements(result.draft.model(), u"service"_s), services);
    QCOMPARE(result.report.skipped.size(), line < 0 ? 0 : 1);
    if (line >= 0) {
        const Note &note = result.report.skipped.first();
        QCOMPARE(note.line, line);
        QVERIFY(note.file.endsWith(u"/a.yaml"_s));
        QVERIFY2(!note.message.isEmpty() && note.message.contains(reason), qPrintable(note.message));
    }
}

void TestImport::aliasBomb()
{
    QByteArray text = "apiVersion: v1\nkind: ConfigMap\na0: &a0 [x, x, x, x, x, x, x, x, x, x]\n";
    for (int i = 1; i < 14; ++i) {
        const QByteArray before = "*a" + QByteArray::number(i - 1);
        text += "a" + QByteArray::number(i) + ": &a" + QByteArray::number(i) + " [" + before;
        for (int j = 1; j < 10; ++j)
            text += ", " + before;
        text += "]\n";
    }
    QTemporaryDir dir;
    write(dir.filePath(u"bomb.yaml"_s), text);
    const auto report = import({dir.path()}, emptyProject()).report;
    QCOMPARE(report.skipped.size(), 1);
    QVERIFY(report.skipped.first().line > 0);
}

void TestImport::mergeKeys()
{
    QTemporaryDir dir;
    write(dir.filePath(u"a.yaml"_s), deployment("cart", "[]") + service("cart") + R"(apiVersion: apps/v1
kind: Deployment
metadata: {name: shop}
spec:
  selector: {matchLabels: &labels {app: shop}}
  template:
    metadata: {labels: *labels}
    spec:
      containers:
        - &base
          name: main
          image: shop/shop:1
          env: [{name: CART_HOST, value: cart}]
        - <<: *base
          name: second
          name: twice
)");
    const auto result = import({dir.path()}, emptyProject());
    QCOMPARE(relations(result.draft.model(), u"dependsOn"_s), QStringList{u"shop -> cart"_s});
    QCOMPARE(result.report.warnings.size(), 1); // name is there twice
    QCOMPARE(result.report.warnings.first().line, 39);
}

void TestImport::jsonManifests()
{
    QTemporaryDir dir;
    write(dir.filePath(u"a.json"_s), R"({"apiVersion": "v1", "kind": "List", "items": [
 {"apiVersion": "apps/v1", "kind": "Deployment", "metadata": {"name": "shop"},
  "spec": {"selector": {"matchLabels": {"app": "shop"}}, "template": {"metadata": {"labels": {"app": "shop"}},
   "spec": {"containers": [{"name": "c", "image": "shop:1", "env": [{"name": "CART_ADDR", "value": "cart:80"}]}]}}}}]})");
    write(dir.filePath(u"broken.json"_s), R"({"apiVersion": "v1", "kind": "List"} trailing)");
    const auto result = import({dir.path()}, emptyProject());
    QCOMPARE(elements(result.draft.model(), u"service"_s), QStringList{u"shop"_s});
    QCOMPARE(unresolved(result.draft.model()), QStringList{u"shop dependsOn cart:80"_s});
    QCOMPARE(result.report.skipped.size(), 1);
    QVERIFY(result.report.skipped.first().file.endsWith(u"broken.json"_s));
}

void TestImport::sameNameInTwoNamespaces()
{
    QTemporaryDir dir;
    for (const QByteArray space : {"staging", "production"})
        write(dir.filePath(QString::fromLatin1(space) + u"/all.yaml"_s),
              deployment("apps", "[{name: DB_ADDR, value: 'db:80'}]", space) + deployment("db", "[]", space) +
                  service("db", space));
    const Model model = imported({dir.path()});
    QCOMPARE(elements(model, u"service"_s),
             QStringList({u"apps"_s, u"db"_s, u"staging.apps"_s, u"staging.db"_s}));
    QCOMPARE(relations(model, u"dependsOn"_s),
             QStringList({u"apps -> db"_s, u"staging.apps -> staging.db"_s}));
    QVERIFY(import({dir.path()}, model).draft.change().isEmpty());
}

void TestImport::renditionWithNamespace()
{
    QTemporaryDir dir;
    const QByteArray env = "[{name: DB_ADDR, value: 'db:80'}]";
    const QString source = dir.filePath(u"source/all.yaml"_s);
    const QString rendered = dir.filePath(u"rendered/all.yaml"_s);
    write(source, deployment("apps", env) + deployment("db", "[]") + service("db"));
    write(rendered, deployment("apps", env, "shop") + deployment("db", "[]", "shop") + service("db", "shop"));
    for (const QStringList &order : {QStringList{source, rendered}, QStringList{rendered, source}}) {
        Model model = emptyProject();
        for (const QString &file : order)
            model = imported({file}, model);
        QCOMPARE(elements(model, u"service"_s), QStringList({u"apps"_s, u"db"_s}));
        QCOMPARE(relations(model, u"dependsOn"_s), QStringList{u"apps -> db"_s});
        QVERIFY(import({dir.path()}, model).draft.change().elements.added.empty());
    }
}

void TestImport::linksAndHugeFiles()
{
    QTemporaryDir dir;
    write(dir.filePath(u"a/a.yaml"_s), deployment("shop", "[]"));
    write(dir.filePath(u"huge.yaml"_s), "apiVersion: v1\nkind: Service\n# " + QByteArray(2'100'000, 'x'));
    QVERIFY(QFile::link(dir.path(), dir.filePath(u"a/loop"_s)));
    ImportOptions options;
    options.maximumFileSize = 1'000'000;
    const auto result = import({dir.path(), dir.filePath(u"a"_s)}, emptyProject(), options);
    QCOMPARE(elements(result.draft.model(), u"service"_s), QStringList{u"shop"_s});
    QStringList reasons;
    for (const Note &note : result.report.skipped)
        reasons.append(note.file.section(u'/', -1) + u": "_s + note.message);
    QVERIFY(reasons.contains(u"huge.yaml: too big: 2.1 MB, at most 1.0 MB are read"_s));
    QVERIFY(reasons.contains(u"loop: a symbolic link, not followed"_s));
}

void TestImport::everythingThereIs()
{
    NEEDS_CORPORA();
    const auto result = import({corpora({})}, emptyProject());
    const ImportReport &report = result.report;
    QVERIFY(report.filesSeen > 700);
    qInfo("%d files in %lld ms; %lld services, %lld relations, %lld left out, %lld warnings",
          report.filesSeen, report.elapsedMs, elements(result.draft.model(), u"service"_s).size(),
          result.draft.model().relations().size(), report.skipped.size(), report.warnings.size());
    for (const Note &note : report.skipped)
        QVERIFY(!note.file.isEmpty() && !note.message.isEmpty());
    QVERIFY(import({corpora({})}, result.draft.model()).draft.change().isEmpty());
}

void TestImport::refusesNonsense()
{
    const auto missing = importSources({u"/nowhere/at/all"_s}, {}, emptyProject());
    QCOMPARE(missing.error().code, ErrorCode::Unreadable);
    ImportOptions options;
    options.format = u"cobol"_s;
    QCOMPARE(importSources({fixture({})}, options, emptyProject()).error().code, ErrorCode::Usage);
    QCOMPARE(importSources({fixture({})}, {}, Model()).error().code, ErrorCode::Usage);
    options.format = u"backstage"_s;
    QCOMPARE(elements(import({fixture(u"bookshop"_s)}, emptyProject(), options).draft.model(), u"control"_s),
             QStringList());
    options.format.clear();
    options.maximumFiles = 3;
    QCOMPARE(importSources({fixture(u"bookshop"_s)}, options, emptyProject()).error().code,
             ErrorCode::Unreadable);
    QCOMPARE(importerNames(), QStringList({u"backstage"_s, u"kubernetes"_s}));
}

void TestImport::canBeStopped()
{
    std::stop_source stop;
    ImportOptions options;
    options.stop = stop.get_token();
    int steps = 0;
    options.progress = [&](int done, int total, const QString &) {
        QVERIFY(done <= total);
        if (++steps == 3)
            stop.request_stop();
    };
    const auto result = importSources({fixture(u"bookshop"_s)}, options, emptyProject());
    QVERIFY(!result);
    QCOMPARE(steps, 3);
}

void TestImport::reportsAsTextAndJson()
{
    const auto report = import({fixture(u"bookshop"_s)}, emptyProject()).report;
    const QString text = toText(report);
    QVERIFY(text.contains(u"kubernetes: 10 files, 23 documents; elements 13 added"_s));
    QVERIFY(text.contains(u"orders.yaml:34: orders dependsOn fraud-check:9000 (env)"_s));
    const QJsonObject json = toJson(report);
    QCOMPARE(json.value(u"formats").toArray().size(), 2);
    QCOMPARE(json.value(u"unresolved").toArray().size(), report.unresolved.size());
    QCOMPARE(json.value(u"files_seen").toInt(), 21);
}

QTEST_GUILESS_MAIN(TestImport)
#include "tst_import.moc"

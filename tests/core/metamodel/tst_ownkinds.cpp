// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "core/exchange/text_twin.h"
#include "core/metamodel/duration.h"
#include "core/metamodel/impact.h"
#include "core/metamodel/ownkinds.h"
#include "core/store/elementhistory.h"
#include "core/store/store.h"

#include <QJsonArray>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace gp;

/// Kinds and properties of a project's own: from the records to the checks, the file and the text twin.
class tst_OwnKinds : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();

    void aKindJoinsTheOthers();
    void relationsFollowAKindAndAreAddedOneByOne();
    void aPropertyJoinsItsKinds();
    void wrongDefinitionsAreLeftOut_data();
    void wrongDefinitionsAreLeftOut();
    void namesAreMadeOfTitles();
    void editsAreChecked();
    void whatIsInUseStays();
    void aNarrowerDefinitionTakesNothingAway();
    void theTextTwinHasThem();
    void aBrokenTwinIsRefusedByFile();
    void aProjectWithABrokenDefinitionOpens();
    void undoTakesADefinitionBack();
    void durations();
    void whoIsHit();
    void theHistoryOfAnElement();

private:
    static Record kind(const QString &key, QJsonObject properties = {})
    {
        if (!properties.contains("title"_L1))
            properties.insert(u"title"_s, key);
        return {{}, metamodel::ownKindRecord, key, properties};
    }
    static Record property(const QString &key, const QString &type, QJsonObject properties = {})
    {
        properties.insert(u"title"_s, properties.value("title"_L1).toString(key));
        properties.insert(u"type"_s, type);
        return {{}, metamodel::ownPropertyRecord, key, properties};
    }
    static QJsonArray values(const QStringList &names)
    {
        QJsonArray rows;
        for (const auto &name : names)
            rows.append(QJsonObject{{u"value"_s, name}});
        return rows;
    }
    static PlateauId addCurrent(Draft &draft)
    {
        return draft.addPlateau({{}, u"current"_s, u"Current"_s, {}, PlateauKind::Current, {}, 0, {}})
            .value();
    }
    void add(const QList<Record> &definitions)
    {
        Draft draft(m_model);
        for (const auto &record : definitions)
            QVERIFY(draft.addRecord(record));
        m_model = draft.model();
    }
    /// What the check says of an edit.
    template<typename Edit>
    QString problemOf(Edit edit)
    {
        Draft draft(m_model);
        edit(draft);
        const auto problems = metamodel::findProjectProblems(draft.model(), draft.change());
        if (problems.isEmpty())
            m_model = draft.model();
        return problems.isEmpty() ? QString() : problems.front().message;
    }
    static std::unique_ptr<store::Store> makeStore(const QString &path)
    {
        store::Options options;
        options.validator = [](const Model &after, const Change &change) {
            return metamodel::findProjectProblems(after, change);
        };
        auto made = store::Store::create(path, options);
        return made ? *std::move(made) : nullptr;
    }

    Model m_model;
    PlateauId m_current;
    ElementId m_checkout;
};

void tst_OwnKinds::init()
{
    Draft draft{Model()};
    m_current = addCurrent(draft);
    m_checkout =
        draft.addElement(u"service"_s, u"checkout"_s, m_current, {{u"name"_s, u"Checkout"_s}}).value();
    m_model = draft.model();
}

void tst_OwnKinds::aKindJoinsTheOthers()
{
    add({kind(u"data-product"_s, {{u"title"_s, u"data product"_s},
                                  {u"plural"_s, u"Data products"_s},
                                  {u"colour"_s, u"environment"_s},
                                  {u"description"_s, u"A set of data with an owner."_s}})});
    const auto own = metamodel::metamodelOf(m_model);
    QCOMPARE(own.kinds().size(), metamodel::Metamodel::builtin().kinds().size() + 1);
    const auto *found = own.kind(u"data-product"_s);
    QVERIFY(found);
    QCOMPARE(found->label, u"data product"_s);
    QCOMPARE(found->plural, u"Data products"_s);
    QCOMPARE(found->colour, u"environment"_s);
    QCOMPARE(found->help, u"A set of data with an owner."_s);
    QVERIFY(found->property(u"name"_s) && found->property(u"description"_s) && found->property(u"tags"_s));
    QVERIFY(!found->property(u"tier"_s));
    QCOMPARE(problemOf([&](Draft &draft) {
                 QVERIFY(draft.addElement(u"data-product"_s, u"orders"_s, m_current, {}));
             }),
             QString());
}

void tst_OwnKinds::relationsFollowAKindAndAreAddedOneByOne()
{
    add({kind(u"data-product"_s,
              {{u"like"_s, u"service"_s},
               {u"relations"_s, QJsonArray{QJsonObject{{u"relation"_s, u"guards"_s},
                                                       {u"direction"_s, u"out"_s},
                                                       {u"kinds"_s, QJsonArray{u"team"_s}}},
                                           QJsonObject{{u"relation"_s, u"uses"_s},
                                                       {u"direction"_s, u"in"_s},
                                                       {u"kinds"_s, QJsonArray{u"any"_s}}}}}}),
         kind(u"report"_s)});
    const auto own = metamodel::metamodelOf(m_model);
    const auto allows = [&own](const QString &relation, const QString &from, const QString &to) {
        return own.relationKind(relation)->allows(from, to);
    };
    // Like a service.
    QVERIFY(allows(u"dependsOn"_s, u"data-product"_s, u"service"_s));
    QVERIFY(allows(u"dependsOn"_s, u"service"_s, u"data-product"_s));
    QVERIFY(allows(u"dependsOn"_s, u"data-product"_s, u"data-product"_s));
    QVERIFY(allows(u"partOf"_s, u"data-product"_s, u"group"_s));
    // One by one, and no more than was said.
    QVERIFY(allows(u"guards"_s, u"data-product"_s, u"team"_s));
    QVERIFY(!allows(u"guards"_s, u"control"_s, u"team"_s));
    QVERIFY(!allows(u"guards"_s, u"data-product"_s, u"pipeline"_s));
    QVERIFY(allows(u"uses"_s, u"report"_s, u"data-product"_s));
    // What every kind may have, and nothing else, without a word.
    QVERIFY(allows(u"ownedBy"_s, u"report"_s, u"team"_s));
    QVERIFY(allows(u"replaces"_s, u"report"_s, u"report"_s));
    QVERIFY(!allows(u"replaces"_s, u"report"_s, u"service"_s));
    QVERIFY(!allows(u"dependsOn"_s, u"report"_s, u"service"_s));
    QVERIFY(!metamodel::Metamodel::builtin()
                 .relationKind(u"dependsOn"_s)
                 ->allows(u"data-product"_s, u"service"_s));
}

void tst_OwnKinds::aPropertyJoinsItsKinds()
{
    add({kind(u"data-product"_s), property(u"cost_centre"_s, u"text"_s, {{u"title"_s, u"Cost centre"_s}}),
         property(
             u"support"_s, u"enum"_s,
             {{u"kinds"_s, QJsonArray{u"service"_s, u"data-product"_s}},
              {u"description"_s, u"Who answers"_s},
              {u"values"_s, QJsonArray{QJsonObject{{u"value"_s, u"gold"_s}, {u"label"_s, u"Gold, 24/7"_s}},
                                       QJsonObject{{u"value"_s, u"none"_s}}}}}),
         property(u"load"_s, u"number"_s,
                  {{u"unit"_s, u"req/s"_s}, {u"minimum"_s, 0}, {u"maximum"_s, 100}})});
    const auto extended = metamodel::extended(metamodel::Metamodel::builtin(), m_model);
    QVERIFY2(extended.problems.isEmpty(),
             qPrintable(extended.problems.isEmpty() ? QString() : extended.problems.front().message));
    for (const auto &each : extended.metamodel.kinds()) {
        QVERIFY(each.property(u"cost_centre"_s));
        QCOMPARE(each.property(u"support"_s) != nullptr,
                 each.name == u"service" || each.name == u"data-product");
    }
    const auto *support = extended.metamodel.kind(u"service"_s)->property(u"support"_s);
    QCOMPARE(support->type, metamodel::PropertyType::Enum);
    QCOMPARE(support->help, u"Who answers"_s);
    QCOMPARE(support->labelOf(u"gold"_s), u"Gold, 24/7"_s);
    QCOMPARE(support->labelOf(u"none"_s), u"none"_s);
    const auto *load = extended.metamodel.kind(u"team"_s)->property(u"load"_s);
    QCOMPARE(metamodel::displayText(*load, 12.5), u"12.5 req/s"_s);
    QVERIFY(metamodel::checkValue(*load, 101, nullptr));
}

void tst_OwnKinds::wrongDefinitionsAreLeftOut_data()
{
    QTest::addColumn<Record>("definition");
    QTest::addColumn<QString>("says");
    const auto row = [](const char *name, const Record &record, const QString &says) {
        QTest::newRow(name) << record << says;
    };
    row("no title", kind(u"x"_s, {{u"title"_s, u"  "_s}}), u"title"_s);
    row("taken", kind(u"service"_s), u"choose another"_s);
    row("record kind", kind(u"decision"_s), u"choose another"_s);
    row("any", kind(u"any"_s), u"choose another"_s);
    row("bad name", kind(u"a.b"_s), u"small letters"_s);
    row("long title", kind(u"x"_s, {{u"title"_s, QString(500, u'x')}}), u"shorter"_s);
    row("line break", kind(u"x"_s, {{u"title"_s, u"a\nb"_s}}), u"line break"_s);
    row("like nothing", kind(u"x"_s, {{u"like"_s, u"nothing"_s}}), u"nothing"_s);
    row("like itself", kind(u"x"_s, {{u"like"_s, u"x"_s}}), u"no such kind"_s);
    row("relation", kind(u"x"_s, {{u"relations"_s, QJsonArray{QJsonObject{{u"relation"_s, u"eats"_s}}}}}),
        u"eats"_s);
    row("relations of anything", kind(u"x"_s, {{u"relations"_s, QJsonArray{3, u"y"_s}}}), u"relation"_s);
    row("type", property(u"x"_s, u"colour"_s), u"colour"_s);
    row("table", property(u"x"_s, u"table"_s), u"table"_s);
    row("no values", property(u"x"_s, u"enum"_s), u"values"_s);
    row("twice", property(u"x"_s, u"enum"_s, {{u"values"_s, values({u"a"_s, u"a"_s})}}), u"twice"_s);
    row("built in", property(u"tier"_s, u"text"_s), u"choose another"_s);
    row("common", property(u"name"_s, u"text"_s, {{u"kinds"_s, QJsonArray{u"team"_s}}}), u"choose another"_s);
    row("reserved", property(u"key"_s, u"text"_s), u"choose another"_s);
    row("no kind", property(u"x"_s, u"text"_s, {{u"kinds"_s, QJsonArray{u"ship"_s}}}), u"ship"_s);
    row("bounds", property(u"x"_s, u"number"_s, {{u"minimum"_s, 3}, {u"maximum"_s, 1}}), u"above"_s);
    row("refers", property(u"x"_s, u"reference"_s, {{u"refers_to"_s, u"ship"_s}}), u"ship"_s);
    row("refers to nothing", property(u"x"_s, u"reference"_s), u"refers to"_s);
}

void tst_OwnKinds::wrongDefinitionsAreLeftOut()
{
    QFETCH(const Record, definition);
    QFETCH(const QString, says);
    // An edit that brings it is refused, with its name and what to do.
    const QString problem = problemOf([&](Draft &draft) { QVERIFY(draft.addRecord(definition)); });
    QVERIFY2(problem.contains(says), qPrintable(problem));
    QVERIFY2(problem.contains(u"'%1'"_s.arg(definition.key)), qPrintable(problem));
    // Where a file has it already, the others count all the same.
    add({definition, kind(u"report"_s), property(u"fine"_s, u"text"_s)});
    const auto extended = metamodel::extended(metamodel::Metamodel::builtin(), m_model);
    QVERIFY(extended.metamodel.kind(u"report"_s));
    QVERIFY(extended.metamodel.kind(u"team"_s)->property(u"fine"_s));
    QCOMPARE(extended.problems.size(), 1);
    QVERIFY(extended.problems.front().message.contains(says));
    // And edits elsewhere go on.
    QCOMPARE(problemOf([&](Draft &draft) {
                 QVERIFY(draft.setProperty(m_checkout, m_current, u"fine"_s, u"yes"_s));
             }),
             QString());
}

void tst_OwnKinds::namesAreMadeOfTitles()
{
    QCOMPARE(metamodel::nameForProperty(u"Cost centre"_s), u"cost_centre"_s);
    QCOMPARE(metamodel::nameForProperty(u" 3. Größe (in m²)"_s), u"gro_e_in_m2"_s);
    QCOMPARE(metamodel::nameForKind(u"Data product"_s), u"data-product"_s);
    QCOMPARE(metamodel::nameForKind(u"日本"_s), QString());
}

void tst_OwnKinds::editsAreChecked()
{
    add({property(u"seats"_s, u"integer"_s, {{u"kinds"_s, QJsonArray{u"service"_s}}, {u"maximum"_s, 9}})});
    const auto set = [&](const QJsonValue &value) {
        return problemOf(
            [&](Draft &draft) { QVERIFY(draft.setProperty(m_checkout, m_current, u"seats"_s, value)); });
    };
    QVERIFY(set(10).contains(u"above 9"_s));
    QVERIFY(set(u"many"_s).contains(u"whole number"_s));
    QCOMPARE(set(7), QString());
    // Changed so that what is there does not fit any more: refused, naming the element.
    const auto seats = *m_model.record(metamodel::ownPropertyRecord, u"seats"_s);
    const auto change = [&](const QJsonObject &more) {
        return problemOf([&](Draft &draft) {
            Record changed = seats;
            for (auto it = more.begin(); it != more.end(); ++it)
                changed.properties.insert(it.key(), it.value());
            QVERIFY(draft.update(changed));
        });
    };
    QVERIFY(change({{u"maximum"_s, 5}}).contains(u"checkout"_s));
    QVERIFY(change({{u"type"_s, u"date"_s}}).contains(u"checkout"_s));
    QCOMPARE(change({{u"maximum"_s, 8}}), QString());
}

void tst_OwnKinds::whatIsInUseStays()
{
    add({kind(u"report"_s), property(u"seats"_s, u"integer"_s), property(u"unused"_s, u"text"_s)});
    QCOMPARE(problemOf([&](Draft &draft) {
                 for (const auto &key : {u"r1"_s, u"r2"_s})
                     QVERIFY(draft.addElement(u"report"_s, key, m_current, {}));
                 QVERIFY(draft.setProperty(m_checkout, m_current, u"seats"_s, 3));
             }),
             QString());
    const auto erase = [&](QLatin1StringView recordKind, const QString &key) {
        return problemOf(
            [&](Draft &draft) { QVERIFY(draft.eraseRecord(m_model.record(recordKind, key)->id)); });
    };
    const QString kindStays = erase(metamodel::ownKindRecord, u"report"_s);
    QVERIFY2(kindStays.contains(u"2 elements use it: r1, r2"_s), qPrintable(kindStays));
    const QString propertyStays = erase(metamodel::ownPropertyRecord, u"seats"_s);
    QVERIFY2(propertyStays.contains(u"1 element uses it: checkout"_s), qPrintable(propertyStays));
    QCOMPARE(erase(metamodel::ownPropertyRecord, u"unused"_s), QString());
    const auto why = metamodel::whyInUse(m_model, *m_model.record(metamodel::ownKindRecord, u"report"_s));
    QVERIFY(why && why->message == kindStays);
    // With those that use it gone in the same edit, it may go.
    QCOMPARE(problemOf([&](Draft &draft) {
                 for (const auto &key : {u"r1"_s, u"r2"_s})
                     QVERIFY(draft.eraseElement(draft.model().element(key)->id));
                 QVERIFY(draft.eraseRecord(m_model.record(metamodel::ownKindRecord, u"report"_s)->id));
             }),
             QString());
}

void tst_OwnKinds::aNarrowerDefinitionTakesNothingAway()
{
    add({property(u"seats"_s, u"integer"_s)});
    QCOMPARE(
        problemOf([&](Draft &draft) { QVERIFY(draft.setProperty(m_checkout, m_current, u"seats"_s, 3)); }),
        QString());
    const auto &seats = *m_model.record(metamodel::ownPropertyRecord, u"seats"_s);
    Record narrower = seats;
    narrower.properties.insert(u"kinds"_s, QJsonArray{u"team"_s});
    const auto why = metamodel::whyNotReplace(m_model, seats, narrower);
    QVERIFY(why);
    QVERIFY(why->message.contains(u"checkout"_s));
    narrower.properties.insert(u"kinds"_s, QJsonArray{u"team"_s, u"service"_s});
    QVERIFY(!metamodel::whyNotReplace(m_model, seats, narrower));
}

void tst_OwnKinds::theTextTwinHasThem()
{
    add({kind(u"data-product"_s, {{u"title"_s, u"data product"_s}, {u"like"_s, u"service"_s}}),
         property(u"version"_s, u"text"_s, {{u"kinds"_s, QJsonArray{u"data-product"_s}}}),
         property(u"support"_s, u"enum"_s, {{u"values"_s, values({u"yes"_s, u"1"_s})}})});
    QCOMPARE(problemOf([&](Draft &draft) {
                 const auto orders = draft.addElement(u"data-product"_s, u"orders"_s, m_current,
                                                      {{u"version"_s, u"1.10"_s}, {u"support"_s, u"yes"_s}});
                 QVERIFY(orders);
                 QVERIFY(draft.addRelation(u"dependsOn"_s, *orders, m_checkout, m_current));
             }),
             QString());
    QTemporaryDir folder;
    QVERIFY(exchange::exportTwin(m_model, metamodel::metamodelOf(m_model), folder.path()));
    QVERIFY(QFile::exists(folder.filePath(u"own-kinds/data-product.yaml"_s)));
    QVERIFY(QFile::exists(folder.filePath(u"own-properties/support.yaml"_s)));
    QVERIFY(QFile::exists(folder.filePath(u"elements/data-product/orders.yaml"_s)));
    // Into a project that knows nothing of them, and into the same one.
    for (const Model &base : {Model(), m_model}) {
        const auto read = exchange::readTwin(folder.path(), base, metamodel::Metamodel::builtin());
        QVERIFY2(read.draft, qPrintable(exchange::joined(read.errors).message));
        QCOMPARE(read.draft->model(), m_model);
        QVERIFY(metamodel::findProjectProblems(read.draft->model(), read.draft->change()).isEmpty());
    }
}

void tst_OwnKinds::aBrokenTwinIsRefusedByFile()
{
    add({kind(u"report"_s), property(u"seats"_s, u"integer"_s)});
    QTemporaryDir folder;
    QVERIFY(exchange::exportTwin(m_model, metamodel::metamodelOf(m_model), folder.path()));
    QFile file(folder.filePath(u"own-properties/seats.yaml"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("title: Seats\ntype: colour\n");
    file.close();
    const auto read = exchange::readTwin(folder.path(), {}, metamodel::Metamodel::builtin());
    QVERIFY(!read.draft);
    QVERIFY(read.errors.front().file.endsWith(u"own-properties/seats.yaml"_s));
    QVERIFY(read.errors.front().message.contains(u"colour"_s));
}

void tst_OwnKinds::aProjectWithABrokenDefinitionOpens()
{
    QTemporaryDir folder;
    const QString path = folder.filePath(u"p.gplan"_s);
    {
        auto made = store::Store::create(path); // no checks: as another program may write it
        QVERIFY(made);
        Draft draft((*made)->model());
        const auto plateau = addCurrent(draft);
        QVERIFY(draft.addElement(u"ship"_s, u"titanic"_s, plateau, {{u"seats"_s, u"many"_s}}));
        QVERIFY(draft.addRecord(kind(u"ship"_s, {{u"title"_s, u""_s}})));
        QVERIFY(draft.addRecord(property(u"seats"_s, u"integer"_s)));
        QVERIFY((*made)->commit(draft, u"made"_s));
    }
    store::Options options;
    options.validator = [](const Model &after, const Change &change) {
        return metamodel::findProjectProblems(after, change);
    };
    const auto opened = store::Store::open(path, options);
    QVERIFY(opened);
    const Model &model = (*opened)->model();
    QVERIFY(!metamodel::metamodelOf(model).kind(u"ship"_s));
    // Its check tells what is wrong.
    const auto found = (*opened)->verify();
    QVERIFY(
        std::ranges::any_of(found, [](const Error &e) { return e.message.contains(u"ownKind 'ship'"_s); }));
    // And it can be put right.
    Draft draft(model);
    Record right = *model.record(metamodel::ownKindRecord, u"ship"_s);
    right.properties.insert(u"title"_s, u"ship"_s);
    QVERIFY(draft.update(right));
    const auto element = model.element(u"titanic"_s)->id;
    QVERIFY(draft.setProperty(element, draft.model().rootPlateau(), u"seats"_s, 2435));
    const auto done = (*opened)->commit(draft, u"Right"_s);
    QVERIFY2(done, qPrintable(done ? QString() : done.error().message));
    QVERIFY((*opened)->verify().isEmpty());
}

void tst_OwnKinds::undoTakesADefinitionBack()
{
    QTemporaryDir folder;
    auto project = makeStore(folder.filePath(u"p.gplan"_s));
    QVERIFY(project);
    Draft draft(project->model());
    QVERIFY(draft.addRecord(kind(u"report"_s)));
    QVERIFY(project->commit(draft, u"Add kind report"_s));
    QVERIFY(metamodel::metamodelOf(project->model()).kind(u"report"_s));
    QVERIFY(project->undo());
    QVERIFY(!metamodel::metamodelOf(project->model()).kind(u"report"_s));
    QVERIFY(project->redo());
    QVERIFY(metamodel::metamodelOf(project->model()).kind(u"report"_s));
}

void tst_OwnKinds::durations()
{
    for (const auto &text :
         {u"30d"_s, u"30 d"_s, u"1h 30min"_s, u"0,5 h"_s, u"15 Minutes"_s, u"P30D"_s, u"PT8H"_s, u"200ms"_s})
        QVERIFY2(metamodel::isDuration(text), qPrintable(text));
    for (const auto &text : {u""_s, u"30"_s, u"soon"_s, u"P"_s, u"PT"_s, u"d30"_s, u"30 dogs"_s})
        QVERIFY2(!metamodel::isDuration(text), qPrintable(text));
}

void tst_OwnKinds::whoIsHit()
{
    Draft draft(m_model);
    const auto make = [&](const QString &kindName, const QString &key) {
        return draft.addElement(kindName, key, m_current, {}).value();
    };
    const auto relate = [&](ElementId from, const QString &relation, ElementId to) {
        QVERIFY(draft.addRelation(relation, from, to, m_current));
    };
    const auto queue = make(u"technology"_s, u"queue"_s);
    const auto orders = make(u"service"_s, u"orders"_s);
    const auto web = make(u"service"_s, u"web"_s);
    const auto ordersApi = make(u"api"_s, u"orders-api"_s);
    const auto team = make(u"team"_s, u"team"_s);
    relate(orders, u"uses"_s, queue);
    relate(orders, u"provides"_s, ordersApi);
    relate(web, u"dependsOn"_s, ordersApi);
    relate(orders, u"dependsOn"_s, web); // a loop
    relate(m_checkout, u"dependsOn"_s, web);
    relate(web, u"ownedBy"_s, team);
    const PlateauModel at(draft.model(), m_current);
    const auto keysOf = [](const QList<ElementState> &states) {
        QStringList keys;
        for (const auto &state : states)
            keys.append(state.key);
        return keys;
    };
    const auto impact = metamodel::impactOf(at, queue);
    QCOMPARE(keysOf(impact.direct), QStringList{u"orders"_s});
    QCOMPARE(keysOf(impact.transitive), (QStringList{u"checkout"_s, u"orders"_s, u"orders-api"_s, u"web"_s}));
    QCOMPARE(keysOf(impact.owners), QStringList{u"team"_s});
    QVERIFY(metamodel::impactOf(at, m_checkout).transitive.isEmpty());
    // Nobody is hit by itself.
    QVERIFY(!keysOf(metamodel::impactOf(at, web).transitive).contains(u"web"_s));
}

void tst_OwnKinds::theHistoryOfAnElement()
{
    QTemporaryDir folder;
    const QString path = folder.filePath(u"p.gplan"_s);
    auto project = makeStore(path);
    QVERIFY(project);
    PlateauId plateau;
    const auto commit = [&](const QString &label, auto edit) {
        Draft draft(project->model());
        edit(draft);
        QVERIFY(project->commit(draft, label));
    };
    ElementId a;
    ElementId b;
    RelationId relation;
    commit(u"two"_s, [&](Draft &d) {
        plateau = addCurrent(d);
        a = d.addElement(u"service"_s, u"a"_s, plateau, {}).value();
        b = d.addElement(u"service"_s, u"b"_s, plateau, {}).value();
    });
    commit(u"other"_s, [&](Draft &d) { QVERIFY(d.setProperty(b, plateau, u"tier"_s, 1)); });
    commit(u"related"_s, [&](Draft &d) { relation = d.addRelation(u"dependsOn"_s, a, b, plateau).value(); });
    commit(u"mine"_s, [&](Draft &d) { QVERIFY(d.setProperty(a, plateau, u"tier"_s, 2)); });
    QVERIFY(project->undo());
    const auto labelsOf = [&](ElementId id, const QList<RelationId> &relations, int limit) {
        QStringList labels;
        const auto found = store::historyOf(path, id, relations, limit);
        for (const auto &entry : found.value_or(QList<store::HistoryEntry>()))
            labels.append(entry.onPath ? entry.label : u"("_s + entry.label + u")"_s);
        return labels;
    };
    QCOMPARE(labelsOf(a, {relation}, 10), (QStringList{u"(mine)"_s, u"related"_s, u"two"_s}));
    QCOMPARE(labelsOf(a, {}, 10), (QStringList{u"(mine)"_s, u"two"_s}));
    QCOMPARE(labelsOf(b, {}, 10), (QStringList{u"other"_s, u"two"_s}));
    QCOMPARE(labelsOf(a, {relation}, 1), QStringList{u"(mine)"_s});
    const std::atomic_bool cancelled = true;
    QVERIFY(store::historyOf(path, a, {}, 10, &cancelled).value().isEmpty());
}

QTEST_GUILESS_MAIN(tst_OwnKinds)
#include "tst_ownkinds.moc"

// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "core/model/at.h"
#include "tests/support/randomedits.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace gp;

/// "The model at P" against a second writing of the rule that is as plain as its words in the design:
/// along the path from the root to P the nearest revision of a property wins, null unsets; an element exists
/// at P when its `since` lies on that path and no `until` of it does; a relation needs both of its ends as
/// well.
namespace reference {

/// Root first, P last.
QList<PlateauId> path(const Model &model, PlateauId plateau)
{
    QList<PlateauId> ids;
    while (plateau.isValid()) {
        ids.prepend(plateau);
        PlateauId parent;
        for (const Plateau &candidate : model.plateaus()) {
            if (candidate.id == plateau)
                parent = candidate.parent;
        }
        plateau = parent;
    }
    return ids;
}

/// Walks the path as time goes by: it comes into being, and it may end.
bool exists(const Lifetime &lifetime, const QList<PlateauId> &path)
{
    bool begun = false;
    bool ended = false;
    for (const PlateauId plateau : path) {
        begun = begun || plateau == lifetime.since;
        for (const PlateauId until : lifetime.until)
            ended = ended || plateau == until;
    }
    return begun && !ended;
}

/// Lays each revision over what was before it.
QMap<QString, QJsonValue> properties(const Revisions &revisions, const QList<PlateauId> &path)
{
    QMap<QString, QJsonValue> values;
    for (const PlateauId plateau : path) {
        const QVariantMap revision = revisions.value(plateau).toVariantMap();
        for (const QString &name : revision.keys()) {
            const QJsonValue value = revisions.value(plateau).value(name);
            if (value.isNull())
                values.remove(name);
            else
                values[name] = value;
        }
    }
    return values;
}

} // namespace reference

namespace {

QMap<QString, QJsonValue> asMap(const QJsonObject &object)
{
    QMap<QString, QJsonValue> map;
    for (auto it = object.begin(); it != object.end(); ++it)
        map.insert(it.key(), it.value());
    return map;
}

} // namespace

class tst_ModelAtPlateau : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void sameAsReference_data();
    void sameAsReference();
    void draftsKeepTheModelSound();
    void originOfProperties();

private:
    void compare(const Model &model, PlateauId plateau);
};

void tst_ModelAtPlateau::compare(const Model &model, PlateauId plateau)
{
    const PlateauModel at(model, plateau);
    const QList<PlateauId> path = reference::path(model, plateau);
    QSet<ElementId> alive;
    for (const Element &element : model.elements()) {
        const bool exists = reference::exists(element.lifetime, path);
        const std::optional<ElementState> state = stateAt(model, plateau, element.id);
        QCOMPARE(at.elements().contains(element.id), exists);
        QCOMPARE(state.has_value(), exists);
        if (!exists)
            continue;
        alive.insert(element.id);
        QVERIFY(*state == at.elements().value(element.id));
        QCOMPARE(asMap(state->properties), reference::properties(element.revisions, path));
        QCOMPARE(state->key, element.key);
        QCOMPARE(state->kind, element.kind);
    }
    QCOMPARE(at.elements().size(), alive.size());

    qsizetype relations = 0;
    for (const Relation &relation : model.relations()) {
        const bool exists = reference::exists(relation.lifetime, path) && alive.contains(relation.source) &&
                            alive.contains(relation.target);
        QCOMPARE(at.relations().contains(relation.id), exists);
        if (!exists)
            continue;
        ++relations;
        const RelationState state = at.relations().value(relation.id);
        QCOMPARE(asMap(state.properties), reference::properties(relation.revisions, path));
        QVERIFY(at.outgoing(relation.source, relation.kind).contains(state));
        QVERIFY(at.incoming(relation.target).contains(state));
    }
    QCOMPARE(at.relations().size(), relations);
    QVERIFY(at == PlateauModel(model, plateau)); // a pure function
}

void tst_ModelAtPlateau::sameAsReference_data()
{
    QTest::addColumn<int>("seed");
    for (int seed = 1; seed <= 8; ++seed)
        QTest::addRow("seed %d", seed) << seed;
}

void tst_ModelAtPlateau::sameAsReference()
{
    QFETCH(int, seed);
    test::RandomEdits random(static_cast<quint32>(seed));
    Model model;
    for (int i = 1; i <= test::editCount(500); ++i) {
        model = random.next(model).model();
        if (i % 25 != 0)
            continue;
        for (const Plateau &plateau : model.plateaus()) {
            compare(model, plateau.id);
            if (QTest::currentTestFailed())
                return;
        }
    }
    QVERIFY(model.plateaus().size() > 3);
}

void tst_ModelAtPlateau::draftsKeepTheModelSound()
{
    test::RandomEdits random(99);
    Model model;
    for (int i = 0; i < test::editCount(1500); ++i) {
        const Draft draft = random.next(model);
        const QList<Error> local = findProblems(draft.model(), draft.change());
        QVERIFY2(local.isEmpty(), local.isEmpty() ? "" : qPrintable(local.front().message));
        model = draft.model();
        if (i % 50 == 0) {
            const QList<Error> all = findProblems(model);
            QVERIFY2(all.isEmpty(), all.isEmpty() ? "" : qPrintable(all.front().message));
        }
    }
}

void tst_ModelAtPlateau::originOfProperties()
{
    test::RandomEdits random(4711);
    Model model;
    for (int i = 0; i < test::editCount(600); ++i)
        model = random.next(model).model();
    for (const Plateau &plateau : model.plateaus()) {
        QList<PlateauId> nearestFirst = reference::path(model, plateau.id);
        std::ranges::reverse(nearestFirst);
        for (const Element &element : model.elements()) {
            const QJsonObject effective = effectiveProperties(element.revisions, PlateauPath(nearestFirst));
            for (const QJsonObject &revision : element.revisions) {
                for (const QString &name : revision.keys()) {
                    const PlateauId origin =
                        propertyOrigin(element.revisions, PlateauPath(nearestFirst), name);
                    QCOMPARE(origin.isValid(), effective.contains(name));
                    if (origin.isValid())
                        QCOMPARE(element.revisions.value(origin).value(name), effective.value(name));
                }
            }
        }
    }
}

QTEST_GUILESS_MAIN(tst_ModelAtPlateau)
#include "tst_modelatplateau.moc"

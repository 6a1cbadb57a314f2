// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "core/store/content.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>
#include <cmath>

namespace gp::store {

namespace {

QString pointsJson(const QList<QPoint> &points)
{
    QJsonArray numbers;
    for (const QPoint &point : points) {
        numbers.append(point.x());
        numbers.append(point.y());
    }
    return QString::fromUtf8(QJsonDocument(numbers).toJson(QJsonDocument::Compact));
}

/// Writes a map whose entries are rows: those gone are deleted, those new or different are put.
template<typename Map, typename Put, typename Remove>
void syncMap(const Map &before, const Map &after, Put put, Remove remove)
{
    for (auto it = before.cbegin(); it != before.cend(); ++it) {
        if (!after.contains(it.key()))
            remove(it.key());
    }
    for (auto it = after.cbegin(); it != after.cend(); ++it) {
        const auto old = before.constFind(it.key());
        if (old == before.cend() || *old != *it)
            put(it.key(), *it);
    }
}

/// The same for a list, whose rows are named by their position.
template<typename Item, typename Put, typename Remove>
void syncList(const QList<Item> &before, const QList<Item> &after, Put put, Remove remove)
{
    for (qsizetype i = after.size(); i < before.size(); ++i)
        remove(static_cast<int>(i));
    for (qsizetype i = 0; i < after.size(); ++i) {
        if (i >= before.size() || before[i] != after[i])
            put(static_cast<int>(i), after[i]);
    }
}

/// The statements for what elements and relations have in common.
struct LifeStatements
{
    Prepared putRevision;
    Prepared removeRevision;
    Prepared putUntil;
    Prepared removeUntil;
    Prepared putSource;
    Prepared removeSource;
};

/// Half of a surrogate pair is no UTF-8: another letter stands for it in the file.
template<typename Value>
bool staysAsItIs(const Value &)
{
    return true;
}
bool staysAsItIs(const QString &text)
{
    return text.isValidUtf16();
}
/// JSON knows no infinity, and no zero with a sign.
bool staysAsItIs(double number)
{
    return std::isfinite(number) && !(number == 0 && std::signbit(number));
}
/// Nor is it read again when nested deeper than QJsonDocument goes.
bool staysAsItIs(const QJsonValue &value, int depth)
{
    constexpr int deepest = 1000;
    switch (value.type()) {
    case QJsonValue::String:
        return staysAsItIs(value.toString());
    case QJsonValue::Double:
        return staysAsItIs(value.toDouble());
    case QJsonValue::Array:
        for (const QJsonValue &item : value.toArray()) {
            if (depth > deepest || !staysAsItIs(item, depth + 1))
                return false;
        }
        return true;
    case QJsonValue::Object: {
        const QJsonObject object = value.toObject();
        for (auto it = object.begin(); it != object.end(); ++it) {
            if (depth > deepest || !staysAsItIs(it.key()) || !staysAsItIs(it.value(), depth + 1))
                return false;
        }
        return true;
    }
    default:
        return !value.isUndefined();
    }
}

template<typename IdType, typename Write>
void forEach(const Touched<IdType> &touched, Write write)
{
    for (const auto *ids : {&touched.removed, &touched.added, &touched.updated}) {
        for (const IdType id : *ids)
            write(id);
    }
}

} // namespace

struct Writer::Statements
{
    explicit Statements(SQLite::Database &db);

    void write(PlateauId id, const Plateau *after);
    void write(ElementId id, const Model &before, const Model &after);
    void write(RelationId id, const Model &before, const Model &after);
    void write(RecordId id, const Record *after);
    void write(ViewId id, const View &before, const View *after);

    /// Runs the statement and looks whether the texts can be read again as they are.
    template<typename... Values>
    void put(Prepared &statement, const Values &...values)
    {
        m_isExact = m_isExact && (... && staysAsItIs(values));
        statement.run(values...);
    }
    QString json(const QJsonObject &object);

    template<typename IdType>
    void syncLife(LifeStatements &life, IdType id, const Lifetime &was, const Lifetime &is,
                  const Revisions &wasSaid, const Revisions &saysNow);
    template<typename IdType>
    void syncSources(LifeStatements &life, IdType id, const Provenance &was, const Provenance &is);

    Prepared m_putPlateau, m_removePlateau, m_putElement, m_removeElement, m_putRelation, m_removeRelation,
        m_putRecord, m_removeRecord, m_putView, m_removeView, m_putPlacement, m_removePlacement, m_putRoute,
        m_removeRoute, m_putUnresolved, m_removeUnresolved;
    LifeStatements m_element;
    LifeStatements m_relation;
    bool m_isExact = true;
};

QString Writer::Statements::json(const QJsonObject &object)
{
    m_isExact = m_isExact && staysAsItIs(QJsonValue(object), 0);
    return QString::fromUtf8(QJsonDocument(object).toJson(QJsonDocument::Compact));
}

Writer::Statements::Statements(SQLite::Database &db)
    : m_putPlateau(
          db,
          "INSERT INTO plateau VALUES (?,?,?,?,?,?,?,?) ON CONFLICT (id) DO UPDATE SET key = excluded.key, "
          "name = excluded.name, description = excluded.description, kind = excluded.kind, "
          "parent_id = excluded.parent_id, position = excluded.position, date = excluded.date")
    , m_removePlateau(db, "DELETE FROM plateau WHERE id = ?")
    , m_putElement(db,
                   "INSERT INTO element VALUES (?,?,?,?) ON CONFLICT (id) DO UPDATE SET key = excluded.key, "
                   "kind = excluded.kind, since = excluded.since")
    , m_removeElement(db, "DELETE FROM element WHERE id = ?")
    , m_putRelation(
          db, "INSERT INTO relation VALUES (?,?,?,?,?) ON CONFLICT (id) DO UPDATE SET kind = excluded.kind, "
              "source = excluded.source, target = excluded.target, since = excluded.since")
    , m_removeRelation(db, "DELETE FROM relation WHERE id = ?")
    , m_putRecord(db,
                  "INSERT INTO record VALUES (?,?,?,?) ON CONFLICT (id) DO UPDATE SET kind = excluded.kind, "
                  "key = excluded.key, properties = excluded.properties")
    , m_removeRecord(db, "DELETE FROM record WHERE id = ?")
    , m_putView(db, "INSERT INTO view VALUES (?,?,?) ON CONFLICT (id) DO UPDATE SET key = excluded.key, "
                    "properties = excluded.properties")
    , m_removeView(db, "DELETE FROM view WHERE id = ?")
    , m_putPlacement(db,
                     "INSERT INTO placement VALUES (?,?,?,?) ON CONFLICT (view_id, element_id) DO UPDATE SET "
                     "x = excluded.x, y = excluded.y")
    , m_removePlacement(db, "DELETE FROM placement WHERE view_id = ? AND element_id = ?")
    , m_putRoute(db, "INSERT INTO route VALUES (?,?,?) ON CONFLICT (view_id, relation_id) DO UPDATE SET "
                     "points = excluded.points")
    , m_removeRoute(db, "DELETE FROM route WHERE view_id = ? AND relation_id = ?")
    , m_putUnresolved(
          db,
          "INSERT INTO element_unresolved VALUES (?,?,?,?,?,?,?,?,?,?) ON CONFLICT (element_id, position) "
          "DO UPDATE SET relation_kind = excluded.relation_kind, reference = excluded.reference, "
          "format = excluded.format, file = excluded.file, line = excluded.line, "
          "mechanism = excluded.mechanism, inferred = excluded.inferred, stated = excluded.stated")
    , m_removeUnresolved(db, "DELETE FROM element_unresolved WHERE element_id = ? AND position = ?")
    , m_element{{db, "INSERT INTO element_revision VALUES (?,?,?) ON CONFLICT (element_id, plateau_id) DO "
                     "UPDATE SET "
                     "properties = excluded.properties"},
                {db, "DELETE FROM element_revision WHERE element_id = ? AND plateau_id = ?"},
                {db, "INSERT INTO element_until VALUES (?,?)"},
                {db, "DELETE FROM element_until WHERE element_id = ? AND plateau_id = ?"},
                {db,
                 "INSERT INTO element_source VALUES (?,?,?,?,?,?,?,?) ON CONFLICT (element_id, position) DO "
                 "UPDATE SET "
                 "format = excluded.format, file = excluded.file, line = excluded.line, "
                 "mechanism = excluded.mechanism, inferred = excluded.inferred, stated = excluded.stated"},
                {db, "DELETE FROM element_source WHERE element_id = ? AND position = ?"}}
    , m_relation{
          {db,
           "INSERT INTO relation_revision VALUES (?,?,?) ON CONFLICT (relation_id, plateau_id) DO UPDATE SET "
           "properties = excluded.properties"},
          {db, "DELETE FROM relation_revision WHERE relation_id = ? AND plateau_id = ?"},
          {db, "INSERT INTO relation_until VALUES (?,?)"},
          {db, "DELETE FROM relation_until WHERE relation_id = ? AND plateau_id = ?"},
          {db, "INSERT INTO relation_source VALUES (?,?,?,?,?,?,?,?) ON CONFLICT (relation_id, position) DO "
               "UPDATE "
               "SET format = excluded.format, file = excluded.file, line = excluded.line, "
               "mechanism = excluded.mechanism, inferred = excluded.inferred, stated = excluded.stated"},
          {db, "DELETE FROM relation_source WHERE relation_id = ? AND position = ?"}}
{
}

void Writer::Statements::write(PlateauId id, const Plateau *after)
{
    if (!after) {
        m_removePlateau.run(id);
        return;
    }
    put(m_putPlateau, id, after->key, after->name, after->description, toString(after->kind),
        after->parent.isValid() ? std::optional(after->parent.value()) : std::nullopt, after->position,
        after->date.isValid() ? std::optional(after->date.toString(Qt::ISODate)) : std::nullopt);
}

template<typename IdType>
void Writer::Statements::syncLife(LifeStatements &life, IdType id, const Lifetime &was, const Lifetime &is,
                                  const Revisions &wasSaid, const Revisions &saysNow)
{
    for (const PlateauId plateau : was.until) {
        if (!is.until.contains(plateau))
            life.removeUntil.run(id, plateau);
    }
    for (const PlateauId plateau : is.until) {
        if (!was.until.contains(plateau))
            put(life.putUntil, id, plateau);
    }
    syncMap(
        wasSaid, saysNow,
        [&](PlateauId plateau, const QJsonObject &properties) {
            put(life.putRevision, id, plateau, json(properties));
        },
        [&](PlateauId plateau) { life.removeRevision.run(id, plateau); });
}

template<typename IdType>
void Writer::Statements::syncSources(LifeStatements &life, IdType id, const Provenance &was,
                                     const Provenance &is)
{
    syncList(
        was.sources, is.sources,
        [&](int position, const Source &source) {
            put(life.putSource, id, position, source.format, source.file, source.line, source.mechanism,
                source.inferred, json(source.stated));
        },
        [&](int position) { life.removeSource.run(id, position); });
}

void Writer::Statements::write(ElementId id, const Model &before, const Model &after)
{
    const Element *was = before.element(id);
    const Element *is = after.element(id);
    const Element none;
    const Provenance known = is ? after.provenance(id) : Provenance{};
    const Provenance knew = was ? before.provenance(id) : Provenance{};
    if (is &&
        (!was || was->key != is->key || was->kind != is->kind || was->lifetime.since != is->lifetime.since))
        put(m_putElement, id, is->key, is->kind, is->lifetime.since);
    const Element &from = was ? *was : none;
    const Element &to = is ? *is : none;
    syncLife(m_element, id, from.lifetime, to.lifetime, from.revisions, to.revisions);
    syncSources(m_element, id, knew, known);
    syncList(
        knew.unresolved, known.unresolved,
        [&](int position, const Unresolved &open) {
            put(m_putUnresolved, id, position, open.relationKind, open.reference, open.source.format,
                open.source.file, open.source.line, open.source.mechanism, open.source.inferred,
                json(open.source.stated));
        },
        [&](int position) { m_removeUnresolved.run(id, position); });
    if (!is)
        m_removeElement.run(id);
}

void Writer::Statements::write(RelationId id, const Model &before, const Model &after)
{
    const Relation *was = before.relation(id);
    const Relation *is = after.relation(id);
    const Relation none;
    if (is && (!was || was->kind != is->kind || was->source != is->source || was->target != is->target ||
               was->lifetime.since != is->lifetime.since))
        put(m_putRelation, id, is->kind, is->source, is->target, is->lifetime.since);
    const Relation &from = was ? *was : none;
    const Relation &to = is ? *is : none;
    syncLife(m_relation, id, from.lifetime, to.lifetime, from.revisions, to.revisions);
    syncSources(m_relation, id, was ? before.provenance(id) : Provenance{},
                is ? after.provenance(id) : Provenance{});
    if (!is)
        m_removeRelation.run(id);
}

void Writer::Statements::write(RecordId id, const Record *after)
{
    if (after)
        put(m_putRecord, id, after->kind, after->key, json(after->properties));
    else
        m_removeRecord.run(id);
}

void Writer::Statements::write(ViewId id, const View &before, const View *after)
{
    if (after)
        put(m_putView, id, after->key, json(after->properties));
    const View none;
    const View &to = after ? *after : none;
    syncMap(
        before.positions, to.positions,
        [&](ElementId element, QPoint at) { put(m_putPlacement, id, element, at.x(), at.y()); },
        [&](ElementId element) { m_removePlacement.run(id, element); });
    syncMap(
        before.routes, to.routes,
        [&](RelationId relation, const QList<QPoint> &points) {
            put(m_putRoute, id, relation, pointsJson(points));
        },
        [&](RelationId relation) { m_removeRoute.run(id, relation); });
    if (!after)
        m_removeView.run(id);
}

Writer::Writer(SQLite::Database &db)
    : m_statements(std::make_unique<Statements>(db))
{
}

Writer::~Writer() = default;

bool Writer::isExact() const
{
    return m_statements->m_isExact;
}

void Writer::write(const Model &before, const Model &after, const Change &change)
{
    Statements &to = *m_statements;
    to.m_isExact = true;
    forEach(change.plateaus, [&](PlateauId id) { to.write(id, after.plateau(id)); });
    forEach(change.elements, [&](ElementId id) { to.write(id, before, after); });
    forEach(change.relations, [&](RelationId id) { to.write(id, before, after); });
    forEach(change.records, [&](RecordId id) { to.write(id, after.record(id)); });
    forEach(change.views, [&](ViewId id) {
        const View *old = before.view(id);
        to.write(id, old ? *old : View{}, after.view(id));
    });
}

} // namespace gp::store

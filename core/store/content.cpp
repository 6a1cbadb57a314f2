// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "core/store/content.h"

#include <QCryptographicHash>
#include <QJsonDocument>

namespace gp::store {

namespace {

/// Puts one thing's old and new state side by side into the right set.
template<typename IdType, typename Thing>
void classify(Touched<IdType> &touched, IdType id, const Thing *before, const Thing *after,
              bool alsoChanged = false)
{
    if (!before && after)
        touched.added.insert(id);
    else if (before && !after)
        touched.removed.insert(id);
    else if (before && (alsoChanged || *before != *after))
        touched.updated.insert(id);
}

template<typename IdType, typename Map, typename AlsoChanged>
void compare(Touched<IdType> &touched, const Map &before, const Map &after, AlsoChanged alsoChanged)
{
    for (auto it = before.cbegin(); it != before.cend(); ++it) {
        const auto other = after.constFind(it.key());
        classify(touched, it.key(), &it.value(), other == after.cend() ? nullptr : &other.value(),
                 alsoChanged(it.key()));
    }
    for (auto it = after.cbegin(); it != after.cend(); ++it) {
        if (!before.contains(it.key()))
            touched.added.insert(it.key());
    }
}

/// Replaces the things with these ids by what `read` finds in the file. All of them leave before any comes
/// back, so that two may have swapped their keys.
template<typename IdType, typename Thing, typename Find, typename Read, typename Put>
void reread(Model &model, const std::set<qint64> &ids, Touched<IdType> &touched, Find find, Read read,
            Put put)
{
    struct Pair
    {
        IdType id;
        std::optional<Thing> before;
        std::optional<Thing> after;
    };
    std::vector<Pair> pairs;
    pairs.reserve(ids.size());
    for (const qint64 value : ids) {
        const IdType id(value);
        const auto *old = find(id);
        pairs.push_back({id, old ? std::optional<Thing>(*old) : std::nullopt, read(value)});
        if (old && !pairs.back().after)
            model.remove(id);
    }
    for (const Pair &pair : pairs) {
        if (pair.after)
            put(*pair.after);
        classify(touched, pair.id, pair.before ? &*pair.before : nullptr,
                 pair.after ? &*pair.after : nullptr);
    }
}

template<typename Things>
auto only(const Things &things) -> std::optional<std::remove_cvref_t<decltype(*things.begin())>>
{
    if (things.isEmpty())
        return std::nullopt;
    return *things.begin();
}

/// An element or relation with what is known about where it came from.
template<typename Thing>
struct Sourced
{
    Thing thing;
    Provenance provenance;
    friend bool operator==(const Sourced &, const Sourced &) = default;
};

template<typename Thing>
std::optional<Sourced<Thing>> sourced(const std::optional<Thing> &thing,
                                      const std::optional<Provenance> &provenance)
{
    if (!thing)
        return std::nullopt;
    return Sourced<Thing>{*thing, provenance.value_or(Provenance{})};
}

} // namespace

QString canonicalJson(const QJsonObject &object)
{
    return QString::fromUtf8(QJsonDocument(object).toJson(QJsonDocument::Compact));
}

Model readModel(SQLite::Database &db)
{
    Reader reader(db);
    Model model;
    for (const Plateau &plateau : reader.plateaus())
        model.put(plateau);
    const auto elements = reader.elements();
    for (const Element &element : elements)
        model.put(element);
    const auto relations = reader.relations();
    for (const Relation &relation : relations)
        model.put(relation);
    for (const Record &record : reader.records())
        model.put(record);
    const auto views = reader.views();
    for (const View &view : views)
        model.put(view);
    const auto elementProvenance = reader.elementProvenance();
    for (auto it = elementProvenance.cbegin(); it != elementProvenance.cend(); ++it)
        model.put(it.key(), it.value());
    const auto relationProvenance = reader.relationProvenance();
    for (auto it = relationProvenance.cbegin(); it != relationProvenance.cend(); ++it)
        model.put(it.key(), it.value());
    return model;
}

Change rereadInto(Model &model, SQLite::Database &db, const TouchedIds &touched)
{
    const auto ids = [&touched](Owner owner) -> const std::set<qint64> & {
        return touched[static_cast<std::size_t>(owner)];
    };
    Reader reader(db);
    Change change;
    reread<PlateauId, Plateau>(
        model, ids(Owner::Plateau), change.plateaus, [&](PlateauId id) { return model.plateau(id); },
        [&](qint64 id) { return only(reader.plateaus(id)); },
        [&](const Plateau &plateau) { model.put(plateau); });

    using SourcedElement = Sourced<Element>;
    std::optional<SourcedElement> oldElement;
    reread<ElementId, SourcedElement>(
        model, ids(Owner::Element), change.elements,
        [&](ElementId id) {
            const Element *element = model.element(id);
            oldElement =
                element ? std::optional(SourcedElement{*element, model.provenance(id)}) : std::nullopt;
            return oldElement ? &*oldElement : nullptr;
        },
        [&](qint64 id) { return sourced(only(reader.elements(id)), only(reader.elementProvenance(id))); },
        [&](const SourcedElement &now) {
            model.put(now.thing);
            model.put(now.thing.id, now.provenance);
        });

    using SourcedRelation = Sourced<Relation>;
    std::optional<SourcedRelation> oldRelation;
    reread<RelationId, SourcedRelation>(
        model, ids(Owner::Relation), change.relations,
        [&](RelationId id) {
            const Relation *relation = model.relation(id);
            oldRelation =
                relation ? std::optional(SourcedRelation{*relation, model.provenance(id)}) : std::nullopt;
            return oldRelation ? &*oldRelation : nullptr;
        },
        [&](qint64 id) { return sourced(only(reader.relations(id)), only(reader.relationProvenance(id))); },
        [&](const SourcedRelation &now) {
            model.put(now.thing);
            model.put(now.thing.id, now.provenance);
        });

    reread<RecordId, Record>(
        model, ids(Owner::Record), change.records, [&](RecordId id) { return model.record(id); },
        [&](qint64 id) { return only(reader.records(id)); },
        [&](const Record &record) { model.put(record); });
    reread<ViewId, View>(
        model, ids(Owner::View), change.views, [&](ViewId id) { return model.view(id); },
        [&](qint64 id) { return only(reader.views(id)); }, [&](const View &view) { model.put(view); });
    return change;
}

Change difference(const Model &before, const Model &after)
{
    const auto never = [](auto) { return false; };
    const auto sourcesDiffer = [&](auto id) { return before.provenance(id) != after.provenance(id); };
    Change change;
    compare(change.plateaus, before.plateaus(), after.plateaus(), never);
    compare(change.elements, before.elements(), after.elements(), sourcesDiffer);
    compare(change.relations, before.relations(), after.relations(), sourcesDiffer);
    compare(change.records, before.records(), after.records(), never);
    compare(change.views, before.views(), after.views(), never);
    return change;
}

QByteArray contentHash(SQLite::Database &db)
{
    QCryptographicHash hash(QCryptographicHash::Sha256);
    for (const ContentTable &table : contentTables) {
        hash.addData(QByteArrayView(table.name));
        const bool single = std::string_view(table.name).find('_') == std::string_view::npos &&
                            table.name != std::string_view("placement") &&
                            table.name != std::string_view("route");
        SQLite::Statement rows(db, std::string("SELECT * FROM ") + table.name + " ORDER BY " +
                                       (single ? "1" : "1, 2"));
        while (rows.executeStep()) {
            for (int column = 0; column < rows.getColumnCount(); ++column) {
                const SQLite::Column value = rows.getColumn(column);
                const char type = static_cast<char>('0' + value.getType());
                hash.addData(QByteArrayView(&type, 1));
                const char *text = value.getText("");
                hash.addData(QByteArrayView(text, value.getBytes()));
                hash.addData(QByteArrayView("\x1f", 1));
            }
        }
    }
    return hash.result();
}

} // namespace gp::store

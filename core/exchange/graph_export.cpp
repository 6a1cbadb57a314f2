// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "core/exchange/graph_export.h"

#include <QJsonArray>
#include <QJsonDocument>

using namespace Qt::StringLiterals;

namespace gp::exchange {

namespace {

/// The key of what an id means; a damaged project may refer to what is not there.
template<typename Thing, typename IdType>
QString keyOf(const Thing *thing, IdType id)
{
    return thing ? thing->key : u"#%1"_s.arg(id.value());
}

QJsonObject lifetimeJson(const Model &model, const Lifetime &lifetime)
{
    QStringList until;
    for (const PlateauId id : lifetime.until)
        until.append(keyOf(model.plateau(id), id));
    until.sort();
    return {{u"since"_s, keyOf(model.plateau(lifetime.since), lifetime.since)},
            {u"until"_s, QJsonArray::fromStringList(until)}};
}

QJsonObject revisionsJson(const Model &model, const Revisions &revisions)
{
    QJsonObject object;
    for (auto it = revisions.cbegin(); it != revisions.cend(); ++it)
        object.insert(keyOf(model.plateau(it.key()), it.key()), it.value());
    return object;
}

template<typename Thing>
QJsonArray sortedByKey(const QMap<QString, Thing> &things)
{
    QJsonArray array;
    for (const Thing &thing : things)
        array.append(thing);
    return array;
}

QJsonArray plateausJson(const Model &model)
{
    QJsonArray array;
    for (const Plateau &plateau : model.plateausInOrder()) {
        const Plateau *parent = model.plateau(plateau.parent);
        array.append(
            QJsonObject{{u"key"_s, plateau.key},
                        {u"name"_s, plateau.name},
                        {u"kind"_s, toString(plateau.kind)},
                        {u"parent"_s, parent ? QJsonValue(parent->key) : QJsonValue()},
                        {u"date"_s, plateau.date.isValid() ? QJsonValue(plateau.date.toString(Qt::ISODate))
                                                           : QJsonValue()},
                        {u"description"_s, plateau.description}});
    }
    return array;
}

QJsonObject viewJson(const Model &model, const View &view)
{
    QJsonObject positions;
    for (auto it = view.positions.cbegin(); it != view.positions.cend(); ++it)
        positions.insert(keyOf(model.element(it.key()), it.key()), QJsonArray{it->x(), it->y()});
    return {{u"key"_s, view.key}, {u"properties"_s, view.properties}, {u"positions"_s, positions}};
}

QString quoted(const QString &text)
{
    QString safe = text;
    safe.replace(u'\\', u"\\\\"_s).replace(u'"', u"\\\""_s).replace(u'\n', u' ').replace(u'\r', u' ');
    return u'"' + safe + u'"';
}

/// Elements sorted by key, so that neither ids nor hashes decide about the order.
QMap<QString, ElementState> chosen(const PlateauModel &at, const std::optional<QSet<ElementId>> &only)
{
    QMap<QString, ElementState> states;
    for (const ElementState &state : at.elements()) {
        if (!only || only->contains(state.id))
            states.insert(state.key, state);
    }
    return states;
}

QMap<QString, RelationState> chosenRelations(const PlateauModel &at,
                                             const QMap<QString, ElementState> &elements)
{
    QMap<QString, RelationState> relations;
    for (const RelationState &relation : at.relations()) {
        const QString source = at.element(relation.source)->key;
        const QString target = at.element(relation.target)->key;
        if (elements.contains(source) && elements.contains(target))
            relations.insert(relation.kind + u' ' + source + u' ' + target, relation);
    }
    return relations;
}

} // namespace

QByteArray toJson(const Model &model)
{
    QMap<QString, QJsonObject> elements;
    for (const Element &element : model.elements())
        elements.insert(element.key, {{u"id"_s, element.id.value()},
                                      {u"key"_s, element.key},
                                      {u"kind"_s, element.kind},
                                      {u"lifetime"_s, lifetimeJson(model, element.lifetime)},
                                      {u"revisions"_s, revisionsJson(model, element.revisions)}});
    QMap<QString, QJsonObject> relations;
    for (const Relation &relation : model.relations()) {
        const QString source = keyOf(model.element(relation.source), relation.source);
        const QString target = keyOf(model.element(relation.target), relation.target);
        relations.insert(relation.kind + u' ' + source + u' ' + target,
                         {{u"id"_s, relation.id.value()},
                          {u"kind"_s, relation.kind},
                          {u"source"_s, source},
                          {u"target"_s, target},
                          {u"lifetime"_s, lifetimeJson(model, relation.lifetime)},
                          {u"revisions"_s, revisionsJson(model, relation.revisions)}});
    }
    QMap<QString, QJsonObject> records;
    for (const Record &record : model.records())
        records.insert(record.kind + u'/' + record.key, {{u"id"_s, record.id.value()},
                                                         {u"kind"_s, record.kind},
                                                         {u"key"_s, record.key},
                                                         {u"properties"_s, record.properties}});
    QMap<QString, QJsonObject> views;
    for (const View &view : model.views())
        views.insert(view.key, viewJson(model, view));
    return QJsonDocument(QJsonObject{{u"plateaus"_s, plateausJson(model)},
                                     {u"elements"_s, sortedByKey(elements)},
                                     {u"relations"_s, sortedByKey(relations)},
                                     {u"records"_s, sortedByKey(records)},
                                     {u"views"_s, sortedByKey(views)}})
        .toJson();
}

QByteArray toJson(const Model &model, const PlateauModel &at, const std::optional<QSet<ElementId>> &only)
{
    const auto states = chosen(at, only);
    QJsonArray elements;
    for (const ElementState &state : states)
        elements.append(QJsonObject{{u"id"_s, state.id.value()},
                                    {u"key"_s, state.key},
                                    {u"kind"_s, state.kind},
                                    {u"properties"_s, state.properties}});
    QJsonArray relations;
    for (const RelationState &relation : chosenRelations(at, states))
        relations.append(QJsonObject{{u"id"_s, relation.id.value()},
                                     {u"kind"_s, relation.kind},
                                     {u"source"_s, at.element(relation.source)->key},
                                     {u"target"_s, at.element(relation.target)->key},
                                     {u"properties"_s, relation.properties}});
    const Plateau *plateau = model.plateau(at.plateau());
    return QJsonDocument(QJsonObject{{u"plateau"_s, plateau ? plateau->key : QString()},
                                     {u"elements"_s, elements},
                                     {u"relations"_s, relations}})
        .toJson();
}

QByteArray toDot(const PlateauModel &at, const std::optional<QSet<ElementId>> &only)
{
    const auto states = chosen(at, only);
    QMap<QString, QStringList> clusters; // domain key -> node lines
    for (const ElementState &state : states) {
        QString domain;
        for (const ElementState &group : at.targets(state.id, u"partOf"_s)) {
            if (group.kind == u"group" && domain.isEmpty())
                domain = group.key;
        }
        clusters[domain].append(
            u"%1 [label=%2, class=%3];"_s.arg(quoted(state.key), quoted(state.name()), quoted(state.kind)));
    }
    QString dot =
        u"digraph platform {\n  rankdir=LR;\n  node [shape=box, style=rounded, fontname=\"Inter\"];\n"_s;
    for (auto it = clusters.cbegin(); it != clusters.cend(); ++it) {
        const QString indent = it.key().isEmpty() ? u"  "_s : u"    "_s;
        if (!it.key().isEmpty())
            dot +=
                u"  subgraph %1 {\n    label=%2;\n"_s.arg(quoted(u"cluster_"_s + it.key()), quoted(it.key()));
        for (const QString &line : it.value())
            dot += indent + line + u'\n';
        if (!it.key().isEmpty())
            dot += u"  }\n"_s;
    }
    for (const RelationState &relation : chosenRelations(at, states))
        dot += u"  %1 -> %2 [class=%3];\n"_s.arg(quoted(at.element(relation.source)->key),
                                                 quoted(at.element(relation.target)->key),
                                                 quoted(relation.kind));
    return (dot + u"}\n"_s).toUtf8();
}

} // namespace gp::exchange

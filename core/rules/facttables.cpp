// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "core/rules/facttables.h"

#include "core/compare/gap.h"
#include "core/rules/controls.h"
#include "core/rules/factrows.h"

using namespace Qt::StringLiterals;

namespace gp::rules {

namespace {

using Table = store::FactBase::Table;

const QStringList &comparing()
{
    static const QStringList tables{u"gap"_s, u"baseline_elements"_s, u"baseline_relations"_s};
    return tables;
}

QList<QVariantList> baselineRows(const Model &model, PlateauId baseline, const QString &table)
{
    QList<QVariantList> rows;
    const PlateauModel at(model, baseline);
    if (table == "baseline_elements"_L1) {
        for (const ElementState &one : at.elements())
            rows.append({one.id.value(), one.key, one.kind, one.name(), compactJson(one.properties)});
    } else {
        for (const RelationState &one : at.relations())
            rows.append({one.id.value(), one.kind, one.source.value(), one.target.value(),
                         at.element(one.source)->key, at.element(one.target)->key,
                         compactJson(one.properties)});
    }
    return rows;
}

QList<QVariantList> gapRows(const Model &model, PlateauId from, PlateauId to)
{
    using compare::State;
    QList<QVariantList> rows;
    const compare::Gap gap = compare::gapBetween(model, from, to);
    const auto add = [&](const QVariantList &head, const QVariantList &tail, State state,
                         const QList<compare::FieldChange> &fields) {
        if (state == State::Kept)
            return;
        const QString change = state == State::Added     ? u"added"_s
                               : state == State::Changed ? u"changed"_s
                                                         : u"removed"_s;
        if (state != State::Changed) {
            rows.append(head + QVariantList{change, QVariant(), QVariant(), QVariant()} + tail);
            return;
        }
        for (const compare::FieldChange &field : fields) {
            if (!field.isRelation) // those are rows of their own
                rows.append(head +
                            QVariantList{change, field.property, cellOf(field.before), cellOf(field.after)} +
                            tail);
        }
    };
    for (const compare::ElementGap &one : gap.elements)
        add({u"element"_s, one.id.value(), one.key, one.kind}, {QVariant(), QVariant()}, one.state,
            one.fields);
    for (const compare::RelationGap &one : gap.relations)
        add({u"relation"_s, one.id.value(), QVariant(), one.kind}, {one.source.value(), one.target.value()},
            one.state, one.fields);
    return rows;
}

/// Columns in which two sets of rows differ; all of them where rows came or went.
void noteDifference(const QString &table, QList<QVariantList> before, QList<QVariantList> after,
                    FactTables::Reads &changed)
{
    const QStringList &columns = FactTables::columns()[table];
    if (before.size() != after.size()) {
        changed.insert({table, QString()});
        for (const QString &column : columns)
            changed.insert({table, column});
        return;
    }
    // Both come in the order of the elements or records; a different order only makes more columns differ.
    for (qsizetype row = 0; row < before.size(); ++row) {
        for (qsizetype column = 0; column < columns.size(); ++column) {
            if (before[row].value(column) != after[row].value(column))
                changed.insert({table, columns[column]});
        }
    }
}

QSet<qint64> idsIn(const QList<QVariantList> &rows, qsizetype column)
{
    QSet<qint64> ids;
    for (const QVariantList &row : rows)
        ids.insert(row.value(column).toLongLong());
    return ids;
}

template<typename Id>
void collect(const Touched<Id> &touched, QSet<qint64> &ids)
{
    for (const auto *set : {&touched.added, &touched.updated, &touched.removed}) {
        for (const Id id : *set)
            ids.insert(id.value());
    }
}

QSet<QString> namesOf(const QList<Table> &tables, const QSet<QString> &wanted)
{
    QSet<QString> names;
    for (const Table &table : tables) {
        if (wanted.contains(table.name))
            names.insert(table.name);
    }
    return names;
}

} // namespace

const QMap<QString, QStringList> &FactTables::columns()
{
    static const QMap<QString, QStringList> all = [] {
        QMap<QString, QStringList> columns;
        for (const auto *tables : {&tablesByElement(), &tablesByRelation(), &wholeTables()}) {
            for (const Table &table : *tables)
                columns.insert(table.name, table.columns);
        }
        return columns;
    }();
    return all;
}

QString FactTables::tableOf(const QString &kind)
{
    const QString table = tableOfKind(kind);
    return table.isEmpty() ? u"elements"_s : table;
}

FactTables::FactTables()
{
    (void)remake();
}

Result<void> FactTables::remake()
{
    auto made = store::FactBase::create(tablesByElement() + tablesByRelation() + wholeTables());
    if (!made)
        return std::unexpected(made.error());
    m_base = std::move(*made);
    return {};
}

Result<void> FactTables::load(const Model &model, const At &at, const Reads &wanted)
{
    m_at = at;
    m_wanted.clear();
    m_columns.clear();
    if (auto made = remake(); !made)
        return made;
    if (auto filled = want(model, wanted); !filled)
        return filled;
    return m_base->analyze();
}

Result<void> FactTables::want(const Model &model, const Reads &asked)
{
    QSet<QString> missing;
    // A column that leads over a relation is kept up by that relation's rows: when one goes, they tell whose
    // it was.
    Reads wanted = asked;
    for (const auto &[table, column] : asked) {
        if (column == "owner"_L1)
            wanted.insert({u"owned_by"_s, u"id"_s});
        else if (column == "golden_path"_L1)
            wanted.insert({u"follows"_s, u"id"_s});
    }
    for (const auto &[table, column] : wanted) {
        QSet<QString> &filled = m_columns[table];
        if (filled.isEmpty()) {
            for (const auto *tables : {&tablesByElement(), &tablesByRelation(), &wholeTables()}) {
                const auto it = std::ranges::find(*tables, table, &Table::name);
                if (it != tables->end())
                    filled = QSet<QString>(it->indexed.cbegin(), it->indexed.cend());
            }
        }
        if (!column.isEmpty() && !filled.contains(column)) {
            filled.insert(column);
            if (m_wanted.contains(table)) { // it was filled without
                if (auto cleared = m_base->clear(table); !cleared)
                    return cleared;
                m_wanted.remove(table);
            }
        }
        if (!m_wanted.contains(table))
            missing.insert(table);
    }
    if (missing.isEmpty())
        return {};
    const RowMaker maker(model, m_at.plateau, m_columns);
    Rows rows;
    if (const QSet<QString> names = namesOf(tablesByElement(), missing); !names.isEmpty()) {
        for (const Element &element : model.elements())
            maker.add(element, names, rows);
    }
    if (const QSet<QString> names = namesOf(tablesByRelation(), missing); !names.isEmpty()) {
        for (const Relation &relation : model.relations())
            maker.add(relation, names, rows);
    }
    for (const Table &table : wholeTables()) {
        if (missing.contains(table.name))
            rows.insert(table.name, wholeRows(model, table.name));
    }
    for (auto it = rows.cbegin(); it != rows.cend(); ++it) {
        if (auto added = m_base->add(it.key(), it.value()); !added)
            return added;
    }
    for (const QString &table : std::as_const(missing)) {
        if (auto indexed = m_base->index(table); !indexed)
            return indexed;
    }
    m_wanted.unite(missing);
    return {};
}

QList<QVariantList> FactTables::wholeRows(const Model &model, const QString &table) const
{
    if (table == "mandatory_controls"_L1) {
        QList<QVariantList> rows;
        for (const QString &id : m_at.mandatoryControls) {
            const CatalogueControl *control = ControlCatalogue::builtin().control(id);
            rows.append({id, control ? control->title : id, control ? control->key : id.toLower()});
        }
        return rows;
    }
    if (comparing().contains(table)) {
        if (!m_at.baseline.isValid() || !model.plateau(m_at.baseline))
            return {};
        return table == "gap"_L1 ? gapRows(model, m_at.baseline, m_at.plateau)
                                 : baselineRows(model, m_at.baseline, table);
    }
    return RowMaker(model, m_at.plateau, m_columns).whole(table);
}

Result<void> FactTables::replace(const QString &table, const QSet<qint64> &ids,
                                 const QList<QVariantList> &rows, Changed &changed)
{
    const auto before = m_base->take(table, ids);
    if (!before)
        return std::unexpected(before.error());
    if (before->isEmpty() && rows.isEmpty())
        return {};
    if (*before != rows) {
        noteDifference(table, *before, rows, changed.columns);
        changed.rows[table].unite(ids);
    }
    return m_base->add(table, rows);
}

Result<FactTables::Changed> FactTables::update(const Model &model, const Change &change)
{
    Changed changed;
    QSet<qint64> elements;
    QSet<qint64> relations;
    collect(change.elements, elements);
    collect(change.relations, relations);
    // Rows of elements tell who owns them, those of relations the keys of their ends.
    const QSet<QString> ofRelations = namesOf(tablesByRelation(), m_wanted);
    for (const qint64 id : std::as_const(elements)) {
        for (const QList<RelationId> &all : {model.outgoing(ElementId(id)), model.incoming(ElementId(id))}) {
            for (const RelationId relation : all)
                relations.insert(relation.value());
        }
    }
    // Of a relation that went its source is known from its row only.
    QStringList ids;
    for (const qint64 id : std::as_const(relations))
        ids.append(QString::number(id));
    for (const QString &table : ofRelations) {
        if (ids.isEmpty())
            break;
        const auto ends = m_base->run(u"SELECT source FROM %1 WHERE id IN (%2)"_s.arg(table, ids.join(u',')));
        if (!ends)
            return std::unexpected(ends.error());
        elements.unite(idsIn(ends->rows, 0));
    }
    for (const qint64 id : std::as_const(relations)) {
        if (const Relation *relation = model.relation(RelationId(id)))
            elements.insert(relation->source.value());
    }

    const RowMaker maker(model, m_at.plateau, m_columns);
    Rows rows;
    const QSet<QString> ofElements = namesOf(tablesByElement(), m_wanted);
    QList<qint64> sorted(elements.cbegin(), elements.cend());
    std::ranges::sort(sorted);
    for (const qint64 id : std::as_const(sorted)) {
        if (const Element *element = model.element(ElementId(id)))
            maker.add(*element, ofElements, rows);
    }
    sorted = QList<qint64>(relations.cbegin(), relations.cend());
    std::ranges::sort(sorted);
    for (const qint64 id : std::as_const(sorted)) {
        if (const Relation *relation = model.relation(RelationId(id)))
            maker.add(*relation, ofRelations, rows);
    }
    for (const QString &table : ofElements) {
        if (auto done =
                elements.isEmpty() ? Result<void>() : replace(table, elements, rows.value(table), changed);
            !done)
            return std::unexpected(done.error());
    }
    for (const QString &table : ofRelations) {
        if (auto done =
                relations.isEmpty() ? Result<void>() : replace(table, relations, rows.value(table), changed);
            !done)
            return std::unexpected(done.error());
    }
    for (const Table &table : wholeTables()) {
        if (!m_wanted.contains(table.name))
            continue;
        const auto before = m_base->run(u"SELECT * FROM "_s + table.name, {0, -1});
        if (!before)
            return std::unexpected(before.error());
        const QList<QVariantList> after = wholeRows(model, table.name);
        if (before->rows == after)
            continue;
        noteDifference(table.name, before->rows, after, changed.columns);
        if (auto done = m_base->clear(table.name).and_then([&] { return m_base->add(table.name, after); });
            !done)
            return std::unexpected(done.error());
    }
    return changed;
}

} // namespace gp::rules

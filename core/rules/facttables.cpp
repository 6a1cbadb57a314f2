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
void noteDifference(const QString &table, const store::CellRows &before, const store::CellRows &after,
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
            if (!before.isSame(row, column, after, row))
                changed.insert({table, columns[column]});
        }
    }
}

template<typename Id>
void collect(const Touched<Id> &touched, QSet<qint64> &ids)
{
    for (const auto *set : {&touched.added, &touched.updated, &touched.removed}) {
        for (const Id id : *set)
            ids.insert(id.value());
    }
}

QSet<QString> keysOf(const Columns &columns)
{
    return QSet<QString>(columns.keyBegin(), columns.keyEnd());
}

/// In their order, so that rows made of the model before and of the one after can be compared.
template<typename Id>
QList<Id> sorted(const QSet<qint64> &ids)
{
    QList<qint64> values(ids.cbegin(), ids.cend());
    std::ranges::sort(values);
    QList<Id> sorted;
    for (const qint64 value : std::as_const(values))
        sorted.append(Id(value));
    return sorted;
}

/// What a change touches: rows of elements tell whose they are, those of relations the keys of their ends.
struct Affected
{
    QSet<qint64> elements;
    QSet<qint64> relations;

    explicit Affected(const Change &change)
    {
        collect(change.elements, elements);
        collect(change.relations, relations);
    }

    /// Asked of the model before and of the one after.
    void spread(const Model &model, const Change &change)
    {
        QSet<qint64> named;
        collect(change.elements, named);
        for (const qint64 id : std::as_const(named)) {
            for (const QList<RelationId> &all :
                 {model.outgoing(ElementId(id)), model.incoming(ElementId(id))}) {
                for (const RelationId relation : all)
                    relations.insert(relation.value());
            }
        }
        for (const qint64 id : std::as_const(relations)) {
            if (const Relation *relation = model.relation(RelationId(id)))
                elements.insert(relation->source.value());
        }
    }

    [[nodiscard]] Rows rows(const Model &model, const RowMaker &maker, const QSet<QString> &ofElements,
                            const QSet<QString> &ofRelations) const
    {
        Rows rows;
        for (const ElementId id : sorted<ElementId>(elements)) {
            if (const Element *element = model.element(id))
                maker.add(*element, ofElements, rows);
        }
        for (const RelationId id : sorted<RelationId>(relations)) {
            if (const Relation *relation = model.relation(id))
                maker.add(*relation, ofRelations, rows);
        }
        return rows;
    }
};

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

Columns FactTables::columnsFor(const Reads &wanted)
{
    Columns found;
    for (const auto &[table, column] : wanted) {
        if (!columns().contains(table)) // json_each and the like
            continue;
        QSet<QString> &filled = found[table];
        if (filled.isEmpty()) {
            for (const auto *tables : {&tablesByElement(), &tablesByRelation(), &wholeTables()}) {
                const auto it = std::ranges::find(*tables, table, &Table::name);
                if (it != tables->end())
                    filled = QSet<QString>(it->indexed.cbegin(), it->indexed.cend());
            }
        }
        if (!column.isEmpty())
            filled.insert(column);
    }
    return found;
}

Rows FactTables::rowsByElement(const Model &model, PlateauId plateau, const Columns &columns)
{
    Rows rows;
    const RowMaker maker(model, plateau, columns);
    const QSet<QString> names = namesOf(tablesByElement(), keysOf(columns));
    if (!names.isEmpty()) {
        for (const Element &element : model.elements())
            maker.add(element, names, rows);
    }
    return rows;
}

Rows FactTables::rowsByRelation(const Model &model, PlateauId plateau, const Columns &columns)
{
    Rows rows;
    const RowMaker maker(model, plateau, columns);
    const QSet<QString> names = namesOf(tablesByRelation(), keysOf(columns));
    if (!names.isEmpty()) {
        for (const Relation &relation : model.relations())
            maker.add(relation, names, rows);
    }
    return rows;
}

Result<void> FactTables::load(const Model &model, const At &at, const Reads &wanted, const Rows &made)
{
    m_model = model;
    m_at = at;
    m_wanted.clear();
    m_columns.clear();
    if (auto remade = remake(); !remade)
        return remade;
    return note(wanted)
        .and_then([&](const QSet<QString> &missing) { return put(missing, made); })
        .and_then([&] { return m_base->analyze(); });
}

Result<void> FactTables::want(const Reads &wanted)
{
    return note(wanted).and_then([&](const QSet<QString> &missing) {
        Columns columns;
        for (const QString &table : missing)
            columns.insert(table, m_columns.value(table));
        Rows rows = rowsByElement(m_model, m_at.plateau, columns);
        rows.insert(rowsByRelation(m_model, m_at.plateau, columns));
        return put(missing, rows);
    });
}

Result<QSet<QString>> FactTables::note(const Reads &wanted)
{
    QSet<QString> missing;
    const Columns columns = columnsFor(wanted);
    for (auto it = columns.cbegin(); it != columns.cend(); ++it) {
        const QString &table = it.key();
        QSet<QString> &filled = m_columns[table];
        if (m_wanted.contains(table) && filled.contains(it.value()))
            continue;
        if (m_wanted.contains(table)) { // it was filled without some of them
            if (auto cleared = m_base->clear(table); !cleared)
                return std::unexpected(cleared.error());
            m_wanted.remove(table);
        }
        filled.unite(it.value());
        missing.insert(table);
    }
    return missing;
}

Result<void> FactTables::put(const QSet<QString> &tables, const Rows &made)
{
    for (const QString &table : tables) {
        const bool isWhole = std::ranges::contains(wholeTables(), table, &Table::name);
        const auto filled =
            m_base->add(table, isWhole ? wholeRows(m_model, table) : made.value(table)).and_then([&] {
                return m_base->index(table);
            });
        if (!filled)
            return filled;
        m_wanted.insert(table);
    }
    return {};
}

store::CellRows FactTables::wholeRows(const Model &model, const QString &table) const
{
    const auto made = [&](const QList<QVariantList> &rows) {
        return store::CellRows::from(columns()[table].size(), rows);
    };
    if (table == "mandatory_controls"_L1) {
        QList<QVariantList> rows;
        for (const QString &id : m_at.mandatoryControls) {
            const CatalogueControl *control = ControlCatalogue::builtin().control(id);
            rows.append({id, control ? control->title : id, control ? control->key : id.toLower()});
        }
        return made(rows);
    }
    if (comparing().contains(table)) {
        if (!m_at.baseline.isValid() || !model.plateau(m_at.baseline))
            return made({});
        return made(table == "gap"_L1 ? gapRows(model, m_at.baseline, m_at.plateau)
                                      : baselineRows(model, m_at.baseline, table));
    }
    return made(RowMaker(model, m_at.plateau, m_columns).whole(table));
}

QSet<QString> FactTables::wholeTouchedBy(const Model &model, const Change &change) const
{
    const bool touchesModel = !change.elements.isEmpty() || !change.relations.isEmpty();
    // Records name elements by key.
    const bool touchesKeys = !change.elements.added.empty() || !change.elements.removed.empty() ||
                             std::ranges::any_of(change.elements.updated, [&](ElementId id) {
                                 const Element *before = m_model.element(id);
                                 const Element *after = model.element(id);
                                 return !before || !after || before->key != after->key;
                             });
    const bool touchesSources = m_model.elementProvenance() != model.elementProvenance() ||
                                m_model.relationProvenance() != model.relationProvenance();
    QSet<QString> names;
    for (const Table &table : wholeTables()) {
        if (!m_wanted.contains(table.name))
            continue;
        const bool isSource = table.name == "sources"_L1 || table.name == "unresolved_references"_L1;
        const bool mayDiffer = comparing().contains(table.name) ? touchesModel
                               : isSource                       ? touchesSources
                                                                : touchesKeys || !change.records.isEmpty();
        if (mayDiffer)
            names.insert(table.name);
    }
    return names;
}

FactTables::Changed FactTables::difference(const Model &model, const Change &change)
{
    Changed changed;
    m_pending.clear();
    Affected affected(change);
    affected.spread(m_model, change);
    affected.spread(model, change);
    const QSet<QString> ofElements = namesOf(tablesByElement(), m_wanted);
    const QSet<QString> ofRelations = namesOf(tablesByRelation(), m_wanted);
    const Rows before =
        affected.rows(m_model, RowMaker(m_model, m_at.plateau, m_columns), ofElements, ofRelations);
    const Rows after =
        affected.rows(model, RowMaker(model, m_at.plateau, m_columns), ofElements, ofRelations);
    const auto note = [&](const QString &table, const QSet<qint64> &ids, const store::CellRows &was,
                          const store::CellRows &is) {
        if (was == is)
            return;
        noteDifference(table, was, is, changed.columns);
        changed.rows[table].unite(ids);
        m_pending.append({table, ids, is});
    };
    for (const QString &table : ofElements)
        note(table, affected.elements, before.value(table), after.value(table));
    for (const QString &table : ofRelations)
        note(table, affected.relations, before.value(table), after.value(table));
    for (const QString &table : wholeTouchedBy(model, change))
        note(table, {}, wholeRows(m_model, table), wholeRows(model, table));
    m_model = model;
    return changed;
}

Result<void> FactTables::apply()
{
    for (const Replacement &one : std::exchange(m_pending, {})) {
        const auto done =
            one.ids.isEmpty()
                ? m_base->clear(one.table).and_then([&] { return m_base->add(one.table, one.rows); })
                : m_base->replace(one.table, one.ids, one.rows);
        if (!done)
            return done;
    }
    return {};
}

} // namespace gp::rules

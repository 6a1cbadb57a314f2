// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "views/table/tabledata.h"

#include "core/diagram/selection.h"
#include "views/table/tabletext.h"

using namespace Qt::StringLiterals;

namespace gp::views {

namespace {

QList<TableColumn> columnsFor(const metamodel::Metamodel &metamodel, const QSet<QString> &kinds)
{
    using metamodel::PropertyType;
    QList<TableColumn> columns = {{TableColumn::sign.toString(),
                                   {},
                                   tr("What becomes of it between the two plateaus"),
                                   true,
                                   true,
                                   false},
                                  {u"name"_s, tr("Name"), {}, true, true, false},
                                  {TableColumn::key.toString(), tr("Key"),
                                   tr("What files, queries and commands call it"), true, true, false},
                                  {TableColumn::kind.toString(), tr("Kind"), {}, true, true, false}};
    for (const auto &kind : metamodel.kinds()) {
        if (!kinds.contains(kind.name))
            continue;
        for (const auto &property : kind.properties) {
            if (std::ranges::contains(columns, property.name, &TableColumn::name))
                continue;
            const bool isLong =
                property.type == PropertyType::Markdown || property.type == PropertyType::Table;
            const QString label =
                property.unit.isEmpty() ? property.label : u"%1 (%2)"_s.arg(property.label, property.unit);
            columns.append({property.name, label, property.help, !isLong, false,
                            property.type == PropertyType::Integer || property.type == PropertyType::Number});
        }
    }
    return columns;
}

/// Without the unit, which the column's title says.
QString cellText(const metamodel::Property &property, const QJsonValue &value, const Names &names)
{
    if (property.unit.isEmpty() || !value.isDouble())
        return names.textOf(property, value);
    auto plain = property;
    plain.unit.clear();
    return names.textOf(plain, value);
}

QHash<QString, QString> beforeTexts(const compare::ElementGap &gap, const metamodel::Kind *kind,
                                    const Names &names)
{
    QHash<QString, QString> before;
    if (gap.state != compare::State::Changed || !kind)
        return before;
    for (const auto &field : gap.fields) {
        const auto *property = field.isRelation ? nullptr : kind->property(field.property);
        if (property)
            before.insert(field.property, names.textOf(*property, field.before));
    }
    return before;
}

} // namespace

void fillTexts(TableRow &row, const QList<TableColumn> &columns, const metamodel::Metamodel &metamodel,
               const Names &names)
{
    const auto *kind = metamodel.kind(row.kind);
    row.texts.clear();
    row.texts.reserve(columns.size());
    for (const auto &column : columns) {
        if (column.name == TableColumn::sign) {
            row.texts.append(compare::signOf(row.state));
        } else if (column.name == TableColumn::key) {
            row.texts.append(row.key);
        } else if (column.name == TableColumn::kind) {
            row.texts.append(kind ? kind->label : row.kind);
        } else {
            const auto *property = kind ? kind->property(column.name) : nullptr;
            row.texts.append(property ? cellText(*property, row.properties.value(column.name), names)
                                      : QString());
        }
    }
    row.searched = row.texts.join(u'\n').toCaseFolded();
}

TableData makeTable(const TableSource &source)
{
    TableData data;
    data.isCompare = source.from.isValid();
    data.names = Names(source.model);
    const diagram::ViewRules rules(source.view);
    const PlateauModel now(source.model, source.plateau);
    const PlateauModel then = data.isCompare ? PlateauModel(source.model, source.from) : PlateauModel();
    const auto gap =
        data.isCompare ? compare::gapBetween(source.model, source.from, source.plateau) : compare::Gap();
    auto shown = diagram::select(now, rules).elements;
    if (data.isCompare)
        shown.unite(diagram::select(then, rules).elements);

    QSet<QString> kinds;
    for (const auto id : std::as_const(shown)) {
        const auto *state = now.element(id);
        if (!state)
            state = then.element(id);
        if (!state)
            continue;
        TableRow row{id, state->key, state->kind, compare::State::Kept, state->properties, {}, {}, {}};
        if (data.isCompare) {
            row.state = gap.stateOf(id);
            row.before = beforeTexts(gap.elements.value(id), source.metamodel.kind(row.kind), data.names);
        }
        kinds.insert(row.kind);
        data.rows.append(row);
    }
    data.columns = columnsFor(source.metamodel, kinds);
    QHash<QString, int> order;
    for (const auto &kind : source.metamodel.kinds())
        order.insert(kind.name, int(order.size()));
    for (auto &row : data.rows)
        fillTexts(row, data.columns, source.metamodel, data.names);
    std::ranges::sort(data.rows, [&](const TableRow &a, const TableRow &b) {
        const int byKind = order.value(a.kind, -1) - order.value(b.kind, -1);
        const int byName = byKind ? byKind : a.texts[1].compare(b.texts[1], Qt::CaseInsensitive);
        return byName ? byName < 0 : a.key < b.key;
    });
    for (const auto &row : std::as_const(data.rows)) {
        for (qsizetype i = 0; i < data.columns.size(); ++i)
            data.columns[i].isFilled = data.columns[i].isFilled || !row.texts[i].isEmpty();
    }
    return data;
}

} // namespace gp::views

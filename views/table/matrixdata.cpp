// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "views/table/matrixdata.h"

#include "core/diagram/selection.h"

using namespace Qt::StringLiterals;

namespace gp::views {

namespace {

bool allowsSome(const metamodel::Metamodel &metamodel, const metamodel::RelationKind &relation,
                const QString &source, const QString &target)
{
    if (!source.isEmpty() && !target.isEmpty())
        return relation.allows(source, target);
    return std::ranges::any_of(metamodel.kinds(), [&](const metamodel::Kind &kind) {
        if (source.isEmpty() && target.isEmpty())
            return true;
        return source.isEmpty() ? relation.allows(kind.name, target) : relation.allows(source, kind.name);
    });
}

/// The two plateaus of a compare as one; outside of one just the one.
struct Union
{
    PlateauModel now;
    PlateauModel then;
    compare::Gap gap;
    diagram::Selection shown;

    explicit Union(const TableSource &source)
        : now(source.model, source.plateau)
    {
        const diagram::ViewRules rules(source.view);
        shown = diagram::select(now, rules);
        if (!source.from.isValid())
            return;
        then = PlateauModel(source.model, source.from);
        gap = compare::gapBetween(source.model, source.from, source.plateau);
        const auto before = diagram::select(then, rules);
        shown.elements.unite(before.elements);
    }

    [[nodiscard]] const ElementState *element(ElementId id) const
    {
        const auto *state = now.element(id);
        return state ? state : then.element(id);
    }
    [[nodiscard]] QMap<RelationId, RelationState> relations() const
    {
        auto all = then.relations();
        all.insert(now.relations());
        return all;
    }
};

QList<MatrixEnd> endsOf(const Union &both, const QStringList &kinds, const QString &kind, bool isCompare)
{
    QList<MatrixEnd> ends;
    for (const auto id : both.shown.elements) {
        const auto *state = both.element(id);
        if (state && (kind.isEmpty() || state->kind == kind))
            ends.append(
                {id, state->kind, state->name(), isCompare ? both.gap.stateOf(id) : compare::State::Kept});
    }
    std::ranges::sort(ends, [&](const MatrixEnd &a, const MatrixEnd &b) {
        const auto byKind = kinds.indexOf(a.kind) - kinds.indexOf(b.kind);
        const int byName = a.name.compare(b.name, Qt::CaseInsensitive);
        return byKind != 0 ? byKind < 0 : byName != 0 ? byName < 0 : a.id < b.id;
    });
    return ends;
}

void count(QHash<QString, int> &counts, const Union &both, const QList<RelationState> &relations)
{
    for (const auto &relation : relations) {
        const QString source = both.element(relation.source)->kind;
        const QString target = both.element(relation.target)->kind;
        ++counts[MatrixChoice{source, target, relation.kind, false}.toText()];
        if (source != target)
            ++counts[MatrixChoice{target, source, relation.kind, true}.toText()];
    }
}

/// What the view has most of.
MatrixChoice best(const metamodel::Metamodel &metamodel, const MatrixData &data)
{
    MatrixChoice found;
    int most = -1;
    for (const auto &relation : metamodel.relationKinds()) {
        for (const auto &source : data.kinds) {
            for (const auto &target : data.kinds) {
                const MatrixChoice choice{source, target, relation.name, false};
                const int have = data.counts.value(choice.toText());
                if (relation.allows(source, target) && have > most) {
                    most = have;
                    found = choice;
                }
            }
        }
    }
    return found;
}

bool isPossible(const metamodel::Metamodel &metamodel, const MatrixData &data, const MatrixChoice &choice)
{
    const auto isKind = [&](const QString &kind) { return kind.isEmpty() || data.kinds.contains(kind); };
    const auto *relation = metamodel.relationKind(choice.relation);
    return relation && isKind(choice.rowKind) && isKind(choice.columnKind) &&
           (choice.isInverse ? allowsSome(metamodel, *relation, choice.columnKind, choice.rowKind)
                             : allowsSome(metamodel, *relation, choice.rowKind, choice.columnKind));
}

} // namespace

QString MatrixChoice::toText() const
{
    return QStringList{rowKind, columnKind, relation, isInverse ? u"<"_s : u">"_s}.join(u',');
}

MatrixChoice MatrixChoice::fromText(const QString &text)
{
    const auto parts = text.split(u',');
    return {parts.value(0), parts.value(1), parts.value(2), parts.value(3) == u"<"};
}

MatrixData makeMatrix(const TableSource &source, const MatrixChoice &choice)
{
    MatrixData data;
    data.isCompare = source.from.isValid();
    const Union both(source);
    QSet<QString> kinds;
    for (const auto id : both.shown.elements) {
        if (const auto *state = both.element(id))
            kinds.insert(state->kind);
    }
    for (const auto &kind : source.metamodel.kinds()) {
        if (kinds.contains(kind.name))
            data.kinds.append(kind.name);
    }
    QList<RelationState> relations = both.relations().values();
    relations.removeIf([&](const RelationState &relation) {
        return !both.shown.elements.contains(relation.source) ||
               !both.shown.elements.contains(relation.target);
    });
    count(data.counts, both, relations);
    data.choice = isPossible(source.metamodel, data, choice) ? choice : best(source.metamodel, data);
    if (data.choice.relation.isEmpty())
        return data;
    data.rows = endsOf(both, data.kinds, data.choice.rowKind, data.isCompare);
    data.columns = endsOf(both, data.kinds, data.choice.columnKind, data.isCompare);
    const auto fits = [&](ElementId id, const QString &kind) {
        return kind.isEmpty() || both.element(id)->kind == kind;
    };
    for (const auto &relation : std::as_const(relations)) {
        if (relation.kind != data.choice.relation)
            continue;
        const MatrixPlace place = data.choice.isInverse ? MatrixPlace(relation.target, relation.source)
                                                        : MatrixPlace(relation.source, relation.target);
        if (fits(place.first, data.choice.rowKind) && fits(place.second, data.choice.columnKind))
            data.cells.insert(
                place, {relation.id, data.isCompare ? both.gap.stateOf(relation.id) : compare::State::Kept});
    }
    return data;
}

QList<MatrixChoice> choicesBetween(const metamodel::Metamodel &metamodel, const QHash<QString, int> &counts,
                                   const QString &rowKind, const QString &columnKind)
{
    QList<MatrixChoice> choices;
    for (const auto &relation : metamodel.relationKinds()) {
        if (allowsSome(metamodel, relation, rowKind, columnKind))
            choices.append({rowKind, columnKind, relation.name, false});
        if (rowKind != columnKind && allowsSome(metamodel, relation, columnKind, rowKind))
            choices.append({rowKind, columnKind, relation.name, true});
    }
    std::ranges::stable_sort(choices, std::greater(),
                             [&](const MatrixChoice &choice) { return counts.value(choice.toText()); });
    return choices;
}

} // namespace gp::views

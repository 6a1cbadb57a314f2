// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "core/documents/change_rows.h"

#include "core/documents/rows.h"

#include <QJsonArray>

using namespace Qt::StringLiterals;

namespace gp::documents {

namespace {

/// A cell holds a sentence; a whole description or a table of stages stands in the model.
QString shortened(const QString &text)
{
    constexpr qsizetype longest = 110;
    const QString line = text.simplified();
    return line.size() > longest ? QString(line.first(longest - 1).trimmed() + u'…') : line;
}

QStringList namesIn(const Facts &facts, const QJsonValue &keys)
{
    QStringList names;
    for (const QJsonValue &key : keys.toArray())
        names.append(lastName(facts.model(), key.toString()));
    names.sort();
    return names;
}

/// What is in `these` and not in `those`.
QString onlyIn(const QStringList &these, const QStringList &those)
{
    QStringList only;
    for (const QString &name : these) {
        if (!those.contains(name))
            only.append(name);
    }
    return only.join(u", "_s);
}

/// A table of objectives as "availability 99.95 %, latency 99 %"; of other rows that have one, their names.
QString rowsText(const QJsonArray &rows)
{
    QStringList parts;
    for (const QJsonValue &row : rows) {
        QString part = text(row, u"name");
        if (row[u"objective"].isDouble())
            part += u' ' + number(row[u"objective"].toDouble()) + u" %"_s;
        if (!part.trimmed().isEmpty())
            parts.append(part.trimmed());
    }
    return parts.join(u", "_s);
}

QString sideText(const compare::FieldChange &field, const QJsonValue &value, const metamodel::Kind *kind)
{
    const QJsonArray rows = value.toArray();
    const QString told = !rows.isEmpty() && rows.first().isObject() ? rowsText(rows) : QString();
    return shortened(told.isEmpty() ? compare::fieldText(field, value, kind) : told);
}

bool isSet(const QJsonValue &value)
{
    return !value.isUndefined() && !value.isNull();
}

struct Alike
{
    qsizetype place = 0; ///< of the field
    QString field;
    QString before;
    QString after;

    friend auto operator<=>(const Alike &, const Alike &) = default;
};

Alike alikeOf(const Facts &facts, const compare::FieldChange &field, const QString &kindName)
{
    const metamodel::Kind *kind = facts.metamodel().kind(kindName);
    Alike alike;
    alike.field = compare::fieldLabel(field, facts.metamodel(), kindName);
    if (field.isRelation) {
        // Of a list of relations only what comes and what goes is of interest.
        const QStringList before = namesIn(facts, field.before);
        const QStringList after = namesIn(facts, field.after);
        alike.field = QString(alike.field.first(1).toUpper() + alike.field.sliced(1));
        alike.place = std::numeric_limits<qsizetype>::max();
        alike.before = onlyIn(before, after);
        alike.after = onlyIn(after, before);
    } else {
        const metamodel::Property *property = kind ? kind->property(field.property) : nullptr;
        alike.place = std::numeric_limits<qsizetype>::max() - 1;
        for (qsizetype i = 0; property && i < kind->properties.size(); ++i) {
            if (kind->properties.at(i).name == field.property)
                alike.place = i;
        }
        if (property && property->type == metamodel::PropertyType::Url && isSet(field.after)) {
            // The addresses themselves tell nobody anything in a table of changes.
            alike.before = isSet(field.before) ? u"stated"_s : u"not set"_s;
            alike.after = isSet(field.before) ? u"another address"_s : u"stated"_s;
            return alike;
        }
        alike.before = sideText(field, field.before, kind);
        alike.after = sideText(field, field.after, kind);
        if (alike.before == alike.after)
            alike.after = u"reworded"_s; // the difference is beyond what is shown of it
    }
    for (QString *side : {&alike.before, &alike.after}) {
        if (side->isEmpty())
            *side = u"–"_s;
    }
    return alike;
}

using Groups = QMap<Alike, QStringList>;

/// A field that changes in more ways than these is told element by element.
constexpr qsizetype mostGroups = 24;

/// The changes of a kind, those that are alike together.
Groups alikeIn(const Facts &facts, const compare::Gap &gap, const QString &kind)
{
    Groups alike;
    for (const compare::ElementGap &item : gap.items()) {
        if (item.kind != kind || item.state != compare::State::Changed)
            continue;
        for (const compare::FieldChange &field : item.fields)
            alike[alikeOf(facts, field, kind)].append(item.name);
    }
    return alike;
}

/// Calls back for each field with its first group, the one behind its last, and their number.
void forEachField(const Groups &groups,
                  const std::function<void(Groups::const_iterator, Groups::const_iterator, qsizetype)> &tell)
{
    for (auto it = groups.cbegin(); it != groups.cend();) {
        auto end = it;
        while (end != groups.cend() && end.key().field == it.key().field)
            ++end;
        tell(it, end, std::distance(it, end));
        it = end;
    }
}

QString namesOfIds(const compare::Gap &gap, const QList<ElementId> &ids)
{
    QStringList names;
    for (const ElementId id : ids)
        names.append(gap.elements.value(id).name);
    names.sort();
    return names.join(u", "_s);
}

QStringList namesWhere(const compare::Gap &gap,
                       const std::function<bool(const compare::ElementGap &)> &wanted)
{
    QStringList names;
    for (const compare::ElementGap &item : gap.items()) {
        if (wanted(item))
            names.append(item.name);
    }
    return names;
}

} // namespace

QVariantList countRows(const Facts &facts, const compare::Gap &gap)
{
    QMap<QString, compare::Counts> byKind;
    for (const compare::ElementGap &item : gap.elements) {
        compare::Counts &counts = byKind[item.kind];
        ++(item.state == compare::State::Added      ? counts.added
           : item.state == compare::State::Removed  ? counts.removed
           : item.state == compare::State::Replaced ? counts.replaced
           : item.state == compare::State::Changed  ? counts.changed
                                                    : counts.kept);
    }
    QVariantList rows;
    for (const metamodel::Kind &kind : facts.metamodel().kinds()) {
        const auto counts = byKind.constFind(kind.name);
        if (counts == byKind.constEnd())
            continue;
        const int stay = counts->kept + counts->changed;
        rows.append(QVariantHash{{u"kind"_s, kind.plural},
                                 {u"before"_s, QString::number(stay + counts->removed + counts->replaced)},
                                 {u"after"_s, QString::number(stay + counts->added)},
                                 {u"added"_s, QString::number(counts->added)},
                                 {u"removed"_s, QString::number(counts->removed)},
                                 {u"replaced"_s, QString::number(counts->replaced)},
                                 {u"changed"_s, QString::number(counts->changed)}});
    }
    return rows;
}

QVariantList replacedRows(const Facts &facts, const compare::Gap &gap, const QString &kind)
{
    QVariantList rows;
    for (const metamodel::Kind &known : facts.metamodel().kinds()) {
        if (!kind.isEmpty() && known.name != kind)
            continue;
        for (const compare::ElementGap &item : gap.items()) {
            if (item.kind == known.name && item.state == compare::State::Replaced)
                rows.append(QVariantHash{{u"kind"_s, known.label},
                                         {u"old"_s, item.name},
                                         {u"now"_s, namesOfIds(gap, item.replacedBy)}});
        }
    }
    return rows;
}

QStringList addedNames(const compare::Gap &gap, const QString &kind)
{
    return namesWhere(gap, [&](const compare::ElementGap &item) {
        return item.kind == kind && item.state == compare::State::Added && item.replaces.isEmpty();
    });
}

QStringList removedNames(const compare::Gap &gap, const QString &kind)
{
    return namesWhere(gap, [&](const compare::ElementGap &item) {
        return item.kind == kind && item.state == compare::State::Removed;
    });
}

QVariantList fieldRows(const Facts &facts, const compare::Gap &gap, const QString &kind)
{
    QVariantList rows;
    forEachField(alikeIn(facts, gap, kind), [&](auto begin, auto end, qsizetype groups) {
        for (auto it = begin; groups <= mostGroups && it != end; ++it)
            rows.append(QVariantHash{{u"field"_s, it == begin ? it.key().field : QString()},
                                     {u"before"_s, it.key().before},
                                     {u"after"_s, it.key().after},
                                     {u"count"_s, QString::number(it->size())},
                                     {u"elements"_s, it->join(u", "_s)}});
    });
    return rows;
}

QVariantList singleRows(const Facts &facts, const compare::Gap &gap, const QString &kind)
{
    QVariantList fields;
    forEachField(alikeIn(facts, gap, kind), [&](auto begin, auto end, qsizetype groups) {
        if (groups <= mostGroups)
            return;
        QMultiMap<QString, QVariantHash> byName; // two may have one name
        for (auto it = begin; it != end; ++it) {
            for (const QString &name : *it)
                byName.insert(
                    name, {{u"name"_s, name}, {u"before"_s, it.key().before}, {u"after"_s, it.key().after}});
        }
        QVariantList rows;
        for (const QVariantHash &row : std::as_const(byName))
            rows.append(row);
        fields.append(QVariantHash{{u"field"_s, begin.key().field}, {u"rows"_s, rows}});
    });
    return fields;
}

QString effortText(const Facts &facts, const QSet<QString> &plateauKeys)
{
    double days = 0;
    for (const Record &work : facts.model().recordsOfKind(u"workPackage"_s)) {
        if (plateauKeys.contains(text(work.properties, u"to_plateau")))
            days += work.properties.value(u"effort_days"_s).toDouble();
    }
    return days > 0 ? QString(number(days) + u' ' + unitFor(days, u"days"_s)) : QString();
}

QVariantList stepRows(const Facts &facts)
{
    QVariantList rows;
    const QList<Plateau> steps = stepsTo(facts, facts.plateau());
    for (qsizetype i = 0; i < steps.size(); ++i) {
        const Plateau &step = steps.at(i);
        const PlateauModel &at = facts.evaluatedAt(step.id).at;
        const compare::Counts counts =
            i == 0 ? compare::Counts() : facts.gap(steps.at(i - 1).id, step.id).elementCounts;
        const qsizetype packages =
            std::ranges::count_if(facts.model().recordsOfKind(u"workPackage"_s), [&](const Record &work) {
                return text(work.properties, u"to_plateau") == step.key;
            });
        const qsizetype onPath =
            std::ranges::count_if(at.ofKind(u"service"_s), [&](const ElementState &service) {
                return !at.outgoing(service.id, u"follows"_s).isEmpty();
            });
        const double cost = monthlyCost(at);
        rows.append(QVariantHash{
            {u"plateau"_s, facts.plateauName(step.id)},
            {u"date"_s, dateText(step)},
            {u"description"_s, facts.line(step.description)},
            {u"added"_s, i == 0 ? QString() : QString::number(counts.added)},
            {u"removed"_s, i == 0 ? QString() : QString::number(counts.removed + counts.replaced)},
            {u"changed"_s, i == 0 ? QString() : QString::number(counts.changed)},
            {u"packages"_s, i == 0 ? QString() : QString::number(packages)},
            {u"effort"_s, i == 0 ? QString() : effortText(facts, {step.key})},
            {u"cost"_s, cost > 0 ? facts.money(cost) : QString()},
            {u"on_path"_s, QString::number(onPath)}});
    }
    return rows;
}

} // namespace gp::documents

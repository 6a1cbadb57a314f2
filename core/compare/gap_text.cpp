// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "core/compare/gap.h"

#include <QJsonArray>

using namespace Qt::StringLiterals;

namespace gp::compare {

namespace {

QString countsLine(const Counts &counts)
{
    return u"+ %1 added  − %2 removed  → %3 replaced  ~ %4 changed  %5 kept"_s.arg(counts.added)
        .arg(counts.removed)
        .arg(counts.replaced)
        .arg(counts.changed)
        .arg(counts.kept);
}

QString namesOf(const Gap &gap, const QList<ElementId> &ids)
{
    QStringList names;
    for (const ElementId id : ids)
        names.append(gap.elements.value(id).key);
    names.sort();
    return names.join(u", "_s);
}

QString itemTitle(const Gap &gap, const ElementGap &item, const metamodel::Metamodel &metamodel)
{
    const metamodel::Kind *kind = metamodel.kind(item.kind);
    QString title = u"%1 %2 %3"_s.arg(signOf(item.state), kind ? kind->label : item.kind, item.key);
    if (!item.replacedBy.isEmpty())
        title += u" → "_s + namesOf(gap, item.replacedBy);
    if (!item.replaces.isEmpty())
        title += u" (replaces %1)"_s.arg(namesOf(gap, item.replaces));
    return title;
}

/// Stages and long texts are told by their first words only; the JSON has them whole.
QString shortened(const QString &text)
{
    constexpr qsizetype longest = 100;
    const QString line = text.simplified();
    return line.size() > longest ? line.first(longest - 1) + u'…' : line;
}

QJsonValue orNull(const QJsonValue &value)
{
    return value.isUndefined() ? QJsonValue(QJsonValue::Null) : value;
}

QJsonArray fieldsJson(const QList<FieldChange> &fields)
{
    QJsonArray array;
    for (const FieldChange &field : fields)
        array.append(QJsonObject{{u"field"_s, field.property},
                                 {u"relation"_s, field.isRelation},
                                 {u"before"_s, orNull(field.before)},
                                 {u"after"_s, orNull(field.after)}});
    return array;
}

QJsonArray keysJson(const Gap &gap, const QList<ElementId> &ids)
{
    QStringList keys;
    for (const ElementId id : ids)
        keys.append(gap.elements.value(id).key);
    keys.sort();
    return QJsonArray::fromStringList(keys);
}

QJsonObject countsJson(const Counts &counts)
{
    return {{u"added"_s, counts.added},
            {u"removed"_s, counts.removed},
            {u"changed"_s, counts.changed},
            {u"replaced"_s, counts.replaced},
            {u"kept"_s, counts.kept}};
}

QString escapeCell(QString text)
{
    return text.replace(u'\\', u"\\\\"_s)
        .replace(u'|', u"\\|"_s)
        .replace(u'<', u"&lt;"_s)
        .replace(u'`', u"\\`"_s);
}

} // namespace

QString fieldLabel(const FieldChange &field, const metamodel::Metamodel &metamodel, const QString &kindName)
{
    if (field.isRelation) {
        const metamodel::RelationKind *relation = metamodel.relationKind(field.property);
        return relation ? relation->label : field.property;
    }
    const metamodel::Kind *kind = metamodel.kind(kindName);
    const metamodel::Property *property = kind ? kind->property(field.property) : nullptr;
    return property ? property->label : field.property;
}

QString fieldText(const FieldChange &field, const QJsonValue &value, const metamodel::Kind *kind)
{
    if (value.isUndefined() || value.isNull())
        return u"not set"_s;
    const metamodel::Property *property =
        field.isRelation || !kind ? nullptr : kind->property(field.property);
    return metamodel::displayText(property ? *property : metamodel::Property{}, value);
}

QString toText(const Gap &gap, const GapTitles &titles, const metamodel::Metamodel &metamodel)
{
    QString text = u"%1 → %2\n"_s.arg(titles.from, titles.to);
    text += u"elements   %1\n"_s.arg(countsLine(gap.elementCounts));
    text += u"relations  %1\n"_s.arg(countsLine(gap.relationCounts));
    for (const ElementGap &item : gap.items()) {
        text += u'\n' + itemTitle(gap, item, metamodel) + u'\n';
        const metamodel::Kind *kind = metamodel.kind(item.kind);
        for (const FieldChange &field : item.fields)
            text += u"    %1: %2 → %3\n"_s.arg(fieldLabel(field, metamodel, item.kind),
                                               shortened(fieldText(field, field.before, kind)),
                                               shortened(fieldText(field, field.after, kind)));
    }
    return text;
}

QString toMarkdown(const Gap &gap, const GapTitles &titles, const metamodel::Metamodel &metamodel)
{
    QString text = u"# Gap: %1 → %2\n\n"_s.arg(titles.from, titles.to);
    text += u"| | added | removed | replaced | changed | kept |\n| --- | --: | --: | --: | --: | --: |\n"_s;
    for (const auto &[name, counts] :
         {std::pair(u"elements"_s, gap.elementCounts), {u"relations"_s, gap.relationCounts}})
        text += u"| %1 | %2 | %3 | %4 | %5 | %6 |\n"_s.arg(name)
                    .arg(counts.added)
                    .arg(counts.removed)
                    .arg(counts.replaced)
                    .arg(counts.changed)
                    .arg(counts.kept);
    for (const ElementGap &item : gap.items()) {
        text += u"\n## %1\n"_s.arg(escapeCell(itemTitle(gap, item, metamodel)));
        if (item.fields.isEmpty())
            continue;
        text +=
            u"\n| | %1 | %2 |\n| --- | --- | --- |\n"_s.arg(escapeCell(titles.from), escapeCell(titles.to));
        const metamodel::Kind *kind = metamodel.kind(item.kind);
        for (const FieldChange &field : item.fields)
            text += u"| %1 | %2 | %3 |\n"_s.arg(escapeCell(fieldLabel(field, metamodel, item.kind)),
                                                escapeCell(shortened(fieldText(field, field.before, kind))),
                                                escapeCell(shortened(fieldText(field, field.after, kind))));
    }
    return text;
}

QJsonObject toJson(const Gap &gap, const GapTitles &titles)
{
    QJsonArray elements;
    for (const ElementGap &item : gap.items())
        elements.append(QJsonObject{{u"key"_s, item.key},
                                    {u"kind"_s, item.kind},
                                    {u"name"_s, item.name},
                                    {u"state"_s, stateName(item.state)},
                                    {u"replaced_by"_s, keysJson(gap, item.replacedBy)},
                                    {u"replaces"_s, keysJson(gap, item.replaces)},
                                    {u"fields"_s, fieldsJson(item.fields)}});
    QList<RelationGap> changed;
    for (const RelationGap &relation : gap.relations) {
        if (relation.state != State::Kept)
            changed.append(relation);
    }
    const auto key = [&](ElementId id) { return gap.elements.value(id).key; };
    std::ranges::sort(changed, [&](const RelationGap &a, const RelationGap &b) {
        return std::make_tuple(a.state, a.kind, key(a.source), key(a.target)) <
               std::make_tuple(b.state, b.kind, key(b.source), key(b.target));
    });
    QJsonArray relations;
    for (const RelationGap &item : changed)
        relations.append(QJsonObject{{u"kind"_s, item.kind},
                                     {u"source"_s, key(item.source)},
                                     {u"target"_s, key(item.target)},
                                     {u"state"_s, stateName(item.state)},
                                     {u"fields"_s, fieldsJson(item.fields)}});
    return {{u"from"_s, titles.from},
            {u"to"_s, titles.to},
            {u"element_counts"_s, countsJson(gap.elementCounts)},
            {u"relation_counts"_s, countsJson(gap.relationCounts)},
            {u"elements"_s, elements},
            {u"relations"_s, relations}};
}

} // namespace gp::compare

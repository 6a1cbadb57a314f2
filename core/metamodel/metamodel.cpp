// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "core/metamodel/metamodel.h"

using namespace Qt::StringLiterals;

static void initResources()
{
    Q_INIT_RESOURCE(metamodel);
}

namespace gp::metamodel {

namespace {
template<typename List>
auto named(const List &list, const QString &name) -> const typename List::value_type *
{
    const auto it = std::ranges::find_if(list, [&](const auto &item) { return item.name == name; });
    return it == list.end() ? nullptr : &*it;
}
} // namespace

QString Property::labelOf(const QString &value) const
{
    for (const EnumValue &known : values) {
        if (known.value == value)
            return known.label;
    }
    return value;
}

const Property *Property::column(const QString &columnName) const
{
    return named(columns, columnName);
}

const Property *Kind::property(const QString &propertyName) const
{
    return named(properties, propertyName);
}

bool RelationKind::allows(const QString &source, const QString &target) const
{
    const auto covers = [](const QStringList &kinds, const QString &kind) {
        return kinds.contains(kind) || kinds.contains(u"any");
    };
    if (covers(from, source) && covers(to, target) && (!sameKind || source == target))
        return true;
    const auto isKind = [](const QString &named, const QString &kind) {
        return named == kind || named == u"any";
    };
    return std::ranges::any_of(
        also, [&](const auto &ends) { return isKind(ends.first, source) && isKind(ends.second, target); });
}

const Metamodel &Metamodel::builtin()
{
    static const Metamodel instance = [] {
        initResources();
        auto loaded = load(u":/metamodel"_s);
        if (!loaded)
            qFatal("built-in metamodel: %s", qUtf8Printable(loaded.error().text()));
        return *std::move(loaded);
    }();
    return instance;
}

const Kind *Metamodel::kind(const QString &name) const
{
    return named(m_kinds, name);
}

const RelationKind *Metamodel::relationKind(const QString &name) const
{
    return named(m_relations, name);
}

const Kind *Metamodel::recordKind(const QString &name) const
{
    return named(m_records, name);
}

QList<const RelationKind *> Metamodel::legalRelations(const QString &source, const QString &target) const
{
    QList<const RelationKind *> legal;
    for (const RelationKind &relation : m_relations) {
        if (relation.allows(source, target))
            legal.append(&relation);
    }
    return legal;
}

} // namespace gp::metamodel

// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "core/metamodel/viewtemplates.h"

#include "core/metamodel/yaml.h"

using namespace Qt::StringLiterals;

namespace gp::metamodel {

namespace {

/// A name of a list that the metamodel does not know; empty where it knows them all.
QString unknownIn(const QStringList &names, const auto &isKnown)
{
    const auto it = std::ranges::find_if_not(names, isKnown);
    return it == names.end() ? QString() : *it;
}

QStringList texts(const yaml::Value &list)
{
    QStringList read;
    for (const auto &item : list.items())
        read.append(item.text());
    return read;
}

QSet<QString> setOf(const QStringList &names)
{
    return {names.begin(), names.end()};
}

Result<ViewTemplate> readTemplate(const yaml::Value &item, const QString &file, const Metamodel &metamodel)
{
    const auto wrong = [&](const QString &message) {
        return std::unexpected(yaml::errorAt(item, file, message));
    };
    ViewTemplate read;
    read.name = item[u"name"].text();
    read.title = item[u"title"].text();
    read.help = item[u"help"].text();
    if (read.name.isEmpty() || read.title.isEmpty() || read.help.isEmpty())
        return wrong(u"a template for views needs name, title and help"_s);
    const QString asks = item[u"asks"].text();
    if (!asks.isEmpty() && asks != u"domain" && asks != u"element")
        return wrong(u"a template asks for a domain or an element, not for '%1'"_s.arg(asks));
    read.asks = asks == u"domain"    ? ViewTemplate::Asks::Domain
                : asks == u"element" ? ViewTemplate::Asks::Element
                                     : ViewTemplate::Asks::Nothing;
    const auto isRelation = [&](const QString &name) { return metamodel.relationKind(name) != nullptr; };
    const auto isKind = [&](const QString &name) { return metamodel.kind(name) != nullptr; };
    const yaml::Value view = item[u"view"];
    const QStringList through = texts(item[u"through"]);
    const QStringList into = texts(item[u"into"]);
    if (const auto name = unknownIn(through + into + texts(view[u"relations"]), isRelation); !name.isEmpty())
        return wrong(u"there is no relation '%1'"_s.arg(name));
    if (const auto name = unknownIn(texts(view[u"kinds"]), isKind); !name.isEmpty())
        return wrong(u"there is no kind '%1'"_s.arg(name));
    read.through = setOf(through);
    read.into = setOf(into);
    read.properties = view.toJson().toObject();
    const Kind *described = metamodel.recordKind(u"view"_s);
    for (auto it = read.properties.constBegin(); described && it != read.properties.constEnd(); ++it) {
        const Property *property = described->property(it.key());
        if (!property)
            return wrong(u"a view has no '%1'"_s.arg(it.key()));
        if (const auto problem = checkValue(*property, it.value(), nullptr))
            return wrong(u"'%1' %2"_s.arg(it.key(), *problem));
    }
    return read;
}

} // namespace

Result<QList<ViewTemplate>> loadViewTemplates(const QString &file, const Metamodel &metamodel)
{
    const auto root = yaml::readStrict(file);
    if (!root)
        return std::unexpected(root.error());
    QList<ViewTemplate> templates;
    for (const yaml::Value &item : (*root)[u"templates"].items()) {
        const auto read = readTemplate(item, file, metamodel);
        if (!read)
            return std::unexpected(read.error());
        templates.append(*read);
    }
    return templates;
}

const QList<ViewTemplate> &viewTemplates()
{
    static const QList<ViewTemplate> builtin = [] {
        // The built-in metamodel registers the resource that both are in.
        auto loaded = loadViewTemplates(u":/metamodel/views.yaml"_s, Metamodel::builtin());
        if (!loaded)
            qFatal("%s", qPrintable(loaded.error().text()));
        return *loaded;
    }();
    return builtin;
}

} // namespace gp::metamodel

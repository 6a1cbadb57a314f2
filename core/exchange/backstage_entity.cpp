// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "core/exchange/backstage_entity.h"

#include <QJsonArray>
#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace gp::exchange::backstage {

namespace {
/// One field that refers to entities: which relation it means and what a bare name in it stands for.
struct Field
{
    QStringView name;
    QStringView relationKind;
    QStringView defaultKind;
    bool reversed = false;
};

constexpr Field fields[] = {{u"owner", u"ownedBy", u"group"},
                            {u"system", u"partOf", u"system"},
                            {u"domain", u"partOf", u"domain"},
                            {u"subdomainOf", u"partOf", u"domain"},
                            {u"subcomponentOf", u"partOf", u"component"},
                            {u"memberOf", u"partOf", u"group"},
                            {u"parent", u"partOf", u"group"},
                            {u"children", u"partOf", u"group", true},
                            {u"members", u"partOf", u"user", true},
                            {u"providesApis", u"provides", u"api"},
                            {u"consumesApis", u"dependsOn", u"api"},
                            {u"dependsOn", u"dependsOn", u"component"},
                            {u"dependencyOf", u"dependsOn", u"component", true}};

/// Kinds, the element kind each becomes, and who has the plain key where several want it.
struct KindRule
{
    QString elementKind;
    int rank;
};

const QMap<QString, KindRule> &kindRules()
{
    static const QMap<QString, KindRule> rules{{u"component"_s, {u"service"_s, 0}},
                                               {u"group"_s, {u"team"_s, 20}},
                                               {u"resource"_s, {u"technology"_s, 30}},
                                               {u"system"_s, {u"group"_s, 40}},
                                               {u"domain"_s, {u"group"_s, 50}},
                                               {u"user"_s, {u"team"_s, 60}},
                                               {u"api"_s, {u"api"_s, 80}}};
    return rules;
}

/// Resources that keep data are run, owned, backed up and restored like services, and mean the same thing as
/// the workload of that name.
bool isDataStore(const Entity &entity)
{
    static const QRegularExpression type(
        u"(database|(^|[-_ ])db($|[-_ ])|cache|queue|topic|broker|bucket|blob|storage|store|redis|postgres|mysql|mongo|kafka)"_s,
        QRegularExpression::CaseInsensitiveOption);
    return entity.kind == u"resource"_s && type.match(entity.spec[u"type"].text()).hasMatch();
}

QString fullReference(const QString &written, QStringView defaultKind, const QString &defaultSpace)
{
    const QString text = written.trimmed().toLower();
    const qsizetype colon = text.indexOf(u':');
    const QString kind = colon < 0 ? defaultKind.toString() : text.first(colon);
    const QString rest = text.sliced(colon + 1);
    return kind + u':' + (rest.contains(u'/') ? rest : defaultSpace + u'/' + rest);
}

/// The text of a scalar, trimmed; nothing where it is a placeholder of a scaffolder template.
QString cleanText(const yaml::Value &value)
{
    const QString text = value.text().trimmed();
    return text.contains(u"${{"_s) ? QString() : text;
}

void put(QJsonObject &values, const QString &property, const QString &text)
{
    if (!text.isEmpty())
        values.insert(property, text);
}

QString repositoryOf(const yaml::Value &annotations)
{
    if (const QString slug = annotations[u"github.com/project-slug"].text(); !slug.isEmpty())
        return u"https://github.com/"_s + slug;
    if (const QString slug = annotations[u"gitlab.com/project-slug"].text(); !slug.isEmpty())
        return u"https://gitlab.com/"_s + slug;
    const QString location = annotations[u"backstage.io/source-location"].text();
    return location.startsWith(u"url:"_s) ? location.sliced(4) : QString();
}

QString teamTypeOf(const Entity &entity)
{
    if (entity.kind == u"user"_s)
        return u"person"_s;
    const QString type = entity.spec[u"type"].text().toLower();
    if (type.contains(u"organi"_s))
        return u"organisation"_s;
    return type.contains(u"department"_s) || type.contains(u"division"_s) ? u"department"_s : u"team"_s;
}

void stateComponent(const Entity &entity, QJsonObject &values, QJsonObject &guesses)
{
    const QString type = entity.spec[u"type"].text().toLower();
    if (type == u"website"_s || type == u"library"_s)
        values.insert(u"workload"_s, type);
    else if (type == u"service"_s)
        guesses.insert(u"workload"_s,
                       entity.spec[u"providesApis"].items().empty() ? u"web-service"_s : u"api"_s);
    else if (!type.isEmpty())
        guesses.insert(u"workload"_s, u"other"_s);
    put(values, u"lifecycle"_s, cleanText(entity.spec[u"lifecycle"]));
    put(values, u"repository"_s, repositoryOf(entity.metadata[u"annotations"]));
}

void stateByKind(const Entity &entity, QJsonObject &values, QJsonObject &guesses)
{
    const yaml::Value &spec = entity.spec;
    if (entity.kind == u"component"_s) {
        stateComponent(entity, values, guesses);
    } else if (isDataStore(entity)) {
        values.insert(u"workload"_s, u"data-store"_s);
    } else if (entity.kind == u"api"_s) {
        put(values, u"type"_s, cleanText(spec[u"type"]));
        put(values, u"lifecycle"_s, cleanText(spec[u"lifecycle"]));
    } else if (entity.kind == u"system"_s || entity.kind == u"domain"_s) {
        values.insert(u"type"_s, entity.kind);
    } else if (entity.kind == u"group"_s || entity.kind == u"user"_s) {
        values.insert(u"type"_s, teamTypeOf(entity));
        put(values, u"contact"_s, cleanText(spec[u"profile"][u"email"]));
    } else {
        const QString type = cleanText(spec[u"type"]);
        put(values, u"category"_s, entity.kind == u"resource"_s ? type : entity.writtenKind);
    }
}

QString deployedIn(const Entity &entity)
{
    return entity.metadata[u"annotations"][u"backstage.io/kubernetes-namespace"].text();
}

QList<yaml::Value> scalarsIn(const yaml::Value &value)
{
    QList<yaml::Value> scalars;
    if (value.isScalar())
        scalars.append(value);
    for (const yaml::Value &item : value.items()) {
        if (item.isScalar())
            scalars.append(item);
    }
    return scalars;
}
} // namespace

QString Entity::identity() const
{
    return (kind + u':' + space + u'/' + name).toLower();
}

bool isKnownKind(const QString &kind)
{
    return kindRules().contains(kind) || kind == u"location"_s || kind == u"template"_s;
}

Result<Entity> readEntity(const yaml::Value &root, const QString &file)
{
    static const QRegularExpression valid(u"^[A-Za-z0-9]([A-Za-z0-9._-]*[A-Za-z0-9])?$"_s);
    Entity entity;
    entity.writtenKind = root[u"kind"].text();
    entity.kind = entity.writtenKind.toLower();
    entity.metadata = root[u"metadata"];
    entity.spec = root[u"spec"];
    entity.name = entity.metadata[u"name"].text();
    entity.space = entity.metadata[u"namespace"].text();
    entity.line = root.line();
    entity.file = file;
    if (entity.space.isEmpty())
        entity.space = u"default"_s;
    if (entity.kind.isEmpty())
        return std::unexpected(yaml::errorAt(root, file, u"an entity without kind"_s));
    if (!valid.match(entity.name).hasMatch() || !valid.match(entity.space).hasMatch())
        return std::unexpected(yaml::errorAt(
            root, file,
            u"the name of this %1 is no entity name (a template that is to be filled in first?)"_s.arg(
                entity.writtenKind)));
    return entity;
}

Thing thingFor(const Entity &entity)
{
    const KindRule rule = kindRules().value(entity.kind, {u"technology"_s, 70});
    Thing thing{
        u"backstage"_s, entity.identity(), rule.elementKind, entity.name, entity.space, rule.rank, {}, {}};
    if (isDataStore(entity))
        thing.elementKind = u"service"_s;
    const bool isDefault = entity.space == u"default"_s;
    const QString sort = thing.elementKind == u"service"_s ? u"service"_s : entity.kind;
    // Components are commonly called after their API: it is the component that has the plain name, in any
    // order.
    if (isDefault && entity.kind != u"api"_s)
        thing.keys.append(toKey(entity.name));
    if (isDefault)
        thing.keys.append(keyFrom({sort, entity.name}));
    thing.keys.append(keyFrom({entity.kind, entity.space, entity.name}));
    thing.deployedIn = deployedIn(entity);
    return thing;
}

QJsonObject statedOf(const Entity &entity)
{
    QJsonObject values;
    QJsonObject guesses;
    put(values, u"name"_s, entity.name);
    put(values, u"name"_s, cleanText(entity.spec[u"profile"][u"displayName"]));
    put(values, u"name"_s, cleanText(entity.metadata[u"title"]));
    put(values, u"description"_s, cleanText(entity.metadata[u"description"]));
    QJsonArray tags;
    for (const yaml::Value &tag : scalarsIn(entity.metadata[u"tags"]))
        tags.append(tag.text());
    if (!tags.isEmpty())
        values.insert(u"tags"_s, tags);
    stateByKind(entity, values, guesses);
    QJsonObject stated{{u"values"_s, values}};
    if (!guesses.isEmpty())
        stated.insert(u"guesses"_s, guesses);
    put(stated, u"deployed_in"_s, deployedIn(entity));
    return stated;
}

QList<Reference> referencesOf(const Entity &entity)
{
    QList<Reference> references;
    for (const Field &field : fields) {
        const bool listsApis = field.name == u"providesApis" || field.name == u"consumesApis";
        for (const yaml::Value &written : scalarsIn(entity.spec[field.name])) {
            if (written.text().contains(u"${{"_s) || written.text().trimmed().isEmpty())
                continue;
            Reference reference;
            reference.identity = entity.identity();
            reference.relationKind = field.relationKind.toString();
            reference.target = fullReference(written.text(), field.defaultKind, entity.space.toLower());
            reference.reversed = field.reversed;
            reference.source = {u"backstage"_s,          entity.file, written.line(),
                                u"spec."_s + field.name, false,       {}};
            if (listsApis && !reference.target.startsWith(u"api:"_s)) {
                reference.remark = u"%1 of '%2' names a %3, '%4'; taken as a dependency on it"_s.arg(
                    field.name, entity.name, reference.target.section(u':', 0, 0), written.text());
                reference.relationKind = u"dependsOn"_s;
            }
            references.append(reference);
        }
    }
    return references;
}

Reference referenceFrom(const Dangling &dangling)
{
    const Unresolved &open = dangling.reference;
    const QString name = open.source.mechanism.section(u'.', 1);
    const auto field = std::ranges::find_if(fields, [&](const Field &f) { return f.name == name; });
    const bool reversed = field != std::ranges::end(fields) && field->reversed;
    return {dangling.identity, open.relationKind, open.reference, reversed, open.source, {}};
}

} // namespace gp::exchange::backstage

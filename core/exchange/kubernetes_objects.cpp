// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "core/exchange/kubernetes_objects.h"

#include <QDir>
#include <QJsonArray>

using namespace Qt::StringLiterals;

namespace gp::exchange::kubernetes {

namespace {
constexpr qsizetype longestSetting = 4096;

QString protocolOf(const yaml::Value &port)
{
    // By convention the name of a port begins with its protocol: grpc, http-web, tcp-redis.
    static const QMap<QString, QString> known{{u"grpc"_s, u"gRPC"_s},
                                              {u"http"_s, u"HTTP"_s},
                                              {u"http2"_s, u"HTTP/2"_s},
                                              {u"https"_s, u"HTTPS"_s},
                                              {u"amqp"_s, u"AMQP"_s},
                                              {u"mqtt"_s, u"MQTT"_s},
                                              {u"redis"_s, u"Redis"_s},
                                              {u"mongo"_s, u"MongoDB"_s},
                                              {u"mysql"_s, u"MySQL"_s},
                                              {u"postgres"_s, u"PostgreSQL"_s},
                                              {u"postgresql"_s, u"PostgreSQL"_s}};
    for (const QStringView field : {u"appProtocol", u"name"}) {
        const QStringList parts = port[field].text().toLower().split(u'-');
        for (const QString &part :
             parts.size() > 1 && parts.first() == u"tcp"_s ? parts.mid(1) : parts.mid(0, 1)) {
            if (known.contains(part))
                return known.value(part);
        }
    }
    return {};
}

/// Cloud providers each have their annotation for a load balancer that stays inside.
bool isInternalBalancer(const yaml::Value &annotations)
{
    return std::ranges::any_of(annotations.entries(), [](const yaml::Entry &entry) {
        const QString key = entry.key.text().toLower();
        const QString value = entry.value.text().toLower();
        return (key.contains(u"load-balancer-internal"_s) && value != u"false"_s) ||
               (key.contains(u"load-balancer-type"_s) && value == u"internal"_s) ||
               (key.contains(u"load-balancer-scheme"_s) && value == u"internal"_s);
    });
}

void addBackend(QList<Name> &services, const QString &space, const yaml::Value &name)
{
    // A host name in a virtual service: frontend, frontend.shop, frontend.shop.svc.cluster.local
    const QStringList labels = name.text().split(u'.', Qt::SkipEmptyParts);
    if (labels.isEmpty() || labels.first() == u"*"_s)
        return;
    services.append({labels.size() > 1 ? labels.at(1) : space, labels.first()});
}

void readIngress(const yaml::Value &spec, Entrance &entrance)
{
    const auto backend = [&](const yaml::Value &b) {
        addBackend(entrance.services, entrance.name.space, b[u"service"][u"name"]);
        addBackend(entrance.services, entrance.name.space, b[u"serviceName"]);
    };
    backend(spec[u"defaultBackend"]);
    backend(spec[u"backend"]);
    for (const yaml::Value &rule : spec[u"rules"].items()) {
        for (const yaml::Value &path : rule[u"http"][u"paths"].items())
            backend(path[u"backend"]);
    }
}

void readGatewayRoute(const yaml::Value &spec, Entrance &entrance)
{
    // A route whose parent is a Service steers traffic inside the mesh.
    const auto isGateway = [](const yaml::Value &p) {
        const QString kind = p[u"kind"].text();
        return kind.isEmpty() || kind == u"Gateway"_s;
    };
    if (std::ranges::none_of(spec[u"parentRefs"].items(), isGateway))
        return;
    for (const yaml::Value &rule : spec[u"rules"].items()) {
        for (const yaml::Value &backend : rule[u"backendRefs"].items()) {
            const QString space = backend[u"namespace"].text();
            entrance.services.append(
                {space.isEmpty() ? entrance.name.space : space, backend[u"name"].text()});
        }
    }
}

void readVirtualService(const yaml::Value &spec, Entrance &entrance)
{
    const auto isGateway = [](const yaml::Value &g) { return !g.text().isEmpty() && g.text() != u"mesh"_s; };
    if (std::ranges::none_of(spec[u"gateways"].items(), isGateway))
        return;
    for (const QStringView protocol : {u"http", u"tls", u"tcp"}) {
        for (const yaml::Value &rule : spec[protocol].items()) {
            for (const yaml::Value &route : rule[u"route"].items())
                addBackend(entrance.services, entrance.name.space, route[u"destination"][u"host"]);
        }
    }
}

QString describe(const QJsonObject &selector)
{
    const QJsonObject labels = selector.value(u"matchLabels").toObject();
    QStringList parts;
    for (auto it = labels.constBegin(); it != labels.constEnd(); ++it)
        parts.append(it.key() + u'=' + it.value().toString());
    return parts.isEmpty() ? u"all pods"_s : parts.join(u',');
}

QString describe(const QList<QJsonObject> &selectors)
{
    QStringList parts;
    for (const QJsonObject &selector : selectors)
        parts.append(describe(selector));
    parts.removeDuplicates();
    return parts.join(u", "_s);
}

QList<QJsonObject> peersOf(const yaml::Value &rules, QStringView field)
{
    QList<QJsonObject> peers;
    for (const yaml::Value &rule : rules.items()) {
        for (const yaml::Value &peer : rule[field].items()) {
            // Pods of another namespace or an address range name no workload of ours.
            if (peer[u"podSelector"].isMap() && !peer[u"namespaceSelector"].exists())
                peers.append(peer[u"podSelector"].toJson().toObject());
        }
    }
    return peers;
}

QString objectiveOf(const Policy &policy, const yaml::Value &spec)
{
    const bool empty = spec[u"ingress"].items().empty() && spec[u"egress"].items().empty();
    const QString pods = describe(policy.selector);
    if (empty)
        return u"Denies by default: nothing reaches or leaves %1 unless another policy allows it."_s.arg(
            pods);
    if (!policy.sources.isEmpty())
        return u"Lets only %1 reach %2."_s.arg(describe(policy.sources), pods);
    if (!policy.targets.isEmpty())
        return u"Lets %1 reach only %2."_s.arg(pods, describe(policy.targets));
    // A rule without peers lets everybody in (out).
    if (!spec[u"ingress"].items().empty())
        return u"Lets everybody reach %1."_s.arg(pods);
    return u"Lets %1 reach everything; says nothing of who reaches it."_s.arg(pods);
}
} // namespace

Name nameOf(const yaml::Value &object)
{
    const yaml::Value metadata = object[u"metadata"];
    return {metadata[u"namespace"].text(), metadata[u"name"].text()};
}

QJsonObject labelsIn(const yaml::Value &map)
{
    QJsonObject labels;
    for (const yaml::Entry &entry : map.entries())
        labels.insert(entry.key.text(), entry.value.text());
    return labels;
}

Service readService(const yaml::Value &object, const Place &place)
{
    Service service;
    service.name = nameOf(object);
    service.place = place;
    const yaml::Value spec = object[u"spec"];
    const QJsonObject labels = labelsIn(spec[u"selector"]);
    if (!labels.isEmpty())
        service.selector.insert(u"matchLabels"_s, labels);
    for (const yaml::Value &port : spec[u"ports"].items()) {
        const QString number = port[u"port"].text();
        service.ports.append(number);
        if (const QString protocol = protocolOf(port); !protocol.isEmpty())
            service.protocols.insert(number, protocol);
    }
    const QString type = spec[u"type"].text();
    service.external = type == u"LoadBalancer"_s && !isInternalBalancer(object[u"metadata"][u"annotations"]);
    service.nodePort = type == u"NodePort"_s;
    return service;
}

Entrance readEntrance(const yaml::Value &object, const Place &place)
{
    Entrance entrance{object[u"kind"].text(), nameOf(object), place, {}};
    const yaml::Value spec = object[u"spec"];
    if (entrance.sort == u"Ingress"_s)
        readIngress(spec, entrance);
    else if (entrance.sort == u"VirtualService"_s)
        readVirtualService(spec, entrance);
    else if (entrance.sort == u"Route"_s)
        addBackend(entrance.services, entrance.name.space, spec[u"to"][u"name"]);
    else
        readGatewayRoute(spec, entrance);
    return entrance;
}

Policy readPolicy(const yaml::Value &object, const Place &place)
{
    Policy policy;
    policy.name = nameOf(object);
    policy.place = place;
    const yaml::Value spec = object[u"spec"];
    policy.selector = spec[u"podSelector"].toJson().toObject();
    policy.sources = peersOf(spec[u"ingress"], u"from");
    policy.targets = peersOf(spec[u"egress"], u"to");
    policy.objective = objectiveOf(policy, spec);
    return policy;
}

bool isTestSample(const QString &path)
{
    static const QSet<QString> folders{u"samples"_s,  u"sample"_s,        u"test"_s,           u"tests"_s,
                                       u"testdata"_s, u".kyverno-test"_s, u".chainsaw-test"_s, u"skeleton"_s,
                                       u"e2e"_s,      u"__tests__"_s,     u"fixtures"_s};
    const QStringList parts = path.section(u'/', 1, -2).split(u'/');
    return std::ranges::any_of(parts, [&](const QString &part) { return folders.contains(part.toLower()); });
}

ConfigMap readConfigMap(const yaml::Value &object, const Place &place)
{
    ConfigMap map{nameOf(object), place, {}};
    for (const yaml::Entry &entry : object[u"data"].entries()) {
        if (entry.value.isScalar() && entry.value.text().size() <= longestSetting)
            map.data.insert(entry.key.text(), entry.value.text());
    }
    return map;
}

void readKustomization(const yaml::Value &object, const Place &place, Objects &objects)
{
    const QString folder = place.onDisk.section(u'/', 0, -2);
    const auto patch = [&](const yaml::Value &path) {
        if (path.isScalar() && !path.text().contains(u'\n'))
            objects.patchFiles.insert(QDir::cleanPath(folder + u'/' + path.text()));
    };
    for (const QStringView field : {u"patches", u"patchesJson6902"}) {
        for (const yaml::Value &entry : object[field].items())
            patch(entry[u"path"]);
    }
    for (const yaml::Value &entry : object[u"patchesStrategicMerge"].items())
        patch(entry);
    Kustomization kustomization{place, object[u"kind"].text() == u"Component"_s, {}};
    for (const QStringView field : {u"resources", u"bases", u"components"}) {
        for (const yaml::Value &used : object[field].items())
            kustomization.uses.append(QDir::cleanPath(folder + u'/' + used.text()));
    }
    objects.kustomizations.append(kustomization);
    for (const yaml::Value &generator : object[u"configMapGenerator"].items()) {
        ConfigMap map{{object[u"namespace"].text(), generator[u"name"].text()}, place, {}};
        for (const yaml::Value &literal : generator[u"literals"].items())
            map.data.insert(literal.text().section(u'=', 0, 0), literal.text().section(u'=', 1));
        objects.configMaps.append(map);
    }
}

bool selects(const QJsonObject &selector, const QJsonObject &labels)
{
    const QJsonObject wanted = selector.value(u"matchLabels").toObject();
    for (auto it = wanted.constBegin(); it != wanted.constEnd(); ++it) {
        if (labels.value(it.key()).toString() != it.value().toVariant().toString())
            return false;
    }
    const QJsonArray expressions = selector.value(u"matchExpressions").toArray();
    for (const QJsonValue &expression : expressions) {
        const QString op = expression[u"operator"].toString();
        const QJsonValue label = labels.value(expression[u"key"].toString());
        const bool listed = expression[u"values"].toArray().contains(label);
        const bool fits = op == u"In"_s       ? !label.isUndefined() && listed
                          : op == u"NotIn"_s  ? label.isUndefined() || !listed
                          : op == u"Exists"_s ? !label.isUndefined()
                                              : op == u"DoesNotExist"_s && label.isUndefined();
        if (!fits)
            return false;
    }
    return true;
}

} // namespace gp::exchange::kubernetes

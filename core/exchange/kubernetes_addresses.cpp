// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "core/exchange/kubernetes_resolve.h"

#include <QJsonArray>
#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace gp::exchange::kubernetes {

namespace {
constexpr int deepestExpansion = 5;

/// Replaces $(NAME) by the container's own variables, as the kubelet does.
QString expand(QString text, const QMap<QString, QString> &variables)
{
    static const QRegularExpression reference(u"\\$\\(([A-Za-z_][A-Za-z0-9_.-]*)\\)"_s);
    for (int depth = 0; depth < deepestExpansion && text.contains(u"$("_s) && text.size() < 16384; ++depth) {
        QString result;
        qsizetype end = 0;
        for (const auto &match : reference.globalMatch(text)) {
            result += QStringView(text).sliced(end, match.capturedStart() - end);
            result += variables.value(match.captured(1), match.captured(0));
            end = match.capturedEnd();
        }
        result += QStringView(text).sliced(end);
        if (result == text)
            break;
        text = result;
    }
    return text;
}

qsizetype commonFolders(const QString &a, const QString &b)
{
    const QStringList left = a.split(u'/');
    const QStringList right = b.split(u'/');
    const auto end = std::ranges::mismatch(left, right).in1;
    return std::distance(left.begin(), end);
}

/// The scheme of a URL as people write the protocol's name.
QString protocolOf(const QString &scheme)
{
    static const QMap<QString, QString> names{
        {u"http"_s, u"HTTP"_s},   {u"https"_s, u"HTTPS"_s},         {u"grpc"_s, u"gRPC"_s},
        {u"redis"_s, u"Redis"_s}, {u"rediss"_s, u"Redis"_s},        {u"amqp"_s, u"AMQP"_s},
        {u"amqps"_s, u"AMQP"_s},  {u"postgres"_s, u"PostgreSQL"_s}, {u"postgresql"_s, u"PostgreSQL"_s},
        {u"mysql"_s, u"MySQL"_s}, {u"mongodb"_s, u"MongoDB"_s},     {u"nats"_s, u"NATS"_s},
        {u"kafka"_s, u"Kafka"_s}, {u"mqtt"_s, u"MQTT"_s},           {u"ws"_s, u"WebSocket"_s}};
    return names.value(scheme);
}
} // namespace

/// The config map that a workload means; where several files define it, the one in the nearest folder.
const ConfigMap *Resolver::configMap(const QString &name, const Workload &user) const
{
    const ConfigMap *nearest = nullptr;
    for (const ConfigMap &map : std::as_const(m_objects.configMaps)) {
        if (map.name.name != name)
            continue;
        const QString &space = map.name.space;
        if (!space.isEmpty() && !user.name.space.isEmpty() && space != user.name.space)
            continue;
        const auto distance = [&](const ConfigMap &m) {
            return std::pair(-commonFolders(m.place.file, user.place.file), m.place.file);
        };
        if (!nearest || distance(map) < distance(*nearest))
            nearest = &map;
    }
    return nearest;
}

/// A container's variables with config maps looked up and references to each other replaced.
QList<Variable> Resolver::expanded(const Container &container, const Workload &user) const
{
    QList<Variable> variables;
    QMap<QString, QString> values;
    for (const Variable &variable : container.variables) {
        const ConfigMap *map = variable.configMap.isEmpty() ? nullptr : configMap(variable.configMap, user);
        if (variable.configMap.isEmpty()) {
            variables.append(variable);
        } else if (map && !variable.key.isEmpty()) {
            variables.append(variable);
            variables.last().value = map->data.value(variable.key);
        } else if (map) {
            for (auto it = map->data.cbegin(); it != map->data.cend(); ++it)
                variables.append(
                    {variable.name + it.key(), it.value(), variable.configMap, {}, variable.line});
        }
    }
    for (const Variable &variable : std::as_const(variables))
        values.insert(variable.name, variable.value);
    for (Variable &variable : variables)
        variable.value = expand(variable.value, values);
    return variables;
}

QList<Resolver::Use> Resolver::usesOf(const Workload &workload) const
{
    QList<Use> uses;
    for (const Container &container : workload.containers) {
        QMap<QString, QString> values;
        for (const Variable &variable : expanded(container, workload)) {
            values.insert(variable.name, variable.value);
            const QString mechanism = variable.configMap.isEmpty() ? u"env"_s
                                      : variable.key.isEmpty()     ? u"envFrom"_s
                                                                   : u"configMapKeyRef"_s;
            for (const HostReference &host : hostsInVariable(variable.name, variable.value))
                uses.append({host, variable.name, mechanism, {workload.place.file, variable.line}});
        }
        for (const Argument &argument : container.arguments) {
            for (const HostReference &host : hostsInArgument(expand(argument.text, values)))
                uses.append({host, u"args"_s, u"args"_s, {workload.place.file, argument.line}});
        }
    }
    return uses;
}

/// The Services that a host name means for a pod in `space`: name, name.namespace, pod.name,
/// pod.name.namespace, each also with .svc or .svc.cluster.local behind.
QList<const Service *> Resolver::servicesAt(const QString &host, const QString &space) const
{
    static const QRegularExpression suffix(u"\\.svc(\\..*)?$"_s);
    QString name = host;
    const QStringList labels = name.remove(suffix).split(u'.');
    if (labels.size() == 1)
        return servicesNamed(labels.first(), space);
    if (labels.size() > 3)
        return {};
    if (labels.size() == 2) {
        if (const auto found = servicesNamed(labels.at(0), labels.at(1)); !found.isEmpty())
            return found;
        return servicesNamed(labels.at(1), space);
    }
    return servicesNamed(labels.at(1), labels.at(2));
}

/// Whether a host can only be one of the cluster; a name with dots is somebody's on the internet.
bool Resolver::looksInternal(const QString &host) const
{
    const QStringList labels = host.split(u'.');
    if (labels.size() == 1 || labels.value(2) == u"svc"_s || labels.value(3) == u"svc"_s)
        return true;
    const auto isSpace = [&](const Workload &pod) { return pod.name.space == labels.at(1); };
    return labels.size() == 2 && std::ranges::any_of(m_pods, isSpace);
}

void Resolver::connect(const Workload &workload)
{
    for (const Use &use : usesOf(workload))
        connect(workload, use);
}

void Resolver::connect(const Workload &workload, const Use &use)
{
    const auto services = servicesAt(use.host.host, workload.name.space);
    QJsonObject stated{{u"via"_s, use.via}, {u"host"_s, use.host.text()}};
    if (!use.host.scheme.isEmpty())
        stated.insert(u"scheme"_s, use.host.scheme);
    Source source{u"kubernetes"_s, use.place.file, use.place.line, use.mechanism, false, stated};
    if (services.isEmpty()) {
        if (use.host.certain && looksInternal(use.host.host))
            m_graph.dangling.append({workload.identity, {u"dependsOn"_s, use.host.text(), source}});
        return;
    }
    QSet<QString> reached; // each workload once, however many renditions there are
    for (const Service *service : services) {
        QString protocol = protocolOf(use.host.scheme);
        if (protocol.isEmpty())
            protocol = service->protocols.value(use.host.port);
        for (const Target &target : workloadsOf(*service)) {
            if (reached.contains(target.identity))
                continue;
            reached.insert(target.identity);
            QJsonObject values{{u"via"_s, use.via}};
            if (target.isDataStore)
                values.insert(u"mode"_s, u"data"_s);
            if (!protocol.isEmpty())
                values.insert(u"protocol"_s, protocol);
            source.stated.insert(u"values"_s, values);
            m_graph.edges.append({u"dependsOn"_s, workload.identity, target.identity, source});
        }
    }
    source.stated = stated;
    if (reached.isEmpty() && use.host.certain)
        m_graph.dangling.append({workload.identity, {u"dependsOn"_s, use.host.text(), source}});
}

/// A reference that an earlier import left open, tried again.
void Resolver::reconnect(const Dangling &dangling)
{
    const Source &source = dangling.reference.source;
    const QString &text = dangling.reference.reference;
    const HostReference host{text.section(u':', 0, 0), text.section(u':', 1),
                             source.stated.value(u"scheme").toString(), true};
    for (const Workload &pod : std::as_const(m_pods)) {
        if (pod.identity == dangling.identity) {
            connect(
                pod,
                {host, source.stated.value(u"via").toString(), source.mechanism, {source.file, source.line}});
            return;
        }
    }
    m_graph.dangling.append(dangling);
}

} // namespace gp::exchange::kubernetes

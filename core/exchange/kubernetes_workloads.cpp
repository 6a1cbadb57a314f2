// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "core/exchange/kubernetes_objects.h"

#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace gp::exchange::kubernetes {

namespace {
yaml::Value podTemplate(const yaml::Value &object, const QString &kind)
{
    if (kind == u"Pod"_s)
        return object;
    if (kind == u"CronJob"_s)
        return object[u"spec"][u"jobTemplate"][u"spec"][u"template"];
    return object[u"spec"][u"template"];
}

/// Images of products that keep data; not of what stands beside them (exporters, consoles, operators).
bool isDataStoreImage(const QString &image)
{
    static const QSet<QString> stores{
        u"redis"_s,       u"valkey"_s,        u"postgres"_s,   u"postgresql"_s, u"postgis"_s,
        u"mysql"_s,       u"mariadb"_s,       u"percona"_s,    u"mongo"_s,      u"mongodb"_s,
        u"kafka"_s,       u"redpanda"_s,      u"rabbitmq"_s,   u"memcached"_s,  u"cassandra"_s,
        u"scylla"_s,      u"elasticsearch"_s, u"opensearch"_s, u"etcd"_s,       u"minio"_s,
        u"couchdb"_s,     u"influxdb"_s,      u"clickhouse"_s, u"cockroach"_s,  u"neo4j"_s,
        u"timescaledb"_s, u"mssql"_s,         u"keydb"_s,      u"dragonfly"_s,  u"arangodb"_s,
        u"zookeeper"_s,   u"pulsar"_s,        u"solr"_s};
    static const QSet<QString> companions{u"exporter"_s,  u"operator"_s,  u"proxy"_s,   u"admin"_s,
                                          u"commander"_s, u"express"_s,   u"backup"_s,  u"client"_s,
                                          u"insight"_s,   u"ui"_s,        u"connect"_s, u"manager"_s,
                                          u"sidecar"_s,   u"dashboards"_s};
    static const QRegularExpression separator(u"[^a-z0-9]+"_s);
    const QString repository = image.toLower().section(u'@', 0, 0).section(u'/', -1).section(u':', 0, 0);
    const QStringList words = repository.split(separator, Qt::SkipEmptyParts);
    const auto in = [](const QSet<QString> &set) {
        return [&set](const QString &w) { return set.contains(w); };
    };
    return std::ranges::any_of(words, in(stores)) && std::ranges::none_of(words, in(companions));
}

Container readContainer(const yaml::Value &container)
{
    Container read;
    for (const yaml::Value &entry : container[u"env"].items()) {
        Variable variable{entry[u"name"].text(), entry[u"value"].text(), {}, {}, entry.line()};
        const yaml::Value reference = entry[u"valueFrom"][u"configMapKeyRef"];
        variable.configMap = reference[u"name"].text();
        variable.key = reference[u"key"].text();
        if (entry[u"value"].line() > 0)
            variable.line = entry[u"value"].line();
        read.variables.append(variable);
    }
    for (const yaml::Value &entry : container[u"envFrom"].items()) {
        const QString configMap = entry[u"configMapRef"][u"name"].text();
        if (!configMap.isEmpty())
            read.variables.append({entry[u"prefix"].text(), {}, configMap, {}, entry.line()});
    }
    for (const QStringView field : {u"command", u"args"}) {
        for (const yaml::Value &argument : container[field].items())
            read.arguments.append({argument.text(), argument.line()});
    }
    return read;
}

bool usesSecretVariables(const yaml::Value &container)
{
    const auto fromSecret = [](const yaml::Value &entry) {
        return entry[u"valueFrom"][u"secretKeyRef"].exists() || entry[u"secretRef"].exists();
    };
    return std::ranges::any_of(container[u"env"].items(), fromSecret) ||
           std::ranges::any_of(container[u"envFrom"].items(), fromSecret);
}

QJsonObject valuesOf(const yaml::Value &object, const QString &kind, const yaml::Value &podSpec)
{
    QJsonObject values{{u"name"_s, object[u"metadata"][u"name"].text()}};
    const auto &containers = podSpec[u"containers"].items();
    const auto isStore = [](const yaml::Value &c) { return isDataStoreImage(c[u"image"].text()); };
    if (kind == u"Job"_s || kind == u"CronJob"_s)
        values.insert(u"workload"_s, u"batch"_s);
    else if (std::ranges::any_of(containers, isStore))
        values.insert(u"workload"_s, u"data-store"_s);
    if (!containers.empty())
        values.insert(u"artifact"_s, containers.front()[u"image"].text());
    const yaml::Value spec = object[u"spec"];
    if (bool isNumber = false; kind != u"Pod"_s) {
        const int replicas = spec[u"replicas"].text().toInt(&isNumber);
        if (isNumber)
            values.insert(u"replicas"_s, replicas);
    }
    if (kind == u"CronJob"_s && spec[u"schedule"].isScalar())
        values.insert(u"schedule"_s, spec[u"schedule"].text());
    const yaml::Value strategy = spec[u"strategy"];
    if (kind == u"Rollout"_s && strategy[u"canary"].exists())
        values.insert(u"deployment_strategy"_s, u"canary"_s);
    else if (kind == u"Rollout"_s && strategy[u"blueGreen"].exists())
        values.insert(u"deployment_strategy"_s, u"blue-green"_s);
    else if (strategy[u"type"].isScalar())
        values.insert(u"deployment_strategy"_s,
                      strategy[u"type"].text() == u"Recreate"_s ? u"recreate"_s : u"rolling"_s);
    if (std::ranges::any_of(containers, usesSecretVariables))
        values.insert(u"secrets"_s, u"static-env"_s);
    return values;
}
} // namespace

bool Workload::isDataStore() const
{
    return values.value(u"workload") == u"data-store"_s;
}

bool isWorkload(const QString &apiVersion, const QString &kind)
{
    const QString group = apiVersion.contains(u'/') ? apiVersion.section(u'/', 0, 0) : QString();
    static const QMap<QString, QStringList> kinds{
        {u""_s, {u"Pod"_s, u"ReplicationController"_s}},
        {u"apps"_s, {u"Deployment"_s, u"StatefulSet"_s, u"DaemonSet"_s, u"ReplicaSet"_s}},
        {u"extensions"_s, {u"Deployment"_s, u"DaemonSet"_s, u"ReplicaSet"_s}},
        {u"batch"_s, {u"Job"_s, u"CronJob"_s}},
        {u"argoproj.io"_s, {u"Rollout"_s}},
        {u"apps.openshift.io"_s, {u"DeploymentConfig"_s}}};
    return kinds.value(group).contains(kind);
}

Result<Workload> readWorkload(const yaml::Value &object, const Place &place)
{
    const QString kind = object[u"kind"].text();
    const yaml::Value pods = podTemplate(object, kind);
    const yaml::Value podSpec = pods[u"spec"];
    const auto &containers = podSpec[u"containers"].items();
    const bool hasImage =
        std::ranges::any_of(containers, [](const yaml::Value &c) { return !c[u"image"].text().isEmpty(); });
    const bool needsSelector = object[u"apiVersion"].text() == u"apps/v1"_s;
    const bool viaReference = object[u"spec"][u"workloadRef"].exists();
    if (viaReference)
        return fail(ErrorCode::Unreadable, u"a %1 that refers to another workload"_s.arg(kind));
    if (!hasImage || (needsSelector && !object[u"spec"][u"selector"].isMap()))
        return fail(ErrorCode::Unreadable, u"only a part of a %1 (a patch): not an object"_s.arg(kind));

    Workload workload;
    workload.sort = kind.toLower();
    workload.name = nameOf(object);
    workload.place = place;
    workload.labels = labelsIn(pods[u"metadata"][u"labels"]);
    workload.values = valuesOf(object, kind, podSpec);
    for (const QStringView field : {u"initContainers", u"containers"}) {
        for (const yaml::Value &container : podSpec[field].items())
            workload.containers.append(readContainer(container));
    }
    return workload;
}

} // namespace gp::exchange::kubernetes

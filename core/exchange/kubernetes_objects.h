// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/metamodel/yaml.h"

#include <QJsonObject>
#include <QList>
#include <QMap>
#include <QSet>
#include <QStringList>

/// What the Kubernetes importer keeps of the objects that it reads, and the functions that read them.
namespace gp::exchange::kubernetes {

struct Place
{
    QString file;
    int line = 0;
    QString onDisk = {}; ///< the file's absolute path; empty for what an earlier import saw
};

/// Name and namespace of an object; an empty space is "not said".
struct Name
{
    QString space;
    QString name;

    [[nodiscard]] QString text() const { return space + u'/' + name; }
    friend auto operator<=>(const Name &, const Name &) = default;
};

/// A variable of a container: a value, or where in a config map it stands (without key: all of it).
struct Variable
{
    QString name; ///< prefix, where all of a config map is meant
    QString value;
    QString configMap;
    QString key;
    int line = 0;
};

struct Argument
{
    QString text;
    int line = 0;
};

struct Container
{
    QList<Variable> variables;
    QList<Argument> arguments;
};

struct Workload
{
    QString sort; ///< "deployment", "cronjob", …
    Name name;
    Place place;
    QString identity;   ///< set when all files are read
    QJsonObject labels; ///< of its pods
    QJsonObject values; ///< properties that the manifest states
    QList<Container> containers;

    [[nodiscard]] bool isDataStore() const;
};

struct Service
{
    Name name;
    Place place;
    QJsonObject selector; ///< as a LabelSelector; empty = selects nothing
    QStringList ports;
    QMap<QString, QString> protocols; ///< by port, where the manifest says
    bool external = false;            ///< a load balancer that faces the internet
    bool nodePort = false;
};

/// Something that lets the internet in: Ingress, HTTPRoute, VirtualService of a gateway, Route.
struct Entrance
{
    QString sort; ///< kind, as written
    Name name;
    Place place;
    QList<Name> services;
};

struct Policy
{
    Name name;
    Place place;
    QString identity;
    QJsonObject selector;       ///< the pods it holds for
    QList<QJsonObject> sources; ///< pods that it lets in
    QList<QJsonObject> targets; ///< pods that it lets them reach
    QString objective;
};

struct ConfigMap
{
    Name name;
    Place place;
    QMap<QString, QString> data;
};

/// A kustomization file: what it builds on and what it turns on.
struct Kustomization
{
    Place place;
    bool isComponent = false; ///< an option (kind: Component), not a platform by itself
    QStringList uses;         ///< absolute paths of its resources, bases and components
};

/// Everything read so far.
struct Objects
{
    QList<Workload> workloads;
    QList<Service> services;
    QList<Entrance> entrances;
    QList<Policy> policies;
    QList<ConfigMap> configMaps;
    QMap<QString, Place> namespaces;
    QList<Kustomization> kustomizations;
    QSet<QString> patchFiles; ///< absolute paths, that a kustomization applies to other objects
};

/// Whether a file lies in a folder of what tests feed to a policy or a chart: pods in there run nowhere.
[[nodiscard]] bool isTestSample(const QString &path);
[[nodiscard]] Name nameOf(const yaml::Value &object);
/// Plain strings of a map of scalars, as JSON.
[[nodiscard]] QJsonObject labelsIn(const yaml::Value &map);

/// Whether `kind` of the API group in `apiVersion` runs pods.
[[nodiscard]] bool isWorkload(const QString &apiVersion, const QString &kind);
/// A workload, or why it is none (a patch holds only part of one).
[[nodiscard]] Result<Workload> readWorkload(const yaml::Value &object, const Place &place);
[[nodiscard]] Service readService(const yaml::Value &object, const Place &place);
[[nodiscard]] Entrance readEntrance(const yaml::Value &object, const Place &place);
[[nodiscard]] Policy readPolicy(const yaml::Value &object, const Place &place);
[[nodiscard]] ConfigMap readConfigMap(const yaml::Value &object, const Place &place);
/// What a kustomization builds on, the patches that it names and the config maps that it makes.
void readKustomization(const yaml::Value &object, const Place &place, Objects &objects);

/// Whether a LabelSelector (matchLabels, matchExpressions) selects pods with these labels. An empty one
/// selects all.
[[nodiscard]] bool selects(const QJsonObject &selector, const QJsonObject &labels);

} // namespace gp::exchange::kubernetes

// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/exchange/graph.h"
#include "core/exchange/hosts.h"
#include "core/exchange/kubernetes_objects.h"

namespace gp::exchange::kubernetes {

/// Puts the objects of all files, and what the model knows from earlier imports, together: Services select
/// workloads, addresses name Services, policies hold for pods. Use once.
class Resolver
{
public:
    Resolver(Objects &objects, const Known &known, Graph &graph)
        : m_objects(objects)
        , m_known(known)
        , m_graph(graph)
    {
    }

    void run();

private:
    /// An address that a workload uses.
    struct Use
    {
        HostReference host;
        QString via;
        QString mechanism;
        Place place;
    };

    /// A workload as others see it.
    struct Target
    {
        QString identity;
        bool isDataStore = false;
    };

    void drop(const QString &reason, const std::function<bool(const Place &)> &isOut);
    void dropPatches();
    void dropOptions();
    void nameWorkloads();
    void takeKnown();
    void indexPods();
    void stateWorkload(const Workload &workload);
    void stateService(const Service &service);
    void stateEntrance(const Entrance &entrance);
    void statePolicy(const Policy &policy);
    void stateNamespaces();
    void connect(const Workload &workload);
    void connect(const Workload &workload, const Use &use);
    void reconnect(const Dangling &dangling);
    void addPolicyEvidence();

    [[nodiscard]] QString identityFor(const QString &sort, const Name &name) const;
    [[nodiscard]] QList<Target> workloadsOf(const QJsonObject &selector, const QString &space) const;
    [[nodiscard]] QList<Target> workloadsOf(const Service &service) const;
    [[nodiscard]] QList<const Service *> servicesNamed(const QString &name, const QString &space) const;
    [[nodiscard]] QList<const Service *> servicesAt(const QString &host, const QString &space) const;
    [[nodiscard]] bool looksInternal(const QString &host) const;
    [[nodiscard]] const ConfigMap *configMap(const QString &name, const Workload &user) const;
    [[nodiscard]] QList<Use> usesOf(const Workload &workload) const;
    [[nodiscard]] QList<Variable> expanded(const Container &container, const Workload &user) const;

    Objects &m_objects;
    Known m_known;
    Graph &m_graph;
    QList<Workload> m_pods; ///< new workloads, then known ones
    qsizetype m_newPods = 0;
    QHash<QString, QList<int>> m_podsByLabel;         ///< "key=value" -> indexes in m_pods
    mutable QHash<QString, QList<Target>> m_selected; ///< answers of workloadsOf
    QList<Policy> m_policies;                         ///< new ones, then known ones
    QMultiHash<QString, Service> m_services;          ///< by name
    QMap<QString, QList<Name>> m_identities;          ///< "sort/name" -> namespaces there are
    QHash<QString, QString> m_knownIdentity; ///< "sort:namespace/name" -> the identity it has in the model
};

} // namespace gp::exchange::kubernetes

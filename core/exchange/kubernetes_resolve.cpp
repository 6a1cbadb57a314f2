// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "core/exchange/kubernetes_resolve.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace gp::exchange::kubernetes {

namespace {
/// Not said and "default" are the same place, as kubectl has it.
bool sameSpace(const QString &a, const QString &b)
{
    const auto plain = [](const QString &s) { return s.isEmpty() ? u"default"_s : s; };
    return plain(a) == plain(b);
}

/// Of things with a namespace those that one in `space` means: those in it; else, where one side does not
/// say, those there are in one other namespace.
template<typename T, typename SpaceOf>
QList<T> within(const QList<T> &candidates, const QString &space, SpaceOf spaceOf)
{
    QList<T> exact;
    QSet<QString> spaces;
    for (const T &candidate : candidates) {
        spaces.insert(spaceOf(candidate));
        if (sameSpace(spaceOf(candidate), space))
            exact.append(candidate);
    }
    if (!exact.isEmpty())
        return exact;
    if (space.isEmpty())
        return spaces.size() == 1 ? candidates : QList<T>();
    QList<T> unsaid;
    for (const T &candidate : candidates) {
        if (spaceOf(candidate).isEmpty())
            unsaid.append(candidate);
    }
    return unsaid;
}

/// Namespaces that are called after a stage other than production come last when a plain key is given away.
bool isLesserStage(const QString &space)
{
    static const QRegularExpression stage(
        u"(^|[-.])(dev|develop|development|test|testing|qa|staging|stage|stg|uat|preview|sandbox|ci)([-.]|$)"_s);
    return stage.match(space).hasMatch();
}

int rankOf(const QString &sort, const QString &space)
{
    static const QStringList sorts{u"deployment"_s, u"statefulset"_s, u"daemonset"_s, u"rollout"_s};
    const int bySpace = sameSpace(space, {}) ? 0 : isLesserStage(space) ? 2 : 1;
    return bySpace * 2 + (sorts.contains(sort) ? 0 : 1);
}

Thing thingFor(const Workload &workload)
{
    const Name &name = workload.name;
    Thing thing{u"kubernetes"_s, workload.identity, u"service"_s, name.name, name.space, 0, {}, {}};
    thing.rank = rankOf(workload.sort, name.space);
    const QStringList inSpace =
        name.space.isEmpty() ? QStringList{name.name} : QStringList{name.space, name.name};
    thing.keys = {toKey(name.name)};
    thing.keys.append(keyFrom(name.space.isEmpty() ? QStringList{u"service"_s, name.name} : inSpace));
    thing.keys.append(keyFrom(QStringList{workload.sort} + inSpace));
    return thing;
}

QJsonArray selectorsJson(const QList<QJsonObject> &selectors)
{
    QJsonArray array;
    for (const QJsonObject &selector : selectors)
        array.append(selector);
    return array;
}

Source sourceAt(const Place &place, const QString &mechanism, const QJsonObject &stated)
{
    return {u"kubernetes"_s, place.file, place.line, mechanism, false, stated};
}
} // namespace

void Resolver::run()
{
    dropPatches();
    dropOptions();
    nameWorkloads();
    QList<Statement> restated;
    for (const Workload &workload : std::as_const(m_objects.workloads))
        restated.append({workload.identity, sourceAt(workload.place, {}, {})});
    for (const Policy &policy : std::as_const(m_objects.policies))
        restated.append({policy.identity, sourceAt(policy.place, {}, {})});
    m_known.forget(restated);
    takeKnown();
    indexPods();
    for (qsizetype i = 0; i < m_newPods; ++i)
        stateWorkload(m_pods.at(i));
    for (const Service &service : std::as_const(m_services))
        stateService(service);
    for (const Entrance &entrance : std::as_const(m_objects.entrances))
        stateEntrance(entrance);
    for (const Policy &policy : std::as_const(m_policies))
        statePolicy(policy);
    stateNamespaces();
    for (qsizetype i = 0; i < m_newPods; ++i)
        connect(m_pods.at(i));
    for (const Dangling &dangling : std::as_const(m_known.dangling))
        reconnect(dangling);
    addPolicyEvidence();
}

void Resolver::drop(const QString &reason, const std::function<bool(const Place &)> &isOut)
{
    const auto dropFrom = [&](auto &objects) {
        objects.removeIf([&](const auto &object) {
            if (!isOut(object.place))
                return false;
            m_graph.documents.remove(object.place.file);
            m_graph.skip(object.place.file, object.place.line, reason);
            return true;
        });
    };
    dropFrom(m_objects.workloads);
    dropFrom(m_objects.services);
    dropFrom(m_objects.entrances);
    dropFrom(m_objects.policies);
    dropFrom(m_objects.configMaps);
}

/// Files that a kustomization names as patches hold parts of objects, however complete they look.
void Resolver::dropPatches()
{
    drop(u"a patch that a kustomization applies, not an object"_s,
         [this](const Place &place) { return m_objects.patchFiles.contains(place.onDisk); });
}

/// A kustomize component is an option. Where a tree that can be deployed does not turn it on, what it holds
/// is not part of the platform; imported by itself, it is what somebody wants to see.
void Resolver::dropOptions()
{
    QMap<QString, QString> optional; // folder of the component -> its kustomization file
    QSet<QString> roots;             // sources that hold a kustomization which is no component
    QSet<QString> turnedOn;
    const auto rootOf = [](const Place &place) {
        return QString(place.onDisk.chopped(place.file.size()) + place.file.section(u'/', 0, 0));
    };
    for (const Kustomization &kustomization : std::as_const(m_objects.kustomizations)) {
        if (kustomization.isComponent) {
            optional.insert(kustomization.place.onDisk.section(u'/', 0, -2), rootOf(kustomization.place));
        } else if (!isTestSample(kustomization.place.file)) {
            roots.insert(rootOf(kustomization.place));
            turnedOn += QSet(kustomization.uses.begin(), kustomization.uses.end());
        }
    }
    // A component that is on turns on those that it names itself.
    for (qsizetype before = -1; before != turnedOn.size();) {
        before = turnedOn.size();
        for (const Kustomization &kustomization : std::as_const(m_objects.kustomizations)) {
            if (kustomization.isComponent &&
                turnedOn.contains(kustomization.place.onDisk.section(u'/', 0, -2)))
                turnedOn += QSet(kustomization.uses.begin(), kustomization.uses.end());
        }
    }
    optional.removeIf(
        [&](const auto &entry) { return turnedOn.contains(entry.key()) || !roots.contains(entry.value()); });
    drop(
        u"part of a kustomize component that no kustomization here turns on; import its folder to take it in"_s,
        [&](const Place &place) {
            return std::ranges::any_of(optional.keys(), [&](const QString &folder) {
                return place.onDisk.startsWith(folder + u'/');
            });
        });
}

/// One identity for an object that one rendition gives with its namespace and another without.
QString Resolver::identityFor(const QString &sort, const Name &name) const
{
    QString own = sort + u':' + name.text();
    if (const QString known = m_knownIdentity.value(own); !known.isEmpty())
        return known;
    QSet<QString> said;
    const auto spaces = m_identities.value(sort + u'/' + name.name);
    for (const Name &other : spaces) {
        if (!other.space.isEmpty())
            said.insert(other.space);
    }
    if (said.size() > 1)
        return own;
    for (const Name &other : spaces) {
        if (const QString known = m_knownIdentity.value(sort + u':' + other.text()); !known.isEmpty())
            return known;
    }
    return sort + u':' + (said.isEmpty() ? QString() : *said.cbegin()) + u'/' + name.name;
}

void Resolver::nameWorkloads()
{
    for (const Statement &statement : std::as_const(m_known.statements)) {
        const QJsonValue space = statement.source.stated.value(u"namespace");
        if (!space.isString())
            continue;
        const QString sort = statement.identity.section(u':', 0, 0);
        const Name name{space.toString(), statement.identity.section(u'/', 1)};
        m_knownIdentity.insert(sort + u':' + name.text(), statement.identity);
        m_identities[sort + u'/' + name.name].append(name);
    }
    for (const Workload &workload : std::as_const(m_objects.workloads))
        m_identities[workload.sort + u'/' + workload.name.name].append(workload.name);
    for (const Policy &policy : std::as_const(m_objects.policies))
        m_identities[u"networkpolicy/"_s + policy.name.name].append(policy.name);
    for (Workload &workload : m_objects.workloads)
        workload.identity = identityFor(workload.sort, workload.name);
    for (Policy &policy : m_objects.policies)
        policy.identity = identityFor(u"networkpolicy"_s, policy.name);
}

void Resolver::indexPods()
{
    for (int i = 0; i < m_pods.size(); ++i) {
        const QJsonObject &labels = m_pods.at(i).labels;
        for (auto it = labels.constBegin(); it != labels.constEnd(); ++it)
            m_podsByLabel[it.key() + u'=' + it.value().toString()].append(i);
    }
}

/// The workloads whose pods a selector means, each once however many renditions of it there are.
QList<Resolver::Target> Resolver::workloadsOf(const QJsonObject &selector, const QString &space) const
{
    const QString question =
        space + u'\n' + QString::fromUtf8(QJsonDocument(selector).toJson(QJsonDocument::Compact));
    if (const auto answered = m_selected.constFind(question); answered != m_selected.constEnd())
        return *answered;

    QList<int> candidates;
    const QJsonObject labels = selector.value(u"matchLabels").toObject();
    if (!labels.isEmpty()) {
        const auto first = labels.constBegin();
        candidates = m_podsByLabel.value(first.key() + u'=' + first.value().toVariant().toString());
    } else {
        candidates.resize(m_pods.size());
        std::ranges::iota(candidates, 0);
    }
    candidates.removeIf([&](int i) { return !selects(selector, m_pods.at(i).labels); });
    QMap<QString, Target> targets;
    for (const int pod : within(candidates, space, [&](int i) { return m_pods.at(i).name.space; })) {
        const Workload &workload = m_pods.at(pod);
        const bool isStore = targets.value(workload.identity).isDataStore || workload.isDataStore();
        targets.insert(workload.identity, {workload.identity, isStore});
    }
    return m_selected[question] = targets.values();
}

/// A Service without selector selects nothing.
QList<Resolver::Target> Resolver::workloadsOf(const Service &service) const
{
    return service.selector.isEmpty() ? QList<Target>() : workloadsOf(service.selector, service.name.space);
}

void Resolver::stateWorkload(const Workload &workload)
{
    m_graph.add(thingFor(workload));
    QJsonObject stated{{u"namespace"_s, workload.name.space},
                       {u"labels"_s, workload.labels},
                       {u"values"_s, workload.values}};
    m_graph.state(workload.identity, sourceAt(workload.place, u"metadata"_s, stated));
}

void Resolver::stateService(const Service &service)
{
    const QList<Target> targets = workloadsOf(service);
    if (targets.isEmpty()) {
        m_graph.warn(
            service.place.file, service.place.line,
            u"Service '%1' selects no workload that is known: import it together with its workload"_s.arg(
                service.name.name));
        return;
    }
    QJsonObject values{{u"port"_s, service.ports.join(u", "_s)}};
    QJsonObject guesses;
    if (service.external) {
        values.insert(u"exposure"_s, u"internet"_s);
        guesses.insert(u"workload"_s, u"web-service"_s);
    } else if (service.nodePort) {
        guesses.insert(u"workload"_s, u"web-service"_s);
    } else {
        guesses = {{u"exposure"_s, u"internal"_s}, {u"workload"_s, u"api"_s}};
    }
    QJsonObject protocols;
    for (auto it = service.protocols.cbegin(); it != service.protocols.cend(); ++it)
        protocols.insert(it.key(), it.value());
    const QJsonObject stated{{u"object"_s, QString(u"Service:"_s + service.name.text())},
                             {u"selector"_s, service.selector},
                             {u"ports"_s, QJsonArray::fromStringList(service.ports)},
                             {u"protocols"_s, protocols},
                             {u"values"_s, values},
                             {u"guesses"_s, guesses},
                             {u"confidence"_s, service.external   ? 3
                                               : service.nodePort ? 2
                                                                  : 1}};
    const QString mechanism = service.external   ? u"LoadBalancer"_s
                              : service.nodePort ? u"NodePort"_s
                                                 : u"Service"_s;
    for (const Target &target : targets)
        m_graph.state(target.identity, sourceAt(service.place, mechanism, stated));
}

void Resolver::stateEntrance(const Entrance &entrance)
{
    QStringList names;
    for (const Name &name : entrance.services)
        names.append(name.text());
    names.removeDuplicates();
    const QJsonObject stated{{u"object"_s, QString(entrance.sort + u':' + entrance.name.text())},
                             {u"services"_s, QJsonArray::fromStringList(names)},
                             {u"values"_s, QJsonObject{{u"exposure"_s, u"internet"_s}}},
                             {u"guesses"_s, QJsonObject{{u"workload"_s, u"web-service"_s}}},
                             {u"confidence"_s, 3}};
    QSet<QString> stating;
    for (const Name &name : entrance.services) {
        const auto services = servicesNamed(name.name, name.space);
        if (services.isEmpty())
            m_graph.warn(entrance.place.file, entrance.place.line,
                         u"%1 '%2' leads to a Service '%3' that is not there"_s.arg(
                             entrance.sort, entrance.name.name, name.name));
        for (const Service *service : services) {
            for (const Target &target : workloadsOf(*service)) {
                if (!stating.contains(target.identity))
                    m_graph.state(target.identity, sourceAt(entrance.place, entrance.sort, stated));
                stating.insert(target.identity);
            }
        }
    }
}

void Resolver::statePolicy(const Policy &policy)
{
    Thing thing{
        u"kubernetes"_s, policy.identity, u"control"_s, policy.name.name, policy.name.space, 90, {}, {}};
    thing.keys = {keyFrom({u"networkpolicy"_s, policy.name.name})};
    if (!policy.name.space.isEmpty())
        thing.keys.append(keyFrom({u"networkpolicy"_s, policy.name.space, policy.name.name}));
    m_graph.add(thing);
    const QJsonObject values{{u"name"_s, QString(u"Network policy "_s + policy.name.name)},
                             {u"objective"_s, policy.objective},
                             {u"enforcement_point"_s, u"runtime"_s},
                             {u"mode"_s, u"enforced"_s},
                             {u"tool"_s, u"Kubernetes NetworkPolicy"_s}};
    m_graph.state(policy.identity, sourceAt(policy.place, u"metadata"_s,
                                            {{u"namespace"_s, policy.name.space},
                                             {u"selector"_s, policy.selector},
                                             {u"sources"_s, selectorsJson(policy.sources)},
                                             {u"targets"_s, selectorsJson(policy.targets)},
                                             {u"values"_s, values}}));
    for (const Target &target : workloadsOf(policy.selector, policy.name.space))
        m_graph.edges.append({u"guards"_s, policy.identity, target.identity,
                              sourceAt(policy.place, u"spec.podSelector"_s, {})});
}

void Resolver::stateNamespaces()
{
    const auto &namespaces = m_objects.namespaces;
    for (auto it = namespaces.cbegin(); it != namespaces.cend(); ++it) {
        const QString identity = u"namespace:/"_s + it.key();
        m_graph.add({u"kubernetes"_s,
                     identity,
                     u"group"_s,
                     it.key(),
                     {},
                     45,
                     {keyFrom({u"namespace"_s, it.key()})},
                     {}});
        const QJsonObject values{{u"name"_s, it.key()}, {u"type"_s, u"namespace"_s}};
        m_graph.state(identity, sourceAt(*it, u"metadata"_s, {{u"values"_s, values}}));
    }
    for (const Workload &pod : std::as_const(m_pods)) {
        if (namespaces.contains(pod.name.space))
            m_graph.edges.append({u"partOf"_s, pod.identity, u"namespace:/"_s + pod.name.space,
                                  sourceAt(pod.place, u"metadata.namespace"_s, {})});
    }
}

/// A policy that lets A reach B agrees with "A depends on B" but proves nothing: it is kept as weaker
/// evidence of an edge that something else shows, and makes none.
void Resolver::addPolicyEvidence()
{
    QSet<std::pair<QString, QString>> proven;
    for (const QList<Edge> &edges : {m_graph.edges, m_known.edges}) {
        for (const Edge &edge : edges) {
            if (edge.kind == u"dependsOn"_s)
                proven.insert({edge.from, edge.to});
        }
    }
    const auto agree = [&](const Policy &policy, const QList<Target> &from, const QList<Target> &to) {
        Source evidence = sourceAt(policy.place, u"NetworkPolicy"_s, {{u"object"_s, policy.identity}});
        evidence.inferred = true;
        for (const Target &a : from) {
            for (const Target &b : to) {
                if (proven.contains({a.identity, b.identity}))
                    m_graph.edges.append({u"dependsOn"_s, a.identity, b.identity, evidence});
            }
        }
    };
    for (const Policy &policy : std::as_const(m_policies)) {
        const QString &space = policy.name.space;
        const QList<Target> held = workloadsOf(policy.selector, space);
        for (const QJsonObject &peer : policy.sources)
            agree(policy, workloadsOf(peer, space), held);
        for (const QJsonObject &peer : policy.targets)
            agree(policy, held, workloadsOf(peer, space));
    }
}

QList<const Service *> Resolver::servicesNamed(const QString &name, const QString &space) const
{
    QList<const Service *> candidates;
    for (auto it = m_services.constFind(name); it != m_services.constEnd() && it.key() == name; ++it)
        candidates.append(&*it);
    std::ranges::sort(candidates, {},
                      [](const Service *s) { return std::tuple(s->place.file, s->place.line); });
    return within(candidates, space, [](const Service *s) { return s->name.space; });
}

} // namespace gp::exchange::kubernetes

// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "core/exchange/kubernetes_resolve.h"

#include <QJsonArray>

using namespace Qt::StringLiterals;

/// Objects as earlier imports wrote them down in the model's provenance.
namespace gp::exchange::kubernetes {

namespace {
Name nameIn(const QString &text)
{
    return {text.section(u'/', 0, 0), text.section(u'/', 1)};
}

QList<QJsonObject> selectorsFrom(const QJsonValue &value)
{
    QList<QJsonObject> selectors;
    const QJsonArray array = value.toArray();
    for (const QJsonValue &selector : array)
        selectors.append(selector.toObject());
    return selectors;
}

Place placeOf(const Source &source)
{
    return {source.file, source.line};
}

/// "Service:shop/cart" -> Service
QString sortOf(const QString &identity)
{
    return identity.section(u':', 0, 0);
}

Service serviceFrom(const Source &source)
{
    const QJsonObject &stated = source.stated;
    Service service;
    service.name = nameIn(stated.value(u"object").toString().section(u':', 1));
    service.place = placeOf(source);
    service.selector = stated.value(u"selector").toObject();
    service.ports = stated.value(u"ports").toVariant().toStringList();
    const QJsonObject protocols = stated.value(u"protocols").toObject();
    for (auto it = protocols.constBegin(); it != protocols.constEnd(); ++it)
        service.protocols.insert(it.key(), it.value().toString());
    service.external = source.mechanism == u"LoadBalancer"_s;
    service.nodePort = source.mechanism == u"NodePort"_s;
    return service;
}

Entrance entranceFrom(const Source &source)
{
    const QString object = source.stated.value(u"object").toString();
    Entrance entrance{sortOf(object), nameIn(object.section(u':', 1)), placeOf(source), {}};
    const QStringList services = source.stated.value(u"services").toVariant().toStringList();
    for (const QString &service : services)
        entrance.services.append(nameIn(service));
    return entrance;
}

Name nameFrom(const Statement &statement)
{
    return {statement.source.stated.value(u"namespace").toString(), statement.identity.section(u'/', 1)};
}

Policy policyFrom(const Statement &statement)
{
    const QJsonObject &stated = statement.source.stated;
    return {nameFrom(statement),
            placeOf(statement.source),
            statement.identity,
            stated.value(u"selector").toObject(),
            selectorsFrom(stated.value(u"sources")),
            selectorsFrom(stated.value(u"targets")),
            stated.value(u"values")[u"objective"].toString()};
}

Workload workloadFrom(const Statement &statement)
{
    const QJsonObject &stated = statement.source.stated;
    return {sortOf(statement.identity),
            nameFrom(statement),
            placeOf(statement.source),
            statement.identity,
            stated.value(u"labels").toObject(),
            stated.value(u"values").toObject(),
            {}};
}
} // namespace

/// What earlier imports saw takes part as if its files had been read again; a file that was read now speaks
/// for itself.
void Resolver::takeKnown()
{
    m_pods = m_objects.workloads;
    m_newPods = m_pods.size();
    m_policies = m_objects.policies;
    QSet<QString> seen;
    const auto isNew = [&](const QString &sort, const Name &name, const Place &place) {
        const qsizetype before = seen.size();
        seen.insert(sort + u':' + name.text() + u'\n' + place.file);
        return seen.size() > before;
    };
    for (const Service &service : std::as_const(m_objects.services)) {
        m_services.insert(service.name.name, service);
        isNew(u"Service"_s, service.name, service.place);
    }
    for (const Entrance &entrance : std::as_const(m_objects.entrances))
        isNew(entrance.sort, entrance.name, entrance.place);

    for (const Statement &statement : std::as_const(m_known.statements)) {
        const QString object = sortOf(statement.source.stated.value(u"object").toString());
        const QString sort = sortOf(statement.identity);
        if (object == u"Service"_s) {
            const Service service = serviceFrom(statement.source);
            if (isNew(object, service.name, service.place))
                m_services.insert(service.name.name, service);
        } else if (!object.isEmpty()) {
            const Entrance entrance = entranceFrom(statement.source);
            if (isNew(object, entrance.name, entrance.place))
                m_objects.entrances.append(entrance);
        } else if (sort == u"networkpolicy"_s) {
            m_policies.append(policyFrom(statement));
        } else if (sort == u"namespace"_s) {
            const QString space = statement.identity.section(u'/', 1);
            if (!m_objects.namespaces.contains(space))
                m_objects.namespaces.insert(space, placeOf(statement.source));
        } else {
            m_pods.append(workloadFrom(statement));
        }
    }
}

} // namespace gp::exchange::kubernetes

// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "core/exchange/kubernetes.h"

#include "core/exchange/kubernetes_resolve.h"

#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace gp::exchange {

namespace {
using namespace kubernetes;

bool isEntrance(const QString &apiVersion, const QString &kind)
{
    const QString group = apiVersion.section(u'/', 0, 0);
    if (kind == u"Ingress"_s)
        return group == u"networking.k8s.io"_s || group == u"extensions"_s;
    if (kind == u"VirtualService"_s)
        return group == u"networking.istio.io"_s;
    if (kind == u"Route"_s)
        return group == u"route.openshift.io"_s;
    static const QSet<QString> routes{u"HTTPRoute"_s, u"GRPCRoute"_s, u"TLSRoute"_s, u"TCPRoute"_s};
    return group == u"gateway.networking.k8s.io"_s && routes.contains(kind);
}

class KubernetesImporter : public Importer
{
public:
    [[nodiscard]] QString name() const override { return u"kubernetes"_s; }

    [[nodiscard]] bool recognises(const SourceFile &file) const override
    {
        const bool isKustomization = file.fileName().startsWith(u"kustomization."_s);
        return isKustomization || (file.content().contains("apiVersion") && file.content().contains("kind"));
    }

    void read(const SourceFile &file, Graph &graph) override;
    void resolve(const Known &known, Graph &graph) override { Resolver(m_objects, known, graph).run(); }

private:
    void readObject(const yaml::Value &object, Graph &graph);
    bool take(const yaml::Value &object, Graph &graph);
    [[nodiscard]] QString whyNot(const yaml::Value &object) const;

    Objects m_objects;
    QString m_file;
    QString m_onDisk;
    QStringList m_ignored; ///< kinds in the file at hand that say nothing to us
};

void KubernetesImporter::read(const SourceFile &file, Graph &graph)
{
    m_file = file.path();
    m_onDisk = file.absolutePath();
    m_ignored.clear();
    const qsizetype skipped = graph.skipped.size();
    for (const yaml::Document &document : *file.documents()) {
        if (document.root.isSequence())
            graph.skip(m_file, document.root.line(),
                       u"its top level is a list (a JSON 6902 patch?), not an object"_s);
        else
            readObject(document.root, graph);
    }
    if (!graph.documents.contains(m_file) && graph.skipped.size() == skipped && !m_ignored.isEmpty()) {
        m_ignored.removeDuplicates();
        graph.skip(m_file, 0,
                   u"nothing of the platform's structure in it: %1"_s.arg(m_ignored.join(u", "_s)));
    }
}

/// Why an object that looks like Kubernetes is not one that runs; empty where it is.
QString KubernetesImporter::whyNot(const yaml::Value &object) const
{
    static const QRegularExpression valid(u"^[a-z0-9]([-a-z0-9.:]*[a-z0-9])?$"_s);
    const QString apiVersion = object[u"apiVersion"].text();
    const QString kind = object[u"kind"].text();
    if (apiVersion.startsWith(u"template.openshift.io/"_s) ||
        (kind == u"Template"_s && apiVersion == u"v1"_s))
        return u"an OpenShift template: process it and import the result"_s;
    if (object.contains(u"$patch"))
        return u"a patch of %1, not an object"_s.arg(kind);
    const yaml::Value name = object[u"metadata"][u"name"];
    const yaml::Value space = object[u"metadata"][u"namespace"];
    if (!name.exists() && object[u"metadata"][u"generateName"].exists())
        return u"a %1 whose name is made when it is run"_s.arg(kind);
    if (!name.isScalar() || !valid.match(name.text()).hasMatch() ||
        (space.exists() && !space.isNull() && !valid.match(space.text()).hasMatch()))
        return u"the name of this %1 is no Kubernetes name (a template that is to be rendered first?)"_s.arg(
            kind);
    if (!object[u"metadata"][u"ownerReferences"].items().empty())
        return u"a %1 that another object owns: the owner counts"_s.arg(kind);
    if (isTestSample(m_file))
        return u"a test sample (by its folder): it runs nowhere"_s;
    return {};
}

void KubernetesImporter::readObject(const yaml::Value &object, Graph &graph)
{
    const QString apiVersion = object[u"apiVersion"].text();
    const QString kind = object[u"kind"].text();
    const bool isKustomization =
        apiVersion.startsWith(u"kustomize.config.k8s.io/"_s) ||
        (apiVersion.isEmpty() && m_file.section(u'/', -1).startsWith(u"kustomization."_s));
    if (isKustomization) {
        readKustomization(object, {m_file, object.line(), m_onDisk}, m_objects);
        graph.skip(m_file, object.line(),
                   u"a kustomization: what it lists is imported as it is, its patches are not applied"_s);
        return;
    }
    if (apiVersion.isEmpty() || kind.isEmpty() || apiVersion.contains(u"backstage.io/"_s))
        return;
    if (apiVersion == u"v1"_s && kind.endsWith(u"List"_s) && object[u"items"].isSequence()) {
        for (const yaml::Value &item : object[u"items"].items())
            readObject(item, graph);
        return;
    }
    if (take(object, graph))
        graph.use(m_file);
}

bool KubernetesImporter::take(const yaml::Value &object, Graph &graph)
{
    const QString apiVersion = object[u"apiVersion"].text();
    const QString kind = object[u"kind"].text();
    const Place place{m_file, object.line(), m_onDisk};
    const bool core = apiVersion == u"v1"_s;
    const bool isPolicy = kind == u"NetworkPolicy"_s && (apiVersion == u"networking.k8s.io/v1"_s ||
                                                         apiVersion.startsWith(u"extensions/"_s));
    const bool wanted =
        isWorkload(apiVersion, kind) || isEntrance(apiVersion, kind) || isPolicy ||
        (core && (kind == u"Service"_s || kind == u"Namespace"_s || kind == u"ConfigMap"_s)) ||
        (core && kind == u"Template"_s) || apiVersion.startsWith(u"template.openshift.io/"_s);
    if (!wanted) {
        m_ignored.append(kind);
        return false;
    }
    if (const QString reason = whyNot(object); !reason.isEmpty()) {
        graph.skip(m_file, object.line(), reason);
        return false;
    }
    if (isWorkload(apiVersion, kind)) {
        auto workload = readWorkload(object, place);
        if (!workload) {
            graph.skip(m_file, object.line(), workload.error().message);
            return false;
        }
        m_objects.workloads.append(std::move(*workload));
    } else if (isPolicy) {
        m_objects.policies.append(readPolicy(object, place));
    } else if (isEntrance(apiVersion, kind)) {
        m_objects.entrances.append(readEntrance(object, place));
    } else if (kind == u"Service"_s) {
        m_objects.services.append(readService(object, place));
    } else if (kind == u"Namespace"_s) {
        m_objects.namespaces.insert(nameOf(object).name, place);
    } else if (kind == u"ConfigMap"_s) {
        m_objects.configMaps.append(readConfigMap(object, place));
    }
    return true;
}

} // namespace

std::unique_ptr<Importer> makeKubernetesImporter()
{
    return std::make_unique<KubernetesImporter>();
}

} // namespace gp::exchange

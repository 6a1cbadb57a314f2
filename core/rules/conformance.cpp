// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "core/rules/conformance.h"

#include "core/rules/controls.h"

#include <QJsonArray>

using namespace Qt::StringLiterals;

namespace gp::rules {

namespace {

/// Elements of a plateau by key.
class Keys
{
public:
    explicit Keys(const PlateauModel &at)
    {
        for (const ElementState &element : at.elements())
            m_byKey.insert(element.key, &element);
    }
    [[nodiscard]] const ElementState *operator[](const QString &key) const { return m_byKey.value(key); }
    [[nodiscard]] QString nameOf(const QString &key) const
    {
        const ElementState *element = m_byKey.value(key);
        return element ? element->name() : key;
    }

private:
    QHash<QString, const ElementState *> m_byKey;
};

QStringList listOf(const ElementState &element, const QString &property)
{
    QStringList keys;
    for (const QJsonValue &value : element.properties.value(property).toArray())
        keys.append(value.toString());
    return keys;
}

ServiceConformance checkedService(const PlateauModel &at, const Keys &keys, const ElementState &service,
                                  const ElementState &path)
{
    ServiceConformance result{service.id, path.id, {}};
    const QList<ElementState> pipelines = at.targets(service.id, u"deliveredBy"_s);
    const auto idOf = [&](const QString &key) { return keys[key] ? keys[key]->id : ElementId(); };
    const QString wanted = path.properties.value(u"pipeline"_s).toString();
    if (!wanted.isEmpty())
        result.checks.append({u"pipeline"_s, u"delivered by "_s + keys.nameOf(wanted),
                              std::ranges::contains(pipelines, wanted, &ElementState::key), idOf(wanted)});
    const QList<ElementState> controls = controlsOf(at, service.id);
    for (const QString &control : listOf(path, u"required_controls"_s)) {
        const auto holds = std::ranges::find(controls, control, &ElementState::key);
        const bool isMet =
            holds != controls.end() && holds->properties.value(u"mode"_s).toString() != "planned"_L1;
        result.checks.append({u"control"_s, u"under "_s + keys.nameOf(control), isMet, idOf(control)});
    }
    QSet<QString> reached;
    for (const ElementState &pipeline : pipelines) {
        for (const ElementState &environment : at.targets(pipeline.id, u"deploysTo"_s))
            reached.insert(environment.key);
        for (const QJsonValue &stage : pipeline.properties.value(u"stages"_s).toArray())
            reached.insert(stage.toObject().value(u"environment"_s).toString());
    }
    for (const QString &environment : listOf(path, u"environments"_s))
        result.checks.append({u"environment"_s, u"delivered to "_s + keys.nameOf(environment),
                              reached.contains(environment), idOf(environment)});
    return result;
}

double percent(int part, int of)
{
    return of > 0 ? 100.0 * part / of : -1;
}

} // namespace

int ServiceConformance::met() const
{
    return static_cast<int>(std::ranges::count_if(checks, &PathCheck::isMet));
}

double ServiceConformance::share() const
{
    return checks.isEmpty() ? 1.0 : double(met()) / double(checks.size());
}

Conformance conformanceOf(const PlateauModel &at)
{
    Conformance result;
    ConformanceFigures &figures = result.figures;
    const Keys keys(at);
    QSet<QString> workloads;
    for (const ElementState &path : at.ofKind(u"goldenPath"_s))
        workloads.insert(path.properties.value(u"workload"_s).toString());
    double shares = 0;
    int followers = 0;
    for (const ElementState &service : at.ofKind(u"service"_s)) {
        const QList<ElementState> pipelines = at.targets(service.id, u"deliveredBy"_s);
        if (!pipelines.isEmpty()) {
            ++figures.delivered;
            figures.templated += std::ranges::all_of(pipelines, [](const ElementState &pipeline) {
                return !pipeline.properties.value(u"template"_s).toString().isEmpty() &&
                       !pipeline.properties.value(u"deprecated"_s).toBool();
            });
        }
        const QList<ElementState> paths = at.targets(service.id, u"follows"_s);
        const bool couldFollow = workloads.contains(service.properties.value(u"workload"_s).toString());
        if (paths.isEmpty() && !couldFollow)
            continue;
        ++figures.services;
        if (paths.isEmpty()) {
            result.services.append({service.id, {}, {}});
            continue;
        }
        ++figures.following;
        // Of several it is measured by the one that it is nearest to.
        ServiceConformance best;
        for (const ElementState &path : paths) {
            const ServiceConformance one = checkedService(at, keys, service, path);
            if (!best.goldenPath.isValid() || one.share() > best.share())
                best = one;
        }
        shares += best.share();
        ++followers;
        figures.conforming += best.conforms();
        result.services.append(best);
    }
    figures.adoption = percent(figures.following, figures.services);
    figures.templateCoverage = percent(figures.templated, figures.delivered);
    figures.conformance = followers > 0 ? 100.0 * shares / followers : -1;
    return result;
}

} // namespace gp::rules

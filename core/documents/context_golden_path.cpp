// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "core/documents/contexts.h"
#include "core/documents/rows.h"

#include <QJsonArray>

using namespace Qt::StringLiterals;

namespace gp::documents {

namespace {

/// Everything that one golden path consists of, at the plateau.
struct Parts
{
    ElementState path;
    std::optional<ElementState> pipeline;
    QList<ElementState> environments;
    QList<ElementState> controls; ///< required by the path, named in stages, or guarding path and pipeline
    QStringList missingControls;  ///< required, and not there
    QList<ElementState> technologies;
    QList<ElementState> followers;
    QList<ElementState> others; ///< of the same workload, on no golden path or another one
    QSet<ElementId> ids;
};

Parts partsOf(const Facts &facts, const ElementState &path)
{
    Parts parts;
    parts.path = path;
    const QJsonObject &p = path.properties;
    if (const ElementState *pipeline = facts.byKey(text(p, u"pipeline")))
        parts.pipeline = *pipeline;
    addUnique(parts.environments, facts.byKeys(p.value(u"environments"_s).toArray()));
    addUnique(parts.technologies, facts.byKeys(p.value(u"technologies"_s).toArray()));
    addUnique(parts.technologies, facts.at().targets(path.id, u"uses"_s));
    addUnique(parts.controls, facts.byKeys(p.value(u"required_controls"_s).toArray()));
    addUnique(parts.controls, facts.at().sources(path.id, u"guards"_s));
    for (const QJsonValue &key : p.value(u"required_controls"_s).toArray()) {
        if (!facts.byKey(key.toString()))
            parts.missingControls.append(lastName(facts.model(), key.toString()));
    }
    if (parts.pipeline) {
        addUnique(parts.environments, facts.at().targets(parts.pipeline->id, u"deploysTo"_s));
        addUnique(parts.controls, facts.at().sources(parts.pipeline->id, u"guards"_s));
        for (const QJsonValue &stage : parts.pipeline->properties.value(u"stages"_s).toArray()) {
            addUnique(parts.controls, facts.byKeys(stage[u"controls"].toArray()));
            if (const ElementState *environment = facts.byKey(text(stage, u"environment")))
                addUnique(parts.environments, {*environment});
        }
    }
    parts.followers = facts.at().sources(path.id, u"follows"_s);
    const QString workload = text(p, u"workload");
    for (const ElementState &service : facts.at().ofKind(u"service"_s)) {
        if (!workload.isEmpty() && text(service.properties, u"workload") == workload &&
            !std::ranges::contains(parts.followers, service.id, &ElementState::id))
            parts.others.append(service);
    }
    parts.ids.insert(path.id);
    if (parts.pipeline)
        parts.ids.insert(parts.pipeline->id);
    for (const QList<ElementState> &list : {parts.environments, parts.controls, parts.followers}) {
        for (const ElementState &element : list)
            parts.ids.insert(element.id);
    }
    return parts;
}

QVariantHash costs(const Facts &facts, const Parts &parts)
{
    const auto sum = [](const QList<ElementState> &elements) {
        double total = 0;
        for (const ElementState &element : elements)
            total += element.properties.value(u"monthly_cost"_s).toDouble();
        return total;
    };
    const double services = sum(parts.followers);
    const double pipeline =
        parts.pipeline ? parts.pipeline->properties.value(u"monthly_cost"_s).toDouble() : 0;
    const double environments = sum(parts.environments);
    if (services + pipeline + environments <= 0)
        return {};
    return {{u"services"_s, services > 0 ? facts.money(services) : QString()},
            {u"pipeline"_s, pipeline > 0 ? facts.money(pipeline) : QString()},
            {u"environments"_s, environments > 0 ? facts.money(environments) : QString()},
            {u"per_service"_s,
             services > 0 ? facts.money(services / double(parts.followers.size())) : QString()}};
}

/// A decision on one service is not one on the path.
QSet<QString> decisionSubjects(const Facts &facts, const Parts &parts)
{
    QSet<QString> keys;
    for (const ElementId id : parts.ids)
        keys.insert(facts.at().element(id)->key);
    for (const ElementState &service : parts.followers)
        keys.remove(service.key);
    for (const ElementState &technology : parts.technologies)
        keys.insert(technology.key);
    return keys;
}

bool touches(const Facts &facts, const Parts &parts, const Record &work)
{
    return std::ranges::any_of(work.properties.value(u"elements"_s).toArray(), [&](const QJsonValue &key) {
        const Element *element = facts.model().element(key.toString());
        return element &&
               (element->id == parts.path.id || (parts.pipeline && element->id == parts.pipeline->id) ||
                std::ranges::contains(parts.followers, element->id, &ElementState::id));
    });
}

QVariantHash adoption(const Facts &facts, const Parts &parts)
{
    const auto row = [&](const ElementState &service) {
        return QVariantHash{{u"service"_s, facts.ref(service)},
                            {u"tier"_s, facts.value(service, u"tier"_s)},
                            {u"owner"_s, facts.owner(service.id)},
                            {u"pipelines"_s, facts.refs(facts.at().targets(service.id, u"deliveredBy"_s))},
                            {u"path"_s, facts.refs(facts.at().targets(service.id, u"follows"_s))}};
    };
    QVariantList followers;
    QVariantList others;
    for (const ElementState &service : parts.followers)
        followers.append(row(service));
    for (const ElementState &service : parts.others)
        others.append(row(service));
    QVariantList steps;
    for (const Plateau &plateau : facts.model().plateausInOrder()) {
        if (plateau.kind == PlateauKind::Option)
            continue;
        const PlateauModel &at = facts.evaluatedAt(plateau.id).at;
        if (!at.element(parts.path.id))
            continue;
        steps.append(
            QVariantHash{{u"plateau"_s, facts.plateauName(plateau.id)},
                         {u"date"_s, plateau.date.isValid() ? plateau.date.toString(Qt::ISODate) : QString()},
                         {u"count"_s, QString::number(at.sources(parts.path.id, u"follows"_s).size())}});
    }
    return {{u"followers"_s, followers},
            {u"others"_s, others},
            {u"count"_s, QString::number(parts.followers.size())},
            {u"follow"_s, wordFor(parts.followers.size(), u"follows"_s, u"follow"_s)},
            {u"all"_s, counted(parts.followers.size() + parts.others.size(), u"service"_s, u"services"_s)},
            {u"steps"_s, steps}};
}

/// Which chapters have nothing in the model: the document leaves them out and says so.
QString missingChapters(const QVariantHash &context)
{
    static const QList<std::pair<QString, QString>> chapters{
        {u"purpose"_s, u"its purpose"_s},
        {u"when_to_use"_s, u"when to use it"_s},
        {u"when_not_to_use"_s, u"when not to use it"_s},
        {u"stages"_s, u"the pipeline's stages"_s},
        {u"environments"_s, u"environments"_s},
        {u"identity_and_secrets"_s, u"identity and secrets"_s},
        {u"artifacts_and_provenance"_s, u"how artifacts are made and proven"_s},
        {u"observability"_s, u"observability"_s},
        {u"release_strategy"_s, u"the release strategy"_s},
        {u"rollback"_s, u"rollback"_s},
        {u"controls"_s, u"controls"_s},
        {u"cost"_s, u"cost"_s},
        {u"decisions"_s, u"decisions"_s},
        {u"migration_steps"_s, u"migration steps"_s},
        {u"exceptions"_s, u"the exceptions process"_s}};
    QStringList missing;
    for (const auto &[name, words] : chapters) {
        const QVariant value = context.value(name);
        const bool isEmpty = value.typeId() == QMetaType::QVariantList   ? value.toList().isEmpty()
                             : value.typeId() == QMetaType::QVariantHash ? value.toHash().isEmpty()
                                                                         : !value.isValid();
        if (isEmpty)
            missing.append(words);
    }
    return sentenceList(missing);
}

} // namespace

QVariantHash goldenPathContext(const Facts &facts, const ElementState &path, const DrawPicture &draw)
{
    const Parts parts = partsOf(facts, path);
    const QJsonObject &p = path.properties;
    QVariantHash context = facts.header(u"Reference architecture: "_s + path.name());
    context[u"name"_s] = path.name();
    context[u"version"_s] = text(p, u"version");
    context[u"workload"_s] = facts.value(path, u"workload"_s);
    context[u"owner"_s] = facts.owner(path.id);
    for (const QString &name :
         {u"purpose"_s, u"when_to_use"_s, u"when_not_to_use"_s, u"promotion"_s, u"identity_and_secrets"_s,
          u"artifacts_and_provenance"_s, u"observability"_s, u"slo_defaults"_s, u"release_strategy"_s,
          u"rollback"_s, u"migration_steps"_s, u"exceptions"_s})
        context[name] = facts.text(p, name, 3);

    if (parts.pipeline) {
        const ElementState &pipeline = *parts.pipeline;
        context[u"pipeline"_s] = QVariantHash{
            {u"name"_s, pipeline.name()},
            {u"description"_s, facts.text(pipeline.properties, u"description"_s, 3)},
            {u"tool"_s, facts.value(pipeline, u"tool"_s)},
            {u"template"_s, facts.value(pipeline, u"template"_s)},
            {u"version"_s, facts.value(pipeline, u"template_version"_s)},
            {u"trigger"_s, facts.value(pipeline, u"trigger"_s)},
            {u"runner"_s, facts.value(pipeline, u"runner"_s)},
            {u"credentials"_s, facts.value(pipeline, u"credentials"_s)},
            {u"signing"_s, facts.value(pipeline, u"signing"_s)},
            {u"signing_is_verified"_s, text(pipeline.properties, u"signing") == u"signed-verified"},
            {u"provenance"_s, facts.value(pipeline, u"provenance"_s)},
            {u"duration"_s, facts.value(pipeline, u"duration_p95_minutes"_s)},
            {u"lead_time"_s, facts.value(pipeline, u"lead_time_p50_hours"_s)},
            {u"success"_s, facts.value(pipeline, u"success_rate"_s)},
            {u"owner"_s, facts.owner(pipeline.id)}};
        context[u"stages"_s] = stageRows(facts, pipeline);
    }
    context[u"environments"_s] = environmentRows(facts, parts.environments);
    context[u"promotions"_s] = promotionRows(facts, parts.environments);
    context[u"technologies"_s] = facts.refs(parts.technologies);
    QStringList modules;
    for (const QJsonValue &module : p.value(u"iac_modules"_s).toArray())
        modules.append(module.toString());
    context[u"iac_modules"_s] = modules.join(u", "_s);
    context[u"secrets_spread"_s] = spread(facts, parts.followers, u"secrets"_s);
    context[u"slos"_s] = sloRows(facts, parts.followers);
    context[u"releases"_s] = releaseRows(facts, parts.followers);
    context[u"nfrs"_s] = nfrRows(facts, parts.followers);
    const QVariantList controls =
        controlRows(facts, parts.controls, p.value(u"required_controls"_s).toArray());
    context[u"controls"_s] = controls;
    context[u"has_extra_controls"_s] = std::ranges::any_of(
        controls, [](const QVariant &control) { return !control.toHash().value(u"required"_s).toBool(); });
    context[u"missing_controls"_s] = parts.missingControls.join(u", "_s);
    const QVariantHash cost = costs(facts, parts);
    if (!cost.isEmpty())
        context[u"cost"_s] = cost;
    context[u"decisions"_s] = decisionRows(facts, decisionSubjects(facts, parts));
    context[u"adoption"_s] = adoption(facts, parts);
    context[u"work_packages"_s] =
        workPackageRows(facts, [&](const Record &work) { return touches(facts, parts, work); });
    context[u"findings"_s] = facts.findingsOn([&](ElementId id) { return parts.ids.contains(id); });
    context[u"waivers"_s] = facts.waiversOn([&](const QString &key) {
        const Element *element = facts.model().element(key);
        return element && parts.ids.contains(element->id);
    });

    context[u"context_picture"_s] = draw({path.key + u"-context"_s,
                                          path.name() + u": who follows it"_s,
                                          QStringList{path.key} + keysOf(parts.followers),
                                          {u"follows"_s},
                                          u"domain"_s});
    QStringList delivery = keysOf(parts.environments);
    if (parts.pipeline)
        delivery.append(parts.pipeline->key);
    context[u"delivery_picture"_s] = draw({path.key + u"-delivery"_s,
                                           path.name() + u": delivery and promotion"_s,
                                           delivery,
                                           {u"deploysTo"_s, u"promotesTo"_s}});
    context[u"missing"_s] = missingChapters(context);
    return context;
}

} // namespace gp::documents

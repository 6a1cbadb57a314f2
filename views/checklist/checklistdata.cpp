// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "views/checklist/checklistdata.h"

#include "core/diagram/scene.h"
#include "core/rules/answers.h"
#include "core/rules/waivers.h"
#include "core/store/query.h"

#include <QCoreApplication>
#include <QJsonArray>

using namespace Qt::StringLiterals;

namespace gp::views {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("gp::views::Checklist", text);
}

/// "web service, tier 1, confidential"
QString classOf(const ElementState &service, const metamodel::Metamodel &metamodel)
{
    const auto *kind = metamodel.kind(service.kind);
    QStringList parts;
    for (const auto &name : {u"workload"_s, u"tier"_s, u"data_class"_s}) {
        const auto *property = kind ? kind->property(name) : nullptr;
        const auto value = service.properties.value(name);
        if (!property || value.isUndefined())
            continue;
        const QString text = metamodel::displayText(*property, value);
        parts.append(name == "tier"_L1 ? tr("tier %1").arg(value.toVariant().toString()) : text);
    }
    return parts.join(u", "_s);
}

QList<ElementId> elementsOf(const ChecklistSource &source)
{
    const Model &model = source.model;
    if (const auto *element = std::get_if<ElementId>(&source.subject.of))
        return {*element};
    if (const auto *id = std::get_if<ViewId>(&source.subject.of)) {
        const auto *view = model.view(*id);
        return view ? source.modelAnswers->elementsOf(model, source.metamodel, *view) : QList<ElementId>();
    }
    QList<ElementId> found;
    const auto *id = std::get_if<RecordId>(&source.subject.of);
    const auto *review = id ? model.record(*id) : nullptr;
    if (!review)
        return found;
    // A review is about what its decisions are about.
    for (const auto &key : review->properties.value("decisions"_L1).toArray()) {
        const auto *decision = model.record(u"decision"_s, key.toString());
        if (!decision)
            continue;
        for (const auto &name : decision->properties.value("elements"_L1).toArray()) {
            if (const auto *element = model.element(name.toString()))
                found.append(element->id);
        }
    }
    return found;
}

/// The services of the subject at a plateau, by key.
QList<ElementState> servicesOf(const ChecklistSource &source, const PlateauModel &at)
{
    auto services = at.ofKind(u"service"_s);
    if (std::holds_alternative<std::monostate>(source.subject.of))
        return services;
    const auto elements = elementsOf(source);
    QSet<ElementId> wanted(elements.begin(), elements.end());
    if (std::holds_alternative<RecordId>(source.subject.of)) {
        // What is decided about a pipeline is decided about what it delivers.
        for (const auto &relation : at.relations()) {
            if (relation.kind == "deliveredBy"_L1 && wanted.contains(relation.target))
                wanted.insert(relation.source);
        }
    }
    services.removeIf([&](const ElementState &service) { return !wanted.contains(service.id); });
    return services;
}

QString titleOf(const ChecklistSource &source, const QList<ChecklistService> &services)
{
    const Model &model = source.model;
    if (const auto *id = std::get_if<ElementId>(&source.subject.of)) {
        const auto *element = model.element(*id);
        return !services.isEmpty() ? services.front().name : element ? element->key : QString();
    }
    if (const auto *id = std::get_if<ViewId>(&source.subject.of)) {
        const auto *view = model.view(*id);
        const QString title = view ? view->properties.value("title"_L1).toString() : QString();
        return title.isEmpty() && view ? view->key : title;
    }
    if (const auto *id = std::get_if<RecordId>(&source.subject.of)) {
        const auto *review = model.record(*id);
        return review ? gp::titleOf(*review) : QString();
    }
    return tr("All services");
}

bool isOverdue(const rules::NfrRow &row, Answer answer, const QString &today)
{
    const bool isLeft = answer != Answer::Met && answer != Answer::NotApplicable;
    return isLeft && !row.due.isEmpty() && !today.isEmpty() && row.due < today;
}

} // namespace

QString nameOf(const ChecklistSubject &subject, const Model &model)
{
    if (const auto *id = std::get_if<ElementId>(&subject.of)) {
        const auto *element = model.element(*id);
        return element ? QString(u"element/"_s + element->key) : QString();
    }
    if (const auto *id = std::get_if<ViewId>(&subject.of)) {
        const auto *view = model.view(*id);
        return view ? QString(u"view/"_s + view->key) : QString();
    }
    if (const auto *id = std::get_if<RecordId>(&subject.of)) {
        const auto *record = model.record(*id);
        return record ? QString(record->kind + u'/' + record->key) : QString();
    }
    return u"plateau"_s;
}

std::optional<ChecklistSubject> subjectFrom(const QString &name, const Model &model)
{
    const QString kind = name.section(u'/', 0, 0);
    const QString key = name.section(u'/', 1);
    if (name == "plateau"_L1)
        return ChecklistSubject();
    if (kind == "element"_L1) {
        const auto *element = model.element(key);
        return element ? std::optional(ChecklistSubject{element->id}) : std::nullopt;
    }
    if (kind == "view"_L1) {
        const auto *view = model.view(key);
        return view ? std::optional(ChecklistSubject{view->id}) : std::nullopt;
    }
    const auto *record = kind == "review"_L1 ? model.record(kind, key) : nullptr;
    return record ? std::optional(ChecklistSubject{record->id}) : std::nullopt;
}

ModelAnswers::Made ModelAnswers::of(const QString &path, const Model &model, PlateauId plateau,
                                    const QList<ElementId> &services)
{
    const std::scoped_lock lock(m_mutex);
    if (const auto known = m_made.constFind(plateau); known != m_made.cend() && known->first == services)
        return known->second;
    Made made;
    const auto query = store::Query::open(path);
    if (!query) {
        made.errors.append(query.error().message);
        return made; // and tried again the next time
    }
    // With many of them the condition would cost more than the rows that it spares.
    constexpr qsizetype few = 200;
    const auto evaluation = rules::nfrsByModel(**query, rules::NfrCatalogue::builtin(), model, plateau,
                                               services.size() <= few ? services : QList<ElementId>());
    const QSet<ElementId> wanted(services.begin(), services.end());
    made.rows = evaluation.rows;
    made.rows.removeIf([&](const rules::NfrRow &row) { return !wanted.contains(row.element); });
    for (const auto &error : evaluation.errors)
        made.errors.append(error.message);
    m_made.insert(plateau, {services, made});
    return made;
}

QList<ElementId> ModelAnswers::elementsOf(const Model &model, const metamodel::Metamodel &metamodel,
                                          const View &view)
{
    const std::scoped_lock lock(m_mutex);
    if (!m_elements)
        m_elements = diagram::SceneBuilder(model, metamodel, view).elements();
    return *m_elements;
}

ChecklistData makeChecklist(const ChecklistSource &source)
{
    ChecklistData data;
    const PlateauModel at(source.model, source.plateau);
    QList<ElementId> ids;
    QHash<ElementId, int> places;
    for (const auto &service : servicesOf(source, at)) {
        places.insert(service.id, int(ids.size()));
        ids.append(service.id);
        data.services.append({service.id, service.key, service.name(), classOf(service, source.metamodel)});
    }
    data.title = titleOf(source, data.services);
    for (const auto &team : at.ofKind(u"team"_s))
        data.teams.insert(team.key, team.name());
    if (ids.isEmpty())
        return data;

    const auto &items = rules::NfrCatalogue::builtin().items();
    QHash<QString, int> itemPlaces;
    for (int i = 0; i < items.size(); ++i)
        itemPlaces.insert(items[i].id, i);
    auto made = source.modelAnswers->of(source.path, source.model, source.plateau, ids);
    data.errors = made.errors;
    const auto rows = rules::withAnswers(std::move(made.rows), source.model, source.plateau);
    const auto *plateau = source.model.plateau(source.plateau);
    const QString today =
        std::max(rules::projectDate(source.model),
                 plateau && plateau->date.isValid() ? plateau->date.toString(Qt::ISODate) : QString());
    const rules::AnswersAt given(source.model, source.plateau);
    QSet<int> applying;
    data.rows.reserve(rows.size());
    for (const auto &row : rows) {
        const Answer answer = answerOf(row.answer);
        const int item = itemPlaces.value(row.nfr, -1);
        if (item < 0)
            continue;
        const int place = places.value(row.element);
        const auto *record = row.source == rules::AnswerSource::Explicit
                                 ? given.own(row.nfr, data.services[place].key)
                             : row.source == rules::AnswerSource::Shared ? given.shared(row.nfr)
                                                                         : nullptr;
        data.rows.append({row, place, item, answer,
                          record ? record->properties.value("evidence"_L1).toString() : QString(),
                          isOverdue(row, answer, today)});
        data.counts.add(answer);
        applying.insert(item);
    }
    data.itemsThatApply = int(applying.size());

    const PlateauId root = source.model.rootPlateau();
    if (root == source.plateau)
        return data;
    const auto earlier = source.modelAnswers->of(source.path, source.model, root, ids);
    AnswerCounts before;
    const auto answered = rules::withAnswers(earlier.rows, source.model, root);
    for (const auto &row : answered)
        before.add(answerOf(row.answer));
    if (before.all() > 0)
        data.before = before;
    if (const auto *first = source.model.plateau(root))
        data.beforeName = first->name.isEmpty() ? first->key : first->name;
    return data;
}

QString sourceText(const ChecklistData &data, const ChecklistRow &row)
{
    switch (row.nfr.source) {
    case rules::AnswerSource::Shared:
        return row.nfr.owner.isEmpty() ? tr("answered once for all")
                                       : tr("answered once by %1").arg(data.ownerOf(row));
    case rules::AnswerSource::Model:
        return tr("the model says");
    case rules::AnswerSource::Explicit:
    case rules::AnswerSource::Waiver: // its evidence names it
    case rules::AnswerSource::None:
        break;
    }
    return {};
}

} // namespace gp::views

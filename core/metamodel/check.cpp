// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "core/metamodel/metamodel.h"

#include <QSet>

using namespace Qt::StringLiterals;

namespace gp::metamodel {

namespace {

class Checker
{
public:
    Checker(const Metamodel &metamodel, const Model &model)
        : m_metamodel(metamodel)
        , m_model(model)
    {
    }

    void check(const Element &element)
    {
        const QString what = u"%1 '%2'"_s.arg(element.kind, element.key);
        const Kind *kind = m_metamodel.kind(element.kind);
        if (!kind) {
            report(
                u"'%1': there is no kind '%2'; known are: %3"_s.arg(element.key, element.kind, kindNames()));
            return;
        }
        for (const QJsonObject &revision : element.revisions)
            checkProperties(what, kind->properties, revision);
    }

    void check(const Relation &relation)
    {
        const Element *source = m_model.element(relation.source);
        const Element *target = m_model.element(relation.target);
        if (!source || !target)
            return; // a dangling end is the model's own finding
        const QString what = u"%1 from '%2' to '%3'"_s.arg(relation.kind, source->key, target->key);
        const RelationKind *kind = m_metamodel.relationKind(relation.kind);
        if (!kind) {
            report(what + u": there is no relation '%1'"_s.arg(relation.kind));
            return;
        }
        if (!kind->allows(source->kind, target->kind))
            report(what + u": a %1 cannot be related so to a %2; allowed: %3"_s.arg(
                              source->kind, target->kind, alternatives(*source, *target)));
        for (const QJsonObject &revision : relation.revisions)
            checkProperties(what, kind->properties, revision);
    }

    void check(const Record &record)
    {
        const QString what = u"%1 '%2'"_s.arg(record.kind, record.key);
        const Kind *kind = m_metamodel.recordKind(record.kind);
        if (!kind) {
            report(u"'%1': there is no record kind '%2'"_s.arg(record.key, record.kind));
            return;
        }
        checkProperties(what, kind->properties, record.properties);
        checkRequired(what, *kind, record.properties);
    }

    void check(const View &view)
    {
        if (const Kind *kind = m_metamodel.recordKind(u"view"_s)) {
            checkProperties(u"view '%1'"_s.arg(view.key), kind->properties, view.properties);
            checkRequired(u"view '%1'"_s.arg(view.key), *kind, view.properties);
        }
    }

    [[nodiscard]] QList<Error> take() { return std::move(m_found); }

private:
    void report(const QString &message) { m_found.append({ErrorCode::Invalid, message, {}, {}, 0}); }

    void checkProperties(const QString &what, const QList<Property> &known, const QJsonObject &properties)
    {
        for (const Property &property : known) {
            const auto it = properties.constFind(property.name);
            if (it == properties.constEnd())
                continue;
            if (const auto wrong = checkValue(property, it.value(), &m_model))
                report(what + u": '%1' %2"_s.arg(property.name, *wrong));
        }
    }

    void checkRequired(const QString &what, const Kind &kind, const QJsonObject &properties)
    {
        for (const Property &property : kind.properties) {
            const QJsonValue value = properties.value(property.name);
            if (property.required &&
                (value.isUndefined() || value.isNull() || value == QJsonValue(QString())))
                report(what + u": '%1' is missing"_s.arg(property.name));
        }
    }

    [[nodiscard]] QString kindNames() const
    {
        QStringList names;
        for (const Kind &kind : m_metamodel.kinds())
            names.append(kind.name);
        return names.join(u", "_s);
    }

    [[nodiscard]] QString alternatives(const Element &source, const Element &target) const
    {
        QStringList names;
        for (const RelationKind *kind : m_metamodel.legalRelations(source.kind, target.kind))
            names.append(kind->name);
        return names.isEmpty() ? u"none"_s : names.join(u", "_s);
    }

    const Metamodel &m_metamodel;
    const Model &m_model;
    QList<Error> m_found;
};

bool refers(const Property &property)
{
    return !property.refersTo.isEmpty() || std::ranges::any_of(property.columns, refers);
}

bool refers(const Kind &kind)
{
    return std::ranges::any_of(kind.properties, [](const Property &property) { return refers(property); });
}

template<typename IdType, typename Find>
void checkTouched(Checker &checker, const Touched<IdType> &touched, Find find)
{
    for (const auto *ids : {&touched.added, &touched.updated}) {
        for (const IdType id : *ids) {
            if (const auto *thing = find(id))
                checker.check(*thing);
        }
    }
}

} // namespace

QList<Error> Metamodel::findProblems(const Model &model, const Change &change) const
{
    Checker checker(*this, model);
    checkTouched(checker, change.elements, [&](ElementId id) { return model.element(id); });
    checkTouched(checker, change.relations, [&](RelationId id) { return model.relation(id); });
    // Elements refer to elements as well (a stage to its environment): when one is gone for good, look at
    // those that can. An edit that erases nothing pays nothing for it.
    if (!change.elements.removed.empty()) {
        QSet<QString> referring;
        for (const Kind &kind : m_kinds) {
            if (refers(kind))
                referring.insert(kind.name);
        }
        for (const Element &element : model.elements()) {
            if (referring.contains(element.kind) && !change.elements.touches(element.id))
                checker.check(element);
        }
    }
    // Records and views refer to elements, records and plateaus by key: when one of those goes, look at all
    // of them.
    const bool referencesMayBreak = !change.elements.removed.empty() || !change.elements.updated.empty() ||
                                    !change.records.removed.empty() || !change.records.updated.empty() ||
                                    !change.plateaus.removed.empty() || !change.plateaus.updated.empty();
    if (referencesMayBreak) {
        for (const Record &record : model.records())
            checker.check(record);
        for (const View &view : model.views())
            checker.check(view);
    } else {
        checkTouched(checker, change.records, [&](RecordId id) { return model.record(id); });
        checkTouched(checker, change.views, [&](ViewId id) { return model.view(id); });
    }
    return checker.take();
}

QList<Error> Metamodel::findProblems(const Model &model) const
{
    Checker checker(*this, model);
    for (const Element &element : model.elements())
        checker.check(element);
    for (const Relation &relation : model.relations())
        checker.check(relation);
    for (const Record &record : model.records())
        checker.check(record);
    for (const View &view : model.views())
        checker.check(view);
    return checker.take();
}

} // namespace gp::metamodel

// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "views/governance/findingedits.h"

#include "core/model/relate.h"
#include "core/rules/profile.h"
#include "views/inspector/editors.h"
#include "views/session/words.h"

#include <QJsonArray>
#include <QJsonDocument>

using namespace Qt::StringLiterals;

namespace gp::views {

namespace {

using metamodel::PropertyType;

/// A cell of a query is text, a number or nothing; the property says what is meant.
QJsonValue valueFrom(const QVariant &cell, const metamodel::Property &property)
{
    if (!cell.isValid())
        return QJsonValue::Null;
    switch (property.type) {
    case PropertyType::Boolean:
        return cell.typeId() == QMetaType::QString ? cell.toString() == "true"_L1 : cell.toLongLong() != 0;
    case PropertyType::Integer:
        return cell.toLongLong();
    case PropertyType::Number:
        return cell.toDouble();
    case PropertyType::List:
    case PropertyType::Table: {
        const auto json = QJsonDocument::fromJson(cell.toString().toUtf8());
        if (json.isArray())
            return json.array();
        return property.type == PropertyType::List ? QJsonValue(QJsonArray{cell.toString()}) : QJsonValue();
    }
    default:
        return cell.toString();
    }
}

class Fixer
{
public:
    Fixer(const Session &session, FindingEdit &edit, const store::QueryResult &rows)
        : m_session(session)
        , m_edit(edit)
        , m_rows(rows)
        , m_element(rows.columns.indexOf(u"element_id"_s))
        , m_property(rows.columns.indexOf(u"property"_s))
        , m_value(rows.columns.indexOf(u"value"_s))
        , m_relation(rows.columns.indexOf(u"relation"_s))
        , m_target(rows.columns.indexOf(u"target_id"_s))
    {
    }

    Result<void> run()
    {
        const bool sets = m_property >= 0 && m_value >= 0;
        const bool relates = m_relation >= 0 && m_target >= 0;
        if (m_element < 0 || (!sets && !relates))
            return fail(ErrorCode::Usage,
                        QObject::tr("The fix of this rule returns neither element_id, property, "
                                    "value nor element_id, relation, target_id."));
        for (const auto &row : m_rows.rows) {
            const auto done = sets && row.at(m_property).isValid() ? set(row) : relate(row);
            if (!done)
                return done;
        }
        return {};
    }

private:
    Result<void> set(const QVariantList &row)
    {
        const ElementId id(row.at(m_element).toLongLong());
        const auto *state = m_session.state().element(id);
        const QString name = row.at(m_property).toString();
        const auto *kind = state ? m_session.metamodel().kind(state->kind) : nullptr;
        const auto *property = kind ? kind->property(name) : nullptr;
        if (!property)
            return fail(ErrorCode::Invalid,
                        QObject::tr("%1 has no property '%2'.").arg(nameOf(m_session, id), name));
        const auto value = valueFrom(row.at(m_value), *property);
        const auto before = state->properties.value(name);
        if (before == value || (value.isNull() && before.isUndefined()))
            return {};
        const QString text = shownText(*property, value, m_session.model());
        const QString was = shownText(*property, before, m_session.model());
        m_edit.steps.append(value.isNull() ? QObject::tr("Unset %1 of %2").arg(property->label, state->name())
                            : was.isEmpty()
                                ? QObject::tr("Set %1 of %2 to %3").arg(property->label, state->name(), text)
                                : QObject::tr("Set %1 of %2 to %3 (it is %4)")
                                      .arg(property->label, state->name(), text, was));
        return m_edit.draft.setProperty(id, m_session.plateau(), name, value);
    }

    Result<void> relate(const QVariantList &row)
    {
        if (m_relation < 0 || m_target < 0)
            return {};
        const ElementId source(row.at(m_element).toLongLong());
        const ElementId target(row.at(m_target).toLongLong());
        const QString kind = row.at(m_relation).toString();
        const auto *described = m_session.metamodel().relationKind(kind);
        m_edit.steps.append(QObject::tr("%1 %2 %3")
                                .arg(nameOf(m_session, source), described ? described->label : kind,
                                     nameOf(m_session, target)));
        const auto related = relateAt(m_edit.draft, kind, source, target, m_session.plateau());
        return related ? Result<void>() : std::unexpected(related.error());
    }

    const Session &m_session;
    FindingEdit &m_edit;
    const store::QueryResult &m_rows;
    qsizetype m_element;
    qsizetype m_property;
    qsizetype m_value;
    qsizetype m_relation;
    qsizetype m_target;
};

QString freeKey(const Model &model, const QString &kind, const QString &text)
{
    const QString base = toKey(text.left(60));
    QString key = base.isEmpty() ? kind : base;
    for (int number = 2; model.record(kind, key); ++number)
        key = u"%1-%2"_s.arg(base).arg(number);
    return key;
}

} // namespace

QString nameOf(const Session &session, ElementId id)
{
    if (const auto *state = session.shown(id))
        return state->name();
    const auto *element = session.model().element(id);
    return element ? element->key : QObject::tr("something that is gone");
}

FindingEdit fixEdit(const Session &session, const rules::Finding &finding, const rules::Rule &rule,
                    const store::QueryResult &rows)
{
    FindingEdit edit{Draft(session.model()), {}, {}, {}, {}};
    const QString title =
        rule.fix.title.isEmpty() ? QObject::tr("Fix %1").arg(rule.id) : capitalised(rule.fix.title);
    edit.label = QObject::tr("%1: %2 in %3")
                     .arg(title, nameOf(session, finding.element), session.plateauName(session.plateau()));
    edit.done = Fixer(session, edit, rows).run();
    return edit;
}

std::pair<PlateauId, PlateauId> spanOfWork(const Model &model, PlateauId shown)
{
    for (const auto &plateau : model.plateausInOrder()) {
        if (plateau.parent == shown && plateau.kind != PlateauKind::Option)
            return {shown, plateau.id};
    }
    const auto *last = model.plateau(shown);
    return last && last->parent.isValid() ? std::pair(last->parent, shown)
                                          : std::pair<PlateauId, PlateauId>();
}

FindingEdit workPackageEdit(const Session &session, const rules::Finding &finding, const rules::Rule &rule)
{
    const auto &model = session.model();
    FindingEdit edit{Draft(model), {}, {}, {}, {}};
    const auto [from, to] = spanOfWork(model, session.plateau());
    if (!to.isValid()) {
        edit.done =
            fail(ErrorCode::Refused,
                 QObject::tr("There is no plateau after %1, and a work package leads from one to the next.")
                     .arg(session.plateauName(session.plateau())));
        return edit;
    }
    const auto *element = model.element(finding.element);
    const QString name = element ? u"%1: %2"_s.arg(nameOf(session, finding.element), rule.title) : rule.title;
    QJsonArray elements;
    if (element)
        elements.append(element->key);
    QJsonObject properties{{u"name"_s, name},
                           {u"description"_s, u"%1: %2"_s.arg(finding.rule, finding.message)},
                           {u"from_plateau"_s, model.plateau(from)->key},
                           {u"to_plateau"_s, model.plateau(to)->key},
                           {u"elements"_s, elements}};
    if (!rule.remediation.isEmpty())
        properties.insert(u"outcome"_s, rule.remediation.simplified());
    edit.label = QObject::tr("Make the work package %1").arg(quoted(name));
    const auto added =
        edit.draft.addRecord(u"workPackage"_s, freeKey(model, u"workPackage"_s, name), properties);
    if (added)
        edit.record = *added;
    else
        edit.done = std::unexpected(added.error());
    return edit;
}

FindingEdit profilesEdit(const Session &session, const QStringList &ids)
{
    const auto &model = session.model();
    FindingEdit edit{Draft(model), {}, {}, {}, {}};
    QStringList titles;
    for (const auto &id : ids)
        titles.append(rules::Profiles::builtin().all().value(id).title);
    edit.label = ids.isEmpty() ? QObject::tr("Choose no profile")
                               : QObject::tr("Choose the profile %1").arg(titles.join(u" + "_s));
    const auto *before = model.record(u"project"_s, u"project"_s);
    Record project = before ? *before : Record{{}, u"project"_s, u"project"_s, {}};
    if (ids.isEmpty())
        project.properties.remove(u"profiles"_s);
    else
        project.properties.insert(u"profiles"_s, QJsonArray::fromStringList(ids));
    if (before)
        edit.done = edit.draft.update(project);
    else if (const auto added = edit.draft.addRecord(project); !added)
        edit.done = std::unexpected(added.error());
    return edit;
}

} // namespace gp::views

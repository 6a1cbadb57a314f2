// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "core/documents/attachments.h"
#include "core/metamodel/ownkinds.h"
#include "views/inspector/page.h"
#include "views/ownkinds/ownkindsdialog.h"
#include "views/style/appearance.h"
#include "views/style/states.h"
#include "views/window/actions.h"

#include <QLocale>
#include <QPushButton>

using namespace Qt::StringLiterals;

namespace gp::views {

RelationPage::RelationPage(Session &session, RelationId id, bool all, QWidget *parent)
    : InspectorPage(session, parent)
    , m_id(id)
{
    const auto *relation = session.model().relation(id);
    if (!relation)
        return;
    const auto nameOf = [&session](ElementId end) {
        const auto *state = session.shown(end);
        const auto *element = session.model().element(end);
        return state ? state->name() : element ? element->key : QString();
    };
    const auto *kind = session.metamodel().relationKind(relation->kind);
    const QString label = kind ? kind->label : relation->kind;
    addTitle(u"%1 %2 %3"_s.arg(nameOf(relation->source), label, nameOf(relation->target)),
             tr("relation · since %1").arg(session.plateauName(relation->lifetime.since)));
    const auto path = session.model().pathTo(session.plateau());
    const auto values = effectiveProperties(relation->revisions, path);
    QList<Field> fields;
    for (const auto &property : kind ? kind->properties : QList<metamodel::Property>()) {
        Field field;
        field.property = property;
        field.value = values.value(property.name);
        field.isReadOnly = session.store().isReadOnly() || !path.lives(relation->lifetime);
        fields.append(field);
    }
    addRows(fields, all);
    addSection(tr("From"));
    addLink(nameOf(relation->source), relation->source);
    addSection(tr("To"));
    addLink(nameOf(relation->target), relation->target);
    const auto provenance = session.model().provenance(id);
    if (!provenance.sources.isEmpty()) {
        addSection(tr("Sources"));
        for (const auto &source : provenance.sources)
            addText(breakable(u"%1:%2"_s.arg(source.file).arg(source.line)) + u" · "_s + source.mechanism);
    }
    finish();
}

void RelationPage::onEdited(const QString &property, const QJsonValue &value)
{
    Draft draft(m_session.model());
    const auto edit = draft.setProperty(m_id, m_session.plateau(), property, value);
    store(draft, edit,
          tr("Edit %1 of a relation in %2").arg(property, m_session.plateauName(m_session.plateau())),
          property);
}

/// A decision's status and all that hangs on it change by its steps, on its page.
static bool isComputed(const Record &record, const QString &property)
{
    static const QStringList bySteps{u"status"_s, u"history"_s, u"basis_from"_s, u"basis_to"_s,
                                     u"basis_items"_s};
    return record.kind == "decision"_L1 && bySteps.contains(property);
}

RecordPage::RecordPage(Session &session, RecordId id, bool all, QWidget *parent)
    : InspectorPage(session, parent)
    , m_id(id)
{
    const auto *record = session.model().record(id);
    const auto *kind = record ? session.metamodel().recordKind(record->kind) : nullptr;
    if (!record || !kind)
        return;
    const QString status = record->properties.value("status"_L1).toString();
    addTitle(titleOf(*record), status.isEmpty() ? kind->label : kind->label + u" · "_s + status);
    addButton(tr("Read as a page"), {}, [this] { Q_EMIT m_session.pageRequested(m_id); });
    if (record->kind == "review"_L1)
        addChecklistButton();
    addSpace(4);
    QList<Field> fields;
    for (const auto &property : kind->properties) {
        // What an import keeps to write a file back is no text for people.
        if (property.name.startsWith("source_"_L1))
            continue;
        Field field;
        field.property = property;
        field.value = record->properties.value(property.name);
        field.isReadOnly = session.store().isReadOnly() || isComputed(*record, property.name);
        if (record->kind == "attachment"_L1 && property.name == "data"_L1) {
            field.value = QLocale().formattedDataSize(documents::pictureBytes(*record));
            field.isReadOnly = true;
        }
        fields.append(field);
    }
    addRows(fields, all, !all);
    if (!all)
        addReferences(*kind, *record);
    finish();
}

void RecordPage::addReferences(const metamodel::Kind &kind, const Record &record)
{
    for (const auto &property : kind.properties) {
        const auto keys = record.properties.value(property.name).toArray();
        if (property.type != metamodel::PropertyType::List || property.refersTo.isEmpty() || keys.isEmpty())
            continue;
        addSection(property.label);
        for (const auto &item : keys) {
            const QString key = item.toString();
            const auto *other = m_session.model().record(property.refersTo, key);
            const auto *element = m_session.model().element(key);
            if (other)
                addLink(titleOf(*other), other->id);
            else if (const auto *state = element ? m_session.shown(element->id) : nullptr)
                addLink(state->name(), element->id);
            else if (element)
                addLink(key, element->id);
            else
                addText(key);
        }
    }
}

void RecordPage::onEdited(const QString &property, const QJsonValue &value)
{
    const auto *record = m_session.model().record(m_id);
    if (!record)
        return;
    const auto *kind = m_session.metamodel().recordKind(record->kind);
    const auto *described = kind ? kind->property(property) : nullptr;
    Record edited = *record;
    if (value.isNull())
        edited.properties.remove(property);
    else
        edited.properties.insert(property, value);
    Draft draft(m_session.model());
    auto edit = draft.update(edited);
    if (metamodel::isDefinition(edited)) {
        if (const auto lost = metamodel::whyNotReplace(m_session.model(), *record, edited))
            edit = std::unexpected(*lost);
    }
    store(draft, edit, tr("Edit %1 of %2").arg(described ? described->label : property, titleOf(*record)),
          property);
}

ProjectPage::ProjectPage(Session &session, QWidget *parent)
    : InspectorPage(session, parent)
{
    const auto *project = session.model().record(u"project"_s, u"project"_s);
    const auto properties = project ? project->properties : QJsonObject();
    addTitle(session.projectName(), properties.value("organisation"_L1).toString());
    QString description = properties.value("description"_L1).toString();
    // The first paragraph introduces; the rest is in the text twin.
    if (const auto end = description.indexOf(u"\n\n"_s); end > 0)
        description.truncate(end);
    if (!description.isEmpty())
        addText(description.simplified(), {});
    addSection(tr("Plateaus"));
    for (const auto &plateau : session.model().plateausInOrder()) {
        const auto [elements, relations] = session.states().sizeAt(plateau.id);
        const QString date =
            plateau.date.isValid() ? u" · "_s + plateau.date.toString(Qt::ISODate) : QString();
        addText(session.plateauName(plateau.id) + date, u"strong"_s);
        addText(tr("%1 elements, %2 relations").arg(elements).arg(relations));
        if (!plateau.description.isEmpty())
            addText(plateau.description);
        addSpace(4);
    }
    addSection(tr("Kinds and properties"));
    const auto own = session.model().recordsOfKind(metamodel::ownKindRecord).size() +
                     session.model().recordsOfKind(metamodel::ownPropertyRecord).size();
    addText(own == 0 ? tr("Only the built-in ones.") : tr("%1 of its own.").arg(own));
    addCommand(own == 0 ? tr("Add some…") : tr("Look at them…"), [this] {
        (new OwnKindsDialog(m_session, window()))->open();
    })->setToolTip(withKeys(tr("Kinds and properties of this project"), this, Actions::OwnKinds));
    finish();
}

} // namespace gp::views

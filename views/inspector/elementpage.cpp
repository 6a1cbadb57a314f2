// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "views/inspector/page.h"
#include "views/panels/findings.h"
#include "views/session/words.h"
#include "views/style/appearance.h"
#include "views/style/states.h"

#include <QPushButton>

using namespace Qt::StringLiterals;

namespace gp::views {

namespace {

QString domainOf(const PlateauModel &at, ElementId id)
{
    for (const auto &group : at.targets(id, u"partOf"_s)) {
        if (group.properties.value("type"_L1).toString() == "domain"_L1)
            return group.name();
    }
    return {};
}

/// The name is the title; it gets a row only to be changed.
bool isShownElsewhere(const QString &property, bool all)
{
    return !all && (property == "description"_L1 || property == "name"_L1);
}

} // namespace

ElementPage::ElementPage(Session &session, const Findings *findings, ElementId id, bool all, QWidget *parent)
    : InspectorPage(session, parent)
    , m_id(id)
    , m_at(session.plateau())
{
    const auto *element = session.model().element(id);
    const auto *state = session.state().element(id);
    const bool isGone = !state;
    if (!state && session.isComparing()) {
        state = session.stateFrom().element(id);
        m_at = session.compareFrom();
    }
    if (!element)
        return;
    if (!state) {
        addGone(*element);
        return;
    }
    const auto &at = isGone ? session.stateFrom() : session.state();
    const auto *kind = session.metamodel().kind(element->kind);
    QStringList line = {kind ? kind->label : element->kind};
    if (const QString domain = domainOf(at, id); !domain.isEmpty())
        line.append(domain);
    const QString since = session.plateauName(element->lifetime.since);
    line.append(isGone ? tr("gone in %1").arg(session.plateauName(session.plateau()))
                : element->lifetime.since == m_at
                    ? tr("new in %1").arg(since)
                    : tr("in %1 since %2").arg(session.plateauName(m_at), since));
    addTitle(state->name(), line.join(u" · "_s));
    if (!all)
        addDescription(*state);
    if (element->kind == "pipeline"_L1) {
        addButton(tr("Open as stages"), {}, [this] {
            Q_EMIT m_session.openRequested(m_id);
        })->setToolTip(tr("The pipeline as a picture: stages, gates, environments, controls (Ctrl+Alt+P)"));
        addSpace(6);
    }
    QList<Field> fields;
    if (kind) {
        for (const auto &property : kind->properties) {
            if (!isShownElsewhere(property.name, all))
                fields.append(fieldFor(property, *element, *state));
        }
    }
    addRows(fields, all);
    if (findings)
        addFindings(*findings);
    addDecisions(element->key);
    addRelations(at);
    addRecords(element->key);
    addProvenance();
    finish();
}

void ElementPage::addGone(const Element &element)
{
    addTitle(element.key, tr("not there in %1").arg(m_session.plateauName(m_session.plateau())));
    addText(tr("It begins in %1.").arg(m_session.plateauName(element.lifetime.since)));
    for (const auto until : element.lifetime.until)
        addText(tr("It ends in %1.").arg(m_session.plateauName(until)));
    addSpace(8);
    const auto since = element.lifetime.since;
    addButton(tr("Show %1").arg(m_session.plateauName(since)), {},
              [this, since] { m_session.showPlateau(since); });
    finish();
}

void ElementPage::addDescription(const ElementState &state)
{
    const QString text = state.properties.value("description"_L1).toString();
    if (text.isEmpty())
        return;
    addText(text, {});
    addSpace(6);
}

Field ElementPage::fieldFor(const metamodel::Property &property, const Element &element,
                            const ElementState &state) const
{
    const Model &model = m_session.model();
    Field field;
    field.property = property;
    field.value = state.properties.value(property.name);
    field.isReadOnly = m_session.store().isReadOnly() || m_at != m_session.plateau();

    const auto path = model.pathTo(m_at);
    const auto origin = propertyOrigin(element.revisions, path, property.name);
    // What is said where the element begins is its first value and no change.
    if (!origin.isValid() || origin == element.lifetime.since)
        return field;
    const auto *plateau = model.plateau(origin);
    const auto before =
        plateau && plateau->parent.isValid()
            ? effectiveProperties(element.revisions, model.pathTo(plateau->parent)).value(property.name)
            : QJsonValue(QJsonValue::Undefined);
    const QString was = capitalised(shownText(property, before, model));
    field.note = origin == m_at ? tr("changed") : tr("changed in %1").arg(m_session.plateauName(origin));
    field.noteTip =
        tr("%1, before: %2").arg(m_session.plateauName(origin), was.isEmpty() ? tr("not set") : was);
    field.revertTo = was;
    field.canRevert = origin == m_at;
    return field;
}

void ElementPage::onEdited(const QString &property, const QJsonValue &value)
{
    const auto *state = m_session.state().element(m_id);
    const auto *kind = state ? m_session.metamodel().kind(state->kind) : nullptr;
    const auto *described = kind ? kind->property(property) : nullptr;
    if (!state || !described)
        return;
    Draft draft(m_session.model());
    const auto edit = draft.setProperty(m_id, m_session.plateau(), property, value);
    QString text = shownText(*described, value, m_session.model());
    if (text.size() > 40 || text.contains(u'\n'))
        text.clear();
    const QString name = state->name();
    const QString plateau = m_session.plateauName(m_session.plateau());
    const QString label = value.isNull() ? tr("Clear %1 of %2 in %3").arg(described->label, name, plateau)
                          : text.isEmpty()
                              ? tr("Edit %1 of %2 in %3").arg(described->label, name, plateau)
                              : tr("Set %1 of %2 to %3 in %4").arg(described->label, name, text, plateau);
    store(draft, edit, label, property);
}

void ElementPage::onReverted(const QString &property)
{
    const auto *state = m_session.state().element(m_id);
    if (!state)
        return;
    const auto *kind = m_session.metamodel().kind(state->kind);
    const auto *described = kind ? kind->property(property) : nullptr;
    Draft draft(m_session.model());
    const auto edit = draft.revertProperty(m_id, m_session.plateau(), property);
    store(draft, edit,
          tr("Revert %1 of %2 in %3")
              .arg(described ? described->label : property, state->name(),
                   m_session.plateauName(m_session.plateau())),
          property);
}

void ElementPage::addFindings(const Findings &findings)
{
    const auto mine = findings.of(m_id);
    if (mine.isEmpty())
        return;
    addSection(tr("Findings · %1").arg(mine.size()));
    for (const auto &finding : mine) {
        auto *box = new FindingBox(finding, this);
        m_column->addWidget(box);
    }
}

void ElementPage::addDecisions(const QString &key)
{
    const auto decisions = m_session.recordsNaming(u"decision"_s, u"elements"_s, key);
    if (decisions.isEmpty())
        return;
    addSection(tr("Decisions"));
    for (const auto &decision : decisions) {
        const QString status = decision.properties.value("status"_L1).toString();
        addLink(titleOf(decision), decision.id, status, statusColor(status, currentTheme()));
    }
}

void ElementPage::addRelations(const PlateauModel &at)
{
    for (const auto &kind : m_session.metamodel().relationKinds()) {
        addRelationGroup(capitalised(kind.label), at.targets(m_id, kind.name));
        addRelationGroup(capitalised(kind.inverse), at.sources(m_id, kind.name));
    }
}

void ElementPage::addRelationGroup(const QString &title, const QList<ElementState> &ends)
{
    if (ends.isEmpty())
        return;
    addSection(ends.size() > 1 ? u"%1 · %2"_s.arg(title).arg(ends.size()) : title);
    constexpr qsizetype most = 12;
    for (const auto &end : ends.first(std::min(most, ends.size())))
        addLink(end.name(), end.id);
    if (ends.size() > most)
        addText(tr("and %1 more").arg(ends.size() - most));
}

void ElementPage::addRecords(const QString &key)
{
    const auto waivers = m_session.recordsNaming(u"waiver"_s, u"element"_s, key);
    if (!waivers.isEmpty()) {
        addSection(tr("Waivers"));
        for (const auto &waiver : waivers) {
            const QString expires = waiver.properties.value("expires"_L1).toString();
            addLink(waiver.properties.value("rule"_L1).toString(), waiver.id,
                    expires.isEmpty() ? tr("no end") : tr("until %1").arg(expires), currentTheme().changed);
        }
    }
    const auto answers = m_session.recordsNaming(u"nfrAnswer"_s, u"element"_s, key);
    if (!answers.isEmpty()) {
        addSection(tr("NFR answers"));
        for (const auto &answer : answers) {
            const QString word = answer.properties.value("answer"_L1).toString();
            addLink(answer.properties.value("nfr"_L1).toString(), answer.id, word,
                    statusColor(word, currentTheme()));
        }
    }
    for (const auto &[kind, title] :
         {std::pair(u"risk"_s, tr("Risks")), std::pair(u"workPackage"_s, tr("Work packages"))}) {
        const auto records = m_session.recordsNaming(kind, u"elements"_s, key);
        if (records.isEmpty())
            continue;
        addSection(title);
        for (const auto &record : records)
            addLink(titleOf(record), record.id);
    }
}

void ElementPage::addProvenance()
{
    const auto provenance = m_session.model().provenance(m_id);
    if (!provenance.sources.isEmpty()) {
        addSection(tr("Sources"));
        for (const auto &source : provenance.sources) {
            const QString place =
                source.line > 0 ? u"%1:%2"_s.arg(source.file).arg(source.line) : source.file;
            addText(breakable(place) + u" · "_s + source.format +
                    (source.inferred ? tr(", inferred") : QString()));
        }
    }
    if (!provenance.unresolved.isEmpty()) {
        addSection(tr("Unresolved · %1").arg(provenance.unresolved.size()));
        for (const auto &open : provenance.unresolved)
            addText(u"%1 → %2"_s.arg(open.relationKind, breakable(open.reference)));
    }
}

} // namespace gp::views

// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "views/inspector/fieldedits.h"
#include "views/inspector/historysection.h"
#include "views/inspector/impactsection.h"
#include "views/inspector/ownerfield.h"
#include "views/inspector/page.h"
#include "views/panels/findings.h"
#include "views/session/words.h"
#include "views/style/appearance.h"
#include "views/style/states.h"
#include "views/window/actions.h"

#include <QPushButton>

using namespace Qt::StringLiterals;

namespace gp::views {

namespace {

constexpr QLatin1StringView guards("guards");

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

ElementPage::ElementPage(Session &session, Findings *findings, ElementId id, bool all, QWidget *parent)
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
        addButton(tr("Open as stages"), {}, [this] { Q_EMIT m_session.openRequested(m_id); })
            ->setToolTip(withKeys(tr("The pipeline as a picture: stages, gates, environments, controls"),
                                  this, Actions::OpenStages));
        addSpace(6);
    }
    QList<Field> fields;
    if (kind) {
        if (const auto owner = ownerProperty(session.metamodel(), kind->name))
            fields.append(ownerFieldFor(*owner, at));
        for (const auto &property : kind->properties) {
            if (!isShownElsewhere(property.name, all))
                fields.append(fieldFor(property, *element, *state));
        }
    }
    addRows(fields, all);
    addPropertyAdder({element->kind});
    if (findings)
        addFindings(*findings);
    addDecisions(element->key);
    addControls(at);
    addRelations(at);
    addRecords(element->key);
    addSpace(12);
    m_column->addWidget(new ImpactSection(session, at, id, this));
    addProvenance();
    addSpace(12);
    auto *history = new HistorySection(session, id, this);
    connect(history, &HistorySection::entryWanted, this, &InspectorPage::historyWanted);
    m_column->addWidget(history);
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

Field ElementPage::ownerFieldFor(const metamodel::Property &property, const PlateauModel &at) const
{
    Field field;
    field.property = property;
    field.value = ownerOf(at, m_id);
    field.isReadOnly = m_session.store().isReadOnly() || m_at != m_session.plateau();
    QStringList since;
    for (const auto &relation : at.outgoing(m_id, ownerField)) {
        if (const auto *known = m_session.model().relation(relation.id))
            since.append(m_session.plateauName(known->lifetime.since));
    }
    since.removeDuplicates();
    if (!since.isEmpty())
        field.source = tr("Since %1").arg(since.join(u", "_s));
    return field;
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
    if (origin.isValid())
        field.source = tr("Said in %1").arg(m_session.plateauName(origin));
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

std::optional<metamodel::Property> ElementPage::described(const QString &property) const
{
    const auto *state = m_session.state().element(m_id);
    if (!state)
        return std::nullopt;
    if (property == ownerField)
        return ownerProperty(m_session.metamodel(), state->kind);
    const auto *kind = m_session.metamodel().kind(state->kind);
    const auto *known = kind ? kind->property(property) : nullptr;
    return known ? std::optional(*known) : std::nullopt;
}

void ElementPage::onEdited(const QString &property, const QJsonValue &value)
{
    if (const auto known = described(property)) {
        const auto edit = setField(m_session, {m_id}, *known, value);
        store(edit.draft, edit.done, edit.label, property);
    }
}

void ElementPage::onReverted(const QString &property)
{
    if (const auto known = described(property)) {
        const auto edit = revertField(m_session, {m_id}, *known);
        store(edit.draft, edit.done, edit.label, property);
    }
}

void ElementPage::addFindings(Findings &findings)
{
    const auto mine = findings.of(m_id);
    if (mine.isEmpty())
        return;
    addSection(tr("Findings · %1").arg(mine.size()));
    const bool canWrite = !m_session.store().isReadOnly() && m_at == m_session.plateau();
    for (const auto &finding : mine) {
        auto *box = new FindingBox(findings, finding, canWrite, this);
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

void ElementPage::addControls(const PlateauModel &at)
{
    const auto controls = at.sources(m_id, guards);
    if (controls.isEmpty())
        return;
    addSection(tr("Controls · %1").arg(controls.size()));
    for (const auto &control : controls) {
        const QString mode = control.properties.value("mode"_L1).toString();
        addLink(control.name(), control.id, mode,
                mode == "enforced"_L1 ? currentTheme().added
                : mode == "warn"_L1   ? currentTheme().changed
                                      : currentTheme().muted);
    }
}

void ElementPage::addRelations(const PlateauModel &at)
{
    for (const auto &kind : m_session.metamodel().relationKinds()) {
        addRelationGroup(capitalised(kind.label), at.targets(m_id, kind.name));
        if (kind.name != guards) // those are its controls
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
    const auto *element = m_session.model().element(m_id);
    const bool isService = element && element->kind == "service"_L1;
    if (!answers.isEmpty() || isService)
        addSection(tr("NFR answers"));
    if (isService)
        addChecklistButton();
    if (!answers.isEmpty()) {
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
        addSection(tr("Imported from"));
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

// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "views/inspector/fieldedits.h"

#include "views/inspector/editors.h"
#include "views/inspector/ownerfield.h"

using namespace Qt::StringLiterals;

namespace gp::views {

namespace {

/// Those of the elements that are at the plateau shown.
QList<ElementState> statesOf(const Session &session, const QList<ElementId> &elements)
{
    QList<ElementState> states;
    for (const auto id : elements) {
        if (const auto *state = session.state().element(id))
            states.append(*state);
    }
    return states;
}

QString nameOf(const QList<ElementState> &states)
{
    return states.size() == 1 ? states.front().name() : QObject::tr("%1 elements").arg(states.size());
}

} // namespace

FieldEdit setField(const Session &session, const QList<ElementId> &elements,
                   const metamodel::Property &property, const QJsonValue &value)
{
    FieldEdit edit{Draft(session.model()), {}, {}};
    const auto plateau = session.plateau();
    const auto states = statesOf(session, elements);
    for (const auto &state : states) {
        if (property.name == ownerField)
            edit.done = setOwner(edit.draft, state.id, plateau, value);
        // What is unset already stays as it is: there is nothing to say against.
        else if (!value.isNull() || state.properties.contains(property.name))
            edit.done = edit.draft.setProperty(state.id, plateau, property.name, value);
        if (!edit.done)
            return edit;
    }
    QString text = shownText(property, value, session.model());
    if (text.size() > 40 || text.contains(u'\n'))
        text.clear();
    const QString name = nameOf(states);
    const QString where = session.plateauName(plateau);
    edit.label = value.isNull() ? QObject::tr("Clear %1 of %2 in %3").arg(property.label, name, where)
                 : text.isEmpty()
                     ? QObject::tr("Edit %1 of %2 in %3").arg(property.label, name, where)
                     : QObject::tr("Set %1 of %2 to %3 in %4").arg(property.label, name, text, where);
    return edit;
}

FieldEdit revertField(const Session &session, const QList<ElementId> &elements,
                      const metamodel::Property &property)
{
    FieldEdit edit{Draft(session.model()), {}, {}};
    QList<ElementState> reverted;
    for (const auto &state : statesOf(session, elements)) {
        const auto *element = session.model().element(state.id);
        if (!element || !isChangedAt(*element, session.plateau(), property.name))
            continue;
        edit.done = edit.draft.revertProperty(state.id, session.plateau(), property.name);
        if (!edit.done)
            return edit;
        reverted.append(state);
    }
    edit.label = QObject::tr("Revert %1 of %2 in %3")
                     .arg(property.label, nameOf(reverted), session.plateauName(session.plateau()));
    return edit;
}

bool isChangedAt(const Element &element, PlateauId at, const QString &property)
{
    return at != element.lifetime.since && element.revisions.value(at).contains(property);
}

} // namespace gp::views

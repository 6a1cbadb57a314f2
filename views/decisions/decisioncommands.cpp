// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "views/decisions/decisioncommands.h"

#include "core/compare/gap.h"
#include "core/decisions/life.h"
#include "core/decisions/proposal.h"
#include "core/rules/waivers.h"
#include "views/window/actions.h"

using namespace Qt::StringLiterals;

namespace gp::views {

DecisionCommands::DecisionCommands(Session &session, const Actions &actions, QObject *parent)
    : QObject(parent)
    , m_session(session)
{
    connect(actions[Actions::NewDecision], &QAction::triggered, this, &DecisionCommands::create);
    connect(actions[Actions::ProposeDecision], &QAction::triggered, this, &DecisionCommands::propose);
}

bool DecisionCommands::canEdit()
{
    const QString reason = m_session.readOnlyReason();
    if (!reason.isEmpty())
        Q_EMIT m_session.informed(reason);
    return reason.isEmpty();
}

void DecisionCommands::create()
{
    if (!canEdit())
        return;
    const QString title = tr("New decision");
    QJsonArray elements;
    for (const ElementId id : m_session.selectedElements()) {
        if (const auto *element = m_session.model().element(id))
            elements.append(element->key);
    }
    QJsonObject properties{{u"title"_s, title}, {u"status"_s, decisions::toString(decisions::Status::Draft)}};
    if (!elements.isEmpty())
        properties.insert(u"elements"_s, elements);
    Draft draft(m_session.model());
    const QString key = decisions::keyFor(m_session.model(), title);
    if (const auto added = draft.addRecord(u"decision"_s, key, properties); !added)
        Q_EMIT m_session.informed(added.error().message);
    else
        show(draft, key, tr("New decision"));
}

void DecisionCommands::propose()
{
    if (!canEdit())
        return;
    if (!m_session.isComparing()) {
        Q_EMIT m_session.informed(
            tr("Compare two plateaus first: the decision is about what differs between them."));
        return;
    }
    const compare::Gap &gap = m_session.gap();
    QList<ElementId> changed;
    for (const ElementId id : m_session.selectedElements()) {
        if (gap.stateOf(id) != compare::State::Kept)
            changed.append(id);
    }
    Draft draft(m_session.model());
    const auto key =
        decisions::propose(draft, m_session.compareFrom(), m_session.plateau(), changed,
                           QDate::fromString(rules::projectDate(m_session.model()), Qt::ISODate));
    if (!key) {
        Q_EMIT m_session.informed(key.error().message);
        return;
    }
    show(draft, *key, tr("Propose %1").arg(titleOf(*draft.model().record(u"decision"_s, *key))));
}

void DecisionCommands::show(const Draft &draft, const QString &key, const QString &label)
{
    if (!m_session.commit(draft, label))
        return;
    const auto *record = m_session.model().record(u"decision"_s, key);
    if (!record)
        return;
    m_session.select(record->id);
    Q_EMIT m_session.pageRequested(record->id);
}

} // namespace gp::views

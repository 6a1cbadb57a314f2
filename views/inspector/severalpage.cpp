// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "views/inspector/severalpage.h"

#include "views/inspector/fieldedits.h"
#include "views/inspector/ownerfield.h"
#include "views/session/words.h"
#include "views/style/parts.h"

#include <QAction>
#include <QGridLayout>

using namespace Qt::StringLiterals;

namespace gp::views {

namespace {

bool isSame(const metamodel::Property &a, const metamodel::Property &b)
{
    const auto valuesOf = [](const metamodel::Property &property) {
        QStringList values;
        for (const auto &value : property.values)
            values.append(value.value);
        return values;
    };
    return a.name == b.name && a.type == b.type && a.unit == b.unit && a.refersTo == b.refersTo &&
           a.minimum == b.minimum && a.maximum == b.maximum && valuesOf(a) == valuesOf(b) &&
           std::ranges::equal(a.columns, b.columns, isSame);
}

/// "3 × 1: Checkout, Payment, Orders", the value that most have first.
QString whoHasWhat(QList<std::pair<QString, QStringList>> byValue)
{
    std::ranges::stable_sort(byValue, std::greater(), [](const auto &one) { return one.second.size(); });
    constexpr qsizetype most = 6;
    QStringList lines;
    for (const auto &[value, names] : std::as_const(byValue).first(std::min(most, byValue.size()))) {
        QString line = u"%1: %2"_s.arg(value, names.first(std::min(most, names.size())).join(u", "_s));
        if (names.size() > most)
            line += QObject::tr(" and %1 more").arg(names.size() - most);
        lines.append(line);
    }
    if (byValue.size() > most)
        lines.append(QObject::tr("and %1 more values").arg(byValue.size() - most));
    return lines.join(u'\n');
}

} // namespace

QList<metamodel::Property> commonProperties(const metamodel::Metamodel &metamodel, const QStringList &kinds)
{
    const auto *first = kinds.isEmpty() ? nullptr : metamodel.kind(kinds.front());
    if (!first)
        return {};
    QList<metamodel::Property> common = first->properties;
    common.removeIf([&](const metamodel::Property &property) {
        return property.name == "name"_L1 || property.name == "description"_L1 ||
               std::ranges::any_of(kinds, [&](const QString &name) {
                   const auto *kind = metamodel.kind(name);
                   const auto *same = kind ? kind->property(property.name) : nullptr;
                   return !same || !isSame(*same, property);
               });
    });
    return common;
}

SeveralPage::SeveralPage(Session &session, const QList<ElementId> &elements, const QList<QAction *> &commands,
                         bool all, QWidget *parent)
    : InspectorPage(session, parent)
    , m_elements(elements)
{
    for (const auto id : elements) {
        if (const auto *state = session.state().element(id))
            m_states.append(*state);
    }
    const QString plateau = session.plateauName(session.plateau());
    const auto elsewhere = elements.size() - m_states.size();
    addTitle(tr("%1 elements").arg(elements.size()),
             tr("an edit goes to all of them, from %1 on").arg(plateau));
    if (elsewhere > 0)
        addText(elsewhere == 1
                    ? tr("One of them is not in %1 and is left alone.").arg(plateau)
                    : tr("%1 of them are not in %2 and are left alone.").arg(elsewhere).arg(plateau));
    addKinds();
    addSpace(8);
    addFields(all);
    addCommands(commands);
    finish();
}

void SeveralPage::addKinds()
{
    QMap<QString, QList<ElementId>> byKind;
    for (const auto &state : std::as_const(m_states))
        byKind[state.kind].append(state.id);
    QList<QString> kinds = byKind.keys();
    std::ranges::stable_sort(kinds, std::greater(), [&](const QString &kind) { return byKind[kind].size(); });
    for (const auto &name : std::as_const(kinds)) {
        const auto *kind = m_session.metamodel().kind(name);
        const auto ids = byKind[name];
        const QString title = kind ? kind->plural : name;
        auto *link = addCommand(u"%1 · %2"_s.arg(title).arg(ids.size()),
                                [this, ids] { m_session.selectElements(ids); });
        link->setObjectName(u"kind-"_s + name);
        link->setToolTip(tr("Select only these"));
        link->setEnabled(kinds.size() > 1);
    }
}

void SeveralPage::addFields(bool all)
{
    QStringList kinds;
    for (const auto &state : std::as_const(m_states)) {
        if (!kinds.contains(state.kind))
            kinds.append(state.kind);
    }
    const auto hasOwner = [&](const QString &kind) {
        return ownerProperty(m_session.metamodel(), kind).has_value();
    };
    if (!kinds.isEmpty() && std::ranges::all_of(kinds, hasOwner))
        m_common.append(*ownerProperty(m_session.metamodel(), kinds.front()));
    m_common += commonProperties(m_session.metamodel(), kinds);
    QList<Field> fields;
    for (const auto &property : std::as_const(m_common))
        fields.append(fieldFor(property));
    if (!m_states.isEmpty() && fields.isEmpty())
        addText(tr("They have no property in common."));
    addRows(fields, all);
    if (!kinds.isEmpty())
        addPropertyAdder(kinds);
}

Field SeveralPage::fieldFor(const metamodel::Property &property) const
{
    Field field;
    field.property = property;
    field.isReadOnly = m_session.store().isReadOnly();
    QList<QJsonValue> values;
    QList<std::pair<QString, QStringList>> byValue;
    int set = 0;
    int changed = 0;
    for (const auto &state : m_states) {
        const QJsonValue value = property.name == ownerField ? ownerOf(m_session.state(), state.id)
                                                             : state.properties.value(property.name);
        set += value.isUndefined() ? 0 : 1;
        auto at = values.indexOf(value);
        if (at < 0) {
            at = values.size();
            values.append(value);
            const QString text = capitalised(shownText(property, value, m_session.model()));
            byValue.append({text.isEmpty() ? tr("not set") : text, {}});
        }
        byValue[at].second.append(state.name());
        const auto *element = m_session.model().element(state.id);
        changed += element && isChangedAt(*element, m_session.plateau(), property.name) ? 1 : 0;
    }
    if (values.size() > 1)
        field.several = whoHasWhat(byValue);
    else if (!values.isEmpty())
        field.value = values.front();
    field.canClear = values.size() > 1 && set > 0;
    if (changed > 0) {
        field.note = changed == m_states.size() ? tr("changed in all") : tr("changed in %1").arg(changed);
        field.noteTip = tr("%1 says so itself, for %2 of %3")
                            .arg(m_session.plateauName(m_session.plateau()))
                            .arg(changed)
                            .arg(m_states.size());
        field.revertTo = tr("what each of them inherits");
        field.canRevert = true;
    }
    return field;
}

void SeveralPage::addCommands(const QList<QAction *> &commands)
{
    if (commands.isEmpty() || m_states.isEmpty())
        return;
    addSection(tr("All of them"));
    for (auto *action : commands) {
        auto *link = addCommand(action->text().remove(u'&'), [action] { action->trigger(); });
        link->setToolTip(action->toolTip());
        link->setEnabled(action->isEnabled());
        connect(action, &QAction::enabledChanged, link, &QWidget::setEnabled);
    }
}

void SeveralPage::onEdited(const QString &property, const QJsonValue &value)
{
    const auto it = std::ranges::find(m_common, property, &metamodel::Property::name);
    if (it == m_common.end())
        return;
    const auto edit = setField(m_session, m_elements, *it, value);
    store(edit.draft, edit.done, edit.label, property);
}

void SeveralPage::onReverted(const QString &property)
{
    const auto it = std::ranges::find(m_common, property, &metamodel::Property::name);
    if (it == m_common.end())
        return;
    const auto edit = revertField(m_session, m_elements, *it);
    store(edit.draft, edit.done, edit.label, property);
}

} // namespace gp::views

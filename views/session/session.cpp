// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "views/session/session.h"

#include "core/metamodel/ownkinds.h"
#include "views/session/words.h"

#include <QTimer>

using namespace Qt::StringLiterals;

namespace gp::views {

Session::Session(std::unique_ptr<store::Store> store, metamodel::Metamodel metamodel, QObject *parent)
    : QObject(parent)
    , m_store(std::move(store))
    , m_given(std::move(metamodel))
    , m_metamodel(m_given)
    , m_plateau(defaultCompare().second)
    , m_states(model())
{
    Change all;
    for (const auto &record : model().records())
        all.records.added.insert(record.id);
    readDefinitions(all);
    connect(m_store.get(), &store::Store::changed, this, &Session::onChanged);
    connect(m_store.get(), &store::Store::historyChanged, this, &Session::historyChanged);
}

Session::~Session() = default;

QString Session::projectName() const
{
    const auto *record = model().record(u"project"_s, u"project"_s);
    const QString name = record ? record->properties.value("name"_L1).toString() : QString();
    return name.isEmpty() ? QFileInfo(m_store->path()).completeBaseName() : name;
}

QString Session::plateauName(PlateauId id) const
{
    const auto *plateau = model().plateau(id);
    if (!plateau)
        return {};
    return plateau->name.isEmpty() ? plateau->key : plateau->name;
}

std::pair<PlateauId, PlateauId> Session::defaultCompare() const
{
    PlateauId last = model().rootPlateau();
    for (const auto &plateau : model().plateausInOrder()) {
        if (plateau.kind == PlateauKind::Target)
            return {model().rootPlateau(), plateau.id};
        if (plateau.kind != PlateauKind::Option)
            last = plateau.id;
    }
    return {model().rootPlateau(), last};
}

void Session::showPlateau(PlateauId id)
{
    if (!model().plateau(id) || (id == m_plateau && !isComparing()))
        return;
    m_plateau = id;
    m_from = {};
    Q_EMIT plateauChanged();
}

void Session::compare(PlateauId from, PlateauId to)
{
    if (!model().plateau(from) || !model().plateau(to) || (from == m_from && to == m_plateau))
        return;
    m_from = from;
    m_plateau = to;
    Q_EMIT plateauChanged();
}

void Session::expectPicture()
{
    constexpr std::chrono::seconds most(3);
    m_awaitsPicture = true;
    QTimer::singleShot(most, this, &Session::pictureShown);
}

void Session::pictureShown()
{
    if (std::exchange(m_awaitsPicture, false))
        Q_EMIT calmed();
}

const PlateauModel &Session::state() const
{
    return m_states.at(m_plateau);
}

const PlateauModel &Session::stateFrom() const
{
    static const PlateauModel none;
    return isComparing() ? m_states.at(m_from) : none;
}

const compare::Gap &Session::gap() const
{
    static const compare::Gap none;
    return isComparing() ? m_states.between(m_from, m_plateau) : none;
}

const ElementState *Session::shown(ElementId id) const
{
    if (const auto *element = state().element(id))
        return element;
    return isComparing() ? stateFrom().element(id) : nullptr;
}

void Session::select(const Selection &selection)
{
    if (selection == m_selection && m_further.isEmpty())
        return;
    m_selection = selection;
    m_further.clear();
    Q_EMIT selectionChanged();
}

void Session::selectElements(const QList<ElementId> &elements)
{
    if (elements.isEmpty())
        return select(Selection());
    if (elements == selectedElements())
        return;
    m_selection = elements.front();
    m_further = elements.sliced(1);
    Q_EMIT selectionChanged();
}

QList<ElementId> Session::selectedElements() const
{
    const ElementId first = selectedElement();
    return first.isValid() ? QList<ElementId>{first} + m_further : QList<ElementId>();
}

ElementId Session::selectedElement() const
{
    const auto *id = std::get_if<ElementId>(&m_selection);
    return id ? *id : ElementId();
}

bool Session::commit(const Draft &draft, const QString &label)
{
    const auto result = m_store->commit(draft, label);
    report(result);
    return result.has_value();
}

void Session::undo()
{
    if (m_store->canUndo())
        report(m_store->undo());
}

void Session::redo()
{
    if (m_store->canRedo())
        report(m_store->redo());
}

void Session::goTo(qint64 historyId)
{
    report(m_store->goTo(historyId));
}

bool Session::discard(qint64 historyId)
{
    const auto result = m_store->discard(historyId);
    report(result);
    return result.has_value();
}

QString Session::readOnlyReason() const
{
    if (!m_store->isReadOnly())
        return {};
    if (!m_readOnlyReason.isEmpty())
        return sentences({m_readOnlyReason});
    const auto notes = m_store->notes();
    return notes.isEmpty() ? tr("This project is open for reading only.") : sentences(notes);
}

QList<Record> Session::recordsNaming(const QString &kind, const QString &property, const QString &key) const
{
    QList<Record> result = model().recordsOfKind(kind);
    result.removeIf([&](const Record &record) {
        const auto value = record.properties.value(property);
        return value.isArray() ? !value.toArray().contains(key) : value.toString() != key;
    });
    return result;
}

void Session::readDefinitions(const Change &change)
{
    bool isChanged = false;
    for (const auto *ids : {&change.records.added, &change.records.updated, &change.records.removed}) {
        for (const auto id : *ids) {
            const auto *record = model().record(id);
            const bool isOne = record && metamodel::isDefinition(*record);
            isChanged = isChanged || isOne || m_definitions.contains(id);
            if (isOne)
                m_definitions.insert(id);
            else
                m_definitions.remove(id);
        }
    }
    if (!isChanged)
        return;
    m_metamodel = metamodel::extended(m_given, model()).metamodel;
    Q_EMIT metamodelChanged();
}

void Session::onChanged(const Change &change)
{
    m_states = compare::States(model());
    readDefinitions(change);
    const bool plateauGone = !model().plateau(m_plateau);
    const bool fromGone = isComparing() && !model().plateau(m_from);
    if (plateauGone)
        m_plateau = defaultCompare().second;
    if (plateauGone || fromGone)
        m_from = {};
    const bool isGone = std::visit(
        [this](const auto &id) {
            using T = std::decay_t<decltype(id)>;
            if constexpr (std::is_same_v<T, ElementId>)
                return !model().element(id);
            else if constexpr (std::is_same_v<T, RelationId>)
                return !model().relation(id);
            else if constexpr (std::is_same_v<T, RecordId>)
                return !model().record(id);
            else
                return false;
        },
        m_selection);
    const auto furtherGone = m_further.removeIf([this](ElementId id) { return !model().element(id); });
    if (isGone) {
        m_selection = {};
        if (!m_further.isEmpty())
            m_selection = m_further.takeFirst();
    }
    Q_EMIT changed(change);
    if (plateauGone || fromGone)
        Q_EMIT plateauChanged();
    if (isGone || furtherGone > 0)
        Q_EMIT selectionChanged();
}

void Session::report(const Result<Change> &result)
{
    if (!result)
        Q_EMIT failed(result.error());
}

} // namespace gp::views

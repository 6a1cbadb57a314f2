// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "core/metamodel/ownkinds.h"

using namespace Qt::StringLiterals;

namespace gp::metamodel {

namespace {

/// The id that a definition has which nobody gave another: of one that is gone, no more than this is known.
RecordId usualId(QLatin1StringView kind, const QString &name)
{
    return RecordId(deriveIdValue(kind + u'/' + name));
}

bool says(const Element &element, const QString &property)
{
    return std::ranges::any_of(element.revisions,
                               [&](const QJsonObject &own) { return own.contains(property); });
}

/// "3 elements use it: checkout, orders, payment"
QString usedBy(const Model &model, const QList<ElementId> &users)
{
    constexpr qsizetype most = 5;
    QStringList keys;
    for (const auto id : users.first(std::min(most, users.size())))
        keys.append(model.element(id)->key);
    QString text = users.size() == 1 ? u"1 element uses it: %1"_s.arg(keys.front())
                                     : u"%1 elements use it: %2"_s.arg(users.size()).arg(keys.join(u", "_s));
    if (users.size() > most)
        text += u" and %1 more"_s.arg(users.size() - most);
    return text;
}

Error inUse(const Model &model, const Record &definition, const QList<ElementId> &users)
{
    const bool isKind = definition.kind == ownKindRecord;
    const QString what = isKind ? u"kind '%1'"_s : u"property '%1'"_s;
    const QString todo = isKind ? u"delete them at every plateau first, or give them another kind"_s
                                : u"clear it there first"_s;
    return {ErrorCode::Refused,
            u"The %1 cannot go: %2; %3"_s.arg(what.arg(definition.key), usedBy(model, users), todo),
            {},
            {},
            0};
}

/// Definitions that this edit took away, found by those who still need them.
QList<Record> missedDefinitions(const Model &after, const Metamodel &metamodel,
                                const std::set<RecordId> &removed)
{
    QList<Record> missed;
    QHash<QString, bool> kinds;
    QHash<QString, bool> properties;
    const auto isMissed = [&](QHash<QString, bool> &known, QLatin1StringView kind, const QString &name) {
        const auto it = known.constFind(name);
        if (it != known.constEnd())
            return;
        const RecordId id = usualId(kind, name);
        const bool isGone = removed.contains(id) && !after.record(QString(kind), name);
        known.insert(name, isGone);
        if (isGone)
            missed.append({id, kind, name, {}});
    };
    for (const Element &element : after.elements()) {
        const Kind *kind = metamodel.kind(element.kind);
        if (!kind)
            isMissed(kinds, ownKindRecord, element.kind);
        for (const QJsonObject &own : element.revisions) {
            for (auto it = own.begin(); it != own.end(); ++it) {
                if (!kind || !kind->property(it.key()))
                    isMissed(properties, ownPropertyRecord, it.key());
            }
        }
    }
    return missed;
}

/// The elements that a change of definitions is about: those of the kinds and with the properties touched.
Change usersIn(const Model &after, const QList<Record> &definitions)
{
    QSet<QString> kinds;
    QStringList properties;
    for (const Record &record : definitions) {
        if (record.kind == ownKindRecord)
            kinds.insert(record.key);
        else
            properties.append(record.key);
    }
    Change users;
    for (const Element &element : after.elements()) {
        if (kinds.contains(element.kind)) {
            users.elements.updated.insert(element.id);
            for (const auto &ids : {after.outgoing(element.id), after.incoming(element.id)})
                users.relations.updated.insert(ids.begin(), ids.end());
        } else if (std::ranges::any_of(properties, [&](const QString &p) { return says(element, p); })) {
            users.elements.updated.insert(element.id);
        }
    }
    return users;
}

bool startsWithDefinition(const QString &message)
{
    return message.startsWith(ownKindRecord + u" '"_s) || message.startsWith(ownPropertyRecord + u" '"_s);
}

/// The problem is one of these definitions, or of all of their sort.
bool isAbout(const Error &problem, const QList<Record> &definitions)
{
    return std::ranges::any_of(definitions, [&](const Record &record) {
        return problem.message.startsWith(u"%1 '%2'"_s.arg(record.kind, record.key)) ||
               problem.message.startsWith(record.kind + u':');
    });
}

QList<Record> definitionsIn(const Model &after, const Change &change)
{
    QList<Record> definitions;
    for (const auto *ids : {&change.records.added, &change.records.updated}) {
        for (const RecordId id : *ids) {
            if (const Record *record = after.record(id); record && isDefinition(*record))
                definitions.append(*record);
        }
    }
    return definitions;
}

} // namespace

QList<Error> findProjectProblems(const Model &after, const Change &change)
{
    const Extended own = extended(Metamodel::builtin(), after);
    Change asked = change;
    QList<Error> problems;
    const QList<Record> definitions = definitionsIn(after, change);
    if (!definitions.isEmpty()) {
        problems = own.problems;
        problems.removeIf([&](const Error &problem) { return !isAbout(problem, definitions); });
        const Change users = usersIn(after, definitions);
        asked.elements.updated.insert(users.elements.updated.begin(), users.elements.updated.end());
        asked.relations.updated.insert(users.relations.updated.begin(), users.relations.updated.end());
    }
    if (!change.records.removed.empty()) {
        const auto missed = missedDefinitions(after, own.metamodel, change.records.removed);
        for (const Record &definition : missed)
            problems.append(inUse(after, definition, usersOf(after, definition)));
        // One sentence about what is missing says it all; that its elements are of no kind goes without.
        if (!missed.isEmpty())
            return problems;
    }
    QList<Error> others = own.metamodel.findProblems(after, asked);
    // A definition that was wrong before does not keep anybody from editing something else.
    others.removeIf([&](const Error &problem) {
        return startsWithDefinition(problem.message) && !isAbout(problem, definitions);
    });
    return problems + others;
}

QList<Error> findProjectProblems(const Model &model)
{
    const Extended own = extended(Metamodel::builtin(), model);
    return own.problems + own.metamodel.findProblems(model);
}

QList<ElementId> usersOf(const Model &model, const Record &definition)
{
    const bool isKind = definition.kind == ownKindRecord;
    QStringList kinds;
    for (const QJsonValue &kind : definition.properties.value("kinds"_L1).toArray())
        kinds.append(kind.toString());
    const Metamodel &builtin = Metamodel::builtin();
    QList<std::pair<QString, ElementId>> users;
    for (const Element &element : model.elements()) {
        // A built-in property of the same name on another kind is not this one.
        const Kind *known = builtin.kind(element.kind);
        const bool isUser = isKind ? element.kind == definition.key
                                   : (kinds.isEmpty() || kinds.contains(element.kind)) &&
                                         !(known && known->property(definition.key)) &&
                                         says(element, definition.key);
        if (isUser)
            users.append({element.key, element.id});
    }
    std::ranges::sort(users);
    QList<ElementId> ids;
    for (const auto &[key, id] : std::as_const(users))
        ids.append(id);
    return ids;
}

std::optional<Error> whyInUse(const Model &model, const Record &definition)
{
    const auto users = usersOf(model, definition);
    return users.isEmpty() ? std::nullopt : std::optional(inUse(model, definition, users));
}

std::optional<Error> whyNotReplace(const Model &model, const Record &before, const Record &after)
{
    if (before.kind != ownPropertyRecord)
        return std::nullopt; // of a kind, only its relations can become less, and those are checked one by
                             // one
    QList<ElementId> losing = usersOf(model, before);
    const auto still = usersOf(model, after);
    losing.removeIf([&](ElementId id) { return still.contains(id); });
    return losing.isEmpty() ? std::nullopt : std::optional(inUse(model, before, losing));
}

} // namespace gp::metamodel

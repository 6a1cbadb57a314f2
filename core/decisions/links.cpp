// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "core/decisions/links.h"

#include <QJsonArray>
#include <QQueue>

using namespace Qt::StringLiterals;

namespace gp::decisions {

bool isOrdering(const QString &kind)
{
    return kind == "supersedes"_L1 || kind == "amends"_L1 || kind == "refines"_L1;
}

QStringList linksOf(const Record &decision, const QString &kind)
{
    QStringList keys;
    const QJsonArray links = decision.properties.value(u"links"_s).toArray();
    for (const QJsonValue &one : links) {
        if (one[u"kind"_s].toString() == kind)
            keys.append(one[u"target"_s].toString());
    }
    return keys;
}

QList<Record> linkedTo(const Model &model, const QString &key, const QString &kind)
{
    QList<Record> found;
    for (const Record &decision : model.recordsOfKind(u"decision"_s)) {
        if (linksOf(decision, kind).contains(key))
            found.append(decision);
    }
    std::ranges::sort(found, {}, &Record::key);
    return found;
}

QStringList wayAlong(const Model &model, const QString &from, const QString &to, const QString &kind)
{
    QHash<QString, QString> cameFrom{{from, QString()}};
    QQueue<QString> open;
    open.enqueue(from);
    while (!open.isEmpty()) {
        const QString at = open.dequeue();
        if (at == to) {
            QStringList way;
            for (QString step = at; !step.isEmpty(); step = cameFrom.value(step))
                way.prepend(step);
            return way;
        }
        const Record *decision = model.record(u"decision"_s, at);
        const QStringList next = decision ? linksOf(*decision, kind) : QStringList();
        for (const QString &key : next) {
            if (!cameFrom.contains(key)) {
                cameFrom.insert(key, at);
                open.enqueue(key);
            }
        }
    }
    return {};
}

Result<void> link(Draft &draft, const QString &from, const QString &kind, const QString &to)
{
    const Record *source = draft.model().record(u"decision"_s, from);
    const Record *target = draft.model().record(u"decision"_s, to);
    if (!source || !target)
        return fail(ErrorCode::Usage, u"There is no decision '%1'"_s.arg(source ? to : from));
    if (from == to)
        return fail(ErrorCode::Usage, u"%1 cannot be linked to itself"_s.arg(titleOf(*source)));
    if (linksOf(*source, kind).contains(to))
        return {};
    if (isOrdering(kind)) {
        const QStringList way = wayAlong(draft.model(), to, from, kind);
        if (!way.isEmpty())
            return fail(
                ErrorCode::Refused,
                u"'%1' %2 '%3' would be a cycle, because of %4: take one of those links away first"_s.arg(
                    from, kind, to, way.join(u" → "_s)));
    }
    Record changed = *source;
    QJsonArray links = changed.properties.value(u"links"_s).toArray();
    links.append(QJsonObject{{u"kind"_s, kind}, {u"target"_s, to}});
    changed.properties.insert(u"links"_s, links);
    return draft.update(changed);
}

} // namespace gp::decisions

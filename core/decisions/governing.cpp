// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "core/decisions/governing.h"

#include "core/decisions/life.h"
#include "core/decisions/links.h"

#include <QJsonArray>
#include <QQueue>

using namespace Qt::StringLiterals;

namespace gp::decisions {

namespace {

/// From when to when a decision holds.
struct Span
{
    bool wasAccepted = false;
    QDate from; ///< invalid: always
    bool ended = false;
    QDate to;               ///< the day on which it held no more; invalid: nobody knows when
    bool isGuessed = false; ///< `to` is the only date that is known, and may be the one of its acceptance
};

Span spanOf(const Record &decision)
{
    Span span;
    const QList<Passed> history = historyOf(decision);
    for (const Passed &passed : history) {
        if (passed.status == Status::Accepted) {
            span = {true, passed.date, false, {}, false};
        } else if (span.wasAccepted && !span.ended) {
            span.ended = true;
            span.to = passed.date;
        }
    }
    // Nothing is known but that it ended: it must have held before.
    const bool hasEnded =
        statusOf(decision) == Status::Deprecated || statusOf(decision) == Status::Superseded;
    if (!span.wasAccepted && hasEnded)
        span = {true, {}, true, history.last().date, true};
    return span;
}

bool leadsElsewhere(const Model &model, const Record &decision, const PlateauPath &path)
{
    const QString chosen = decision.properties.value(u"chosen"_s).toString();
    const QJsonArray options = decision.properties.value(u"options"_s).toArray();
    for (const QJsonValue &option : options) {
        const Plateau *plateau = model.plateau(option[u"plateau"_s].toString());
        if (option[u"title"_s].toString() == chosen && plateau && plateau->kind == PlateauKind::Option)
            return !path.contains(plateau->id);
    }
    return false;
}

QStringList sorted(QStringList keys)
{
    keys.sort();
    return keys;
}

QString accepted(const Record &decision)
{
    const Span span = spanOf(decision);
    const QDate from = span.isGuessed ? span.to : span.from;
    return from.isValid() ? u"accepted on "_s + from.toString(Qt::ISODate) : u"accepted"_s;
}

void add(QList<Governing> &found, const Governing &one)
{
    // The shortest way there is the one to tell.
    const auto known =
        std::ranges::find(found, one.decision.key, [](const Governing &g) { return g.decision.key; });
    if (known == found.end())
        found.append(one);
    else if (one.chain.size() < known->chain.size())
        *known = one;
}

} // namespace

GoverningDecisions::GoverningDecisions(const Model &model)
    : m_model(model)
{
    for (const Record &decision : model.recordsOfKind(u"decision"_s)) {
        const QJsonArray elements = decision.properties.value(u"elements"_s).toArray();
        for (const QJsonValue &element : elements)
            m_naming.insert(element.toString(), decision.key);
        const QStringList superseded = linksOf(decision, u"supersedes"_s);
        for (const QString &earlier : superseded)
            m_successors.insert(earlier, decision.key);
        const QStringList amended = linksOf(decision, u"amends"_s);
        for (const QString &earlier : amended)
            m_amending.insert(earlier, decision.key);
    }
}

QDate GoverningDecisions::endBySuccessor(const Record &decision) const
{
    QDate end;
    const QStringList successors = m_successors.values(decision.key);
    for (const QString &key : successors) {
        const Span span = spanOf(*m_model.record(u"decision"_s, key));
        if (span.wasAccepted && span.from.isValid() && (!end.isValid() || span.from < end))
            end = span.from;
    }
    return end;
}

bool GoverningDecisions::isInForce(const Record &decision, const QDate &date) const
{
    if (!date.isValid())
        return statusOf(decision) == Status::Accepted;
    Span span = spanOf(decision);
    // Where the day of its end is not known, the acceptance of the one that took its place tells.
    const QDate successor = span.ended ? endBySuccessor(decision) : QDate();
    if (span.isGuessed && successor.isValid() && span.to < successor)
        span.from = std::exchange(span.to, successor);
    else if (successor.isValid() && (!span.to.isValid() || successor < span.to))
        span.to = successor;
    if (!span.wasAccepted || (span.from.isValid() && span.from > date))
        return false;
    return !span.ended || (span.to.isValid() && date < span.to);
}

/// Goes from one decision to those that took its place, and to those that took theirs: each once, by the
/// shortest way, since a file may hold a cycle, whatever the editor refuses.
void GoverningDecisions::follow(const Record &first, const QString &element, const QDate &date,
                                QList<Governing> &found) const
{
    QSet<QString> seen{first.key};
    QQueue<QStringList> open;
    open.enqueue({first.key});
    while (!open.isEmpty()) {
        const QStringList chain = open.dequeue();
        const Record &decision = *m_model.record(u"decision"_s, chain.last());
        const QStringList successors = sorted(m_successors.values(decision.key));
        for (const QString &key : successors) {
            if (!seen.contains(key))
                open.enqueue(QStringList(chain) << key);
            seen.insert(key);
        }
        if (!isInForce(decision, date))
            continue;
        add(found, {decision, chain, false,
                    chain.size() == 1 ? u"It names %1 and was %2."_s.arg(element, accepted(decision))
                                      : u"It was %1 and takes the place of %2, which names %3."_s.arg(
                                            accepted(decision), chain.first(), element)});
        const QStringList amending = sorted(m_amending.values(decision.key));
        for (const QString &key : amending) {
            const Record &one = *m_model.record(u"decision"_s, key);
            if (isInForce(one, date) && !chain.contains(key))
                add(found, {one, QStringList(chain) << key, true,
                            u"It was %1 and amends %2."_s.arg(accepted(one), titleOf(decision))});
        }
    }
}

QList<Governing> GoverningDecisions::of(const QString &element, const QDate &date) const
{
    QList<Governing> found;
    const QStringList naming = sorted(m_naming.values(element));
    for (const QString &key : naming)
        follow(*m_model.record(u"decision"_s, key), element, date, found);
    std::ranges::sort(found, {}, [](const Governing &one) {
        const int number = one.decision.properties.value(u"number"_s).toInt();
        return std::pair(number > 0 ? number : std::numeric_limits<int>::max(), one.decision.key);
    });
    return found;
}

QList<Governing> GoverningDecisions::of(const QString &element, PlateauId plateau) const
{
    const Plateau *at = m_model.plateau(plateau);
    QList<Governing> found = of(element, at ? at->date : QDate());
    const PlateauPath path = m_model.pathTo(plateau);
    found.removeIf([&](const Governing &one) { return leadsElsewhere(m_model, one.decision, path); });
    return found;
}

} // namespace gp::decisions

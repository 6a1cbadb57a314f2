// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "core/review/clusters.h"

#include "core/decisions/life.h"
#include "core/model/counted.h"
#include "core/review/parts.h"

using namespace Qt::StringLiterals;

namespace gp::review {

namespace {

using compare::ElementGap;
using compare::State;

/// Gives the items out, one cluster after the other.
class Clustering
{
public:
    Clustering(const Model &model, const metamodel::Metamodel &metamodel, const compare::Gap &gap,
               PlateauId from, PlateauId to)
        : m_model(model)
        , m_metamodel(metamodel)
        , m_from(model, from)
        , m_to(model, to)
        , m_items(gap.items())
    {
        for (qsizetype i = 0; i < m_items.size(); ++i) {
            m_at.insert(m_items.at(i).id, i);
            m_byKey.insert(m_items.at(i).key, i);
        }
    }

    void byDecision(const QStringList &first);
    void byReplacement();
    void byArea();
    [[nodiscard]] QList<Cluster> divided(qsizetype most) const;

private:
    bool take(ElementId id, Cluster &cluster);
    /// What replaces an item or is replaced by it belongs to it.
    void takeWithPartners(ElementId id, Cluster &cluster);
    void add(Cluster cluster);
    [[nodiscard]] QString area(const ElementGap &item) const;
    [[nodiscard]] QList<Cluster> divided(const Cluster &cluster, qsizetype most, int depth) const;
    [[nodiscard]] QString replacedTitle(const Cluster &cluster) const;
    /// Parts of a whole that are neighbours and together not too large become one.
    [[nodiscard]] static QList<Cluster> joined(const QList<Cluster> &parts, const Cluster &whole,
                                               qsizetype most);

    const Model &m_model;
    const metamodel::Metamodel &m_metamodel;
    PlateauModel m_from;
    PlateauModel m_to;
    QList<ElementGap> m_items;
    QHash<ElementId, qsizetype> m_at;
    QHash<QString, qsizetype> m_byKey;
    QSet<ElementId> m_taken;
    QList<Cluster> m_clusters;
};

bool Clustering::take(ElementId id, Cluster &cluster)
{
    const auto at = m_at.constFind(id);
    if (at == m_at.cend() || m_taken.contains(id))
        return false;
    m_taken.insert(id);
    cluster.items.append(m_items.at(*at));
    return true;
}

void Clustering::takeWithPartners(ElementId id, Cluster &cluster)
{
    QList<ElementId> next{id};
    while (!next.isEmpty()) {
        const ElementId one = next.takeFirst();
        if (take(one, cluster))
            next += cluster.items.last().replacedBy + cluster.items.last().replaces;
    }
}

void Clustering::add(Cluster cluster)
{
    if (cluster.items.isEmpty())
        return;
    std::ranges::sort(cluster.items, {}, [this](const ElementGap &item) { return m_at.value(item.id); });
    m_clusters.append(std::move(cluster));
}

/// Which decisions may cover a change: those on the table, proposed ones, those in force; by number.
QList<Record> covering(const Model &model, const QStringList &first)
{
    QList<Record> found;
    for (const QString &key : first) {
        if (const Record *decision = model.record(u"decision"_s, key))
            found.append(*decision);
    }
    for (const decisions::Status status : {decisions::Status::Proposed, decisions::Status::Accepted}) {
        QList<Record> those;
        const auto all = model.recordsOfKind(u"decision"_s);
        for (const Record &decision : all) {
            if (decisions::statusOf(decision) == status && !first.contains(decision.key))
                those.append(decision);
        }
        std::ranges::stable_sort(those, {}, [](const Record &one) {
            const int number = one.properties.value(u"number"_s).toInt();
            return number > 0 ? number : std::numeric_limits<int>::max();
        });
        found += those;
    }
    return found;
}

void Clustering::byDecision(const QStringList &first)
{
    for (const Record &decision : covering(m_model, first)) {
        Cluster cluster;
        cluster.id = u"change/decision/"_s + decision.key;
        cluster.title = textOf(decision.properties, u"title"_s);
        cluster.decision = decision.key;
        QStringList keys = listOf(decision.properties, u"basis_items"_s);
        keys += listOf(decision.properties, u"elements"_s);
        for (const QString &key : std::as_const(keys)) {
            if (const auto at = m_byKey.constFind(key); at != m_byKey.cend())
                takeWithPartners(m_items.at(*at).id, cluster);
        }
        if (cluster.title.isEmpty())
            cluster.title = decision.key;
        add(cluster);
    }
}

QString Clustering::replacedTitle(const Cluster &cluster) const
{
    QStringList old;
    QStringList now;
    QString kind;
    for (const ElementGap &item : cluster.items) {
        if (item.state == State::Replaced) {
            old.append(item.name);
            kind = kind.isEmpty() ? item.kind : kind;
        } else if (!item.replaces.isEmpty())
            now.append(item.name);
    }
    const auto some = [](const QStringList &names) {
        return names.size() > 2
                   ? QString(names.first(2).join(u", "_s) + u" and %1 more"_s.arg(names.size() - 2))
                   : names.join(u", "_s);
    };
    // What replaces it may be part of another change, or have been there before.
    const QString then =
        now.isEmpty() ? wordFor(old.size(), u" goes"_s, u" go"_s) : QString(u" → "_s + some(now));
    return pluralOf(m_metamodel, kind) + u": "_s + some(old) + then;
}

void Clustering::byReplacement()
{
    for (qsizetype i = 0; i < m_items.size(); ++i) {
        const ElementGap item = m_items.at(i);
        if (item.state != State::Replaced || m_taken.contains(item.id))
            continue;
        Cluster cluster;
        cluster.id = u"change/replaced/"_s + item.key;
        takeWithPartners(item.id, cluster);
        cluster.title = replacedTitle(cluster);
        QSet<QString> pair;
        for (const ElementGap &one : std::as_const(cluster.items))
            pair.insert(one.key);
        // What hangs on it: elements whose relations lead to another of the pair than before.
        for (const ElementGap &other : std::as_const(m_items)) {
            if (other.state != State::Changed)
                continue;
            const bool hangs = std::ranges::any_of(other.fields, [&](const compare::FieldChange &field) {
                if (!field.isRelation)
                    return false;
                const QJsonArray before = field.before.toArray();
                const QJsonArray after = field.after.toArray();
                return std::ranges::any_of(
                    pair, [&](const QString &key) { return before.contains(key) != after.contains(key); });
            });
            if (hangs)
                take(other.id, cluster);
        }
        add(cluster);
    }
}

QString Clustering::area(const ElementGap &item) const
{
    const QString now = areaOf(m_to, item.id);
    return now.isEmpty() ? areaOf(m_from, item.id) : now;
}

void Clustering::byArea()
{
    QMap<std::pair<bool, QString>, Cluster> areas; // domains first
    for (const ElementGap &item : std::as_const(m_items)) {
        if (m_taken.contains(item.id))
            continue;
        const QString domain = item.kind == "group"_L1 ? QString() : area(item);
        const Element *group = m_model.element(domain);
        Cluster &cluster = areas[{domain.isEmpty(), domain.isEmpty() ? item.kind : domain}];
        if (cluster.id.isEmpty()) {
            cluster.id = domain.isEmpty() ? QString(u"change/kind/"_s + item.kind)
                                          : QString(u"change/area/"_s + domain);
            const ElementState *state = group ? m_to.element(group->id) : nullptr;
            if (!state && group)
                state = m_from.element(group->id);
            cluster.title =
                domain.isEmpty() ? pluralOf(m_metamodel, item.kind) : (state ? state->name() : domain);
        }
        take(item.id, cluster);
    }
    for (const Cluster &cluster : std::as_const(areas))
        add(cluster);
}

QList<Cluster> Clustering::divided(const Cluster &cluster, qsizetype most, int depth) const
{
    if (cluster.items.size() <= most)
        return {cluster};
    QList<Cluster> parts;
    const auto partOf = [&](const QString &key, const QString &title) -> Cluster & {
        const QString id = cluster.id + u'/' + key;
        const auto known = std::ranges::find(parts, id, &Cluster::id);
        if (known != parts.end())
            return *known;
        parts.append({id, cluster.title + u" · "_s + title, cluster.decision, {}});
        return parts.last();
    };
    if (depth < 2) {
        // By kind; then by domain.
        for (const ElementGap &item : cluster.items) {
            const QString domain = area(item);
            const Element *group = m_model.element(domain);
            const ElementState *state = group ? m_to.element(group->id) : nullptr;
            const QString plural = pluralOf(m_metamodel, item.kind);
            Cluster &part = depth == 0 ? partOf(item.kind, plural.toLower())
                                       : partOf(domain.isEmpty() ? u"none"_s : domain,
                                                state              ? state->name()
                                                : domain.isEmpty() ? u"without a domain"_s
                                                                   : domain);
            part.items.append(item);
        }
    } else {
        const qsizetype count = (cluster.items.size() + most - 1) / most;
        for (qsizetype i = 0; i < cluster.items.size(); ++i) {
            const qsizetype number = i * count / cluster.items.size() + 1;
            partOf(QString::number(number), u"%1 of %2"_s.arg(number).arg(count))
                .items.append(cluster.items.at(i));
        }
    }
    // One part only says nothing that the whole does not.
    if (parts.size() == 1 && depth < 2)
        return divided(cluster, most, depth + 1);
    QList<Cluster> all;
    for (const Cluster &part : std::as_const(parts))
        all += divided(part, most, depth + 1);
    return all;
}

QList<Cluster> Clustering::joined(const QList<Cluster> &parts, const Cluster &whole, qsizetype most)
{
    // A step for two services and one for a technology are one step too many.
    QList<Cluster> all;
    for (const Cluster &part : parts) {
        if (all.isEmpty() || all.last().items.size() + part.items.size() > most) {
            all.append(part);
            continue;
        }
        const QString own = u" · "_s;
        all.last().title += u", "_s + part.title.sliced(whole.title.size() + own.size());
        all.last().items += part.items;
    }
    return all;
}

QList<Cluster> Clustering::divided(qsizetype most) const
{
    QList<Cluster> all;
    for (const Cluster &cluster : m_clusters) {
        QList<Cluster> parts = joined(divided(cluster, std::max<qsizetype>(1, most), 0), cluster, most);
        // What was noted on the whole stays where it begins, however much it grows.
        parts.first().id = cluster.id;
        all += parts;
    }
    return all;
}

} // namespace

QList<Cluster> clustersOf(const Model &model, const metamodel::Metamodel &metamodel, const compare::Gap &gap,
                          PlateauId from, PlateauId to, const QStringList &first, qsizetype most)
{
    Clustering clustering(model, metamodel, gap, from, to);
    clustering.byDecision(first);
    clustering.byReplacement();
    clustering.byArea();
    return clustering.divided(most);
}

} // namespace gp::review

// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "core/review/stage.h"

#include "core/review/parts.h"

using namespace Qt::StringLiterals;

namespace gp::review {

namespace {

constexpr qsizetype mostAround = 6;

/// Whether a view shows an element, by what it says of itself: kinds, domains, what is named.
class Shows
{
public:
    explicit Shows(const View &view)
        : m_kinds(listOf(view.properties, u"kinds"_s))
        , m_domains(listOf(view.properties, u"domains"_s))
        , m_include(listOf(view.properties, u"include"_s))
        , m_exclude(listOf(view.properties, u"exclude"_s))
    {
    }

    [[nodiscard]] bool operator()(const PlateauModel &at, const ElementState &state) const
    {
        if (m_exclude.contains(state.key))
            return false;
        if (m_include.contains(state.key))
            return true;
        return m_kinds.contains(state.kind) &&
               (m_domains.isEmpty() || m_domains.contains(areaOf(at, state.id)));
    }

private:
    QStringList m_kinds;
    QStringList m_domains;
    QStringList m_include;
    QStringList m_exclude;
};

/// The view that shows most of the elements, and of those the one that shows least beside them.
QString viewFor(const Ground &ground, const QSet<ElementId> &ids)
{
    QString best;
    std::pair<qsizetype, qsizetype> bestScore{0, 0};
    for (const auto &[key, shown] : ground.shown) {
        const qsizetype matching =
            std::ranges::count_if(ids, [&](ElementId id) { return shown.contains(id); });
        const std::pair score{matching, -shown.size()};
        // One that shows less than half of it leaves out too much.
        if (matching > 0 && matching * 2 >= ids.size() && (best.isEmpty() || score > bestScore)) {
            best = key;
            bestScore = score;
        }
    }
    return best;
}

} // namespace

QList<std::pair<QString, QSet<ElementId>>> shownByViews(const Model &model, const PlateauModel &before,
                                                        const PlateauModel &after)
{
    QList<std::pair<QString, QSet<ElementId>>> all;
    for (const View &view : model.views()) {
        const Shows shows(view);
        QSet<ElementId> ids;
        for (const PlateauModel *at : {&before, &after}) {
            for (const ElementState &state : at->elements()) {
                if (shows(*at, state))
                    ids.insert(state.id);
            }
        }
        all.append({view.key, ids});
    }
    std::ranges::sort(all, {}, &std::pair<QString, QSet<ElementId>>::first);
    return all;
}

Stage stageOf(const Ground &ground, const QSet<ElementId> &ids, Side side)
{
    Stage stage;
    QSet<ElementId> there;
    for (const ElementId id : ids) {
        if (side != Side::After && ground.before.element(id)) {
            stage.before.append(id);
            there.insert(id);
        }
        if (side != Side::Before && ground.after.element(id)) {
            stage.after.append(id);
            there.insert(id);
        }
    }
    std::ranges::sort(stage.before);
    std::ranges::sort(stage.after);
    stage.view = viewFor(ground, there);
    QMap<ElementId, int> neighbours;
    for (const PlateauModel *at : {&ground.before, &ground.after}) {
        if ((at == &ground.before && side == Side::After) || (at == &ground.after && side == Side::Before))
            continue;
        for (const ElementId id : std::as_const(there)) {
            const auto count = [&](ElementId other) {
                const ElementState *state = at->element(other);
                // Domains and teams are what things stand in, not what stands beside them.
                if (state && !there.contains(other) && state->kind != "group"_L1 && state->kind != "team"_L1)
                    ++neighbours[other];
            };
            const auto out = at->outgoing(id);
            for (const RelationState &relation : out)
                count(relation.target);
            const auto in = at->incoming(id);
            for (const RelationState &relation : in)
                count(relation.source);
        }
    }
    QList<ElementId> order = neighbours.keys();
    std::ranges::stable_sort(order, std::greater(), [&](ElementId id) { return neighbours.value(id); });
    stage.around = order.first(std::min(order.size(), mostAround));
    std::ranges::sort(stage.around);
    return stage;
}

} // namespace gp::review

// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "core/diagram/fold.h"

#include "core/diagram/texts.h"

#include <QPainterPath>

#include <map>

using namespace Qt::StringLiterals;

namespace gp::diagram {

namespace {

State stateOf(const QList<State> &states)
{
    const bool isSame = std::ranges::all_of(states, [&](State state) { return state == states.first(); });
    return isSame ? states.first() : State::Changed;
}

/// "8 services", "1 pipeline": the kinds that are most often there first.
QStringList countsOf(const QMap<QString, int> &kinds, const metamodel::Metamodel &metamodel)
{
    QStringList names = kinds.keys();
    std::ranges::stable_sort(names, std::greater(), [&](const QString &kind) { return kinds[kind]; });
    QStringList counts;
    for (const QString &name : std::as_const(names)) {
        const auto *kind = metamodel.kind(name);
        const int count = kinds[name];
        const QString word = !kind ? name : count == 1 ? kind->label : kind->plural;
        counts.append(QString::number(count) + u' ' + word.toLower());
    }
    return counts;
}

class Folding
{
public:
    Folding(Scene &scene, const layout::Options &options, const metamodel::Metamodel &metamodel,
            const QMap<qint64, ElementId> &names)
        : m_scene(scene)
        , m_options(options)
        , m_metamodel(metamodel)
        , m_names(names)
    {
    }

    void fold(const QSet<QString> &keys)
    {
        QMap<qint64, QList<Card>> members;
        QList<Card> others;
        for (const Card &card : std::as_const(m_scene.cards)) {
            const bool folds = card.group > 0 && keys.contains(m_scene.groups[card.group - 1].key);
            (folds ? members[card.group] : others).append(card);
        }
        if (members.isEmpty())
            return;
        m_scene.cards = others;
        for (const auto &[number, cards] : members.asKeyValueRange())
            takePlaceOf(number, cards);
        std::ranges::sort(m_scene.cards, {}, &Card::id);
        liftEdges();
        for (const auto &[number, cards] : members.asKeyValueRange())
            finish(number, cards.size());
    }

private:
    void takePlaceOf(qint64 number, const QList<Card> &cards)
    {
        Group &group = m_scene.groups[number - 1];
        QMap<QString, int> kinds;
        QList<State> states;
        QSet<QString> colours;
        for (const Card &card : cards) {
            ++kinds[card.kind];
            states.append(card.state);
            colours.insert(card.colour);
        }
        Card made;
        // A domain may stand in its own view as a card, too; each card has an id of its own.
        const bool isFree = group.element.isValid() && !m_scene.card(group.element);
        made.id = isFree ? group.element : m_names.value(number, cards.first().id);
        made.key = group.key;
        made.kind = u"group"_s;
        made.colour = colours.size() == 1 ? cards.first().colour : u"other"_s;
        made.folds = number;
        made.state = stateOf(states);
        m_texts[number] = {group.title, {}, countsOf(kinds, m_metamodel)};
        // Room for the counts, whichever of them fit; the number of relations inside joins later.
        CardText widest = m_texts[number];
        widest.subtitle = u"1,000 elements · 1,000 relations inside"_s;
        const QSizeF size = cardSize(widest);
        made.rect = QRectF(group.rect.center() - QPointF(size.width(), size.height()) / 2, size).toRect();
        for (const Card &card : cards)
            m_scene.inside.insert(card.id, made.id);
        group.rect = {};
        m_scene.cards.append(made);
        m_numberOf.insert(made.id, number);
    }

    void liftEdges()
    {
        using Bundle = std::tuple<ElementId, ElementId, QString, State>;
        std::map<Bundle, Edge> bundles;
        QList<Edge> kept;
        for (Edge edge : std::as_const(m_scene.edges)) {
            const ElementId source = m_scene.inside.value(edge.source, edge.source);
            const ElementId target = m_scene.inside.value(edge.target, edge.target);
            const bool isLifted =
                m_scene.inside.contains(edge.source) || m_scene.inside.contains(edge.target);
            if (!isLifted) {
                kept.append(edge);
            } else if (source == target) {
                ++m_inner[m_numberOf.value(source)];
            } else {
                edge.source = source;
                edge.target = target;
                edge.route = {};
                const auto [it, isNew] =
                    bundles.try_emplace(Bundle(source, target, edge.kind, edge.state), edge);
                if (!isNew)
                    it->second.count += edge.count;
            }
        }
        QList<Edge> lifted;
        for (const auto &[bundle, edge] : bundles)
            lifted.append(edge);
        route(lifted);
        m_scene.edges = kept + lifted;
        std::ranges::sort(m_scene.edges, {}, &Edge::id);
    }

    /// New lines around all that is drawn; the others keep theirs.
    void route(QList<Edge> &edges) const
    {
        layout::Request request;
        request.options = m_options;
        layout::Positions positions;
        for (const Card &card : std::as_const(m_scene.cards)) {
            request.nodes.append({card.id.value(), card.rect.size().toSize(), 0});
            positions.insert(card.id.value(), card.rect.topLeft().toPoint());
        }
        for (const Edge &edge : std::as_const(edges))
            request.edges.append({edge.id.value(), edge.source.value(), edge.target.value(), 1, 0});
        const layout::Routes routes = layout::routeAll(request, positions);
        for (Edge &edge : edges) {
            const layout::Route points = routes.value(edge.id.value());
            edge.route = QList<QPointF>(points.cbegin(), points.cend());
            if (edge.count > 1)
                edge.countAt = freePlaceOn(edge);
        }
    }

    /// Where on a line its number covers no card; the middle is tried first.
    [[nodiscard]] QPointF freePlaceOn(const Edge &edge) const
    {
        constexpr double halfWidth = 18;
        constexpr double halfHeight = 11;
        QPainterPath line(edge.route.first());
        for (qsizetype i = 1; i + 2 < edge.route.size(); i += 3)
            line.cubicTo(edge.route[i], edge.route[i + 1], edge.route[i + 2]);
        constexpr int steps = 12;
        constexpr double stride = 0.075;
        for (int step = 0; step < steps; ++step) {
            const int away = (step + 1) / 2;
            const QPointF at = line.pointAtPercent(0.5 + stride * (step % 2 == 0 ? away : -away));
            const QRectF pill(at.x() - halfWidth, at.y() - halfHeight, 2 * halfWidth, 2 * halfHeight);
            if (std::ranges::none_of(m_scene.cards,
                                     [&](const Card &card) { return card.rect.intersects(pill); }))
                return at;
        }
        return {};
    }

    void finish(qint64 number, qsizetype elements)
    {
        const auto card = std::ranges::find(m_scene.cards, number, &Card::folds);
        CardText text = m_texts[number];
        text.subtitle = elements == 1 ? u"1 element"_s : QString::number(elements) + u" elements"_s;
        if (const int inner = m_inner.value(number); inner > 0)
            text.subtitle += u" · %1 %2 inside"_s.arg(inner).arg(inner == 1 ? u"relation"_s : u"relations"_s);
        fitText(*card, text, int(card->rect.width()));
    }

    Scene &m_scene;
    const layout::Options &m_options;
    const metamodel::Metamodel &m_metamodel;
    const QMap<qint64, ElementId> &m_names;
    QMap<qint64, CardText> m_texts;
    QMap<qint64, int> m_inner;
    QMap<ElementId, qint64> m_numberOf;
};

} // namespace

void foldGroups(Scene &scene, const QSet<QString> &keys, const layout::Options &options,
                const metamodel::Metamodel &metamodel, const QMap<qint64, ElementId> &names)
{
    Folding(scene, options, metamodel, names).fold(keys);
}

} // namespace gp::diagram

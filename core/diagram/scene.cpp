// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "core/diagram/scene.h"
#include "core/compare/gap.h"
#include "core/diagram/colouring.h"
#include "core/diagram/fold.h"
#include "core/diagram/legend.h"
#include "core/diagram/place.h"
#include "core/diagram/selection.h"
#include "core/diagram/texts.h"

#include <map>

using namespace Qt::StringLiterals;

namespace gp::diagram {

namespace {

State toState(compare::State state)
{
    switch (state) {
    case compare::State::Added:
        return State::Added;
    case compare::State::Removed:
        return State::Removed;
    case compare::State::Changed:
        return State::Changed;
    case compare::State::Replaced:
        return State::Replaced;
    case compare::State::Kept:
        break;
    }
    return State::Kept;
}

bool isMainLine(const Plateau &plateau)
{
    return plateau.kind != PlateauKind::Option;
}

/// Heavier relations are kept shorter: what promotes or delivers is the spine of the picture.
int weightOf(const QString &kind)
{
    if (kind == u"promotesTo")
        return 3;
    return kind == u"deliveredBy" || kind == u"deploysTo" ? 2 : 1;
}

QList<QPointF> toPoints(const layout::Route &route)
{
    return QList<QPointF>(route.cbegin(), route.cend());
}

QRectF extentOf(const layout::Route &route)
{
    QRectF rect;
    for (const QPoint &point : route)
        rect |= QRectF(point, QSizeF(1, 1));
    return rect;
}

} // namespace

QString wordOf(State state)
{
    switch (state) {
    case State::Added:
        return compare::stateName(compare::State::Added);
    case State::Removed:
        return compare::stateName(compare::State::Removed);
    case State::Changed:
        return compare::stateName(compare::State::Changed);
    case State::Replaced:
        return compare::stateName(compare::State::Replaced);
    case State::Kept:
        return compare::stateName(compare::State::Kept);
    case State::None:
        break;
    }
    return {};
}

struct SceneBuilder::Data
{
    compare::States known;
    Model model;
    metamodel::Metamodel metamodel;
    View view;
    ViewRules rules;
    Look look;
    QList<PlateauId> plateaus; ///< of the union
    std::map<PlateauId, PlateauModel> states;
    std::map<PlateauId, Selection> selections;
    QMap<ElementId, layout::Node> members;
    std::map<PlateauId, QHash<ElementId, CardText>> texts;
    Measured measured;
    QList<GroupName> groups;
    QStringList owners; ///< see Colouring
    layout::Request request;
    layout::Positions positions;
    layout::Routes routes;
    QMap<qint64, QRect> frames;
    QRectF bounds;

    Data(compare::States theStates, metamodel::Metamodel theMetamodel, View theView,
         QList<PlateauId> thePlateaus)
        : known(std::move(theStates))
        , model(known.model())
        , metamodel(std::move(theMetamodel))
        , view(std::move(theView))
        , rules(view.properties)
        , look(view.properties)
        , plateaus(std::move(thePlateaus))
    {
        for (PlateauId plateau : std::as_const(plateaus)) {
            const PlateauModel &state = states.emplace(plateau, known.at(plateau)).first->second;
            selections.emplace(plateau, select(state, rules));
        }
        collectMembers();
        alignSizes();
        collectEdges();
        place();
        if (look.colourBy == ColourBy::Owner)
            collectOwners();
    }

    void collectOwners()
    {
        QMap<QString, int> counts;
        for (PlateauId plateau : std::as_const(plateaus)) {
            for (const ElementId id : std::as_const(selections.at(plateau).elements)) {
                if (const ElementState *owner = ownerOf(states.at(plateau), id))
                    ++counts[owner->name()];
            }
        }
        owners = counts.keys();
        std::ranges::stable_sort(owners, std::greater(), [&](const QString &name) { return counts[name]; });
    }

    void collectMembers()
    {
        QMap<ElementId, QString> groupKeys;
        const Measure measure;
        QHash<ElementId, CardText> latest; // most say the same at every plateau
        QMap<QString, GroupName> named;
        // Later plateaus come last and win: where a service moves to another domain, it stands where it will
        // be.
        for (PlateauId plateau : plateaus) {
            const PlateauModel &state = states.at(plateau);
            auto &there = texts[plateau];
            for (ElementId id : selections.at(plateau).elements) {
                const ElementState &element = *state.element(id);
                layout::Node &node = members[id];
                node.id = id.value();
                const CardText text = cardText(element, metamodel.kind(element.kind));
                CardText &last = latest[id];
                if (last != text) {
                    node.size = node.size.expandedTo(cardSize(text, measure));
                    last = text;
                }
                there.insert(id, last);
                const GroupName name = groupOf(state, element, rules, metamodel);
                groupKeys[id] = name.key;
                if (!name.key.isEmpty())
                    named[name.key] = {name.key, oneLine(name.title), name.element};
            }
        }
        measured = Measured::of(measure);
        QMap<QString, qint64> numbers;
        for (auto it = members.begin(); it != members.end(); ++it) {
            const QString &key = groupKeys[it.key()];
            if (key.isEmpty())
                continue;
            if (!numbers.contains(key)) {
                groups.append(named[key]);
                numbers.insert(key, groups.size());
            }
            it->group = numbers[key];
        }
    }

    /// Cards of a group are equally wide and high: columns line up, and cards can change places.
    void alignSizes()
    {
        QMap<qint64, QSize> largest;
        for (const layout::Node &node : std::as_const(members))
            largest[node.group] = largest[node.group].expandedTo(node.size);
        for (layout::Node &node : members)
            node.size = largest[node.group];
    }

    void collectEdges()
    {
        request.options.direction = rules.direction;
        request.nodes = members.values();
        for (qsizetype i = 0; i < groups.size(); ++i)
            request.groups.append({i + 1, 0, groups[i].title, groupTitleWidth(groups[i].title)});
        QMap<QString, int> bundles;
        for (const metamodel::RelationKind &kind : metamodel.relationKinds())
            bundles.insert(kind.name, static_cast<int>(bundles.size()) + 1);
        QMap<RelationId, bool> seen;
        for (PlateauId plateau : std::as_const(plateaus))
            for (RelationId id : selections.at(plateau).relations)
                seen.insert(id, true);
        for (RelationId id : seen.keys()) {
            const Relation &relation = *model.relation(id);
            request.edges.append({id.value(), relation.source.value(), relation.target.value(),
                                  weightOf(relation.kind), bundles.value(relation.kind)});
        }
    }

    void place()
    {
        for (const layout::Node &node : std::as_const(request.nodes)) {
            if (const auto at = view.positions.constFind(ElementId(node.id)); at != view.positions.cend())
                positions.insert(node.id, *at);
        }
        placeMissing(request, positions);
        if (positions.isEmpty())
            return;
        layout::Routes stored;
        for (const auto &[id, route] : view.routes.asKeyValueRange())
            stored.insert(id.value(), route);
        routes = completeRoutes(request, positions, stored);
        frames = layout::groupFrames(request, positions);
        for (const layout::Node &node : std::as_const(request.nodes))
            bounds |= QRectF(positions.value(node.id), QSizeF(node.size));
        for (const QRect &frame : std::as_const(frames))
            bounds |= QRectF(frame);
        for (const layout::Route &route : std::as_const(routes))
            bounds |= extentOf(route);
    }

    [[nodiscard]] const ElementState *elementAt(PlateauId plateau, ElementId id) const
    {
        return selections.at(plateau).elements.contains(id) ? states.at(plateau).element(id) : nullptr;
    }

    [[nodiscard]] Card card(const ElementState &element, const CardText &text, const layout::Node &node,
                            const Meaning &meaning, const Measure &measure) const
    {
        Card card;
        card.id = element.id;
        card.key = element.key;
        card.kind = element.kind;
        card.colour = meaning.colour;
        card.group = node.group;
        card.rect = QRectF(positions.value(node.id), QSizeF(node.size));
        fitText(card, Colouring::withWord(text, meaning), node.size.width(), measure);
        return card;
    }

    [[nodiscard]] Edge edge(const Relation &relation) const
    {
        const metamodel::RelationKind *kind = metamodel.relationKind(relation.kind);
        Edge edge;
        edge.id = relation.id;
        edge.kind = relation.kind;
        edge.source = relation.source;
        edge.target = relation.target;
        edge.route = toPoints(routes.value(relation.id.value()));
        edge.label = kind ? kind->label : relation.kind;
        return edge;
    }

    /// What became of each element since the root, for ColourBy::State.
    [[nodiscard]] QHash<ElementId, State> statesAt(PlateauId at) const
    {
        QHash<ElementId, State> result;
        const PlateauId root = model.rootPlateau();
        if (look.colourBy != ColourBy::State || !root.isValid())
            return result;
        const compare::Gap &since = known.between(root, at);
        for (const auto &[id, item] : since.elements.asKeyValueRange())
            result.insert(id, toState(item.state));
        return result;
    }

    [[nodiscard]] Scene scene(PlateauId to, std::optional<PlateauId> from, Marks marks) const;
};

Scene SceneBuilder::Data::scene(PlateauId to, std::optional<PlateauId> from, Marks marks) const
{
    Scene scene;
    scene.title = rules.title.isEmpty() ? view.key : rules.title;
    scene.compare = from.has_value();
    scene.needsLayout = positions.isEmpty() && !members.isEmpty();
    const auto nameOf = [&](PlateauId id) { return model.plateau(id) ? model.plateau(id)->name : QString(); };
    scene.subtitle = from ? u"%1 → %2"_s.arg(nameOf(*from), nameOf(to)) : nameOf(to);
    const compare::Gap gap = from ? known.between(*from, to) : compare::Gap();

    const Measure measure = measured.measure();
    QSet<qint64> used;
    QSet<ElementId> hidden;
    marks.states = statesAt(to);
    const Colouring now(look.colourBy, states.at(to), metamodel, marks, owners);
    const Colouring before(look.colourBy, states.at(from.value_or(to)), metamodel, marks, owners);
    Legend legend(metamodel);
    for (const auto &[id, node] : members.asKeyValueRange()) {
        const ElementState *element = elementAt(to, id);
        const bool isGone = !element && from;
        if (isGone)
            element = elementAt(*from, id);
        if (!element)
            continue;
        if (look.hides(states.at(isGone ? *from : to), *element)) {
            hidden.insert(id);
            continue;
        }
        const Meaning meaning = isGone ? before.of(*element) : now.of(*element);
        Card made = card(*element, texts.at(isGone ? *from : to).value(id), node, meaning, measure);
        if (from)
            made.state = toState(gap.stateOf(id));
        used.insert(made.group);
        legend.count(*element, meaning);
        scene.cards.append(made);
    }
    scene.hidden = int(hidden.size());
    scene.legendTitle = now.title();
    scene.legend = legend.entries();
    for (const layout::Edge &drawn : request.edges) {
        const RelationId id(drawn.id);
        if (!selections.at(to).relations.contains(id) &&
            !(from && selections.at(*from).relations.contains(id)))
            continue;
        if (hidden.contains(ElementId(drawn.from)) || hidden.contains(ElementId(drawn.to)))
            continue;
        Edge made = edge(*model.relation(id));
        if (from)
            made.state = toState(gap.stateOf(id));
        scene.edges.append(made);
    }
    for (qsizetype i = 0; i < groups.size(); ++i) {
        // Numbers of groups stay, whether or not anything of theirs shows.
        scene.groups.append({groups[i].key, groups[i].element, groups[i].title,
                             used.contains(i + 1) ? QRectF(frames.value(i + 1)) : QRectF()});
    }
    scene.bounds = bounds;
    for (const NoteText &note : look.notes) {
        scene.notes.append(makeNote(note));
        scene.bounds |= scene.notes.last().rect;
    }
    if (look.folded.isEmpty())
        return scene;
    QMap<qint64, ElementId> names;
    for (const auto &[id, node] : members.asKeyValueRange()) {
        if (!names.contains(node.group))
            names.insert(node.group, id);
    }
    foldGroups(scene, look.folded, request.options, metamodel, names);
    return scene;
}

SceneBuilder::SceneBuilder(const compare::States &states, const metamodel::Metamodel &metamodel,
                           const View &view)
{
    QList<PlateauId> plateaus;
    for (const Plateau &plateau : states.model().plateausInOrder())
        if (isMainLine(plateau))
            plateaus.append(plateau.id);
    m_data = std::make_shared<const Data>(states, metamodel, view, plateaus);
}

SceneBuilder::SceneBuilder(const SceneBuilder &) = default;
SceneBuilder::SceneBuilder(SceneBuilder &&) noexcept = default;
SceneBuilder &SceneBuilder::operator=(const SceneBuilder &) = default;
SceneBuilder &SceneBuilder::operator=(SceneBuilder &&) noexcept = default;
SceneBuilder::~SceneBuilder() = default;

Scene SceneBuilder::scene(PlateauId plateau, std::optional<PlateauId> compareFrom, const Marks &marks) const
{
    QList<PlateauId> plateaus = m_data->plateaus;
    for (PlateauId asked : {plateau, compareFrom.value_or(plateau)})
        if (!plateaus.contains(asked))
            plateaus.append(asked);
    if (plateaus == m_data->plateaus)
        return m_data->scene(plateau, compareFrom, marks);
    // An option: what only it has joins the picture in free space; all else stays where it is.
    const SceneBuilder::Data wider(m_data->known, m_data->metamodel, m_data->view, plateaus);
    return wider.scene(plateau, compareFrom, marks);
}

layout::Request SceneBuilder::layoutRequest() const
{
    return m_data->request;
}

View SceneBuilder::withLayout(const layout::Arrangement &arrangement) const
{
    View view = m_data->view;
    view.positions.clear();
    view.routes.clear();
    for (const auto &[id, point] : arrangement.positions.asKeyValueRange())
        view.positions.insert(ElementId(id), point);
    for (const auto &[id, route] : arrangement.routes.asKeyValueRange())
        view.routes.insert(RelationId(id), route);
    return view;
}

View SceneBuilder::withMoved(const QMap<ElementId, QPoint> &moved) const
{
    View view = m_data->view;
    layout::Positions positions = m_data->positions;
    for (const auto &[id, point] : moved.asKeyValueRange()) {
        if (m_data->members.contains(id))
            positions.insert(id.value(), point);
    }
    for (const auto &[id, point] : positions.asKeyValueRange())
        view.positions.insert(ElementId(id), point);
    for (const auto &[id, route] : layout::routeAll(m_data->request, positions).asKeyValueRange())
        view.routes.insert(RelationId(id), route);
    return view;
}

QList<ElementId> SceneBuilder::elements() const
{
    return m_data->members.keys();
}

layout::Positions SceneBuilder::positions() const
{
    return m_data->positions;
}

QMap<ElementId, QPoint> SceneBuilder::cornersIn(qint64 group) const
{
    QMap<ElementId, QPoint> corners;
    for (const auto &[id, node] : m_data->members.asKeyValueRange()) {
        if (node.group == group)
            corners.insert(id, m_data->positions.value(node.id));
    }
    return corners;
}

const Card *Scene::card(ElementId id) const
{
    const auto it = std::lower_bound(cards.cbegin(), cards.cend(), id,
                                     [](const Card &card, ElementId wanted) { return card.id < wanted; });
    return it != cards.cend() && it->id == id ? &*it : nullptr;
}

const Edge *Scene::edge(RelationId id) const
{
    const auto it = std::lower_bound(edges.cbegin(), edges.cend(), id,
                                     [](const Edge &edge, RelationId wanted) { return edge.id < wanted; });
    return it != edges.cend() && it->id == id ? &*it : nullptr;
}

QMap<State, int> countStates(const Scene &scene)
{
    QMap<State, int> counts;
    for (const Card &card : scene.cards)
        ++counts[card.state];
    return counts;
}

Result<View> laidOut(const compare::States &states, const metamodel::Metamodel &metamodel, const View &view)
{
    const SceneBuilder builder(states, metamodel, view);
    const layout::Request request = builder.layoutRequest();
    if (request.nodes.isEmpty())
        return view;
    const auto arrangement = layout::layOut(request);
    if (!arrangement)
        return std::unexpected(arrangement.error());
    return builder.withLayout(*arrangement);
}

} // namespace gp::diagram

// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/compare/states.h"
#include "core/layout/layout.h"
#include "core/model/at.h"

#include <QHash>
#include <QRectF>

#include <memory>
#include <optional>

namespace gp::metamodel {
class Metamodel;
}

/// What a picture shows, as plain values: made from model and view by SceneBuilder, drawn by paint()
/// (painter.h), written by renderSvg() and renderPng() (export.h).
namespace gp::diagram {

/// What a compare says about a thing. None outside of a compare.
enum class State { None, Kept, Added, Removed, Changed, Replaced };

/// "added", "kept"…; empty for None.
[[nodiscard]] QString wordOf(State state);

struct Card
{
    ElementId id;
    QString key;
    QString kind;
    QString colour;   ///< token of the theme, see Theme::kindColor()
    qint64 group = 0; ///< index into Scene::groups plus one; 0: in none
    QRectF rect;
    QString name;
    QStringList nameLines; ///< the name as broken into one or two lines that fit
    QString subtitle;      ///< elided to fit
    QStringList badges;    ///< those that fit
    State state = State::None;
    qint64 folds = 0; ///< index into Scene::groups plus one of the group that this card stands for; 0: none

    friend bool operator==(const Card &, const Card &) = default;
};

struct Edge
{
    RelationId id;
    QString kind;
    ElementId source;
    ElementId target;
    QList<QPointF>
        route;     ///< cubic Bézier: start, then two controls and an end per piece; empty before layout
    QString label; ///< "deploys to", for tooltips and screen readers; not drawn
    State state = State::None;
    int count = 1;   ///< relations that this line stands for; `id` is that of the first
    QPointF countAt; ///< the middle of the count, where it covers no card; null: not drawn

    friend bool operator==(const Edge &, const Edge &) = default;
};

struct Group
{
    QString key;       ///< of the domain or team; the kind for groups of one kind
    ElementId element; ///< valid where the group is an element itself (a domain, a team)
    QString title;
    QRectF rect;

    friend bool operator==(const Group &, const Group &) = default;
};

/// A remark of the view.
struct Note
{
    QRectF rect;
    QString text;
    QStringList lines; ///< as broken to fit

    friend bool operator==(const Note &, const Note &) = default;
};

/// What a colour means, and how many cards have it.
struct LegendEntry
{
    QString colour; ///< token of the theme, see Theme::kindColor()
    QString text;
    int count = 0;

    friend bool operator==(const LegendEntry &, const LegendEntry &) = default;
};

/// One picture. Cards and edges are sorted by id.
struct Scene
{
    QString title;
    QString subtitle; ///< the plateau, or "Current → Target"
    QList<Card> cards;
    QList<Edge> edges;
    QList<Group> groups;
    QList<Note> notes;
    QHash<ElementId, ElementId> inside; ///< what is in a folded group, and the card that stands for it
    QString legendTitle;                ///< what the colours are about
    QList<LegendEntry> legend;
    int hidden = 0;           ///< elements of the view that its look hides
    QRectF bounds;            ///< of everything; null when empty
    bool compare = false;     ///< states are set
    bool needsLayout = false; ///< no card of the view has a position yet: all stand at the origin

    [[nodiscard]] const Card *card(ElementId id) const;
    /// The card of an element, or that of the folded group it is in.
    [[nodiscard]] const Card *cardFor(ElementId id) const { return card(inside.value(id, id)); }
    [[nodiscard]] const Edge *edge(RelationId id) const;
    friend bool operator==(const Scene &, const Scene &) = default;
};

/// What a scene cannot know from the model and its view.
struct Marks
{
    QHash<ElementId, QString> findings; ///< the severity of the worst open finding: error, warning or info
    QHash<ElementId, State> states;     ///< filled in by SceneBuilder where a view is coloured by state
};

/// How many cards of each state; for legends and summaries.
[[nodiscard]] QMap<State, int> countStates(const Scene &scene);

/// Makes scenes of one view. Which elements the view shows, and how large their cards are, is decided once
/// over the union of all plateaus, so that each card stands at one place in every state. Construction does
/// that work; scene() for another plateau is cheap. Value semantics, any thread (after the font was
/// registered in the GUI thread).
///
/// View properties read: title, kinds, include, exclude, domain, group_by (domain | kind | team | none),
/// relations, direction (LR | TB), and the look (look.h); see resources/metamodel/records.yaml.
class SceneBuilder
{
public:
    SceneBuilder(const compare::States &states, const metamodel::Metamodel &metamodel, const View &view);
    SceneBuilder(const SceneBuilder &);
    SceneBuilder(SceneBuilder &&) noexcept;
    SceneBuilder &operator=(const SceneBuilder &);
    SceneBuilder &operator=(SceneBuilder &&) noexcept;
    ~SceneBuilder();

    /// The view at `plateau`; with `compareFrom`, the union of both with a State for each thing. Cards
    /// without a stored position are put into free space near their group and move no other.
    [[nodiscard]] Scene scene(PlateauId plateau, std::optional<PlateauId> compareFrom = {},
                              const Marks &marks = {}) const;

    /// The union as layout wants it; node ids are ElementId values, edge ids RelationId values.
    [[nodiscard]] layout::Request layoutRequest() const;
    /// The view with positions and routes of `arrangement`.
    [[nodiscard]] View withLayout(const layout::Arrangement &arrangement) const;
    /// The view with cards moved (top left corners) and all its edges routed anew; no other card moves.
    [[nodiscard]] View withMoved(const QMap<ElementId, QPoint> &moved) const;

    /// Elements of the view in any plateau of the union, sorted by id.
    [[nodiscard]] QList<ElementId> elements() const;
    /// Where every card stands, top left corner; empty before the first layout.
    [[nodiscard]] layout::Positions positions() const;
    /// Of every element of a group (its index plus one), at whatever plateau, the top left corner.
    [[nodiscard]] QMap<ElementId, QPoint> cornersIn(qint64 group) const;

private:
    struct Data;
    std::shared_ptr<const Data> m_data;
};

/// `view` with every card placed and every line routed by the layout worker; waits for it (see
/// layout::layOut()), so not for the thread of a window. A view that shows nothing comes back as it is.
[[nodiscard]] Result<View> laidOut(const compare::States &states, const metamodel::Metamodel &metamodel,
                                   const View &view);

} // namespace gp::diagram

// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
// A view page's edits: what the canvas and its menus ask for becomes one commit each.
#include "views/canvas/cardmenu.h"
#include "views/canvas/quickcreate.h"
#include "views/canvas/viewpage.h"

#include <QComboBox>
#include <QLineEdit>
#include <QMenu>

using namespace Qt::StringLiterals;

namespace gp::views {

bool ViewPage::canEdit() const
{
    return !m_session.store().isReadOnly() && !m_session.isComparing() && !m_preview && m_builder &&
           scene() && m_session.model().view(m_view);
}

QList<ElementId> ViewPage::selectedCards() const
{
    QList<ElementId> ids = m_session.selectedElements();
    ids.removeIf([whole = wholeScene()](ElementId id) { return !whole || !whole->card(id); });
    return ids;
}

bool ViewPage::hasSelectedRelation() const
{
    return std::holds_alternative<RelationId>(m_session.selection());
}

bool ViewPage::hasSelectedService() const
{
    return std::ranges::any_of(m_session.selectedElements(), [this](ElementId id) {
        const auto *element = m_session.model().element(id);
        return element && element->kind == "service"_L1;
    });
}

EditPlace ViewPage::place() const
{
    return {m_session.model(), m_session.metamodel(), *m_builder, m_view, m_session.plateau()};
}

bool ViewPage::store(const Result<Edit> &edit)
{
    if (!edit) {
        Q_EMIT m_session.failed(edit.error());
        return false;
    }
    if (!m_session.commit(edit->draft, edit->label))
        return false;
    if (!edit->made.isEmpty())
        m_session.selectElements(edit->made);
    return true;
}

void ViewPage::onMoved(const QMap<ElementId, QPoint> &corners, ElementId group)
{
    if (m_session.store().isReadOnly() || !m_builder || !m_session.model().view(m_view))
        return;
    // The card of a folded group takes along all that is in it.
    QMap<ElementId, QPoint> all;
    for (const auto &[id, corner] : corners.asKeyValueRange()) {
        const auto *card = scene() ? scene()->card(id) : nullptr;
        if (!card || card->folds == 0) {
            all.insert(id, corner);
            continue;
        }
        const QPoint by = corner - card->rect.topLeft().toPoint();
        for (const auto &[inner, from] : m_builder->cornersIn(card->folds).asKeyValueRange())
            all.insert(inner, from + by);
    }
    const auto edit = edits::moveCards(place(), all, m_session.isComparing() ? ElementId() : group);
    if (store(edit) && group.isValid())
        Q_EMIT m_session.edited(edit->label);
    else if (!edit)
        buildScene(); // the cards go back to where they are
}

void ViewPage::onConnection(ElementId from, ElementId to, QPoint at)
{
    if (!canEdit())
        return;
    if (to.isValid()) {
        auto *menu = new QMenu(this);
        menu->setAttribute(Qt::WA_DeleteOnClose);
        menu->setAccessibleName(tr("Relations"));
        fillOffers(menu, *this, edits::offersBetween(place(), from, to));
        menu->popup(m_canvas->mapToGlobal(toWidget(at)));
        return;
    }
    m_createAt = at;
    m_createFrom = from;
    m_isReplacing = false;
    m_create->askPossible(edits::possibleAt(place(), from), toWidget(at));
}

void ViewPage::connectAs(const Offer &offer)
{
    if (canEdit())
        store(edits::connect(place(), offer));
}

void ViewPage::askNew(QPoint at)
{
    if (!canEdit())
        return;
    m_createAt = at;
    m_createFrom = {};
    m_isReplacing = false;
    m_create->askKinds(m_session.metamodel(), toWidget(at));
}

void ViewPage::askReplacement()
{
    const auto cards = selectedCards();
    if (!canEdit() || cards.size() != 1)
        return;
    const auto *card = scene()->card(cards.front());
    m_createFrom = cards.front();
    m_isReplacing = true;
    m_create->askPossible({{card->kind, {}, true, tr("Replace %1 by").arg(card->name)}},
                          toWidget(card->rect.bottomLeft().toPoint() + QPoint(0, 8)));
}

void ViewPage::onWanted(const Possible &what, const QString &name, bool stays)
{
    if (!canEdit())
        return;
    Result<Edit> edit = std::unexpected(Error());
    if (m_isReplacing) {
        edit = edits::replaceBy(place(), m_createFrom, name);
    } else {
        ElementId group;
        for (const auto &frame : scene()->groups) {
            if (frame.rect.contains(m_createAt))
                group = frame.element;
        }
        edit = edits::create(
            place(), {what.kind, name, m_createAt, group, m_createFrom, what.relation, what.isOutgoing});
    }
    // What is refused is said in the box, where it can be put right.
    const auto stored = edit ? m_session.store().commit(edit->draft, edit->label)
                             : Result<Change>(std::unexpected(edit.error()));
    if (!stored)
        return m_create->say(stored.error().message);
    m_session.selectElements(edit->made);
    m_toReveal = edit->made.front();
    if (stays && !m_isReplacing) {
        constexpr QPoint next(0, 96);
        m_createAt += next;
        return;
    }
    m_create->hide();
    m_canvas->setFocus();
}

void ViewPage::moveTo(const QList<QPointF> &corners, const QString &label)
{
    const auto cards = selectedCards();
    QMap<ElementId, QPoint> moved;
    for (qsizetype i = 0; i < cards.size(); ++i)
        moved.insert(cards[i], corners[i].toPoint());
    auto edit = edits::moveCards(place(), moved, {});
    if (edit)
        edit->label = label.arg(cards.size()).arg(title());
    store(edit);
}

void ViewPage::align(Alignment alignment)
{
    QList<QRectF> rects;
    for (const auto id : selectedCards())
        rects.append(scene()->card(id)->rect);
    if (canEdit() && rects.size() > 1)
        moveTo(aligned(rects, alignment), tr("Align %1 cards in %2"));
}

void ViewPage::distribute(Qt::Orientation axis)
{
    QList<QRectF> rects;
    for (const auto id : selectedCards())
        rects.append(scene()->card(id)->rect);
    if (canEdit() && rects.size() > 2)
        moveTo(distributed(rects, axis), tr("Distribute %1 cards in %2"));
}

void ViewPage::duplicateSelected()
{
    const auto cards = selectedCards();
    if (canEdit() && !cards.isEmpty())
        store(edits::duplicate(place(), cards));
}

void ViewPage::hideSelected()
{
    const auto cards = selectedCards();
    if (!canEdit() || cards.isEmpty())
        return;
    const auto edit = edits::hide(place(), cards);
    if (store(edit))
        Q_EMIT m_session.edited(edit->label);
}

void ViewPage::deleteSelected()
{
    if (!canEdit())
        return;
    if (const auto *relation = std::get_if<RelationId>(&m_session.selection())) {
        Edit edit{Draft(m_session.model()), tr("Delete a relation in %1").arg(plateauName()), {}};
        const auto ended = edit.draft.removeRelationAt(*relation, m_session.plateau());
        if (store(ended ? Result<Edit>(edit) : Result<Edit>(std::unexpected(ended.error()))))
            Q_EMIT m_session.edited(edit.label);
        return;
    }
    const auto edit = edits::remove(place(), m_session.selectedElements());
    if (store(edit))
        Q_EMIT m_session.edited(edit->label);
}

void ViewPage::focusOnSelected(int hops)
{
    m_focused = hops > 0 ? selectedCards() : QList<ElementId>();
    m_hops = m_focused.isEmpty() ? 0 : hops;
    updateFocus();
}

void ViewPage::widenFocus()
{
    constexpr int most = 3;
    const bool isSame = m_hops > 0 && m_focused == selectedCards();
    focusOnSelected(isSame ? (m_hops + 1) % (most + 1) : 1);
}

void ViewPage::updateFocus()
{
    QSet<ElementId> near(m_focused.cbegin(), m_focused.cend());
    const auto whole = wholeScene();
    for (int hop = 0; hop < m_hops && whole; ++hop) {
        QSet<ElementId> next = near;
        for (const auto &edge : whole->edges) {
            if (near.contains(edge.source))
                next.insert(edge.target);
            if (near.contains(edge.target))
                next.insert(edge.source);
        }
        near = std::move(next);
    }
    m_canvas->setFocusOn(m_hops > 0 ? near : QSet<ElementId>());
    m_pair->earlier()->setFocusOn(m_hops > 0 ? near : QSet<ElementId>());
}

QPoint ViewPage::toWidget(QPoint scene) const
{
    return m_canvas->camera().toWidget(QPointF(scene)).toPoint();
}

} // namespace gp::views

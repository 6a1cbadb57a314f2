// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
// A view page's layouts on demand: worked out beside, shown, and stored once they are kept.
#include "core/layout/part.h"
#include "views/canvas/previewbar.h"
#include "views/canvas/viewpage.h"

namespace gp::views {

void ViewPage::layOutAnew()
{
    if (!canEdit() || m_ticket != 0)
        return;
    m_previewLabel = tr("Lay out %1");
    m_previewBar->showWork(tr("Laying out %n cards…", nullptr, int(m_builder->elements().size())));
    startLayout();
}

void ViewPage::layOutSelected()
{
    QSet<qint64> movable;
    for (const ElementId id : selectedCards()) {
        const auto *card = scene()->card(id);
        if (card->folds == 0)
            movable.insert(id.value());
        for (const ElementId inner :
             card->folds > 0 ? m_builder->cornersIn(card->folds).keys() : QList<ElementId>())
            movable.insert(inner.value());
    }
    if (movable.size() < 2) {
        Q_EMIT m_session.informed(
            tr("Select the cards that are to be laid out among themselves, two at least."));
        return;
    }
    m_previewLabel = tr("Lay out %n cards in %1", nullptr, int(movable.size()));
    layOutPart(movable);
}

void ViewPage::layOutNew()
{
    const auto *view = m_session.model().view(m_view);
    QSet<qint64> movable;
    for (const ElementId id : m_builder &&view ? m_builder->elements() : QList<ElementId>()) {
        if (!view->positions.contains(id))
            movable.insert(id.value());
    }
    if (movable.isEmpty()) {
        Q_EMIT m_session.informed(tr("Every card of this view has its place already."));
        return;
    }
    m_previewLabel = tr("Lay out %n new cards in %1", nullptr, int(movable.size()));
    layOutPart(movable);
}

void ViewPage::layOutPart(const QSet<qint64> &movable)
{
    if (!canEdit() || m_ticket != 0 || m_arranging.isRunning()) {
        m_previewLabel.clear();
        return;
    }
    m_previewBar->showWork(tr("Laying out %n cards…", nullptr, int(movable.size())));
    m_arranging.run(
        this,
        [builder = m_builder, movable] {
            const auto positions = builder->positions();
            return layout::arrangePart(builder->layoutRequest(), positions, movable);
        },
        [this, movable, builder = m_builder](const Result<layout::Positions> &positions) {
            if (!positions)
                return onLayoutFailed(positions.error());
            QMap<ElementId, QPoint> moved;
            for (const qint64 id : movable)
                moved.insert(ElementId(id), positions->value(id));
            preview(builder->withMoved(moved), m_previewLabel);
        });
}

void ViewPage::preview(const View &view, const QString &label)
{
    const auto before = m_builder->positions();
    int moved = 0;
    for (const auto &[id, corner] : view.positions.asKeyValueRange())
        moved += before.value(id.value()) == corner ? 0 : 1;
    m_preview = view;
    m_previewLabel = label;
    m_canvas->setEditable(false);
    m_previewBar->showResult(
        moved == 0 ? tr("Nothing would move")
                   : tr("%n of %1 cards would move", nullptr, moved).arg(view.positions.size()));
    buildAll();
}

void ViewPage::endPreview()
{
    m_preview.reset();
    m_previewLabel.clear();
    m_previewBar->hide();
    m_canvas->setEditable(!m_session.store().isReadOnly());
    m_canvas->setFocus();
}

void ViewPage::cancelLayout()
{
    if (m_ticket != 0)
        m_layouter->cancel(std::exchange(m_ticket, 0));
    m_arranging.drop();
    endPreview();
    buildAll();
}

void ViewPage::keepLayout()
{
    if (!m_preview)
        return;
    Draft draft(m_session.model());
    const auto done = draft.update(*m_preview);
    const QString label = m_previewLabel.arg(title());
    endPreview(); // first: the edit is announced before commit() returns
    if (!done)
        Q_EMIT m_session.failed(done.error());
    else if (m_session.commit(draft, label))
        m_canvas->fit();
    else
        buildAll();
}

} // namespace gp::views

// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "views/canvas/gesture.h"

#include <QPainter>

namespace gp::views {

NoteGesture::NoteGesture(ScenePtr scene, int note, QPointF from, Done done)
    : m_note(note)
    , m_from(from)
    , m_done(std::move(done))
{
    const ScenePtr whole = std::move(scene);
    diagram::Scene rest = *whole;
    m_part.notes = {rest.notes.takeAt(note)};
    m_rest = std::make_shared<const diagram::Scene>(std::move(rest));
}

void NoteGesture::moveTo(QPointF to, double, Qt::KeyboardModifiers)
{
    m_by = to - m_from;
}

void NoteGesture::finish()
{
    m_done(m_note, (m_part.notes.first().rect.topLeft() + m_by).toPoint());
}

void NoteGesture::paint(QPainter &painter, const diagram::Theme &theme, double) const
{
    diagram::PaintOptions options;
    options.background = false;
    painter.save();
    painter.translate(m_by);
    diagram::paint(painter, m_part, theme, options);
    painter.restore();
}

} // namespace gp::views

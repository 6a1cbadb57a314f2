// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "views/panels/gappanel.h"

#include <QKeyEvent>

using namespace Qt::StringLiterals;

namespace gp::views {

namespace {

Tone toneOf(compare::State state)
{
    switch (state) {
    case compare::State::Added:
        return Tone::Added;
    case compare::State::Removed:
    case compare::State::Replaced:
        return Tone::Removed;
    case compare::State::Changed:
        return Tone::Changed;
    case compare::State::Kept:
        break;
    }
    return Tone::Muted;
}

} // namespace

GapPanel::GapPanel(Session &session, QWidget *parent)
    : LinesView(tr("Gap list"), parent)
    , m_session(session)
    , m_look(CompareLook::of(session))
{
    setEmptyText(tr("The two plateaus do not differ."));
    connect(&session, &Session::changed, this, &GapPanel::refresh);
    connect(&session, &Session::plateauChanged, this, &GapPanel::refresh);
    connect(&session, &Session::selectionChanged, this, &GapPanel::showCurrent);
    connect(this, &LinesView::picked, this, &GapPanel::jump);
    refresh();
}

void GapPanel::refresh()
{
    setLines(linesOf(m_look.changes()));
    showCurrent();
}

void GapPanel::showCurrent()
{
    const auto row = m_look.currentChange();
    setCurrentIndex(row < 0 ? QModelIndex() : model()->index(row, 0));
    if (row < 0)
        clearSelection();
}

void GapPanel::jump()
{
    const int row = currentIndex().row();
    if (row >= 0 && row < m_look.changes().size())
        m_look.jumpTo(Selection(m_look.changes()[row].thing));
}

void GapPanel::keyPressEvent(QKeyEvent *event)
{
    // While one goes from change to change, the other state is a key away.
    const bool isBlink = m_session.isComparing() && m_look.way() == Way::Blink;
    if (event->key() == Qt::Key_B && event->modifiers() == Qt::NoModifier && isBlink) {
        if (!event->isAutoRepeat())
            m_look.hold(true);
        return;
    }
    const auto before = currentIndex();
    LinesView::keyPressEvent(event);
    if (currentIndex().isValid() && currentIndex() != before)
        jump();
}

void GapPanel::keyReleaseEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_B && !event->isAutoRepeat())
        m_look.hold(false);
    LinesView::keyReleaseEvent(event);
}

void GapPanel::focusOutEvent(QFocusEvent *event)
{
    m_look.hold(false);
    LinesView::focusOutEvent(event);
}

QList<Line> linesOf(const QList<GapChange> &changes)
{
    QList<Line> lines;
    for (const auto &change : changes) {
        Line line;
        line.lead = compare::signOf(change.state);
        line.tone = toneOf(change.state);
        line.text = change.text;
        line.suffix = change.suffix;
        // Ids of elements and of relations can be the same numbers.
        if (const auto *element = std::get_if<ElementId>(&change.thing))
            line.id = element->value();
        else if (const auto *relation = std::get_if<RelationId>(&change.thing))
            line.id = -relation->value();
        lines.append(line);
    }
    return lines;
}

} // namespace gp::views

// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "views/panels/gappanel.h"

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
{
    setEmptyText(tr("The two plateaus do not differ."));
    connect(&session, &Session::changed, this, &GapPanel::refresh);
    connect(&session, &Session::plateauChanged, this, &GapPanel::refresh);
    connect(this, &LinesView::picked, this, [this](qint64 id) {
        m_session.select(ElementId(id));
        Q_EMIT m_session.revealRequested(ElementId(id), true);
    });
    refresh();
}

void GapPanel::refresh()
{
    QList<Line> lines;
    for (const auto &item : m_session.gap().items()) {
        Line line;
        line.lead = compare::signOf(item.state);
        line.tone = toneOf(item.state);
        const auto *kind = m_session.metamodel().kind(item.kind);
        line.text = item.name;
        if (!item.replacedBy.isEmpty()) {
            if (const auto *other = m_session.shown(item.replacedBy.front()))
                line.text += u" → "_s + other->name();
        }
        QStringList words = {kind ? kind->label : item.kind, compare::stateName(item.state)};
        QStringList fields;
        for (const auto &field : item.fields)
            fields.append(compare::fieldLabel(field, m_session.metamodel(), item.kind));
        line.suffix = words.join(u" · "_s);
        if (!fields.isEmpty())
            line.suffix += u": "_s + fields.join(u", "_s);
        line.id = item.id.value();
        lines.append(line);
    }
    setLines(lines);
}

} // namespace gp::views

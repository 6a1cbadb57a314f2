// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "views/panels/historypanel.h"

#include <QLocale>

using namespace Qt::StringLiterals;

namespace gp::views {

namespace {

QString when(const QDateTime &time)
{
    const QDateTime local = time.toLocalTime();
    const bool isToday = local.date() == QDate::currentDate();
    return isToday ? local.toString(u"HH:mm:ss"_s) : local.toString(u"yyyy-MM-dd HH:mm"_s);
}

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

HistoryPanel::HistoryPanel(Session &session, QWidget *parent)
    : LinesView(tr("History"), parent)
    , m_session(session)
{
    setEmptyText(tr("No edits yet. Everything you do is listed here and can be gone back to."));
    setToolTip(tr("A double click goes to that state"));
    connect(&session, &Session::changed, this, &HistoryPanel::refresh);
    connect(this, &LinesView::opened, this, [this](qint64 id) { m_session.goTo(id); });
    refresh();
}

void HistoryPanel::refresh()
{
    constexpr int most = 500;
    QList<Line> lines;
    for (const auto &entry : m_session.store().history(most)) {
        Line line;
        line.lead = entry.isHead ? u"●"_s : entry.onPath ? u"•"_s : u"○"_s;
        line.tone = entry.isHead ? Tone::Accent : Tone::Muted;
        line.text = entry.label;
        line.suffix = entry.isHead ? tr("now") : entry.onPath ? QString() : tr("undone");
        line.right = entry.author.isEmpty() ? when(entry.time) : entry.author + u" · "_s + when(entry.time);
        line.isCurrent = entry.isHead;
        line.isFaded = !entry.onPath;
        line.id = entry.id;
        lines.append(line);
    }
    if (!lines.isEmpty() && lines.size() < most) {
        Line first;
        const bool isHere = m_session.store().head() == 0;
        first.lead = isHere ? u"●"_s : u"•"_s;
        first.tone = isHere ? Tone::Accent : Tone::Muted;
        first.text = tr("Empty project");
        first.isCurrent = isHere;
        lines.append(first);
    }
    setLines(lines);
}

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

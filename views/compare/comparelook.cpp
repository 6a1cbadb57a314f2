// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "views/compare/comparelook.h"

#include "views/window/settings.h"

using namespace Qt::StringLiterals;

namespace gp::views {

namespace {

QString wayName(Way way)
{
    switch (way) {
    case Way::Overlay:
        return u"overlay"_s;
    case Way::Blink:
        return u"blink"_s;
    case Way::Slider:
        return u"slider"_s;
    case Way::SideBySide:
        return u"side-by-side"_s;
    }
    Q_UNREACHABLE_RETURN({});
}

Way wayOf(const QString &name)
{
    for (const auto way : {Way::Blink, Way::Slider, Way::SideBySide}) {
        if (wayName(way) == name)
            return way;
    }
    return Way::Overlay;
}

bool stays(compare::State state)
{
    return state == compare::State::Kept || state == compare::State::Changed;
}

QString fieldsText(const QList<compare::FieldChange> &fields, const metamodel::Metamodel &metamodel,
                   const QString &kind)
{
    QStringList labels;
    for (const auto &field : fields)
        labels.append(compare::fieldLabel(field, metamodel, kind));
    return labels.isEmpty() ? QString() : u": "_s + labels.join(u", "_s);
}

} // namespace

QList<GapChange> changesOf(const compare::Gap &whole, const metamodel::Metamodel &metamodel,
                           const std::function<QString(ElementId)> &name)
{
    QList<GapChange> changes;
    for (const auto &item : whole.items()) {
        const auto *kind = metamodel.kind(item.kind);
        GapChange change{item.id, item.state, item.name, kind ? kind->label : item.kind};
        if (!item.replacedBy.isEmpty())
            change.text += u" → "_s + name(item.replacedBy.front());
        change.suffix +=
            u" · "_s + compare::stateName(item.state) + fieldsText(item.fields, metamodel, item.kind);
        changes.append(change);
    }
    struct Line
    {
        compare::State state;
        QString kind;
        QString text;
        GapChange change;
    };
    QList<Line> lines;
    for (const auto &item : whole.relations) {
        // What replaces what is said by the element that goes, and what comes or goes with one of its ends is
        // no change of its own.
        const bool isOwn = stays(whole.stateOf(item.source)) && stays(whole.stateOf(item.target));
        if (item.state == compare::State::Kept || item.kind == "replaces"_L1 || !isOwn)
            continue;
        const auto *kind = metamodel.relationKind(item.kind);
        const QString label = kind ? kind->label : item.kind;
        const QString text = u"%1 %2 %3"_s.arg(name(item.source), label, name(item.target));
        lines.append({item.state,
                      item.kind,
                      text,
                      {item.id, item.state, text,
                       CompareLook::tr("relation") + u" · "_s + compare::stateName(item.state) +
                           fieldsText(item.fields, metamodel, item.kind)}});
    }
    std::ranges::sort(lines, [](const Line &a, const Line &b) {
        return std::tie(a.state, a.kind, a.text) < std::tie(b.state, b.kind, b.text);
    });
    for (const auto &line : std::as_const(lines))
        changes.append(line.change);
    return changes;
}

CompareLook &CompareLook::of(Session &session)
{
    if (auto *made = session.findChild<CompareLook *>(Qt::FindDirectChildrenOnly))
        return *made;
    return *new CompareLook(session, &session);
}

CompareLook::CompareLook(Session &session, QObject *parent)
    : QObject(parent)
    , m_session(session)
    , m_isOfWindow(parent == &session)
    , m_way(m_isOfWindow ? wayOf(Settings::compareWay()) : Way::Overlay)
{
    connect(&session, &Session::changed, this, [this] { m_changes.reset(); });
    connect(&session, &Session::plateauChanged, this, &CompareLook::onPlateau);
}

void CompareLook::onPlateau()
{
    m_changes.reset();
    if (m_session.isComparing())
        return;
    m_isHeld = false;
    m_isToggled = false;
}

void CompareLook::setWay(Way way)
{
    if (way == m_way)
        return;
    m_way = way;
    m_isHeld = false;
    m_isToggled = false;
    if (m_isOfWindow)
        Settings::setCompareWay(wayName(way));
    Q_EMIT wayChanged();
}

void CompareLook::hold(bool isHeld)
{
    if (isHeld == m_isHeld)
        return;
    m_isHeld = isHeld;
    Q_EMIT blinked();
}

void CompareLook::toggle(bool isEarlier)
{
    if (isEarlier == m_isToggled)
        return;
    m_isToggled = isEarlier;
    Q_EMIT blinked();
}

void CompareLook::setDivider(double at)
{
    at = std::clamp(at, 0.0, 1.0);
    if (at == m_divider)
        return;
    m_divider = at;
    Q_EMIT dividerMoved();
}

const QList<GapChange> &CompareLook::changes()
{
    if (!m_changes)
        m_changes = changesOf(m_session.gap(), m_session.metamodel(), [this](ElementId id) {
            const auto *element = m_session.shown(id);
            return element ? element->name() : QString();
        });
    return *m_changes;
}

int CompareLook::currentChange()
{
    const auto &all = changes();
    const auto it = std::ranges::find(all, m_session.selection(), &GapChange::thing);
    return it == all.end() ? -1 : int(it - all.begin());
}

void CompareLook::jumpTo(const Selection &thing)
{
    m_session.select(thing);
    if (const auto *element = std::get_if<ElementId>(&thing))
        Q_EMIT m_session.revealRequested(*element, true);
    else if (const auto *relation = std::get_if<RelationId>(&thing))
        Q_EMIT relationRevealRequested(*relation);
}

void CompareLook::step(int by)
{
    const auto count = int(changes().size());
    if (!m_session.isComparing() || count == 0)
        return;
    const int current = currentChange();
    // From nothing: forwards to the first, backwards to the last.
    const int next = current < 0 ? (by > 0 ? 0 : count - 1) : (current + by + count) % count;
    jumpTo(Selection(changes()[next].thing));
}

void CompareLook::start()
{
    const auto [from, to] = m_session.defaultCompare();
    // From where the user is looking, when that says something.
    const auto now = m_session.plateau();
    m_session.compare(from, now != from ? now : to);
}

} // namespace gp::views

// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "views/window/plateaubar.h"

#include "views/compare/comparelook.h"
#include "views/style/appearance.h"
#include "views/style/parts.h"
#include "views/window/actions.h"

#include <QActionGroup>
#include <QButtonGroup>
#include <QHBoxLayout>
#include <QMenu>
#include <QPushButton>
#include <QShortcut>
#include <QStyle>

using namespace Qt::StringLiterals;

namespace gp::views {

namespace {

constexpr int borders = 2;       ///< both sides
constexpr int padding = 29;      ///< of a segment, with its line
constexpr int tightPadding = 15; ///< where names are shortened
constexpr int narrowest = 44;

/// At once: a button's own shortcut first shows it pressed for a tenth of a second.
void addKey(QPushButton *segment, const QKeySequence &keys)
{
    auto *shortcut = new QShortcut(keys, segment);
    QObject::connect(shortcut, &QShortcut::activated, segment, &QPushButton::click);
}

} // namespace

PlateauBar::PlateauBar(Session &session, const Actions &actions, QWidget *parent)
    : QFrame(parent)
    , m_session(session)
    , m_actions(actions)
    , m_row(new QHBoxLayout(this))
{
    setObjectName(u"plateauBar"_s);
    setAccessibleName(tr("Plateaus"));
    setFixedHeight(controlHeight);
    m_row->setContentsMargins(1, 1, 1, 1);
    m_row->setSpacing(0);
    connect(&session, &Session::changed, this, [this](const Change &change) {
        if (!change.plateaus.isEmpty())
            rebuild();
    });
    connect(&session, &Session::plateauChanged, this, &PlateauBar::showState);
    rebuild();
}

QPushButton *PlateauBar::button(const QString &plateauKey) const
{
    return m_buttons.value(plateauKey);
}

QPushButton *PlateauBar::addSegment(const QString &text, const QString &tip)
{
    auto *segment = new QPushButton(text, this);
    setLook(segment, u"segment"_s);
    segment->setCheckable(true);
    segment->setAutoDefault(false);
    segment->setToolTip(tip);
    segment->setAccessibleName(text);
    if (m_row->count() == 0)
        segment->setProperty("edge", u"first"_s);
    m_group->addButton(segment);
    m_row->addWidget(segment);
    m_segments.append({segment, {}, 0});
    setText(segment, text);
    return segment;
}

void PlateauBar::setText(QPushButton *button, const QString &text)
{
    const auto it = std::ranges::find(m_segments, button, &Segment::button);
    it->text = text;
    button->ensurePolished();                                                  // the style sheet has the font
    it->natural = button->fontMetrics().horizontalAdvance(text) + 2 + padding; // an advance is rounded
}

QSize PlateauBar::sizeHint() const
{
    int width = borders;
    for (const auto &segment : m_segments)
        width += segment.natural;
    return {width, height()};
}

QSize PlateauBar::minimumSizeHint() const
{
    return {borders + narrowest * int(m_segments.size()), height()};
}

void PlateauBar::fit()
{
    const int room = width() - borders;
    const bool isTight = sizeHint().width() > width();
    const auto wanted = [isTight](const Segment &segment) {
        return segment.natural - (isTight ? padding - tightPadding : 0);
    };
    // The longest names give first, all of them to the same width.
    int most = 0;
    for (const auto &segment : std::as_const(m_segments))
        most = std::max(most, wanted(segment));
    const auto sum = [&](int cap) {
        int width = 0;
        for (const auto &segment : std::as_const(m_segments))
            width += std::min(cap, wanted(segment));
        return width;
    };
    while (most > narrowest && sum(most) > room)
        --most;
    int spare = isTight ? std::max(0, room - sum(most)) : 0;
    auto left = int(m_segments.size());
    for (const auto &segment : std::as_const(m_segments)) {
        const int more = spare / left--; // the segments fill the frame
        spare -= more;
        const int space = std::min(most, wanted(segment)) + more;
        const QString shown = segment.button->fontMetrics().elidedText(
            segment.text, Qt::ElideRight, space - (isTight ? tightPadding : padding));
        segment.button->setText(QString(shown).replace(u'&', u"&&"_s));
        segment.button->setFixedWidth(space);
        const QString density = isTight ? u"tight"_s : QString();
        if (segment.button->property("density").toString() != density) {
            segment.button->setProperty("density", density);
            segment.button->style()->unpolish(segment.button);
            segment.button->style()->polish(segment.button);
        }
    }
}

void PlateauBar::resizeEvent(QResizeEvent *event)
{
    QFrame::resizeEvent(event);
    fit();
}

void PlateauBar::rebuild()
{
    while (auto *item = m_row->takeAt(0)) {
        if (auto *widget = item->widget())
            widget->deleteLater();
        delete item;
    }
    m_buttons.clear();
    m_segments.clear();
    m_options = nullptr;
    delete m_group;
    m_group = new QButtonGroup(this);
    m_group->setExclusive(true);
    QList<Plateau> options;
    int number = 0;
    for (const auto &plateau : m_session.model().plateausInOrder()) {
        if (plateau.kind == PlateauKind::Option) {
            options.append(plateau);
            continue;
        }
        ++number;
        const QString name = m_session.plateauName(plateau.id);
        QString tip = number <= 9 ? tr("Show %1 (Alt+%2)").arg(name).arg(number) : tr("Show %1").arg(name);
        if (!plateau.description.isEmpty())
            tip += u'\n' + plateau.description;
        auto *segment = addSegment(name, tip);
        if (number <= 9)
            addKey(segment, QKeySequence(Qt::ALT | Qt::Key(Qt::Key_0 + number)));
        m_buttons.insert(plateau.key, segment);
        connect(segment, &QPushButton::clicked, this, [this, id = plateau.id] { m_session.showPlateau(id); });
    }
    if (!options.isEmpty() || !m_session.store().isReadOnly())
        addOptions(options);
    m_compare = addSegment(tr("Compare"), tr("What changes between two plateaus (Alt+C)"));
    m_compare->setProperty("edge", u"last"_s);
    addKey(m_compare, QKeySequence(Qt::ALT | Qt::Key_C));
    connect(m_compare, &QPushButton::clicked, this, [this] {
        CompareLook::of(m_session).start();
        showState();
    });
    showState();
}

void PlateauBar::addOptions(const QList<Plateau> &options)
{
    m_options = addSegment(tr("Options"), {});
    m_options->setAccessibleName(tr("Options"));
    auto *menu = new QMenu(m_options);
    menu->setToolTipsVisible(true);
    auto *group = new QActionGroup(menu);
    for (const auto &plateau : options) {
        const QString name = m_session.plateauName(plateau.id);
        auto *action = menu->addAction(QString(name).replace(u'&', u"&&"_s));
        action->setCheckable(true);
        action->setData(QVariant::fromValue(plateau.id.value()));
        group->addAction(action);
        const QString base = tr("Branches off %1").arg(m_session.plateauName(plateau.parent));
        action->setToolTip(plateau.description.isEmpty() ? base : base + u'\n' + plateau.description);
        connect(action, &QAction::triggered, this, [this, id = plateau.id] { m_session.showPlateau(id); });
    }
    if (!options.isEmpty())
        menu->addSeparator();
    menu->addActions(
        {m_actions[Actions::NewOption], m_actions[Actions::CompareOptions], m_actions[Actions::MergeOption]});
    menu->addSeparator();
    menu->addActions({m_actions[Actions::RenamePlateau], m_actions[Actions::DeletePlateau]});
    connect(menu, &QMenu::aboutToShow, group, [this, group] {
        for (auto *action : group->actions())
            action->setChecked(!m_session.isComparing() &&
                               action->data().toLongLong() == m_session.plateau().value());
    });
    connect(menu, &QMenu::aboutToHide, this, &PlateauBar::showState);
    m_options->setMenu(menu);
}

void PlateauBar::showState()
{
    const auto *plateau = m_session.model().plateau(m_session.plateau());
    const bool isOption = plateau && plateau->kind == PlateauKind::Option;
    if (m_options) {
        const QString name = isOption ? m_session.plateauName(plateau->id) : QString();
        setText(m_options, (isOption ? name : tr("Options")) + u" ▾"_s);
        const QString tip = tr("Considered alternatives, each a branch of its own");
        m_options->setToolTip(isOption ? name + u'\n' + tip : tip);
    }
    auto *now = m_session.isComparing() ? m_compare
                : isOption              ? m_options
                : plateau               ? m_buttons.value(plateau->key)
                                        : nullptr;
    if (now)
        now->setChecked(true);
    updateGeometry();
    fit();
}

} // namespace gp::views

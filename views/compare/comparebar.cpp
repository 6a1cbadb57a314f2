// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "views/compare/comparebar.h"

#include "views/style/icons.h"
#include "views/style/parts.h"
#include "views/window/actions.h"

#include <QButtonGroup>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QToolButton>

using namespace Qt::StringLiterals;

namespace gp::views {

namespace {

struct Words
{
    Way way;
    QString text;
    QString sign; ///< in place of the word, where there is little room
    QString tip;
    Actions::Id command;
};

QList<Words> ways()
{
    return {{Way::Overlay, CompareBar::tr("Overlay"), u"±"_s,
             CompareBar::tr("Both states in one picture, with signs"), Actions::CompareOverlay},
            {Way::Blink, CompareBar::tr("Blink"), u"◐"_s,
             CompareBar::tr("The later state; the earlier one while B is held"), Actions::CompareBlink},
            {Way::Slider, CompareBar::tr("Slider"), u"◧"_s,
             CompareBar::tr("The earlier state left of a line, the later one right of it"),
             Actions::CompareSlider},
            {Way::SideBySide, CompareBar::tr("Side by side"), u"◫"_s,
             CompareBar::tr("Both states beside each other, moving together"), Actions::CompareSideBySide}};
}

} // namespace

CompareBar::CompareBar(Session &session, QWidget *parent)
    : QWidget(parent)
    , m_session(session)
    , m_look(CompareLook::of(session))
    , m_ways(new QButtonGroup(this))
    , m_blink(new QPushButton(this))
    , m_hint(textLabel({}, u"muted"_s, this))
    , m_position(textLabel({}, u"muted"_s, this))
    , m_previous(new QToolButton(this))
    , m_next(new QToolButton(this))
{
    setLook(this, u"bar"_s);
    setAttribute(Qt::WA_StyledBackground);
    setAccessibleName(tr("Compare"));
    setFixedHeight(36);
    auto *frame = new QFrame(this);
    frame->setObjectName(u"plateauBar"_s); // the same frame
    frame->setAccessibleName(tr("Ways to look at the compare"));
    frame->setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    auto *segments = new QHBoxLayout(frame);
    segments->setContentsMargins(1, 1, 1, 1);
    segments->setSpacing(0);
    for (const auto &words : ways()) {
        auto *segment = new QPushButton(words.text, frame);
        setLook(segment, u"segment"_s);
        segment->setProperty("tone", u"quiet"_s);
        if (words.way == Way::Overlay)
            segment->setProperty("edge", u"first"_s);
        else if (words.way == Way::SideBySide)
            segment->setProperty("edge", u"last"_s);
        segment->setCheckable(true);
        segment->setFocusPolicy(Qt::TabFocus);
        tellKeys(segment, words.tip, words.command);
        segment->setAccessibleName(words.text);
        m_ways->addButton(segment, int(words.way));
        segments->addWidget(segment);
    }
    m_blink->setCheckable(true);
    m_blink->setFocusPolicy(Qt::TabFocus);
    setLook(m_blink, u"small"_s);
    m_hint->setWordWrap(false);
    m_position->setWordWrap(false);
    m_position->setAccessibleName(tr("Change"));
    for (const auto &[button, name, tip, command, by] :
         {std::tuple(m_previous, u"go-up"_s, tr("Previous change"), Actions::PreviousChange, -1),
          std::tuple(m_next, u"go-down"_s, tr("Next change"), Actions::NextChange, 1)}) {
        button->setIcon(icon(name));
        button->setFixedSize(26, 26);
        button->setFocusPolicy(Qt::TabFocus);
        tellKeys(button, tip, command);
        button->setAccessibleName(tip);
        connect(button, &QToolButton::clicked, this, [this, step = by] { m_look.step(step); });
    }
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(8, 0, 8, 0);
    row->setSpacing(4);
    row->addWidget(frame);
    row->addSpacing(6);
    row->addWidget(m_blink);
    row->addWidget(m_hint);
    row->addStretch(1);
    row->addWidget(m_position);
    row->addWidget(m_previous);
    row->addWidget(m_next);

    connect(m_ways, &QButtonGroup::idClicked, this, [this](int id) { m_look.setWay(Way(id)); });
    connect(m_blink, &QPushButton::toggled, &m_look, &CompareLook::toggle);
    connect(&m_look, &CompareLook::wayChanged, this, &CompareBar::refresh);
    connect(&m_look, &CompareLook::blinked, this, &CompareBar::refresh);
    connect(&session, &Session::selectionChanged, this, &CompareBar::refresh);
    connect(&session, &Session::plateauChanged, this, &CompareBar::refresh);
    connect(&session, &Session::changed, this, &CompareBar::refresh);
}

QAbstractButton *CompareBar::button(Way way) const
{
    return m_ways->button(int(way));
}

void CompareBar::refresh()
{
    if (!isVisible() || !m_session.isComparing())
        return; // it is the bar of a page that is not on top
    const auto way = m_look.way();
    m_ways->button(int(way))->setChecked(true);
    const QString earlier = m_session.plateauName(m_session.compareFrom());
    m_blink->setAccessibleName(tr("Show %1").arg(earlier));
    m_blink->setToolTip(withKeys(tr("%1 stays until this is pressed again; or hold B").arg(earlier), this,
                                 Actions::BlinkEarlier));
    m_blink->setChecked(m_look.isToggled());
    m_hint->setText(way == Way::Blink    ? tr("or hold B")
                    : way == Way::Slider ? tr("Drag the line, or use the arrow keys on it")
                                         : QString());
    const int at = m_look.currentChange();
    const auto count = int(m_look.changes().size());
    m_position->setText(count == 0 ? tr("No changes")
                        : at < 0   ? tr("%1 changes").arg(count)
                                   : tr("%1 of %2 changes").arg(at + 1).arg(count));
    m_previous->setEnabled(count > 0);
    m_next->setEnabled(count > 0);
    fitIn();
}

void CompareBar::fitIn()
{
    // What can be had in other ways goes first: the hint, the count, the words of the segments, the arrows.
    // The toggle never does: who cannot hold a key needs it.
    const bool isBlink = m_look.way() == Way::Blink;
    constexpr int margins = 36;
    const int arrows = 2 * (m_next->width() + 4);
    const QString toggle = tr("Show %1").arg(m_session.plateauName(m_session.compareFrom()));
    m_blink->setText(toggle);
    const int blink = m_blink->sizeHint().width() + 4;
    int segments = 0;
    const auto write = [&](bool isCompact) {
        segments = 0;
        for (const auto &words : ways()) {
            auto *segment = m_ways->button(int(words.way));
            segment->setText(isCompact ? words.sign : words.text);
            segments += segment->sizeHint().width();
        }
    };
    write(false);
    // Whatever the way is: the segments are not to change under the pointer.
    if (segments + margins + arrows + blink > width())
        write(true);
    int room = width() - segments - margins - (isBlink ? blink : 0);
    if (isBlink && room < 0)
        m_blink->setText(tr("Show")); // the tooltip says what
    m_blink->setVisible(isBlink);
    const auto place = [&room](const QList<QWidget *> &widgets, int needed, bool isWanted) {
        const bool fits = isWanted && needed <= room;
        for (auto *widget : widgets)
            widget->setVisible(fits);
        room -= fits ? needed : 0;
    };
    place({m_previous, m_next}, arrows, true);
    place({m_position}, m_position->sizeHint().width() + 4, true);
    place({m_hint}, m_hint->sizeHint().width() + 4, !m_hint->text().isEmpty());
}

void CompareBar::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    fitIn();
}

void CompareBar::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    refresh();
}

} // namespace gp::views

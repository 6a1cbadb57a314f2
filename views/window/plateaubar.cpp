// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "views/window/plateaubar.h"

#include "views/compare/comparelook.h"
#include "views/style/appearance.h"
#include "views/style/parts.h"

#include <QButtonGroup>
#include <QHBoxLayout>
#include <QMenu>
#include <QPushButton>
#include <QShortcut>

using namespace Qt::StringLiterals;

namespace gp::views {

namespace {

/// At once: a button's own shortcut first shows it pressed for a tenth of a second.
void addKey(QPushButton *segment, const QKeySequence &keys)
{
    auto *shortcut = new QShortcut(keys, segment);
    QObject::connect(shortcut, &QShortcut::activated, segment, &QPushButton::click);
}

} // namespace

PlateauBar::PlateauBar(Session &session, QWidget *parent)
    : QFrame(parent)
    , m_session(session)
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
    return segment;
}

void PlateauBar::rebuild()
{
    while (auto *item = m_row->takeAt(0)) {
        if (auto *widget = item->widget())
            widget->deleteLater();
        delete item;
    }
    m_buttons.clear();
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
    if (!options.isEmpty())
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
    m_options = addSegment(tr("Options"), tr("Considered alternatives, each a branch of its own"));
    auto *menu = new QMenu(m_options);
    for (const auto &plateau : options) {
        auto *action = menu->addAction(m_session.plateauName(plateau.id));
        action->setToolTip(plateau.description);
        connect(action, &QAction::triggered, this, [this, id = plateau.id] { m_session.showPlateau(id); });
    }
    connect(menu, &QMenu::aboutToHide, this, &PlateauBar::showState);
    m_options->setMenu(menu);
}

void PlateauBar::showState()
{
    const auto *plateau = m_session.model().plateau(m_session.plateau());
    const bool isOption = plateau && plateau->kind == PlateauKind::Option;
    if (m_options)
        m_options->setText(isOption ? m_session.plateauName(plateau->id) + u" ▾"_s : tr("Options ▾"));
    auto *now = m_session.isComparing() ? m_compare
                : isOption              ? m_options
                : plateau               ? m_buttons.value(plateau->key)
                                        : nullptr;
    if (now)
        now->setChecked(true);
}

} // namespace gp::views

// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "views/window/topbar.h"

#include "views/style/appearance.h"
#include "views/style/icons.h"
#include "views/style/parts.h"
#include "views/window/actions.h"
#include "views/window/plateaubar.h"
#include "views/window/quickopen.h"

#include <QHBoxLayout>
#include <QToolButton>

using namespace Qt::StringLiterals;

namespace gp::views {

namespace {

QToolButton *buttonFor(QAction *action, QWidget *parent)
{
    auto *button = new QToolButton(parent);
    button->setDefaultAction(action);
    button->setToolButtonStyle(Qt::ToolButtonIconOnly);
    button->setFixedSize(28, 28);
    button->setFocusPolicy(Qt::TabFocus);
    button->setAccessibleName(action->text().remove(u'&'));
    return button;
}

} // namespace

TopBar::TopBar(Session &session, const Actions &actions, QWidget *parent)
    : QWidget(parent)
    , m_session(session)
    , m_actions(actions)
    , m_name(heading({}, 12.5, this))
    , m_readOnly(new Badge(tr("read-only"), currentTheme().changed, this))
    , m_plateaus(new PlateauBar(session, actions, this))
    , m_quickOpen(new QuickOpen(session, actions.all(), this))
{
    setObjectName(u"topBar"_s);
    setAttribute(Qt::WA_StyledBackground);
    setFixedHeight(46);
    auto *menu = new QToolButton(this);
    menu->setIcon(icon(u"application-menu"_s));
    menu->setMenu(actions.mainMenu());
    menu->setPopupMode(QToolButton::InstantPopup);
    menu->setShortcut(QKeySequence(Qt::Key_F10));
    menu->setFixedSize(28, 28);
    menu->setFocusPolicy(Qt::TabFocus);
    menu->setAccessibleName(tr("Menu"));
    menu->setToolTip(tr("Menu (F10)"));
    m_name->setWordWrap(false);
    m_quickOpen->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    m_quickOpen->setMinimumWidth(140);
    m_quickOpen->setMaximumWidth(300);
    m_readOnly->setObjectName(u"readOnlySign"_s);
    m_readOnly->setVisible(session.store().isReadOnly());

    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(8, 0, 12, 1);
    row->setSpacing(8);
    row->addWidget(menu);
    row->addWidget(m_name);
    row->addWidget(m_readOnly);
    row->addSpacing(6);
    row->addWidget(m_plateaus);
    row->addStretch(1);
    row->addWidget(m_quickOpen, 1000); // all there is, up to its width
    row->addWidget(buttonFor(actions[Actions::Undo], this));
    row->addWidget(buttonFor(actions[Actions::Redo], this));
    connect(&session, &Session::changed, this, &TopBar::refresh);
    connect(&session, &Session::historyChanged, this, &TopBar::refresh);
    connect(&actions, &Actions::keysChanged, this, &TopBar::refresh);
    refresh();
}

void TopBar::refresh()
{
    fitName();
    m_name->setToolTip(m_session.projectName() + u'\n' + m_session.store().path());
    m_readOnly->setToolTip(m_session.readOnlyReason());
    const auto &store = m_session.store();
    const auto say = [](QAction *action, const QString &word, const QString &label) {
        action->setToolTip(withKeys(label.isEmpty() ? word : u"%1: %2"_s.arg(word, label), action));
        action->setText(label.isEmpty() ? u"&"_s + word
                                        : u"&%1: %2"_s.arg(word, QString(label).replace(u'&', u"&&"_s)));
        action->setEnabled(!label.isEmpty());
    };
    say(m_actions[Actions::Undo], tr("Undo"), store.canUndo() ? store.undoLabel() : QString());
    say(m_actions[Actions::Redo], tr("Redo"), store.canRedo() ? store.redoLabel() : QString());
}

void TopBar::fitName()
{
    // Where it is tight the plateaus go before the name of the project, which the title of the window has,
    // too.
    const int most = width() < 1100 ? 120 : 260;
    m_name->setText(m_name->fontMetrics().elidedText(m_session.projectName(), Qt::ElideRight, most));
}

void TopBar::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    fitName();
}

void TopBar::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::PaletteChange)
        m_readOnly->setColor(currentTheme().changed);
    QWidget::changeEvent(event);
}

} // namespace gp::views

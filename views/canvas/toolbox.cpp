// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "views/canvas/toolbox.h"

#include "views/style/appearance.h"
#include "views/style/icons.h"

#include <QEvent>
#include <QPainter>
#include <QToolButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace gp::views {

Toolbox::Toolbox(QWidget *parent)
    : QFrame(parent)
{
    setObjectName(u"popup"_s);
    setAttribute(Qt::WA_StyledBackground);
    setAccessibleName(tr("Tools"));
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(4, 4, 4, 4);
    column->setSpacing(2);
    column->addWidget(add(Tool::Select, u"edit-select"_s, tr("Select"),
                          tr("Select and move; drag over the canvas for several (V)")));
    column->addWidget(add(Tool::Pan, u"transform-browse"_s, tr("Pan"),
                          tr("Move the picture (H; Space or the middle button do it with every tool)")));
    column->addWidget(add(Tool::Connect, u"draw-line"_s, tr("Connect"),
                          tr("Drag from card to card; legal relations are offered (C)")));
    column->addWidget(
        add(Tool::Element, u"list-add"_s, tr("New element"), tr("Click where it is to stand (N)")));
    column->addWidget(
        add(Tool::Note, u"note"_s, tr("Note"), tr("A remark on this view, not in the model (T)")));
    showTool(Tool::Select, false);
}

QToolButton *Toolbox::add(Tool tool, const QString &iconName, const QString &text, const QString &tip)
{
    auto *button = new QToolButton(this);
    button->setIcon(icon(iconName));
    button->setText(text);
    button->setToolTip(tip + u"\n"_s +
                       (tool == Tool::Select ? QString() : tr("Double click: keep the tool")));
    button->setAccessibleName(text);
    button->setCheckable(true);
    button->setAutoRaise(true);
    button->setFocusPolicy(Qt::TabFocus);
    constexpr int side = 30;
    button->setFixedSize(side, side);
    button->installEventFilter(this);
    connect(button, &QToolButton::clicked, this, [this, tool] { Q_EMIT toolWanted(tool, false); });
    m_buttons.insert(tool, button);
    return button;
}

void Toolbox::showTool(Tool tool, bool isSticky)
{
    m_tool = tool;
    m_isSticky = isSticky;
    for (const auto &[each, button] : m_buttons.asKeyValueRange())
        button->setChecked(each == tool);
    update();
}

bool Toolbox::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::MouseButtonDblClick) {
        const auto tool = m_buttons.key(qobject_cast<QToolButton *>(watched), Tool::Select);
        Q_EMIT toolWanted(tool, true);
        return true;
    }
    return QFrame::eventFilter(watched, event);
}

void Toolbox::paintEvent(QPaintEvent *event)
{
    QFrame::paintEvent(event);
    if (!m_isSticky || m_tool == Tool::Select)
        return;
    // A pin beside the tool that stays.
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(currentTheme().accent);
    const QRect place = m_buttons.value(m_tool)->geometry();
    painter.drawRoundedRect(QRectF(0, place.top() + 4, 3, place.height() - 8), 1.5, 1.5);
}

} // namespace gp::views

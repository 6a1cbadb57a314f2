// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "views/window/messagebar.h"

#include "views/style/appearance.h"
#include "views/style/icons.h"
#include "views/style/parts.h"

#include <QHBoxLayout>
#include <QPainter>
#include <QToolButton>

using namespace Qt::StringLiterals;

namespace gp::views {

MessageBar::MessageBar(QWidget *parent)
    : QFrame(parent)
    , m_text(textLabel({}, {}, this))
    , m_action(new QPushButton(this))
{
    setAccessibleName(tr("Message"));
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(16, 7, 8, 7);
    row->addWidget(m_text, 1);
    row->addWidget(m_action);
    auto *close = new QToolButton(this);
    close->setIcon(icon(u"window-close"_s));
    close->setAutoRaise(true);
    close->setAccessibleName(tr("Close the message"));
    close->setToolTip(tr("Close"));
    row->addWidget(close);
    connect(close, &QToolButton::clicked, this, &QWidget::hide);
    connect(m_action, &QPushButton::clicked, this, [this] {
        hide();
        if (m_onAction)
            m_onAction();
    });
    hide();
}

void MessageBar::show(const Error &error)
{
    m_onAction = {};
    m_action->hide();
    say(error.text(), error.detail, true);
}

void MessageBar::inform(const QString &text, const QString &action, const std::function<void()> &onAction)
{
    m_onAction = onAction;
    m_action->setText(action);
    m_action->setAccessibleName(action);
    m_action->setVisible(!action.isEmpty());
    say(text, {}, false);
}

QString MessageBar::text() const
{
    return m_text->text();
}

void MessageBar::say(const QString &text, const QString &detail, bool isError)
{
    m_isError = isError;
    m_text->setText(text);
    m_text->setToolTip(detail);
    QFrame::show();
    update();
}

void MessageBar::paintEvent(QPaintEvent *)
{
    const auto &theme = currentTheme();
    const QColor color = m_isError ? theme.removed : theme.accent;
    QPainter painter(this);
    painter.fillRect(rect(), diagram::blend(color, theme.panel, 0.08));
    painter.fillRect(QRect(0, 0, 3, height()), color);
    painter.fillRect(QRect(0, height() - 1, width(), 1), theme.line);
}

} // namespace gp::views

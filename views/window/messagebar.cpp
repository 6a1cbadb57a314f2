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
    , m_row(new QHBoxLayout)
{
    setAccessibleName(tr("Message"));
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(16, 7, 8, 7);
    row->addWidget(m_text, 1);
    m_row->setSpacing(gap);
    row->addLayout(m_row);
    auto *close = new QToolButton(this);
    close->setIcon(icon(u"window-close"_s));
    close->setAutoRaise(true);
    close->setAccessibleName(tr("Close the message"));
    close->setToolTip(tr("Close"));
    row->addWidget(close);
    connect(close, &QToolButton::clicked, this, &QWidget::hide);
    hide();
}

void MessageBar::show(const Error &error, const QList<MessageAction> &actions)
{
    m_isError = true;
    say(error.text(), error.detail, actions);
}

void MessageBar::inform(const QString &text, const QList<MessageAction> &actions)
{
    m_isError = false;
    say(text, {}, actions);
}

void MessageBar::inform(const QString &text, const QString &action, const std::function<void()> &onAction)
{
    inform(text, action.isEmpty() ? QList<MessageAction>() : QList<MessageAction>{{action, onAction}});
}

QString MessageBar::text() const
{
    return m_text->text();
}

void MessageBar::say(const QString &text, const QString &detail, const QList<MessageAction> &actions)
{
    m_text->setText(text);
    m_text->setToolTip(detail);
    for (auto *button : std::as_const(m_buttons)) {
        button->hide();
        button->deleteLater(); // one of them may be what asks for this message
    }
    m_buttons.clear();
    for (const auto &action : actions) {
        auto *button = new QPushButton(action.text, this);
        button->setAccessibleName(action.text);
        connect(button, &QPushButton::clicked, this, [this, run = action.run] {
            hide();
            if (run)
                run();
        });
        m_row->addWidget(button);
        m_buttons.append(button);
    }
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

// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "views/pipeline/pipelinepage.h"
#include "views/style/parts.h"

#include <QKeyEvent>
#include <QLineEdit>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace gp::views {

NameBox::NameBox(QWidget *parent)
    : QFrame(parent)
    , m_title(textLabel({}, u"muted"_s, this))
    , m_line(new QLineEdit(this))
    , m_problem(textLabel({}, u"error"_s, this))
{
    setObjectName(u"popup"_s);
    setAttribute(Qt::WA_StyledBackground);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(12, 10, 12, 12);
    column->setSpacing(6);
    column->addWidget(m_title);
    column->addWidget(m_line);
    column->addWidget(m_problem);
    m_line->setMinimumWidth(240);
    m_line->installEventFilter(this);
    hide();
}

void NameBox::ask(const QString &title, const QString &text, QPoint at,
                  std::function<QString(const QString &)> done)
{
    m_done = std::move(done);
    m_title->setText(title);
    m_line->setAccessibleName(title);
    m_line->setText(text);
    m_line->selectAll();
    m_problem->hide();
    adjustSize();
    const QSize room = parentWidget()->size();
    move(std::clamp(at.x(), 8, std::max(8, room.width() - width() - 8)),
         std::clamp(at.y(), 8, std::max(8, room.height() - height() - 8)));
    show();
    raise();
    m_line->setFocus(Qt::PopupFocusReason);
}

void NameBox::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape) {
        hide();
        parentWidget()->setFocus(Qt::OtherFocusReason);
        return;
    }
    if (event->key() != Qt::Key_Return && event->key() != Qt::Key_Enter)
        return QFrame::keyPressEvent(event);
    const QString problem = m_done ? m_done(m_line->text()) : QString();
    m_problem->setText(problem);
    m_problem->setVisible(!problem.isEmpty());
    adjustSize();
    if (!problem.isEmpty())
        return;
    hide();
    parentWidget()->setFocus(Qt::OtherFocusReason);
}

bool NameBox::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_line && event->type() == QEvent::FocusOut &&
        static_cast<QFocusEvent *>(event)->reason() != Qt::ActiveWindowFocusReason &&
        static_cast<QFocusEvent *>(event)->reason() != Qt::PopupFocusReason)
        hide();
    return QFrame::eventFilter(watched, event);
}

} // namespace gp::views

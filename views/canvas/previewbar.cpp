// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "views/canvas/previewbar.h"

#include "views/style/parts.h"

#include <QHBoxLayout>
#include <QKeyEvent>

using namespace Qt::StringLiterals;

namespace gp::views {

PreviewBar::PreviewBar(QWidget *parent)
    : QFrame(parent)
    , m_text(new QLabel(this))
    , m_keep(new QPushButton(tr("Keep it"), this))
    , m_cancel(new QPushButton(this))
{
    setObjectName(u"popup"_s);
    setAttribute(Qt::WA_StyledBackground);
    setLook(m_keep, u"primary"_s);
    m_keep->setToolTip(tr("Store this layout as one edit (Enter)"));
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(14, 8, 8, 8);
    row->setSpacing(8);
    row->addWidget(m_text);
    row->addSpacing(8);
    row->addWidget(m_cancel);
    row->addWidget(m_keep);
    connect(m_keep, &QPushButton::clicked, this, &PreviewBar::kept);
    connect(m_cancel, &QPushButton::clicked, this, &PreviewBar::cancelled);
    hide();
}

QString PreviewBar::text() const
{
    return m_text->text();
}

void PreviewBar::open()
{
    setAccessibleName(m_text->text());
    adjustSize();
    constexpr int below = 12;
    move((parentWidget()->width() - width()) / 2, below);
    show();
    raise();
}

void PreviewBar::showWork(const QString &text)
{
    m_text->setText(text);
    m_cancel->setText(tr("Stop"));
    m_cancel->setToolTip(tr("Everything stays as it is (Esc)"));
    m_keep->hide();
    open();
    m_cancel->setFocus();
}

void PreviewBar::showResult(const QString &text)
{
    m_text->setText(text);
    m_cancel->setText(tr("Back"));
    m_cancel->setToolTip(tr("As it was before (Esc)"));
    m_keep->show();
    open();
    m_keep->setFocus();
}

void PreviewBar::keyPressEvent(QKeyEvent *event)
{
    const bool isEnter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (event->key() == Qt::Key_Escape)
        Q_EMIT cancelled();
    else if (isEnter && m_cancel->hasFocus())
        Q_EMIT cancelled();
    else if (isEnter && m_keep->isVisible())
        Q_EMIT kept();
    else
        QFrame::keyPressEvent(event);
}

} // namespace gp::views

// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "views/inspector/foldsection.h"

#include "views/style/parts.h"

#include <QHBoxLayout>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace gp::views {

FoldSection::FoldSection(const QString &title, QWidget *parent)
    : QWidget(parent)
    , m_title(title)
    , m_header(new Link(title, this))
    , m_body(new QWidget(this))
    , m_content(new QVBoxLayout(m_body))
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(4);
    auto *line = new QHBoxLayout;
    line->addWidget(m_header);
    line->addStretch();
    column->addLayout(line);
    m_content->setContentsMargins(0, 0, 0, 0);
    m_content->setSpacing(0);
    column->addWidget(m_body);
    QFont font = m_header->font();
    font.setWeight(QFont::DemiBold);
    m_header->setFont(font);
    connect(m_header, &Link::clicked, this, [this] { setOpen(!m_isOpen); });
    showState();
}

void FoldSection::setOpen(bool open)
{
    m_isOpen = open;
    showState();
    if (open && !std::exchange(m_isLoaded, true))
        load();
}

void FoldSection::setTitle(const QString &title)
{
    m_title = title;
    showState();
}

void FoldSection::clear()
{
    while (auto *item = m_content->takeAt(0)) {
        if (auto *widget = item->widget()) {
            widget->hide();
            widget->deleteLater();
        }
        delete item;
    }
}

void FoldSection::showState()
{
    m_header->setText((m_isOpen ? u"▾ "_s : u"▸ "_s) + m_title);
    m_header->setAccessibleName(m_isOpen ? tr("%1, open").arg(m_title) : tr("%1, folded").arg(m_title));
    m_body->setVisible(m_isOpen);
}

} // namespace gp::views

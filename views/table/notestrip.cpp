// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "views/table/notestrip.h"

#include "views/style/parts.h"
#include "views/window/dialogs.h"

#include <QHBoxLayout>
#include <QStyle>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace gp::views {

NoteStrip::NoteStrip(QWidget *parent)
    : QWidget(parent)
    , m_text(textLabel({}, u"error"_s, this))
    , m_more(new Link(tr("Show all"), this))
{
    setLook(this, u"panel"_s);
    setAttribute(Qt::WA_StyledBackground);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(hairline(this));
    auto *row = new QHBoxLayout;
    row->setContentsMargins(12, 6, 12, 6);
    row->setSpacing(12);
    row->addWidget(m_text, 1);
    row->addWidget(m_more);
    column->addLayout(row);
    connect(m_more, &Link::clicked, this, [this] {
        auto *dialog = new ReportDialog(tr("What was not taken, and why"), m_all.join(u'\n'), window());
        dialog->setAttribute(Qt::WA_DeleteOnClose);
        dialog->open();
    });
    hide();
}

void NoteStrip::refuse(const QString &sentence, const QStringList &all)
{
    m_all = all;
    m_more->setText(tr("Show all %1").arg(all.size()));
    m_more->setVisible(all.size() > 1);
    say(sentence, u"error"_s);
}

void NoteStrip::inform(const QString &sentence)
{
    m_more->hide();
    say(sentence, u"muted"_s);
}

void NoteStrip::clear()
{
    m_text->clear();
    hide();
}

QString NoteStrip::text() const
{
    return isHidden() ? QString() : m_text->text();
}

void NoteStrip::say(const QString &sentence, const QString &look)
{
    setLook(m_text, look);
    m_text->style()->unpolish(m_text);
    m_text->style()->polish(m_text);
    m_text->setText(sentence);
    m_text->setAccessibleName(sentence);
    show();
}

} // namespace gp::views

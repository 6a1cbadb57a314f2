// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "views/decisions/stepdialog.h"

#include "core/rules/waivers.h"
#include "views/ownkinds/formparts.h"
#include "views/style/parts.h"
#include "views/window/settings.h"

#include <QComboBox>
#include <QDateEdit>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace gp::views {

using decisions::Status;

StepDialog::StepDialog(Session &session, RecordId id, Status to, QWidget *parent)
    : Dialog(decisions::verbOf(to) + u": "_s + titleOf(*session.model().record(id)), decisions::verbOf(to),
             parent)
    , m_session(session)
    , m_id(id)
    , m_to(to)
    , m_date(new QDateEdit(this))
    , m_by(new QLineEdit(Settings::author(), this))
    , m_note(new QPlainTextEdit(this))
{
    const QDate project = QDate::fromString(rules::projectDate(session.model()), Qt::ISODate);
    m_date->setDisplayFormat(u"yyyy-MM-dd"_s);
    m_date->setCalendarPopup(true);
    m_date->setDate(project.isValid() ? project : QDate::currentDate());
    m_note->setTabChangesFocus(true);
    m_note->setFixedHeight(72);
    if (to == Status::Superseded) {
        m_successor = new QComboBox(this);
        m_successor->addItem(tr("Choose the decision that takes its place"), QString());
        for (const auto &decision : session.model().recordsOfKind(u"decision"_s)) {
            if (decision.id != id && decisions::statusOf(decision) == Status::Accepted)
                m_successor->addItem(titleOf(decision), decision.key);
        }
        content()->addWidget(labelled(tr("Superseded by"), m_successor, this));
        connect(m_successor, &QComboBox::currentIndexChanged, this, &StepDialog::check);
    }
    content()->addWidget(labelled(tr("Date"), m_date, this));
    content()->addWidget(labelled(tr("By"), m_by, this));
    const bool needsReason = to == Status::Rejected || to == Status::Deprecated;
    content()->addWidget(labelled(needsReason ? tr("Why") : tr("Note"), m_note, this));
    connect(m_date, &QDateEdit::dateChanged, this, &StepDialog::check);
    connect(m_note, &QPlainTextEdit::textChanged, this, &StepDialog::check);
    setAttribute(Qt::WA_DeleteOnClose);
    check();
    if (m_successor)
        m_successor->setFocus();
    else
        m_note->setFocus();
}

decisions::Step StepDialog::input() const
{
    return {m_to, m_date->date(), m_by->text().trimmed(), m_note->toPlainText().trimmed(),
            m_successor ? m_successor->currentData().toString() : QString()};
}

void StepDialog::check()
{
    const auto *decision = m_session.model().record(m_id);
    const QStringList found = decision ? decisions::obstacles(m_session.model(), *decision, input())
                                       : QStringList{tr("It is gone.")};
    say(found.join(u'\n'));
    mainButton()->setEnabled(found.isEmpty());
}

void StepDialog::accept()
{
    check();
    const auto *decision = m_session.model().record(m_id);
    if (!decision || !mainButton()->isEnabled())
        return;
    Draft draft(m_session.model());
    const auto done = decisions::take(draft, decision->key, input());
    if (!done) {
        say(done.error().message);
        return;
    }
    if (m_session.commit(draft, tr("%1 %2").arg(decisions::verbOf(m_to), titleOf(*decision))))
        Dialog::accept();
}

} // namespace gp::views

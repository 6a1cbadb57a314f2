// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "views/review/actiondialog.h"

#include "views/style/parts.h"

#include <QCompleter>
#include <QDateEdit>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace gp::views {

namespace {

QString titleOf(review::ActionKind kind)
{
    switch (kind) {
    case review::ActionKind::Condition:
        return ActionDialog::tr("Add a condition");
    case review::ActionKind::Action:
        return ActionDialog::tr("Add an action");
    case review::ActionKind::Question:
        break;
    }
    return ActionDialog::tr("Park a question");
}

} // namespace

ActionDialog::ActionDialog(review::ActionKind kind, const QStringList &owners, const QDate &due,
                           std::function<Result<void>(const review::NewAction &)> put, QWidget *parent)
    : Dialog(titleOf(kind), titleOf(kind), parent)
    , m_title(new QLineEdit(this))
    , m_owner(new QLineEdit(this))
    , m_due(new QDateEdit(due, this))
{
    setAttribute(Qt::WA_DeleteOnClose);
    m_due->setCalendarPopup(true);
    m_due->setDisplayFormat(u"yyyy-MM-dd"_s);
    auto *completer = new QCompleter(owners, m_owner);
    completer->setCaseSensitivity(Qt::CaseInsensitive);
    completer->setFilterMode(Qt::MatchContains);
    m_owner->setCompleter(completer);
    for (const auto &[label, field] :
         {std::pair<QString, QWidget *>(kind == review::ActionKind::Question ? tr("Question") : tr("What"),
                                        m_title),
          {tr("Who sees to it"), m_owner},
          {tr("By when"), m_due}}) {
        auto *above = textLabel(label, u"muted"_s, this);
        above->setBuddy(field);
        field->setAccessibleName(label);
        content()->addWidget(above);
        content()->addWidget(field);
    }
    setMinimumWidth(420);
    connect(mainButton(), &QPushButton::clicked, this, [this, kind, put = std::move(put)] {
        const review::NewAction action{m_title->text().trimmed(), kind, m_owner->text().trimmed(),
                                       m_due->date()};
        if (action.title.isEmpty()) {
            say(tr("Say what it is."));
            return m_title->setFocus();
        }
        if (action.owner.isEmpty() && kind != review::ActionKind::Question) {
            say(tr("Say who sees to it."));
            return m_owner->setFocus();
        }
        if (const auto done = put(action); !done)
            return say(done.error().message);
        accept();
    });
    m_title->setFocus();
}

} // namespace gp::views

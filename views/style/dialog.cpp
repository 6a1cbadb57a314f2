// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "views/style/dialog.h"

#include "views/style/appearance.h"
#include "views/style/parts.h"

#include <QHBoxLayout>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace gp::views {

Dialog::Dialog(const QString &title, const QString &action, QWidget *parent)
    : QDialog(parent)
    , m_content(new QVBoxLayout)
    , m_problem(textLabel({}, u"error"_s, this))
{
    setWindowTitle(title);
    setAccessibleName(title);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(20, 18, 20, 16);
    column->setSpacing(12);
    column->addWidget(heading(title, 16, this));
    m_content->setSpacing(gap);
    column->addLayout(m_content, 1);
    m_problem->hide();
    column->addWidget(m_problem);

    auto *buttons = new QHBoxLayout;
    buttons->addStretch();
    m_close = new QPushButton(action.isEmpty() ? tr("Close") : tr("Cancel"), this);
    m_close->setAccessibleName(m_close->text());
    connect(m_close, &QPushButton::clicked, this, &QDialog::reject);
    buttons->addWidget(m_close);
    if (action.isEmpty()) {
        m_close->setDefault(true);
    } else {
        m_close->setAutoDefault(false);
        m_main = new QPushButton(action, this);
        m_main->setAccessibleName(action);
        setLook(m_main, u"primary"_s);
        m_main->setDefault(true);
        connect(m_main, &QPushButton::clicked, this, &QDialog::accept);
        buttons->addWidget(m_main);
    }
    column->addLayout(buttons);
}

void Dialog::say(const QString &problem)
{
    m_problem->setText(problem);
    m_problem->setVisible(!problem.isEmpty());
}

ConfirmDialog::ConfirmDialog(const QString &title, const QString &text, const QString &action,
                             QWidget *parent)
    : Dialog(title, action, parent)
{
    setAttribute(Qt::WA_DeleteOnClose);
    auto *label = textLabel(text, {}, this);
    label->setMinimumWidth(420);
    content()->addWidget(label);
    setAccessibleDescription(text);
    mainButton()->setDefault(false);
    setLook(mainButton(), u"danger"_s);
    closeButton()->setAutoDefault(true);
    closeButton()->setDefault(true);
    closeButton()->setFocus();
}

} // namespace gp::views

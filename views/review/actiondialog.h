// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/review/actions.h"
#include "views/style/dialog.h"

#include <functional>

class QDateEdit;
class QLineEdit;

namespace gp::views {

/// Asks for a condition, an action or a question: what, who, and by when.
class ActionDialog : public Dialog
{
    Q_OBJECT

public:
    /// `put` does what was asked for; its error is said in the dialog, which then stays.
    ActionDialog(review::ActionKind kind, const QStringList &owners, const QDate &due,
                 std::function<Result<void>(const review::NewAction &)> put, QWidget *parent = nullptr);

    [[nodiscard]] QLineEdit *title() const { return m_title; }
    [[nodiscard]] QLineEdit *owner() const { return m_owner; }
    [[nodiscard]] QDateEdit *due() const { return m_due; }

private:
    QLineEdit *m_title;
    QLineEdit *m_owner;
    QDateEdit *m_due;
};

} // namespace gp::views

// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/model/error.h"

#include <QFrame>

class QHBoxLayout;
class QLabel;
class QPushButton;

namespace gp::views {

/// A button of a message.
struct MessageAction
{
    QString text;
    std::function<void()> run;
};

/// One calm line below the top bar: what went wrong and what to do, or what was done. Stays until it is
/// closed or the next one comes; nothing has to be clicked away to go on.
class MessageBar : public QFrame
{
    Q_OBJECT

public:
    explicit MessageBar(QWidget *parent = nullptr);

    void show(const Error &error, const QList<MessageAction> &actions = {});
    void inform(const QString &text, const QList<MessageAction> &actions);
    void inform(const QString &text, const QString &action = {}, const std::function<void()> &onAction = {});
    [[nodiscard]] QString text() const;
    /// Those of the message that is shown, from left to right.
    [[nodiscard]] const QList<QPushButton *> &buttons() const { return m_buttons; }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void say(const QString &text, const QString &detail, const QList<MessageAction> &actions);

    QLabel *m_text;
    QHBoxLayout *m_row;
    QList<QPushButton *> m_buttons;
    bool m_isError = false;
};

} // namespace gp::views

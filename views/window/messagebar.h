// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/model/error.h"

#include <QFrame>

class QLabel;
class QPushButton;

namespace gp::views {

/// One calm line below the top bar: what went wrong and what to do, or what was done. Stays until it is
/// closed or the next one comes; nothing has to be clicked away to go on.
class MessageBar : public QFrame
{
    Q_OBJECT

public:
    explicit MessageBar(QWidget *parent = nullptr);

    void show(const Error &error);
    void inform(const QString &text, const QString &action = {}, const std::function<void()> &onAction = {});
    [[nodiscard]] QString text() const;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void say(const QString &text, const QString &detail, bool isError);

    QLabel *m_text;
    QPushButton *m_action;
    std::function<void()> m_onAction;
    bool m_isError = false;
};

} // namespace gp::views

// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QPlainTextEdit>

namespace gp::views {

/// Two texts compared line by line, to read: a sign and a colour for what came and what went.
class DiffText : public QPlainTextEdit
{
    Q_OBJECT

public:
    explicit DiffText(QWidget *parent = nullptr);

    /// `same` is said where nothing differs.
    void setTexts(const QString &before, const QString &after, const QString &same);

protected:
    void changeEvent(QEvent *event) override;

private:
    void colour();
};

} // namespace gp::views

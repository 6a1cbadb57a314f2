// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QDialog>

class QLabel;
class QPushButton;
class QVBoxLayout;

namespace gp::views {

/// The frame of every dialog: title, content, a line for what is wrong, and the two buttons.
class Dialog : public QDialog
{
    Q_OBJECT

public:
    /// `action` is what the main button does ("Create project"); empty: there is only Close.
    Dialog(const QString &title, const QString &action, QWidget *parent = nullptr);

    [[nodiscard]] QVBoxLayout *content() const { return m_content; }
    [[nodiscard]] QPushButton *mainButton() const { return m_main; }
    /// Says in the dialog what is wrong; empty hides it.
    void say(const QString &problem);

private:
    QVBoxLayout *m_content;
    QLabel *m_problem;
    QPushButton *m_main = nullptr;
};

} // namespace gp::views

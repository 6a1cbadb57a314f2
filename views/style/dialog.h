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
    /// Cancel, or Close where there is no main button.
    [[nodiscard]] QPushButton *closeButton() const { return m_close; }
    /// Says in the dialog what is wrong; empty hides it.
    void say(const QString &problem);

private:
    QVBoxLayout *m_content;
    QLabel *m_problem;
    QPushButton *m_close = nullptr;
    QPushButton *m_main = nullptr;
};

/// Asks once before something that cannot be undone. Enter and Esc leave all as it is; what does it is one
/// Tab away.
class ConfirmDialog : public Dialog
{
    Q_OBJECT

public:
    ConfirmDialog(const QString &title, const QString &text, const QString &action,
                  QWidget *parent = nullptr);
};

} // namespace gp::views

// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QPlainTextEdit>

namespace gp::views {

/// Edits the text of a note where it stands. Ctrl+Enter or a click elsewhere keeps it, Esc throws it away; a
/// note without text goes.
class NoteEditor : public QPlainTextEdit
{
    Q_OBJECT

public:
    explicit NoteEditor(QWidget *parent);

    void ask(const QString &text, const QRect &place);
    /// What it was asked to edit.
    [[nodiscard]] QString before() const { return m_before; }

Q_SIGNALS:
    void done(const QString &text);

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;

private:
    void end(bool keep);

    QString m_before;
};

} // namespace gp::views

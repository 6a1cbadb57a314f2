// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "views/canvas/viewedits.h"

#include <QFrame>

class QComboBox;
class QLabel;
class QLineEdit;

namespace gp::views {

/// The small box where something new is to stand: a kind, a name, Enter. With Ctrl+Enter it stays for the
/// next one. Esc and clicking elsewhere close it.
class QuickCreate : public QFrame
{
    Q_OBJECT

public:
    explicit QuickCreate(QWidget *parent);

    /// Offers the kinds alone; begins with the one that was made last.
    void askKinds(const metamodel::Metamodel &metamodel, QPoint at);
    /// Offers what can be connected with an element.
    void askPossible(const QList<Possible> &possible, QPoint at);
    /// Says why it could not be made; what was typed stays.
    void say(const QString &problem);

    [[nodiscard]] QComboBox *choice() const { return m_choice; }
    [[nodiscard]] QLineEdit *name() const { return m_name; }

Q_SIGNALS:
    /// `stays`: another one is to follow.
    void wanted(const gp::views::Possible &what, const QString &name, bool stays);

protected:
    void keyPressEvent(QKeyEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void open(QPoint at);
    void accept(bool stays);

    QComboBox *m_choice;
    QLineEdit *m_name;
    QLabel *m_problem;
    QList<Possible> m_possible;
    QString m_lastKind;
};

} // namespace gp::views

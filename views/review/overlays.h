// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
// What lies over a walkthrough: the dot of the pointer, the blank screen, and the search.
#pragma once

#include "views/session/session.h"

#include <QTimer>
#include <QWidget>

class QLineEdit;
class QListWidget;

namespace gp::views {

/// A dot that follows the mouse over its parent and leaves no ink.
class LaserDot : public QWidget
{
    Q_OBJECT

public:
    explicit LaserDot(QWidget *parent);
    void setOn(bool isOn);
    [[nodiscard]] bool isOn() const { return m_timer.isActive(); }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void follow();
    QTimer m_timer;
};

/// Nothing but black, over all of its parent.
class BlankScreen : public QWidget
{
    Q_OBJECT

public:
    explicit BlankScreen(QWidget *parent);

protected:
    void paintEvent(QPaintEvent *event) override;
};

/// Finds an element of either state by its name or key while one types.
class ShowMe : public QWidget
{
    Q_OBJECT

public:
    explicit ShowMe(Session &session, QWidget *parent);

    /// At the states of the review.
    void open(PlateauId from, PlateauId to);
    [[nodiscard]] QLineEdit *line() const { return m_line; }
    [[nodiscard]] QListWidget *list() const { return m_list; }

Q_SIGNALS:
    void chosen(gp::ElementId id);
    void closed();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    struct Found
    {
        ElementId id;
        QString name;
        QString kind;
        QString words; ///< in small letters: what is searched
    };

    void search(const QString &text);
    void choose();

    Session &m_session;
    QLineEdit *m_line;
    QListWidget *m_list;
    QList<Found> m_all;
};

} // namespace gp::views

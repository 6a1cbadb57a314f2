// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "views/panels/lines.h"
#include "views/session/session.h"

#include <QLineEdit>
#include <QPointer>

class QAction;

namespace gp::views {

/// Something that can be found by typing.
struct Findable
{
    QString text;
    QString also; ///< searched too: the key
    QString note; ///< what it is
    std::function<void()> open;
};

/// The best matches of a text, best first: beginnings before word beginnings before the rest; every word must
/// be found.
[[nodiscard]] QList<qsizetype> bestMatches(const QList<Findable> &all, const QString &text, qsizetype most);

/// The search box of the top bar: elements, views, decisions and commands, in a list that drops down from it.
class QuickOpen : public QLineEdit
{
    Q_OBJECT

public:
    /// `actions` are the commands that are offered.
    QuickOpen(Session &session, QList<QAction *> actions, QWidget *parent = nullptr);
    ~QuickOpen() override;

    [[nodiscard]] LinesView *list() const { return m_list; }
    /// Takes the focus with everything selected.
    void start();

Q_SIGNALS:
    void viewRequested(gp::ViewId id);

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;

private:
    void collect();
    void search();
    void place();
    void choose(qint64 index);
    void close();

    Session &m_session;
    QList<QAction *> m_actions;
    QList<Findable> m_all;
    QPointer<QWidget> m_popup; ///< a child of the window, which may go first
    LinesView *m_list = nullptr;
};

} // namespace gp::views

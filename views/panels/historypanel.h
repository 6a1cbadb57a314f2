// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "views/panels/lines.h"
#include "views/session/session.h"

#include <QWidget>

class QAction;
class QLabel;

namespace gp::views {

/// Every edit of the project, newest first, with its branches and where we are; a double click or Enter goes
/// there and back, a menu does what else can be done with a state. Reads as many entries as are looked at.
class HistoryPanel : public QWidget
{
    Q_OBJECT

public:
    /// `commands` stand as links beside the line that says how much there is.
    HistoryPanel(Session &session, const QList<QAction *> &commands, QWidget *parent = nullptr);

    [[nodiscard]] LinesView *list() const { return m_list; }
    /// "312 edits · 4.1 MiB · keeps 256 MiB"
    [[nodiscard]] QString summary() const;
    /// Makes the line of an edit the current one, and loads as many as that takes.
    void reveal(qint64 historyId);

Q_SIGNALS:
    /// Asks the window for a project of its own that stands at this state.
    void copyWanted(qint64 historyId);

protected:
    void showEvent(QShowEvent *event) override;

private:
    void refresh();
    void fill();
    void loadMore();
    void show(const QList<Line> &lines);
    void goTo(qint64 id);
    void showMenu(const QPoint &at);
    void askThrowAway(qint64 id);
    void throwAway(qint64 id, int edits);
    [[nodiscard]] Line lineFor(const store::HistoryEntry &entry) const;

    Session &m_session;
    QLabel *m_summary;
    LinesView *m_list;
    int m_limit;
    QList<store::HistoryEntry> m_entries; ///< those that are listed
    bool m_hasMore = false;
    bool m_isStale = true;
};

} // namespace gp::views

// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "views/table/tableview.h"

namespace gp::views {

/// The grid of a checklist, walked and answered by keys: it says what a key asks for, and the page does it.
class ChecklistTable : public TableView
{
    Q_OBJECT

public:
    explicit ChecklistTable(QWidget *parent = nullptr);

    /// What a key asks for is about these lines, from top to bottom.
    [[nodiscard]] QList<int> chosenLines() const;
    /// Goes to a line, in the column that is the current one; false where there is none.
    bool goTo(int line);
    void stopMarking() { m_isMarking = false; }

Q_SIGNALS:
    void keyed(int key);
    /// Enter, and Space on a group.
    void lineActivated(int line);

protected:
    bool event(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;

private:
    [[nodiscard]] static bool isCommand(const QKeyEvent *event);
    void step(int by, bool extends);
    void stepCell(int by);
    void mark();

    bool m_isMarking = false; ///< Space chose lines one by one: they stay chosen while one walks on
};

} // namespace gp::views

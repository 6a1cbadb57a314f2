// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "views/checklist/checklisttable.h"

#include <QKeyEvent>

namespace gp::views {

ChecklistTable::ChecklistTable(QWidget *parent)
    : TableView(parent)
{
    setSelectionBehavior(QAbstractItemView::SelectRows);
    setEditTriggers(NoEditTriggers); // the page says what opens an editor
    setMouseTracking(true);
}

QList<int> ChecklistTable::chosenLines() const
{
    const auto rows = selectedRows();
    if (rows.size() > 1 || (m_isMarking && !rows.isEmpty()))
        return rows;
    return currentIndex().isValid() ? QList{currentIndex().row()} : rows;
}

bool ChecklistTable::goTo(int line)
{
    if (line < 0 || line >= model()->rowCount())
        return false;
    const auto cell = model()->index(line, std::max(0, currentIndex().column()));
    selectionModel()->setCurrentIndex(cell, m_isMarking ? QItemSelectionModel::NoUpdate
                                                        : QItemSelectionModel::ClearAndSelect |
                                                              QItemSelectionModel::Rows);
    scrollTo(cell);
    return true;
}

void ChecklistTable::step(int by, bool extends)
{
    if (!extends) {
        goTo(std::clamp(currentIndex().row() + by, 0, std::max(0, model()->rowCount() - 1)));
        return;
    }
    m_isMarking = false;
    QKeyEvent arrow(QEvent::KeyPress, by > 0 ? Qt::Key_Down : Qt::Key_Up, Qt::ShiftModifier);
    QTableView::keyPressEvent(&arrow); // NOLINT(bugprone-parent-virtual-call): its keys are not a table's
}

void ChecklistTable::stepCell(int by)
{
    // From one cell that can be edited to the next, on to the next line at the end.
    auto at = currentIndex();
    const int columns = model()->columnCount();
    const int all = model()->rowCount() * columns;
    for (int place = at.row() * columns + at.column() + by; place >= 0 && place < all; place += by) {
        const auto cell = model()->index(place / columns, place % columns);
        if (!cell.flags().testFlag(Qt::ItemIsEditable))
            continue;
        selectionModel()->setCurrentIndex(cell, m_isMarking ? QItemSelectionModel::NoUpdate
                                                            : QItemSelectionModel::ClearAndSelect |
                                                                  QItemSelectionModel::Rows);
        scrollTo(cell);
        return;
    }
    focusNextPrevChild(by > 0);
}

void ChecklistTable::mark()
{
    const auto current = currentIndex();
    if (!current.isValid())
        return;
    using Flag = QItemSelectionModel;
    if (m_isMarking)
        selectionModel()->select(current, Flag::Toggle | Flag::Rows);
    else
        selectionModel()->select(current, Flag::ClearAndSelect | Flag::Rows);
    m_isMarking = true;
    goTo(current.row() + 1);
    viewport()->update();
}

bool ChecklistTable::isCommand(const QKeyEvent *event)
{
    if (event->modifiers() & (Qt::ControlModifier | Qt::AltModifier | Qt::MetaModifier))
        return false;
    const int key = event->key();
    return (key >= Qt::Key_0 && key <= Qt::Key_5) || key == Qt::Key_W || key == Qt::Key_E ||
           key == Qt::Key_O || key == Qt::Key_D || key == Qt::Key_T || key == Qt::Key_S ||
           key == Qt::Key_Question || key == Qt::Key_Delete;
}

bool ChecklistTable::event(QEvent *event)
{
    if (event->type() == QEvent::ShortcutOverride && isCommand(static_cast<QKeyEvent *>(event))) {
        event->accept();
        return true;
    }
    // Tab goes from cell to cell here; Ctrl+Tab and the ends leave.
    if (event->type() == QEvent::KeyPress) {
        auto *key = static_cast<QKeyEvent *>(event);
        const bool isTab = key->key() == Qt::Key_Tab || key->key() == Qt::Key_Backtab;
        if (isTab && !(key->modifiers() & Qt::ControlModifier) && currentIndex().isValid() &&
            state() != EditingState) {
            stepCell(key->key() == Qt::Key_Tab ? 1 : -1);
            return true;
        }
    }
    return TableView::event(event);
}

void ChecklistTable::keyPressEvent(QKeyEvent *event)
{
    if (state() == EditingState)
        return TableView::keyPressEvent(event);
    const int key = event->key();
    const bool isPlain = !(event->modifiers() & (Qt::ControlModifier | Qt::AltModifier | Qt::MetaModifier));
    const bool isShift = event->modifiers() & Qt::ShiftModifier;
    if (event->matches(QKeySequence::Copy))
        return Q_EMIT copyWanted();
    if (event->matches(QKeySequence::Paste))
        return Q_EMIT pasteWanted();
    if (isPlain && (key == Qt::Key_J || key == Qt::Key_Down))
        return step(1, isShift);
    if (isPlain && (key == Qt::Key_K || key == Qt::Key_Up))
        return step(-1, isShift);
    if (isPlain && key == Qt::Key_Escape && (m_isMarking || selectedRows().size() > 1)) {
        m_isMarking = false;
        goTo(currentIndex().row());
        return;
    }
    if (isPlain && (key == Qt::Key_Return || key == Qt::Key_Enter))
        return Q_EMIT lineActivated(currentIndex().row());
    if (isPlain && (key == Qt::Key_Left || key == Qt::Key_Right || key == Qt::Key_F2))
        return Q_EMIT keyed(key);
    if (isPlain && key == Qt::Key_Space)
        return mark();
    if (isCommand(event))
        return Q_EMIT keyed(key);
    if (isPlain && !event->text().isEmpty() && event->text().front().isPrint())
        return event->ignore();       // no search by letters: they are commands
    QTableView::keyPressEvent(event); // NOLINT(bugprone-parent-virtual-call): as above
}

void ChecklistTable::mousePressEvent(QMouseEvent *event)
{
    m_isMarking = false;
    TableView::mousePressEvent(event);
}

void ChecklistTable::mouseDoubleClickEvent(QMouseEvent *event)
{
    const auto cell = indexAt(event->position().toPoint());
    if (cell.flags().testFlag(Qt::ItemIsEditable))
        Q_EMIT keyed(Qt::Key_F2);
    else if (cell.isValid())
        Q_EMIT lineActivated(cell.row());
}

} // namespace gp::views

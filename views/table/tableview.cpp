// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "views/table/tableview.h"

#include "views/style/appearance.h"

#include <QHeaderView>
#include <QKeyEvent>
#include <QPainter>

namespace gp::views {

TableView::TableView(QWidget *parent)
    : QTableView(parent)
{
    setShowGrid(false);
    setWordWrap(false);
    setTabKeyNavigation(false);
    setFrameShape(QFrame::NoFrame);
    setSelectionMode(QAbstractItemView::ExtendedSelection);
    setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    setEditTriggers(DoubleClicked | EditKeyPressed | AnyKeyPressed);
    horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    horizontalHeader()->setHighlightSections(false);
    verticalHeader()->setHighlightSections(false);
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
}

void TableView::setEmptyText(const QString &text)
{
    m_emptyText = text;
    viewport()->update();
}

QList<int> TableView::selectedRows() const
{
    std::set<int> rows;
    for (const auto &range : selectionModel()->selection()) {
        for (int row = range.top(); row <= range.bottom(); ++row)
            rows.insert(row);
    }
    return {rows.begin(), rows.end()};
}

QList<int> TableView::shownColumns() const
{
    QList<int> columns;
    for (int visual = 0; visual < horizontalHeader()->count(); ++visual) {
        const int column = horizontalHeader()->logicalIndex(visual);
        if (!isColumnHidden(column))
            columns.append(column);
    }
    return columns;
}

bool TableView::event(QEvent *event)
{
    // What is a key of the table is not one of the window: Delete empties a cell here and deletes no element.
    if (event->type() == QEvent::ShortcutOverride && takes(static_cast<QKeyEvent *>(event))) {
        event->accept();
        return true;
    }
    return QTableView::event(event);
}

bool TableView::takes(QKeyEvent *event)
{
    return event->matches(QKeySequence::Copy) || event->matches(QKeySequence::Paste) ||
           event->key() == Qt::Key_F2 || event->key() == Qt::Key_Delete;
}

void TableView::keyPressEvent(QKeyEvent *event)
{
    if (state() == EditingState)
        return QTableView::keyPressEvent(event);
    const auto current = currentIndex();
    const bool isPlain = !(event->modifiers() & (Qt::ControlModifier | Qt::AltModifier | Qt::MetaModifier));
    const int key = event->key();
    if (event->matches(QKeySequence::Copy))
        return Q_EMIT copyWanted();
    if (event->matches(QKeySequence::Paste))
        return Q_EMIT pasteWanted();
    if (key == Qt::Key_Delete || key == Qt::Key_Backspace)
        return Q_EMIT clearWanted();
    if (key == Qt::Key_Space && event->modifiers() == Qt::ShiftModifier)
        return takeRows();
    if (key == Qt::Key_Space && isPlain)
        return Q_EMIT toggleWanted();
    const bool isEnter = key == Qt::Key_Return || key == Qt::Key_Enter;
    if (isEnter && isPlain && current.isValid()) {
        if (!edit(current, AllEditTriggers, nullptr))
            Q_EMIT toggleWanted();
        return;
    }
    const bool isText = isPlain && !event->text().isEmpty() && event->text().front().isPrint();
    const bool isLetter = current.data(LettersRole).toBool();
    if (isText && edit(current, isLetter ? AnyKeyPressed : AllEditTriggers, isLetter ? event : nullptr))
        return;
    QTableView::keyPressEvent(event);
}

void TableView::takeRows()
{
    const int last = model()->columnCount() - 1;
    QItemSelection rows;
    for (const int row : selectedRows())
        rows.select(model()->index(row, 0), model()->index(row, last));
    selectionModel()->select(rows, QItemSelectionModel::ClearAndSelect);
}

void TableView::paintEvent(QPaintEvent *event)
{
    QTableView::paintEvent(event);
    if (!model() || (model()->rowCount() > 0 && model()->columnCount() > 0) || m_emptyText.isEmpty())
        return;
    QPainter painter(viewport());
    painter.setPen(currentTheme().muted);
    painter.drawText(viewport()->rect().adjusted(24, 24, -24, -24),
                     Qt::AlignHCenter | Qt::AlignTop | Qt::TextWordWrap, m_emptyText);
}

void TableView::focusInEvent(QFocusEvent *event)
{
    // Who comes with the Tab key sees where they are.
    if (!currentIndex().isValid() && model() && model()->rowCount() > 0 && !shownColumns().isEmpty())
        selectionModel()->setCurrentIndex(model()->index(0, shownColumns().front()),
                                          QItemSelectionModel::NoUpdate);
    QTableView::focusInEvent(event);
    viewport()->update();
}

void TableView::focusOutEvent(QFocusEvent *event)
{
    QTableView::focusOutEvent(event);
    viewport()->update();
}

} // namespace gp::views

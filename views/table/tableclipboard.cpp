// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "views/table/notestrip.h"
#include "views/table/tablepage.h"
#include "views/table/tableview.h"
#include "views/table/tsv.h"
#include "views/table/valuetext.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QMenu>

using namespace Qt::StringLiterals;

// Everything that changes cells or takes them elsewhere: in place, several at once, from and to a
// spreadsheet.
namespace gp::views {

bool TablePage::edit(const QModelIndex &cell, const QJsonValue &value)
{
    const QString property = m_model->columns()[cell.column()].name;
    QList<ElementId> ids = {m_shown->row(cell.row()).id};
    if (m_table->selectionModel()->isSelected(cell)) {
        ids.clear();
        for (const int row : m_table->selectedRows())
            ids.append(m_shown->row(row).id);
    }
    return store(setOnAll(m_session, ids, property, value), {});
}

bool TablePage::store(const CellEdits &edits, const QString &refusal)
{
    if (!edits.problems.isEmpty()) {
        QStringList all;
        for (const auto &problem : edits.problems)
            all.append(problem.text());
        m_note->refuse(refusal.isEmpty() ? all.front() : QString(refusal + u' ' + all.front()), all);
        return false;
    }
    m_note->clear();
    if (edits.cells + edits.added.size() > 0 && !m_session.commit(edits.draft, edits.label))
        return false;
    if (edits.skipped > 0)
        m_note->inform(edits.skipped == 1
                           ? tr("1 row has no such property and stays as it is.")
                           : tr("%1 rows have no such property and stay as they are.").arg(edits.skipped));
    return true;
}

void TablePage::refuse(const QModelIndex &cell, const QString &why)
{
    m_note->refuse(CellProblem{cell.row() + 1, m_model->columns()[cell.column()].label, why}.text());
}

void TablePage::clearCells()
{
    if (m_model->isReadOnly() || !m_table->currentIndex().isValid())
        return;
    const auto shown = m_table->shownColumns();
    CellBlock block;
    auto *selection = m_table->selectionModel();
    for (const int column : shown) {
        if (selection->columnIntersectsSelection(column, {}) && m_model->columns()[column].isProperty())
            block.columns.append(m_model->columns()[column]);
    }
    for (const int row : m_table->selectedRows()) {
        block.rows.append(m_shown->row(row).id);
        block.numbers.append(row + 1);
        block.texts.append(QStringList(block.columns.size()));
    }
    auto edits = fillCells(m_session, m_view, block);
    edits.label =
        edits.cells == 1
            ? tr("Empty a cell in %1").arg(m_session.plateauName(m_session.plateau()))
            : tr("Empty %1 cells in %2").arg(edits.cells).arg(m_session.plateauName(m_session.plateau()));
    store(edits, tr("Nothing was emptied."));
}

void TablePage::copy(bool withTitles)
{
    const auto selection = m_table->selectionModel()->selection();
    QList<int> columns;
    for (const int column : m_table->shownColumns()) {
        if (m_table->selectionModel()->columnIntersectsSelection(column, {}))
            columns.append(column);
    }
    const Names names(m_session.model());
    QList<QStringList> rows;
    if (withTitles) {
        rows.append(QStringList());
        for (const int column : std::as_const(columns))
            rows.back().append(m_model->columns()[column].label);
    }
    for (const int shownRow : m_table->selectedRows()) {
        const auto &row = m_shown->row(shownRow);
        const int source = m_model->rowOf(row.id);
        QStringList cells;
        for (const int column : std::as_const(columns)) {
            const bool isSelected = selection.contains(m_shown->index(shownRow, column));
            const auto *property = m_model->propertyAt(source, column);
            const auto value = row.properties.value(m_model->columns()[column].name);
            cells.append(!isSelected ? QString()
                         : property  ? spreadsheetText(*property, value, names)
                                     : row.texts[column]);
        }
        rows.append(cells);
    }
    if (!rows.isEmpty())
        QGuiApplication::clipboard()->setText(toTsv(rows));
}

CellBlock TablePage::blockFor(const QList<QStringList> &texts) const
{
    CellBlock block;
    block.texts = texts;
    const auto shown = m_table->shownColumns();
    const auto current = m_table->currentIndex();
    const auto rows = m_table->selectedRows();
    // One value for many cells fills them, as in a spreadsheet.
    const bool isOne = texts.size() == 1 && texts.front().size() == 1;
    if (isOne && m_table->selectionModel()->selectedIndexes().size() > 1) {
        for (const int column : shown) {
            if (m_table->selectionModel()->columnIntersectsSelection(column, {}))
                block.columns.append(m_model->columns()[column]);
        }
        for (const int row : rows) {
            block.rows.append(m_shown->row(row).id);
            block.numbers.append(row + 1);
        }
        block.texts =
            QList<QStringList>(rows.size(), QStringList(block.columns.size(), texts.front().front()));
        return block;
    }
    const qsizetype first = current.isValid() ? shown.indexOf(current.column()) : 0;
    for (const int column : shown.sliced(std::max<qsizetype>(0, first)))
        block.columns.append(m_model->columns()[column]);
    for (int row = std::max(0, current.row()); row < m_shown->rowCount() && block.rows.size() < texts.size();
         ++row) {
        block.rows.append(m_shown->row(row).id);
        block.numbers.append(row + 1);
    }
    const auto *view = m_session.model().view(m_view);
    block.newKind = m_shown->rowCount() > 0 ? m_shown->row(m_shown->rowCount() - 1).kind
                    : view                  ? view->properties.value("kinds"_L1).toArray().at(0).toString()
                                            : QString();
    return block;
}

void TablePage::paste()
{
    const auto texts = fromTsv(QGuiApplication::clipboard()->text());
    if (texts.isEmpty())
        return m_note->inform(tr("There is no text to paste."));
    if (m_model->isReadOnly())
        return m_note->inform(m_model->isCompare()
                                  ? tr("A compare is read-only; show one plateau to edit it.")
                                  : m_session.readOnlyReason());
    const auto edits = fillCells(m_session, m_view, blockFor(texts));
    if (!store(edits, tr("Nothing was pasted.")))
        return;
    if (!edits.added.isEmpty())
        m_session.select(edits.added.front());
    if (edits.cells + edits.added.size() == 0)
        m_note->inform(tr("All of these values are there already."));
}

void TablePage::openMenu(const QPoint &at)
{
    auto *menu = new QMenu(m_table);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    const auto current = m_table->currentIndex();
    const bool canWrite = !m_model->isReadOnly();
    const auto add = [&](const QString &text, bool isOn, const auto &run) {
        auto *action = menu->addAction(text);
        action->setEnabled(isOn);
        connect(action, &QAction::triggered, this, run);
    };
    const bool canEdit = current.isValid() && current.flags().testFlag(Qt::ItemIsEditable);
    add(tr("Edit\tF2"), canEdit,
        [this, current = QPersistentModelIndex(current)] { m_table->edit(current); });
    menu->addSeparator();
    add(tr("Copy\tCtrl+C"), m_table->selectionModel()->hasSelection(), [this] { copy(); });
    add(tr("Copy with titles"), m_table->selectionModel()->hasSelection(), [this] { copy(true); });
    add(tr("Paste\tCtrl+V"), canWrite, [this] { paste(); });
    add(tr("Empty the cells\tDel"), canWrite && current.isValid(), [this] { clearCells(); });
    menu->popup(m_table->viewport()->mapToGlobal(at));
}

} // namespace gp::views

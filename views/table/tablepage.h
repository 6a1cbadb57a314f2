// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "views/session/background.h"
#include "views/session/session.h"
#include "views/table/tableedit.h"
#include "views/table/tablefilter.h"

class QLabel;
class QLineEdit;
class QMenu;
class QToolButton;

namespace gp::views {

class NoteStrip;
class TableView;

/// The table twin of a view: an element a row, at the plateau shown. Cells are edited in place, one edit a
/// commit; in a compare it shows the later plateau with signs and is read-only.
class TablePage : public QWidget
{
    Q_OBJECT

public:
    TablePage(Session &session, ViewId view, QWidget *parent = nullptr);

    [[nodiscard]] TableView *table() const { return m_table; }
    [[nodiscard]] TableModel *model() const { return m_model; }
    [[nodiscard]] TableFilter *shown() const { return m_shown; }
    [[nodiscard]] QLineEdit *filter() const { return m_filter; }
    [[nodiscard]] QToolButton *columnsButton() const { return m_columns; }
    /// What the line below the table says; empty where there is none.
    [[nodiscard]] QString note() const;
    /// Rows are being made, or are to be as soon as the page is seen.
    [[nodiscard]] bool isBusy() const;

    void copy(bool withTitles = false);
    void paste();
    /// Empties the selected cells, as one edit.
    void clearCells();

private:
    void addBar();
    void connectParts();
    void onChanged(const Change &change);
    void onSelection();
    void onCurrent();
    void rebuild();
    void take(const std::shared_ptr<const TableData> &data);
    bool edit(const QModelIndex &cell, const QJsonValue &value);
    bool store(const CellEdits &edits, const QString &refusal);
    void refuse(const QModelIndex &cell, const QString &why);
    void showColumns();
    void setColumns(const QStringList &names);
    [[nodiscard]] QStringList shownNames() const;
    void fillColumns();
    void openMenu(const QPoint &at);
    void count();
    [[nodiscard]] CellBlock blockFor(const QList<QStringList> &texts) const;
    void showEvent(QShowEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

    Session &m_session;
    ViewId m_view;
    TableModel *m_model;
    TableFilter *m_shown;
    TableView *m_table;
    QLineEdit *m_filter;
    QToolButton *m_columns;
    QMenu *m_columnsMenu;
    QLabel *m_count;
    NoteStrip *m_note;
    Latest m_making;
    bool m_isStale = true;
    bool m_isFollowing = false; ///< the selection is being taken over from elsewhere
    bool m_isSized = false;
};

} // namespace gp::views

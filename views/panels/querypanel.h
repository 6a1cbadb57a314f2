// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/store/query.h"
#include "views/session/background.h"
#include "views/session/session.h"

#include <QAbstractTableModel>
#include <QWidget>

class QLabel;
class QPushButton;
class QTableView;

namespace gp::views {

class SqlEdit;

/// The rows of a query.
class ResultModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    using QAbstractTableModel::QAbstractTableModel;

    void setResult(const store::QueryResult &result);
    [[nodiscard]] const store::QueryResult &result() const { return m_result; }
    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation,
                                      int role = Qt::DisplayRole) const override;

private:
    store::QueryResult m_result;
};

/// SQL over the public views: editor with completion, rows, errors. Ctrl+Enter runs; a running query can be
/// stopped.
class QueryPanel : public QWidget
{
    Q_OBJECT

public:
    explicit QueryPanel(Session &session, QWidget *parent = nullptr);
    ~QueryPanel() override;

    [[nodiscard]] SqlEdit *editor() const { return m_editor; }
    [[nodiscard]] QTableView *table() const { return m_table; }
    [[nodiscard]] bool isRunning() const { return m_latest.isRunning(); }
    void run();
    [[nodiscard]] QPushButton *viewButton() const { return m_makeView; }

Q_SIGNALS:
    /// A view of the elements that the answer names was made.
    void viewMade(gp::ViewId id);

private:
    void offerView();
    void makeView();
    void pickRow(int row);
    void show(const Result<store::QueryResult> &result);
    bool eventFilter(QObject *watched, QEvent *event) override;

    Session &m_session;
    SqlEdit *m_editor;
    QPushButton *m_run;
    QPushButton *m_makeView;
    QLabel *m_message;
    QTableView *m_table;
    ResultModel *m_model;
    Latest m_latest;
    std::shared_ptr<store::Query> m_query;
};

} // namespace gp::views

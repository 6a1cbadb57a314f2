// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "views/tree/modeltree.h"

#include <QWidget>

class QLineEdit;
class QSortFilterProxyModel;
class QTreeView;

namespace gp::views {

/// The left side: a filter and the model as a tree. Selecting a row selects the thing everywhere; Enter or a
/// double click opens or reveals it.
class TreePane : public QWidget
{
    Q_OBJECT

public:
    explicit TreePane(Session &session, QWidget *parent = nullptr);

    [[nodiscard]] QTreeView *tree() const { return m_view; }
    [[nodiscard]] QLineEdit *filter() const { return m_filter; }
    [[nodiscard]] ModelTree *model() const { return m_model; }

private:
    void onFilter(const QString &text);
    void onCurrent(const QModelIndex &current);
    void onActivated(const QModelIndex &index);
    void openMenu(const QPoint &at);
    void showSelection();
    void rememberOpen();
    void restoreOpen();
    bool eventFilter(QObject *watched, QEvent *event) override;

    Session &m_session;
    ModelTree *m_model;
    QSortFilterProxyModel *m_proxy;
    QLineEdit *m_filter;
    QTreeView *m_view;
    QSet<QString> m_open;
    bool m_following = false;
};

} // namespace gp::views

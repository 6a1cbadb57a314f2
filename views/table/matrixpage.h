// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "views/session/background.h"
#include "views/session/session.h"
#include "views/table/matrixmodel.h"

class QComboBox;
class QLabel;

namespace gp::views {

class NoteStrip;
class TableView;

/// The matrix twin of a view: which element of one kind is related to which of another. A click, Space or
/// Enter on a cell adds the relation at the plateau shown or ends it there. In a compare it shows signs and
/// is read-only.
class MatrixPage : public QWidget
{
    Q_OBJECT

public:
    MatrixPage(Session &session, ViewId view, QWidget *parent = nullptr);

    [[nodiscard]] TableView *table() const { return m_table; }
    [[nodiscard]] MatrixModel *model() const { return m_model; }
    [[nodiscard]] QComboBox *rowKinds() const { return m_rows; }
    [[nodiscard]] QComboBox *columnKinds() const { return m_columns; }
    [[nodiscard]] QComboBox *relations() const { return m_relations; }
    /// What the line below says; empty where there is none.
    [[nodiscard]] QString note() const;
    [[nodiscard]] bool isBusy() const;
    /// Adds or ends the relation of a cell, as one edit; where that cannot be, says why.
    void toggle(const QModelIndex &cell);

private:
    void addBar();
    void onKinds();
    void onRelation();
    void choose(const MatrixChoice &choice);
    void onChanged(const Change &change);
    void onSelection();
    void onCurrent();
    void rebuild();
    void take(const std::shared_ptr<const MatrixData> &data);
    void fillBoxes();
    void showEvent(QShowEvent *event) override;

    Session &m_session;
    ViewId m_view;
    MatrixModel *m_model;
    TableView *m_table;
    QComboBox *m_rows;
    QComboBox *m_columns;
    QComboBox *m_relations;
    QLabel *m_count;
    NoteStrip *m_note;
    MatrixChoice m_choice;
    Latest m_making;
    bool m_isStale = true;
    bool m_isFollowing = false; ///< the selection is being taken over from elsewhere
    bool m_isSecondClick = false;
};

} // namespace gp::views

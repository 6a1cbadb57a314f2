// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "views/session/session.h"
#include "views/table/matrixdata.h"

#include <QAbstractTableModel>

namespace gp::views {

/// The cells of a matrix, handed over as a whole. Reading only: edits go through the page.
class MatrixModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Role {
        StateRole = Qt::UserRole + 1, ///< compare::State of a relation; invalid where there is none
        IllegalRole,                  ///< there can be none
    };

    explicit MatrixModel(const Session &session, QObject *parent = nullptr);

    void setData(MatrixData data);
    using QAbstractTableModel::setData;
    /// Takes over what an edit did to relations, before the whole matrix is made anew.
    void refresh(const Touched<RelationId> &relations);

    [[nodiscard]] const MatrixData &matrix() const { return m_data; }
    [[nodiscard]] bool isReadOnly() const;
    /// Source and target of the relation that a cell stands for.
    [[nodiscard]] std::pair<ElementId, ElementId> endsAt(const QModelIndex &cell) const;
    /// Invalid where there is none.
    [[nodiscard]] RelationId relationAt(const QModelIndex &cell) const;
    /// Why a cell cannot be set; empty where it can.
    [[nodiscard]] QString problemAt(const QModelIndex &cell) const;
    /// "Checkout depends on Payment"
    [[nodiscard]] QString sentenceAt(const QModelIndex &cell) const;

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation,
                                      int role = Qt::DisplayRole) const override;

private:
    [[nodiscard]] MatrixPlace placeOf(const QModelIndex &cell) const;
    [[nodiscard]] bool isIllegal(const QModelIndex &cell) const;

    const Session &m_session;
    MatrixData m_data;
};

} // namespace gp::views

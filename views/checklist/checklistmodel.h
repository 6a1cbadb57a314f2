// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "views/checklist/checklistdata.h"

#include <QAbstractTableModel>

namespace gp::views {

/// The lines of a checklist as a table: values that were made elsewhere, handed over as a whole.
class ChecklistModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { Item, Title, Target, AnswerColumn, Evidence, Owner, Due, ColumnCount };
    /// Muted text before the evidence: where the answer comes from.
    static constexpr int SourceRole = Qt::UserRole + 1;
    /// The answer of a row, as int.
    static constexpr int AnswerRole = Qt::UserRole + 2;
    static constexpr int OverdueRole = Qt::UserRole + 3;

    using Data = std::shared_ptr<const ChecklistData>;

    explicit ChecklistModel(QObject *parent = nullptr);

    /// What stays in its place is only painted anew; returns false where rows came, went or moved.
    bool set(const Data &data, const ChecklistLines &lines);
    [[nodiscard]] const ChecklistData &data() const { return *m_data; }
    [[nodiscard]] const ChecklistLines &lines() const { return m_lines; }

    /// nullptr for the line of a group.
    [[nodiscard]] const ChecklistRow *rowAt(int line) const;
    /// nullptr for a row.
    [[nodiscard]] const ChecklistGroup *groupAt(int line) const;
    /// "checkout/NFR-REL-001", or a group's key: what a line is about, whatever comes and goes.
    [[nodiscard]] QString identityOf(int line) const;
    /// The line with it; -1 where there is none.
    [[nodiscard]] int lineOf(const QString &identity) const;

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    using QAbstractTableModel::data;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation,
                                      int role = Qt::DisplayRole) const override;
    [[nodiscard]] Qt::ItemFlags flags(const QModelIndex &index) const override;
    /// Whether cells can be edited at all now.
    void setEditable(bool isEditable) { m_isEditable = isEditable; }

private:
    [[nodiscard]] QString textOf(const ChecklistRow &row, int column) const;
    [[nodiscard]] QString editTextOf(const ChecklistRow &row, int column) const;
    [[nodiscard]] QString tipOf(const ChecklistRow &row, int column) const;

    Data m_data;
    ChecklistLines m_lines;
    bool m_isEditable = false;
};

} // namespace gp::views

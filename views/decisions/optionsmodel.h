// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/decisions/optionnumbers.h"

#include <QAbstractTableModel>
#include <QJsonArray>

namespace gp::views {

/// The options of a decision side by side: a column each; rows for what people write, a row for the score of
/// each criterion, and below what the model says of those that are bound to an option plateau.
class OptionsModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    using QAbstractTableModel::QAbstractTableModel;

    /// Takes what the decision says. Numbers that are there stay until others come.
    void setDecision(const Record &decision, const Model &model, const metamodel::Metamodel &metamodel);
    /// One for each option; none where it has no numbers.
    void setNumbers(const QList<std::optional<decisions::OptionNumbers>> &numbers);

    /// The options as they would be stored.
    [[nodiscard]] QJsonArray options() const { return m_options; }
    /// What stands in a cell, for its editor.
    [[nodiscard]] metamodel::Property propertyAt(const QModelIndex &index) const;
    [[nodiscard]] int rowOf(const QString &name) const;
    [[nodiscard]] bool isComputed(int row) const;

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation,
                                      int role = Qt::DisplayRole) const override;
    [[nodiscard]] Qt::ItemFlags flags(const QModelIndex &index) const override;
    bool setData(const QModelIndex &index, const QVariant &value, int role = Qt::EditRole) override;

Q_SIGNALS:
    /// Somebody changed a cell; options() has it.
    void edited(const QString &what);
    void refused(const QString &why);

private:
    /// What a row of the table is about.
    struct Line
    {
        enum What { Column, Score, Computed } what = Column;
        QString name; ///< column, criterion, or which number
        metamodel::Property property;
    };
    [[nodiscard]] QString numberText(const Line &line, int option) const;
    [[nodiscard]] QVariant scoreOf(const QJsonObject &option, const QString &criterion) const;

    QList<Line> m_lines;
    QJsonArray m_options;
    Record m_decision;
    Model m_model;
    QList<std::optional<decisions::OptionNumbers>> m_numbers;
};

} // namespace gp::views

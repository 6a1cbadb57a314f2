// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "views/inspector/editors.h"

#include <QAbstractTableModel>

namespace gp::views {

/// The rows of a table property (stages, SLOs, options) as an editable item model.
class RowsModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    RowsModel(metamodel::Property property, const QJsonArray &rows, Model model, QObject *parent = nullptr);

    [[nodiscard]] const metamodel::Property &property() const { return m_property; }
    [[nodiscard]] const Model &model() const { return m_model; }
    [[nodiscard]] QJsonArray rows() const;

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    bool setData(const QModelIndex &index, const QVariant &value, int role = Qt::EditRole) override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation,
                                      int role = Qt::DisplayRole) const override;
    [[nodiscard]] Qt::ItemFlags flags(const QModelIndex &index) const override;

    /// Why the last value was not taken; empty once one was.
    [[nodiscard]] QString problem() const { return m_problem; }
    /// What was entered in a cell cannot be read.
    void refuse(const QModelIndex &index, const QString &why);

    void addRow(int at);
    void removeRow(int at);
    void moveRow(int from, int to);

Q_SIGNALS:
    void problemChanged(const QString &problem);

private:
    void say(const QString &problem);

    QString m_problem;
    metamodel::Property m_property;
    QList<QJsonObject> m_rows;
    Model m_model;
};

/// Opens the rows in a dialog: a table needs more room than the inspector has.
class TableEditor : public ValueEditor
{
    Q_OBJECT

public:
    TableEditor(const metamodel::Property &property, const QJsonValue &value, const Model &model,
                QWidget *parent);

    [[nodiscard]] std::expected<QJsonValue, QString> value() const override;
    void begin() override;

private:
    RowsModel *m_rows;
    metamodel::Property m_property;
};

} // namespace gp::views

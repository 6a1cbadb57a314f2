// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "views/inspector/tableeditor.h"

#include "views/inspector/valuedelegate.h"
#include "views/style/dialog.h"
#include "views/style/parts.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QTableView>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace gp::views {

RowsModel::RowsModel(metamodel::Property property, const QJsonArray &rows, Model model, QObject *parent)
    : QAbstractTableModel(parent)
    , m_property(std::move(property))
    , m_model(std::move(model))
{
    for (const auto &row : rows)
        m_rows.append(row.toObject());
}

QJsonArray RowsModel::rows() const
{
    QJsonArray result;
    for (const auto &row : m_rows) {
        if (!row.isEmpty())
            result.append(row);
    }
    return result;
}

int RowsModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

int RowsModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_property.columns.size());
}

QVariant RowsModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const auto &column = m_property.columns[index.column()];
    const auto value = m_rows[index.row()].value(column.name);
    if (role == Qt::DisplayRole || role == Qt::ToolTipRole)
        return shownText(column, value, m_model);
    if (role == Qt::EditRole)
        return value.toVariant();
    return {};
}

bool RowsModel::setData(const QModelIndex &index, const QVariant &value, int role)
{
    if (!index.isValid() || role != Qt::EditRole)
        return false;
    const auto &column = m_property.columns[index.column()];
    const auto json = QJsonValue::fromVariant(value);
    if (const auto wrong = metamodel::checkValue(column, json, &m_model)) {
        say(tr("Row %1: %2 %3").arg(index.row() + 1).arg(column.label, *wrong));
        return false;
    }
    say({});
    if (json.isNull() || json.isUndefined())
        m_rows[index.row()].remove(column.name);
    else
        m_rows[index.row()].insert(column.name, json);
    Q_EMIT dataChanged(index, index);
    return true;
}

void RowsModel::say(const QString &problem)
{
    m_problem = problem;
    Q_EMIT problemChanged(problem);
}

QVariant RowsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (role != Qt::DisplayRole)
        return {};
    if (orientation == Qt::Vertical)
        return section + 1;
    const auto &column = m_property.columns[section];
    return column.unit.isEmpty() ? column.label : u"%1 (%2)"_s.arg(column.label, column.unit);
}

Qt::ItemFlags RowsModel::flags(const QModelIndex &index) const
{
    return QAbstractTableModel::flags(index) | (index.isValid() ? Qt::ItemIsEditable : Qt::NoItemFlags);
}

void RowsModel::refuse(const QModelIndex &index, const QString &why)
{
    say(tr("Row %1, %2: %3").arg(index.row() + 1).arg(m_property.columns[index.column()].label, why));
}

void RowsModel::addRow(int at)
{
    beginInsertRows({}, at, at);
    m_rows.insert(at, QJsonObject());
    endInsertRows();
}

void RowsModel::removeRow(int at)
{
    beginRemoveRows({}, at, at);
    m_rows.removeAt(at);
    endRemoveRows();
}

void RowsModel::moveRow(int from, int to)
{
    if (from == to || to < 0 || to >= m_rows.size())
        return;
    beginMoveRows({}, from, from, {}, to > from ? to + 1 : to);
    m_rows.move(from, to);
    endMoveRows();
}

namespace {

QTableView *makeTable(RowsModel *rows, QWidget *parent)
{
    auto *table = new QTableView(parent);
    table->setModel(rows);
    auto *delegate = new ValueDelegate(
        [rows](const QModelIndex &index) { return rows->property().columns[index.column()]; }, rows->model(),
        table);
    QObject::connect(delegate, &ValueDelegate::refused, rows, &RowsModel::refuse);
    table->setItemDelegate(delegate);
    table->setAccessibleName(rows->property().label);
    table->setSelectionBehavior(QAbstractItemView::SelectRows);
    table->setSelectionMode(QAbstractItemView::SingleSelection);
    table->setEditTriggers(QAbstractItemView::DoubleClicked | QAbstractItemView::EditKeyPressed |
                           QAbstractItemView::AnyKeyPressed);
    table->setShowGrid(false);
    table->setWordWrap(false);
    table->verticalHeader()->setDefaultSectionSize(30);
    table->verticalHeader()->hide();
    table->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    table->horizontalHeader()->setHighlightSections(false);
    table->horizontalHeader()->setSectionResizeMode(QHeaderView::Stretch);
    return table;
}

} // namespace

TableEditor::TableEditor(const metamodel::Property &property, const QJsonValue &value, const Model &model,
                         QWidget *parent)
    : ValueEditor(parent)
    , m_rows(new RowsModel(property, value.toArray(), model, this))
    , m_property(property)
{
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->addWidget(textLabel(shownText(property, value, model), u"muted"_s, this));
}

std::expected<QJsonValue, QString> TableEditor::value() const
{
    const auto rows = m_rows->rows();
    return rows.isEmpty() ? QJsonValue(QJsonValue::Null) : QJsonValue(rows);
}

void TableEditor::begin()
{
    auto *dialog = new Dialog(m_property.label, tr("Save"), window());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    auto *table = makeTable(m_rows, dialog);
    dialog->content()->addWidget(table);
    connect(m_rows, &RowsModel::problemChanged, dialog, &Dialog::say);
    auto *buttons = new QHBoxLayout;
    const auto add = [&](const QString &text, const QString &tip, auto action) {
        auto *button = new QPushButton(text, dialog);
        button->setAccessibleName(tip);
        button->setToolTip(tip);
        button->setAutoDefault(false);
        connect(button, &QPushButton::clicked, dialog, action);
        buttons->addWidget(button);
    };
    const auto current = [table] { return table->currentIndex().row(); };
    add(tr("Add row"), tr("Add a row below the current one"), [this, table, current] {
        const int at = current() < 0 ? m_rows->rowCount() : current() + 1;
        m_rows->addRow(at);
        table->setCurrentIndex(m_rows->index(at, 0));
        table->edit(m_rows->index(at, 0));
    });
    add(tr("Remove row"), tr("Remove the current row"), [this, current] {
        if (current() >= 0)
            m_rows->removeRow(current());
    });
    add(tr("Up"), tr("Move the current row up"), [this, current] {
        if (current() > 0)
            m_rows->moveRow(current(), current() - 1);
    });
    add(tr("Down"), tr("Move the current row down"), [this, current] {
        if (current() >= 0)
            m_rows->moveRow(current(), current() + 1);
    });
    buttons->addStretch();
    dialog->content()->addLayout(buttons);
    dialog->resize(std::min(1100, 180 * int(m_property.columns.size()) + 60), 420);
    connect(dialog, &QDialog::accepted, this, &ValueEditor::committed);
    connect(dialog, &QDialog::rejected, this, &ValueEditor::cancelled);
    dialog->open();
    if (m_rows->rowCount() > 0)
        table->setCurrentIndex(m_rows->index(0, 0));
    table->setFocus();
}

} // namespace gp::views

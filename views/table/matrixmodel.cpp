// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "views/table/matrixmodel.h"

#include "views/style/appearance.h"
#include "views/style/states.h"
#include "views/table/relationtoggle.h"

using namespace Qt::StringLiterals;

namespace gp::views {

MatrixModel::MatrixModel(const Session &session, QObject *parent)
    : QAbstractTableModel(parent)
    , m_session(session)
{
}

void MatrixModel::setData(MatrixData data)
{
    const bool isSame = data.choice == m_data.choice && data.isCompare == m_data.isCompare &&
                        std::ranges::equal(data.rows, m_data.rows, {}, &MatrixEnd::id, &MatrixEnd::id) &&
                        std::ranges::equal(data.columns, m_data.columns, {}, &MatrixEnd::id, &MatrixEnd::id);
    if (!isSame)
        beginResetModel();
    m_data = std::move(data);
    if (!isSame) {
        endResetModel();
    } else if (rowCount() > 0 && columnCount() > 0) {
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, columnCount() - 1));
        Q_EMIT headerDataChanged(Qt::Vertical, 0, rowCount() - 1);
        Q_EMIT headerDataChanged(Qt::Horizontal, 0, columnCount() - 1);
    }
}

void MatrixModel::refresh(const Touched<RelationId> &relations)
{
    if (m_data.isCompare || rowCount() == 0 || columnCount() == 0)
        return;
    const auto path = m_session.model().pathTo(m_session.plateau());
    const auto put = [&](RelationId id) {
        const auto *relation = m_session.model().relation(id);
        if (!relation || relation->kind != m_data.choice.relation)
            return;
        const MatrixPlace place = m_data.choice.isInverse ? MatrixPlace(relation->target, relation->source)
                                                          : MatrixPlace(relation->source, relation->target);
        if (path.lives(relation->lifetime))
            m_data.cells.insert(place, {id, compare::State::Kept});
        else
            m_data.cells.remove(place);
    };
    for (const auto *ids : {&relations.added, &relations.updated})
        std::ranges::for_each(*ids, put);
    if (!relations.removed.empty())
        m_data.cells.removeIf([&](const auto &cell) { return relations.removed.contains(cell.value().id); });
    Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, columnCount() - 1));
}

bool MatrixModel::isReadOnly() const
{
    return m_data.isCompare || m_session.store().isReadOnly();
}

MatrixPlace MatrixModel::placeOf(const QModelIndex &cell) const
{
    return {m_data.rows[cell.row()].id, m_data.columns[cell.column()].id};
}

std::pair<ElementId, ElementId> MatrixModel::endsAt(const QModelIndex &cell) const
{
    const auto [row, column] = placeOf(cell);
    return m_data.choice.isInverse ? std::pair(column, row) : std::pair(row, column);
}

RelationId MatrixModel::relationAt(const QModelIndex &cell) const
{
    return m_data.cells.value(placeOf(cell)).id;
}

bool MatrixModel::isIllegal(const QModelIndex &cell) const
{
    const auto &row = m_data.rows[cell.row()];
    const auto &column = m_data.columns[cell.column()];
    const auto *relation = m_session.metamodel().relationKind(m_data.choice.relation);
    return row.id == column.id || !relation ||
           !(m_data.choice.isInverse ? relation->allows(column.kind, row.kind)
                                     : relation->allows(row.kind, column.kind));
}

QString MatrixModel::problemAt(const QModelIndex &cell) const
{
    const auto [source, target] = endsAt(cell);
    return views::relationAt(m_session, m_data.choice.relation, source, target).problem;
}

QString MatrixModel::sentenceAt(const QModelIndex &cell) const
{
    const auto *relation = m_session.metamodel().relationKind(m_data.choice.relation);
    const QString row = m_data.rows[cell.row()].name;
    const QString column = m_data.columns[cell.column()].name;
    if (!relation)
        return {};
    return m_data.choice.isInverse ? u"%1 %2 %3"_s.arg(column, relation->label, row)
                                   : u"%1 %2 %3"_s.arg(row, relation->label, column);
}

int MatrixModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_data.rows.size());
}

int MatrixModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_data.columns.size());
}

QVariant MatrixModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const auto cell = m_data.cells.constFind(placeOf(index));
    const bool exists = cell != m_data.cells.cend();
    switch (role) {
    case StateRole:
        return exists ? QVariant(int(cell->state)) : QVariant();
    case IllegalRole:
        return !exists && isIllegal(index);
    case Qt::AccessibleTextRole:
        return u"%1: %2"_s.arg(sentenceAt(index), !exists            ? tr("no")
                                                  : m_data.isCompare ? compare::stateName(cell->state)
                                                                     : tr("yes"));
    case Qt::ToolTipRole: {
        if (exists)
            return m_data.isCompare ? u"%1 (%2)"_s.arg(sentenceAt(index), compare::stateName(cell->state))
                                    : sentenceAt(index);
        const QString problem = m_data.isCompare ? QString() : problemAt(index);
        return problem.isEmpty() ? tr("Not so: %1").arg(sentenceAt(index)) : problem;
    }
    default:
        return {};
    }
}

QVariant MatrixModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    const auto &ends = orientation == Qt::Horizontal ? m_data.columns : m_data.rows;
    if (section < 0 || section >= ends.size())
        return {};
    const auto &end = ends[section];
    const QString sign = compare::signOf(end.state);
    switch (role) {
    case Qt::DisplayRole:
    case Qt::ToolTipRole:
    case Qt::AccessibleTextRole:
        return sign.isEmpty() ? end.name : QString(sign + u' ' + end.name);
    case Qt::ForegroundRole:
        return sign.isEmpty() ? currentTheme().text : colorOf(end.state, currentTheme());
    case Qt::TextAlignmentRole:
        return int(Qt::AlignLeft | Qt::AlignVCenter);
    default:
        return {};
    }
}

} // namespace gp::views

// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "views/table/tablemodel.h"

#include "core/diagram/theme.h"
#include "views/style/appearance.h"
#include "views/style/states.h"
#include "views/table/tableview.h"

#include <QPainter>
#include <QPixmap>

using namespace Qt::StringLiterals;

namespace gp::views {

namespace {

/// The small square that says the kind, as in the tree.
QIcon kindMark(const QColor &color)
{
    QPixmap mark(16, 16);
    mark.setDevicePixelRatio(2);
    mark.fill(Qt::transparent);
    QPainter painter(&mark);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(color);
    painter.drawRoundedRect(QRectF(0, 0, 8, 8), 2, 2);
    QIcon icon(mark);
    icon.addPixmap(mark, QIcon::Selected); // the same colour on a selected row
    return icon;
}

} // namespace

TableModel::TableModel(const Session &session, QObject *parent)
    : QAbstractTableModel(parent)
    , m_session(session)
{
}

void TableModel::setData(TableData data)
{
    const bool sameColumns =
        std::ranges::equal(data.columns, m_data.columns, {}, &TableColumn::name, &TableColumn::name) &&
        data.isCompare == m_data.isCompare;
    // Row by row costs a move of all that follow each time, so a table that becomes another one is reset.
    constexpr int most = 500;
    const auto isKnown = [this](const TableRow &row) { return m_rowOf.contains(row.id); };
    const auto kept = std::ranges::count_if(std::as_const(data.rows), isKnown);
    const auto differences = data.rows.size() + m_data.rows.size() - 2 * kept;
    if (!sameColumns || differences > most) {
        beginResetModel();
        m_data = std::move(data);
        m_rowOf.clear();
        for (const auto &row : std::as_const(m_data.rows))
            m_rowOf.insert(row.id, int(m_rowOf.size()));
        endResetModel();
        return;
    }
    m_data.columns = std::move(data.columns);
    m_data.names = std::move(data.names);
    takeRows(std::move(data.rows));
}

void TableModel::takeRows(QList<TableRow> rows)
{
    QHash<ElementId, int> after;
    for (const auto &row : std::as_const(rows))
        after.insert(row.id, int(after.size()));
    for (int i = int(m_data.rows.size()) - 1; i >= 0; --i) {
        if (after.contains(m_data.rows[i].id))
            continue;
        int first = i;
        while (first > 0 && !after.contains(m_data.rows[first - 1].id))
            --first;
        beginRemoveRows({}, first, i);
        m_data.rows.remove(first, i - first + 1);
        endRemoveRows();
        i = first;
    }
    // What stayed may stand in another order now (a new name); the new ones come in where they belong.
    const auto isNew = [this](const TableRow &row) { return !m_rowOf.contains(row.id); };
    auto kept = rows;
    kept.removeIf(isNew);
    if (!std::ranges::equal(kept, m_data.rows, {}, &TableRow::id, &TableRow::id)) {
        Q_EMIT layoutAboutToBeChanged();
        const auto before = persistentIndexList();
        QModelIndexList moved;
        QHash<ElementId, int> place;
        for (const auto &row : std::as_const(kept))
            place.insert(row.id, int(place.size()));
        for (const auto &index : before)
            moved.append(createIndex(place.value(m_data.rows[index.row()].id), index.column()));
        m_data.rows = kept;
        changePersistentIndexList(before, moved);
        Q_EMIT layoutChanged();
    }
    for (int i = 0; i < rows.size(); ++i) {
        if (!isNew(rows[i]))
            continue;
        int last = i;
        while (last + 1 < rows.size() && isNew(rows[last + 1]))
            ++last;
        beginInsertRows({}, i, last);
        for (int j = i; j <= last; ++j)
            m_data.rows.insert(j, rows[j]);
        endInsertRows();
        i = last;
    }
    m_rowOf = after;
    // What is as it was is not told: a sorted table puts every row that is told about in its place again.
    const auto before = std::exchange(m_data.rows, std::move(rows));
    for (int i = 0; i < m_data.rows.size(); ++i) {
        const auto &was = before[i];
        const auto &is = m_data.rows[i];
        if (was.texts != is.texts || was.state != is.state || was.before != is.before)
            Q_EMIT dataChanged(index(i, 0), index(i, columnCount() - 1));
    }
}

void TableModel::refresh(const std::set<ElementId> &ids)
{
    if (m_data.isCompare)
        return; // what changed between two plateaus takes a look at all
    for (const auto id : ids) {
        const int at = rowOf(id);
        const auto state = stateAt(m_session.model(), m_session.plateau(), id);
        if (at < 0 || !state)
            continue;
        auto &row = m_data.rows[at];
        row.properties = state->properties;
        fillTexts(row, m_data.columns, m_session.metamodel(), m_data.names);
        Q_EMIT dataChanged(index(at, 0), index(at, columnCount() - 1));
    }
}

int TableModel::rowOf(ElementId id) const
{
    return m_rowOf.value(id, -1);
}

int TableModel::columnOf(QStringView name) const
{
    const auto it = std::ranges::find(m_data.columns, name, &TableColumn::name);
    return it == m_data.columns.end() ? -1 : int(it - m_data.columns.begin());
}

const metamodel::Property *TableModel::propertyAt(int row, int column) const
{
    const auto *kind = m_session.metamodel().kind(m_data.rows[row].kind);
    return kind ? kind->property(m_data.columns[column].name) : nullptr;
}

bool TableModel::isReadOnly() const
{
    return m_data.isCompare || m_session.store().isReadOnly();
}

int TableModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_data.rows.size());
}

int TableModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_data.columns.size());
}

QVariant TableModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || index.row() >= m_data.rows.size())
        return {};
    const auto &row = m_data.rows[index.row()];
    const auto &column = m_data.columns[index.column()];
    const auto &theme = currentTheme();
    switch (role) {
    case Qt::DisplayRole:
        return row.texts[index.column()];
    case Qt::EditRole:
        return row.properties.value(column.name).toVariant();
    case Qt::ToolTipRole:
        return tipFor(row, index.column());
    case Qt::AccessibleTextRole:
        return u"%1, %2: %3"_s.arg(row.texts[1], column.label, row.texts[index.column()]);
    case Qt::TextAlignmentRole:
        if (column.name == TableColumn::sign)
            return int(Qt::AlignCenter);
        return int(Qt::AlignVCenter |
                   (row.properties.value(column.name).isDouble() ? Qt::AlignRight : Qt::AlignLeft));
    case Qt::DecorationRole:
        if (column.name != TableColumn::kind)
            return {};
        if (const auto *kind = m_session.metamodel().kind(row.kind))
            return kindMark(theme.kindColor(kind->colour));
        return {};
    case Qt::ForegroundRole:
        if (column.name == TableColumn::sign)
            return colorOf(row.state, theme);
        if (row.before.contains(column.name))
            return theme.changed;
        if (row.isGone() || column.name == TableColumn::key)
            return theme.muted;
        return {};
    case Qt::FontRole: {
        const bool isStrong = column.name == u"name" || column.name == TableColumn::sign;
        const bool isNumber = row.properties.value(column.name).isDouble();
        QFont font = isNumber ? diagram::tabularFont(12.5)
                              : diagram::font(12.5, isStrong ? QFont::Medium : QFont::Normal);
        font.setStrikeOut(row.isGone() && column.name == u"name");
        return font;
    }
    case TableView::VoidRole:
        return column.isProperty() && !propertyAt(index.row(), index.column());
    case TableView::LettersRole: {
        using metamodel::PropertyType;
        const auto *property = propertyAt(index.row(), index.column());
        return property && property->type != PropertyType::Enum && property->type != PropertyType::Boolean &&
               property->type != PropertyType::Date && property->type != PropertyType::Table &&
               (property->type != PropertyType::List || property->refersTo.isEmpty());
    }
    default:
        return {};
    }
}

QString TableModel::tipFor(const TableRow &row, int column) const
{
    const auto &described = m_data.columns[column];
    if (described.name == TableColumn::sign)
        return compare::stateName(row.state);
    const auto *kind = m_session.metamodel().kind(row.kind);
    if (described.isProperty() && kind && !kind->property(described.name))
        return tr("No %1 for this kind (%2).").arg(described.label, kind->label);
    if (const auto before = row.before.constFind(described.name); before != row.before.cend())
        return tr("%1, before: %2").arg(described.label, before->isEmpty() ? tr("not set") : *before);
    const QString text = row.texts[column];
    return text.size() > 24 ? text : QString();
}

QVariant TableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation == Qt::Vertical)
        return role == Qt::DisplayRole ? QVariant(section + 1) : QVariant();
    const auto &column = m_data.columns.value(section);
    if (role == Qt::DisplayRole)
        return column.label;
    if (role == Qt::ToolTipRole && !column.help.isEmpty())
        return column.help;
    if (role == Qt::TextAlignmentRole && column.isNumber)
        return int(Qt::AlignRight | Qt::AlignVCenter);
    if (role == Qt::AccessibleTextRole)
        return column.label.isEmpty() ? column.help : column.label;
    return {};
}

Qt::ItemFlags TableModel::flags(const QModelIndex &index) const
{
    auto flags = QAbstractTableModel::flags(index);
    if (index.isValid() && !isReadOnly() && propertyAt(index.row(), index.column()))
        flags |= Qt::ItemIsEditable;
    return flags;
}

} // namespace gp::views

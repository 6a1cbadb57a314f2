// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "views/checklist/checklistmodel.h"

#include "views/session/words.h"

using namespace Qt::StringLiterals;

namespace gp::views {

ChecklistModel::ChecklistModel(QObject *parent)
    : QAbstractTableModel(parent)
    , m_data(std::make_shared<const ChecklistData>())
{
}

bool ChecklistModel::set(const Data &data, const ChecklistLines &lines)
{
    const auto sameLines = [&] {
        if (lines.lines.size() != m_lines.lines.size() || lines.grouping != m_lines.grouping)
            return false;
        for (qsizetype i = 0; i < lines.lines.size(); ++i) {
            const int now = lines.lines[i];
            const int before = m_lines.lines[i];
            if ((now < 0) != (before < 0))
                return false;
            if (now < 0) {
                if (lines.groups[~now].key != m_lines.groups[~before].key)
                    return false;
                continue;
            }
            const auto &a = data->rows[now].nfr;
            const auto &b = m_data->rows[before].nfr;
            if (a.element != b.element || a.nfr != b.nfr)
                return false;
        }
        return true;
    };
    const bool isSame = sameLines();
    if (!isSame)
        beginResetModel();
    m_data = data;
    m_lines = lines;
    if (!isSame)
        endResetModel();
    else if (rowCount() > 0)
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
    return isSame;
}

const ChecklistRow *ChecklistModel::rowAt(int line) const
{
    const int at = line >= 0 && line < m_lines.lines.size() ? m_lines.lines[line] : -1;
    return at >= 0 ? &m_data->rows[at] : nullptr;
}

const ChecklistGroup *ChecklistModel::groupAt(int line) const
{
    const bool isThere = line >= 0 && line < m_lines.lines.size() && m_lines.lines[line] < 0;
    return isThere ? &m_lines.groups[~m_lines.lines[line]] : nullptr;
}

QString ChecklistModel::identityOf(int line) const
{
    if (const auto *row = rowAt(line))
        return m_data->services[row->service].key + u'/' + row->nfr.nfr;
    const auto *group = groupAt(line);
    return group ? group->key : QString();
}

int ChecklistModel::lineOf(const QString &identity) const
{
    const QString service = identity.section(u'/', 0, 0);
    const QString nfr = identity.section(u'/', 1);
    for (int line = 0; line < m_lines.lines.size(); ++line) {
        if (const auto *group = groupAt(line)) {
            if (group->key == identity)
                return line;
        } else if (const auto *row = rowAt(line);
                   row->nfr.nfr == nfr && m_data->services[row->service].key == service) {
            return line;
        }
    }
    return -1;
}

int ChecklistModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_lines.lines.size());
}

int ChecklistModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(ColumnCount);
}

QString ChecklistModel::textOf(const ChecklistRow &row, int column) const
{
    switch (column) {
    case Item:
        return row.nfr.nfr;
    case Title:
        return m_lines.grouping == Grouping::Item ? m_data->services[row.service].name
                                                  : rules::NfrCatalogue::builtin().items()[row.item].title;
    case Target:
        return row.nfr.target;
    case AnswerColumn:
        return signOf(row.answer) + u' ' + shortWordOf(row.answer);
    case Evidence:
        return row.nfr.evidence;
    case Owner:
        return m_data->ownerOf(row);
    case Due:
        return row.nfr.due;
    default:
        return {};
    }
}

QString ChecklistModel::editTextOf(const ChecklistRow &row, int column) const
{
    if (column == Evidence)
        return row.evidence;
    // An owner may be said by the key or by the name.
    if (column == Owner && !m_data->teams.contains(row.nfr.owner))
        return m_data->teams.key(row.nfr.owner);
    return column == Owner ? row.nfr.owner : textOf(row, column);
}

QString ChecklistModel::tipOf(const ChecklistRow &row, int column) const
{
    if (column == Title)
        return rules::NfrCatalogue::builtin().items()[row.item].requirement;
    if (column == Item)
        return row.nfr.appliesBecause;
    const QString source = sourceText(*m_data, row);
    if (column == AnswerColumn)
        return source.isEmpty() ? wordOf(row.answer) : tr("%1: %2").arg(wordOf(row.answer), source);
    if (column == Due && row.isOverdue)
        return tr("%1 is over").arg(row.nfr.due);
    const QString text = textOf(row, column);
    return column == Evidence && !source.isEmpty() ? QString(capitalised(source) + u'\n' + text) : text;
}

QVariant ChecklistModel::data(const QModelIndex &index, int role) const
{
    const auto *row = rowAt(index.row());
    if (!row) {
        const auto *group = groupAt(index.row());
        if (!group || index.column() != 0 ||
            (role != Qt::DisplayRole && role != Qt::AccessibleTextRole && role != Qt::ToolTipRole))
            return {};
        return u"%1 %2: %3"_s.arg(group->title, group->about, group->counts.text());
    }
    switch (role) {
    case Qt::DisplayRole:
        return textOf(*row, index.column());
    case Qt::EditRole:
        return editTextOf(*row, index.column());
    case Qt::ToolTipRole:
        return tipOf(*row, index.column());
    case Qt::AccessibleTextRole:
        return index.column() == AnswerColumn ? wordOf(row->answer) : textOf(*row, index.column());
    case SourceRole:
        return index.column() == Evidence ? sourceText(*m_data, *row) : QString();
    case AnswerRole:
        return int(row->answer);
    case OverdueRole:
        return row->isOverdue && index.column() == Due;
    default:
        return {};
    }
}

QVariant ChecklistModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Item:
        return tr("Item");
    case Title:
        return m_lines.grouping == Grouping::Item ? tr("Service") : tr("Requirement");
    case Target:
        return tr("Target");
    case AnswerColumn:
        return tr("Answer");
    case Evidence:
        return tr("Evidence");
    case Owner:
        return tr("Owner");
    case Due:
        return tr("Due");
    default:
        return {};
    }
}

Qt::ItemFlags ChecklistModel::flags(const QModelIndex &index) const
{
    const Qt::ItemFlags shown = Qt::ItemIsEnabled | Qt::ItemIsSelectable;
    const int column = index.column();
    const bool canEdit = m_isEditable && rowAt(index.row()) &&
                         (column == Target || column == Evidence || column == Owner || column == Due);
    return canEdit ? shown | Qt::ItemIsEditable : shown;
}

} // namespace gp::views

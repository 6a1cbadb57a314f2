// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "views/tree/modeltree.h"

#include "views/canvas/clipboard.h"

#include <QMimeData>

using namespace Qt::StringLiterals;

namespace gp::views {

bool operator==(const TreeNode &a, const TreeNode &b)
{
    return a.text == b.text && a.kind == b.kind && a.note == b.note && a.target == b.target &&
           a.state == b.state && a.children == b.children;
}

namespace {

/// Where a thing differs only in what it says, its row stays.
bool sameShape(const QList<TreeNode> &a, const QList<TreeNode> &b)
{
    return std::ranges::equal(a, b, [](const TreeNode &x, const TreeNode &y) {
        const bool same = x.target == y.target && x.kind == y.kind && (!x.isHeading() || x.text == y.text);
        return same && sameShape(x.children, y.children);
    });
}

} // namespace

ModelTree::ModelTree(Session &session, QObject *parent)
    : QAbstractItemModel(parent)
    , m_session(session)
    , m_sections(treeOf(session))
{
    connect(&session, &Session::changed, this, [this] {
        m_known.clear();
        refresh();
    });
    connect(&session, &Session::plateauChanged, this, &ModelTree::refresh);
}

ModelTree::~ModelTree() = default;

void ModelTree::refresh()
{
    // Who flips between two states waits for neither.
    const std::pair shown(m_session.plateau(), m_session.compareFrom());
    if (!m_known.contains(shown)) {
        constexpr qsizetype most = 6;
        if (m_known.size() >= most)
            m_known.clear();
        m_known.insert(shown, treeOf(m_session));
    }
    auto sections = m_known.value(shown);
    if (!sameShape(sections, m_sections)) {
        beginResetModel();
        m_sections = std::move(sections);
        endResetModel();
        return;
    }
    if (sections == m_sections)
        return;
    m_sections = std::move(sections);
    repaint();
}

void ModelTree::setMarks(const TreeMarks &marks)
{
    if (marks == m_marks)
        return;
    m_marks = marks;
    Q_EMIT marked(); // views would look at each row of what changed
}

const TreeMark *ModelTree::markOf(const TreeNode &node) const
{
    const auto *id = std::get_if<ElementId>(&node.target);
    const auto it = id ? m_marks.constFind(*id) : m_marks.cend();
    return it == m_marks.cend() ? nullptr : &*it;
}

void ModelTree::repaint()
{
    if (m_sections.isEmpty())
        return;
    Q_EMIT dataChanged(index(0, 0), index(int(m_sections.size()) - 1, 0));
    for (int row = 0; row < m_sections.size(); ++row) {
        const auto section = index(row, 0);
        if (const int count = rowCount(section); count > 0)
            Q_EMIT dataChanged(index(0, 0, section), index(count - 1, 0, section));
    }
}

// Two levels: the internal id is the section's row plus one for a thing, and 0 for a section.
QModelIndex ModelTree::index(int row, int column, const QModelIndex &parent) const
{
    if (!hasIndex(row, column, parent))
        return {};
    return createIndex(row, column, parent.isValid() ? quintptr(parent.row()) + 1 : 0);
}

QModelIndex ModelTree::parent(const QModelIndex &index) const
{
    if (!index.isValid() || index.internalId() == 0)
        return {};
    return createIndex(int(index.internalId()) - 1, 0, quintptr(0));
}

int ModelTree::rowCount(const QModelIndex &parent) const
{
    if (!parent.isValid())
        return int(m_sections.size());
    if (parent.column() > 0)
        return 0;
    const auto *section = node(parent);
    return section ? int(section->children.size()) : 0;
}

int ModelTree::columnCount(const QModelIndex &) const
{
    return 1;
}

const TreeNode *ModelTree::node(const QModelIndex &index) const
{
    if (!index.isValid())
        return nullptr;
    if (index.internalId() == 0)
        return index.row() < m_sections.size() ? &m_sections[index.row()] : nullptr;
    const auto &children = m_sections[qsizetype(index.internalId()) - 1].children;
    return index.row() < children.size() ? &children[index.row()] : nullptr;
}

QVariant ModelTree::data(const QModelIndex &index, int role) const
{
    const auto *item = node(index);
    if (!item)
        return {};
    switch (role) {
    case Qt::DisplayRole:
        return item->text;
    case Qt::AccessibleTextRole: {
        const auto *kind = m_session.metamodel().kind(item->kind);
        QString text = kind ? item->text + u", "_s + kind->label : item->text;
        if (item->state != compare::State::Kept)
            text += u", "_s + compare::stateName(item->state);
        if (const auto *mark = markOf(*item))
            text += mark->count == 1 ? tr(", 1 finding") : tr(", %1 findings").arg(mark->count);
        return text;
    }
    case Qt::ToolTipRole: {
        QString tip = item->note.isEmpty() ? item->text : item->text + u" · "_s + item->note;
        if (const auto *mark = markOf(*item)) {
            for (const auto &finding : mark->findings)
                tip += u"\n▲ "_s + finding;
            if (mark->count > mark->findings.size())
                tip += u'\n' + tr("and %1 more").arg(mark->count - mark->findings.size());
        }
        return tip;
    }
    case MarkRole: {
        const auto *mark = markOf(*item);
        return mark ? QVariant(int(mark->worst)) : QVariant();
    }
    case KindRole: {
        const auto *kind = m_session.metamodel().kind(item->kind);
        return kind ? kind->colour : item->kind;
    }
    case NoteRole:
        return item->note;
    case StateRole:
        return int(item->state);
    case HeadingRole:
        return item->isHeading();
    default:
        return {};
    }
}

namespace {

/// What a row brings along when it is dragged: a heading all that is below it.
QList<ElementId> elementsOf(const TreeNode &row)
{
    QList<ElementId> ids;
    for (const auto &child : row.children)
        ids += elementsOf(child);
    if (const auto *id = std::get_if<ElementId>(&row.target); id && ids.isEmpty())
        ids.append(*id);
    return ids;
}

/// Asked for every row that is painted, so it looks no further than it must.
bool hasElement(const TreeNode &row)
{
    return std::holds_alternative<ElementId>(row.target) || std::ranges::any_of(row.children, hasElement);
}

} // namespace

Qt::ItemFlags ModelTree::flags(const QModelIndex &index) const
{
    if (!index.isValid())
        return Qt::NoItemFlags;
    const auto plain = Qt::ItemIsEnabled | Qt::ItemIsSelectable;
    return hasElement(*node(index)) ? plain | Qt::ItemIsDragEnabled : plain;
}

QStringList ModelTree::mimeTypes() const
{
    return {QString::fromLatin1(clipboard::format)};
}

QMimeData *ModelTree::mimeData(const QModelIndexList &indexes) const
{
    // One row can be selected at a time.
    return indexes.isEmpty() ? nullptr
                             : clipboard::drag(m_session.state(), elementsOf(*node(indexes.front())));
}

Selection ModelTree::targetOf(const QModelIndex &index) const
{
    const auto *item = node(index);
    return item ? item->target : Selection();
}

QModelIndex ModelTree::find(const Selection &target) const
{
    if (std::holds_alternative<std::monostate>(target))
        return {};
    for (int section = 0; section < m_sections.size(); ++section) {
        const auto parent = index(section, 0);
        if (m_sections[section].target == target)
            return parent;
        const auto &children = m_sections[section].children;
        const auto it = std::ranges::find(children, target, &TreeNode::target);
        if (it != children.end())
            return index(int(it - children.begin()), 0, parent);
    }
    return {};
}

} // namespace gp::views

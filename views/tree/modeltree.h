// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/rules/rules.h"
#include "views/session/session.h"

#include <QAbstractItemModel>

namespace gp::views {

/// A row of the tree: a heading or a thing. Plain value.
struct TreeNode
{
    QString text;
    QString kind;     ///< of the thing; empty for headings
    QString note;     ///< muted, after the text
    Selection target; ///< what selecting the row selects
    compare::State state = compare::State::Kept;
    QList<TreeNode> children;

    [[nodiscard]] bool isHeading() const { return kind.isEmpty(); }
    friend bool operator==(const TreeNode &a, const TreeNode &b);
};

/// What the rules say of an element: how bad the worst open finding is, how many there are, and the first
/// few.
struct TreeMark
{
    static constexpr int mostFindings = 5;
    rules::Severity worst = rules::Severity::Info;
    int count = 0;
    QStringList findings; ///< "DEL-005 Checkout is tier 1 and has no rollback"; at most `mostFindings`

    friend bool operator==(const TreeMark &, const TreeMark &) = default;
};
using TreeMarks = QHash<ElementId, TreeMark>;

/// The rows for what a session shows: domains with their services, then the other kinds, then the records.
[[nodiscard]] QList<TreeNode> treeOf(const Session &session);

/// Keeps the rows in step with the session. Where only texts differ, rows are updated in place, so that what
/// is open stays open.
class ModelTree : public QAbstractItemModel
{
    Q_OBJECT

public:
    /// MarkRole: the worst severity as a number; nothing where there is no open finding.
    enum Role { KindRole = Qt::UserRole, NoteRole, StateRole, HeadingRole, MarkRole };

    explicit ModelTree(Session &session, QObject *parent = nullptr);
    ~ModelTree() override;

    [[nodiscard]] QModelIndex index(int row, int column, const QModelIndex &parent = {}) const override;
    [[nodiscard]] QModelIndex parent(const QModelIndex &index) const override;
    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] Qt::ItemFlags flags(const QModelIndex &index) const override;

    /// Elements can be dragged onto a canvas.
    [[nodiscard]] QMimeData *mimeData(const QModelIndexList &indexes) const override;
    [[nodiscard]] QStringList mimeTypes() const override;

    [[nodiscard]] Selection targetOf(const QModelIndex &index) const;
    /// The first row that stands for it.
    [[nodiscard]] QModelIndex find(const Selection &target) const;
    void setMarks(const TreeMarks &marks);

Q_SIGNALS:
    /// What data() says of marks is another, for whichever rows; no dataChanged() comes.
    void marked();

private:
    void refresh();
    void repaint();
    [[nodiscard]] const TreeMark *markOf(const TreeNode &node) const;
    [[nodiscard]] const TreeNode *node(const QModelIndex &index) const;

    Session &m_session;
    QList<TreeNode> m_sections;
    TreeMarks m_marks;
    /// Of the present model, by plateau shown and compared from.
    QMap<std::pair<PlateauId, PlateauId>, QList<TreeNode>> m_known;
};

} // namespace gp::views

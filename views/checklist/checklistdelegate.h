// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "views/table/celldelegate.h"

namespace gp::views {

class ChecklistModel;

/// Lines of a checklist: answers as badges, where they come from muted before the evidence, a group as one
/// line across all columns.
class ChecklistDelegate : public CellDelegate
{
    Q_OBJECT

public:
    ChecklistDelegate(CellEditing editing, const ChecklistModel &model, QObject *parent);

    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override;

private:
    void paintGround(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const;
    void paintGroup(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const;
    void paintAnswer(QPainter *painter, const QRect &area, const QModelIndex &index) const;
    void paintText(QPainter *painter, const QRect &area, const QModelIndex &index) const;

    const ChecklistModel &m_model;
};

} // namespace gp::views

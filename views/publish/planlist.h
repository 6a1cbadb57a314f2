// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/publish/publisher.h"

#include <QTreeWidget>

namespace gp::views {

/// The pages of a plan by what would be done with them, most urgent first, or what was done with them. What
/// needs nothing is folded away.
class PlanList : public QTreeWidget
{
    Q_OBJECT

public:
    explicit PlanList(QWidget *parent = nullptr);

    void showPlan(const publish::Plan &plan);
    /// Only the choices are others.
    void showChoices(const publish::Plan &plan);
    void showReport(const publish::PublishReport &report);
    /// In the plan (the report); -1 for a group.
    [[nodiscard]] qsizetype currentIndex() const;
    [[nodiscard]] QTreeWidgetItem *itemOf(const QString &path) const;
    /// What is said in the line of a group or page, cell by cell.
    [[nodiscard]] static QString textOf(const QTreeWidgetItem *item);

Q_SIGNALS:
    void chosen(qsizetype index);
    /// Enter or a double click on a page, or a click on its address.
    void opened(qsizetype index);

protected:
    void changeEvent(QEvent *event) override;

private:
    QTreeWidgetItem *addGroup(const QString &text, const QColor &color, qsizetype count, bool isOpen);
    void addPage(QTreeWidgetItem *group, qsizetype index, const QString &path, const QStringList &cells);
    void colour();
};

} // namespace gp::views

// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "views/publish/planlist.h"

#include "core/diagram/theme.h"
#include "views/publish/publishwords.h"
#include "views/style/appearance.h"

#include <QEvent>
#include <QHeaderView>

using namespace Qt::StringLiterals;

namespace gp::views {

using publish::Action;
using publish::Choice;
using publish::PlanItem;

namespace {

enum Column { Page, Document, Why };
constexpr int pageHeight = 26;
constexpr int indexRole = Qt::UserRole;
constexpr int pathRole = Qt::UserRole + 1;
constexpr int actionRole = Qt::UserRole + 2;

/// In the order in which they want attention.
const QList<Action> &inOrder()
{
    static const QList<Action> all{Action::Conflict, Action::Refused, Action::Orphan, Action::Create,
                                   Action::Update,   Action::Retitle, Action::Move,   Action::Skip};
    return all;
}

QString whyOf(const PlanItem &item)
{
    QStringList said;
    if (item.choice == Choice::PublishOurs)
        said.append(PlanList::tr("Publish ours."));
    else if (item.choice == Choice::KeepTheirs)
        said.append(PlanList::tr("Keep theirs."));
    else if (item.choice == Choice::Archive)
        said.append(PlanList::tr("Archive it."));
    if (!item.oldTitle.isEmpty())
        said.append(PlanList::tr("Was “%1”.").arg(item.oldTitle));
    if (!item.reason.isEmpty())
        said.append(item.reason);
    if (item.action == Action::Update && !item.files.isEmpty())
        said.append(item.files.size() == 1 ? PlanList::tr("1 attachment.")
                                           : PlanList::tr("%1 attachments.").arg(item.files.size()));
    return said.join(u' ');
}

} // namespace

PlanList::PlanList(QWidget *parent)
    : QTreeWidget(parent)
{
    setColumnCount(3);
    setHeaderLabels({tr("Page"), tr("Document"), tr("Why")});
    setRootIsDecorated(true);
    setUniformRowHeights(true);
    setIndentation(16);
    setAllColumnsShowFocus(true);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    header()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    header()->setStretchLastSection(true);
    header()->setSectionResizeMode(Page, QHeaderView::Interactive);
    header()->resizeSection(Page, 300);
    header()->resizeSection(Document, 170);
    setAccessibleName(tr("Pages"));
    connect(this, &QTreeWidget::currentItemChanged, this, [this] { Q_EMIT chosen(currentIndex()); });
    connect(this, &QTreeWidget::itemActivated, this, [this] {
        if (currentIndex() >= 0)
            Q_EMIT opened(currentIndex());
    });
}

QTreeWidgetItem *PlanList::addGroup(const QString &text, const QColor &color, qsizetype count, bool isOpen)
{
    auto *group = new QTreeWidgetItem(this, {u"%1  %2"_s.arg(text).arg(count)});
    group->setFont(Page, diagram::font(12.5, QFont::DemiBold));
    group->setForeground(Page, color);
    group->setData(Page, indexRole, -1);
    group->setSizeHint(Page, QSize(0, pageHeight));
    group->setFirstColumnSpanned(true);
    group->setExpanded(isOpen);
    return group;
}

void PlanList::addPage(QTreeWidgetItem *group, qsizetype index, const QString &path, const QStringList &cells)
{
    auto *item = new QTreeWidgetItem(group, cells);
    item->setData(Page, indexRole, index);
    item->setData(Page, pathRole, path);
    for (int column = 0; column < cells.size(); ++column)
        item->setToolTip(column, cells.at(column));
    item->setForeground(Document, currentTheme().muted);
    item->setSizeHint(Page, QSize(0, pageHeight));
}

void PlanList::showPlan(const publish::Plan &plan)
{
    const QSignalBlocker quiet(this);
    const auto *before = currentItem();
    const QString path = before ? before->data(Page, pathRole).toString() : QString();
    clear();
    for (const Action action : inOrder()) {
        if (plan.count(action) == 0)
            continue;
        auto *group = addGroup(actionText(action), actionColor(action), plan.count(action), false);
        group->setData(Page, actionRole, int(action));
        for (qsizetype i = 0; i < plan.items.size(); ++i) {
            const PlanItem &item = plan.items.at(i);
            if (item.action == action)
                addPage(group, i, item.path, {item.title, item.path, whyOf(item)});
        }
        group->setExpanded(action != Action::Skip);
    }
    auto *now = itemOf(path);
    if (!now)
        now = topLevelItemCount() > 0 ? topLevelItem(0)->child(0) : nullptr;
    if (now)
        setCurrentItem(now);
    if (now && now->parent() == topLevelItem(0))
        scrollToTop(); // with the line of its group
}

void PlanList::showChoices(const publish::Plan &plan)
{
    for (qsizetype i = 0; i < plan.items.size(); ++i) {
        const PlanItem &item = plan.items.at(i);
        if (item.action != Action::Conflict && item.action != Action::Orphan)
            continue;
        if (auto *row = itemOf(item.path)) {
            row->setText(Why, whyOf(item));
            row->setToolTip(Why, whyOf(item));
        }
    }
}

void PlanList::showReport(const publish::PublishReport &report)
{
    const QSignalBlocker quiet(this);
    clear();
    const auto add = [&](const QString &text, const QColor &color, const auto &isIn) {
        const auto count = std::ranges::count_if(report.outcomes, isIn);
        if (count == 0)
            return;
        auto *group = addGroup(text, color, count, true);
        for (qsizetype i = 0; i < report.outcomes.size(); ++i) {
            const publish::Outcome &outcome = report.outcomes.at(i);
            if (!isIn(outcome))
                continue;
            addPage(group, i, outcome.path,
                    {outcome.title, outcome.path,
                     outcome.error ? outcome.error->message : outcome.url.toDisplayString()});
            if (!outcome.error)
                group->child(group->childCount() - 1)->setForeground(Why, currentTheme().accent);
        }
        group->setExpanded(true);
    };
    add(tr("✕ Not done"), currentTheme().removed,
        [](const publish::Outcome &outcome) { return outcome.error.has_value(); });
    for (const Action action : inOrder())
        add(doneText(action), actionColor(action),
            [action](const publish::Outcome &outcome) { return !outcome.error && outcome.action == action; });
    if (topLevelItemCount() > 0)
        setCurrentItem(topLevelItem(0)->child(0));
}

qsizetype PlanList::currentIndex() const
{
    const auto *item = currentItem();
    return item ? item->data(Page, indexRole).toLongLong() : -1;
}

QTreeWidgetItem *PlanList::itemOf(const QString &path) const
{
    if (path.isEmpty())
        return nullptr;
    for (int i = 0; i < topLevelItemCount(); ++i) {
        auto *group = topLevelItem(i);
        for (int row = 0; row < group->childCount(); ++row) {
            if (group->child(row)->data(Page, pathRole).toString() == path)
                return group->child(row);
        }
    }
    return nullptr;
}

QString PlanList::textOf(const QTreeWidgetItem *item)
{
    return item ? QStringList{item->text(Page), item->text(Document), item->text(Why)}.join(u" | "_s)
                : QString();
}

void PlanList::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::PaletteChange)
        colour();
    QTreeWidget::changeEvent(event);
}

void PlanList::colour()
{
    for (int i = 0; i < topLevelItemCount(); ++i) {
        auto *group = topLevelItem(i);
        const QVariant action = group->data(Page, actionRole);
        if (action.isValid())
            group->setForeground(Page, actionColor(Action(action.toInt())));
        for (int row = 0; row < group->childCount(); ++row)
            group->child(row)->setForeground(Document, currentTheme().muted);
    }
}

} // namespace gp::views

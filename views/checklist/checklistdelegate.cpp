// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "views/checklist/checklistdelegate.h"

#include "views/checklist/checklistmodel.h"
#include "views/style/appearance.h"

#include <QPainter>
#include <QTableView>

using namespace Qt::StringLiterals;

namespace gp::views {

namespace {

constexpr int margin = 9;
constexpr double fontPixels = 12.5;
constexpr double badgePixels = 11;
constexpr int signSize = 10;
constexpr int signWide = 14; // with the gap after it

} // namespace

ChecklistDelegate::ChecklistDelegate(CellEditing editing, const ChecklistModel &model, QObject *parent)
    : CellDelegate(std::move(editing), parent)
    , m_model(model)
{
}

void ChecklistDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                              const QModelIndex &index) const
{
    painter->save();
    painter->setClipRect(option.rect);
    paintGround(painter, option, index);
    if (m_model.groupAt(index.row()))
        paintGroup(painter, option, index);
    else if (index.column() == ChecklistModel::AnswerColumn)
        paintAnswer(painter, option.rect.adjusted(margin, 0, -margin, 0), index);
    else
        paintText(painter, option.rect.adjusted(margin, 0, -margin, 0), index);
    painter->restore();
}

void ChecklistDelegate::paintGround(QPainter *painter, const QStyleOptionViewItem &option,
                                    const QModelIndex &index) const
{
    const auto &theme = currentTheme();
    const auto *view = qobject_cast<const QTableView *>(option.widget);
    const auto current = view ? view->currentIndex() : QModelIndex();
    const bool isCurrentRow = current.isValid() && current.row() == index.row();
    const bool isGroup = m_model.groupAt(index.row()) != nullptr;
    if (option.state & QStyle::State_Selected)
        painter->fillRect(option.rect, theme.selection);
    else if (isCurrentRow)
        painter->fillRect(option.rect, diagram::blend(theme.selection, theme.panel, 0.45));
    else if (isGroup)
        painter->fillRect(option.rect, theme.window);
    painter->fillRect(QRect(option.rect.left(), option.rect.bottom(), option.rect.width(), 1), theme.line);
    if (!isCurrentRow || !view || !view->hasFocus())
        return;
    // The line that keys are about has a bar at its left, and the cell that Enter edits a frame.
    if (index.column() == 0)
        painter->fillRect(QRect(option.rect.left(), option.rect.top(), 3, option.rect.height() - 1),
                          theme.accent);
    if (isGroup || current.column() != index.column() || !index.flags().testFlag(Qt::ItemIsEditable))
        return;
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(QPen(theme.accent, 1.5));
    painter->setBrush(Qt::NoBrush);
    painter->drawRoundedRect(QRectF(option.rect).adjusted(1.25, 1.25, -1.25, -2.25), 4, 4);
}

void ChecklistDelegate::paintGroup(QPainter *painter, const QStyleOptionViewItem &option,
                                   const QModelIndex &index) const
{
    // One line across the columns: each cell paints its piece of it.
    const auto &theme = currentTheme();
    const auto *view = qobject_cast<const QTableView *>(option.widget);
    const auto *group = m_model.groupAt(index.row());
    if (!view)
        return;
    int width = 0;
    for (int column = 0; column < ChecklistModel::ColumnCount; ++column)
        width += view->columnWidth(column);
    QRect area(view->columnViewportPosition(0) + margin, option.rect.top(), width - 2 * margin,
               option.rect.height());
    const auto write = [&](const QString &text, const QFont &font, const QColor &color, int gapAfter) {
        painter->setFont(font);
        painter->setPen(color);
        const QFontMetrics metrics(font);
        painter->drawText(area, Qt::AlignLeft | Qt::AlignVCenter,
                          metrics.elidedText(text, Qt::ElideRight, area.width()));
        area.setLeft(area.left() + metrics.horizontalAdvance(text) + gapAfter);
    };
    write(group->isFolded ? u"▸"_s : u"▾"_s, diagram::font(fontPixels), theme.muted, 8);
    write(group->title, diagram::font(fontPixels, QFont::DemiBold), theme.text, 8);
    write(group->about, diagram::font(fontPixels), theme.muted, 24);
    for (const Answer answer : allAnswers) {
        const int count = group->counts.of(answer);
        if (count == 0)
            continue;
        paintSign(*painter, QRectF(area.left(), area.center().y() - signSize / 2.0, signSize, signSize),
                  answer, colorOf(answer, theme));
        area.setLeft(area.left() + signWide);
        write(u"%1 %2"_s.arg(count).arg(shortWordOf(answer)),
              diagram::tabularFont(badgePixels, QFont::Medium), colorOf(answer, theme), 14);
    }
}

void ChecklistDelegate::paintAnswer(QPainter *painter, const QRect &area, const QModelIndex &index) const
{
    const auto &theme = currentTheme();
    const auto answer = Answer(index.data(ChecklistModel::AnswerRole).toInt());
    const auto color = colorOf(answer, theme);
    const QFont font = diagram::font(badgePixels, QFont::DemiBold);
    const QString text = shortWordOf(answer);
    QRect badge(area.left(), 0, signWide + QFontMetrics(font).horizontalAdvance(text) + 18, 20);
    badge.moveTop(area.center().y() - badge.height() / 2);
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(Qt::NoPen);
    painter->setBrush(theme.tint(color, theme.panel));
    painter->drawRoundedRect(badge, 10, 10);
    painter->setFont(font);
    painter->setPen(theme.badgeText(color));
    paintSign(*painter,
              QRectF(badge.left() + 9, badge.center().y() + 0.5 - signSize / 2.0, signSize, signSize), answer,
              theme.badgeText(color));
    painter->drawText(badge.adjusted(9 + signWide, 0, 0, 0), Qt::AlignLeft | Qt::AlignVCenter, text);
}

void ChecklistDelegate::paintText(QPainter *painter, const QRect &area, const QModelIndex &index) const
{
    const auto &theme = currentTheme();
    const bool isId = index.column() == ChecklistModel::Item;
    QFont font = diagram::tabularFont(fontPixels, isId ? QFont::DemiBold : QFont::Normal);
    painter->setFont(font);
    const QFontMetrics metrics(font);
    QRect rest = area;
    const auto write = [&](const QString &text, const QColor &color) {
        painter->setPen(color);
        painter->drawText(rest, Qt::AlignLeft | Qt::AlignVCenter,
                          metrics.elidedText(text, Qt::ElideRight, rest.width()));
        rest.setLeft(rest.left() + metrics.horizontalAdvance(text));
    };
    const QString text = index.data().toString().simplified();
    const QString source = index.data(ChecklistModel::SourceRole).toString();
    if (!source.isEmpty())
        write(text.isEmpty() ? source : QString(source + u" · "_s), theme.muted);
    if (rest.width() > 0)
        write(text, index.data(ChecklistModel::OverdueRole).toBool() ? theme.removed : theme.text);
}

} // namespace gp::views

// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "views/tree/treedelegate.h"

#include "views/style/appearance.h"
#include "views/style/states.h"
#include "views/tree/modeltree.h"

using namespace Qt::StringLiterals;

namespace gp::views {

namespace {
constexpr int rowHeight = 26;
constexpr int squareSize = 8;
} // namespace

QSize TreeDelegate::sizeHint(const QStyleOptionViewItem &, const QModelIndex &) const
{
    return {40, rowHeight};
}

void TreeDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                         const QModelIndex &index) const
{
    const auto *view = qobject_cast<const QTreeView *>(option.widget);
    const auto &theme = currentTheme();
    const bool isHeading = index.data(ModelTree::HeadingRole).toBool();
    const auto state = compare::State(index.data(ModelTree::StateRole).toInt());
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    QRect rect = option.rect.adjusted(isHeading ? 0 : -12, 0, -10, 0);
    if (!isHeading) {
        const QColor color = theme.kindColor(index.data(ModelTree::KindRole).toString());
        const QRectF square(rect.left(), rect.center().y() - squareSize / 2.0 + 0.5, squareSize, squareSize);
        painter->setPen(Qt::NoPen);
        painter->setBrush(color);
        painter->drawRoundedRect(square, 2, 2);
        rect.setLeft(rect.left() + squareSize + 8);
    }
    const QString sign = compare::signOf(state);
    if (!sign.isEmpty()) {
        painter->setFont(diagram::font(12.5, QFont::DemiBold));
        painter->setPen(colorOf(state, theme));
        painter->drawText(rect, Qt::AlignRight | Qt::AlignVCenter, sign);
        rect.setRight(rect.right() - 16);
    }
    if (const QVariant mark = index.data(ModelTree::MarkRole); mark.isValid()) {
        const auto worst = rules::Severity(mark.toInt());
        const QColor color = worst == rules::Severity::Error     ? theme.removed
                             : worst == rules::Severity::Warning ? theme.changed
                                                                 : theme.accent;
        // A triangle for what has to be done, a ring for a hint: not by colour alone.
        const QRectF box(rect.right() - 9, rect.center().y() - 3.5, 9, 8);
        painter->setPen(worst == rules::Severity::Info ? QPen(color, 1.4) : QPen(Qt::NoPen));
        painter->setBrush(worst == rules::Severity::Info ? QBrush(Qt::NoBrush) : QBrush(color));
        if (worst == rules::Severity::Info)
            painter->drawEllipse(box.center(), 3, 3);
        else
            painter->drawPolygon(
                QPolygonF({box.bottomLeft(), {box.center().x(), box.top()}, box.bottomRight()}));
        rect.setRight(rect.right() - 16);
    }
    QString text = index.data().toString();
    if (isHeading && view && !view->isExpanded(index) && index.model()->hasChildren(index))
        text += u" · %1"_s.arg(index.model()->rowCount(index));
    QFont font = diagram::font(12.5, isHeading ? QFont::DemiBold : QFont::Normal);
    font.setStrikeOut(state == compare::State::Removed || state == compare::State::Replaced);
    painter->setFont(font);
    painter->setPen(theme.text);
    painter->drawText(rect, Qt::AlignLeft | Qt::AlignVCenter,
                      QFontMetrics(font).elidedText(text, Qt::ElideRight, rect.width()));
    if (option.state & QStyle::State_HasFocus && view && view->hasFocus()) {
        painter->setPen(theme.accent);
        painter->setBrush(Qt::NoBrush);
        painter->drawRoundedRect(
            QRectF(1.5, option.rect.top() + 0.5, view->viewport()->width() - 3, option.rect.height() - 1), 4,
            4);
    }
    painter->restore();
}

void BandTree::drawRow(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    if (selectionModel()->isSelected(index))
        painter->fillRect(QRect(0, option.rect.top(), viewport()->width(), option.rect.height()),
                          currentTheme().selection);
    QTreeView::drawRow(painter, option, index);
}

} // namespace gp::views

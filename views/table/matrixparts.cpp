// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "views/table/matrixparts.h"

#include "core/compare/gap.h"
#include "views/style/appearance.h"
#include "views/style/states.h"
#include "views/table/matrixmodel.h"

#include <QPainter>
#include <QTableView>

namespace gp::views {

namespace {

constexpr int longestTitle = 150;
constexpr int longestRow = 220;

QModelIndex currentOf(const QWidget *widget)
{
    const auto *view = qobject_cast<const QAbstractItemView *>(widget);
    return view ? view->currentIndex() : QModelIndex();
}

} // namespace

MatrixHeader::MatrixHeader(Qt::Orientation orientation, QWidget *parent)
    : QHeaderView(orientation, parent)
{
    setSectionResizeMode(QHeaderView::Fixed);
    setMinimumSectionSize(28);
    setDefaultSectionSize(orientation == Qt::Horizontal ? 32 : 28);
}

void MatrixHeader::paintSection(QPainter *painter, const QRect &rect, int section) const
{
    const auto &theme = currentTheme();
    const bool isUpright = orientation() == Qt::Horizontal;
    const auto current = currentOf(parentWidget());
    const bool isCurrent = (isUpright ? current.column() : current.row()) == section;
    const QFont drawn = diagram::font(12, isCurrent ? QFont::DemiBold : QFont::Normal);
    painter->save();
    painter->fillRect(rect, theme.panel);
    painter->setPen(theme.line);
    painter->drawLine(rect.bottomLeft(), rect.bottomRight());
    painter->setFont(drawn);
    painter->setPen(model()->headerData(section, orientation(), Qt::ForegroundRole).value<QColor>());
    QRect area = rect.adjusted(12, 0, -8, 0);
    if (isUpright) {
        painter->translate(rect.left(), rect.bottom());
        painter->rotate(-90);
        area = QRect(8, 0, rect.height() - 16, rect.width());
    }
    const QString text = model()->headerData(section, orientation()).toString();
    painter->drawText(area, Qt::AlignLeft | Qt::AlignVCenter,
                      QFontMetrics(drawn).elidedText(text, Qt::ElideRight, area.width()));
    painter->restore();
}

QSize MatrixHeader::sectionSizeFromContents(int section) const
{
    const QString text = model()->headerData(section, orientation()).toString();
    const int width = QFontMetrics(diagram::font(12, QFont::DemiBold)).horizontalAdvance(text);
    return orientation() == Qt::Horizontal ? QSize(defaultSectionSize(), std::min(width, longestTitle) + 18)
                                           : QSize(std::min(width, longestRow) + 24, defaultSectionSize());
}

void MatrixDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                           const QModelIndex &index) const
{
    const auto &theme = currentTheme();
    const auto current = currentOf(option.widget);
    const bool isCurrent = current == index;
    const bool isOnCross =
        current.isValid() && (current.row() == index.row() || current.column() == index.column());
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    const QRect area = option.rect.adjusted(0, 0, -1, -1);
    if (index.data(MatrixModel::IllegalRole).toBool())
        painter->fillRect(area, diagram::blend(theme.line, theme.panel, isOnCross ? 0.8 : 0.55));
    else if (isOnCross)
        painter->fillRect(area, diagram::blend(theme.selection, theme.panel, isCurrent ? 1.0 : 0.45));
    painter->setPen(diagram::blend(theme.line, theme.panel, 0.7));
    painter->drawLine(option.rect.bottomLeft(), option.rect.bottomRight());
    painter->drawLine(option.rect.topRight(), option.rect.bottomRight());
    const auto state = index.data(MatrixModel::StateRole);
    const QPointF centre = QRectF(area).center();
    if (state.isValid()) {
        const auto what = compare::State(state.toInt());
        const QString sign = compare::signOf(what);
        if (sign.isEmpty()) {
            painter->setPen(Qt::NoPen);
            painter->setBrush(theme.accent);
            painter->drawEllipse(centre, 5, 5);
        } else {
            painter->setFont(diagram::font(15, QFont::Bold));
            painter->setPen(colorOf(what, theme));
            painter->drawText(area, Qt::AlignCenter, sign);
        }
    }
    if (isCurrent && option.widget && option.widget->hasFocus()) {
        painter->setPen(QPen(theme.accent, 1.5));
        painter->setBrush(Qt::NoBrush);
        painter->drawRoundedRect(QRectF(area).adjusted(1, 1, -1, -1), 4, 4);
    }
    painter->restore();
}

} // namespace gp::views

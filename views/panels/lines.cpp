// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "views/panels/lines.h"

#include "views/style/appearance.h"

#include <QKeyEvent>
#include <QPainter>
#include <QPainterPath>

using namespace Qt::StringLiterals;

namespace gp::views {

namespace {

QColor colorOf(Tone tone, const diagram::Theme &theme)
{
    switch (tone) {
    case Tone::Muted:
        return theme.muted;
    case Tone::Added:
        return theme.added;
    case Tone::Removed:
        return theme.removed;
    case Tone::Changed:
        return theme.changed;
    case Tone::Accent:
        return theme.accent;
    case Tone::Text:
        break;
    }
    return theme.text;
}

constexpr int laneWidth = 14;
constexpr int mostLanes = 8; // what is further to the right is drawn there

/// Draws a line's rails and returns how wide they are.
int drawRails(QPainter *painter, const QRect &area, const Line &line, int lanes)
{
    const auto &rails = line.rails;
    if (rails.lane < 0)
        return 0;
    const auto &theme = currentTheme();
    const auto x = [&](int lane) { return area.left() + 5.0 + laneWidth * std::min(lane, mostLanes - 1); };
    const double top = area.top();
    const double bottom = area.bottom() + 1;
    const QPointF dot(x(rails.lane), (top + bottom) / 2);
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setBrush(Qt::NoBrush);
    painter->setPen(QPen(diagram::blend(theme.muted, theme.panel, 0.45), 1.4));
    for (const int lane : rails.passing)
        painter->drawLine(QPointF(x(lane), top), QPointF(x(lane), bottom));
    if (rails.fromAbove)
        painter->drawLine(QPointF(dot.x(), top), dot);
    if (rails.goesOn)
        painter->drawLine(dot, QPointF(dot.x(), bottom));
    for (const int lane : rails.joining) {
        QPainterPath path(QPointF(x(lane), top));
        path.cubicTo(QPointF(x(lane), dot.y()), QPointF(x(lane), dot.y()), dot);
        painter->drawPath(path);
    }
    const QColor ink = line.isCurrent ? theme.accent : theme.muted;
    painter->setPen(QPen(ink, 1.5));
    painter->setBrush(rails.isFilled ? ink : theme.panel);
    const double radius = line.isCurrent ? 4.5 : 3.2;
    painter->drawEllipse(dot, radius, radius);
    painter->restore();
    return laneWidth * std::min(lanes, mostLanes) + 4;
}

class LineDelegate : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    QSize sizeHint(const QStyleOptionViewItem &, const QModelIndex &) const override { return {100, 28}; }

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        const auto *model = qobject_cast<const LinesModel *>(index.model());
        if (!model)
            return;
        const Line &line = model->lines()[index.row()];
        const auto &theme = currentTheme();
        painter->save();
        if (option.state & QStyle::State_Selected)
            painter->fillRect(option.rect, theme.selection);
        QRect area = option.rect.adjusted(16, 0, -16, 0);
        area.setLeft(area.left() + drawRails(painter, area, line, model->laneCount()));
        if (line.isFaded)
            painter->setOpacity(0.7);
        const QFont normal = diagram::font(12.5);
        const QFont strong = diagram::font(12.5, QFont::DemiBold);
        const QFont figures = diagram::tabularFont(12);
        if (!line.right.isEmpty()) {
            const int width = QFontMetrics(figures).horizontalAdvance(line.right);
            painter->setFont(figures);
            painter->setPen(theme.muted);
            painter->drawText(area, Qt::AlignRight | Qt::AlignVCenter, line.right);
            area.setRight(area.right() - width - 16);
        }
        const auto write = [&](const QString &text, const QFont &font, const QColor &color) {
            if (text.isEmpty() || area.width() < 12)
                return;
            painter->setFont(font);
            painter->setPen(color);
            const QFontMetrics metrics(font);
            const QString shown = metrics.elidedText(text, Qt::ElideRight, area.width());
            painter->drawText(area, Qt::AlignLeft | Qt::AlignVCenter, shown);
            area.setLeft(area.left() + metrics.horizontalAdvance(shown) + 5);
        };
        write(line.lead, strong, colorOf(line.tone, theme));
        write(line.text, line.isCurrent ? strong : normal, theme.text);
        write(line.suffix, normal, theme.muted);
        if (option.state & QStyle::State_HasFocus) {
            painter->setRenderHint(QPainter::Antialiasing);
            painter->setPen(theme.accent);
            painter->drawRoundedRect(QRectF(option.rect).adjusted(2.5, 1.5, -2.5, -1.5), 4, 4);
        }
        painter->restore();
    }
};

} // namespace

void LinesModel::setLines(const QList<Line> &lines)
{
    if (lines == m_lines)
        return;
    m_lanes = 0;
    for (const auto &line : lines) {
        m_lanes = std::max(m_lanes, line.rails.lane + 1);
        for (const int lane : line.rails.passing)
            m_lanes = std::max(m_lanes, lane + 1);
        for (const int lane : line.rails.joining)
            m_lanes = std::max(m_lanes, lane + 1);
    }
    if (lines.size() == m_lines.size()) {
        m_lines = lines;
        Q_EMIT dataChanged(index(0), index(int(lines.size()) - 1));
        return;
    }
    // By what the lines stand for: a look at both ends finds what came or went, and the rest is repainted.
    const auto same = [](const Line &a, const Line &b) { return a.id == b.id; };
    const auto [oldFirst, newFirst] = std::ranges::mismatch(std::as_const(m_lines), lines, same);
    const int head = int(oldFirst - m_lines.cbegin());
    int tail = 0;
    const int most = int(std::min(m_lines.size(), lines.size())) - head;
    while (tail < most && same(m_lines[m_lines.size() - 1 - tail], lines[lines.size() - 1 - tail]))
        ++tail;
    const int gone = int(m_lines.size()) - head - tail;
    const int come = int(lines.size()) - head - tail;
    if (gone > 0) {
        beginRemoveRows({}, head, head + gone - 1);
        m_lines.remove(head, gone);
        endRemoveRows();
    }
    if (come > 0)
        beginInsertRows({}, head, head + come - 1);
    m_lines = lines;
    if (come > 0)
        endInsertRows();
    if (!m_lines.isEmpty())
        Q_EMIT dataChanged(index(0), index(int(m_lines.size()) - 1));
}

int LinesModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_lines.size());
}

QVariant LinesModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || index.row() >= m_lines.size())
        return {};
    const Line &line = m_lines[index.row()];
    switch (role) {
    case Qt::DisplayRole: {
        QStringList parts = {line.lead, line.text, line.suffix};
        parts.removeAll(QString());
        return parts.join(u' ');
    }
    case Qt::ToolTipRole:
        return line.tip.isEmpty() ? QVariant() : QVariant(line.tip);
    case Qt::UserRole:
        return line.id;
    default:
        return {};
    }
}

LinesView::LinesView(const QString &accessibleName, QWidget *parent)
    : QListView(parent)
    , m_model(new LinesModel(this))
{
    setModel(m_model);
    setItemDelegate(new LineDelegate(this));
    setAccessibleName(accessibleName);
    setFrameShape(QFrame::NoFrame);
    setUniformItemSizes(true);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    connect(this, &QListView::clicked, this,
            [this](const QModelIndex &index) { Q_EMIT picked(index.data(Qt::UserRole).toLongLong()); });
    connect(this, &QListView::doubleClicked, this,
            [this](const QModelIndex &index) { Q_EMIT opened(index.data(Qt::UserRole).toLongLong()); });
}

void LinesView::setEmptyText(const QString &text)
{
    m_emptyText = text;
    viewport()->update();
}

void LinesView::paintEvent(QPaintEvent *event)
{
    QListView::paintEvent(event);
    if (m_model->rowCount() > 0 || m_emptyText.isEmpty())
        return;
    QPainter painter(viewport());
    painter.setPen(currentTheme().muted);
    painter.drawText(viewport()->rect().adjusted(16, 8, -16, -8),
                     Qt::AlignTop | Qt::AlignLeft | Qt::TextWordWrap, m_emptyText);
}

void LinesView::keyPressEvent(QKeyEvent *event)
{
    const bool isEnter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (isEnter && currentIndex().isValid()) {
        const auto id = currentIndex().data(Qt::UserRole).toLongLong();
        Q_EMIT picked(id);
        Q_EMIT opened(id);
        return;
    }
    QListView::keyPressEvent(event);
}

} // namespace gp::views

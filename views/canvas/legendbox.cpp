// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "views/canvas/legendbox.h"

#include "views/canvas/looks.h"
#include "views/style/appearance.h"
#include "views/style/parts.h"

#include <QActionGroup>
#include <QMenu>
#include <QPainter>
#include <QToolButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace gp::views {

namespace {

/// A swatch, a word, a number.
class Entry : public QWidget
{
public:
    Entry(diagram::LegendEntry entry, QWidget *parent)
        : QWidget(parent)
        , m_entry(std::move(entry))
    {
        setFixedHeight(18);
        setAccessibleName(u"%1: %2"_s.arg(m_entry.text).arg(m_entry.count));
        constexpr int besideText = 64;
        constexpr int widest = 200;
        setMinimumWidth(std::min(widest, fontMetrics().horizontalAdvance(m_entry.text) + besideText));
    }

protected:
    void paintEvent(QPaintEvent *) override
    {
        const auto &theme = currentTheme();
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(Qt::NoPen);
        painter.setBrush(theme.kindColor(m_entry.colour));
        painter.drawRoundedRect(QRectF(0, 4, 10, 10), 3, 3);
        const QString number = QString::number(m_entry.count);
        const int numberWidth = fontMetrics().horizontalAdvance(number);
        painter.setPen(theme.muted);
        painter.drawText(rect(), Qt::AlignRight | Qt::AlignVCenter, number);
        painter.setPen(theme.text);
        const QRect room = rect().adjusted(18, 0, -numberWidth - 10, 0);
        painter.drawText(room, Qt::AlignLeft | Qt::AlignVCenter,
                         fontMetrics().elidedText(m_entry.text, Qt::ElideRight, room.width()));
    }

private:
    diagram::LegendEntry m_entry;
};

constexpr std::array allColours{diagram::ColourBy::Kind,     diagram::ColourBy::Tier,
                                diagram::ColourBy::Owner,    diagram::ColourBy::State,
                                diagram::ColourBy::Findings, diagram::ColourBy::Cost};

} // namespace

LegendBox::LegendBox(QWidget *parent)
    : QFrame(parent)
    , m_colours(new QToolButton(this))
    , m_entries(new QWidget(this))
    , m_column(new QVBoxLayout(m_entries))
    , m_hidden(new Link({}, this))
{
    setObjectName(u"popup"_s);
    setAttribute(Qt::WA_StyledBackground);
    setAccessibleName(tr("Legend"));
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(10, 4, 10, 4);
    column->setSpacing(4);
    setLook(m_colours, u"words"_s);
    column->addWidget(m_colours, 0, Qt::AlignLeft);
    column->addWidget(m_entries);
    column->addWidget(m_hidden);
    m_column->setContentsMargins(0, 0, 0, 4);
    m_entries->setVisible(false);
    m_column->setSpacing(2);
    m_colours->setAutoRaise(true);
    m_colours->setFocusPolicy(Qt::TabFocus);
    m_colours->setPopupMode(QToolButton::InstantPopup);
    m_colours->setToolTip(tr("What the colours of the cards tell"));
    auto *menu = new QMenu(m_colours);
    auto *group = new QActionGroup(menu);
    for (const auto by : allColours) {
        auto *action = menu->addAction(capitalisedText(by));
        action->setCheckable(true);
        action->setData(int(by));
        group->addAction(action);
        connect(action, &QAction::triggered, this, [this, by] { Q_EMIT colourByWanted(by); });
    }
    menu->addSeparator();
    connect(menu->addAction(tr("Unfold the legend")), &QAction::triggered, this,
            [this] { setOpen(!m_isOpen); });
    m_colours->setMenu(menu);
    m_hidden->setToolTip(tr("Show everything in this view again"));
    connect(m_hidden, &Link::clicked, this, &LegendBox::showAllWanted);
    m_hidden->hide();
}

QString LegendBox::capitalisedText(diagram::ColourBy by)
{
    return tr("Colours %1").arg(looks::textOf(by));
}

void LegendBox::show(const diagram::Scene &scene, diagram::ColourBy by)
{
    m_colours->setText(capitalisedText(by) + u" ▾"_s);
    m_colours->setAccessibleName(capitalisedText(by));
    for (auto *action : m_colours->menu()->actions()) {
        if (action->isCheckable())
            action->setChecked(action->data().toInt() == int(by));
    }
    m_hidden->setText(tr("%n hidden · show all", nullptr, scene.hidden));
    m_hidden->setVisible(scene.hidden > 0);
    if (m_shown != scene.legend)
        fill(scene.legend);
    if (m_by != by) {
        // The kinds are coloured in the tree, too; all else needs to be told.
        m_by = by;
        setOpen(by != diagram::ColourBy::Kind);
    }
    setVisible(!scene.compare &&
               (scene.legend.size() > 1 || by != diagram::ColourBy::Kind || scene.hidden > 0));
    adjustSize();
    Q_EMIT sizeChanged();
}

void LegendBox::fill(const QList<diagram::LegendEntry> &entries)
{
    m_shown = entries;
    while (auto *item = m_column->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    for (const auto &entry : entries)
        m_column->addWidget(new Entry(entry, m_entries));
    m_entries->adjustSize();
}

void LegendBox::setOpen(bool open)
{
    m_isOpen = open;
    m_entries->setVisible(open);
    m_colours->menu()->actions().last()->setText(open ? tr("Fold the legend away") : tr("Unfold the legend"));
    layout()->activate();
    adjustSize();
    Q_EMIT sizeChanged();
}

} // namespace gp::views

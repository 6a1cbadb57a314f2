// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "views/compare/canvaspair.h"

#include "views/compare/divider.h"
#include "views/style/appearance.h"
#include "views/style/parts.h"

#include <QPainter>

using namespace Qt::StringLiterals;

namespace gp::views {

namespace {

constexpr int chipGap = 12;

QLabel *chip(QWidget *parent)
{
    auto *label = textLabel({}, u"chip"_s, parent);
    label->setWordWrap(false);
    label->setAttribute(Qt::WA_TransparentForMouseEvents);
    label->hide();
    return label;
}

} // namespace

CanvasPair::CanvasPair(CompareLook &look, QWidget *parent)
    : QWidget(parent)
    , m_look(look)
    , m_later(new Canvas(this))
    , m_earlier(new Canvas(this))
    , m_divider(new Divider(this))
    , m_earlierChip(chip(this))
    , m_laterChip(chip(this))
{
    setFocusProxy(m_later);
    setMinimumSize(m_later->minimumSize());
    m_earlier->hide();
    m_divider->hide();
    link(m_later, m_earlier);
    link(m_earlier, m_later);
    m_prepare.setSingleShot(true);
    m_prepare.setInterval(90);
    connect(&m_prepare, &QTimer::timeout, this, &CanvasPair::prepareHidden);
    connect(&look, &CompareLook::wayChanged, this, &CanvasPair::arrange);
    connect(&look, &CompareLook::blinked, this, &CanvasPair::arrange);
    connect(&look, &CompareLook::dividerMoved, this, &CanvasPair::placeMask);
    connect(m_divider, &Divider::wanted, this,
            [this](int x) { m_look.setDivider(double(x) / std::max(1, width())); });
    connect(m_divider, &Divider::left, m_later, [this] { m_later->setFocus(Qt::OtherFocusReason); });
}

void CanvasPair::link(Canvas *from, Canvas *to)
{
    connect(from, &Canvas::cameraChanged, to, [this, from, to] {
        if (m_isSplit)
            to->followCamera(from->camera());
        m_prepare.start();
    });
    connect(from, &Canvas::hovered, to, [this, to](ElementId card, RelationId edge) {
        if (m_isSplit)
            to->setHovered(card, edge);
    });
}

void CanvasPair::showOne(ScenePtr scene)
{
    m_isSplit = false;
    m_later->setScene(std::move(scene));
    arrange();
}

void CanvasPair::showBoth(ScenePtr earlier, ScenePtr later, const QString &earlierName,
                          const QString &laterName)
{
    m_isSplit = true;
    m_earlierChip->setText(earlierName);
    m_laterChip->setText(laterName);
    m_later->setScene(std::move(later));
    m_earlier->followCamera(m_later->camera());
    m_earlier->setScene(std::move(earlier));
    arrange();
}

QList<Canvas *> CanvasPair::shown() const
{
    if (!m_isSplit || m_look.way() == Way::Overlay)
        return {m_later};
    if (m_look.way() == Way::Blink)
        return {m_look.showsEarlier() ? m_earlier : m_later};
    return {m_earlier, m_later};
}

bool CanvasPair::isBusy() const
{
    return m_later->isBusy() || (m_isSplit && (m_earlier->isBusy() || m_prepare.isActive()));
}

int CanvasPair::dividerX() const
{
    return qRound(m_look.divider() * width());
}

void CanvasPair::arrange()
{
    const bool isHalved = m_isSplit && m_look.way() == Way::SideBySide;
    // Who saw all of it wants to see all of it in half the room, too.
    const bool fitsAnew = isHalved != m_isHalved && m_later->isFitted();
    m_isHalved = isHalved;
    QRect first = rect();
    QRect second = rect();
    if (isHalved) {
        const int half = (width() - 1) / 2; // of one size, else their cameras would part
        first.setWidth(half);
        second = QRect(width() - half, 0, half, height());
    }
    m_later->setGeometry(second);
    m_earlier->setGeometry(first);
    if (m_isSplit)
        m_earlier->followCamera(m_later->camera());
    const bool hadFocus = m_earlier->hasFocus();
    m_divider->setVisible(m_isSplit && m_look.way() == Way::Slider);
    placeMask();
    if (hadFocus && !m_earlier->isVisible())
        m_later->setFocus(Qt::OtherFocusReason);
    if (fitsAnew)
        m_later->fit();
    update();
    m_prepare.start();
}

void CanvasPair::placeMask()
{
    const bool isSlider = m_isSplit && m_look.way() == Way::Slider;
    const int x = dividerX();
    // The whole canvas, of which a part is let through: dragging the line paints nothing anew.
    if (isSlider && x > 0)
        m_earlier->setMask(QRegion(0, 0, x, height()));
    else
        m_earlier->clearMask();
    m_earlier->setVisible(shown().contains(m_earlier) && !(isSlider && x <= 0));
    if (isSlider) {
        m_divider->setFixedHeight(height());
        m_divider->setPosition(x);
        m_divider->setAccessibleDescription(tr("%1 on the left, %2 on the right; it stands at %3 of 100")
                                                .arg(m_earlierChip->text(), m_laterChip->text())
                                                .arg(qRound(m_look.divider() * 100)));
        m_divider->raise();
    }
    placeChips();
}

void CanvasPair::placeChips()
{
    const auto place = [](QLabel *label, QPoint at, bool isVisible) {
        label->adjustSize();
        label->move(at);
        label->setVisible(isVisible);
        label->raise();
    };
    // Below: at the top are the titles of frames.
    const int top = height() - chipGap - m_laterChip->sizeHint().height();
    const QPoint left(chipGap, top);
    const QPoint right(width() - chipGap - m_laterChip->sizeHint().width(), top);
    switch (m_isSplit ? m_look.way() : Way::Overlay) {
    case Way::Overlay:
        m_earlierChip->hide();
        m_laterChip->hide();
        return;
    case Way::Blink:
        place(m_earlierChip, left, m_look.showsEarlier());
        place(m_laterChip, left, !m_look.showsEarlier());
        return;
    case Way::Slider:
        place(m_earlierChip, left, dividerX() > chipGap * 2 + m_earlierChip->sizeHint().width());
        place(m_laterChip, right, dividerX() < right.x() - chipGap);
        return;
    case Way::SideBySide:
        place(m_earlierChip, left, true);
        place(m_laterChip, m_later->pos() + left, true);
        return;
    }
}

void CanvasPair::prepareHidden()
{
    // Blink is at once only if the other picture is there before the key is pressed.
    if (m_isSplit && m_look.way() == Way::Blink && isVisible())
        (m_look.showsEarlier() ? m_later : m_earlier)->prepare();
}

void CanvasPair::reveal(const QRectF &scene, bool onEarlier)
{
    m_later->reveal(scene);
    if (!m_isSplit || m_look.way() != Way::Slider)
        return;
    constexpr double around = 16;
    const QRectF at = m_later->camera().toWidget(scene).adjusted(-around, 0, around, 0);
    if (onEarlier && at.right() > dividerX())
        m_look.setDivider(at.right() / width());
    else if (!onEarlier && at.left() < dividerX())
        m_look.setDivider(at.left() / width());
}

void CanvasPair::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    arrange();
}

void CanvasPair::paintEvent(QPaintEvent *)
{
    // What is seen of it is the line between two canvases.
    QPainter(this).fillRect(rect(), currentTheme().line);
}

} // namespace gp::views

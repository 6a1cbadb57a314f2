// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "views/review/stageview.h"

#include "views/compare/divider.h"
#include "views/style/appearance.h"
#include "views/style/parts.h"
#include "views/window/settings.h"

#include <QKeyEvent>
#include <QLabel>
#include <QScrollBar>
#include <QStackedLayout>
#include <QTextBrowser>
#include <QVariantAnimation>

#include <cmath>

using namespace Qt::StringLiterals;

namespace gp::views {

namespace {

constexpr int flightMilliseconds = 180;
constexpr double stageMargin = 12;
/// Read from the other end of a table.
constexpr double largestScale = 1.5;

/// On the way from one camera to another: the middle goes straight, the scale by equal factors.
Camera between(const Camera &a, const Camera &b, QSizeF viewport, double at)
{
    if (at >= 1)
        return b;
    const QPointF half(viewport.width() / 2, viewport.height() / 2);
    const QPointF from = a.toScene(half);
    const QPointF to = b.toScene(half);
    Camera camera;
    camera.setScale(a.scale() * std::pow(b.scale() / a.scale(), at), {});
    camera.pan(half - camera.toWidget(from + (to - from) * at));
    return camera;
}

} // namespace

StageView::StageView(Session &session, QWidget *parent)
    : QWidget(parent)
    , m_session(session)
    , m_compare(new CompareLook(session, this))
    , m_pair(new CanvasPair(*m_compare, this))
    , m_text(new QTextBrowser(this))
    , m_notice(textLabel({}, u"muted"_s, this))
    , m_stack(new QStackedLayout(this))
    , m_flight(new QVariantAnimation(this))
{
    m_notice->setAlignment(Qt::AlignCenter);
    m_text->setAccessibleName(tr("Text of the step"));
    m_text->setFrameShape(QFrame::NoFrame);
    m_text->setOpenLinks(false);
    m_text->setFocusPolicy(Qt::NoFocus);
    for (QWidget *page : std::initializer_list<QWidget *>{m_pair, m_text, m_notice})
        m_stack->addWidget(page);
    // The keys are those of the walkthrough, wherever the mouse was last.
    for (auto *canvas : {m_pair->later(), m_pair->earlier()}) {
        canvas->setEditable(false);
        canvas->setAccessibleName(tr("Picture of the step"));
        canvas->installEventFilter(this);
    }
    m_pair->divider()->installEventFilter(this);
    m_flight->setStartValue(0.0);
    m_flight->setEndValue(1.0);
    m_flight->setDuration(flightMilliseconds);
    m_flight->setEasingCurve(QEasingCurve::OutCubic);
    connect(m_flight, &QVariantAnimation::valueChanged, this, [this](const QVariant &at) {
        canvas()->followCamera(between(m_start, m_target, size(), at.toDouble()));
    });
}

bool StageView::eventFilter(QObject *watched, QEvent *event)
{
    const bool isKey = event->type() == QEvent::KeyPress || event->type() == QEvent::KeyRelease;
    const bool isOverride = event->type() == QEvent::ShortcutOverride;
    // The line of the slider is moved with the arrow keys while it has the focus.
    if (watched == m_pair->divider())
        return QWidget::eventFilter(watched, event);
    if (isKey || isOverride) {
        event->ignore(); // goes on to the window
        return true;
    }
    return QWidget::eventFilter(watched, event);
}

void StageView::setNames(const QString &earlier, const QString &later)
{
    m_earlierName = earlier;
    m_laterName = later;
}

bool StageView::isPicture() const
{
    return m_stack->currentWidget() == m_pair;
}

bool StageView::isBusy() const
{
    return isPicture() && (m_pair->isBusy() || isFlying());
}

bool StageView::isFlying() const
{
    return m_flight->state() == QAbstractAnimation::Running;
}

void StageView::showPicture(const StageScenes &scenes, const QSet<ElementId> &focus, Look look, bool fromEnd,
                            bool isFlown)
{
    const bool isSame = isPicture() && m_scenes.both == scenes.both && canvas()->hasCamera();
    m_scenes = scenes;
    m_focus = focus;
    m_look = look;
    for (auto *each : {m_pair->later(), m_pair->earlier()})
        each->setFocusOn(focus);
    arrange();
    split(fromEnd);
    fly(m_parts.value(m_part, m_scenes.both->bounds), isSame && isFlown);
    m_stack->setCurrentWidget(m_pair); // a canvas that is shown without a camera would fit all of it
    Q_EMIT partChanged();
}

void StageView::split(bool fromEnd)
{
    const QSizeF room(width() - 2 * stageMargin, height() - 2 * stageMargin);
    QSet<ElementId> wanted = m_focus;
    if (wanted.isEmpty()) {
        for (const auto &card : m_scenes.both->cards)
            wanted.insert(card.id);
    }
    m_parts = readableParts(*m_scenes.both, wanted, room);
    // Where all of the picture can be read at once, all of it is shown.
    const QRectF all = m_scenes.both->bounds;
    if (!all.isEmpty() &&
        std::min(room.width() / all.width(), room.height() / all.height()) >= readableScale())
        m_parts = {all};
    if (m_parts.isEmpty())
        m_parts = {all};
    m_part = fromEnd ? int(m_parts.size()) - 1 : 0;
}

void StageView::arrange()
{
    switch (m_look) {
    case Look::Overlay:
        m_compare->setWay(Way::Overlay);
        m_pair->showOne(m_scenes.both);
        return;
    case Look::Earlier:
    case Look::Later:
        m_compare->setWay(Way::Blink);
        m_compare->toggle(m_look == Look::Earlier);
        break;
    case Look::Slider:
        m_compare->setWay(Way::Slider);
        break;
    }
    m_pair->showBoth(m_scenes.earlier, m_scenes.later, m_earlierName, m_laterName);
}

void StageView::setLook(Look look)
{
    if (!isPicture() || look == m_look)
        return;
    m_look = look;
    arrange();
}

void StageView::fly(const QRectF &to, bool isFlown)
{
    m_flight->stop();
    m_target.fit(to, size(), stageMargin, largestScale);
    m_start = canvas()->camera();
    if (isFlown && !Settings::reducesMotion() && m_start != m_target) {
        m_flight->start();
        return;
    }
    canvas()->setCamera(m_target);
    m_pair->earlier()->followCamera(m_target);
}

bool StageView::stepPart(int by)
{
    if (!isPicture() || m_part + by < 0 || m_part + by >= m_parts.size())
        return false;
    m_part += by;
    fly(m_parts.at(m_part), true);
    Q_EMIT partChanged();
    return true;
}

bool StageView::showElement(ElementId id)
{
    const auto *card = isPicture() ? m_scenes.both->cardFor(id) : nullptr;
    if (!card)
        return false;
    for (auto *each : {m_pair->later(), m_pair->earlier()}) {
        each->setFocusOn({card->id});
        each->setSelected({card->id}, {});
    }
    constexpr double around = 160;
    fly(card->rect.adjusted(-around, -around, around, around), true);
    return true;
}

void StageView::backToPart()
{
    if (!isPicture())
        return;
    for (auto *each : {m_pair->later(), m_pair->earlier()}) {
        each->setFocusOn(m_focus);
        each->setSelected({}, {});
    }
    fly(m_parts.value(m_part, m_scenes.both->bounds), true);
}

void StageView::zoomBy(double factor)
{
    if (isPicture())
        canvas()->zoomBy(factor);
}

void StageView::expect(const QList<ScenePtr> &scenes)
{
    canvas()->expect(scenes);
}

void StageView::showText(const QString &html)
{
    m_flight->stop();
    m_parts.clear();
    m_part = -1;
    const auto &theme = currentTheme();
    m_text->document()->setDefaultFont(diagram::font(18));
    m_text->document()->setDocumentMargin(4);
    m_text->document()->setDefaultStyleSheet(
        u"h3 { color: %1; font-size: 16px; margin-top: 18px; margin-bottom: 6px; } p { margin: 6px 0; } "
        ".muted { color: %1; } a { color: %2; text-decoration: none; }"_s.arg(theme.muted.name(),
                                                                              theme.accent.name()));
    m_text->setHtml(html);
    m_stack->setCurrentWidget(m_text);
    Q_EMIT partChanged();
}

void StageView::showNotice(const QString &text)
{
    m_flight->stop();
    m_parts.clear();
    m_part = -1;
    m_notice->setText(text);
    m_stack->setCurrentWidget(m_notice);
    Q_EMIT partChanged();
}

void StageView::scrollText(int by)
{
    auto *bar = m_text->verticalScrollBar();
    bar->setValue(bar->value() + by * bar->pageStep() / 2);
}

void StageView::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    if (!isPicture() || m_scenes.isEmpty())
        return;
    split(false);
    fly(m_parts.value(m_part), false);
    Q_EMIT partChanged();
}

} // namespace gp::views

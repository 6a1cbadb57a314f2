// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "views/canvas/viewpage.h"

#include "views/canvas/cardmenu.h"
#include "views/canvas/legendbox.h"
#include "views/canvas/minimap.h"
#include "views/canvas/noteeditor.h"
#include "views/canvas/previewbar.h"
#include "views/canvas/quickcreate.h"
#include "views/canvas/toolbox.h"
#include "views/compare/comparebar.h"
#include "views/compare/divider.h"
#include "views/compare/sides.h"
#include "views/style/appearance.h"
#include "views/style/parts.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QMenu>
#include <QPushButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace gp::views {

ViewPage::ViewPage(Session &session, ViewId view, QWidget *parent)
    : QWidget(parent)
    , m_session(session)
    , m_view(view)
    , m_look(CompareLook::of(session))
    , m_pair(new CanvasPair(m_look, this))
    , m_canvas(m_pair->later())
    , m_barLine(hairline(this))
    , m_compareBar(new CompareBar(session, this))
    , m_note(new QWidget(this))
    , m_noteText(new QLabel(m_note))
    , m_retry(new QPushButton(tr("Try again"), m_note))
    , m_previewBar(new PreviewBar(this))
    , m_create(new QuickCreate(this))
    , m_toolbox(new Toolbox(this))
    , m_legend(new LegendBox(this))
    , m_minimap(new Minimap(m_canvas, this))
    , m_noteEditor(new NoteEditor(m_canvas))
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_pair, 1);
    column->addWidget(m_barLine);
    column->addWidget(m_compareBar);
    setFocusProxy(m_canvas);

    m_note->setObjectName(u"popup"_s);
    m_note->setAttribute(Qt::WA_StyledBackground);
    auto *row = new QHBoxLayout(m_note);
    row->setContentsMargins(14, 8, 14, 8);
    row->addWidget(m_noteText);
    row->addWidget(m_retry);
    m_retry->setAccessibleName(tr("Try the layout again"));
    m_note->hide();

    m_canvas->setJudge([this](ElementId from, ElementId to) {
        return canEdit() ? edits::objectionTo(place(), from, to) : QString();
    });
    m_canvas->setAccessibleName(tr("Canvas: %1").arg(title()));
    m_pair->earlier()->setAccessibleName(tr("Canvas: %1, the earlier state").arg(title()));
    m_pair->earlier()->setEditable(false);
    connect(m_retry, &QPushButton::clicked, this, &ViewPage::startLayout);
    connectCanvas(m_canvas);
    connectCanvas(m_pair->earlier());
    connect(m_create, &QuickCreate::wanted, this, &ViewPage::onWanted);
    connect(&session, &Session::changed, this, &ViewPage::onChanged);
    connect(&session, &Session::metamodelChanged, this, &ViewPage::buildAll);
    connect(&session, &Session::plateauChanged, this, &ViewPage::buildScene);
    connect(&session, &Session::selectionChanged, this, &ViewPage::onSelection);
    connect(m_previewBar, &PreviewBar::kept, this, &ViewPage::keepLayout);
    connect(m_previewBar, &PreviewBar::cancelled, this, &ViewPage::cancelLayout);
    connect(&m_look, &CompareLook::wayChanged, this, &ViewPage::onWay);
    m_idle.setSingleShot(true);
    m_idle.setInterval(300);
    connect(&m_idle, &QTimer::timeout, this, &ViewPage::buildAhead);
    connectLook();
    onSelection();
    buildAll();
}

ViewPage::~ViewPage() = default;

void ViewPage::connectCanvas(Canvas *canvas)
{
    connect(canvas, &Canvas::elementPicked, this, [this](ElementId id) { m_session.select(id); });
    connect(canvas, &Canvas::elementActivated, this, [this](ElementId id) {
        const auto *element = m_session.model().element(id);
        if (element && element->kind == "pipeline"_L1)
            Q_EMIT m_session.openRequested(id);
    });
    connect(canvas, &Canvas::relationPicked, this, [this](RelationId id) { m_session.select(id); });
    connect(canvas, &Canvas::nothingPicked, this, [this] { m_session.select({}); });
    connect(canvas, &Canvas::elementsPicked, this,
            [this](const QList<ElementId> &ids) { m_session.selectElements(ids); });
    connect(canvas, &Canvas::cardsMoved, this, &ViewPage::onMoved);
    connect(canvas, &Canvas::connectionDrawn, this, &ViewPage::onConnection);
    connect(canvas, &Canvas::newElementWanted, this, &ViewPage::askNew);
    connect(canvas, &Canvas::menuWanted, this, [this](QPoint global, QPoint at) {
        auto *menu = new QMenu(this);
        menu->setAttribute(Qt::WA_DeleteOnClose);
        fillCanvasMenu(menu, *this, at);
        menu->popup(global);
    });
    canvas->installEventFilter(this);
}

QString ViewPage::title() const
{
    const auto *view = m_session.model().view(m_view);
    if (!view)
        return {};
    const QString text = view->properties.value("title"_L1).toString();
    return text.isEmpty() ? view->key : text;
}

bool ViewPage::isBusy() const
{
    return m_building.isRunning() || m_sceneing.isRunning() || m_arranging.isRunning() || m_ticket != 0 ||
           m_pair->isBusy();
}

bool ViewPage::isAhead() const
{
    return m_idle.isActive() || m_aheadScene.isRunning() || m_canvas->isAhead();
}

bool ViewPage::contains(ElementId id) const
{
    return m_builder && m_builder->elements().contains(id);
}

bool ViewPage::contains(RelationId id) const
{
    return m_shown.whole && m_shown.whole->edge(id);
}

void ViewPage::onSelection()
{
    const auto *selected = std::get_if<RelationId>(&m_session.selection());
    const RelationId relation = selected ? *selected : RelationId();
    m_canvas->setSelected(m_session.selectedElements(), relation);
    m_pair->earlier()->setSelected(m_session.selectedElements(), relation);
}

void ViewPage::reveal(ElementId id)
{
    m_toReveal = id;
    revealWanted();
}

void ViewPage::reveal(RelationId id)
{
    m_toReveal = id;
    revealWanted();
}

void ViewPage::revealWanted()
{
    // Of both states: what is gone has its place, too.
    const auto whole = wholeScene();
    if (!whole)
        return; // when there is one
    QRectF place;
    if (const auto *element = std::get_if<ElementId>(&m_toReveal)) {
        if (const auto *card = whole->cardFor(*element))
            place = card->rect;
    } else if (const auto *relation = std::get_if<RelationId>(&m_toReveal)) {
        const auto *edge = whole->edge(*relation);
        for (const auto end : edge ? QList{edge->source, edge->target} : QList<ElementId>()) {
            if (const auto *card = whole->cardFor(end))
                place |= card->rect;
        }
    }
    if (place.isNull())
        return;
    const auto isIn = [this](const ScenePtr &side) {
        const auto *element = std::get_if<ElementId>(&m_toReveal);
        const auto *relation = std::get_if<RelationId>(&m_toReveal);
        return side && ((element && side->cardFor(*element)) || (relation && side->edge(*relation)));
    };
    const bool isOnEarlier = isIn(m_pair->earlier()->scene());
    const bool isOnLater = isIn(m_canvas->scene());
    m_toReveal = {};
    if (isOnEarlier == isOnLater)
        m_canvas->reveal(place); // on both sides: the slider stays where it is
    else
        m_pair->reveal(place, isOnEarlier);
}

void ViewPage::onChanged(const Change &change)
{
    if (!m_session.model().view(m_view))
        return; // the window closes the page
    if (!m_previewLabel.isEmpty())
        cancelLayout(); // it was made for another state
    const bool isMine = change.views.touches(m_view);
    if (isMine || !change.elements.isEmpty() || !change.relations.isEmpty() || !change.plateaus.isEmpty())
        buildAll();
}

void ViewPage::buildAll()
{
    const auto *view = m_session.model().view(m_view);
    if (!view)
        return;
    View shown = m_preview.value_or(*view);
    shown.properties = viewProperties();
    m_building.run(
        this,
        [states = m_session.states(), metamodel = m_session.metamodel(), copy = shown, kept = m_arrangement] {
            auto builder = std::make_shared<const diagram::SceneBuilder>(states, metamodel, copy);
            // Without stored positions (an undone layout) the picture stays as it was laid out.
            if (kept && copy.positions.isEmpty())
                builder = std::make_shared<const diagram::SceneBuilder>(states, metamodel,
                                                                        builder->withLayout(*kept));
            return builder;
        },
        [this](const std::shared_ptr<const diagram::SceneBuilder> &builder) {
            m_builder = builder;
            m_scenes.clear();
            m_aheadScene.drop();
            buildScene();
        });
}

void ViewPage::buildScene()
{
    const bool isComparing = m_session.isComparing();
    m_compareBar->setVisible(isComparing);
    m_barLine->setVisible(isComparing);
    if (!m_builder)
        return;
    std::optional<PlateauId> from;
    if (isComparing)
        from = m_session.compareFrom();
    const bool wantsSides = isComparing && m_look.way() != Way::Overlay;
    const std::pair wanted(m_session.plateau(), from.value_or(PlateauId()));
    const auto known = m_scenes.value(wanted);
    if (known.whole && (known.later || !wantsSides)) {
        m_sceneing.drop();
        take(known);
        return;
    }
    m_sceneing.run(
        this,
        [builder = m_builder, plateau = m_session.plateau(), from, wantsSides, known, marks = m_marks] {
            Scenes made = known;
            if (!made.whole)
                made.whole = std::make_shared<const diagram::Scene>(builder->scene(plateau, from, marks));
            if (wantsSides) {
                made.earlier = std::make_shared<const diagram::Scene>(
                    sideOf(builder->scene(*from, {}, marks), *made.whole));
                made.later = std::make_shared<const diagram::Scene>(
                    sideOf(builder->scene(plateau, {}, marks), *made.whole));
            }
            return made;
        },
        [this, wanted, builder = m_builder](const Scenes &scenes) {
            if (builder == m_builder)
                keep(wanted, scenes);
            take(scenes);
        });
}

void ViewPage::keep(const std::pair<PlateauId, PlateauId> &which, const Scenes &scenes)
{
    constexpr qsizetype most = 6; // a scene of ten thousand cards takes some 20 MB
    if (m_scenes.size() >= most)
        m_scenes.clear();
    m_scenes.insert(which, scenes);
}

void ViewPage::buildAhead()
{
    if (!m_builder || m_session.isComparing() || m_preview || m_aheadScene.isRunning() || !isVisible())
        return;
    if (isBusy()) {
        m_idle.start();
        return;
    }
    constexpr qsizetype most = 4; // with the one that is shown no more than are kept
    QList<ScenePtr> next;
    for (const auto &plateau : m_session.model().plateausInOrder()) {
        if (plateau.id == m_session.plateau() || next.size() == most)
            continue;
        const std::pair which(plateau.id, PlateauId());
        const auto known = m_scenes.value(which);
        if (known.whole) {
            next.append(known.whole);
            continue;
        }
        m_aheadScene.run(
            this,
            [builder = m_builder, id = plateau.id, marks = m_marks] {
                Scenes made;
                made.whole = std::make_shared<const diagram::Scene>(builder->scene(id, {}, marks));
                return made;
            },
            [this, which, builder = m_builder](const Scenes &scenes) {
                if (builder == m_builder && m_scenes.value(which).whole == nullptr)
                    keep(which, scenes);
                buildAhead();
            });
        return;
    }
    m_canvas->expect(next);
}

void ViewPage::take(const Scenes &scenes)
{
    if (scenes.whole->needsLayout && !m_builder->elements().isEmpty()) {
        if (m_ticket == 0)
            startLayout();
        return;
    }
    if (scenes.whole->cards.isEmpty())
        say(tr("Nothing in this view exists at %1.").arg(m_session.plateauName(m_session.plateau())));
    else if (m_ticket == 0)
        m_note->hide();
    m_legend->show(*scenes.whole, look().colourBy);
    m_toolbox->setVisible(!m_session.isComparing() && !m_session.store().isReadOnly());
    placeOverlays(); // before the first scene is fitted between them
    m_shown = scenes;
    // Where there are two pictures, a drag takes the canvas along: half of a card cannot be moved.
    const bool isSplit = m_session.isComparing() && m_look.way() != Way::Overlay;
    m_canvas->setEditable(!m_session.store().isReadOnly() && !isSplit && !m_preview);
    if (isSplit && scenes.later)
        m_pair->showBoth(scenes.earlier, scenes.later, m_session.plateauName(m_session.compareFrom()),
                         m_session.plateauName(m_session.plateau()));
    else
        m_pair->showOne(scenes.whole);
    m_minimap->refresh();
    updateFocus();
    revealWanted();
    m_toReveal = {}; // what this view does not show
    m_idle.start();
    Q_EMIT sceneChanged();
}

void ViewPage::onWay()
{
    if (!m_session.isComparing())
        return;
    const bool wasOnCanvas = m_canvas->hasFocus() || m_pair->earlier()->hasFocus();
    buildScene();
    // The arrow keys then move the line; Esc gives them back to the canvas.
    if (m_look.way() == Way::Slider && wasOnCanvas)
        m_pair->divider()->setFocus(Qt::OtherFocusReason);
}

void ViewPage::keyPressEvent(QKeyEvent *event)
{
    const bool isBlink = m_session.isComparing() && m_look.way() == Way::Blink;
    if (event->key() != Qt::Key_B || event->modifiers() != Qt::NoModifier || !isBlink)
        return QWidget::keyPressEvent(event);
    if (!event->isAutoRepeat())
        m_look.hold(true);
}

void ViewPage::keyReleaseEvent(QKeyEvent *event)
{
    if (event->key() != Qt::Key_B)
        return QWidget::keyReleaseEvent(event);
    if (!event->isAutoRepeat())
        m_look.hold(false);
}

bool ViewPage::eventFilter(QObject *watched, QEvent *event)
{
    // A key that is released elsewhere is released, too. The focus may only go to the other canvas.
    if (event->type() == QEvent::FocusOut)
        QMetaObject::invokeMethod(
            this,
            [this] {
                if (!isAncestorOf(QApplication::focusWidget()))
                    m_look.hold(false);
            },
            Qt::QueuedConnection);
    return QWidget::eventFilter(watched, event);
}

void ViewPage::startLayout()
{
    if (!m_builder || m_ticket != 0)
        return;
    if (!m_layouter) {
        m_layouter = std::make_unique<layout::Layouter>();
        connect(m_layouter.get(), &layout::Layouter::finished, this,
                [this](int, const layout::Arrangement &arrangement) { onLayout(arrangement); });
        connect(m_layouter.get(), &layout::Layouter::failed, this,
                [this](int, const Error &error) { onLayoutFailed(error); });
    }
    if (m_previewLabel.isEmpty())
        say(tr("Laying out %1…").arg(title()));
    m_ticket = m_layouter->start(m_builder->layoutRequest());
}

void ViewPage::onLayout(const layout::Arrangement &arrangement)
{
    m_ticket = 0;
    m_layoutTime = arrangement.elapsed;
    if (!m_previewLabel.isEmpty())
        return preview(m_builder->withLayout(arrangement), m_previewLabel);
    m_arrangement = arrangement;
    m_note->hide();
    const auto *view = m_session.model().view(m_view);
    if (!view)
        return;
    if (m_storeLayout && !m_session.store().isReadOnly()) {
        // Once: after an undo of this very edit the picture stays, and nothing is written behind the user's
        // back.
        m_storeLayout = false;
        Draft draft(m_session.model());
        if (draft.update(m_builder->withLayout(arrangement)) &&
            m_session.commit(draft, tr("Lay out %1").arg(title())))
            return;
    }
    buildAll();
}

void ViewPage::onLayoutFailed(const Error &error)
{
    m_ticket = 0;
    if (!m_previewLabel.isEmpty()) {
        endPreview();
        Q_EMIT m_session.failed(error);
        return;
    }
    say(tr("The layout did not work: %1").arg(error.message), true);
}

void ViewPage::say(const QString &text, bool canRetry)
{
    m_noteText->setText(text);
    m_retry->setVisible(canRetry);
    m_note->show();
    placeNote();
}

void ViewPage::placeNote()
{
    m_note->adjustSize();
    m_note->move((width() - m_note->width()) / 2, std::max(12, height() / 2 - m_note->height()));
    m_note->raise();
}

void ViewPage::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    placeNote();
    placeOverlays();
}

} // namespace gp::views

// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "views/canvas/viewpage.h"

#include "views/canvas/cardmenu.h"
#include "views/canvas/quickcreate.h"
#include "views/style/appearance.h"

#include <QHBoxLayout>
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
    , m_canvas(new Canvas(this))
    , m_note(new QWidget(this))
    , m_noteText(new QLabel(m_note))
    , m_retry(new QPushButton(tr("Try again"), m_note))
    , m_create(new QuickCreate(this))
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_canvas);
    setFocusProxy(m_canvas);

    m_note->setObjectName(u"popup"_s);
    m_note->setAttribute(Qt::WA_StyledBackground);
    auto *row = new QHBoxLayout(m_note);
    row->setContentsMargins(14, 8, 14, 8);
    row->addWidget(m_noteText);
    row->addWidget(m_retry);
    m_retry->setAccessibleName(tr("Try the layout again"));
    m_note->hide();

    m_canvas->setEditable(!session.store().isReadOnly());
    m_canvas->setJudge([this](ElementId from, ElementId to) {
        return canEdit() ? edits::objectionTo(place(), from, to) : QString();
    });
    m_canvas->setAccessibleName(tr("Canvas: %1").arg(title()));
    connect(m_retry, &QPushButton::clicked, this, &ViewPage::startLayout);
    connect(m_canvas, &Canvas::elementPicked, this, [this](ElementId id) { m_session.select(id); });
    connect(m_canvas, &Canvas::elementActivated, this, [this](ElementId id) {
        const auto *element = m_session.model().element(id);
        if (element && element->kind == "pipeline"_L1)
            Q_EMIT m_session.openRequested(id);
    });
    connect(m_canvas, &Canvas::relationPicked, this, [this](RelationId id) { m_session.select(id); });
    connect(m_canvas, &Canvas::nothingPicked, this, [this] { m_session.select({}); });
    connect(m_canvas, &Canvas::elementsPicked, this,
            [this](const QList<ElementId> &ids) { m_session.selectElements(ids); });
    connect(m_canvas, &Canvas::cardsMoved, this, &ViewPage::onMoved);
    connect(m_canvas, &Canvas::connectionDrawn, this, &ViewPage::onConnection);
    connect(m_canvas, &Canvas::newElementWanted, this, &ViewPage::askNew);
    connect(m_canvas, &Canvas::menuWanted, this, [this](QPoint global, QPoint at) {
        auto *menu = new QMenu(this);
        menu->setAttribute(Qt::WA_DeleteOnClose);
        fillCanvasMenu(menu, *this, at);
        menu->popup(global);
    });
    connect(m_create, &QuickCreate::wanted, this, &ViewPage::onWanted);
    connect(&session, &Session::changed, this, &ViewPage::onChanged);
    connect(&session, &Session::plateauChanged, this, &ViewPage::buildScene);
    connect(&session, &Session::selectionChanged, this, &ViewPage::onSelection);
    onSelection();
    buildAll();
}

ViewPage::~ViewPage() = default;

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
    return m_building.isRunning() || m_sceneing.isRunning() || m_ticket != 0 || m_canvas->isBusy();
}

bool ViewPage::contains(ElementId id) const
{
    return m_builder && m_builder->elements().contains(id);
}

void ViewPage::onSelection()
{
    const auto *relation = std::get_if<RelationId>(&m_session.selection());
    m_canvas->setSelected(m_session.selectedElements(), relation ? *relation : RelationId());
}

void ViewPage::reveal(ElementId id)
{
    const auto current = scene();
    if (current && current->card(id))
        m_canvas->reveal(id);
    else
        m_toReveal = id;
}

void ViewPage::onChanged(const Change &change)
{
    if (!m_session.model().view(m_view))
        return; // the window closes the page
    const bool isMine = change.views.touches(m_view);
    if (isMine || !change.elements.isEmpty() || !change.relations.isEmpty() || !change.plateaus.isEmpty())
        buildAll();
}

void ViewPage::buildAll()
{
    const auto *view = m_session.model().view(m_view);
    if (!view)
        return;
    m_building.run(
        this,
        [model = m_session.model(), metamodel = m_session.metamodel(), copy = *view, kept = m_arrangement] {
            auto builder = std::make_shared<const diagram::SceneBuilder>(model, metamodel, copy);
            // Without stored positions (an undone layout) the picture stays as it was laid out.
            if (kept && copy.positions.isEmpty())
                builder = std::make_shared<const diagram::SceneBuilder>(model, metamodel,
                                                                        builder->withLayout(*kept));
            return builder;
        },
        [this](const std::shared_ptr<const diagram::SceneBuilder> &builder) {
            m_builder = builder;
            m_scenes.clear();
            buildScene();
        });
}

void ViewPage::buildScene()
{
    if (!m_builder)
        return;
    std::optional<PlateauId> from;
    if (m_session.isComparing())
        from = m_session.compareFrom();
    const std::pair wanted(m_session.plateau(), from.value_or(PlateauId()));
    if (const auto known = m_scenes.value(wanted)) {
        m_sceneing.drop();
        take(known);
        return;
    }
    m_sceneing.run(
        this,
        [builder = m_builder, plateau = m_session.plateau(), from] {
            return std::make_shared<const diagram::Scene>(builder->scene(plateau, from));
        },
        [this, wanted, builder = m_builder](const ScenePtr &scene) {
            constexpr qsizetype most = 6; // a scene of ten thousand cards takes some 20 MB
            if (m_scenes.size() >= most)
                m_scenes.clear();
            if (builder == m_builder)
                m_scenes.insert(wanted, scene);
            take(scene);
        });
}

void ViewPage::take(ScenePtr scene)
{
    if (scene->needsLayout && !m_builder->elements().isEmpty()) {
        if (m_ticket == 0)
            startLayout();
        return;
    }
    if (scene->cards.isEmpty())
        say(tr("Nothing in this view exists at %1.").arg(m_session.plateauName(m_session.plateau())));
    else if (m_ticket == 0)
        m_note->hide();
    m_canvas->setScene(std::move(scene));
    updateFocus();
    if (m_toReveal.isValid())
        m_canvas->reveal(std::exchange(m_toReveal, {}));
    Q_EMIT sceneChanged();
}

void ViewPage::layOutAnew()
{
    m_storeLayout = true;
    startLayout();
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
    say(tr("Laying out %1…").arg(title()));
    m_ticket = m_layouter->start(m_builder->layoutRequest());
}

void ViewPage::onLayout(const layout::Arrangement &arrangement)
{
    m_ticket = 0;
    m_layoutTime = arrangement.elapsed;
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
}

} // namespace gp::views

// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "views/pipeline/pipelinepage.h"

#include "views/style/parts.h"

#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace gp::views {

using diagram::PipelinePart;

PipelinePage::PipelinePage(Session &session, ElementId pipeline, QWidget *parent)
    : QWidget(parent)
    , m_session(session)
    , m_pipeline(pipeline)
    , m_canvas(new PipelineCanvas(this))
    , m_box(new NameBox(this))
    , m_note(new QWidget(this))
    , m_noteText(textLabel({}, u"muted"_s, m_note))
    , m_offer(new QPushButton(m_note))
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_canvas);
    setFocusProxy(m_canvas);
    auto *note = new QVBoxLayout(m_note);
    note->setContentsMargins(0, 0, 0, 0);
    note->setSpacing(10);
    note->addWidget(m_noteText);
    note->addWidget(m_offer, 0, Qt::AlignLeft);
    setLook(m_offer, u"primary"_s);
    m_note->hide();

    connect(m_offer, &QPushButton::clicked, this, [this] {
        if (m_elsewhere.isValid())
            m_session.showPlateau(m_elsewhere);
        else
            askNew(-1);
    });
    connect(m_canvas, &PipelineCanvas::partPicked, this, &PipelinePage::onPicked);
    connect(m_canvas, &PipelineCanvas::partActivated, this, &PipelinePage::onActivated);
    connect(m_canvas, &PipelineCanvas::nothingPicked, this, [this] { m_session.select(m_pipeline); });
    connect(m_canvas, &PipelineCanvas::cameraChanged, this, &PipelinePage::placeOffer);
    connect(m_canvas, &PipelineCanvas::addWanted, this, [this](int part) {
        const int rows = int(stages::rowsOf(place()).size());
        askNew(part < 0 ? rows - 1 : picture().parts[part].stage);
    });
    connect(m_canvas, &PipelineCanvas::renameWanted, this, &PipelinePage::askName);
    connect(m_canvas, &PipelineCanvas::removeWanted, this, [this](int part) {
        if (mayEdit())
            storeOrSay(stages::remove(place(), picture().parts[part].stage));
    });
    connect(m_canvas, &PipelineCanvas::moveWanted, this, [this](int part, int by) {
        const int row = picture().parts[part].stage;
        const qsizetype count = stages::rowsOf(place()).size();
        // At the end there is nothing to say.
        if (mayEdit() && row + by >= 0 && row + by < count)
            storeOrSay(stages::move(place(), row, by));
    });
    connect(m_canvas, &PipelineCanvas::menuWanted, this, [this](QPoint global, int part) {
        auto *menu = new QMenu(this);
        menu->setAttribute(Qt::WA_DeleteOnClose);
        fillMenu(menu, part);
        menu->popup(global);
    });
    connect(&session, &Session::changed, this, &PipelinePage::rebuild);
    connect(&session, &Session::plateauChanged, this, &PipelinePage::rebuild);
    connect(&session, &Session::selectionChanged, this, &PipelinePage::onSelection);
    rebuild();
    onSelection();
}

QString PipelinePage::title() const
{
    if (const auto *state = m_session.shown(m_pipeline))
        return state->name();
    const auto *element = m_session.model().element(m_pipeline);
    if (!element)
        return {};
    const auto first = stateAt(m_session.model(), element->lifetime.since, m_pipeline);
    return first ? first->name() : element->key;
}

StagePlace PipelinePage::place() const
{
    return {m_session.model(), m_pipeline, m_session.plateau()};
}

void PipelinePage::rebuild()
{
    const auto *element = m_session.model().element(m_pipeline);
    if (!element)
        return; // the window closes the page
    diagram::PipelineSource source{m_session.state(),
                                   nullptr,
                                   m_session.metamodel(),
                                   m_pipeline,
                                   m_session.plateauName(m_session.plateau()),
                                   {},
                                   {}};
    if (m_session.isComparing()) {
        source.from = &m_session.stateFrom();
        source.fromName = m_session.plateauName(m_session.compareFrom());
        source.takenOver = diagram::takenOverFrom(m_session.model(), *source.from, m_pipeline);
    }
    // As wide as the page and longer than it: what can be read and panned says more than all of it at once.
    constexpr double pages = 2.2;
    const QSizeF room = size().isEmpty() ? QSizeF(900, 700) : QSizeF(size());
    const QSizeF sheet(room.width(), pages * room.height());
    m_canvas->setPicture(diagram::pipelinePicture(source, sheet));
    m_canvas->setEditable(objection().isEmpty());
    m_canvas->setAccessibleName(tr("Stages of %1").arg(title()));

    const bool isThere = picture().isThere;
    m_elsewhere = isThere ? PlateauId() : element->lifetime.since;
    m_noteText->setVisible(!isThere);
    if (!isThere) {
        m_noteText->setText(tr("%1 is not there in %2. It begins in %3.")
                                .arg(title(), m_session.plateauName(m_session.plateau()),
                                     m_session.plateauName(m_elsewhere)));
        m_offer->setText(tr("Show %1").arg(m_session.plateauName(m_elsewhere)));
        m_offer->setEnabled(true);
        m_offer->setToolTip({});
    } else {
        m_offer->setText(tr("Add the first stage"));
        m_offer->setEnabled(objection().isEmpty());
        m_offer->setToolTip(objection());
    }
    m_offer->setAccessibleName(m_offer->text());
    m_note->setVisible(!isThere || picture().columns == 0);
    placeOffer();
}

void PipelinePage::onSelection()
{
    m_canvas->setSelected(m_session.selectedElement());
}

bool PipelinePage::contains(ElementId id) const
{
    return std::ranges::contains(picture().parts, id, &PipelinePart::element);
}

void PipelinePage::reveal(ElementId id)
{
    const auto it = std::ranges::find(picture().parts, id, &PipelinePart::element);
    if (id != m_pipeline && it != picture().parts.end())
        m_canvas->reveal(int(it - picture().parts.begin()));
}

QString PipelinePage::objection() const
{
    if (m_session.store().isReadOnly())
        return m_session.readOnlyReason();
    if (m_session.isComparing())
        return tr("A compare is read-only: show one plateau to edit its stages.");
    if (!m_session.state().element(m_pipeline))
        return tr("%1 is not there in %2.").arg(title(), m_session.plateauName(m_session.plateau()));
    return {};
}

bool PipelinePage::mayEdit()
{
    const QString why = objection();
    if (!why.isEmpty())
        Q_EMIT m_session.informed(why);
    return why.isEmpty();
}

void PipelinePage::onPicked(int part)
{
    const PipelinePart picked = picture().parts[part]; // what is selected may make the picture anew
    m_session.select(picked.element.isValid() ? picked.element : m_pipeline);
    m_canvas->setCurrent(part);
    if (picked.kind == PipelinePart::Kind::Stage || picked.kind == PipelinePart::Kind::Gate)
        Q_EMIT propertyWanted(u"stages"_s, false);
}

void PipelinePage::onActivated(int part)
{
    const PipelinePart &picked = picture().parts[part];
    if (picked.kind == PipelinePart::Kind::Stage || picked.kind == PipelinePart::Kind::Gate) {
        if (mayEdit())
            Q_EMIT propertyWanted(u"stages"_s, true);
    } else if (picked.element.isValid() && picked.element != m_pipeline) {
        Q_EMIT viewWanted(picked.element);
    }
}

QPoint PipelinePage::below(const QRectF &inPicture) const
{
    return m_canvas->camera().toWidget(inPicture.bottomLeft()).toPoint() + QPoint(0, 6);
}

void PipelinePage::askNew(int after)
{
    if (!mayEdit())
        return;
    const int part = picture().stagePart(after);
    const QPoint at =
        part >= 0
            ? m_canvas->camera().toWidget(picture().parts[part].rect.topRight()).toPoint() + QPoint(8, 0)
            : m_note->pos();
    m_box->ask(part >= 0 ? tr("New stage after %1").arg(picture().parts[part].key) : tr("New stage"), {}, at,
               [this, after](const QString &name) { return store(stages::add(place(), after, name)); });
}

void PipelinePage::askName(int part)
{
    const int row = picture().parts[part].stage;
    if (!mayEdit() || row < 0)
        return;
    const QString name = stages::rowsOf(place()).at(row)["name"_L1].toString();
    const QPoint at = m_canvas->camera().toWidget(picture().parts[part].rect.topLeft()).toPoint();
    m_box->ask(tr("Name of the stage"), name, at, [this, row, name](const QString &text) {
        // Nothing typed is no edit.
        return text == name ? QString() : store(stages::rename(place(), row, text));
    });
}

void PipelinePage::askGate(int row)
{
    const int part = picture().stagePart(row);
    if (!mayEdit() || part < 0)
        return;
    const QString gate = stages::rowsOf(place()).at(row)["gate"_L1].toString();
    m_box->ask(tr("What has to be so before %1").arg(picture().parts[part].key), gate,
               m_canvas->camera().toWidget(picture().parts[part].rect.topLeft()).toPoint(),
               [this, row, gate](const QString &text) {
                   return text == gate ? QString() : store(stages::setGate(place(), row, text));
               });
}

QString PipelinePage::store(const Result<StageEdit> &edit)
{
    if (!edit)
        return edit.error().message;
    if (const auto problems = m_session.metamodel().findProblems(edit->draft.model(), edit->draft.change());
        !problems.isEmpty())
        return problems.front().message;
    if (!m_session.commit(edit->draft, edit->label))
        return {}; // the window has said why
    m_session.select(m_pipeline);
    m_canvas->setCurrent(picture().stagePart(edit->row));
    m_canvas->reveal(m_canvas->current());
    if (edit->row < 0)
        Q_EMIT m_session.edited(edit->label);
    return {};
}

void PipelinePage::storeOrSay(const Result<StageEdit> &edit)
{
    if (const QString problem = store(edit); !problem.isEmpty())
        Q_EMIT m_session.failed(Error{ErrorCode::Refused, problem, {}, {}, 0});
}

void PipelinePage::placeOffer()
{
    if (m_note->isHidden())
        return;
    m_note->setFixedWidth(std::min(420, std::max(160, width() - 40)));
    m_note->adjustSize();
    QPoint at((width() - m_note->width()) / 2, std::max(12, height() / 3));
    // Below the line of the picture that says there are none.
    if (picture().isThere && !picture().labels.isEmpty()) {
        QRectF last;
        for (const auto &label : picture().labels) {
            if (label.part < 0 && label.rect.top() < 130)
                last = label.rect.top() > last.top() || last.isNull() ? label.rect : last;
        }
        at = below(last) + QPoint(0, 4);
    }
    m_note->move(at);
    m_note->raise();
}

void PipelinePage::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    // Another shape has another best number of rows; who has looked around keeps what is seen.
    if (m_canvas->isFitted())
        rebuild();
    placeOffer();
}

} // namespace gp::views

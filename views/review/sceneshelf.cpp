// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "views/review/sceneshelf.h"

using namespace Qt::StringLiterals;

namespace gp::views {

namespace {

/// A change whose parts are further apart in a view gets a picture of its own.
constexpr qsizetype mostParts = 2;

QString ownPlace(const review::Stage &stage)
{
    QStringList ids;
    for (const auto *list : {&stage.before, &stage.after, &stage.around}) {
        for (const ElementId id : *list)
            ids.append(QString::number(id.value()));
        ids.append(u"|"_s);
    }
    return u"own/"_s + ids.join(u',');
}

} // namespace

SceneShelf::SceneShelf(Session &session, QObject *parent)
    : QObject(parent)
    , m_session(session)
{
}

bool SceneShelf::hasPicture(const review::Step &step)
{
    return !step.stage.before.isEmpty() || !step.stage.after.isEmpty() || !step.stage.view.isEmpty();
}

void SceneShelf::setAgenda(const review::Agenda &agenda)
{
    if (agenda.from != m_agenda.from || agenda.to != m_agenda.to)
        m_scenes.clear();
    m_agenda = agenda;
    makeNext();
}

void SceneShelf::want(const QString &step, QSizeF viewport)
{
    m_wanted = step;
    m_viewport = viewport;
    makeNext();
}

void SceneShelf::forget()
{
    m_scenes.clear();
    m_making.drop();
    makeNext();
}

QString SceneShelf::shelfOf(const review::Step &step) const
{
    if (!hasPicture(step))
        return {};
    if (step.stage.view.isEmpty())
        return ownPlace(step.stage);
    const QString place = u"view/"_s + step.stage.view;
    const auto known = m_scenes.constFind(place);
    const bool isTooWide =
        step.kind == review::StepKind::Change && known != m_scenes.cend() &&
        (known->isEmpty() || readableParts(*known->both, focusOf(step.stage), m_viewport).size() > mostParts);
    return isTooWide ? ownPlace(step.stage) : place;
}

const StageScenes *SceneShelf::of(const QString &step) const
{
    const auto *found = m_agenda.step(step);
    const QString place = found ? shelfOf(*found) : QString();
    const auto known = m_scenes.constFind(place);
    return place.isEmpty() || known == m_scenes.cend() ? nullptr : &*known;
}

const review::Step *SceneShelf::nextStep() const
{
    const auto isMissing = [this](const review::Step &step) {
        const QString place = shelfOf(step);
        return !step.isCut && !place.isEmpty() && !m_scenes.contains(place);
    };
    const auto &steps = m_agenda.steps;
    const auto wanted = std::ranges::find(steps, m_wanted, &review::Step::id);
    // From the wanted one on to the end, then those before it.
    if (const auto next = std::find_if(wanted, steps.end(), isMissing); next != steps.end())
        return &*next;
    const auto before = std::find_if(steps.begin(), wanted, isMissing);
    return before == wanted ? nullptr : &*before;
}

void SceneShelf::makeNext()
{
    if (m_making.isRunning() || m_viewport.isEmpty())
        return;
    const auto *step = nextStep();
    if (!step)
        return;
    const QString place = shelfOf(*step);
    const auto *view = place.startsWith("view/"_L1) ? m_session.model().view(step->stage.view) : nullptr;
    if (!m_states || m_states->model() != m_session.model())
        m_states = m_session.model();
    // Values: the session may go on meanwhile.
    m_making.run(
        this,
        [states = *m_states, metamodel = m_session.metamodel(), stage = step->stage,
         saved = view ? std::optional(*view) : std::nullopt, from = m_agenda.from, to = m_agenda.to] {
            return saved ? scenesOf(states, metamodel, *saved, from, to)
                         : scenesOf(states, metamodel, stage, from, to);
        },
        [this, place](const StageScenes &scenes) {
            m_scenes.insert(place, scenes);
            Q_EMIT made();
            makeNext();
        });
}

} // namespace gp::views

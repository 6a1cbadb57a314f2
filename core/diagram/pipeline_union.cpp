// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "core/diagram/pipeline_union.h"

using namespace Qt::StringLiterals;

namespace gp::diagram::facts {

namespace {

QString orNone(const QString &text)
{
    return text.isEmpty() ? u"none"_s : text;
}

QString changeOf(const QString &label, const QString &before, const QString &after)
{
    return u"%1: %2 → %3"_s.arg(label, orNone(before), orNone(after));
}

/// For each stage of `now` the index of the one it was; -1 where it is new.
QList<qsizetype> matched(const QList<Stage> &now, const QList<Stage> &was)
{
    QList<qsizetype> result(now.size(), -1);
    QList<bool> taken(was.size(), false);
    const auto pair = [&](auto isSame) {
        for (qsizetype i = 0; i < now.size(); ++i) {
            for (qsizetype k = 0; result[i] < 0 && k < was.size(); ++k) {
                if (!taken[k] && isSame(now[i], was[k])) {
                    result[i] = k;
                    taken[k] = true;
                }
            }
        }
    };
    pair([](const Stage &a, const Stage &b) { return a.name.compare(b.name, Qt::CaseInsensitive) == 0; });
    pair([](const Stage &a, const Stage &b) {
        return !a.environment.isEmpty() && a.environment == b.environment && a.type == b.type;
    });
    const auto open = [](const QList<Stage> &stages, const QString &type, auto isOpen) {
        qsizetype count = 0;
        for (qsizetype i = 0; i < stages.size(); ++i)
            count += stages[i].type == type && isOpen(i) ? 1 : 0;
        return count;
    };
    for (qsizetype i = 0; i < now.size(); ++i) {
        const QString &type = now[i].type;
        if (result[i] >= 0 || type.isEmpty() || !now[i].environment.isEmpty() ||
            open(now, type, [&](qsizetype k) { return result[k] < 0; }) != 1 ||
            open(was, type, [&](qsizetype k) { return !taken[k]; }) != 1)
            continue;
        for (qsizetype k = 0; k < was.size(); ++k) {
            if (!taken[k] && was[k].type == type && was[k].environment.isEmpty()) {
                result[i] = k;
                taken[k] = true;
            }
        }
    }
    return result;
}

/// Both lists by key: those of now in their order, then those that are gone.
QList<Control> united(const QList<Control> &now, const QList<Control> &was)
{
    QList<Control> result;
    for (Control control : now) {
        const auto old = std::ranges::find(was, control.key, &Control::key);
        if (old == was.end()) {
            control.state = State::Added;
        } else if (old->mode != control.mode) {
            control.state = State::Changed;
            control.change = u"was %1"_s.arg(modeWord(old->mode));
        } else {
            control.state = State::Kept;
        }
        result.append(control);
    }
    for (Control control : was) {
        if (std::ranges::contains(now, control.key, &Control::key))
            continue;
        control.state = State::Removed;
        result.append(control);
    }
    return result;
}

Stage united(Stage stage, const Stage &was)
{
    const auto compare = [&](const QString &label, const QString &before, const QString &after) {
        if (before != after)
            stage.changes.append(changeOf(label, before, after));
    };
    compare(u"name"_s, was.name, stage.name);
    compare(u"type"_s, was.kindLine, stage.kindLine);
    compare(u"environment"_s, was.environment, stage.environment);
    compare(u"detail"_s, was.detail, stage.detail);
    if (stage.gate && !was.gate) {
        stage.gate->state = State::Added;
    } else if (!stage.gate && was.gate) {
        stage.gate = was.gate;
        stage.gate->state = State::Removed;
    } else if (stage.gate) {
        stage.gate->state = stage.gate->text == was.gate->text ? State::Kept : State::Changed;
        if (stage.gate->state == State::Changed)
            stage.gate->change = u"was: %1"_s.arg(orNone(was.gate->text));
    }
    stage.state = stage.changes.isEmpty() ? State::Kept : State::Changed;
    stage.controls = united(stage.controls, was.controls);
    return stage;
}

void setAll(Stage *stage, State state)
{
    stage->state = state;
    if (stage->gate)
        stage->gate->state = state;
    for (Control &control : stage->controls)
        control.state = state;
    if (state == State::Removed)
        stage->row = -1;
}

QList<Stage> unitedStages(const QList<Stage> &now, const QList<Stage> &was)
{
    const QList<qsizetype> match = matched(now, was);
    // What is gone, by the stage of before that it came after; -1: it was first.
    QMultiMap<qsizetype, qsizetype> gone;
    qsizetype anchor = -1;
    for (qsizetype k = 0; k < was.size(); ++k) {
        if (match.contains(k))
            anchor = k;
        else
            gone.insert(anchor, k);
    }
    QList<Stage> result;
    const auto addGone = [&](qsizetype after) {
        QList<qsizetype> these = gone.values(after);
        std::ranges::sort(these);
        for (const qsizetype k : std::as_const(these)) {
            Stage stage = was[k];
            setAll(&stage, State::Removed);
            result.append(stage);
        }
    };
    addGone(-1);
    for (qsizetype i = 0; i < now.size(); ++i) {
        Stage stage = now[i];
        if (match[i] < 0)
            setAll(&stage, State::Added);
        else
            stage = united(stage, was[match[i]]);
        result.append(stage);
        if (match[i] >= 0)
            addGone(match[i]);
    }
    return result;
}

void uniteEnvironments(Pipeline *result, const Pipeline &was)
{
    QSet<QString> onStages;
    for (const Stage &stage : std::as_const(result->stages))
        onStages.insert(stage.environment);
    for (auto [key, environment] : result->environments.asKeyValueRange()) {
        const auto old = was.environments.constFind(key);
        if (old == was.environments.cend()) {
            environment.state = State::Added;
            for (Control &control : environment.controls)
                control.state = State::Added;
            continue;
        }
        const bool isSame = old->name == environment.name && old->lifecycle == environment.lifecycle &&
                            old->data == environment.data && old->place == environment.place &&
                            old->id == environment.id;
        environment.state = isSame ? State::Kept : State::Changed;
        environment.controls = united(environment.controls, old->controls);
    }
    for (auto [key, environment] : was.environments.asKeyValueRange()) {
        if (result->environments.contains(key))
            continue;
        Environment gone = environment;
        gone.state = State::Removed;
        for (Control &control : gone.controls)
            control.state = State::Removed;
        result->environments.insert(key, gone);
        if (!onStages.contains(key))
            result->looseEnvironments.append(key);
    }
}

} // namespace

Pipeline unite(const Pipeline &now, const Pipeline &was)
{
    Pipeline result = now.isThere ? now : was;
    result.isThere = now.isThere || was.isThere;
    result.state = now.isThere && was.isThere ? State::Kept : now.isThere ? State::Added : State::Removed;
    result.stages = unitedStages(now.stages, was.stages);
    result.environments = now.environments;
    result.looseEnvironments = now.looseEnvironments;
    uniteEnvironments(&result, was);
    result.controls = united(now.controls, was.controls);

    result.promotions.clear();
    const auto isSame = [](const Promotion &a, const Promotion &b) {
        return a.from == b.from && a.to == b.to;
    };
    const auto has = [&](const QList<Promotion> &list, const Promotion &one) {
        return std::ranges::any_of(list, [&](const Promotion &other) { return isSame(one, other); });
    };
    for (Promotion promotion : now.promotions) {
        promotion.state = has(was.promotions, promotion) ? State::Kept : State::Added;
        result.promotions.append(promotion);
    }
    for (Promotion promotion : was.promotions) {
        if (has(now.promotions, promotion))
            continue;
        promotion.state = State::Removed;
        result.promotions.append(promotion);
    }
    result.services.clear();
    for (Service service : now.services) {
        service.state =
            std::ranges::contains(was.services, service.id, &Service::id) ? State::Kept : State::Added;
        result.services.append(service);
    }
    for (Service service : was.services) {
        if (std::ranges::contains(now.services, service.id, &Service::id))
            continue;
        service.state = State::Removed;
        result.services.append(service);
    }
    result.figures.clear();
    const QList<Figure> &labels = now.isThere ? now.figures : was.figures;
    for (qsizetype i = 0; i < labels.size(); ++i) {
        const Figure figure{labels[i].label, was.isThere ? was.figures.value(i).after : QString(),
                            now.isThere ? now.figures.value(i).after : QString()};
        if (!figure.before.isEmpty() || !figure.after.isEmpty())
            result.figures.append(figure);
    }
    return result;
}

} // namespace gp::diagram::facts

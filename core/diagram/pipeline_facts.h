// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/diagram/pipeline.h"

/// What a pipeline's picture says, before anything has a place. In a compare the union of both states.
namespace gp::diagram::facts {

struct Control
{
    ElementId id; ///< invalid: not in the model
    QString key;
    QString name;
    QString point; ///< where it is enforced, "build"
    Mode mode = Mode::Unset;
    State state = State::None;
    QString change; ///< "was advisory"
};

struct Gate
{
    QString word; ///< "Approval"
    QString text; ///< what has to be so
    State state = State::None;
    QString change;
};

struct Environment
{
    ElementId id; ///< invalid: not in the model
    QString key;
    QString name;
    QString lifecycle; ///< "ephemeral · TTL 24 h"
    QString data;      ///< "synthetic data"
    QString place;     ///< platform and region, for the tooltip
    QString promotion; ///< "after stage: four eyes"
    QList<Control> controls;
    State state = State::None;
};

struct Stage
{
    int row = -1; ///< in the stages table at the plateau shown; -1: gone
    QString name;
    QString type;     ///< as stored
    QString kindLine; ///< type, duration and tool
    QString detail;
    std::optional<Gate> gate;
    QString environment; ///< key; empty: none
    QList<Control> controls;
    State state = State::None;
    QStringList changes; ///< "gate: button → four eyes"
};

struct Promotion
{
    QString from; ///< keys
    QString to;
    QString text;
    State state = State::None;
};

struct Service
{
    ElementId id;
    QString name;
    State state = State::None;
};

/// A row of "against the current state".
struct Figure
{
    QString label;
    QString before;
    QString after;
};

struct Pipeline
{
    ElementId id;
    QString key;
    bool isThere = false;
    QString name;
    QString line;         ///< tool, template, trigger
    QString duration;     ///< "17 min"
    QString crumb;        ///< "Pipeline · Target"
    QString againstTitle; ///< "Against Current"
    QString against;      ///< "Current → Target, against jenkins-shared, which it replaces"
    State state = State::None;
    QList<Stage> stages;
    QMap<QString, Environment> environments; ///< by key: all that stages name or the pipeline deploys to
    QStringList looseEnvironments;           ///< those that no stage names
    QList<Promotion> promotions;
    QList<Control> controls; ///< of the whole pipeline
    QList<Service> services;
    QList<Figure> figures;
};

[[nodiscard]] Pipeline read(const PipelineSource &source);

/// "blocking", "advisory", "planned", "no mode"
[[nodiscard]] QString modeWord(Mode mode);
/// "Build (added)"; the name alone of what is kept, and outside of a compare.
[[nodiscard]] QString withState(const QString &name, State state);

} // namespace gp::diagram::facts

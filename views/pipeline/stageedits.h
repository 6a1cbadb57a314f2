// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/metamodel/metamodel.h"
#include "core/model/draft.h"

#include <QJsonArray>

namespace gp::views {

/// What the picture of a pipeline lets one do to its stages: each a plain function to one edit with its
/// label, to be committed as one history row. The stages are one property of the pipeline, so an edit holds
/// from the plateau shown on. Where a stage is the first (or was the last) to name an environment, the
/// relation `deploysTo` begins (ends) there in the same edit. Rows count from 0; one that is not there is
/// refused.
struct StagePlace
{
    const Model &model;
    ElementId pipeline;
    PlateauId plateau; ///< the one that is shown; the pipeline has to be there
};

struct StageEdit
{
    Draft draft;
    QString label;
    int row = -1; ///< of the stage that it was about, as it is afterwards; -1: it is gone
};

namespace stages {

/// The rows of the table at the plateau.
[[nodiscard]] QJsonArray rowsOf(const StagePlace &place);

/// A stage of this name behind row `after` (-1: at the front). Its type is taken from the name where that
/// says one ("Unit tests", "Deploy to dev").
[[nodiscard]] Result<StageEdit> add(const StagePlace &place, int after, const QString &name);
[[nodiscard]] Result<StageEdit> rename(const StagePlace &place, int row, const QString &name);
/// To the left (-1) or to the right (1).
[[nodiscard]] Result<StageEdit> move(const StagePlace &place, int row, int by);
[[nodiscard]] Result<StageEdit> remove(const StagePlace &place, int row);
/// An environment's key; empty: the stage deploys nowhere.
[[nodiscard]] Result<StageEdit> setEnvironment(const StagePlace &place, int row, const QString &key);
/// Empty: no gate.
[[nodiscard]] Result<StageEdit> setGate(const StagePlace &place, int row, const QString &gate);
/// A value of the column `type`.
[[nodiscard]] Result<StageEdit> setType(const StagePlace &place, int row, const QString &type);

} // namespace stages

} // namespace gp::views

// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/model/error.h"

#include <QList>

namespace gp::store {
class Query;
}

namespace gp::rules {

/// What many queries gave, and which of them failed: one that is wrong does not stop the others.
template<typename Row>
struct Evaluation
{
    QList<Row> rows;
    QList<Error> errors; ///< each names the rule or item
};

} // namespace gp::rules

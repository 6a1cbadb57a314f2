// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/rules/profile.h"
#include "core/rules/rules.h"

#include <QDate>

namespace gp::rules {

/// What became of one rule.
struct Outcome
{
    QList<Finding> findings;
    std::optional<Error> error;
    qsizetype errorOffset = -1; ///< in the rule's query
    qint64 applies = 0;         ///< elements that it is about; 1 for one about the whole project
    double milliseconds = 0;
    bool hasFingerprints = false; ///< of all findings; they are made for those who ask for findings
};

/// How rules are run.
struct RunOptions
{
    Profile profile;
    PlateauId baseline;   ///< valid: preflight rules run as well
    int timeoutMs = 2000; ///< of one rule
    QDate today = {};     ///< for a project that does not say of when its facts are
};

} // namespace gp::rules

// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/publish/wiki.h"

#include <functional>

namespace gp::publish {

enum class Checked { Reach, Flavour, SignIn, Space, Root, Create };
enum class Verdict {
    Good,
    Unknown, ///< the site does not say without being written to
    Bad,
    Skipped ///< cannot be asked for before what stands above it is good
};

/// One thing that was looked at.
struct CheckStep
{
    Checked what = Checked::Reach;
    Verdict verdict = Verdict::Skipped;
    QString text; ///< a sentence: what was found
    QString todo; ///< what to do about it; empty where nothing is
};

struct SiteCheck
{
    QList<CheckStep> steps; ///< one for each thing, in their order; fewer where it was cancelled
    std::optional<Flavour> flavour;
    Space space;

    [[nodiscard]] bool isGood() const;
};

/// Looks whether one could publish there, step by step, and writes nothing. Blocking, at most a handful of
/// requests; `told` is called after each step, in the same thread. No text holds the token.
[[nodiscard]] SiteCheck checkSite(const Site &site, const QString &space, const QString &root,
                                  std::stop_token stop,
                                  const std::function<void(const CheckStep &)> &told = {});

} // namespace gp::publish

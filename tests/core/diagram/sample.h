// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/diagram/scene.h"
#include "core/metamodel/metamodel.h"
#include "core/model/draft.h"

/// A shop's platform as the pictures are tried on: 50 services in 8 domains, 12 pipelines (a shared Jenkins
/// goes, golden paths come), 4 environments, some controls; current, one transition and target, and an option
/// besides.
namespace sample {

struct Platform
{
    gp::Model model;
    gp::PlateauId current;
    gp::PlateauId wave;
    gp::PlateauId target;
    gp::PlateauId option;

    [[nodiscard]] gp::ElementId id(const char *key) const
    {
        const gp::Element *element = model.element(QString::fromLatin1(key));
        return element ? element->id : gp::ElementId();
    }
};

/// `services` of up to 50; the same at every call.
[[nodiscard]] Platform platform(int services = 50);

/// A view over these kinds ("service pipeline") and relations, not laid out.
[[nodiscard]] gp::View view(const char *kinds, const char *relations, const char *groupBy = "domain");

/// The view, laid out by the worker of this build; aborts the test program where that fails.
[[nodiscard]] gp::View laidOut(const gp::Model &model, const gp::View &view);

} // namespace sample

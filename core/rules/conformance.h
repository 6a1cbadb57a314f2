// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/model/at.h"

namespace gp::rules {

/// One thing that a golden path asks of a service that follows it.
struct PathCheck
{
    QString what; ///< "pipeline", "control", "environment"
    QString text; ///< "delivered by Golden web 3"
    bool isMet = false;
    ElementId wanted; ///< the pipeline, control or environment; may be invalid
    friend bool operator==(const PathCheck &, const PathCheck &) = default;
};

struct ServiceConformance
{
    ElementId service;
    ElementId goldenPath; ///< invalid: it follows none
    QList<PathCheck> checks;

    [[nodiscard]] int met() const;
    [[nodiscard]] bool conforms() const { return goldenPath.isValid() && met() == checks.size(); }
    /// 0 to 1; of a path that asks nothing 1.
    [[nodiscard]] double share() const;
    friend bool operator==(const ServiceConformance &, const ServiceConformance &) = default;
};

/// Figures of one plateau, in percent; negative where there is nothing to count.
struct ConformanceFigures
{
    int services = 0;   ///< that have a golden path for their workload
    int following = 0;  ///< of those
    int conforming = 0; ///< follow one and meet all that it asks
    int delivered = 0;  ///< services with a pipeline
    int templated = 0;  ///< of those, all of whose pipelines are made from a template that is not deprecated
    double conformance = -1; ///< mean share over those that follow one
    double adoption = -1;    ///< following / services
    double templateCoverage = -1;
    friend bool operator==(const ConformanceFigures &, const ConformanceFigures &) = default;
};

struct Conformance
{
    QList<ServiceConformance> services; ///< that follow a golden path or could, by key
    ConformanceFigures figures;
    friend bool operator==(const Conformance &, const Conformance &) = default;
};

/// How far the services are on their golden paths: the path's pipeline delivers them, its required controls
/// hold for them, their pipeline reaches its environments. Any thread.
[[nodiscard]] Conformance conformanceOf(const PlateauModel &at);

} // namespace gp::rules

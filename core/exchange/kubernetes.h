// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/exchange/importer.h"

namespace gp::exchange {

/// Kubernetes manifests: workloads become services, their dependencies are read from addresses in environment
/// variables and arguments that name a Service; network policies become controls, namespaces groups. Patches,
/// kustomizations, Helm templates and test samples are named and left out. Secrets are not looked at.
[[nodiscard]] std::unique_ptr<Importer> makeKubernetesImporter();

} // namespace gp::exchange

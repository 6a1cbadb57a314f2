// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

/// Makes the embedded catalogue and rules visible; a static library's resources are not there by themselves.
void initRulesResources();

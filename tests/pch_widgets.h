// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
// Precompiled for tests with windows.
#pragma once

#include "../cmake/pch_widgets.h"
#include "pch_core.h"

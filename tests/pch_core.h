// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
// Precompiled for tests without widgets.
#pragma once

#include "../cmake/pch_core.h"

#include <QProcess>
#include <QTemporaryDir>

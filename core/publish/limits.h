// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/publish/plan.h"

/// What sites take, known before they are asked.
namespace gp::publish {

/// Words as a label: no more than small letters, digits and two signs. Empty where nothing is left.
[[nodiscard]] QString labelOf(const QString &words);

/// Why no site would take the page; empty where it may.
[[nodiscard]] QString refusalOf(const QString &storage, const QList<PageFile> &files);

} // namespace gp::publish

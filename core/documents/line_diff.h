// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QList>
#include <QStringList>

namespace gp::documents {

/// One line of a comparison of two texts.
struct DiffLine
{
    enum Kind { Same, Added, Removed } kind = Same;
    QString text;

    friend bool operator==(const DiffLine &, const DiffLine &) = default;
};

/// The fewest lines that lead from one text to the other, in their order. Texts that have
/// thousands of lines not in common come as all removed, then all added.
[[nodiscard]] QList<DiffLine> lineDiff(const QStringList &before, const QStringList &after);

} // namespace gp::documents

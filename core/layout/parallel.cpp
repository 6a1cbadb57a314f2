// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "core/layout/parallel.h"

#include <atomic>
#include <thread>
#include <vector>

namespace gp::layout {

void inParallel(qsizetype count, const std::function<void(qsizetype)> &work)
{
    constexpr qsizetype mostThreads = 8;
    const auto processors = static_cast<qsizetype>(std::thread::hardware_concurrency());
    std::atomic<qsizetype> next = 0;
    const auto takeAll = [&] {
        for (qsizetype i = next++; i < count; i = next++)
            work(i);
    };
    std::vector<std::jthread> helpers; // joined at the end of the scope
    for (qsizetype i = 1; i < std::min({count, processors, mostThreads}); ++i)
        helpers.emplace_back(takeAll);
    takeAll();
}

} // namespace gp::layout

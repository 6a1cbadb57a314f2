// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "core/layout/frames.h"

namespace gp::layout {

namespace {

QRect frameOf(const Request &request, const Group &group, const Positions &positions)
{
    QRect inside;
    for (const Node &node : request.nodes) {
        if (const auto at = positions.constFind(node.id); node.group == group.id && at != positions.cend())
            inside |= QRect(*at, node.size);
    }
    for (const Group &child : request.groups) {
        if (child.parent == group.id)
            inside |= frameOf(request, child, positions);
    }
    if (inside.isNull())
        return inside;
    const Options &options = request.options;
    QRect frame = inside.adjusted(-options.groupPadding, -options.groupHeader, options.groupPadding,
                                  options.groupPadding);
    frame.setWidth(std::max(frame.width(), group.titleWidth + 2 * options.groupPadding));
    return frame;
}

} // namespace

QMap<qint64, QRect> groupFrames(const Request &request, const Positions &positions)
{
    QMap<qint64, QRect> frames;
    for (const Group &group : request.groups) {
        if (const QRect frame = frameOf(request, group, positions); !frame.isNull())
            frames.insert(group.id, frame);
    }
    return frames;
}

QRect titleRect(const Group &group, const QRect &frame, const Options &options)
{
    return {frame.left() + 4, frame.top() + 2, group.titleWidth + options.groupPadding,
            options.groupHeader - 10};
}

} // namespace gp::layout

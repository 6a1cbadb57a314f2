// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "core/layout/frames.h"

namespace gp::layout {

QMap<qint64, QRect> groupFrames(const Request &request, const Positions &positions)
{
    QHash<qint64, QRect> inside;
    QHash<qint64, QList<const Group *>> children;
    for (const Node &node : request.nodes) {
        if (const auto at = positions.constFind(node.id); node.group != 0 && at != positions.cend())
            inside[node.group] |= QRect(*at, node.size);
    }
    for (const Group &group : request.groups)
        children[group.parent].append(&group);
    QMap<qint64, QRect> frames;
    const Options &options = request.options;
    const auto frameOf = [&](const auto &self, const Group &group) -> QRect {
        QRect content = inside.value(group.id);
        for (const Group *child : children.value(group.id))
            content |= self(self, *child);
        if (content.isNull())
            return content;
        QRect frame = content.adjusted(-options.groupPadding, -options.groupHeader, options.groupPadding,
                                       options.groupPadding);
        frame.setWidth(std::max(frame.width(), group.titleWidth + 2 * options.groupPadding));
        frames.insert(group.id, frame);
        return frame;
    };
    for (const Group *top : children.value(0))
        frameOf(frameOf, *top);
    return frames;
}

QRect titleRect(const Group &group, const QRect &frame, const Options &options)
{
    return {frame.left() + 4, frame.top() + 2, group.titleWidth + options.groupPadding,
            options.groupHeader - 10};
}

} // namespace gp::layout

// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "views/pipeline/pipelinewalk.h"

namespace gp::views {

using diagram::PipelinePart;
using diagram::PipelinePicture;

namespace {

/// The parts of a column from top to bottom; of what is in none (-1), as one reads.
QList<int> partsIn(const PipelinePicture &picture, int column)
{
    QList<int> result;
    for (int i = 0; i < picture.parts.size(); ++i) {
        if (picture.parts[i].column == column)
            result.append(i);
    }
    std::ranges::stable_sort(result, {}, [&](int i) {
        const QRectF &rect = picture.parts[i].rect;
        return std::pair(rect.top(), rect.left());
    });
    return result;
}

int firstOf(const PipelinePicture &picture, PipelinePart::Kind kind, int column)
{
    for (int i = 0; i < picture.parts.size(); ++i) {
        if (picture.parts[i].column == column && picture.parts[i].kind == kind)
            return i;
    }
    return -1;
}

int across(const PipelinePicture &picture, int from, int by)
{
    const PipelinePart &part = picture.parts[from];
    if (part.column < 0) {
        const QList<int> free = partsIn(picture, -1);
        return free.value(free.indexOf(from) + by, from);
    }
    const auto kind = part.kind == PipelinePart::Kind::Environment ? part.kind : PipelinePart::Kind::Stage;
    for (int column = part.column + by; column >= 0 && column < picture.columns; column += by) {
        if (const int next = firstOf(picture, kind, column); next >= 0)
            return next;
    }
    return from;
}

} // namespace

int walkPipeline(const PipelinePicture &picture, int from, Qt::Key key)
{
    if (from < 0 || from >= picture.parts.size()) {
        const int first = firstOf(picture, PipelinePart::Kind::Stage, 0);
        return first >= 0 ? first : partsIn(picture, -1).value(0, -1);
    }
    if (key == Qt::Key_Left || key == Qt::Key_Right)
        return across(picture, from, key == Qt::Key_Left ? -1 : 1);
    const int by = key == Qt::Key_Up ? -1 : 1;
    const int column = picture.parts[from].column;
    const QList<int> own = partsIn(picture, column);
    if (const qsizetype next = own.indexOf(from) + by; next >= 0 && next < own.size())
        return own[next];
    if (by > 0 && column >= 0)
        return partsIn(picture, -1).value(0, from);
    if (by < 0 && column < 0 && picture.columns > 0)
        return firstOf(picture, PipelinePart::Kind::Stage, picture.columns - 1);
    return from;
}

} // namespace gp::views

// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "views/style/states.h"

using namespace Qt::StringLiterals;

namespace gp::views {

QColor colorOf(compare::State state, const diagram::Theme &theme)
{
    switch (state) {
    case compare::State::Added:
        return theme.added;
    case compare::State::Removed:
    case compare::State::Replaced:
        return theme.removed;
    case compare::State::Changed:
        return theme.changed;
    case compare::State::Kept:
        break;
    }
    return theme.muted;
}

QColor statusColor(const QString &status, const diagram::Theme &theme)
{
    static const QStringList good = {u"accepted"_s,  u"met"_s,    u"pass"_s,
                                     u"mitigated"_s, u"closed"_s, u"held"_s};
    static const QStringList pending = {u"proposed"_s, u"draft"_s,     u"partly"_s, u"partial"_s,
                                        u"open"_s,     u"submitted"_s, u"waived"_s, u"scheduled"_s};
    static const QStringList bad = {u"rejected"_s, u"not-met"_s, u"fail"_s};
    if (good.contains(status))
        return theme.added;
    if (pending.contains(status))
        return theme.changed;
    if (bad.contains(status))
        return theme.removed;
    return theme.muted;
}

} // namespace gp::views

// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "core/model/counted.h"

#include <QStringList>

using namespace Qt::StringLiterals;

namespace gp {

QString unitFor(double value, const QString &unit)
{
    // Known ones only: a project's own unit may be a word that merely ends with s.
    static const QStringList plurals{u"seconds"_s, u"minutes"_s, u"hours"_s, u"days"_s,    u"weeks"_s,
                                     u"months"_s,  u"years"_s,   u"users"_s, u"requests"_s};
    return value == 1 && plurals.contains(unit) ? unit.chopped(1) : unit;
}

} // namespace gp

// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "views/governance/ownrules.h"

#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace gp::views {

QString problemWithId(const QString &id)
{
    static const QRegularExpression plain(u"\\A[A-Z0-9][A-Z0-9._-]{0,63}\\z"_s);
    if (id.isEmpty())
        return QObject::tr("Give it an id, for instance OUR-001.");
    if (!plain.match(id).hasMatch())
        return QObject::tr("An id is made of letters, digits, dots and dashes, for instance OUR-001.");
    return {};
}

} // namespace gp::views

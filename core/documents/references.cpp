// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "core/documents/references.h"

#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace gp::documents {

QList<Reference> referencesIn(const QString &text)
{
    static const QRegularExpression pattern(u"(?<![\\w`./@\\\\-])@([a-z0-9](?:[a-z0-9._@+-]*[a-z0-9])?)"_s);
    QList<Reference> references;
    if (!text.contains(u'@'))
        return references;
    for (auto it = pattern.globalMatch(text); it.hasNext();) {
        const auto match = it.next();
        references.append({match.capturedStart(), match.capturedLength(), match.captured(1)});
    }
    return references;
}

} // namespace gp::documents

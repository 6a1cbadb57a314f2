// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "core/rules/fingerprint.h"

#include <QCryptographicHash>

using namespace Qt::StringLiterals;

namespace gp::rules {

namespace {

QString keyOf(const Model &model, ElementId id)
{
    const Element *element = model.element(id);
    return element ? element->key : QString();
}

} // namespace

void setFingerprints(QList<Finding> &findings, const Model &model)
{
    std::ranges::sort(findings, {},
                      [](const Finding &f) { return std::tie(f.element, f.related, f.record, f.message); });
    QHash<QString, int> seen;
    for (Finding &finding : findings) {
        // Keys hold no line break.
        QString identity = finding.rule + u'\n' + keyOf(model, finding.element) + u'\n' +
                           keyOf(model, finding.related) + u'\n' + finding.record;
        if (const int number = seen[identity]++; number > 0)
            identity += u'\n' + QString::number(number);
        finding.fingerprint = QString::fromLatin1(
            QCryptographicHash::hash(identity.toUtf8(), QCryptographicHash::Sha256).toHex().first(16));
    }
}

} // namespace gp::rules

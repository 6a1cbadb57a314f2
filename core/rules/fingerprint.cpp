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

void renewFingerprints(QList<Finding> &findings, const Model &model, const std::set<ElementId> &elements)
{
    // Findings that are alike are about the same elements, so that none of them is missing here.
    QList<qsizetype> places;
    QList<Finding> touched;
    for (qsizetype i = 0; i < findings.size(); ++i) {
        if (elements.contains(findings.at(i).element) || elements.contains(findings.at(i).related)) {
            places.append(i);
            touched.append(findings.at(i));
        }
    }
    if (touched.isEmpty())
        return;
    setFingerprints(touched, model);
    for (qsizetype i = 0; i < places.size(); ++i)
        findings[places.at(i)] = touched.at(i);
}

} // namespace gp::rules

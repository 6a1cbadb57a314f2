// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "core/documents/storage_marks.h"

#include "core/documents/markdown.h"

#include <QHash>
#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace gp::documents {

std::optional<Callout> calloutOf(const QString &paragraph)
{
    static const QRegularExpression mark(u"^\\[!(NOTE|TIP|IMPORTANT|WARNING|CAUTION)\\][ \\t]*(?:\\n|$)"_s,
                                         QRegularExpression::CaseInsensitiveOption);
    static const QHash<QString, QString> panels{{u"NOTE"_s, u"info"_s},
                                                {u"TIP"_s, u"tip"_s},
                                                {u"IMPORTANT"_s, u"info"_s},
                                                {u"WARNING"_s, u"note"_s},
                                                {u"CAUTION"_s, u"warning"_s}};
    const auto match = mark.match(paragraph);
    if (!match.hasMatch())
        return {};
    const QString word = match.captured(1).toUpper();
    return Callout{panels.value(word), word == "IMPORTANT"_L1 ? u"Important"_s : QString(), word.size() + 3};
}

std::optional<DetailsMark> detailsMarkOf(const QString &paragraph)
{
    static const QRegularExpression mark(
        u"^\\s*(?:(<details(?: open)?>)?\\s*(?:<summary>([^<>]*)</summary>)?|(</details>))\\s*$"_s);
    const auto match = mark.match(paragraph);
    if (!match.hasMatch() || paragraph.trimmed().isEmpty())
        return {};
    DetailsMark made;
    made.begins = match.capturedLength(1) > 0;
    made.ends = match.capturedLength(3) > 0;
    if (match.capturedStart(2) >= 0) {
        made.titleAt = match.capturedStart(2);
        made.titleSize = match.capturedLength(2);
    }
    return made;
}

QString withDetailsApart(const QString &markdown)
{
    if (!markdown.contains("<details"_L1))
        return markdown;
    QStringList apart;
    Fence fence;
    const QStringList lines = markdown.split(u'\n');
    for (const QString &line : lines) {
        if (fence.take(line) || !line.contains(u'<') || !detailsMarkOf(line)) {
            apart.append(line);
            continue;
        }
        apart << QString() << line << QString();
    }
    return apart.join(u'\n');
}

} // namespace gp::documents

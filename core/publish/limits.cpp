// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "core/publish/limits.h"

#include "core/publish/storage.h"

#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace gp::publish {

namespace {
constexpr qsizetype largestBody = 5'242'880; ///< bytes
constexpr qsizetype longestName = 255;       ///< of a label or an attachment
} // namespace

QString labelOf(const QString &words)
{
    static const QRegularExpression other(u"[^a-z0-9_-]+"_s);
    QString label = words.simplified().toLower();
    label.replace(other, u"-"_s);
    while (label.startsWith(u'-'))
        label.remove(0, 1);
    while (label.endsWith(u'-'))
        label.chop(1);
    return label.left(longestName);
}

QString refusalOf(const QString &storage, const QList<PageFile> &files)
{
    static const QRegularExpression odd(u"[/\\\\\":?*|<>\\x00-\\x1f]"_s);
    if (const auto well = checkStorage(storage); !well)
        return well.error().text();
    const qsizetype size = storage.toUtf8().size();
    if (size > largestBody)
        return u"The page would have %1 MB; a site takes at most 5 MB. Publish fewer things on one page."_s
            .arg(double(size) / 1'000'000, 0, 'f', 1);
    for (const PageFile &file : files) {
        if (file.name.isEmpty() || file.name.size() > longestName || odd.match(file.name).hasMatch())
            return u"'%1' cannot be the name of an attachment."_s.arg(file.name.left(60));
    }
    return {};
}

} // namespace gp::publish

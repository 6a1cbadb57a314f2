// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "core/documents/markdown.h"
#include "core/documents/storage_page.h"

#include <QSet>

using namespace Qt::StringLiterals;

namespace gp::documents {

namespace {

constexpr qsizetype longestTitle = 255;

QString shortened(const QString &title, qsizetype most)
{
    if (title.size() <= most)
        return title;
    QString start = title.first(most - 1);
    if (start.back().isHighSurrogate())
        start.chop(1);
    return start.trimmed() + u'…';
}

} // namespace

QMap<QString, QString> pageTitles(const QMap<QString, QString> &titles)
{
    QMap<QString, QString> result;
    QSet<QString> used;
    for (auto it = titles.cbegin(); it != titles.cend(); ++it) {
        const QString plain = legalText(it.value()).simplified();
        QString title = shortened(plain.isEmpty() ? it.key() : plain, longestTitle);
        const QString path = shortened(it.key(), longestTitle / 2);
        QString behind = u" ("_s + path + u')';
        for (int i = 2; used.contains(title.toCaseFolded()); ++i) {
            title = shortened(plain, longestTitle - behind.size()) + behind;
            behind = u" ("_s + path + u' ' + QString::number(i) + u')';
        }
        used.insert(title.toCaseFolded());
        result.insert(it.key(), title);
    }
    return result;
}

} // namespace gp::documents

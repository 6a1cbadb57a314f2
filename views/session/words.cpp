// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "views/session/words.h"

#include <QCoreApplication>
#include <QLocale>

using namespace Qt::StringLiterals;

namespace gp::views {

QString editsText(qint64 count)
{
    return count == 1 ? QCoreApplication::translate("gp::views", "1 edit")
                      : QCoreApplication::translate("gp::views", "%1 edits").arg(QLocale().toString(count));
}

QString sizeText(qint64 bytes)
{
    qint64 unit = 1;
    while (bytes / unit >= 1024)
        unit *= 1024;
    // A tenth says something below a hundred only.
    const qint64 tenths = (bytes * 10 + unit / 2) / unit;
    return QLocale().formattedDataSize(bytes, tenths % 10 == 0 || tenths >= 1000 ? 0 : 1);
}

QString timeText(const QDateTime &time)
{
    const QDateTime local = time.toLocalTime();
    const bool isToday = local.date() == QDate::currentDate();
    return isToday ? local.toString(u"HH:mm:ss"_s) : local.toString(u"yyyy-MM-dd HH:mm"_s);
}

QString sentences(const QStringList &texts)
{
    QStringList result;
    for (const auto &text : texts)
        result.append(text.endsWith(u'.') || text.isEmpty() ? text : QString(text + u'.'));
    return result.join(u' ');
}

QString quoted(const QString &label, qsizetype most)
{
    QString text = label.simplified();
    if (text.size() > most)
        text = text.first(most / 2) + u'…' + text.last(most / 2 - 1);
    return u'“' + text + u'”';
}

QString capitalised(QString text)
{
    if (!text.isEmpty())
        text[0] = text[0].toUpper();
    return text;
}

} // namespace gp::views

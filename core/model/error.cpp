// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "core/model/error.h"

#include <QRegularExpression>

namespace gp {

namespace {

/// A message is read by a person: of a key of 9,000 letters the ends say enough.
QString readable(QString message)
{
    constexpr qsizetype longest = 240;
    constexpr qsizetype end = 40;
    if (message.size() <= longest)
        return message;
    static const QRegularExpression word(QStringLiteral("[^\\s]{%1,}").arg(longest));
    for (auto match = word.match(message); match.hasMatch(); match = word.match(message)) {
        message.replace(match.capturedStart() + end, match.capturedLength() - 2 * end, u'…');
    }
    return message;
}

} // namespace

QString Error::text() const
{
    if (file.isEmpty())
        return readable(message);
    if (line <= 0)
        return file + QStringLiteral(": ") + readable(message);
    return file + u':' + QString::number(line) + QStringLiteral(": ") + readable(message);
}

} // namespace gp

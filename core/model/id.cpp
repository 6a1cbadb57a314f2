// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "core/model/id.h"

#include <QCryptographicHash>
#include <QtEndian>

namespace gp {

namespace {
constexpr qsizetype maxKeyLength = 200;

bool isKeyStart(QChar c)
{
    return (c >= u'a' && c <= u'z') || (c >= u'0' && c <= u'9');
}

bool isKeyCharacter(QChar c)
{
    return isKeyStart(c) || QStringView(u"._@+-").contains(c);
}
} // namespace

qint64 deriveIdValue(const QString &seed, int attempt)
{
    const QByteArray bytes = attempt == 0 ? seed.toUtf8() : seed.toUtf8() + '#' + QByteArray::number(attempt);
    const QByteArray hash = QCryptographicHash::hash(bytes, QCryptographicHash::Sha256);
    const auto value = static_cast<qint64>(qFromBigEndian<quint64>(hash.constData()) >> 11);
    return value == 0 ? 1 : value;
}

bool isValidKind(QStringView kind)
{
    return !kind.isEmpty() && std::ranges::all_of(kind, [](QChar c) {
        return c.unicode() < 128 && (c.isLetterOrNumber() || c == u'-' || c == u'_');
    });
}

bool isValidKey(QStringView key)
{
    return !key.isEmpty() && key.size() <= maxKeyLength && isKeyStart(key.front()) &&
           std::ranges::all_of(key, isKeyCharacter);
}

QString toKey(QStringView text)
{
    QString key;
    for (const QChar c : text.toString().normalized(QString::NormalizationForm_KD).toLower()) {
        if (isKeyCharacter(c) && (!key.isEmpty() || isKeyStart(c)))
            key += c;
        else if (c.category() != QChar::Mark_NonSpacing && !key.isEmpty() && !key.endsWith(u'-'))
            key += u'-';
    }
    key.truncate(maxKeyLength);
    while (key.endsWith(u'-'))
        key.chop(1);
    return key;
}

} // namespace gp

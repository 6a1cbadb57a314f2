// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "core/documents/seal.h"

#include <QCryptographicHash>
#include <QRegularExpression>
#include <QStringList>

using namespace Qt::StringLiterals;

namespace gp::documents {

namespace {

constexpr qsizetype mostCandidates = 64;

QString shortHash(const QString &text)
{
    return QString::fromLatin1(
        QCryptographicHash::hash(text.toUtf8(), QCryptographicHash::Sha256).toHex().first(12));
}

/// As the built-in templates and sealed() write it.
const QRegularExpression &knownPlaces()
{
    static const QRegularExpression places(
        u"(?:groundplan-state(?:\" content=\"| )|model state )([0-9a-f]{12})(?![0-9a-f])"_s);
    return places;
}

QString plain(QString text)
{
    return text.replace(u"\r\n"_s, u"\n"_s);
}

bool hasHash(const QString &text, const QString &hash)
{
    return shortHash(QString(text).replace(hash, QString(sealMark))) == hash;
}

/// The hash that a text has of itself; empty where it has none. An own template can print it at any place.
QString ownHash(const QString &text)
{
    static const QRegularExpression anywhere(u"(?<![0-9A-Za-z])([0-9a-f]{12})(?![0-9A-Za-z])"_s);
    QStringList tried;
    for (const QRegularExpression &pattern : {knownPlaces(), anywhere}) {
        for (auto it = pattern.globalMatch(text); it.hasNext() && tried.size() < mostCandidates;) {
            const QString hash = it.next().captured(1);
            if (tried.contains(hash))
                continue;
            if (hasHash(text, hash))
                return hash;
            tried.append(hash);
        }
    }
    return {};
}

} // namespace

Sealed sealed(QString text, TextKind kind)
{
    if (!text.contains(sealMark)) {
        text += kind == TextKind::Markdown ? u"\n[//]: # (groundplan-state %1)\n"_s.arg(sealMark)
                                           : u"<!-- groundplan-state %1 -->\n"_s.arg(sealMark);
    }
    const QString hash = shortHash(text);
    return {text.replace(sealMark, hash), hash};
}

Seal sealOf(const QString &text)
{
    const QString unix = plain(text);
    if (!ownHash(unix).isEmpty())
        return Seal::Intact;
    return knownPlaces().match(unix).hasMatch() ? Seal::Altered : Seal::None;
}

QString withoutSeal(const QString &text)
{
    QString unix = plain(text);
    if (const QString hash = ownHash(unix); !hash.isEmpty())
        unix.replace(hash, QString(sealMark));
    // Of an edited file the hash belongs to a text that is gone, and a page has that of its Markdown as well.
    qsizetype from = 0;
    for (auto match = knownPlaces().match(unix, from); match.hasMatch();
         match = knownPlaces().match(unix, from)) {
        unix.replace(match.capturedStart(1), match.capturedLength(1), QString(sealMark));
        from = match.capturedStart(1) + 1;
    }
    return unix;
}

} // namespace gp::documents

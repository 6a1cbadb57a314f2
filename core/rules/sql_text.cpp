// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "core/rules/sql_text.h"

#include "core/rules/waivers.h"

#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace gp::rules {

qsizetype FilledSql::originOf(qsizetype at) const
{
    qsizetype origin = at;
    for (const Piece &piece : pieces) {
        if (piece.at > at)
            break;
        origin = piece.isFilled ? piece.origin : piece.origin + (at - piece.at);
    }
    return origin;
}

FilledSql fill(const QString &sql, const QMap<QString, QString> &values)
{
    // A literal or a comment is matched as a whole and kept, so that only free-standing placeholders change.
    static const QRegularExpression token(
        u"'(?:[^']|'')*'|\"[^\"]*\"|--[^\\n]*|/\\*.*?\\*/|:([a-z_][a-z0-9_]*)\\b"_s,
        QRegularExpression::DotMatchesEverythingOption);
    FilledSql filled;
    qsizetype end = 0;
    const auto keep = [&](qsizetype from, qsizetype to) {
        filled.pieces.append({filled.sql.size(), from, false});
        filled.sql += QStringView(sql).sliced(from, to - from);
    };
    for (auto it = token.globalMatch(sql); it.hasNext();) {
        const auto match = it.next();
        const QString name = match.captured(1);
        if (name.isEmpty())
            continue;
        keep(end, match.capturedStart());
        end = match.capturedEnd();
        if (const auto value = values.constFind(name); value != values.constEnd()) {
            filled.pieces.append({filled.sql.size(), match.capturedStart(), true});
            filled.sql += *value;
        } else {
            if (!filled.unknown.contains(name))
                filled.unknown.append(name);
            keep(match.capturedStart(), end);
        }
    }
    keep(end, sql.size());
    return filled;
}

QMap<QString, QString> usualValues(const Model &model, PlateauId plateau, const QDate &today)
{
    const Plateau *at = model.plateau(plateau);
    const QString date = dateOf(model, today);
    return {{u"plateau"_s, quoted(at ? at->key : QString())},
            {u"date"_s, date.isEmpty() ? u"null"_s : quoted(date)}};
}

QString withValues(const QString &sql, const Model &model, PlateauId plateau)
{
    return fill(sql, usualValues(model, plateau)).sql;
}

QString quoted(const QString &text)
{
    return u"'"_s + QString(text).replace(u"'"_s, u"''"_s) + u"'"_s;
}

QString literal(const QVariant &value)
{
    switch (value.typeId()) {
    case QMetaType::UnknownType:
        return u"null"_s;
    case QMetaType::Bool:
    case QMetaType::Int:
    case QMetaType::LongLong:
        return QString::number(value.toLongLong());
    case QMetaType::Double:
        return QString::number(value.toDouble(), 'g', 15);
    default:
        return quoted(value.toString());
    }
}

} // namespace gp::rules

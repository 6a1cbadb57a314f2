// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "core/exchange/graph.h"

#include <QJsonArray>
#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace gp::exchange {

void Known::forget(const QList<Statement> &restated)
{
    QSet<std::pair<QString, QString>> places;
    for (const Statement &statement : restated)
        places.insert({statement.identity, statement.source.file});
    statements.removeIf([&](const Statement &s) { return places.contains({s.identity, s.source.file}); });
    dangling.removeIf(
        [&](const Dangling &d) { return places.contains({d.identity, d.reference.source.file}); });
}

void Graph::add(const Thing &thing)
{
    if (!things.contains(thing.identity))
        things.insert(thing.identity, thing);
}

void Graph::state(const QString &identity, Source source)
{
    source.stated = maskSecrets(QJsonValue(source.stated)).toObject();
    source.stated.insert(u"identity"_s, identity);
    statements.append({identity, std::move(source)});
}

QString keyFrom(const QStringList &parts)
{
    return toKey(parts.join(u'.'));
}

QString maskSecrets(const QString &text)
{
    // user:password@ in a URL; key = value with a telling key; formats that only credentials have.
    static const QRegularExpression userInfo(uR"(([a-zA-Z][a-zA-Z0-9+.-]*://)[^/\s@"']+@)"_s);
    static const QRegularExpression assigned(
        uR"re(((?:pass(?:word|wd|phrase)?|secret|token|api[_-]?key|access[_-]?key|credentials?)["']?\s*[=:]\s*)["']?[^\s"'&,;]+)re"_s,
        QRegularExpression::CaseInsensitiveOption);
    static const QRegularExpression token(
        uR"((gh[pousr]_\w{16,}|github_pat_\w{20,}|glpat-[\w-]{16,}|xox[abprs]-[\w-]{10,}|AKIA[0-9A-Z]{12,}|)"
        uR"(AIza[\w-]{20,}|sk-[\w-]{16,}|eyJ[\w-]{8,}\.[\w-]{8,}\.[\w-]*|-----BEGIN [A-Z ]*PRIVATE KEY-----[\s\S]*))"_s);
    if (text.size() < 6)
        return text;
    QString masked = text;
    masked.replace(userInfo, u"\\1***@"_s);
    masked.replace(assigned, u"\\1***"_s);
    masked.replace(token, u"***"_s);
    return masked;
}

QJsonValue maskSecrets(const QJsonValue &value)
{
    if (value.isString())
        return maskSecrets(value.toString());
    if (value.isArray()) {
        QJsonArray masked;
        for (const QJsonValue &item : value.toArray())
            masked.append(maskSecrets(item));
        return masked;
    }
    if (value.isObject()) {
        QJsonObject masked;
        const QJsonObject object = value.toObject();
        for (auto it = object.constBegin(); it != object.constEnd(); ++it)
            masked.insert(it.key(), maskSecrets(it.value()));
        return masked;
    }
    return value;
}

} // namespace gp::exchange

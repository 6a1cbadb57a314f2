// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "core/exchange/hosts.h"

#include <QRegularExpression>
#include <QSet>
#include <QStringList>

using namespace Qt::StringLiterals;

namespace gp::exchange {

namespace {
constexpr qsizetype longestValue = 16384;

/// "shippingHostName", "CART_SERVICE_ADDR", "spring.redis.host" -> words in upper case.
QStringList wordsOf(QString name)
{
    static const QRegularExpression camel(u"([a-z0-9])([A-Z])"_s);
    static const QRegularExpression separator(u"[^A-Za-z0-9]+"_s);
    return name.replace(camel, u"\\1_\\2"_s).toUpper().split(separator, Qt::SkipEmptyParts);
}

bool isAddressWord(const QString &word)
{
    static const QSet<QString> whole{u"SERVER"_s, u"SERVERS"_s,  u"BROKER"_s,    u"BROKERS"_s,
                                     u"DSN"_s,    u"UPSTREAM"_s, u"CONNECTION"_s};
    static const QStringList endings{u"HOST"_s, u"HOSTS"_s,    u"HOSTNAME"_s, u"ADDR"_s,      u"ADDRS"_s,
                                     u"URL"_s,  u"URLS"_s,     u"ADDRESS"_s,  u"ADDRESSES"_s, u"URI"_s,
                                     u"URIS"_s, u"ENDPOINT"_s, u"ENDPOINTS"_s};
    const auto endsIt = [&](const QString &ending) { return word.endsWith(ending); };
    return whole.contains(word) || (word != u"GHOST"_s && std::ranges::any_of(endings, endsIt));
}

bool isOtherWord(const QString &word)
{
    static const QSet<QString> others{
        u"USER"_s,        u"USERNAME"_s, u"LOGIN"_s,    u"PASSWORD"_s,  u"PASSWD"_s,
        u"PASS"_s,        u"PWD"_s,      u"SECRET"_s,   u"TOKEN"_s,     u"KEY"_s,
        u"PASSPHRASE"_s,  u"DB"_s,       u"DATABASE"_s, u"DBNAME"_s,    u"SCHEMA"_s,
        u"PROVIDER"_s,    u"IMAGE"_s,    u"TAG"_s,      u"VERSION"_s,   u"NAME"_s,
        u"CREDENTIALS"_s, u"LISTEN"_s,   u"LISTENER"_s, u"LISTENERS"_s, u"BIND"_s};
    return others.contains(word);
}

/// Whether a bare word under this name is a host beyond doubt: DB_HOST=postgres, not SERVER=apache or
/// CONNECTION=keep-alive; HOST and HOSTNAME alone are the container's own.
bool isHostVariable(const QString &name)
{
    static const QRegularExpression ending(u"(HOST|HOSTS|HOSTNAME|ADDR|ADDRESS|ENDPOINT)$"_s);
    const QStringList words = wordsOf(name);
    return words.join(u'_').contains(ending) && (words.size() > 1 || words.value(0).size() > 8);
}

bool isFlagValue(const QString &word)
{
    static const QSet<QString> words{u"true"_s, u"false"_s, u"yes"_s,  u"no"_s,   u"on"_s,
                                     u"off"_s,  u"none"_s,  u"auto"_s, u"null"_s, u"default"_s};
    return words.contains(word);
}

enum class Says { Nothing, Address, Other };

/// What a variable's name says of its value. The last word decides: USER_SERVICE_ADDR is an address,
/// DB_HOST_USER is a user.
Says saysOf(const QString &name)
{
    const QStringList words = wordsOf(name);
    if (words.isEmpty())
        return Says::Nothing;
    const bool isHostName =
        words.size() > 1 && words.last() == u"NAME"_s && words.at(words.size() - 2) == u"HOST"_s;
    if (isHostName || isAddressWord(words.last()))
        return Says::Address;
    if (isOtherWord(words.last()))
        return Says::Other;
    return std::ranges::any_of(words, isAddressWord) ? Says::Address : Says::Nothing;
}

bool isHost(const QString &host)
{
    static const QRegularExpression pattern(
        u"^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)*\\.?$"_s);
    static const QRegularExpression letter(u"[a-z]"_s);
    return host.size() <= 253 && host != u"localhost"_s && pattern.match(host).hasMatch() &&
           letter.match(host).hasMatch();
}

bool isPort(QStringView port)
{
    bool isNumber = false;
    const uint number = port.toUInt(&isNumber);
    return isNumber && number > 0 && number <= 65535;
}

/// One "host" or "host:port", with a user before or a path behind; nothing where it is neither.
std::optional<HostReference> hostFrom(const QString &written, bool needsPort)
{
    const QString text = written.section(u'@', -1).section(u'/', 0, 0);
    const qsizetype colon = text.indexOf(u':');
    HostReference reference{text.first(colon < 0 ? text.size() : colon).toLower(), {}, {}, false};
    if (colon >= 0) {
        reference.port = text.sliced(colon + 1);
        if (!isPort(reference.port))
            return std::nullopt;
    } else if (needsPort) {
        return std::nullopt;
    }
    if (!isHost(reference.host))
        return std::nullopt;
    if (reference.host.endsWith(u'.'))
        reference.host.chop(1);
    return reference;
}

void add(QList<HostReference> &found, HostReference reference, bool certain)
{
    reference.certain = certain;
    const auto same = [&](const HostReference &r) {
        return r.host == reference.host && r.port == reference.port;
    };
    if (std::ranges::none_of(found, same))
        found.append(std::move(reference));
}

/// Takes the URLs out of a text; what is left is returned.
QString takeUrls(const QString &text, QList<HostReference> &found)
{
    // jdbc:postgresql://db:5432/x, mongodb://user:pw@a:1,b:2/x, http://cart/
    static const QRegularExpression url(
        uR"re(([A-Za-z][A-Za-z0-9+.-]*)://([^/\s?#"'`<>|;)},]*(?:,[^/\s?#"'`<>|;)},:]+:\d+)*)[^\s"'`,;|]*)re"_s);
    QString rest;
    qsizetype end = 0;
    for (const auto &match : url.globalMatch(text)) {
        rest += QStringView(text).sliced(end, match.capturedStart() - end);
        end = match.capturedEnd();
        const QString authority = match.captured(2).section(u'@', -1);
        for (const QString &part : authority.split(u',')) {
            if (auto reference = hostFrom(part, false)) {
                reference->scheme = match.captured(1).toLower();
                add(found, *reference, true);
            }
        }
        rest += u' ';
    }
    return rest + QStringView(text).sliced(end);
}

QStringList tokens(const QString &text)
{
    static const QRegularExpression separator(u"[\\s,;\"'`()|]+"_s);
    return text.split(separator, Qt::SkipEmptyParts);
}
} // namespace

QString HostReference::text() const
{
    return port.isEmpty() ? host : host + u':' + port;
}

QList<HostReference> hostsInVariable(const QString &name, const QString &value)
{
    const Says says = saysOf(name);
    if (value.isEmpty() || value.size() > longestValue || says == Says::Other)
        return {};
    QList<HostReference> found;
    const QStringList rest = tokens(takeUrls(value, found));
    for (const QString &token : rest) {
        if (auto reference = hostFrom(token, true))
            add(found, *reference, says == Says::Address);
        // "host=db port=5432", "Server=db"
        const qsizetype equals = token.indexOf(u'=');
        if (equals > 0 && saysOf(token.first(equals)) == Says::Address) {
            if (auto reference = hostFrom(token.sliced(equals + 1), false))
                add(found, *reference, false);
        }
    }
    // A bare word is a host only where the name says so.
    if (says == Says::Address && found.isEmpty()) {
        for (const QString &token : rest) {
            auto reference = hostFrom(token, false);
            if (reference && !isFlagValue(reference->host))
                add(found, *reference, isHostVariable(name) && rest.size() == 1);
        }
    }
    return found;
}

QList<HostReference> hostsInArgument(const QString &argument)
{
    static const QRegularExpression flag(u"^--?([A-Za-z][A-Za-z0-9_.-]*)=(\\S+)$"_s);
    if (argument.size() > longestValue)
        return {};
    if (const auto match = flag.match(argument); match.hasMatch())
        return hostsInVariable(match.captured(1), match.captured(2));
    QList<HostReference> found;
    const QStringList rest = tokens(takeUrls(argument, found));
    for (const QString &token : rest) {
        if (auto reference = hostFrom(token, true))
            add(found, *reference, false);
    }
    return found;
}

} // namespace gp::exchange

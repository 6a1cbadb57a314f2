// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "core/publish/clients.h"

#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace gp::publish {

namespace {

bool isLoopback(const QUrl &url)
{
    static const QStringList names{u"localhost"_s, u"127.0.0.1"_s, u"::1"_s};
    return names.contains(url.host());
}

bool isCloudHost(const QString &host)
{
    return host.endsWith(".atlassian.net"_L1) || host.endsWith(".jira.com"_L1) ||
           host == "api.atlassian.com"_L1;
}

/// Asks what only Cloud has.
Result<Flavour> probe(Http &http)
{
    if (isCloudHost(http.site().base.host()))
        return Flavour::Cloud;
    HttpRequest request;
    request.path = u"/api/v2/spaces"_s;
    request.query.addQueryItem(u"limit"_s, u"1"_s);
    request.isRepeatable = true;
    const auto answer = http.send(request);
    // Data Center may send whoever asks for what it does not have to its sign-in page.
    if (!answer && answer.error().detail == "moved"_L1)
        return Flavour::DataCenter;
    if (!answer)
        return std::unexpected(answer.error());
    // Cloud answers a wrong token with a 404 that names itself; Data Center has nothing at this address.
    const bool isCloud = answer->status / 100 == 2 || answer->object().contains("errors"_L1);
    return isCloud ? Flavour::Cloud : Flavour::DataCenter;
}

} // namespace

namespace {

/// A sign-in page comes with 200 where a single sign-on stands before the site.
bool isWebPage(const HttpAnswer &answer)
{
    return answer.contentType.startsWith("text/html");
}

Error webPageError(const QString &doing)
{
    return {
        ErrorCode::Refused,
        u"%1: the site answered with a page for people, as a sign-in does: check the address and the token."_s
            .arg(doing),
        u"credentials"_s,
        {},
        0};
}

/// Where a list goes on, by the header that says it: <…>; rel="next".
QString nextOf(const QByteArray &header)
{
    static const QRegularExpression next(u"<([^>]*)>[^,]*;\\s*rel=\"?next\"?"_s);
    return next.match(QString::fromLatin1(header)).captured(1);
}

} // namespace

QString segment(const QString &id)
{
    return QString::fromLatin1(QUrl::toPercentEncoding(id));
}

QString plainText(const QString &storage)
{
    static const QRegularExpression tag(u"<[^>]*>"_s);
    QString text = storage;
    text.replace(tag, u" "_s);
    text.replace(u"&lt;"_s, u"<"_s).replace(u"&gt;"_s, u">"_s).replace(u"&quot;"_s, u"\""_s);
    text.replace(u"&nbsp;"_s, u" "_s).replace(u"&amp;"_s, u"&"_s);
    return text.simplified();
}

Result<HttpAnswer> RestClient::ask(const HttpRequest &request, const QString &doing)
{
    auto answer = m_http.send(request);
    if (answer && answer->status / 100 != 2)
        return std::unexpected(errorOf(*answer, doing));
    if (answer && isWebPage(*answer))
        return std::unexpected(webPageError(doing));
    return answer;
}

Result<std::optional<HttpAnswer>> RestClient::askMaybe(const HttpRequest &request, const QString &doing)
{
    const auto answer = m_http.send(request);
    if (!answer)
        return std::unexpected(answer.error());
    if (answer->status / 100 == 2) {
        if (isWebPage(*answer))
            return std::unexpected(webPageError(doing));
        return *answer;
    }
    const Error error = errorOf(*answer, doing);
    // A bare 404 is a matter of the token and not of the page: see errorOf().
    if (answer->status == 404 && isOutOfReach(error))
        return std::nullopt;
    return std::unexpected(error);
}

Result<HttpAnswer> RestClient::get(const QString &path, const QUrlQuery &query, const QString &doing)
{
    HttpRequest request;
    request.path = path;
    request.query = query;
    request.isRepeatable = true;
    return ask(request, doing);
}

Result<void> RestClient::list(const QString &path, const QUrlQuery &query, const QString &doing,
                              const std::function<bool(const QJsonObject &)> &take)
{
    HttpRequest request;
    request.path = path;
    request.query = query;
    request.isRepeatable = true;
    QSet<QString> seen;
    for (;;) {
        const auto answer = ask(request, doing);
        if (!answer)
            return std::unexpected(answer.error());
        const QJsonObject page = answer->object();
        if (!page.value("results"_L1).isArray())
            return fail(ErrorCode::Unreadable, u"%1: the site's answer makes no sense."_s.arg(doing));
        const QJsonArray results = page.value("results"_L1).toArray();
        for (const QJsonValue &result : results) {
            if (!take(result.toObject()))
                return {};
        }
        const QJsonObject links = page.value("_links"_L1).toObject();
        QString next = links.value("next"_L1).toString();
        if (next.isEmpty())
            next = nextOf(answer->link);
        // A site that leads round in circles would never end.
        if (next.isEmpty() || seen.contains(next))
            return {};
        seen.insert(next);
        const QUrl url(next);
        request.query = QUrlQuery(url);
        // "/wiki/api/v2/…" from the site's root, or "/rest/api/…" below its context.
        const QString base = m_http.site().base.path();
        const QString context = links.value("context"_L1).toString();
        QString way = url.path();
        if (!base.isEmpty() && way.startsWith(QString(base + u'/')))
            way = way.sliced(base.size());
        else if (!context.isEmpty() && way.startsWith(QString(context + u'/')))
            way = way.sliced(context.size());
        else if (way.startsWith("/wiki/"_L1))
            way = way.sliced(5);
        if (!way.isEmpty())
            request.path = way;
    }
}

Result<Client::Listing> RestClient::listing(const QString &path, const QUrlQuery &query, int most)
{
    Listing found;
    const auto done = list(path, query, u"Listing the space"_s, [&](const QJsonObject &page) {
        found.isWhole = found.pages.size() < most;
        if (found.isWhole)
            found.pages.append(pageFrom(page));
        return found.isWhole;
    });
    if (!done)
        return std::unexpected(done.error());
    return found;
}

Result<std::optional<WikiPage>> RestClient::pageOrNone(const HttpRequest &request, const QString &id)
{
    const auto answer = askMaybe(request, u"Reading page %1"_s.arg(id));
    if (!answer)
        return std::unexpected(answer.error());
    if (!*answer)
        return std::nullopt;
    return pageFrom((*answer)->object());
}

Result<WikiPage> RestClient::written(const HttpRequest &request, const QString &doing)
{
    const auto answer = ask(request, doing);
    if (!answer)
        return std::unexpected(answer.error());
    const WikiPage page = pageFrom(answer->object());
    // Without an id nobody knows what was written: the next plan looks.
    if (page.id.isEmpty() || page.version < 1)
        return fail(ErrorCode::Unreadable, u"%1: the site's answer makes no sense."_s.arg(doing),
                    u"uncertain"_s);
    return page;
}

Result<WikiProperty> RestClient::propertyWritten(const HttpRequest &request, const QString &id)
{
    const auto answer = ask(request, u"Marking page %1"_s.arg(id));
    if (!answer)
        return std::unexpected(answer.error());
    return propertyFrom(answer->object());
}

WikiProperty RestClient::propertyFrom(const QJsonObject &each)
{
    return {each.value("id"_L1).toVariant().toString(), each.value("version"_L1)["number"_L1].toInt(),
            each.value("value"_L1).toObject()};
}

QUrl RestClient::pageUrl(const QJsonObject &page) const
{
    const QJsonObject links = page.value("_links"_L1).toObject();
    const QString way = links.value("webui"_L1).toString();
    if (way.isEmpty())
        return {};
    const QUrl base(links.value("base"_L1).toString());
    // An address that a browser will be sent to: only to the site itself.
    QString start = m_http.site().base.toString();
    if (base.isValid() && base.host() == m_http.site().base.host())
        start = base.toString();
    const QUrl url(start + way);
    return url.host() == m_http.site().base.host() ? url : QUrl();
}

Result<QString> RestClient::self()
{
    const auto answer = get(u"/rest/api/user/current"_s, {}, u"Asking who is signed in"_s);
    if (!answer)
        return std::unexpected(answer.error());
    const QJsonObject user = answer->object();
    for (const QLatin1StringView name : {"accountId"_L1, "userKey"_L1, "username"_L1}) {
        if (const QString id = user.value(name).toString(); !id.isEmpty())
            return id;
    }
    return QString();
}

Result<void> RestClient::addLabels(const QString &id, const QStringList &labels)
{
    if (labels.isEmpty())
        return {};
    QJsonArray list;
    for (const QString &label : labels)
        list.append(QJsonObject{{u"prefix"_s, u"global"_s}, {u"name"_s, label}});
    HttpRequest request;
    request.method = "POST";
    request.path = u"/rest/api/content/%1/label"_s.arg(segment(id));
    request.body = QJsonDocument(list);
    request.isRepeatable = true; // a label that is there already stays as it is
    const auto answer = ask(request, u"Labelling page %1"_s.arg(id));
    if (!answer)
        return std::unexpected(answer.error());
    return {};
}

Result<void> RestClient::attach(const QString &id, const QList<Upload> &files)
{
    HttpRequest added;
    added.method = "POST";
    added.path = u"/rest/api/content/%1/child/attachment"_s.arg(segment(id));
    for (const Upload &file : files) {
        if (file.existing.isEmpty()) {
            added.files.append(file);
            continue;
        }
        HttpRequest changed;
        changed.method = "POST";
        changed.path =
            u"/rest/api/content/%1/child/attachment/%2/data"_s.arg(segment(id), segment(file.existing));
        changed.files = {file};
        changed.isRepeatable = true; // at worst a version more of the same
        if (const auto answer = ask(changed, u"Attaching '%1'"_s.arg(file.name)); !answer)
            return std::unexpected(answer.error());
    }
    if (added.files.isEmpty())
        return {};
    const auto answer = ask(added, u"Attaching '%1'"_s.arg(added.files.first().name));
    if (!answer)
        return std::unexpected(answer.error());
    return {};
}

Result<void> RestClient::place(const QString &id, Side side, const QString &sibling)
{
    HttpRequest request;
    request.method = "PUT";
    request.path = u"/rest/api/content/%1/move/%2/%3"_s.arg(
        segment(id), side == Side::Before ? u"before"_s : u"after"_s, segment(sibling));
    request.isRepeatable = true; // it stands there already
    const auto answer = m_http.send(request);
    if (!answer)
        return std::unexpected(answer.error());
    if (answer->status / 100 == 2)
        return {};
    Error error = errorOf(*answer, u"Putting page %1 in its place"_s.arg(id));
    // Not every Data Center has it, and each says so in its own way.
    static const QList<int> unknown{404, 405, 410, 501};
    if (flavour() == Flavour::DataCenter && unknown.contains(answer->status))
        error.detail = u"not-offered"_s;
    return std::unexpected(error);
}

Result<void> checkProxy(const Site &site)
{
    const auto proxy = proxyOf(site);
    return proxy ? Result<void>() : std::unexpected(proxy.error());
}

Result<std::unique_ptr<Client>> connectTo(const Site &site, std::stop_token stop)
{
    if (!site.base.isValid() || site.base.host().isEmpty() ||
        (site.base.scheme() != "https"_L1 && site.base.scheme() != "http"_L1))
        return fail(ErrorCode::Usage,
                    u"'%1' is not the address of a site; it looks like https://wiki.example.org."_s.arg(
                        site.base.toDisplayString(QUrl::RemoveUserInfo)));
    if (site.base.scheme() == "http"_L1 && !isLoopback(site.base))
        return fail(
            ErrorCode::Refused,
            u"%1 would be sent the token in the clear: only https is taken, but for this machine itself."_s
                .arg(site.base.host()));
    if (const auto proxy = proxyOf(site); !proxy)
        return std::unexpected(proxy.error());
    Http http(site, std::move(stop));
    Flavour flavour = Flavour::Cloud;
    if (site.flavour) {
        flavour = *site.flavour;
    } else {
        const auto found = probe(http);
        if (!found)
            return std::unexpected(found.error());
        flavour = *found;
    }
    if (flavour == Flavour::Cloud)
        return makeCloudClient(http);
    return makeDataCenterClient(http);
}

Result<std::unique_ptr<Client>> connectLike(const Client &client)
{
    const auto &known = dynamic_cast<const RestClient &>(client);
    if (client.flavour() == Flavour::Cloud)
        return makeCloudClient(known.http());
    return makeDataCenterClient(known.http());
}

} // namespace gp::publish

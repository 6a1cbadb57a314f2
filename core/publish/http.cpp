// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "core/publish/http.h"

#include <QDateTime>
#include <QEventLoop>
#include <QLocale>
#include <QNetworkAccessManager>
#include <QNetworkCookieJar>
#include <QNetworkReply>
#include <QThread>
#include <QTimeZone>
#include <QTimer>

#include <atomic>

using namespace Qt::StringLiterals;

namespace gp::publish {

namespace {

constexpr int tries = 5;
constexpr qint64 longestPause = 120'000;     ///< a site may ask for centuries
constexpr int step = 50;                     ///< how often one looks whether to stop
constexpr qint64 largestAnswer = 64'000'000; ///< a page has at most 5 MB, a listing a few of them

} // namespace

struct Http::Shared
{
    std::mutex lock;
    QDateTime notBefore; ///< guarded by `lock`
    std::atomic<int> sent = 0;
};

Http::Http(const Site &site, std::stop_token stop)
    : m_site(site)
    , m_stop(std::move(stop))
    , m_shared(std::make_shared<Shared>())
    , m_network(std::make_unique<QNetworkAccessManager>())
{
    QString path = m_site.base.path();
    while (path.endsWith(u'/'))
        path.chop(1);
    m_site.base.setPath(path);
    m_site.base.setQuery(QString());
    m_site.base.setFragment({});
    m_site.base.setUserInfo({});
    m_network->setProxy(proxyOf(m_site).value_or(QNetworkProxy(QNetworkProxy::NoProxy)));
}

Http::Http(const Http &other)
    : m_site(other.m_site)
    , m_stop(other.m_stop)
    , m_shared(other.m_shared)
    , m_network(std::make_unique<QNetworkAccessManager>())
{
    m_network->setProxy(other.m_network->proxy());
}

Http::~Http() = default;

int Http::sent() const
{
    return m_shared->sent;
}

bool Http::pause(qint64 milliseconds) const
{
    for (qint64 waited = 0; waited < milliseconds; waited += step) {
        if (m_stop.stop_requested())
            return false;
        QThread::msleep(step);
    }
    return !m_stop.stop_requested();
}

QNetworkReply *Http::start(const HttpRequest &request)
{
    QUrl url = m_site.base;
    // Ids and names come from outside: they are parts of a path, not ways out of it.
    url.setPath(request.isFromRoot ? request.path : QString(m_site.base.path() + request.path),
                QUrl::TolerantMode);
    url.setQuery(request.query);

    QNetworkRequest made(url);
    const QByteArray secret =
        m_site.user.isEmpty() ? "Bearer "_ba + m_site.token.toUtf8()
                              : "Basic "_ba + QString(m_site.user + u':' + m_site.token).toUtf8().toBase64();
    if (!m_site.token.isEmpty())
        made.setRawHeader("Authorization", secret);
    made.setRawHeader("Accept", "application/json");
    made.setRawHeader("X-Atlassian-Token", "no-check");
    made.setHeader(QNetworkRequest::UserAgentHeader, QStringLiteral("Groundplan/" GROUNDPLAN_VERSION));
    made.setAttribute(QNetworkRequest::RedirectPolicyAttribute, QNetworkRequest::ManualRedirectPolicy);
    // The sign-in goes into each request; a cache of its own would answer with who was there before.
    // Where a proxy wants a sign-in, Qt sends that only so.
    made.setAttribute(QNetworkRequest::AuthenticationReuseAttribute, m_network->proxy().user().isEmpty()
                                                                         ? QNetworkRequest::Manual
                                                                         : QNetworkRequest::Automatic);
    made.setAttribute(QNetworkRequest::Http2AllowedAttribute, false);
    made.setTransferTimeout(m_site.timeout);
    if (!request.files.isEmpty()) {
        auto *form = new QHttpMultiPart(QHttpMultiPart::FormDataType);
        const auto text = [form](const QByteArray &name, const QString &value) {
            QHttpPart part;
            part.setHeader(QNetworkRequest::ContentDispositionHeader,
                           QVariant(u"form-data; name=\"%1\""_s.arg(QString::fromLatin1(name))));
            part.setHeader(QNetworkRequest::ContentTypeHeader, u"text/plain; charset=UTF-8"_s);
            part.setBody(value.toUtf8());
            form->append(part);
        };
        for (const Upload &file : request.files) {
            QHttpPart part;
            QString name = file.name;
            name.replace(u'\\', u"\\\\"_s).replace(u'"', u"\\\""_s).remove(u'\r').remove(u'\n');
            part.setRawHeader("Content-Disposition",
                              "form-data; name=\"file\"; filename=\"" + name.toUtf8() + '"');
            part.setHeader(QNetworkRequest::ContentTypeHeader, file.mediaType);
            part.setBody(file.bytes);
            form->append(part);
            text("comment", file.comment);
        }
        text("minorEdit", u"true"_s);
        auto *reply = request.method == "PUT" ? m_network->put(made, form) : m_network->post(made, form);
        form->setParent(reply);
        return reply;
    }
    // Also where there is no body: some servers insist.
    made.setHeader(QNetworkRequest::ContentTypeHeader, u"application/json"_s);
    return m_network->sendCustomRequest(made, request.method,
                                        request.body.isNull() ? QByteArray()
                                                              : request.body.toJson(QJsonDocument::Compact));
}

Http::Try Http::once(const HttpRequest &request)
{
    Try result;
    ++m_shared->sent;
    const std::unique_ptr<QNetworkReply> reply(start(request));
    QEventLoop loop;
    bool isTooLarge = false;
    QTimer look;
    QObject::connect(&look, &QTimer::timeout, &loop, [&] {
        if (m_stop.stop_requested())
            reply->abort();
    });
    QObject::connect(reply.get(), &QNetworkReply::downloadProgress, &loop,
                     [&](qint64 received, qint64 total) {
                         isTooLarge = std::max(received, total) > largestAnswer;
                         if (isTooLarge)
                             reply->abort();
                     });
    QObject::connect(reply.get(), &QNetworkReply::finished, &loop, &QEventLoop::quit);
    look.start(step);
    if (!reply->isFinished())
        loop.exec();

    result.answer.status = reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    result.answer.contentType = reply->header(QNetworkRequest::ContentTypeHeader).toByteArray();
    const auto error = reply->error();
    // An answer that ends too early has a status and half a body.
    const bool isCut =
        error == QNetworkReply::RemoteHostClosedError || error == QNetworkReply::TimeoutError ||
        error == QNetworkReply::OperationCanceledError || error == QNetworkReply::UnknownNetworkError;
    if (isTooLarge)
        result.broken = u"the answer is larger than a page can be"_s;
    else if (result.answer.status == 0 || isCut || result.isProxy)
        result.broken = reply->errorString();
    result.isProxy = error > QNetworkReply::UnknownNetworkError && error <= QNetworkReply::UnknownProxyError;
    result.isBusy =
        error == QNetworkReply::ConnectionRefusedError || error == QNetworkReply::HostNotFoundError ||
        error == QNetworkReply::ProxyConnectionRefusedError || error == QNetworkReply::ProxyNotFoundError ||
        error == QNetworkReply::ProxyAuthenticationRequiredError;
    result.answer.link = reply->rawHeader("Link");
    if (reply->isOpen())
        result.answer.body = reply->readAll();
    result.retryAfter = retryAfter(reply->rawHeader("Retry-After"));
    if (result.answer.status == 407) {
        result.isProxy = result.isBusy = true;
        result.broken = u"it wants another sign-in (GROUNDPLAN_PROXY_USER and GROUNDPLAN_PROXY_PASSWORD)"_s;
    }
    const QUrl to = reply->header(QNetworkRequest::LocationHeader).toUrl();
    if (result.answer.status / 100 == 3 && to.isValid()) {
        result.isElsewhere = m_site.base.resolved(to).host() != m_site.base.host();
        result.broken =
            !result.isElsewhere
                ? u"it leads elsewhere on the same host (%1); give that address as the site"_s.arg(to.path())
                : u"it leads to %1, as a sign-in page does; the site takes no token at this address"_s.arg(
                      to.host());
    }
    return result;
}

Error Http::brokenError(const Try &tried) const
{
    const bool isRedirect = tried.answer.status / 100 == 3;
    QString words = u"%1 does not answer: %2"_s.arg(m_site.base.host(), tried.broken);
    if (tried.isProxy)
        words = u"The proxy %1 does not let through to %2: %3"_s.arg(m_network->proxy().hostName(),
                                                                     m_site.base.host(), tried.broken);
    // A site that leads to its sign-in page does so for every page.
    QString tag = tried.isBusy ? QString() : u"uncertain"_s;
    if (isRedirect)
        tag = tried.isElsewhere ? u"credentials"_s : u"moved"_s;
    return {ErrorCode::Refused, words, tag, {}, 0};
}

Result<HttpAnswer> Http::send(const HttpRequest &request)
{
    qint64 next = m_site.pause;
    for (int i = 1;; ++i) {
        qint64 wait = 0;
        {
            const std::lock_guard guard(m_shared->lock);
            if (m_shared->notBefore.isValid())
                wait = QDateTime::currentDateTimeUtc().msecsTo(m_shared->notBefore);
        }
        if (!pause(std::min(wait, longestPause)))
            return std::unexpected(cancelled());
        const Try tried = once(request);
        if (m_stop.stop_requested())
            return std::unexpected(cancelled());
        const int status = tried.answer.status;
        const bool isLimited = status == 429 || (status == 503 && tried.retryAfter);
        const bool isDown = status == 502 || status == 503 || status == 504 || !tried.broken.isEmpty();
        if (!isLimited && !isDown)
            return tried.answer;
        // A redirect stays one.
        const bool mayRepeat =
            (status == 429 || request.isRepeatable || tried.isBusy) && status / 100 != 3 && status != 407;
        if (i >= tries || !mayRepeat) {
            if (tried.broken.isEmpty())
                return tried.answer;
            return std::unexpected(brokenError(tried));
        }
        const qint64 asked = tried.retryAfter.value_or(next);
        next *= 2;
        if (isLimited) {
            const std::lock_guard guard(m_shared->lock);
            m_shared->notBefore = QDateTime::currentDateTimeUtc().addMSecs(asked);
        } else if (!pause(asked)) {
            return std::unexpected(cancelled());
        }
    }
}

std::optional<qint64> retryAfter(const QByteArray &value)
{
    if (value.isEmpty())
        return {};
    bool isNumber = false;
    const qint64 seconds = value.trimmed().toLongLong(&isNumber);
    if (isNumber)
        return std::clamp<qint64>(seconds, 0, longestPause / 1000) * 1000;
    QDateTime date =
        QLocale::c().toDateTime(QString::fromLatin1(value.trimmed()), u"ddd, dd MMM yyyy HH:mm:ss 'GMT'"_s);
    if (!date.isValid())
        return {};
    date.setTimeZone(QTimeZone::UTC);
    return std::clamp<qint64>(QDateTime::currentDateTimeUtc().msecsTo(date), 0, longestPause);
}

Result<QNetworkProxy> proxyOf(const Site &site)
{
    if (site.proxy.isEmpty()) {
        static const QStringList here{u"localhost"_s, u"127.0.0.1"_s, u"::1"_s};
        if (here.contains(site.base.host()))
            return QNetworkProxy(QNetworkProxy::NoProxy);
        const auto known = QNetworkProxyFactory::systemProxyForQuery(QNetworkProxyQuery(site.base));
        return known.isEmpty() ? QNetworkProxy(QNetworkProxy::NoProxy) : known.first();
    }
    const QString scheme = site.proxy.scheme();
    const bool isSocks = scheme == "socks5"_L1 || scheme == "socks5h"_L1;
    if (!site.proxy.password().isEmpty())
        return fail(
            ErrorCode::Usage,
            u"The address of a proxy is no place for a password: say it with GROUNDPLAN_PROXY_PASSWORD."_s);
    if (site.proxy.host().isEmpty() || (!isSocks && scheme != "http"_L1))
        return fail(ErrorCode::Usage,
                    u"'%1' is not the address of a proxy; it looks like http://proxy.example.org:3128."_s.arg(
                        site.proxy.toDisplayString(QUrl::RemoveUserInfo)));
    QNetworkProxy proxy(isSocks ? QNetworkProxy::Socks5Proxy : QNetworkProxy::HttpProxy, site.proxy.host(),
                        quint16(site.proxy.port(isSocks ? 1080 : 8080)));
    const QString user = site.proxyUser.isEmpty() ? site.proxy.userName() : site.proxyUser;
    if (!user.isEmpty()) {
        proxy.setUser(user);
        proxy.setPassword(site.proxyPassword);
    }
    return proxy;
}

Error cancelled()
{
    return {ErrorCode::Refused,
            u"Publishing was stopped. What was done is kept; the next run goes on from there."_s,
            u"cancelled"_s,
            {},
            0};
}

QString Site::name() const
{
    QUrl plain = base;
    plain.setUserInfo({});
    plain.setQuery(QString());
    plain.setFragment({});
    QString text = plain.toString();
    while (text.endsWith(u'/'))
        text.chop(1);
    return text.toLower();
}

} // namespace gp::publish

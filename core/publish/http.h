// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/publish/wiki.h"

#include <QHttpMultiPart>
#include <QJsonDocument>
#include <QNetworkProxy>
#include <QUrlQuery>

#include <mutex>

class QNetworkAccessManager;
class QNetworkReply;
class QNetworkRequest;

namespace gp::publish {

struct HttpRequest
{
    QByteArray method = "GET";
    QString path; ///< below the base, "/rest/api/content"; or from the site's root, as links in answers are
                  ///< (isFromRoot)
    QUrlQuery query = {};
    QJsonDocument body = {};
    QList<Upload> files = {}; ///< a multipart form instead of a body
    bool isFromRoot = false;
    /// Doing it twice is the same as once, so that it may be sent again when no answer came.
    bool isRepeatable = false;
};

struct HttpAnswer
{
    int status = 0;
    QByteArray body = {};
    QByteArray contentType = {};
    QByteArray link = {}; ///< the header: where a list goes on

    [[nodiscard]] QJsonObject object() const { return QJsonDocument::fromJson(body).object(); }
};

/// Requests to one host, one after the other, with patience: 429 waits as long as the site asks for, and
/// every connection to the same site waits with it; 502, 503, 504 and broken connections are tried again,
/// with longer and longer pauses, for requests that may be repeated. Redirects to another host are refused: a
/// sign-in page is not an answer. Knows who is signed in, and tells nobody. Blocking, for one thread.
class Http
{
public:
    Http(const Site &site, std::stop_token stop);
    /// Another connection to the same site.
    explicit Http(const Http &other);
    ~Http();
    Http &operator=(const Http &) = delete;

    /// The answer, whatever its status is. An error where there is none: no connection, no end of patience,
    /// cancelled, an answer larger than a page can be.
    [[nodiscard]] Result<HttpAnswer> send(const HttpRequest &request);
    [[nodiscard]] const Site &site() const { return m_site; }
    [[nodiscard]] std::stop_token stop() const { return m_stop; }
    /// Requests sent so far over all connections to the site, tries counted.
    [[nodiscard]] int sent() const;
    /// Waits; false where it is to stop.
    [[nodiscard]] bool pause(qint64 milliseconds) const;

private:
    /// What connections to one site share.
    struct Shared;

    struct Try
    {
        HttpAnswer answer;
        QString broken;                   ///< why there was no answer; empty where there is one
        bool isBusy = false;              ///< the host could not even be reached: nothing was done there
        bool isElsewhere = false;         ///< it leads to another host
        bool isProxy = false;             ///< it is the proxy that did not let through
        std::optional<qint64> retryAfter; ///< milliseconds
    };
    [[nodiscard]] Try once(const HttpRequest &request);
    [[nodiscard]] Error brokenError(const Try &tried) const;
    [[nodiscard]] QNetworkReply *start(const HttpRequest &request);

    Site m_site;
    std::stop_token m_stop;
    std::shared_ptr<Shared> m_shared;
    std::unique_ptr<QNetworkAccessManager> m_network;
};

/// Seconds or a date, as in Retry-After, as milliseconds from now; never more than two minutes, whatever was
/// asked for.
[[nodiscard]] std::optional<qint64> retryAfter(const QByteArray &value);

/// Why the site refused: its own words where it has some, else what the status means; what to do about it
/// where that is known. See isStale() and its sisters for what can be acted on.
[[nodiscard]] Error errorOf(const HttpAnswer &answer, const QString &doing);

[[nodiscard]] Error cancelled();

/// The proxy for a site, as Site says it. Usage for an address that is none or that holds a password.
[[nodiscard]] Result<QNetworkProxy> proxyOf(const Site &site);

} // namespace gp::publish

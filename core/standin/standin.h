// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/standin/httpserver.h"
#include "core/standin/wiki.h"

#include <QJsonArray>

#include <memory>

/// A stand-in for Confluence on this machine: for tests, and for trying to publish without an account. Speaks
/// Cloud (REST v2 and what is left of v1) or Data Center (v1), with the answers, refusals and habits of the
/// real ones as far as they are known in public.
namespace gp::standin {

struct Options
{
    bool isCloud = true;
    QString space = QStringLiteral("SHOP");
    QString spaceName = QStringLiteral("Shop");
    QString user;             ///< with `token`: basic sign-in
    QString token;            ///< without a user: bearer; empty: everybody may do everything
    int pageCap = 0;          ///< no list has more entries in one answer; 0: as asked for
    int limitEvery = 0;       ///< each so many requests one is answered with 429
    int failEvery = 0;        ///< each so many requests one is answered with 503
    int delay = 0;            ///< milliseconds before each answer
    bool canMove = true;      ///< has the call that puts a page next to another; Cloud always has
    int stall = 2000;         ///< milliseconds
    bool mayOnlyRead = false; ///< who signs in has no right to create or change pages
};

/// What a test does to a request, by its number (from 1).
enum class Fault {
    None,
    TooMany,     ///< 429, Retry-After 0
    Unavailable, ///< 503
    DropBefore,  ///< the connection breaks before anything was done
    DropAfter,   ///< everything was done, but the answer is lost
    Scope,       ///< 401: the token lacks a scope
    BareMissing, ///< Cloud's answer to a token that is no longer valid
    Stall,       ///< everything was done, but the answer comes after Options::stall
    Conflict     ///< 409 of a site that is busy with itself, and nothing was done
};

class StandIn : public QObject
{
    Q_OBJECT

public:
    explicit StandIn(const Options &options = {}, QObject *parent = nullptr);

    /// Listens on the loopback interface; false where that cannot be had.
    bool listen(quint16 port = 0);
    /// "http://127.0.0.1:PORT/wiki" for Cloud, "http://127.0.0.1:PORT" for Data Center.
    [[nodiscard]] QString base() const;
    [[nodiscard]] QString errorString() const { return m_server.errorString(); }
    [[nodiscard]] Wiki &wiki() { return m_wiki; }
    /// "POST /rest/api/content", in order, without secrets.
    [[nodiscard]] QStringList journal() const { return m_journal; }
    void clearJournal() { m_journal.clear(); }
    [[nodiscard]] int mostConnections() const { return m_server.mostConnections(); }
    /// Of the requests that are not reads.
    [[nodiscard]] int writes() const;
    void setFault(std::function<Fault(int number, const Call &call)> fault) { m_fault = std::move(fault); }

private:
    [[nodiscard]] Reply handle(const Call &call);
    [[nodiscard]] Reply serve(const Call &call);
    [[nodiscard]] bool isAllowed(const Call &call) const;

    Options m_options;
    Wiki m_wiki;
    HttpServer m_server;
    QStringList m_journal;
    std::function<Fault(int, const Call &)> m_fault;
    int m_count = 0;
};

/// Parts of the answer, shared by the dialects.
[[nodiscard]] Reply json(const QJsonObject &object, int status = 200);
[[nodiscard]] Reply refusal(const Refusal &refusal, bool isV2, bool isCloud);

/// Each gives nothing where the path is not one of its own.
[[nodiscard]] std::optional<Reply> serveV2(Wiki &wiki, const Options &options, const Call &call,
                                           const QString &path);
[[nodiscard]] std::optional<Reply> serveV1(Wiki &wiki, const Options &options, const Call &call,
                                           const QString &path);
/// What who signs in may do with a page.
[[nodiscard]] QJsonArray operationsOf(const Options &options);
/// Pages to look at in a browser.
[[nodiscard]] Reply browse(const Wiki &wiki, const Options &options, const QString &path);

/// The files and fields of a multipart form.
struct FormPart
{
    QString name;
    QString fileName;
    QString type;
    QByteArray bytes;
};
[[nodiscard]] QList<FormPart> formParts(const Call &call);

/// "2026-01-02T03:04:05.000Z"
[[nodiscard]] QString stamp(const QDateTime &when);
inline const QString everybody = QStringLiteral("5b10ac8d82e05b22cc7d4ef5"); ///< who writes through the API

} // namespace gp::standin

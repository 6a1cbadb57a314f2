// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "core/standin/standin.h"

#include <QJsonArray>
#include <QJsonDocument>

using namespace Qt::StringLiterals;

namespace gp::standin {

namespace {

QString contextOf(const Options &options)
{
    return options.isCloud ? u"/wiki"_s : QString();
}

} // namespace

StandIn::StandIn(const Options &options, QObject *parent)
    : QObject(parent)
    , m_options(options)
    , m_wiki(options.space, options.spaceName, options.isCloud)
    , m_server([this](const Call &call) { return handle(call); }, this)
{
}

bool StandIn::listen(quint16 port)
{
    return m_server.listen(port);
}

QString StandIn::base() const
{
    return u"http://127.0.0.1:%1%2"_s.arg(m_server.port()).arg(contextOf(m_options));
}

int StandIn::writes() const
{
    return int(
        std::ranges::count_if(m_journal, [](const QString &line) { return !line.startsWith("GET "_L1); }));
}

bool StandIn::isAllowed(const Call &call) const
{
    if (m_options.token.isEmpty())
        return true;
    const QByteArray wanted =
        m_options.user.isEmpty()
            ? QByteArray("Bearer " + m_options.token.toUtf8())
            : QByteArray("Basic " + QString(m_options.user + u':' + m_options.token).toUtf8().toBase64());
    return call.headers.value("authorization") == wanted;
}

Reply StandIn::handle(const Call &call)
{
    const int number = ++m_count;
    m_journal.append(QString::fromLatin1(call.method) + u' ' + call.path);
    const auto isEach = [&](int every) { return every > 0 && number % every == 0; };
    Fault fault = m_fault ? m_fault(number, call) : Fault::None;
    if (isEach(m_options.limitEvery))
        fault = Fault::TooMany;
    else if (isEach(m_options.failEvery))
        fault = Fault::Unavailable;
    switch (fault) {
    case Fault::None:
        break;
    case Fault::TooMany: {
        Reply reply = json({{u"message"_s, u"Rate limit exceeded"_s}}, 429);
        reply.headers.insert("Retry-After", "0");
        return reply;
    }
    case Fault::Unavailable: {
        Reply reply{503, "<html><title>503 Service Temporarily Unavailable</title></html>", "text/html"};
        return reply;
    }
    case Fault::DropBefore: {
        Reply reply;
        reply.isDropped = true;
        return reply;
    }
    case Fault::DropAfter: {
        Reply reply = serve(call);
        reply.isDropped = true;
        return reply;
    }
    case Fault::Scope:
        return json({{u"code"_s, 401}, {u"message"_s, u"Unauthorized; scope does not match"_s}}, 401);
    case Fault::Stall: {
        Reply reply = serve(call);
        reply.delay = m_options.stall;
        return reply;
    }
    case Fault::Conflict:
        return refusal({409, u"CONFLICT"_s, u"javax.persistence.OptimisticLockException: stale"_s},
                       m_options.isCloud, m_options.isCloud);
    case Fault::BareMissing:
        return refusal({404, u"NOT_FOUND"_s, u"Not Found"_s}, true, true);
    }
    Reply reply = serve(call);
    reply.delay = m_options.delay;
    return reply;
}

Reply StandIn::serve(const Call &call)
{
    const QString context = contextOf(m_options);
    if (!context.isEmpty() && !call.path.startsWith(QString(context + u'/')) && call.path != context)
        return {404, "<html><title>Not Found</title></html>", "text/html"};
    const QString path = call.path.sliced(context.size());
    const bool isV2 = m_options.isCloud && path.startsWith("/api/v2/"_L1);
    if (!isV2 && !path.startsWith("/rest/api/"_L1)) {
        if (path.startsWith("/api/"_L1))
            return {404, "<html><title>Page Not Found</title></html>", "text/html"};
        return browse(m_wiki, m_options, path);
    }
    if (!isAllowed(call)) {
        if (isV2)
            return refusal({404, u"NOT_FOUND"_s, u"Not Found"_s}, true, true);
        if (m_options.isCloud)
            return refusal({403, u"FORBIDDEN"_s, u"Current user not permitted to use Confluence"_s}, false,
                           true);
        return {401, "<html><title>Unauthorized (401)</title></html>", "text/html"};
    }
    auto reply = isV2 ? serveV2(m_wiki, m_options, call, path.sliced(7))
                      : serveV1(m_wiki, m_options, call, path.sliced(9));
    if (reply)
        return *reply;
    return json({{u"statusCode"_s, 404}, {u"message"_s, u"null for uri: %1"_s.arg(call.path)}}, 404);
}

QJsonArray operationsOf(const Options &options)
{
    QJsonArray all;
    for (const QString &operation :
         options.mayOnlyRead ? QStringList{u"read"_s} : QStringList{u"read"_s, u"update"_s, u"create"_s})
        all.append(QJsonObject{{u"operation"_s, operation}, {u"targetType"_s, u"page"_s}});
    return all;
}

Reply json(const QJsonObject &object, int status)
{
    return {status, QJsonDocument(object).toJson(QJsonDocument::Compact)};
}

Reply refusal(const Refusal &no, bool isV2, bool isCloud)
{
    if (isV2)
        return json({{u"errors"_s, QJsonArray{QJsonObject{{u"status"_s, no.status},
                                                          {u"code"_s, no.code},
                                                          {u"title"_s, no.words},
                                                          {u"detail"_s, QJsonValue()}}}}},
                    no.status);
    QString words = no.otherWords.isEmpty() ? no.words : no.otherWords;
    if (isCloud && no.status == 400)
        words.prepend(u"com.atlassian.confluence.api.service.exceptions.BadRequestException: "_s);
    QJsonObject said{{u"statusCode"_s, no.status},
                     {u"data"_s, QJsonObject{{u"authorized"_s, false},
                                             {u"valid"_s, true},
                                             {u"allowedInReadOnlyMode"_s, true},
                                             {u"errors"_s, QJsonArray()},
                                             {u"successful"_s, false}}},
                     {u"message"_s, words}};
    if (!isCloud)
        said.insert(u"reason"_s, no.status == 409   ? u"Conflict"_s
                                 : no.status == 404 ? u"Not Found"_s
                                                    : u"Bad Request"_s);
    return json(said, no.status);
}

QList<FormPart> formParts(const Call &call)
{
    const QByteArray type = call.headers.value("content-type");
    const qsizetype at = type.indexOf("boundary=");
    if (at < 0)
        return {};
    QByteArray boundary = type.sliced(at + 9);
    if (boundary.startsWith('"'))
        boundary = boundary.sliced(1, boundary.lastIndexOf('"') - 1);
    const auto quoted = [](const QByteArray &head, const QByteArray &name) {
        const qsizetype start = head.indexOf(QByteArray(' ' + name + "=\""));
        if (start < 0)
            return QString();
        QByteArray value;
        for (qsizetype i = start + name.size() + 3; i < head.size() && head.at(i) != '"'; ++i) {
            if (head.at(i) == '\\' && i + 1 < head.size())
                ++i;
            value += head.at(i);
        }
        return QString::fromUtf8(value);
    };
    QList<FormPart> parts;
    const QByteArray mark = "--" + boundary;
    qsizetype start = call.body.indexOf(mark);
    while (start >= 0) {
        start += mark.size();
        if (call.body.sliced(start).startsWith("--"))
            break;
        const qsizetype end = call.body.indexOf(QByteArray("\r\n" + mark), start);
        const qsizetype head = call.body.indexOf("\r\n\r\n", start);
        if (end < 0 || head < 0 || head > end)
            break;
        const QByteArray lines = call.body.sliced(start, head - start);
        FormPart part;
        part.name = quoted(lines, "name");
        part.fileName = quoted(lines, "filename");
        for (const QByteArray &line : lines.split('\n')) {
            if (line.toLower().startsWith("content-type:"))
                part.type = QString::fromUtf8(line.sliced(13).trimmed());
        }
        part.bytes = call.body.sliced(head + 4, end - head - 4);
        parts.append(part);
        start = end + 2;
    }
    return parts;
}

QString stamp(const QDateTime &when)
{
    return when.toUTC().toString(u"yyyy-MM-ddTHH:mm:ss.zzz'Z'"_s);
}

} // namespace gp::standin

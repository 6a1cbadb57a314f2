// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "core/standin/httpserver.h"

#include <QTcpSocket>
#include <QTimer>
#include <QUrl>

using namespace Qt::StringLiterals;

namespace gp::standin {

namespace {

constexpr qsizetype mostHead = 64'000;
constexpr qint64 mostBody = 200'000'000;

QByteArray reasonOf(int status)
{
    switch (status) {
    case 200:
        return "OK";
    case 204:
        return "No Content";
    case 400:
        return "Bad Request";
    case 401:
        return "Unauthorized";
    case 403:
        return "Forbidden";
    case 404:
        return "Not Found";
    case 409:
        return "Conflict";
    case 429:
        return "Too Many Requests";
    default:
        return status >= 500 ? "Server Error" : "Answer";
    }
}

} // namespace

HttpServer::HttpServer(Handler handler, QObject *parent)
    : QObject(parent)
    , m_handler(std::move(handler))
    , m_server(this) // goes to another thread with it
{
    connect(&m_server, &QTcpServer::newConnection, this, &HttpServer::accept);
}

HttpServer::~HttpServer()
{
    // Connections that are still open end with the server, and have nobody to tell then.
    const auto sockets = m_server.findChildren<QTcpSocket *>();
    for (auto *socket : sockets)
        socket->disconnect(this);
}

bool HttpServer::listen(quint16 port)
{
    return m_server.listen(QHostAddress::LocalHost, port);
}

void HttpServer::accept()
{
    while (auto *socket = m_server.nextPendingConnection()) {
        m_most = std::max(m_most, ++m_open);
        connect(socket, &QTcpSocket::readyRead, this, [this, socket] { read(socket); });
        connect(socket, &QTcpSocket::disconnected, this, [this, socket] {
            m_buffers.remove(socket);
            --m_open;
            socket->deleteLater();
        });
    }
}

void HttpServer::read(QTcpSocket *socket)
{
    QByteArray &buffer = m_buffers[socket];
    buffer += socket->readAll();
    const qsizetype end = buffer.indexOf("\r\n\r\n");
    if (end < 0) {
        if (buffer.size() > mostHead)
            socket->abort();
        return;
    }
    const QList<QByteArray> lines = buffer.first(end).split('\n');
    const QList<QByteArray> start = lines.first().trimmed().split(' ');
    if (start.size() != 3) {
        socket->abort();
        return;
    }
    Call call;
    call.method = start.at(0);
    const QUrl url = QUrl::fromEncoded(start.at(1));
    call.path = url.path(QUrl::FullyDecoded);
    call.query = QUrlQuery(url);
    for (const QByteArray &line : lines.sliced(1)) {
        const qsizetype colon = line.indexOf(':');
        if (colon > 0)
            call.headers.insert(line.first(colon).trimmed().toLower(), line.sliced(colon + 1).trimmed());
    }
    const qint64 length = call.headers.value("content-length", "0").toLongLong();
    if (length < 0 || length > mostBody) {
        socket->abort();
        return;
    }
    if (buffer.size() < end + 4 + length)
        return;
    call.body = buffer.sliced(end + 4, length);
    buffer.remove(0, end + 4 + length);
    const Reply reply = m_handler(call);
    const bool isLast = call.headers.value("connection").toLower() == "close";
    if (reply.delay > 0)
        QTimer::singleShot(reply.delay, socket,
                           [this, socket, reply, isLast] { answer(socket, reply, isLast); });
    else
        answer(socket, reply, isLast);
}

void HttpServer::answer(QTcpSocket *socket, const Reply &reply, bool isLast)
{
    if (reply.isDropped) {
        socket->abort();
        return;
    }
    QByteArray head = "HTTP/1.1 " + QByteArray::number(reply.status) + ' ' + reasonOf(reply.status) +
                      "\r\nContent-Type: " + reply.type +
                      "\r\nContent-Length: " + QByteArray::number(reply.body.size()) + "\r\n";
    for (auto it = reply.headers.cbegin(); it != reply.headers.cend(); ++it)
        head += it.key() + ": " + it.value() + "\r\n";
    if (isLast)
        head += "Connection: close\r\n";
    socket->write(head + "\r\n" + reply.body);
    if (isLast)
        socket->disconnectFromHost();
    else if (m_buffers.contains(socket) && !m_buffers.value(socket).isEmpty())
        QMetaObject::invokeMethod(socket, [this, socket] { read(socket); }, Qt::QueuedConnection);
}

} // namespace gp::standin

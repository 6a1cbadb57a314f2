// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QObject>
#include <QTcpServer>
#include <QUrlQuery>

#include <functional>

namespace gp::standin {

struct Call
{
    QByteArray method;
    QString path; ///< decoded
    QUrlQuery query;
    QMap<QByteArray, QByteArray> headers; ///< names in lower case
    QByteArray body;

    [[nodiscard]] QString value(const QString &name) const
    {
        return query.queryItemValue(name, QUrl::FullyDecoded);
    }
    [[nodiscard]] QStringList values(const QString &name) const
    {
        return query.allQueryItemValues(name, QUrl::FullyDecoded);
    }
};

struct Reply
{
    int status = 200;
    QByteArray body = {};
    QByteArray type = "application/json";
    QMap<QByteArray, QByteArray> headers = {};
    bool isDropped = false; ///< the connection breaks instead
    int delay = 0;          ///< milliseconds before it is sent
};

/// HTTP/1.1 on the loopback interface, enough of it for a client that behaves; what does not is cut off.
/// Lives in one thread.
class HttpServer : public QObject
{
    Q_OBJECT

public:
    using Handler = std::function<Reply(const Call &)>;

    explicit HttpServer(Handler handler, QObject *parent = nullptr);
    ~HttpServer() override;

    /// 0: any free port.
    bool listen(quint16 port);
    [[nodiscard]] quint16 port() const { return m_server.serverPort(); }
    [[nodiscard]] QString errorString() const { return m_server.errorString(); }
    /// Connections that were open at the same time, at most.
    [[nodiscard]] int mostConnections() const { return m_most; }

private:
    void accept();
    void read(QTcpSocket *socket);
    void answer(QTcpSocket *socket, const Reply &reply, bool isLast);

    Handler m_handler;
    QTcpServer m_server;
    QHash<QTcpSocket *, QByteArray> m_buffers;
    int m_open = 0;
    int m_most = 0;
};

} // namespace gp::standin

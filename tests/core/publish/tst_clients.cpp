// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "core/publish/http.h"
#include "samplepages.h"

#include <QNetworkProxyFactory>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTemporaryDir>
#include <QTest>

using namespace gp;
using namespace gp::publish;
using gp::test::publishPages;
using gp::test::samplePages;
using gp::test::SiteThread;
using namespace Qt::StringLiterals;

#if defined(__SANITIZE_ADDRESS__)
// libproxy, which Qt asks for the system's proxies, leaks what it parses with GLib.
extern "C" const char *__lsan_default_suppressions()
{
    return "leak:libglib-2.0\nleak:libpxbackend\n";
}
#endif

namespace {

/// A server in a thread of its own that answers as it is told.
class Scripted
{
public:
    explicit Scripted(standin::HttpServer::Handler handler)
    {
        m_server = new standin::HttpServer(std::move(handler));
        m_server->moveToThread(&m_thread);
        m_thread.start();
        on([this] { m_port = m_server->listen(0) ? m_server->port() : quint16(0); });
    }
    ~Scripted()
    {
        on([this] { delete m_server; });
        m_thread.quit();
        m_thread.wait();
    }
    Scripted(const Scripted &) = delete;
    Scripted &operator=(const Scripted &) = delete;

    template<typename Work>
    void on(Work work)
    {
        QMetaObject::invokeMethod(m_server, work, Qt::BlockingQueuedConnection);
    }
    [[nodiscard]] Site site(Flavour flavour, const QString &path = {}) const
    {
        Site site;
        site.base = QUrl(u"http://127.0.0.1:%1%2"_s.arg(m_port).arg(path));
        site.flavour = flavour;
        site.token = u"secret-of-mine"_s;
        site.pause = 1;
        return site;
    }

private:
    QThread m_thread;
    standin::HttpServer *m_server = nullptr;
    quint16 m_port = 0;
};

/// A proxy that tunnels (CONNECT) and forwards, and wants a sign-in where it is told so. In a thread of its
/// own.
class Proxy : public QObject
{
public:
    explicit Proxy(const QByteArray &signIn = {})
        : m_signIn(signIn)
    {
        m_server = new QTcpServer;
        m_server->moveToThread(&m_thread);
        m_thread.start();
        QMetaObject::invokeMethod(
            m_server,
            [this] {
                m_server->listen(QHostAddress::LocalHost);
                m_port = m_server->serverPort();
                connect(m_server, &QTcpServer::newConnection, m_server, [this] { accept(); });
            },
            Qt::BlockingQueuedConnection);
    }
    ~Proxy() override
    {
        QMetaObject::invokeMethod(m_server, [this] { delete m_server; }, Qt::BlockingQueuedConnection);
        m_thread.quit();
        m_thread.wait();
    }

    [[nodiscard]] QUrl url() const { return QUrl(u"http://127.0.0.1:%1"_s.arg(m_port)); }
    [[nodiscard]] int used() const { return m_used; }

private:
    void accept()
    {
        while (auto *from = m_server->nextPendingConnection()) {
            connect(from, &QTcpSocket::readyRead, m_server, [this, from] { read(from); });
            connect(from, &QTcpSocket::disconnected, from, &QObject::deleteLater);
        }
    }
    void read(QTcpSocket *from)
    {
        auto *to = from->findChild<QTcpSocket *>();
        QByteArray data = from->readAll();
        if (to && from->property("tunnel").toBool()) {
            to->write(data);
            return;
        }
        data = from->property("head").toByteArray() + data;
        from->setProperty("head", data);
        const qsizetype end = data.indexOf("\r\n\r\n");
        if (end < 0)
            return;
        const QByteArray head = data.first(end).toLower();
        if (!m_signIn.isEmpty() && !data.first(end).contains(QByteArray("Basic " + m_signIn.toBase64()))) {
            from->write("HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: Basic "
                        "realm=\"proxy\"\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
            from->disconnectFromHost();
            return;
        }
        const qsizetype length = head.indexOf("content-length: ");
        const qsizetype size = length < 0 ? 0 : head.sliced(length + 16).split('\r').first().toLongLong();
        if (data.size() < end + 4 + size)
            return;
        from->setProperty("head", QByteArray());
        ++m_used;
        const QList<QByteArray> start = data.first(data.indexOf("\r\n")).split(' ');
        const bool isTunnel = start.first() == "CONNECT";
        const QUrl target = QUrl(isTunnel ? u"http://"_s + QString::fromLatin1(start.at(1))
                                          : QString::fromLatin1(start.at(1)));
        if (!to) {
            to = new QTcpSocket(from);
            connect(to, &QTcpSocket::readyRead, from, [from, to] { from->write(to->readAll()); });
            connect(to, &QTcpSocket::disconnected, from, [from] { from->disconnectFromHost(); });
            to->connectToHost(target.host(), quint16(target.port(80)));
            to->waitForConnected(5000);
        }
        if (isTunnel) {
            from->setProperty("tunnel", true);
            from->write("HTTP/1.1 200 Connection established\r\n\r\n");
            return;
        }
        const QByteArray way = target.toEncoded(QUrl::RemoveScheme | QUrl::RemoveAuthority);
        to->write(start.first() + ' ' + way + " HTTP/1.1" + data.sliced(data.indexOf("\r\n")));
    }

    QByteArray m_signIn;
    QThread m_thread;
    QTcpServer *m_server = nullptr;
    quint16 m_port = 0;
    std::atomic<int> m_used = 0;
};

standin::Reply answer(const QByteArray &body, const QByteArray &type = "application/json")
{
    return {200, body, type};
}

} // namespace

/// What goes over the wire, and what is made of what comes.
class TestClients : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_project = m_folder.filePath(u"p%1.gplan"_s.arg(++m_number));
        QVERIFY(store::Store::create(m_project));
    }

    void whatIsSent();
    void formsOfAttachments();
    void listsGoOn_data();
    void listsGoOn();
    void signInPages();
    void answersWithoutSense();
    void explicitProxy_data();
    void explicitProxy();
    void proxiesThatRefuse();
    void systemProxy();

private:
    QTemporaryDir m_folder;
    QString m_project;
    int m_number = 0;
};

void TestClients::whatIsSent()
{
    QList<standin::Call> calls;
    Scripted server([&](const standin::Call &call) {
        calls.append(call);
        return answer(R"({"id":"7","version":{"number":2},"results":[]})");
    });
    for (const Flavour flavour : {Flavour::Cloud, Flavour::DataCenter}) {
        const auto client = connectTo(server.site(flavour));
        QVERIFY(client);
        WikiPage page;
        page.id = u"7"_s;
        page.title = u"T"_s;
        page.storage = u"<p/>"_s;
        page.version = 1;
        page.message = u"Groundplan abc"_s;
        QVERIFY((*client)->update({u"1"_s, u"SHOP"_s, {}, {}}, page));
        QVERIFY((*client)->addLabels(u"7"_s, {u"adr"_s}));
    }
    server.on([&] {
        QCOMPARE(calls.size(), 4);
        for (const standin::Call &call : calls) {
            QCOMPARE(call.headers.value("accept"), "application/json");
            QCOMPARE(call.headers.value("content-type"), "application/json");
            QCOMPARE(call.headers.value("x-atlassian-token"), "no-check");
            QVERIFY(call.headers.value("user-agent").startsWith("Groundplan/"));
            QCOMPARE(call.headers.value("authorization"), "Bearer secret-of-mine");
        }
        for (const qsizetype i : {0, 2}) {
            const QJsonObject version =
                QJsonDocument::fromJson(calls.at(i).body).object().value("version"_L1).toObject();
            QCOMPARE(version.value("number"_L1).toInt(), 2);
            QCOMPARE(version.value("message"_L1).toString(), u"Groundplan abc"_s);
        }
        QVERIFY(QJsonDocument::fromJson(calls.at(2).body)["version"_L1].toObject().contains("minorEdit"_L1));
    });
}

void TestClients::formsOfAttachments()
{
    QList<standin::FormPart> parts;
    Scripted server([&](const standin::Call &call) {
        parts = standin::formParts(call);
        return answer("{}");
    });
    const auto client = connectTo(server.site(Flavour::Cloud));
    QVERIFY((*client)->attach(u"7"_s, {{u"ä \"b\".png"_s, "bytes", u"image/png"_s, u"größe"_s}}));
    server.on([&] {
        QCOMPARE(parts.size(), 3);
        QCOMPARE(parts.at(0).fileName, u"ä \"b\".png"_s);
        QCOMPARE(parts.at(0).type, u"image/png"_s);
        QCOMPARE(parts.at(1).name, u"comment"_s);
        QVERIFY(parts.at(1).type.compare("text/plain; charset=UTF-8"_L1, Qt::CaseInsensitive) == 0);
        QCOMPARE(QString::fromUtf8(parts.at(1).bytes), u"größe"_s);
        QCOMPARE(parts.at(2).name, u"minorEdit"_s);
        QCOMPARE(parts.at(2).bytes, "true");
    });
}

void TestClients::listsGoOn_data()
{
    QTest::addColumn<QByteArray>("next");
    QTest::addColumn<QByteArray>("link");
    QTest::addColumn<QString>("base");
    const QByteArray way = "/wiki/api/v2/pages/7/attachments?cursor=a%2Bb&limit=2";
    QTest::newRow("in the body") << way << QByteArray() << u"/wiki"_s;
    QTest::newRow("in the header") << QByteArray() << QByteArray("<" + way + ">; rel=\"next\"") << u"/wiki"_s;
    QTest::newRow("among others") << QByteArray()
                                  << QByteArray("</x>; rel=\"first\", <" + way + ">; rel=\"next\"")
                                  << u"/wiki"_s;
    QTest::newRow("behind a gateway") << way << QByteArray() << u"/ex/confluence/1-2"_s;
    QTest::newRow("another host") << QByteArray("https://elsewhere.example" + way) << QByteArray()
                                  << u"/wiki"_s;
    QTest::newRow("only a query") << QByteArray("?cursor=a%2Bb") << QByteArray() << u"/wiki"_s;
}

void TestClients::listsGoOn()
{
    QFETCH(const QByteArray, next);
    QFETCH(const QByteArray, link);
    QFETCH(const QString, base);
    QStringList asked;
    Scripted server([&](const standin::Call &call) {
        asked.append(call.path + u' ' + call.value(u"cursor"_s));
        standin::Reply reply = answer(
            R"({"results":[{"id":"att1","title":"a"}],"_links":{)" +
            (next.isEmpty() || asked.size() > 1 ? QByteArray() : QByteArray(R"("next":")" + next + '"')) +
            "}}");
        if (!link.isEmpty() && asked.size() == 1)
            reply.headers.insert("Link", link);
        return reply;
    });
    const auto client = connectTo(server.site(Flavour::Cloud, base));
    const auto found = (*client)->attachments(u"7"_s);
    QVERIFY(found);
    QCOMPARE(found->size(), 2);
    server.on([&] {
        const QString path = base + u"/api/v2/pages/7/attachments"_s;
        QCOMPARE(asked, (QStringList{path + u' ', path + u" a+b"_s}));
    });
}

void TestClients::signInPages()
{
    int asked = 0;
    QByteArray location;
    Scripted server([&](const standin::Call &) {
        ++asked;
        if (location.isEmpty())
            return answer("<html><title>Sign in</title></html>", "text/html;charset=utf-8");
        standin::Reply reply{302, {}, "text/html"};
        reply.headers.insert("Location", location);
        return reply;
    });
    Site site = server.site(Flavour::DataCenter);
    for (const char *where : {"", "https://sso.example.org/login?x=secret", "/login.action"}) {
        server.on([&] { location = where; });
        const auto client = connectTo(site);
        QVERIFY(client);
        const auto page = (*client)->page(u"7"_s);
        QVERIFY(!page);
        QVERIFY(!page.error().text().contains(u"secret"_s));
        const auto made = (*client)->create({u"1"_s, u"SHOP"_s, {}, {}}, {}, u"T"_s, u"<p/>"_s, {});
        QVERIFY(!made);
        QVERIFY(!isUncertain(made.error()));
        QCOMPARE(made.error().detail == u"credentials"_s, location != "/login.action");
    }
    // One that leads within the site when asked for what only Cloud has is a Data Center.
    site.flavour.reset();
    const auto found = connectTo(site);
    QVERIFY(found);
    QVERIFY((*found)->flavour() == Flavour::DataCenter);
}

void TestClients::answersWithoutSense()
{
    QByteArray body;
    Scripted server([&](const standin::Call &) { return answer(body); });
    for (const Flavour flavour : {Flavour::Cloud, Flavour::DataCenter}) {
        const auto client = connectTo(server.site(flavour));
        for (const char *said :
             {"", "{}", "[]", "{\"id\":\"\"}", "null", "{\"id\":\"7\"}", "{\"results\":3}"}) {
            server.on([&] { body = said; });
            const auto made = (*client)->create({u"1"_s, u"SHOP"_s, {}, {}}, {}, u"T"_s, u"<p/>"_s, {});
            QVERIFY2(!made, said);
            QVERIFY(isUncertain(made.error())); // nobody knows what was written
            QVERIFY(!(*client)->attachments(u"7"_s));
        }
    }
}

void TestClients::explicitProxy_data()
{
    QTest::addColumn<bool>("isCloud");
    QTest::addColumn<QString>("signIn");
    for (const bool isCloud : {true, false}) {
        const char *name = isCloud ? "cloud" : "data center";
        QTest::addRow("%s", name) << isCloud << QString();
        QTest::addRow("%s, with a sign-in", name) << isCloud << u"jane:proxy-password"_s;
    }
}

void TestClients::explicitProxy()
{
    QFETCH(const bool, isCloud);
    QFETCH(const QString, signIn);
    standin::Options options;
    options.isCloud = isCloud;
    SiteThread server(options);
    const Proxy proxy(signIn.toUtf8());
    Site site = server.site();
    site.proxy = proxy.url();
    site.pause = 1;
    if (!signIn.isEmpty()) {
        // Without it, nothing goes through, and nobody is told what it would be.
        const auto refused = publishPages(site, m_project, samplePages(3));
        QVERIFY(refused.error);
        QVERIFY2(refused.error->message.contains(u"proxy"_s, Qt::CaseInsensitive),
                 qPrintable(refused.error->message));
        QCOMPARE(server.requests(), 0);
        site.proxyUser = u"jane"_s;
        site.proxyPassword = u"proxy-password"_s;
    }
    const auto run = publishPages(site, m_project, samplePages(6));
    QVERIFY2(!run.error, run.error ? qPrintable(run.error->text()) : "");
    QVERIFY(run.report.isClean());
    QVERIFY(proxy.used() > 0); // also to this machine itself, as it was asked for
    QVERIFY(publishPages(site, m_project, samplePages(6)).plan.isDone());
}

void TestClients::proxiesThatRefuse()
{
    SiteThread server;
    Site site = server.site();
    site.pause = 1;
    const auto said = [&](const char *proxy) {
        site.proxy = QUrl(QString::fromLatin1(proxy));
        site.proxyUser = u"jane"_s;
        site.proxyPassword = u"proxy-password"_s;
        const auto run = publishPages(site, m_project, samplePages(3));
        return run.error ? run.error->text() + run.error->detail : QString();
    };
    for (const char *proxy :
         {"http://127.0.0.1:1", "http://jane:other-password@127.0.0.1:1", "ftp://x", "nonsense", "http://"}) {
        const QString text = said(proxy);
        QVERIFY2(!text.isEmpty(), proxy);
        QVERIFY2(!text.contains(u"password@"_s) && !text.contains(u"proxy-password"_s) &&
                     !text.contains(u"other-password"_s),
                 qPrintable(text));
    }
    QVERIFY(said("http://127.0.0.1:1").contains(u"proxy 127.0.0.1"_s, Qt::CaseInsensitive));
    QCOMPARE(server.requests(), 0);
}

void TestClients::systemProxy()
{
    qputenv("http_proxy", "http://127.0.0.1:3128");
    qputenv("https_proxy", "http://127.0.0.1:3129");
    qputenv("no_proxy", "inside.example.org");
    const auto hostOf = [](const char *url) {
        Site site;
        site.base = QUrl(QString::fromLatin1(url));
        const auto proxy = proxyOf(site);
        return proxy && proxy->type() != QNetworkProxy::NoProxy
                   ? QString(proxy->hostName() + u':' + QString::number(proxy->port()))
                   : QString();
    };
    QCOMPARE(hostOf("https://wiki.example.org"), u"127.0.0.1:3129"_s);
    QCOMPARE(hostOf("https://inside.example.org"), QString());
    QCOMPARE(hostOf("http://127.0.0.1:8090"), QString());
    QCOMPARE(hostOf("http://localhost:8090"), QString());
    for (const char *name : {"http_proxy", "https_proxy", "no_proxy"})
        qunsetenv(name);
    QCOMPARE(hostOf("https://wiki.example.org"), QString());
}

QTEST_GUILESS_MAIN(TestClients)
#include "tst_clients.moc"

// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "core/exchange/graph.h"
#include "core/exchange/hosts.h"

#include <QTest>

using namespace gp::exchange;
using namespace Qt::StringLiterals;

class TestHosts : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void variables_data();
    void variables();
    void arguments_data();
    void arguments();
    void secretsAreMasked_data();
    void secretsAreMasked();

private:
    static QString text(const QList<HostReference> &references);
};

/// "db:5432! cache": certain ones with an exclamation mark.
QString TestHosts::text(const QList<HostReference> &references)
{
    QStringList parts;
    for (const HostReference &reference : references)
        parts.append(reference.text() + (reference.certain ? u"!"_s : QString()));
    return parts.join(u' ');
}

void TestHosts::variables_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("value");
    QTest::addColumn<QString>("expected");
    const auto row = [](const char *name, const QString &value, const QString &expected) {
        QTest::addRow("%s=%s", name, qPrintable(value)) << QString::fromLatin1(name) << value << expected;
    };
    row("CART_SERVICE_ADDR", u"cartservice:7070"_s, u"cartservice:7070!"_s);
    row("USER_SERVICE_ADDR", u"user:80"_s, u"user:80!"_s);
    row("DATABASE_URL", u"postgres://shop:s3cret@orders-db:5432/orders?sslmode=off"_s, u"orders-db:5432!"_s);
    row("DATABASE_URL", u"jdbc:postgresql://db/orders"_s, u"db!"_s);
    row("MONGO_URL", u"mongodb://u:p@a:27017,b:27018/x"_s, u"a:27017! b:27018!"_s);
    row("PEERS", u"http://a:1,http://b:2"_s, u"a:1! b:2!"_s);
    row("BROKERS", u"kafka-0.kafka:9092, kafka-1.kafka:9092"_s, u"kafka-0.kafka:9092! kafka-1.kafka:9092!"_s);
    row("DB_HOST", u"postgres"_s, u"postgres!"_s);
    row("DBHOST", u"postgres"_s, u"postgres"_s);
    row("DB_SERVER", u"postgres"_s, u"postgres"_s);
    row("REWRITE_HOST", u"true"_s, {});
    row("dbHost", u"postgres"_s, u"postgres!"_s);
    row("spring.redis.host", u"cache"_s, u"cache!"_s);
    row("DSN", u"root:pw@tcp(db:3306)/orders"_s, u"db:3306!"_s);
    row("CONNECTION", u"Server=db;Database=orders;User Id=sa"_s, u"db"_s);
    row("ORDERS", u"orders:8080"_s, u"orders:8080"_s);
    row("CELERY_BROKER", u"redis:6379/0"_s, u"redis:6379!"_s);
    row("FULL_HOST", u"orders.shop.svc.cluster.local."_s, u"orders.shop.svc.cluster.local!"_s);

    // What simple importers get wrong.
    row("POSTGRES_USER", u"gitea"_s, {});
    row("POSTGRES_DB", u"orders"_s, {});
    row("MYSQL_DATABASE", u"wordpress"_s, {});
    row("GF_SECURITY_ADMIN_PASSWORD", u"grafana"_s, {});
    row("DB_HOST_USER", u"gitea"_s, {});
    row("EVENTS_PROVIDER", u"rabbitmq"_s, {});
    row("OTEL_SERVICE_NAME", u"cart"_s, {});
    row("REDIS_IMAGE", u"redis:7"_s, {});
    row("DB_PASSWORD", u"orders:5432"_s, {});
    row("KAFKA_LISTENERS", u"PLAINTEXT://kafka:9092"_s, {});
    row("OPENING_HOURS", u"22:22"_s, {});
    row("LISTEN_ADDR", u"0.0.0.0:8080"_s, {});
    row("CALLBACK_URL", u"http://localhost:3000/x"_s, {});
    row("SERVER_PORT", u"8080"_s, {});
    row("PEER_ADDR", u"10.0.0.7:80"_s, {});
    row("PORT_RANGE_HOST", u"db:70000"_s, {});
    row("TEMPLATE_URL", u"http://${HOST}:80/"_s, {});
}

void TestHosts::variables()
{
    QFETCH(QString, name);
    QFETCH(QString, value);
    QTEST(text(hostsInVariable(name, value)), "expected");
}

void TestHosts::arguments_data()
{
    QTest::addColumn<QString>("argument");
    QTest::addColumn<QString>("expected");
    QTest::newRow("flag") << u"--redis-addr=redis:6379"_s << u"redis:6379!"_s;
    QTest::newRow("flag with user") << u"--db-user=redis"_s << QString();
    QTest::newRow("url") << u"http://cart:80/healthz"_s << u"cart:80!"_s;
    QTest::newRow("script") << u"until wget -q http://cart:80/; do sleep 1; done; exec nc db:5432"_s
                            << u"cart:80! db:5432"_s;
    QTest::newRow("words") << u"serve cart"_s << QString();
    QTest::newRow("file") << u"--config=/etc/x.yaml"_s << QString();
}

void TestHosts::arguments()
{
    QFETCH(QString, argument);
    QTEST(text(hostsInArgument(argument)), "expected");
}

void TestHosts::secretsAreMasked_data()
{
    QTest::addColumn<QString>("written");
    QTest::addColumn<QString>("expected");
    QTest::newRow("url") << u"see https://bot:hunter22@git.example/x"_s << u"see https://***@git.example/x"_s;
    QTest::newRow("assignment") << u"start with password=hunter22 please"_s
                                << u"start with password=*** please"_s;
    QTest::newRow("yaml") << u"api_key: \"abc123def\""_s << u"api_key: ***\""_s;
    QTest::newRow("token") << u"use ghp_abcdefghijklmnopqrstuvwx now"_s << u"use *** now"_s;
    QTest::newRow("harmless") << u"The token service, version 1.10"_s << u"The token service, version 1.10"_s;
}

void TestHosts::secretsAreMasked()
{
    QFETCH(QString, written);
    QTEST(maskSecrets(written), "expected");
}

QTEST_GUILESS_MAIN(TestHosts)
#include "tst_hosts.moc"

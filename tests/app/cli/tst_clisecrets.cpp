// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "../../core/publish/sitethread.h"
#include "runcli.h"

#include <QDirIterator>
#include <QGuiApplication>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using gp::test::Ran;
using gp::test::run;
using gp::test::SiteThread;

namespace {

const QString user = u"jane@example.org"_s;
const QString token = u"ATATT-very.secret_token+0"_s;
const QString password = u"proxy+secret_word"_s;

/// What may be nowhere: the secrets as they are, as they go over the wire, and as addresses write them.
QList<QByteArray> forms()
{
    QList<QByteArray> all;
    for (const QString &secret : {token, password}) {
        all.append({secret.toUtf8(), secret.toUtf8().toBase64(), QUrl::toPercentEncoding(secret)});
        all.append(QString(user + u':' + secret).toUtf8().toBase64());
    }
    return all;
}

bool isClean(const QByteArray &text, const QString &where)
{
    bool clean = true;
    for (const QByteArray &form : forms()) {
        if (text.contains(form)) {
            qWarning("a secret is in %s", qPrintable(where));
            clean = false;
        }
    }
    return clean;
}

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

/// Publishing as it is really done, a process of its own with everything told, and where the token gets to.
class TestCliSecrets : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        qputenv("GROUNDPLAN_LAYOUT_WORKER", GROUNDPLAN_BIN_DIR "/groundplan-layout");
        m_project = m_folder.filePath(u"shop.gplan"_s);
        QCOMPARE(run({u"new"_s, m_project, u"--template"_s, u"microservices-50"_s}).status, 0);
        // Stands before the worker and says what that is given.
        m_worker = m_folder.filePath(u"worker.sh"_s);
        QFile script(m_worker);
        QVERIFY(script.open(QIODevice::WriteOnly));
        script.write("#!/bin/sh\ncat /proc/$$/environ /proc/$$/cmdline >>'" +
                     m_folder.filePath(u"seen"_s).toUtf8() +
                     "'\nexec '" GROUNDPLAN_BIN_DIR "/groundplan-layout'\n");
        QVERIFY(script.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner));
    }

    void nowhere();
    void noOptionTakesOne();

private:
    /// Status, what was said, and nothing of it in the files.
    Ran publishAlone(const QStringList &arguments)
    {
        QProcess process;
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(u"GROUNDPLAN_CONFLUENCE_USER"_s, user);
        environment.insert(u"GROUNDPLAN_CONFLUENCE_TOKEN"_s, token);
        environment.insert(u"GROUNDPLAN_PROXY_USER"_s, user);
        environment.insert(u"GROUNDPLAN_PROXY_PASSWORD"_s, password);
        environment.insert(u"GROUNDPLAN_LAYOUT_WORKER"_s, m_worker);
        environment.insert(u"QT_LOGGING_RULES"_s, u"*=true"_s);
        environment.insert(u"QT_QPA_PLATFORM"_s, u"offscreen"_s);
        process.setProcessEnvironment(environment);
        process.start(QStringLiteral(GROUNDPLAN_BIN_DIR "/groundplan-cli"),
                      QStringList{u"publish"_s} + arguments);
        Ran ran;
        if (!process.waitForStarted())
            return ran;
        m_wasClean =
            isClean(contentOf(u"/proc/%1/cmdline"_s.arg(process.processId())), u"its command line"_s);
        process.waitForFinished(300'000);
        ran.status = process.exitCode();
        ran.out = process.readAllStandardOutput();
        ran.err = process.readAllStandardError();
        return ran;
    }
    [[nodiscard]] bool isAllClean(const Ran &ran)
    {
        bool clean =
            m_wasClean && isClean(ran.out, u"what it printed"_s) && isClean(ran.err, u"what it said"_s);
        QDirIterator it(m_folder.path(), QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
        while (it.hasNext()) {
            const QString path = it.next();
            clean = isClean(contentOf(path), path) && clean;
        }
        return clean;
    }

    QTemporaryDir m_folder;
    QString m_project;
    QString m_worker;
    bool m_wasClean = false;
};

void TestCliSecrets::nowhere()
{
    gp::standin::Options options;
    options.user = user;
    options.token = token;
    SiteThread site(options);
    const QStringList to{m_project, u"--to"_s,   site.site().base.toString(), u"--space"_s,
                         u"SHOP"_s, u"--kind"_s, u"adr,target-architecture"_s};
    const Ran first = publishAlone(to + QStringList{u"--json"_s});
    QVERIFY2(first.status == 0, first.err.right(2000).constData());
    QVERIFY(!contentOf(m_folder.filePath(u"seen"_s)).isEmpty()); // the worker was asked
    QVERIFY(isAllClean(first));
    QVERIFY(isAllClean(publishAlone(to + QStringList{u"--plan"_s, u"--diff"_s})));
    QVERIFY(isAllClean(
        publishAlone({m_project, u"--out"_s, m_folder.filePath(u"pages"_s), u"--kind"_s, u"adr"_s})));

    // Where nothing goes well, everything is told but this.
    const QList<std::pair<const char *, gp::standin::Fault>> faults{
        {"scope", gp::standin::Fault::Scope},
        {"bare 404", gp::standin::Fault::BareMissing},
        {"503", gp::standin::Fault::Unavailable},
        {"dropped", gp::standin::Fault::DropBefore}};
    for (const auto &[name, fault] : faults) {
        site.on([&, wanted = fault] {
            site->setFault([wanted](int, const gp::standin::Call &) { return wanted; });
        });
        const Ran failed = publishAlone(to);
        QVERIFY2(failed.status == 4, QByteArray(name + QByteArray::number(failed.status) +
                                                failed.err.right(600) + failed.out.right(600))
                                         .constData());
        QVERIFY2(isAllClean(failed), name);
    }
    site.on([&] { site->setFault({}); });
    const Ran proxied = publishAlone(to + QStringList{u"--proxy"_s, u"http://127.0.0.1:1"_s});
    QCOMPARE(proxied.status, 4);
    QVERIFY(isAllClean(proxied));
    const Ran wrong =
        publishAlone(to + QStringList{u"--proxy"_s, u"http://%1:%2@127.0.0.1:1"_s.arg(u"jane"_s, password)});
    QCOMPARE(wrong.status, 2);
    QVERIFY(isClean(wrong.out, u"what it printed"_s) && isClean(wrong.err, u"what it said"_s));
}

void TestCliSecrets::noOptionTakesOne()
{
    for (const QStringList &given :
         {QStringList{u"--token"_s, token}, QStringList{u"--token="_s + token},
          QStringList{u"--password"_s, token}, QStringList{u"--user"_s, u"jane:"_s + token}}) {
        const Ran ran = run(QStringList{u"publish"_s, m_project, u"--to"_s, u"https://wiki.example.org"_s,
                                        u"--space"_s, u"X"_s} +
                            given);
        QCOMPARE(ran.status, 2);
        QVERIFY2(!ran.err.contains(token.toUtf8()) && !ran.out.contains(token.toUtf8()), ran.err.constData());
        QVERIFY(ran.err.contains(given.first().section(u'=', 0, 0).toUtf8()));
    }
    const Ran help = run({u"help"_s, u"publish"_s});
    QVERIFY(!help.out.contains("--token") && !help.out.contains("--password"));
}

QTEST_MAIN(TestCliSecrets)
#include "tst_clisecrets.moc"

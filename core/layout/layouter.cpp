// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "core/layout/layout.h"
#include "core/layout/wire.h"

#include <QCoreApplication>
#include <QDir>
#include <QElapsedTimer>
#include <QFileInfo>
#include <QProcess>
#include <QTimer>

using namespace Qt::StringLiterals;

namespace gp::layout {

namespace {

QString tail(const QByteArray &text)
{
    return QString::fromUtf8(text.right(2000)).trimmed();
}

gp::Error notStarted(const QString &worker, const QString &why)
{
    return {ErrorCode::Internal,
            u"The layout program could not be started. Is groundplan installed completely?"_s,
            u"%1: %2"_s.arg(worker, why),
            {},
            0};
}

gp::Error timedOut(std::chrono::milliseconds timeout)
{
    return {ErrorCode::Internal,
            u"Laying out took more than %1 s and was stopped. Show less in the view, or group it."_s.arg(
                static_cast<double>(timeout.count()) / 1000.0),
            {},
            {},
            0};
}

/// The worker draws: of what a person signs in with elsewhere it knows nothing.
QProcessEnvironment workerEnvironment()
{
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    const QStringList names = environment.keys();
    for (const QString &name : names) {
        if (name.startsWith("GROUNDPLAN_CONFLUENCE_"_L1) || name.startsWith("GROUNDPLAN_PROXY_"_L1) ||
            name.endsWith("_proxy"_L1, Qt::CaseInsensitive))
            environment.remove(name);
    }
    return environment;
}

gp::Result<Arrangement> answerOf(QProcess &process, const Request &request)
{
    const QByteArray output = process.readAllStandardOutput();
    const QString log = tail(process.readAllStandardError());
    if (process.exitStatus() == QProcess::CrashExit)
        return fail(
            ErrorCode::Internal,
            u"The layout program crashed on this view; nothing was changed. Another grouping may work."_s,
            log);
    auto arrangement =
        fromFrame(output).and_then([&](const QByteArray &json) { return decodeArrangement(json, request); });
    if (!arrangement && !log.isEmpty())
        arrangement.error().detail += (arrangement.error().detail.isEmpty() ? QString() : u"\n"_s) + log;
    return arrangement;
}

gp::Result<Arrangement> refuse(const QString &fault)
{
    return fail(ErrorCode::Usage, u"This cannot be laid out: %1"_s.arg(fault));
}

} // namespace

QString workerPath()
{
    QString given = qEnvironmentVariable("GROUNDPLAN_LAYOUT_WORKER");
    if (!given.isEmpty())
        return given;
    const QDir here(QCoreApplication::applicationDirPath());
    const QString name = u"groundplan-layout"_s;
    // ../bin serves the test programs of a build folder, ../libexec an installed one.
    for (const QString &folder : {u"."_s, u"../libexec/groundplan"_s, u"../bin"_s}) {
        const QString path = QDir::cleanPath(here.filePath(folder + u'/' + name));
        if (QFileInfo(path).isExecutable())
            return path;
    }
    return here.filePath(name);
}

/// One worker process and its clock. Deletes itself once it has told the layouter.
class Layouter::Job : public QObject
{
public:
    Job(Layouter *layouter, int ticket, Request request, std::chrono::milliseconds timeout)
        : QObject(layouter)
        , m_layouter(layouter)
        , m_ticket(ticket)
        , m_request(std::move(request))
        , m_timeout(timeout)
    {
        m_clock.start();
        m_timer.setSingleShot(true);
        connect(&m_timer, &QTimer::timeout, this, [this] { done(std::unexpected(timedOut(m_timeout))); });
        connect(&m_process, &QProcess::finished, this, [this] { done(answerOf(m_process, m_request)); });
        connect(&m_process, &QProcess::errorOccurred, this, [this](QProcess::ProcessError error) {
            if (error == QProcess::FailedToStart)
                done(std::unexpected(notStarted(m_process.program(), m_process.errorString())));
        });
    }

    ~Job() override { kill(); }

    void run()
    {
        const QString fault = findFault(m_request);
        if (!fault.isEmpty())
            return done(refuse(fault));
        m_timer.start(m_timeout);
        m_process.setProcessEnvironment(workerEnvironment());
        m_process.start(m_layouter->m_worker, QStringList());
        m_process.write(toFrame(encode(m_request)));
        m_process.closeWriteChannel();
    }

private:
    void kill()
    {
        m_process.disconnect();
        if (m_process.state() == QProcess::NotRunning)
            return;
        m_process.kill();
        m_process.waitForFinished(2000);
    }

    void done(gp::Result<Arrangement> result)
    {
        if (m_isDone)
            return;
        m_isDone = true;
        m_timer.stop();
        kill();
        m_layouter->m_jobs.remove(m_ticket);
        deleteLater();
        if (!result) {
            Q_EMIT m_layouter->failed(m_ticket, result.error());
            return;
        }
        result->elapsed = std::chrono::milliseconds(m_clock.elapsed());
        Q_EMIT m_layouter->finished(m_ticket, *result);
    }

    Layouter *m_layouter;
    int m_ticket;
    Request m_request;
    std::chrono::milliseconds m_timeout;
    QProcess m_process;
    QTimer m_timer;
    QElapsedTimer m_clock;
    bool m_isDone = false;
};

Layouter::Layouter(QObject *parent)
    : Layouter(workerPath(), parent)
{
}

Layouter::Layouter(QString worker, QObject *parent)
    : QObject(parent)
    , m_worker(std::move(worker))
{
}

Layouter::~Layouter()
{
    cancelAll();
}

int Layouter::start(const Request &request, std::chrono::milliseconds timeout)
{
    const int ticket = ++m_lastTicket;
    auto *job = new Job(this, ticket, request, timeout);
    m_jobs.insert(ticket, job);
    // From the event loop, so that the caller knows the ticket before any signal.
    QMetaObject::invokeMethod(job, [job] { job->run(); }, Qt::QueuedConnection);
    return ticket;
}

void Layouter::cancel(int ticket)
{
    delete m_jobs.take(ticket);
}

void Layouter::cancelAll()
{
    qDeleteAll(std::exchange(m_jobs, {}));
}

int Layouter::running() const
{
    return static_cast<int>(m_jobs.size());
}

gp::Result<Arrangement> layOut(const Request &request, std::chrono::milliseconds timeout,
                               const QString &worker)
{
    const QString fault = findFault(request);
    if (!fault.isEmpty())
        return refuse(fault);
    QElapsedTimer clock;
    clock.start();
    QProcess process;
    process.setProcessEnvironment(workerEnvironment());
    process.start(worker.isEmpty() ? workerPath() : worker, QStringList());
    if (!process.waitForStarted())
        return std::unexpected(notStarted(process.program(), process.errorString()));
    process.write(toFrame(encode(request)));
    process.closeWriteChannel();
    if (!process.waitForFinished(static_cast<int>(timeout.count()))) {
        process.kill();
        process.waitForFinished(2000);
        return std::unexpected(timedOut(timeout));
    }
    auto result = answerOf(process, request);
    if (result)
        result->elapsed = std::chrono::milliseconds(clock.elapsed());
    return result;
}

} // namespace gp::layout

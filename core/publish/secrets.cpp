// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "core/publish/secrets.h"

#include <QPointer>
#include <qt6keychain/keychain.h>

using namespace Qt::StringLiterals;

namespace gp::publish {

namespace {

const QString service = u"Groundplan"_s;

Error noKeychain(const QKeychain::Job &job)
{
    QString why = job.errorString().simplified();
    if (why.isEmpty())
        why = job.error() == QKeychain::NoBackendAvailable ? u"there is none on this system"_s
                                                           : u"it gives no reason"_s;
    while (why.endsWith(u'.'))
        why.chop(1);
    return {ErrorCode::Refused, u"The keychain does not answer: %1."_s.arg(why), u"keychain"_s, {}, 0};
}

/// Each job ends by itself once it is done.
class SystemKeychain : public SecretKeeper
{
public:
    void read(const QString &name, const Read &done) override
    {
        auto *job = new QKeychain::ReadPasswordJob(service);
        start(job, name, [done](const QKeychain::Job &ended) {
            if (ended.error() == QKeychain::NoError)
                done(static_cast<const QKeychain::ReadPasswordJob &>(ended).textData());
            else if (ended.error() == QKeychain::EntryNotFound)
                done(QString());
            else
                done(std::unexpected(noKeychain(ended)));
        });
    }
    void write(const QString &name, const QString &secret, const Done &done) override
    {
        auto *job = new QKeychain::WritePasswordJob(service);
        job->setTextData(secret);
        start(job, name, [done](const QKeychain::Job &ended) {
            done(ended.error() == QKeychain::NoError ? Result<void>()
                                                     : Result<void>(std::unexpected(noKeychain(ended))));
        });
    }
    void remove(const QString &name, const Done &done) override
    {
        auto *job = new QKeychain::DeletePasswordJob(service);
        start(job, name, [done](const QKeychain::Job &ended) {
            const bool isGone =
                ended.error() == QKeychain::NoError || ended.error() == QKeychain::EntryNotFound;
            done(isGone ? Result<void>() : Result<void>(std::unexpected(noKeychain(ended))));
        });
    }

private:
    template<typename Ended>
    static void start(QKeychain::Job *job, const QString &name, const Ended &ended)
    {
        job->setKey(name);
        job->setInsecureFallback(false);
        QObject::connect(job, &QKeychain::Job::finished, job,
                         [ended](const QKeychain::Job *done) { ended(*done); });
        job->start();
    }
};

QString entryOf(const Site &site, const QString &user)
{
    return user.isEmpty() ? site.name() : QString(site.name() + u' ' + user);
}

/// Under it the name of the user who was kept last: a command line is not told who.
QString userEntryOf(const Site &site)
{
    return site.name() + u" user"_s;
}

template<typename Value>
std::function<void(const Value &)> whileAlive(QObject *receiver, std::function<void(const Value &)> done)
{
    return [alive = QPointer<QObject>(receiver), done = std::move(done)](const Value &value) {
        if (alive)
            done(value);
    };
}

} // namespace

/// What outlives the object: answers may come after it has gone.
struct Secrets::Shared
{
    QMap<QString, QString> session; ///< token by entry
    QMap<QString, QString> users;   ///< of the session, by site
};

std::unique_ptr<SecretKeeper> systemKeychain()
{
    return std::make_unique<SystemKeychain>();
}

Secrets::Secrets(std::unique_ptr<SecretKeeper> keeper)
    : m_keeper(std::move(keeper))
    , m_shared(std::make_shared<Shared>())
{
}

Secrets::~Secrets() = default;

void Secrets::setKeeper(std::unique_ptr<SecretKeeper> keeper)
{
    m_keeper = std::move(keeper);
}

void Secrets::find(const Site &site, QObject *receiver, const std::function<void(const Secret &)> &done)
{
    const auto answer = whileAlive<Secret>(receiver, done);
    const QString token = qEnvironmentVariable("GROUNDPLAN_CONFLUENCE_TOKEN");
    if (!token.isEmpty()) {
        const QString user = qEnvironmentVariable("GROUNDPLAN_CONFLUENCE_USER");
        return answer({user, token, KeptIn::Environment, {}});
    }
    const QString user = site.user.isEmpty() ? m_shared->users.value(site.name()) : site.user;
    const QString known = m_shared->session.value(entryOf(site, user));
    if (!known.isEmpty())
        return answer({user, known, KeptIn::Session, {}});
    findInKeychain(site, answer);
}

void Secrets::findInKeychain(const Site &site, const std::function<void(const Secret &)> &done)
{
    const auto keeper = m_keeper;
    const auto read = [keeper, site, done](const QString &user) {
        keeper->read(entryOf(site, user), [keeper, user, done](const Result<QString> &token) {
            Secret found{user, {}, KeptIn::Nowhere, {}};
            if (!token)
                found.trouble = token.error().message;
            else if (!token->isEmpty())
                found = {user, *token, KeptIn::Keychain, {}};
            done(found);
        });
    };
    if (!site.user.isEmpty())
        return read(site.user);
    keeper->read(userEntryOf(site), [read, done](const Result<QString> &user) {
        if (user)
            read(*user);
        else
            done({{}, {}, KeptIn::Nowhere, user.error().message});
    });
}

void Secrets::keep(const Site &site, QObject *receiver, const std::function<void(const Secret &)> &done)
{
    const auto answer = whileAlive<Secret>(receiver, done);
    const QString entry = entryOf(site, site.user);
    m_shared->session.remove(entry);
    if (site.token.isEmpty()) {
        m_keeper->remove(entry, [answer, user = site.user](const Result<void> &gone) {
            answer({user, {}, KeptIn::Nowhere, gone ? QString() : gone.error().message});
        });
        return;
    }
    m_keeper->write(entry, site.token, [=, keeper = m_keeper, shared = m_shared](const Result<void> &kept) {
        if (!kept) {
            shared->session.insert(entry, site.token);
            shared->users.insert(site.name(), site.user);
            return answer({site.user, site.token, KeptIn::Session, kept.error().message});
        }
        const auto all = [=](const Result<void> &) { answer({site.user, site.token, KeptIn::Keychain, {}}); };
        if (site.user.isEmpty())
            keeper->remove(userEntryOf(site), all);
        else
            keeper->write(userEntryOf(site), site.user, all);
    });
}

Site signedIn(Site site, const Secret &secret)
{
    site.user = secret.user;
    site.token = secret.token;
    return site;
}

} // namespace gp::publish

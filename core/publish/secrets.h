// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/publish/wiki.h"

#include <QMap>
#include <QObject>

#include <functional>

/// Where the tokens of sites are: in the environment, in the system's keychain, else in memory until the
/// program ends. Never in a file of ours.
namespace gp::publish {

/// Keeps texts by name for longer than a run. Answers come later, in the thread of the caller, which needs an
/// event loop.
class SecretKeeper
{
public:
    /// An empty text where nothing is kept under the name.
    using Read = std::function<void(const Result<QString> &)>;
    using Done = std::function<void(const Result<void> &)>;

    virtual ~SecretKeeper() = default;
    virtual void read(const QString &name, const Read &done) = 0;
    virtual void write(const QString &name, const QString &secret, const Done &done) = 0;
    /// Nothing to do where nothing is kept.
    virtual void remove(const QString &name, const Done &done) = 0;
};

/// Secret Service or KWallet on Linux, through QtKeychain; there is no fallback to plain files. Refused with
/// the reason where no such service answers. Needs no display.
[[nodiscard]] std::unique_ptr<SecretKeeper> systemKeychain();

enum class KeptIn { Nowhere, Environment, Session, Keychain };

/// What is known of a sign-in.
struct Secret
{
    QString user;
    QString token;
    KeptIn from = KeptIn::Nowhere;
    QString trouble; ///< why the keychain did not answer; empty where it did
};

/// The sign-ins of sites by the name of the site and the user. One thread, with an event loop; what is asked
/// for on behalf of a receiver that is gone meanwhile is dropped.
class Secrets
{
public:
    explicit Secrets(std::unique_ptr<SecretKeeper> keeper);
    ~Secrets();
    Secrets(const Secrets &) = delete;
    Secrets &operator=(const Secrets &) = delete;

    /// For tests and trials: another place to keep them in.
    void setKeeper(std::unique_ptr<SecretKeeper> keeper);

    /// The environment first (GROUNDPLAN_CONFLUENCE_TOKEN, with _USER), then what was given in this run, then
    /// the keychain. Without a user in `site`: a token alone, or the user who was kept last for this site.
    void find(const Site &site, QObject *receiver, const std::function<void(const Secret &)> &done);
    /// In the keychain, or in memory where that says no (then `trouble` says why). An empty token forgets it.
    void keep(const Site &site, QObject *receiver, const std::function<void(const Secret &)> &done);

private:
    struct Shared;
    void findInKeychain(const Site &site, const std::function<void(const Secret &)> &done);

    std::shared_ptr<SecretKeeper> m_keeper;
    std::shared_ptr<Shared> m_shared;
};

/// The site with who signs in.
[[nodiscard]] Site signedIn(Site site, const Secret &secret);

} // namespace gp::publish

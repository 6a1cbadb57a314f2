// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/model/error.h"

#include <QJsonObject>
#include <QStringList>
#include <QUrl>

#include <memory>
#include <stop_token>

/// Publishing to Confluence: what a site holds as plain values, and one way to talk to Cloud (REST v2, v1
/// where v2 lacks it) and Data Center (v1). docs/design/publish.md tells the whole way.
namespace gp::publish {

enum class Flavour { Cloud, DataCenter };

/// What the site calls a page. Ids are opaque texts.
enum class PageStatus { Current, Archived, Trashed };

struct WikiPage
{
    QString id;
    QString title;
    QString parent; ///< id; empty at the top of the space, and for pages that are not current
    int version = 0;
    PageStatus status = PageStatus::Current;
    QString message;             ///< of the last version
    QString author;              ///< id of who wrote the last version; empty where the site does not say
    QString storage;             ///< empty unless it was asked for
    QUrl url;                    ///< for people
    int position = -1;           ///< among its siblings, lower ones first; -1: the site puts it by its title
    QJsonObject properties = {}; ///< after create(): of Along, what the site says that it has kept, by key
    QStringList labels = {};     ///< the same
};

/// What is to hang on a new page. A site that takes it in one go (Data Center) is asked once and not thrice.
struct Along
{
    QString key; ///< of the content property
    QJsonObject mark;
    QStringList labels;
};

/// Where to put a page, seen from another one.
enum class Side { Before, After };

struct WikiAttachment
{
    QString id;
    QString name;
    QString comment;
};

/// A note at a piece of text. Such a note does not raise the version of its page.
struct WikiComment
{
    QString id;
    QString author;
    QString selection; ///< the text it is about
    QString text;      ///< plain
};

/// A content property: JSON that hangs on a page, with a version of its own.
struct WikiProperty
{
    QString id;
    int version = 0;
    QJsonObject value;
};

struct Space
{
    QString id;
    QString key;
    QString name;
    QString homepage; ///< id of the page at its top
};

/// Where to publish: the site, and how to sign in. The secret is never stored with the project, logged or put
/// into an error.
struct Site
{
    QUrl base; ///< "https://SITE.atlassian.net/wiki", "https://wiki.example.org/confluence"
    std::optional<Flavour> flavour = {}; ///< unset: found out by probing
    QString user = {};                   ///< a mail address; empty: `token` is a bearer token
    QString token = {};
    /// "http://proxy.example.org:3128" or "socks5://…", without who signs in there; empty: what the system
    /// says (https_proxy, http_proxy and no_proxy on Linux), which never holds for this machine itself.
    QUrl proxy = {};
    QString proxyUser = {};
    QString proxyPassword = {}; ///< as secret as the token
    int timeout = 60'000;       ///< milliseconds without any byte
    int pause = 500;            ///< milliseconds before a first try again, doubled from try to try

    /// Where its pages are for people, without a slash at the end: the key of what is remembered about it.
    [[nodiscard]] QString name() const;
};

/// Named files for one page.
struct Upload
{
    QString name;
    QByteArray bytes;
    QString mediaType;
    QString comment;
    QString existing = {}; ///< id of the attachment that gets a new version; empty: a new one
};

/// One connection to one site. Blocking: lives in one thread, which needs no event loop of its own; several
/// may be used side by side, and when the site asks one of them to slow down, all wait. Reads are tried again
/// where the connection or the server fails for a moment; a write only where the site says that it did not
/// happen. Errors: Refused with the site's reason (code of the answer in the detail), Cancelled, Unreadable
/// for an answer that makes no sense. No error holds the secret.
class Client
{
public:
    virtual ~Client() = default;

    [[nodiscard]] virtual Flavour flavour() const = 0;
    /// Refused where the key is unknown or the space may not be seen.
    [[nodiscard]] virtual Result<Space> space(const QString &key) = 0;
    /// Id of who is signed in.
    [[nodiscard]] virtual Result<QString> self() = 0;

    /// Every page of the space that is current or archived, without text; at most `most` and then says so.
    struct Listing
    {
        QList<WikiPage> pages;
        bool isWhole = true;
    };
    [[nodiscard]] virtual Result<Listing> pagesOf(const Space &space, int most) = 0;
    /// Current or archived pages of exactly this title, whatever the case.
    [[nodiscard]] virtual Result<QList<WikiPage>> pagesTitled(const Space &space, const QString &title) = 0;
    /// With its text; nothing where there is no such page. A page that may not be seen is an error where the
    /// site tells it from one that is not there.
    [[nodiscard]] virtual Result<std::optional<WikiPage>> page(const QString &id) = 0;

    /// Refused with isTitleTaken() where the title is in use. What the answer does not say of `along` is not
    /// there yet.
    [[nodiscard]] virtual Result<WikiPage> create(const Space &space, const QString &parent,
                                                  const QString &title, const QString &storage,
                                                  const Along &along) = 0;
    /// Writes version `page.version + 1` with title, parent and text of `page`. Refused with isStale() where
    /// somebody wrote in between.
    [[nodiscard]] virtual Result<WikiPage> update(const Space &space, const WikiPage &page) = 0;
    [[nodiscard]] virtual Result<void> archive(const QString &id) = 0;
    /// What stands right below a page, in the order in which the site shows it, without text.
    [[nodiscard]] virtual Result<QList<WikiPage>> children(const QString &id) = 0;
    /// Puts a page right before or behind another one, which must not be at the top of the space. Refused
    /// with isNotOffered() where the site cannot.
    [[nodiscard]] virtual Result<void> place(const QString &id, Side side, const QString &sibling) = 0;

    [[nodiscard]] virtual Result<void> addLabels(const QString &id, const QStringList &labels) = 0;
    [[nodiscard]] virtual Result<QList<WikiAttachment>> attachments(const QString &id) = 0;
    /// In as few requests as the site allows.
    [[nodiscard]] virtual Result<void> attach(const QString &id, const QList<Upload> &files) = 0;
    [[nodiscard]] virtual Result<std::optional<WikiProperty>> property(const QString &id,
                                                                       const QString &key) = 0;
    /// `known`: as last read; unset: there is none yet.
    [[nodiscard]] virtual Result<WikiProperty> setProperty(const QString &id, const QString &key,
                                                           const QJsonObject &value,
                                                           const std::optional<WikiProperty> &known) = 0;
    /// Notes at the text that nobody has resolved.
    [[nodiscard]] virtual Result<QList<WikiComment>> openComments(const QString &id) = 0;
};

/// Usage where Site::proxy is no address of a proxy, or holds a password.
[[nodiscard]] Result<void> checkProxy(const Site &site);
/// Connects: finds out the flavour where the site does not say. Refused for plain http to anything but this
/// machine, for an address that is none, and for a proxy whose address holds a password.
[[nodiscard]] Result<std::unique_ptr<Client>> connectTo(const Site &site, std::stop_token stop = {});
/// Another connection of the same kind, for another thread.
[[nodiscard]] Result<std::unique_ptr<Client>> connectLike(const Client &client);

/// Why a write was refused, where the site says so in a way that can be acted on.
[[nodiscard]] bool isTitleTaken(const Error &error);
[[nodiscard]] bool isStale(const Error &error);
/// The page, or the right to see or change it, is gone.
[[nodiscard]] bool isOutOfReach(const Error &error);
/// The site has no such call.
[[nodiscard]] bool isNotOffered(const Error &error);
/// The connection broke or the server failed while it may have done what it was asked to.
[[nodiscard]] bool isUncertain(const Error &error);

} // namespace gp::publish

// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/publish/http.h"

#include <QJsonArray>

/// The two dialects, and what they share.
namespace gp::publish {

/// What both speak alike (v1): attachments are written and labels added so on Cloud, too.
class RestClient : public Client
{
public:
    explicit RestClient(const Http &http)
        : m_http(http)
    {
    }

    [[nodiscard]] Result<QString> self() override;
    [[nodiscard]] Result<void> addLabels(const QString &id, const QStringList &labels) override;
    [[nodiscard]] Result<void> attach(const QString &id, const QList<Upload> &files) override;
    [[nodiscard]] Result<void> place(const QString &id, Side side, const QString &sibling) override;
    [[nodiscard]] const Http &http() const { return m_http; }

protected:
    /// The answer where its status is one of the 200s, else why not.
    [[nodiscard]] Result<HttpAnswer> ask(const HttpRequest &request, const QString &doing);
    /// The same of what may not be there: nothing where the site says so.
    [[nodiscard]] Result<std::optional<HttpAnswer>> askMaybe(const HttpRequest &request,
                                                             const QString &doing);
    [[nodiscard]] Result<HttpAnswer> get(const QString &path, const QUrlQuery &query, const QString &doing);
    /// Calls `take` with each result of a list, over all of its pages, until it returns false.
    [[nodiscard]] Result<void> list(const QString &path, const QUrlQuery &query, const QString &doing,
                                    const std::function<bool(const QJsonObject &)> &take);
    /// What `make` makes of each result.
    template<typename T>
    [[nodiscard]] Result<QList<T>> collect(const QString &path, const QUrlQuery &query, const QString &doing,
                                           const std::function<T(const QJsonObject &)> &make)
    {
        QList<T> made;
        const auto done = list(path, query, doing, [&](const QJsonObject &each) {
            made.append(make(each));
            return true;
        });
        if (!done)
            return std::unexpected(done.error());
        return made;
    }
    /// The pages of a list, at most so many of them.
    [[nodiscard]] Result<Listing> listing(const QString &path, const QUrlQuery &query, int most);
    /// The page of an answer; nothing where it says that there is no such page.
    [[nodiscard]] Result<std::optional<WikiPage>> pageOrNone(const HttpRequest &request, const QString &id);
    /// The page that a write was answered with; uncertain where the answer does not say what was written.
    [[nodiscard]] Result<WikiPage> written(const HttpRequest &request, const QString &doing);
    [[nodiscard]] Result<WikiProperty> propertyWritten(const HttpRequest &request, const QString &id);
    [[nodiscard]] virtual WikiPage pageFrom(const QJsonObject &page) const = 0;
    [[nodiscard]] static WikiProperty propertyFrom(const QJsonObject &each);
    [[nodiscard]] QUrl pageUrl(const QJsonObject &page) const;

    Http m_http;
};

[[nodiscard]] std::unique_ptr<RestClient> makeCloudClient(const Http &http);
[[nodiscard]] std::unique_ptr<RestClient> makeDataCenterClient(const Http &http);

/// An id as one segment of a path.
[[nodiscard]] QString segment(const QString &id);
/// Text of a comment's storage format.
[[nodiscard]] QString plainText(const QString &storage);

} // namespace gp::publish

// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "core/publish/clients.h"

using namespace Qt::StringLiterals;

namespace gp::publish {

namespace {

/// REST v2; v1 for what it lacks.
class CloudClient : public RestClient
{
public:
    using RestClient::RestClient;

    [[nodiscard]] Flavour flavour() const override { return Flavour::Cloud; }

    [[nodiscard]] Result<Space> space(const QString &key) override
    {
        QUrlQuery query;
        query.addQueryItem(u"keys"_s, segment(key));
        const QString doing = u"Looking for the space '%1'"_s.arg(key);
        const auto answer = get(u"/api/v2/spaces"_s, query, doing);
        if (!answer)
            return std::unexpected(answer.error());
        const QJsonArray results = answer->object().value("results"_L1).toArray();
        for (const QJsonValue &result : results) {
            const QJsonObject found = result.toObject();
            if (found.value("key"_L1).toString().compare(key, Qt::CaseInsensitive) == 0)
                return Space{found.value("id"_L1).toString(), found.value("key"_L1).toString(),
                             found.value("name"_L1).toString(), found.value("homepageId"_L1).toString()};
        }
        return fail(ErrorCode::Refused, u"There is no space '%1' at %2, or you may not see it."_s.arg(
                                            key, m_http.site().base.host()));
    }

    [[nodiscard]] Result<Listing> pagesOf(const Space &space, int most) override
    {
        QUrlQuery query;
        query.addQueryItem(u"limit"_s, u"250"_s);
        query.addQueryItem(u"status"_s, u"current"_s);
        query.addQueryItem(u"status"_s, u"archived"_s);
        return listing(u"/api/v2/spaces/%1/pages"_s.arg(segment(space.id)), query, most);
    }

    [[nodiscard]] Result<QList<WikiPage>> pagesTitled(const Space &space, const QString &title) override
    {
        QUrlQuery query;
        query.addQueryItem(u"space-id"_s, space.id);
        query.addQueryItem(u"title"_s, segment(title));
        query.addQueryItem(u"status"_s, u"current"_s);
        query.addQueryItem(u"status"_s, u"archived"_s);
        auto pages = collect<WikiPage>(u"/api/v2/pages"_s, query, u"Looking for a page"_s,
                                       [this](const QJsonObject &page) { return pageFrom(page); });
        if (pages)
            pages->removeIf(
                [&](const WikiPage &page) { return page.title.compare(title, Qt::CaseInsensitive) != 0; });
        return pages;
    }

    [[nodiscard]] Result<QList<WikiPage>> children(const QString &id) override
    {
        QUrlQuery query;
        query.addQueryItem(u"limit"_s, u"250"_s);
        query.addQueryItem(u"sort"_s, u"child-position"_s);
        return collect<WikiPage>(u"/api/v2/pages/%1/children"_s.arg(segment(id)), query,
                                 u"Reading what is below page %1"_s.arg(id),
                                 [this](const QJsonObject &page) { return pageFrom(page); });
    }

    [[nodiscard]] Result<std::optional<WikiPage>> page(const QString &id) override
    {
        QUrlQuery query;
        query.addQueryItem(u"body-format"_s, u"storage"_s);
        HttpRequest request;
        request.path = u"/api/v2/pages/%1"_s.arg(segment(id));
        request.query = query;
        request.isRepeatable = true;
        return pageOrNone(request, id);
    }

    [[nodiscard]] Result<WikiPage> create(const Space &space, const QString &parent, const QString &title,
                                          const QString &storage, const Along &) override
    {
        QJsonObject body{
            {u"spaceId"_s, space.id},
            {u"status"_s, u"current"_s},
            {u"title"_s, title},
            {u"body"_s, QJsonObject{{u"representation"_s, u"storage"_s}, {u"value"_s, storage}}}};
        if (!parent.isEmpty())
            body.insert(u"parentId"_s, parent);
        HttpRequest request;
        request.method = "POST";
        request.path = u"/api/v2/pages"_s;
        request.body = QJsonDocument(body);
        return written(request, u"Creating the page '%1'"_s.arg(title));
    }

    [[nodiscard]] Result<WikiPage> update(const Space &space, const WikiPage &page) override
    {
        QJsonObject body{
            {u"id"_s, page.id},
            {u"status"_s, u"current"_s},
            {u"title"_s, page.title},
            {u"spaceId"_s, space.id},
            {u"body"_s, QJsonObject{{u"representation"_s, u"storage"_s}, {u"value"_s, page.storage}}},
            {u"version"_s, QJsonObject{{u"number"_s, page.version + 1}, {u"message"_s, page.message}}}};
        if (!page.parent.isEmpty())
            body.insert(u"parentId"_s, page.parent);
        HttpRequest request;
        request.method = "PUT";
        request.path = u"/api/v2/pages/%1"_s.arg(segment(page.id));
        request.body = QJsonDocument(body);
        return written(request, u"Updating the page '%1'"_s.arg(page.title));
    }

    [[nodiscard]] Result<void> archive(const QString &id) override
    {
        HttpRequest request;
        request.method = "POST";
        request.path = u"/rest/api/content/archive"_s;
        request.body =
            QJsonDocument(QJsonObject{{u"pages"_s, QJsonArray{QJsonObject{{u"id"_s, id.toLongLong()}}}}});
        const QString doing = u"Archiving page %1"_s.arg(id);
        const auto answer = ask(request, doing);
        if (!answer)
            return std::unexpected(answer.error());
        return await(answer->object().value("id"_L1).toVariant().toString(), doing);
    }

    [[nodiscard]] Result<QList<WikiAttachment>> attachments(const QString &id) override
    {
        QUrlQuery query;
        query.addQueryItem(u"limit"_s, u"250"_s);
        return collect<WikiAttachment>(
            u"/api/v2/pages/%1/attachments"_s.arg(segment(id)), query,
            u"Listing the attachments of page %1"_s.arg(id), [](const QJsonObject &each) {
                return WikiAttachment{each.value("id"_L1).toString(), each.value("title"_L1).toString(),
                                      each.value("comment"_L1).toString()};
            });
    }

    [[nodiscard]] Result<std::optional<WikiProperty>> property(const QString &id, const QString &key) override
    {
        QUrlQuery query;
        query.addQueryItem(u"key"_s, segment(key));
        std::optional<WikiProperty> found;
        const auto done =
            list(u"/api/v2/pages/%1/properties"_s.arg(segment(id)), query,
                 u"Reading what page %1 is marked with"_s.arg(id), [&](const QJsonObject &each) {
                     if (each.value("key"_L1).toString() == key && !found)
                         found = propertyFrom(each);
                     return true;
                 });
        if (!done)
            return std::unexpected(done.error());
        return found;
    }

    [[nodiscard]] Result<WikiProperty> setProperty(const QString &id, const QString &key,
                                                   const QJsonObject &value,
                                                   const std::optional<WikiProperty> &known) override
    {
        QJsonObject body{{u"key"_s, key}, {u"value"_s, value}};
        HttpRequest request;
        request.method = known ? "PUT" : "POST";
        request.path = u"/api/v2/pages/%1/properties"_s.arg(segment(id));
        if (known) {
            request.path += u'/' + segment(known->id);
            body.insert(u"version"_s, QJsonObject{{u"number"_s, known->version + 1}});
        }
        request.body = QJsonDocument(body);
        return propertyWritten(request, id);
    }

    [[nodiscard]] Result<QList<WikiComment>> openComments(const QString &id) override
    {
        QUrlQuery query;
        query.addQueryItem(u"body-format"_s, u"storage"_s);
        query.addQueryItem(u"resolution-status"_s, u"open"_s);
        query.addQueryItem(u"resolution-status"_s, u"reopened"_s);
        return collect<WikiComment>(
            u"/api/v2/pages/%1/inline-comments"_s.arg(segment(id)), query,
            u"Reading the comments of page %1"_s.arg(id), [](const QJsonObject &each) {
                return WikiComment{each.value("id"_L1).toString(),
                                   each.value("version"_L1)["authorId"_L1].toString(),
                                   each.value("properties"_L1)["inlineOriginalSelection"_L1].toString(),
                                   plainText(each.value("body"_L1)["storage"_L1]["value"_L1].toString())};
            });
    }

private:
    /// The site does it by and by; whether it could is known when it is through.
    [[nodiscard]] Result<void> await(const QString &task, const QString &doing)
    {
        constexpr int looks = 120;
        for (int i = 0; i < looks && !task.isEmpty(); ++i) {
            const auto answer = get(u"/rest/api/longtask/%1"_s.arg(segment(task)), {}, doing);
            if (!answer)
                return std::unexpected(answer.error());
            const QJsonObject state = answer->object();
            if (state.value("finished"_L1).toBool() || state.value("percentageComplete"_L1).toInt() >= 100)
                return state.value("successful"_L1).toBool(true)
                           ? Result<void>()
                           : fail(ErrorCode::Refused, u"%1: the site could not do it."_s.arg(doing));
            if (!m_http.pause(m_http.site().pause))
                return std::unexpected(cancelled());
        }
        return {};
    }

    [[nodiscard]] WikiPage pageFrom(const QJsonObject &page) const override
    {
        const QJsonValue version = page.value("version"_L1);
        const QString status = page.value("status"_L1).toString();
        return {page.value("id"_L1).toString(),
                page.value("title"_L1).toString(),
                page.value("parentId"_L1).toString(),
                version["number"_L1].toInt(),
                status == "trashed"_L1    ? PageStatus::Trashed
                : status == "archived"_L1 ? PageStatus::Archived
                                          : PageStatus::Current,
                version["message"_L1].toString(),
                version["authorId"_L1].toString(),
                page.value("body"_L1)["storage"_L1]["value"_L1].toString(),
                pageUrl(page),
                page.value("position"_L1).toInt(page.value("childPosition"_L1).toInt(-1)),
                {},
                {}};
    }
};

} // namespace

std::unique_ptr<RestClient> makeCloudClient(const Http &http)
{
    return std::make_unique<CloudClient>(http);
}

} // namespace gp::publish

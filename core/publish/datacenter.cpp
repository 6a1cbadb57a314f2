// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "core/publish/clients.h"

using namespace Qt::StringLiterals;

namespace gp::publish {

namespace {

/// REST v1.
class DataCenterClient : public RestClient
{
public:
    using RestClient::RestClient;

    [[nodiscard]] Flavour flavour() const override { return Flavour::DataCenter; }

    [[nodiscard]] Result<Space> space(const QString &key) override
    {
        QUrlQuery query;
        query.addQueryItem(u"expand"_s, u"homepage"_s);
        const auto answer =
            get(u"/rest/api/space/%1"_s.arg(segment(key)), query, u"Looking for the space '%1'"_s.arg(key));
        if (!answer)
            return std::unexpected(answer.error());
        const QJsonObject found = answer->object();
        return Space{found.value("id"_L1).toVariant().toString(), found.value("key"_L1).toString(),
                     found.value("name"_L1).toString(),
                     found.value("homepage"_L1)["id"_L1].toVariant().toString()};
    }

    [[nodiscard]] Result<Listing> pagesOf(const Space &space, int most) override
    {
        // There is nothing archived here; what is in the trash reserves no title.
        QUrlQuery query = pagesQuery(space);
        query.addQueryItem(u"expand"_s, u"version,ancestors"_s);
        query.addQueryItem(u"limit"_s, u"200"_s);
        return listing(u"/rest/api/content"_s, query, most);
    }

    [[nodiscard]] Result<QList<WikiPage>> pagesTitled(const Space &space, const QString &title) override
    {
        QUrlQuery query = pagesQuery(space);
        query.addQueryItem(u"title"_s, segment(title));
        query.addQueryItem(u"expand"_s, u"version,ancestors"_s);
        return collect<WikiPage>(u"/rest/api/content"_s, query, u"Looking for a page"_s,
                                 [this](const QJsonObject &page) { return pageFrom(page); });
    }

    [[nodiscard]] Result<QList<WikiPage>> children(const QString &id) override
    {
        QUrlQuery query;
        query.addQueryItem(u"expand"_s, u"version"_s);
        query.addQueryItem(u"limit"_s, u"200"_s);
        return collect<WikiPage>(u"/rest/api/content/%1/child/page"_s.arg(segment(id)), query,
                                 u"Reading what is below page %1"_s.arg(id),
                                 [this](const QJsonObject &page) { return pageFrom(page); });
    }

    [[nodiscard]] Result<std::optional<WikiPage>> page(const QString &id) override
    {
        HttpRequest request;
        request.path = u"/rest/api/content/%1"_s.arg(segment(id));
        request.query.addQueryItem(u"expand"_s, u"body.storage,version,ancestors"_s);
        request.query.addQueryItem(u"status"_s, u"any"_s);
        request.isRepeatable = true;
        return pageOrNone(request, id);
    }

    [[nodiscard]] Result<WikiPage> create(const Space &space, const QString &parent, const QString &title,
                                          const QString &storage, const Along &along) override
    {
        QJsonObject body{{u"type"_s, u"page"_s},
                         {u"title"_s, title},
                         {u"space"_s, QJsonObject{{u"key"_s, space.key}}},
                         {u"body"_s, bodyOf(storage)}};
        if (!parent.isEmpty())
            body.insert(u"ancestors"_s, QJsonArray{QJsonObject{{u"id"_s, parent}}});
        QJsonArray labels;
        for (const QString &label : along.labels)
            labels.append(QJsonObject{{u"prefix"_s, u"global"_s}, {u"name"_s, label}});
        QJsonObject whole = body;
        whole.insert(
            u"metadata"_s,
            QJsonObject{{u"properties"_s, QJsonObject{{along.key, QJsonObject{{u"value"_s, along.mark}}}}},
                        {u"labels"_s, labels}});
        auto made = createWith(whole, u",metadata.labels,metadata.properties."_s + along.key);
        // Nothing was made; perhaps because of what was to hang on it.
        if (!made && made.error().detail == "status 400"_L1)
            return createWith(body, {});
        return made;
    }

    [[nodiscard]] Result<WikiPage> update(const Space &, const WikiPage &page) override
    {
        QJsonObject body{{u"id"_s, page.id},
                         {u"type"_s, u"page"_s},
                         {u"title"_s, page.title},
                         {u"body"_s, bodyOf(page.storage)},
                         {u"version"_s, QJsonObject{{u"number"_s, page.version + 1},
                                                    {u"minorEdit"_s, false},
                                                    {u"message"_s, page.message}}}};
        if (!page.parent.isEmpty())
            body.insert(u"ancestors"_s, QJsonArray{QJsonObject{{u"id"_s, page.parent}}});
        HttpRequest request;
        request.method = "PUT";
        request.path = u"/rest/api/content/%1"_s.arg(segment(page.id));
        request.query.addQueryItem(u"expand"_s, u"version,ancestors,body.storage"_s);
        request.body = QJsonDocument(body);
        return written(request, u"Updating the page '%1'"_s.arg(page.title));
    }

    [[nodiscard]] Result<void> archive(const QString &) override
    {
        return fail(ErrorCode::Refused,
                    u"This site cannot archive pages: move the page or delete it there by hand."_s);
    }

    [[nodiscard]] Result<QList<WikiAttachment>> attachments(const QString &id) override
    {
        QUrlQuery query;
        query.addQueryItem(u"limit"_s, u"200"_s);
        return collect<WikiAttachment>(
            u"/rest/api/content/%1/child/attachment"_s.arg(segment(id)), query,
            u"Listing the attachments of page %1"_s.arg(id), [](const QJsonObject &each) {
                return WikiAttachment{each.value("id"_L1).toString(), each.value("title"_L1).toString(),
                                      each.value("metadata"_L1)["comment"_L1].toString()};
            });
    }

    [[nodiscard]] Result<std::optional<WikiProperty>> property(const QString &id, const QString &key) override
    {
        HttpRequest request;
        request.path = u"/rest/api/content/%1/property/%2"_s.arg(segment(id), segment(key));
        request.isRepeatable = true;
        const auto answer = askMaybe(request, u"Reading what page %1 is marked with"_s.arg(id));
        if (!answer)
            return std::unexpected(answer.error());
        if (!*answer)
            return std::nullopt;
        return propertyFrom((*answer)->object());
    }

    [[nodiscard]] Result<WikiProperty> setProperty(const QString &id, const QString &key,
                                                   const QJsonObject &value,
                                                   const std::optional<WikiProperty> &known) override
    {
        QJsonObject body{{u"key"_s, key}, {u"value"_s, value}};
        HttpRequest request;
        request.method = known ? "PUT" : "POST";
        request.path = u"/rest/api/content/%1/property"_s.arg(segment(id));
        if (known) {
            request.path += u'/' + segment(key);
            body.insert(u"version"_s, QJsonObject{{u"number"_s, known->version + 1}});
        }
        request.body = QJsonDocument(body);
        return propertyWritten(request, id);
    }

    [[nodiscard]] Result<QList<WikiComment>> openComments(const QString &id) override
    {
        QUrlQuery query;
        query.addQueryItem(u"location"_s, u"inline"_s);
        query.addQueryItem(u"depth"_s, u"all"_s);
        query.addQueryItem(u"expand"_s,
                           u"body.storage,version,extensions.inlineProperties,extensions.resolution"_s);
        QList<WikiComment> found;
        const auto done =
            list(u"/rest/api/content/%1/child/comment"_s.arg(segment(id)), query,
                 u"Reading the comments of page %1"_s.arg(id), [&](const QJsonObject &each) {
                     const QJsonValue extensions = each.value("extensions"_L1);
                     const QString state = extensions["resolution"_L1]["status"_L1].toString();
                     if (state == "resolved"_L1 || state == "dangling"_L1)
                         return true;
                     found.append({each.value("id"_L1).toString(),
                                   each.value("version"_L1)["by"_L1]["displayName"_L1].toString(),
                                   extensions["inlineProperties"_L1]["originalSelection"_L1].toString(),
                                   plainText(each.value("body"_L1)["storage"_L1]["value"_L1].toString())});
                     return true;
                 });
        if (!done)
            return std::unexpected(done.error());
        return found;
    }

private:
    Result<WikiPage> createWith(const QJsonObject &body, const QString &expand)
    {
        HttpRequest request;
        request.method = "POST";
        request.path = u"/rest/api/content"_s;
        request.query.addQueryItem(u"expand"_s, QString(u"version,ancestors,body.storage"_s + expand));
        request.body = QJsonDocument(body);
        return written(request, u"Creating the page '%1'"_s.arg(body.value("title"_L1).toString()));
    }

    static QUrlQuery pagesQuery(const Space &space)
    {
        QUrlQuery query;
        query.addQueryItem(u"type"_s, u"page"_s);
        query.addQueryItem(u"spaceKey"_s, segment(space.key));
        query.addQueryItem(u"status"_s, u"current"_s);
        return query;
    }

    static QJsonObject bodyOf(const QString &storage)
    {
        return {{u"storage"_s, QJsonObject{{u"value"_s, storage}, {u"representation"_s, u"storage"_s}}}};
    }

    [[nodiscard]] WikiPage pageFrom(const QJsonObject &page) const override
    {
        const QJsonValue version = page.value("version"_L1);
        const QJsonArray ancestors = page.value("ancestors"_L1).toArray();
        const QJsonValue by = version["by"_L1];
        const QString author =
            by["userKey"_L1].toString(by["accountId"_L1].toString(by["username"_L1].toString()));
        const QJsonValue metadata = page.value("metadata"_L1);
        QJsonObject properties;
        const QJsonObject told = metadata["properties"_L1].toObject();
        for (auto it = told.begin(); it != told.end(); ++it) {
            if (it->isObject())
                properties.insert(it.key(), it.value()["value"_L1]);
        }
        QStringList labels;
        const QJsonArray results = metadata["labels"_L1]["results"_L1].toArray();
        for (const QJsonValue &label : results)
            labels.append(label["name"_L1].toString());
        return {page.value("id"_L1).toVariant().toString(),
                page.value("title"_L1).toString(),
                ancestors.isEmpty() ? QString() : ancestors.last()["id"_L1].toVariant().toString(),
                version["number"_L1].toInt(),
                page.value("status"_L1).toString() == "trashed"_L1 ? PageStatus::Trashed
                                                                   : PageStatus::Current,
                version["message"_L1].toString(),
                author,
                page.value("body"_L1)["storage"_L1]["value"_L1].toString(),
                pageUrl(page),
                page.value("extensions"_L1)["position"_L1].toInt(-1),
                properties,
                labels};
    }
};

} // namespace

std::unique_ptr<RestClient> makeDataCenterClient(const Http &http)
{
    return std::make_unique<DataCenterClient>(http);
}

} // namespace gp::publish

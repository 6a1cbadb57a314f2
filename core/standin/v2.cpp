// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
// REST v2, as Cloud speaks it: ids are texts, lists have cursors.
#include "core/standin/standin.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace gp::standin {

namespace {

QJsonObject versionOf(const Version &version)
{
    return {{u"number"_s, version.number},
            {u"message"_s, version.message},
            {u"minorEdit"_s, false},
            {u"authorId"_s, version.author},
            {u"createdAt"_s, stamp(version.when)}};
}

class V2
{
public:
    V2(Wiki &wiki, const Options &options, const Call &call)
        : m_wiki(wiki)
        , m_options(options)
        , m_call(call)
        , m_body(QJsonDocument::fromJson(call.body).object())
    {
    }

    std::optional<Reply> serve(const QString &path)
    {
        static const QRegularExpression one(u"^/pages/([0-9]+)(?:/([a-z-]+))?(?:/([^/]+))?$"_s);
        static const QRegularExpression pages(u"^/spaces/([0-9]+)/pages$"_s);
        if (path == "/spaces"_L1)
            return spaces();
        if (pages.match(path).hasMatch())
            return list(found(), [&](qint64 id) { return pageJson(*m_wiki.page(id), false); });
        if (path == "/pages"_L1)
            return m_call.method == "POST"
                       ? create()
                       : list(found(), [&](qint64 id) { return pageJson(*m_wiki.page(id), wantsBody()); });
        const auto match = one.match(path);
        if (!match.hasMatch())
            return {};
        const qint64 id = match.captured(1).toLongLong();
        const QString what = match.captured(2);
        Page *page = m_wiki.page(id);
        if (!page || page->isRestricted)
            return refuse({404, u"NOT_FOUND"_s, u"Cannot find a page with id [%1]"_s.arg(id)});
        if (what.isEmpty())
            return onPage(*page);
        if (what == "properties"_L1)
            return onProperties(*page, match.captured(3));
        if (what == "attachments"_L1)
            return attachments(*page);
        if (what == "inline-comments"_L1)
            return comments(*page);
        if (what == "labels"_L1)
            return labels(*page);
        if (what == "operations"_L1)
            return json({{u"operations"_s, operationsOf(m_options)}});
        if (what == "children"_L1)
            return children(*page);
        return {};
    }

private:
    static Reply refuse(const Refusal &no) { return refusal(no, true, true); }
    [[nodiscard]] bool wantsBody() const { return m_call.value(u"body-format"_s) == "storage"_L1; }

    Reply spaces()
    {
        const QStringList keys = m_call.values(u"keys"_s);
        QJsonArray results;
        if (keys.isEmpty() || keys.contains(m_wiki.key(), Qt::CaseInsensitive))
            results.append(QJsonObject{{u"id"_s, text(m_wiki.spaceId())},
                                       {u"key"_s, m_wiki.key()},
                                       {u"name"_s, m_wiki.name()},
                                       {u"type"_s, u"global"_s},
                                       {u"status"_s, u"current"_s},
                                       {u"homepageId"_s, text(m_wiki.homepage())}});
        return json({{u"results"_s, results}, {u"_links"_s, QJsonObject()}});
    }

    /// Pages that the query asks for, by id.
    QList<qint64> found()
    {
        QStringList states = m_call.values(u"status"_s);
        if (states.isEmpty())
            states = {u"current"_s, u"archived"_s};
        const QString title = m_call.value(u"title"_s);
        QList<qint64> ids;
        const auto all = m_wiki.ids();
        for (const qint64 id : all) {
            const Page &page = *m_wiki.page(id);
            if (!page.isRestricted && states.contains(page.status) &&
                (title.isEmpty() || page.now().title.compare(title, Qt::CaseInsensitive) == 0))
                ids.append(id);
        }
        return ids;
    }

    template<typename List, typename Make>
    Reply list(const List &all, Make make)
    {
        qsizetype limit = std::max(1, m_call.value(u"limit"_s).toInt());
        if (m_call.value(u"limit"_s).isEmpty())
            limit = 25;
        if (limit > 250)
            return refuse({400, u"INVALID_REQUEST_PARAMETER"_s,
                           u"Provided value {%1} for 'limit' is too large"_s.arg(limit)});
        limit = std::min<qsizetype>(limit, m_options.pageCap > 0 ? m_options.pageCap : 250);
        const qsizetype start = std::max<qsizetype>(0, m_call.value(u"cursor"_s).toLongLong());
        QJsonArray results;
        for (qsizetype i = start; i < std::min<qsizetype>(start + limit, all.size()); ++i)
            results.append(make(all.at(i)));
        QJsonObject links{{u"base"_s, u"http://127.0.0.1/wiki"_s}};
        if (start + limit < all.size()) {
            QUrlQuery query = m_call.query;
            query.removeAllQueryItems(u"cursor"_s);
            query.addQueryItem(u"cursor"_s, QString::number(start + limit));
            links.insert(u"next"_s, QString(m_call.path + u'?' + query.toString(QUrl::FullyEncoded)));
        }
        // Both ways to say where it goes on are in use; the second page on is told by the header alone.
        const QString next = start > 0 ? links.take(u"next"_s).toString() : QString();
        Reply reply = json({{u"results"_s, results}, {u"_links"_s, links}});
        if (!next.isEmpty())
            reply.headers.insert("Link", QString(u'<' + next + u">; rel=\"next\""_s).toLatin1());
        return reply;
    }

    QJsonObject pageJson(const Page &page, bool withBody)
    {
        const bool isCurrent = page.status == "current"_L1;
        QJsonObject made{
            {u"id"_s, text(page.id)},
            {u"status"_s, page.status},
            {u"title"_s, page.now().title},
            {u"spaceId"_s, text(m_wiki.spaceId())},
            {u"parentId"_s,
             page.status != "trashed"_L1 && page.parent != 0 ? QJsonValue(text(page.parent)) : QJsonValue()},
            {u"position"_s, page.position < 0 ? QJsonValue() : QJsonValue(page.position)},
            {u"parentType"_s, isCurrent && page.parent != 0 ? QJsonValue(u"page"_s) : QJsonValue()},
            {u"authorId"_s, page.versions.first().author},
            {u"version"_s, versionOf(page.now())},
            {u"body"_s, QJsonObject()},
            {u"_links"_s,
             QJsonObject{{u"webui"_s, u"/spaces/%1/pages/%2"_s.arg(m_wiki.key()).arg(page.id)}}}};
        if (withBody)
            made.insert(u"body"_s,
                        QJsonObject{{u"storage"_s, QJsonObject{{u"representation"_s, u"storage"_s},
                                                               {u"value"_s, page.now().storage}}}});
        return made;
    }

    [[nodiscard]] QString storage() const
    {
        const QJsonObject body = m_body.value("body"_L1).toObject();
        return body.contains("storage"_L1) ? body.value("storage"_L1)["value"_L1].toString()
                                           : body.value("value"_L1).toString();
    }

    Reply create()
    {
        if (m_body.value("spaceId"_L1).toString() != text(m_wiki.spaceId()))
            return refuse({404, u"NOT_FOUND"_s, u"Could not find space"_s});
        const auto made = m_wiki.create(m_body.value("parentId"_L1).toString().toLongLong(),
                                        m_body.value("title"_L1).toString(), storage(), everybody);
        if (!made)
            return refuse(made.error());
        return json(pageJson(*m_wiki.page(*made), true));
    }

    Reply onPage(Page &page)
    {
        if (m_call.method == "GET")
            return json(pageJson(page, wantsBody()));
        if (m_call.method == "DELETE") {
            const auto gone = m_wiki.trash(page.id);
            return gone ? Reply{204} : refuse(gone.error());
        }
        const QJsonValue version = m_body.value("version"_L1);
        const auto done =
            m_wiki.update(page.id, version["number"_L1].toInt(), m_body.value("title"_L1).toString(),
                          m_body.value("parentId"_L1).toString().toLongLong(), storage(),
                          version["message"_L1].toString(), everybody);
        if (!done)
            return refuse(done.error());
        return json(pageJson(*m_wiki.page(page.id), true));
    }

    Reply onProperties(Page &page, const QString &which)
    {
        const auto propertyJson = [](const QString &key, const Property &property) {
            return QJsonObject{{u"id"_s, text(property.id)},
                               {u"key"_s, key},
                               {u"value"_s, property.value},
                               {u"version"_s, QJsonObject{{u"number"_s, property.version}}}};
        };
        if (m_call.method == "GET" && which.isEmpty()) {
            QStringList keys = page.properties.keys();
            if (const QString key = m_call.value(u"key"_s); !key.isEmpty())
                keys = page.properties.contains(key) ? QStringList{key} : QStringList();
            return list(keys,
                        [&](const QString &key) { return propertyJson(key, page.properties.value(key)); });
        }
        QString key = m_body.value("key"_L1).toString();
        int version = 0;
        if (!which.isEmpty()) {
            bool isNumber = false;
            const qint64 id = which.toLongLong(&isNumber);
            if (!isNumber)
                return refuse({400, u"INVALID_REQUEST_PARAMETER"_s,
                               u"Provided value {%1} for 'property-id' is not valid"_s.arg(which)});
            for (auto it = page.properties.cbegin(); it != page.properties.cend(); ++it) {
                if (it->id == id)
                    key = it.key();
            }
            version = m_body.value("version"_L1)["number"_L1].toInt();
        }
        const auto set = m_wiki.setProperty(page.id, key, m_body.value("value"_L1), version);
        if (!set)
            return refuse(set.error());
        return json(propertyJson(key, *set));
    }

    Reply attachments(const Page &page)
    {
        return list(page.attachments, [&](const Attachment &file) {
            return QJsonObject{{u"id"_s, QString(u"att"_s + text(file.id))},
                               {u"status"_s, u"current"_s},
                               {u"title"_s, file.name},
                               {u"mediaType"_s, file.mediaType},
                               {u"comment"_s, file.comment},
                               {u"fileSize"_s, file.bytes.size()},
                               {u"pageId"_s, text(page.id)},
                               {u"version"_s, QJsonObject{{u"number"_s, file.version}}}};
        });
    }

    Reply comments(const Page &page)
    {
        QList<Comment> open;
        std::ranges::copy_if(page.comments, std::back_inserter(open),
                             [](const Comment &each) { return !each.isResolved; });
        return list(open, [&](const Comment &each) {
            return QJsonObject{
                {u"id"_s, text(each.id)},
                {u"status"_s, u"current"_s},
                {u"resolutionStatus"_s, u"open"_s},
                {u"version"_s, QJsonObject{{u"number"_s, 1}, {u"authorId"_s, each.author}}},
                {u"properties"_s, QJsonObject{{u"inlineMarkerRef"_s, text(each.id)},
                                              {u"inlineOriginalSelection"_s, each.selection}}},
                {u"body"_s, QJsonObject{{u"storage"_s, QJsonObject{{u"representation"_s, u"storage"_s},
                                                                   {u"value"_s, each.storage}}}}}};
        });
    }

    Reply labels(const Page &page)
    {
        return list(page.labels, [](const QString &label) {
            return QJsonObject{{u"id"_s, label}, {u"name"_s, label}, {u"prefix"_s, u"global"_s}};
        });
    }

    Reply children(const Page &page)
    {
        // In order; a row is short.
        return list(m_wiki.below(page.id), [&](qint64 id) {
            const Page &child = *m_wiki.page(id);
            return QJsonObject{
                {u"id"_s, text(id)},
                {u"status"_s, child.status},
                {u"title"_s, child.now().title},
                {u"spaceId"_s, text(m_wiki.spaceId())},
                {u"childPosition"_s, child.position < 0 ? QJsonValue() : QJsonValue(child.position)}};
        });
    }

    Wiki &m_wiki;
    const Options &m_options;
    const Call &m_call;
    QJsonObject m_body;
};

} // namespace

std::optional<Reply> serveV2(Wiki &wiki, const Options &options, const Call &call, const QString &path)
{
    return V2(wiki, options, call).serve(path);
}

} // namespace gp::standin

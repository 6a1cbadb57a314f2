// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
// REST v1: all of Data Center, and what Cloud has left of it.
#include "core/standin/standin.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace gp::standin {

namespace {

class V1
{
public:
    V1(Wiki &wiki, const Options &options, const Call &call)
        : m_wiki(wiki)
        , m_options(options)
        , m_call(call)
        , m_document(QJsonDocument::fromJson(call.body))
        , m_body(m_document.object())
    {
    }

    std::optional<Reply> serve(const QString &path)
    {
        static const QRegularExpression one(u"^/content/([0-9]+)(?:/(.+))?$"_s);
        if (path == "/user/current"_L1)
            return json({{u"type"_s, u"known"_s},
                         {m_options.isCloud ? u"accountId"_s : u"userKey"_s, everybody},
                         {u"displayName"_s, u"Groundplan"_s}});
        if (path == "/content/archive"_L1 && m_options.isCloud)
            return archive();
        if (path.startsWith("/longtask/"_L1) && m_options.isCloud)
            return json({{u"id"_s, path.sliced(10)},
                         {u"finished"_s, true},
                         {u"successful"_s, true},
                         {u"percentageComplete"_s, 100}});
        if (path == "/space/"_L1 + m_wiki.key() ||
            path.compare(QString(u"/space/"_s + m_wiki.key()), Qt::CaseInsensitive) == 0)
            return space();
        if (path.startsWith("/space/"_L1))
            return refuse({404, {}, u"No space with key : %1"_s.arg(path.sliced(7))});
        const auto match = one.match(path);
        const QString what = match.captured(2);
        // Pages themselves are v2's alone on Cloud.
        const bool isGone =
            m_options.isCloud &&
            (path == "/content"_L1 || (match.hasMatch() && what.isEmpty()) || what.startsWith("property"_L1));
        if (isGone)
            return json(
                {{u"statusCode"_s, 410}, {u"message"_s, u"This deprecated endpoint has been removed."_s}},
                410);
        if (path == "/content"_L1)
            return m_call.method == "POST" ? create() : search();
        if (!match.hasMatch())
            return {};
        const qint64 id = match.captured(1).toLongLong();
        Page *page = m_wiki.page(id);
        if (!page || page->isRestricted)
            return refuse({404, {}, u"No content found with id: ContentId{id=%1}"_s.arg(id)});
        if (what.isEmpty())
            return onPage(*page);
        if (what == "label"_L1)
            return label(*page);
        if (what.startsWith("property"_L1))
            return property(*page, what.section(u'/', 1));
        if (what == "child/page"_L1)
            return list(m_wiki.below(id), [&](qint64 below) { return pageJson(*m_wiki.page(below)); });
        if (what.startsWith("move/"_L1) && m_call.method == "PUT" && (m_options.isCloud || m_options.canMove))
            return move(id, what.section(u'/', 1, 1), what.section(u'/', 2));
        if (what == "child/comment"_L1)
            return comments(*page);
        if (what.startsWith("child/attachment"_L1))
            return attachment(*page, what.section(u'/', 2));
        return {};
    }

private:
    [[nodiscard]] Reply refuse(const Refusal &no) const { return refusal(no, false, m_options.isCloud); }

    template<typename List, typename Make>
    Reply list(const List &all, Make make)
    {
        qsizetype limit = m_call.value(u"limit"_s).toInt();
        if (limit <= 0)
            limit = 25;
        if (limit > 250)
            return refuse({400, {}, u"limit must not be larger than 250"_s});
        limit = std::min<qsizetype>(limit, m_options.pageCap > 0 ? m_options.pageCap : 200);
        const qsizetype start = std::max<qsizetype>(0, m_call.value(u"start"_s).toLongLong());
        QJsonArray results;
        for (qsizetype i = start; i < std::min<qsizetype>(start + limit, all.size()); ++i)
            results.append(make(all.at(i)));
        QJsonObject links{{u"base"_s, u"http://127.0.0.1"_s},
                          {u"context"_s, m_options.isCloud ? u"/wiki"_s : QString()}};
        if (start + limit < all.size()) {
            QUrlQuery query = m_call.query;
            query.removeAllQueryItems(u"start"_s);
            query.addQueryItem(u"start"_s, QString::number(start + limit));
            const QString way = m_options.isCloud ? m_call.path.sliced(5) : m_call.path;
            links.insert(u"next"_s, QString(way + u'?' + query.toString(QUrl::FullyEncoded)));
        }
        return json({{u"results"_s, results},
                     {u"start"_s, start},
                     {u"limit"_s, limit},
                     {u"size"_s, results.size()},
                     {u"_links"_s, links}});
    }

    Reply space()
    {
        return json({{u"id"_s, m_wiki.spaceId()},
                     {u"key"_s, m_wiki.key()},
                     {u"name"_s, m_wiki.name()},
                     {u"type"_s, u"global"_s},
                     {u"homepage"_s, QJsonObject{{u"id"_s, text(m_wiki.homepage())}}}});
    }

    QJsonObject pageJson(const Page &page)
    {
        QJsonArray ancestors;
        for (qint64 above = page.parent; above != 0 && m_wiki.page(above); above = m_wiki.page(above)->parent)
            ancestors.prepend(QJsonObject{{u"id"_s, text(above)}, {u"type"_s, u"page"_s}});
        const Version &now = page.now();
        return {{u"id"_s, text(page.id)},
                {u"type"_s, u"page"_s},
                {u"status"_s, page.status},
                {u"title"_s, now.title},
                {u"space"_s, QJsonObject{{u"key"_s, m_wiki.key()}}},
                {u"version"_s, QJsonObject{{u"number"_s, now.number},
                                           {u"message"_s, now.message},
                                           {u"minorEdit"_s, false},
                                           {u"when"_s, stamp(now.when)},
                                           {u"by"_s, QJsonObject{{u"userKey"_s, now.author}}}}},
                {u"extensions"_s,
                 QJsonObject{
                     {u"position"_s, page.position < 0 ? QJsonValue(u"none"_s) : QJsonValue(page.position)}}},
                {u"ancestors"_s, page.status == "trashed"_L1 ? QJsonArray() : ancestors},
                {u"body"_s, QJsonObject{{u"storage"_s, QJsonObject{{u"value"_s, now.storage},
                                                                   {u"representation"_s, u"storage"_s}}}}},
                {u"_links"_s,
                 QJsonObject{{u"webui"_s, u"/spaces/%1/pages/%2"_s.arg(m_wiki.key()).arg(page.id)}}}};
    }

    Reply search()
    {
        const QString title = m_call.value(u"title"_s);
        QList<qint64> ids;
        const auto all = m_wiki.ids();
        for (const qint64 id : all) {
            const Page &page = *m_wiki.page(id);
            // Case matters to this look-up, and does not to whether a title is taken.
            if (!page.isRestricted && page.status == "current"_L1 &&
                (title.isEmpty() || page.now().title == title))
                ids.append(id);
        }
        return list(ids, [&](qint64 id) { return pageJson(*m_wiki.page(id)); });
    }

    [[nodiscard]] QString storage() const
    {
        return m_body.value("body"_L1)["storage"_L1]["value"_L1].toString();
    }
    [[nodiscard]] qint64 parent() const
    {
        const QJsonArray ancestors = m_body.value("ancestors"_L1).toArray();
        return ancestors.isEmpty() ? 0 : ancestors.last()["id"_L1].toVariant().toLongLong();
    }

    Reply create()
    {
        if (m_body.value("space"_L1)["key"_L1].toString() != m_wiki.key())
            return refuse({403, {}, u"Could not create content: no such space"_s});
        const auto made = m_wiki.create(parent(), m_body.value("title"_L1).toString(), storage(), everybody);
        if (!made)
            return refuse(made.error());
        return json(hung(*m_wiki.page(*made)));
    }

    /// What hangs on a new page may come with it, and is told where it is asked for.
    QJsonObject hung(const Page &page)
    {
        const QJsonValue metadata = m_body.value("metadata"_L1);
        const QJsonObject properties = metadata["properties"_L1].toObject();
        for (auto it = properties.begin(); it != properties.end(); ++it)
            (void)m_wiki.setProperty(page.id, it.key(), it.value()["value"_L1], 0);
        const QJsonArray labels = metadata["labels"_L1].toArray();
        for (const QJsonValue &label : labels)
            m_wiki.label(page.id, label["name"_L1].toString());
        QJsonObject answer = pageJson(page);
        QJsonObject told;
        const QStringList expanded = m_call.value(u"expand"_s).split(u',');
        for (const QString &each : expanded) {
            if (each == "metadata.labels"_L1) {
                QJsonArray names;
                for (const QString &name : page.labels)
                    names.append(QJsonObject{{u"prefix"_s, u"global"_s}, {u"name"_s, name}});
                told.insert(u"labels"_s, QJsonObject{{u"results"_s, names}});
            } else if (each.startsWith("metadata.properties."_L1)) {
                const QString key = each.section(u'.', 2);
                if (page.properties.contains(key))
                    told.insert(
                        u"properties"_s,
                        QJsonObject{{key, QJsonObject{{u"value"_s, page.properties.value(key).value}}}});
            }
        }
        answer.insert(u"metadata"_s, told);
        return answer;
    }

    Reply onPage(Page &page)
    {
        if (m_call.method == "GET") {
            const QString state = m_call.value(u"status"_s);
            if (page.status != "current"_L1 && state != "any"_L1 && state != page.status)
                return refuse({404, {}, u"No content found with id: ContentId{id=%1}"_s.arg(page.id)});
            QJsonObject made = pageJson(page);
            if (m_call.value(u"expand"_s).split(u',').contains(u"operations"_s))
                made.insert(u"operations"_s, operationsOf(m_options));
            return json(made);
        }
        if (m_call.method == "DELETE") {
            const auto gone = m_wiki.trash(page.id);
            return gone ? Reply{204} : refuse(gone.error());
        }
        const QJsonValue version = m_body.value("version"_L1);
        if (!version.isObject())
            return refuse(
                {400,
                 {},
                 u"Must supply an incremented version when updating Content. No version supplied."_s});
        const auto done =
            m_wiki.update(page.id, version["number"_L1].toInt(), m_body.value("title"_L1).toString(),
                          parent(), storage(), version["message"_L1].toString(), everybody);
        if (!done)
            return refuse(done.error());
        return json(pageJson(*m_wiki.page(page.id)));
    }

    Reply move(qint64 id, const QString &where, const QString &target)
    {
        static const QStringList ways{u"before"_s, u"after"_s, u"append"_s};
        if (!ways.contains(where))
            return refuse({400, {}, u"Invalid position: %1"_s.arg(where)});
        if (const auto done = m_wiki.move(id, where, target.toLongLong()); !done)
            return refuse(done.error());
        return json({{u"pageId"_s, text(id)}});
    }

    Reply label(Page &page)
    {
        if (m_call.method == "POST") {
            const QJsonArray labels = m_document.isArray() ? m_document.array() : QJsonArray{m_body};
            for (const QJsonValue &each : labels) {
                const QStringList names = each["name"_L1].toString().split(u' ', Qt::SkipEmptyParts);
                for (const QString &name : names) {
                    static const QRegularExpression legal(u"^[A-Za-z0-9_-]{1,255}$"_s);
                    if (!legal.match(name).hasMatch())
                        return refuse(
                            {400,
                             {},
                             u"The label '%1' contains characters that are not allowed"_s.arg(name)});
                    m_wiki.label(page.id, name);
                }
            }
        }
        return list(page.labels, [](const QString &name) {
            return QJsonObject{
                {u"prefix"_s, u"global"_s}, {u"name"_s, name}, {u"id"_s, name}, {u"label"_s, name}};
        });
    }

    Reply property(Page &page, const QString &key)
    {
        const auto propertyJson = [](const QString &name, const Property &property) {
            return QJsonObject{{u"id"_s, text(property.id)},
                               {u"key"_s, name},
                               {u"value"_s, property.value},
                               {u"version"_s, QJsonObject{{u"number"_s, property.version}}}};
        };
        if (m_call.method == "GET") {
            if (!page.properties.contains(key))
                return refuse({404, {}, u"No content property found with key: %1"_s.arg(key)});
            return json(propertyJson(key, page.properties.value(key)));
        }
        const QString name = key.isEmpty() ? m_body.value("key"_L1).toString() : key;
        const int version = key.isEmpty() ? 0 : m_body.value("version"_L1)["number"_L1].toInt();
        const auto set = m_wiki.setProperty(page.id, name, m_body.value("value"_L1), version);
        if (!set)
            return refuse(set.error());
        return json(propertyJson(name, *set));
    }

    Reply comments(const Page &page)
    {
        QList<Comment> open;
        std::ranges::copy_if(page.comments, std::back_inserter(open),
                             [](const Comment &each) { return !each.isResolved; });
        return list(open, [&](const Comment &each) {
            return QJsonObject{
                {u"id"_s, text(each.id)},
                {u"version"_s,
                 QJsonObject{{u"number"_s, 1}, {u"by"_s, QJsonObject{{u"displayName"_s, each.author}}}}},
                {u"extensions"_s,
                 QJsonObject{{u"location"_s, u"inline"_s},
                             {u"inlineProperties"_s, QJsonObject{{u"originalSelection"_s, each.selection}}},
                             {u"resolution"_s, QJsonObject{{u"status"_s, u"open"_s}}}}},
                {u"body"_s, QJsonObject{{u"storage"_s, QJsonObject{{u"value"_s, each.storage},
                                                                   {u"representation"_s, u"storage"_s}}}}}};
        });
    }

    static QJsonObject attachmentJson(const Attachment &file)
    {
        return {{u"id"_s, QString(u"att"_s + text(file.id))},
                {u"type"_s, u"attachment"_s},
                {u"status"_s, u"current"_s},
                {u"title"_s, file.name},
                {u"version"_s, QJsonObject{{u"number"_s, file.version}}},
                {u"metadata"_s, QJsonObject{{u"comment"_s, file.comment}, {u"mediaType"_s, file.mediaType}}},
                {u"extensions"_s,
                 QJsonObject{{u"mediaType"_s, file.mediaType}, {u"fileSize"_s, file.bytes.size()}}}};
    }

    Reply attachment(Page &page, const QString &which)
    {
        if (m_call.method == "GET")
            return list(page.attachments, [](const Attachment &file) { return attachmentJson(file); });
        const QByteArray token = m_call.headers.value("x-atlassian-token");
        if (token != "no-check" && token != "nocheck")
            return {403, "XSRF check failed", "text/plain"};
        QList<Attachment> files;
        const auto parts = formParts(m_call);
        if (!std::ranges::contains(parts, u"minorEdit"_s, &FormPart::name))
            return refuse({400, {}, u"minorEdit is required"_s});
        for (const FormPart &part : parts) {
            if (part.name == "file"_L1) {
                Attachment file;
                file.name = part.fileName;
                file.mediaType = part.type;
                file.bytes = part.bytes;
                files.append(file);
            } else if (part.name == "comment"_L1 && !files.isEmpty()) {
                // Without its character set the text would be taken for Latin-1.
                files.last().comment = part.type.contains("utf-8"_L1, Qt::CaseInsensitive)
                                           ? QString::fromUtf8(part.bytes)
                                           : QString::fromLatin1(part.bytes);
            }
        }
        if (files.isEmpty())
            return refuse({400, {}, u"At least one file is required"_s});
        const QString id = which.section(u'/', 0, 0);
        const qint64 existing = id.startsWith("att"_L1) ? id.sliced(3).toLongLong() : id.toLongLong();
        // All of them or none.
        if (existing == 0) {
            for (const Attachment &file : files) {
                if (std::ranges::contains(page.attachments, file.name, &Attachment::name))
                    return refuse(
                        {400,
                         {},
                         u"Cannot add a new attachment with same file name as an existing attachment: %1"_s
                             .arg(file.name)});
            }
        }
        QJsonArray results;
        for (const Attachment &file : files) {
            const auto done = m_wiki.attach(page.id, file, existing);
            if (!done)
                return refuse(done.error());
            results.append(attachmentJson(*std::ranges::find(page.attachments, *done, &Attachment::id)));
        }
        if (existing != 0)
            return json(results.first().toObject());
        return json({{u"results"_s, results}, {u"size"_s, results.size()}});
    }

    Reply archive()
    {
        const QJsonArray pages = m_body.value("pages"_L1).toArray();
        for (const QJsonValue &page : pages) {
            if (auto done = m_wiki.archive(page["id"_L1].toVariant().toLongLong()); !done)
                return refuse({400, {}, done.error().words});
        }
        return json({{u"id"_s, u"1"_s}, {u"links"_s, QJsonObject{{u"status"_s, u"/rest/api/longtask/1"_s}}}},
                    202);
    }

    Wiki &m_wiki;
    const Options &m_options;
    const Call &m_call;
    QJsonDocument m_document;
    QJsonObject m_body;
};

} // namespace

std::optional<Reply> serveV1(Wiki &wiki, const Options &options, const Call &call, const QString &path)
{
    return V1(wiki, options, call).serve(path);
}

} // namespace gp::standin

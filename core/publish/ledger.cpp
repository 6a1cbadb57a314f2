// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "core/publish/ledger.h"

#include <QJsonArray>
#include <QUuid>

using namespace Qt::StringLiterals;

namespace gp::publish {

namespace {

const QString placesScope = u"publish.places"_s;

QString pagesScope(const QString &place)
{
    return u"publish.pages "_s + place;
}

QString intentsScope(const QString &place)
{
    return u"publish.intents "_s + place;
}

QString ordersScope(const QString &place)
{
    return u"publish.orders "_s + place;
}

QJsonObject toJson(const Published &published)
{
    QJsonObject files;
    for (auto it = published.files.cbegin(); it != published.files.cend(); ++it)
        files.insert(it.key(), it.value());
    return {{u"page"_s, published.page},
            {u"subject"_s, published.subject},
            {u"title"_s, published.title},
            {u"parent"_s, published.parent},
            {u"version"_s, published.version},
            {u"seen"_s, published.seen},
            {u"sent"_s, published.sent},
            {u"stored"_s, published.stored},
            {u"files"_s, files},
            {u"labels"_s, QJsonArray::fromStringList(published.labels)},
            {u"marked"_s, published.isMarked},
            {u"url"_s, published.url.toString()}};
}

Published publishedFrom(const QJsonObject &json)
{
    Published made;
    made.page = json.value("page"_L1).toString();
    made.subject = json.value("subject"_L1).toString();
    made.title = json.value("title"_L1).toString();
    made.parent = json.value("parent"_L1).toString();
    made.version = json.value("version"_L1).toInt();
    made.seen = json.value("seen"_L1).toInt();
    made.sent = json.value("sent"_L1).toString();
    made.stored = json.value("stored"_L1).toString();
    const QJsonObject files = json.value("files"_L1).toObject();
    for (auto it = files.begin(); it != files.end(); ++it)
        made.files.insert(it.key(), it.value().toString());
    made.labels = json.value("labels"_L1).toVariant().toStringList();
    made.isMarked = json.value("marked"_L1).toBool();
    // It will be shown as a link; the file may come from anybody.
    const QUrl url(json.value("url"_L1).toString());
    if (url.scheme() == "https"_L1 || url.scheme() == "http"_L1)
        made.url = url;
    return made;
}

} // namespace

QString placeOf(const Site &site, const QString &space, const QString &root)
{
    return u"%1 %2 %3"_s.arg(site.name(), space.toUpper(), root);
}

Result<std::unique_ptr<Ledger>> Ledger::open(const QString &project, const QString &place)
{
    auto beside = store::Beside::open(project);
    if (!beside)
        return std::unexpected(beside.error());
    std::unique_ptr<Ledger> ledger(new Ledger);
    ledger->m_beside = std::move(*beside);
    ledger->m_place = place;
    return ledger->read().transform([&] { return std::move(ledger); });
}

Result<std::unique_ptr<Ledger>> Ledger::openToRead(const QString &project, const QString &place)
{
    auto beside = store::Beside::openToRead(project);
    if (!beside)
        return std::unexpected(beside.error());
    std::unique_ptr<Ledger> ledger(new Ledger);
    ledger->m_beside = std::move(*beside);
    ledger->m_isToRead = true;
    ledger->m_place = place;
    return ledger->read().transform([&] { return std::move(ledger); });
}

Result<void> Ledger::read()
{
    const auto places = m_beside->all(placesScope);
    const auto pages = m_beside->all(pagesScope(m_place));
    const auto intents = m_beside->all(intentsScope(m_place));
    const auto orders = m_beside->all(ordersScope(m_place));
    for (const auto *all : {&places, &pages, &intents, &orders}) {
        if (!*all)
            return std::unexpected(all->error());
    }
    m_projectId = places->value(u"project"_s).value("id"_L1).toString();
    if (m_projectId.isEmpty()) {
        m_projectId = QUuid::createUuid().toString(QUuid::WithoutBraces);
        if (auto set = keep(placesScope, u"project"_s, {{u"id"_s, m_projectId}}); !set)
            return set;
    }
    if (!places->contains(m_place)) {
        if (auto set = keep(placesScope, m_place, {}); !set)
            return set;
    }
    for (auto it = pages->cbegin(); it != pages->cend(); ++it)
        m_published.insert(it.key(), publishedFrom(*it));
    for (auto it = intents->cbegin(); it != intents->cend(); ++it)
        m_intents.insert(it.key(), {it->value("title"_L1).toString(), it->value("parent"_L1).toString(),
                                    it->value("sent"_L1).toString(), it->value("base"_L1).toInt()});
    // The empty path, which is the root, is no key.
    for (auto it = orders->cbegin(); it != orders->cend(); ++it)
        m_orders.insert(it.key().mid(1), it->value("pages"_L1).toVariant().toStringList());
    return {};
}

Result<void> Ledger::keep(const QString &scope, const QString &name, const QJsonObject &value)
{
    return m_isToRead ? Result<void>() : m_beside->set(scope, name, value);
}

Result<void> Ledger::drop(const QString &scope, const QString &name)
{
    return m_isToRead ? Result<void>() : m_beside->remove(scope, name);
}

QMap<QString, Published> Ledger::published() const
{
    const std::lock_guard guard(m_lock);
    return m_published;
}

Result<void> Ledger::begin(const QString &path, const Intent &intent)
{
    return keep(intentsScope(m_place), path,
                {{u"title"_s, intent.title},
                 {u"parent"_s, intent.parent},
                 {u"sent"_s, intent.sent},
                 {u"base"_s, intent.base}});
}

Result<void> Ledger::set(const QString &path, const Published &published)
{
    if (auto set = keep(pagesScope(m_place), path, toJson(published)); !set)
        return set;
    {
        const std::lock_guard guard(m_lock);
        m_published.insert(path, published);
    }
    return end(path);
}

Result<void> Ledger::end(const QString &path)
{
    return drop(intentsScope(m_place), path);
}

Result<void> Ledger::forget(const QString &path)
{
    if (auto gone = drop(pagesScope(m_place), path); !gone)
        return gone;
    {
        const std::lock_guard guard(m_lock);
        m_published.remove(path);
    }
    return end(path);
}

Result<void> Ledger::beginOrder(const QString &parent, const QStringList &paths)
{
    return keep(ordersScope(m_place), QString(u'/' + parent),
                {{u"pages"_s, QJsonArray::fromStringList(paths)}});
}

Result<void> Ledger::endOrder(const QString &parent)
{
    return drop(ordersScope(m_place), QString(u'/' + parent));
}

Result<QMap<QString, QMap<QString, Published>>> publishedPlaces(const QString &project)
{
    const auto beside = store::Beside::openToRead(project);
    if (!beside)
        return std::unexpected(beside.error());
    const auto places = (*beside)->all(placesScope);
    if (!places)
        return std::unexpected(places.error());
    QMap<QString, QMap<QString, Published>> found;
    for (auto it = places->cbegin(); it != places->cend(); ++it) {
        if (it.key() == "project"_L1)
            continue;
        const auto pages = (*beside)->all(pagesScope(it.key()));
        if (!pages)
            return std::unexpected(pages.error());
        for (auto page = pages->cbegin(); page != pages->cend(); ++page)
            found[it.key()].insert(page.key(), publishedFrom(*page));
    }
    return found;
}

} // namespace gp::publish

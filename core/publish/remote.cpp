// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "core/publish/remote.h"

#include "core/publish/order.h"

#include <QSet>

namespace gp::publish {

namespace {

/// A space of more pages is not read as a whole: then pages and titles are asked for one by one.
constexpr int mostListed = 2500;

} // namespace

QString folded(const QString &title)
{
    return title.toCaseFolded();
}

Remote::Remote(Client &client, Space space, QString root)
    : m_client(client)
    , m_space(std::move(space))
    , m_root(std::move(root))
{
}

Result<void> Remote::read()
{
    auto listing = m_client.pagesOf(m_space, mostListed);
    if (!listing)
        return std::unexpected(listing.error());
    m_isWhole = listing->isWhole;
    for (const WikiPage &page : std::as_const(listing->pages))
        add(page);
    return {};
}

Result<std::optional<WikiPage>> Remote::page(const QString &id)
{
    if (const auto known = m_pages.constFind(id); known != m_pages.constEnd())
        return *known;
    auto read = m_client.page(id);
    if (read && *read)
        add(**read);
    return read;
}

Result<std::optional<WikiPage>> Remote::titled(const QString &title)
{
    if (const auto known = m_byTitle.constFind(folded(title)); known != m_byTitle.constEnd())
        return m_pages.value(*known);
    if (m_isWhole)
        return std::nullopt;
    const auto found = m_client.pagesTitled(m_space, title);
    if (!found)
        return std::unexpected(found.error());
    if (found->isEmpty())
        return std::nullopt;
    add(found->first());
    return found->first();
}

Result<bool> Remote::isBelowRoot(const WikiPage &page)
{
    QString id = page.parent;
    for (QSet<QString> seen; !id.isEmpty() && !seen.contains(id);) {
        if (id == m_root)
            return true;
        seen.insert(id);
        const auto above = this->page(id);
        if (!above)
            return std::unexpected(above.error());
        if (!*above)
            return false;
        id = (*above)->parent;
    }
    return false;
}

Result<QList<WikiPage>> Remote::below(const QString &id)
{
    if (!m_isWhole)
        return m_client.children(id);
    QList<WikiPage> found;
    for (const WikiPage &page : std::as_const(m_pages)) {
        if (page.parent == id && page.status == PageStatus::Current)
            found.append(page);
    }
    sortAsShown(found);
    return found;
}

void Remote::add(const WikiPage &page)
{
    m_pages.insert(page.id, page);
    if (page.status != PageStatus::Trashed)
        m_byTitle.insert(folded(page.title), page.id);
}

} // namespace gp::publish

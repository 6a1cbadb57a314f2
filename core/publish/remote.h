// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/publish/wiki.h"

#include <QHash>

namespace gp::publish {

/// Titles are compared so by every site.
[[nodiscard]] QString folded(const QString &title);

/// What is there, as far as it was read: one listing of the space, and what had to be asked for besides.
class Remote
{
public:
    Remote(Client &client, Space space, QString root);

    Result<void> read();
    /// The page, without its text; nothing where it is gone.
    Result<std::optional<WikiPage>> page(const QString &id);
    /// Whoever has the title, if anybody has.
    Result<std::optional<WikiPage>> titled(const QString &title);
    /// Whether the page is somewhere below the root. Asks its ancestors where they are not known.
    Result<bool> isBelowRoot(const WikiPage &page);
    /// What stands right below a page, as the site shows it.
    Result<QList<WikiPage>> below(const QString &id);

private:
    void add(const WikiPage &page);

    Client &m_client;
    Space m_space;
    QString m_root;
    bool m_isWhole = true;
    QHash<QString, WikiPage> m_pages;
    QHash<QString, QString> m_byTitle;
};

} // namespace gp::publish

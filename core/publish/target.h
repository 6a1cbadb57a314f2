// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/publish/wiki.h"

namespace gp::publish {

/// Where a project publishes to. Kept in the project file beside the ledger, which is about the same place,
/// and like it part of no history; never a secret.
struct Target
{
    QString site;    ///< address, as Site::base
    QString space;   ///< key
    QString root;    ///< id of the page below which all is ours; empty: the space's home page
    QString plateau; ///< key of the one that the documents describe

    [[nodiscard]] bool isSet() const { return !site.isEmpty() && !space.isEmpty(); }
    friend bool operator==(const Target &, const Target &) = default;
};

/// Not set where nobody chose one yet. What a file says is only taken where it is an address of the web.
[[nodiscard]] Result<Target> targetOf(const QString &project);
/// Refused where the project cannot be written.
Result<void> setTarget(const QString &project, const Target &target);

/// What an address says that somebody copied from a browser.
struct Address
{
    QUrl base; ///< of the site; empty where the text is no address
    std::optional<Flavour> flavour = {};
    QString space = {}; ///< key; empty where it does not say
    QString page = {};  ///< id; empty where it does not say
};

/// Of a site, a space or a page: "https://x.atlassian.net/wiki/spaces/SHOP/pages/123/Title",
/// "https://wiki.example.org/confluence/pages/viewpage.action?pageId=123", "wiki.example.org".
[[nodiscard]] Address readAddress(const QString &text);
/// An id as it is, or the one in the address of a page; empty where there is none.
[[nodiscard]] QString pageIdFrom(const QString &text);

} // namespace gp::publish

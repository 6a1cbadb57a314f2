// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/publish/wiki.h"

namespace gp::views {

/// A site as the user set it up on this machine; its token is elsewhere (publish::Secrets). Nothing is sent
/// to a site that is not among these, whatever a project file says.
struct KnownSite
{
    QString address; ///< as publish::Site::base
    std::optional<publish::Flavour> flavour = {};
    QString user = {};
    QString space = {}; ///< proposed for projects
    QString root = {};
    QString proxy = {}; ///< see publish::Site::proxy

    [[nodiscard]] publish::Site site() const;
    friend bool operator==(const KnownSite &, const KnownSite &) = default;
};

/// In the settings, in the order in which they were added.
[[nodiscard]] QList<KnownSite> knownSites();
/// Nothing where it is not set up here.
[[nodiscard]] std::optional<KnownSite> knownSite(const QString &address);
/// Replaces the one of this address, or adds it.
void keepSite(const KnownSite &site);
void forgetSite(const QString &address);

} // namespace gp::views

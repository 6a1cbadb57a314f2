// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "views/publish/sites.h"

#include <QSettings>

using namespace Qt::StringLiterals;

namespace gp::views {

namespace {

const QString group = u"confluence/sites"_s;

QString nameOf(const QString &address)
{
    publish::Site site;
    site.base = QUrl(address);
    return site.name();
}

void write(const QList<KnownSite> &sites)
{
    QSettings settings;
    settings.remove(group);
    settings.beginWriteArray(group, int(sites.size()));
    for (int i = 0; i < sites.size(); ++i) {
        settings.setArrayIndex(i);
        const KnownSite &each = sites.at(i);
        settings.setValue(u"address"_s, each.address);
        settings.setValue(u"flavour"_s, !each.flavour                              ? QString()
                                        : *each.flavour == publish::Flavour::Cloud ? u"cloud"_s
                                                                                   : u"datacenter"_s);
        settings.setValue(u"user"_s, each.user);
        settings.setValue(u"space"_s, each.space);
        settings.setValue(u"root"_s, each.root);
        settings.setValue(u"proxy"_s, each.proxy);
    }
    settings.endArray();
}

} // namespace

publish::Site KnownSite::site() const
{
    publish::Site made;
    made.base = QUrl(address);
    made.flavour = flavour;
    made.user = user;
    made.proxy = QUrl(proxy);
    made.proxyUser = qEnvironmentVariable("GROUNDPLAN_PROXY_USER");
    made.proxyPassword = qEnvironmentVariable("GROUNDPLAN_PROXY_PASSWORD");
    return made;
}

QList<KnownSite> knownSites()
{
    QSettings settings;
    QList<KnownSite> sites;
    const int count = settings.beginReadArray(group);
    for (int i = 0; i < count; ++i) {
        settings.setArrayIndex(i);
        KnownSite each{settings.value(u"address"_s).toString()};
        const QString flavour = settings.value(u"flavour"_s).toString();
        if (!flavour.isEmpty())
            each.flavour = flavour == "cloud"_L1 ? publish::Flavour::Cloud : publish::Flavour::DataCenter;
        each.user = settings.value(u"user"_s).toString();
        each.space = settings.value(u"space"_s).toString();
        each.root = settings.value(u"root"_s).toString();
        each.proxy = settings.value(u"proxy"_s).toString();
        if (!each.address.isEmpty())
            sites.append(each);
    }
    settings.endArray();
    return sites;
}

std::optional<KnownSite> knownSite(const QString &address)
{
    const auto sites = knownSites();
    const auto found = std::ranges::find_if(
        sites, [name = nameOf(address)](const KnownSite &each) { return nameOf(each.address) == name; });
    return found == sites.end() ? std::nullopt : std::optional(*found);
}

void keepSite(const KnownSite &site)
{
    auto sites = knownSites();
    const auto found = std::ranges::find_if(
        sites, [name = nameOf(site.address)](const KnownSite &each) { return nameOf(each.address) == name; });
    if (found == sites.end())
        sites.append(site);
    else
        *found = site;
    write(sites);
}

void forgetSite(const QString &address)
{
    auto sites = knownSites();
    sites.removeIf([name = nameOf(address)](const KnownSite &each) { return nameOf(each.address) == name; });
    write(sites);
}

} // namespace gp::views

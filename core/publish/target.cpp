// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "core/publish/target.h"

#include "core/store/beside.h"

#include <QRegularExpression>
#include <QUrlQuery>

using namespace Qt::StringLiterals;

namespace gp::publish {

namespace {

const QString scope = u"publish.target"_s;
const QString entry = u"target"_s;

bool isWeb(const QUrl &url)
{
    return (url.scheme() == "https"_L1 || url.scheme() == "http"_L1) && !url.host().isEmpty();
}

} // namespace

Result<Target> targetOf(const QString &project)
{
    const auto beside = store::Beside::openToRead(project);
    if (!beside)
        return std::unexpected(beside.error());
    const auto all = (*beside)->all(scope);
    if (!all)
        return std::unexpected(all.error());
    const QJsonObject said = all->value(entry);
    Target target{said.value("site"_L1).toString(), said.value("space"_L1).toString(),
                  said.value("root"_L1).toString(), said.value("plateau"_L1).toString()};
    return isWeb(QUrl(target.site)) ? target : Target();
}

Result<void> setTarget(const QString &project, const Target &target)
{
    const auto beside = store::Beside::open(project);
    if (!beside)
        return std::unexpected(beside.error());
    if (!target.isSet())
        return (*beside)->remove(scope, entry);
    return (*beside)->set(scope, entry,
                          {{u"site"_s, target.site},
                           {u"space"_s, target.space},
                           {u"root"_s, target.root},
                           {u"plateau"_s, target.plateau}});
}

Address readAddress(const QString &text)
{
    QString trimmed = text.trimmed();
    if (!trimmed.isEmpty() && !trimmed.contains("://"_L1))
        trimmed.prepend(u"https://"_s);
    const QUrl url(trimmed, QUrl::StrictMode);
    if (!url.isValid() || !isWeb(url) || url.host().contains(u' '))
        return {};
    Address address;
    address.base.setScheme(url.scheme());
    address.base.setHost(url.host());
    address.base.setPort(url.port());
    // What a browser shows begins with one of these; what stands before is the site's own folder.
    static const QRegularExpression inside(u"/(?:spaces|display|pages|rest|api|x|dashboard\\.action|home|"
                                           "index\\.action|login\\.action)(?:/|$)"_s);
    static const QRegularExpression spaces(u"/(?:spaces|display)/([^/]+)"_s);
    static const QRegularExpression pages(u"/pages/([0-9]+)(?:/|$)"_s);
    QString path = url.path();
    if (const auto match = inside.match(path); match.hasMatch())
        path.truncate(match.capturedStart());
    while (path.endsWith(u'/'))
        path.chop(1);
    if (url.host().endsWith(".atlassian.net"_L1)) {
        address.flavour = Flavour::Cloud;
        path = u"/wiki"_s;
    }
    address.base.setPath(path);
    const QUrlQuery query(url);
    address.space = spaces.match(url.path()).captured(1);
    if (address.space.isEmpty())
        address.space = query.queryItemValue(u"spaceKey"_s);
    if (address.space.startsWith(u'~'))
        address.space = address.space.trimmed();
    address.page = pages.match(url.path()).captured(1);
    static const QRegularExpression number(u"^[0-9]+$"_s);
    const QString asked = query.queryItemValue(u"pageId"_s);
    if (address.page.isEmpty() && number.match(asked).hasMatch())
        address.page = asked;
    return address;
}

QString pageIdFrom(const QString &text)
{
    static const QRegularExpression number(u"^[0-9]{1,20}$"_s);
    const QString trimmed = text.trimmed();
    return number.match(trimmed).hasMatch() ? trimmed : readAddress(trimmed).page;
}

} // namespace gp::publish

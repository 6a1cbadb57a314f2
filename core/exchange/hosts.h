// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QList>
#include <QString>

/// Addresses in configuration values: which texts name a host, and which only look like it. Nothing but host,
/// port and scheme is ever taken out of a value.
namespace gp::exchange {

struct HostReference
{
    QString host;   ///< lower case, as written otherwise; never an IP address or localhost
    QString port;   ///< empty = not said
    QString scheme; ///< of a URL
    /// Written as an address under a name that says so: worth reporting where nobody defines the host.
    bool certain = false;

    /// "host:port" or "host".
    [[nodiscard]] QString text() const;
    friend bool operator==(const HostReference &, const HostReference &) = default;
};

/// The hosts in the value of a variable. A URL or host:port counts unless the name says user, password,
/// database, image…; a bare host counts only where the name says host, address, URL, endpoint.
[[nodiscard]] QList<HostReference> hostsInVariable(const QString &name, const QString &value);

/// The hosts in a command line argument ("--redis-addr=redis:6379", "http://cart:80/", a whole script).
[[nodiscard]] QList<HostReference> hostsInArgument(const QString &argument);

} // namespace gp::exchange

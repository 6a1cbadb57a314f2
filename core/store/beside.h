// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/model/error.h"

#include <QJsonObject>
#include <QMap>

#include <memory>

namespace gp::store {

/// Facts about a project that are not part of what it says, and so of no history: under which pages its
/// documents were published. A connection of its own beside the Store's; durable when a call returns. May be
/// used from any thread, one call at a time for all of them.
class Beside
{
public:
    /// Refused where the project cannot be written.
    [[nodiscard]] static Result<std::unique_ptr<Beside>> open(const QString &path);
    /// The same where nothing will be set; also for a project that can only be read.
    [[nodiscard]] static Result<std::unique_ptr<Beside>> openToRead(const QString &path);
    ~Beside();

    /// By name.
    [[nodiscard]] Result<QMap<QString, QJsonObject>> all(const QString &scope) const;
    Result<void> set(const QString &scope, const QString &name, const QJsonObject &value);
    /// Nothing to do where there is no such fact.
    Result<void> remove(const QString &scope, const QString &name);

private:
    struct Private;
    explicit Beside(std::unique_ptr<Private> d);
    std::unique_ptr<Private> d;
};

} // namespace gp::store

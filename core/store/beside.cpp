// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "core/store/beside.h"

#include "core/store/database.h"

#include <QJsonDocument>

#include <mutex>

using namespace Qt::StringLiterals;

namespace gp::store {

struct Beside::Private
{
    explicit Private(Database database)
        : db(std::move(database))
        , all(*db, "SELECT name, value FROM beside WHERE scope = ? ORDER BY name")
        , set(*db, "INSERT INTO beside (scope, name, value) VALUES (?, ?, ?) "
                   "ON CONFLICT (scope, name) DO UPDATE SET value = excluded.value")
        , remove(*db, "DELETE FROM beside WHERE scope = ? AND name = ?")
    {
    }

    QString path;
    mutable std::mutex lock;
    Database db; ///< before the statements, which go first
    mutable Prepared all;
    Prepared set;
    Prepared remove;
};

Beside::Beside(std::unique_ptr<Private> parts)
    : d(std::move(parts))
{
}

Beside::~Beside() = default;

Result<std::unique_ptr<Beside>> Beside::open(const QString &path)
{
    return guarded(path, [&]() -> Result<std::unique_ptr<Beside>> {
        constexpr int waitMs = 5000;
        Opened opened = openDatabase(path, Access::ReadWrite, waitMs, Look::Schema);
        if (opened.isReadOnly)
            return fail(ErrorCode::Refused,
                        u"'%1' can only be read: %2"_s.arg(path, opened.notes.join(u' ')));
        auto parts = std::make_unique<Private>(std::move(opened.db));
        parts->path = path;
        return std::unique_ptr<Beside>(new Beside(std::move(parts)));
    });
}

Result<std::unique_ptr<Beside>> Beside::openToRead(const QString &path)
{
    return guarded(path, [&]() -> Result<std::unique_ptr<Beside>> {
        constexpr int waitMs = 5000;
        Opened opened = openDatabase(path, Access::ReadOnly, waitMs, Look::Schema);
        auto parts = std::make_unique<Private>(std::move(opened.db));
        parts->path = path;
        return std::unique_ptr<Beside>(new Beside(std::move(parts)));
    });
}

Result<QMap<QString, QJsonObject>> Beside::all(const QString &scope) const
{
    const std::lock_guard guard(d->lock);
    return guarded(d->path, [&]() -> Result<QMap<QString, QJsonObject>> {
        QMap<QString, QJsonObject> found;
        d->all.each(
            [&](const SQLite::Statement &row) {
                found.insert(textAt(row, 0), QJsonDocument::fromJson(blobAt(row, 1)).object());
            },
            scope);
        return found;
    });
}

Result<void> Beside::set(const QString &scope, const QString &name, const QJsonObject &value)
{
    const std::lock_guard guard(d->lock);
    return guarded(d->path, [&]() -> Result<void> {
        d->set.run(scope, name, QString::fromUtf8(QJsonDocument(value).toJson(QJsonDocument::Compact)));
        return {};
    });
}

Result<void> Beside::remove(const QString &scope, const QString &name)
{
    const std::lock_guard guard(d->lock);
    return guarded(d->path, [&]() -> Result<void> {
        d->remove.run(scope, name);
        return {};
    });
}

} // namespace gp::store

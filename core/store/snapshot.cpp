// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "core/store/storeprivate.h"

#include <QFileInfo>
#include <QSaveFile>
#include <QtEndian>

#include <zlib.h>

using namespace Qt::StringLiterals;

namespace gp::store {

namespace {

constexpr int compression = 3; ///< of zlib: half the time of the default for a tenth more bytes

Target targetFor(Overwrite overwrite)
{
    return overwrite == Overwrite::Yes ? Target::Replaced : Target::New;
}

void checkTarget(const QString &path, const QString &own, Overwrite overwrite)
{
    const QFileInfo info(path);
    if (info.exists() && overwrite == Overwrite::No)
        throw Failure(ErrorCode::Refused, u"There is a file '%1' already"_s.arg(path));
    if (info.exists() && info.canonicalFilePath() == QFileInfo(own).canonicalFilePath())
        throw Failure(ErrorCode::Refused, u"'%1' is the project itself: choose another name"_s.arg(path));
}

} // namespace

QByteArray uncompressSnapshot(const QByteArray &data, const QString &name)
{
    // As qCompress writes it: how long it is, then what zlib made of it. qUncompress reads it as well, but
    // takes more and more memory where what zlib made is cut short.
    constexpr qsizetype header = sizeof(quint32);
    constexpr quint64 mostPerByte = 1100;
    constexpr quint64 most = 1024ULL * 1024 * 1024;
    const quint64 announced = data.size() > header ? qFromBigEndian<quint32>(data.constData()) : 0;
    if (announced > 0 && announced <= std::min(most, static_cast<quint64>(data.size()) * mostPerByte)) {
        QByteArray bytes(static_cast<qsizetype>(announced), Qt::Uninitialized);
        uLongf length = static_cast<uLongf>(bytes.size());
        const int code = uncompress(reinterpret_cast<Bytef *>(bytes.data()), &length,
                                    reinterpret_cast<const Bytef *>(data.constData() + header),
                                    static_cast<uLong>(data.size() - header));
        if (code == Z_OK && length == announced)
            return bytes;
    }
    throw Failure(ErrorCode::Unreadable, u"The snapshot '%1' is damaged"_s.arg(name));
}

Result<void> Store::saveCopy(const QString &path, Overwrite overwrite) const
{
    return guarded(path, [&]() -> Result<void> {
        checkTarget(path, d->path, overwrite);
        copyToFile(*d->open().db, path, targetFor(overwrite));
        return {};
    });
}

QList<Snapshot> Store::snapshots() const
{
    return guarded(d->path,
                   [&]() -> Result<QList<Snapshot>> {
                       SQLite::Statement rows(*d->open().db,
                                              "SELECT name, author, time, length(data) FROM snapshot "
                                              "ORDER BY time DESC, name");
                       QList<Snapshot> found;
                       while (rows.executeStep())
                           found.append({textAt(rows, 0), textAt(rows, 1),
                                         QDateTime::fromString(textAt(rows, 2), Qt::ISODate),
                                         rows.getColumn(3).getInt64()});
                       return found;
                   })
        .value_or(QList<Snapshot>());
}

Result<void> Store::addSnapshot(const QString &name)
{
    return guarded(d->path, [&]() -> Result<void> {
        d->requireWritable();
        if (name.trimmed().isEmpty())
            return fail(ErrorCode::Usage, u"A snapshot needs a name"_s);
        const News news = d->catchUp();
        tell(news.change, news.history);
        if (std::ranges::contains(snapshots(), name, &Snapshot::name))
            return fail(ErrorCode::Refused,
                        u"There is a snapshot '%1' already: choose another name"_s.arg(name));
        const Database image = memoryDatabase();
        {
            SQLite::Transaction transaction(*image);
            Writer(*image).write(Model{}, d->model, difference(Model{}, d->model));
            transaction.commit();
        }
        {
            Turn turn(d->open(), Turn::For::Writing);
            Prepared(*d->open().db, "INSERT INTO snapshot VALUES (?,?,?,?)")
                .run(name, d->options.author, d->now().toUTC().toString(Qt::ISODate),
                     qCompress(serialize(*image), compression));
            turn.commit();
        }
        tell({}, true);
        return {};
    });
}

Result<void> Store::removeSnapshot(const QString &name)
{
    return guarded(d->path, [&]() -> Result<void> {
        d->requireWritable();
        {
            Turn turn(d->open(), Turn::For::Writing);
            Prepared(*d->open().db, "DELETE FROM snapshot WHERE name = ?").run(name);
            turn.commit();
        }
        tell({}, true);
        return {};
    });
}

QByteArray Store::Private::snapshotImage(const QString &name) const
{
    SQLite::Statement row(*open().db, "SELECT data FROM snapshot WHERE name = ?");
    bind(row, 1, name);
    if (!row.executeStep())
        throw Failure(ErrorCode::Usage, u"There is no snapshot '%1'"_s.arg(name));
    return uncompressSnapshot(blobAt(row, 0), name);
}

Model Store::Private::snapshotModel(const QString &name) const
{
    const Database image = memoryDatabase(snapshotImage(name), name);
    return readModel(*image);
}

Result<Model> Store::snapshotModel(const QString &name) const
{
    return guarded(d->path, [&]() -> Result<Model> { return d->snapshotModel(name); });
}

Result<Change> Store::restoreSnapshot(const QString &name)
{
    return guarded(d->path, [&]() -> Result<Change> {
        d->requireWritable();
        const Model wanted = d->snapshotModel(name);
        for (;;) {
            const News news = d->catchUp();
            tell(news.change, news.history);
            const Change difference = store::difference(d->model, wanted);
            if (difference.isEmpty())
                return Change{};
            if (auto error = d->objections(wanted, difference))
                return std::unexpected(std::move(*error));
            if (const auto change = d->store(wanted, difference, u"Go back to snapshot '%1'"_s.arg(name))) {
                tell(*change, false);
                return *change;
            }
        }
    });
}

Result<void> Store::exportSnapshot(const QString &name, const QString &path, Overwrite overwrite) const
{
    return guarded(path, [&]() -> Result<void> {
        checkTarget(path, d->path, overwrite);
        const Database project =
            projectOf(d->snapshotModel(name), {u"Snapshot '%1'"_s.arg(name), d->options.author, d->now()});
        copyToFile(*project, path, targetFor(overwrite));
        return {};
    });
}

} // namespace gp::store

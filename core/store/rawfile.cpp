// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "core/store/rawfile.h"

#include "core/store/sql.h"

#include <QFile>
#include <QFileInfo>
#include <QtEndian>

#include <sqlite3.h>

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <memory>
#include <vector>

using namespace Qt::StringLiterals;

namespace gp::store {

namespace {

constexpr int headerSize = 100;

/// A file opened through SQLite's default file layer, for reading.
class RawFile
{
public:
    explicit RawFile(const QString &path)
        : m_name(QFile::encodeName(QFileInfo(path).absoluteFilePath()))
    {
        // SQLite looks for parameters of a URI behind the name.
        m_name.append('\0').append('\0');
        sqlite3_vfs *vfs = sqlite3_vfs_find(nullptr);
        m_memory.resize(static_cast<std::size_t>(vfs->szOsFile));
        int flags = 0;
        const int code =
            vfs->xOpen(vfs, m_name.constData(), file(), SQLITE_OPEN_READONLY | SQLITE_OPEN_MAIN_DB, &flags);
        m_isOpen = code == SQLITE_OK;
        if (!m_isOpen)
            throw Failure(
                ErrorCode::Unreadable,
                u"'%1' cannot be read: look at the permissions of the file and its folder"_s.arg(path),
                QString::fromUtf8(sqlite3_errstr(code)));
    }
    RawFile(const RawFile &) = delete;
    RawFile &operator=(const RawFile &) = delete;
    ~RawFile()
    {
        if (m_isOpen)
            file()->pMethods->xClose(file());
    }

    [[nodiscard]] qint64 size()
    {
        sqlite3_int64 size = 0;
        if (const int code = file()->pMethods->xFileSize(file(), &size); code != SQLITE_OK)
            throw Failure(ErrorCode::Unreadable,
                          u"'%1' cannot be read: the disk reports an error"_s.arg(
                              QFile::decodeName(m_name.constData())),
                          QString::fromUtf8(sqlite3_errstr(code)));
        return size;
    }
    /// What cannot be read is zeros.
    [[nodiscard]] bool read(QByteArray &into, qint64 offset)
    {
        const int code = file()->pMethods->xRead(file(), into.data(), static_cast<int>(into.size()), offset);
        if (code == SQLITE_OK || code == SQLITE_IOERR_SHORT_READ)
            return true;
        into.fill('\0');
        return false;
    }

private:
    sqlite3_file *file() { return reinterpret_cast<sqlite3_file *>(m_memory.data()); }

    QByteArray m_name;
    std::vector<char> m_memory;
    bool m_isOpen = false;
};

} // namespace

bool Header::isDatabase() const
{
    return bytes.size() == headerSize && bytes.startsWith(QByteArrayView("SQLite format 3\0", 16));
}

quint32 Header::applicationId() const
{
    return qFromBigEndian<quint32>(bytes.constData() + 68);
}

int Header::userVersion() const
{
    return static_cast<int>(qFromBigEndian<quint32>(bytes.constData() + 60));
}

int Header::pageSize() const
{
    const int stored = qFromBigEndian<quint16>(bytes.constData() + 16);
    constexpr int smallest = 512;
    if (stored == 1)
        return 65536; // does not fit into its two bytes
    return stored >= smallest && (stored & (stored - 1)) == 0 ? stored : 0;
}

qint64 Header::pages() const
{
    return qFromBigEndian<quint32>(bytes.constData() + 28);
}

bool Header::isUtf8() const
{
    return qFromBigEndian<quint32>(bytes.constData() + 56) == SQLITE_UTF8;
}

bool Header::wantsLog() const
{
    constexpr char withLog = 2;
    return isDatabase() && (bytes.at(18) == withLog || bytes.at(19) == withLog);
}

Header readHeader(const QString &path)
{
    RawFile file(path);
    QByteArray bytes(static_cast<qsizetype>(std::min<qint64>(headerSize, file.size())), '\0');
    if (!file.read(bytes, 0))
        throw Failure(ErrorCode::Unreadable, u"'%1' cannot be read: the disk reports an error"_s.arg(path));
    return {bytes};
}

qint64 copyRaw(const QString &from, const QString &to)
{
    RawFile source(from);
    QFile target(to);
    if (!target.open(QIODevice::WriteOnly | QIODevice::NewOnly))
        throw Failure(ErrorCode::Refused, u"'%1' cannot be written: %2"_s.arg(to, target.errorString()));
    constexpr qint64 piece = 64 * 1024;
    const qint64 size = source.size();
    qint64 lost = 0;
    for (qint64 at = 0; at < size; at += piece) {
        QByteArray bytes(static_cast<qsizetype>(std::min(piece, size - at)), '\0');
        if (!source.read(bytes, at))
            lost += bytes.size();
        if (target.write(bytes) != bytes.size())
            throw Failure(ErrorCode::Refused, u"'%1' cannot be written: %2"_s.arg(to, target.errorString()));
    }
    return lost;
}

QString sideFile(const QString &path, Side side)
{
    switch (side) {
    case Side::Log:
        return path + u"-wal"_s;
    case Side::Index:
        return path + u"-shm"_s;
    case Side::Journal:
        return path + u"-journal"_s;
    }
    Q_UNREACHABLE_RETURN({});
}

qint64 sideSize(const QString &path, Side side)
{
    return QFileInfo(sideFile(path, side)).size();
}

void syncFolderOf(const QString &path)
{
    const int folder = ::open(QFile::encodeName(QFileInfo(path).absolutePath()).constData(),
                              O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (folder < 0)
        return;
    // A file system that cannot do it (some network drives) says so, and there is nothing more to be done.
    (void)::fsync(folder);
    ::close(folder);
}

bool nameAnew(const QString &temporary, const QString &path)
{
    const QByteArray from = QFile::encodeName(temporary);
    const QByteArray to = QFile::encodeName(path);
    // link() never replaces. Where a file system has no links, renameat2 can do the same.
    if (::link(from.constData(), to.constData()) == 0) {
        ::unlink(from.constData());
    } else if (errno == EEXIST) {
        return false;
    } else if (::renameat2(AT_FDCWD, from.constData(), AT_FDCWD, to.constData(), RENAME_NOREPLACE) != 0) {
        if (errno == EEXIST)
            return false;
        throw Failure(ErrorCode::Refused, u"'%1' cannot be written: %2"_s.arg(path, qt_error_string(errno)));
    }
    syncFolderOf(path);
    return true;
}

} // namespace gp::store

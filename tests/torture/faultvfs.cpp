// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "tests/torture/faultvfs.h"

#include <QFile>

#include <sqlite3.h>

#include <algorithm>
#include <new>

namespace gp::torture {

namespace {

/// What SQLite holds of an open file; the real VFS's own follows behind it.
struct Handle
{
    sqlite3_file base;
    Disk *disk;
    FilePtr *file;    ///< empty for temporary files
    bool syncsFolder; ///< the first sync also makes the name durable (journals)
};

struct Shim
{
    Disk &disk;
    sqlite3_vfs *real;
};

Handle *handle(sqlite3_file *file)
{
    return reinterpret_cast<Handle *>(file);
}

sqlite3_file *real(sqlite3_file *file)
{
    return reinterpret_cast<sqlite3_file *>(reinterpret_cast<char *>(file) + sizeof(Handle));
}

Shim *shim(sqlite3_vfs *vfs)
{
    return static_cast<Shim *>(vfs->pAppData);
}

/// The verdict on a call on an open file; those on temporary files pass.
Verdict judge(sqlite3_file *file, Call call)
{
    const Handle *one = handle(file);
    return *one->file ? one->disk->judge(call) : Verdict::Pass;
}

bool fails(Verdict verdict)
{
    return verdict != Verdict::Pass;
}

int closeFile(sqlite3_file *file)
{
    Handle *one = handle(file);
    const PlainFileCalls plain;
    const int code = real(file)->pMethods ? real(file)->pMethods->xClose(real(file)) : SQLITE_OK;
    delete one->file;
    one->file = nullptr;
    one->base.pMethods = nullptr;
    return code;
}

int readFile(sqlite3_file *file, void *to, int amount, sqlite3_int64 at)
{
    switch (judge(file, Call::Read)) {
    case Verdict::Pass:
        return real(file)->pMethods->xRead(real(file), to, amount, at);
    case Verdict::Short:
        std::fill_n(static_cast<char *>(to), amount, '\0');
        (void)real(file)->pMethods->xRead(real(file), to, amount / 2, at);
        return SQLITE_IOERR_READ;
    default:
        return SQLITE_IOERR_READ;
    }
}

int putBytes(sqlite3_file *file, const void *from, int amount, sqlite3_int64 at)
{
    const Handle *one = handle(file);
    const int code = real(file)->pMethods->xWrite(real(file), from, amount, at);
    if (code == SQLITE_OK && *one->file)
        one->disk->wrote(**one->file, at, QByteArray(static_cast<const char *>(from), amount));
    return code;
}

int writeFile(sqlite3_file *file, const void *from, int amount, sqlite3_int64 at)
{
    const Verdict verdict = judge(file, Call::Write);
    const int error = verdict == Verdict::Full ? SQLITE_FULL : SQLITE_IOERR_WRITE;
    switch (verdict) {
    case Verdict::Pass:
        return putBytes(file, from, amount, at);
    case Verdict::Dying: // not to the real file: nobody may see it before the power is back
        handle(file)->disk->wrote(**handle(file)->file, at,
                                  QByteArray(static_cast<const char *>(from), amount));
        return error;
    case Verdict::Short:
    case Verdict::Full:
        if (const int some = handle(file)->disk->part(amount); some > 0)
            (void)putBytes(file, from, some, at);
        return error;
    default:
        return error;
    }
}

int truncateFile(sqlite3_file *file, sqlite3_int64 size)
{
    const Handle *one = handle(file);
    const Verdict verdict = judge(file, Call::Truncate);
    if (verdict == Verdict::Dying)
        one->disk->truncated(**one->file, size);
    if (fails(verdict))
        return SQLITE_IOERR_TRUNCATE;
    const int code = real(file)->pMethods->xTruncate(real(file), size);
    if (code == SQLITE_OK && *one->file)
        one->disk->truncated(**one->file, size);
    return code;
}

int syncFile(sqlite3_file *file, int)
{
    Handle *one = handle(file);
    if (!*one->file)
        return SQLITE_OK;
    const Verdict verdict = one->disk->judge(Call::Sync);
    if (verdict == Verdict::Dead)
        return SQLITE_IOERR_FSYNC;
    if (fails(verdict)) {
        one->disk->syncFailed(**one->file);
        return SQLITE_IOERR_FSYNC;
    }
    one->disk->synced(**one->file);
    if (std::exchange(one->syncsFolder, false))
        one->disk->folderSynced();
    return SQLITE_OK;
}

int fileSize(sqlite3_file *file, sqlite3_int64 *size)
{
    return fails(judge(file, Call::Look)) ? SQLITE_IOERR_FSTAT
                                          : real(file)->pMethods->xFileSize(real(file), size);
}

int lockFile(sqlite3_file *file, int level)
{
    return fails(judge(file, Call::Lock)) ? SQLITE_IOERR_LOCK
                                          : real(file)->pMethods->xLock(real(file), level);
}

int unlockFile(sqlite3_file *file, int level)
{
    return real(file)->pMethods->xUnlock(real(file), level);
}

int checkReservedLock(sqlite3_file *file, int *result)
{
    return real(file)->pMethods->xCheckReservedLock(real(file), result);
}

int fileControl(sqlite3_file *file, int what, void *argument)
{
    return real(file)->pMethods->xFileControl(real(file), what, argument);
}

int sectorSize(sqlite3_file *file)
{
    return real(file)->pMethods->xSectorSize(real(file));
}

int deviceCharacteristics(sqlite3_file *file)
{
    return real(file)->pMethods->xDeviceCharacteristics(real(file));
}

int shmMap(sqlite3_file *file, int page, int size, int extend, void volatile **at)
{
    *at = nullptr;
    return fails(judge(file, Call::ShmMap))
               ? SQLITE_IOERR_SHMMAP
               : real(file)->pMethods->xShmMap(real(file), page, size, extend, at);
}

int shmLock(sqlite3_file *file, int offset, int count, int flags)
{
    // Giving a lock back never fails on a real system.
    if ((flags & SQLITE_SHM_LOCK) != 0 && fails(judge(file, Call::ShmLock)))
        return SQLITE_IOERR_SHMLOCK;
    return real(file)->pMethods->xShmLock(real(file), offset, count, flags);
}

void shmBarrier(sqlite3_file *file)
{
    real(file)->pMethods->xShmBarrier(real(file));
}

int shmUnmap(sqlite3_file *file, int remove)
{
    const PlainFileCalls plain;
    return real(file)->pMethods->xShmUnmap(real(file), handle(file)->disk->isCut() ? 0 : remove);
}

constexpr sqlite3_io_methods methods = {2,
                                        closeFile,
                                        readFile,
                                        writeFile,
                                        truncateFile,
                                        syncFile,
                                        fileSize,
                                        lockFile,
                                        unlockFile,
                                        checkReservedLock,
                                        fileControl,
                                        sectorSize,
                                        deviceCharacteristics,
                                        shmMap,
                                        shmLock,
                                        shmBarrier,
                                        shmUnmap,
                                        nullptr,
                                        nullptr};

int openFile(sqlite3_vfs *vfs, const char *name, sqlite3_file *file, int flags, int *flagsOut)
{
    const Shim *one = shim(vfs);
    Handle *opened = handle(file);
    opened->base.pMethods = nullptr;
    const bool watched = one->disk.watches(name);
    // "delete" and "open" of what is not there are asked all the time; only real openings count.
    if (watched && fails(one->disk.judge(Call::Open)))
        return SQLITE_CANTOPEN;
    const QString path = watched ? QFile::decodeName(name) : QString();
    const bool wasThere = watched && QFile::exists(path);
    const PlainFileCalls plain;
    const int code = one->real->xOpen(one->real, name, real(file), flags, flagsOut);
    if (code != SQLITE_OK) {
        if (real(file)->pMethods)
            (void)real(file)->pMethods->xClose(real(file));
        return code;
    }
    FilePtr known;
    if (watched)
        known = wasThere ? one->disk.fileAt(path) : one->disk.made(path);
    constexpr int journals = SQLITE_OPEN_MAIN_JOURNAL | SQLITE_OPEN_SUPER_JOURNAL | SQLITE_OPEN_WAL;
    opened->disk = &one->disk;
    opened->file = new FilePtr(std::move(known));
    // As the real VFS does it: whoever opens a journal so that it may make it, not only who did.
    opened->syncsFolder = (flags & SQLITE_OPEN_CREATE) != 0 && (flags & journals) != 0;
    opened->base.pMethods = &methods;
    return SQLITE_OK;
}

int deleteFile(sqlite3_vfs *vfs, const char *name, int syncsFolder)
{
    const Shim *one = shim(vfs);
    const bool watched = one->disk.watches(name);
    if (!watched)
        return one->real->xDelete(one->real, name, syncsFolder);
    const QString path = QFile::decodeName(name);
    const FilePtr file = one->disk.aboutToLose(path);
    if (!file)
        return SQLITE_IOERR_DELETE_NOENT;
    const Verdict verdict = one->disk.judge(Call::Delete);
    if (verdict == Verdict::Dying) { // it is gone, and may come back
        const PlainFileCalls plain;
        (void)one->real->xDelete(one->real, name, 0);
        one->disk.removed(path, file);
    }
    if (fails(verdict))
        return SQLITE_IOERR_DELETE;
    const PlainFileCalls plain;
    const int code = one->real->xDelete(one->real, name, 0);
    if (code != SQLITE_OK)
        return code;
    one->disk.removed(path, file);
    if (syncsFolder != 0) {
        if (fails(one->disk.judge(Call::SyncFolder)))
            return SQLITE_IOERR_DIR_FSYNC;
        one->disk.folderSynced();
    }
    return SQLITE_OK;
}

int access(sqlite3_vfs *vfs, const char *name, int flags, int *result)
{
    const Shim *one = shim(vfs);
    if (one->disk.watches(name) && fails(one->disk.judge(Call::Look)))
        return SQLITE_IOERR_ACCESS;
    return one->real->xAccess(one->real, name, flags, result);
}

int fullPathname(sqlite3_vfs *vfs, const char *name, int size, char *to)
{
    return shim(vfs)->real->xFullPathname(shim(vfs)->real, name, size, to);
}

int randomness(sqlite3_vfs *vfs, int size, char *to)
{
    return shim(vfs)->real->xRandomness(shim(vfs)->real, size, to);
}

int sleepFor(sqlite3_vfs *vfs, int microseconds)
{
    return shim(vfs)->real->xSleep(shim(vfs)->real, microseconds);
}

int currentTime(sqlite3_vfs *vfs, double *time)
{
    return shim(vfs)->real->xCurrentTime(shim(vfs)->real, time);
}

int lastError(sqlite3_vfs *vfs, int size, char *to)
{
    return shim(vfs)->real->xGetLastError(shim(vfs)->real, size, to);
}

int currentTimeInt64(sqlite3_vfs *vfs, sqlite3_int64 *time)
{
    return shim(vfs)->real->xCurrentTimeInt64(shim(vfs)->real, time);
}

} // namespace

FaultVfs::FaultVfs(Disk &disk)
    : m_vfs(std::make_unique<sqlite3_vfs>())
{
    sqlite3_vfs *real = sqlite3_vfs_find(nullptr);
    *m_vfs = {.iVersion = 2,
              .szOsFile = real->szOsFile + static_cast<int>(sizeof(Handle)),
              .mxPathname = real->mxPathname,
              .pNext = nullptr,
              .zName = "groundplan-faults",
              .pAppData = new Shim{disk, real},
              .xOpen = openFile,
              .xDelete = deleteFile,
              .xAccess = access,
              .xFullPathname = fullPathname,
              .xDlOpen = nullptr,
              .xDlError = nullptr,
              .xDlSym = nullptr,
              .xDlClose = nullptr,
              .xRandomness = randomness,
              .xSleep = sleepFor,
              .xCurrentTime = currentTime,
              .xGetLastError = lastError,
              .xCurrentTimeInt64 = currentTimeInt64,
              .xSetSystemCall = nullptr,
              .xGetSystemCall = nullptr,
              .xNextSystemCall = nullptr};
    if (sqlite3_vfs_register(m_vfs.get(), 1) != SQLITE_OK)
        qFatal("SQLite does not take the VFS");
    setDiskOfFileCalls(&disk);
}

FaultVfs::~FaultVfs()
{
    setDiskOfFileCalls(nullptr);
    sqlite3_vfs_unregister(m_vfs.get());
    delete static_cast<Shim *>(m_vfs->pAppData);
}

} // namespace gp::torture

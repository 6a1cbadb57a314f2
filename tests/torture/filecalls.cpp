// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
// rename(), link(), unlink() and fsync() as the whole program sees them: a definition in the program goes
// before that of the C library. So what Qt and std::filesystem do to names goes by the Disk, too.
#include "tests/torture/faultvfs.h"

#include <QDir>
#include <QFile>

#include <sys/stat.h>

#include <cerrno>
#include <cstdio>

#include <dlfcn.h>
#include <fcntl.h>
#include <unistd.h>

using gp::torture::Call;
using gp::torture::Disk;
using gp::torture::Verdict;

namespace {

Disk *theDisk = nullptr; // the C library's functions have nowhere else to keep it
int plainCalls = 0;

Disk *diskFor(const char *path)
{
    return theDisk && plainCalls == 0 && theDisk->watches(path) ? theDisk : nullptr;
}

template<typename Function>
Function next(const char *name)
{
    return reinterpret_cast<Function>(dlsym(RTLD_NEXT, name));
}

int refuse(Verdict verdict)
{
    errno = verdict == Verdict::Full ? ENOSPC : EIO;
    return -1;
}

int syncDescriptor(int descriptor, const char *name)
{
    const auto plain = next<int (*)(int)>(name);
    if (!theDisk || plainCalls > 0)
        return plain(descriptor);
    const QByteArray link = "/proc/self/fd/" + QByteArray::number(descriptor);
    const QString path = QFile::symLinkTarget(QFile::decodeName(link));
    struct stat info = {};
    if (fstat(descriptor, &info) != 0)
        return -1;
    const bool folder = S_ISDIR(info.st_mode);
    const QByteArray watched = QFile::encodeName(folder ? path + u'/' : path);
    Disk *disk = diskFor(watched.constData());
    if (!disk)
        return plain(descriptor);
    const auto file = folder ? nullptr : disk->fileAt(path);
    if (const Verdict verdict = disk->judge(folder ? Call::SyncFolder : Call::Sync);
        verdict != Verdict::Pass) {
        if (file && verdict != Verdict::Dead)
            disk->syncFailed(*file);
        return refuse(verdict);
    }
    if (folder)
        disk->folderSynced();
    else if (file)
        disk->synced(*file);
    return 0;
}

/// `plain` renames for real.
template<typename Plain>
int renameBy(const char *from, const char *to, Plain plain)
{
    Disk *disk = diskFor(to);
    if (!disk)
        return plain();
    const Verdict verdict = disk->judge(Call::Rename);
    if (verdict != Verdict::Pass && verdict != Verdict::Dying)
        return refuse(verdict);
    const auto replaced = disk->aboutToLose(QFile::decodeName(to));
    const int result = plain();
    if (result == 0)
        disk->renamed(QFile::decodeName(from), QFile::decodeName(to), replaced);
    return verdict == Verdict::Dying ? refuse(verdict) : result;
}

/// `plain` makes a second name.
template<typename Plain>
int linkBy(const char *to, Plain plain)
{
    Disk *disk = diskFor(to);
    if (!disk)
        return plain();
    const Verdict verdict = disk->judge(Call::Rename);
    if (verdict != Verdict::Pass && verdict != Verdict::Dying)
        return refuse(verdict);
    const int result = plain();
    if (result == 0)
        disk->linked(QFile::decodeName(to));
    return verdict == Verdict::Dying ? refuse(verdict) : result;
}

template<typename Plain>
int removeBy(const char *path, Plain plain)
{
    Disk *disk = diskFor(path);
    const auto file = disk ? disk->aboutToLose(QFile::decodeName(path)) : nullptr;
    if (!file)
        return plain();
    const Verdict verdict = disk->judge(Call::Delete);
    if (verdict != Verdict::Pass && verdict != Verdict::Dying)
        return refuse(verdict);
    struct stat info = {};
    const bool lastName = stat(path, &info) == 0 && info.st_nlink == 1;
    const int result = plain();
    if (result == 0 && lastName)
        disk->removed(QFile::decodeName(path), file);
    return verdict == Verdict::Dying ? refuse(verdict) : result;
}

} // namespace

namespace gp::torture {

void setDiskOfFileCalls(Disk *disk)
{
    theDisk = disk;
}

PlainFileCalls::PlainFileCalls()
{
    ++plainCalls;
}

PlainFileCalls::~PlainFileCalls()
{
    --plainCalls;
}

} // namespace gp::torture

extern "C" {

int rename(const char *from, const char *to) noexcept
{
    return renameBy(from, to, [&] { return next<int (*)(const char *, const char *)>("rename")(from, to); });
}

int renameat2(int fromFolder, const char *from, int toFolder, const char *to, unsigned int flags) noexcept
{
    return renameBy(from, to, [&] {
        return next<int (*)(int, const char *, int, const char *, unsigned int)>("renameat2")(
            fromFolder, from, toFolder, to, flags);
    });
}

int link(const char *from, const char *to) noexcept
{
    return linkBy(to, [&] { return next<int (*)(const char *, const char *)>("link")(from, to); });
}

int linkat(int fromFolder, const char *from, int toFolder, const char *to, int flags) noexcept
{
    return linkBy(to, [&] {
        return next<int (*)(int, const char *, int, const char *, int)>("linkat")(fromFolder, from, toFolder,
                                                                                  to, flags);
    });
}

int unlink(const char *path) noexcept
{
    return removeBy(path, [&] { return next<int (*)(const char *)>("unlink")(path); });
}

int remove(const char *path) noexcept
{
    return removeBy(path, [&] { return next<int (*)(const char *)>("remove")(path); });
}

int fsync(int descriptor)
{
    return syncDescriptor(descriptor, "fsync");
}

int fdatasync(int descriptor)
{
    return syncDescriptor(descriptor, "fdatasync");
}

} // extern "C"

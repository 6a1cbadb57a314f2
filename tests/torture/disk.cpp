// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "tests/torture/disk.h"

#include <QDir>
#include <QFile>

#include <sys/stat.h>

#include <cstdio>
#include <optional>

#include <unistd.h>

using namespace Qt::StringLiterals;

namespace gp::torture {

namespace {

constexpr qint64 sector = 512;

std::optional<quint64> inodeOf(const QString &path)
{
    struct stat info = {};
    if (::stat(QFile::encodeName(path).constData(), &info) != 0 || !S_ISREG(info.st_mode))
        return std::nullopt;
    return info.st_ino;
}

QByteArray contents(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

void overwrite(const QString &path, const QByteArray &bytes)
{
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
        qFatal("cannot write %s", qPrintable(path));
}

void apply(QByteArray &image, const File::Pending &one)
{
    if (one.truncation) {
        image.resize(one.at, '\0');
        return;
    }
    if (image.size() < one.at + one.bytes.size())
        image.resize(one.at + one.bytes.size(), '\0');
    std::ranges::copy(one.bytes, image.begin() + one.at);
}

/// Space that belongs to a file but was never written: zeros, or what another file left there.
void grow(QByteArray &image, qint64 size, QRandomGenerator &random)
{
    const qint64 from = image.size();
    if (from >= size)
        return;
    image.resize(size, '\0');
    if (random.bounded(2) == 0)
        return;
    for (qint64 i = from; i < size; ++i)
        image[i] = static_cast<char>(random.bounded(256));
}

/// The part of a write that lies in sectors which luck chose.
void applyTorn(QByteArray &image, const File::Pending &one, QRandomGenerator &random)
{
    const qint64 end = one.at + one.bytes.size();
    for (qint64 at = one.at; at < end;) {
        const qint64 next = std::min(end, (at / sector + 1) * sector);
        if (random.bounded(2) == 0) {
            grow(image, at, random);
            apply(image, {at, one.bytes.sliced(at - one.at, next - at), false});
        }
        at = next;
    }
}

} // namespace

QString toString(Call call)
{
    static constexpr const char *names[callCount] = {"open", "read",          "write",
                                                     "sync", "truncate",      "delete",
                                                     "lock", "shared memory", "lock in shared memory",
                                                     "size", "rename",        "sync of the folder"};
    return QString::fromLatin1(names[static_cast<int>(call)]);
}

void File::flush()
{
    for (const Pending &one : pending)
        apply(durable, one);
    pending.clear();
}

void File::flushSome(QRandomGenerator &random)
{
    for (const Pending &one : pending) {
        if (one.truncation ? random.bounded(2) == 0 : random.bounded(3) == 0)
            apply(durable, one);
        else if (!one.truncation && random.bounded(2) == 0)
            applyTorn(durable, one, random);
    }
    pending.clear();
}

void Disk::watch(const QString &folder)
{
    m_folder = QDir(folder).canonicalPath() + u'/';
    m_files.clear();
    m_entries.clear();
    m_struckCalls.clear();
    m_armed = m_cut = false;
    m_paused = 0;
    m_struck = m_cutAfter = 0;
    const QStringList names = QDir(folder).entryList(QDir::Files | QDir::Hidden);
    for (const QString &name : names)
        (void)fileAt(m_folder + name);
}

bool Disk::watches(const char *path) const
{
    return path && !m_folder.isEmpty() && QFile::decodeName(path).startsWith(m_folder);
}

void Disk::arm(const Fault &fault)
{
    m_fault = fault;
    m_armed = true;
}

Verdict Disk::judge(Call call)
{
    if (m_cut)
        return Verdict::Dead;
    if (m_paused > 0)
        return Verdict::Pass;
    const bool changes = call == Call::Write || call == Call::Sync || call == Call::Truncate ||
                         call == Call::Delete || call == Call::Rename || call == Call::SyncFolder;
    if (changes && m_cutAfter > 0 && --m_cutAfter == 0) {
        m_cut = true;
        return Verdict::Dying;
    }
    if (!m_armed || m_fault.call != call || --m_fault.after > 0)
        return Verdict::Pass;
    m_armed = m_fault.forGood;
    ++m_struck;
    m_struckCalls.insert(call);
    return m_fault.how;
}

FilePtr Disk::fileAt(const QString &path)
{
    const auto inode = inodeOf(path);
    if (!inode)
        return nullptr;
    FilePtr &file = m_files[*inode];
    if (!file)
        file = std::make_shared<File>(File{contents(path), {}});
    return file;
}

FilePtr Disk::made(const QString &path)
{
    const auto inode = inodeOf(path);
    if (!inode)
        return nullptr;
    m_entries.push_back({Entry::What::Made, path, {}, {}});
    return m_files[*inode] = std::make_shared<File>();
}

void Disk::wrote(File &file, qint64 at, QByteArray bytes)
{
    file.pending.push_back({at, std::move(bytes), false});
}

void Disk::truncated(File &file, qint64 size)
{
    file.pending.push_back({size, {}, true});
}

void Disk::removed(const QString &path, const FilePtr &file)
{
    if (!file)
        return;
    std::erase_if(m_files, [&](const auto &known) { return known.second == file; });
    m_entries.push_back({Entry::What::Removed, path, {}, file});
}

void Disk::renamed(const QString &from, const QString &to, const FilePtr &replaced)
{
    if (replaced)
        std::erase_if(m_files, [&](const auto &known) { return known.second == replaced; });
    m_entries.push_back({Entry::What::Renamed, to, from, replaced});
}

void Disk::linked(const QString &to)
{
    m_entries.push_back({Entry::What::Made, to, {}, {}});
}

QByteArray Disk::afterCut(const File &file)
{
    QByteArray image = file.durable;
    const int luck = m_random.bounded(5); // none of it, a little, half, most, all
    for (const File::Pending &one : file.pending) {
        if (m_random.bounded(4) < luck)
            apply(image, one);
        else if (one.truncation)
            continue;
        else if (m_random.bounded(3) == 0)
            applyTorn(image, one, m_random);
        else if (m_random.bounded(4) == 0)
            grow(image, one.at + one.bytes.size(), m_random);
    }
    return image;
}

void Disk::undo(const Entry &entry)
{
    switch (entry.what) {
    case Entry::What::Made:
        ::unlink(QFile::encodeName(entry.path).constData());
        break;
    case Entry::What::Renamed:
        (void)::rename(QFile::encodeName(entry.path).constData(), QFile::encodeName(entry.from).constData());
        [[fallthrough]];
    case Entry::What::Removed:
        if (entry.file)
            overwrite(entry.path, afterCut(*entry.file));
    }
}

void Disk::settle()
{
    m_armed = m_cut = false;
    m_cutAfter = 0;
    const QString folder = std::exchange(m_folder, QString()); // what follows is no call of the program's
    for (const auto &[inode, file] : m_files) {
        file->durable = afterCut(*file);
        file->pending.clear();
    }
    const QStringList names = QDir(folder).entryList(QDir::Files | QDir::Hidden);
    for (const QString &name : names) {
        const QString path = folder + name;
        const auto known = m_files.find(inodeOf(path).value_or(0));
        if (name.endsWith("-shm"_L1)) // not kept by anybody: anything can be in it
            overwrite(path, m_random.bounded(2) == 0 ? contents(path) : QByteArray(32768, 'g'));
        else if (known != m_files.end())
            overwrite(path, known->second->durable);
    }
    // A journalling file system brings names back in the order in which they were given, up to some point.
    const auto kept = m_random.bounded(static_cast<int>(m_entries.size()) + 1);
    while (static_cast<int>(m_entries.size()) > kept) {
        undo(m_entries.back());
        m_entries.pop_back();
    }
    m_entries.clear();
    m_files.clear();
}

} // namespace gp::torture

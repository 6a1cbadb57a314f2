// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "core/documents/writer.h"

#include "core/documents/freshness.h"

#include <QDir>

#include <filesystem>

using namespace Qt::StringLiterals;

namespace gp::documents {

namespace {
std::unexpected<Error> refused(const QString &file, const QString &reason)
{
    return fail(ErrorCode::Refused,
                u"'%1' cannot be written: %2"_s.arg(QDir::toNativeSeparators(file), reason));
}
} // namespace

Writer::Writer(QString folder)
    : m_folder(std::move(folder))
{
}

Result<void> Writer::write(const QString &path, const QByteArray &bytes)
{
    const QString file = QDir(m_folder).filePath(path);
    QFile old(file);
    if (old.open(QIODevice::ReadOnly) && old.size() == bytes.size() && old.readAll() == bytes) {
        // Two documents with one picture write it twice.
        if (!m_report.written.contains(path) && !m_report.unchanged.contains(path))
            m_report.unchanged.append(path);
        return {};
    }
    old.close();
    const QString parent = QFileInfo(file).path();
    if (!QDir().mkpath(parent))
        return fail(ErrorCode::Refused,
                    u"The folder '%1' cannot be made."_s.arg(QDir::toNativeSeparators(parent)));
    // Beside it and then renamed over it, so that a reader never sees half a file. Not QSaveFile, which waits
    // for the disk each time: what is generated can be generated again.
    QFile out(file + u".part"_s);
    if (!out.open(QIODevice::WriteOnly) || out.write(bytes) != bytes.size() || !out.flush())
        return refused(file, out.errorString());
    out.close();
    std::error_code failed;
    std::filesystem::rename(out.filesystemFileName(), QFileInfo(file).filesystemFilePath(), failed);
    if (failed)
        return refused(file, QString::fromStdString(failed.message()));
    m_report.written.append(path);
    return {};
}

Result<void> Writer::writeText(const QString &path, const QByteArray &bytes)
{
    const QString file = QDir(m_folder).filePath(path);
    const QFileInfo info(file);
    if ((info.exists() || info.isSymLink()) && (!info.isDir() || info.isSymLink())) {
        const auto there = readDocument(file, bytes.size());
        if (!there || (there->bytes != bytes && sealOf(there->text) != Seal::Intact)) {
            if (auto kept = keepAside(path); !kept)
                return kept;
        }
    }
    return write(path, bytes);
}

Result<void> Writer::keepAside(const QString &path)
{
    const QDir folder(m_folder);
    const QString suffix = path.section(u'.', -1);
    const QString base = path.chopped(suffix.size() + 1) + u".edited";
    QString aside = base + u'.' + suffix;
    for (int n = 2;
         QFileInfo::exists(folder.filePath(aside)) || QFileInfo(folder.filePath(aside)).isSymLink(); ++n)
        aside = u"%1-%2.%3"_s.arg(base).arg(n).arg(suffix);
    std::error_code failed;
    std::filesystem::rename(QFileInfo(folder.filePath(path)).filesystemFilePath(),
                            QFileInfo(folder.filePath(aside)).filesystemFilePath(), failed);
    if (failed)
        return refused(folder.filePath(aside), QString::fromStdString(failed.message()));
    m_report.warnings.append({ErrorCode::Refused,
                              u"'%1' was edited by hand; that text is kept in '%2'"_s.arg(path, aside),
                              {},
                              {},
                              0});
    return {};
}

Report Writer::report() const
{
    Report report = m_report;
    report.written.sort();
    report.unchanged.sort();
    return report;
}

} // namespace gp::documents

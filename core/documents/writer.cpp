// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "core/documents/writer.h"

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

Report Writer::report() const
{
    Report report = m_report;
    report.written.sort();
    report.unchanged.sort();
    return report;
}

} // namespace gp::documents

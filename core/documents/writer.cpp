// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "core/documents/writer.h"

#include <QDir>
#include <QSaveFile>

using namespace Qt::StringLiterals;

namespace gp::documents {

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
    QSaveFile out(file);
    if (!out.open(QIODevice::WriteOnly) || out.write(bytes) != bytes.size() || !out.commit())
        return fail(ErrorCode::Refused,
                    u"'%1' cannot be written: %2"_s.arg(QDir::toNativeSeparators(file), out.errorString()));
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

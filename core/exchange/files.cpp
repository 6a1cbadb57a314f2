// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "core/exchange/files.h"

#include <QDir>
#include <QFile>
#include <QStringDecoder>

using namespace Qt::StringLiterals;

namespace gp::exchange {

namespace {
constexpr int deepestFolder = 64;
constexpr qsizetype binaryProbe = 8192;

class Walk
{
public:
    Walk(int maximumFiles, std::stop_token stop)
        : m_maximum(maximumFiles)
        , m_stop(std::move(stop))
    {
    }

    Result<void> source(const QString &path);
    FoundFiles take();

private:
    Result<void> folder(const QDir &dir, const QString &prefix, int depth);
    Result<void> file(const QFileInfo &info, const QString &path);

    int m_maximum;
    std::stop_token m_stop;
    QMap<QString, QString> m_pathByCanonical;
    QList<Note> m_skipped;
};

Result<void> Walk::source(const QString &path)
{
    const QFileInfo info(path);
    if (!info.exists())
        return fail(ErrorCode::Unreadable, u"There is no file or folder '%1'"_s.arg(path));
    const QFileInfo real(info.canonicalFilePath());
    if (real.isDir())
        return folder(QDir(real.filePath()), real.fileName(), 0);
    // Named as it would be when its folder is imported, so that both ways are the same evidence.
    const QString parent = real.dir().dirName();
    return file(real, parent.isEmpty() ? real.fileName() : parent + u'/' + real.fileName());
}

Result<void> Walk::folder(const QDir &dir, const QString &prefix, int depth)
{
    if (m_stop.stop_requested())
        return fail(ErrorCode::Refused, u"The import was stopped"_s);
    if (depth > deepestFolder) {
        m_skipped.append({prefix, 0, u"the folder lies too deep"_s});
        return {};
    }
    if (!dir.isReadable()) {
        m_skipped.append({prefix, 0, u"the folder cannot be read"_s});
        return {};
    }
    const auto entries =
        dir.entryInfoList(QDir::AllEntries | QDir::Hidden | QDir::System | QDir::NoDotAndDotDot, QDir::Name);
    for (const QFileInfo &entry : entries) {
        const QString path = prefix.isEmpty() ? entry.fileName() : prefix + u'/' + entry.fileName();
        if (entry.isSymLink()) {
            m_skipped.append({path, 0, u"a symbolic link, not followed"_s});
            continue;
        }
        if (entry.isDir() && (entry.fileName() == u".git"_s || entry.fileName() == u"node_modules"_s))
            continue;
        const auto done = entry.isDir() ? folder(QDir(entry.filePath()), path, depth + 1) : file(entry, path);
        if (!done)
            return done;
    }
    return {};
}

Result<void> Walk::file(const QFileInfo &info, const QString &path)
{
    if (!info.isFile()) {
        m_skipped.append({path, 0, u"not an ordinary file"_s});
        return {};
    }
    const QString canonical = info.canonicalFilePath();
    // A file that is reached twice has one name, whichever way came first: the longest says most.
    QString &known = m_pathByCanonical[canonical];
    if (std::pair(known.size(), known) < std::pair(path.size(), path))
        known = path;
    if (m_pathByCanonical.size() > m_maximum)
        return fail(ErrorCode::Unreadable,
                    u"There are more than %1 files: import smaller parts of the tree"_s.arg(m_maximum));
    return {};
}

FoundFiles Walk::take()
{
    FoundFiles found;
    for (auto it = m_pathByCanonical.cbegin(); it != m_pathByCanonical.cend(); ++it)
        found.files.append({it.value(), it.key()});
    std::ranges::sort(found.files, [](const FoundFile &a, const FoundFile &b) {
        return std::tie(a.path, a.absolutePath) < std::tie(b.path, b.absolutePath);
    });
    found.skipped = std::move(m_skipped);
    return found;
}

int lineOfFirstInvalidByte(const QByteArray &text)
{
    int line = 1;
    for (const QByteArray &part : text.split('\n')) {
        if (!part.isValidUtf8())
            break;
        ++line;
    }
    return line;
}
} // namespace

Result<FoundFiles> findFiles(const QStringList &sources, int maximumFiles, const std::stop_token &stop)
{
    Walk walk(maximumFiles, stop);
    for (const QString &source : sources) {
        if (const auto done = walk.source(source); !done)
            return std::unexpected(done.error());
    }
    return walk.take();
}

Result<QByteArray> readText(const QString &absolutePath, qint64 maximumSize)
{
    QFile file(absolutePath);
    if (file.size() > maximumSize)
        return fail(ErrorCode::Unreadable, u"too big: %1 MB, at most %2 MB are read"_s
                                               .arg(static_cast<double>(file.size()) / 1e6, 0, 'f', 1)
                                               .arg(static_cast<double>(maximumSize) / 1e6, 0, 'f', 1));
    if (!file.open(QIODevice::ReadOnly))
        return fail(ErrorCode::Unreadable, u"cannot be opened: %1"_s.arg(file.errorString()));
    QByteArray text = file.readAll();
    if (file.error() != QFileDevice::NoError)
        return fail(ErrorCode::Unreadable, u"cannot be read: %1"_s.arg(file.errorString()));
    if (text.first(std::min(text.size(), binaryProbe)).contains('\0'))
        return fail(ErrorCode::Unreadable, u"a binary file"_s);
    if (!text.isValidUtf8()) {
        Error error{ErrorCode::Unreadable, u"not UTF-8 text"_s, {}, {}, lineOfFirstInvalidByte(text)};
        return std::unexpected(error);
    }
    if (text.startsWith("\xEF\xBB\xBF"))
        text.remove(0, 3);
    return text;
}

} // namespace gp::exchange

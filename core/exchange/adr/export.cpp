// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "core/exchange/adr/export.h"

#include "core/exchange/adr/write.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QSaveFile>

using namespace Qt::StringLiterals;

namespace gp::exchange {

namespace {
using namespace adr;

constexpr qsizetype longestSlug = 80;

/// A way below a folder that stays below it, on every system.
bool isSafe(const QString &path)
{
    if (path.isEmpty() || path.size() > 400)
        return false;
    for (const QString &part : path.split(u'/')) {
        if (part.isEmpty() || part == "."_L1 || part == ".."_L1 || part.startsWith(u'.'))
            return false;
        const bool isPlain = std::ranges::none_of(part, [](QChar c) {
            return c.unicode() < 0x20 || c == QChar(0x7f) || u"\\:*?\"<>|"_s.contains(c);
        });
        if (!isPlain || part.endsWith(u' ') || part.endsWith(u'.'))
            return false;
    }
    return path.endsWith(".md"_L1, Qt::CaseInsensitive) || path.endsWith(".markdown"_L1, Qt::CaseInsensitive);
}

class Exporter
{
public:
    Exporter(const Model &model, const QString &folder)
        : m_draft(model)
        , m_folder(folder)
        , m_folderName(QDir(QDir(folder).absolutePath()).dirName())
    {
    }

    Result<DecisionExport> run(QStringList keys);

private:
    Result<void> chooseFiles(const QStringList &keys);
    Result<void> write(const QString &key, const LinkBook &book);
    [[nodiscard]] QString whyNot(const QString &path) const;
    [[nodiscard]] int highestNumber() const;

    Draft m_draft;
    QDir m_folder;
    QString m_folderName;
    QHash<QString, QString> m_pathByKey;
    QHash<QString, QString> m_keyByPath; ///< lower case, as some disks see it
    DecisionExportReport m_report;
};

int Exporter::highestNumber() const
{
    int highest = 0;
    for (const Record &decision : m_draft.model().recordsOfKind(u"decision"_s))
        highest = std::max(highest, decision.properties.value(u"number"_s).toInt());
    for (const QString &name : m_folder.entryList(QDir::Files | QDir::Hidden))
        highest = std::max(highest, readFileName(name).number.value_or(0));
    return highest;
}

/// Decides names before anything is written, as the files link to each other.
Result<void> Exporter::chooseFiles(const QStringList &keys)
{
    int next = highestNumber() + 1;
    for (const QString &key : keys) {
        const Record *found = m_draft.model().record(u"decision"_s, key);
        if (!found)
            return fail(ErrorCode::Usage, u"There is no decision '%1'"_s.arg(key));
        if (originalOf(*found)) {
            m_pathByKey.insert(key, found->properties.value(u"source_file"_s).toString().section(u'/', 1));
            continue;
        }
        Record decision = *found;
        if (!decision.properties.value(u"number"_s).isDouble())
            decision.properties.insert(u"number"_s, next++);
        QString slug = toKey(decision.properties.value(u"title"_s).toString()).left(longestSlug);
        while (slug.endsWith(u'-') || slug.endsWith(u'.'))
            slug.chop(1);
        const QString path =
            u"%1-%2.md"_s.arg(decision.properties.value(u"number"_s).toInt(), 4, 10, QLatin1Char('0'))
                .arg(slug.isEmpty() ? key : slug);
        decision.properties.insert(u"source_file"_s, QString(m_folderName + u'/' + path));
        m_pathByKey.insert(key, path);
        if (const auto done = m_draft.update(decision); !done)
            return done;
    }
    return {};
}

/// Why a path is not written to, whatever the file there holds; empty = it may be.
QString Exporter::whyNot(const QString &path) const
{
    if (!isSafe(path))
        return u"its file name is not one that can be written safely"_s;
    const QStringList parts = path.split(u'/');
    QString way = m_folder.absolutePath();
    for (qsizetype i = 0; i < parts.size(); ++i) {
        way += u'/' + parts.at(i);
        const QFileInfo info(way);
        if (info.isSymLink())
            return u"'%1' is a symbolic link"_s.arg(parts.at(i));
        const bool isLast = i + 1 == parts.size();
        if (info.exists() && (isLast ? !info.isFile() : !info.isDir()))
            return u"'%1' is there already and is no %2"_s.arg(parts.at(i), isLast ? u"file"_s : u"folder"_s);
    }
    return {};
}

Result<void> Exporter::write(const QString &key, const LinkBook &book)
{
    Record decision = *m_draft.model().record(u"decision"_s, key);
    WrittenDecision row{key, m_pathByKey.value(key), WrittenDecision::Outcome::Refused, {}, {}};
    const auto refuse = [&](const QString &reason) {
        row.reason = reason;
        m_report.files.append(row);
        // What was put down for the file that is not written.
        const Record *before = m_draft.base().record(u"decision"_s, key);
        return m_draft.update(*before);
    };
    if (const QString reason = whyNot(row.file); !reason.isEmpty())
        return refuse(reason);
    QString &owner = m_keyByPath[row.file.toLower()];
    if (!owner.isEmpty())
        return refuse(u"'%1' has the same file"_s.arg(owner));
    owner = key;

    const auto original = originalOf(decision);
    const Edited edited = current(book, decision);
    Original now =
        original.value_or(Original{QString(m_folderName + u'/' + row.file), Dialect::Madr4, {}, false});
    now.text = edited.text;
    const QByteArray bytes = now.bytes();
    row.normalised = edited.normalised;

    const QString path = m_folder.filePath(row.file);
    QFile file(path);
    if (file.exists()) {
        if (!file.open(QIODevice::ReadOnly))
            return refuse(u"the file there cannot be read: %1"_s.arg(file.errorString()));
        constexpr qint64 most = 4 * 1024 * 1024;
        const QByteArray there = file.read(most);
        file.close();
        row.outcome =
            there == bytes ? WrittenDecision::Outcome::Unchanged : WrittenDecision::Outcome::Written;
        if (there != bytes && !isKnownVersion(decision, digestOf(there))) {
            row.outcome = WrittenDecision::Outcome::Refused;
            return refuse(u"the file there is not a version of this decision: import it, or move it away"_s);
        }
    } else {
        row.outcome = WrittenDecision::Outcome::Written;
    }
    if (row.outcome == WrittenDecision::Outcome::Written) {
        const auto cannot = [&](const QString &why) {
            return std::unexpected(
                Error{ErrorCode::Refused, u"cannot be written: %1"_s.arg(why), {}, path, 0});
        };
        if (!QDir().mkpath(QFileInfo(path).path()))
            return cannot(u"its folder cannot be made"_s);
        QSaveFile out(path);
        if (!out.open(QIODevice::WriteOnly) || out.write(bytes) != bytes.size() || !out.commit())
            return cannot(out.errorString());
    }
    m_report.files.append(row);
    if (!original) {
        setOriginal(decision.properties, now);
        decision.properties.remove(u"source_edited"_s); // the original has it now
    }
    if (const QString digest = digestOf(bytes); original && !isKnownVersion(decision, digest))
        addVersion(decision.properties, digest);
    return m_draft.update(decision);
}

Result<DecisionExport> Exporter::run(QStringList keys)
{
    if (!QDir().mkpath(m_folder.absolutePath()))
        return fail(ErrorCode::Refused, u"The folder '%1' cannot be made"_s.arg(m_folder.path()));
    if (keys.isEmpty()) {
        for (const Record &decision : m_draft.model().recordsOfKind(u"decision"_s))
            keys.append(decision.key);
    }
    keys.removeDuplicates();
    keys.sort();
    if (const auto done = chooseFiles(keys); !done)
        return std::unexpected(done.error());
    const LinkBook book(m_draft.model());
    for (const QString &key : std::as_const(keys)) {
        if (const auto done = write(key, book); !done)
            return std::unexpected(done.error());
    }
    std::ranges::sort(m_report.files, {}, &WrittenDecision::file);
    return DecisionExport{m_draft, m_report};
}

} // namespace

int DecisionExportReport::count(WrittenDecision::Outcome outcome) const
{
    return static_cast<int>(std::ranges::count(files, outcome, &WrittenDecision::outcome));
}

Result<DecisionExport> exportDecisions(const Model &model, const QString &folder, const QStringList &keys)
{
    return Exporter(model, folder).run(keys);
}

} // namespace gp::exchange

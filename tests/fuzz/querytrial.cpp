// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "tests/fuzz/querytrial.h"

#include "tests/support/smallplatform.h"

#include <QDir>
#include <QElapsedTimer>

#include <sqlite3.h>

using namespace Qt::StringLiterals;

namespace gp::fuzz {

namespace {

constexpr store::QueryLimits limits{200, 10'000};
/// Far above what the limits allow, so that a busy machine breaks no rule.
constexpr qint64 muchTooLong = 20'000;             ///< ms
constexpr qint64 muchTooBig = 512LL * 1024 * 1024; ///< bytes

qint64 sizeOf(const store::QueryResult &result)
{
    qint64 size = 0;
    for (const QVariantList &row : result.rows) {
        for (const QVariant &cell : row)
            size += cell.typeId() == QMetaType::QByteArray ? cell.toByteArray().size()
                    : cell.typeId() == QMetaType::QString  ? cell.toString().size() * 2
                                                           : 16;
    }
    return size;
}

/// The first word, after white space, comments and stray semicolons, in capitals.
QByteArray firstWord(QByteArrayView sql)
{
    qsizetype at = 0;
    for (;;) {
        while (at < sql.size() && (std::isspace(static_cast<unsigned char>(sql[at])) != 0 || sql[at] == ';'))
            ++at;
        if (sql.sliced(at).startsWith("--")) {
            const qsizetype end = sql.indexOf('\n', at);
            at = end < 0 ? sql.size() : end + 1;
        } else if (sql.sliced(at).startsWith("/*")) {
            const qsizetype end = sql.indexOf("*/", at + 2);
            at = end < 0 ? sql.size() : end + 2;
        } else {
            break;
        }
    }
    qsizetype end = at;
    while (end < sql.size() && std::isalpha(static_cast<unsigned char>(sql[end])) != 0)
        ++end;
    return sql.sliced(at, end - at).toByteArray().toUpper();
}

} // namespace

QueryTrial::QueryTrial()
    : m_path(m_folder.filePath(u"project/asked.gplan"_s))
{
    (void)QDir().mkpath(QFileInfo(m_path).absolutePath());
    auto made = store::Store::create(m_path);
    if (!made)
        qFatal("%s", qPrintable(made.error().text()));
    m_store = *std::move(made);
    Draft draft(m_store->model());
    test::addSmallPlatform(draft);
    if (!m_store->commit(draft, u"Import"_s) || !m_store->addSnapshot(u"kept"_s))
        qFatal("the project cannot be filled");
    auto opened = store::Query::open(m_path);
    if (!opened)
        qFatal("%s", qPrintable(opened.error().text()));
    m_query = *std::move(opened);
    (void)ask("SELECT count(*) FROM elements"); // what reading once leaves beside the project is there now
    m_before = folder();
}

QMap<QString, QByteArray> QueryTrial::folder() const
{
    QMap<QString, QByteArray> found;
    const QDir where = QFileInfo(m_path).dir();
    for (const QString &name : where.entryList(QDir::AllEntries | QDir::NoDotAndDotDot | QDir::Hidden)) {
        QFile file(where.filePath(name));
        // Who reads marks in the shared memory; only that it is there counts.
        const bool shared = name.endsWith("-shm"_L1);
        found.insert(name, !shared && file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray());
    }
    // Nor beside the project's folder, where a relative name would lead.
    for (const QString &name :
         QDir(m_folder.path()).entryList(QDir::AllEntries | QDir::NoDotAndDotDot | QDir::Hidden))
        found.insert(u"../"_s + name, {});
    return found;
}

QMap<QByteArray, QList<QByteArray>> QueryTrial::columns()
{
    QMap<QByteArray, QList<QByteArray>> found;
    for (const QString &view : store::Query::publicViews()) {
        const auto rows = m_query->run(u"SELECT name FROM pragma_table_info('%1')"_s.arg(view));
        if (!rows)
            qFatal("%s", qPrintable(rows.error().text()));
        for (const QVariantList &row : rows->rows)
            found[view.toUtf8()].append('"' + row.front().toString().toUtf8() + '"');
    }
    return found;
}

bool QueryTrial::isReading(QByteArrayView sql)
{
    const QByteArray word = firstWord(sql);
    return word == "SELECT" || word == "WITH" || word == "VALUES" || word == "EXPLAIN" || word == "PRAGMA";
}

std::optional<QString> QueryTrial::ask(const QByteArray &sql)
{
    const qint64 had = sqlite3_memory_used();
    (void)sqlite3_memory_highwater(1);
    QElapsedTimer clock;
    clock.start();
    const auto result = m_query->run(QString::fromUtf8(sql), limits);
    m_memory = sqlite3_memory_highwater(1) - had;
    m_answered += result ? 1 : 0;
    if (clock.elapsed() > muchTooLong)
        return u"took %1 ms although it may take %2"_s.arg(clock.elapsed()).arg(limits.timeoutMs);
    if (m_memory > muchTooBig)
        return u"took %1 MiB of SQLite's memory"_s.arg(m_memory >> 20);
    if (result) {
        if (result->rows.size() > limits.maxRows)
            return u"gave %1 rows"_s.arg(result->rows.size());
        if (const qint64 size = sizeOf(*result); size > muchTooBig)
            return u"gave %1 MiB"_s.arg(size >> 20);
        if (!isReading(sql))
            return u"succeeded, and is no reading"_s;
        if (sql.toLower().contains("from sqlite_dbpage"))
            return u"reads the pages of the file through a table that can write them"_s;
    } else {
        const Error &error = result.error();
        if (error.code != ErrorCode::Usage && error.code != ErrorCode::Refused)
            return u"failed with code %1: %2"_s.arg(static_cast<int>(error.code)).arg(error.message);
        if (error.message.trimmed().isEmpty())
            return u"failed without a word"_s;
        if (!isReading(sql) && error.code != ErrorCode::Usage)
            return u"is no reading, and was refused as if it were one: "_s + error.message;
    }
    if (folder() != m_before)
        return u"changed the project or what lies beside it"_s;
    return std::nullopt;
}

} // namespace gp::fuzz

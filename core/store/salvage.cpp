// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "core/store/salvage.h"

#include "core/store/changeset.h"
#include "core/store/rawfile.h"

#include <QFile>
#include <QJsonDocument>
#include <QtEndian>

#include <sqlite3.h>

#include <map>
#include <set>

using namespace Qt::StringLiterals;

namespace gp::store {

namespace {

using RawStatement = std::unique_ptr<sqlite3_stmt, decltype(&sqlite3_finalize)>;

RawStatement prepare(SQLite::Database &db, const QByteArray &sql)
{
    sqlite3_stmt *statement = nullptr;
    if (sqlite3_prepare_v2(db.getHandle(), sql.constData(), static_cast<int>(sql.size()), &statement,
                           nullptr) != SQLITE_OK)
        statement = nullptr;
    return {statement, sqlite3_finalize};
}

struct SalvagedTable
{
    const char *name;
    const char *order; ///< the first column of the primary key, a number; or a text where `isText`
    bool isText = false;
    bool isNew = false; ///< older files have no such table
};

/// Content first, then what is about it.
std::vector<SalvagedTable> salvagedTables()
{
    std::vector<SalvagedTable> tables;
    for (const ContentTable &table : contentTables) {
        const QByteArray name(table.name);
        const bool isView = name == "placement" || name == "route";
        const char *order = isView                         ? "view_id"
                            : name.startsWith("element_")  ? "element_id"
                            : name.startsWith("relation_") ? "relation_id"
                                                           : "id";
        tables.push_back({table.name, order, false});
    }
    tables.push_back({"history", "id", false});
    tables.push_back({"redo", "parent_id", false});
    tables.push_back({"snapshot", "name", true});
    tables.push_back({"meta", "key", true});
    tables.push_back({"beside", "scope", true, true});
    return tables;
}

QStringList columnNames(SQLite::Database &db, const char *table)
{
    SQLite::Statement rows(db, "SELECT name FROM pragma_table_info(?)");
    rows.bind(1, table);
    QStringList names;
    while (rows.executeStep())
        names.append(textAt(rows, 0));
    return names;
}

/// Copies the rows of one table. Where a page is damaged SQLite stops; then the table is read from the other
/// end, and what lies between two damaged pages is found by asking further and further on.
class TableCopy
{
public:
    TableCopy(SQLite::Database &damaged, SQLite::Database &into, const SalvagedTable &table)
        : m_damaged(damaged)
        , m_into(into)
        , m_table(table)
        , m_insert(nullptr, sqlite3_finalize)
    {
        const QStringList wanted = columnNames(into, table.name);
        QStringList present;
        try {
            present = columnNames(damaged, table.name);
        } catch (const SQLite::Exception &) {
            return; // not even its definition can be read
        }
        m_isAbsent = present.isEmpty();
        for (const QString &name : wanted) {
            if (present.contains(name))
                m_columns.append(name);
        }
        if (m_columns.isEmpty())
            return;
        m_insert = prepare(into, u"INSERT INTO %1 (%2) VALUES (%3) ON CONFLICT DO NOTHING"_s
                                     .arg(QLatin1StringView(table.name), m_columns.join(u','),
                                          QStringList(m_columns.size(), u"?"_s).join(u','))
                                     .toUtf8());
    }

    /// False where something was lost.
    bool run()
    {
        if (!m_insert)
            return false;
        if (scan(Way::Up, {}))
            return m_refused == 0;
        const auto last = m_last;
        m_last = {};
        scan(Way::Down, {});
        if (!m_table.isText)
            searchBetween(last.value_or(0), m_last.value_or(std::numeric_limits<qint64>::max()));
        return false;
    }

    [[nodiscard]] int copied() const { return m_copied; }
    /// The file was read, and there is no such table in it.
    [[nodiscard]] bool isAbsent() const { return m_isAbsent; }
    [[nodiscard]] int refused() const { return m_refused; }

private:
    enum class Way { Up, Down };

    /// Copies from one place on; true where the end was reached. Notes the last key it saw.
    bool scan(Way way, std::optional<qint64> from)
    {
        const QString order = QString::fromLatin1(m_table.order);
        const bool up = way == Way::Up;
        const QString where = from ? u"WHERE %1 %2 ?1"_s.arg(order, up ? u">="_s : u"<="_s) : QString();
        const RawStatement rows =
            prepare(m_damaged, u"SELECT %1 FROM %2 %3 ORDER BY %4 %5"_s
                                   .arg(m_columns.join(u','), QString::fromLatin1(m_table.name), where, order,
                                        up ? u"ASC"_s : u"DESC"_s)
                                   .toUtf8());
        if (!rows)
            return false;
        if (from)
            sqlite3_bind_int64(rows.get(), 1, *from);
        const auto key = static_cast<int>(m_columns.indexOf(QLatin1StringView(m_table.order)));
        int code = SQLITE_OK;
        while ((code = sqlite3_step(rows.get())) == SQLITE_ROW) {
            m_last = sqlite3_column_int64(rows.get(), key);
            copy(rows.get());
        }
        return code == SQLITE_DONE;
    }

    void copy(sqlite3_stmt *row)
    {
        sqlite3_reset(m_insert.get());
        for (int column = 0; column < static_cast<int>(m_columns.size()); ++column)
            sqlite3_bind_value(m_insert.get(), column + 1, sqlite3_column_value(row, column));
        if (sqlite3_step(m_insert.get()) != SQLITE_DONE)
            ++m_refused;
        else
            m_copied += sqlite3_changes(m_into.getHandle());
    }

    /// Between two damaged places: a look-up by key goes down the tree beside them. Steps double, so that a
    /// few hundred questions cover all keys there are.
    void searchBetween(qint64 low, qint64 high)
    {
        constexpr int mostQuestions = 4000;
        qint64 step = 1;
        for (int i = 0; i < mostQuestions && low < high; ++i) {
            if (high - low <= step)
                break;
            const qint64 from = low + step;
            m_last = {};
            const bool reachedEnd = scan(Way::Up, from);
            const auto last = m_last;
            if (reachedEnd || last)
                scan(Way::Down, from); // what the step went over, down to the damaged page
            if (reachedEnd)
                return;
            low = last ? std::max(*last, from) : from;
            step = last ? 1 : std::min<qint64>(step * 2, std::max<qint64>(1, (high - low) / 2));
        }
    }

    bool m_isAbsent = false;
    SQLite::Database &m_damaged;
    SQLite::Database &m_into;
    SalvagedTable m_table;
    QStringList m_columns;
    RawStatement m_insert;
    std::optional<qint64> m_last;
    int m_copied = 0;
    int m_refused = 0;
};

} // namespace

void mendHeader(const QString &copy)
{
    QFile file(copy);
    if (!file.open(QIODevice::ReadWrite))
        return;
    constexpr int headerSize = 100;
    QByteArray header = file.read(headerSize);
    if (header.size() < headerSize)
        return;
    const QByteArray before = header;
    header.replace(0, 16, QByteArray("SQLite format 3\0", 16));
    constexpr int usual = 4096;
    if (Header{header}.pageSize() == 0)
        qToBigEndian<quint16>(usual, header.data() + 16);
    // Journal kind as it is; no reserved space; the payload fractions are fixed; schema format 4; UTF-8.
    header[20] = 0;
    header[21] = 64;
    header[22] = 32;
    header[23] = 32;
    qToBigEndian<quint32>(4, header.data() + 44);
    qToBigEndian<quint32>(1, header.data() + 56);
    qToBigEndian<quint32>(applicationId, header.data() + 68);
    if (header.at(18) < 1 || header.at(18) > 2 || header.at(19) < 1 || header.at(19) > 2)
        header[18] = header[19] = 1;
    if (header != before) {
        file.seek(0);
        file.write(header);
    }
}

QStringList salvageRows(SQLite::Database &damaged, SQLite::Database &into)
{
    QStringList lost;
    into.exec("PRAGMA foreign_keys = OFF");
    SQLite::Transaction transaction(into);
    for (const SalvagedTable &table : salvagedTables()) {
        TableCopy copy(damaged, into, table);
        if (!copy.run() && !(table.isNew && copy.isAbsent()))
            lost.append(u"Table '%1' is damaged: %2 rows could be read"_s.arg(QLatin1StringView(table.name))
                            .arg(copy.copied()));
        if (copy.refused() > 0)
            lost.append(
                u"Table '%1': %2 rows hold what does not belong there"_s.arg(QLatin1StringView(table.name))
                    .arg(copy.refused()));
    }
    transaction.commit();
    return lost;
}

QStringList dropUnreadable(SQLite::Database &db)
{
    struct Unreadable
    {
        const char *table;
        const char *column;
    };
    constexpr Unreadable objects[] = {{"element_revision", "properties"}, {"relation_revision", "properties"},
                                      {"record", "properties"},           {"view", "properties"},
                                      {"element_source", "stated"},       {"relation_source", "stated"},
                                      {"element_unresolved", "stated"}};
    QStringList lost;
    const auto drop = [&](const QString &table, const QString &where, const QString &what) {
        const int count = db.exec(u"DELETE FROM %1 WHERE %2"_s.arg(table, where).toStdString());
        if (count > 0)
            lost.append(u"%1 rows of table '%2' were left out: %3"_s.arg(count).arg(table, what));
    };
    for (const Unreadable &one : objects) {
        // SQLite's idea of JSON and Qt's differ in corners (depth, numbers), so Qt is asked.
        SQLite::Statement values(db, std::string("SELECT DISTINCT ") + one.column + " FROM " + one.table);
        std::vector<std::string> bad;
        while (values.executeStep()) {
            if (!QJsonDocument::fromJson(blobAt(values, 0)).isObject())
                bad.emplace_back(values.getColumn(0).getText(""),
                                 static_cast<std::size_t>(values.getColumn(0).getBytes()));
        }
        int count = 0;
        SQLite::Statement remove(db,
                                 std::string("DELETE FROM ") + one.table + " WHERE " + one.column + " = ?");
        for (const std::string &text : bad) {
            remove.reset();
            remove.bind(1, text);
            count += remove.exec();
        }
        if (count > 0)
            lost.append(u"%1 rows of table '%2' were left out: properties that are not JSON"_s.arg(count).arg(
                QLatin1StringView(one.table)));
    }
    drop(u"plateau"_s, u"kind NOT IN ('current', 'transition', 'target', 'option')"_s, u"an unknown kind"_s);
    const QString far = QString::number(View::farthest);
    drop(u"placement"_s, u"abs(x) > %1 OR abs(y) > %1"_s.arg(far), u"a position outside of every view"_s);
    drop(
        u"route"_s,
        u"NOT json_valid(points) OR EXISTS (SELECT 1 FROM json_each(points) WHERE type NOT IN ('integer') OR abs(value) > %1)"_s
            .arg(far),
        u"a line outside of every view"_s);
    return lost;
}

} // namespace gp::store

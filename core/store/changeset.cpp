// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "core/store/changeset.h"

#include <QtEndian>

#include <sqlite3.h>

#include <algorithm>
#include <bit>
#include <cstring>

using namespace Qt::StringLiterals;

namespace gp::store {

namespace {

const ContentTable *contentTable(const char *name)
{
    const auto found = std::ranges::find_if(
        contentTables, [name](const ContentTable &table) { return std::strcmp(table.name, name) == 0; });
    return found == contentTables.end() ? nullptr : found;
}

/// A changeset of a damaged or foreign file must not reach the history or SQLite's own tables.
int isContent(void *, const char *table)
{
    return contentTable(table) ? 1 : 0;
}

/// History is applied to exactly the state it was recorded on; anything else means damage, and nothing is
/// done.
int refuseConflict(void *, int, sqlite3_changeset_iter *)
{
    return SQLITE_CHANGESET_ABORT;
}

/// Walks over a changeset as section "changeset format" of sqlite3session.c describes it. SQLite itself
/// trusts the bytes (a table name without an end makes it loop for ever), and a project file may come from
/// anybody.
class Walk
{
public:
    explicit Walk(const QByteArray &bytes)
        : m_at(bytes.constData())
        , m_end(bytes.constData() + bytes.size())
    {
    }

    [[nodiscard]] bool isSound()
    {
        quint64 columns = 0;
        while (m_at != m_end) {
            const bool sound = *m_at == 'T' ? table(columns) : columns > 0 && record(columns);
            if (!sound)
                return false;
        }
        return true;
    }

private:
    bool skip(quint64 bytes)
    {
        if (bytes > static_cast<quint64>(m_end - m_at))
            return false;
        m_at += bytes;
        return true;
    }
    bool byte(quint8 &value)
    {
        value = m_at == m_end ? 0 : static_cast<quint8>(*m_at);
        return skip(1);
    }
    /// SQLite's variable-length integer; none here needs more than five bytes.
    bool varint(quint64 &value)
    {
        value = 0;
        for (int i = 0; i < 5; ++i) {
            quint8 next = 0;
            if (!byte(next))
                return false;
            value = (value << 7) | (next & 0x7fU);
            if (next < 0x80)
                return true;
        }
        return false;
    }
    bool table(quint64 &columns)
    {
        constexpr quint64 most = 100;
        if (!skip(1) || !varint(columns) || columns == 0 || columns > most || !skip(columns))
            return false;
        const char *end = std::find(m_at, m_end, '\0');
        if (end == m_end || !contentTable(m_at))
            return false;
        m_at = end + 1;
        return true;
    }
    bool values(quint64 columns)
    {
        constexpr quint64 numberSize = 8;
        for (quint64 i = 0; i < columns; ++i) {
            quint8 type = 0;
            quint64 size = 0;
            if (!byte(type) || type > SQLITE_NULL)
                return false;
            const bool isNumber = type == SQLITE_INTEGER || type == SQLITE_FLOAT;
            const bool hasSize = type == SQLITE_TEXT || type == SQLITE_BLOB;
            if ((isNumber && !skip(numberSize)) || (hasSize && (!varint(size) || !skip(size))))
                return false;
        }
        return true;
    }
    bool record(quint64 columns)
    {
        quint8 operation = 0;
        if (!byte(operation) || !skip(1))
            return false;
        if (operation == SQLITE_UPDATE)
            return values(columns) && values(columns);
        return (operation == SQLITE_INSERT || operation == SQLITE_DELETE) && values(columns);
    }

    const char *m_at;
    const char *m_end;
};

void requireSound(const QByteArray &changeset)
{
    if (!Walk(changeset).isSound())
        throw Failure(ErrorCode::Unreadable,
                      u"The history of this project is damaged, so nothing was changed: go back to a copy"_s);
}

void appendVarint(QByteArray &bytes, quint64 value)
{
    std::array<char, 9> digits{};
    std::size_t first = digits.size();
    quint64 more = 0; // set in all digits but the last
    do {
        --first;
        digits[first] = static_cast<char>((value & 0x7fU) | more);
        more = 0x80U;
        value >>= 7;
    } while (value != 0);
    bytes.append(&digits[first], static_cast<qsizetype>(digits.size() - first));
}

/// One value as a changeset holds it: its type, then eight bytes of a number or the length and the bytes.
void appendValue(QByteArray &bytes, sqlite3_value *value)
{
    const int type = sqlite3_value_type(value);
    bytes.append(static_cast<char>(type));
    if (type == SQLITE_INTEGER || type == SQLITE_FLOAT) {
        quint64 bits = 0;
        if (type == SQLITE_INTEGER)
            bits = static_cast<quint64>(sqlite3_value_int64(value));
        else
            bits = std::bit_cast<quint64>(sqlite3_value_double(value));
        std::array<char, 8> number{};
        qToBigEndian(bits, number.data());
        bytes.append(number.data(), number.size());
    } else if (type == SQLITE_TEXT || type == SQLITE_BLOB) {
        const void *start = type == SQLITE_TEXT ? static_cast<const void *>(sqlite3_value_text(value))
                                                : sqlite3_value_blob(value);
        const int size = sqlite3_value_bytes(value);
        appendVarint(bytes, static_cast<quint64>(size));
        bytes.append(static_cast<const char *>(start), size);
    }
}

} // namespace

/// What SQLite calls; takes no exception.
struct Recorder::Hook
{
    static void rowChanges(void *self, sqlite3 *db, int operation, const char *, const char *name,
                           sqlite3_int64, sqlite3_int64)
    {
        auto *recorder = static_cast<Recorder *>(self);
        if (!recorder->m_recording)
            return;
        const ContentTable *table = contentTable(name);
        if (!table)
            return;
        Table &into = recorder->m_tables[static_cast<std::size_t>(table - contentTables.data())];
        if (const int code = append(into, db, operation); code != SQLITE_OK)
            recorder->m_failure = code;
    }

    static int append(Table &table, sqlite3 *db, int operation)
    {
        const auto columns = static_cast<int>(table.primaryKey.size());
        QByteArray before;
        QByteArray after;
        bool changes = operation != SQLITE_UPDATE;
        for (int column = 0; column < columns; ++column) {
            sqlite3_value *was = nullptr;
            sqlite3_value *is = nullptr;
            int code = SQLITE_OK;
            if (operation != SQLITE_INSERT)
                code = sqlite3_preupdate_old(db, column, &was);
            if (operation != SQLITE_DELETE && code == SQLITE_OK)
                code = sqlite3_preupdate_new(db, column, &is);
            if (code != SQLITE_OK)
                return code;
            if (operation != SQLITE_UPDATE) {
                appendValue(was ? before : after, was ? was : is);
                continue;
            }
            // Of an update: the key, and both values of what is different; a zero stands for the others.
            QByteArray old;
            QByteArray now;
            appendValue(old, was);
            appendValue(now, is);
            const bool isKey = table.primaryKey.at(column) != 0;
            const bool differs = old != now;
            if (isKey && differs)
                return SQLITE_MISUSE; // nobody renames a row; a delete and an insert would be needed
            changes = changes || differs;
            before += isKey || differs ? old : QByteArray(1, '\0');
            after += differs ? now : QByteArray(1, '\0');
        }
        if (changes) {
            table.rows.append(static_cast<char>(operation));
            table.rows.append('\0'); // not indirect: there are no triggers
            table.rows.append(before).append(after);
        }
        return SQLITE_OK;
    }
};

Recorder::Recorder(SQLite::Database &db)
    : m_db(db)
{
    for (std::size_t i = 0; i < contentTables.size(); ++i) {
        Table &table = m_tables[i];
        const char *name = contentTables[i].name;
        SQLite::Statement columns(db, "SELECT pk FROM pragma_table_info(?)");
        columns.bind(1, name);
        while (columns.executeStep())
            table.primaryKey.append(static_cast<char>(columns.getColumn(0).getInt()));
        table.head.append('T');
        appendVarint(table.head, static_cast<quint64>(table.primaryKey.size()));
        table.head.append(table.primaryKey).append(name).append('\0');
    }
    sqlite3_preupdate_hook(db.getHandle(), Hook::rowChanges, this);
}

Recorder::~Recorder()
{
    sqlite3_preupdate_hook(m_db.getHandle(), nullptr, nullptr);
}

void Recorder::start()
{
    stop();
    m_recording = true;
}

void Recorder::stop()
{
    m_recording = false;
    m_failure = SQLITE_OK;
    for (Table &table : m_tables)
        table.rows.resize(0); // keeps its memory for the next edit
}

QByteArray Recorder::take()
{
    if (m_failure == SQLITE_MISUSE)
        throw Failure(ErrorCode::Internal, u"The change cannot be recorded, so nothing was changed"_s);
    if (m_failure != SQLITE_OK) // an old value lies on a page that the disk does not give
        throw SQLite::Exception(sqlite3_errstr(m_failure), m_failure);
    qsizetype size = 0;
    for (const Table &table : m_tables)
        size += table.rows.isEmpty() ? 0 : table.head.size() + table.rows.size();
    QByteArray changeset;
    changeset.reserve(size);
    for (Table &table : m_tables) {
        if (!table.rows.isEmpty())
            changeset.append(table.head).append(table.rows);
        constexpr qsizetype worthKeeping = 1024 * 1024;
        if (table.rows.size() > worthKeeping)
            table.rows = {};
    }
    stop();
    return changeset;
}

void applyChangeset(SQLite::Database &db, const QByteArray &changeset, Direction direction)
{
    requireSound(changeset);
    // Not SQLITE_CHANGESETAPPLY_FKNOACTION: our keys take NO ACTION as declared, and the flag makes SQLite
    // parse the whole schema again, twice a call, which is ten times the cost of undoing a single edit.
    const int flags = direction == Direction::Back ? SQLITE_CHANGESETAPPLY_INVERT : 0;
    // The library takes the bytes as not const but only reads them.
    const int code = sqlite3changeset_apply_v2(db.getHandle(), static_cast<int>(changeset.size()),
                                               const_cast<char *>(changeset.constData()), isContent,
                                               refuseConflict, nullptr, nullptr, nullptr, flags);
    if (code == SQLITE_ABORT)
        throw Failure(
            ErrorCode::Unreadable,
            u"The history of this project does not fit its content, so nothing was changed: ask `groundplan-cli verify` what is wrong"_s);
    check(db, code);
}

void collectTouched(SQLite::Database &db, const QByteArray &changeset, TouchedIds &touched)
{
    if (changeset.isEmpty())
        return;
    sqlite3_changeset_iter *raw = nullptr;
    check(db, sqlite3changeset_start(&raw, static_cast<int>(changeset.size()),
                                     const_cast<char *>(changeset.constData())));
    const std::unique_ptr<sqlite3_changeset_iter, int (*)(sqlite3_changeset_iter *)> rows(
        raw, sqlite3changeset_finalize);
    int code = SQLITE_OK;
    while ((code = sqlite3changeset_next(raw)) == SQLITE_ROW) {
        const char *name = nullptr;
        int columns = 0;
        int operation = 0;
        check(db, sqlite3changeset_op(raw, &name, &columns, &operation, nullptr));
        const ContentTable *table = contentTable(name);
        if (!table)
            continue;
        sqlite3_value *id = nullptr;
        check(db, operation == SQLITE_INSERT ? sqlite3changeset_new(raw, 0, &id)
                                             : sqlite3changeset_old(raw, 0, &id));
        if (id)
            touched[static_cast<std::size_t>(table->owner)].insert(sqlite3_value_int64(id));
    }
    if (code != SQLITE_DONE)
        check(db, code);
}

QByteArray joined(SQLite::Database &db, const QList<QByteArray> &changesets)
{
    sqlite3_changegroup *raw = nullptr;
    check(db, sqlite3changegroup_new(&raw));
    const std::unique_ptr<sqlite3_changegroup, void (*)(sqlite3_changegroup *)> group(
        raw, sqlite3changegroup_delete);
    for (const QByteArray &changeset : changesets) {
        requireSound(changeset);
        check(db, sqlite3changegroup_add(raw, static_cast<int>(changeset.size()),
                                         const_cast<char *>(changeset.constData())));
    }
    int size = 0;
    void *bytes = nullptr;
    check(db, sqlite3changegroup_output(raw, &size, &bytes));
    const std::unique_ptr<void, decltype(&sqlite3_free)> owned(bytes, &sqlite3_free);
    return {static_cast<const char *>(bytes), size};
}

} // namespace gp::store

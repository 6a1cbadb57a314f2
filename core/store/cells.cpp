// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "core/store/cells.h"

#include <QScopeGuard>

using namespace Qt::StringLiterals;

namespace gp::store {

RawStatement makeStatement(SQLite::Database &db, const QString &sql)
{
    sqlite3_stmt *raw = nullptr;
    const QByteArray text = sql.toUtf8();
    check(db, sqlite3_prepare_v2(db.getHandle(), text.constData(), -1, &raw, nullptr));
    return {raw, sqlite3_finalize};
}

void bindCells(SQLite::Database &db, sqlite3_stmt *statement, const CellRows &rows, qsizetype row)
{
    using Type = CellRows::Type;
    for (qsizetype column = 0; column < rows.columns(); ++column) {
        const CellRows::Cell &cell = rows.cell(row, column);
        const int place = static_cast<int>(column) + 1;
        int code = SQLITE_OK;
        switch (cell.type) {
        case Type::Null:
            code = sqlite3_bind_null(statement, place);
            break;
        case Type::Integer:
            code = sqlite3_bind_int64(statement, place, cell.integer);
            break;
        case Type::Real:
            code = sqlite3_bind_double(statement, place, cell.real);
            break;
        case Type::Text:
            code = sqlite3_bind_text64(statement, place, rows.bytesOf(cell), cell.size, SQLITE_STATIC,
                                       SQLITE_UTF8);
            break;
        case Type::Blob:
            code = sqlite3_bind_blob64(statement, place, rows.bytesOf(cell), cell.size, SQLITE_STATIC);
            break;
        }
        check(db, code);
    }
}

void runForEach(SQLite::Database &db, sqlite3_stmt *statement, const CellRows &rows)
{
    const auto reset = qScopeGuard([statement] {
        sqlite3_reset(statement);
        sqlite3_clear_bindings(statement); // which point into the rows
    });
    for (qsizetype row = 0; row < rows.size(); ++row) {
        sqlite3_reset(statement);
        bindCells(db, statement, rows, row);
        if (const int code = sqlite3_step(statement); code != SQLITE_DONE)
            check(db, code);
    }
}

QString insertText(const QString &table, qsizetype columns)
{
    return u"INSERT INTO %1 VALUES (%2)"_s.arg(table, QStringList(columns, u"?"_s).join(u','));
}

} // namespace gp::store

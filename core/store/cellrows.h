// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QByteArray>
#include <QString>
#include <QVariantList>

#include <string>
#include <vector>

namespace gp::store {

/// Rows of cells on their way into a table: all of them in two blocks of memory, texts in UTF-8, so that
/// hundreds of thousands are quick to make, to compare and to hand over. Any thread may read.
class CellRows
{
public:
    enum class Type : unsigned char { Null, Integer, Real, Text, Blob };
    struct Cell
    {
        union {
            qint64 integer = 0;
            double real;
            qint64 at; ///< of text or blob, in bytes()
        };
        quint32 size = 0; ///< bytes of text or blob
        Type type = Type::Null;
    };

    CellRows() = default;
    explicit CellRows(qsizetype columns)
        : m_columns(columns)
    {
    }
    /// What a list lacks is null, what it has too much is left away.
    [[nodiscard]] static CellRows from(qsizetype columns, const QList<QVariantList> &rows);

    [[nodiscard]] qsizetype columns() const { return m_columns; }
    [[nodiscard]] qsizetype size() const
    {
        return m_columns > 0 ? static_cast<qsizetype>(m_cells.size()) / m_columns : 0;
    }
    [[nodiscard]] bool isEmpty() const { return m_cells.empty(); }

    /// Begins a row of nulls, whose cells are then set.
    void startRow();
    /// In the last row.
    void set(qsizetype column, qint64 value);
    void set(qsizetype column, double value);
    void set(qsizetype column, QStringView text);
    /// As Query gives cells.
    void set(qsizetype column, const QVariant &value);
    void append(const QVariantList &row);

    [[nodiscard]] const Cell &cell(qsizetype row, qsizetype column) const
    {
        return m_cells[static_cast<std::size_t>(row * m_columns + column)];
    }
    [[nodiscard]] const char *bytesOf(const Cell &cell) const { return m_bytes.data() + cell.at; }
    /// Whether a cell holds the same as the one of the same column in another row.
    [[nodiscard]] bool isSame(qsizetype row, qsizetype column, const CellRows &others,
                              qsizetype otherRow) const;
    friend bool operator==(const CellRows &a, const CellRows &b);

private:
    [[nodiscard]] Cell &last(qsizetype column)
    {
        return m_cells[m_cells.size() - static_cast<std::size_t>(m_columns - column)];
    }
    void setBytes(qsizetype column, Type type, QByteArrayView bytes);

    qsizetype m_columns = 0;
    std::vector<Cell> m_cells; ///< row by row
    std::string m_bytes;
};

} // namespace gp::store

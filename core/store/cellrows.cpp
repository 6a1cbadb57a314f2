// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "core/store/cellrows.h"

#include <QStringEncoder>

#include <cstring>

namespace gp::store {

CellRows CellRows::from(qsizetype columns, const QList<QVariantList> &rows)
{
    CellRows made(columns);
    for (const QVariantList &row : rows)
        made.append(row);
    return made;
}

void CellRows::startRow()
{
    m_cells.resize(m_cells.size() + static_cast<std::size_t>(m_columns));
}

void CellRows::set(qsizetype column, qint64 value)
{
    Cell &cell = last(column);
    cell.type = Type::Integer;
    cell.integer = value;
}

void CellRows::set(qsizetype column, double value)
{
    Cell &cell = last(column);
    cell.type = Type::Real;
    cell.real = value;
}

void CellRows::set(qsizetype column, QStringView text)
{
    QStringEncoder encoder(QStringEncoder::Utf8, QStringEncoder::Flag::Stateless);
    const std::size_t at = m_bytes.size();
    m_bytes.resize_and_overwrite(
        at + static_cast<std::size_t>(encoder.requiredSpace(text.size())), [&](char *bytes, std::size_t) {
            return static_cast<std::size_t>(encoder.appendToBuffer(bytes + at, text) - bytes);
        });
    Cell &cell = last(column);
    cell.type = Type::Text;
    cell.at = static_cast<qint64>(at);
    cell.size = static_cast<quint32>(m_bytes.size() - at);
}

void CellRows::setBytes(qsizetype column, Type type, QByteArrayView bytes)
{
    Cell &cell = last(column);
    cell.type = type;
    cell.at = static_cast<qint64>(m_bytes.size());
    cell.size = static_cast<quint32>(bytes.size());
    m_bytes.append(bytes.data(), static_cast<std::size_t>(bytes.size()));
}

void CellRows::set(qsizetype column, const QVariant &value)
{
    switch (value.typeId()) {
    case QMetaType::UnknownType:
    case QMetaType::Nullptr:
        last(column) = {};
        break;
    case QMetaType::Bool:
    case QMetaType::Int:
    case QMetaType::UInt:
    case QMetaType::LongLong:
        set(column, value.toLongLong());
        break;
    case QMetaType::Double:
    case QMetaType::Float:
        set(column, value.toDouble());
        break;
    case QMetaType::QByteArray:
        setBytes(column, Type::Blob, value.toByteArray());
        break;
    default:
        setBytes(column, Type::Text, value.toString().toUtf8());
    }
}

void CellRows::append(const QVariantList &row)
{
    startRow();
    for (qsizetype column = 0; column < std::min(row.size(), m_columns); ++column)
        set(column, row.at(column));
}

bool CellRows::isSame(qsizetype row, qsizetype column, const CellRows &others, qsizetype otherRow) const
{
    const Cell &a = cell(row, column);
    const Cell &b = others.cell(otherRow, column);
    if (a.type != b.type)
        return false;
    switch (a.type) {
    case Type::Null:
        return true;
    case Type::Integer:
        return a.integer == b.integer;
    case Type::Real:
        return a.real == b.real;
    case Type::Text:
    case Type::Blob:
        return a.size == b.size && std::memcmp(bytesOf(a), others.bytesOf(b), a.size) == 0;
    }
    return false;
}

bool operator==(const CellRows &a, const CellRows &b)
{
    if (a.m_cells.size() != b.m_cells.size())
        return false;
    for (qsizetype row = 0; row < a.size(); ++row) {
        for (qsizetype column = 0; column < a.m_columns; ++column) {
            if (!a.isSame(row, column, b, row))
                return false;
        }
    }
    return true;
}

} // namespace gp::store

// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QByteArray>
#include <QList>
#include <QMap>
#include <QRandomGenerator>

namespace gp::fuzz {

/// Makes statements at random: mostly well formed, over the public views and what SQLite has to offer; some
/// that write, attach, load, never end or take all memory; some with a word too many or too few.
class SqlGrammar
{
public:
    /// `columns` of each public view: most statements should mean something.
    SqlGrammar(quint32 seed, QMap<QByteArray, QList<QByteArray>> columns)
        : m_random(seed)
        , m_columns(std::move(columns))
    {
    }

    [[nodiscard]] QByteArray statement();
    /// The statement with something in it changed.
    [[nodiscard]] QByteArray mutated(QByteArray sql);

private:
    [[nodiscard]] int number(int below) { return static_cast<int>(m_random.bounded(below)); }
    [[nodiscard]] bool one(int in) { return number(in) == 0; }
    [[nodiscard]] QByteArray any(const QList<QByteArray> &of)
    {
        return of.at(number(static_cast<int>(of.size())));
    }

    [[nodiscard]] QByteArray oddTable();
    /// A table under a new name, whose columns can be used from then on.
    [[nodiscard]] QByteArray table();
    [[nodiscard]] QByteArray column();
    [[nodiscard]] QByteArray literal();
    [[nodiscard]] QByteArray expression(int depth);
    [[nodiscard]] QByteArray call(int depth);
    [[nodiscard]] QByteArray aggregate(int depth);
    [[nodiscard]] QByteArray select(int depth);
    [[nodiscard]] QByteArray with(int depth);
    [[nodiscard]] QByteArray forbidden();
    [[nodiscard]] QByteArray greedy();

    QRandomGenerator m_random;
    QMap<QByteArray, QList<QByteArray>> m_columns;
    QList<QByteArray> m_scope; ///< columns of the tables named so far
    int m_names = 0;
};

} // namespace gp::fuzz

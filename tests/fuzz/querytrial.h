// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/store/query.h"
#include "core/store/store.h"

#include <QFile>
#include <QMap>
#include <QTemporaryDir>

#include <optional>

namespace gp::fuzz {

/// A project that is asked anything at all, and what must hold whatever is asked: nothing is written, nothing
/// but reading succeeds, each question ends in time and within bounds.
class QueryTrial
{
public:
    QueryTrial();

    /// Asks; says what rule was broken, or nothing.
    [[nodiscard]] std::optional<QString> ask(const QByteArray &sql);
    /// How much memory SQLite took for the last question, bytes, beyond what it had before.
    [[nodiscard]] qint64 memory() const { return m_memory; }
    /// The columns of every public view.
    [[nodiscard]] QMap<QByteArray, QList<QByteArray>> columns();
    [[nodiscard]] int answered() const { return m_answered; }

private:
    [[nodiscard]] QMap<QString, QByteArray> folder() const;
    [[nodiscard]] static bool isReading(QByteArrayView sql);

    QTemporaryDir m_folder;
    QString m_path;
    std::unique_ptr<store::Store> m_store;
    std::unique_ptr<store::Query> m_query;
    QMap<QString, QByteArray> m_before;
    qint64 m_memory = 0;
    int m_answered = 0;
};

} // namespace gp::fuzz

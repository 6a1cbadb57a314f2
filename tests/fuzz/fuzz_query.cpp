// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
// libFuzzer at the query console (./dev fuzz query). SQLite itself is the system's and not instrumented, so
// half of the new statements come from the grammar and not from flipped bytes.
#include "tests/fuzz/querytrial.h"
#include "tests/fuzz/sqlgrammar.h"

#include <algorithm>
#include <cstdint>

extern "C" size_t LLVMFuzzerMutate(uint8_t *data, size_t size, size_t maxSize);
extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
extern "C" size_t LLVMFuzzerCustomMutator(uint8_t *data, size_t size, size_t maxSize, unsigned int seed);

namespace {

gp::fuzz::QueryTrial &trial()
{
    static gp::fuzz::QueryTrial one;
    return one;
}

} // namespace

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const QByteArray sql(reinterpret_cast<const char *>(data), static_cast<qsizetype>(size));
    if (const auto broken = trial().ask(sql))
        qFatal("%s: %s", sql.constData(), qPrintable(*broken));
    return 0;
}

size_t LLVMFuzzerCustomMutator(uint8_t *data, size_t size, size_t maxSize, unsigned int seed)
{
    if (seed % 2 == 0)
        return LLVMFuzzerMutate(data, size, maxSize);
    static const auto columns = trial().columns();
    gp::fuzz::SqlGrammar grammar(seed, columns);
    const QByteArray sql =
        seed % 3 == 0
            ? grammar.statement()
            : grammar.mutated(QByteArray(reinterpret_cast<const char *>(data), static_cast<qsizetype>(size)));
    const size_t length = std::min(maxSize, static_cast<size_t>(sql.size()));
    std::copy_n(sql.constData(), length, data);
    return length;
}

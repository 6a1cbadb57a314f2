// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
// Damage to the bytes of a file, and to what lies beside it. The format:
// https://www.sqlite.org/fileformat2.html
#include "tests/torture/mutations.h"
#include "tests/torture/older.h"

#include <QDir>
#include <QFile>
#include <QtEndian>

#include <sys/stat.h>

#include <unistd.h>

using namespace Qt::StringLiterals;

namespace gp::torture {

namespace {

constexpr qsizetype pageSize = 4096;
constexpr qsizetype headerSize = 100;

qsizetype pages(const QByteArray &bytes)
{
    return bytes.size() / pageSize;
}

/// Where a random page begins; pages after the first begin with their own header.
qsizetype anyPage(Patient &patient, const QByteArray &bytes)
{
    return pages(bytes) > 1 ? (1 + patient.number(static_cast<int>(pages(bytes)) - 1)) * pageSize : 0;
}

bool isTree(char type)
{
    return type == 2 || type == 5 || type == 10 || type == 13;
}

template<typename Number>
void put(QByteArray &bytes, qsizetype at, Number value)
{
    if (at + static_cast<qsizetype>(sizeof value) <= bytes.size())
        qToBigEndian(value, bytes.data() + at);
}

/// Changes the bytes of the file, unless an earlier mutation left too few of them, or none at all.
template<typename Change>
void change(Patient &patient, Change how)
{
    QByteArray bytes = patient.bytes();
    if (bytes.size() < headerSize)
        return;
    how(bytes);
    patient.write(bytes);
}

void truncate(Patient &patient)
{
    change(patient, [&](QByteArray &bytes) {
        const int size = static_cast<int>(bytes.size());
        bytes.truncate(patient.number(3) == 0 ? patient.number(200) : patient.number(size));
        if (patient.number(3) == 0)
            bytes.truncate(bytes.size() / pageSize * pageSize);
    });
}

void flipAnywhere(Patient &patient)
{
    change(patient,
           [&](QByteArray &bytes) { patient.flip(bytes, 0, bytes.size(), 1 + patient.number(100)); });
}

void flipHeader(Patient &patient)
{
    change(patient, [&](QByteArray &bytes) { patient.flip(bytes, 0, headerSize, 1 + patient.number(4)); });
}

void flipSchemaPage(Patient &patient)
{
    change(patient,
           [&](QByteArray &bytes) { patient.flip(bytes, headerSize, pageSize, 1 + patient.number(8)); });
}

void flipPageHeader(Patient &patient)
{
    change(patient, [&](QByteArray &bytes) {
        const qsizetype at = anyPage(patient, bytes);
        patient.flip(bytes, at, at + 12, 1 + patient.number(3));
    });
}

void flipCells(Patient &patient)
{
    change(patient, [&](QByteArray &bytes) {
        for (int tries = 0; tries < 50; ++tries) {
            const qsizetype at = anyPage(patient, bytes);
            if (!isTree(bytes.at(at)))
                continue;
            patient.flip(bytes, at + 8, at + 60, patient.number(4)); // the pointers
            patient.flip(bytes, at + 60, at + pageSize, 1 + patient.number(20));
            return;
        }
    });
}

void flipOverflow(Patient &patient)
{
    change(patient, [&](QByteArray &bytes) {
        for (int tries = 0; tries < 200; ++tries) {
            const qsizetype at = anyPage(patient, bytes);
            if (isTree(bytes.at(at)))
                continue;
            if (patient.number(2) == 0)
                put<quint32>(bytes, at,
                             static_cast<quint32>(patient.number(static_cast<int>(pages(bytes)) + 2)));
            else
                patient.flip(bytes, at, at + 8, 1 + patient.number(4));
            return;
        }
    });
}

void freeList(Patient &patient)
{
    change(patient, [&](QByteArray &bytes) {
        const auto first = qFromBigEndian<quint32>(bytes.constData() + 32);
        if (first > 0 && patient.number(2) == 0) {
            const qsizetype trunk = (static_cast<qsizetype>(first) - 1) * pageSize;
            put<quint32>(bytes, trunk + 4 * patient.number(6), patient.random.bounded(200U) + 1);
        } else {
            put<quint32>(bytes, 32, static_cast<quint32>(patient.number(static_cast<int>(pages(bytes)) + 3)));
            put<quint32>(bytes, 36, static_cast<quint32>(patient.number(1000)));
        }
    });
}

void flipJson(Patient &patient)
{
    change(patient, [&](QByteArray &bytes) {
        QList<qsizetype> places;
        for (qsizetype at = bytes.indexOf("{\""); at >= 0; at = bytes.indexOf("{\"", at + 1))
            places.append(at);
        if (places.isEmpty())
            return;
        const qsizetype at = places.at(patient.number(static_cast<int>(places.size())));
        patient.flip(bytes, at, at + 80, 1 + patient.number(6));
    });
}

void swapPages(Patient &patient)
{
    change(patient, [&](QByteArray &bytes) {
        const qsizetype one = anyPage(patient, bytes);
        const qsizetype other = anyPage(patient, bytes);
        const QByteArray kept = bytes.mid(one, pageSize);
        bytes.replace(one, pageSize, bytes.mid(other, pageSize));
        bytes.replace(other, pageSize, kept);
    });
}

void repeatPage(Patient &patient)
{
    change(patient, [&](QByteArray &bytes) {
        bytes.replace(anyPage(patient, bytes), pageSize, bytes.mid(anyPage(patient, bytes), pageSize));
    });
}

void zeroPage(Patient &patient)
{
    change(patient, [&](QByteArray &bytes) {
        bytes.replace(anyPage(patient, bytes), pageSize,
                      QByteArray(pageSize, patient.number(2) == 0 ? '\0' : '\xff'));
    });
}

void dropPage(Patient &patient)
{
    change(patient, [&](QByteArray &bytes) { bytes.remove(anyPage(patient, bytes), pageSize); });
}

void fieldsOfTheHeader(Patient &patient)
{
    change(patient, [&](QByteArray &bytes) {
        const auto strange = [&]() -> quint32 {
            constexpr quint32 values[] = {0,   1,    2,     3,          4,          99,
                                          255, 1024, 65536, 0x7fffffff, 0x80000000, 0xffffffff};
            return values[patient.number(static_cast<int>(std::size(values)))];
        };
        switch (patient.number(9)) {
        case 0: // page size
            put<quint16>(bytes, 16,
                         static_cast<quint16>(patient.number(2) == 0 ? strange() : 1U << patient.number(16)));
            break;
        case 1: // file format versions: 2 says that there is a log
            bytes[18 + patient.number(2)] = static_cast<char>(patient.number(5));
            break;
        case 2: // reserved space, payload fractions
            bytes[20 + patient.number(4)] = static_cast<char>(strange());
            break;
        case 3: // size in pages
            put<quint32>(bytes, 28, strange());
            break;
        case 4: // schema cookie, schema format
            put<quint32>(bytes, 40 + 4 * patient.number(2), strange());
            break;
        case 5: // vacuum, text encoding
            put<quint32>(bytes, 52 + 4 * patient.number(2), strange());
            break;
        case 6: // user_version
            put<quint32>(bytes, 60, strange());
            break;
        case 7: // incremental vacuum
            put<quint32>(bytes, 64, strange());
            break;
        default: // application_id
            put<quint32>(bytes, 68, strange());
        }
    });
}

void newer(Patient &patient)
{
    patient.sql("PRAGMA user_version = " + QByteArray::number(schemaSteps() + 1 + patient.number(90)));
}

// ---------------------------------------------------------------- beside it, and instead of it

QByteArray contentsOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

QByteArray noise(Patient &patient, int size)
{
    QByteArray bytes(size, '\0');
    for (char &byte : bytes)
        byte = static_cast<char>(patient.random.bounded(256));
    return bytes;
}

void withItsLog(Patient &patient)
{
    patient.take(patient.sources.withLog);
    QByteArray log = contentsOf(patient.sources.withLog + u"-wal"_s);
    if (patient.number(3) > 0)
        patient.flip(log, patient.number(2) == 0 ? 0 : 32, log.size(), 1 + patient.number(30));
    if (patient.number(3) == 0)
        log.truncate(patient.number(static_cast<int>(log.size())));
    patient.write(log, u"-wal"_s);
}

void withoutItsLog(Patient &patient)
{
    patient.take(patient.sources.withLog);
}

void strayLog(Patient &patient)
{
    patient.write(
        contentsOf(patient.number(2) == 0 ? patient.sources.foreignLog : patient.sources.withLog + u"-wal"_s),
        u"-wal"_s);
}

void strayLogAndHeader(Patient &patient)
{
    strayLog(patient);
    change(patient, [](QByteArray &bytes) { bytes[18] = bytes[19] = 2; });
}

void noiseBeside(Patient &patient)
{
    patient.write(noise(patient, patient.number(20'000)), patient.any({u"-wal"_s, u"-journal"_s, u"-shm"_s}));
}

void folderBeside(Patient &patient)
{
    (void)QDir().mkpath(patient.path + patient.any({u"-wal"_s, u"-journal"_s, u"-shm"_s}));
}

void hotJournal(Patient &patient)
{
    if (patient.number(2) == 0)
        patient.take(patient.sources.hotJournal);
    QByteArray journal = contentsOf(patient.sources.hotJournal + u"-journal"_s);
    if (patient.number(2) == 0)
        patient.flip(journal, 0, journal.size(), 1 + patient.number(20));
    if (patient.number(4) == 0) // names a file that all would have to wait for
        journal += "/tmp/no-such-journal" + QByteArray::fromHex("00000014000003e8d9d505f920a163d7");
    patient.write(journal, u"-journal"_s);
}

/// To see that what is told of the others is not told of a sound one.
void untouched(Patient &) {}

void empty(Patient &patient)
{
    patient.write({});
}

void notADatabase(Patient &patient)
{
    switch (patient.number(4)) {
    case 0:
        patient.write(noise(patient, patient.number(9000)));
        break;
    case 1:
        patient.write(QByteArray("a line of text\n").repeated(patient.number(1000)));
        break;
    case 2:
        patient.write(QByteArray("SQLite format 3\0", 16) + noise(patient, patient.number(9000)));
        break;
    default:
        patient.write(patient.bytes().left(headerSize) + noise(patient, patient.number(9000)));
    }
}

void otherDatabase(Patient &patient)
{
    QFile::remove(patient.path);
    patient.sql(patient.number(2) == 0 ? "CREATE TABLE t (a); INSERT INTO t VALUES (1)"
                                       : "PRAGMA journal_mode = WAL; CREATE TABLE t (a)");
    if (patient.number(2) == 0)
        patient.sql("PRAGMA application_id = 1196444750");
    if (patient.number(2) == 0)
        patient.sql("PRAGMA application_id = 1196444750; PRAGMA user_version = 1");
}

void folder(Patient &patient)
{
    QFile::remove(patient.path);
    (void)QDir().mkpath(patient.path);
}

void pipe(Patient &patient)
{
    QFile::remove(patient.path);
    (void)mkfifo(QFile::encodeName(patient.path).constData(), 0600);
}

void device(Patient &patient)
{
    QFile::remove(patient.path);
    (void)QFile::link(patient.any({u"/dev/zero"_s, u"/dev/null"_s, u"/dev/random"_s}), patient.path);
}

void loopOfLinks(Patient &patient)
{
    QFile::remove(patient.path);
    (void)QFile::link(patient.path, patient.path);
}

void noPermission(Patient &patient)
{
    if (geteuid() == 0) // may do everything
        patient.said.append(u"(not as root)"_s);
    else
        (void)QFile::setPermissions(patient.path,
                                    patient.number(2) == 0 ? QFile::Permissions() : QFile::ReadOwner);
}

} // namespace

const std::vector<Mutation> &byteMutations()
{
    static const std::vector<Mutation> all{{"cut short", truncate, 6},
                                           {"bits anywhere", flipAnywhere, 10},
                                           {"bits of the header", flipHeader, 6},
                                           {"bits of the schema", flipSchemaPage, 5},
                                           {"bits of a page header", flipPageHeader, 6},
                                           {"bits of cells", flipCells, 10},
                                           {"overflow chain", flipOverflow, 5},
                                           {"free list", freeList, 4},
                                           {"bits of JSON", flipJson, 6},
                                           {"pages swapped", swapPages, 4},
                                           {"page repeated", repeatPage, 4},
                                           {"page wiped", zeroPage, 4},
                                           {"page dropped", dropPage, 2},
                                           {"a field of the header", fieldsOfTheHeader, 10},
                                           {"newer", newer, 3}};
    return all;
}

const std::vector<Mutation> &placeMutations()
{
    static const std::vector<Mutation> all{{"with its log", withItsLog, 8},
                                           {"without its log", withoutItsLog, 3},
                                           {"a stray log", strayLog, 6},
                                           {"a stray log that the header wants", strayLogAndHeader, 4},
                                           {"noise beside", noiseBeside, 4},
                                           {"a folder beside", folderBeside, 2},
                                           {"a rollback journal", hotJournal, 6},
                                           {"untouched", untouched, 2},
                                           {"empty", empty, 1},
                                           {"no database", notADatabase, 3},
                                           {"another database", otherDatabase, 3},
                                           {"a folder", folder, 1},
                                           {"a pipe", pipe, 1},
                                           {"a device", device, 1},
                                           {"links in a loop", loopOfLinks, 1},
                                           {"no permission", noPermission, 2}};
    return all;
}

} // namespace gp::torture

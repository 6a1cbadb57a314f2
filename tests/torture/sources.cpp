// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "tests/torture/mutations.h"

#include "core/store/store.h"
#include "tests/support/randomedits.h"
#include "tests/support/smallplatform.h"
#include "tests/torture/older.h"

#include <QFile>
#include <QFileInfo>
#include <QTimeZone>

#include <sqlite3.h>

using namespace Qt::StringLiterals;
using gp::store::Store;

namespace gp::torture {

namespace {

template<typename T>
T must(Result<T> result)
{
    if (!result)
        qFatal("%s", qPrintable(result.error().text()));
    if constexpr (!std::is_void_v<T>)
        return *std::move(result);
}

std::unique_ptr<Store> create(const QString &path)
{
    store::Options options;
    options.author = u"torture"_s;
    options.now = QDateTime(QDate(2026, 11, 23), QTime(12, 0), QTimeZone::UTC);
    return must(Store::create(path, options));
}

/// Small, but with something of everything: records of each kind, cards and lines with places, branches,
/// snapshots, provenance, texts that take overflow pages, and pages that are free again.
void fill(Store &store)
{
    Draft draft(store.model());
    const test::SmallPlatform p = test::addSmallPlatform(draft);
    must(store.commit(draft, u"Import"_s));
    for (int i = 0; i < 12; ++i) {
        Draft edit(store.model());
        must(edit.setProperty(p.checkout, p.current, u"description"_s,
                              QString(u"Long text. "_s).repeated(50 * i)));
        must(edit.setProperty(p.cart, i % 2 == 0 ? p.wave : p.target, u"tier"_s, i % 3 + 1));
        must(store.commit(edit, u"Edit %1"_s.arg(i)));
        if (i == 4)
            must(store.addSnapshot(u"early"_s));
        if (i == 7) {
            must(store.undo());
            must(store.undo());
        }
    }
    Draft placed(store.model());
    View view = *placed.model().view(p.view);
    int at = 0;
    for (const Element &element : placed.model().elements()) {
        view.positions.insert(element.id, {at % 4 * 260, at / 4 * 140});
        ++at;
    }
    must(placed.update(view));
    must(store.commit(placed, u"Lay out"_s));
    must(store.addSnapshot(u"late"_s));
    must(store.addSnapshot(u"short-lived"_s));
    must(store.removeSnapshot(u"short-lived"_s));
}

/// What a random edit leaves need not please the metamodel: such projects are opened, and verify has things
/// to say.
void fillAtRandom(Store &store)
{
    test::RandomEdits edits(7);
    for (int i = 0; i < 120; ++i) {
        must(store.commit(edits.next(store.model()), u"edit %1"_s.arg(i)));
        if (i % 25 == 24)
            must(store.undo());
    }
    must(store.addSnapshot(u"a \"snapshot\""_s));
}

void copy(const QString &from, const QString &to)
{
    QFile::remove(to);
    if (!QFile::copy(from, to))
        qFatal("%s cannot be copied", qPrintable(from));
}

/// A project and its rollback journal in the middle of a transaction.
void keepHotJournal(const QString &project, const QString &target)
{
    const QString busy = target + u".busy"_s;
    copy(project, busy);
    sqlite3 *db = nullptr;
    if (sqlite3_open(QFile::encodeName(busy).constData(), &db) != SQLITE_OK ||
        sqlite3_exec(
            db,
            "PRAGMA journal_mode = DELETE; PRAGMA cache_size = 1; PRAGMA cache_spill = 1; BEGIN IMMEDIATE;"
            "UPDATE record SET properties = '{\"torn\":\"' || hex(randomblob(9000)) || '\"}'",
            nullptr, nullptr, nullptr) != SQLITE_OK)
        qFatal("no journal: %s", sqlite3_errmsg(db));
    copy(busy, target);
    copy(busy + u"-journal"_s, target + u"-journal"_s);
    sqlite3_close(db);
}

} // namespace

Sources makeSources(const QString &folder)
{
    Sources sources;
    const QString rich = folder + u"/rich.gplan"_s;
    const QString wild = folder + u"/wild.gplan"_s;
    {
        const auto store = create(rich);
        fill(*store);
        sources.withLog = folder + u"/open.gplan"_s;
        copy(rich, sources.withLog);
        copy(rich + u"-wal"_s, sources.withLog + u"-wal"_s);
    }
    {
        const auto store = create(wild);
        fillAtRandom(*store);
        sources.foreignLog = folder + u"/foreign-wal"_s;
        copy(wild + u"-wal"_s, sources.foreignLog);
    }
    sources.projects = {rich, rich, wild}; // damage to the rich one tells more
    for (int schema = 1; schema < schemaSteps(); ++schema) {
        sources.older.append(folder + u"/older-%1.gplan"_s.arg(schema));
        makeOlder(rich, sources.older.last(), schema);
    }
    sources.hotJournal = folder + u"/hot.gplan"_s;
    keepHotJournal(rich, sources.hotJournal);
    return sources;
}

Patient::Patient(const Sources &from, QString where, quint32 seed)
    : sources(from)
    , path(std::move(where))
    , random(seed)
{
}

void Patient::take(const QString &source)
{
    copy(source, path);
}

QByteArray Patient::bytes() const
{
    // An earlier mutation may have made it gigabytes long, most of them holes.
    constexpr qint64 most = 64LL * 1024 * 1024;
    QFile file(path);
    if (!QFileInfo(file).isFile())
        return {}; // whoever opens a pipe waits for its other end
    return file.open(QIODevice::ReadOnly) ? file.read(most) : QByteArray();
}

void Patient::write(const QByteArray &bytes, const QString &suffix) const
{
    QFile file(path + suffix);
    const QFileInfo is(file);
    if (is.isSymLink() || (is.exists() && !is.isFile()))
        return; // what was done before put a folder, a pipe or a link there
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
        qFatal("%s cannot be written", qPrintable(file.fileName()));
}

void Patient::sql(const QByteArray &statements)
{
    if (!tryRunSql(path, statements))
        said.append(u"(SQLite refused)"_s);
}

void Patient::flip(QByteArray &bytes, qsizetype from, qsizetype to, int count)
{
    to = std::min(to, bytes.size());
    if (to <= from)
        return;
    for (int i = 0; i < count; ++i) {
        const qsizetype at = from + random.bounded(static_cast<qint64>(to - from));
        bytes[at] = static_cast<char>(bytes.at(at) ^ (1 << number(8)));
    }
}

namespace {

const Mutation &anyOf(const std::vector<Mutation> &list, Patient &patient)
{
    int all = 0;
    for (const Mutation &one : list)
        all += one.weight;
    int dice = patient.number(all);
    for (const Mutation &one : list) {
        dice -= one.weight;
        if (dice < 0)
            return one;
    }
    return list.front();
}

} // namespace

QString mutate(Patient &patient)
{
    const QStringList from = patient.number(5) == 0 ? patient.sources.older : patient.sources.projects;
    const QString source = patient.any(from.isEmpty() ? patient.sources.projects : from);
    patient.take(source);
    patient.said.append(source.section(u'/', -1));
    // Two at once show what one alone hides behind a refusal.
    const int times = patient.number(5) == 0 ? 2 : 1;
    for (int i = 0; i < times; ++i) {
        const int sort = i == 0 ? patient.number(10) : patient.number(8);
        const Mutation &one = anyOf(sort < 3   ? byteMutations()
                                    : sort < 5 ? schemaMutations()
                                    : sort < 8 ? valueMutations()
                                               : placeMutations(),
                                    patient);
        patient.said.append(QString::fromLatin1(one.name));
        one.apply(patient);
    }
    return patient.said.join(u", "_s);
}

} // namespace gp::torture

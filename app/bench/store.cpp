// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "app/bench/bench.h"

#include "core/store/store.h"

#include <QJsonDocument>
#include <QRandomGenerator>

#include <sqlite3.h>

using namespace Qt::StringLiterals;

namespace gp::bench {

namespace {

constexpr int elementCount = 10'000;
constexpr int relationCount = 30'000;

Draft bigDraft()
{
    Draft draft{Model()};
    const PlateauId current =
        *draft.addPlateau({{}, u"current"_s, u"Current"_s, {}, PlateauKind::Current, {}, 0, {}});
    QRandomGenerator random(42);
    QList<ElementId> ids;
    for (int i = 0; i < elementCount; ++i)
        ids.append(*draft.addElement(u"service"_s, u"service-%1"_s.arg(i), current,
                                     {{u"name"_s, u"Service %1"_s.arg(i)},
                                      {u"tier"_s, 1 + i % 4},
                                      {u"workload"_s, u"api"_s},
                                      {u"language"_s, u"Java"_s},
                                      {u"repository"_s, u"git.example/shop/service-%1"_s.arg(i)}}));
    int added = 0;
    while (added < relationCount) {
        const ElementId source = ids.at(random.bounded(elementCount));
        const ElementId target = ids.at(random.bounded(elementCount));
        if (source != target && !draft.model().relation(u"dependsOn"_s, source, target)) {
            if (draft.addRelation(u"dependsOn"_s, source, target, current))
                ++added;
        }
    }
    return draft;
}

/// SQLite alone, doing the same rows on the same disk with the same safety: what the store is measured
/// against.
class PlainDatabase
{
public:
    explicit PlainDatabase(const QString &path)
    {
        if (sqlite3_open(path.toUtf8().constData(), &m_db) != SQLITE_OK)
            giveUp(u"plain SQLite cannot open "_s + path);
        run("pragma journal_mode=wal");
        run("pragma synchronous=full");
    }
    PlainDatabase(const PlainDatabase &) = delete;
    PlainDatabase &operator=(const PlainDatabase &) = delete;
    ~PlainDatabase() { sqlite3_close(m_db); }

    void run(const char *sql)
    {
        char *message = nullptr;
        if (sqlite3_exec(m_db, sql, nullptr, nullptr, &message) != SQLITE_OK)
            giveUp(u"plain SQLite: "_s + QString::fromUtf8(message));
    }

    void insertAll(const Model &model)
    {
        run("create table e(id integer primary key, key text unique, kind text, since integer, properties "
            "text)");
        run("create table r(id integer primary key, kind text, source integer, target integer, since "
            "integer)");
        run("create index rs on r(source); create index rt on r(target)");
        run("begin immediate");
        sqlite3_stmt *insert = nullptr;
        sqlite3_prepare_v2(m_db, "insert into e values(?,?,?,?,?)", -1, &insert, nullptr);
        for (const Element &element : model.elements()) {
            const QByteArray key = element.key.toUtf8();
            const QByteArray properties =
                QJsonDocument(element.revisions.first()).toJson(QJsonDocument::Compact);
            sqlite3_bind_int64(insert, 1, element.id.value());
            sqlite3_bind_text(insert, 2, key.constData(), -1, SQLITE_STATIC);
            sqlite3_bind_text(insert, 3, "service", -1, SQLITE_STATIC);
            sqlite3_bind_int64(insert, 4, element.lifetime.since.value());
            sqlite3_bind_text(insert, 5, properties.constData(), -1, SQLITE_STATIC);
            sqlite3_step(insert);
            sqlite3_reset(insert);
        }
        sqlite3_finalize(insert);
        sqlite3_prepare_v2(m_db, "insert into r values(?,?,?,?,?)", -1, &insert, nullptr);
        for (const Relation &relation : model.relations()) {
            sqlite3_bind_int64(insert, 1, relation.id.value());
            sqlite3_bind_text(insert, 2, "dependsOn", -1, SQLITE_STATIC);
            sqlite3_bind_int64(insert, 3, relation.source.value());
            sqlite3_bind_int64(insert, 4, relation.target.value());
            sqlite3_bind_int64(insert, 5, relation.lifetime.since.value());
            sqlite3_step(insert);
            sqlite3_reset(insert);
        }
        sqlite3_finalize(insert);
        run("commit");
    }

    /// Steps over every row and reads every column.
    qint64 readAll()
    {
        qint64 bytes = 0;
        for (const char *sql : {"select * from e", "select * from r"}) {
            sqlite3_stmt *select = nullptr;
            sqlite3_prepare_v2(m_db, sql, -1, &select, nullptr);
            while (sqlite3_step(select) == SQLITE_ROW) {
                for (int column = 0; column < sqlite3_column_count(select); ++column) {
                    if (sqlite3_column_text(select, column))
                        bytes += sqlite3_column_bytes(select, column);
                }
            }
            sqlite3_finalize(select);
        }
        return bytes;
    }

private:
    sqlite3 *m_db = nullptr;
};

template<typename T>
const T &orGiveUp(const Result<T> &result)
{
    if (!result)
        giveUp(result.error().text());
    return *result;
}

} // namespace

void benchStore(Report &report)
{
    QTemporaryDir folder;
    const QString path = folder.filePath(u"big.gplan"_s);
    const Draft draft = bigDraft();

    double import = 0;
    double undo = 0;
    QList<double> edits;
    QList<double> plainEdits;
    {
        auto created = store::Store::create(path);
        if (!created)
            giveUp(created.error().text());
        store::Store &project = **created;
        import = timed([&] { orGiveUp(project.commit(draft, u"Import"_s)); });
        undo = timed([&] { orGiveUp(project.undo()); });
        orGiveUp(project.redo());
        const PlateauId current = project.model().rootPlateau();
        const QList<ElementId> ids = project.model().elements().keys();
        for (int i = 0; i < 200; ++i) {
            Draft edit(project.model());
            if (!edit.setProperty(ids.at(i * 31), current, u"tier"_s, 1 + (i + 1) % 4))
                giveUp(u"the edit is refused"_s);
            edits.append(timed([&] { orGiveUp(project.commit(edit, u"Edit"_s)); }));
        }
    }
    const double open = timed([&] {
        if (const auto opened = store::Store::open(path); !opened)
            giveUp(opened.error().text());
    });

    const QString plainPath = folder.filePath(u"plain.db"_s);
    double plainImport = 0;
    {
        PlainDatabase plain(plainPath);
        plainImport = timed([&] { plain.insertAll(draft.model()); });
        const QList<ElementId> ids = draft.model().elements().keys();
        for (int i = 0; i < 200; ++i) {
            const QByteArray sql =
                "begin immediate; update e set properties = '{\"tier\":" + QByteArray::number(i % 4) +
                "}' where id = " + QByteArray::number(ids.at(i * 31).value()) + "; commit";
            plainEdits.append(timed([&] { plain.run(sql.constData()); }));
        }
    }
    const double plainOpen = timed([&] { PlainDatabase(plainPath).readAll(); });

    report.add({u"store: import 10,000 elements, 30,000 relations"_s, import, u"ms"_s, u"plain SQLite"_s,
                plainImport});
    report.add({u"store: undo that import"_s, undo, u"ms"_s, u"the import"_s, import});
    report.add({u"store: one durable edit, median of 200"_s, median(edits), u"ms"_s, u"a bare transaction"_s,
                median(plainEdits)});
    report.add({u"store: open to a ready model"_s, open, u"ms"_s, u"plain SQLite reading"_s, plainOpen});
}

} // namespace gp::bench

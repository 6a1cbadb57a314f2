// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "core/store/content.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QSet>

#include <map>

using namespace Qt::StringLiterals;

namespace gp::store {

namespace {

[[noreturn]] void damaged(const QString &what)
{
    throw Failure(ErrorCode::Unreadable, u"The project is damaged: %1"_s.arg(what));
}

QJsonObject objectAt(const SQLite::Statement &row, int column)
{
    const SQLite::Column value = row.getColumn(column);
    const char *text = value.getText();
    const QJsonDocument document = QJsonDocument::fromJson(QByteArray::fromRawData(text, value.getBytes()));
    if (!document.isObject())
        damaged(u"properties that are not JSON"_s);
    return document.object();
}

int coordinate(qint64 value)
{
    if (value < -View::farthest || value > View::farthest)
        damaged(u"a position outside of every view"_s);
    return static_cast<int>(value);
}

QList<QPoint> pointsAt(const SQLite::Statement &row, int column)
{
    const QJsonArray numbers = QJsonDocument::fromJson(blobAt(row, column)).array();
    QList<QPoint> points;
    points.reserve(numbers.size() / 2);
    for (qsizetype i = 0; i + 1 < numbers.size(); i += 2)
        points.append({coordinate(numbers[i].toInteger()), coordinate(numbers[i + 1].toInteger())});
    return points;
}

qint64 idAt(const SQLite::Statement &row, int column)
{
    return row.getColumn(column).getInt64();
}

/// Columns format, file, line, mechanism, inferred, stated from `first` on.
Source sourceAt(const SQLite::Statement &row, int first)
{
    return {textAt(row, first),
            textAt(row, first + 1),
            row.getColumn(first + 2).getInt(),
            textAt(row, first + 3),
            row.getColumn(first + 4).getInt() != 0,
            objectAt(row, first + 5)};
}

} // namespace

/// The statements for one of the two ways of reading.
struct Reader::Statements
{
    Statements(SQLite::Database &database, bool one)
        : db(database)
        , single(one)
    {
    }

    /// Calls `row` for every row; `filter` is the column that `id` is for.
    template<typename Row>
    void each(std::optional<SQLite::Statement> &statement, const char *columns, const char *table,
              const char *filter, const char *order, One id, Row &&row)
    {
        if (!statement) {
            std::string sql = std::string("SELECT ") + columns + " FROM " + table;
            if (single)
                sql += std::string(" WHERE ") + filter + " = ?1";
            statement.emplace(db, sql + " ORDER BY " + order);
        } else {
            statement->tryReset();
        }
        const Released released(*statement);
        if (id)
            statement->bind(1, static_cast<int64_t>(*id));
        while (statement->executeStep())
            row(*statement);
    }

    /// There are few kinds and many things: one text serves all.
    QString shared(const QString &text) { return *texts.insert(text); }

    SQLite::Database &db;
    bool single;
    QSet<QString> texts;
    std::optional<SQLite::Statement> plateau, element, elementUntil, elementRevision, elementSource,
        unresolved, relation, relationUntil, relationRevision, relationSource, record, view, placement, route;
};

Reader::Reader(SQLite::Database &db)
    : m_all(std::make_unique<Statements>(db, false))
    , m_one(std::make_unique<Statements>(db, true))
{
}

Reader::~Reader() = default;

std::vector<Plateau> Reader::plateaus(One id)
{
    Statements &rows = id ? *m_one : *m_all;
    std::vector<Plateau> plateaus;
    rows.each(rows.plateau, "id, key, name, description, kind, parent_id, position, date", "plateau", "id",
              "id", id, [&](const SQLite::Statement &row) {
                  const auto kind = plateauKindFrom(textAt(row, 4));
                  if (!kind)
                      damaged(
                          u"plateau '%1' is of the unknown kind '%2'"_s.arg(textAt(row, 1), textAt(row, 4)));
                  plateaus.push_back({PlateauId(idAt(row, 0)), textAt(row, 1), textAt(row, 2), textAt(row, 3),
                                      *kind, PlateauId(idAt(row, 5)), row.getColumn(6).getInt(),
                                      QDate::fromString(textAt(row, 7), Qt::ISODate)});
              });
    return plateaus;
}

namespace {

/// Things come in the order of their ids, and so do the rows that hang on them: one walk over both. Rows of
/// what is not there are passed over; the foreign keys are for `verify`.
template<typename Thing, typename IdOf>
class Walk
{
public:
    Walk(std::vector<Thing> &things, IdOf idOf)
        : m_things(things)
        , m_idOf(idOf)
    {
    }

    /// The thing of an id not smaller than the last one asked for.
    Thing *at(qint64 id)
    {
        while (m_at < m_things.size() && m_idOf(m_things[m_at]) < id)
            ++m_at;
        return m_at < m_things.size() && m_idOf(m_things[m_at]) == id ? &m_things[m_at] : nullptr;
    }

private:
    std::vector<Thing> &m_things;
    IdOf m_idOf;
    std::size_t m_at = 0;
};

template<typename Thing>
auto walk(std::vector<Thing> &things)
{
    return Walk(things, [](const Thing &thing) { return thing.id.value(); });
}

/// The list that rows in the order of their owners belong to.
template<typename IdType>
Provenance &lastOf(std::vector<std::pair<IdType, Provenance>> &all, qint64 id)
{
    if (all.empty() || all.back().first.value() != id)
        all.emplace_back(IdType(id), Provenance{});
    return all.back().second;
}

} // namespace

std::vector<Element> Reader::elements(One id)
{
    Statements &rows = id ? *m_one : *m_all;
    std::vector<Element> elements;
    rows.each(rows.element, "id, key, kind, since", "element", "id", "id", id,
              [&](const SQLite::Statement &row) {
                  elements.push_back({ElementId(idAt(row, 0)),
                                      textAt(row, 1),
                                      rows.shared(textAt(row, 2)),
                                      {PlateauId(idAt(row, 3)), {}},
                                      {}});
              });
    rows.each(rows.elementUntil, "element_id, plateau_id", "element_until", "element_id",
              "element_id, plateau_id", id, [&, at = walk(elements)](const SQLite::Statement &row) mutable {
                  if (Element *element = at.at(idAt(row, 0)))
                      element->lifetime.until.append(PlateauId(idAt(row, 1)));
              });
    rows.each(rows.elementRevision, "element_id, plateau_id, properties", "element_revision", "element_id",
              "element_id, plateau_id", id, [&, at = walk(elements)](const SQLite::Statement &row) mutable {
                  if (Element *element = at.at(idAt(row, 0)))
                      element->revisions.insert(element->revisions.cend(), PlateauId(idAt(row, 1)),
                                                objectAt(row, 2));
              });
    return elements;
}

std::vector<Relation> Reader::relations(One id)
{
    Statements &rows = id ? *m_one : *m_all;
    std::vector<Relation> relations;
    rows.each(rows.relation, "id, kind, source, target, since", "relation", "id", "id", id,
              [&](const SQLite::Statement &row) {
                  relations.push_back({RelationId(idAt(row, 0)),
                                       rows.shared(textAt(row, 1)),
                                       ElementId(idAt(row, 2)),
                                       ElementId(idAt(row, 3)),
                                       {PlateauId(idAt(row, 4)), {}},
                                       {}});
              });
    rows.each(rows.relationUntil, "relation_id, plateau_id", "relation_until", "relation_id",
              "relation_id, plateau_id", id, [&, at = walk(relations)](const SQLite::Statement &row) mutable {
                  if (Relation *relation = at.at(idAt(row, 0)))
                      relation->lifetime.until.append(PlateauId(idAt(row, 1)));
              });
    rows.each(rows.relationRevision, "relation_id, plateau_id, properties", "relation_revision",
              "relation_id", "relation_id, plateau_id", id,
              [&, at = walk(relations)](const SQLite::Statement &row) mutable {
                  if (Relation *relation = at.at(idAt(row, 0)))
                      relation->revisions.insert(relation->revisions.cend(), PlateauId(idAt(row, 1)),
                                                 objectAt(row, 2));
              });
    return relations;
}

std::vector<Record> Reader::records(One id)
{
    Statements &rows = id ? *m_one : *m_all;
    std::vector<Record> records;
    rows.each(rows.record, "id, kind, key, properties", "record", "id", "id", id,
              [&](const SQLite::Statement &row) {
                  records.push_back({RecordId(idAt(row, 0)), rows.shared(textAt(row, 1)), textAt(row, 2),
                                     objectAt(row, 3)});
              });
    return records;
}

std::vector<View> Reader::views(One id)
{
    Statements &rows = id ? *m_one : *m_all;
    std::vector<View> views;
    rows.each(rows.view, "id, key, properties", "view", "id", "id", id, [&](const SQLite::Statement &row) {
        views.push_back({ViewId(idAt(row, 0)), textAt(row, 1), objectAt(row, 2), {}, {}});
    });
    rows.each(rows.placement, "view_id, element_id, x, y", "placement", "view_id", "view_id, element_id", id,
              [&, at = walk(views)](const SQLite::Statement &row) mutable {
                  if (View *view = at.at(idAt(row, 0)))
                      view->positions.insert(
                          view->positions.cend(), ElementId(idAt(row, 1)),
                          {coordinate(row.getColumn(2).getInt64()), coordinate(row.getColumn(3).getInt64())});
              });
    rows.each(rows.route, "view_id, relation_id, points", "route", "view_id", "view_id, relation_id", id,
              [&, at = walk(views)](const SQLite::Statement &row) mutable {
                  if (View *view = at.at(idAt(row, 0)))
                      view->routes.insert(view->routes.cend(), RelationId(idAt(row, 1)), pointsAt(row, 2));
              });
    return views;
}

std::vector<std::pair<ElementId, Provenance>> Reader::elementProvenance(One id)
{
    Statements &rows = id ? *m_one : *m_all;
    std::vector<std::pair<ElementId, Provenance>> all;
    rows.each(rows.elementSource, "element_id, format, file, line, mechanism, inferred, stated",
              "element_source", "element_id", "element_id, position", id, [&](const SQLite::Statement &row) {
                  lastOf(all, idAt(row, 0)).sources.append(sourceAt(row, 1));
              });
    // What is open may also hang on elements without a source.
    std::map<qint64, QList<Unresolved>> open;
    rows.each(rows.unresolved,
              "element_id, relation_kind, reference, format, file, line, mechanism, inferred, stated",
              "element_unresolved", "element_id", "element_id, position", id,
              [&](const SQLite::Statement &row) {
                  open[idAt(row, 0)].append({textAt(row, 1), textAt(row, 2), sourceAt(row, 3)});
              });
    for (auto &[element, provenance] : all) {
        if (const auto found = open.find(element.value()); found != open.end()) {
            provenance.unresolved = std::move(found->second);
            open.erase(found);
        }
    }
    for (auto &[element, unresolved] : open)
        all.emplace_back(ElementId(element), Provenance{{}, std::move(unresolved)});
    return all;
}

std::vector<std::pair<RelationId, Provenance>> Reader::relationProvenance(One id)
{
    Statements &rows = id ? *m_one : *m_all;
    std::vector<std::pair<RelationId, Provenance>> all;
    rows.each(
        rows.relationSource, "relation_id, format, file, line, mechanism, inferred, stated",
        "relation_source", "relation_id", "relation_id, position", id,
        [&](const SQLite::Statement &row) { lastOf(all, idAt(row, 0)).sources.append(sourceAt(row, 1)); });
    return all;
}

} // namespace gp::store

// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "core/store/content.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QSet>

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

QList<QPoint> pointsAt(const SQLite::Statement &row, int column)
{
    const QJsonArray numbers = QJsonDocument::fromJson(blobAt(row, column)).array();
    QList<QPoint> points;
    points.reserve(numbers.size() / 2);
    for (qsizetype i = 0; i + 1 < numbers.size(); i += 2)
        points.append({numbers[i].toInt(), numbers[i + 1].toInt()});
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
              const char *filter, const char *order, One id, Row row)
    {
        if (!statement) {
            std::string sql = std::string("SELECT ") + columns + " FROM " + table;
            if (single)
                sql += std::string(" WHERE ") + filter + " = ?1";
            statement.emplace(db, sql + " ORDER BY " + order);
        } else {
            statement->reset();
        }
        if (id)
            statement->bind(1, static_cast<int64_t>(*id));
        while (statement->executeStep())
            row(*statement);
        statement->reset();
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

QList<Plateau> Reader::plateaus(One id)
{
    Statements &rows = id ? *m_one : *m_all;
    QList<Plateau> plateaus;
    rows.each(rows.plateau, "id, key, name, description, kind, parent_id, position, date", "plateau", "id",
              "id", id, [&](const SQLite::Statement &row) {
                  const auto kind = plateauKindFrom(textAt(row, 4));
                  if (!kind)
                      damaged(
                          u"plateau '%1' is of the unknown kind '%2'"_s.arg(textAt(row, 1), textAt(row, 4)));
                  plateaus.append({PlateauId(idAt(row, 0)), textAt(row, 1), textAt(row, 2), textAt(row, 3),
                                   *kind, PlateauId(idAt(row, 5)), row.getColumn(6).getInt(),
                                   QDate::fromString(textAt(row, 7), Qt::ISODate)});
              });
    return plateaus;
}

QMap<ElementId, Element> Reader::elements(One id)
{
    Statements &rows = id ? *m_one : *m_all;
    QMap<ElementId, Element> elements;
    rows.each(
        rows.element, "id, key, kind, since", "element", "id", "id", id, [&](const SQLite::Statement &row) {
            const ElementId element(idAt(row, 0));
            elements.insert(
                elements.cend(), element,
                {element, textAt(row, 1), rows.shared(textAt(row, 2)), {PlateauId(idAt(row, 3)), {}}, {}});
        });
    rows.each(rows.elementUntil, "element_id, plateau_id", "element_until", "element_id",
              "element_id, plateau_id", id, [&](const SQLite::Statement &row) {
                  if (const auto it = elements.find(ElementId(idAt(row, 0))); it != elements.end())
                      it->lifetime.until.append(PlateauId(idAt(row, 1)));
              });
    rows.each(rows.elementRevision, "element_id, plateau_id, properties", "element_revision", "element_id",
              "element_id, plateau_id", id, [&](const SQLite::Statement &row) {
                  if (const auto it = elements.find(ElementId(idAt(row, 0))); it != elements.end())
                      it->revisions.insert(it->revisions.cend(), PlateauId(idAt(row, 1)), objectAt(row, 2));
              });
    return elements;
}

QMap<RelationId, Relation> Reader::relations(One id)
{
    Statements &rows = id ? *m_one : *m_all;
    QMap<RelationId, Relation> relations;
    rows.each(rows.relation, "id, kind, source, target, since", "relation", "id", "id", id,
              [&](const SQLite::Statement &row) {
                  const RelationId relation(idAt(row, 0));
                  relations.insert(relations.cend(), relation,
                                   {relation,
                                    rows.shared(textAt(row, 1)),
                                    ElementId(idAt(row, 2)),
                                    ElementId(idAt(row, 3)),
                                    {PlateauId(idAt(row, 4)), {}},
                                    {}});
              });
    rows.each(rows.relationUntil, "relation_id, plateau_id", "relation_until", "relation_id",
              "relation_id, plateau_id", id, [&](const SQLite::Statement &row) {
                  if (const auto it = relations.find(RelationId(idAt(row, 0))); it != relations.end())
                      it->lifetime.until.append(PlateauId(idAt(row, 1)));
              });
    rows.each(rows.relationRevision, "relation_id, plateau_id, properties", "relation_revision",
              "relation_id", "relation_id, plateau_id", id, [&](const SQLite::Statement &row) {
                  if (const auto it = relations.find(RelationId(idAt(row, 0))); it != relations.end())
                      it->revisions.insert(it->revisions.cend(), PlateauId(idAt(row, 1)), objectAt(row, 2));
              });
    return relations;
}

QList<Record> Reader::records(One id)
{
    Statements &rows = id ? *m_one : *m_all;
    QList<Record> records;
    rows.each(rows.record, "id, kind, key, properties", "record", "id", "id", id,
              [&](const SQLite::Statement &row) {
                  records.append({RecordId(idAt(row, 0)), rows.shared(textAt(row, 1)), textAt(row, 2),
                                  objectAt(row, 3)});
              });
    return records;
}

QMap<ViewId, View> Reader::views(One id)
{
    Statements &rows = id ? *m_one : *m_all;
    QMap<ViewId, View> views;
    rows.each(rows.view, "id, key, properties", "view", "id", "id", id, [&](const SQLite::Statement &row) {
        const ViewId view(idAt(row, 0));
        views.insert(views.cend(), view, {view, textAt(row, 1), objectAt(row, 2), {}, {}});
    });
    rows.each(rows.placement, "view_id, element_id, x, y", "placement", "view_id", "view_id, element_id", id,
              [&](const SQLite::Statement &row) {
                  if (const auto it = views.find(ViewId(idAt(row, 0))); it != views.end())
                      it->positions.insert(it->positions.cend(), ElementId(idAt(row, 1)),
                                           {row.getColumn(2).getInt(), row.getColumn(3).getInt()});
              });
    rows.each(rows.route, "view_id, relation_id, points", "route", "view_id", "view_id, relation_id", id,
              [&](const SQLite::Statement &row) {
                  if (const auto it = views.find(ViewId(idAt(row, 0))); it != views.end())
                      it->routes.insert(it->routes.cend(), RelationId(idAt(row, 1)), pointsAt(row, 2));
              });
    return views;
}

QMap<ElementId, Provenance> Reader::elementProvenance(One id)
{
    Statements &rows = id ? *m_one : *m_all;
    QMap<ElementId, Provenance> provenance;
    rows.each(rows.elementSource, "element_id, format, file, line, mechanism, inferred, stated",
              "element_source", "element_id", "element_id, position", id, [&](const SQLite::Statement &row) {
                  provenance[ElementId(idAt(row, 0))].sources.append(sourceAt(row, 1));
              });
    rows.each(rows.unresolved,
              "element_id, relation_kind, reference, format, file, line, mechanism, inferred, stated",
              "element_unresolved", "element_id", "element_id, position", id,
              [&](const SQLite::Statement &row) {
                  provenance[ElementId(idAt(row, 0))].unresolved.append(
                      {textAt(row, 1), textAt(row, 2), sourceAt(row, 3)});
              });
    return provenance;
}

QMap<RelationId, Provenance> Reader::relationProvenance(One id)
{
    Statements &rows = id ? *m_one : *m_all;
    QMap<RelationId, Provenance> provenance;
    rows.each(rows.relationSource, "relation_id, format, file, line, mechanism, inferred, stated",
              "relation_source", "relation_id", "relation_id, position", id,
              [&](const SQLite::Statement &row) {
                  provenance[RelationId(idAt(row, 0))].sources.append(sourceAt(row, 1));
              });
    return provenance;
}

} // namespace gp::store

// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "core/rules/factrows.h"

#include <QJsonArray>
#include <QJsonDocument>

using namespace Qt::StringLiterals;

namespace gp::rules {

namespace {

using Table = store::FactBase::Table;

/// A kind's table. After plateau, id, key and name a column is the property of its name, or what the relation
/// `owner` or `golden_path` leads to.
struct KindTable
{
    QString kind;
    QString table;
    QStringList columns;
};

const QList<KindTable> &kindTables()
{
    static const QList<KindTable> all = [] {
        QList<KindTable> tables{
            {u"service"_s, u"services"_s,
             u"workload tier owner data_class exposure language repository deployment_strategy rollback golden_path monthly_cost deployment_steps schedule secrets secret_rotation_days rto_minutes rpo_minutes last_restore_test runbook on_call observability compliance artifact lifecycle"_s
                 .split(u' ')},
            {u"pipeline"_s, u"pipelines"_s,
             u"tool template template_version trigger repository runner signing provenance credentials duration_p95_minutes lead_time_p50_hours success_rate manual_steps monthly_cost deprecated"_s
                 .split(u' ')},
            {u"environment"_s, u"environments"_s,
             u"type platform region account lifecycle ttl_hours data_policy monthly_cost provisioned_by recovery utilisation"_s
                 .split(u' ')},
            {u"control"_s, u"controls"_s,
             u"objective enforcement_point mode owner short_requirement tool evidence_kind catalogue"_s.split(
                 u' ')},
            {u"technology"_s, u"technologies"_s,
             u"category adoption ring version home_page licence monthly_cost"_s.split(u' ')},
            {u"team"_s, u"teams"_s, u"type contact size"_s.split(u' ')},
            {u"group"_s, u"groups"_s, {u"type"_s}},
            {u"api"_s, u"apis"_s, {u"type"_s, u"lifecycle"_s}},
            {u"goldenPath"_s, u"golden_paths"_s,
             u"workload version pipeline required_controls environments technologies"_s.split(u' ')}};
        for (KindTable &table : tables)
            table.columns = QStringList{u"plateau"_s, u"id"_s, u"key"_s, u"name"_s} + table.columns;
        return tables;
    }();
    return all;
}

/// A relation kind's table; its last columns may be properties.
struct RelationTable
{
    QString kind;
    QString table;
    QStringList columns;
};

const QList<RelationTable> &relationTables()
{
    static const QList<RelationTable> all = [] {
        QList<RelationTable> tables{{u"dependsOn"_s, u"depends_on"_s, {u"protocol"_s, u"mode"_s}},
                                    {u"provides"_s, u"provides"_s, {}},
                                    {u"deliveredBy"_s, u"delivered_by"_s, {}},
                                    {u"deploysTo"_s, u"deploys_to"_s, {}},
                                    {u"promotesTo"_s, u"promotes_to"_s, {u"gate"_s}},
                                    {u"runsIn"_s, u"runs_in"_s, {}},
                                    {u"guards"_s, u"guards"_s, {}},
                                    {u"uses"_s, u"uses"_s, {}},
                                    {u"ownedBy"_s, u"owned_by"_s, {}},
                                    {u"partOf"_s, u"part_of"_s, {}},
                                    {u"replaces"_s, u"replaces"_s, {}},
                                    {u"follows"_s, u"follows"_s, {}}};
        for (RelationTable &table : tables)
            table.columns =
                u"plateau id source target source_key target_key since until properties"_s.split(u' ') +
                table.columns;
        return tables;
    }();
    return all;
}

/// A table of the records of one kind: `slug` and `key` are the record's key, `name` falls back to it,
/// `x_id` is the element whose key is the property x, `x_key` that key itself.
struct RecordTable
{
    QString kind;
    QString table;
    QStringList columns;
};

const QList<RecordTable> &recordTables()
{
    static const QList<RecordTable> all{
        {u"decision"_s, u"decisions"_s,
         u"id number slug title status date review_by reach reversibility chosen deciders drivers options good_consequences bad_consequences"_s
             .split(u' ')},
        {u"evidence"_s, u"evidence"_s,
         u"id control_id subject_id kind location collected valid_until result key control_key subject_key"_s
             .split(u' ')},
        {u"nfrAnswer"_s, u"nfr_answers"_s,
         u"id key nfr element_id element_key plateau answer reason target owner due evidence"_s.split(u' ')},
        {u"waiver"_s, u"waivers"_s,
         u"id rule element_id reason compensating_control approver expires expires_at_plateau key element_key owner granted status"_s
             .split(u' ')},
        {u"workPackage"_s, u"work_packages"_s,
         u"id key name from_plateau to_plateau effort_days owner start finish outcome description depends_on"_s
             .split(u' ')},
        {u"risk"_s, u"risks"_s,
         u"id key title description likelihood impact mitigation owner status"_s.split(u' ')},
        {u"kpi"_s, u"kpis"_s,
         u"id key name description unit better baseline target frequency source"_s.split(u' ')},
        {u"review"_s, u"reviews"_s,
         u"id key title date submitted status minutes submitter reviewers from_plateau to_plateau chair quorum"_s
             .split(u' ')},
        {u"action"_s, u"actions"_s,
         u"id key title kind owner due status done review decision waiver"_s.split(u' ')},
        {u"stakeholder"_s, u"stakeholders"_s,
         u"id key name role interest decision_rights signs"_s.split(u' ')}};
    return all;
}

QString nameOf(const QJsonObject &properties, const QString &key)
{
    const QJsonValue name = properties.value(u"name"_s);
    const QString text = cellOf(name).toString();
    return text.isEmpty() ? key : text;
}

const QStringList &elementColumns()
{
    static const QStringList columns =
        u"plateau id key kind name description owner since until properties"_s.split(u' ');
    return columns;
}

const QStringList &relationColumns()
{
    static const QStringList columns =
        u"plateau id kind source target source_key target_key since until properties"_s.split(u' ');
    return columns;
}

QList<Table> makeTablesByElement()
{
    const QStringList ids{u"id"_s, u"key"_s};
    QList<Table> all{{u"elements"_s, elementColumns(), {u"id"_s, u"key"_s, u"kind"_s}}};
    for (const KindTable &one : kindTables())
        all.append({one.table, one.columns, ids});
    all.append(
        {u"pipeline_stages"_s,
         u"plateau pipeline_id pipeline_key position name type environment_key gate detail controls"_s.split(
             u' '),
         {u"pipeline_id"_s}});
    all.append({u"control_requirements"_s,
                u"plateau control_id framework requirement control_key"_s.split(u' '),
                {u"control_id"_s}});
    all.append({u"slos"_s,
                u"plateau service_id service_key name sli objective window"_s.split(u' '),
                {u"service_id"_s}});
    return all;
}

QList<Table> makeTablesByRelation()
{
    const QStringList ids{u"id"_s, u"source"_s, u"target"_s};
    QList<Table> all{{u"relations"_s, relationColumns(), ids}};
    for (const RelationTable &one : relationTables())
        all.append({one.table, one.columns, ids});
    return all;
}

QList<Table> makeWholeTables()
{
    QList<Table> all{
        {u"plateaus"_s, u"key name kind parent position date description id"_s.split(u' '), {u"id"_s}},
        {u"lineage"_s, {u"id"_s, u"key"_s, u"distance"_s}, {u"key"_s}},
        {u"decision_links"_s,
         u"decision_id kind target_id target_slug"_s.split(u' '),
         {u"decision_id"_s, u"target_id"_s}},
        {u"record_elements"_s,
         u"record_id record_kind record_key element_id element_key"_s.split(u' '),
         {u"record_id"_s, u"element_id"_s}},
        {u"measurements"_s, u"kpi_id kpi_key date value"_s.split(u' '), {u"kpi_id"_s}},
        {u"verdicts"_s,
         u"review_id review_key decision waiver verdict by rationale override date"_s.split(u' '),
         {u"review_id"_s}},
        {u"sources"_s,
         u"element_id relation_id format file line mechanism inferred"_s.split(u' '),
         {u"element_id"_s, u"relation_id"_s}},
        {u"unresolved_references"_s,
         u"element_id kind reference format file line mechanism"_s.split(u' '),
         {u"element_id"_s}},
        {u"mandatory_controls"_s, {u"id"_s, u"title"_s, u"key"_s}, {u"id"_s, u"key"_s}},
        {u"baseline_elements"_s, u"id key kind name properties"_s.split(u' '), {u"id"_s, u"kind"_s}},
        {u"baseline_relations"_s,
         u"id kind source target source_key target_key properties"_s.split(u' '),
         {u"id"_s, u"source"_s, u"target"_s}},
        {u"gap"_s,
         u"item id key kind change property before after source target"_s.split(u' '),
         {u"id"_s, u"kind"_s, u"source"_s, u"target"_s}}};
    for (const RecordTable &one : recordTables()) {
        QStringList indexed{u"id"_s};
        for (const QString &column : {u"element_id"_s, u"control_id"_s}) {
            if (one.columns.contains(column))
                indexed.append(column);
        }
        all.append({one.table, one.columns, indexed});
    }
    return all;
}

/// The rows of a list of maps; what is no map has no fields, as in the views.
QList<QJsonObject> itemsOf(const QJsonValue &list)
{
    QList<QJsonObject> items;
    for (const QJsonValue &value : list.toArray())
        items.append(value.toObject());
    return items;
}

/// Sets what cellOf() gives.
void setJson(store::CellRows &rows, qsizetype at, const QJsonValue &value)
{
    if (value.isString())
        rows.set(at, QStringView(value.toString()));
    else if (!value.isUndefined() && !value.isNull())
        rows.set(at, cellOf(value));
}

} // namespace

QVariant cellOf(const QJsonValue &value)
{
    switch (value.type()) {
    case QJsonValue::Bool:
        return qint64(value.toBool());
    case QJsonValue::Double: {
        const double number = value.toDouble();
        if (number == std::floor(number) && std::abs(number) < 9e15)
            return qint64(number);
        return number;
    }
    case QJsonValue::String:
        return value.toString();
    case QJsonValue::Array:
        return QString::fromUtf8(QJsonDocument(value.toArray()).toJson(QJsonDocument::Compact));
    case QJsonValue::Object:
        return QString::fromUtf8(QJsonDocument(value.toObject()).toJson(QJsonDocument::Compact));
    default:
        return {};
    }
}

QString compactJson(const QJsonObject &object)
{
    return QString::fromUtf8(QJsonDocument(object).toJson(QJsonDocument::Compact));
}

const QList<Table> &tablesByElement()
{
    static const QList<Table> all = makeTablesByElement();
    return all;
}

const QList<Table> &tablesByRelation()
{
    static const QList<Table> all = makeTablesByRelation();
    return all;
}

const QList<Table> &wholeTables()
{
    static const QList<Table> all = makeWholeTables();
    return all;
}

QString tableOfKind(const QString &kind)
{
    const auto it = std::ranges::find(kindTables(), kind, &KindTable::kind);
    return it == kindTables().end() ? QString() : it->table;
}

QString tableOfRelation(const QString &kind)
{
    const auto it = std::ranges::find(relationTables(), kind, &RelationTable::kind);
    return it == relationTables().end() ? QString() : it->table;
}

RowMaker::RowMaker(const Model &model, PlateauId plateau, const Columns &columns)
    : m_model(model)
    , m_path(model.pathTo(plateau))
    , m_plateau(model.plateau(plateau) ? model.plateau(plateau)->key : QString())
{
    for (const auto *tables : {&tablesByElement(), &tablesByRelation()}) {
        for (const Table &table : *tables)
            m_plans.insert(table.name, planOf(table, columns));
    }
}

RowMaker::From RowMaker::fromOf(const QString &column)
{
    static const QHash<QString, From> all{{u"plateau"_s, From::Plateau},
                                          {u"id"_s, From::Id},
                                          {u"key"_s, From::Key},
                                          {u"name"_s, From::Name},
                                          {u"kind"_s, From::Kind},
                                          {u"owner"_s, From::Owner},
                                          {u"golden_path"_s, From::GoldenPath},
                                          {u"source"_s, From::Source},
                                          {u"target"_s, From::Target},
                                          {u"source_key"_s, From::SourceKey},
                                          {u"target_key"_s, From::TargetKey},
                                          {u"since"_s, From::Since},
                                          {u"until"_s, From::Until},
                                          {u"properties"_s, From::Properties}};
    return all.value(column, From::Property);
}

RowMaker::Plan RowMaker::planOf(const Table &table, const Columns &wanted) const
{
    Plan plan{table.columns.size(), {}, false};
    const QSet<QString> columns = wanted.value(table.name);
    for (qsizetype at = 0; at < table.columns.size(); ++at) {
        const QString &column = table.columns.at(at);
        if (!columns.contains(column))
            continue;
        const From from = fromOf(column);
        plan.asksProperties = plan.asksProperties || from == From::Property || from == From::Properties;
        plan.cells.append({at, from, column});
    }
    return plan;
}

store::CellRows &RowMaker::in(Rows &rows, const QString &table) const
{
    store::CellRows &of = rows[table];
    if (of.columns() == 0)
        of = store::CellRows(m_plans.constFind(table)->columns);
    return of;
}

void RowMaker::addRow(const Plan &plan, const Element &element, const QJsonObject &properties,
                      const QString &name, store::CellRows &rows) const
{
    rows.startRow();
    std::optional<Ends> ends;
    const auto setKey = [&rows](qsizetype at, const Element *end) {
        if (end)
            rows.set(at, QStringView(end->key));
    };
    for (const Cell &cell : plan.cells) {
        switch (cell.from) {
        case From::Plateau:
            rows.set(cell.at, QStringView(m_plateau));
            break;
        case From::Id:
            rows.set(cell.at, element.id.value());
            break;
        case From::Key:
            rows.set(cell.at, QStringView(element.key));
            break;
        case From::Name:
            rows.set(cell.at, QStringView(name));
            break;
        case From::Kind:
            rows.set(cell.at, QStringView(element.kind));
            break;
        case From::Owner:
            ends = ends ? ends : endsOf(element.id);
            setKey(cell.at, ends->owner);
            break;
        case From::GoldenPath:
            ends = ends ? ends : endsOf(element.id);
            setKey(cell.at, ends->goldenPath);
            break;
        case From::Since:
            rows.set(cell.at, since(element.lifetime));
            break;
        case From::Until:
            rows.set(cell.at, until(element.lifetime));
            break;
        case From::Properties:
            rows.set(cell.at, QStringView(compactJson(properties)));
            break;
        default: // an element has no ends: those would be properties of that name
            setJson(rows, cell.at, properties.value(cell.property));
        }
    }
}

void RowMaker::addRow(const Plan &plan, const Relation &relation, store::CellRows &rows) const
{
    const QJsonObject properties =
        plan.asksProperties ? effectiveProperties(relation.revisions, m_path) : QJsonObject();
    rows.startRow();
    for (const Cell &cell : plan.cells) {
        switch (cell.from) {
        case From::Plateau:
            rows.set(cell.at, QStringView(m_plateau));
            break;
        case From::Id:
            rows.set(cell.at, relation.id.value());
            break;
        case From::Kind:
            rows.set(cell.at, QStringView(relation.kind));
            break;
        case From::Source:
            rows.set(cell.at, relation.source.value());
            break;
        case From::Target:
            rows.set(cell.at, relation.target.value());
            break;
        case From::SourceKey:
            rows.set(cell.at, QStringView(m_model.element(relation.source)->key));
            break;
        case From::TargetKey:
            rows.set(cell.at, QStringView(m_model.element(relation.target)->key));
            break;
        case From::Since:
            rows.set(cell.at, since(relation.lifetime));
            break;
        case From::Until:
            rows.set(cell.at, until(relation.lifetime));
            break;
        case From::Properties:
            rows.set(cell.at, QStringView(compactJson(properties)));
            break;
        default:
            setJson(rows, cell.at, properties.value(cell.property));
        }
    }
}

QVariant RowMaker::since(const Lifetime &lifetime) const
{
    const Plateau *since = m_model.plateau(lifetime.since);
    return since ? QVariant(since->key) : QVariant();
}

bool RowMaker::lives(const Relation &relation) const
{
    const Element *source = m_model.element(relation.source);
    const Element *target = m_model.element(relation.target);
    return source && target && m_path.lives(relation.lifetime) && m_path.lives(source->lifetime) &&
           m_path.lives(target->lifetime);
}

RowMaker::Ends RowMaker::endsOf(ElementId id) const
{
    Ends ends;
    for (const RelationId relationId : m_model.outgoing(id)) {
        const Relation *relation = m_model.relation(relationId);
        if (!relation)
            continue;
        const bool isOwner = relation->kind == "ownedBy"_L1;
        if ((!isOwner && relation->kind != "follows"_L1) || !m_path.lives(relation->lifetime))
            continue;
        const Element *target = m_model.element(relation->target);
        if (!target || !m_path.lives(target->lifetime)) // the source lives, or there would be no row
            continue;
        const Element *&first = isOwner ? ends.owner : ends.goldenPath;
        if (!first || target->key < first->key)
            first = target;
    }
    return ends;
}

QVariant RowMaker::until(const Lifetime &lifetime) const
{
    if (lifetime.until.isEmpty())
        return {};
    QStringList keys;
    for (const Plateau &plateau : m_model.plateausInOrder()) {
        if (lifetime.until.contains(plateau.id))
            keys.append(plateau.key);
    }
    return keys.isEmpty() ? QVariant() : QVariant(keys.join(u' '));
}

QVariant RowMaker::idOf(const QJsonValue &key) const
{
    const Element *element = key.isString() ? m_model.element(key.toString()) : nullptr;
    return element ? QVariant(element->id.value()) : QVariant();
}

void RowMaker::add(const Element &element, const QSet<QString> &tables, Rows &rows) const
{
    if (!m_path.lives(element.lifetime))
        return;
    const auto kind = std::ranges::find(kindTables(), element.kind, &KindTable::kind);
    const QJsonObject p = effectiveProperties(element.revisions, m_path);
    const qint64 id = element.id.value();
    const QString name = nameOf(p, element.key);
    const auto add = [&](const QString &table) {
        if (tables.contains(table))
            addRow(*m_plans.constFind(table), element, p, name, in(rows, table));
    };
    add(u"elements"_s);
    if (kind != kindTables().end())
        add(kind->table);
    if (element.kind == "pipeline"_L1 && tables.contains(u"pipeline_stages"_s)) {
        qint64 position = 0;
        for (const QJsonObject &stage : itemsOf(p.value(u"stages"_s))) {
            const QVariant type = cellOf(stage.value(u"type"_s));
            in(rows, u"pipeline_stages"_s)
                .append({m_plateau, id, element.key, ++position, cellOf(stage.value(u"name"_s)),
                         type.isValid() ? type : QVariant(u"other"_s), cellOf(stage.value(u"environment"_s)),
                         cellOf(stage.value(u"gate"_s)), cellOf(stage.value(u"detail"_s)),
                         cellOf(stage.value(u"controls"_s))});
        }
    }
    if (element.kind == "control"_L1 && tables.contains(u"control_requirements"_s)) {
        for (const QJsonObject &item : itemsOf(p.value(u"requirements"_s)))
            in(rows, u"control_requirements"_s)
                .append({m_plateau, id, cellOf(item.value(u"framework"_s)),
                         cellOf(item.value(u"requirement"_s)), element.key});
    }
    if (element.kind == "service"_L1 && tables.contains(u"slos"_s)) {
        for (const QJsonObject &slo : itemsOf(p.value(u"slos"_s)))
            in(rows, u"slos"_s)
                .append({m_plateau, id, element.key, cellOf(slo.value(u"name"_s)),
                         cellOf(slo.value(u"sli"_s)), cellOf(slo.value(u"objective"_s)),
                         cellOf(slo.value(u"window"_s))});
    }
}

void RowMaker::add(const Relation &relation, const QSet<QString> &tables, Rows &rows) const
{
    const auto own = std::ranges::find(relationTables(), relation.kind, &RelationTable::kind);
    const bool wantsOwn = own != relationTables().end() && tables.contains(own->table);
    const bool wantsAll = tables.contains(u"relations"_s);
    if ((!wantsOwn && !wantsAll) || !lives(relation))
        return;
    const auto add = [&](const QString &table) {
        addRow(*m_plans.constFind(table), relation, in(rows, table));
    };
    if (wantsAll)
        add(u"relations"_s);
    if (wantsOwn)
        add(own->table);
}

QList<QVariantList> RowMaker::ofRecords(const QString &table) const
{
    const auto of = std::ranges::find(recordTables(), table, &RecordTable::table);
    QList<QVariantList> rows;
    for (const Record &record : m_model.recordsOfKind(of->kind)) {
        QVariantList row;
        for (const QString &column : of->columns) {
            if (column == "id"_L1)
                row.append(record.id.value());
            else if (column == "key"_L1 || column == "slug"_L1)
                row.append(record.key);
            else if (column == "name"_L1)
                row.append(nameOf(record.properties, record.key));
            else if (column.endsWith("_id"_L1))
                row.append(idOf(record.properties.value(column.chopped(3))));
            else if (column.endsWith("_key"_L1))
                row.append(cellOf(record.properties.value(column.chopped(4))));
            else
                row.append(cellOf(record.properties.value(column)));
        }
        rows.append(row);
    }
    return rows;
}

QList<QVariantList> RowMaker::sources() const
{
    QList<QVariantList> rows;
    const auto add = [&](const QVariant &element, const QVariant &relation, const Provenance &provenance) {
        for (const Source &source : provenance.sources)
            rows.append({element, relation, source.format, source.file, qint64(source.line), source.mechanism,
                         qint64(source.inferred)});
    };
    for (auto it = m_model.elementProvenance().begin(); it != m_model.elementProvenance().end(); ++it)
        add(it.key().value(), {}, it.value());
    for (auto it = m_model.relationProvenance().begin(); it != m_model.relationProvenance().end(); ++it)
        add({}, it.key().value(), it.value());
    return rows;
}

QList<QVariantList> RowMaker::unresolved() const
{
    QList<QVariantList> rows;
    for (auto it = m_model.elementProvenance().begin(); it != m_model.elementProvenance().end(); ++it) {
        for (const Unresolved &one : it.value().unresolved)
            rows.append({it.key().value(), one.relationKind, one.reference, one.source.format,
                         one.source.file, qint64(one.source.line), one.source.mechanism});
    }
    return rows;
}

QList<QVariantList> RowMaker::whole(const QString &table) const
{
    if (table == "sources"_L1)
        return sources();
    if (table == "unresolved_references"_L1)
        return unresolved();
    QList<QVariantList> rows;
    if (table == "plateaus"_L1) {
        for (const Plateau &plateau : m_model.plateausInOrder()) {
            const Plateau *parent = m_model.plateau(plateau.parent);
            rows.append({plateau.key, plateau.name, toString(plateau.kind),
                         parent ? QVariant(parent->key) : QVariant(), qint64(plateau.position),
                         plateau.date.isValid() ? QVariant(plateau.date.toString(Qt::ISODate)) : QVariant(),
                         plateau.description, plateau.id.value()});
        }
    } else if (table == "lineage"_L1) {
        for (const PlateauId id : m_path.nearestFirst()) {
            const Plateau *plateau = m_model.plateau(id);
            rows.append({id.value(), plateau ? QVariant(plateau->key) : QVariant(), qint64(rows.size())});
        }
    } else if (table == "decision_links"_L1) {
        for (const Record &record : m_model.recordsOfKind(u"decision"_s)) {
            for (const QJsonObject &link : itemsOf(record.properties.value(u"links"_s))) {
                const Record *target = m_model.record(u"decision"_s, link.value(u"target"_s).toString());
                rows.append({record.id.value(), cellOf(link.value(u"kind"_s)),
                             target ? QVariant(target->id.value()) : QVariant(),
                             cellOf(link.value(u"target"_s))});
            }
        }
    } else if (table == "record_elements"_L1) {
        for (const Record &record : m_model.records()) {
            for (const QJsonValue &key : record.properties.value(u"elements"_s).toArray())
                rows.append({record.id.value(), record.kind, record.key, idOf(key), cellOf(key)});
        }
    } else if (table == "measurements"_L1) {
        for (const Record &record : m_model.recordsOfKind(u"kpi"_s)) {
            for (const QJsonObject &item : itemsOf(record.properties.value(u"measurements"_s)))
                rows.append({record.id.value(), record.key, cellOf(item.value(u"date"_s)),
                             cellOf(item.value(u"value"_s))});
        }
    } else if (table == "verdicts"_L1) {
        for (const Record &record : m_model.recordsOfKind(u"review"_s)) {
            for (const QJsonObject &item : itemsOf(record.properties.value(u"verdicts"_s))) {
                QVariantList row{record.id.value(), record.key};
                for (const QString &column :
                     u"decision waiver verdict by rationale override date"_s.split(u' '))
                    row.append(cellOf(item.value(column)));
                rows.append(row);
            }
        }
    } else if (std::ranges::contains(recordTables(), table, &RecordTable::table)) {
        rows = ofRecords(table);
    }
    return rows;
}

} // namespace gp::rules

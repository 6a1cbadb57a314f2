// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "core/exchange/text_twin.h"
#include "core/exchange/twin_names.h"
#include "core/exchange/yaml_writer.h"

#include <QDir>
#include <QDirIterator>
#include <QJsonArray>
#include <QSaveFile>

using namespace Qt::StringLiterals;

namespace gp::exchange {

namespace {

QStringList namesOf(const QList<metamodel::Property> &properties)
{
    QStringList names;
    for (const metamodel::Property &property : properties)
        names.append(property.name);
    return names;
}

class TwinWriter
{
public:
    TwinWriter(const Model &model, const metamodel::Metamodel &metamodel)
        : m_model(model)
        , m_metamodel(metamodel)
    {
    }

    QMap<QString, QByteArray> files()
    {
        m_files.insert(twin::plateausFile.toString(), plateaus());
        for (const Element &element : m_model.elements())
            m_files.insert(u"%1/%2/%3.yaml"_s.arg(twin::elementsFolder, element.kind, element.key),
                           this->element(element));
        for (const Record &record : m_model.records())
            m_files.insert(recordPath(record), this->record(record));
        for (const View &view : m_model.views())
            m_files.insert(u"%1/%2.yaml"_s.arg(twin::viewsFolder, view.key), this->view(view));
        return std::move(m_files);
    }

private:
    [[nodiscard]] QString plateauKey(PlateauId id) const { return m_model.plateau(id)->key; }
    [[nodiscard]] QString elementKey(ElementId id) const { return m_model.element(id)->key; }

    [[nodiscard]] QString recordPath(const Record &record) const
    {
        const metamodel::Kind *kind = m_metamodel.recordKind(record.kind);
        if (kind && kind->folder.isEmpty())
            return twin::projectFile.toString();
        return u"%1/%2.yaml"_s.arg(kind ? kind->folder : record.kind, record.key);
    }

    QByteArray plateaus()
    {
        YamlWriter out;
        out.beginMap();
        out.key(u"plateaus"_s);
        out.beginSequence();
        for (const Plateau &plateau : m_model.plateausInOrder()) {
            out.beginMap();
            out.entry(u"key"_s, plateau.key);
            writeId(out, plateau.id.value(), u"plateau", plateau.key);
            out.entry(u"name"_s, plateau.name);
            out.entry(u"kind"_s, toString(plateau.kind));
            if (plateau.parent.isValid())
                out.entry(u"parent"_s, plateauKey(plateau.parent));
            if (plateau.date.isValid())
                out.entry(u"date"_s, plateau.date.toString(Qt::ISODate));
            if (!plateau.description.isEmpty())
                out.entry(u"description"_s, plateau.description);
            out.endMap();
        }
        out.endSequence();
        out.endMap();
        return out.take();
    }

    static void writeId(YamlWriter &out, qint64 id, QStringView kind, QStringView key)
    {
        if (id != twin::ordinaryId(kind, key))
            out.entry(u"id"_s, id);
    }

    void writeUntil(YamlWriter &out, const QList<PlateauId> &until)
    {
        if (until.isEmpty())
            return;
        QStringList keys;
        for (const PlateauId id : until)
            keys.append(plateauKey(id));
        keys.sort();
        out.entry(u"until"_s, QJsonArray::fromStringList(keys));
    }

    void writeRevisions(YamlWriter &out, const Revisions &revisions, PlateauId since,
                        const QStringList &order)
    {
        if (revisions.contains(since))
            out.entry(u"properties"_s, revisions.value(since), order);
        if (revisions.size() == (revisions.contains(since) ? 1 : 0))
            return;
        out.key(u"at"_s);
        out.beginMap();
        for (const Plateau &plateau : m_model.plateausInOrder()) {
            if (plateau.id != since && revisions.contains(plateau.id))
                out.entry(plateau.key, revisions.value(plateau.id), order);
        }
        out.endMap();
    }

    static QJsonObject sourceJson(const Source &source)
    {
        QJsonObject object{{u"format"_s, source.format}, {u"file"_s, source.file}};
        if (source.line > 0)
            object.insert(u"line"_s, source.line);
        if (!source.mechanism.isEmpty())
            object.insert(u"mechanism"_s, source.mechanism);
        if (source.inferred)
            object.insert(u"inferred"_s, true);
        if (!source.stated.isEmpty())
            object.insert(u"stated"_s, source.stated);
        return object;
    }

    static void writeProvenance(YamlWriter &out, const Provenance &provenance)
    {
        static const QStringList order{u"kind"_s, u"reference"_s, u"format"_s,
                                       u"file"_s, u"line"_s,      u"mechanism"_s};
        if (!provenance.sources.isEmpty()) {
            QJsonArray sources;
            for (const Source &source : provenance.sources)
                sources.append(sourceJson(source));
            out.entry(u"sources"_s, sources, order);
        }
        if (!provenance.unresolved.isEmpty()) {
            QJsonArray unresolved;
            for (const Unresolved &reference : provenance.unresolved) {
                QJsonObject object = sourceJson(reference.source);
                object.insert(u"kind"_s, reference.relationKind);
                object.insert(u"reference"_s, reference.reference);
                unresolved.append(object);
            }
            out.entry(u"unresolved"_s, unresolved, order);
        }
    }

    QByteArray element(const Element &element)
    {
        const metamodel::Kind *kind = m_metamodel.kind(element.kind);
        YamlWriter out;
        out.beginMap();
        writeId(out, element.id.value(), element.kind, element.key);
        out.entry(u"since"_s, plateauKey(element.lifetime.since));
        writeUntil(out, element.lifetime.until);
        writeRevisions(out, element.revisions, element.lifetime.since,
                       kind ? namesOf(kind->properties) : QStringList());
        writeRelations(out, element);
        writeProvenance(out, m_model.provenance(element.id));
        out.endMap();
        return out.take();
    }

    void writeRelations(YamlWriter &out, const Element &element)
    {
        QList<Relation> relations;
        for (const RelationId id : m_model.outgoing(element.id))
            relations.append(*m_model.relation(id));
        if (relations.isEmpty())
            return;
        std::ranges::sort(relations, [this](const Relation &a, const Relation &b) {
            return std::make_pair(a.kind, elementKey(a.target)) <
                   std::make_pair(b.kind, elementKey(b.target));
        });
        out.key(u"relations"_s);
        out.beginSequence();
        for (const Relation &relation : std::as_const(relations))
            writeRelation(out, element, relation);
        out.endSequence();
    }

    void writeRelation(YamlWriter &out, const Element &source, const Relation &relation)
    {
        const Element *target = m_model.element(relation.target);
        const metamodel::RelationKind *kind = m_metamodel.relationKind(relation.kind);
        out.beginMap();
        out.entry(relation.kind, target->key);
        const qint64 ordinary =
            deriveIdValue(u"%1/%2/%3"_s.arg(relation.kind).arg(source.id.value()).arg(target->id.value()));
        if (relation.id.value() != ordinary)
            out.entry(u"id"_s, relation.id.value());
        if (relation.lifetime.since !=
            twin::defaultSince(m_model, source.lifetime.since, target->lifetime.since))
            out.entry(u"since"_s, plateauKey(relation.lifetime.since));
        writeUntil(out, relation.lifetime.until);
        writeRevisions(out, relation.revisions, relation.lifetime.since,
                       kind ? namesOf(kind->properties) : QStringList());
        writeProvenance(out, m_model.provenance(relation.id));
        out.endMap();
    }

    QByteArray record(const Record &record)
    {
        const metamodel::Kind *kind = m_metamodel.recordKind(record.kind);
        YamlWriter out;
        out.beginMap();
        writeId(out, record.id.value(), record.kind, record.key);
        writeProperties(out, kind, record.properties);
        out.endMap();
        return out.take();
    }

    static void writeProperties(YamlWriter &out, const metamodel::Kind *kind, const QJsonObject &properties)
    {
        QStringList order = kind ? namesOf(kind->properties) : QStringList();
        for (const QString &name : properties.keys()) {
            if (!order.contains(name))
                order.append(name);
        }
        for (const QString &name : std::as_const(order)) {
            if (!properties.contains(name))
                continue;
            const metamodel::Property *property = kind ? kind->property(name) : nullptr;
            out.entry(name, properties.value(name), property ? namesOf(property->columns) : QStringList());
        }
    }

    QByteArray view(const View &view)
    {
        YamlWriter out;
        out.beginMap();
        writeId(out, view.id.value(), u"view", view.key);
        writeProperties(out, m_metamodel.recordKind(u"view"_s), view.properties);
        QJsonObject positions;
        for (auto it = view.positions.cbegin(); it != view.positions.cend(); ++it)
            positions.insert(elementKey(it.key()), u"%1, %2"_s.arg(it->x()).arg(it->y()));
        if (!positions.isEmpty())
            out.entry(u"positions"_s, positions);
        QJsonObject routes;
        for (auto it = view.routes.cbegin(); it != view.routes.cend(); ++it) {
            const Relation *relation = m_model.relation(it.key());
            QStringList points;
            for (const QPoint point : *it)
                points.append(u"%1,%2"_s.arg(point.x()).arg(point.y()));
            routes.insert(
                u"%1 %2 %3"_s.arg(elementKey(relation->source), relation->kind, elementKey(relation->target)),
                points.join(u' '));
        }
        if (!routes.isEmpty())
            out.entry(u"routes"_s, routes);
        out.endMap();
        return out.take();
    }

    const Model &m_model;
    const metamodel::Metamodel &m_metamodel;
    QMap<QString, QByteArray> m_files;
};

Error cannotWrite(const QString &path, const QString &reason)
{
    return {ErrorCode::Refused, u"cannot be written: %1"_s.arg(reason), {}, path, 0};
}

Result<void> writeIfDifferent(const QString &path, const QByteArray &content)
{
    if (QFile old(path); old.open(QIODevice::ReadOnly) && old.readAll() == content)
        return {};
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size() || !file.commit())
        return std::unexpected(cannotWrite(path, file.errorString()));
    return {};
}

void removeStale(const QDir &folder, const QMap<QString, QByteArray> &files,
                 const metamodel::Metamodel &metamodel)
{
    QStringList folders{twin::elementsFolder.toString(), twin::viewsFolder.toString()};
    for (const metamodel::Kind &kind : metamodel.recordKinds()) {
        if (!kind.folder.isEmpty())
            folders.append(kind.folder);
    }
    for (const QString &name : std::as_const(folders)) {
        QDirIterator it(folder.filePath(name), {u"*.yaml"_s}, QDir::Files, QDirIterator::Subdirectories);
        while (it.hasNext()) {
            const QString path = it.next();
            if (!files.contains(folder.relativeFilePath(path)))
                QFile::remove(path);
        }
    }
}

} // namespace

QMap<QString, QByteArray> twinFiles(const Model &model, const metamodel::Metamodel &metamodel)
{
    return TwinWriter(model, metamodel).files();
}

Result<int> exportTwin(const Model &model, const metamodel::Metamodel &metamodel, const QString &folderPath)
{
    // Keys and kinds become names of files, and what is not there cannot be named.
    if (const QList<Error> problems = findProblems(model); !problems.isEmpty())
        return fail(
            ErrorCode::Invalid,
            u"The model does not fit together (%1), so there is no text twin of it: groundplan-cli verify tells all that is wrong"_s
                .arg(problems.front().message));
    const QDir folder(folderPath);
    const bool isTwin = QFile::exists(folder.filePath(twin::plateausFile.toString()));
    if (!isTwin && folder.exists() && !folder.isEmpty())
        return std::unexpected(cannotWrite(
            folderPath, u"the folder holds other things already; name an empty one or an earlier export"_s));
    const auto files = twinFiles(model, metamodel);
    for (auto it = files.cbegin(); it != files.cend(); ++it) {
        const QString path = folder.filePath(it.key());
        if (!QDir().mkpath(QFileInfo(path).path()))
            return std::unexpected(cannotWrite(QFileInfo(path).path(), u"the folder cannot be made"_s));
        if (const auto written = writeIfDifferent(path, it.value()); !written)
            return std::unexpected(written.error());
    }
    removeStale(folder, files, metamodel);
    return static_cast<int>(files.size());
}

} // namespace gp::exchange

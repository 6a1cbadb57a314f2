// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "core/exchange/text_twin.h"
#include "core/exchange/twin_names.h"
#include "core/exchange/twin_values.h"
#include "core/metamodel/ownkinds.h"
#include "core/metamodel/yaml.h"

#include <QDir>
#include <QDirIterator>
#include <QJsonArray>

using namespace Qt::StringLiterals;

namespace gp::exchange {

namespace {

using metamodel::Property;

/// One parsed file of the twin.
struct TwinFile
{
    QString path; ///< as it is named in messages
    QString key;  ///< file name without .yaml
    yaml::Value root;
};

/// Reads all files first, then builds the draft in the order plateaus, elements, relations, records, views,
/// and last checks every value with its line. Collects every error instead of stopping at the first.
class TwinReader
{
public:
    TwinReader(QString folder, const Model &base, const metamodel::Metamodel &metamodel)
        : m_folder(std::move(folder))
        , m_metamodel(metamodel)
        , m_draft(base)
    {
    }

    TwinReading read()
    {
        if (!QFileInfo::exists(m_folder + u'/' + twin::plateausFile)) {
            report({ErrorCode::Unreadable,
                    u"this is no text twin: there is no %1 in it"_s.arg(twin::plateausFile),
                    {},
                    m_folder,
                    0});
            return {std::nullopt, m_errors};
        }
        readDefinitions();
        readPlateaus();
        readElements();
        if (m_errors.isEmpty()) {
            eraseElementsNotRead();
            readRelations();
        }
        readRecords();
        readViews();
        if (m_errors.isEmpty()) {
            eraseRest();
            checkValues();
        }
        if (m_errors.isEmpty()) {
            for (const Error &problem : findProblems(m_draft.model(), m_draft.change()))
                report(problem);
        }
        if (!m_errors.isEmpty())
            return {std::nullopt, m_errors};
        return {std::move(m_draft), {}};
    }

private:
    void report(const Error &error) { m_errors.append(error); }
    void report(const TwinFile &file, const yaml::Value &at, const QString &message)
    {
        report(yaml::errorAt(at, file.path, message));
    }

    std::optional<TwinFile> parse(const QString &path)
    {
        QFile file(path);
        if (!file.open(QIODevice::ReadOnly)) {
            report({ErrorCode::Unreadable, u"cannot be read: %1"_s.arg(file.errorString()), {}, path, 0});
            return std::nullopt;
        }
        const auto root = yaml::parseStrict(file.readAll(), path);
        if (!root) {
            report(root.error());
            return std::nullopt;
        }
        TwinFile parsed{path, QFileInfo(path).completeBaseName(), *root};
        if (!root->isMap()) {
            report(parsed, *root, u"names with values are expected here"_s);
            return std::nullopt;
        }
        if (path.endsWith(u".yaml") && parsed.root.exists())
            return parsed;
        return std::nullopt;
    }

    QList<TwinFile> parseFolder(const QString &name)
    {
        QStringList paths;
        QDirIterator it(m_folder + u'/' + name, {u"*.yaml"_s}, QDir::Files);
        while (it.hasNext())
            paths.append(it.next());
        paths.sort();
        QList<TwinFile> files;
        for (const QString &path : std::as_const(paths)) {
            if (auto file = parse(path)) {
                if (isValidKey(file->key))
                    files.append(*std::move(file));
                else
                    report(*file, file->root,
                           u"the file's name is the key: lower-case letters, digits and . _ @ + - only"_s);
            }
        }
        return files;
    }

    // ---- what the project adds to the metamodel: all that follows is read by it

    void readDefinitions()
    {
        Model definitions;
        QHash<QString, QString> paths; // by the words that a problem begins with
        for (const QLatin1StringView name : {metamodel::ownKindRecord, metamodel::ownPropertyRecord}) {
            const metamodel::Kind *kind = m_metamodel.recordKind(name);
            if (!kind)
                continue;
            const QList<TwinFile> files = parseFolder(kind->folder);
            m_definitionFiles.insert(kind->folder, files);
            for (const TwinFile &file : files) {
                const RecordId id(definitions.records().size() + 1); // here any will do
                definitions.put(Record{id, name, file.key, propertiesOf(file.root, kind->properties)});
                paths.insert(u"%1 '%2'"_s.arg(name, file.key), file.path);
            }
        }
        metamodel::Extended own = metamodel::extended(m_metamodel, definitions);
        for (Error &problem : own.problems) {
            for (auto it = paths.cbegin(); it != paths.cend(); ++it) {
                if (problem.message.startsWith(it.key()))
                    problem.file = it.value();
            }
            report(problem);
        }
        m_metamodel = own.metamodel;
    }

    // ---- plateaus

    void readPlateaus()
    {
        const auto file = parse(m_folder + u'/' + twin::plateausFile);
        if (!file)
            return;
        int position = 0;
        for (const yaml::Value &item : file->root[u"plateaus"].items()) {
            Plateau plateau;
            plateau.key = item[u"key"].text();
            plateau.name = item[u"name"].text();
            plateau.description = item[u"description"].text();
            plateau.position = position++;
            const auto kind = plateauKindFrom(item[u"kind"].text());
            if (!kind)
                report(*file, item,
                       u"plateau '%1': kind is current, transition, target or option"_s.arg(plateau.key));
            plateau.kind = kind.value_or(PlateauKind::Transition);
            if (item.contains(u"date")) {
                plateau.date = QDate::fromString(item[u"date"].text(), Qt::ISODate);
                if (!plateau.date.isValid())
                    report(*file, item[u"date"], u"a date looks like 2026-11-23"_s);
            }
            if (const QString parent = item[u"parent"].text(); !parent.isEmpty()) {
                if (!m_plateaus.contains(parent)) {
                    report(*file, item,
                           u"plateau '%1': its parent '%2' is not above it"_s.arg(plateau.key, parent));
                    continue;
                }
                plateau.parent = m_plateaus.value(parent);
            }
            putPlateau(*file, item, plateau);
        }
        if (m_plateaus.isEmpty())
            report(*file, file->root, u"a project needs at least the plateau current"_s);
    }

    void putPlateau(const TwinFile &file, const yaml::Value &item, Plateau plateau)
    {
        if (plateau.name.isEmpty())
            plateau.name = plateau.key;
        const Plateau *known = m_draft.model().plateau(plateau.key);
        plateau.id = PlateauId(idOf(item, known ? known->id.value() : 0, u"plateau", plateau.key));
        Result<void> done;
        if (m_plateaus.contains(plateau.key))
            done = fail(ErrorCode::Invalid, u"plateau '%1' is there twice"_s.arg(plateau.key));
        else if (m_draft.model().plateau(plateau.id))
            done = m_draft.update(plateau);
        else if (const auto added = m_draft.addPlateau(plateau); !added)
            done = std::unexpected(added.error());
        if (!done)
            report(file, item, done.error().message);
        m_plateaus.insert(plateau.key, plateau.id);
    }

    /// Written in the file, else that of the thing with this key, else the ordinary one.
    static qint64 idOf(const yaml::Value &item, qint64 known, QStringView kind, QStringView key)
    {
        if (item.contains(u"id"))
            return item[u"id"].toJson().toInteger();
        return known > 0 ? known : twin::ordinaryId(kind, key);
    }

    std::optional<PlateauId> plateau(const TwinFile &file, const yaml::Value &value)
    {
        const auto it = m_plateaus.constFind(value.text());
        if (it != m_plateaus.constEnd())
            return *it;
        report(file, value, u"there is no plateau '%1'"_s.arg(value.text()));
        return std::nullopt;
    }

    // ---- what elements and relations share

    std::optional<Lifetime> lifetime(const TwinFile &file, const yaml::Value &item, PlateauId otherwise)
    {
        Lifetime lifetime{otherwise, {}};
        if (item.contains(u"since")) {
            const auto since = plateau(file, item[u"since"]);
            if (!since)
                return std::nullopt;
            lifetime.since = *since;
        }
        for (const yaml::Value &until : item[u"until"].items()) {
            const auto id = plateau(file, until);
            if (!id)
                return std::nullopt;
            if (*id == lifetime.since || !m_draft.model().pathTo(*id).contains(lifetime.since)) {
                report(file, until, u"the end '%1' does not come after the beginning"_s.arg(until.text()));
                return std::nullopt;
            }
            lifetime.until.append(*id);
        }
        std::ranges::sort(lifetime.until);
        return lifetime;
    }

    Revisions revisions(const TwinFile &file, const yaml::Value &item, const Lifetime &lifetime,
                        const QList<Property> &known)
    {
        Revisions revisions;
        if (const QJsonObject first = propertiesOf(item[u"properties"], known); !first.isEmpty())
            revisions.insert(lifetime.since, first);
        for (const yaml::Entry &entry : item[u"at"].entries()) {
            const auto at = plateau(file, entry.key);
            if (!at)
                continue;
            QJsonObject own = propertiesOf(entry.value, known);
            if (*at == lifetime.since) {
                report(file, entry.key,
                       u"what holds from '%1' on belongs under properties"_s.arg(entry.key.text()));
                continue;
            }
            if (!own.isEmpty())
                revisions.insert(*at, own);
        }
        return revisions;
    }

    void refuseUnknown(const TwinFile &file, const yaml::Value &item, const QStringList &known)
    {
        for (const yaml::Entry &entry : item.entries()) {
            if (!known.contains(entry.key.text()))
                report(file, entry.key,
                       u"'%1' is not known here; known are: %2"_s.arg(entry.key.text(), known.join(u", "_s)));
        }
    }

    // ---- elements

    void readElements()
    {
        QDirIterator it(m_folder + u'/' + twin::elementsFolder, QDir::Dirs | QDir::NoDotAndDotDot);
        QStringList kinds;
        while (it.hasNext()) {
            it.next();
            kinds.append(it.fileName());
        }
        kinds.sort();
        for (const QString &kindName : std::as_const(kinds)) {
            const metamodel::Kind *kind = m_metamodel.kind(kindName);
            for (TwinFile &file : parseFolder(twin::elementsFolder + u'/' + kindName)) {
                if (kind)
                    readElement(std::move(file), *kind);
                else
                    report(file, file.root, u"there is no kind '%1' of element"_s.arg(kindName));
            }
        }
    }

    void readElement(TwinFile file, const metamodel::Kind &kind)
    {
        static const QStringList known{u"id"_s, u"since"_s,     u"until"_s,   u"properties"_s,
                                       u"at"_s, u"relations"_s, u"sources"_s, u"unresolved"_s};
        refuseUnknown(file, file.root, known);
        const auto life = lifetime(file, file.root, m_plateaus.value(u"current"_s));
        if (!life)
            return;
        if (m_elements.contains(file.key)) {
            report(file, file.root, u"another element has the key '%1'"_s.arg(file.key));
            return;
        }
        const Element *same = m_draft.base().element(file.key);
        Element element{ElementId(idOf(file.root, same ? same->id.value() : 0, kind.name, file.key)),
                        file.key, kind.name, *life, revisions(file, file.root, *life, kind.properties)};
        m_elements.insert(file.key, element.id);
        m_elementFiles.push_back({std::move(file), std::move(element)});
    }

    /// Elements that go are erased before others come, so that a key can pass from one to the other.
    void eraseElementsNotRead()
    {
        QSet<ElementId> read;
        for (const auto &[file, element] : m_elementFiles) {
            if (read.contains(element.id))
                report(file, file.root, u"another file has the same id"_s);
            read.insert(element.id);
        }
        for (const Element &old : m_draft.base().elements()) {
            if (!read.contains(old.id))
                check(m_draft.eraseElement(old.id));
        }
        // Renamed elements lend their old keys to others only once they have their own new ones.
        for (const auto &[file, element] : m_elementFiles) {
            const Element *holder = m_draft.model().element(element.key);
            if (holder && holder->id != element.id) {
                Element parked = *holder;
                parked.key = u"%1-%2"_s.arg(parked.key).arg(parked.id.value());
                check(m_draft.update(parked));
            }
        }
        for (const auto &[file, element] : m_elementFiles) {
            if (m_draft.model().element(element.id))
                check(m_draft.update(element));
            else if (const auto added = m_draft.addElement(element); !added)
                report(file, file.root, added.error().message);
            if (const Provenance from = provenanceOf(file.root);
                from != m_draft.model().provenance(element.id))
                m_draft.setProvenance(element.id, from);
        }
    }

    void check(const Result<void> &result)
    {
        if (!result)
            report(result.error());
    }

    // ---- relations

    void readRelations()
    {
        QSet<RelationId> read;
        for (const auto &[file, element] : m_elementFiles) {
            for (const yaml::Value &item : file.root[u"relations"].items())
                readRelation(file, element, item, read);
        }
        for (const Relation &old : m_draft.base().relations()) {
            if (m_draft.model().relation(old.id) && !read.contains(old.id))
                check(m_draft.eraseRelation(old.id));
        }
    }

    void readRelation(const TwinFile &file, const Element &source, const yaml::Value &item,
                      QSet<RelationId> &read)
    {
        static const QStringList known{u"id"_s, u"since"_s,   u"until"_s,     u"properties"_s,
                                       u"at"_s, u"sources"_s, u"unresolved"_s};
        const metamodel::RelationKind *kind = nullptr;
        yaml::Value targetKey;
        for (const yaml::Entry &entry : item.entries()) {
            if (known.contains(entry.key.text()))
                continue;
            kind = m_metamodel.relationKind(entry.key.text());
            targetKey = entry.value;
            if (!kind) {
                report(file, entry.key, u"there is no relation '%1'"_s.arg(entry.key.text()));
                return;
            }
        }
        if (!kind) {
            report(file, item, u"a relation names its kind and target, like 'dependsOn: payment'"_s);
            return;
        }
        const Element *target = m_draft.model().element(m_elements.value(targetKey.text()));
        if (!target) {
            report(file, targetKey, u"%1 '%2': there is no such element"_s.arg(kind->name, targetKey.text()));
            return;
        }
        if (!kind->allows(source.kind, target->kind)) {
            report(file, item,
                   u"%1: a %2 cannot be related so to a %3 ('%4')"_s.arg(kind->name, source.kind,
                                                                         target->kind, target->key));
            return;
        }
        const PlateauId since =
            twin::defaultSince(m_draft.model(), source.lifetime.since, target->lifetime.since);
        if (!since.isValid() && !item.contains(u"since")) {
            report(file, item, u"its ends begin on different branches: say since when"_s);
            return;
        }
        const auto life = lifetime(file, item, since);
        if (!life)
            return;
        Relation relation{{},         kind->name, source.id,
                          target->id, *life,      revisions(file, item, *life, kind->properties)};
        putRelation(file, item, relation, read);
    }

    void putRelation(const TwinFile &file, const yaml::Value &item, Relation relation, QSet<RelationId> &read)
    {
        const Relation *same = m_draft.model().relation(relation.kind, relation.source, relation.target);
        if (same && read.contains(same->id)) {
            report(file, item, u"this relation is there twice"_s);
            return;
        }
        if (same && (!item.contains(u"id") || same->id.value() == item[u"id"].toJson().toInteger())) {
            relation.id = same->id;
            check(m_draft.update(relation));
        } else {
            if (same)
                check(m_draft.eraseRelation(same->id));
            if (item.contains(u"id"))
                relation.id = RelationId(item[u"id"].toJson().toInteger());
            const auto added = m_draft.addRelation(relation);
            if (!added) {
                report(file, item, added.error().message);
                return;
            }
            relation.id = *added;
        }
        read.insert(relation.id);
        if (const Provenance from = provenanceOf(item); from != m_draft.model().provenance(relation.id))
            m_draft.setProvenance(relation.id, from);
    }

    // ---- records and views

    void readRecords()
    {
        for (const metamodel::Kind &kind : m_metamodel.recordKinds()) {
            if (kind.name == u"view")
                continue;
            if (kind.folder.isEmpty()) {
                const QString path = m_folder + u'/' + twin::projectFile;
                if (!QFileInfo::exists(path))
                    continue;
                if (auto file = parse(path)) {
                    file->key = kind.name;
                    readRecord(*file, kind);
                }
                continue;
            }
            const auto read = m_definitionFiles.constFind(kind.folder);
            const QList<TwinFile> files = read == m_definitionFiles.cend() ? parseFolder(kind.folder) : *read;
            for (const TwinFile &file : files)
                readRecord(file, kind);
        }
    }

    void readRecord(const TwinFile &file, const metamodel::Kind &kind)
    {
        const Record *same = m_draft.base().record(kind.name, file.key);
        Record record{RecordId(idOf(file.root, same ? same->id.value() : 0, kind.name, file.key)), kind.name,
                      file.key, propertiesOf(file.root, kind.properties)};
        record.properties.remove(u"id");
        m_recordFiles.push_back({file, &kind});
        m_records.insert(record.id);
        Result<void> done;
        if (m_draft.model().record(record.id))
            done = m_draft.update(record);
        else if (const auto added = m_draft.addRecord(record); !added)
            done = std::unexpected(added.error());
        if (!done)
            report(file, file.root, done.error().message);
    }

    void readViews()
    {
        const metamodel::Kind *kind = m_metamodel.recordKind(u"view"_s);
        for (const TwinFile &file : parseFolder(twin::viewsFolder.toString())) {
            const View *same = m_draft.base().view(file.key);
            View view{ViewId(idOf(file.root, same ? same->id.value() : 0, u"view", file.key)),
                      file.key,
                      propertiesOf(file.root, kind->properties),
                      {},
                      {}};
            for (const QStringView name : {u"id", u"positions", u"routes"})
                view.properties.remove(name);
            readPositions(file, view);
            readRoutes(file, view);
            m_recordFiles.push_back({file, kind});
            m_views.insert(view.id);
            Result<void> done;
            if (m_draft.model().view(view.id))
                done = m_draft.update(view);
            else if (const auto added = m_draft.addView(view); !added)
                done = std::unexpected(added.error());
            if (!done)
                report(file, file.root, done.error().message);
        }
    }

    void readPositions(const TwinFile &file, View &view)
    {
        for (const yaml::Entry &entry : file.root[u"positions"].entries()) {
            const auto points = pointsFrom(entry.value.text().remove(u' '));
            const auto element = m_elements.constFind(entry.key.text());
            if (element == m_elements.constEnd())
                report(file, entry.key, u"there is no element '%1'"_s.arg(entry.key.text()));
            else if (!points || points->size() != 1)
                report(file, entry.value, u"a position is two whole numbers, like 240, 120"_s);
            else
                view.positions.insert(*element, points->front());
        }
    }

    void readRoutes(const TwinFile &file, View &view)
    {
        for (const yaml::Entry &entry : file.root[u"routes"].entries()) {
            const QStringList parts = entry.key.text().split(u' ');
            const auto points = pointsFrom(entry.value.text());
            const Relation *relation =
                parts.size() == 3 ? m_draft.model().relation(parts.at(1), m_elements.value(parts.front()),
                                                             m_elements.value(parts.back()))
                                  : nullptr;
            if (!relation)
                continue; // it goes with its relation, which somebody removed by hand
            if (!points || points->size() % 3 != 1)
                report(file, entry.value, u"a route is a start point and three points for each piece"_s);
            else
                view.routes.insert(relation->id, *points);
        }
    }

    void eraseRest()
    {
        for (const View &old : m_draft.base().views()) {
            if (!m_views.contains(old.id))
                check(m_draft.eraseView(old.id));
        }
        for (const Record &old : m_draft.base().records()) {
            if (!m_records.contains(old.id))
                check(m_draft.eraseRecord(old.id));
        }
        // Children before parents.
        QList<Plateau> plateaus = m_draft.base().plateausInOrder();
        std::ranges::sort(plateaus, std::greater(), [this](const Plateau &p) {
            return m_draft.base().pathTo(p.id).nearestFirst().size();
        });
        const QList<PlateauId> kept = m_plateaus.values();
        for (const Plateau &old : std::as_const(plateaus)) {
            if (!kept.contains(old.id))
                check(m_draft.removePlateau(old.id));
        }
    }

    // ---- values, once everything they may refer to is there

    void checkValues()
    {
        for (const auto &[file, element] : m_elementFiles) {
            const metamodel::Kind *kind = m_metamodel.kind(element.kind);
            checkMap(file, file.root[u"properties"], kind->properties);
            for (const yaml::Entry &entry : file.root[u"at"].entries())
                checkMap(file, entry.value, kind->properties);
            for (const yaml::Value &relation : file.root[u"relations"].items())
                checkRelation(file, relation);
        }
        for (const auto &[file, kind] : m_recordFiles) {
            checkMap(file, file.root, kind->properties);
            for (const Property &property : kind->properties) {
                if (property.required && file.root[property.name].isNull())
                    report(file, file.root, u"'%1' is missing"_s.arg(property.name));
            }
        }
    }

    void checkRelation(const TwinFile &file, const yaml::Value &item)
    {
        for (const yaml::Entry &entry : item.entries()) {
            const metamodel::RelationKind *kind = m_metamodel.relationKind(entry.key.text());
            if (!kind)
                continue;
            checkMap(file, item[u"properties"], kind->properties);
            for (const yaml::Entry &revision : item[u"at"].entries())
                checkMap(file, revision.value, kind->properties);
        }
    }

    void checkMap(const TwinFile &file, const yaml::Value &map, const QList<Property> &known)
    {
        for (const yaml::Entry &entry : map.entries()) {
            const auto property = std::ranges::find(known, entry.key.text(), &Property::name);
            if (property == known.end())
                continue;
            if (const auto wrong =
                    checkValue(*property, typedValue(&*property, entry.value), &m_draft.model()))
                report(file, entry.value.line() > 0 ? entry.value : entry.key,
                       u"'%1' %2"_s.arg(property->name, *wrong));
        }
    }

    QString m_folder;
    metamodel::Metamodel m_metamodel; ///< with what the twin itself adds
    Draft m_draft;
    QHash<QString, QList<TwinFile>> m_definitionFiles; ///< read already, by folder
    QList<Error> m_errors;
    QHash<QString, PlateauId> m_plateaus;
    QHash<QString, ElementId> m_elements;
    std::vector<std::pair<TwinFile, Element>> m_elementFiles;
    std::vector<std::pair<TwinFile, const metamodel::Kind *>> m_recordFiles;
    std::set<RecordId> m_records;
    std::set<ViewId> m_views;
};

} // namespace

TwinReading readTwin(const QString &folder, const Model &base, const metamodel::Metamodel &metamodel)
{
    return TwinReader(QDir::cleanPath(folder), base, metamodel).read();
}

Error joined(const QList<Error> &errors)
{
    if (errors.size() == 1)
        return errors.front();
    QStringList lines;
    for (const Error &error : errors)
        lines.append(error.text());
    return {errors.isEmpty() ? ErrorCode::Internal : errors.front().code, lines.join(u'\n'), {}, {}, 0};
}

} // namespace gp::exchange

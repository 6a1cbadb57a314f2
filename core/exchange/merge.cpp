// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "core/exchange/merge.h"

#include "core/exchange/statements.h"
#include "core/metamodel/ownkinds.h"
#include "core/model/at.h"

using namespace Qt::StringLiterals;

namespace gp::exchange {

namespace {
QString pairOf(const QString &format, const QString &what)
{
    return format + u'\n' + what;
}

QString identityIn(const Source &source)
{
    return source.stated.value(u"identity").toString();
}

/// For edits of things that were looked up a moment ago: there is nothing left to refuse.
void expectDone([[maybe_unused]] const Result<void> &done)
{
    Q_ASSERT(done.has_value());
}

/// Brings the properties of an element or relation at a plateau from what was stated to what is stated now; a
/// value that a person has set since stays, unless its place says something else now. Returns what stayed.
template<typename Kept>
Revisions withStated(Revisions revisions, PlateauId plateau, const PlateauPath &path,
                     const QList<Source> &before, const QList<Source> &after, Kept kept)
{
    const QJsonObject old = mergedValues(before);
    const QJsonObject now = mergedValues(after);
    const QJsonObject current = effectiveProperties(revisions, path);
    QJsonObject &own = revisions[plateau];
    for (auto it = now.constBegin(); it != now.constEnd(); ++it) {
        const QJsonValue value = current.value(it.key());
        if (value == it.value())
            continue;
        if (value == old.value(it.key()) || statementChanged(before, after, it.key()))
            own.insert(it.key(), it.value());
        else if (!old.contains(it.key()))
            kept(it.key(), value, it.value());
    }
    for (auto it = old.constBegin(); it != old.constEnd(); ++it) {
        if (!now.contains(it.key()) && current.value(it.key()) == it.value())
            own.remove(it.key());
    }
    if (own.isEmpty())
        revisions.remove(plateau);
    return revisions;
}
} // namespace

Known knownFrom(const Model &model, const QString &format)
{
    Known known;
    QHash<ElementId, QString> identities;
    const auto &provenances = model.elementProvenance();
    for (auto it = provenances.cbegin(); it != provenances.cend(); ++it) {
        QString identity;
        for (const Source &source : it->sources) {
            if (source.format != format)
                continue;
            identity = identityIn(source);
            known.statements.append({identity, source});
        }
        if (identity.isEmpty())
            continue;
        identities.insert(it.key(), identity);
        for (const Unresolved &open : it->unresolved) {
            if (open.source.format == format)
                known.dangling.append({identity, open});
        }
    }
    for (const Relation &relation : model.relations()) {
        const QString from = identities.value(relation.source);
        const QString to = identities.value(relation.target);
        if (!from.isEmpty() && !to.isEmpty())
            known.edges.append({relation.kind, from, to, {}});
    }
    const auto place = [](const Statement &s) { return placeOf(s.source); };
    std::ranges::sort(known.statements, {}, place);
    return known;
}

Merger::Merger(Draft &draft, PlateauId plateau, ImportReport &report)
    : m_draft(draft)
    , m_plateau(plateau)
    , m_path(draft.base().pathTo(plateau))
    , m_report(report)
    , m_metamodel(metamodel::metamodelOf(draft.base()))
{
}

void Merger::warn(const Source &place, const QString &message)
{
    m_report.warnings.append({place.file, place.line, message});
}

void Merger::findIdentitiesInBase()
{
    const auto &provenances = m_draft.base().elementProvenance();
    for (auto it = provenances.cbegin(); it != provenances.cend(); ++it) {
        for (const Source &source : it->sources) {
            const QString identity = identityIn(source);
            if (identity.isEmpty())
                continue;
            m_elements.insert(pairOf(source.format, identity), it.key());
            if (const QString space = source.stated.value(u"deployed_in").toString(); !space.isEmpty())
                m_meantSpaces.insert(identity.section(u'/', -1), space);
            m_claims[it.key()].insert(source.format);
        }
    }
}

QList<Thing> Merger::inOrder(const QMap<QString, Graph> &graphs) const
{
    QList<Thing> things;
    QHash<QString, QString> meant = m_meantSpaces;
    for (const Graph &graph : graphs) {
        for (const Thing &thing : graph.things) {
            things.append(thing);
            if (!thing.deployedIn.isEmpty())
                meant.insert(thing.name, thing.deployedIn);
        }
    }
    const auto rankOf = [&](const Thing &thing) {
        const bool isMeant = !thing.space.isEmpty() && meant.value(thing.name) == thing.space;
        return isMeant ? -1 : thing.rank;
    };
    std::ranges::sort(things, {}, [&](const Thing &thing) {
        return std::tuple(rankOf(thing), thing.space, thing.identity, thing.format);
    });
    return things;
}

/// Whether an element exists at the plateau. One that was planned for later, and that a file shows now, is
/// moved to begin now; one that was removed stays so.
bool Merger::isAlive(ElementId id)
{
    const Element *found = m_draft.model().element(id);
    if (m_path.lives(found->lifetime))
        return true;
    const PlateauPath later = m_draft.model().pathTo(found->lifetime.since);
    if (m_path.contains(found->lifetime.since) || !later.contains(m_plateau))
        return false;
    Element element = *found;
    element.lifetime.since = m_plateau;
    return m_draft.update(element).has_value();
}

ElementId Merger::addedFor(const Thing &thing, const QString &key)
{
    return m_draft.addElement(thing.elementKind, key, m_plateau, {}).value_or(ElementId());
}

/// The workload, imported before, of the namespace that a catalogue points at.
ElementId Merger::workloadMeantBy(const Thing &thing) const
{
    if (thing.deployedIn.isEmpty() || thing.elementKind != u"service"_s)
        return {};
    for (const auto &sort : {u"deployment"_s, u"statefulset"_s, u"daemonset"_s, u"rollout"_s, u"cronjob"_s}) {
        const QString identity = u"%1:%2/%3"_s.arg(sort, thing.deployedIn, thing.name);
        const ElementId id = m_elements.value(pairOf(u"kubernetes"_s, identity));
        if (id.isValid() && !m_claims.value(id).contains(thing.format))
            return id;
    }
    return {};
}

ElementId Merger::elementFor(const Thing &thing)
{
    const Model &model = m_draft.model();
    const auto known = m_elements.constFind(pairOf(thing.format, thing.identity));
    if (known != m_elements.constEnd())
        return *known;
    const auto takes = [&](const Element &element) {
        return element.kind == thing.elementKind && !m_claims.value(element.id).contains(thing.format);
    };
    if (const ElementId meant = workloadMeantBy(thing); meant.isValid())
        return meant;
    // What a person has drawn under the plain name is the same thing.
    const Element *drawn = model.element(toKey(thing.name));
    if (drawn && thing.keys.contains(u"%1.%2"_s.arg(thing.elementKind, drawn->key)) &&
        drawn->kind == thing.elementKind && m_claims.value(drawn->id).isEmpty())
        return drawn->id;
    for (const QString &key : thing.keys) {
        const Element *element = model.element(key);
        if (!element)
            return addedFor(thing, key);
        if (takes(*element))
            return element->id;
    }
    for (int number = 2;; ++number) {
        const QString key = u"%1-%2"_s.arg(thing.keys.last()).arg(number);
        if (!model.element(key))
            return addedFor(thing, key);
    }
}

void Merger::collect(const Edge &edge, const QString &format)
{
    const ElementId from = m_elements.value(pairOf(format, edge.from));
    const ElementId to = m_elements.value(pairOf(format, edge.to));
    if (!from.isValid() || !to.isValid() || from == to)
        return;
    const Element *source = m_draft.model().element(from);
    const Element *target = m_draft.model().element(to);
    const auto *kind = m_metamodel.relationKind(edge.kind);
    if (!kind || !kind->allows(source->kind, target->kind)) {
        warn(edge.source, u"left out: %1 '%2' cannot have '%3' to %4 '%5'"_s.arg(
                              source->kind, source->key, edge.kind, target->kind, target->key));
        return;
    }
    Evidence &evidence = m_relationEvidence[{edge.kind, from, to}];
    evidence.sources.append(edge.source);
    evidence.formats.insert(format);
}

void Merger::collect(const QString &format, const Graph &graph)
{
    for (const Statement &statement : graph.statements) {
        const ElementId id = m_elements.value(pairOf(format, statement.identity));
        if (!id.isValid())
            continue;
        Evidence &evidence = m_elementEvidence[id];
        evidence.sources.append(statement.source);
        evidence.formats.insert(format);
        if (graph.documents.contains(statement.source.file))
            m_restated[id].insert(pairOf(format, statement.source.file));
    }
    for (const Edge &edge : graph.edges)
        collect(edge, format);
}

bool Merger::isStale(const Source &source, ElementId id) const
{
    const auto it = m_restated.constFind(id);
    return it != m_restated.constEnd() && it->contains(pairOf(source.format, source.file));
}

void Merger::mergeElement(ElementId id, const Evidence &evidence)
{
    const Provenance known = m_draft.model().provenance(id);
    QList<Source> now = evidence.sources;
    for (const Source &source : known.sources) {
        if (!isStale(source, id))
            now.append(source);
    }
    now = normalised(now);
    const Element &element = *m_draft.model().element(id);
    const Revisions revisions =
        withStated(element.revisions, m_plateau, m_path, known.sources, now,
                   [&](const QString &property, const QJsonValue &is, const QJsonValue &stated) {
                       if (!is.isUndefined() && property != u"name"_s && property != u"description"_s)
                           warn(now.constFirst(), u"'%1' of %2 stays %3; the files say %4"_s.arg(
                                                      property, element.key, is.toVariant().toString(),
                                                      stated.toVariant().toString()));
                   });
    if (revisions != element.revisions) {
        Element changed = element;
        changed.revisions = revisions;
        expectDone(m_draft.update(changed));
    }
    if (now != known.sources)
        m_draft.setProvenance(id, Provenance{now, known.unresolved});
}

void Merger::mergeRelation(const Link &link, const Evidence &evidence)
{
    const Relation *existing = m_draft.model().relation(link.kind, link.from, link.to);
    if (existing && !m_path.lives(existing->lifetime)) {
        const PlateauPath later = m_draft.model().pathTo(existing->lifetime.since);
        if (m_path.contains(existing->lifetime.since) || !later.contains(m_plateau)) {
            warn(evidence.sources.constFirst(),
                 u"a relation '%1' that was removed is still stated"_s.arg(link.kind));
            return;
        }
        Relation earlier = *existing;
        earlier.lifetime.since = m_plateau;
        expectDone(m_draft.update(earlier));
    }
    const auto id = m_draft.addRelation(link.kind, link.from, link.to, m_plateau);
    if (!id)
        return;
    const Provenance known = m_draft.model().provenance(*id);
    QList<Source> now = evidence.sources;
    for (const Source &source : known.sources) {
        if (!isStale(source, link.from) && !isStale(source, link.to))
            now.append(source);
    }
    now = normalised(now);
    Relation relation = *m_draft.model().relation(*id);
    const auto revisions =
        withStated(relation.revisions, m_plateau, m_path, known.sources, now, [](const auto &...) {});
    if (revisions != relation.revisions) {
        relation.revisions = revisions;
        expectDone(m_draft.update(relation));
    }
    if (now != known.sources)
        m_draft.setProvenance(*id, Provenance{now, {}});
    m_relationFormats.insert(*id, evidence.formats);
}

void Merger::dropStaleRelations()
{
    const auto &provenances = m_draft.base().relationProvenance();
    for (auto it = provenances.cbegin(); it != provenances.cend(); ++it) {
        const Relation *relation = m_draft.model().relation(it.key());
        if (!relation || m_relationEvidence.contains({relation->kind, relation->source, relation->target}))
            continue;
        QList<Source> left = it->sources;
        left.removeIf(
            [&](const Source &s) { return isStale(s, relation->source) || isStale(s, relation->target); });
        if (left != it->sources)
            dropRelation(it.key(), left);
    }
}

/// Takes away what no file states any more, unless a person has worked on it.
void Merger::dropRelation(RelationId id, const QList<Source> &left)
{
    const Provenance was = m_draft.model().provenance(id);
    const Relation &relation = *m_draft.model().relation(id);
    const bool proven = std::ranges::any_of(left, [](const Source &s) { return !s.inferred; });
    const QJsonObject stated = mergedValues(was.sources);
    const bool untouched = relation.lifetime.since == m_plateau && relation.lifetime.until.isEmpty() &&
                           relation.revisions.value(m_plateau) == stated &&
                           relation.revisions.size() == (stated.isEmpty() ? 0 : 1);
    if (proven || !untouched) {
        m_draft.setProvenance(id, Provenance{left, {}});
        return;
    }
    ++m_removed[was.sources.constFirst().format];
    expectDone(m_draft.eraseRelation(id));
}

void Merger::mergeDangling(const QMap<QString, Graph> &graphs)
{
    QMap<ElementId, QList<Unresolved>> open;
    for (auto it = graphs.cbegin(); it != graphs.cend(); ++it) {
        for (const Dangling &dangling : it->dangling) {
            const ElementId id = m_elements.value(pairOf(it.key(), dangling.identity));
            if (id.isValid())
                open[id].append(dangling.reference);
        }
    }
    const auto &known = m_draft.base().elementProvenance();
    for (auto it = known.cbegin(); it != known.cend(); ++it) {
        if (!it->unresolved.isEmpty())
            open[it.key()]; // resolved by now, perhaps
    }
    for (auto it = open.begin(); it != open.end(); ++it) {
        Provenance provenance = m_draft.model().provenance(it.key());
        for (const Unresolved &reference : std::as_const(provenance.unresolved)) {
            if (!graphs.contains(reference.source.format))
                it->append(reference);
        }
        std::ranges::sort(*it, {}, [](const Unresolved &u) {
            return std::tuple(u.source.format, u.relationKind, u.reference, placeOf(u.source), u.source.line);
        });
        const auto same = [](const Unresolved &a, const Unresolved &b) {
            return a.reference == b.reference && a.relationKind == b.relationKind &&
                   placeOf(a.source) == placeOf(b.source);
        };
        it->erase(std::unique(it->begin(), it->end(), same), it->end());
        if (*it != provenance.unresolved) {
            provenance.unresolved = *it;
            m_draft.setProvenance(it.key(), provenance);
        }
    }
}

void Merger::count(const QMap<QString, Graph> &graphs)
{
    const Change change = m_draft.change();
    const auto add = [](Counts &counts, const auto &touched, auto id) {
        if (touched.added.contains(id))
            ++counts.added;
        else if (touched.updated.contains(id))
            ++counts.updated;
        else
            ++counts.unchanged;
    };
    for (auto it = graphs.cbegin(); it != graphs.cend(); ++it) {
        if (it->documents.isEmpty())
            continue;
        FormatReport report{it.key(), static_cast<int>(it->documents.size()), 0, {}, {}};
        for (const int documents : it->documents)
            report.documents += documents;
        for (auto e = m_elementEvidence.cbegin(); e != m_elementEvidence.cend(); ++e) {
            if (e->formats.contains(it.key()))
                add(report.elements, change.elements, e.key());
        }
        for (auto r = m_relationFormats.cbegin(); r != m_relationFormats.cend(); ++r) {
            if (r->contains(it.key()))
                add(report.relations, change.relations, r.key());
        }
        report.relations.removed = m_removed.value(it.key());
        m_report.formats.append(report);
    }
    for (auto e = m_elementEvidence.cbegin(); e != m_elementEvidence.cend(); ++e) {
        // Four renditions of one platform leave one reference open, not four: the first place stands for all.
        QSet<QString> seen;
        for (const Unresolved &open : m_draft.model().provenance(e.key()).unresolved) {
            const QString what = open.relationKind + u'\n' + open.reference;
            if (!seen.contains(what))
                m_report.unresolved.append({open.source.format, m_draft.model().element(e.key())->key, open});
            seen.insert(what);
        }
    }
    std::ranges::sort(m_report.unresolved, {}, [](const OpenReference &r) {
        return std::tuple(r.reference.source.file, r.reference.source.line, r.reference.reference, r.element);
    });
}

Result<void> Merger::merge(const QMap<QString, Graph> &graphs, const std::stop_token &stop)
{
    findIdentitiesInBase();
    for (const Thing &thing : inOrder(graphs)) {
        if (stop.stop_requested())
            return fail(ErrorCode::Refused, u"The import was stopped"_s);
        ElementId id = elementFor(thing);
        if (id.isValid() && !isAlive(id)) {
            m_report.warnings.append({{},
                                      0,
                                      u"'%1' was removed from the model by this plateau; left alone"_s.arg(
                                          m_draft.model().element(id)->key)});
            id = {};
        }
        m_elements.insert(pairOf(thing.format, thing.identity), id);
        m_claims[id].insert(thing.format);
    }
    for (auto it = graphs.cbegin(); it != graphs.cend(); ++it)
        collect(it.key(), *it);
    for (auto it = m_elementEvidence.cbegin(); it != m_elementEvidence.cend(); ++it)
        mergeElement(it.key(), *it);
    if (stop.stop_requested())
        return fail(ErrorCode::Refused, u"The import was stopped"_s);
    for (auto it = m_relationEvidence.cbegin(); it != m_relationEvidence.cend(); ++it)
        mergeRelation(it.key(), *it);
    dropStaleRelations();
    mergeDangling(graphs);
    count(graphs);
    return {};
}

} // namespace gp::exchange

// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "core/store/rebase.h"

using namespace Qt::StringLiterals;

namespace gp::store {

namespace {

QString nameOf(const Model &, const Plateau &plateau)
{
    return u"plateau '%1'"_s.arg(plateau.key);
}

QString nameOf(const Model &, const Element &element)
{
    return u"%1 '%2'"_s.arg(element.kind, element.key);
}

QString nameOf(const Model &model, const Relation &relation)
{
    const Element *source = model.element(relation.source);
    const Element *target = model.element(relation.target);
    return u"'%1' between '%2' and '%3'"_s.arg(relation.kind, source ? source->key : u"?"_s,
                                               target ? target->key : u"?"_s);
}

QString nameOf(const Model &, const Record &record)
{
    return u"%1 '%2'"_s.arg(record.kind, record.key);
}

QString nameOf(const Model &, const View &view)
{
    return u"view '%1'"_s.arg(view.key);
}

/// Brings two changes of one thing together, field by field: what only one side changed is taken from it,
/// what both changed alike is taken once, and what they changed differently is a conflict.
class Merge
{
public:
    /// What both changed differently: "'tier'"; empty where they fit together.
    [[nodiscard]] const QString &conflict() const { return m_conflict; }

    template<typename Field>
    Field field(const QString &name, const Field &base, const Field &mine, const Field &theirs)
    {
        if (mine == theirs || theirs == base)
            return mine;
        if (mine != base && m_conflict.isEmpty())
            m_conflict = name;
        return theirs;
    }

    QJsonObject object(const QJsonObject &base, const QJsonObject &mine, const QJsonObject &theirs)
    {
        if (mine == theirs || theirs == base)
            return mine;
        QJsonObject merged = theirs;
        for (const QString &name : mine.keys() + base.keys()) {
            // An absent value is "undefined", which is a value like any other here.
            const QJsonValue value =
                field(u"'%1'"_s.arg(name), base.value(name), mine.value(name), theirs.value(name));
            if (value.isUndefined())
                merged.remove(name);
            else
                merged.insert(name, value);
        }
        return merged;
    }

    Lifetime lifetime(const Lifetime &base, const Lifetime &mine, const Lifetime &theirs)
    {
        return {field(u"where it begins"_s, base.since, mine.since, theirs.since),
                field(u"where it ends"_s, base.until, mine.until, theirs.until)};
    }

    Revisions revisions(const Revisions &base, const Revisions &mine, const Revisions &theirs)
    {
        if (mine == theirs || theirs == base)
            return mine;
        Revisions merged = theirs;
        for (const PlateauId plateau : mine.keys() + base.keys()) {
            const QJsonObject value = object(base.value(plateau), mine.value(plateau), theirs.value(plateau));
            if (value.isEmpty()) // a plateau that says nothing has no revision
                merged.remove(plateau);
            else
                merged.insert(plateau, value);
        }
        return merged;
    }

    Plateau both(const Plateau &base, const Plateau &mine, const Plateau &theirs)
    {
        return {mine.id,
                field(u"the key"_s, base.key, mine.key, theirs.key),
                field(u"the name"_s, base.name, mine.name, theirs.name),
                field(u"the description"_s, base.description, mine.description, theirs.description),
                field(u"the kind"_s, base.kind, mine.kind, theirs.kind),
                field(u"what it follows"_s, base.parent, mine.parent, theirs.parent),
                field(u"its place"_s, base.position, mine.position, theirs.position),
                field(u"the date"_s, base.date, mine.date, theirs.date)};
    }

    Element both(const Element &base, const Element &mine, const Element &theirs)
    {
        return {mine.id, field(u"the key"_s, base.key, mine.key, theirs.key),
                field(u"the kind"_s, base.kind, mine.kind, theirs.kind),
                lifetime(base.lifetime, mine.lifetime, theirs.lifetime),
                revisions(base.revisions, mine.revisions, theirs.revisions)};
    }

    Relation both(const Relation &base, const Relation &mine, const Relation &theirs)
    {
        return {mine.id,
                field(u"the kind"_s, base.kind, mine.kind, theirs.kind),
                field(u"the source"_s, base.source, mine.source, theirs.source),
                field(u"the target"_s, base.target, mine.target, theirs.target),
                lifetime(base.lifetime, mine.lifetime, theirs.lifetime),
                revisions(base.revisions, mine.revisions, theirs.revisions)};
    }

    Record both(const Record &base, const Record &mine, const Record &theirs)
    {
        return {mine.id, field(u"the kind"_s, base.kind, mine.kind, theirs.kind),
                field(u"the key"_s, base.key, mine.key, theirs.key),
                object(base.properties, mine.properties, theirs.properties)};
    }

    View both(const View &base, const View &mine, const View &theirs)
    {
        View merged = theirs;
        merged.key = field(u"the key"_s, base.key, mine.key, theirs.key);
        merged.properties = object(base.properties, mine.properties, theirs.properties);
        merged.positions =
            entries(u"where a card stands"_s, base.positions, mine.positions, theirs.positions);
        merged.routes = entries(u"how a line runs"_s, base.routes, mine.routes, theirs.routes);
        return merged;
    }

private:
    template<typename Key, typename Value>
    QMap<Key, Value> entries(const QString &name, const QMap<Key, Value> &base, const QMap<Key, Value> &mine,
                             const QMap<Key, Value> &theirs)
    {
        if (mine == theirs || theirs == base)
            return mine;
        const auto find = [](const QMap<Key, Value> &in, const Key &key) {
            const auto it = in.constFind(key);
            return it == in.cend() ? std::optional<Value>() : std::optional(*it);
        };
        QMap<Key, Value> merged = theirs;
        for (const Key &key : mine.keys() + base.keys()) {
            if (const auto value = field(name, find(base, key), find(mine, key), find(theirs, key)))
                merged.insert(key, *value);
            else
                merged.remove(key);
        }
        return merged;
    }

    QString m_conflict;
};

std::unexpected<Error> stale(const QString &what, const QString &field)
{
    const QString subject = field.isEmpty() ? what : u"%1 of %2"_s.arg(field, what);
    return fail(
        ErrorCode::Refused,
        u"%1 was changed elsewhere since this edit began, so the edit was not stored: look at it as it is now and repeat it"_s
            .arg(subject.left(1).toUpper() + subject.mid(1)));
}

/// Two pointers to equal things, or two to none.
template<typename Thing>
bool same(const Thing *a, const Thing *b)
{
    return a && b ? *a == *b : a == b;
}

struct Models
{
    const Model &base;
    const Model &mine;
    const Model &theirs;
    Model &after;
};

/// Takes the edit's things of one sort over.
template<typename IdType, typename Find>
Result<void> carryOver(const Touched<IdType> &touched, const Models &models, Find find)
{
    for (const auto *ids : {&touched.removed, &touched.updated, &touched.added}) {
        for (const IdType id : *ids) {
            const auto *base = find(models.base, id);
            const auto *mine = find(models.mine, id);
            const auto *theirs = find(models.theirs, id);
            if (same(mine, theirs))
                continue; // both did the same
            if (same(base, theirs)) {
                if (mine)
                    models.after.put(*mine);
                else
                    models.after.remove(id);
                continue;
            }
            if (!base || !mine || !theirs) // one changed or added what the other removed or added otherwise
                return stale(nameOf(theirs ? models.theirs : models.base, theirs ? *theirs : *base), {});
            Merge merge;
            const auto merged = merge.both(*base, *mine, *theirs);
            if (!merge.conflict().isEmpty())
                return stale(nameOf(models.theirs, *theirs), merge.conflict());
            models.after.put(merged);
        }
    }
    return {};
}

/// Where facts came from is taken over whole: it is written by imports only.
template<typename IdType>
Result<void> carrySources(const Touched<IdType> &touched, const Models &models)
{
    for (const auto *ids : {&touched.updated, &touched.added}) {
        for (const IdType id : *ids) {
            Merge merge;
            const Provenance merged = merge.field(u"the sources"_s, models.base.provenance(id),
                                                  models.mine.provenance(id), models.theirs.provenance(id));
            if (!merge.conflict().isEmpty())
                return stale(u"something that was imported"_s, merge.conflict());
            models.after.put(id, merged);
        }
    }
    return {};
}

template<typename IdType, typename Find, typename SourcesDiffer>
Touched<IdType> outcome(const Touched<IdType> &wanted, const Model &before, const Model &after, Find find,
                        SourcesDiffer sourcesDiffer)
{
    Touched<IdType> touched;
    for (const auto *ids : {&wanted.removed, &wanted.updated, &wanted.added}) {
        for (const IdType id : *ids) {
            const auto *was = find(before, id);
            const auto *is = find(after, id);
            if (!was && is)
                touched.added.insert(id);
            else if (was && !is)
                touched.removed.insert(id);
            else if (was && is && (*was != *is || sourcesDiffer(id)))
                touched.updated.insert(id);
        }
    }
    return touched;
}

} // namespace

Result<Edit> rebase(const Draft &draft, const Model &current)
{
    Edit edit{current, {}};
    const Models models{draft.base(), draft.model(), current, edit.after};
    const Change change = draft.change();
    const auto plateau = [](const Model &m, PlateauId id) { return m.plateau(id); };
    const auto element = [](const Model &m, ElementId id) { return m.element(id); };
    const auto relation = [](const Model &m, RelationId id) { return m.relation(id); };
    const auto record = [](const Model &m, RecordId id) { return m.record(id); };
    const auto view = [](const Model &m, ViewId id) { return m.view(id); };

    // Relations go before the elements that they join, and come after them: put() does not mind.
    for (const Result<void> &done :
         {carryOver(change.plateaus, models, plateau), carryOver(change.relations, models, relation),
          carryOver(change.elements, models, element), carryOver(change.records, models, record),
          carryOver(change.views, models, view), carrySources(change.elements, models),
          carrySources(change.relations, models)}) {
        if (!done)
            return std::unexpected(done.error());
    }
    const auto never = [](auto) { return false; };
    const auto sourcesDiffer = [&](auto id) { return current.provenance(id) != edit.after.provenance(id); };
    edit.change = {outcome(change.plateaus, current, edit.after, plateau, never),
                   outcome(change.elements, current, edit.after, element, sourcesDiffer),
                   outcome(change.relations, current, edit.after, relation, sourcesDiffer),
                   outcome(change.records, current, edit.after, record, never),
                   outcome(change.views, current, edit.after, view, never)};
    return edit;
}

} // namespace gp::store

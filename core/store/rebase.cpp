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

/// Two pointers to equal things, or two to none.
template<typename Thing>
bool same(const Thing *a, const Thing *b)
{
    return a && b ? *a == *b : a == b;
}

/// Takes the edit's things of one sort over; returns what stands in the way.
template<typename IdType, typename Find, typename Sources>
QString carryOver(const Touched<IdType> &touched, const Model &base, const Model &current,
                  const Model &wanted, Model &after, Find find, Sources sources)
{
    for (const auto *ids : {&touched.removed, &touched.updated, &touched.added}) {
        for (const IdType id : *ids) {
            const auto *was = find(base, id);
            const auto *is = find(current, id);
            if (!same(was, is) || (was && !sources(base, current, id)))
                return nameOf(is ? current : base, is ? *is : *was);
            if (const auto *wish = find(wanted, id))
                after.put(*wish);
            else
                after.remove(id);
        }
    }
    return {};
}

std::unexpected<Error> stale(const QString &what)
{
    return fail(
        ErrorCode::Refused,
        u"%1 was changed since this edit began, so the edit was not stored: look at it as it is now and repeat it"_s
            .arg(what));
}

} // namespace

Result<Edit> rebase(const Draft &draft, const Model &current)
{
    const Model &base = draft.base();
    const Model &wanted = draft.model();
    Edit edit{current, draft.change()};
    const auto always = [](const Model &, const Model &, auto) { return true; };
    const auto sameSources = [](const Model &a, const Model &b, auto id) {
        return a.provenance(id) == b.provenance(id);
    };
    const auto plateau = [](const Model &m, PlateauId id) { return m.plateau(id); };
    const auto element = [](const Model &m, ElementId id) { return m.element(id); };
    const auto relation = [](const Model &m, RelationId id) { return m.relation(id); };
    const auto record = [](const Model &m, RecordId id) { return m.record(id); };
    const auto view = [](const Model &m, ViewId id) { return m.view(id); };

    const Change &change = edit.change;
    for (const QString &obstacle :
         {carryOver(change.plateaus, base, current, wanted, edit.after, plateau, always),
          carryOver(change.relations, base, current, wanted, edit.after, relation, sameSources),
          carryOver(change.elements, base, current, wanted, edit.after, element, sameSources),
          carryOver(change.records, base, current, wanted, edit.after, record, always),
          carryOver(change.views, base, current, wanted, edit.after, view, always)}) {
        if (!obstacle.isEmpty())
            return stale(obstacle);
    }
    const auto takeSources = [&](const auto &touched) {
        for (const auto *ids : {&touched.added, &touched.updated}) {
            for (const auto id : *ids)
                edit.after.put(id, wanted.provenance(id));
        }
    };
    takeSources(change.elements);
    takeSources(change.relations);
    return edit;
}

} // namespace gp::store

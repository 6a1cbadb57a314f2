// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "core/model/model.h"

using namespace Qt::StringLiterals;

namespace gp {

namespace {

Error problem(const QString &message)
{
    return {ErrorCode::Invalid, message, {}, {}, 0};
}

QString plateauName(const Model &model, PlateauId id)
{
    const Plateau *plateau = model.plateau(id);
    return plateau ? plateau->key : u"#%1"_s.arg(id.value());
}

/// Collects findings on one model; each check names what it is about.
class Checker
{
public:
    explicit Checker(const Model &model)
        : m_model(model)
    {
    }

    void checkPlateaus();
    void check(const Element &element);
    void check(const Relation &relation);
    void check(const Record &record);
    void check(const View &view);

    [[nodiscard]] QList<Error> take() { return std::move(m_found); }

private:
    void report(const QString &message) { m_found.append(problem(message)); }
    void checkLifetime(const Lifetime &lifetime, const QString &what);
    void checkRevisions(const Revisions &revisions, const QString &what);

    const Model &m_model;
    QList<Error> m_found;
};

void Checker::checkPlateaus()
{
    int roots = 0;
    QSet<QString> keys;
    for (const Plateau &plateau : m_model.plateaus()) {
        const QString what = u"plateau '%1'"_s.arg(plateau.key);
        if (!isValidKey(plateau.key))
            report(what + u": the key may hold lower-case letters, digits and . _ @ + - only"_s);
        if (keys.contains(plateau.key))
            report(what + u": the key is there twice"_s);
        keys.insert(plateau.key);
        if (!plateau.parent.isValid())
            ++roots;
        else if (!m_model.plateau(plateau.parent))
            report(what + u": its parent plateau is not there"_s);
        if ((plateau.kind == PlateauKind::Current) != !plateau.parent.isValid())
            report(what + u": the root of the plateau tree, and only it, is of kind current"_s);
        const PlateauPath path = m_model.pathTo(plateau.id);
        if (const Plateau *last = m_model.plateau(path.nearestFirst().back());
            last && last->parent.isValid() && m_model.plateau(last->parent))
            report(what + u": its parents form a loop"_s);
    }
    if (roots != 1 && !m_model.plateaus().isEmpty())
        report(u"a project has exactly one plateau without a parent (current), here are %1"_s.arg(roots));
}

void Checker::checkLifetime(const Lifetime &lifetime, const QString &what)
{
    if (!m_model.plateau(lifetime.since)) {
        report(what + u": it begins at a plateau that is not there"_s);
        return;
    }
    if (!std::ranges::is_sorted(lifetime.until) ||
        std::ranges::adjacent_find(lifetime.until) != lifetime.until.end())
        report(what + u": its ends are not sorted or one is there twice"_s);
    for (const PlateauId until : lifetime.until) {
        if (!m_model.plateau(until))
            report(what + u": it ends at a plateau that is not there"_s);
        else if (until == lifetime.since || !m_model.pathTo(until).contains(lifetime.since))
            report(what + u": it ends at '%1', which does not come after '%2' where it begins"_s.arg(
                              plateauName(m_model, until), plateauName(m_model, lifetime.since)));
    }
}

void Checker::checkRevisions(const Revisions &revisions, const QString &what)
{
    for (auto it = revisions.cbegin(); it != revisions.cend(); ++it) {
        if (!m_model.plateau(it.key()))
            report(what + u": it changes at a plateau that is not there"_s);
        if (it.value().isEmpty())
            report(what + u": its revision at '%1' is empty"_s.arg(plateauName(m_model, it.key())));
    }
}

void Checker::check(const Element &element)
{
    const QString what = u"%1 '%2'"_s.arg(element.kind, element.key);
    if (!isValidKey(element.key))
        report(what + u": the key may hold lower-case letters, digits and . _ @ + - only"_s);
    if (!isValidKind(element.kind))
        report(what + u": it has no kind, or one that is not of letters and digits"_s);
    if (const Element *named = m_model.element(element.key); !named || named->id != element.id)
        report(what + u": another element has this key"_s);
    checkLifetime(element.lifetime, what);
    checkRevisions(element.revisions, what);
}

void Checker::check(const Relation &relation)
{
    const Element *source = m_model.element(relation.source);
    const Element *target = m_model.element(relation.target);
    const QString what = u"%1 from '%2' to '%3'"_s.arg(relation.kind, source ? source->key : u"?"_s,
                                                       target ? target->key : u"?"_s);
    if (!source || !target) {
        report(what + u": one end is not there"_s);
        return;
    }
    if (const Relation *same = m_model.relation(relation.kind, relation.source, relation.target);
        same && same->id != relation.id)
        report(what + u": it is there twice"_s);
    checkLifetime(relation.lifetime, what);
    checkRevisions(relation.revisions, what);
}

void Checker::check(const Record &record)
{
    if (!isValidKind(record.kind) || !isValidKey(record.key))
        report(u"%1 '%2': a record needs a kind and a valid key"_s.arg(record.kind, record.key));
    if (const Record *same = m_model.record(record.kind, record.key); same && same->id != record.id)
        report(u"%1 '%2': the key is there twice"_s.arg(record.kind, record.key));
}

void Checker::check(const View &view)
{
    const QString what = u"view '%1'"_s.arg(view.key);
    if (!isValidKey(view.key))
        report(what + u": the key may hold lower-case letters, digits and . _ @ + - only"_s);
    if (const View *same = m_model.view(view.key); same && same->id != view.id)
        report(what + u": the key is there twice"_s);
    const auto isFar = [](QPoint at) {
        return std::abs(qint64(at.x())) > View::farthest || std::abs(qint64(at.y())) > View::farthest;
    };
    for (auto it = view.positions.cbegin(); it != view.positions.cend(); ++it) {
        if (!m_model.element(it.key()))
            report(what + u": it places an element that is not there"_s);
        else if (isFar(*it))
            report(what + u": it places an element more than ten million pixels away"_s);
    }
    for (auto it = view.routes.cbegin(); it != view.routes.cend(); ++it) {
        if (!m_model.relation(it.key()))
            report(what + u": it routes a relation that is not there"_s);
        else if (std::ranges::any_of(*it, isFar))
            report(what + u": it routes a relation more than ten million pixels away"_s);
    }
}

} // namespace

QList<Error> findProblems(const Model &model)
{
    Checker checker(model);
    checker.checkPlateaus();
    for (const Element &element : model.elements())
        checker.check(element);
    for (const Relation &relation : model.relations())
        checker.check(relation);
    for (const Record &record : model.records())
        checker.check(record);
    for (const View &view : model.views())
        checker.check(view);
    return checker.take();
}

QList<Error> findProblems(const Model &model, const Change &change)
{
    // A plateau that moves or goes can strand anything; that is rare, and then everything is looked at.
    if (!change.plateaus.updated.empty() || !change.plateaus.removed.empty())
        return findProblems(model);

    Checker checker(model);
    if (!change.plateaus.isEmpty())
        checker.checkPlateaus();
    std::set<ElementId> elements = change.elements.added;
    elements.insert(change.elements.updated.begin(), change.elements.updated.end());
    std::set<RelationId> relations = change.relations.added;
    relations.insert(change.relations.updated.begin(), change.relations.updated.end());
    for (const ElementId id : change.elements.removed) {
        for (const RelationId relation : model.outgoing(id) + model.incoming(id))
            relations.insert(relation);
    }
    for (const ElementId id : elements) {
        if (const Element *element = model.element(id))
            checker.check(*element);
    }
    for (const RelationId id : relations) {
        if (const Relation *relation = model.relation(id))
            checker.check(*relation);
    }
    for (const auto *ids : {&change.records.added, &change.records.updated}) {
        for (const RecordId id : *ids) {
            if (const Record *record = model.record(id))
                checker.check(*record);
        }
    }
    const bool graphShrinks = !change.elements.removed.empty() || !change.relations.removed.empty();
    for (const View &view : model.views()) {
        if (graphShrinks || change.views.touches(view.id))
            checker.check(view);
    }
    return checker.take();
}

} // namespace gp

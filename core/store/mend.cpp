// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "core/store/salvage.h"

using namespace Qt::StringLiterals;

namespace gp::store {

namespace {

/// Makes one model sound, sort by sort, in the order in which they hang on each other.
class Mender
{
public:
    explicit Mender(Model &model)
        : m_model(model)
    {
    }

    QStringList run()
    {
        plateaus();
        keysOf(m_model.elements(), [this](const QString &key) { return m_model.element(key); });
        lives(m_model.elements());
        relations();
        lives(m_model.relations());
        records();
        views();
        provenance();
        return std::move(m_said);
    }

private:
    void say(const QString &what) { m_said.append(what); }

    void plateaus()
    {
        if (m_model.plateaus().isEmpty() && !m_model.elements().isEmpty()) {
            Plateau current;
            current.id = PlateauId(deriveIdValue(u"plateau/current"_s));
            current.key = u"current"_s;
            current.name = u"Current"_s;
            current.kind = PlateauKind::Current;
            m_model.put(current);
            say(u"No plateau could be read: everything stands at a new one, 'current'"_s);
        }
        // The one that says it is current is the root, or else the first that has no parent, or the first.
        PlateauId root;
        for (const bool byKind : {true, false}) {
            for (const Plateau &plateau : m_model.plateaus()) {
                const bool fits =
                    byKind ? plateau.kind == PlateauKind::Current : !m_model.plateau(plateau.parent);
                if (!root.isValid() && fits)
                    root = plateau.id;
            }
        }
        if (!root.isValid() && !m_model.plateaus().isEmpty())
            root = m_model.plateaus().firstKey();
        QSet<QString> keys;
        for (Plateau plateau : m_model.plateaus().values()) {
            const Plateau before = plateau;
            const bool isRoot = plateau.id == root;
            if (isRoot) {
                plateau.parent = {};
                plateau.kind = PlateauKind::Current;
            } else {
                const PlateauPath path = m_model.pathTo(plateau.id);
                if (!m_model.plateau(plateau.parent) || !path.contains(root))
                    plateau.parent = root;
                if (plateau.kind == PlateauKind::Current)
                    plateau.kind = PlateauKind::Transition;
            }
            plateau.key =
                freeKey(plateau.key, u"plateau"_s, [&](const QString &key) { return keys.contains(key); });
            keys.insert(plateau.key);
            if (plateau != before) {
                m_model.put(plateau);
                say(u"Plateau '%1' did not fit into the tree of plateaus and was put right"_s.arg(
                    plateau.key));
            }
        }
        m_root = root;
    }

    template<typename Taken>
    QString freeKey(const QString &key, const QString &stem, Taken taken)
    {
        QString base = isValidKey(key) ? key : toKey(key);
        if (base.isEmpty())
            base = stem;
        QString free = base;
        for (int i = 2; taken(free); ++i)
            free = u"%1-%2"_s.arg(base).arg(i);
        return free;
    }

    template<typename Things, typename Find>
    void keysOf(const Things &things, Find find)
    {
        for (auto thing : things.values()) {
            if (!isValidKind(thing.kind)) {
                m_model.remove(thing.id);
                say(u"'%1' has no sound kind and was left out"_s.arg(thing.key));
                continue;
            }
            const auto isOther = [&](const QString &key) {
                const auto *other = find(key);
                return other && other->id != thing.id;
            };
            const QString key = freeKey(thing.key, thing.kind.toLower(), isOther);
            if (key != thing.key)
                say(u"The key '%1' was damaged or there twice: it is '%2' now"_s.arg(thing.key, key));
            thing.key = key;
            m_model.put(thing);
        }
    }

    template<typename Things>
    void lives(const Things &things)
    {
        int mended = 0;
        for (auto thing : things.values()) {
            const auto before = thing;
            if (!m_model.plateau(thing.lifetime.since))
                thing.lifetime.since = m_root;
            auto &until = thing.lifetime.until;
            until.removeIf([&](PlateauId id) {
                return id == thing.lifetime.since || !m_model.plateau(id) ||
                       !m_model.pathTo(id).contains(thing.lifetime.since);
            });
            std::ranges::sort(until);
            until.erase(std::unique(until.begin(), until.end()), until.end());
            thing.revisions.removeIf(
                [&](const auto &it) { return !m_model.plateau(it.key()) || it.value().isEmpty(); });
            if (thing != before) {
                m_model.put(thing);
                ++mended;
            }
        }
        if (mended > 0)
            say(u"%1 lifetimes named plateaus that are gone and were put right"_s.arg(mended));
    }

    void relations()
    {
        int gone = 0;
        std::set<std::tuple<QString, ElementId, ElementId>> seen;
        for (const Relation &relation : m_model.relations().values()) {
            const bool isSound = isValidKind(relation.kind) && m_model.element(relation.source) &&
                                 m_model.element(relation.target) &&
                                 seen.emplace(relation.kind, relation.source, relation.target).second;
            if (!isSound) {
                m_model.remove(relation.id);
                ++gone;
            }
        }
        if (gone > 0)
            say(u"%1 relations were left out: one end is gone"_s.arg(gone));
    }

    void records()
    {
        for (const Record &record : m_model.records().values()) {
            if (!isValidKind(record.kind)) {
                m_model.remove(record.id);
                say(u"'%1' has no sound kind and was left out"_s.arg(record.key));
                continue;
            }
            Record mended = record;
            mended.key = freeKey(record.key, record.kind.toLower(), [&](const QString &key) {
                const Record *other = m_model.record(record.kind, key);
                return other && other->id != record.id;
            });
            if (mended.key != record.key)
                say(u"The key '%1' was damaged or there twice: it is '%2' now"_s.arg(record.key, mended.key));
            m_model.put(mended);
        }
    }

    void views()
    {
        QSet<QString> keys;
        for (View view : m_model.views().values()) {
            const View before = view;
            view.key = freeKey(view.key, u"view"_s, [&](const QString &key) { return keys.contains(key); });
            keys.insert(view.key);
            view.positions.removeIf([&](const auto &it) { return !m_model.element(it.key()); });
            view.routes.removeIf([&](const auto &it) { return !m_model.relation(it.key()); });
            if (view != before) {
                m_model.put(view);
                say(u"View '%1' showed things that are gone"_s.arg(view.key));
            }
        }
    }

    /// Where nothing is known any more that came from somewhere.
    void provenance()
    {
        for (const ElementId id : m_model.elementProvenance().keys()) {
            if (!m_model.element(id))
                m_model.put(id, Provenance{});
        }
        for (const RelationId id : m_model.relationProvenance().keys()) {
            if (!m_model.relation(id))
                m_model.put(id, Provenance{});
        }
    }

    Model &m_model;
    PlateauId m_root;
    QStringList m_said;
};

} // namespace

QStringList mend(Model &model)
{
    return Mender(model).run();
}

} // namespace gp::store

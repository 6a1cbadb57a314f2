// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
// Random edits of every sort, the same for the same seed on every machine: for tests that say "whatever was
// done before".
#pragma once

#include "core/model/draft.h"

#include <QJsonArray>
#include <QRandomGenerator>

namespace gp::test {

class RandomEdits
{
public:
    explicit RandomEdits(quint32 seed)
        : m_random(seed)
    {
    }

    /// An edit of `model` that changes something. The first ones make the plateaus.
    [[nodiscard]] Draft next(const Model &model)
    {
        for (;;) {
            Draft draft(model);
            // Now and then a big one, as an import or a merge is.
            const int steps = one(20) ? 2 + number(12) : 1;
            for (int i = 0; i < steps; ++i)
                step(draft);
            if (!draft.change().isEmpty())
                return draft;
        }
    }

private:
    int number(int below) { return static_cast<int>(m_random.bounded(below)); }
    bool one(int in) { return number(in) == 0; }
    template<typename Map>
    auto any(const Map &map) -> const typename Map::mapped_type *
    {
        return map.isEmpty() ? nullptr : &*std::next(map.cbegin(), number(static_cast<int>(map.size())));
    }

    QString word()
    {
        static const QStringList words{QStringLiteral("checkout"),  QStringLiteral("näh \"quote\" \\"),
                                       QStringLiteral("blue:null"), QStringLiteral("line\nbreak\ttab"),
                                       QStringLiteral("日本"),      QStringLiteral(""),
                                       QStringLiteral("cart"),      QStringLiteral("12")};
        return words.at(number(static_cast<int>(words.size())));
    }
    QString property()
    {
        static const QStringList names{QStringLiteral("name"),     QStringLiteral("tier"),
                                       QStringLiteral("workload"), QStringLiteral("description"),
                                       QStringLiteral("stages"),   QStringLiteral("slos"),
                                       QStringLiteral("on_call"),  QStringLiteral("monthly_cost"),
                                       QStringLiteral("ring"),     QStringLiteral("x.odd key")};
        return names.at(number(static_cast<int>(names.size())));
    }
    QJsonValue value()
    {
        switch (number(9)) {
        case 0:
            return QJsonValue::Null;
        case 1:
            return one(2);
        case 2:
            return number(1000) - 500;
        case 3:
            return number(1'000'000) / 7.0;
        case 4:
            return QJsonArray{word(), number(5), QJsonValue(QJsonValue::Null)};
        case 5:
            return QJsonObject{{QStringLiteral("a"), word()},
                               {QStringLiteral("b"), QJsonValue(QJsonValue::Null)}};
        case 6:
            return QJsonArray{
                QJsonObject{{QStringLiteral("name"), word()},
                            {QStringLiteral("type"), QStringLiteral("build")}},
                QJsonObject{{QStringLiteral("name"), word()}, {QStringLiteral("gate"), word()}}};
        default:
            return word();
        }
    }
    QJsonObject properties()
    {
        QJsonObject object;
        for (int i = number(5); i > 0; --i)
            object.insert(property(), value());
        return object;
    }
    QString kind()
    {
        static const QStringList kinds{QStringLiteral("service"),     QStringLiteral("pipeline"),
                                       QStringLiteral("environment"), QStringLiteral("control"),
                                       QStringLiteral("technology"),  QStringLiteral("team"),
                                       QStringLiteral("goldenPath")};
        return kinds.at(number(static_cast<int>(kinds.size())));
    }
    QString relationKind()
    {
        static const QStringList kinds{QStringLiteral("dependsOn"), QStringLiteral("ownedBy"),
                                       QStringLiteral("follows"), QStringLiteral("deliveredBy"),
                                       QStringLiteral("replaces")};
        return kinds.at(number(static_cast<int>(kinds.size())));
    }
    QString newKey(QStringView stem) { return QStringLiteral("%1-%2").arg(stem).arg(number(100'000)); }
    Source source()
    {
        return {QStringLiteral("kubernetes"),
                QStringLiteral("apps/%1.yaml").arg(number(50)),
                number(400),
                QStringLiteral("env"),
                one(4),
                properties()};
    }

    void step(Draft &draft)
    {
        if (draft.model().plateaus().size() < 3) {
            addPlateau(draft);
            return;
        }
        const int dice = number(100);
        if (dice < 3)
            editPlateaus(draft);
        else if (dice < 60)
            editElements(draft);
        else if (dice < 82)
            editRelations(draft);
        else if (dice < 91)
            editRecords(draft);
        else
            editViews(draft);
    }

    void addPlateau(Draft &draft)
    {
        const Plateau *parent = any(draft.model().plateaus());
        Plateau plateau;
        plateau.key = newKey(u"plateau");
        plateau.name = word();
        plateau.kind = !parent  ? PlateauKind::Current
                       : one(3) ? PlateauKind::Option
                                : PlateauKind::Transition;
        plateau.parent = parent ? parent->id : PlateauId{};
        plateau.position = number(20);
        if (one(2))
            plateau.date = QDate(2026, 1, 1).addDays(number(1000));
        (void)draft.addPlateau(plateau);
    }
    void editPlateaus(Draft &draft)
    {
        Plateau plateau = *any(draft.model().plateaus());
        if (one(2) && draft.model().plateaus().size() < 12) {
            addPlateau(draft);
        } else if (one(3)) {
            (void)draft.removePlateau(plateau.id);
        } else {
            plateau.description = word();
            plateau.position = number(20);
            (void)draft.update(plateau);
        }
    }

    void addElement(Draft &draft)
    {
        const auto added =
            draft.addElement(kind(), newKey(u"element"), any(draft.model().plateaus())->id, properties());
        if (added && one(4))
            draft.setProvenance(*added, {{source()}, {}});
    }
    void editElements(Draft &draft)
    {
        const Element *element = any(draft.model().elements());
        if (!element || number(100) < 28) {
            addElement(draft);
            return;
        }
        const ElementId id = element->id;
        const PlateauId plateau = any(draft.model().plateaus())->id;
        switch (number(12)) {
        case 0:
            (void)draft.removeElementAt(id, plateau);
            break;
        case 1:
            (void)draft.eraseElement(id);
            break;
        case 2:
            (void)draft.revertProperty(id, plateau, property());
            break;
        case 3: {
            Element renamed = *element;
            renamed.key = newKey(u"element");
            (void)draft.update(renamed);
            break;
        }
        case 4:
            draft.setProvenance(id, {{source(), source()}, {{relationKind(), word(), source()}}});
            break;
        default:
            (void)draft.setProperty(id, plateau, property(), value());
        }
    }

    void editRelations(Draft &draft)
    {
        const Relation *relation = any(draft.model().relations());
        const Element *from = any(draft.model().elements());
        const Element *to = any(draft.model().elements());
        const PlateauId plateau = any(draft.model().plateaus())->id;
        if (from && to && (!relation || number(100) < 60)) {
            const auto added = draft.addRelation(relationKind(), from->id, to->id, plateau, properties());
            if (added && one(4))
                draft.setProvenance(*added, {{source()}, {}});
            return;
        }
        if (!relation)
            return;
        const RelationId id = relation->id;
        switch (number(4)) {
        case 0:
            (void)draft.eraseRelation(id);
            break;
        case 1:
            (void)draft.removeRelationAt(id, plateau);
            break;
        default:
            (void)draft.setProperty(id, plateau, property(), value());
        }
    }

    void editRecords(Draft &draft)
    {
        const Record *record = any(draft.model().records());
        if (!record || one(2)) {
            (void)draft.addRecord(one(2) ? QStringLiteral("decision") : QStringLiteral("kpi"),
                                  newKey(u"record"), properties());
        } else if (one(4)) {
            (void)draft.eraseRecord(record->id);
        } else {
            Record changed = *record;
            changed.properties.insert(property(), value());
            (void)draft.update(changed);
        }
    }

    void editViews(Draft &draft)
    {
        const View *view = any(draft.model().views());
        if (!view || one(4)) {
            (void)draft.addView({{}, newKey(u"view"), properties(), {}, {}});
            return;
        }
        if (one(8)) {
            (void)draft.eraseView(view->id);
            return;
        }
        View changed = *view;
        for (int i = number(6); i >= 0; --i) {
            if (const Element *element = any(draft.model().elements()))
                changed.positions.insert(element->id, {number(4000) - 2000, number(4000)});
            if (const Relation *relation = any(draft.model().relations()); relation && one(2))
                changed.routes.insert(relation->id, {{number(900), number(900)}, {1, 2}, {3, 4}, {5, 6}});
        }
        if (one(3) && !changed.positions.isEmpty())
            changed.positions.remove(changed.positions.firstKey());
        (void)draft.update(changed);
    }

    QRandomGenerator m_random;
};

/// How many edits the long tests make; GROUNDPLAN_TEST_EDITS lowers it where every one is slow (sanitizers).
[[nodiscard]] inline int editCount(int usual)
{
    bool ok = false;
    const int wanted = qEnvironmentVariableIntValue("GROUNDPLAN_TEST_EDITS", &ok);
    return ok && wanted > 0 ? std::min(wanted, usual) : usual;
}

} // namespace gp::test

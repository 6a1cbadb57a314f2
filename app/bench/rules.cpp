// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
// The rules over platforms of several sizes: all of them, after one edit, and how it grows.
#include "app/bench/bench.h"

#include "core/model/draft.h"
#include "core/rules/workbench.h"

#include <QJsonArray>
#include <QLocale>
#include <QRandomGenerator>

using namespace Qt::StringLiterals;

namespace gp::bench {

namespace {

/// A platform of so many elements and three times as many relations: seven of ten are services, and there is
/// a decision for each hundred.
class CheckedPlatform
{
public:
    explicit CheckedPlatform(int elements)
        : m_current(orGiveUp(
              m_draft.addPlateau({{}, u"current"_s, u"Current"_s, {}, PlateauKind::Current, {}, 0, {}})))
    {
        orGiveUp(
            m_draft.addPlateau({{}, u"target"_s, u"Target"_s, {}, PlateauKind::Target, m_current, 1, {}}));
        orGiveUp(m_draft.addRecord(u"project"_s, u"project"_s, {{u"date"_s, u"2026-06-01"_s}}));
        addElements(elements);
        addRelations(3 * elements);
        for (int i = 0; i < elements / 100; ++i)
            orGiveUp(m_draft.addRecord(u"decision"_s, u"decision-%1"_s.arg(i),
                                       {{u"title"_s, u"Decision %1"_s.arg(i)},
                                        {u"status"_s, u"accepted"_s},
                                        {u"elements"_s, QJsonArray{u"service-%1"_s.arg(i)}}}));
    }

    [[nodiscard]] const Model &model() const { return m_draft.model(); }
    [[nodiscard]] PlateauId current() const { return m_current; }
    [[nodiscard]] const QList<ElementId> &of(const QString &kind) { return m_ids[kind]; }

private:
    void add(const QString &kind, int count, const std::function<QJsonObject(int)> &properties)
    {
        for (int i = 0; i < count; ++i)
            m_ids[kind].append(orGiveUp(m_draft.addElement(kind, kind.toLower() + u'-' + QString::number(i),
                                                           m_current, properties(i))));
    }

    template<typename List>
    auto any(const List &list)
    {
        return list.at(m_random.bounded(static_cast<int>(list.size())));
    }

    void addElements(int elements)
    {
        static const QStringList workloads{u"api"_s, u"web-service"_s, u"batch"_s, u"event-driven"_s};
        static const QStringList secrets{u"workload-identity"_s, u"vault-dynamic"_s, u"static-env"_s};
        add(u"team"_s, std::max(1, elements / 100), [](int) { return QJsonObject(); });
        add(u"environment"_s, std::max(4, elements / 100), [](int i) -> QJsonObject {
            static const QStringList types{u"dev"_s, u"stage"_s, u"prod"_s, u"prod"_s};
            return {{u"type"_s, types.at(i % 4)}, {u"lifecycle"_s, u"static"_s}, {u"region"_s, u"eu-1"_s}};
        });
        add(u"technology"_s, std::max(1, elements / 50),
            [](int) -> QJsonObject { return {{u"ring"_s, u"adopt"_s}}; });
        add(u"control"_s, std::max(1, elements / 100), [](int) -> QJsonObject {
            return {{u"mode"_s, u"enforced"_s}, {u"enforcement_point"_s, u"build"_s}};
        });
        add(u"goldenPath"_s, 4, [](int i) -> QJsonObject { return {{u"workload"_s, workloads.at(i)}}; });
        add(u"pipeline"_s, elements / 5, [](int i) -> QJsonObject {
            return {
                {u"tool"_s, u"GitHub Actions"_s},
                {u"signing"_s, i % 10 == 0 ? u"none"_s : u"signed-verified"_s},
                {u"credentials"_s, u"oidc"_s},
                {u"stages"_s, QJsonArray{QJsonObject{{u"name"_s, u"build"_s}, {u"type"_s, u"build"_s}},
                                         QJsonObject{{u"name"_s, u"scan"_s}, {u"type"_s, u"scan"_s}},
                                         QJsonObject{{u"name"_s, u"approve"_s}, {u"type"_s, u"approve"_s}}}}};
        });
        const int rest = elements - static_cast<int>(m_draft.model().elements().size());
        add(u"service"_s, rest, [](int i) -> QJsonObject {
            return {
                {u"tier"_s, 1 + i % 4},
                {u"description"_s, u"What it is for"_s},
                {u"runbook"_s, u"https://runbooks.example/%1"_s.arg(i)},
                {u"repository"_s, u"https://git.example/%1"_s.arg(i)},
                {u"observability"_s, QJsonArray{u"logs"_s, u"metrics"_s, u"traces"_s, u"alerts"_s}},
                {u"on_call"_s, true},
                {u"exposure"_s, u"internal"_s},
                {u"workload"_s, workloads.at(i % 4)},
                {u"secrets"_s, secrets.at(i % 7 == 0 ? 2 : i % 2)},
                {u"deployment_strategy"_s, u"rolling"_s},
                {u"rollback"_s, u"previous digest"_s},
                {u"data_class"_s, i % 9 == 0 ? u"restricted"_s : u"internal"_s},
                {u"slos"_s, QJsonArray{QJsonObject{{u"name"_s, u"availability"_s}, {u"objective"_s, 99.9}}}}};
        });
    }

    void relate(ElementId source, const QString &kind, ElementId target)
    {
        if (source != target)
            m_relations += m_draft.model().relation(kind, source, target) ? 0 : 1;
        if (source != target)
            orGiveUp(m_draft.addRelation(kind, source, target, m_current));
    }

    void addRelations(int relations)
    {
        for (const ElementId pipeline : of(u"pipeline"_s)) {
            relate(pipeline, u"deploysTo"_s, any(of(u"environment"_s)));
            relate(pipeline, u"uses"_s, any(of(u"technology"_s)));
            relate(any(of(u"control"_s)), u"guards"_s, pipeline);
        }
        for (const ElementId service : of(u"service"_s)) {
            relate(service, u"deliveredBy"_s, any(of(u"pipeline"_s)));
            relate(service, u"ownedBy"_s, any(of(u"team"_s)));
            relate(service, u"follows"_s, any(of(u"goldenPath"_s)));
        }
        // Callers come before those that they call, as in a platform that grew: no cycles by accident.
        const QList<ElementId> &services = of(u"service"_s);
        while (m_relations < relations) {
            const int from = m_random.bounded(static_cast<int>(services.size()) - 1);
            const int reach = std::min(40, static_cast<int>(services.size()) - 1 - from);
            relate(services.at(from), u"dependsOn"_s, services.at(from + 1 + m_random.bounded(reach)));
        }
    }

    Draft m_draft{Model()};
    PlateauId m_current;
    QMap<QString, QList<ElementId>> m_ids;
    QRandomGenerator m_random{42};
    int m_relations = 0;
};

double editMs(rules::Workbench &bench, Model &model, const std::function<void(Draft &, int)> &edit,
              int &rules)
{
    QList<double> times;
    constexpr int rounds = 21;
    for (int i = 0; i < rounds; ++i) {
        Draft draft(model);
        edit(draft, i);
        const Change change = draft.change();
        model = draft.model();
        times.append(timed([&] { bench.update(model, change); }));
        rules = std::max(rules, bench.rulesRun());
    }
    return median(times);
}

} // namespace

void benchRules(Report &report)
{
    double smaller = 0;
    for (const int elements : {2'500, 10'000, 40'000}) {
        CheckedPlatform platform(elements);
        const QString size = QLocale::c().toString(elements);
        const rules::RuleSet &set = rules::RuleSet::builtin();
        std::optional<rules::Workbench> anew;
        QList<double> times;
        for (int i = 0; i < 5; ++i) {
            anew.reset();
            times.append(timed([&] {
                anew.emplace(set, rules::Workbench::Options{{}, {}, 20'000});
                anew->load(platform.model(), platform.current());
            }));
        }
        rules::Workbench &bench = *anew;
        if (!bench.errors().isEmpty())
            giveUp(bench.errors().first().text());
        const double all = median(times);
        report.add({u"rules %1: all %2, with filling the tables"_s.arg(size).arg(bench.rulesRun()), all,
                    u"ms"_s, u"a quarter of the size"_s, smaller});
        smaller = all;
        qsizetype found = 0;
        const double sorted = timed([&] { found = bench.findings().size(); });
        report.add({u"rules %1: %2 findings sorted, with their fingerprints"_s.arg(size).arg(found), sorted,
                    u"ms"_s, u"all"_s, all});
        double slowest = 0;
        QString name;
        double sum = 0;
        for (const rules::Rule &rule : set.rules()) {
            const rules::Outcome *outcome = bench.outcome(rule.id);
            sum += outcome ? outcome->milliseconds : 0;
            if (outcome && outcome->milliseconds > slowest) {
                slowest = outcome->milliseconds;
                name = rule.id;
            }
        }
        report.add({u"rules %1: their queries, on two threads"_s.arg(size), sum, u"ms"_s, u"all"_s, all});
        report.add({u"rules %1: the slowest, %2"_s.arg(size, name), slowest, u"ms"_s, u"all"_s, all});

        Model model = platform.model();
        const QList<ElementId> services = platform.of(u"service"_s);
        const auto one = [&](const QString &what, const std::function<void(Draft &, int)> &edit) {
            int ran = 0;
            const double ms = editMs(bench, model, edit, ran);
            report.add(
                {u"rules %1: after %2 (%3 rules)"_s.arg(size, what).arg(ran), ms, u"ms"_s, u"all"_s, all});
        };
        one(u"a tier changed"_s, [&](Draft &draft, int i) {
            orGiveUp(draft.setProperty(services.at(i), platform.current(), u"tier"_s, 1 + (i + 1) % 4));
        });
        one(u"a name changed"_s, [&](Draft &draft, int i) {
            orGiveUp(draft.setProperty(services.at(i), platform.current(), u"name"_s, u"Name %1"_s.arg(i)));
        });
        one(u"a dependency added"_s, [&](Draft &draft, int i) {
            orGiveUp(
                draft.addRelation(u"dependsOn"_s, services.at(i), services.at(i + 100), platform.current()));
        });
        one(u"a service added"_s, [&](Draft &draft, int i) {
            orGiveUp(draft.addElement(u"service"_s, u"added-%1"_s.arg(i), platform.current(), {}));
        });
    }
}

} // namespace gp::bench

// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "core/documents/contexts.h"

#include "core/rules/controls.h"
#include "core/rules/profile.h"
#include "core/rules/waivers.h"

#include <QJsonArray>

using namespace Qt::StringLiterals;

namespace gp::documents {

namespace {

QString coverageText(rules::Coverage coverage)
{
    switch (coverage) {
    case rules::Coverage::Enforced:
        return u"✓ enforced"_s;
    case rules::Coverage::Warns:
        return u"◐ warns"_s;
    case rules::Coverage::Planned:
        return u"○ planned"_s;
    case rules::Coverage::None:
        break;
    }
    return u"✕ no control"_s;
}

QList<ElementState> statesOf(const Facts &facts, const QList<ElementId> &ids)
{
    QList<ElementState> states;
    for (const ElementId id : ids) {
        if (const ElementState *state = facts.at().element(id))
            states.append(*state);
    }
    return states;
}

QVariantHash frameworkHash(const Facts &facts, const QString &framework)
{
    QVariantList rows;
    QVariantList gaps;
    QMap<rules::Coverage, int> counts;
    for (const rules::RequirementRow &row : rules::coverageOf(facts.model(), facts.at(), framework)) {
        ++counts[row.coverage];
        const QVariantHash hash{{u"id"_s, row.requirement.requirement},
                                {u"title"_s, row.title},
                                {u"coverage"_s, coverageText(row.coverage)},
                                {u"controls"_s, facts.refs(statesOf(facts, row.controls))},
                                {u"evidence"_s, QString::number(row.validEvidence)}};
        (row.coverage == rules::Coverage::None ? gaps : rows).append(hash);
    }
    const int all = static_cast<int>(rows.size() + gaps.size());
    return {{u"name"_s, rules::Frameworks::builtin().nameOf(framework)},
            {u"rows"_s, rows},
            {u"gaps"_s, gaps},
            {u"all"_s, all},
            {u"enforced"_s, counts.value(rules::Coverage::Enforced)},
            {u"warns"_s, counts.value(rules::Coverage::Warns)},
            {u"planned"_s, counts.value(rules::Coverage::Planned)},
            {u"none"_s, counts.value(rules::Coverage::None)}};
}

} // namespace

QVariantList coverageChangeRows(const Facts &facts, PlateauId first)
{
    const PlateauModel &before = facts.evaluatedAt(first).at;
    QStringList frameworks = rules::frameworksIn(facts.at());
    for (const QString &framework : rules::frameworksIn(before)) {
        if (!frameworks.contains(framework))
            frameworks.append(framework);
    }
    frameworks.sort();
    QVariantList changes;
    for (const QString &framework : frameworks) {
        for (const rules::CoverageChange &change :
             rules::coverageChanges(facts.model(), before, facts.at(), framework)) {
            const bool gains = change.after.coverage > change.before.coverage;
            changes.append(QVariantHash{
                {u"framework"_s, rules::Frameworks::builtin().nameOf(framework)},
                {u"id"_s, change.after.requirement.requirement},
                {u"title"_s, change.after.title.isEmpty() ? change.before.title : change.after.title},
                {u"sign"_s, gains ? u"+"_s : u"−"_s},
                {u"before"_s, coverageText(change.before.coverage)},
                {u"after"_s, coverageText(change.after.coverage)}});
        }
    }
    return changes;
}

namespace {

bool isPlanned(const ElementState &control)
{
    return control.properties.value(u"mode"_s).toString() == "planned"_L1;
}

QVariantList servicesUnder(const Facts &facts)
{
    QVariantList services;
    for (const ElementState &service : facts.at().ofKind(u"service"_s)) {
        const QList<ElementState> controls = rules::controlsOf(facts.at(), service.id);
        const auto planned = std::ranges::count_if(controls, isPlanned);
        services.append(QVariantHash{{u"service"_s, facts.ref(service)},
                                     {u"tier"_s, facts.value(service, u"tier"_s)},
                                     {u"in_force"_s, static_cast<int>(controls.size() - planned)},
                                     {u"planned"_s, static_cast<int>(planned)},
                                     {u"controls"_s, facts.refs(controls)}});
    }
    return services;
}

/// A piece of evidence against the project's date.
struct Piece
{
    bool isExpired = false;
    bool passed = false;
};

QHash<QString, QList<Record>> evidenceByControl(const Model &model)
{
    QHash<QString, QList<Record>> all;
    for (const Record &record : model.recordsOfKind(u"evidence"_s))
        all[record.properties.value(u"control"_s).toString()].append(record);
    return all;
}

Piece judged(const Record &record, const QString &today)
{
    const QString until = record.properties.value(u"valid_until"_s).toString();
    return {!until.isEmpty() && !today.isEmpty() && until < today,
            record.properties.value(u"result"_s).toString() == "pass"_L1};
}

/// "✓ shown", "◐ partly", "✕ expired", "✕ failed", "? nothing": what the evidence says of a control.
QString evidenceState(const QList<Record> &evidence, const QString &today)
{
    if (evidence.isEmpty())
        return u"? none"_s;
    int valid = 0;
    int passed = 0;
    for (const Record &record : evidence) {
        const Piece piece = judged(record, today);
        valid += piece.isExpired ? 0 : 1;
        passed += !piece.isExpired && piece.passed ? 1 : 0;
    }
    if (valid == 0)
        return u"✕ expired"_s;
    if (passed == valid)
        return u"✓ shown"_s;
    return passed > 0 ? u"◐ partly"_s : u"✕ not passed"_s;
}

QVariantList evidenceRows(const Facts &facts, const QList<Record> &evidence)
{
    const QString today = rules::projectDate(facts.model());
    QVariantList rows;
    for (const Record &record : evidence) {
        const QString subject = record.properties.value(u"subject"_s).toString();
        const Piece piece = judged(record, today);
        rows.append(
            QVariantHash{{u"key"_s, record.key},
                         {u"kind"_s, facts.value(record, u"kind"_s)},
                         {u"subject"_s, subject.isEmpty() ? QString() : lastName(facts.model(), subject)},
                         {u"location"_s, facts.value(record, u"location"_s)},
                         {u"collected"_s, facts.value(record, u"collected"_s)},
                         {u"valid_until"_s, facts.value(record, u"valid_until"_s)},
                         {u"result"_s, facts.value(record, u"result"_s)},
                         {u"state"_s, piece.isExpired ? u"✕ expired"_s
                                      : piece.passed  ? u"✓ valid"_s
                                                      : u"◐ valid, not passed"_s}});
    }
    return rows;
}

} // namespace

QVariantHash controlMatrixContext(const Facts &facts)
{
    QVariantHash context = facts.header(u"Control matrix"_s);
    const QStringList frameworks = rules::frameworksIn(facts.at());
    QVariantList tables;
    for (const QString &framework : frameworks)
        tables.append(frameworkHash(facts, framework));
    const PlateauId first = facts.model().rootPlateau();
    context[u"frameworks"_s] = tables;
    context[u"services"_s] = servicesUnder(facts);
    context[u"first"_s] = first == facts.plateau() ? QString() : facts.plateauName(first);
    context[u"changes"_s] = first == facts.plateau() ? QVariantList() : coverageChangeRows(facts, first);
    const QList<ElementState> controls = facts.at().ofKind(u"control"_s);
    const auto planned = std::ranges::count_if(controls, isPlanned);
    context[u"control_count"_s] = counted(controls.size(), u"control"_s, u"controls"_s);
    context[u"planned_count"_s] = static_cast<int>(planned);
    const rules::Profile profile = rules::profileOf(facts.model());
    context[u"profile"_s] = profile.title;
    QVariantList missing;
    for (const QString &id : profile.controls) {
        const rules::CatalogueControl *item = rules::ControlCatalogue::builtin().control(id);
        const bool isThere = std::ranges::any_of(controls, [&](const ElementState &control) {
            const auto *of = rules::ControlCatalogue::builtin().itemOf(control);
            return of && of->id == id;
        });
        if (item && !isThere)
            missing.append(QVariantHash{{u"id"_s, id}, {u"title"_s, item->title}, {u"stops"_s, item->stops}});
    }
    context[u"missing"_s] = missing;
    return context;
}

QVariantHash evidenceIndexContext(const Facts &facts)
{
    QVariantHash context = facts.header(u"Evidence pack"_s);
    const QHash<QString, QList<Record>> evidence = evidenceByControl(facts.model());
    const QString today = rules::projectDate(facts.model());
    QVariantList controls;
    int shown = 0;
    for (const ElementState &control : facts.at().ofKind(u"control"_s)) {
        const QString state = evidenceState(evidence.value(control.key), today);
        shown += state.startsWith(u"✓") ? 1 : 0;
        controls.append(QVariantHash{{u"control"_s, facts.ref(control)},
                                     {u"enforcement_point"_s, facts.value(control, u"enforcement_point"_s)},
                                     {u"mode"_s, facts.value(control, u"mode"_s)},
                                     {u"owner"_s, facts.owner(control.id)},
                                     {u"pieces"_s, static_cast<int>(evidence.value(control.key).size())},
                                     {u"state"_s, state}});
    }
    context[u"controls"_s] = controls;
    context[u"control_count"_s] = counted(controls.size(), u"control"_s, u"controls"_s);
    context[u"shown"_s] = shown;
    context[u"shown_work"_s] = wordFor(shown, u"it works"_s, u"they work"_s);
    return context;
}

QVariantHash evidenceContext(const Facts &facts, const ElementState &control)
{
    QVariantHash context = facts.header(u"Evidence: "_s + control.name());
    context[u"name"_s] = control.name();
    context[u"objective"_s] = facts.text(control.properties, u"objective"_s, 2);
    context[u"enforcement_point"_s] = facts.value(control, u"enforcement_point"_s);
    context[u"mode"_s] = facts.value(control, u"mode"_s);
    context[u"owner"_s] = facts.owner(control.id);
    context[u"tool"_s] = facts.value(control, u"tool"_s);
    context[u"guards"_s] = facts.refs(facts.at().targets(control.id, u"guards"_s));
    QVariantList requirements;
    for (const rules::FrameworkRef &reference : rules::requirementsOf(control))
        requirements.append(
            QVariantHash{{u"framework"_s, rules::Frameworks::builtin().nameOf(reference.framework)},
                         {u"id"_s, reference.requirement},
                         {u"title"_s, rules::Frameworks::builtin().titleOf(reference)}});
    context[u"requirements"_s] = requirements;
    const rules::CatalogueControl *item = rules::ControlCatalogue::builtin().itemOf(control);
    context[u"catalogue"_s] = item ? item->id : QString();
    context[u"stops"_s] = item ? item->stops : QString();
    context[u"verify"_s] = item ? item->verify : QString();
    context[u"asked"_s] = item ? item->evidence : QString();
    context[u"evidence"_s] = evidenceRows(facts, evidenceByControl(facts.model()).value(control.key));
    context[u"findings"_s] = facts.findingsOn([&control](ElementId id) { return id == control.id; });
    context[u"waivers"_s] = facts.waiversOn([&control](const QString &key) { return key == control.key; });
    return context;
}

QVariantHash waiverRegisterContext(const Facts &facts)
{
    QVariantHash context = facts.header(u"Waiver register"_s);
    const Model &model = facts.model();
    const QString today = rules::projectDate(model);
    const int soonDays = rules::profileOf(model).expiringDays;
    const QString soon = today.isEmpty()
                             ? QString()
                             : QDate::fromString(today, Qt::ISODate).addDays(soonDays).toString(Qt::ISODate);
    QVariantList rows;
    int inForce = 0;
    int expiring = 0;
    int ended = 0;
    for (const Record &waiver : model.recordsOfKind(u"waiver"_s)) {
        const QString expires = facts.value(waiver, u"expires"_s);
        const bool holds = rules::isInForce(model, waiver, facts.plateau());
        const bool endsSoon = holds && !expires.isEmpty() && !soon.isEmpty() && expires <= soon;
        ++(endsSoon ? expiring : holds ? inForce : ended);
        rows.append(QVariantHash{
            {u"rule"_s, facts.value(waiver, u"rule"_s)},
            {u"element"_s, lastName(model, waiver.properties.value(u"element"_s).toString())},
            {u"reason"_s, facts.line(waiver.properties.value(u"reason"_s).toString())},
            {u"compensating"_s, facts.line(waiver.properties.value(u"compensating_control"_s).toString())},
            {u"owner"_s, facts.teamName(waiver.properties.value(u"owner"_s).toString())},
            {u"approver"_s, facts.teamName(waiver.properties.value(u"approver"_s).toString())},
            {u"granted"_s, facts.value(waiver, u"granted"_s)},
            {u"until"_s, rules::endOf(model, waiver).section(u' ', 1)},
            {u"state"_s, endsSoon ? u"◐ ends soon"_s
                         : holds  ? u"◇ in force"_s
                                  : u"✕ ended"_s}});
    }
    QVariantList open;
    for (const rules::Finding &finding : facts.evaluated().findings) {
        if (finding.isOpen() && finding.severity == rules::Severity::Error && finding.element.isValid()) {
            const ElementState *element = facts.at().element(finding.element);
            open.append(QVariantHash{{u"rule"_s, finding.rule},
                                     {u"element"_s, element ? facts.ref(*element) : QVariant()},
                                     {u"message"_s, finding.message}});
        }
    }
    context[u"waivers"_s] = rows;
    context[u"in_force"_s] = inForce;
    context[u"expiring"_s] = expiring;
    context[u"expiring_end"_s] = wordFor(expiring, u"ends"_s, u"end"_s);
    context[u"ended"_s] = ended;
    context[u"soon_days"_s] = soonDays;
    context[u"open_errors"_s] = open;
    return context;
}

} // namespace gp::documents

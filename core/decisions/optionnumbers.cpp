// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "core/decisions/optionnumbers.h"

#include "core/compare/gap.h"
#include "core/model/at.h"

using namespace Qt::StringLiterals;

namespace gp::decisions {

namespace {

double monthlyCost(const PlateauModel &at)
{
    double sum = 0;
    for (const ElementState &element : at.elements())
        sum += element.properties.value(u"monthly_cost"_s).toDouble();
    return sum;
}

qsizetype enforced(const PlateauModel &at)
{
    return std::ranges::count_if(at.ofKind(u"control"_s), [](const ElementState &control) {
        return control.properties.value(u"mode"_s).toString() == "enforced"_L1;
    });
}

qsizetype openErrors(const QList<rules::Finding> &findings)
{
    return std::ranges::count_if(findings, [](const rules::Finding &finding) {
        return finding.severity == rules::Severity::Error && finding.waivedBy.isEmpty();
    });
}

} // namespace

std::optional<OptionNumbers> numbersOf(const Model &model, const Record &decision, const QJsonObject &option,
                                       const FindingsAt &findingsAt)
{
    const Plateau *plateau = model.plateau(option.value(u"plateau"_s).toString());
    if (!plateau)
        return std::nullopt;
    const Plateau *from = model.plateau(decision.properties.value(u"basis_from"_s).toString());
    OptionNumbers numbers;
    numbers.base = from ? from->id : plateau->parent;
    if (!numbers.base.isValid() || numbers.base == plateau->id)
        return std::nullopt;
    const PlateauModel before(model, numbers.base);
    const PlateauModel after(model, plateau->id);
    const FindingsAt find = findingsAt ? findingsAt : runningRules(model);
    numbers.changes = compare::gapBetween(model, numbers.base, plateau->id).items().size();
    numbers.controls = enforced(after) - enforced(before);
    numbers.findings = openErrors(find(plateau->id)) - openErrors(find(numbers.base));
    numbers.cost = monthlyCost(after) - monthlyCost(before);
    return numbers;
}

QString signedNumber(qint64 value)
{
    return (value > 0 ? u"+"_s : value < 0 ? u"−"_s : u"±"_s) + QString::number(std::abs(value));
}

} // namespace gp::decisions

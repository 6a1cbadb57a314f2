// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "views/governance/ownrules.h"

#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace gp::views {

rules::Rule ownRuleFrom(const Record &record)
{
    auto rule = rules::ruleFrom(record);
    rule.id = record.key.toUpper();
    return rule;
}

Record recordOf(const rules::Rule &rule)
{
    auto record = rules::toRecord(rule);
    record.key = rule.id.toLower();
    return record;
}

rules::RuleSet rulesOf(const Model &model)
{
    QMap<QString, rules::Rule> all;
    for (const auto &rule : rules::RuleSet::builtin().rules())
        all.insert(rule.id, rule);
    for (const auto &record : model.recordsOfKind(u"rule"_s))
        all.insert(record.key.toUpper(), ownRuleFrom(record));
    return rules::RuleSet(all.values());
}

QString problemWithId(const QString &id)
{
    static const QRegularExpression plain(u"\\A[A-Z0-9][A-Z0-9._-]{0,63}\\z"_s);
    if (id.isEmpty())
        return QObject::tr("Give it an id, for instance OUR-001.");
    if (!plain.match(id).hasMatch())
        return QObject::tr("An id is made of letters, digits, dots and dashes, for instance OUR-001.");
    return {};
}

} // namespace gp::views

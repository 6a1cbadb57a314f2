// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
// SARIF 2.1.0: https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
#include "core/rules/report.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QUrl>

using namespace Qt::StringLiterals;

namespace gp::rules {

namespace {

constexpr QStringView toolName = u"Groundplan";
const QString printName = QStringLiteral("groundplan/v1");

QString levelOf(Severity severity)
{
    switch (severity) {
    case Severity::Error:
        return u"error"_s;
    case Severity::Warning:
        return u"warning"_s;
    case Severity::Info:
        break;
    }
    return u"note"_s;
}

std::optional<Severity> severityOf(const QString &level)
{
    if (level == "error"_L1)
        return Severity::Error;
    if (level == "warning"_L1)
        return Severity::Warning;
    if (level == "note"_L1 || level == "none"_L1)
        return Severity::Info;
    return std::nullopt;
}

QJsonObject message(const QString &text)
{
    return {{u"text"_s, text}};
}

/// A relative reference as SARIF wants it: percent-encoded, with '/'.
QString uriOf(const QString &path)
{
    return QString::fromLatin1(QUrl::toPercentEncoding(path, "/"));
}

QJsonObject ruleObject(const Rule &rule, Severity severity)
{
    QJsonArray tags{rule.category};
    for (const FrameworkRef &reference : rule.references)
        tags.append(
            QString(Frameworks::builtin().nameOf(reference.framework) + u' ' + reference.requirement));
    return {{u"id"_s, rule.id},
            {u"shortDescription"_s, message(rule.title)},
            {u"fullDescription"_s, message(rule.rationale.isEmpty() ? rule.title : rule.rationale)},
            {u"help"_s, message(rule.remediation.isEmpty() ? rule.title : rule.remediation)},
            {u"defaultConfiguration"_s, QJsonObject{{u"level"_s, levelOf(severity)}}},
            {u"properties"_s, QJsonObject{{u"tags"_s, tags}, {u"category"_s, rule.category}}}};
}

QJsonObject locationOf(const Report &report, const Report::Item &item)
{
    const QString file = item.file.isEmpty() ? report.projectFile : item.file;
    QJsonObject location{{u"physicalLocation"_s,
                          QJsonObject{{u"artifactLocation"_s, QJsonObject{{u"uri"_s, uriOf(file)}}},
                                      {u"region"_s, QJsonObject{{u"startLine"_s, std::max(1, item.line)}}}}}};
    if (!item.elementKey.isEmpty()) {
        location.insert(u"logicalLocations"_s,
                        QJsonArray{QJsonObject{
                            {u"name"_s, item.elementName},
                            {u"fullyQualifiedName"_s, QString(item.elementKind + u'/' + item.elementKey)},
                            {u"kind"_s, u"resource"_s}}});
    }
    return location;
}

QJsonObject resultOf(const Report &report, const Report::Item &item, qsizetype ruleIndex)
{
    const Finding &finding = item.finding;
    QJsonObject facts;
    for (const auto &[name, value] : finding.facts)
        facts.insert(name, value);
    QJsonObject properties{{u"plateau"_s, finding.plateau}, {u"facts"_s, facts}};
    if (!item.elementKey.isEmpty())
        properties.insert(u"element"_s, item.elementKey);
    if (!item.relatedKey.isEmpty())
        properties.insert(u"related"_s, item.relatedKey);
    if (!finding.record.isEmpty())
        properties.insert(u"record"_s, finding.record);
    if (!item.file.isEmpty())
        properties.insert(u"file"_s, item.file);
    QJsonObject result{{u"ruleId"_s, finding.rule},
                       {u"level"_s, levelOf(finding.severity)},
                       {u"message"_s, message(finding.message)},
                       {u"locations"_s, QJsonArray{locationOf(report, item)}},
                       {u"partialFingerprints"_s, QJsonObject{{printName, finding.fingerprint}}}};
    if (ruleIndex >= 0)
        result.insert(u"ruleIndex"_s, ruleIndex);
    if (item.isKnown)
        result.insert(u"baselineState"_s, u"unchanged"_s);
    if (!finding.isOpen()) {
        properties.insert(u"waived_by"_s, finding.waivedBy);
        properties.insert(u"waiver_end"_s, item.waiverEnd);
        result.insert(
            u"suppressions"_s,
            QJsonArray{QJsonObject{
                {u"kind"_s, u"external"_s},
                {u"status"_s, u"accepted"_s},
                {u"justification"_s, item.waiverReason.isEmpty() ? finding.waivedBy : item.waiverReason}}});
    }
    result.insert(u"properties"_s, properties);
    return result;
}

std::unexpected<Error> unreadable(const QString &what, const QString &file)
{
    return std::unexpected(Error{ErrorCode::Unreadable, what, {}, file, 0});
}

Result<Report::Item> itemFrom(const QJsonObject &result, const QString &file)
{
    Report::Item item;
    Finding &finding = item.finding;
    const QJsonObject properties = result.value(u"properties"_s).toObject();
    finding.rule = result.value(u"ruleId"_s).toString();
    finding.message = result.value(u"message"_s).toObject().value(u"text"_s).toString();
    const auto severity = severityOf(result.value(u"level"_s).toString());
    finding.fingerprint = result.value(u"partialFingerprints"_s).toObject().value(printName).toString();
    if (finding.rule.isEmpty() || !severity || finding.fingerprint.isEmpty())
        return unreadable(u"A result lacks ruleId, level or the fingerprint %1"_s.arg(printName), file);
    finding.severity = *severity;
    finding.plateau = properties.value(u"plateau"_s).toString();
    finding.waivedBy = properties.value(u"waived_by"_s).toString();
    const QJsonObject facts = properties.value(u"facts"_s).toObject();
    for (auto it = facts.begin(); it != facts.end(); ++it)
        finding.facts.append({it.key(), it.value().toString()});
    item.elementKey = properties.value(u"element"_s).toString();
    item.relatedKey = properties.value(u"related"_s).toString();
    finding.record = properties.value(u"record"_s).toString();
    item.file = properties.value(u"file"_s).toString();
    item.waiverEnd = properties.value(u"waiver_end"_s).toString();
    item.waiverReason =
        result.value(u"suppressions"_s).toArray().first().toObject().value(u"justification"_s).toString();
    item.isKnown = result.value(u"baselineState"_s).toString() == "unchanged"_L1;
    const QJsonObject location = result.value(u"locations"_s).toArray().first().toObject();
    const QJsonObject logical = location.value(u"logicalLocations"_s).toArray().first().toObject();
    item.elementName = logical.value(u"name"_s).toString();
    item.elementKind = logical.value(u"fullyQualifiedName"_s).toString().section(u'/', 0, 0);
    if (!item.file.isEmpty())
        item.line = location.value(u"physicalLocation"_s)
                        .toObject()
                        .value(u"region"_s)
                        .toObject()
                        .value(u"startLine"_s)
                        .toInt();
    return item;
}

} // namespace

QByteArray toSarif(const Report &report)
{
    QMap<QString, Severity> severities; // as the profile has it, where something was found
    for (const Report::Item &item : report.items)
        severities.insert(item.finding.rule, item.finding.severity);
    QJsonArray rules;
    QHash<QString, qsizetype> index;
    for (const Rule &rule : report.rules) {
        index.insert(rule.id, rules.size());
        rules.append(ruleObject(rule, severities.value(rule.id, rule.severity)));
    }
    QJsonArray results;
    for (const Report::Item &item : report.items)
        results.append(resultOf(report, item, index.value(item.finding.rule, -1)));
    QJsonArray notifications;
    for (const Error &error : report.errors)
        notifications.append(QJsonObject{{u"level"_s, u"error"_s}, {u"message"_s, message(error.message)}});
    const QJsonObject driver{
        {u"name"_s, toolName.toString()}, {u"version"_s, report.version}, {u"rules"_s, rules}};
    QJsonObject invocation{{u"executionSuccessful"_s, true}};
    if (!notifications.isEmpty())
        invocation.insert(u"toolConfigurationNotifications"_s, notifications);
    const QJsonObject run{
        {u"tool"_s, QJsonObject{{u"driver"_s, driver}}},
        {u"automationDetails"_s, QJsonObject{{u"id"_s, QString(u"groundplan/"_s + report.plateau)}}},
        {u"invocations"_s, QJsonArray{invocation}},
        {u"columnKind"_s, u"utf16CodeUnits"_s},
        {u"results"_s, results},
        {u"properties"_s, QJsonObject{{u"project"_s, report.projectName},
                                      {u"file"_s, report.projectFile},
                                      {u"plateau"_s, report.plateau},
                                      {u"plateau_name"_s, report.plateauName},
                                      {u"profile"_s, report.profile},
                                      {u"score"_s, report.score.open},
                                      {u"score_before_waivers"_s, report.score.total}}}};
    const QJsonObject document{
        {u"$schema"_s,
         u"https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"_s},
        {u"version"_s, u"2.1.0"_s},
        {u"runs"_s, QJsonArray{run}}};
    return QJsonDocument(document).toJson(QJsonDocument::Indented);
}

Result<Report> fromSarif(const QByteArray &bytes, const QString &file)
{
    QJsonParseError problem;
    const QJsonObject root = QJsonDocument::fromJson(bytes, &problem).object();
    if (problem.error != QJsonParseError::NoError)
        return unreadable(u"This is no JSON, at byte %1: %2"_s.arg(problem.offset).arg(problem.errorString()),
                          file);
    const QJsonArray runs = root.value(u"runs"_s).toArray();
    if (runs.isEmpty() || !root.value(u"version"_s).toString().startsWith("2."_L1))
        return unreadable(u"This is no SARIF 2 report: it has no runs"_s, file);
    Report report;
    for (const QJsonValue &value : runs) {
        const QJsonObject run = value.toObject();
        const QJsonObject driver = run.value(u"tool"_s).toObject().value(u"driver"_s).toObject();
        if (driver.value(u"name"_s).toString() != toolName)
            return unreadable(
                u"This is a report of %1, not of Groundplan; take it in as evidence of a control"_s.arg(
                    driver.value(u"name"_s).toString(u"another tool"_s)),
                file);
        const QJsonObject properties = run.value(u"properties"_s).toObject();
        report.version = driver.value(u"version"_s).toString();
        report.projectName = properties.value(u"project"_s).toString();
        report.projectFile = properties.value(u"file"_s).toString();
        report.plateau = properties.value(u"plateau"_s).toString();
        report.plateauName = properties.value(u"plateau_name"_s).toString();
        report.profile = properties.value(u"profile"_s).toString();
        report.score.open = properties.value(u"score"_s).toDouble();
        report.score.total = properties.value(u"score_before_waivers"_s).toDouble();
        for (const QJsonValue &one : driver.value(u"rules"_s).toArray()) {
            const QJsonObject object = one.toObject();
            Rule rule;
            rule.id = object.value(u"id"_s).toString();
            rule.title = object.value(u"shortDescription"_s).toObject().value(u"text"_s).toString();
            rule.rationale = object.value(u"fullDescription"_s).toObject().value(u"text"_s).toString();
            rule.remediation = object.value(u"help"_s).toObject().value(u"text"_s).toString();
            rule.category = object.value(u"properties"_s).toObject().value(u"category"_s).toString();
            report.rules.append(rule);
        }
        for (const QJsonValue &one : run.value(u"results"_s).toArray()) {
            const auto item = itemFrom(one.toObject(), file);
            if (!item)
                return std::unexpected(item.error());
            report.items.append(*item);
            ++(item->finding.isOpen() ? report.score.openFindings : report.score.waivedFindings);
        }
        for (const QJsonValue &invocation : run.value(u"invocations"_s).toArray()) {
            for (const QJsonValue &one :
                 invocation.toObject().value(u"toolConfigurationNotifications"_s).toArray())
                report.errors.append(
                    {ErrorCode::Invalid,
                     one.toObject().value(u"message"_s).toObject().value(u"text"_s).toString(),
                     {},
                     {},
                     0});
        }
    }
    return report;
}

} // namespace gp::rules

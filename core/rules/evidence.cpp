// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "core/rules/evidence.h"

#include <QDateTime>
#include <QJsonArray>
#include <QJsonDocument>
#include <QXmlStreamReader>

using namespace Qt::StringLiterals;

namespace gp::rules {

namespace {

constexpr qsizetype biggest = 256LL * 1024 * 1024; // bytes; more is no report that a person looks at

std::unexpected<Error> unreadable(const QString &what, const QString &file, int line = 0)
{
    return std::unexpected(Error{ErrorCode::Unreadable, what, {}, file, line});
}

QDate dateFrom(const QString &text)
{
    return QDate::fromString(text.left(10), Qt::ISODate);
}

/// A result says its level itself, or its rule does, or it is a warning (SARIF 2.1.0, 3.27.10).
QString levelOf(const QJsonObject &result, const QHash<QString, QString> &levels)
{
    if (result.contains(u"level"_s))
        return result.value(u"level"_s).toString();
    const QString rule =
        result.value(u"ruleId"_s).toString(result.value(u"rule"_s).toObject().value(u"id"_s).toString());
    return levels.value(rule, u"warning"_s);
}

Result<EvidenceReport> readSarif(const QByteArray &bytes, const QString &file)
{
    QJsonParseError problem;
    const QJsonObject root = QJsonDocument::fromJson(bytes, &problem).object();
    if (problem.error != QJsonParseError::NoError) {
        const auto line = bytes.left(problem.offset).count('\n') + 1;
        return unreadable(u"This is no JSON: %1"_s.arg(problem.errorString()), file, static_cast<int>(line));
    }
    if (!root.value(u"runs"_s).isArray())
        return unreadable(u"This JSON is no SARIF report: it has no runs"_s, file);
    const QJsonArray runs = root.value(u"runs"_s).toArray();
    EvidenceReport report;
    report.ran = !runs.isEmpty();
    QStringList tools;
    for (const QJsonValue &value : runs) {
        const QJsonObject run = value.toObject();
        const QJsonObject driver = run.value(u"tool"_s).toObject().value(u"driver"_s).toObject();
        tools.append(
            QString(driver.value(u"name"_s).toString() + u' ' +
                    driver.value(u"version"_s).toString(driver.value(u"semanticVersion"_s).toString()))
                .trimmed());
        QHash<QString, QString> levels;
        for (const QJsonValue &rule : driver.value(u"rules"_s).toArray()) {
            const QJsonObject object = rule.toObject();
            const QJsonObject usual = object.value(u"defaultConfiguration"_s).toObject();
            if (usual.contains(u"level"_s))
                levels.insert(object.value(u"id"_s).toString(), usual.value(u"level"_s).toString());
        }
        for (const QJsonValue &one : run.value(u"results"_s).toArray()) {
            const QJsonObject result = one.toObject();
            const QString kind = result.value(u"kind"_s).toString(u"fail"_s);
            if (!result.value(u"suppressions"_s).toArray().isEmpty() || kind == "notApplicable"_L1)
                ++report.skipped;
            else if (kind == "pass"_L1)
                ++report.passed;
            else if (kind == "fail"_L1 && levelOf(result, levels) == "error"_L1)
                ++report.failed;
            else
                ++report.minor;
        }
        for (const QJsonValue &one : run.value(u"invocations"_s).toArray()) {
            const QJsonObject invocation = one.toObject();
            report.collected = std::max(
                report.collected, dateFrom(invocation.value(u"endTimeUtc"_s)
                                               .toString(invocation.value(u"startTimeUtc"_s).toString())));
            // A scan that broke off proves nothing.
            if (invocation.contains(u"executionSuccessful"_s) &&
                !invocation.value(u"executionSuccessful"_s).toBool())
                ++report.failed;
        }
    }
    tools.removeDuplicates();
    report.kind = tools.isEmpty() ? u"SARIF report without a run"_s
                                  : QString(u"SARIF report of "_s + tools.join(u", "_s));
    return report;
}

Result<EvidenceReport> readJUnit(const QByteArray &bytes, const QString &file)
{
    EvidenceReport report;
    QXmlStreamReader xml(bytes);
    QString name;
    bool isJUnit = false;
    int depth = 0;
    while (!xml.atEnd()) {
        if (xml.readNext() == QXmlStreamReader::DTD && !xml.entityDeclarations().isEmpty())
            return unreadable(u"The report declares entities, which no JUnit report needs"_s, file,
                              static_cast<int>(xml.lineNumber()));
        if (!xml.isStartElement())
            continue;
        if (xml.name() == "testsuites"_L1 || xml.name() == "testsuite"_L1) {
            isJUnit = true;
            const QXmlStreamAttributes attributes = xml.attributes();
            if (name.isEmpty())
                name = attributes.value("name"_L1).toString();
            if (depth++ == 0 && attributes.hasAttribute("tests"_L1))
                report.said = attributes.value("tests"_L1).toInt();
            report.collected =
                std::max(report.collected, dateFrom(attributes.value("timestamp"_L1).toString()));
        } else if (xml.name() == "testcase"_L1 && isJUnit) {
            enum { Passed, Failed, Skipped } state = Passed;
            while (xml.readNextStartElement()) {
                if (xml.name() == "failure"_L1 || xml.name() == "error"_L1)
                    state = Failed;
                else if (xml.name() == "skipped"_L1 && state == Passed)
                    state = Skipped;
                xml.skipCurrentElement();
            }
            ++(state == Passed ? report.passed : state == Failed ? report.failed : report.skipped);
        }
    }
    if (xml.hasError())
        return unreadable(u"This XML cannot be read: %1"_s.arg(xml.errorString()), file,
                          static_cast<int>(xml.lineNumber()));
    if (!isJUnit)
        return unreadable(u"This XML is no JUnit report: it has no testsuite"_s, file);
    report.ran = report.passed + report.failed + report.skipped > 0;
    if (report.said == report.passed + report.failed + report.skipped)
        report.said = -1;
    report.kind = name.isEmpty() ? u"JUnit report"_s : QString(u"JUnit report: "_s + name);
    return report;
}

} // namespace

QString EvidenceReport::result() const
{
    if (failed > 0)
        return u"fail"_s;
    return !ran || minor > 0 || (passed == 0 && skipped > 0) ? u"partial"_s : u"pass"_s;
}

QString EvidenceReport::summary() const
{
    QStringList parts;
    const auto add = [&parts](int count, const QString &word) {
        if (count > 0)
            parts.append(QString::number(count) + u' ' + word);
    };
    add(failed, u"failed"_s);
    add(minor, u"warnings"_s);
    add(passed, u"passed"_s);
    add(skipped, u"skipped"_s);
    if (said >= 0)
        parts.append(u"the report itself says %1 tests"_s.arg(said));
    return parts.isEmpty() ? u"nothing found"_s : parts.join(u", "_s);
}

Result<EvidenceReport> readEvidence(const QByteArray &bytes, const QString &file)
{
    if (bytes.size() > biggest)
        return unreadable(u"The report is bigger than %1 MiB"_s.arg(biggest / 1024 / 1024), file);
    const QByteArray begin = bytes.left(4096).trimmed();
    if (begin.startsWith('{') || begin.startsWith("\xef\xbb\xbf{"))
        return readSarif(begin.startsWith('{') ? bytes : bytes.mid(bytes.indexOf('{')), file);
    if (begin.startsWith('<') || begin.startsWith("\xef\xbb\xbf<"))
        return readJUnit(bytes, file);
    return unreadable(u"This is neither a SARIF report (JSON) nor a JUnit report (XML)"_s, file);
}

QJsonObject evidenceProperties(const EvidenceReport &report, const EvidenceFor &about)
{
    const QDate collected = report.collected.isValid() ? report.collected : about.collected;
    QJsonObject properties{{u"control"_s, about.control},
                           {u"kind"_s, QString(report.kind + u" ("_s + report.summary() + u')')},
                           {u"location"_s, about.location},
                           {u"result"_s, report.result()}};
    if (!about.subject.isEmpty())
        properties.insert(u"subject"_s, about.subject);
    if (collected.isValid()) {
        properties.insert(u"collected"_s, collected.toString(Qt::ISODate));
        properties.insert(u"valid_until"_s, collected.addDays(about.validDays).toString(Qt::ISODate));
    }
    return properties;
}

} // namespace gp::rules

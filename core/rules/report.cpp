// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "core/rules/report.h"

#include "core/model/at.h"
#include "core/model/counted.h"
#include "core/rules/waivers.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QXmlStreamWriter>

using namespace Qt::StringLiterals;

namespace gp::rules {

namespace {

QString stateOf(const Report::Item &item)
{
    if (!item.finding.isOpen())
        return u"waived"_s;
    return item.isKnown ? u"known"_s : u"open"_s;
}

QString scoreText(const Score &score)
{
    const QString open = QString::number(score.open, 'f', 1);
    const QString total = QString::number(score.total, 'f', 1);
    return score.waivedFindings > 0 ? u"%1 of 100, %2 before waivers"_s.arg(open, total)
                                    : u"%1 of 100"_s.arg(open);
}

struct Counts
{
    int open[3] = {0, 0, 0};
    int waived = 0;
    int known = 0;
};

Counts countsOf(const Report &report)
{
    Counts counts;
    for (const Report::Item &item : report.items) {
        if (!item.finding.isOpen())
            ++counts.waived;
        else if (item.isKnown)
            ++counts.known;
        else
            ++counts.open[static_cast<int>(item.finding.severity)];
    }
    return counts;
}

QString summary(const Report &report)
{
    const Counts counts = countsOf(report);
    QStringList parts{counted(counts.open[0], u"error"_s, u"errors"_s),
                      counted(counts.open[1], u"warning"_s, u"warnings"_s), u"%1 info"_s.arg(counts.open[2])};
    if (counts.waived > 0)
        parts.append(u"%1 waived"_s.arg(counts.waived));
    if (counts.known > 0)
        parts.append(u"%1 known"_s.arg(counts.known));
    return parts.join(u", "_s);
}

QString cellText(const QString &text)
{
    return text.simplified().replace(u'|', u"\\|"_s);
}

} // namespace

bool Report::fails(const Item &item, Severity level) const
{
    return item.finding.isOpen() && !item.isKnown && item.finding.severity <= level;
}

qsizetype Report::failing(Severity level) const
{
    return std::ranges::count_if(items, [&](const Item &item) { return fails(item, level); });
}

Report makeReport(const Workbench &workbench, const Model &model, PlateauId plateau,
                  const QString &projectFile, const QString &version)
{
    Report report;
    report.projectFile = projectFile;
    const Record *project = model.record(u"project"_s, u"project"_s);
    report.projectName = project ? titleOf(*project) : projectFile;
    const Plateau *at = model.plateau(plateau);
    report.plateau = at ? at->key : QString();
    report.plateauName = at ? at->name : QString();
    report.profile = workbench.profile().title;
    report.version = version;
    report.errors = workbench.errors();
    report.score = workbench.score();
    for (const Rule &rule : workbench.rules().rules()) {
        if (workbench.outcome(rule.id))
            report.rules.append(rule);
    }
    for (const Finding &finding : workbench.findings()) {
        Report::Item item;
        item.finding = finding;
        if (const auto state = stateAt(model, plateau, finding.element)) {
            item.elementKey = state->key;
            item.elementName = state->name();
            item.elementKind = state->kind;
        } else if (const Element *element = model.element(finding.element)) {
            item.elementKey = item.elementName = element->key; // it is gone at this plateau
            item.elementKind = element->kind;
        }
        if (const Element *related = model.element(finding.related))
            item.relatedKey = related->key;
        if (const auto sources = model.provenance(finding.element).sources; !sources.isEmpty()) {
            item.file = sources.first().file;
            item.line = sources.first().line;
        }
        if (const Record *waiver = model.record(u"waiver"_s, finding.waivedBy)) {
            item.waiverReason = waiver->properties.value(u"reason"_s).toString().simplified();
            item.waiverEnd = endOf(model, *waiver);
        }
        report.items.append(item);
    }
    return report;
}

void applyBaseline(Report &report, const QSet<QString> &known)
{
    for (Report::Item &item : report.items)
        item.isKnown = known.contains(item.finding.fingerprint);
}

void keepFrom(Report &report, Severity level)
{
    report.items.removeIf([level](const Report::Item &item) { return item.finding.severity > level; });
}

Result<QSet<QString>> readBaseline(const QByteArray &bytes, const QString &file)
{
    const QJsonDocument document = QJsonDocument::fromJson(bytes);
    const QJsonObject root = document.object();
    QSet<QString> known;
    const auto take = [&known](const QJsonValue &list) {
        for (const QJsonValue &value : list.toArray()) {
            if (const QString print = value.toObject().value(u"fingerprint"_s).toString(); !print.isEmpty())
                known.insert(print);
        }
    };
    if (root.value(u"runs"_s).isArray()) {
        const auto report = fromSarif(bytes, file);
        if (!report)
            return std::unexpected(report.error());
        for (const Report::Item &item : report->items)
            known.insert(item.finding.fingerprint);
        return known;
    }
    if (!root.value(u"findings"_s).isArray())
        return std::unexpected(Error{ErrorCode::Unreadable,
                                     u"This is no baseline: give what --write-baseline, --format json or "
                                     "--format sarif wrote"_s,
                                     {},
                                     file,
                                     0});
    take(root.value(u"findings"_s));
    return known;
}

QByteArray writeBaseline(const Report &report)
{
    // Sorted by fingerprint and a line each, so that a diff shows what came and went.
    QMap<QString, QJsonObject> sorted;
    for (const Report::Item &item : report.items) {
        if (item.finding.isOpen())
            sorted.insert(item.finding.fingerprint, {{u"fingerprint"_s, item.finding.fingerprint},
                                                     {u"rule"_s, item.finding.rule},
                                                     {u"element"_s, item.elementKey},
                                                     {u"message"_s, item.finding.message}});
    }
    QByteArray lines;
    for (const QJsonObject &entry : std::as_const(sorted))
        lines +=
            (lines.isEmpty() ? "\n    " : ",\n    ") + QJsonDocument(entry).toJson(QJsonDocument::Compact);
    return "{\n  \"findings\": [" + lines + "\n  ]\n}\n";
}

QString toText(const Report &report, Severity level)
{
    QString text;
    for (const Report::Item &item : report.items) {
        const Finding &finding = item.finding;
        text += u"%1 %2 %3: %4"_s.arg(toString(finding.severity), -7)
                    .arg(finding.rule, item.elementKey.isEmpty() ? u"project"_s : item.elementKey,
                         finding.message);
        if (!finding.isOpen())
            text += u" (waived by %1%2)"_s.arg(
                finding.waivedBy, item.waiverEnd.isEmpty() ? QString() : QString(u", "_s + item.waiverEnd));
        else if (item.isKnown)
            text += u" (known)"_s;
        if (!item.file.isEmpty())
            text += u" [%1:%2]"_s.arg(item.file).arg(item.line);
        text += u'\n';
    }
    for (const Error &error : report.errors)
        text += u"rule failed: %1\n"_s.arg(error.message);
    text += u"%1 at %2: %3. Score %4.\n"_s.arg(report.projectName, report.plateauName, summary(report),
                                               scoreText(report.score));
    if (const qsizetype failing = report.failing(level); failing > 0)
        text += u"%1 at or above '%2'.\n"_s.arg(failing).arg(toString(level));
    return text;
}

QString toMarkdown(const Report &report, Severity level)
{
    QString text = u"# Check of %1 at %2\n\n%3. Score %4."_s.arg(report.projectName, report.plateauName,
                                                                 summary(report), scoreText(report.score));
    if (!report.profile.isEmpty())
        text += u" Profile: %1."_s.arg(report.profile);
    text += report.failing(level) > 0
                ? u" **%1 at or above %2.**\n"_s.arg(report.failing(level)).arg(toString(level))
                : u" Nothing open at or above %1.\n"_s.arg(toString(level));
    QMap<QString, Rule> rules;
    for (const Rule &rule : report.rules)
        rules.insert(rule.id, rule);
    QString last;
    for (const Report::Item &item : report.items) {
        const Finding &finding = item.finding;
        if (finding.rule != last) {
            last = finding.rule;
            const Rule rule = rules.value(last);
            text +=
                u"\n## %1 %2 (%3)\n\n%4 *%5*\n\n| element | finding | state |\n| --- | --- | --- |\n"_s.arg(
                    rule.id, rule.title, toString(finding.severity), rule.rationale, rule.remediation);
        }
        QString state = stateOf(item);
        if (!finding.isOpen())
            state += u" by %1 %2"_s.arg(finding.waivedBy, item.waiverEnd);
        text += u"| %1 | %2 | %3 |\n"_s.arg(cellText(item.elementName), cellText(finding.message),
                                            cellText(state));
    }
    if (!report.errors.isEmpty())
        text += u"\n## Rules that could not be run\n\n"_s;
    for (const Error &error : report.errors)
        text += u"- %1\n"_s.arg(error.message.simplified());
    return text;
}

QJsonObject toJson(const Report &report, Severity level)
{
    QJsonArray findings;
    for (const Report::Item &item : report.items) {
        const Finding &finding = item.finding;
        QJsonObject facts;
        for (const auto &[name, value] : finding.facts)
            facts.insert(name, value);
        QJsonObject entry{{u"fingerprint"_s, finding.fingerprint},
                          {u"rule"_s, finding.rule},
                          {u"severity"_s, toString(finding.severity)},
                          {u"state"_s, stateOf(item)},
                          {u"element"_s, item.elementKey.isEmpty() ? QJsonValue() : item.elementKey},
                          {u"message"_s, finding.message},
                          {u"facts"_s, facts}};
        if (!item.relatedKey.isEmpty())
            entry.insert(u"related"_s, item.relatedKey);
        if (!finding.record.isEmpty())
            entry.insert(u"record"_s, finding.record);
        if (!finding.isOpen()) {
            entry.insert(u"waived_by"_s, finding.waivedBy);
            entry.insert(u"waiver_end"_s, item.waiverEnd);
        }
        if (!item.file.isEmpty()) {
            entry.insert(u"file"_s, item.file);
            entry.insert(u"line"_s, item.line);
        }
        findings.append(entry);
    }
    QJsonArray errors;
    for (const Error &error : report.errors)
        errors.append(error.message);
    const Counts counts = countsOf(report);
    return {{u"project"_s, report.projectName},
            {u"file"_s, report.projectFile},
            {u"plateau"_s, report.plateau},
            {u"profile"_s, report.profile},
            {u"rules"_s, report.rules.size()},
            {u"open"_s, QJsonObject{{u"error"_s, counts.open[0]},
                                    {u"warning"_s, counts.open[1]},
                                    {u"info"_s, counts.open[2]}}},
            {u"waived"_s, counts.waived},
            {u"known"_s, counts.known},
            {u"failing"_s, report.failing(level)},
            {u"score"_s, QJsonObject{{u"open"_s, std::round(report.score.open * 10) / 10},
                                     {u"before_waivers"_s, std::round(report.score.total * 10) / 10}}},
            {u"findings"_s, findings},
            {u"errors"_s, errors}};
}

QByteArray toJUnit(const Report &report, Severity level)
{
    QByteArray bytes;
    QXmlStreamWriter xml(&bytes);
    xml.setAutoFormatting(true);
    xml.setAutoFormattingIndent(2);
    xml.writeStartDocument();
    QSet<QString> found;
    for (const Report::Item &item : report.items)
        found.insert(item.finding.rule);
    const qsizetype quiet =
        std::ranges::count_if(report.rules, [&](const Rule &rule) { return !found.contains(rule.id); }) -
        report.errors.size();
    const qsizetype failures = report.failing(level);
    qsizetype skipped = 0;
    for (const Report::Item &item : report.items)
        skipped += report.fails(item, level) ? 0 : 1;
    xml.writeStartElement(u"testsuites"_s);
    xml.writeStartElement(u"testsuite"_s);
    xml.writeAttribute(u"name"_s, u"Groundplan: %1 at %2"_s.arg(report.projectName, report.plateauName));
    xml.writeAttribute(u"tests"_s, QString::number(report.items.size() + std::max<qsizetype>(quiet, 0) +
                                                   report.errors.size()));
    xml.writeAttribute(u"failures"_s, QString::number(failures));
    xml.writeAttribute(u"errors"_s, QString::number(report.errors.size()));
    xml.writeAttribute(u"skipped"_s, QString::number(skipped));
    QMap<QString, Rule> rules;
    for (const Rule &rule : report.rules)
        rules.insert(rule.id, rule);
    const auto begin = [&xml](const QString &category, const QString &name) {
        xml.writeStartElement(u"testcase"_s);
        xml.writeAttribute(u"classname"_s, u"groundplan."_s + category);
        xml.writeAttribute(u"name"_s, name);
    };
    for (const Report::Item &item : report.items) {
        const Rule rule = rules.value(item.finding.rule);
        begin(rule.category,
              item.finding.rule + u' ' + (item.elementKey.isEmpty() ? report.projectName : item.elementKey));
        if (report.fails(item, level)) {
            xml.writeStartElement(u"failure"_s);
            xml.writeAttribute(u"type"_s, toString(item.finding.severity));
            xml.writeAttribute(u"message"_s, item.finding.message);
            xml.writeCharacters(rule.title + u"\n"_s + rule.rationale + u"\nWhat to do: "_s +
                                rule.remediation);
            xml.writeEndElement();
        } else {
            xml.writeStartElement(u"skipped"_s);
            xml.writeAttribute(u"message"_s,
                               stateOf(item) == "open"_L1
                                   ? QString(toString(item.finding.severity) + u": "_s + item.finding.message)
                                   : QString(stateOf(item) + u": "_s + item.finding.message));
            xml.writeEndElement();
        }
        xml.writeEndElement();
    }
    for (const Rule &rule : report.rules) {
        const bool isBroken = std::ranges::any_of(
            report.errors, [&](const Error &error) { return error.message.contains(rule.id); });
        if (found.contains(rule.id) || isBroken)
            continue;
        begin(rule.category, rule.id + u' ' + rule.title);
        xml.writeEndElement();
    }
    for (const Error &error : report.errors) {
        begin(u"rules"_s, error.message.section(u':', 0, 0));
        xml.writeStartElement(u"error"_s);
        xml.writeAttribute(u"message"_s, error.message);
        xml.writeEndElement();
        xml.writeEndElement();
    }
    xml.writeEndDocument();
    return bytes;
}

} // namespace gp::rules

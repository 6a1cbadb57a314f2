// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "core/rules/rules.h"

#include "core/rules/resources.h"

#include <QDir>
#include <QJsonArray>
#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace gp::rules {

namespace {

QStringList textsOf(const yaml::Value &list)
{
    QStringList all;
    for (const yaml::Value &value : list.items())
        all.append(value.text());
    return all;
}

Result<Rule> ruleFrom(const yaml::Value &value, const QString &file)
{
    const auto severity = severityFrom(value[u"severity"].text());
    if (!severity)
        return std::unexpected(yaml::errorAt(value, file, u"the severity is error, warning or info"_s));
    Rule rule;
    rule.id = value[u"id"].text();
    rule.title = value[u"title"].text();
    rule.severity = *severity;
    rule.rationale = value[u"rationale"].text().simplified();
    rule.remediation = value[u"remediation"].text().simplified();
    rule.query = value[u"query"].text().trimmed();
    rule.category = QFileInfo(file).completeBaseName();
    rule.applies = {value[u"applies"][u"kind"].text(), value[u"applies"][u"where"].text(),
                    value[u"applies"][u"because"].text()};
    rule.fix = {value[u"fix"][u"title"].text(), value[u"fix"][u"query"].text().trimmed()};
    rule.isPreflight = value[u"preflight"].text() == "true"_L1;
    rule.fails = value[u"fails"];
    rule.passes = value[u"passes"];
    rule.finds = textsOf(value[u"finds"]);
    for (const yaml::Entry &framework : value[u"references"].entries()) {
        for (const QString &requirement : textsOf(framework.value))
            rule.references.append({framework.key.text(), requirement});
    }
    for (const yaml::Entry &parameter : value[u"parameters"].entries())
        rule.parameters.insert(parameter.key.text(), parameter.value.toJson().toVariant());
    for (const QString &text : {rule.id, rule.title, rule.rationale, rule.remediation, rule.query}) {
        if (text.isEmpty())
            return std::unexpected(
                yaml::errorAt(value, file, u"a rule needs id, title, rationale, remediation and query"_s));
    }
    static const QRegularExpression plain(u"\\A[A-Za-z0-9][A-Za-z0-9._-]{0,63}\\z"_s);
    if (!plain.match(rule.id).hasMatch())
        return std::unexpected(yaml::errorAt(
            value, file, u"'%1' cannot be a rule's id: letters, digits, dots and dashes"_s.arg(rule.id)));
    return rule;
}

Result<void> addRules(const yaml::Value &root, const QString &file, QList<Rule> &rules)
{
    if (!root[u"rules"].isSequence())
        return std::unexpected(yaml::errorAt(root, file, u"there is no list 'rules'"_s));
    for (const yaml::Value &value : root[u"rules"].items()) {
        const auto rule = ruleFrom(value, file);
        if (!rule)
            return std::unexpected(rule.error());
        if (std::ranges::contains(rules, rule->id, &Rule::id))
            return std::unexpected(yaml::errorAt(value, file, u"'%1' is there twice"_s.arg(rule->id)));
        rules.append(*rule);
    }
    return {};
}

/// Double-quoted YAML, which takes every letter.
QString yamlText(const QString &text)
{
    QJsonArray one{text};
    return QString::fromUtf8(QJsonDocument(one).toJson(QJsonDocument::Compact)).sliced(1).chopped(1);
}

} // namespace

std::optional<Severity> severityFrom(const QString &text)
{
    if (text == u"error")
        return Severity::Error;
    if (text == u"warning")
        return Severity::Warning;
    if (text == u"info")
        return Severity::Info;
    return {};
}

QString toString(Severity severity)
{
    switch (severity) {
    case Severity::Error:
        return u"error"_s;
    case Severity::Warning:
        return u"warning"_s;
    case Severity::Info:
        break;
    }
    return u"info"_s;
}

RuleSet::RuleSet(QList<Rule> rules)
    : m_rules(std::move(rules))
{
    std::ranges::sort(m_rules, {}, &Rule::id);
}

Result<RuleSet> RuleSet::load(const QString &folder)
{
    QList<Rule> rules;
    const QDir dir(folder);
    const QStringList names = dir.entryList({u"*.yaml"_s}, QDir::Files, QDir::Name);
    if (names.isEmpty())
        return fail(ErrorCode::Unreadable, u"There are no rules in '%1'."_s.arg(folder));
    for (const QString &name : names) {
        const QString file = dir.filePath(name);
        const auto added = yaml::readStrict(file).and_then(
            [&](const yaml::Value &root) { return addRules(root, file, rules); });
        if (!added)
            return std::unexpected(added.error());
    }
    return RuleSet(rules);
}

Result<RuleSet> RuleSet::parse(const QByteArray &text, const QString &file)
{
    QList<Rule> rules;
    const auto added = yaml::parseStrict(text, file).and_then([&](const yaml::Value &root) {
        return addRules(root, file, rules);
    });
    if (!added)
        return std::unexpected(added.error());
    return RuleSet(rules);
}

const RuleSet &RuleSet::builtin()
{
    static const RuleSet instance = [] {
        initRulesResources();
        auto loaded = load(u":/groundplan/rules"_s);
        Q_ASSERT_X(loaded, "RuleSet", qPrintable(loaded ? QString() : loaded.error().text()));
        return loaded.value_or(RuleSet());
    }();
    return instance;
}

const Rule *RuleSet::rule(const QString &id) const
{
    const auto it = std::ranges::lower_bound(m_rules, id, {}, &Rule::id);
    return it == m_rules.end() || it->id != id ? nullptr : &*it;
}

RuleSet RuleSet::of(const Model &model)
{
    QMap<QString, Rule> rules;
    for (const Rule &rule : builtin().rules())
        rules.insert(rule.id, rule);
    for (const Record &record : model.recordsOfKind(u"rule"_s)) {
        const Rule rule = gp::rules::ruleFrom(record);
        rules.insert(rule.id, rule);
    }
    return RuleSet(rules.values());
}

Rule ruleFrom(const Record &record)
{
    const QJsonObject &p = record.properties;
    const auto text = [&p](const QString &name) { return p.value(name).toString(); };
    Rule rule;
    rule.id = record.key.toUpper(); // keys are small letters, ids are capitals
    rule.title = text(u"title"_s).isEmpty() ? rule.id : text(u"title"_s);
    rule.severity = severityFrom(text(u"severity"_s)).value_or(Severity::Warning);
    rule.rationale = text(u"rationale"_s);
    rule.remediation = text(u"remediation"_s);
    rule.query = text(u"query"_s);
    rule.category = u"project"_s;
    rule.applies = {text(u"applies_kind"_s), text(u"applies_where"_s), text(u"because"_s)};
    rule.fix = {text(u"fix_title"_s), text(u"fix_query"_s)};
    rule.isPreflight = p.value(u"preflight"_s).toBool();
    rule.record = record.id;
    for (const QJsonValue &value : p.value(u"parameters"_s).toArray())
        rule.parameters.insert(value.toObject().value(u"name"_s).toString(),
                               value.toObject().value(u"value"_s).toVariant());
    for (const QJsonValue &value : p.value(u"references"_s).toArray())
        rule.references.append({value.toObject().value(u"framework"_s).toString(),
                                value.toObject().value(u"requirement"_s).toString()});
    return rule;
}

Record toRecord(const Rule &rule)
{
    QJsonArray parameters;
    for (auto it = rule.parameters.cbegin(); it != rule.parameters.cend(); ++it)
        parameters.append(QJsonObject{{u"name"_s, it.key()}, {u"value"_s, it.value().toDouble()}});
    QJsonArray references;
    for (const FrameworkRef &reference : rule.references)
        references.append(
            QJsonObject{{u"framework"_s, reference.framework}, {u"requirement"_s, reference.requirement}});
    QJsonObject properties{{u"title"_s, rule.title},
                           {u"severity"_s, toString(rule.severity)},
                           {u"rationale"_s, rule.rationale},
                           {u"remediation"_s, rule.remediation},
                           {u"query"_s, rule.query},
                           {u"applies_kind"_s, rule.applies.kind},
                           {u"applies_where"_s, rule.applies.where},
                           {u"because"_s, rule.applies.because},
                           {u"fix_title"_s, rule.fix.title},
                           {u"fix_query"_s, rule.fix.query}};
    for (auto it = properties.begin(); it != properties.end();)
        it = it.value().toString().isEmpty() ? properties.erase(it) : std::next(it);
    if (rule.isPreflight)
        properties.insert(u"preflight"_s, true);
    if (!parameters.isEmpty())
        properties.insert(u"parameters"_s, parameters);
    if (!references.isEmpty())
        properties.insert(u"references"_s, references);
    return {rule.record, u"rule"_s, rule.id.toLower(), properties};
}

QByteArray toYaml(const QList<Rule> &rules)
{
    QString text = u"rules:\n"_s;
    for (const Rule &rule : rules) {
        const auto line = [&text](const QString &name, const QString &value) {
            if (!value.isEmpty())
                text += u"    "_s + name + u": "_s + yamlText(value) + u'\n';
        };
        text += u"  - id: "_s + yamlText(rule.id) + u'\n';
        line(u"title"_s, rule.title);
        line(u"severity"_s, toString(rule.severity));
        line(u"rationale"_s, rule.rationale);
        line(u"remediation"_s, rule.remediation);
        if (!rule.applies.kind.isEmpty()) {
            text += u"    applies:\n"_s;
            line(u"  kind"_s, rule.applies.kind);
            line(u"  where"_s, rule.applies.where);
            line(u"  because"_s, rule.applies.because);
        }
        QMap<QString, QStringList> references;
        for (const FrameworkRef &reference : rule.references)
            references[reference.framework].append(yamlText(reference.requirement));
        text += references.isEmpty() ? QString() : u"    references:\n"_s;
        for (auto it = references.cbegin(); it != references.cend(); ++it)
            text += u"      %1: [%2]\n"_s.arg(yamlText(it.key()), it->join(u", "_s));
        text += rule.parameters.isEmpty() ? QString() : u"    parameters:\n"_s;
        for (auto it = rule.parameters.cbegin(); it != rule.parameters.cend(); ++it)
            text += u"      %1: %2\n"_s.arg(yamlText(it.key()), it->typeId() == QMetaType::QString
                                                                    ? yamlText(it->toString())
                                                                    : it->toString());
        if (rule.isPreflight)
            text += u"    preflight: true\n"_s;
        text += u"    query: |-\n"_s;
        for (const QString &part : rule.query.split(u'\n'))
            text += part.isEmpty() ? u"\n"_s : u"      "_s + part + u'\n';
        if (!rule.fix.query.isEmpty()) {
            text += u"    fix:\n"_s;
            line(u"  title"_s, rule.fix.title);
            line(u"  query"_s, rule.fix.query);
        }
    }
    return text.toUtf8();
}

QStringList findingColumns()
{
    return {u"plateau"_s, u"rule"_s, u"severity"_s, u"element_id"_s, u"message"_s, u"waived_by"_s};
}

QList<QVariantList> toCells(const QList<Finding> &findings)
{
    QList<QVariantList> cells;
    for (const Finding &f : findings)
        cells.append({f.plateau, f.rule, toString(f.severity),
                      f.element.isValid() ? QVariant(f.element.value()) : QVariant(), f.message,
                      f.waivedBy.isEmpty() ? QVariant() : QVariant(f.waivedBy)});
    return cells;
}

} // namespace gp::rules

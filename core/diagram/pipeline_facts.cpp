// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "core/diagram/pipeline_union.h"
#include "core/diagram/texts.h"
#include "core/metamodel/metamodel.h"

#include <QJsonArray>

using namespace Qt::StringLiterals;

namespace gp::diagram::facts {

namespace {

const QString separator = u" · "_s;

/// One line without what has no place in one: controls, and marks that turn the direction of all that
/// follows.
QString clean(const QString &text)
{
    QString result = oneLine(text);
    result.removeIf([](QChar c) { return !c.isPrint() && !c.isSurrogate() && c.unicode() != 0x200d; });
    return result;
}

QString text(const QJsonValue &object, QStringView name)
{
    return clean(object[name].toVariant().toString());
}

QString joined(QStringList parts, const QString &by = separator)
{
    parts.removeAll(QString());
    return parts.join(by);
}

Mode modeOf(const QString &value)
{
    return value == "enforced"_L1  ? Mode::Blocking
           : value == "warn"_L1    ? Mode::Advisory
           : value == "planned"_L1 ? Mode::Planned
                                   : Mode::Unset;
}

/// Which sort of gate a text describes. The table has one free text, so its words decide.
QString gateWord(const QString &text, const QString &type)
{
    const auto says = [&](std::initializer_list<QLatin1StringView> words) {
        return std::ranges::any_of(
            words, [&](QLatin1StringView word) { return text.contains(word, Qt::CaseInsensitive); });
    };
    if (type == "approve"_L1 || says({"eyes"_L1, "approv"_L1, "button"_L1, "board"_L1, "agrees"_L1,
                                      "sign-off"_L1, "review"_L1, "manual"_L1}))
        return u"Approval"_s;
    if (says({"signature"_L1, "signed"_L1, "attest"_L1, "provenance"_L1}))
        return u"Signature check"_s;
    if (says({"test"_L1, "coverage"_L1, "quality"_L1, "smoke"_L1, "healthy"_L1, "slo"_L1, "budget"_L1,
              "pass"_L1, "scan"_L1, "vulnerab"_L1}))
        return u"Quality gate"_s;
    return u"Gate"_s;
}

/// Each behind those that promote to it, else as they were; a circle is broken at its first.
QStringList inPromotionOrder(QStringList keys, const QList<Promotion> &promotions)
{
    QStringList result;
    while (!keys.isEmpty()) {
        qsizetype next = 0;
        for (qsizetype i = 0; i < keys.size(); ++i) {
            const bool isFree = std::ranges::none_of(promotions, [&](const Promotion &promotion) {
                return promotion.to == keys[i] && promotion.from != keys[i] && keys.contains(promotion.from);
            });
            if (isFree) {
                next = i;
                break;
            }
        }
        result.append(keys.takeAt(next));
    }
    return result;
}

/// Everything that one state says of one pipeline.
class Reader
{
public:
    Reader(const PlateauModel &at, const metamodel::Metamodel &metamodel)
        : m_at(at)
        , m_metamodel(metamodel)
    {
        for (const auto &element : at.elements()) {
            if (element.kind == "environment"_L1 || element.kind == "control"_L1)
                m_byKey.insert(element.key, &element);
        }
    }

    [[nodiscard]] Pipeline read(ElementId id)
    {
        Pipeline result;
        const ElementState *pipeline = m_at.element(id);
        if (!pipeline)
            return result;
        result.isThere = true;
        result.id = id;
        result.key = pipeline->key;
        result.name = clean(pipeline->name());
        const QJsonArray rows = pipeline->properties.value(u"stages"_s).toArray();
        for (const QJsonValue &row : rows)
            result.stages.append(stage(row, int(result.stages.size())));
        addEnvironments(*pipeline, &result);
        QSet<QString> onStages;
        for (const Stage &stage : std::as_const(result.stages)) {
            for (const Control &control : stage.controls)
                onStages.insert(control.key);
        }
        for (const ElementState &control : m_at.sources(id, u"guards"_s)) {
            if (!onStages.contains(control.key))
                result.controls.append(this->control(control));
        }
        for (const ElementState &service : m_at.sources(id, u"deliveredBy"_s))
            result.services.append({service.id, clean(service.name()), State::None});
        const QString version =
            joined({value(*pipeline, u"template"_s), value(*pipeline, u"template_version"_s)}, u" "_s);
        result.line = joined({value(*pipeline, u"tool"_s), version, value(*pipeline, u"trigger"_s)});
        result.duration = value(*pipeline, u"duration_p95_minutes"_s);
        addFigures(*pipeline, &result);
        return result;
    }

private:
    [[nodiscard]] const metamodel::Property *property(const QString &kind, const QString &name) const
    {
        const auto *found = m_metamodel.kind(kind);
        return found ? found->property(name) : nullptr;
    }

    /// As people read it.
    [[nodiscard]] QString value(const ElementState &element, const QString &name) const
    {
        const QJsonValue raw = element.properties.value(name);
        const auto *described = property(element.kind, name);
        return raw.isUndefined() || raw.isNull() ? QString()
               : described                       ? clean(metamodel::displayText(*described, raw))
                                                 : clean(raw.toVariant().toString());
    }

    [[nodiscard]] Control control(const ElementState &element) const
    {
        return {element.id,
                element.key,
                clean(element.name()),
                value(element, u"enforcement_point"_s),
                modeOf(element.properties.value(u"mode"_s).toString()),
                State::None,
                {}};
    }

    [[nodiscard]] Stage stage(const QJsonValue &row, int number) const
    {
        Stage stage;
        stage.row = number;
        stage.name = text(row, u"name");
        if (stage.name.isEmpty())
            stage.name = u"Stage %1"_s.arg(number + 1);
        stage.type = text(row, u"type");
        const auto *stages = property(u"pipeline"_s, u"stages"_s);
        const auto *types = stages ? stages->column(u"type"_s) : nullptr;
        // Duration and tool are no columns today; projects that write them see them.
        // "Build" of type build need not be said twice.
        const QString kind = types ? types->labelOf(stage.type) : stage.type;
        stage.kindLine = joined({kind.compare(stage.name, Qt::CaseInsensitive) == 0 ? QString() : kind,
                                 text(row, u"duration"), text(row, u"tool")});
        stage.detail = text(row, u"detail");
        stage.environment = text(row, u"environment");
        const QString gate = text(row, u"gate");
        if (!gate.isEmpty() || stage.type == "approve"_L1)
            stage.gate = Gate{gateWord(gate, stage.type), gate, State::None, {}};
        QSet<QString> seen;
        const auto add = [&](const QJsonValue &named) {
            const QString key = clean(named.toString());
            if (key.isEmpty() || seen.contains(key))
                return;
            seen.insert(key);
            const ElementState *element = m_byKey.value(key);
            if (element && element->kind == "control"_L1)
                stage.controls.append(control(*element));
            else
                stage.controls.append({{}, key, key, {}, Mode::Unset, State::None, {}});
        };
        for (const QJsonValue &named : row[u"controls"].toArray())
            add(named);
        return stage;
    }

    [[nodiscard]] Environment environment(const QString &key) const
    {
        const ElementState *element = m_byKey.value(key);
        if (!element || element->kind != "environment"_L1)
            return {{}, key, key, {}, {}, {}, {}, {}, State::None};
        Environment result;
        result.id = element->id;
        result.key = key;
        result.name = clean(element->name());
        const QString ttl = value(*element, u"ttl_hours"_s);
        result.lifecycle =
            joined({value(*element, u"lifecycle"_s), ttl.isEmpty() ? ttl : QString(u"TTL "_s + ttl)});
        result.data = value(*element, u"data_policy"_s);
        if (!result.data.isEmpty() && !result.data.contains("data"_L1))
            result.data += u" data"_s;
        result.place = joined({value(*element, u"platform"_s), value(*element, u"region"_s)});
        for (const ElementState &guard : m_at.sources(element->id, u"guards"_s))
            result.controls.append(control(guard));
        return result;
    }

    void addEnvironments(const ElementState &pipeline, Pipeline *result) const
    {
        for (const Stage &stage : std::as_const(result->stages)) {
            if (!stage.environment.isEmpty() && !result->environments.contains(stage.environment))
                result->environments.insert(stage.environment, environment(stage.environment));
        }
        for (const ElementState &target : m_at.targets(pipeline.id, u"deploysTo"_s)) {
            if (result->environments.contains(target.key))
                continue;
            result->environments.insert(target.key, environment(target.key));
            result->looseEnvironments.append(target.key);
        }
        for (Environment &target : result->environments) {
            for (const RelationState &relation : m_at.incoming(target.id, u"promotesTo"_s)) {
                const ElementState *source = m_at.element(relation.source);
                if (!source || !target.id.isValid() || !result->environments.contains(source->key))
                    continue;
                const QString gate = text(relation.properties, u"gate");
                const QString name = clean(source->name());
                result->promotions.append(
                    {source->key, target.key,
                     gate.isEmpty() ? u"%1 is promoted to %2"_s.arg(name, target.name)
                                    : u"%1 is promoted to %2; gate: %3"_s.arg(name, target.name, gate),
                     State::None});
                if (!gate.isEmpty() && target.promotion.isEmpty())
                    target.promotion = u"after %1: %2"_s.arg(name, gate);
            }
        }
        result->looseEnvironments = inPromotionOrder(result->looseEnvironments, result->promotions);
    }

    void addFigures(const ElementState &pipeline, Pipeline *result) const
    {
        qsizetype blocking = 0;
        qsizetype all = 0;
        const auto count = [&](const QList<Control> &controls) {
            all += controls.size();
            blocking += std::ranges::count(controls, Mode::Blocking, &Control::mode);
        };
        qsizetype gates = 0;
        for (const Stage &stage : std::as_const(result->stages)) {
            count(stage.controls);
            gates += stage.gate ? 1 : 0;
        }
        count(result->controls);
        result->figures = {{u"Stages"_s, {}, QString::number(result->stages.size())},
                           {u"Gates"_s, {}, QString::number(gates)},
                           {u"Controls"_s, {}, u"%1, %2 blocking"_s.arg(all).arg(blocking)},
                           {u"Services"_s, {}, QString::number(result->services.size())}};
        for (const auto &name : {u"manual_steps"_s, u"duration_p95_minutes"_s, u"lead_time_p50_hours"_s,
                                 u"success_rate"_s, u"signing"_s, u"provenance"_s}) {
            const auto *described = property(pipeline.kind, name);
            result->figures.append({described ? described->label : name, {}, value(pipeline, name)});
        }
    }

    const PlateauModel &m_at;
    const metamodel::Metamodel &m_metamodel;
    QHash<QString, const ElementState *> m_byKey;
};

} // namespace

QString modeWord(Mode mode)
{
    switch (mode) {
    case Mode::Blocking:
        return u"blocking"_s;
    case Mode::Advisory:
        return u"advisory"_s;
    case Mode::Planned:
        return u"planned"_s;
    case Mode::Unset:
        break;
    }
    return u"no mode"_s;
}

Pipeline read(const PipelineSource &source)
{
    Pipeline now = Reader(source.at, source.metamodel).read(source.pipeline);
    now.crumb = u"Pipeline · %1"_s.arg(source.atName);
    if (!source.from)
        return now;
    ElementId before = source.pipeline;
    QString against = u"%1 → %2"_s.arg(source.fromName, source.atName);
    if (source.takenOver.isValid() && !source.from->element(before))
        before = source.takenOver;
    Pipeline was = Reader(*source.from, source.metamodel).read(before);
    if (now.isThere && was.isThere && before != source.pipeline)
        against += u", against %1, which it replaces"_s.arg(was.name);
    else if (now.isThere && !was.isThere)
        against += u", new"_s;
    else if (!now.isThere && was.isThere)
        against += u", gone"_s;
    Pipeline result = unite(now, was);
    result.against = against;
    result.crumb = u"Pipeline · %1"_s.arg(against);
    result.againstTitle = was.isThere && before != source.pipeline
                              ? u"Against %1 in %2"_s.arg(was.name, source.fromName)
                              : u"Against %1"_s.arg(source.fromName);
    return result;
}

QString withState(const QString &name, State state)
{
    const bool isPlain = state == State::None || state == State::Kept;
    return isPlain ? name : u"%1 (%2)"_s.arg(name, wordOf(state));
}

} // namespace gp::diagram::facts

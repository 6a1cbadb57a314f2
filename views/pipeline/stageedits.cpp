// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "views/pipeline/stageedits.h"

#include "core/model/relate.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace gp::views::stages {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("gp::views::stages", text);
}

auto refuse(const QString &why)
{
    return std::unexpected(Error{ErrorCode::Refused, why, {}, {}, 0});
}

QString nameOf(const StagePlace &place)
{
    const auto state = stateAt(place.model, place.plateau, place.pipeline);
    return state ? state->name() : QString();
}

QString plateauName(const StagePlace &place)
{
    const auto *plateau = place.model.plateau(place.plateau);
    return !plateau ? QString() : plateau->name.isEmpty() ? plateau->key : plateau->name;
}

QString stageName(const QJsonArray &rows, int row)
{
    const QString name = rows.at(row)["name"_L1].toString().simplified();
    return name.isEmpty() ? tr("stage %1").arg(row + 1) : name;
}

/// The type that a name speaks of; empty where it speaks of none.
QString typeFrom(const QString &name)
{
    static const QList<std::pair<QString, QString>> words = {
        {u"deploy"_s, u"deploy"_s},   {u"roll out"_s, u"deploy"_s}, {u"release to"_s, u"deploy"_s},
        {u"promot"_s, u"promote"_s},  {u"approv"_s, u"approve"_s},  {u"gate"_s, u"approve"_s},
        {u"publish"_s, u"publish"_s}, {u"push"_s, u"publish"_s},    {u"sign"_s, u"sign"_s},
        {u"scan"_s, u"scan"_s},       {u"verif"_s, u"verify"_s},    {u"smoke"_s, u"verify"_s},
        {u"test"_s, u"test"_s},       {u"build"_s, u"build"_s},     {u"compile"_s, u"build"_s},
        {u"source"_s, u"source"_s},   {u"checkout"_s, u"source"_s}};
    for (const auto &[word, type] : words) {
        if (name.contains(word, Qt::CaseInsensitive))
            return type;
    }
    return {};
}

QSet<QString> environmentsOf(const QJsonArray &rows)
{
    QSet<QString> keys;
    for (const auto &row : rows) {
        if (const QString key = row["environment"_L1].toString(); !key.isEmpty())
            keys.insert(key);
    }
    return keys;
}

/// Makes `deploysTo` say what the stages say. A relation that another plateau stands in the way of is left as
/// it is: the stage is what was asked for.
void follow(Draft *draft, const StagePlace &place, const QSet<QString> &before, const QSet<QString> &after)
{
    QStringList touched = QStringList((before - after).values()) + QStringList((after - before).values());
    touched.sort();
    for (const QString &key : std::as_const(touched)) {
        const auto *environment = place.model.element(key);
        if (!environment || environment->kind != "environment"_L1)
            continue;
        if (after.contains(key)) {
            (void)relateAt(*draft, u"deploysTo"_s, place.pipeline, environment->id, place.plateau);
            continue;
        }
        const auto *relation = place.model.relation(u"deploysTo"_s, place.pipeline, environment->id);
        if (relation && place.model.pathTo(place.plateau).lives(relation->lifetime))
            (void)draft->removeRelationAt(relation->id, place.plateau);
    }
}

Result<StageEdit> edit(const StagePlace &place, const QJsonArray &rows, const QString &label, int row)
{
    StageEdit result{Draft(place.model), label, row};
    const QJsonArray before = rowsOf(place);
    if (const auto set = result.draft.setProperty(place.pipeline, place.plateau, u"stages"_s, rows); !set)
        return std::unexpected(set.error());
    follow(&result.draft, place, environmentsOf(before), environmentsOf(rows));
    return result;
}

Result<QJsonArray> rowsWith(const StagePlace &place, int row)
{
    if (!stateAt(place.model, place.plateau, place.pipeline))
        return refuse(tr("The pipeline is not there at this plateau."));
    const QJsonArray rows = rowsOf(place);
    if (row < 0 || row >= rows.size())
        return refuse(tr("This stage is not there any more."));
    return rows;
}

/// One field of one row; empty takes it out.
Result<StageEdit> set(const StagePlace &place, int row, const QString &field, const QString &value,
                      const QString &label)
{
    auto rows = rowsWith(place, row);
    if (!rows)
        return std::unexpected(rows.error());
    QJsonObject stage = rows->at(row).toObject();
    if (value.isEmpty())
        stage.remove(field);
    else
        stage.insert(field, value);
    rows->replace(row, stage);
    return edit(place, *rows, label, row);
}

} // namespace

QJsonArray rowsOf(const StagePlace &place)
{
    const auto state = stateAt(place.model, place.plateau, place.pipeline);
    return state ? state->properties.value("stages"_L1).toArray() : QJsonArray();
}

Result<StageEdit> add(const StagePlace &place, int after, const QString &name)
{
    const QString called = name.simplified();
    if (called.isEmpty())
        return refuse(tr("Give the stage a name."));
    if (!stateAt(place.model, place.plateau, place.pipeline))
        return refuse(tr("The pipeline is not there at this plateau."));
    QJsonArray rows = rowsOf(place);
    const int at = std::clamp(after + 1, 0, int(rows.size()));
    QJsonObject stage{{u"name"_s, called}};
    if (const QString type = typeFrom(called); !type.isEmpty())
        stage.insert(u"type"_s, type);
    rows.insert(at, stage);
    return edit(place, rows, tr("Add stage %1 to %2 in %3").arg(called, nameOf(place), plateauName(place)),
                at);
}

Result<StageEdit> rename(const StagePlace &place, int row, const QString &name)
{
    const QString called = name.simplified();
    if (called.isEmpty())
        return refuse(tr("Give the stage a name."));
    const auto rows = rowsWith(place, row);
    if (!rows)
        return std::unexpected(rows.error());
    return set(place, row, u"name"_s, called,
               tr("Rename stage %1 of %2 to %3 in %4")
                   .arg(stageName(*rows, row), nameOf(place), called, plateauName(place)));
}

Result<StageEdit> move(const StagePlace &place, int row, int by)
{
    auto rows = rowsWith(place, row);
    if (!rows)
        return std::unexpected(rows.error());
    const int to = row + by;
    if (to < 0 || to >= rows->size())
        return refuse(by < 0 ? tr("This is the first stage.") : tr("This is the last stage."));
    const QString name = stageName(*rows, row);
    const QJsonValue stage = rows->at(row);
    rows->removeAt(row);
    rows->insert(to, stage);
    const QString text =
        by < 0 ? tr("Move stage %1 of %2 to the left in %3") : tr("Move stage %1 of %2 to the right in %3");
    return edit(place, *rows, text.arg(name, nameOf(place), plateauName(place)), to);
}

Result<StageEdit> remove(const StagePlace &place, int row)
{
    auto rows = rowsWith(place, row);
    if (!rows)
        return std::unexpected(rows.error());
    const QString name = stageName(*rows, row);
    rows->removeAt(row);
    return edit(place, *rows, tr("Delete stage %1 of %2 in %3").arg(name, nameOf(place), plateauName(place)),
                -1);
}

Result<StageEdit> setEnvironment(const StagePlace &place, int row, const QString &key)
{
    const auto rows = rowsWith(place, row);
    if (!rows)
        return std::unexpected(rows.error());
    const auto *environment = place.model.element(key);
    const auto state = environment ? stateAt(place.model, place.plateau, environment->id) : std::nullopt;
    const QString stage = stageName(*rows, row);
    return set(
        place, row, u"environment"_s, key,
        key.isEmpty()
            ? tr("Let stage %1 of %2 deploy nowhere in %3").arg(stage, nameOf(place), plateauName(place))
            : tr("Let stage %1 of %2 deploy to %3 in %4")
                  .arg(stage, nameOf(place), state ? state->name() : key, plateauName(place)));
}

Result<StageEdit> setGate(const StagePlace &place, int row, const QString &gate)
{
    const auto rows = rowsWith(place, row);
    if (!rows)
        return std::unexpected(rows.error());
    const QString text = gate.simplified();
    const QString stage = stageName(*rows, row);
    return set(
        place, row, u"gate"_s, text,
        text.isEmpty()
            ? tr("Take the gate before stage %1 of %2 away in %3")
                  .arg(stage, nameOf(place), plateauName(place))
            : tr("Set the gate before stage %1 of %2 in %3").arg(stage, nameOf(place), plateauName(place)));
}

Result<StageEdit> setType(const StagePlace &place, int row, const QString &type)
{
    const auto rows = rowsWith(place, row);
    if (!rows)
        return std::unexpected(rows.error());
    return set(place, row, u"type"_s, type,
               tr("Set the type of stage %1 of %2 to %3 in %4")
                   .arg(stageName(*rows, row), nameOf(place), type.isEmpty() ? tr("none") : type,
                        plateauName(place)));
}

} // namespace gp::views::stages

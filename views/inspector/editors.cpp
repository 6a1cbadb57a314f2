// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "views/inspector/editors.h"

#include "views/inspector/choiceeditor.h"
#include "views/inspector/markdowneditor.h"
#include "views/inspector/tableeditor.h"
#include "views/inspector/texteditor.h"
#include "views/session/session.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace gp::views {

using metamodel::Property;
using metamodel::PropertyType;

std::optional<QString> ValueEditor::problemSoFar() const
{
    const auto entered = value();
    return entered ? std::nullopt : std::optional(entered.error());
}

ValueEditor *makeEditor(const Property &property, const QJsonValue &value, const Model &model,
                        QWidget *parent)
{
    switch (property.type) {
    case PropertyType::Enum:
    case PropertyType::Boolean:
        return new ChoiceEditor(property, value, model, parent);
    case PropertyType::Reference:
        return new ReferenceEditor(property, value, model, parent);
    case PropertyType::List:
        if (!property.values.isEmpty() || !property.refersTo.isEmpty())
            return new ChecklistEditor(property, value, model, parent);
        return new TextEditor(property, value, parent);
    case PropertyType::Date:
        return new DateEditor(property, value, parent);
    case PropertyType::Markdown:
        return new MarkdownEditor(property, value, model, parent);
    case PropertyType::Table:
        return new TableEditor(property, value, model, parent);
    default:
        return new TextEditor(property, value, parent);
    }
}

QList<std::pair<QString, QString>> choicesFor(const Property &property, const Model &model)
{
    QList<std::pair<QString, QString>> result;
    for (const auto &value : property.values)
        result.append({value.value, value.label});
    if (!property.values.isEmpty())
        return result;
    if (property.type == PropertyType::Boolean)
        return {{u"true"_s, QObject::tr("yes")}, {u"false"_s, QObject::tr("no")}};
    const QString &kind = property.refersTo;
    if (kind == "plateau"_L1) {
        for (const auto &plateau : model.plateausInOrder())
            result.append({plateau.key, plateau.name});
        return result; // in their own order
    }
    for (const auto &element : model.elements()) {
        if (kind != "element"_L1 && element.kind != kind)
            continue;
        // Over all plateaus, so the name is the latest one said.
        QString name = element.key;
        for (const auto &own : element.revisions)
            name = own.value("name"_L1).toString(name);
        result.append({element.key, name});
    }
    for (const auto &record : model.recordsOfKind(kind))
        result.append({record.key, titleOf(record)});
    std::ranges::sort(result, [](const auto &a, const auto &b) {
        return a.second.compare(b.second, Qt::CaseInsensitive) < 0;
    });
    return result;
}

namespace {
constexpr qsizetype mostRows = 4; ///< of a table that are shown in full
}

QString shownText(const Property &property, const QJsonValue &value, const Model &model)
{
    if (value.isNull() || value.isUndefined())
        return {};
    QString text;
    if (!property.refersTo.isEmpty() && (value.isString() || value.isArray())) {
        const auto choices = choicesFor(property, model);
        const auto nameOf = [&choices](const QString &key) {
            const auto it = std::ranges::find(choices, key, &std::pair<QString, QString>::first);
            return it == choices.end() ? key : it->second;
        };
        QStringList names;
        for (const auto &item : value.isArray() ? value.toArray() : QJsonArray{value})
            names.append(nameOf(item.toString()));
        text = names.join(u", "_s);
    } else if (const auto rows = value.toArray(); property.type == PropertyType::Table &&
                                                  rows.size() > mostRows && !property.columns.isEmpty()) {
        // A pipeline's thirteen stages in full would be a wall: their names, the rest is a click away.
        QStringList names;
        for (const auto &row : rows)
            names.append(row.toObject().value(property.columns.front().name).toVariant().toString());
        text =
            QCoreApplication::translate("Editors", "%1 rows: %2").arg(rows.size()).arg(names.join(u", "_s));
    } else {
        text = metamodel::displayText(property, value);
    }
    const bool isWord = property.type == PropertyType::Enum || property.type == PropertyType::Boolean;
    if (isWord && !text.isEmpty())
        text[0] = text[0].toUpper();
    return text;
}

} // namespace gp::views

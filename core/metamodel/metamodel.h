// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/model/model.h"

#include <QStringList>

namespace gp::metamodel {

enum class PropertyType {
    Text,
    Markdown,
    Enum,
    Integer,
    Number,
    Boolean,
    Date,
    Duration,
    Url,
    List,
    Table,
    Reference
};

struct EnumValue
{
    QString value; ///< as stored
    QString label; ///< as read by people, lower-case where it is no name
};

/// One property of a kind, as resources/metamodel/*.yaml describe it.
struct Property
{
    QString name;
    QString label;
    QString unit;
    QString help;
    PropertyType type = PropertyType::Text;
    QList<EnumValue> values; ///< of an Enum, or what a List may hold
    QList<Property> columns; ///< of a Table
    QString refersTo;        ///< of a Reference or a List: a kind, a record kind, "element" or "plateau"
    std::optional<double> minimum;
    std::optional<double> maximum;
    bool required = false;

    /// Label of an enum value; the value itself where it is unknown.
    [[nodiscard]] QString labelOf(const QString &value) const;
    [[nodiscard]] const Property *column(const QString &name) const;
};

/// What a card says of an element: templates with {property}, {list.count} and {table.0.column}.
struct CardTexts
{
    QStringList subtitle;
    QStringList badges;
};

struct Kind
{
    QString name;
    QString label;
    QString plural;
    QString colour; ///< service, pipeline, environment, control, other: a token of the theme
    QString help;
    QString folder; ///< records only: folder in a text twin
    CardTexts card; ///< elements only
    QList<Property> properties;

    [[nodiscard]] const Property *property(const QString &name) const;
};

struct RelationKind
{
    QString name;
    QString label;
    QString inverse;
    QStringList from; ///< kinds; "any" for every kind
    QStringList to;
    bool sameKind = false;
    QList<Property> properties;
    /// Further pairs of source and target kind, "any" for every kind; of a project's own kinds.
    QList<std::pair<QString, QString>> also = {};

    [[nodiscard]] bool allows(const QString &source, const QString &target) const;
};

/// Kinds, properties and legal relations. Immutable value, cheap to copy; safe to read from any thread.
class Metamodel
{
public:
    Metamodel() = default;
    /// From its parts; ownkinds.h puts what a project adds to them.
    Metamodel(QList<Kind> kinds, QList<RelationKind> relations, QList<Kind> records)
        : m_kinds(std::move(kinds))
        , m_relations(std::move(relations))
        , m_records(std::move(records))
    {
    }

    /// Reads kinds.yaml, relations.yaml and records.yaml of a folder. Errors name file and line.
    [[nodiscard]] static Result<Metamodel> load(const QString &folder);
    /// The one that is built in; its files are checked by the tests, so it always loads.
    [[nodiscard]] static const Metamodel &builtin();

    [[nodiscard]] const QList<Kind> &kinds() const { return m_kinds; }
    [[nodiscard]] const QList<RelationKind> &relationKinds() const { return m_relations; }
    [[nodiscard]] const QList<Kind> &recordKinds() const { return m_records; }
    [[nodiscard]] const Kind *kind(const QString &name) const;
    [[nodiscard]] const RelationKind *relationKind(const QString &name) const;
    [[nodiscard]] const Kind *recordKind(const QString &name) const;
    /// Relation kinds that may run from one kind to another, in their order.
    [[nodiscard]] QList<const RelationKind *> legalRelations(const QString &source,
                                                             const QString &target) const;

    /// What is against the metamodel in what `change` touched: unknown kinds, illegal relations, values of a
    /// wrong type or out of range, references to nothing. Messages name the thing, the property and what is
    /// allowed.
    [[nodiscard]] QList<Error> findProblems(const Model &model, const Change &change) const;
    /// The same over everything.
    [[nodiscard]] QList<Error> findProblems(const Model &model) const;

private:
    QList<Kind> m_kinds;
    QList<RelationKind> m_relations;
    QList<Kind> m_records;
};

/// What is wrong with a value for a property (nothing = fine); null is always fine. `model` resolves
/// references; nullptr leaves them unchecked.
[[nodiscard]] std::optional<QString> checkValue(const Property &property, const QJsonValue &value,
                                                const Model *model);

/// Fills a card template: {tier}, {stages.count}, {slos.0.objective}; nullopt where a placeholder is unset or
/// "none".
[[nodiscard]] std::optional<QString> fillTemplate(const Kind &kind, const QString &text,
                                                  const QJsonObject &properties);

/// A value as people read it: enum labels, lists joined, numbers with unit, dates as they are.
[[nodiscard]] QString displayText(const Property &property, const QJsonValue &value);

} // namespace gp::metamodel

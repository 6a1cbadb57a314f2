// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/exchange/graph.h"
#include "core/metamodel/yaml.h"

/// One Backstage entity: what it is called, what it says of itself and to what it refers.
namespace gp::exchange::backstage {

struct Entity
{
    QString kind; ///< lower case
    QString writtenKind;
    QString space; ///< "default" where nothing is said
    QString name;
    int line = 0;
    yaml::Value metadata;
    yaml::Value spec;
    QString file;

    /// The full entity reference, lower case: "component:default/petstore".
    [[nodiscard]] QString identity() const;
};

/// A field that refers to another entity.
struct Reference
{
    QString identity; ///< of the entity that refers
    QString relationKind;
    QString target;        ///< full reference
    bool reversed = false; ///< the relation runs from the target (spec.children, spec.members, dependencyOf)
    Source source;
    QString remark; ///< what is odd about it; empty mostly
};

[[nodiscard]] bool isKnownKind(const QString &kind);

/// An entity, or why the document is none (a template placeholder for a name).
[[nodiscard]] Result<Entity> readEntity(const yaml::Value &root, const QString &file);
[[nodiscard]] Thing thingFor(const Entity &entity);
/// What the importer states of an entity: Source::stated.
[[nodiscard]] QJsonObject statedOf(const Entity &entity);
[[nodiscard]] QList<Reference> referencesOf(const Entity &entity);
/// A reference that an earlier import left open.
[[nodiscard]] Reference referenceFrom(const Dangling &dangling);

} // namespace gp::exchange::backstage

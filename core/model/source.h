// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/model/id.h"

#include <QJsonObject>
#include <QList>
#include <QString>

namespace gp {

/// Where an imported fact came from. One per file and mechanism; `stated` holds what that place said, so that
/// a later import can tell a changed file from a value that a person has corrected since.
struct Source
{
    QString format;        ///< importer: "kubernetes", "backstage"
    QString file;          ///< relative to the imported folder, with '/'
    int line = 0;          ///< 1-based; 0 = unknown
    QString mechanism;     ///< "env", "spec.owner", "metadata", …
    bool inferred = false; ///< weaker evidence (naming, start order, policy), never mixed with proof
    QJsonObject stated;

    friend bool operator==(const Source &, const Source &) = default;
};

/// A reference that nothing imported so far defines. It stays visible and resolves when the target is
/// imported.
struct Unresolved
{
    QString relationKind; ///< what the relation would be
    QString reference;    ///< as written, normalised: "group:default/sre", "shoppingassistantservice:80"
    Source source;

    friend bool operator==(const Unresolved &, const Unresolved &) = default;
};

/// All provenance of one element or one relation.
struct Provenance
{
    QList<Source> sources;
    QList<Unresolved> unresolved; ///< elements only

    [[nodiscard]] bool isEmpty() const { return sources.isEmpty() && unresolved.isEmpty(); }
    friend bool operator==(const Provenance &, const Provenance &) = default;
};

} // namespace gp

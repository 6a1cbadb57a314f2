// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/model/source.h"

#include <QMap>
#include <QSet>
#include <QStringList>

/// What importers find before it meets the model: things by identity, what is stated of them and where, edges
/// between identities. Plain values.
namespace gp::exchange {

/// Something a file defines. Its identity ("deployment:shop/frontend", "api:default/petstore") is unique
/// within its format and never depends on what else is imported.
struct Thing
{
    QString format;
    QString identity;
    QString elementKind; ///< kind of the metamodel
    QString name;        ///< without namespace
    QString space;       ///< namespace; empty = not said
    int rank = 0;        ///< where two things want one key, the lower rank has it
    QStringList keys;    ///< keys it may have, the most wished for first
    QString deployedIn;  ///< namespace of the workload that a catalogue means; empty = not said
};

/// What one place says of one thing: source.stated has `identity`, `values`, `guesses` (weaker: a guess never
/// wins over a value; among guesses the higher `confidence` does), and what the importer wants to know again
/// at a later import.
struct Statement
{
    QString identity;
    Source source;
};

/// One piece of evidence for a relation between two things.
struct Edge
{
    QString kind;
    QString from;
    QString to;
    Source source;
};

/// A reference of a thing that leads nowhere yet.
struct Dangling
{
    QString identity;
    Unresolved reference;
};

/// A remark about a place in a file.
struct Note
{
    QString file;
    int line = 0; ///< 1-based; 0 = unknown
    QString message;

    friend auto operator<=>(const Note &, const Note &) = default;
};

/// What earlier imports of the same format left in the model.
struct Known
{
    QList<Statement> statements;
    QList<Dangling> dangling;
    QList<Edge> edges; ///< without source

    /// Leaves out what a file said of a thing where that file now speaks of the thing again.
    void forget(const QList<Statement> &restated);
};

/// What one importer found in all files.
struct Graph
{
    QMap<QString, Thing> things; ///< by identity
    QList<Statement> statements;
    QList<Edge> edges;
    QList<Dangling> dangling;
    QMap<QString, int> documents; ///< documents used, by file
    QList<Note> skipped;          ///< files and documents left out, with the reason
    QList<Note> warnings;

    /// Adds a thing; a second definition of the same one changes nothing.
    void add(const Thing &thing);
    /// Adds a statement, with everything that smells of a secret masked.
    void state(const QString &identity, Source source);
    void use(const QString &file) { ++documents[file]; }
    void skip(const QString &file, int line, const QString &reason) { skipped.append({file, line, reason}); }
    void warn(const QString &file, int line, const QString &message)
    {
        warnings.append({file, line, message});
    }
};

/// A key of several parts: "user.development.guest".
[[nodiscard]] QString keyFrom(const QStringList &parts);

/// A text without credentials: those in URLs, `password=…` and the like, and well-known token formats become
/// `***`.
[[nodiscard]] QString maskSecrets(const QString &text);
/// The same in every text of a value.
[[nodiscard]] QJsonValue maskSecrets(const QJsonValue &value);

} // namespace gp::exchange

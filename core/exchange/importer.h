// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/exchange/graph.h"
#include "core/metamodel/yaml.h"

#include <memory>
#include <optional>
#include <vector>

namespace gp::exchange {

/// One file as importers see it: read once, decoded, and parsed at most once, whoever asks.
class SourceFile
{
public:
    SourceFile(QString path, QString absolutePath, QByteArray content)
        : m_path(std::move(path))
        , m_absolutePath(std::move(absolutePath))
        , m_content(std::move(content))
    {
    }

    /// How evidence names it: the imported folder's name, then the way to the file, with '/'.
    [[nodiscard]] const QString &path() const { return m_path; }
    [[nodiscard]] const QString &absolutePath() const { return m_absolutePath; }
    [[nodiscard]] QString fileName() const;
    [[nodiscard]] QString suffix() const; ///< lower case, without the dot
    [[nodiscard]] bool isYaml() const;    ///< .yaml, .yml, or .json, which is read the same way
    /// The whole text: UTF-8, checked.
    [[nodiscard]] const QByteArray &content() const { return m_content; }
    /// The first kilobytes, for a cheap look.
    [[nodiscard]] QByteArrayView head() const;
    /// The YAML documents in it, or why there are none.
    [[nodiscard]] const Result<QList<yaml::Document>> &documents() const;

private:
    QString m_path;
    QString m_absolutePath;
    QByteArray m_content;
    mutable std::optional<Result<QList<yaml::Document>>> m_documents;
};

/// Reads one format. An instance serves one import: first `read` is called for each file that it recognises,
/// in the order of their paths, then `resolve` once. It only looks at what it is handed: no file is opened,
/// nothing is fetched or run. To add a format: implement this and name it in makeImporters().
class Importer
{
public:
    virtual ~Importer() = default;

    /// The name in reports, in `--format` and in Source::format.
    [[nodiscard]] virtual QString name() const = 0;
    /// Whether a file of this name is worth opening. By default: .yaml, .yml and .json.
    [[nodiscard]] virtual bool mayHold(const QString &path) const;
    /// Whether a file may hold documents of this format; cheap, by name and text only.
    [[nodiscard]] virtual bool recognises(const SourceFile &file) const = 0;
    /// Collects what a file states. What it cannot use it says in `graph` (skip, warn), with the line.
    virtual void read(const SourceFile &file, Graph &graph) = 0;
    /// After all files: turns references into edges, or into references that stay open.
    virtual void resolve(const Known &known, Graph &graph) = 0;
};

/// One of each, for one import; sorted by name.
[[nodiscard]] std::vector<std::unique_ptr<Importer>> makeImporters();
/// The names that `--format` takes, besides auto.
[[nodiscard]] QStringList importerNames();

} // namespace gp::exchange

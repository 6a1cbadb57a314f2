// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "core/exchange/importer.h"

#include "core/exchange/backstage.h"
#include "core/exchange/kubernetes.h"

#include <QJsonDocument>

using namespace Qt::StringLiterals;

namespace gp::exchange {

namespace {
constexpr qsizetype headSize = 4096;

bool hasYamlSuffix(const QString &path)
{
    return path.endsWith(u".yaml"_s, Qt::CaseInsensitive) || path.endsWith(u".yml"_s, Qt::CaseInsensitive) ||
           path.endsWith(u".json"_s, Qt::CaseInsensitive);
}
} // namespace

QString SourceFile::fileName() const
{
    return m_path.section(u'/', -1);
}

QString SourceFile::suffix() const
{
    const QString name = fileName();
    const qsizetype dot = name.lastIndexOf(u'.');
    return dot < 0 ? QString() : name.sliced(dot + 1).toLower();
}

bool SourceFile::isYaml() const
{
    return hasYamlSuffix(m_path);
}

QByteArrayView SourceFile::head() const
{
    return QByteArrayView(m_content).first(std::min(m_content.size(), headSize));
}

const Result<QList<yaml::Document>> &SourceFile::documents() const
{
    if (!m_documents) {
        m_documents = yaml::parse(m_content, m_path);
        // JSON is YAML but for its longest keys and its tabs; written compactly those are gone.
        if (!*m_documents && suffix() == u"json"_s) {
            const QJsonDocument json = QJsonDocument::fromJson(m_content);
            if (!json.isNull())
                m_documents = yaml::parse(json.toJson(QJsonDocument::Compact), m_path);
        }
    }
    return *m_documents;
}

bool Importer::mayHold(const QString &path) const
{
    return hasYamlSuffix(path);
}

std::vector<std::unique_ptr<Importer>> makeImporters()
{
    std::vector<std::unique_ptr<Importer>> importers;
    importers.push_back(makeBackstageImporter());
    importers.push_back(makeKubernetesImporter());
    return importers;
}

QStringList importerNames()
{
    QStringList names;
    for (const auto &importer : makeImporters())
        names.append(importer->name());
    return names;
}

} // namespace gp::exchange

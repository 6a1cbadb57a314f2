// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "core/exchange/backstage.h"

#include "core/exchange/backstage_entity.h"

#include <QDir>
#include <QFileInfo>

using namespace Qt::StringLiterals;

namespace gp::exchange {

namespace {
using namespace backstage;

class BackstageImporter : public Importer
{
public:
    [[nodiscard]] QString name() const override { return u"backstage"_s; }

    [[nodiscard]] bool recognises(const SourceFile &file) const override
    {
        return file.content().contains("backstage.io/v1");
    }

    void read(const SourceFile &file, Graph &graph) override;
    void resolve(const Known &known, Graph &graph) override;

private:
    void take(const Entity &entity, Graph &graph);
    void checkTargets(const Entity &location, Graph &graph) const;
    void connect(const Reference &reference, Graph &graph) const;

    QString m_file;
    QString m_folder; ///< on disk
    QList<Reference> m_references;
    QSet<QString> m_defined;
};

void BackstageImporter::read(const SourceFile &file, Graph &graph)
{
    m_file = file.path();
    m_folder = QFileInfo(file.absolutePath()).path();
    for (const yaml::Document &document : *file.documents()) {
        const yaml::Value &root = document.root;
        if (!root.isMap() || !root[u"apiVersion"].text().contains(u"backstage.io/"_s))
            continue;
        const auto entity = readEntity(root, m_file);
        if (!entity)
            graph.skip(m_file, entity.error().line, entity.error().message);
        else
            take(*entity, graph);
    }
}

void BackstageImporter::take(const Entity &entity, Graph &graph)
{
    if (entity.kind == u"template"_s) {
        graph.skip(m_file, entity.line,
                   u"a scaffolder template '%1': it makes things, it is none"_s.arg(entity.name));
        return;
    }
    graph.use(m_file);
    if (entity.kind == u"location"_s) {
        checkTargets(entity, graph);
        return;
    }
    if (!isKnownKind(entity.kind))
        graph.warn(m_file, entity.line,
                   u"%1 '%2': a kind that Backstage does not define, taken as a technology"_s.arg(
                       entity.writtenKind, entity.name));
    if (m_defined.contains(entity.identity()))
        graph.warn(m_file, entity.line,
                   u"'%1' is defined more than once; the first file counts"_s.arg(entity.identity()));
    m_defined.insert(entity.identity());
    graph.add(thingFor(entity));
    Source source{u"backstage"_s, m_file, entity.line, u"metadata"_s, false, statedOf(entity)};
    graph.state(entity.identity(), source);
    for (const Reference &reference : referencesOf(entity)) {
        if (!reference.remark.isEmpty())
            graph.warn(m_file, reference.source.line, reference.remark);
        m_references.append(reference);
    }
}

/// Locations point at other files. They are not opened from here; one that is not there is said.
void BackstageImporter::checkTargets(const Entity &location, Graph &graph) const
{
    QList<yaml::Value> targets = {location.spec[u"target"]};
    for (const yaml::Value &target : location.spec[u"targets"].items())
        targets.append(target);
    for (const yaml::Value &target : std::as_const(targets)) {
        const QString path = target.text();
        if (path.isEmpty() || path.contains(u'*'))
            continue;
        if (path.contains(u"://"_s))
            graph.warn(m_file, target.line(),
                       u"Location target '%1' is on the network: not fetched"_s.arg(path));
        else if (!QFileInfo::exists(QDir(m_folder).filePath(path)))
            graph.warn(m_file, target.line(), u"Location target '%1' is not there"_s.arg(path));
    }
}

void BackstageImporter::connect(const Reference &reference, Graph &graph) const
{
    if (!m_defined.contains(reference.target)) {
        graph.dangling.append(
            {reference.identity, {reference.relationKind, reference.target, reference.source}});
        return;
    }
    Edge edge{reference.relationKind, reference.identity, reference.target, reference.source};
    if (reference.reversed)
        std::swap(edge.from, edge.to);
    if (edge.from != edge.to)
        graph.edges.append(edge);
}

void BackstageImporter::resolve(const Known &all, Graph &graph)
{
    Known known = all;
    known.forget(graph.statements);
    for (const Statement &statement : all.statements)
        m_defined.insert(statement.identity);
    for (const Reference &reference : std::as_const(m_references))
        connect(reference, graph);
    for (const Dangling &dangling : std::as_const(known.dangling))
        connect(referenceFrom(dangling), graph);
}

} // namespace

std::unique_ptr<Importer> makeBackstageImporter()
{
    return std::make_unique<BackstageImporter>();
}

} // namespace gp::exchange

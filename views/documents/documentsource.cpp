// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "views/documents/documentsource.h"

#include "core/documents/template_store.h"

namespace gp::views {

DocumentSource::DocumentSource(QString projectFile, Model model, metamodel::Metamodel metamodel)
    : m_file(std::move(projectFile))
    , m_model(std::move(model))
    , m_metamodel(std::move(metamodel))
{
}

DocumentSource::~DocumentSource() = default;

std::shared_ptr<DocumentSource> DocumentSource::of(const Session &session)
{
    return std::make_shared<DocumentSource>(session.store().path(), session.model(), session.metamodel());
}

documents::Request DocumentSource::request(PlateauId plateau) const
{
    documents::Request request;
    request.plateau = plateau;
    request.templateDirs = documents::templateFolders(m_file).inOrder();
    return request;
}

Result<documents::Generator *> DocumentSource::generator()
{
    if (!m_generator) {
        auto query = store::Query::open(m_file);
        if (!query)
            return std::unexpected(query.error());
        m_query = std::move(*query);
        m_generator = std::make_unique<documents::Generator>(m_model, m_metamodel, *m_query);
    }
    return m_generator.get();
}

Result<QList<documents::Rendered>> DocumentSource::render(const documents::Request &request)
{
    const QMutexLocker lock(&m_mutex);
    return generator().and_then([&](documents::Generator *made) { return made->render(request); });
}

Result<documents::Report> DocumentSource::generate(const documents::Request &request)
{
    const QMutexLocker lock(&m_mutex);
    return generator().and_then([&](documents::Generator *made) { return made->generate(request); });
}

Result<documents::DocumentContext> DocumentSource::context(const documents::Request &request,
                                                           const QString &path)
{
    const QMutexLocker lock(&m_mutex);
    return generator().and_then([&](documents::Generator *made) { return made->context(request, path); });
}

} // namespace gp::views

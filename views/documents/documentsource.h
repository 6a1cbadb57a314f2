// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/documents/documents.h"
#include "core/metamodel/metamodel.h"
#include "core/store/query.h"
#include "views/session/session.h"

#include <QMutex>

namespace gp::views {

/// Makes documents of one state of the model, again and again: what the rules and NFRs say is worked out
/// once. Any thread; those who ask at the same time wait for each other.
class DocumentSource
{
public:
    DocumentSource(QString projectFile, Model model, metamodel::Metamodel metamodel);
    ~DocumentSource();

    /// Of the open project as it is now.
    [[nodiscard]] static std::shared_ptr<DocumentSource> of(const Session &session);

    /// A request for all documents of a plateau, with the templates of this project and user.
    [[nodiscard]] documents::Request request(PlateauId plateau) const;

    Result<QList<documents::Rendered>> render(const documents::Request &request);
    Result<documents::Report> generate(const documents::Request &request);
    Result<documents::DocumentContext> context(const documents::Request &request, const QString &path);

private:
    Result<documents::Generator *> generator();

    const QString m_file;
    const Model m_model;
    const metamodel::Metamodel m_metamodel;
    QMutex m_mutex;
    std::unique_ptr<store::Query> m_query;
    std::unique_ptr<documents::Generator> m_generator;
};

} // namespace gp::views

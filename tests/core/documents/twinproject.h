// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
// A project of which documents are made, and what lies in a folder afterwards.
#pragma once

#include "core/documents/documents.h"
#include "core/exchange/text_twin.h"
#include "core/metamodel/metamodel.h"
#include "core/store/query.h"
#include "core/store/store.h"

#include <QDirIterator>
#include <QTemporaryDir>

namespace gp::test {

using namespace Qt::StringLiterals;

/// A project made from a text twin.
class TwinProject
{
public:
    explicit TwinProject(const QString &folder)
    {
        auto store = store::Store::create(m_dir.filePath(u"twin.gplan"_s));
        if (!store)
            qFatal("%s", qPrintable(store.error().text()));
        m_store = std::move(*store);
        auto reading = exchange::readTwin(folder, m_store->model(), metamodel::Metamodel::builtin());
        if (!reading.draft)
            qFatal("%s", qPrintable(exchange::joined(reading.errors).text()));
        if (auto stored = m_store->commit(*reading.draft, u"twin"_s); !stored)
            qFatal("%s", qPrintable(stored.error().text()));
    }

    [[nodiscard]] const Model &model() const { return m_store->model(); }
    [[nodiscard]] QString path() const { return m_store->path(); }
    [[nodiscard]] PlateauId plateau(const QString &key) const { return model().plateau(key)->id; }

    Result<documents::Report> generate(const documents::Request &request)
    {
        auto query = store::Query::open(m_store->path());
        if (!query)
            return std::unexpected(query.error());
        return documents::Generator(model(), metamodel::Metamodel::builtin(), **query).generate(request);
    }

    Result<QList<documents::Rendered>> render(const documents::Request &request)
    {
        auto query = store::Query::open(m_store->path());
        if (!query)
            return std::unexpected(query.error());
        return documents::Generator(model(), metamodel::Metamodel::builtin(), **query).render(request);
    }

    /// Sets one property of an element or record, as an edit does.
    void edit(const std::function<void(Draft &)> &change)
    {
        Draft draft(model());
        change(draft);
        if (auto stored = m_store->commit(draft, u"edit"_s); !stored)
            qFatal("%s", qPrintable(stored.error().text()));
    }

private:
    QTemporaryDir m_dir;
    std::unique_ptr<store::Store> m_store;
};

inline QString dataFolder()
{
    return QStringLiteral(GROUNDPLAN_TEST_DATA) + u"/documents"_s;
}

inline QMap<QString, QByteArray> filesIn(const QString &folder)
{
    QMap<QString, QByteArray> files;
    QDirIterator it(folder, QDir::Files, QDirIterator::Subdirectories);
    while (it.hasNext()) {
        QFile file(it.next());
        if (file.open(QIODevice::ReadOnly))
            files.insert(QDir(folder).relativeFilePath(file.fileName()), file.readAll());
    }
    return files;
}

inline documents::Request requestFor(const TwinProject &project, const QString &out,
                                     const QString &plateau = u"target"_s)
{
    documents::Request request;
    request.plateau = project.plateau(plateau);
    request.outDir = out;
    return request;
}

} // namespace gp::test

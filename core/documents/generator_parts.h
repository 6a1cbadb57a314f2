// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
// What the parts of the generator share: generator_plan.cpp says which documents there are, generator.cpp
// makes them.
#pragma once

#include "core/compare/states.h"
#include "core/documents/contexts.h"
#include "core/documents/deck.h"
#include "core/documents/documents.h"
#include "core/documents/html_page.h"
#include "core/documents/pdf_documents.h"
#include "core/documents/template_engine.h"
#include "core/documents/template_header.h"
#include "core/store/query.h"

#include <functional>
#include <map>

namespace gp::documents {

/// One document to be made.
struct Job
{
    const DocumentKind *kind = nullptr;
    QString templateName;
    QString path;
    std::function<QVariantHash(const Facts &, const DrawPicture &)> context;
    QString subject = {};   ///< see Rendered
    PlateauId plateau = {}; ///< what it describes; invalid: what was asked for
};

/// A document of which there is one for each element of a kind.
struct ElementDocument
{
    const DocumentKind *kind = nullptr;
    QString element; ///< its kind
    QString link;    ///< what references to it say
    QString folder;
    QString templateName;
    std::function<QVariantHash(const Facts &, const ElementState &, const DrawPicture &)> context;
};

struct Generator::Private
{
    Private(const Model &m, const metamodel::Metamodel &mm, store::Query &q)
        : model(m)
        , metamodel(mm)
        , query(q)
        , references(m)
        , states(m)
    {
    }

    /// Findings, answers and scores there; worked out once.
    const Evaluated &at(PlateauId plateau);
    Result<QList<Job>> plan(const Request &request, Links &links);
    /// Pictures of people's texts beside the document; what cannot be shown is told, and only its words stay.
    QString putAttachments(const QString &markdown, Rendered &document);
    /// A key becomes the name of a file; one that no project should hold must not lead out of the folder.
    bool canNameFile(const QString &what, const QString &key);
    void planDecisions(const Request &request, const DocumentKind &kind, QList<Job> &jobs, Links &links);
    void planElements(const Request &request, const ElementDocument &what, QList<Job> &jobs, Links &links);
    void planServices(const Request &request, const DocumentKind &kind, QList<Job> &jobs, Links &links);
    void planGoldenPaths(const Request &request, const DocumentKind &kind, QList<Job> &jobs, Links &links);
    void planRunbooks(const Request &request, const DocumentKind &kind, QList<Job> &jobs, Links &links);
    void planControls(const Request &request, const DocumentKind &kind, QList<Job> &jobs, Links &links);
    void planReviews(const Request &request, const DocumentKind &kind, QList<Job> &jobs, Links &links);
    /// Of a review; worked out once.
    const review::Agenda &agendaOf(const QString &key);
    Result<void> addReviewForms(QList<Rendered> &documents, const Request &request, TemplateEngine &engine);
    Result<Rendered> render(const Job &job, const Request &request, TemplateEngine &engine,
                            const Links &links);
    Result<Rendered> renderIndex(const Request &request, TemplateEngine &engine, const Links &links,
                                 const QList<Rendered> &documents);
    [[nodiscard]] QString projectName() const;
    QVariantHash indexContext(const Request &request, const Links &links, const QList<Rendered> &documents);
    Result<QString> page(const Rendered &document, TemplateEngine &engine, const QSet<QString> &paths);
    void addStorage(QList<Rendered> &documents);
    Result<QList<Rendered>> renderAll(const Request &request);
    QVariantHash contextOf(const Job &job, const Request &request, const Links &links,
                           QMap<QString, QByteArray> &pictures);
    /// What a template says of itself; what its header says wrong becomes a warning.
    TemplateHeader headerOf(const QString &name, const TemplateEngine &engine);
    /// What the page of a document has beside it.
    static Result<PageParts> partsOf(const TemplateHeader &header, const QVariantHash &context,
                                     TemplateEngine &engine);

    Model model;
    const metamodel::Metamodel &metamodel;
    store::Query &query;
    DecisionReferences references;
    bool isPrepared = false;
    compare::States states;
    std::map<PlateauId, Evaluated> evaluated; ///< its values stay where they are
    QHash<QString, TemplateHeader> headers;   ///< of templates, while documents are rendered
    QMap<QString, PdfSource> pdfSources;      ///< by path: what a PDF needs to know besides its Markdown
    QMap<QString, review::Agenda> agendas;    ///< by review
    QMap<QString, Deck> decks;                ///< of board packs, by path
    QList<Error> warnings;
};

} // namespace gp::documents

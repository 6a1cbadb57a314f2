// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "core/documents/attachments.h"
#include "core/documents/contexts.h"
#include "core/documents/deck.h"
#include "core/documents/documents.h"
#include "core/documents/html_page.h"
#include "core/documents/markdown.h"
#include "core/documents/pdf_documents.h"
#include "core/documents/pdf_slides.h"
#include "core/documents/pictures.h"
#include "core/documents/seal.h"
#include "core/documents/site_page.h"
#include "core/documents/template_engine.h"
#include "core/documents/template_header.h"
#include "core/documents/template_store.h"
#include "core/documents/walkthrough_page.h"
#include "core/documents/writer.h"
#include "core/store/query.h"

#include <map>

using namespace Qt::StringLiterals;

namespace gp::documents {

namespace {

/// One document to be made.
struct Job
{
    const DocumentKind *kind = nullptr;
    QString templateName;
    QString path;
    std::function<QVariantHash(const Facts &, const DrawPicture &)> context;
    QString subject = {}; ///< see Rendered
    PlateauId plateau = {}; ///< what it describes; invalid: what was asked for
};

/// "../" once for each folder of `path`.
QString wayUp(const QString &path)
{
    return QStringList(path.count(u'/'), u"../"_s).join(QString());
}

} // namespace

struct Generator::Private
{
    Private(const Model &m, const metamodel::Metamodel &mm, store::Query &q)
        : model(m)
        , metamodel(mm)
        , query(q)
        , references(m)
    {
    }

    const PlateauModel &stateAt(PlateauId plateau)
    {
        const auto known = states.find(plateau);
        return known != states.end() ? known->second
                                     : states.emplace(plateau, PlateauModel(model, plateau)).first->second;
    }

    const Evaluated &at(PlateauId plateau)
    {
        if (const auto known = evaluated.find(plateau); known != evaluated.end())
            return known->second;
        if (!isPrepared) {
            isPrepared = true;
            if (auto copied = query.materialize(); !copied)
                warnings.append(copied.error());
        }
        auto nfrs = rules::nfrChecklist(query, rules::NfrCatalogue::builtin(), model, plateau);
        rules::Workbench bench(rules::RuleSet::of(model), rules::forReports(model));
        bench.load(model, plateau);
        warnings += nfrs.errors;
        warnings += bench.errors();
        Evaluated &made = evaluated[plateau];
        made = {stateAt(plateau), nfrs.rows, bench.findings(), bench.rules(), bench.score(), {}};
        for (const rules::NfrRow &row : nfrs.rows)
            made.nfrsOf[row.element].append(row);
        return made;
    }

    Result<QList<Job>> plan(const Request &request, Links &links);
    /// Pictures of people's texts beside the document; what cannot be shown is told, and only its words stay.
    QString putAttachments(const QString &markdown, Rendered &document);
    /// A key becomes the name of a file; one that no project should hold must not lead out of the folder.
    bool canNameFile(const QString &what, const QString &key);
    void planDecisions(const Request &request, const DocumentKind &kind, QList<Job> &jobs, Links &links);
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
    std::map<PlateauId, PlateauModel> states; ///< as those below
    std::map<PlateauId, Evaluated> evaluated; ///< its values stay where they are
    QMap<QString, PdfSource> pdfSources;      ///< by path: what a PDF needs to know besides its Markdown
    QMap<QString, review::Agenda> agendas;    ///< by review
    QMap<QString, Deck> decks;                ///< of board packs, by path
    QList<Error> warnings;
};

bool Generator::Private::canNameFile(const QString &what, const QString &key)
{
    if (isValidKey(key))
        return true;
    const QString message = u"%1 '%2' is left out: its key cannot be the name of a file"_s.arg(what, key);
    if (!std::ranges::contains(warnings, message, &Error::message)) // a service has several documents
        warnings.append({ErrorCode::Invalid, message, {}, {}, 0});
    return false;
}

void Generator::Private::planDecisions(const Request &request, const DocumentKind &kind, QList<Job> &jobs,
                                       Links &links)
{
    for (const Record &decision : decisionsInOrder(model)) {
        if (!request.scope.isEmpty() && request.scope != decision.key)
            continue;
        if (!canNameFile(u"decision"_s, decision.key))
            continue;
        const QString path = u"decisions/"_s + decisionFileName(decision);
        links.add(u"decision"_s, decision.key, path);
        jobs.append(
            {&kind, u"adr.md"_s, path,
             [decision](const Facts &facts, const DrawPicture &) { return decisionContext(facts, decision); },
             u"decision "_s + decision.key});
    }
}

void Generator::Private::planServices(const Request &request, const DocumentKind &kind, QList<Job> &jobs,
                                      Links &links)
{
    if (request.scope.isEmpty()) {
        links.add(kind.id, {}, u"nfr/index"_s);
        jobs.append({&kind, u"nfr-overview.md"_s, u"nfr/index"_s,
                     [](const Facts &facts, const DrawPicture &) { return nfrOverviewContext(facts); }});
    }
    for (const ElementState &service : at(request.plateau).at.ofKind(u"service"_s)) {
        if (!request.scope.isEmpty() && request.scope != service.key)
            continue;
        if (!canNameFile(service.kind, service.key))
            continue;
        const QString path = u"nfr/"_s + service.key;
        links.add(u"service"_s, service.key, path);
        jobs.append({&kind, u"nfr-checklist.md"_s, path, [service](const Facts &facts, const DrawPicture &) {
                         return nfrContext(facts, service);
                     }});
    }
}

void Generator::Private::planGoldenPaths(const Request &request, const DocumentKind &kind, QList<Job> &jobs,
                                         Links &links)
{
    for (const ElementState &golden : at(request.plateau).at.ofKind(u"goldenPath"_s)) {
        if (!request.scope.isEmpty() && request.scope != golden.key)
            continue;
        if (!canNameFile(golden.kind, golden.key))
            continue;
        const QString path = u"reference-architectures/"_s + golden.key;
        links.add(u"goldenPath"_s, golden.key, path);
        jobs.append({&kind, u"reference-architecture.md"_s, path,
                     [golden](const Facts &facts, const DrawPicture &draw) {
                         return goldenPathContext(facts, golden, draw);
                     }});
    }
}

void Generator::Private::planControls(const Request &request, const DocumentKind &kind, QList<Job> &jobs,
                                      Links &links)
{
    if (request.scope.isEmpty())
        jobs.append({&kind, u"evidence-pack-index.md"_s, u"evidence/index"_s,
                     [](const Facts &facts, const DrawPicture &) { return evidenceIndexContext(facts); }});
    for (const ElementState &control : at(request.plateau).at.ofKind(u"control"_s)) {
        if (!request.scope.isEmpty() && request.scope != control.key)
            continue;
        if (!canNameFile(control.kind, control.key))
            continue;
        const QString path = u"evidence/"_s + control.key;
        links.add(u"control"_s, control.key, path);
        jobs.append({&kind, u"evidence-pack.md"_s, path, [control](const Facts &facts, const DrawPicture &) {
                         return evidenceContext(facts, control);
                     }});
    }
}

void Generator::Private::planRunbooks(const Request &request, const DocumentKind &kind, QList<Job> &jobs,
                                      Links &links)
{
    for (const ElementState &service : at(request.plateau).at.ofKind(u"service"_s)) {
        if (!request.scope.isEmpty() && request.scope != service.key)
            continue;
        if (!canNameFile(service.kind, service.key))
            continue;
        const QString path = u"runbooks/"_s + service.key;
        links.add(u"runbook"_s, service.key, path);
        jobs.append({&kind, u"runbook.md"_s, path, [service](const Facts &facts, const DrawPicture &) {
                         return runbookContext(facts, service);
                     }});
    }
}

const review::Agenda &Generator::Private::agendaOf(const QString &key)
{
    if (const auto known = agendas.constFind(key); known != agendas.cend())
        return *known;
    review::Sources sources;
    sources.findingsAt = [this](PlateauId plateau) { return at(plateau).findings; };
    sources.nfrsAt = [this](PlateauId plateau) { return at(plateau).nfrs; };
    auto agenda = review::agendaOf(model, metamodel, key, sources);
    if (!agenda)
        warnings.append(agenda.error());
    return *agendas.insert(key, agenda ? *agenda : review::Agenda());
}

void Generator::Private::planReviews(const Request &request, const DocumentKind &kind, QList<Job> &jobs,
                                     Links &links)
{
    for (const Record &review : model.recordsOfKind(u"review"_s)) {
        const bool isPack = kind.id == u"board-pack";
        if (!request.scope.isEmpty() && request.scope != review.key)
            continue;
        if (isPack ? !hasPack(model, review) : !hasMinutes(review))
            continue;
        if (!canNameFile(u"review"_s, review.key))
            continue;
        Job job{&kind, kind.id + u".md"_s, isPack ? packPath(review) : minutesPath(review), {}};
        const auto scope = review::scopeOf(model, review.key);
        job.plateau = scope ? scope->to : request.plateau;
        links.add(kind.id, review.key, job.path);
        const QString path = job.path;
        const QString key = review.key;
        if (isPack) {
            job.context = [this, key, path](const Facts &facts, const DrawPicture &draw) {
                const Deck deck = deckOf(facts, agendaOf(key), draw);
                decks.insert(path, deck);
                return boardPackContext(facts, deck);
            };
        } else {
            const bool hasPictures = hasPack(model, review);
            job.context = [this, key, hasPictures](const Facts &facts, const DrawPicture &draw) {
                const auto minutes = review::minutesOf(model, key);
                if (!minutes)
                    return QVariantHash();
                // The changes that were decided on, as they were shown.
                const auto isDecided = [&](const review::Step &step) {
                    return std::ranges::any_of(minutes->items, [&](const review::Item &item) {
                        return step.kind == review::StepKind::Change && !step.decision.isEmpty() &&
                               item.verdict.subject.kind == review::Subject::Kind::Decision &&
                               item.verdict.subject.key == step.decision;
                    });
                };
                return minutesContext(facts, *minutes,
                                      hasPictures ? deckOf(facts, agendaOf(key), draw, isDecided) : Deck());
            };
        }
        jobs.append(job);
    }
}

Result<QList<Job>> Generator::Private::plan(const Request &request, Links &links)
{
    if (!model.plateau(request.plateau))
        return fail(ErrorCode::Usage, u"There is no such plateau in the project."_s);
    for (const QString &id : request.kinds) {
        if (!documentKind(id))
            return fail(ErrorCode::Usage, u"There is no document kind '%1'."_s.arg(id));
    }
    QList<Job> jobs;
    for (const DocumentKind &kind : documentKinds()) {
        if (!request.kinds.isEmpty() && !request.kinds.contains(kind.id))
            continue;
        if (kind.scope == Scope::Project) {
            for (const ProjectDocument &document : projectDocuments()) {
                if (document.kind != kind.id || !request.scope.isEmpty())
                    continue;
                links.add(kind.id, {}, document.path);
                jobs.append({&kind, kind.id + u".md"_s, document.path, document.context});
            }
        } else if (kind.scope == Scope::Decision)
            planDecisions(request, kind, jobs, links);
        else if (kind.id == u"runbook")
            planRunbooks(request, kind, jobs, links);
        else if (kind.scope == Scope::Service)
            planServices(request, kind, jobs, links);
        else if (kind.scope == Scope::GoldenPath)
            planGoldenPaths(request, kind, jobs, links);
        else if (kind.scope == Scope::Control)
            planControls(request, kind, jobs, links);
        else if (kind.scope == Scope::Review)
            planReviews(request, kind, jobs, links);
    }
    if (jobs.isEmpty() && !request.scope.isEmpty())
        return fail(ErrorCode::Usage, u"No document of these kinds is about '%1' at %2."_s.arg(
                                          request.scope, model.plateau(request.plateau)->name));
    return jobs;
}

QString Generator::Private::putAttachments(const QString &markdown, Rendered &document)
{
    const QString folder = document.path.section(u'/', 0, -2);
    return withAttachments(markdown, [&](const QString &key) -> QString {
        const Record *record = model.record(u"attachment"_s, key);
        const auto picture =
            record ? pictureOf(*record)
                   : Result<Picture>(fail(ErrorCode::Unreadable, u"There is no attachment '%1'."_s.arg(key)));
        if (!picture) {
            Error warning = picture.error();
            warning.message = u"%1: %2"_s.arg(document.title, warning.message);
            warnings.append(warning);
            return {};
        }
        const QString href = u"attachments/"_s + key + u'.' + picture->suffix();
        document.pictures.insert(folder.isEmpty() ? href : QString(folder + u'/' + href), picture->bytes);
        return href;
    });
}

QVariantHash Generator::Private::contextOf(const Job &job, const Request &request, const Links &links,
                                           QMap<QString, QByteArray> &pictures)
{
    const QString folder = job.path.section(u'/', 0, -2);
    const PlateauId plateau = job.plateau.isValid() ? job.plateau : request.plateau;
    LaidOut last;
    const DrawPicture draw = [&](const PictureRequest &picture) -> QVariant {
        const Model &drawn = picture.model ? *picture.model : model;
        const auto drawing = drawPicture(drawn, metamodel, plateau, picture,
                                         request.formats.contains(Format::Confluence), &last);
        if (!drawing) {
            if (drawing.error().code != ErrorCode::Refused)
                warnings.append(drawing.error());
            return {};
        }
        const QString href = u"pictures/"_s + picture.name + u".svg"_s;
        const QString stored = folder.isEmpty() ? href : QString(folder + u'/' + href);
        pictures.insert(stored, drawing->svg);
        if (!drawing->png.isEmpty())
            pictures.insert(stored.chopped(4) + u".png"_s, drawing->png);
        pdfSources[job.path].pictures.insert(stored, {picture, drawing->smallestText});
        return asMarkup(u"![%1](%2)"_s.arg(escapeMarkdown(picture.title), href));
    };
    const Facts facts(
        model, metamodel, plateau, [this](PlateauId where) -> const PlateauModel & { return stateAt(where); },
        [this](PlateauId where) -> const Evaluated & { return at(where); }, links, references, job.path);
    QVariantHash context = job.context(facts, draw);
    context[u"state"_s] = asMarkup(sealMark);
    return context;
}

TemplateHeader Generator::Private::headerOf(const QString &name, const TemplateEngine &engine)
{
    ReadHeader read = readTemplateHeader(engine.source(name), engine.fileOf(name));
    if (read.header.lines == 0) { // an own one that says nothing of itself goes by the built-in one
        if (const auto builtIn = builtInTemplate(name))
            read = readTemplateHeader(*builtIn, name);
    }
    for (const Error &warning : read.warnings) {
        const auto same = [&](const Error &known) { return known.text() == warning.text(); };
        if (std::ranges::none_of(warnings, same)) // many documents have one template
            warnings.append(warning);
    }
    return read.header;
}

Result<PageParts> Generator::Private::partsOf(const TemplateHeader &header, const QVariantHash &context,
                                              TemplateEngine &engine)
{
    PageParts parts{{}, header.reportLabel, header.reportColumns, header.folds};
    if (header.properties.isEmpty())
        return parts;
    const auto table = engine.render(header.properties, context, Escaping::Markdown);
    if (!table)
        return std::unexpected(table.error());
    parts.properties = tidyMarkdown(*table);
    return parts;
}

Result<Rendered> Generator::Private::render(const Job &job, const Request &request, TemplateEngine &engine,
                                            const Links &links)
{
    Rendered document;
    document.kind = job.kind->id;
    document.path = job.path;
    document.subject = job.subject;
    const QVariantHash context = contextOf(job, request, links, document.pictures);
    document.title = legalText(context.value(u"title"_s).toString()).simplified();
    document.shortTitle = legalText(context.value(u"name"_s, document.title).toString()).simplified();
    auto markdown = engine.render(job.templateName, context, Escaping::Markdown);
    if (!markdown)
        return std::unexpected(markdown.error());
    document.markdown = sealed(putAttachments(tidyMarkdown(*markdown), document), TextKind::Markdown);
    const TemplateHeader header = headerOf(job.templateName, engine);
    document.labels = header.labels;
    if (request.formats.contains(Format::Confluence)) {
        auto parts = partsOf(header, context, engine);
        if (!parts)
            return std::unexpected(parts.error());
        document.parts = *parts;
    }
    pdfSources[job.path].cover = coverOf(context, *job.kind, document.shortTitle, ownHash(document.markdown));
    return document;
}

QVariantHash Generator::Private::indexContext(const Request &request, const Links &links,
                                              const QList<Rendered> &documents)
{
    const Facts facts(
        model, metamodel, request.plateau,
        [this](PlateauId plateau) -> const PlateauModel & { return stateAt(plateau); },
        [this](PlateauId plateau) -> const Evaluated & { return at(plateau); }, links, references,
        u"index"_s);
    QVariantHash context = facts.header(u"Documents"_s);
    context[u"state"_s] = modelState(model);
    const Record *project = model.record(u"project"_s, u"project"_s);
    context[u"description"_s] = project ? facts.text(project->properties, u"description"_s, 1) : QVariant();
    QVariantList groups;
    for (const DocumentKind &kind : documentKinds()) {
        QVariantList entries;
        for (const Rendered &document : documents) {
            if (document.kind == kind.id)
                entries.append(QVariantHash{
                    {u"link"_s,
                     asMarkup(u"[%1](%2.md)"_s.arg(escapeMarkdown(document.shortTitle), document.path))}});
        }
        if (!entries.isEmpty())
            groups.append(
                QVariantHash{{u"title"_s, kind.title}, {u"help"_s, kind.help}, {u"documents"_s, entries}});
    }
    context[u"groups"_s] = groups;
    return context;
}

Result<Rendered> Generator::Private::renderIndex(const Request &request, TemplateEngine &engine,
                                                 const Links &links, const QList<Rendered> &documents)
{
    const QVariantHash context = indexContext(request, links, documents);
    const auto markdown = engine.render(u"index.md"_s, context, Escaping::Markdown);
    if (!markdown)
        return std::unexpected(markdown.error());
    Rendered index;
    index.path = u"index"_s;
    index.title = legalText(context.value(u"project"_s).toString()).simplified();
    index.markdown = sealed(tidyMarkdown(*markdown), TextKind::Markdown);
    const TemplateHeader header = headerOf(u"index.md"_s, engine);
    index.labels = header.labels;
    if (request.formats.contains(Format::Confluence)) {
        auto parts = partsOf(header, context, engine);
        if (!parts)
            return std::unexpected(parts.error());
        index.parts = *parts;
    }
    QVariantHash cover = context;
    cover[u"title"_s] = index.title;
    pdfSources[index.path].cover = coverOf(cover, {}, {}, context.value(u"state"_s).toString());
    return index;
}

QString Generator::Private::projectName() const
{
    const Record *project = model.record(u"project"_s, u"project"_s);
    return project ? legalText(project->properties.value(u"name"_s).toString()).simplified() : u"Documents"_s;
}

Result<QString> Generator::Private::page(const Rendered &document, TemplateEngine &engine,
                                         const QSet<QString> &paths)
{
    const HtmlBody body = htmlBody(document.markdown, document.path, document.pictures, paths);
    const bool isIndex = document.path == u"index";
    const auto html = engine.render(
        u"page.html"_s,
        {{u"title"_s, document.title},
         {u"project"_s, projectName()},
         {u"is_index"_s, isIndex},
         {u"home"_s,
          !isIndex && paths.contains(u"index"_s) ? wayUp(document.path) + u"index.html"_s : QString()},
         {u"toc"_s, body.toc.size() > 2 && !isIndex ? body.toc : QVariantList()},
         {u"state"_s, asMarkup(sealMark)},
         {u"body"_s, asMarkup(body.html)}},
        Escaping::Html);
    return html.transform([](const QString &text) { return sealed(text, TextKind::Html); });
}

Result<QList<Rendered>> Generator::Private::renderAll(const Request &request)
{
    warnings.clear();
    pdfSources.clear();
    decks.clear();
    Links links;
    links.setLeadToElements(request.linksElements);
    const auto jobs = plan(request, links);
    if (!jobs)
        return std::unexpected(jobs.error());
    TemplateEngine engine(request.templateDirs, request.overrides);
    const auto isWanted = [&request](const QString &path) {
        return request.paths.isEmpty() || request.paths.contains(path);
    };
    const bool hasIndex = request.scope.isEmpty() && isWanted(u"index"_s);
    QList<Rendered> documents;
    QSet<QString> paths;
    for (const Job &job : *jobs) {
        paths.insert(job.path);
        if (!isWanted(job.path) && !hasIndex) // the index names them all
            continue;
        auto document = render(job, request, engine, links);
        if (!document)
            return std::unexpected(document.error());
        documents.append(*document);
    }
    if (request.scope.isEmpty())
        paths.insert(u"index"_s);
    if (hasIndex) {
        auto index = renderIndex(request, engine, links, documents);
        if (!index)
            return std::unexpected(index.error());
        documents.prepend(*index);
    }
    documents.removeIf([&](const Rendered &document) { return !isWanted(document.path); });
    if (request.formats.contains(Format::Html)) {
        headerOf(u"page.html"_s, engine);
        for (Rendered &document : documents) {
            auto html = page(document, engine, paths);
            if (!html)
                return std::unexpected(html.error());
            document.html = *html;
        }
    }
    if (request.formats.contains(Format::Confluence))
        addStorage(documents);
    if (auto added = addReviewForms(documents, request, engine); !added)
        return std::unexpected(added.error());
    if (request.formats.contains(Format::Pdf)) {
        for (Rendered &document : documents)
            document.pdf = writePdf(document, pdfSources.value(document.path), paths,
                                    {model, metamodel, request.plateau}, warnings);
    }
    return documents;
}

Result<void> Generator::Private::addReviewForms(QList<Rendered> &documents, const Request &request,
                                                TemplateEngine &engine)
{
    for (Rendered &document : documents) {
        const auto deck = decks.constFind(document.path);
        if (deck == decks.cend())
            continue;
        const PdfSource source = pdfSources.value(document.path);
        if (request.formats.contains(Format::Slides))
            document.slides = writeSlides(*deck, document, source, warnings);
        if (request.formats.contains(Format::Walkthrough)) {
            auto page = walkthroughPage(*deck, document, projectName(), engine);
            if (!page)
                return std::unexpected(page.error());
            document.walkthrough = page->toUtf8();
        }
    }
    return {};
}

void Generator::Private::addStorage(QList<Rendered> &documents)
{
    QMap<QString, QString> titles;
    for (const Rendered &document : std::as_const(documents))
        titles.insert(document.path, document.title);
    titles = pageTitles(titles);
    QHash<QString, QSet<QString>> anchors;
    for (Rendered &document : documents) {
        document.storage =
            storageBody(document.markdown, document.path, document.pictures, titles, document.parts);
        anchors.insert(document.path, document.storage.anchors);
    }
    for (Rendered &document : documents) {
        for (const StorageBody::AnchorLink &link : std::as_const(document.storage.anchorLinks)) {
            if (!anchors.value(link.page).contains(link.anchor))
                document.storage.deadLinks.append(link.target);
        }
        for (const QString &target : std::as_const(document.storage.deadLinks))
            warnings.append(
                {ErrorCode::Invalid,
                 u"%1: the link to '%2' leads to nothing that is published"_s.arg(document.title, target),
                 {},
                 {},
                 0});
    }
}

Generator::Generator(const Model &model, const metamodel::Metamodel &metamodel, store::Query &query)
    : d(std::make_unique<Private>(model, metamodel, query))
{
}

Generator::~Generator() = default;

Result<QList<Rendered>> Generator::render(const Request &request)
{
    return d->renderAll(request);
}

Result<DocumentContext> Generator::context(const Request &request, const QString &path)
{
    d->warnings.clear();
    Links links;
    const auto jobs = d->plan(request, links);
    if (!jobs)
        return std::unexpected(jobs.error());
    if (path == u"index") {
        QList<Rendered> listed;
        for (const Listed &document : listDocuments(d->model, request.plateau)) {
            Rendered &made = listed.emplaceBack();
            made.kind = document.kind;
            made.path = document.path;
            made.title = document.title;
            made.shortTitle = document.title;
        }
        return DocumentContext{u"index.md"_s, d->indexContext(request, links, listed)};
    }
    const auto job = std::ranges::find(*jobs, path, &Job::path);
    if (job == jobs->end())
        return fail(ErrorCode::Usage, u"There is no document '%1'."_s.arg(path));
    QMap<QString, QByteArray> pictures;
    return DocumentContext{job->templateName, d->contextOf(*job, request, links, pictures)};
}

Result<Report> Generator::generate(const Request &request)
{
    const auto documents = d->renderAll(request);
    if (!documents)
        return std::unexpected(documents.error());
    QString site;
    // Of some of the documents it would replace the one that holds all.
    if (request.formats.contains(Format::Html) && request.scope.isEmpty() && request.paths.isEmpty()) {
        TemplateEngine engine(request.templateDirs, request.overrides);
        auto made = sitePage(*documents, d->projectName(), engine);
        if (!made)
            return std::unexpected(made.error());
        site = *made;
    }
    Writer writer(request.outDir);
    if (!site.isEmpty()) {
        if (auto written = writer.write(u"site.html"_s, site.toUtf8()); !written)
            return std::unexpected(written.error());
    }
    for (const Rendered &document : *documents) {
        QMap<QString, QByteArray> texts;
        if (request.formats.contains(Format::Markdown)) {
            for (auto it = document.pictures.cbegin(); it != document.pictures.cend(); ++it) {
                if (auto written = writer.write(it.key(), it.value()); !written)
                    return std::unexpected(written.error());
            }
            texts.insert(document.path + u".md"_s, document.markdown.toUtf8());
        }
        if (request.formats.contains(Format::Html))
            texts.insert(document.path + u".html"_s, document.html.toUtf8());
        // These have no seal.
        QMap<QString, QByteArray> files;
        if (request.formats.contains(Format::Confluence)) {
            files.insert(document.path + u".storage.xml"_s, document.storage.xml.toUtf8());
            for (const QString &path : document.storage.files)
                files.insert(path, document.pictures.value(path));
        }
        if (request.formats.contains(Format::Pdf))
            files.insert(document.path + u".pdf"_s, document.pdf);
        if (!document.slides.isEmpty())
            files.insert(document.path + u".slides.pdf"_s, document.slides);
        if (!document.walkthrough.isEmpty())
            files.insert(document.path + u".walkthrough.html"_s, document.walkthrough);
        for (auto it = files.cbegin(); it != files.cend(); ++it) {
            if (auto written = writer.write(it.key(), it.value()); !written)
                return std::unexpected(written.error());
        }
        for (auto it = texts.cbegin(); it != texts.cend(); ++it) {
            if (auto written = writer.writeText(it.key(), it.value()); !written)
                return std::unexpected(written.error());
        }
    }
    Report report = writer.report();
    report.warnings = d->warnings + report.warnings;
    return report;
}

} // namespace gp::documents

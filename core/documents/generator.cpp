// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "core/documents/attachments.h"
#include "core/documents/generator_parts.h"
#include "core/documents/markdown.h"
#include "core/documents/pdf_slides.h"
#include "core/documents/pictures.h"
#include "core/documents/seal.h"
#include "core/documents/site_page.h"
#include "core/documents/template_store.h"
#include "core/documents/walkthrough_page.h"
#include "core/documents/writer.h"

using namespace Qt::StringLiterals;

namespace gp::documents {

namespace {

/// "../" once for each folder of `path`.
QString wayUp(const QString &path)
{
    return QStringList(path.count(u'/'), u"../"_s).join(QString());
}

} // namespace

const Evaluated &Generator::Private::at(PlateauId plateau)
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
    made = {states.at(plateau), nfrs.rows, bench.findings(), bench.rules(), bench.score(), {}};
    for (const rules::NfrRow &row : nfrs.rows)
        made.nfrsOf[row.element].append(row);
    return made;
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
        const auto drawing =
            drawPicture(picture.model ? compare::States(*picture.model) : states, metamodel, plateau, picture,
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
        PdfSource::Picture source{picture, drawing->smallestText};
        for (const diagram::Card &card : drawing->scene.cards)
            source.cards.insert(card.id, card.rect.toRect().translated(drawing->origin));
        pdfSources[job.path].pictures.insert(stored, source);
        return asMarkup(u"![%1](%2)"_s.arg(escapeMarkdown(picture.title), href));
    };
    const Facts facts(
        states, metamodel, plateau, [this](PlateauId where) -> const Evaluated & { return at(where); }, links,
        references, job.path);
    QVariantHash context = job.context(facts, draw);
    context[u"state"_s] = asMarkup(sealMark);
    return context;
}

TemplateHeader Generator::Private::headerOf(const QString &name, const TemplateEngine &engine)
{
    // Many documents have one template.
    if (const auto known = headers.constFind(name); known != headers.cend())
        return *known;
    ReadHeader read = readTemplateHeader(engine.source(name), engine.fileOf(name));
    if (read.header.lines == 0) { // an own one that says nothing of itself goes by the built-in one
        if (const auto builtIn = builtInTemplate(name))
            read = readTemplateHeader(*builtIn, name);
    }
    warnings += read.warnings;
    headers.insert(name, read.header);
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
    const Sealed seal = sealed(putAttachments(tidyMarkdown(*markdown), document), TextKind::Markdown);
    document.markdown = seal.text;
    const TemplateHeader header = headerOf(job.templateName, engine);
    document.labels = header.labels;
    if (request.formats.contains(Format::Confluence)) {
        auto parts = partsOf(header, context, engine);
        if (!parts)
            return std::unexpected(parts.error());
        document.parts = *parts;
    }
    pdfSources[job.path].cover = coverOf(context, *job.kind, document.shortTitle, seal.hash);
    return document;
}

QVariantHash Generator::Private::indexContext(const Request &request, const Links &links,
                                              const QList<Rendered> &documents)
{
    const Facts facts(
        states, metamodel, request.plateau,
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
    index.markdown = sealed(tidyMarkdown(*markdown), TextKind::Markdown).text;
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
    return html.transform([](const QString &text) { return sealed(text, TextKind::Html).text; });
}

Result<QList<Rendered>> Generator::Private::renderAll(const Request &request)
{
    warnings.clear();
    headers.clear();
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
            auto page = walkthroughPage(*deck, document, source, projectName(), engine);
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

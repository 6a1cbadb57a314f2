// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
// Which documents a project has, and what each of them is about.
#include "core/documents/generator_parts.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace gp::documents {

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

void Generator::Private::planElements(const Request &request, const ElementDocument &what, QList<Job> &jobs,
                                      Links &links)
{
    for (const ElementState &element : at(request.plateau).at.ofKind(what.element)) {
        if (!request.scope.isEmpty() && request.scope != element.key)
            continue;
        if (!canNameFile(element.kind, element.key))
            continue;
        const QString path = what.folder + u'/' + element.key;
        links.add(what.link, element.key, path);
        jobs.append({what.kind, what.templateName, path,
                     [element, make = what.context](const Facts &facts, const DrawPicture &draw) {
                         return make(facts, element, draw);
                     }});
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
    planElements(request,
                 {&kind, u"service"_s, u"service"_s, u"nfr"_s, u"nfr-checklist.md"_s,
                  [](const Facts &facts, const ElementState &service, const DrawPicture &) {
                      return nfrContext(facts, service);
                  }},
                 jobs, links);
}

void Generator::Private::planGoldenPaths(const Request &request, const DocumentKind &kind, QList<Job> &jobs,
                                         Links &links)
{
    planElements(request,
                 {&kind, u"goldenPath"_s, u"goldenPath"_s, u"reference-architectures"_s,
                  u"reference-architecture.md"_s,
                  [](const Facts &facts, const ElementState &golden, const DrawPicture &draw) {
                      return goldenPathContext(facts, golden, draw);
                  }},
                 jobs, links);
}

void Generator::Private::planControls(const Request &request, const DocumentKind &kind, QList<Job> &jobs,
                                      Links &links)
{
    if (request.scope.isEmpty())
        jobs.append({&kind, u"evidence-pack-index.md"_s, u"evidence/index"_s,
                     [](const Facts &facts, const DrawPicture &) { return evidenceIndexContext(facts); }});
    planElements(request,
                 {&kind, u"control"_s, u"control"_s, u"evidence"_s, u"evidence-pack.md"_s,
                  [](const Facts &facts, const ElementState &control, const DrawPicture &) {
                      return evidenceContext(facts, control);
                  }},
                 jobs, links);
}

void Generator::Private::planRunbooks(const Request &request, const DocumentKind &kind, QList<Job> &jobs,
                                      Links &links)
{
    planElements(request,
                 {&kind, u"service"_s, u"runbook"_s, u"runbooks"_s, u"runbook.md"_s,
                  [](const Facts &facts, const ElementState &service, const DrawPicture &) {
                      return runbookContext(facts, service);
                  }},
                 jobs, links);
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
                decks.insert(path, spoken(facts, deck));
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

} // namespace gp::documents

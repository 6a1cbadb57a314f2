// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
// Decisions as documents in every form but PDF, how that grows, and the same text through plain md4c.
#include "app/bench/bench.h"

#include "core/documents/documents.h"
#include "core/metamodel/metamodel.h"
#include "core/model/draft.h"
#include "core/store/query.h"
#include "core/store/store.h"

#include <QJsonArray>

#include <ctime>
#include <md4c-html.h>

using namespace Qt::StringLiterals;

namespace gp::bench {

namespace {

/// Milliseconds of CPU, of all threads.
double processed(const std::function<void()> &work)
{
    const auto now = [] {
        timespec time{};
        clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
        return double(time.tv_sec) * 1e3 + double(time.tv_nsec) / 1e6;
    };
    const double start = now();
    work();
    return now() - start;
}

QJsonObject decision(int i)
{
    const QString service = u"@service-%1"_s.arg(i % 50);
    QJsonArray options;
    for (const QString &name : {u"Keyless signing in CI"_s, u"A key in the vault"_s, u"An allow-list"_s})
        options.append(QJsonObject{
            {u"title"_s, name},
            {u"description"_s, u"What %1 would have to do, in *one* sentence, with `code`."_s.arg(service)},
            {u"pros"_s, QJsonArray{u"nothing to rotate"_s, u"an auditor can verify it"_s}},
            {u"cons"_s, QJsonArray{u"20 s longer builds"_s, u"one more thing that can break | or not"_s}}});
    QJsonObject properties{
        {u"number"_s, i + 1},
        {u"title"_s, u"Sign what %1 ships <%2>"_s.arg(service).arg(i)},
        {u"status"_s, i % 5 == 0 ? u"proposed"_s : u"accepted"_s},
        {u"date"_s, u"2026-05-%1"_s.arg(1 + i % 28, 2, 10, QChar(u'0'))},
        {u"review_by"_s, u"2027-05-01"_s},
        {u"reach"_s, u"platform"_s},
        {u"deciders"_s, QJsonArray{u"Platform board"_s, u"Security"_s}},
        {u"context"_s,
         u"41 of 50 services deploy images whose origin nobody can prove. %1 and "
         u"@service-7 are in scope.\n\nAn auditor asked twice:\n\n* who built it\n* from what\n\n"
         u"| when | what |\n| --- | --- |\n| March | audit |\n| June | *finding* |\n"_s.arg(service)},
        {u"drivers"_s, QJsonArray{u"close CTL-012 before March"_s, u"no more than 30 s a build"_s}},
        {u"options"_s, options},
        {u"chosen"_s, u"Keyless signing in CI"_s},
        {u"outcome"_s, u"Because it leaves no key to lose. See [the list](https://example.org/%1)."_s.arg(i)},
        {u"good_consequences"_s, QJsonArray{u"every image is signed"_s, u"SLSA build level 3"_s}},
        {u"bad_consequences"_s, QJsonArray{u"builds take longer"_s}},
        {u"confirmation"_s, u"Admission refuses what is not signed."_s},
        {u"elements"_s, QJsonArray{u"service-%1"_s.arg(i % 50), u"service-7"_s}}};
    if (i > 0 && i % 10 == 0)
        properties.insert(u"links"_s, QJsonArray{QJsonObject{{u"kind"_s, u"amends"_s},
                                                             {u"target"_s, u"decision-%1"_s.arg(i - 1)}}});
    return properties;
}

void append(const MD_CHAR *text, MD_SIZE size, void *out)
{
    static_cast<QByteArray *>(out)->append(text, size);
}

/// What is made, from the least to all of it.
QList<std::pair<QString, QList<documents::Format>>> forms()
{
    using enum documents::Format;
    return {{u"Markdown"_s, {Markdown}},
            {u"Markdown and HTML"_s, {Markdown, Html}},
            {u"Markdown, HTML and storage format"_s, {Markdown, Html, Confluence}}};
}

double measure(Report &report, int count)
{
    QTemporaryDir folder;
    const QString path = folder.filePath(u"decisions.gplan"_s);
    auto store = orGiveUp(store::Store::create(path));
    Draft draft(store->model());
    const PlateauId current =
        orGiveUp(draft.addPlateau({{}, u"current"_s, u"Current"_s, {}, PlateauKind::Current, {}, 0, {}}));
    for (int i = 0; i < 50; ++i)
        orGiveUp(draft.addElement(u"service"_s, u"service-%1"_s.arg(i), current,
                                  {{u"name"_s, u"Service %1"_s.arg(i)}, {u"tier"_s, 1 + i % 4}}));
    for (int i = 0; i < count; ++i)
        orGiveUp(draft.addRecord(u"decision"_s, u"decision-%1"_s.arg(i), decision(i)));
    orGiveUp(store->commit(draft, u"Decisions"_s));

    const auto query = orGiveUp(store::Query::open(path));
    const auto &metamodel = metamodel::Metamodel::builtin();
    documents::Request request;
    request.kinds = {u"adr"_s};
    request.plateau = current;
    const QString name = u"%1 decisions, "_s.arg(count);
    double whole = 0;
    QList<documents::Rendered> made;
    for (const auto &[form, formats] : forms()) {
        request.formats = formats;
        documents::Generator generator(store->model(), metamodel, *query);
        const double time = processed([&] { made = orGiveUp(generator.render(request)); });
        report.add({name + form, time, u"ms CPU"_s, {}, 0});
        whole = time; // the last one has all of them
    }
    QByteArray html;
    const double plain = processed([&] {
        for (const auto &each : std::as_const(made)) {
            const QByteArray text = each.markdown.toUtf8();
            md_html(text.constData(), MD_SIZE(text.size()), append, &html, MD_FLAG_TABLES, 0);
        }
    });
    report.add({name + u"all forms"_s, whole, u"ms CPU"_s, u"md4c alone, of the same text"_s, plain});
    return whole;
}

} // namespace

void benchDocuments(Report &report)
{
    const double small = measure(report, 100);
    const double middle = measure(report, 1'000);
    const double large = measure(report, 10'000);
    report.add(
        {u"a decision, of 1,000 against of 100"_s, middle / 1'000, u"ms CPU"_s, u"of 100"_s, small / 100});
    report.add(
        {u"a decision, of 10,000 against of 100"_s, large / 10'000, u"ms CPU"_s, u"of 100"_s, small / 100});
}

} // namespace gp::bench

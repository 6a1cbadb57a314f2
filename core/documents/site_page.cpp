// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "core/documents/site_page.h"

#include "core/documents/html_page.h"
#include "core/documents/template_engine.h"

#include <QCryptographicHash>

using namespace Qt::StringLiterals;

namespace gp::documents {

namespace {

/// A longer list of a kind is closed at first, so that the kinds below it can be seen.
constexpr qsizetype longList = 12;

QVariantHash entry(const Rendered &document)
{
    return {{u"path"_s, document.path},
            {u"name"_s, document.shortTitle.isEmpty() ? document.title : document.shortTitle}};
}

QVariantList groupsOf(const QList<Rendered> &documents)
{
    QVariantList groups;
    for (const DocumentKind &kind : documentKinds()) {
        QVariantList entries;
        for (const Rendered &document : documents) {
            if (document.kind == kind.id)
                entries.append(entry(document));
        }
        if (entries.isEmpty())
            continue;
        groups.append(QVariantHash{{u"title"_s, kind.title},
                                   {u"documents"_s, entries},
                                   {u"count"_s, QString::number(entries.size())},
                                   {u"is_list"_s, entries.size() > 1},
                                   {u"is_open"_s, entries.size() <= longList}});
    }
    return groups;
}

} // namespace

Result<QString> sitePage(const QList<Rendered> &documents, const QString &project, TemplateEngine &engine)
{
    const auto code = engine.render(u"site.js"_s, {}, Escaping::Html);
    if (!code)
        return std::unexpected(code.error());
    // So that the file is well-formed as XML, too; for the browser these are comments.
    const QString script = u"//<![CDATA[\n"_s + *code + u"\n//]]>\n"_s;
    const QByteArray hash = QCryptographicHash::hash(script.toUtf8(), QCryptographicHash::Sha256).toBase64();

    QSet<QString> paths;
    for (const Rendered &document : documents)
        paths.insert(document.path);
    OneFile file;
    QVariantList pages;
    for (const Rendered &document : documents) {
        const HtmlBody body = htmlBody(document.markdown, document.path, document.pictures, paths, &file);
        const DocumentKind *kind = documentKind(document.kind);
        pages.append(QVariantHash{{u"path"_s, document.path},
                                  {u"title"_s, document.title},
                                  {u"kind"_s, kind ? kind->title : QString()},
                                  {u"is_index"_s, !kind},
                                  {u"toc"_s, kind && body.toc.size() > 2 ? body.toc : QVariantList()},
                                  {u"body"_s, asMarkup(body.html)}});
    }
    return engine.render(u"site.html"_s,
                         {{u"project"_s, project},
                          {u"script"_s, asMarkup(script)},
                          {u"script_hash"_s, QString::fromLatin1(hash)},
                          {u"groups"_s, groupsOf(documents)},
                          {u"documents"_s, pages}},
                         Escaping::Html);
}

} // namespace gp::documents

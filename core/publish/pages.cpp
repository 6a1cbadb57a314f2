// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "core/publish/pages.h"

#include "core/documents/html_page.h"
#include "core/documents/storage_page.h"

#include <QSet>

using namespace Qt::StringLiterals;

namespace gp::publish {

namespace {

QString folderOf(const QString &path)
{
    return path.section(u'/', 0, -2);
}

/// Title of a folder that has no page of its own.
QString folderTitle(const QString &folder)
{
    QString title = folder.section(u'/', -1);
    title.replace(u'-', u' ');
    if (!title.isEmpty())
        title[0] = title.at(0).toUpper();
    return title;
}

} // namespace

QList<WantedPage> pagesOf(const QList<documents::Rendered> &documents)
{
    QSet<QString> paths;
    for (const auto &document : documents)
        paths.insert(document.path);
    const bool hasIndex = paths.contains(u"index"_s);
    const QString top = hasIndex ? u"index"_s : QString();

    QList<WantedPage> pages;
    QSet<QString> folders;
    const auto folderPage = [&](const QString &folder) -> QString {
        const QString index = folder + u"/index"_s;
        if (paths.contains(index))
            return index;
        if (!folders.contains(folder)) {
            folders.insert(folder);
            WantedPage page;
            page.path = folder + u'/';
            page.parent = top;
            page.title = folderTitle(folder);
            page.render = [](const QMap<QString, QString> &) {
                return u"<p><ac:structured-macro ac:name=\"children\"><ac:parameter ac:name=\"sort\">title</ac:parameter></ac:structured-macro></p>"_s;
            };
            pages.append(page);
        }
        return folder + u'/';
    };
    for (const auto &document : documents) {
        WantedPage page;
        page.path = document.path;
        page.subject = document.subject;
        page.title = document.title;
        const QString folder = folderOf(document.path);
        const bool isFolderIndex = document.path.endsWith("/index"_L1);
        if (document.path != top)
            page.parent = folder.isEmpty() || isFolderIndex ? top : folderPage(folder);
        page.labels = document.labels;
        for (auto it = document.storage.files.cbegin(); it != document.storage.files.cend(); ++it)
            page.files.append(
                {it.key(), document.pictures.value(it.value()), documents::mediaType(it.key())});
        page.render = [markdown = document.markdown, path = document.path, pictures = document.pictures,
                       parts = document.parts](const QMap<QString, QString> &titles) {
            return documents::storageBody(markdown, path, pictures, titles, parts).xml;
        };
        pages.append(page);
    }
    return pages;
}

QStringList deadLinksOf(const QList<documents::Rendered> &documents)
{
    QStringList told;
    for (const auto &document : documents) {
        for (const QString &target : document.storage.deadLinks)
            told.append(
                u"%1: the link to '%2' leads to nothing that is published"_s.arg(document.title, target));
    }
    return told;
}

} // namespace gp::publish

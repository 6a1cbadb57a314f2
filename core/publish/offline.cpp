// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "core/publish/offline.h"

#include "core/documents/storage_page.h"
#include "core/documents/writer.h"
#include "core/publish/storage.h"

#include <QJsonArray>
#include <QJsonDocument>

using namespace Qt::StringLiterals;

namespace gp::publish {

Result<QStringList> writePages(const QList<WantedPage> &pages, const QString &folder)
{
    QMap<QString, QString> titles;
    for (const WantedPage &page : pages)
        titles.insert(page.path, page.title);
    titles = documents::pageTitles(titles);
    documents::Writer writer(folder);
    QJsonArray list;
    for (const WantedPage &page : pages) {
        // "decisions/" is the page of a folder.
        const QString path = page.path.endsWith(u'/') ? page.path + u"folder"_s : page.path;
        const QString storage = page.render(titles);
        if (auto well = checkStorage(storage); !well)
            return std::unexpected(well.error());
        if (auto written = writer.write(path + u".storage.xml"_s, storage.toUtf8()); !written)
            return std::unexpected(written.error());
        QJsonArray files;
        for (const PageFile &file : page.files) {
            const QString name = path + u".attachments/"_s + file.name;
            if (auto written = writer.write(name, file.bytes); !written)
                return std::unexpected(written.error());
            files.append(QJsonObject{{u"name"_s, file.name}, {u"file"_s, name}, {u"type"_s, file.mediaType}});
        }
        list.append(QJsonObject{{u"document"_s, page.path},
                                {u"title"_s, titles.value(page.path)},
                                {u"below"_s, page.parent},
                                {u"storage"_s, QString(path + u".storage.xml"_s)},
                                {u"labels"_s, QJsonArray::fromStringList(page.labels)},
                                {u"attachments"_s, files}});
    }
    if (auto written =
            writer.write(u"manifest.json"_s, QJsonDocument(QJsonObject{{u"pages"_s, list}}).toJson());
        !written)
        return std::unexpected(written.error());
    const auto report = writer.report();
    QStringList all = report.written + report.unchanged;
    all.sort();
    return all;
}

} // namespace gp::publish

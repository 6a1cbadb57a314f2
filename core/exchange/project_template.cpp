// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "core/exchange/project_template.h"

#include "core/exchange/twin_names.h"
#include "core/metamodel/yaml.h"

#include <QDir>

using namespace Qt::StringLiterals;

static void initTemplates()
{
    Q_INIT_RESOURCE(project_templates);
}

namespace gp::exchange {

QList<ProjectTemplate> projectTemplates(const QString &userFolder)
{
    initTemplates();
    QMap<QString, ProjectTemplate> found;
    for (const QString &root : {u":/templates/projects"_s, userFolder}) {
        if (root.isEmpty())
            continue;
        for (const QFileInfo &folder : QDir(root).entryInfoList(QDir::Dirs | QDir::NoDotAndDotDot)) {
            if (!QFileInfo::exists(folder.filePath() + u'/' + twin::plateausFile))
                continue;
            ProjectTemplate entry{folder.fileName(), folder.fileName(), {}, folder.filePath()};
            if (const auto sheet = yaml::readStrict(folder.filePath() + u'/' + twin::projectFile)) {
                entry.title = (*sheet)[u"name"].text();
                entry.description = (*sheet)[u"description"].text().section(u"\n\n"_s, 0, 0).simplified();
            }
            found.insert(entry.name, entry);
        }
    }
    return found.values();
}

Result<Draft> fromTemplate(const QString &name, const Model &base, const metamodel::Metamodel &metamodel,
                           const QString &userFolder)
{
    const auto templates = projectTemplates(userFolder);
    const auto it = std::ranges::find(templates, name, &ProjectTemplate::name);
    if (it == templates.end()) {
        QStringList names;
        for (const ProjectTemplate &known : templates)
            names.append(known.name);
        return fail(ErrorCode::Usage,
                    u"There is no template '%1'; known are: %2"_s.arg(name, names.join(u", "_s)));
    }
    TwinReading reading = readTwin(it->folder, base, metamodel);
    if (!reading.draft)
        return std::unexpected(joined(reading.errors));
    return *std::move(reading.draft);
}

} // namespace gp::exchange

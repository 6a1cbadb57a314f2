// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "core/documents/template_store.h"

#include "core/documents/documents.h"
#include "core/documents/template_engine.h"

#include <QDir>
#include <QSaveFile>
#include <QStandardPaths>

using namespace Qt::StringLiterals;

namespace gp::documents {

namespace {

constexpr qint64 mostBytes = 1024 * 1024; // of one template

QString builtInPath(const QString &name)
{
    return builtInTemplates() + u'/' + name;
}

bool isBuiltIn(const QString &name)
{
    return !name.contains(u'/') && !name.contains(u'\\') && QFile::exists(builtInPath(name));
}

QString kindOf(const QString &name)
{
    QString base = name.section(u'.', 0, 0);
    if (base == "nfr-overview"_L1)
        base = u"nfr-checklist"_s;
    else if (base == "evidence-pack-index"_L1)
        base = u"evidence-pack"_s;
    return documentKind(base) ? base : QString();
}

qsizetype placeOf(const QString &kind)
{
    const auto it = std::ranges::find(documentKinds(), kind, &DocumentKind::id);
    return it - documentKinds().begin(); // those without a kind come last
}

std::unexpected<Error> refusedTemplate(const QString &file, const QString &reason)
{
    return std::unexpected(Error{ErrorCode::Refused, reason, {}, QDir::toNativeSeparators(file), 0});
}

TemplateInfo infoOf(const TemplateFolders &folders, const QString &name)
{
    TemplateInfo info;
    info.name = name;
    info.kind = kindOf(name);
    info.path = builtInPath(name);
    for (const Origin origin : {Origin::User, Origin::Project}) {
        const QString path = folders.of(origin) + u'/' + name;
        if (folders.of(origin).isEmpty() || !QFile::exists(path))
            continue;
        info.isShadowed = info.origin == Origin::User;
        info.origin = origin;
        info.path = path;
    }
    if (const auto builtIn = builtInTemplate(name))
        info.header = readTemplateHeader(*builtIn, name).header;
    if (info.origin == Origin::BuiltIn)
        return info;
    const auto own = readTemplate(info.path);
    if (!own) {
        info.warnings.append(own.error());
        return info;
    }
    const ReadHeader read = readTemplateHeader(*own, info.path);
    info.warnings = read.warnings;
    TemplateHeader header = read.header;
    if (header.title.isEmpty())
        header.title = info.header.title;
    if (header.scope.isEmpty())
        header.scope = info.header.scope;
    if (read.header.lines == 0) {
        header.inputs = info.header.inputs;
        header.labels = info.header.labels;
    }
    info.header = header;
    return info;
}

} // namespace

QStringList TemplateFolders::inOrder() const
{
    QStringList folders{project, user};
    folders.removeAll(QString());
    return folders;
}

QString TemplateFolders::of(Origin origin) const
{
    return origin == Origin::Project ? project : origin == Origin::User ? user : QString();
}

TemplateFolders templateFolders(const QString &projectFile)
{
    return {projectFile.isEmpty() ? QString()
                                  : QString(QFileInfo(projectFile).absolutePath() + u"/templates/documents"),
            QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation) +
                u"/groundplan/templates/documents"};
}

QList<TemplateInfo> templates(const TemplateFolders &folders)
{
    QList<TemplateInfo> all;
    for (const QString &name : QDir(builtInTemplates()).entryList(QDir::Files, QDir::Name))
        all.append(infoOf(folders, name));
    std::ranges::stable_sort(all, {}, [](const TemplateInfo &info) { return placeOf(info.kind); });
    return all;
}

QString templateNameFor(const QString &kind, const QString &path)
{
    if (kind.isEmpty())
        return u"index.md"_s;
    if (path == "nfr/index"_L1)
        return u"nfr-overview.md"_s;
    if (path == "evidence/index"_L1)
        return u"evidence-pack-index.md"_s;
    return kind + u".md";
}

Result<QString> builtInTemplate(const QString &name)
{
    const QString whole = isBuiltIn(name) ? name : QString(name + u".md");
    if (!isBuiltIn(whole)) {
        const QStringList names = QDir(builtInTemplates()).entryList(QDir::Files, QDir::Name);
        return fail(ErrorCode::Usage, u"There is no template '%1': %2"_s.arg(name, names.join(u", "_s)));
    }
    return readTemplate(builtInPath(whole));
}

Result<QString> readTemplate(const QString &path)
{
    const auto unreadable = [&path](const QString &reason) {
        return std::unexpected(Error{ErrorCode::Unreadable, reason, {}, QDir::toNativeSeparators(path), 0});
    };
    if (!QFileInfo(path).isFile()) // a pipe would be waited for
        return unreadable(u"The template is no file."_s);
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return unreadable(u"The template cannot be read: %1"_s.arg(file.errorString()));
    const QByteArray bytes = file.read(mostBytes + 1);
    if (bytes.size() > mostBytes)
        return unreadable(u"The template is larger than a mebibyte."_s);
    if (bytes.contains('\0') || !bytes.isValidUtf8())
        return unreadable(u"The template is no text in UTF-8."_s);
    return QString::fromUtf8(bytes).replace(u"\r\n"_s, u"\n"_s);
}

Result<void> saveTemplate(const TemplateFolders &folders, Origin origin, const QString &name,
                          const QString &text)
{
    const QString folder = folders.of(origin);
    if (!isBuiltIn(name) || folder.isEmpty())
        return fail(ErrorCode::Usage, u"There is no template '%1'"_s.arg(name));
    if (!QDir().mkpath(folder))
        return refusedTemplate(folder, u"The folder cannot be made."_s);
    QSaveFile file(folder + u'/' + name);
    const QByteArray bytes = text.toUtf8();
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size() || !file.commit())
        return refusedTemplate(file.fileName(),
                               u"The template cannot be written: %1"_s.arg(file.errorString()));
    return {};
}

Result<void> removeTemplate(const TemplateFolders &folders, Origin origin, const QString &name)
{
    const QString folder = folders.of(origin);
    if (!isBuiltIn(name) || folder.isEmpty())
        return fail(ErrorCode::Usage, u"There is no template '%1'"_s.arg(name));
    QFile file(folder + u'/' + name);
    if (!file.remove())
        return refusedTemplate(file.fileName(),
                               u"The template cannot be removed: %1"_s.arg(file.errorString()));
    return {};
}

} // namespace gp::documents

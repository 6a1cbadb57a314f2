// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "app/cli/find.h"

#include <QDir>
#include <QFileInfo>
#include <QSaveFile>

using namespace Qt::StringLiterals;

namespace gp::cli {

namespace {

template<typename Thing>
Result<const Thing *> orRefuse(const Thing *found, const QString &what, const QString &name,
                               const QStringList &known)
{
    if (found)
        return found;
    return fail(ErrorCode::Usage,
                u"There is no %1 '%2'; known are: %3"_s.arg(what, name, known.join(u", "_s)));
}

} // namespace

Result<const View *> findView(const Model &model, const std::string &key)
{
    QStringList known;
    for (const View &view : model.views())
        known.append(view.key);
    known.sort();
    const QString name = QString::fromStdString(key);
    return orRefuse(model.view(name), u"view"_s, name, known);
}

Result<const Plateau *> findPlateau(const Model &model, const std::string &key, PlateauId otherwise)
{
    if (key.empty()) {
        if (const Plateau *root = model.plateau(otherwise.isValid() ? otherwise : model.rootPlateau()))
            return root;
        return fail(ErrorCode::Unreadable, u"The project has no plateau to show"_s);
    }
    QStringList known;
    for (const Plateau &plateau : model.plateausInOrder())
        known.append(plateau.key);
    const QString name = QString::fromStdString(key);
    return orRefuse(model.plateau(name), u"plateau"_s, name, known);
}

Result<const Element *> findElement(const Model &model, const std::string &key)
{
    const QString name = QString::fromStdString(key);
    if (const Element *found = model.element(name))
        return found;
    QStringList like;
    const QString folded = name.toCaseFolded();
    for (const Element &element : model.elements()) {
        if (element.key.toCaseFolded().contains(folded) || folded.contains(element.key.toCaseFolded()))
            like.append(element.key);
    }
    like.sort();
    constexpr qsizetype most = 10;
    const QString hint =
        like.isEmpty()
            ? u"groundplan-cli search finds elements by name"_s
            : QString(u"is it one of "_s + like.first(std::min(most, like.size())).join(u", "_s) + u'?');
    return fail(ErrorCode::Usage, u"There is no element '%1'; %2"_s.arg(name, hint));
}

Result<const Element *> findOfKind(const Model &model, const QString &kind, const QString &kindWords,
                                   const std::string &key)
{
    QStringList known;
    const Element *found = nullptr;
    for (const Element &element : model.elements()) {
        if (element.kind != kind)
            continue;
        known.append(element.key);
        if (element.key == QString::fromStdString(key))
            found = &element;
    }
    known.sort();
    return orRefuse(found, kindWords, QString::fromStdString(key), known);
}

Result<void> writeFile(const QString &path, const QByteArray &content)
{
    if (!QDir().mkpath(QFileInfo(path).absolutePath()))
        return std::unexpected(Error{ErrorCode::Refused, u"the folder cannot be made"_s, {}, path, 0});
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size() || !file.commit())
        return std::unexpected(
            Error{ErrorCode::Refused, u"cannot be written: "_s + file.errorString(), {}, path, 0});
    return {};
}

Result<QByteArray> readFile(const QString &path, qint64 most)
{
    if (!QFileInfo(path).isFile()) // a pipe or a device would never end
        return std::unexpected(Error{ErrorCode::Unreadable, u"There is no such file"_s, {}, path, 0});
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return std::unexpected(
            Error{ErrorCode::Unreadable, u"cannot be read: "_s + file.errorString(), {}, path, 0});
    QByteArray bytes = file.read(most + 1);
    if (bytes.size() > most)
        return std::unexpected(
            Error{ErrorCode::Unreadable, u"is bigger than %1 MiB"_s.arg(most / 1024 / 1024), {}, path, 0});
    return bytes;
}

} // namespace gp::cli

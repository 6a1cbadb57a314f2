// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "views/window/settings.h"

#include <QCryptographicHash>
#include <QFileInfo>
#include <QSettings>

#include <cmath>

using namespace Qt::StringLiterals;

namespace gp::views {

namespace {

constexpr qsizetype mostRecent = 10;

QString groupFor(const QString &path)
{
    const QByteArray whole = QFileInfo(path).absoluteFilePath().toUtf8();
    return u"projects/"_s +
           QString::fromLatin1(QCryptographicHash::hash(whole, QCryptographicHash::Sha1).toHex().first(12));
}

} // namespace

ThemeChoice Settings::theme()
{
    const QString name = QSettings().value(u"theme"_s).toString();
    return name == "light"_L1  ? ThemeChoice::Light
           : name == "dark"_L1 ? ThemeChoice::Dark
                               : ThemeChoice::System;
}

void Settings::setTheme(ThemeChoice choice)
{
    const QString name = choice == ThemeChoice::Light  ? u"light"_s
                         : choice == ThemeChoice::Dark ? u"dark"_s
                                                       : u"system"_s;
    QSettings().setValue(u"theme"_s, name);
}

bool Settings::showsMap()
{
    return QSettings().value(u"map"_s, true).toBool();
}

void Settings::setShowsMap(bool shows)
{
    QSettings().setValue(u"map"_s, shows);
}

QStringList Settings::recentFiles()
{
    QStringList files = QSettings().value(u"recent"_s).toStringList();
    files.removeIf([](const QString &file) { return !QFileInfo::exists(file); });
    return files;
}

void Settings::addRecentFile(const QString &path)
{
    const QString whole = QFileInfo(path).absoluteFilePath();
    QStringList files = recentFiles();
    files.removeAll(whole);
    files.prepend(whole);
    QSettings().setValue(u"recent"_s, files.first(std::min(mostRecent, files.size())));
}

void Settings::removeRecentFile(const QString &path)
{
    QStringList files = recentFiles();
    files.removeAll(QFileInfo(path).absoluteFilePath());
    QSettings().setValue(u"recent"_s, files);
}

QByteArray Settings::geometry()
{
    return QSettings().value(u"geometry"_s).toByteArray();
}

void Settings::setGeometry(const QByteArray &geometry)
{
    QSettings().setValue(u"geometry"_s, geometry);
}

Settings::Panes Settings::panes()
{
    const QSettings settings;
    return {
        settings.value(u"panes/across"_s).toByteArray(),  settings.value(u"panes/down"_s).toByteArray(),
        settings.value(u"panes/tree"_s, true).toBool(),   settings.value(u"panes/inspector"_s, true).toBool(),
        settings.value(u"panes/panels"_s, true).toBool(), settings.value(u"panes/panel"_s).toString()};
}

void Settings::setPanes(const Panes &panes)
{
    QSettings settings;
    settings.setValue(u"panes/across"_s, panes.across);
    settings.setValue(u"panes/down"_s, panes.down);
    settings.setValue(u"panes/tree"_s, panes.showsTree);
    settings.setValue(u"panes/inspector"_s, panes.showsInspector);
    settings.setValue(u"panes/panels"_s, panes.showsPanels);
    settings.setValue(u"panes/panel"_s, panes.panel);
}

Settings::Place Settings::placeIn(const QString &path)
{
    const QSettings settings;
    const QString group = groupFor(path);
    return {settings.value(group + u"/view"_s).toString(), settings.value(group + u"/plateau"_s).toString(),
            settings.value(group + u"/pages"_s).toStringList(),
            settings.value(group + u"/page"_s).toString()};
}

void Settings::setPlaceIn(const QString &path, const Place &place)
{
    QSettings settings;
    const QString group = groupFor(path);
    settings.setValue(group + u"/view"_s, place.view);
    settings.setValue(group + u"/plateau"_s, place.plateau);
    settings.setValue(group + u"/pages"_s, place.pages);
    settings.setValue(group + u"/page"_s, place.page);
}

std::optional<Settings::Spot> Settings::spotIn(const QString &path, const QString &viewKey)
{
    const auto parts = viewValue(path, viewKey, u"spot"_s).split(u' ');
    const Spot spot{{parts.value(0).toDouble(), parts.value(1).toDouble()}, parts.value(2).toDouble()};
    const bool isGood = std::isfinite(spot.middle.x()) && std::isfinite(spot.middle.y()) && spot.scale > 0 &&
                        std::isfinite(spot.scale);
    return isGood ? std::optional(spot) : std::nullopt;
}

void Settings::setSpotIn(const QString &path, const QString &viewKey, const std::optional<Spot> &spot)
{
    setViewValue(path, viewKey, u"spot"_s,
                 spot ? u"%1 %2 %3"_s.arg(spot->middle.x()).arg(spot->middle.y()).arg(spot->scale)
                      : QString());
}

QString Settings::viewValue(const QString &path, const QString &viewKey, const QString &name)
{
    return QSettings().value(groupFor(path) + u"/views/"_s + viewKey + u'/' + name).toString();
}

void Settings::setViewValue(const QString &path, const QString &viewKey, const QString &name,
                            const QString &value)
{
    QSettings settings;
    const QString entry = groupFor(path) + u"/views/"_s + viewKey + u'/' + name;
    if (value.isEmpty())
        settings.remove(entry);
    else
        settings.setValue(entry, value);
}

QString Settings::documentFolder(const QString &path)
{
    return QSettings().value(groupFor(path) + u"/documents/folder"_s).toString();
}

void Settings::setDocumentFolder(const QString &path, const QString &folder)
{
    QSettings().setValue(groupFor(path) + u"/documents/folder"_s, folder);
}

QStringList Settings::documentFormats(const QString &path)
{
    return QSettings().value(groupFor(path) + u"/documents/formats"_s).toStringList();
}

void Settings::setDocumentFormats(const QString &path, const QStringList &names)
{
    QSettings().setValue(groupFor(path) + u"/documents/formats"_s, names);
}

QString Settings::compareWay()
{
    return QSettings().value(u"compare/way"_s).toString();
}

void Settings::setCompareWay(const QString &name)
{
    QSettings().setValue(u"compare/way"_s, name);
}

QString Settings::author()
{
    const QString name = chosenAuthor();
    return name.isEmpty() ? systemAuthor() : name;
}

QString Settings::systemAuthor()
{
    return qEnvironmentVariable("USER", qEnvironmentVariable("USERNAME"));
}

QString Settings::chosenAuthor()
{
    return QSettings().value(u"author"_s).toString();
}

void Settings::setAuthor(const QString &name)
{
    QSettings().setValue(u"author"_s, name.simplified());
}

bool Settings::reducesMotion()
{
    return QSettings().value(u"reduceMotion"_s, false).toBool();
}

void Settings::setReducesMotion(bool reduces)
{
    QSettings().setValue(u"reduceMotion"_s, reduces);
}

QString Settings::spelling()
{
    return QSettings().value(u"spelling/dictionary"_s).toString();
}

void Settings::setSpelling(const QString &code)
{
    QSettings().setValue(u"spelling/dictionary"_s, code);
}

QStringList Settings::ownWords()
{
    return QSettings().value(u"spelling/words"_s).toStringList();
}

void Settings::setOwnWords(const QStringList &words)
{
    QSettings().setValue(u"spelling/words"_s, words);
}

std::optional<QList<QKeySequence>> Settings::keys(const QString &command)
{
    const QSettings settings;
    const QString entry = u"keys/"_s + command;
    if (!settings.contains(entry))
        return {};
    auto keys = QKeySequence::listFromString(settings.value(entry).toString());
    keys.removeIf([](const QKeySequence &one) { return one.isEmpty(); });
    return keys;
}

void Settings::setKeys(const QString &command, const std::optional<QList<QKeySequence>> &keys)
{
    QSettings settings;
    const QString entry = u"keys/"_s + command;
    if (keys)
        settings.setValue(entry, QKeySequence::listToString(*keys));
    else
        settings.remove(entry);
}

} // namespace gp::views

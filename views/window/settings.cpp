// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "views/window/settings.h"

#include <QCryptographicHash>
#include <QFileInfo>
#include <QSettings>

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

QByteArray Settings::geometry()
{
    return QSettings().value(u"geometry"_s).toByteArray();
}

void Settings::setGeometry(const QByteArray &geometry)
{
    QSettings().setValue(u"geometry"_s, geometry);
}

Settings::Place Settings::placeIn(const QString &path)
{
    const QSettings settings;
    const QString group = groupFor(path);
    return {settings.value(group + u"/view"_s).toString(), settings.value(group + u"/plateau"_s).toString(),
            settings.value(group + u"/pipelines"_s).toStringList(),
            settings.value(group + u"/pipeline"_s).toString()};
}

void Settings::setPlaceIn(const QString &path, const Place &place)
{
    QSettings settings;
    const QString group = groupFor(path);
    settings.setValue(group + u"/view"_s, place.view);
    settings.setValue(group + u"/plateau"_s, place.plateau);
    settings.setValue(group + u"/pipelines"_s, place.pipelines);
    settings.setValue(group + u"/pipeline"_s, place.pipeline);
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
    const QString name = QSettings().value(u"author"_s).toString();
    return name.isEmpty() ? qEnvironmentVariable("USER", qEnvironmentVariable("USERNAME")) : name;
}

} // namespace gp::views

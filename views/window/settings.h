// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "views/style/appearance.h"

#include <QByteArray>
#include <QStringList>

namespace gp::views {

/// What the program remembers between runs: recent projects, theme, the window, and per project where the
/// user was. Stateless: reads and writes QSettings. The names of the application and organisation are set by
/// app/.
class Settings
{
public:
    [[nodiscard]] static ThemeChoice theme();
    static void setTheme(ThemeChoice choice);

    /// The map in the corner of a canvas; on until it is switched off.
    [[nodiscard]] static bool showsMap();
    static void setShowsMap(bool shows);

    /// Most recent first; files that are gone are left out.
    [[nodiscard]] static QStringList recentFiles();
    static void addRecentFile(const QString &path);

    [[nodiscard]] static QByteArray geometry();
    static void setGeometry(const QByteArray &geometry);

    struct Place
    {
        QString view;
        QString plateau;
        QStringList pipelines; ///< whose stages were open, in their order
        QString pipeline;      ///< the one on top; empty: the view was
    };
    [[nodiscard]] static Place placeIn(const QString &path);
    static void setPlaceIn(const QString &path, const Place &place);

    /// What the user chose for one view of a project ("twin", "columns"); empty where nothing was chosen.
    [[nodiscard]] static QString viewValue(const QString &path, const QString &viewKey, const QString &name);
    static void setViewValue(const QString &path, const QString &viewKey, const QString &name,
                             const QString &value);

    /// The way in which a compare was last looked at ("slider"); empty where none was chosen.
    [[nodiscard]] static QString compareWay();
    static void setCompareWay(const QString &name);

    /// The name written into history rows.
    [[nodiscard]] static QString author();
};

} // namespace gp::views

// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "views/style/appearance.h"

#include <QByteArray>
#include <QKeySequence>
#include <QPointF>
#include <QStringList>

#include <optional>

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
    static void removeRecentFile(const QString &path);

    [[nodiscard]] static QByteArray geometry();
    static void setGeometry(const QByteArray &geometry);

    /// How the window was divided. Sizes are empty, flags true and the tab is "" until something was kept.
    struct Panes
    {
        QByteArray across; ///< QSplitter::saveState()
        QByteArray down;
        bool showsTree = true;
        bool showsInspector = true;
        bool showsPanels = true;
        QString panel; ///< "findings", "waivers", "query", "history", "documents"
    };
    [[nodiscard]] static Panes panes();
    static void setPanes(const Panes &panes);

    struct Place
    {
        QString view;
        QString plateau;
        QStringList pages; ///< of records and pipelines, as Centre names them, in their order
        QString page;      ///< the one on top; empty: the view was
    };
    [[nodiscard]] static Place placeIn(const QString &path);
    static void setPlaceIn(const QString &path, const Place &place);

    /// Where a canvas was: what was in its middle, and how large.
    struct Spot
    {
        QPointF middle;
        double scale = 1;
    };
    /// Nothing: all of the view was in sight.
    [[nodiscard]] static std::optional<Spot> spotIn(const QString &path, const QString &viewKey);
    static void setSpotIn(const QString &path, const QString &viewKey, const std::optional<Spot> &spot);

    /// What the user chose for one view of a project ("twin", "columns"); empty where nothing was chosen.
    [[nodiscard]] static QString viewValue(const QString &path, const QString &viewKey, const QString &name);
    static void setViewValue(const QString &path, const QString &viewKey, const QString &name,
                             const QString &value);

    /// Where a project's documents were last generated to, and in which forms, by their names on the command
    /// line; empty where they never were.
    [[nodiscard]] static QString documentFolder(const QString &path);
    static void setDocumentFolder(const QString &path, const QString &folder);
    [[nodiscard]] static QStringList documentFormats(const QString &path);
    static void setDocumentFormats(const QString &path, const QStringList &names);

    /// The way in which a compare was last looked at ("slider"); empty where none was chosen.
    [[nodiscard]] static QString compareWay();
    static void setCompareWay(const QString &name);

    /// The name written into history rows: the user's own choice, else what the system says.
    [[nodiscard]] static QString author();
    [[nodiscard]] static QString systemAuthor();
    [[nodiscard]] static QString chosenAuthor();
    static void setAuthor(const QString &name);

    /// Nothing moves by itself, whatever the system says.
    [[nodiscard]] static bool reducesMotion();
    static void setReducesMotion(bool reduces);

    /// The dictionary that texts are checked with, by its code; empty: as the system, noSpelling: none.
    [[nodiscard]] static QString spelling();
    static void setSpelling(const QString &code);
    static constexpr QLatin1StringView noSpelling{"off"};
    /// Words that the user says are right.
    [[nodiscard]] static QStringList ownWords();
    static void setOwnWords(const QStringList &words);

    /// The keys that the user gave a command; nothing where it has those it came with.
    [[nodiscard]] static std::optional<QList<QKeySequence>> keys(const QString &command);
    static void setKeys(const QString &command, const std::optional<QList<QKeySequence>> &keys);
};

} // namespace gp::views

// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QList>
#include <QString>

#include <memory>

namespace gp::views {

/// The words of one language.
class Dictionary
{
public:
    Dictionary() = default;
    Dictionary(const Dictionary &) = delete;
    Dictionary &operator=(const Dictionary &) = delete;
    virtual ~Dictionary() = default;

    [[nodiscard]] virtual bool isCorrect(const QString &word) const = 0;
    /// What may have been meant, the likeliest first. May take a tenth of a second.
    [[nodiscard]] virtual QStringList suggestions(const QString &word) const = 0;
};

/// The dictionaries that this machine has. On the thread of the window only, as all that comes from it:
/// Sonnet keeps its plugins and dictionaries in one cache without a lock and nowhere says that another thread
/// may ask; its own background checker works on the thread that made it as well.
class Dictionaries
{
public:
    struct Entry
    {
        QString code; ///< "en_US", "de_DE_frami"
        QString name; ///< as people read it
    };

    Dictionaries() = default;
    Dictionaries(const Dictionaries &) = delete;
    Dictionaries &operator=(const Dictionaries &) = delete;
    virtual ~Dictionaries() = default;

    /// By name; empty where there is no plugin or no dictionary.
    [[nodiscard]] virtual QList<Entry> all() const = 0;
    /// nullptr where there is none of that code.
    [[nodiscard]] virtual std::unique_ptr<Dictionary> open(const QString &code) const = 0;
};

/// Those that KDE's Sonnet finds: of Hunspell, Aspell and others. Nothing is loaded before they are asked
/// for.
[[nodiscard]] std::unique_ptr<Dictionaries> sonnetDictionaries();

} // namespace gp::views

// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "views/editor/dictionaries.h"

#include <QHash>
#include <QObject>
#include <QPointer>
#include <QSet>

#include <optional>

class QWidget;

namespace gp::views {

class Session;

/// Which words are written right: those of the dictionary that the user chose, the user's own, the names that
/// the open project has, and what was ignored since it was opened. One a window; nothing is loaded before
/// somebody asks. On the thread of the window only.
class Spelling : public QObject
{
    Q_OBJECT

public:
    explicit Spelling(QObject *parent = nullptr);
    ~Spelling() override;

    /// That of the window (or dialog's window) that a widget is in; nullptr where there is none.
    [[nodiscard]] static Spelling *of(const QWidget *widget);

    /// Sonnet's, until told otherwise.
    void setDictionaries(std::unique_ptr<Dictionaries> dictionaries);
    [[nodiscard]] QList<Dictionaries::Entry> dictionaries();
    /// The project whose names are known words; nullptr: none is open. What was ignored is forgotten.
    void setSession(Session *session);
    /// Reads the settings anew.
    void readSettings();

    /// There is a dictionary, and the user wants it.
    [[nodiscard]] bool isOn();
    /// What is checked, or why nothing is: one sentence.
    [[nodiscard]] QString statement();
    /// The code of the dictionary that "as the system" means here; empty where there is none.
    [[nodiscard]] QString systemChoice();
    /// As people read it.
    [[nodiscard]] QString nameOf(const QString &code);

    /// Without asking the dictionary; nothing: it has to be asked.
    [[nodiscard]] std::optional<bool> verdict(const QString &word);
    /// Asks the dictionary where it has to, once a word; true where nothing is checked.
    bool isCorrect(const QString &word);
    /// At most six.
    [[nodiscard]] QStringList suggestions(const QString &word);

    /// The user's own words, kept in the settings; they hold in every language and whatever their case.
    void add(const QString &word);
    void takeOut(const QString &word);
    [[nodiscard]] bool isOwn(const QString &word) const;
    /// Until the project is closed.
    void ignore(const QString &word);

Q_SIGNALS:
    /// Words that were right may be wrong now, and the other way round.
    void changed();

private:
    [[nodiscard]] bool isKnown(const QString &word);
    [[nodiscard]] const QSet<QString> &projectWords();
    [[nodiscard]] QString chosen();
    void open();

    std::unique_ptr<Dictionaries> m_dictionaries;
    std::optional<QList<Dictionaries::Entry>> m_entries;
    std::unique_ptr<Dictionary> m_dictionary;
    QString m_code; ///< of the dictionary; empty: none
    bool m_isOpened = false;
    QHash<QString, bool> m_asked;
    QPointer<Session> m_session;
    std::optional<QSet<QString>> m_projectWords;
    QSet<QString> m_own;
    QSet<QString> m_ignored;
};

} // namespace gp::views

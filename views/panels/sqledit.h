// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QMap>
#include <QPlainTextEdit>

class QCompleter;
class QStringListModel;

namespace gp::views {

class Highlighting;

/// What can be written at a place of an SQL text: after "s." the columns of the table that s stands for, else
/// tables, columns of the tables that the text names, placeholders and words of SQL. Plain function.
[[nodiscard]] QStringList sqlChoices(const QString &sql, qsizetype position,
                                     const QMap<QString, QStringList> &tables,
                                     const QStringList &placeholders);
/// Where the word begins that is being written at `position`: with its colon, without what is before a dot.
[[nodiscard]] qsizetype sqlWordStart(const QString &sql, qsizetype position);

/// An editor for SQL, with colours, completion (while typing, or Ctrl+Space) and a wavy line under what is
/// wrong.
class SqlEdit : public QPlainTextEdit
{
    Q_OBJECT

public:
    explicit SqlEdit(QWidget *parent = nullptr);
    ~SqlEdit() override;

    /// Tables with their columns. `placeholders` with their colons.
    void setWords(const QMap<QString, QStringList> &tables, const QStringList &placeholders);
    /// The table that :applies stands for; empty: none.
    void setAppliesTable(const QString &table) { m_applies = table; }
    /// Underlines from here to the end of the word; negative: nothing.
    void showError(qsizetype offset);
    [[nodiscard]] QCompleter *completer() const { return m_completer; }
    void complete(bool isAsked);

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void changeEvent(QEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void insert(const QString &word);

    std::unique_ptr<Highlighting> m_highlighting;
    QCompleter *m_completer;
    QStringListModel *m_words;
    QMap<QString, QStringList> m_tables;
    QStringList m_placeholders;
    QString m_applies;
    QString m_wrong; ///< the text that showError() was about
};

} // namespace gp::views

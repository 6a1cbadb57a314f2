// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "views/editor/spellwords.h"

#include <QObject>
#include <QPointer>
#include <QSet>
#include <QTimer>

#include <optional>

class QMenu;
class QPlainTextEdit;
class QTextBlock;

namespace gp::views {

class Spelling;

/// Underlines what is misspelled in an editor of Markdown. A while after the typing it looks at the lines in
/// sight and asks the dictionary about words that it was never asked about, a few at a time between other
/// events. The marks are extra selections of the editor: no part of the text, its history or its colours.
class SpellMarks : public QObject
{
    Q_OBJECT

public:
    /// In the text, in UTF-16 units.
    struct Mark
    {
        int start = 0;
        int length = 0;
        QString word;
    };

    explicit SpellMarks(QPlainTextEdit *edit);

    void setSpelling(Spelling *spelling);
    /// Of the lines in sight when it looked last, in their order and where they are now.
    [[nodiscard]] QList<Mark> marks() const;
    /// The mark that a place in the text touches.
    [[nodiscard]] std::optional<Mark> markAt(int position) const;
    /// Nothing is waited for or under way.
    [[nodiscard]] bool isDone() const;
    /// What can be done about the word at a place, before all else that a menu has.
    void offer(QMenu *menu, int position);
    /// Selects the next misspelled word (the one under the cursor first, after the last one the first), and
    /// opens its menu.
    void goToNext();

private:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void onContents(int from, int removed, int added);
    void onCursor();
    void lookSoon();
    void look();
    void ask();
    void show(const QList<Mark> &marks);
    [[nodiscard]] bool isWanted() const;
    [[nodiscard]] bool isBeingWritten(const Mark &mark) const;
    /// What `block` stands in; works out that of the blocks before it where the text changed.
    [[nodiscard]] SpellContext contextOf(const QTextBlock &block);
    [[nodiscard]] QList<SpellWord> wordsOf(const QTextBlock &block);
    [[nodiscard]] std::optional<Mark> wordAt(int position);
    void replace(const Mark &mark, const QString &by);
    void search();
    void found(const Mark &mark);
    void tell(const QString &sentence) const;

    /// Through the whole text, in steps.
    struct Search
    {
        int from = 0;  ///< words that end before are left out in the first block
        int block = 0; ///< where it is
        int left = 0;  ///< blocks to look at, the first one twice
        bool isFirst = true;
        bool isBeyond = false; ///< a word that only touches `from` is left out as well
    };

    QPlainTextEdit *m_edit;
    QPointer<Spelling> m_spelling;
    QTimer m_wait;
    QTimer m_slice;
    QTimer m_searching;
    QList<SpellContext> m_contexts; ///< at the beginning of each block, as far as known
    QSet<QString> m_toAsk;
    std::optional<Search> m_search;
    int m_writtenAt = -1; ///< where the last letter was typed, while the cursor is there
};

} // namespace gp::views

// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "views/editor/spelling.h"
#include "views/editor/spellmarks.h"

#include <QMenu>
#include <QPlainTextEdit>
#include <QTextBlock>
#include <QToolTip>

using namespace Qt::StringLiterals;

namespace gp::views {

namespace {
constexpr int wordsAStep = 40;
constexpr int blocksAStep = 400;
} // namespace

void SpellMarks::goToNext()
{
    if (!isWanted())
        return tell(m_spelling && !m_edit->isReadOnly() ? m_spelling->statement()
                                                        : tr("Nothing is checked here."));
    const auto cursor = m_edit->textCursor();
    Search from;
    from.from = cursor.selectionEnd();
    from.isBeyond = cursor.hasSelection();
    from.block = m_edit->document()->findBlock(from.from).blockNumber();
    from.left = m_edit->document()->blockCount() + 1;
    m_search = from;
    search();
}

void SpellMarks::search()
{
    if (!m_search || !isWanted())
        return m_search.reset();
    int asked = 0;
    for (int looked = 0; m_search->left > 0; ++looked) {
        if (asked >= wordsAStep || looked >= blocksAStep)
            return m_searching.start(0); // what was asked is remembered
        const auto block = m_edit->document()->findBlockByNumber(m_search->block);
        const auto words = wordsOf(block);
        for (const auto &word : words) {
            const Mark mark{block.position() + int(word.start), int(word.length), word.text};
            const int end = mark.start + mark.length;
            if (m_search->isFirst &&
                (m_search->isBeyond ? mark.start < m_search->from : end < m_search->from))
                continue;
            if (!m_spelling->verdict(word.text) && ++asked > wordsAStep)
                break;
            if (!m_spelling->isCorrect(word.text))
                return found(mark);
        }
        if (asked > wordsAStep)
            continue; // the same block again, from where it is
        m_search->isFirst = false;
        --m_search->left;
        m_search->block = (m_search->block + 1) % m_edit->document()->blockCount();
    }
    m_search.reset();
    tell(tr("No word is misspelled."));
}

void SpellMarks::found(const Mark &mark)
{
    m_search.reset();
    QTextCursor cursor(m_edit->document());
    cursor.setPosition(mark.start);
    cursor.setPosition(mark.start + mark.length, QTextCursor::KeepAnchor);
    m_edit->setTextCursor(cursor);
    m_edit->ensureCursorVisible();
    auto *menu = new QMenu(m_edit);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->setAccessibleName(tr("Spelling of “%1”").arg(mark.word));
    offer(menu, mark.start);
    menu->popup(m_edit->viewport()->mapToGlobal(m_edit->cursorRect().bottomLeft()));
    const auto actions = menu->actions();
    const auto first = std::ranges::find_if(actions, &QAction::isEnabled);
    if (first != actions.end())
        menu->setActiveAction(*first);
}

void SpellMarks::tell(const QString &sentence) const
{
    QToolTip::showText(m_edit->viewport()->mapToGlobal(m_edit->cursorRect().bottomLeft()), sentence, m_edit);
}

} // namespace gp::views

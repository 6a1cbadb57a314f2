// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "views/editor/spellmarks.h"

#include "views/editor/spelling.h"
#include "views/style/appearance.h"

#include <QMenu>
#include <QPlainTextEdit>
#include <QScrollBar>
#include <QTextBlock>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace gp::views {

namespace {

constexpr auto pause = 400ms;   // of typing
constexpr auto moment = 30ms;   // after scrolling, which comes in many small steps
constexpr int wordsASlice = 40; // a right one takes microseconds, a wrong one up to a tenth of a millisecond

} // namespace

SpellMarks::SpellMarks(QPlainTextEdit *edit)
    : QObject(edit)
    , m_edit(edit)
{
    m_wait.setSingleShot(true);
    m_slice.setSingleShot(true);
    m_searching.setSingleShot(true);
    connect(&m_wait, &QTimer::timeout, this, &SpellMarks::look);
    connect(&m_slice, &QTimer::timeout, this, &SpellMarks::ask);
    connect(&m_searching, &QTimer::timeout, this, &SpellMarks::search);
    connect(edit->document(), &QTextDocument::contentsChange, this, &SpellMarks::onContents);
    connect(edit, &QPlainTextEdit::cursorPositionChanged, this, &SpellMarks::onCursor);
    connect(edit->verticalScrollBar(), &QScrollBar::valueChanged, this, &SpellMarks::lookSoon);
    edit->installEventFilter(this);
}

void SpellMarks::setSpelling(Spelling *spelling)
{
    if (m_spelling == spelling)
        return;
    if (m_spelling)
        m_spelling->disconnect(this);
    m_spelling = spelling;
    if (spelling)
        connect(spelling, &Spelling::changed, this, &SpellMarks::lookSoon);
    lookSoon();
}

bool SpellMarks::eventFilter(QObject *watched, QEvent *event)
{
    switch (event->type()) {
    case QEvent::Show:
    case QEvent::Resize:
    case QEvent::FocusOut:
    case QEvent::PaletteChange:
    case QEvent::ReadOnlyChange:
        lookSoon();
        break;
    default:
        break;
    }
    return QObject::eventFilter(watched, event);
}

void SpellMarks::onContents(int from, int removed, int added)
{
    const auto block = m_edit->document()->findBlock(from);
    m_contexts.resize(std::min<qsizetype>(m_contexts.size(), std::max(0, block.blockNumber()) + 1));
    // Colours are a change as well, of as many letters as before.
    if (removed != added) {
        m_writtenAt = from + added;
        m_search.reset();
    }
    m_slice.stop();
    m_wait.start(pause);
}

void SpellMarks::onCursor()
{
    if (m_writtenAt < 0 || m_edit->textCursor().position() == m_writtenAt)
        return;
    m_writtenAt = -1;
    lookSoon();
}

void SpellMarks::lookSoon()
{
    if (!m_wait.isActive())
        m_wait.start(moment);
}

bool SpellMarks::isWanted() const
{
    return m_spelling && m_edit->isVisible() && !m_edit->isReadOnly() && m_spelling->isOn();
}

bool SpellMarks::isDone() const
{
    return !m_wait.isActive() && !m_slice.isActive() && !m_searching.isActive();
}

SpellContext SpellMarks::contextOf(const QTextBlock &block)
{
    if (m_contexts.isEmpty())
        m_contexts.append(SpellContext());
    const int number = block.blockNumber();
    for (auto before = m_edit->document()->findBlockByNumber(int(m_contexts.size()) - 1);
         before.isValid() && m_contexts.size() <= number; before = before.next())
        m_contexts.append(contextAfter(before.text(), m_contexts.last()));
    return m_contexts.value(number);
}

QList<SpellWord> SpellMarks::wordsOf(const QTextBlock &block)
{
    return spellWords(block.text(), contextOf(block));
}

void SpellMarks::look()
{
    m_toAsk.clear();
    m_slice.stop();
    if (!isWanted())
        return show({});
    const auto *area = m_edit->viewport();
    const auto last = m_edit->cursorForPosition(area->rect().bottomRight()).block();
    QList<Mark> marks;
    for (auto block = m_edit->cursorForPosition({0, 0}).block(); block.isValid(); block = block.next()) {
        const auto words = wordsOf(block);
        for (const auto &word : words) {
            const auto verdict = m_spelling->verdict(word.text);
            if (!verdict)
                m_toAsk.insert(word.text);
            else if (!*verdict)
                marks.append({block.position() + int(word.start), int(word.length), word.text});
        }
        if (block == last)
            break;
    }
    if (!m_toAsk.isEmpty())
        return m_slice.start(0);
    marks.removeIf([this](const Mark &mark) { return isBeingWritten(mark); });
    show(marks);
}

void SpellMarks::ask()
{
    for (int i = 0; i < wordsASlice && !m_toAsk.isEmpty() && m_spelling; ++i) {
        const QString word = *m_toAsk.cbegin();
        m_toAsk.erase(m_toAsk.cbegin());
        m_spelling->isCorrect(word);
    }
    if (m_toAsk.isEmpty())
        look();
    else
        m_slice.start(0);
}

bool SpellMarks::isBeingWritten(const Mark &mark) const
{
    return m_edit->hasFocus() && m_writtenAt == m_edit->textCursor().position() &&
           m_writtenAt >= mark.start && m_writtenAt <= mark.start + mark.length;
}

void SpellMarks::show(const QList<Mark> &marks)
{
    if (marks.isEmpty() && m_edit->extraSelections().isEmpty())
        return;
    QTextCharFormat format;
    format.setUnderlineStyle(QTextCharFormat::WaveUnderline);
    format.setUnderlineColor(currentTheme().changed);
    QList<QTextEdit::ExtraSelection> selections;
    for (const Mark &mark : marks) {
        QTextCursor cursor(m_edit->document());
        cursor.setPosition(mark.start);
        cursor.setPosition(mark.start + mark.length, QTextCursor::KeepAnchor);
        selections.append({cursor, format});
    }
    m_edit->setExtraSelections(selections);
}

QList<SpellMarks::Mark> SpellMarks::marks() const
{
    QList<Mark> marks;
    const auto selections = m_edit->extraSelections();
    for (const auto &selection : selections) {
        const auto &cursor = selection.cursor;
        if (cursor.hasSelection())
            marks.append({cursor.selectionStart(), cursor.selectionEnd() - cursor.selectionStart(),
                          cursor.selectedText()});
    }
    return marks;
}

std::optional<SpellMarks::Mark> SpellMarks::markAt(int position) const
{
    const auto all = marks();
    const auto it = std::ranges::find_if(all, [position](const Mark &mark) {
        return position >= mark.start && position <= mark.start + mark.length;
    });
    return it == all.end() ? std::nullopt : std::optional(*it);
}

std::optional<SpellMarks::Mark> SpellMarks::wordAt(int position)
{
    const auto block = m_edit->document()->findBlock(position);
    const auto words = wordsOf(block);
    for (const auto &word : words) {
        const int start = block.position() + int(word.start);
        if (position >= start && position <= start + word.length)
            return Mark{start, int(word.length), word.text};
    }
    return std::nullopt;
}

void SpellMarks::offer(QMenu *menu, int position)
{
    const auto word = isWanted() ? wordAt(position) : std::nullopt;
    if (!word)
        return;
    const bool isOwn = m_spelling->isOwn(word->word);
    if (!isOwn && m_spelling->isCorrect(word->word))
        return;
    auto *before = menu->actions().isEmpty() ? nullptr : menu->actions().first();
    const auto add = [menu, before](const QString &text) {
        auto *action = new QAction(QString(text).replace(u'&', "&&"_L1), menu);
        menu->insertAction(before, action);
        return action;
    };
    if (isOwn) {
        connect(add(tr("Take “%1” out of your dictionary").arg(word->word)), &QAction::triggered, this,
                [this, text = word->word] {
                    if (m_spelling)
                        m_spelling->takeOut(text);
                });
        menu->insertSeparator(before);
        return;
    }
    const auto suggestions = m_spelling->suggestions(word->word);
    for (const QString &suggestion : suggestions)
        connect(add(suggestion), &QAction::triggered, this,
                [this, mark = *word, suggestion] { replace(mark, suggestion); });
    if (suggestions.isEmpty())
        add(tr("No suggestions"))->setEnabled(false);
    menu->insertSeparator(before);
    connect(add(tr("Add “%1” to your dictionary").arg(word->word)), &QAction::triggered, this,
            [this, text = word->word] {
                if (m_spelling)
                    m_spelling->add(text);
            });
    connect(add(tr("Ignore “%1” until the project is closed").arg(word->word)), &QAction::triggered, this,
            [this, text = word->word] {
                if (m_spelling)
                    m_spelling->ignore(text);
            });
    menu->insertSeparator(before);
}

void SpellMarks::replace(const Mark &mark, const QString &by)
{
    QTextCursor cursor(m_edit->document());
    cursor.setPosition(mark.start);
    cursor.setPosition(mark.start + mark.length, QTextCursor::KeepAnchor);
    // The text may have followed the model while the menu was open.
    if (cursor.selectedText().replace(QChar(0x2019), u'\'') != mark.word)
        return;
    cursor.beginEditBlock();
    cursor.insertText(by);
    cursor.endEditBlock();
    m_edit->setTextCursor(cursor);
}

} // namespace gp::views

// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "views/panels/sqledit.h"

#include "views/editor/highlighting.h"
#include "views/style/appearance.h"
#include "views/style/parts.h"

#include <QAbstractItemView>
#include <QCompleter>
#include <QFontDatabase>
#include <QKeyEvent>
#include <QRegularExpression>
#include <QScrollBar>
#include <QStringListModel>

using namespace Qt::StringLiterals;

namespace gp::views {

namespace {

constexpr qsizetype leastTyped = 2; // letters, before anything is offered unasked

bool isWordPart(QChar c)
{
    return c.isLetterOrNumber() || c == u'_';
}

const QStringList &sqlWords()
{
    static const QStringList words = {
        u"select"_s,   u"from"_s,       u"where"_s,   u"join"_s,      u"left join"_s,    u"on"_s,
        u"and"_s,      u"or"_s,         u"not"_s,     u"exists"_s,    u"in"_s,           u"is null"_s,
        u"group by"_s, u"having"_s,     u"union"_s,   u"with"_s,      u"case"_s,         u"when"_s,
        u"then"_s,     u"else"_s,       u"end"_s,     u"order by"_s,  u"as"_s,           u"like"_s,
        u"count"_s,    u"min"_s,        u"max"_s,     u"coalesce"_s,  u"json_extract"_s, u"group_concat"_s,
        u"distinct"_s, u"element_id"_s, u"message"_s, u"related_id"_s};
    return words;
}

/// Tables that a text names, by the name they go by in it.
QMap<QString, QString> aliasesIn(const QString &sql)
{
    static const QRegularExpression named(u"\\b(?:from|join)\\s+(:?\\w+)(?:\\s+(?:as\\s+)?(?!(?:where|on|"
                                          u"join|left|inner|cross|group|order|union|and)\\b)"
                                          "(\\w+))?"_s,
                                          QRegularExpression::CaseInsensitiveOption);
    QMap<QString, QString> aliases;
    for (auto it = named.globalMatch(sql); it.hasNext();) {
        const auto match = it.next();
        const QString table = match.captured(1).toLower();
        aliases.insert(table, table);
        if (!match.captured(2).isEmpty())
            aliases.insert(match.captured(2).toLower(), table);
    }
    return aliases;
}

} // namespace

qsizetype sqlWordStart(const QString &sql, qsizetype position)
{
    qsizetype start = position;
    while (start > 0 && isWordPart(sql[start - 1]))
        --start;
    if (start > 0 && sql[start - 1] == u':')
        --start;
    return start;
}

QStringList sqlChoices(const QString &sql, qsizetype position, const QMap<QString, QStringList> &tables,
                       const QStringList &placeholders)
{
    const qsizetype start = sqlWordStart(sql, position);
    const auto aliases = aliasesIn(sql);
    if (start < position && sql[start] == u':')
        return placeholders;
    if (start > 0 && sql[start - 1] == u'.') {
        qsizetype from = start - 1;
        while (from > 0 && isWordPart(sql[from - 1]))
            --from;
        return tables.value(aliases.value(sql.mid(from, start - 1 - from).toLower()));
    }
    static const QRegularExpression wantsTable(u"\\b(?:from|join)\\s+$"_s,
                                               QRegularExpression::CaseInsensitiveOption);
    if (wantsTable.match(sql.left(start)).hasMatch()) {
        QStringList names = tables.keys();
        names.removeIf([](const QString &name) { return name.startsWith(u':'); });
        return placeholders.contains(u":applies"_s) ? QStringList{u":applies"_s} + names : names;
    }
    QStringList words;
    for (const auto &table : aliases)
        words += tables.value(table);
    words.sort();
    for (const auto &name : tables.keys()) {
        if (!name.startsWith(u':'))
            words.append(name);
    }
    words += sqlWords() + placeholders;
    words.removeDuplicates();
    return words;
}

SqlEdit::SqlEdit(QWidget *parent)
    : QPlainTextEdit(parent)
    , m_highlighting(std::make_unique<Highlighting>(document(), u"SQL"_s))
    , m_completer(new QCompleter(this))
    , m_words(new QStringListModel(m_completer))
{
    QFont mono = QFontDatabase::systemFont(QFontDatabase::FixedFont);
    mono.setPixelSize(12);
    setFont(mono);
    setLook(this, u"field"_s);
    setTabChangesFocus(true);
    m_completer->setModel(m_words);
    m_completer->setWidget(this);
    m_completer->setCaseSensitivity(Qt::CaseInsensitive);
    m_completer->setCompletionMode(QCompleter::PopupCompletion);
    m_completer->setMaxVisibleItems(10);
    m_completer->popup()->installEventFilter(this);
    connect(m_completer, qOverload<const QString &>(&QCompleter::activated), this, &SqlEdit::insert);
    // Colours are a change of the document as well, and do not put anything right.
    connect(this, &QPlainTextEdit::textChanged, this, [this] {
        if (!extraSelections().isEmpty() && toPlainText() != m_wrong)
            showError(-1);
    });
}

SqlEdit::~SqlEdit()
{
    // Taking the colours away is a change of the text, and who listens is going as well.
    blockSignals(true);
}

void SqlEdit::setWords(const QMap<QString, QStringList> &tables, const QStringList &placeholders)
{
    m_tables = tables;
    m_placeholders = placeholders;
}

void SqlEdit::showError(qsizetype offset)
{
    QList<QTextEdit::ExtraSelection> marks;
    const QString sql = toPlainText();
    m_wrong = sql;
    if (offset >= 0 && !sql.isEmpty()) {
        qsizetype from = std::min(offset, sql.size() - 1);
        qsizetype to = from;
        while (to < sql.size() && (isWordPart(sql[to]) || sql[to] == u'.'))
            ++to;
        to = std::max(to, from + 1);
        QTextEdit::ExtraSelection mark;
        mark.cursor = textCursor();
        mark.cursor.setPosition(int(from));
        mark.cursor.setPosition(int(to), QTextCursor::KeepAnchor);
        mark.format.setUnderlineStyle(QTextCharFormat::WaveUnderline);
        mark.format.setUnderlineColor(currentTheme().removed);
        mark.format.setBackground(diagram::blend(currentTheme().removed, currentTheme().panel, 0.12));
        marks.append(mark);
    }
    setExtraSelections(marks);
}

void SqlEdit::complete(bool isAsked)
{
    const QString sql = toPlainText();
    const qsizetype at = textCursor().position();
    const qsizetype start = sqlWordStart(sql, at);
    const QString prefix = sql.mid(start, at - start);
    const bool isMember = start > 0 && sql[start - 1] == u'.';
    if (!isAsked && prefix.size() < leastTyped && !isMember && !prefix.startsWith(u':')) {
        m_completer->popup()->hide();
        return;
    }
    auto tables = m_tables;
    if (!m_applies.isEmpty())
        tables.insert(u":applies"_s, m_tables.value(m_applies));
    m_words->setStringList(sqlChoices(sql, at, tables, m_placeholders));
    m_completer->setCompletionPrefix(prefix);
    // A word that is whole needs no list, and Enter is a new line after it.
    const bool isWhole = !isAsked && m_words->stringList().contains(prefix, Qt::CaseInsensitive);
    if (m_completer->completionCount() == 0 || isWhole) {
        m_completer->popup()->hide();
        return;
    }
    m_completer->popup()->setCurrentIndex(m_completer->completionModel()->index(0, 0));
    QRect place = cursorRect();
    place.setWidth(m_completer->popup()->sizeHintForColumn(0) +
                   m_completer->popup()->verticalScrollBar()->sizeHint().width() + 24);
    m_completer->complete(place);
}

void SqlEdit::insert(const QString &word)
{
    auto cursor = textCursor();
    const qsizetype start = sqlWordStart(toPlainText(), cursor.position());
    cursor.setPosition(int(start), QTextCursor::KeepAnchor);
    cursor.insertText(word);
    setTextCursor(cursor);
}

void SqlEdit::keyPressEvent(QKeyEvent *event)
{
    const bool isOpen = m_completer->popup()->isVisible();
    const bool isChoosing = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter ||
                            event->key() == Qt::Key_Escape || event->key() == Qt::Key_Tab ||
                            event->key() == Qt::Key_Backtab;
    if (isOpen && isChoosing) {
        event->ignore(); // the completer has them
        return;
    }
    if (event->key() == Qt::Key_Space && event->modifiers() == Qt::ControlModifier)
        return complete(true);
    QPlainTextEdit::keyPressEvent(event);
    const bool isTyped = !event->text().isEmpty() && event->text().front().isPrint();
    if (isTyped || (isOpen && event->key() == Qt::Key_Backspace))
        complete(false);
}

bool SqlEdit::eventFilter(QObject *watched, QEvent *event)
{
    // Keys with Ctrl are for the editor (Ctrl+Enter runs), whether the list is open or not.
    if (event->type() == QEvent::KeyPress && watched == m_completer->popup()) {
        auto *key = static_cast<QKeyEvent *>(event);
        const bool isEnter = key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter;
        if (isEnter && key->modifiers() & Qt::ControlModifier) {
            m_completer->popup()->hide();
            QCoreApplication::sendEvent(this, event);
            return true;
        }
    }
    return QPlainTextEdit::eventFilter(watched, event);
}

void SqlEdit::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::PaletteChange && m_highlighting)
        m_highlighting->dress();
    QPlainTextEdit::changeEvent(event);
}

} // namespace gp::views

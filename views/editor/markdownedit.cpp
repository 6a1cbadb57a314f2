// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "views/editor/markdownedit.h"

#include "core/documents/references.h"
#include "views/editor/highlighting.h"
#include "views/editor/referencelist.h"
#include "views/editor/spelling.h"
#include "views/editor/spellmarks.h"
#include "views/style/appearance.h"
#include "views/style/parts.h"

#include <QAbstractItemView>
#include <QBuffer>
#include <QCompleter>
#include <QFile>
#include <QFileInfo>
#include <QFontDatabase>
#include <QHelpEvent>
#include <QImage>
#include <QMenu>
#include <QMimeData>
#include <QRegularExpression>
#include <QScrollBar>
#include <QTextBlock>
#include <QToolTip>

using namespace Qt::StringLiterals;

namespace gp::views {

namespace {

using Known = QHash<QString, ReferenceChoice>;

QList<Highlighting::Piece> chips(const QString &line, const Known &known)
{
    const auto &theme = currentTheme();
    QList<Highlighting::Piece> pieces;
    for (const auto &reference : documents::referencesIn(line)) {
        QTextCharFormat format;
        if (known.contains(reference.key)) {
            format.setForeground(theme.badgeText(theme.accent));
            format.setBackground(theme.tint(theme.accent, theme.panel));
        } else {
            format.setUnderlineStyle(QTextCharFormat::WaveUnderline);
            format.setUnderlineColor(theme.removed);
        }
        pieces.append({reference.start, reference.length, format});
    }
    return pieces;
}

bool isKeyPart(QChar c)
{
    return c.isLetterOrNumber() || c == u'-' || c == u'_' || c == u'.';
}

} // namespace

MarkdownEdit::MarkdownEdit(QWidget *parent)
    : QPlainTextEdit(parent)
    , m_completer(new QCompleter(this))
    , m_offered(new ReferenceList(m_completer))
    , m_known(std::make_shared<Known>())
    , m_highlighting(std::make_unique<Highlighting>(
          document(), u"Markdown"_s, [known = m_known](const QString &line) { return chips(line, *known); }))
    , m_spelling(new SpellMarks(this))
{
    QFont mono = QFontDatabase::systemFont(QFontDatabase::FixedFont);
    mono.setPixelSize(13);
    setFont(mono);
    setLook(this, u"field"_s);
    m_completer->setModel(m_offered);
    m_completer->setWidget(this);
    m_completer->setCompletionMode(QCompleter::UnfilteredPopupCompletion);
    m_completer->setCompletionRole(Qt::EditRole);
    m_completer->setMaxVisibleItems(10);
    m_completer->popup()->setAccessibleName(tr("Elements"));
    connect(m_completer, qOverload<const QString &>(&QCompleter::activated), this, &MarkdownEdit::insert);
}

MarkdownEdit::~MarkdownEdit()
{
    // Taking the colours away is a change of the text, and who listens is going as well.
    blockSignals(true);
}

void MarkdownEdit::setReferences(const QList<ReferenceChoice> &references)
{
    m_references = references;
    Known known;
    for (const auto &reference : references)
        known.insert(reference.key, reference);
    const bool areSame =
        known.size() == m_known->size() &&
        std::ranges::all_of(known.keys(), [&](const auto &key) { return m_known->contains(key); });
    *m_known = known;
    if (areSame)
        return;                       // names are in tooltips only
    const QSignalBlocker quiet(this); // colours are no edit
    m_highlighting->rehighlight();
}

void MarkdownEdit::setTextKeepingPlace(const QString &text)
{
    const auto cursor = textCursor();
    const int line = cursor.blockNumber();
    const int column = cursor.positionInBlock();
    const int down = verticalScrollBar()->value();
    setPlainText(text);
    const auto block = document()->findBlockByNumber(std::min(line, document()->blockCount() - 1));
    QTextCursor again(block);
    again.setPosition(block.position() + std::min(column, block.length() - 1));
    setTextCursor(again);
    verticalScrollBar()->setValue(down);
}

QString MarkdownEdit::tipAt(QPoint place) const
{
    const auto cursor = cursorForPosition(place);
    const int at = cursor.positionInBlock();
    for (const auto &reference : documents::referencesIn(cursor.block().text())) {
        if (at < reference.start || at > reference.start + reference.length)
            continue;
        const auto known = m_known->constFind(reference.key);
        return known == m_known->constEnd() ? tr("There is no element with the key '%1'").arg(reference.key)
                                            : u"%1 (%2)"_s.arg(known->name, known->kind);
    }
    if (const auto mark = m_spelling->markAt(cursor.position()))
        return tr("“%1” is not in the dictionary; Shift+F7 or the menu has others").arg(mark->word);
    return {};
}

bool MarkdownEdit::isOwnKey(const QKeyEvent *event) const
{
    if (event->key() == Qt::Key_F7 && event->modifiers() == Qt::ShiftModifier)
        return true;
    const bool isWriting = event->modifiers() == Qt::ControlModifier && !isReadOnly();
    return isWriting && (event->key() == Qt::Key_B || event->key() == Qt::Key_I || event->key() == Qt::Key_K);
}

bool MarkdownEdit::event(QEvent *event)
{
    if (event->type() == QEvent::ShortcutOverride) {
        auto *key = static_cast<QKeyEvent *>(event);
        if (isOwnKey(key)) {
            event->accept();
            return true;
        }
        // With nothing to undo in the text, the keys mean the project.
        const bool isIdle = (key->matches(QKeySequence::Undo) && !document()->isUndoAvailable()) ||
                            (key->matches(QKeySequence::Redo) && !document()->isRedoAvailable());
        if (isIdle) {
            event->ignore();
            return true;
        }
    }
    if (event->type() == QEvent::ToolTip) {
        const auto *help = static_cast<QHelpEvent *>(event);
        const QString tip = tipAt(viewport()->mapFromGlobal(help->globalPos()));
        QToolTip::showText(help->globalPos(), tip.toHtmlEscaped(), this);
        return true;
    }
    return QPlainTextEdit::event(event);
}

void MarkdownEdit::keyPressEvent(QKeyEvent *event)
{
    const bool isOpen = m_completer->popup()->isVisible();
    const bool isEnter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    const bool isTab = event->key() == Qt::Key_Tab || event->key() == Qt::Key_Backtab;
    if (isOpen && (isEnter || isTab || event->key() == Qt::Key_Escape)) {
        event->ignore(); // the completer has them
        return;
    }
    if (isReadOnly())
        return QPlainTextEdit::keyPressEvent(event);
    if (isOwnKey(event)) {
        if (event->key() == Qt::Key_F7)
            m_spelling->goToNext();
        else if (event->key() == Qt::Key_K)
            makeLink();
        else
            wrap(event->key() == Qt::Key_B ? u"**"_s : u"*"_s);
        return;
    }
    if (event->key() == Qt::Key_Space && event->modifiers() == Qt::ControlModifier)
        return complete(true);
    if (event->key() == Qt::Key_Escape)
        return event->ignore(); // who has the editor decides
    if (isTab) {
        const bool isBack = event->key() == Qt::Key_Backtab;
        if (!indentList(isBack))
            // That of a text edit would stay where it is.
            QWidget::focusNextPrevChild(!isBack); // NOLINT(bugprone-parent-virtual-call)
        return;
    }
    if (isEnter && event->modifiers() == Qt::ControlModifier)
        return event->ignore();
    if (isEnter && event->modifiers() == Qt::NoModifier && continueList())
        return;
    QPlainTextEdit::keyPressEvent(event);
    const bool isTyped = !event->text().isEmpty() && event->text().front().isPrint();
    if (isTyped || (isOpen && event->key() == Qt::Key_Backspace))
        complete(false);
}

int MarkdownEdit::referenceStart() const
{
    const auto cursor = textCursor();
    const QString line = cursor.block().text();
    int at = cursor.positionInBlock();
    while (at > 0 && isKeyPart(line[at - 1]))
        --at;
    if (at == 0 || line[at - 1] != u'@')
        return -1;
    --at;
    // An address (me@example.org) and \@ are no references.
    const bool isInWord = at > 0 && (line[at - 1].isLetterOrNumber() || u"`./@-_\\"_s.contains(line[at - 1]));
    return isInWord ? -1 : cursor.block().position() + at;
}

void MarkdownEdit::complete(bool isAsked)
{
    const int start = referenceStart();
    auto *popup = m_completer->popup();
    if (start < 0 || m_references.isEmpty()) {
        popup->hide();
        return;
    }
    const QString typed = toPlainText().mid(start + 1, textCursor().position() - start - 1);
    const auto choices = matchingReferences(m_references, typed);
    // A key that is whole needs no list, and Enter is a new line after it.
    const bool isWhole = !isAsked && m_known->contains(typed) && choices.size() == 1;
    if (choices.isEmpty() || isWhole) {
        popup->hide();
        return;
    }
    m_offered->setChoices(choices);
    m_completer->setCompletionPrefix(typed);
    QRect place = cursorRect();
    place.setWidth(
        std::min(width(), popup->sizeHintForColumn(0) + popup->verticalScrollBar()->sizeHint().width() + 24));
    m_completer->complete(place);
    popup->setCurrentIndex(m_completer->completionModel()->index(0, 0));
}

void MarkdownEdit::insert(const QString &key)
{
    const int start = referenceStart();
    if (start < 0)
        return;
    auto cursor = textCursor();
    cursor.setPosition(start + 1, QTextCursor::KeepAnchor);
    cursor.insertText(key);
    setTextCursor(cursor);
}

void MarkdownEdit::contextMenuEvent(QContextMenuEvent *event)
{
    const bool isByKey = event->reason() == QContextMenuEvent::Keyboard;
    const auto cursor = isByKey ? textCursor() : cursorForPosition(event->pos());
    auto *menu = createStandardContextMenu(event->pos());
    menu->setAttribute(Qt::WA_DeleteOnClose);
    m_spelling->offer(menu, cursor.position());
    menu->popup(isByKey ? viewport()->mapToGlobal(cursorRect().bottomLeft()) : event->globalPos());
}

void MarkdownEdit::showEvent(QShowEvent *event)
{
    m_spelling->setSpelling(Spelling::of(this)); // only now it is in its window
    QPlainTextEdit::showEvent(event);
}

void MarkdownEdit::focusOutEvent(QFocusEvent *event)
{
    QPlainTextEdit::focusOutEvent(event);
    if (event->reason() != Qt::PopupFocusReason)
        Q_EMIT left();
}

void MarkdownEdit::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::PaletteChange && m_highlighting) {
        const QSignalBlocker quiet(this);
        m_highlighting->dress();
    }
    QPlainTextEdit::changeEvent(event);
}

bool MarkdownEdit::canInsertFromMimeData(const QMimeData *source) const
{
    return (m_takePicture && (source->hasImage() || source->hasUrls())) ||
           QPlainTextEdit::canInsertFromMimeData(source);
}

void MarkdownEdit::insertFromMimeData(const QMimeData *source)
{
    QList<std::pair<QByteArray, QString>> pictures;
    constexpr qint64 largestFile = 64LL * 1024 * 1024;
    const auto urls = m_takePicture ? source->urls() : QList<QUrl>();
    for (const QUrl &url : urls) {
        const QString path = url.toLocalFile();
        const QString suffix = QFileInfo(path).suffix().toLower();
        if (suffix != "png"_L1 && suffix != "jpg"_L1 && suffix != "jpeg"_L1)
            continue;
        QFile file(path);
        if (file.open(QIODevice::ReadOnly) && file.size() <= largestFile)
            pictures.append({file.readAll(), QFileInfo(path).completeBaseName()});
    }
    if (m_takePicture && pictures.isEmpty() && source->hasImage()) {
        QByteArray bytes;
        QBuffer buffer(&bytes);
        buffer.open(QIODevice::WriteOnly);
        qvariant_cast<QImage>(source->imageData()).save(&buffer, "PNG");
        pictures.append({bytes, tr("Picture")});
    }
    if (pictures.isEmpty())
        return QPlainTextEdit::insertFromMimeData(source);
    QStringList texts;
    for (const auto &[bytes, name] : std::as_const(pictures)) {
        if (const auto text = m_takePicture(bytes, name))
            texts.append(*text);
    }
    if (!texts.isEmpty())
        insertPlainText(texts.join(u"\n\n"_s));
}

} // namespace gp::views

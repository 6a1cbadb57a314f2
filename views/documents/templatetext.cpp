// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "views/documents/templatetext.h"

#include "views/style/appearance.h"
#include "views/style/parts.h"

#include <KSyntaxHighlighting/Definition>
#include <KSyntaxHighlighting/Repository>
#include <KSyntaxHighlighting/SyntaxHighlighter>
#include <KSyntaxHighlighting/Theme>

#include <QFontDatabase>
#include <QPainter>
#include <QTextBlock>

using namespace Qt::StringLiterals;

namespace gp::views {

struct TemplateText::Highlighter
{
    explicit Highlighter(QTextDocument *document)
        : highlighter(document)
    {
    }

    KSyntaxHighlighting::Repository repository;
    KSyntaxHighlighting::SyntaxHighlighter highlighter;
};

TemplateText::TemplateText(QWidget *parent)
    : QPlainTextEdit(parent)
    , m_highlighter(std::make_unique<Highlighter>(document()))
    , m_numbers(new QWidget(this))
{
    QFont mono = QFontDatabase::systemFont(QFontDatabase::FixedFont);
    mono.setPixelSize(12);
    setFont(mono);
    m_numbers->setFont(mono);
    setLook(this, u"field"_s);
    setTabChangesFocus(true);
    setLineWrapMode(QPlainTextEdit::NoWrap);
    setAccessibleName(tr("Text of the template"));
    m_numbers->installEventFilter(this);
    connect(this, &QPlainTextEdit::blockCountChanged, this, &TemplateText::placeNumbers);
    connect(this, &QPlainTextEdit::updateRequest, m_numbers, qOverload<>(&QWidget::update));
    highlight();
    placeNumbers();
}

TemplateText::~TemplateText()
{
    // Taking the colours away is a change of the text, and who listens is going as well.
    blockSignals(true);
}

void TemplateText::setTemplate(const QString &name, const QString &text)
{
    m_highlighter->highlighter.setDefinition(m_highlighter->repository.definitionForName(
        name.endsWith(".css"_L1) ? u"CSS"_s : u"Django HTML Template"_s));
    setPlainText(text);
    markLine(0);
}

void TemplateText::markLine(int line)
{
    m_marked = line;
    QList<QTextEdit::ExtraSelection> marks;
    if (const QTextBlock block = document()->findBlockByNumber(line - 1); line > 0 && block.isValid()) {
        QTextEdit::ExtraSelection mark;
        mark.cursor = QTextCursor(block);
        mark.format.setProperty(QTextFormat::FullWidthSelection, true);
        mark.format.setBackground(diagram::blend(currentTheme().removed, currentTheme().panel, 0.14));
        marks.append(mark);
    }
    setExtraSelections(marks);
    m_numbers->update();
}

void TemplateText::goToLine(int line)
{
    const QTextBlock block = document()->findBlockByNumber(std::max(0, line - 1));
    if (!block.isValid())
        return;
    setTextCursor(QTextCursor(block));
    centerCursor();
    setFocus(Qt::OtherFocusReason);
}

void TemplateText::placeNumbers()
{
    const int digits = std::max(3, int(QString::number(blockCount()).size()));
    const int width = fontMetrics().horizontalAdvance(u'0') * digits + 14;
    setViewportMargins(width, 0, 0, 0);
    const QRect inside = contentsRect();
    m_numbers->setGeometry(inside.left(), inside.top(), width, inside.height());
}

void TemplateText::paintNumbers()
{
    QPainter painter(m_numbers);
    const auto &theme = currentTheme();
    QTextBlock block = firstVisibleBlock();
    double top = blockBoundingGeometry(block).translated(contentOffset()).top();
    while (block.isValid() && top <= m_numbers->height()) {
        const bool isWrong = block.blockNumber() + 1 == m_marked;
        painter.setPen(isWrong ? theme.removed : theme.muted);
        painter.drawText(QRectF(0, top, m_numbers->width() - 8, fontMetrics().height()), Qt::AlignRight,
                         QString::number(block.blockNumber() + 1));
        top += blockBoundingRect(block).height();
        block = block.next();
    }
}

bool TemplateText::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_numbers && event->type() == QEvent::Paint) {
        paintNumbers();
        return true;
    }
    return QPlainTextEdit::eventFilter(watched, event);
}

void TemplateText::resizeEvent(QResizeEvent *event)
{
    QPlainTextEdit::resizeEvent(event);
    placeNumbers();
}

void TemplateText::highlight()
{
    const auto style = currentTheme().isDark ? KSyntaxHighlighting::Repository::DarkTheme
                                             : KSyntaxHighlighting::Repository::LightTheme;
    m_highlighter->highlighter.setTheme(m_highlighter->repository.defaultTheme(style));
    m_highlighter->highlighter.rehighlight();
}

void TemplateText::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::PaletteChange && m_highlighter) {
        highlight();
        markLine(m_marked);
    }
    QPlainTextEdit::changeEvent(event);
}

} // namespace gp::views

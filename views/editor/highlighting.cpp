// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "views/editor/highlighting.h"

#include "views/style/appearance.h"

#include <KSyntaxHighlighting/Definition>
#include <KSyntaxHighlighting/Format>
#include <KSyntaxHighlighting/Theme>

namespace gp::views {

Highlighting::Highlighting(QTextDocument *document, const QString &language, Mark mark)
    : KSyntaxHighlighting::SyntaxHighlighter(document)
    , m_repository(std::make_unique<KSyntaxHighlighting::Repository>())
    , m_mark(std::move(mark))
{
    setDefinition(m_repository->definitionForName(language));
    dress();
}

Highlighting::~Highlighting() = default;

void Highlighting::dress()
{
    const auto style = currentTheme().isDark ? KSyntaxHighlighting::Repository::DarkTheme
                                             : KSyntaxHighlighting::Repository::LightTheme;
    setTheme(m_repository->defaultTheme(style));
    rehighlight();
}

void Highlighting::applyFormat(int offset, int length, const KSyntaxHighlighting::Format &format)
{
    KSyntaxHighlighting::SyntaxHighlighter::applyFormat(offset, length, format);
    constexpr double readable = 4.5;
    constexpr double step = 0.1;
    const auto &theme = currentTheme();
    QTextCharFormat shown = this->format(offset);
    if (length == 0 || !shown.hasProperty(QTextFormat::ForegroundBrush))
        return;
    const QColor given = shown.foreground().color();
    QColor color = given;
    for (double share = step; share < 1 && diagram::contrast(color, theme.panel) < readable; share += step)
        color = diagram::blend(theme.text, given, share);
    if (color == given)
        return;
    shown.setForeground(color);
    setFormat(offset, length, shown);
}

void Highlighting::highlightBlock(const QString &text)
{
    KSyntaxHighlighting::SyntaxHighlighter::highlightBlock(text);
    if (!m_mark)
        return;
    for (const Piece &piece : m_mark(text)) {
        for (qsizetype i = piece.start; i < piece.start + piece.length; ++i) {
            QTextCharFormat format = this->format(int(i));
            format.merge(piece.format);
            setFormat(int(i), 1, format);
        }
    }
}

} // namespace gp::views

// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/diagram/theme.h"

#include <KSyntaxHighlighting/Repository>
#include <KSyntaxHighlighting/SyntaxHighlighter>

namespace gp::views {

/// Colours for the text of one document, by the definition of a language ("SQL", "Markdown", "XML"), in the
/// light or dark look of the program. `mark` may say more of a line, after the language did.
class Highlighting : public KSyntaxHighlighting::SyntaxHighlighter
{
    Q_OBJECT

public:
    /// A piece of a line and what is added to how it looks.
    struct Piece
    {
        qsizetype start = 0;
        qsizetype length = 0;
        QTextCharFormat format;
    };
    using Mark = std::function<QList<Piece>(const QString &line)>;

    Highlighting(QTextDocument *document, const QString &language, Mark mark = {});
    ~Highlighting() override;

    /// Takes on the look that the program has now.
    void dress();

protected:
    void highlightBlock(const QString &text) override;
    /// Colours that are too faint on our ground are brought nearer to that of the text.
    void applyFormat(int offset, int length, const KSyntaxHighlighting::Format &format) override;

private:
    std::unique_ptr<KSyntaxHighlighting::Repository> m_repository;
    Mark m_mark;
};

} // namespace gp::views

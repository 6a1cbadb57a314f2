// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "app/cli/words.h"

using namespace Qt::StringLiterals;

namespace gp::cli {

namespace {

class Splitter
{
public:
    explicit Splitter(QStringView line)
        : m_line(line)
    {
    }

    Result<QStringList> split()
    {
        QStringList words;
        while (skipBlanks()) {
            const auto word = takeWord();
            if (!word)
                return std::unexpected(word.error());
            words.append(*word);
        }
        return words;
    }

private:
    [[nodiscard]] bool atEnd() const { return m_at >= m_line.size(); }

    /// Goes to where the next word begins; false where there is none.
    bool skipBlanks()
    {
        while (!atEnd() && m_line[m_at].isSpace())
            ++m_at;
        return !atEnd() && m_line[m_at] != u'#';
    }

    Result<QString> takeWord()
    {
        QString word;
        while (!atEnd() && !m_line[m_at].isSpace()) {
            const QChar c = m_line[m_at++];
            if (c == u'\\') {
                if (atEnd())
                    return fail(ErrorCode::Usage,
                                u"The line ends with a backslash: a line is one edit and cannot go on in the "
                                "next; write \\\\ for a backslash"_s);
                word += m_line[m_at++];
            } else if (c == u'\'' || c == u'"') {
                if (!takeQuoted(c, word))
                    return fail(ErrorCode::Usage,
                                u"A quote that begins with %1 is not closed before the line ends"_s.arg(c));
            } else {
                word += c;
            }
        }
        return word;
    }

    bool takeQuoted(QChar quote, QString &word)
    {
        while (!atEnd()) {
            const QChar c = m_line[m_at++];
            if (c == quote)
                return true;
            const bool escapes =
                quote == u'"' && c == u'\\' && !atEnd() && (m_line[m_at] == u'"' || m_line[m_at] == u'\\');
            word += escapes ? m_line[m_at++] : c;
        }
        return false;
    }

    QStringView m_line;
    qsizetype m_at = 0;
};

} // namespace

Result<QStringList> splitWords(QStringView line)
{
    return Splitter(line).split();
}

} // namespace gp::cli

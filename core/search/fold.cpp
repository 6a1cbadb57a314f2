// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "core/search/fold.h"

namespace gp::search {

namespace {

constexpr char16_t replacement = 0xfffd;

/// Letters that Unicode does not take apart but people type without the stroke.
QStringView plainForm(char32_t letter)
{
    switch (letter) {
    case U'ß':
        return u"ss";
    case U'ı':
        return u"i";
    case U'ø':
        return u"o";
    case U'ł':
        return u"l";
    case U'đ':
    case U'ð':
        return u"d";
    case U'ħ':
        return u"h";
    case U'ŧ':
        return u"t";
    case U'æ':
        return u"ae";
    case U'œ':
        return u"oe";
    case U'þ':
        return u"th";
    default:
        return {};
    }
}

void append(char32_t character, Folded &into)
{
    if (QChar::requiresSurrogates(character)) {
        into.append(QChar::highSurrogate(character));
        into.append(QChar::lowSurrogate(character));
    } else {
        into.append(char16_t(character));
    }
}

enum class Role { Nothing, Separator, Letter };

Role roleOf(char32_t character)
{
    switch (QChar::category(character)) {
    case QChar::Mark_NonSpacing:
    case QChar::Mark_Enclosing:
    case QChar::Other_Format:
        return Role::Nothing;
    case QChar::Other_Control:
    case QChar::Separator_Line:
    case QChar::Separator_Paragraph:
    case QChar::Separator_Space:
    case QChar::Punctuation_Close:
    case QChar::Punctuation_Connector:
    case QChar::Punctuation_Dash:
    case QChar::Punctuation_FinalQuote:
    case QChar::Punctuation_InitialQuote:
    case QChar::Punctuation_Open:
    case QChar::Punctuation_Other:
        return Role::Separator;
    default:
        return Role::Letter;
    }
}

/// `depth`: decompositions are a few steps deep; the bound is for a table that would go round in circles.
void foldBeyondAscii(char32_t character, Folded &into, int depth)
{
    if (QChar::isSurrogate(character)) {
        into.append(replacement);
        return;
    }
    const QString parts = depth < 8 ? QChar::decomposition(character) : QString();
    if (!parts.isEmpty()) {
        for (const char32_t part : parts.toUcs4()) {
            if (part < asciiFolds.size())
                into.append(asciiFolds[part]);
            else
                foldBeyondAscii(part, into, depth + 1);
        }
        return;
    }
    switch (roleOf(character)) {
    case Role::Nothing:
        return;
    case Role::Separator:
        into.append(u' ');
        return;
    case Role::Letter:
        break;
    }
    const char32_t lower = QChar::toCaseFolded(character);
    if (const auto plain = plainForm(lower); !plain.isEmpty()) {
        for (const QChar c : plain)
            into.append(c.unicode());
    } else {
        append(lower, into);
    }
}

} // namespace

void fold(char32_t character, Folded &into)
{
    if (character < asciiFolds.size())
        into.append(asciiFolds[character]);
    else
        foldBeyondAscii(character, into, 0);
}

QString folded(QStringView text)
{
    QString result;
    result.reserve(text.size());
    foldEach(text, [&](char16_t unit, qsizetype, qsizetype) { result.append(QChar(unit)); });
    return result;
}

void appendFolded(QStringView text, QByteArray &into)
{
    char16_t high = 0;
    const auto add = [&into](char32_t c, int tail, char32_t lead) {
        into.append(char(lead | (c >> (6 * tail))));
        for (int i = tail - 1; i >= 0; --i)
            into.append(char(0x80 | ((c >> (6 * i)) & 0x3f)));
    };
    foldEach(text, [&](char16_t unit, qsizetype, qsizetype) {
        if (unit < 0x80)
            into.append(char(unit));
        else if (unit < 0x800)
            add(unit, 1, 0xc0);
        else if (QChar::isHighSurrogate(unit))
            high = unit;
        else if (QChar::isLowSurrogate(unit))
            add(QChar::surrogateToUcs4(high, unit), 3, 0xf0);
        else
            add(unit, 2, 0xe0);
    });
}

bool isCamelStart(QStringView text, qsizetype at)
{
    if (at < 1 || at >= text.size() || !text[at].isUpper())
        return false;
    const QChar before = text[at - 1];
    if (before.isUpper())
        return at + 1 < text.size() && text[at + 1].isLower(); // HTTPServer
    return before.isLower() || before.isDigit();
}

Letters letterBit(char16_t unit)
{
    if (unit >= u'a' && unit <= u'z')
        return Letters(1) << (unit - u'a');
    if (unit >= u'0' && unit <= u'9')
        return Letters(1) << (26 + unit - u'0');
    return unit == u' ' ? 0 : Letters(1) << (36 + unit % 28);
}

Letters lettersOf(QStringView folded)
{
    Letters letters = 0;
    for (const QChar c : folded)
        letters |= letterBit(c.unicode());
    return letters;
}

void Pairs::addAll(QByteArrayView bytes)
{
    for (qsizetype i = 1; i < bytes.size(); ++i) {
        const quint32 pair = quint32(quint8(bytes[i - 1])) << 8 | quint8(bytes[i]);
        const quint32 hash = (pair * 2654435761U) >> 24;
        m_bits[hash >> 6] |= quint64(1) << (hash & 63);
    }
}

} // namespace gp::search

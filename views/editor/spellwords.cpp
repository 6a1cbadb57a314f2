// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "views/editor/spellwords.h"

#include "core/documents/references.h"

#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace gp::views {

using Kind = SpellContext::Kind;

namespace {

constexpr qsizetype shortestWord = 2;
constexpr qsizetype longestWord = 60;
constexpr qsizetype longestTarget = 2000; ///< of a link; keeps a line of brackets from taking forever

/// What comes before the words of a line: indent, quotes, a bullet or number.
qsizetype prefixOf(QStringView line)
{
    static const QRegularExpression prefix(u"^[\\s>]*(?:(?:[-*+]|\\d{1,9}[.)])\\s+)?"_s);
    return prefix.matchView(line).capturedLength();
}

bool isListItem(QStringView line)
{
    static const QRegularExpression item(u"^[\\s>]*(?:[-*+]|\\d{1,9}[.)])\\s"_s);
    return item.matchView(line).hasMatch();
}

/// How long the run of `mark` is at `at`.
qsizetype runAt(QStringView line, qsizetype at, QChar mark)
{
    qsizetype end = at;
    while (end < line.size() && line[end] == mark)
        ++end;
    return end - at;
}

/// The length of the fence that begins on this line; 0: none does.
int openingFence(QStringView line)
{
    const qsizetype at = prefixOf(line);
    if (at >= line.size() || (line[at] != u'`' && line[at] != u'~'))
        return 0;
    const qsizetype length = runAt(line, at, line[at]);
    const bool isSpan = line[at] == u'`' && line.sliced(at + length).contains(u'`');
    return length < 3 || isSpan ? 0 : int(length);
}

bool closesFence(QStringView line, const SpellContext &context)
{
    qsizetype at = 0;
    while (at < line.size() && (line[at].isSpace() || line[at] == u'>'))
        ++at;
    const qsizetype length = runAt(line, at, context.fence);
    return length >= context.fenceLength && line.sliced(at + length).trimmed().isEmpty();
}

bool isIndentedCode(QStringView line, const SpellContext &before)
{
    return before.isAfterBlank && !before.isInList && (line.startsWith(u"    ") || line.startsWith(u'\t')) &&
           !line.trimmed().isEmpty();
}

void blank(QString &text, qsizetype from, qsizetype to)
{
    for (qsizetype i = from; i < to; ++i)
        text[i] = u' ';
}

void blankCode(QString &text)
{
    for (qsizetype at = text.indexOf(u'`'); at >= 0; at = text.indexOf(u'`', at)) {
        const qsizetype length = runAt(text, at, u'`');
        qsizetype end = text.indexOf(u'`', at + length);
        while (end >= 0 && runAt(text, end, u'`') != length)
            end = text.indexOf(u'`', end + runAt(text, end, u'`'));
        blank(text, at, end < 0 ? at + length : end + length);
    }
}

/// Comments, also one that began on a line before, and tags; <https://…> is written like one.
void blankHtml(QString &text, bool isInComment)
{
    qsizetype at = 0;
    if (isInComment) {
        const qsizetype end = text.indexOf("-->"_L1);
        at = end < 0 ? text.size() : end + 3;
        blank(text, 0, at);
    }
    const qsizetype lastEnd = text.lastIndexOf(u'>');
    for (at = text.indexOf(u'<', at); at >= 0 && at + 1 < text.size(); at = text.indexOf(u'<', at)) {
        const QChar next = text[at + 1];
        if (!next.isLetter() && next != u'/' && next != u'!' && next != u'?') {
            ++at;
            continue;
        }
        const bool isComment = QStringView(text).sliced(at).startsWith(u"<!--");
        if (at > lastEnd && !isComment) {
            ++at;
            continue;
        }
        qsizetype end = isComment ? text.indexOf("-->"_L1, at) : text.indexOf(u'>', at);
        end = end < 0 ? text.size() : end + (isComment ? 3 : 1);
        blank(text, at, end);
        at = end;
    }
}

/// From the bracket at `at` to the one that closes it, or as far as an unfinished one goes.
qsizetype endOfTarget(QStringView text, qsizetype at)
{
    const QChar opens = text[at];
    const QChar closes = opens == u'(' ? u')' : u']';
    int depth = 0;
    const qsizetype last = std::min(text.size(), at + longestTarget);
    qsizetype firstGap = last;
    for (qsizetype i = at; i < last; ++i) {
        if (text[i] == opens)
            ++depth;
        else if (text[i] == closes && --depth == 0)
            return i + 1;
        else if (text[i].isSpace() && firstGap == last)
            firstGap = i;
    }
    return firstGap;
}

void blankTargets(QString &text)
{
    static const QRegularExpression definition(u"^ {0,3}\\[[^\\]]+\\]:\\s*\\S*"_s);
    blank(text, 0, definition.matchView(text).capturedLength());
    for (qsizetype at = text.indexOf(u']'); at >= 0 && at + 1 < text.size();
         at = text.indexOf(u']', at + 1)) {
        if (text[at + 1] != u'(' && text[at + 1] != u'[')
            continue;
        const qsizetype end = endOfTarget(text, at + 1);
        blank(text, at + 1, end);
        at = end - 1;
    }
}

void blankEntities(QString &text)
{
    static const QRegularExpression entity(u"&[#A-Za-z0-9]{1,32};"_s);
    for (auto it = entity.globalMatch(text); it.hasNext();) {
        const auto match = it.next();
        blank(text, match.capturedStart(), match.capturedEnd());
    }
}

bool isPart(QChar c)
{
    return c.isLetterOrNumber() || c.isMark();
}

bool isQuote(QChar c)
{
    return c == u'\'' || c == QChar(0x2019);
}

/// What stands between blanks and is no word of a language: an address, a path, an option, an expression.
bool isTechnical(QStringView token)
{
    if (token.contains(u"()"))
        return true;
    while (!token.isEmpty() && !token.startsWith(u"~/") && u"([{\"'*_~“‘«>"_s.contains(token.front()))
        token = token.sliced(1);
    while (!token.isEmpty() && u".,;:!?)]}\"'*_~”’»"_s.contains(token.back()))
        token.chop(1);
    if (token.isEmpty())
        return true;
    const bool isOption =
        token.front() == u'-' && token.size() > 1 && (token[1].isLetter() || token[1] == u'-');
    if (isOption || u"/~$%#.\\"_s.contains(token.front()) || token.startsWith(u"www.") ||
        token.contains(u"://") || token.contains(u"::") || token.count(u'/') > 1)
        return true;
    for (qsizetype i = 0; i < token.size(); ++i) {
        if (token[i] == u'@' || token[i] == u'\\' || token[i] == u'=')
            return true;
        const bool isJoint = (token[i] == u'.' || token[i] == u'_' || token[i] == u':') && i > 0 &&
                             i + 1 < token.size() && isPart(token[i - 1]) && isPart(token[i + 1]);
        // "e.g." is one letter each; "values.yaml" and "snake_case" are names of something.
        const bool isAbbreviation = token[i] == u'.' && (i == 1 || !isPart(token[i - 2])) &&
                                    (i + 2 == token.size() || !isPart(token[i + 2]));
        if (isJoint && !isAbbreviation)
            return true;
    }
    return false;
}

/// Of a language that sets its words apart, and no acronym or camelCase.
bool isWord(QStringView word)
{
    if (word.size() < shortestWord || word.size() > longestWord)
        return false;
    QStringView stem = word; // "APIs", "API's"
    if (stem.endsWith(u's'))
        stem.chop(isQuote(stem[stem.size() - 2]) ? 2 : 1);
    bool isUpper = stem.size() >= shortestWord;
    for (qsizetype i = 0; i < word.size(); ++i) {
        const QChar c = word[i];
        if (c.isNumber() || (i > 0 && c.isUpper() && word[i - 1].isLower()))
            return false;
        const auto script = c.script();
        if (script == QChar::Script_Han || script == QChar::Script_Hiragana ||
            script == QChar::Script_Katakana || script == QChar::Script_Thai || script == QChar::Script_Lao ||
            script == QChar::Script_Khmer || script == QChar::Script_Myanmar)
            return false;
        isUpper = isUpper && (i >= stem.size() || c.isUpper());
    }
    return !isUpper;
}

/// Calls `take(from, to)` for each run of letters and digits with the apostrophes within.
template<typename Take>
void eachRun(QStringView text, Take take)
{
    for (qsizetype at = 0; at < text.size();) {
        if (!isPart(text[at])) {
            ++at;
            continue;
        }
        const qsizetype from = at;
        while (at < text.size() &&
               (isPart(text[at]) || (isQuote(text[at]) && at + 1 < text.size() && isPart(text[at + 1]))))
            ++at;
        take(from, at);
    }
}

} // namespace

SpellContext contextAfter(QStringView line, const SpellContext &before)
{
    SpellContext after = before;
    after.isStart = false;
    const QStringView bare = line.trimmed();
    switch (before.kind) {
    case Kind::FrontMatter:
        if (bare == u"---" || bare == u"...")
            after.kind = Kind::Prose;
        return after;
    case Kind::Fence:
        if (closesFence(line, before))
            after.kind = Kind::Prose;
        return after;
    case Kind::Comment:
        if (line.lastIndexOf(u"-->") > line.lastIndexOf(u"<!--"))
            after.kind = Kind::Prose;
        return after;
    case Kind::Prose:
        break;
    }
    if (before.isStart && line == u"---") {
        after.kind = Kind::FrontMatter;
        return after;
    }
    if (isListItem(line))
        after.isInList = true;
    else if (!bare.isEmpty() && before.isAfterBlank && !line.front().isSpace())
        after.isInList = false;
    after.isAfterBlank = bare.isEmpty() || isIndentedCode(line, before);
    if (const int length = openingFence(line); length > 0) {
        after.kind = Kind::Fence;
        after.fence = line[prefixOf(line)];
        after.fenceLength = length;
    } else if (line.lastIndexOf(u"<!--") > line.lastIndexOf(u"-->")) {
        after.kind = Kind::Comment;
    }
    return after;
}

QList<SpellWord> spellWords(const QString &line, const SpellContext &before)
{
    const bool isCode = before.kind == Kind::Fence || openingFence(line) > 0 ||
                        (before.kind == Kind::Prose && isIndentedCode(line, before));
    if (line.size() > longestSpeltLine || isCode)
        return {};
    QString text = line;
    if (before.kind == Kind::FrontMatter) {
        static const QRegularExpression key(u"^[\\s-]*[\\w.-]+\\s*:(?=\\s|$)"_s);
        blank(text, 0, key.matchView(text).capturedLength());
    }
    blankCode(text);
    blankHtml(text, before.kind == Kind::Comment);
    blankTargets(text);
    blankEntities(text);
    // Looked for in the line as it is: what was blanked could look like the beginning of one.
    for (const auto &reference : documents::referencesIn(line))
        blank(text, reference.start, reference.start + reference.length);

    QList<SpellWord> words;
    const QStringView view(text);
    for (qsizetype at = 0; at < text.size();) {
        qsizetype end = at;
        while (end < text.size() && !text[end].isSpace() && text[end] != u'|')
            ++end;
        const QStringView token = view.sliced(at, end - at);
        if (!token.isEmpty() && !isTechnical(token)) {
            eachRun(token, [&](qsizetype from, qsizetype to) {
                const QStringView word = token.sliced(from, to - from);
                if (isWord(word))
                    words.append({at + from, to - from, word.toString().replace(QChar(0x2019), u'\'')});
            });
        }
        at = end + 1;
    }
    return words;
}

QStringList wordsOfName(QStringView name)
{
    QStringList words;
    eachRun(name, [&](qsizetype from, qsizetype to) {
        words.append(name.sliced(from, to - from).toString().replace(QChar(0x2019), u'\''));
    });
    return words;
}

} // namespace gp::views

// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "core/rules/locality.h"

#include "core/rules/facttables.h"

#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace gp::rules {

namespace {

/// Without literals and comments, in small letters.
QString bare(const QString &sql)
{
    static const QRegularExpression quiet(u"'(?:[^']|'')*'|\"[^\"]*\"|--[^\\n]*|/\\*.*?\\*/"_s,
                                          QRegularExpression::DotMatchesEverythingOption);
    return QString(sql).replace(quiet, u"''"_s).toLower();
}

/// What stands in no parentheses; `f(x)` becomes `f()`.
QString outermost(const QString &sql)
{
    QString text;
    int depth = 0;
    for (const QChar c : sql) {
        if (c == u')')
            --depth;
        if (depth == 0)
            text += c;
        if (c == u'(')
            ++depth;
    }
    return text;
}

QSet<QString> wordsOf(const QString &bareSql)
{
    static const QRegularExpression word(u"\\w+"_s);
    QSet<QString> words;
    for (auto it = word.globalMatch(bareSql); it.hasNext();)
        words.insert(it.next().captured());
    return words;
}

/// The table of what a rule applies to, or the one of all elements, which holds the same elements.
bool namesNeither(const QString &sql, const Applies &applies)
{
    const QSet<QString> words = wordsOf(sql);
    return !words.contains(FactTables::tableOf(applies.kind)) && !words.contains(u"elements"_s);
}

} // namespace

bool isLocal(const Rule &rule)
{
    if (rule.applies.kind.isEmpty())
        return false;
    const QString whole = bare(rule.query);
    const QString text = outermost(whole);
    static const QRegularExpression start(
        u"\\A\\s*select\\s+(?:distinct\\s+)?(?:([a-z_]\\w*)\\.)?id\\s+as\\s+element_id\\b"_s);
    static const QRegularExpression from(
        u"\\bfrom\\s+:applies(?:\\s+(?:as\\s+)?(?!join\\b|left\\b|cross\\b|where\\b|group\\b|order\\b|on\\b)([a-z_]\\w*))?"_s);
    const auto select = start.match(text);
    const auto applies = from.match(text);
    if (!select.hasMatch() || !applies.hasMatch() || select.captured(1) != applies.captured(1) ||
        whole.count(u":applies"_s) != 1)
        return false;
    static const QRegularExpression setLike(
        u"\\b(?:union|except|intersect|limit|over|window|right|full)\\b"_s);
    if (text.contains(setLike))
        return false;
    const QString alias = select.captured(1);
    static const QRegularExpression grouped(u"\\bgroup\\s+by\\s+(?:(\\w+)\\.)?id\\b"_s);
    static const QRegularExpression grouping(u"\\bgroup\\s+by\\b"_s);
    static const QRegularExpression aggregating(
        u"\\b(?:count|sum|min|max|avg|total|group_concat|string_agg|json_group_array|json_group_object)\\s*\\("_s);
    if (text.contains(grouping)) {
        const auto by = grouped.match(text);
        if (!by.hasMatch() || by.captured(1) != alias)
            return false;
    } else if (text.contains(aggregating)) {
        return false;
    }
    // All elements joined by the row's own id are but more of the row.
    static const QRegularExpression same(
        u"\\bjoin\\s+elements\\s+(?:as\\s+)?(\\w+)\\s+on\\s+(?:\\1\\.id\\s*=\\s*(?:(\\w+)\\.)?id|(?:(\\w+)\\.)?id\\s*=\\s*\\1\\.id)\\b(?!\\s*(?:or\\b|[-+*/|]))"_s);
    QString others = whole;
    const auto more = same.match(whole);
    if (more.hasMatch() && more.captured(2) + more.captured(3) == alias)
        others.remove(more.capturedStart(), more.capturedLength());
    return namesNeither(others, rule.applies) && isLocal(rule.applies);
}

bool isLocal(const Applies &applies)
{
    return !applies.kind.isEmpty() && namesNeither(bare(applies.where), applies);
}

QStringList columnsNamed(const QStringList &columns, const QString &text)
{
    const QString plain = bare(text);
    static const QRegularExpression star(u"(?:\\.|\\bselect\\s+)\\*"_s);
    if (text.contains(u'"') || plain.contains(star))
        return columns;
    const QSet<QString> words = wordsOf(plain) + QSet<QString>{u"id"_s};
    QStringList named;
    std::ranges::copy_if(columns, std::back_inserter(named),
                         [&words](const QString &column) { return words.contains(column); });
    return named;
}

} // namespace gp::rules

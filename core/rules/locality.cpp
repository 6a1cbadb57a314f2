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

bool contains(const QString &text, const QString &pattern)
{
    return QRegularExpression(pattern).match(text).hasMatch();
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
    static const QString setLike = u"\\b(?:union|except|intersect|limit|over|window|right|full)\\b"_s;
    if (contains(text, setLike))
        return false;
    const QString row = select.captured(1).isEmpty() ? u"id"_s : QString(select.captured(1) + u"\\.id"_s);
    if (contains(text, u"\\bgroup\\s+by\\b"_s)) {
        if (!contains(text, u"\\bgroup\\s+by\\s+"_s + row + u"\\b"_s))
            return false;
    } else if (
        contains(
            text,
            u"\\b(?:count|sum|min|max|avg|total|group_concat|string_agg|json_group_array|json_group_object)\\s*\\("_s)) {
        return false;
    }
    // The table itself, or the one of all elements, which holds the same elements.
    const QString table = FactTables::tableOf(rule.applies.kind);
    const QString rest = whole + u' ' + bare(rule.applies.where);
    return !contains(rest, u"\\b"_s + table + u"\\b"_s) && !contains(rest, u"\\belements\\b"_s);
}

QStringList columnsNamed(const QStringList &columns, const QString &text)
{
    const QString plain = bare(text);
    if (text.contains(u'"') || contains(plain, u"(?:\\.|\\bselect\\s+)\\*"_s))
        return columns;
    static const QRegularExpression word(u"\\w+"_s);
    QSet<QString> words{u"id"_s};
    for (auto it = word.globalMatch(plain); it.hasNext();)
        words.insert(it.next().captured());
    QStringList named;
    std::ranges::copy_if(columns, std::back_inserter(named),
                         [&words](const QString &column) { return words.contains(column); });
    return named;
}

} // namespace gp::rules

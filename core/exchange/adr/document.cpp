// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "core/exchange/adr/document.h"

#include "core/model/id.h"

#include <QDate>
#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace gp::exchange::adr {

namespace {

const QList<std::pair<Dialect, QString>> &dialectNames()
{
    static const QList<std::pair<Dialect, QString>> names{
        {Dialect::Madr2, u"madr2"_s},           {Dialect::Madr3, u"madr3"_s},
        {Dialect::Madr4, u"madr4"_s},           {Dialect::Nygard, u"nygard"_s},
        {Dialect::Log4brains, u"log4brains"_s}, {Dialect::Freeform, u"freeform"_s}};
    return names;
}

QString baseName(const QString &path)
{
    QString name = path.section(u'/', -1);
    while (name.endsWith(".md"_L1, Qt::CaseInsensitive))
        name.chop(3);
    if (name.endsWith(".markdown"_L1, Qt::CaseInsensitive))
        name.chop(9);
    return name;
}

bool isGeneric(const QString &base)
{
    const QString name = base.toLower();
    return name == "readme"_L1 || name == "index"_L1 || name == "_index"_L1;
}

/// 20200924 or 2020-09-24 or 2020-09-xx at the beginning; how much of it is the date.
qsizetype datePrefix(const QString &name, QString &date)
{
    static const QRegularExpression dated(
        u"^((?:19|20)\\d\\d)(?:(\\d\\d)(\\d\\d)|-(\\d\\d)-(\\d\\d|xx))(?=[-_. ]|$)"_s);
    const auto match = dated.match(name);
    if (!match.hasMatch())
        return 0;
    const QString month = match.captured(2) + match.captured(4);
    const QString day = match.captured(3) + match.captured(5);
    const QDate read = QDate::fromString(match.captured(1) + u'-' + month + u'-' + day, Qt::ISODate);
    date = read.isValid() ? read.toString(Qt::ISODate) : QString();
    return match.capturedLength();
}

/// "adr-", "ADR", "ODH-ADR-TEAM-": letters before a number that may be there.
qsizetype teamPrefix(const QString &name)
{
    qsizetype end = 0;
    while (end < name.size() &&
           (name[end].isLetter() || name[end] == u'-' || name[end] == u'_' || name[end] == u' '))
        ++end;
    return name.first(end).contains("adr"_L1, Qt::CaseInsensitive) ? end : 0;
}

} // namespace

QString nameOf(Dialect dialect)
{
    return std::ranges::find(dialectNames(), dialect, &std::pair<Dialect, QString>::first)->second;
}

Dialect dialectOf(const QString &name)
{
    const auto found = std::ranges::find(dialectNames(), name, &std::pair<Dialect, QString>::second);
    return found == dialectNames().end() ? Dialect::Freeform : found->first;
}

bool isMadr(Dialect dialect)
{
    return dialect != Dialect::Nygard && dialect != Dialect::Freeform;
}

FileName readFileName(const QString &path)
{
    QString base = baseName(path);
    // A folder for each decision: its name says which.
    if (isGeneric(base) && path.contains(u'/'))
        base = path.section(u'/', -2, -2);
    FileName read;
    qsizetype end = datePrefix(base, read.date);
    read.isDated = end > 0;
    if (end == 0) {
        qsizetype digits = teamPrefix(base);
        const qsizetype begin = digits;
        while (digits < base.size() && base[digits].unicode() < 0x80 && base[digits].isDigit())
            ++digits;
        const bool isWhole = digits == base.size() || u"-_. "_s.contains(base[digits]);
        if (digits > begin && digits - begin <= 6 && isWhole) {
            read.number = base.sliced(begin, digits - begin).toInt();
            end = digits;
        }
    }
    read.slug = toKey(base.sliced(end));
    if (read.slug.isEmpty())
        read.slug = toKey(base);
    return read;
}

QString whyNoDecision(const QString &path)
{
    const QString file = path.section(u'/', -1);
    if (!file.endsWith(".md"_L1, Qt::CaseInsensitive) && !file.endsWith(".markdown"_L1, Qt::CaseInsensitive))
        return u"not a Markdown file"_s;
    const QString base = baseName(path);
    const QString name = base.toLower();
    if (isGeneric(base)) {
        // The last folder but the imported one itself.
        const bool hasOwnFolder = path.count(u'/') >= 2;
        const FileName folder = hasOwnFolder ? readFileName(path) : FileName();
        if (hasOwnFolder && (folder.number || folder.isDated))
            return {};
        return name == "readme"_L1 ? u"a readme, not a decision"_s : u"an index, not a decision"_s;
    }
    if (name.contains("template"_L1)) {
        // "0012-use-one-template.md" is a decision about one.
        const FileName read = readFileName(path);
        if (!read.number && !read.isDated)
            return u"a template, not a decision"_s;
    }
    static const QStringList others{u"backlog"_s, u"changelog"_s,       u"contributing"_s, u"glossary"_s,
                                    u"license"_s, u"code_of_conduct"_s, u"process"_s,      u"toc"_s};
    return others.contains(name) ? u"not a decision by its name"_s : QString();
}

QString statusOf(const QString &text)
{
    const QString folded = text.toLower();
    static const QRegularExpression partly(u"\\bpart(?:ly|ially)\\s+(?:superseded|superceded|replaced)\\b"_s);
    static const QRegularExpression superseded(u"\\b(?:superseded|superceded|replaced by)\\b"_s);
    if (partly.match(folded).hasMatch())
        return u"accepted"_s;
    if (superseded.match(folded).hasMatch())
        return u"superseded"_s;
    static const QList<std::pair<QString, QRegularExpression>> words{
        {u"deprecated"_s, QRegularExpression(u"\\b(?:deprecated|obsolete|retired)\\b"_s)},
        {u"rejected"_s, QRegularExpression(u"\\b(?:rejected|declined|not accepted|abandoned)\\b"_s)},
        {u"accepted"_s,
         QRegularExpression(u"\\b(?:accepted|approved|adopted|decided|implemented|active)\\b"_s)},
        {u"proposed"_s, QRegularExpression(u"\\b(?:proposed|proposal|pending|in review|rfc)\\b"_s)},
        {u"draft"_s, QRegularExpression(u"\\b(?:draft|wip|work in progress)\\b"_s)}};
    QString status;
    qsizetype first = folded.size();
    for (const auto &[name, expression] : words) {
        const auto match = expression.match(folded);
        if (match.hasMatch() && match.capturedStart() < first) {
            first = match.capturedStart();
            status = name;
        }
    }
    return status;
}

QString dateOf(const QString &text)
{
    static const QRegularExpression yearFirst(u"^\\W?(\\d{4})[-/.](\\d{1,2})[-/.](\\d{1,2})(?!\\d)"_s);
    static const QRegularExpression dayFirst(u"^\\W?(\\d{1,2})[/.](\\d{1,2})[/.](\\d{4})(?!\\d)"_s);
    const QString trimmed = text.trimmed();
    QDate date;
    if (const auto match = yearFirst.match(trimmed); match.hasMatch())
        date = QDate(match.captured(1).toInt(), match.captured(2).toInt(), match.captured(3).toInt());
    else if (const auto other = dayFirst.match(trimmed); other.hasMatch())
        date = QDate(other.captured(3).toInt(), other.captured(2).toInt(), other.captured(1).toInt());
    return date.isValid() ? date.toString(Qt::ISODate) : QString();
}

QString plainText(const QString &markdown)
{
    static const QRegularExpression link(
        u"!?\\[([^\\[\\]]{0,300})\\]\\([^()\\s]{0,600}(?:\\s[^()]{0,200})?\\)"_s);
    static const QRegularExpression strong(u"\\*\\*([^*]{1,300})\\*\\*"_s);
    QString text = markdown;
    text.replace(link, u"\\1"_s);
    text.replace(strong, u"\\1"_s);
    return text.simplified();
}

QString foldedTitle(const QString &title)
{
    QString folded;
    for (const QChar c : plainText(title).toLower()) {
        if (!u"\"'`“”‘’«»*"_s.contains(c))
            folded += c;
    }
    while (folded.endsWith(u'.') || folded.endsWith(u':'))
        folded.chop(1);
    return folded.simplified();
}

} // namespace gp::exchange::adr

// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "core/exchange/adr/text.h"

#include "core/exchange/adr/write.h"

#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace gp::exchange::adr {

namespace {

/// A line as an editor shows it, and as it was written.
struct TextLine
{
    QString shown;
    QString bytes; ///< with its line break
};

QString shownOf(QString line)
{
    return line.replace(QChar::Nbsp, u' ');
}

QList<TextLine> linesOf(const QString &text)
{
    static const QRegularExpression ending(u"\r\n|[\n\r\u2028\u2029]"_s);
    QList<TextLine> lines;
    qsizetype from = 0;
    for (auto it = ending.globalMatch(text); it.hasNext();) {
        const auto match = it.next();
        const QString line = text.sliced(from, match.capturedStart() - from);
        lines.append({shownOf(line), line + match.captured()});
        from = match.capturedEnd();
    }
    const QString rest = text.sliced(from);
    lines.append({shownOf(rest), rest});
    return lines;
}

QString shownText(const QString &text)
{
    QStringList shown;
    for (const TextLine &line : linesOf(text))
        shown.append(line.shown);
    return shown.join(u'\n');
}

/// `typed` with the bytes of those lines at both ends that are as they were.
QString spliced(const QString &before, const QString &typed, const QString &lineBreak)
{
    const QList<TextLine> old = linesOf(before);
    const QStringList now = typed.split(u'\n');
    qsizetype head = 0;
    while (head < old.size() && head < now.size() && old.at(head).shown == now.at(head))
        ++head;
    qsizetype tail = 0;
    while (tail < old.size() - head && tail < now.size() - head &&
           old.at(old.size() - 1 - tail).shown == now.at(now.size() - 1 - tail))
        ++tail;
    QString text;
    for (qsizetype i = 0; i < head; ++i) {
        text += old.at(i).bytes;
        // The last line had no break, and is the last one no more.
        if (i == old.size() - 1 && head < now.size())
            text += lineBreak;
    }
    for (qsizetype i = head; i < now.size() - tail; ++i)
        text += now.at(i) + (i + 1 < now.size() ? lineBreak : QString());
    for (qsizetype i = old.size() - tail; i < old.size(); ++i)
        text += old.at(i).bytes;
    if (tail == 0 && head == now.size() && head < old.size() && text.endsWith(u'\n'))
        text.chop(text.endsWith("\r\n"_L1) ? 2 : 1);
    return text;
}

/// The text in its two parts: what is not shown, and what is.
struct Shown
{
    QString file;
    QString front;
    QString body;
    QString lineBreak;
    bool isNative = false; ///< in no file
};

Shown shownOf(const Record &decision)
{
    const auto base = baseOf(decision);
    Shown shown;
    shown.isNative = !originalOf(decision);
    if (!base) {
        shown.front = writeFrontMatter(decision);
        shown.body = writeBody(decision);
        shown.lineBreak = u"\n"_s;
        return shown;
    }
    const QString text = edit(decision, *base, {}).text;
    const Outline outline(text);
    const qsizetype at = outline.offset(outline.firstWords());
    shown.file = base->file;
    shown.front = text.first(at);
    shown.body = text.sliced(at);
    shown.lineBreak = outline.lineBreak().isEmpty() ? u"\n"_s : outline.lineBreak();
    return shown;
}

QString folded(const QString &title)
{
    return foldedTitle(plainText(title.simplified()));
}

/// Brings what two readings of a text say of the options into the rows that there are.
class OptionMerge
{
public:
    OptionMerge(const QJsonArray &rows, const QList<AdrOption> &before, const QList<AdrOption> &after,
                const QJsonArray &seen)
        : m_rows(rows)
        , m_before(before)
        , m_after(after)
        , m_seen(seen)
    {
    }

    [[nodiscard]] QJsonArray run()
    {
        pair();
        QJsonArray result;
        for (qsizetype i = 0; i < m_after.size(); ++i)
            result.append(m_from.at(i) >= 0 ? changed(m_from.at(i), m_after.at(i)) : added(m_after.at(i)));
        return result;
    }

private:
    /// By title; where as many titles went as came, they were renamed, in their order.
    void pair()
    {
        m_from = QList<qsizetype>(m_after.size(), -1);
        QList<qsizetype> gone;
        for (qsizetype i = 0; i < m_before.size(); ++i) {
            qsizetype at = -1;
            for (qsizetype j = 0; j < m_after.size() && at < 0; ++j) {
                if (m_from.at(j) < 0 && folded(m_after.at(j).title) == folded(m_before.at(i).title))
                    at = j;
            }
            if (at >= 0)
                m_from[at] = i;
            else
                gone.append(i);
        }
        if (gone.size() != m_from.count(-1))
            return;
        for (qsizetype &from : m_from) {
            if (from < 0)
                from = gone.takeFirst();
        }
    }

    [[nodiscard]] static QJsonObject find(const QJsonArray &rows, const QString &title)
    {
        for (const QJsonValue &row : rows) {
            if (folded(row[u"title"_s].toString()) == folded(title))
                return row.toObject();
        }
        return {};
    }

    [[nodiscard]] QJsonObject changed(qsizetype from, const AdrOption &now) const
    {
        QJsonObject row = find(m_rows, m_before.at(from).title);
        const QJsonObject was = rowOf(m_before.at(from));
        const QJsonObject is = rowOf(now);
        for (const QString &column : {u"title"_s, u"description"_s, u"pros"_s, u"cons"_s, u"neutral"_s}) {
            if (was.value(column) == is.value(column))
                continue;
            if (is.contains(column))
                row.insert(column, is.value(column));
            else
                row.remove(column);
        }
        return row;
    }

    [[nodiscard]] QJsonObject added(const AdrOption &option) const
    {
        QJsonObject row = rowOf(option);
        const QJsonObject seen = find(m_seen, option.title);
        for (auto it = seen.constBegin(); it != seen.constEnd(); ++it) {
            if (!isExchangedColumn(it.key()))
                row.insert(it.key(), it.value());
        }
        return row;
    }

    QJsonArray m_rows;
    const QList<AdrOption> &m_before;
    const QList<AdrOption> &m_after;
    QJsonArray m_seen;
    QList<qsizetype> m_from; ///< for each one after: which it was before; -1: none
};

/// Links that a text says newly, or says no more, in the decision's own links.
void mergeLinks(const Model &model, Record &decision, const QString &file, const AdrDocument &before,
                const AdrDocument &after)
{
    const Resolver resolver = resolverFor(model);
    const auto statedIn = [&](const AdrDocument &document) {
        QStringList stated;
        for (const AdrLink &link : document.links) {
            const QString other = link.isInverse ? QString() : resolver.find(link, file);
            if (!other.isEmpty() && other != decision.key)
                stated.append(link.kind + u'\n' + other);
        }
        return stated;
    };
    const QStringList was = statedIn(before);
    const QStringList is = statedIn(after);
    QJsonArray links;
    QStringList has;
    const QJsonArray old = decision.properties.value(u"links"_s).toArray();
    for (const QJsonValue &link : old) {
        const QString name = link[u"kind"_s].toString() + u'\n' + link[u"target"_s].toString();
        if (was.contains(name) && !is.contains(name))
            continue;
        links.append(link);
        has.append(name);
    }
    for (const QString &name : is) {
        if (was.contains(name) || has.contains(name))
            continue;
        has.append(name);
        links.append(
            QJsonObject{{u"kind"_s, name.section(u'\n', 0, 0)}, {u"target"_s, name.section(u'\n', 1)}});
    }
    if (links.isEmpty())
        decision.properties.remove(u"links"_s);
    else
        decision.properties.insert(u"links"_s, links);
}

QHash<QString, int> wordsOf(const QString &text)
{
    static const QRegularExpression word(u"[\\w]+"_s, QRegularExpression::UseUnicodePropertiesOption);
    QHash<QString, int> words;
    for (auto it = word.globalMatch(text); it.hasNext();)
        ++words[it.next().captured()];
    return words;
}

/// The first typed line with a word that `kept` does not have; empty where nothing is lost.
QString lostLine(const QString &typed, const QString &kept)
{
    QHash<QString, int> left = wordsOf(kept);
    for (const QString &line : typed.split(u'\n')) {
        const QHash<QString, int> words = wordsOf(line);
        for (auto it = words.cbegin(); it != words.cend(); ++it) {
            int &rest = left[it.key()];
            rest -= it.value();
            if (rest < 0)
                return line.trimmed();
        }
    }
    return {};
}

/// Without what nobody sees: blanks at the ends of lines, and how many blank lines there are.
QString essence(const QString &text)
{
    QStringList lines;
    for (QString line : text.split(u'\n')) {
        while (!line.isEmpty() && line.back().isSpace())
            line.chop(1);
        if (!line.isEmpty() || (!lines.isEmpty() && !lines.last().isEmpty()))
            lines.append(line);
    }
    while (!lines.isEmpty() && lines.last().isEmpty())
        lines.removeLast();
    return lines.join(u'\n');
}

/// Keeps the body as written where the properties do not say all of it.
void keepBody(Record &decision, const Shown &was, const QString &body, bool isFreeform)
{
    decision.properties.remove(u"source_edited"_s);
    if (was.isNative) {
        if (!isFreeform && essence(writeBody(decision)) != essence(body))
            decision.properties.insert(u"source_edited"_s, body);
        return;
    }
    const QString text = edit(decision, *originalOf(decision), {}).text;
    const Outline outline(text);
    if (QStringView(text).sliced(outline.offset(outline.firstWords())) != body)
        decision.properties.insert(u"source_edited"_s, body);
}

} // namespace

QString editableText(const Record &decision)
{
    return shownText(shownOf(decision).body);
}

QString exportedText(const Model &model, const Record &decision)
{
    return current(LinkBook(model), decision).text;
}

Result<Record> withText(const Model &model, const Record &decision, const QString &text,
                        const QJsonArray &optionsSeen)
{
    const Shown was = shownOf(decision);
    if (text == shownText(was.body))
        return decision;
    const QString body = spliced(was.body, text, was.lineBreak);
    const Parsed before = parse(was.front + was.body, was.file);
    const Parsed after = parse(was.front + body, was.file);
    const bool hadTitle = before.layout.title.isThere();
    if ((hadTitle || was.isNative) && (!after.layout.title.isThere() || after.document.title.isEmpty()))
        return fail(ErrorCode::Refused, u"A decision needs a title: a first line that begins with '# '."_s);
    const QJsonObject said = propertiesOf(after.document);
    const QStringList changed = differences(propertiesOf(before.document), said);
    if (changed.contains(u"status"_s))
        return fail(
            ErrorCode::Refused,
            u"The status is changed by its steps (Propose, Accept …), not in the text; it is '%1'."_s.arg(
                decision.properties.value(u"status"_s).toString()));
    Record edited = decision;
    for (const QString &name : changed) {
        if (name == "number"_L1)
            continue; // a file keeps its number, and others get theirs by a step
        if (name == "options"_L1) {
            const QJsonArray rows = OptionMerge(decision.properties.value(name).toArray(),
                                                before.document.options, after.document.options, optionsSeen)
                                        .run();
            if (rows.isEmpty())
                edited.properties.remove(name);
            else
                edited.properties.insert(name, rows);
        } else if (said.contains(name)) {
            edited.properties.insert(name, said.value(name));
        } else {
            edited.properties.remove(name);
        }
    }
    mergeLinks(model, edited, was.file, before.document, after.document);
    keepBody(edited, was, body, after.document.dialect == Dialect::Freeform);
    if (const QString lost = lostLine(text, editableText(edited)); !lost.isEmpty())
        return fail(ErrorCode::Refused,
                    u"This would be lost, as no part of a decision holds it: '%1'"_s.arg(lost.left(120)));
    return edited;
}

} // namespace gp::exchange::adr

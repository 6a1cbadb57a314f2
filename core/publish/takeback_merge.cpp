// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "core/publish/takeback_merge.h"

#include "core/documents/line_diff.h"
#include "core/publish/takeback_names.h"

#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace gp::publish {

namespace {

using Kind = PageBlock::Kind;
using documents::DiffLine;

QString keyOf(const PageBlock &block)
{
    return u"%1 %2 %3"_s.arg(int(block.kind)).arg(block.level).arg(block.text);
}

QStringList keysOf(const QList<PageBlock> &blocks)
{
    QStringList keys;
    for (const PageBlock &block : blocks)
        keys.append(keyOf(block));
    return keys;
}

/// Parts of a text with blank lines between them; a block of code is in one.
QStringList chunksOf(const QString &markdown)
{
    static const QRegularExpression mark(u"^\\s*(```+|~~~+)"_s);
    QStringList chunks;
    QStringList lines;
    QString fence;
    const auto end = [&] {
        if (!lines.isEmpty())
            chunks.append(lines.join(u'\n'));
        lines.clear();
    };
    for (const QString &line : markdown.split(u'\n')) {
        const QString found = mark.match(line).captured(1);
        if (fence.isEmpty())
            fence = found;
        else if (found.startsWith(fence))
            fence.clear();
        if (line.trimmed().isEmpty() && fence.isEmpty())
            end();
        else
            lines.append(line);
    }
    end();
    return chunks;
}

bool isWithin(const QString &words, const QString &all)
{
    return words.isEmpty() || QString(u' ' + all + u' ').contains(QString(u' ' + words + u' '));
}

bool isBegun(const QString &words, const QString &all)
{
    return QString(all + u' ').startsWith(QString(words + u' '));
}

/// Whether one block may be the other after somebody worked on it.
bool isLike(const QString &words, const QString &others)
{
    const QStringList a = words.split(u' ', Qt::SkipEmptyParts);
    const QStringList b = others.split(u' ', Qt::SkipEmptyParts);
    const QSet<QString> known(b.cbegin(), b.cend());
    const auto common = std::ranges::count_if(a, [&](const QString &word) { return known.contains(word); });
    return !a.isEmpty() && 2 * common >= a.size();
}

int smallestHeading(const QString &markdown)
{
    static const QRegularExpression heading(u"^ {0,3}(#{1,6})\\s"_s, QRegularExpression::MultilineOption);
    int smallest = 0;
    for (auto it = heading.globalMatch(markdown); it.hasNext();) {
        const int level = int(it.next().capturedLength(1));
        smallest = smallest == 0 ? level : std::min(smallest, level);
    }
    return smallest;
}

} // namespace

QString beginningOf(const PageBlock &block)
{
    constexpr qsizetype most = 60;
    const QString line = block.text.section(u'\n', 0, 0).simplified();
    return line.size() > most ? QString(line.first(most).trimmed() + u'…') : line;
}

QString Merger::wordsOf(const QString &markdown) const
{
    return plainWords(m_model, markdown);
}

/// Both sides are read on until they have the same words; where they never have, the part has no place.
QList<Merger::Piece> Merger::piecesOf(const QString &source, const QList<PageBlock> &ours) const
{
    const QStringList chunks = chunksOf(source);
    QStringList blockWords;
    for (const PageBlock &block : ours)
        blockWords.append(wordsOf(block.text));
    QList<Piece> pieces;
    qsizetype from = 0;
    for (qsizetype i = 0; i < chunks.size();) {
        qsizetype chunkEnd = i;
        bool isFound = false;
        for (qsizetype start = from; start < ours.size() && !isFound; ++start) {
            if (blockWords.at(start).isEmpty() && ours.at(start).kind != Kind::Rule)
                continue;
            chunkEnd = i + 1;
            qsizetype blockEnd = start + 1;
            QString chunk = wordsOf(chunks.at(i));
            QString block = blockWords.at(start);
            while (chunk != block) {
                if (isBegun(block, chunk) && blockEnd < ours.size())
                    block += QString(u' ' + blockWords.at(blockEnd++));
                else if (isBegun(chunk, block) && chunkEnd < chunks.size())
                    chunk += QString(u' ' + wordsOf(chunks.at(chunkEnd++)));
                else
                    break;
                block = block.trimmed();
                chunk = chunk.trimmed();
            }
            isFound = chunk == block;
            if (isFound) {
                pieces.append({chunks.sliced(i, chunkEnd - i).join(u"\n\n"_s), start, blockEnd - start});
                from = blockEnd;
            }
        }
        i = isFound ? chunkEnd : i + 1;
    }
    return pieces;
}

QList<bool> Merger::ownOf(const QString &source, const QList<Piece> &pieces,
                          const QList<PageBlock> &ours) const
{
    QList<bool> isOwn(ours.size(), false);
    for (const Piece &piece : pieces) {
        for (qsizetype i = 0; i < piece.count; ++i)
            isOwn[piece.first + i] = true;
    }
    const QString all = wordsOf(source);
    for (qsizetype i = 0; i < ours.size(); ++i)
        isOwn[i] = isOwn.at(i) || (!all.isEmpty() && isWithin(wordsOf(ours.at(i).text), all));
    return isOwn;
}

QList<Merger::Taken> Merger::takenOf(const QString &section, const QList<PageBlock> &ours,
                                     const QList<PageBlock> &theirs, const QList<bool> &isOwn)
{
    const auto compared = documents::lineDiff(keysOf(ours), keysOf(theirs));
    QList<Taken> taken;
    qsizetype our = 0;
    qsizetype their = 0;
    QList<qsizetype> computed; // of ours that are not there in this gap
    QList<qsizetype> added;
    const auto endGap = [&] {
        for (const qsizetype gone : std::as_const(computed)) {
            const QString words = wordsOf(ours.at(gone).text);
            // What became of it stands near; a page of thousands of new lines is not searched for it.
            constexpr qsizetype near = 50;
            const auto until = added.begin() + std::min(near, added.size());
            auto like = std::find_if(added.begin(), until, [&](qsizetype at) {
                return theirs.at(at).kind == ours.at(gone).kind && isLike(words, wordsOf(theirs.at(at).text));
            });
            if (like == until)
                like = added.end();
            // The same words in another form are an editor's doing.
            if (like != added.end() && wordsOf(theirs.at(*like).text) == words) {
                added.erase(like);
                continue;
            }
            m_told.append(u"'%1' is made from the model and was not taken: %2 (%3)."_s.arg(
                beginningOf(ours.at(gone)),
                like == added.end() ? u"it was taken away there, and comes back"_s
                                    : u"what it says is changed in the model"_s,
                section));
            if (like != added.end())
                added.erase(like);
        }
        for (const qsizetype at : std::as_const(added))
            taken.append({at, -1});
        computed.clear();
        added.clear();
    };
    for (const DiffLine &line : compared) {
        if (line.kind == DiffLine::Removed) {
            if (!isOwn.at(our))
                computed.append(our);
            ++our;
        } else if (line.kind == DiffLine::Added) {
            added.append(their++);
        } else {
            endGap();
            if (isOwn.at(our))
                taken.append({their, our});
            ++our;
            ++their;
        }
    }
    endGap();
    return taken;
}

QString Merger::joined(const QList<Piece> &pieces, const QList<Taken> &taken, const QList<PageBlock> &theirs,
                       const QString &source, int level)
{
    static const QRegularExpression bulletLine(u"^ {0,3}([-*+]) "_s, QRegularExpression::MultilineOption);
    const auto usual = bulletLine.match(source);
    const QChar bullet = usual.hasMatch() ? usual.captured(1).at(0) : u'*';
    const int smallest = smallestHeading(source);
    const int shift = smallest > 0 ? std::max(0, level + 1 - smallest) : 0;

    struct Out
    {
        QString text;
        bool beginsItem = false;
        bool endsItem = false;
    };
    QList<Out> outs;
    for (qsizetype i = 0; i < taken.size();) {
        const qsizetype our = taken.at(i).ours;
        const auto piece = std::ranges::find(pieces, our, &Piece::first);
        bool isWhole = our >= 0 && piece != pieces.end() && i + piece->count <= taken.size();
        for (qsizetype j = 0; isWhole && j < piece->count; ++j)
            isWhole = taken.at(i + j).ours == our + j;
        if (isWhole) {
            outs.append({piece->text, theirs.at(taken.at(i).theirs).kind == Kind::Item,
                         theirs.at(taken.at(i + piece->count - 1).theirs).kind == Kind::Item});
            i += piece->count;
            continue;
        }
        PageBlock block = theirs.at(taken.at(i).theirs);
        if (block.kind == Kind::Heading)
            block.level = std::max(1, block.level - shift);
        if (block.kind != Kind::Code)
            block.text = restored(block.text, source);
        outs.append({markdownOf({block}, bullet), block.kind == Kind::Item, block.kind == Kind::Item});
        ++i;
    }
    static const QRegularExpression lastNumber(
        u"(?:^|\\n) {0,3}([0-9]{1,8})[.)] [^\\n]*(?:\\n +[^\\n]*)*$"_s);
    QString text;
    for (qsizetype i = 0; i < outs.size(); ++i) {
        const bool goesOn = i > 0 && outs.at(i).beginsItem && outs.at(i - 1).endsItem;
        QString part = outs.at(i).text;
        if (goesOn && part.startsWith("1. "_L1)) {
            if (const auto match = lastNumber.match(text); match.hasMatch())
                part.replace(0, 1, QString::number(match.captured(1).toInt() + 1));
        }
        text += (i == 0 ? QString() : goesOn ? u"\n"_s : u"\n\n"_s) + part;
    }
    return text;
}

MergedText Merger::text(const QString &section, int level, const QString &source,
                        const QList<PageBlock> &ours, const QList<PageBlock> &theirs)
{
    const QList<Piece> pieces = piecesOf(source, ours);
    const QList<bool> isOwn = ownOf(source, pieces, ours);
    const QList<Taken> taken = takenOf(section, ours, theirs, isOwn);
    MergedText merged;
    QList<PageBlock> before;
    for (qsizetype i = 0; i < ours.size(); ++i) {
        if (isOwn.at(i))
            before.append(ours.at(i));
    }
    QList<PageBlock> after;
    for (const Taken &each : taken)
        after.append(theirs.at(each.theirs));
    merged.isChanged = keysOf(before) != keysOf(after);
    if (!merged.isChanged)
        return merged;
    merged.ours = markdownOf(before);
    merged.theirs = markdownOf(after);
    merged.value = joined(pieces, taken, theirs, source, level);
    return merged;
}

MergedList Merger::list(const QString &section, const QStringList &items, const QStringList &prefixes,
                        const QList<PageBlock> &ours, const QList<PageBlock> &theirs)
{
    QList<qsizetype> sourceOf(ours.size(), -1);
    MergedList merged;
    qsizetype from = 0;
    for (qsizetype i = 0; i < items.size(); ++i) {
        const QString words =
            wordsOf(prefixes.isEmpty() ? items.at(i) : QString(prefixes.at(i) + items.at(i)));
        for (qsizetype at = from; at < ours.size(); ++at) {
            if (wordsOf(ours.at(at).text) != words)
                continue;
            sourceOf[at] = i;
            merged.ours.append(ours.at(at).text);
            from = at + 1;
            break;
        }
    }
    QList<bool> isOwn;
    for (const qsizetype source : std::as_const(sourceOf))
        isOwn.append(source >= 0);
    QList<bool> isThere(items.size(), false);
    const QList<Taken> taken = takenOf(section, ours, theirs, isOwn);
    for (const Taken &each : taken) {
        MergedItem item;
        item.block = theirs.at(each.theirs);
        if (each.ours >= 0) {
            item.source = sourceOf.at(each.ours);
            item.value = items.at(item.source);
            isThere[item.source] = true;
        } else {
            item.value = item.block.kind == Kind::Code
                             ? item.block.text
                             : restored(item.block.text, items.join(u'\n')).simplified();
        }
        merged.items.append(item);
    }
    for (qsizetype i = 0; i < items.size(); ++i) {
        if (!isThere.at(i) && sourceOf.contains(i))
            merged.gone.append(i);
    }
    merged.isChanged = !merged.gone.isEmpty();
    qsizetype last = -1;
    for (const MergedItem &item : std::as_const(merged.items)) {
        merged.isChanged = merged.isChanged || item.source <= last;
        last = item.source;
    }
    return merged;
}

void Merger::tellOnly(const QString &section, const QList<PageBlock> &ours, const QList<PageBlock> &theirs)
{
    const auto added = takenOf(section, ours, theirs, QList<bool>(ours.size(), false));
    for (const Taken &each : added)
        m_told.append(u"'%1' has no place in a decision and was not taken (%2)."_s.arg(
            beginningOf(theirs.at(each.theirs)), section));
}

QString Merger::restored(const QString &markdown, const QString &source)
{
    return withReferences(m_model, markdown, source, m_pages, m_told);
}

} // namespace gp::publish

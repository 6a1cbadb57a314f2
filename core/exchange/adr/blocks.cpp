// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "core/exchange/adr/layout.h"

#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace gp::exchange::adr {

namespace {

/// Length of a bullet with the blanks after it; 0 = no bullet.
qsizetype bulletOf(QStringView line)
{
    static const QRegularExpression bullet(u"^ {0,3}(?:[*+-]|\\d{1,9}[.)])\\s{1,4}(?=\\S)"_s);
    return bullet.matchView(line).capturedLength();
}

} // namespace

QList<Block> blocksIn(const Outline &outline, int from, int to)
{
    QList<Block> blocks;
    for (int i = from; i < to;) {
        const bool isHeading = outline.lines().at(i).isPlain && outline.line(i).startsWith(u'#');
        if (outline.isBlank(i) || outline.lines().at(i).isComment || isHeading || outline.isRule(i)) {
            ++i;
            continue;
        }
        Block block;
        block.firstLine = i;
        const qsizetype bullet = outline.lines().at(i).isPlain ? bulletOf(outline.line(i)) : 0;
        block.isBullet = bullet > 0;
        bool keepsLines = !outline.lines().at(i).isPlain;
        QStringList lines{outline.line(i).sliced(bullet).trimmed().toString()};
        int last = i;
        for (int j = i + 1; j < to; ++j) {
            const Line &line = outline.lines().at(j);
            const QStringView text = outline.line(j);
            if (line.isFenced) {
                keepsLines = true;
            } else if (line.isComment) {
                break;
            } else if (text.trimmed().isEmpty()) {
                // A bullet goes on after a blank line where the next one is indented.
                const bool goesOn = block.isBullet && j + 1 < to && outline.line(j + 1).startsWith("  "_L1) &&
                                    !outline.isBlank(j + 1);
                if (!goesOn)
                    break;
                continue;
            } else if (bulletOf(text) > 0 && !(block.isBullet && text.startsWith("  "_L1))) {
                break;
            } else if (outline.isRule(j) || (line.isPlain && text.startsWith(u'#'))) {
                break;
            }
            keepsLines = keepsLines || text.trimmed().startsWith(u'|');
            lines.append(text.trimmed().toString());
            last = j;
        }
        // A fence has blank lines within; they are a part of it.
        block.endLine = last + 1;
        block.text = {outline.lines().at(i).begin + bullet, outline.lines().at(last).end};
        block.lead = outline.line(i).first(bullet).toString();
        block.value = lines.join(keepsLines ? u'\n' : u' ').trimmed();
        // A remark of the template's is none of the text's.
        if (const qsizetype comment = block.value.indexOf("<!--"_L1);
            comment > 0 && last == i && block.value.endsWith("-->"_L1)) {
            block.value = block.value.first(comment).trimmed();
            block.text.end = outline.text().indexOf("<!--"_L1, block.text.begin);
        }
        while (block.text.end > block.text.begin && outline.text()[block.text.end - 1].isSpace())
            --block.text.end;
        blocks.append(block);
        i = block.endLine;
    }
    return blocks;
}

void judge(Block &block, const Outline &outline)
{
    static const QRegularExpression judgement(
        u"^(?:\\*\\*)?(good|bad|neutral)(?:\\*\\*)?(?:\\s{0,2},?\\s{0,2}because\\b[\\s:,]{0,4}|\\s{0,2}:\\s{1,4})"_s,
        QRegularExpression::CaseInsensitiveOption);
    const QStringView text =
        QStringView(outline.text()).sliced(block.text.begin, block.text.end - block.text.begin);
    const auto match = judgement.matchView(text);
    if (!match.hasMatch() || match.capturedEnd() >= block.value.size())
        return;
    const QString word = match.captured(1).toLower();
    block.judgement = word == "good"_L1  ? Judgement::Good
                      : word == "bad"_L1 ? Judgement::Bad
                                         : Judgement::Neutral;
    block.lead += match.captured(0);
    block.text.begin += match.capturedLength();
    block.value = block.value.sliced(match.capturedLength()).trimmed();
}

} // namespace gp::exchange::adr

// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "core/publish/takeback_sections.h"

#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace gp::publish {

namespace {

QString folded(const QString &heading)
{
    static const QRegularExpression other(u"[^\\p{L}\\p{N}]+"_s);
    QString text = heading.toCaseFolded();
    return text.replace(other, u" "_s).trimmed();
}

/// Headings as our template writes them, and as those of others do.
Section sectionFor(const QString &heading)
{
    static const QHash<QString, Section> known{{u"context and problem statement"_s, Section::Context},
                                               {u"context"_s, Section::Context},
                                               {u"problem statement"_s, Section::Context},
                                               {u"open questions"_s, Section::Questions},
                                               {u"decision drivers"_s, Section::Drivers},
                                               {u"drivers"_s, Section::Drivers},
                                               {u"considered options"_s, Section::Options},
                                               {u"options"_s, Section::Options},
                                               {u"decision outcome"_s, Section::Outcome},
                                               {u"decision"_s, Section::Outcome},
                                               {u"outcome"_s, Section::Outcome},
                                               {u"consequences"_s, Section::Consequences},
                                               {u"confirmation"_s, Section::Confirmation},
                                               {u"validation"_s, Section::Confirmation},
                                               {u"pros and cons of the options"_s, Section::Details},
                                               {u"pros and cons"_s, Section::Details},
                                               {u"more information"_s, Section::More},
                                               {u"notes"_s, Section::More}};
    return known.value(folded(heading), Section::Other);
}

} // namespace

PageSections sectionsOf(const QList<PageBlock> &blocks)
{
    PageSections page;
    Section now = Section::Top;
    int level = 0;
    QString other;
    page.headings.insert(Section::Top, u"the lines above the first heading"_s);
    for (const PageBlock &block : blocks) {
        if (block.kind == PageBlock::Heading) {
            const Section found = sectionFor(block.text);
            const bool isBelow = level > 0 && block.level > level;
            const bool begins = now == Section::Details   ? !isBelow
                                : found != Section::Other ? block.level <= 3
                                                          : !isBelow;
            if (begins) {
                now = found;
                level = block.level;
                if (now == Section::Other) {
                    other = block.text;
                    if (!page.others.contains(other))
                        page.order.append(other);
                    page.others[other]; // also where nothing is below it
                } else if (!page.headings.contains(now)) {
                    page.headings.insert(now, block.text);
                }
                if (now == Section::Details)
                    page.optionLevel = level + 1;
                continue;
            }
        }
        if (now == Section::Other)
            page.others[other].append(block);
        else
            page.blocks[now].append(block);
    }
    return page;
}

QList<OptionText> optionsOf(const PageSections &page)
{
    QList<OptionText> options;
    for (const PageBlock &block : page.blocks.value(Section::Details)) {
        if (block.kind == PageBlock::Heading && block.level <= page.optionLevel)
            options.append({block.text, {}});
        else if (!options.isEmpty())
            options.last().blocks.append(block);
    }
    return options;
}

Judged judged(const QString &item)
{
    static const QRegularExpression words(
        u"^(?:\\*\\*)?(good|bad|neutral)(?:\\*\\*)?(?:\\s*[,:–-]\\s*(?:because\\b[\\s,:]*)?|\\s+because\\b[\\s,:]*)"_s,
        QRegularExpression::CaseInsensitiveOption);
    const auto match = words.match(item);
    if (!match.hasMatch())
        return {Judgement::None, item};
    const QString verdict = match.captured(1).toLower();
    return {verdict == "good"_L1  ? Judgement::Good
            : verdict == "bad"_L1 ? Judgement::Bad
                                  : Judgement::Neutral,
            item.sliced(match.capturedEnd()).trimmed()};
}

std::optional<ChosenSentence> choiceIn(const PageBlock &block)
{
    static const QRegularExpression sentence(
        u"^(?:\\*\\*)?(?:chosen|proposed) option(?:\\*\\*)?:(?:\\*\\*)?\\s*[\"“'‘](.+?)[\"”'’](?=[,.;:\\s]|$)[,.;:]?\\s*(.*)$"_s,
        QRegularExpression::CaseInsensitiveOption | QRegularExpression::DotMatchesEverythingOption);
    if (block.kind != PageBlock::Paragraph)
        return {};
    const auto match = sentence.match(block.text);
    if (!match.hasMatch())
        return {};
    return ChosenSentence{match.captured(1).trimmed(), match.captured(2).trimmed()};
}

} // namespace gp::publish

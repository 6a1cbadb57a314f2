// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "core/exchange/adr/editor.h"

#include <QJsonArray>

using namespace Qt::StringLiterals;

namespace gp::exchange::adr {

namespace {

QString wordOf(Judgement judgement)
{
    switch (judgement) {
    case Judgement::Good:
        return u"Good, because "_s;
    case Judgement::Bad:
        return u"Bad, because "_s;
    case Judgement::Neutral:
        return u"Neutral, because "_s;
    case Judgement::None:
        break;
    }
    return {};
}

/// How much of two lists is equal at their beginning and at their end.
struct Common
{
    qsizetype prefix = 0;
    qsizetype suffix = 0;
};

Common commonOf(const QStringList &a, const QStringList &b)
{
    Common common;
    const qsizetype most = std::min(a.size(), b.size());
    while (common.prefix < most && a[common.prefix] == b[common.prefix])
        ++common.prefix;
    while (common.suffix < most - common.prefix &&
           a[a.size() - 1 - common.suffix] == b[b.size() - 1 - common.suffix])
        ++common.suffix;
    return common;
}

QList<AdrOption> optionsOf(const QJsonValue &value)
{
    QList<AdrOption> options;
    const QJsonArray rows = value.toArray();
    for (const QJsonValue &row : rows)
        options.append(optionOf(row.toObject()));
    return options;
}

} // namespace

/// The mark that this file's bullets have, with a blank.
QString Editor::bullet() const
{
    for (const QList<Block> *blocks : {&m_layout.options, &m_layout.consequences, &m_layout.drivers}) {
        for (const Block &block : *blocks) {
            if (block.isBullet && u"*-+"_s.contains(block.lead.trimmed().front()))
                return block.lead.trimmed().front() + u" "_s;
        }
    }
    const bool isDash = m_document.dialect == Dialect::Log4brains;
    return isDash ? u"- "_s : u"* "_s;
}

/// Further lines are indented below the first one, or they would end the item.
QString Editor::itemText(const QString &lead, const QString &value) const
{
    QString text = value.trimmed();
    const bool isBullet = !lead.isEmpty();
    if (isBullet)
        text.replace("\n\n"_L1, "\n"_L1);
    return lead + text.replace(u'\n', m_break + (isBullet ? u"  "_s : QString()));
}

/// Writes a list whose equal beginning and end stay; what is between is replaced one by one.
void Editor::items(const ListPlace &place)
{
    QStringList before;
    for (const Block &block : place.old)
        before.append(block.value.trimmed());
    const Common common = commonOf(before, place.now);
    const qsizetype oldCount = before.size() - common.prefix - common.suffix;
    const qsizetype newCount = place.now.size() - common.prefix - common.suffix;
    const qsizetype pairs = std::min(oldCount, newCount);
    for (qsizetype i = 0; i < pairs; ++i) {
        const Block &block = place.old.at(common.prefix + i);
        QString text = itemText({}, place.now.at(common.prefix + i));
        if (block.isBullet)
            text.replace(m_break, QString(m_break + u"  "_s));
        replace(block.text, text, place.what);
    }
    for (qsizetype i = pairs; i < oldCount; ++i) {
        const Block &block = place.old.at(common.prefix + i);
        removeLines(block.firstLine, block.endLine, place.what);
    }
    if (newCount == pairs)
        return;
    const qsizetype anchor = common.prefix + pairs - 1;
    const Block *neighbour = anchor >= 0            ? &place.old.at(anchor)
                             : !place.old.isEmpty() ? &place.old.first()
                                                    : nullptr;
    const bool isParagraph = neighbour && !neighbour->isBullet;
    const QString lead = neighbour ? neighbour->lead : place.lead;
    const int line = anchor >= 0 ? place.old.at(anchor).endLine
                     : neighbour ? neighbour->firstLine
                                 : place.emptyLine;
    QString text;
    for (qsizetype i = pairs; i < newCount; ++i) {
        const QString item = itemText(lead, place.now.at(common.prefix + i)) + m_break;
        if (isParagraph)
            text += anchor >= 0 ? QString(m_break + item) : QString(item + m_break);
        else
            text += item;
    }
    // A first item stands apart from the heading above it.
    if (!neighbour && !place.isAfterItems && line > 0 && !m_outline.isBlank(line - 1))
        text.prepend(m_break);
    insertAt(line, text, place.what);
}

void Editor::drivers()
{
    if (!isChanged(u"drivers"_s))
        return;
    const QStringList now = list(u"drivers"_s);
    const Section *section = m_layout.section(Part::Drivers);
    if (section && now.isEmpty()) {
        removeSection(Part::Drivers);
    } else if (section) {
        items({m_layout.drivers, now, section->bodyLine, bullet(), u"drivers"_s});
    } else {
        QStringList lines;
        for (const QString &driver : now)
            lines.append(itemText(bullet(), driver));
        addSection(Part::Drivers, lines.join(m_break), m_break);
    }
}

void Editor::consequences()
{
    consequencesOf(Judgement::Good, u"good_consequences"_s);
    consequencesOf(Judgement::Bad, u"bad_consequences"_s);
    consequencesOf(Judgement::Neutral, u"neutral_consequences"_s);
}

void Editor::consequencesOf(Judgement judgement, const QString &property)
{
    if (!isChanged(property))
        return;
    const bool isNeutral = judgement == Judgement::Neutral;
    ListPlace place;
    place.now = list(property);
    place.what = property;
    for (const Block &block : m_layout.consequences) {
        if (block.judgement == judgement || (isNeutral && block.judgement == Judgement::None))
            place.old.append(block);
    }
    // Older dialects have a section for each judgement, and no words for it in the items.
    const bool isOld = m_document.dialect == Dialect::Madr2 || m_document.dialect == Dialect::Log4brains;
    const Part own = judgement == Judgement::Good  ? Part::Good
                     : judgement == Judgement::Bad ? Part::Bad
                                                   : Part::Consequences;
    const bool isShared = m_layout.parts.contains(Part::Consequences);
    const Part part = m_layout.parts.contains(own) || (isOld && !isShared) ? own : Part::Consequences;
    place.lead = bullet() + (part == Part::Consequences ? wordOf(judgement) : QString());
    if (const Section *section = m_layout.section(part)) {
        place.emptyLine = section->bodyLine;
        for (qsizetype i = 0; i < m_layout.consequences.size(); ++i) {
            if (m_layout.consequenceParts.at(i) != m_layout.parts.value(part))
                continue;
            place.emptyLine = m_layout.consequences.at(i).endLine;
            place.isAfterItems = m_layout.consequences.at(i).isBullet;
        }
        items(place);
    } else if (!place.old.isEmpty()) {
        items(place);
    } else {
        QStringList lines;
        for (const QString &item : std::as_const(place.now))
            lines.append(itemText(place.lead, item));
        addSection(part, lines.join(m_break), m_break);
    }
}

void Editor::options()
{
    if (!isChanged(u"options"_s))
        return;
    const QList<AdrOption> now = optionsOf(m_decision.properties.value(u"options"_s));
    optionTitles(now);
    optionDetails(now);
}

/// The bullets under "Considered Options".
void Editor::optionTitles(const QList<AdrOption> &now)
{
    ListPlace place;
    for (const AdrOption &option : now)
        place.now.append(option.title.simplified());
    for (qsizetype i = 0; i < m_layout.options.size(); ++i) {
        Block block = m_layout.options.at(i);
        // Only the first line is the title; what is nested below it stays.
        block.text.end = std::min(block.text.end, m_outline.lines().at(block.firstLine).end);
        block.value = m_document.options.at(i).title;
        place.old.append(block);
    }
    // Options that only "Pros and Cons" knows are not added to the list.
    QSet<QString> unlisted;
    for (qsizetype i = m_layout.options.size(); !place.old.isEmpty() && i < m_document.options.size(); ++i)
        unlisted.insert(m_document.options.at(i).title);
    place.now.removeIf([&](const QString &title) { return unlisted.contains(title); });
    place.what = u"options"_s;
    place.lead = bullet();
    const Section *section = m_layout.section(Part::Options);
    const bool areDetailsEnough = place.old.isEmpty() && m_layout.parts.contains(Part::Details);
    if (section) {
        place.emptyLine = section->bodyLine;
        items(place);
    } else if (!areDetailsEnough && !place.now.isEmpty()) {
        QStringList lines;
        for (const QString &title : std::as_const(place.now))
            lines.append(itemText(place.lead, title));
        addSection(Part::Options, lines.join(m_break), m_break);
    }
}

/// The sections under "Pros and Cons of the Options". Options are the same by title, and where their number
/// is unchanged, by place: that is a renaming.
void Editor::optionDetails(const QList<AdrOption> &now)
{
    const QList<AdrOption> &before = m_document.options;
    QHash<QString, qsizetype> byTitle;
    for (qsizetype i = 0; i < before.size(); ++i)
        byTitle.insert(before.at(i).title, i);
    QSet<QString> kept;
    QSet<QString> titles;
    for (const AdrOption &option : now)
        titles.insert(option.title);
    QString added;
    for (qsizetype i = 0; i < now.size(); ++i) {
        const AdrOption &option = now.at(i);
        qsizetype at = byTitle.value(option.title, -1);
        const bool isRenamed = at < 0 && before.size() == now.size() && !titles.contains(before.at(i).title);
        if (isRenamed)
            at = i;
        const AdrOption *old = at >= 0 ? &before.at(at) : nullptr;
        const auto place = old ? m_layout.details.constFind(old->title) : m_layout.details.constEnd();
        if (old)
            kept.insert(old->title);
        if (place != m_layout.details.constEnd()) {
            if (isRenamed)
                replace(m_outline.sections().at(place->section).text, option.title.simplified(),
                        u"options"_s);
            detail(option, old, &*place);
            continue;
        }
        const bool isBare = option.description.isEmpty() && option.pros.isEmpty() && option.cons.isEmpty() &&
                            option.neutral.isEmpty();
        if (isBare)
            continue;
        QString text = u"### "_s + option.title.simplified() + m_break + m_break;
        if (!option.description.isEmpty())
            text += inFile(option.description) + m_break + m_break;
        const auto reasons = [&](const QStringList &list, Judgement judgement) {
            for (const QString &reason : list)
                text += itemText(bullet() + wordOf(judgement), reason) + m_break;
        };
        reasons(option.pros, Judgement::Good);
        reasons(option.neutral, Judgement::Neutral);
        reasons(option.cons, Judgement::Bad);
        added += (added.isEmpty() ? QString() : m_break) + text;
    }
    for (auto it = m_layout.details.cbegin(); it != m_layout.details.cend(); ++it) {
        const Section &section = m_outline.sections().at(it->section);
        if (!kept.contains(it.key()))
            removeLines(section.headLine, section.end, u"options"_s);
    }
    if (added.isEmpty())
        return;
    if (const Section *section = m_layout.section(Part::Details)) {
        int line = section->end;
        while (line > section->bodyLine && m_outline.isBlank(line - 1))
            --line;
        insertAt(line, m_break + added, u"options"_s);
    } else {
        addSection(Part::Details, added.trimmed(), m_break + m_break);
    }
}

void Editor::detail(const AdrOption &option, const AdrOption *before, const DetailPlace *place)
{
    if (option.description != before->description) {
        const QString now = inFile(option.description);
        const int line = m_outline.sections().at(place->section).bodyLine;
        if (place->description.isThere())
            replace(place->description, now, u"options"_s);
        else
            insertAt(line, m_break + now + m_break, u"options"_s);
    }
    const auto reasons = [&](Judgement judgement, const QStringList &was, const QStringList &now) {
        if (was == now)
            return;
        ListPlace list;
        for (const Block &block : place->reasons) {
            if (block.judgement == judgement)
                list.old.append(block);
        }
        list.now = now;
        list.emptyLine = place->reasons.isEmpty() ? place->descriptionEnd : place->reasons.last().endLine;
        while (list.emptyLine > 0 && place->reasons.isEmpty() && m_outline.isBlank(list.emptyLine - 1))
            --list.emptyLine;
        list.lead = bullet() + wordOf(judgement);
        list.what = u"options"_s;
        list.isAfterItems = !place->reasons.isEmpty();
        items(list);
    };
    reasons(Judgement::Good, before->pros, option.pros);
    reasons(Judgement::Neutral, before->neutral, option.neutral);
    reasons(Judgement::Bad, before->cons, option.cons);
}

} // namespace gp::exchange::adr

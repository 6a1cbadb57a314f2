// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "core/exchange/adr/layout.h"
#include "core/exchange/adr/references.h"

#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace gp::exchange::adr {

namespace {

/// A line that only says how this decision stands to another: "* Supersedes [ADR-0001](0001-x.md)".
bool isLinkStatement(const Outline &outline, int index)
{
    if (!outline.lines().at(index).isPlain)
        return false;
    QStringView line = outline.line(index).trimmed();
    while (line.endsWith(u'.'))
        line.chop(1);
    const QList<AdrLink> links = linksIn(line, index, false);
    return !links.isEmpty() && std::ranges::none_of(links, &AdrLink::isMention) &&
           (line.endsWith(u')') || line.endsWith(links.last().label));
}

class BodyReader
{
public:
    explicit BodyReader(Parsed &parsed)
        : m_document(parsed.document)
        , m_layout(parsed.layout)
        , m_outline(parsed.layout.outline)
    {
    }

    void read();

private:
    void text(Part part, QString &value);
    void more();
    void outcome();
    void choice(Span own);
    void consequences();
    void options();
    void details();
    DetailPlace detail(int section, int end, AdrOption &option) const;
    void nameTheChoice();

    AdrDocument &m_document;
    Layout &m_layout;
    const Outline &m_outline;
};

void BodyReader::text(Part part, QString &value)
{
    const Section *section = m_layout.section(part);
    if (!section)
        return;
    const Span span = m_outline.content(section->bodyLine, section->end);
    m_layout.texts.insert(part, span);
    value = m_outline.value(span);
}

/// Links that stand at the beginning or the end in lines of their own are told by the decision's links.
void BodyReader::more()
{
    const Section *section = m_layout.section(Part::More);
    if (!section)
        return;
    int from = section->bodyLine;
    int to = section->end;
    while (to > from && (m_outline.isBlank(to - 1) || isLinkStatement(m_outline, to - 1)))
        --to;
    while (from < to && (m_outline.isBlank(from) || isLinkStatement(m_outline, from)))
        ++from;
    const Span span = m_outline.content(from, to);
    m_layout.texts.insert(Part::More, span);
    m_document.moreInformation = m_outline.value(span);
}

void BodyReader::outcome()
{
    const Section *section = m_layout.section(Part::Outcome);
    if (!section)
        return;
    int end = section->end;
    for (const Part part : {Part::Consequences, Part::Good, Part::Bad, Part::Confirmation}) {
        const Section *below = m_layout.section(part);
        if (below && below->headLine > section->headLine)
            end = std::min(end, below->headLine);
    }
    m_layout.outcomeEnd = end;
    Span own = m_outline.content(section->bodyLine, end);
    if (!own.isThere())
        return;
    choice(own);
    if (m_layout.chosenSentence.isThere())
        own.begin = m_layout.chosenSentence.end;
    m_layout.texts.insert(Part::Outcome, own);
    QString value = m_outline.value(own);
    if (m_layout.chosenSentence.isThere()) {
        qsizetype begin = 0;
        while (begin < value.size() && (value[begin].isSpace() || u",.;"_s.contains(value[begin])))
            ++begin;
        value.remove(0, begin);
    }
    m_document.justification = value;
}

/// Chosen option: "X", because …
void BodyReader::choice(Span own)
{
    static const QRegularExpression chosen(u"^\\W{0,3}(?:chosen|proposed) option:?\\**:?\\s{0,4}"_s,
                                           QRegularExpression::CaseInsensitiveOption);
    const QString &all = m_outline.text();
    const qsizetype lineEnd = all.indexOf(u'\n', own.begin);
    QStringView line = QStringView(all).sliced(
        own.begin, (lineEnd < 0 || lineEnd > own.end ? own.end : lineEnd) - own.begin);
    while (!line.isEmpty() && line.back().isSpace())
        line.chop(1);
    const auto match = chosen.matchView(line);
    if (!match.hasMatch() || match.capturedEnd() >= line.size())
        return;
    const qsizetype begin = match.capturedEnd();
    static const QString opening = u"\"'“‘`"_s;
    static const QString closing = u"\"'”’`"_s;
    const qsizetype quote = opening.indexOf(line[begin]);
    qsizetype end = -1;
    qsizetype after = -1;
    if (quote >= 0) {
        // The closing quote is followed by the end or by punctuation; those within are followed by words.
        for (qsizetype i = begin + 1; i < line.size() && end < 0; ++i) {
            if (line[i] == closing[quote] && (i + 1 == line.size() || u",.;:"_s.contains(line[i + 1])))
                end = i;
        }
        if (end < 0)
            end = line.indexOf(closing[quote], begin + 1);
        after = end + 1;
    }
    const qsizetype inner = end >= 0 ? begin + 1 : begin;
    if (end < 0) {
        end = line.indexOf(", because"_L1);
        if (end < 0)
            end = line.endsWith(u'.') ? line.size() - 1 : line.size();
        after = end;
    }
    m_layout.chosen = {own.begin + inner, own.begin + end};
    m_layout.chosenSentence = {own.begin, own.begin + after};
    m_document.chosen = plainText(line.sliced(inner, end - inner).toString());
}

void BodyReader::consequences()
{
    for (const Part part : {Part::Consequences, Part::Good, Part::Bad}) {
        const Section *section = m_layout.section(part);
        if (!section)
            continue;
        int end = section->end;
        for (const Part below : {Part::Good, Part::Bad, Part::Confirmation}) {
            const Section *other = m_layout.section(below);
            if (other && other->headLine > section->headLine)
                end = std::min(end, other->headLine);
        }
        QList<Block> blocks = blocksIn(m_outline, section->bodyLine, end);
        for (Block &block : blocks) {
            if (part == Part::Consequences)
                judge(block, m_outline);
            else
                block.judgement = part == Part::Good ? Judgement::Good : Judgement::Bad;
            QStringList &list = block.judgement == Judgement::Good  ? m_document.goodConsequences
                                : block.judgement == Judgement::Bad ? m_document.badConsequences
                                                                    : m_document.neutralConsequences;
            list.append(block.value);
            m_layout.consequences.append(block);
            m_layout.consequenceParts.append(m_layout.parts.value(part));
        }
    }
}

void BodyReader::options()
{
    const Section *section = m_layout.section(Part::Options);
    if (!section)
        return;
    for (const Block &block : blocksIn(m_outline, section->bodyLine, section->end)) {
        if (!block.isBullet)
            continue;
        m_layout.options.append(block);
        // What is nested below an option is told in the file; its title is its first line.
        m_document.options.append(
            {plainText(m_outline.value(
                 {block.text.begin, std::min(block.text.end, m_outline.lines().at(block.firstLine).end)})),
             {},
             {},
             {},
             {}});
    }
}

DetailPlace BodyReader::detail(int index, int end, AdrOption &option) const
{
    const Section &section = m_outline.sections().at(index);
    DetailPlace place;
    place.section = index;
    int descriptionEnd = std::min(section.end, end);
    const QList<Block> blocks = blocksIn(m_outline, section.bodyLine, descriptionEnd);
    for (Block block : blocks) {
        if (!block.isBullet)
            continue;
        judge(block, m_outline);
        if (block.judgement == Judgement::None)
            continue;
        if (place.reasons.isEmpty())
            descriptionEnd = block.firstLine;
        place.reasons.append(block);
        QStringList &list = block.judgement == Judgement::Good  ? option.pros
                            : block.judgement == Judgement::Bad ? option.cons
                                                                : option.neutral;
        list.append(block.value);
    }
    place.descriptionEnd = descriptionEnd;
    place.description = m_outline.content(section.bodyLine, descriptionEnd);
    option.description = m_outline.value(place.description);
    return place;
}

void BodyReader::details()
{
    const Section *section = m_layout.section(Part::Details);
    if (!section)
        return;
    QHash<QString, qsizetype> byTitle;
    for (qsizetype i = 0; i < m_document.options.size(); ++i)
        byTitle.insert(foldedTitle(m_document.options.at(i).title), i);
    constexpr qsizetype mostForPrefixes = 100;
    const QList<Section> &sections = m_outline.sections();
    for (int i = m_layout.parts.value(Part::Details) + 1;
         i < sections.size() && sections.at(i).headLine < section->end; ++i) {
        if (sections.at(i).level != section->level + 1 || sections.at(i).heading.isEmpty())
            continue;
        const QString folded = foldedTitle(sections.at(i).heading);
        qsizetype at = byTitle.value(folded, -1);
        // "MADR" stands for "MADR – The Markdown …".
        for (qsizetype j = 0; at < 0 && j < m_document.options.size() && j < mostForPrefixes; ++j) {
            const QString other = foldedTitle(m_document.options.at(j).title);
            if (other.startsWith(folded) && !other.at(folded.size()).isLetterOrNumber())
                at = j;
        }
        if (at < 0) {
            at = m_document.options.size();
            m_document.options.append({plainText(sections.at(i).heading), {}, {}, {}, {}});
        }
        AdrOption &option = m_document.options[at];
        if (!m_layout.details.contains(option.title))
            m_layout.details.insert(option.title, detail(i, section->end, option));
    }
}

/// The chosen option by the title that it has in the list, where that is clear.
void BodyReader::nameTheChoice()
{
    const QString folded = foldedTitle(m_document.chosen);
    if (folded.isEmpty())
        return;
    QStringList exact;
    QStringList longer;
    for (const AdrOption &option : std::as_const(m_document.options)) {
        const QString title = foldedTitle(option.title);
        if (title == folded)
            exact.append(option.title);
        else if (title.startsWith(folded) && !title.at(folded.size()).isLetterOrNumber())
            longer.append(option.title);
    }
    if (!exact.isEmpty())
        m_document.chosen = exact.first();
    else if (longer.size() == 1)
        m_document.chosen = longer.first();
}

void BodyReader::read()
{
    if (m_document.dialect == Dialect::Freeform) {
        const Span all = m_outline.content(m_layout.factsLine, m_outline.lineCount());
        m_layout.texts.insert(Part::Context, all);
        m_document.context = m_outline.value(all);
        return;
    }
    text(Part::Context, m_document.context);
    if (const Section *section = m_layout.section(Part::Drivers)) {
        m_layout.drivers = blocksIn(m_outline, section->bodyLine, section->end);
        for (const Block &block : std::as_const(m_layout.drivers))
            m_document.drivers.append(block.value);
    }
    options();
    details();
    outcome();
    nameTheChoice();
    consequences();
    text(Part::Confirmation, m_document.confirmation);
    more();
}

} // namespace

void readSections(Parsed &parsed)
{
    BodyReader(parsed).read();
}

} // namespace gp::exchange::adr

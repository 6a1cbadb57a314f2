// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "core/exchange/adr/layout.h"
#include "core/exchange/adr/references.h"

#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace gp::exchange::adr {

namespace {

QString headingWord(const QString &heading)
{
    QString word = heading.toLower().simplified();
    word.remove(u'*');
    while (word.endsWith(u':'))
        word.chop(1);
    return word;
}

std::optional<Part> partOf(const Section &section)
{
    static const QHash<QString, Part> parts{{u"status"_s, Part::Status},
                                            {u"context"_s, Part::Context},
                                            {u"context and problem statement"_s, Part::Context},
                                            {u"problem statement"_s, Part::Context},
                                            {u"decision drivers"_s, Part::Drivers},
                                            {u"drivers"_s, Part::Drivers},
                                            {u"considered options"_s, Part::Options},
                                            {u"options considered"_s, Part::Options},
                                            {u"considered alternatives"_s, Part::Options},
                                            {u"decision outcome"_s, Part::Outcome},
                                            {u"decision"_s, Part::Outcome},
                                            {u"consequences"_s, Part::Consequences},
                                            {u"positive consequences"_s, Part::Good},
                                            {u"negative consequences"_s, Part::Bad},
                                            {u"confirmation"_s, Part::Confirmation},
                                            {u"validation"_s, Part::Confirmation},
                                            {u"pros and cons of the options"_s, Part::Details},
                                            {u"more information"_s, Part::More},
                                            {u"links"_s, Part::More}};
    const auto found = parts.constFind(headingWord(section.heading));
    if (found == parts.constEnd())
        return std::nullopt;
    const bool isBelowOutcome = *found == Part::Consequences || *found == Part::Good || *found == Part::Bad ||
                                *found == Part::Confirmation;
    return section.level <= (isBelowOutcome ? 3 : 2) ? std::optional(*found) : std::nullopt;
}

/// "1. Title", "ADR-1: Title", "1 - Title"; "9 Title" only where the file says 9 too.
void readTitle(Parsed &parsed)
{
    Layout &layout = parsed.layout;
    AdrDocument &document = parsed.document;
    const QList<Section> &sections = layout.outline.sections();
    for (int i = 0; i < sections.size() && layout.titleSection < 0; ++i) {
        if (sections.at(i).level == 1 && !sections.at(i).heading.isEmpty())
            layout.titleSection = i;
        else if (partOf(sections.at(i)))
            break;
    }
    if (layout.titleSection < 0)
        return;
    const Section &section = sections.at(layout.titleSection);
    static const QRegularExpression numbered(
        u"^(?:ADR[- ]?)?(\\d{1,6})(\\s*[.:–—]\\s+|\\s+-\\s+|\\s+)(?=\\S)"_s,
        QRegularExpression::CaseInsensitiveOption);
    layout.title = section.text;
    if (const auto match = numbered.match(section.heading); match.hasMatch()) {
        const int number = match.captured(1).toInt();
        const bool isMarked = !match.captured(2).trimmed().isEmpty();
        if (isMarked || document.number == number) {
            layout.title.begin += match.capturedLength();
            if (!document.number)
                document.number = number;
        }
    }
    document.title = layout.outline.value(layout.title);
}

void findParts(Layout &layout)
{
    const QList<Section> &sections = layout.outline.sections();
    for (int i = 0; i < sections.size(); ++i) {
        if (i == layout.titleSection)
            continue;
        auto part = partOf(sections.at(i));
        // "Positive" and "Negative" say of what only where they stand below it.
        const Section *consequences = layout.section(Part::Consequences);
        if (consequences && consequences->level < sections.at(i).level &&
            sections.at(i).headLine < consequences->end) {
            const QString word = headingWord(sections.at(i).heading);
            if (word == "positive"_L1)
                part = Part::Good;
            else if (word == "negative"_L1)
                part = Part::Bad;
        }
        if (part && !layout.parts.contains(*part))
            layout.parts.insert(*part, i);
    }
}

bool hasHeading(const Layout &layout, const QString &word)
{
    return std::ranges::any_of(layout.outline.sections(),
                               [&](const Section &section) { return headingWord(section.heading) == word; });
}

Dialect dialectIn(const Parsed &parsed, bool isDated)
{
    const Layout &layout = parsed.layout;
    const auto has = [&](Part part) { return layout.parts.contains(part); };
    const auto isForm = [&](Fact fact, FactForm form) {
        const auto place = layout.facts.constFind(fact);
        return place != layout.facts.constEnd() && place->form == form;
    };
    const bool hasBullets = std::ranges::any_of(
        layout.facts, [](const FactPlace &place) { return place.form == FactForm::Bullet; });
    if ((isDated && hasBullets) || isForm(Fact::Tags, FactForm::Bullet))
        return Dialect::Log4brains;
    const bool hasMadrHeading = hasHeading(layout, u"context and problem statement"_s) ||
                                hasHeading(layout, u"decision outcome"_s) || has(Part::Options);
    if (hasMadrHeading) {
        if (has(Part::Good) || has(Part::Bad) || hasHeading(layout, u"links"_s) ||
            (hasBullets && !layout.outline.hasFrontMatter()))
            return Dialect::Madr2;
        const QStringView front =
            layout.outline.hasFrontMatter()
                ? QStringView(layout.outline.text()).first(layout.outline.offset(layout.outline.frontEnd()))
                : QStringView();
        if (front.contains("\ndeciders:"_L1) || hasHeading(layout, u"validation"_s))
            return Dialect::Madr3;
        return Dialect::Madr4;
    }
    const int nygard = int(has(Part::Status)) + int(has(Part::Context)) + int(has(Part::Outcome)) +
                       int(has(Part::Consequences));
    return nygard >= 2 ? Dialect::Nygard : Dialect::Freeform;
}

/// Text above the first section, sections and front matter that have no place in a record.
void collectUnknown(Parsed &parsed)
{
    const Layout &layout = parsed.layout;
    const Outline &outline = layout.outline;
    const QList<Section> &sections = outline.sections();
    if (parsed.document.dialect == Dialect::Freeform)
        return;
    const QSet<int> known(layout.parts.cbegin(), layout.parts.cend());
    for (int i = 0; i < sections.size(); ++i) {
        const Section &section = sections.at(i);
        if (i == layout.titleSection || known.contains(i))
            continue;
        // What stands below a part that is read as a whole is not lost.
        const bool isInside = std::ranges::any_of(layout.parts, [&](int part) {
            const Section &outer = sections.at(part);
            return outer.headLine < section.headLine && section.headLine < outer.end;
        });
        if (!isInside)
            parsed.document.unknown.append({section.heading,
                                            outline.value(outline.content(section.bodyLine, section.ownEnd)),
                                            section.headLine + 1});
    }
    const int begin =
        layout.titleSection >= 0 ? sections.at(layout.titleSection).bodyLine : outline.bodyLine();
    const int end = layout.titleSection >= 0 ? sections.at(layout.titleSection).ownEnd
                    : sections.isEmpty()     ? outline.lineCount()
                                             : sections.first().headLine;
    QStringList preamble;
    int first = 0;
    for (int i = begin; i < end; ++i) {
        const bool isFact = std::ranges::any_of(
            layout.facts, [&](const FactPlace &place) { return place.firstLine <= i && i < place.endLine; });
        if (isFact || outline.isBlank(i) || outline.lines().at(i).isComment)
            continue;
        first = first > 0 ? first : i + 1;
        preamble.append(outline.line(i).toString());
    }
    if (!preamble.isEmpty())
        parsed.document.unknown.append({{}, preamble.join(u'\n'), first});
}

QString titleFromSlug(const QString &slug)
{
    QString title = slug;
    title.replace(u'-', u' ');
    if (!title.isEmpty())
        title[0] = title[0].toUpper();
    return title;
}

} // namespace

Parsed parse(const QString &text, const QString &path)
{
    Parsed parsed;
    AdrDocument &document = parsed.document;
    parsed.layout.outline = Outline(text);
    const FileName name = readFileName(path);
    document.number = name.number;
    document.slug = name.slug;
    readTitle(parsed);
    findParts(parsed.layout);
    readFacts(parsed);
    document.dialect = dialectIn(parsed, name.isDated);
    readSections(parsed);
    if (document.title.isEmpty()) {
        document.title = titleFromSlug(name.slug);
        document.notes.append({{}, 1, u"no title: named after the file"_s});
    }
    if (document.status.isEmpty()) {
        document.status = document.statusText.isEmpty() ? u"proposed"_s : u"draft"_s;
        document.notes.append(
            {{},
             0,
             document.statusText.isEmpty()
                 ? u"no status: taken as proposed"_s
                 : u"status '%1' is none of ours: taken as draft"_s.arg(document.statusText.left(80))});
    }
    if (document.date.isEmpty() && !parsed.layout.facts.contains(Fact::Date))
        document.date = name.date;
    collectUnknown(parsed);
    readLinks(parsed);
    return parsed;
}

} // namespace gp::exchange::adr

// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "core/exchange/adr/edit.h"

#include "core/exchange/adr/editor.h"

#include <QJsonArray>

using namespace Qt::StringLiterals;

namespace gp::exchange::adr {

namespace {

/// The order in which the sections stand in a file.
int rankOf(Part part)
{
    static const QList<Part> order{Part::Status,       Part::Context, Part::Drivers,      Part::Options,
                                   Part::Outcome,      Part::Good,    Part::Consequences, Part::Bad,
                                   Part::Confirmation, Part::Details, Part::More};
    return static_cast<int>(order.indexOf(part));
}

} // namespace

QString headingFor(Part part, Dialect dialect)
{
    const bool isNygard = dialect == Dialect::Nygard;
    const bool isOld = dialect == Dialect::Madr2 || dialect == Dialect::Log4brains;
    switch (part) {
    case Part::Status:
        return u"## Status"_s;
    case Part::Context:
        return isNygard ? u"## Context"_s : u"## Context and Problem Statement"_s;
    case Part::Drivers:
        return u"## Decision Drivers"_s;
    case Part::Options:
        return u"## Considered Options"_s;
    case Part::Outcome:
        return isNygard ? u"## Decision"_s : u"## Decision Outcome"_s;
    case Part::Consequences:
        return isNygard ? u"## Consequences"_s : u"### Consequences"_s;
    case Part::Good:
        return u"### Positive Consequences"_s;
    case Part::Bad:
        return u"### Negative Consequences"_s;
    case Part::Confirmation:
        return dialect == Dialect::Madr3 ? u"## Validation"_s
               : isNygard                ? u"## Confirmation"_s
                                         : u"### Confirmation"_s;
    case Part::Details:
        return u"## Pros and Cons of the Options"_s;
    case Part::More:
        return isOld ? u"## Links"_s : u"## More Information"_s;
    }
    Q_UNREACHABLE_RETURN({});
}

void Editor::replace(Span span, const QString &text, const QString &what)
{
    m_changes.append({span, text, what});
}

void Editor::removeLines(int from, int to, const QString &what)
{
    replace({m_outline.offset(from), m_outline.offset(to)}, {}, what);
}

/// Whole lines before line `line`, ending in a line break.
void Editor::insertAt(int line, const QString &text, const QString &what)
{
    const qsizetype at = m_outline.offset(line);
    const bool isAfterOpenLine = at > 0 && m_outline.text()[at - 1] != u'\n';
    replace({at, at}, isAfterOpenLine ? QString(m_break + text) : text, what);
}

QString Editor::text(const QString &property) const
{
    return m_decision.properties.value(property).toString().trimmed();
}

QStringList Editor::list(const QString &property) const
{
    return textsOf(m_decision.properties.value(property));
}

bool Editor::isChanged(const QString &property) const
{
    return !isSame(property, m_decision.properties.value(property), m_was.value(property));
}

QString Editor::apply()
{
    std::ranges::stable_sort(m_changes, {}, [](const Change &change) { return change.span.begin; });
    const QString &text = m_outline.text();
    QString result;
    qsizetype from = 0;
    for (const Change &change : std::as_const(m_changes)) {
        if (change.span.begin < from) {
            say(u"%1: not written, it stands in what was changed otherwise"_s.arg(change.what));
            continue;
        }
        result += QStringView(text).sliced(from, change.span.begin - from);
        result += change.text;
        from = change.span.end;
        if (!change.what.isEmpty() && !m_normalised.contains(change.what))
            say(change.what);
    }
    return result + QStringView(text).sliced(from);
}

void Editor::title()
{
    if (!isChanged(u"title"_s))
        return;
    if (m_layout.title.isThere())
        replace(m_layout.title, text(u"title"_s).simplified(), u"title"_s);
    else
        insertAt(m_outline.bodyLine(), u"# "_s + text(u"title"_s).simplified() + m_break + m_break,
                 u"title"_s);
}

void Editor::addSection(Part part, const QString &content, const QString &joint)
{
    for (Change &change : m_changes) {
        if (change.newSection != part)
            continue;
        const qsizetype end =
            change.text.size() -
            (change.text.endsWith(QString(m_break + m_break)) ? 2 * m_break.size() : m_break.size());
        change.text.insert(end, joint + content);
        return;
    }
    int line = m_outline.lineCount();
    for (auto it = m_layout.parts.cbegin(); it != m_layout.parts.cend(); ++it) {
        const Section &section = m_outline.sections().at(it.value());
        if (rankOf(it.key()) > rankOf(part))
            line = std::min(line, section.headLine);
    }
    // A part of the outcome stays with it, whatever stands behind.
    const bool isBelowOutcome = headingFor(part, m_document.dialect).startsWith("### "_L1);
    if (const Section *outcome = m_layout.section(Part::Outcome); isBelowOutcome && outcome)
        line = std::clamp(line, outcome->bodyLine, outcome->end);
    // A comment above the next heading belongs to that.
    while (line > 0 && line < m_outline.lineCount() && m_outline.lines().at(line - 1).isComment)
        --line;
    const bool isAtEnd = line == m_outline.lineCount();
    const bool needsBlank = line > 0 && !m_outline.isBlank(line - 1);
    const QString heading = headingFor(part, m_document.dialect);
    insertAt(line,
             (needsBlank ? m_break : QString()) + heading + m_break + m_break + content + m_break +
                 (isAtEnd ? QString() : m_break),
             u"a section '%1' was added"_s.arg(heading.section(u' ', 1)));
    m_changes.last().newSection = part;
}

void Editor::removeSection(Part part)
{
    const Section *section = m_layout.section(part);
    removeLines(section->headLine, section->end, u"the section '%1' was removed"_s.arg(section->heading));
}

void Editor::body(Part part, const QString &property)
{
    if (!isChanged(property))
        return;
    const QString now = inFile(text(property));
    const Section *section = m_layout.section(part);
    const Span span = m_layout.texts.value(part);
    // Links in lines of their own are none of the text and stay.
    const bool isWhole = section && m_outline.content(section->bodyLine, section->end) == span;
    if (span.isThere())
        now.isEmpty() && isWhole ? removeSection(part) : replace(span, now, property);
    else if (section)
        insertAt(section->bodyLine, m_break + now + m_break, property);
    else if (m_document.dialect == Dialect::Freeform && part == Part::Context)
        insertAt(m_outline.lineCount(), m_break + now + m_break, property);
    else
        addSection(part, now, m_break + m_break);
}

QString Editor::outcomeText() const
{
    const QString chosen = text(u"chosen"_s);
    const QString outcome = text(u"outcome"_s);
    if (chosen.isEmpty())
        return outcome;
    const QString sentence = u"Chosen option: \"%1\""_s.arg(chosen.simplified());
    if (outcome.isEmpty())
        return sentence + u'.';
    return sentence + (outcome.startsWith("because"_L1) ? u", "_s : u".\n\n"_s) + outcome;
}

void Editor::outcome()
{
    const bool isChosenChanged = isChanged(u"chosen"_s);
    const bool isOutcomeChanged = isChanged(u"outcome"_s);
    if (!isChosenChanged && !isOutcomeChanged)
        return;
    const QString what = isOutcomeChanged ? u"outcome"_s : u"chosen"_s;
    const Section *section = m_layout.section(Part::Outcome);
    if (!section) {
        if (!outcomeText().isEmpty())
            addSection(Part::Outcome, inFile(outcomeText()), m_break + m_break);
        return;
    }
    const Span own = m_layout.texts.value(Part::Outcome);
    if (m_layout.chosenSentence.isThere() && !text(u"chosen"_s).isEmpty()) {
        if (isChosenChanged)
            replace(m_layout.chosen, text(u"chosen"_s).simplified(), u"chosen"_s);
        if (isOutcomeChanged) {
            const QString outcome = text(u"outcome"_s);
            const QString joint = outcome.isEmpty()                  ? u"."_s
                                  : outcome.startsWith("because"_L1) ? u", "_s
                                                                     : u".\n\n"_s;
            replace(own, QString(joint + outcome).replace(u'\n', m_break), u"outcome"_s);
        }
        return;
    }
    if (own.isThere()) {
        const qsizetype begin = m_layout.chosenSentence.isThere() ? m_layout.chosenSentence.begin : own.begin;
        replace({begin, own.end}, inFile(outcomeText()), what);
    } else {
        insertAt(section->bodyLine, m_break + inFile(outcomeText()) + m_break, what);
    }
}

Edited Editor::run()
{
    title();
    facts();
    body(Part::Context, u"context"_s);
    drivers();
    outcome();
    consequences();
    body(Part::Confirmation, u"confirmation"_s);
    options();
    body(Part::More, u"more_information"_s);
    links();
    if (isChanged(u"number"_s))
        say(u"number: a file keeps its name and number"_s);
    if (m_changes.isEmpty())
        return {m_outline.text(), m_normalised};
    QString result = apply();
    return {std::move(result), m_normalised};
}

Edited edit(const Record &decision, const Original &original, const LinkChanges &links)
{
    const Parsed parsed = parse(original.text, original.file);
    return Editor(decision, parsed, links).run();
}

} // namespace gp::exchange::adr

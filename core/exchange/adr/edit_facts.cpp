// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "core/exchange/adr/editor.h"

using namespace Qt::StringLiterals;

namespace gp::exchange::adr {

namespace {

QString frontMatterKey(Fact fact, Dialect dialect)
{
    switch (fact) {
    case Fact::Status:
        return u"status"_s;
    case Fact::Date:
        return u"date"_s;
    case Fact::Deciders:
        return dialect == Dialect::Madr3 ? u"deciders"_s : u"decision-makers"_s;
    case Fact::Consulted:
        return u"consulted"_s;
    case Fact::Informed:
        return u"informed"_s;
    case Fact::Tags:
        return u"tags"_s;
    }
    Q_UNREACHABLE_RETURN({});
}

QString factName(Fact fact)
{
    QString name = frontMatterKey(fact, Dialect::Madr3);
    name[0] = name[0].toUpper();
    return name;
}

QString capitalised(QString text, bool wanted)
{
    if (wanted && !text.isEmpty())
        text[0] = text[0].toUpper();
    return text;
}

} // namespace

void Editor::facts()
{
    status();
    if (isChanged(u"date"_s))
        fact(Fact::Date, text(u"date"_s), {});
    if (isChanged(u"deciders"_s))
        fact(Fact::Deciders, list(u"deciders"_s).join(u", "_s), list(u"deciders"_s));
    if (isChanged(u"consulted"_s))
        fact(Fact::Consulted, list(u"consulted"_s).join(u", "_s), list(u"consulted"_s));
    if (isChanged(u"informed"_s))
        fact(Fact::Informed, list(u"informed"_s).join(u", "_s), list(u"informed"_s));
}

void Editor::status()
{
    const QString now = text(u"status"_s);
    const bool haveSuccessors = now == "superseded"_L1 && m_links.haveSuccessorsChanged;
    if (!isChanged(u"status"_s) && !haveSuccessors)
        return;
    const QString old = m_document.statusText;
    const bool isCapital = old.isEmpty() ? m_document.dialect == Dialect::Nygard : old.front().isUpper();
    fact(Fact::Status, capitalised(statusMarkdown(now, m_links.successors, m_document.dialect), isCapital),
         {});
}

void Editor::fact(Fact fact, const QString &value, const QStringList &items)
{
    const auto place = m_layout.facts.constFind(fact);
    if (place == m_layout.facts.constEnd()) {
        addFact(fact, value);
        return;
    }
    const QString what = factName(fact).toLower();
    if (value.isEmpty() && place->form != FactForm::Table && place->form != FactForm::Section)
        removeLines(place->firstLine, place->endLine, what);
    else if (place->form == FactForm::FrontMatter)
        frontMatterFact(*place, value, items, fact);
    else
        replace(place->value, value, what);
}

/// As the old value was written: a list in brackets, a list of lines, or a text.
void Editor::frontMatterFact(const FactPlace &place, const QString &value, const QStringList &items,
                             Fact fact)
{
    const QString old = m_outline.value(place.value);
    QStringList quoted;
    for (const QString &item : items)
        quoted.append(yamlScalar(item));
    QString now = yamlScalar(value);
    Span span = place.value;
    if (!items.isEmpty() && old.startsWith(u'[')) {
        now = u'[' + quoted.join(u", "_s) + u']';
    } else if (!items.isEmpty() && (old.startsWith("- "_L1) || place.endLine > place.firstLine + 1)) {
        // From the colon on, whatever blanks stood behind it.
        const QStringView line = m_outline.line(place.firstLine);
        span.begin = m_outline.lines().at(place.firstLine).begin + line.indexOf(u':') + 1;
        now = m_break + u"  - "_s + quoted.join(QString(m_break + u"  - "_s));
    } else if ((old.startsWith(u'"') || old.startsWith(u'\'')) && !now.startsWith(u'"')) {
        now = old.front() + now + old.front();
        if (old.startsWith(u'\''))
            now = u'\'' + QString(value).replace(u'\'', "''"_L1) + u'\'';
    }
    if (!now.startsWith(m_break) && span.begin > 0 && m_outline.text()[span.begin - 1] == u':')
        now.prepend(u' ');
    replace(span, now, factName(fact).toLower());
}

void Editor::addFact(Fact fact, const QString &value)
{
    if (value.isEmpty())
        return;
    const QString what = factName(fact).toLower();
    const QString key = frontMatterKey(fact, m_document.dialect);
    const bool wantsFront = m_document.dialect == Dialect::Madr3 || m_document.dialect == Dialect::Madr4;
    if (m_outline.hasFrontMatter()) {
        insertAt(m_outline.frontEnd(), key + u": "_s + yamlScalar(value) + m_break, what);
        return;
    }
    const bool hasFactsAbove = std::ranges::any_of(
        m_layout.facts, [](const FactPlace &place) { return place.form != FactForm::Section; });
    if (wantsFront && !hasFactsAbove) {
        const QString line = key + u": "_s + yamlScalar(value) + m_break;
        // Several new facts share one block.
        for (Change &change : m_changes) {
            if (change.span == Span{0, 0} && change.text.startsWith("---"_L1)) {
                const qsizetype end = change.text.lastIndexOf("---"_L1);
                change.text.insert(end, line);
                say(what);
                return;
            }
        }
        replace({0, 0}, u"---"_s + m_break + line + u"---"_s + m_break, what);
        return;
    }
    if (fact == Fact::Status && m_document.dialect == Dialect::Nygard) {
        const Section *section = m_layout.section(Part::Status);
        section ? insertAt(section->bodyLine, m_break + value + m_break, what)
                : addSection(Part::Status, value, m_break + m_break);
        return;
    }
    QString lead;
    if (isMadr(m_document.dialect))
        lead = m_document.dialect == Dialect::Log4brains ? u"- "_s : u"* "_s;
    for (const FactPlace &place : m_layout.facts) {
        if (place.form == FactForm::Bullet)
            lead = m_outline.line(place.firstLine).trimmed().first(1).toString() + u' ';
    }
    const QString line = lead + factName(fact) + u": "_s + value + m_break;
    insertAt(m_layout.factsLine, hasFactsAbove ? line : QString(m_break + line), what);
}

/// Links that the files do not state go where the dialect keeps links; those that are gone lose their line.
void Editor::links()
{
    for (const AdrLink &link : m_links.removed) {
        const QStringView line = m_outline.line(link.line - 1);
        const bool isInStatus = m_layout.facts.contains(Fact::Status) &&
                                m_layout.facts.value(Fact::Status).firstLine == link.line - 1;
        if (isInStatus)
            continue; // the status is written anew as a whole
        if (link.isMention || line.count(u"]("_s) > 1)
            say(u"the sentence that links to '%1' stays"_s.arg(link.file.isEmpty() ? link.label : link.file));
        else
            removeLines(link.line - 1, link.line, u"link"_s);
    }
    if (m_links.added.isEmpty())
        return;
    const bool isNygard = m_document.dialect == Dialect::Nygard;
    const Section *section = m_layout.section(isNygard ? Part::Status : Part::More);
    const bool isList = m_document.dialect == Dialect::Madr2 || m_document.dialect == Dialect::Log4brains;
    QString lead = m_document.dialect == Dialect::Madr2 ? u"* "_s : isList ? u"- "_s : QString();
    int last = section ? section->end : 0;
    while (section && last > section->bodyLine && m_outline.isBlank(last - 1))
        --last;
    if (const QString mark = bullet(); isList && !mark.isEmpty())
        lead = mark;
    QStringList sentences;
    for (const LinkText &link : m_links.added)
        sentences.append(lead + linkSentence(link, m_document.dialect));
    const QString joint = isList ? m_break : QString(m_break + m_break);
    const QString text = sentences.join(joint);
    const bool isEmpty = section && last == section->bodyLine;
    if (section)
        insertAt(last, (isList && !isEmpty ? QString() : m_break) + text + m_break, u"link"_s);
    else
        addSection(isNygard ? Part::Status : Part::More, text, joint);
}

} // namespace gp::exchange::adr

// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "core/exchange/adr/layout.h"
#include "core/metamodel/yaml.h"

#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace gp::exchange::adr {

namespace {

std::optional<Fact> factOf(QStringView name)
{
    static const QHash<QString, Fact> facts{{u"status"_s, Fact::Status},
                                            {u"date"_s, Fact::Date},
                                            {u"deciders"_s, Fact::Deciders},
                                            {u"decider"_s, Fact::Deciders},
                                            {u"decision-makers"_s, Fact::Deciders},
                                            {u"decision maker"_s, Fact::Deciders},
                                            {u"decision makers"_s, Fact::Deciders},
                                            {u"consulted"_s, Fact::Consulted},
                                            {u"informed"_s, Fact::Informed},
                                            {u"tags"_s, Fact::Tags}};
    const auto found = facts.constFind(name.toString().toLower().simplified());
    return found == facts.constEnd() ? std::nullopt : std::optional(*found);
}

QStringList splitNames(const QString &text)
{
    QStringList names;
    for (const QString &part : text.split(u',')) {
        QString name = part.simplified();
        if (!name.isEmpty())
            names.append(name);
    }
    return names;
}

class FactReader
{
public:
    explicit FactReader(Parsed &parsed)
        : m_document(parsed.document)
        , m_layout(parsed.layout)
        , m_outline(parsed.layout.outline)
    {
    }

    void frontMatter();
    void aboveTheSections();
    void statusSection();

private:
    void entry(const QString &key, int first, int end);
    void take(Fact fact, const QString &text, const QStringList &items, int line);
    void factLine(int index);

    AdrDocument &m_document;
    Layout &m_layout;
    const Outline &m_outline;
};

void FactReader::take(Fact fact, const QString &text, const QStringList &items, int line)
{
    switch (fact) {
    case Fact::Status:
        m_document.statusText = text;
        m_document.status = statusOf(text);
        return;
    case Fact::Date:
        m_document.date = dateOf(text);
        if (m_document.date.isEmpty() && !text.isEmpty())
            m_document.notes.append(
                {{}, line, u"date '%1' is no day: left to the file"_s.arg(text.left(40))});
        return;
    case Fact::Deciders:
        m_document.deciders = items;
        return;
    case Fact::Consulted:
        m_document.consulted = items;
        return;
    case Fact::Informed:
        m_document.informed = items;
        return;
    case Fact::Tags:
        m_document.tags = items;
        return;
    }
}

/// One key of the front matter with the lines that are its value. Each is parsed by itself, so that one that
/// is broken ("title: a: b") leaves the others readable.
void FactReader::entry(const QString &key, int first, int end)
{
    while (end > first + 1 &&
           (m_outline.isBlank(end - 1) || m_outline.line(end - 1).trimmed().startsWith(u'#')))
        --end;
    const QStringView line = m_outline.line(first);
    const qsizetype colon = line.indexOf(u':');
    const qsizetype lineBegin = m_outline.lines().at(first).begin;
    Span span{lineBegin + colon + 1, m_outline.lines().at(end - 1).end};
    while (span.begin < span.end && m_outline.text()[span.begin] == u' ')
        ++span.begin;
    const QString raw = m_outline.value(span);

    const Span whole{lineBegin, span.end};
    const auto read = yaml::parse(m_outline.value(whole).toUtf8(), {});
    QString text = raw;
    QStringList items;
    if (read && read->size() == 1 && read->first().root.isMap()) {
        const yaml::Value value = read->first().root.entries().front().value;
        if (value.isSequence()) {
            for (const yaml::Value &item : value.items()) {
                if (item.isScalar())
                    items.append(item.text().simplified());
            }
            text = items.join(u", "_s);
        } else {
            text = value.isScalar() ? value.text().simplified()
                   : value.isNull() ? QString()
                                    : raw.simplified();
            items = splitNames(text);
        }
    } else {
        const int at = read ? 0 : read.error().line;
        m_document.notes.append({{},
                                 first + std::max(1, at),
                                 u"front matter '%1' is not YAML%2: taken as text"_s.arg(
                                     key, read ? QString() : QString(u" (%1)"_s.arg(read.error().message)))});
        items = splitNames(text);
    }
    const auto fact = factOf(key);
    if (!fact || m_layout.facts.contains(*fact)) {
        if (key == "title"_L1 && m_document.title.isEmpty() && m_layout.titleSection < 0)
            m_document.title = text;
        m_document.unknown.append({key, raw, first + 1});
        return;
    }
    m_layout.facts.insert(*fact, {FactForm::FrontMatter, span, first, end});
    take(*fact, text, items, first + 1);
}

void FactReader::frontMatter()
{
    if (!m_outline.hasFrontMatter())
        return;
    static const QRegularExpression key(u"^[\"']?([A-Za-z_][A-Za-z0-9_ -]{0,60})[\"']?\\s{0,8}:(?=\\s|$)"_s);
    QString open;
    int first = 0;
    for (int i = 1; i < m_outline.frontEnd(); ++i) {
        const auto match = key.matchView(m_outline.line(i));
        if (!match.hasMatch())
            continue;
        if (!open.isEmpty())
            entry(open, first, i);
        open = match.captured(1);
        first = i;
    }
    if (!open.isEmpty())
        entry(open, first, m_outline.frontEnd());
}

/// "* Status: x", "- **Status**: x", "Status: x", "**Status:** x", "| Status | x |".
void FactReader::factLine(int index)
{
    static const QRegularExpression fact(
        u"^ {0,3}(?:([*+-])\\s{1,4}|(\\|)\\s{0,20})?(?:\\*\\*|__)?([A-Za-z][A-Za-z -]{2,20}?)(?:\\*\\*|__)?\\s{0,20}[:|]\\s{0,20}(?:\\*\\*|__)?"_s);
    const QStringView line = m_outline.line(index);
    const auto match = fact.matchView(line);
    if (!match.hasMatch())
        return;
    const auto known = factOf(match.capturedView(3));
    if (!known || m_layout.facts.contains(*known))
        return;
    const qsizetype begin = match.capturedEnd();
    QStringView rest = line.sliced(begin);
    const bool isTable = match.capturedLength(2) > 0;
    if (isTable)
        rest = rest.first(std::max<qsizetype>(0, rest.indexOf(u'|')));
    else if (const qsizetype comment = rest.indexOf("<!--"_L1); comment >= 0)
        rest = rest.first(comment);
    while (!rest.isEmpty() && rest.back().isSpace())
        rest.chop(1);
    const qsizetype offset = m_outline.lines().at(index).begin + begin;
    const FactForm form = isTable                       ? FactForm::Table
                          : match.capturedLength(1) > 0 ? FactForm::Bullet
                                                        : FactForm::Line;
    m_layout.facts.insert(*known, {form, {offset, offset + rest.size()}, index, index + 1});
    const QString text = rest.toString();
    take(*known, text, splitNames(text), index + 1);
    m_layout.factsLine = index + 1;
}

void FactReader::aboveTheSections()
{
    const QList<Section> &sections = m_outline.sections();
    const bool hasTitle = m_layout.titleSection >= 0;
    const int begin = hasTitle ? sections.at(m_layout.titleSection).bodyLine : m_outline.bodyLine();
    const int end = hasTitle             ? sections.at(m_layout.titleSection).ownEnd
                    : sections.isEmpty() ? m_outline.lineCount()
                                         : sections.first().headLine;
    m_layout.factsLine = begin;
    for (int i = begin; i < end; ++i) {
        if (m_outline.lines().at(i).isPlain)
            factLine(i);
    }
}

/// adr-tools: the status is the paragraph of a section, and links to other decisions are further ones.
void FactReader::statusSection()
{
    const Section *section = m_layout.section(Part::Status);
    if (!section || m_layout.facts.contains(Fact::Status))
        return;
    static const QRegularExpression link(
        u"^(?:supersedes|supercedes|amends|amended|clarifies|clarified|refines|refined)\\b"_s,
        QRegularExpression::CaseInsensitiveOption);
    int chosen = -1;
    bool isKnown = false;
    bool isSuperseded = false;
    for (int i = section->bodyLine; i < section->ownEnd; ++i) {
        const QStringView line = m_outline.line(i).trimmed();
        if (line.isEmpty() || !m_outline.lines().at(i).isPlain || link.matchView(line).hasMatch())
            continue;
        const QString status = statusOf(line.toString());
        if (isSuperseded || (status.isEmpty() && chosen >= 0))
            continue;
        // Several over time: the last one holds, but nothing undoes having been superseded.
        chosen = status.isEmpty() && isKnown ? chosen : i;
        isKnown = isKnown || !status.isEmpty();
        isSuperseded = status == "superseded"_L1;
    }
    if (chosen < 0)
        return;
    const Line &line = m_outline.lines().at(chosen);
    Span span{line.begin, line.end};
    while (span.begin < span.end &&
           (u"*+- >"_s.contains(m_outline.text()[span.begin]) || m_outline.text()[span.begin].isSpace()))
        ++span.begin;
    while (span.end > span.begin && m_outline.text()[span.end - 1].isSpace())
        --span.end;
    m_layout.facts.insert(Fact::Status, {FactForm::Section, span, chosen, chosen + 1});
    take(Fact::Status, m_outline.value(span), {}, chosen + 1);
}

} // namespace

void readFacts(Parsed &parsed)
{
    FactReader reader(parsed);
    reader.frontMatter();
    reader.aboveTheSections();
    reader.statusSection();
}

} // namespace gp::exchange::adr

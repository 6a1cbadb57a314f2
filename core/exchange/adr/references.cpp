// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "core/exchange/adr/references.h"

#include <QDir>
#include <QRegularExpression>
#include <QUrl>

using namespace Qt::StringLiterals;

namespace gp::exchange::adr {

namespace {

struct Verb
{
    QString kind;
    bool isInverse = false;
};

/// adr-tools spells it with c, and lets its users make up verbs.
const QHash<QString, Verb> &verbs()
{
    static const QHash<QString, Verb> known{
        {u"supersedes"_s, {u"supersedes"_s, false}},   {u"supercedes"_s, {u"supersedes"_s, false}},
        {u"replaces"_s, {u"supersedes"_s, false}},     {u"superseded by"_s, {u"supersedes"_s, true}},
        {u"superceded by"_s, {u"supersedes"_s, true}}, {u"replaced by"_s, {u"supersedes"_s, true}},
        {u"amends"_s, {u"amends"_s, false}},           {u"amended by"_s, {u"amends"_s, true}},
        {u"clarifies"_s, {u"amends"_s, false}},        {u"clarified by"_s, {u"amends"_s, true}},
        {u"refines"_s, {u"refines"_s, false}},         {u"refined by"_s, {u"refines"_s, true}},
        {u"relates to"_s, {u"relates-to"_s, false}},   {u"related to"_s, {u"relates-to"_s, false}},
        {u"see also"_s, {u"relates-to"_s, false}},     {u"depends on"_s, {u"relates-to"_s, false}}};
    return known;
}

bool isDecisionFile(const QString &target)
{
    const QString path = target.section(u'#', 0, 0);
    return path.endsWith(".md"_L1, Qt::CaseInsensitive) && !path.contains("://"_L1) && !path.startsWith(u'/');
}

QString cleanPath(const QString &folder, const QString &target)
{
    const QString path = QUrl::fromPercentEncoding(target.section(u'#', 0, 0).toUtf8());
    return QDir::cleanPath(folder.isEmpty() ? path : folder + u'/' + path);
}

/// The one value of a name; empty where there are several, however many those are.
QString only(const QMultiHash<QString, QString> &hash, const QString &name)
{
    auto it = hash.constFind(name);
    if (it == hash.constEnd())
        return {};
    const QString value = it.value();
    ++it;
    return it != hash.constEnd() && it.key() == name ? QString() : value;
}

} // namespace

QList<AdrLink> linksIn(QStringView line, int lineNumber, bool isStatus)
{
    // Bounded repeats: a line may be a megabyte of brackets.
    static const QRegularExpression link(
        u"(?<!!)\\[([^\\[\\]]{1,300})\\]\\(<?([^()<>\\s]{1,300})>?(?:\\s[^()]{0,200})?\\)"_s);
    static const QRegularExpression verb(
        u"(?:^|[\\s,;(*_\\[])(supersedes|supercedes|replaces|(?:superseded|superceded|replaced|amended|"
        u"clarified|refined) by"
        "|amends|clarifies|refines|relate[sd] to|see also|depends on)\\]?\\s{0,4}:?\\s{1,4}"_s,
        QRegularExpression::CaseInsensitiveOption);
    static const QRegularExpression number(u"\\bADR[- ]?(\\d{1,6})\\b"_s,
                                           QRegularExpression::CaseInsensitiveOption);
    constexpr qsizetype mostOfLine = 4096;
    const QString text = line.first(std::min(line.size(), mostOfLine)).toString();
    QList<AdrLink> found;
    const auto said = verb.match(text);
    // In a sentence "… amends the …" is prose.
    const bool isStatement =
        said.hasMatch() && (isStatus || std::ranges::none_of(QStringView(text).first(said.capturedStart(1)),
                                                             [](QChar c) { return c.isLetterOrNumber(); }));
    const Verb meaning =
        isStatement ? verbs().value(said.captured(1).toLower().simplified(), {u"relates-to"_s, false})
                    : Verb{};
    const qsizetype from = isStatement ? said.capturedEnd() : 0;
    bool isSaid = isStatement;
    qsizetype behind = from;
    for (auto it = link.globalMatch(text, from); it.hasNext();) {
        const auto match = it.next();
        // The verb reaches to the end of its sentence.
        isSaid =
            isSaid && !QStringView(text).sliced(behind, match.capturedStart() - behind).contains(". "_L1);
        behind = match.capturedEnd();
        if (!isDecisionFile(match.captured(2)))
            continue;
        if (isSaid)
            found.append({meaning.kind, meaning.isInverse, match.captured(2), match.captured(1).simplified(),
                          lineNumber, false});
        else
            found.append({u"relates-to"_s, false, match.captured(2), match.captured(1).simplified(),
                          lineNumber, true});
    }
    if (!found.isEmpty() || !isStatement)
        return found;
    for (auto it = number.globalMatch(text, from); it.hasNext();)
        found.append({meaning.kind, meaning.isInverse, {}, it.next().captured(0), lineNumber, false});
    if (found.isEmpty() && isStatus && !text.sliced(from).contains("]("_L1)) {
        QString rest = text.sliced(from).simplified();
        while (rest.endsWith(u'.') || rest.endsWith(u'"') || rest.endsWith(u'\''))
            rest.chop(1);
        if (!rest.isEmpty() && rest.size() <= 300)
            found.append({meaning.kind, meaning.isInverse, {}, rest, lineNumber, false});
    }
    return found;
}

void readLinks(Parsed &parsed)
{
    const Layout &layout = parsed.layout;
    const Outline &outline = layout.outline;
    QList<AdrLink> &links = parsed.document.links;
    const auto readLines = [&](int from, int to, bool isStatus) {
        for (int i = from; i < to; ++i) {
            const Line &line = outline.lines().at(i);
            if (!line.isFenced && !line.isComment)
                links += linksIn(outline.line(i), i + 1, isStatus);
        }
    };
    if (const auto place = layout.facts.constFind(Fact::Status);
        place != layout.facts.constEnd() && place->form != FactForm::Section)
        readLines(place->firstLine, place->endLine, true);
    if (const Section *status = layout.section(Part::Status))
        readLines(status->bodyLine, status->ownEnd, true);
    if (const Section *more = layout.section(Part::More))
        readLines(more->bodyLine, more->end, false);
    QList<AdrLink> unique;
    for (const AdrLink &link : std::as_const(links)) {
        const bool isKnown = std::ranges::any_of(unique, [&](const AdrLink &other) {
            return other.kind == link.kind && other.isInverse == link.isInverse && other.file == link.file &&
                   other.label == link.label;
        });
        if (!isKnown)
            unique.append(link);
        if (unique.size() >= 200)
            break;
    }
    links = unique;
}

void Resolver::add(const QString &key, const QString &file, std::optional<int> number, const QString &slug,
                   const QString &title)
{
    const QString folder = file.section(u'/', 0, -2);
    if (!file.isEmpty())
        m_byFile.insert(file.toLower(), key);
    if (number)
        m_byNumber.insert(folder + u'#' + QString::number(*number), key);
    m_bySlug.insert(slug, key);
    m_byTitle.insert(foldedTitle(title), key);
}

QString Resolver::find(const AdrLink &link, const QString &fromFile) const
{
    const QString folder = fromFile.section(u'/', 0, -2);
    if (!link.file.isEmpty()) {
        const QString key = m_byFile.value(cleanPath(folder, link.file).toLower());
        if (!key.isEmpty())
            return key;
        // A link that is one folder wrong still names its file.
        const FileName name = readFileName(link.file.section(u'#', 0, 0));
        if (const QString other = only(m_bySlug, name.slug); !other.isEmpty())
            return other;
    }
    return byLabel(link.label, folder);
}

QString Resolver::byLabel(const QString &label, const QString &folder) const
{
    static const QRegularExpression numbered(u"^(?:ADR[- ]?)?0*(\\d{1,6})(?:[.:]?\\s.*)?$"_s,
                                             QRegularExpression::CaseInsensitiveOption);
    static const QRegularExpression mark(u"^(?:ADR[- ]?)?\\d{1,6}[.:]?\\s+"_s,
                                         QRegularExpression::CaseInsensitiveOption);
    QString key = only(m_byTitle, foldedTitle(label));
    if (key.isEmpty())
        key = only(m_byTitle, foldedTitle(QString(label).remove(mark)));
    if (key.isEmpty())
        key = only(m_bySlug, readFileName(label).slug);
    if (const auto match = numbered.match(label); key.isEmpty() && match.hasMatch())
        key = only(m_byNumber, folder + u'#' + match.captured(1));
    return key;
}

} // namespace gp::exchange::adr

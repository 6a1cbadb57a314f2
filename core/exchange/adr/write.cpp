// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "core/exchange/adr/write.h"

#include <QJsonArray>

using namespace Qt::StringLiterals;

namespace gp::exchange::adr {

namespace {

class MadrWriter
{
public:
    MadrWriter(const Record &decision, const QList<LinkText> &links, const QList<LinkText> &successors)
        : m_properties(decision.properties)
        , m_links(links)
        , m_successors(successors)
    {
    }

    Edited write();
    QString writeFront()
    {
        frontMatter();
        return m_text;
    }
    QString writeForPeople()
    {
        m_isForPeople = true;
        body();
        return m_text.trimmed() + u'\n';
    }

private:
    [[nodiscard]] QString text(const QString &name) const
    {
        return m_properties.value(name).toString().trimmed();
    }
    [[nodiscard]] QStringList list(const QString &name) const { return textsOf(m_properties.value(name)); }
    void frontMatter();
    void entry(const QString &key, const QString &value);
    void entry(const QString &key, const QStringList &values);
    void body();
    void section(const QString &heading, const QString &content, bool isUsual = false);
    void outcome();
    void details();
    void more();
    [[nodiscard]] static QString bullets(const QStringList &items, const QString &word = {});
    [[nodiscard]] QStringList leftOut() const;

    QJsonObject m_properties;
    QList<LinkText> m_links;
    QList<LinkText> m_successors;
    QString m_text;
    bool m_isForPeople = false; ///< usual sections are written while they are empty
};

QString MadrWriter::bullets(const QStringList &items, const QString &word)
{
    QString text;
    for (QString item : items) {
        item.replace("\n\n"_L1, "\n"_L1);
        text += u"* "_s + word + item.replace(u'\n', u"\n  "_s) + u'\n';
    }
    return text;
}

void MadrWriter::entry(const QString &key, const QString &value)
{
    if (!value.isEmpty())
        m_text += key + u": "_s + yamlScalar(value) + u'\n';
}

void MadrWriter::entry(const QString &key, const QStringList &values)
{
    QStringList quoted;
    for (const QString &value : values) {
        // A comma or a bracket would end the item.
        const bool isPlain = yamlScalar(value) == value && !value.contains(u',') && !value.contains(u'[') &&
                             !value.contains(u']') && !value.contains(u'{') && !value.contains(u'}');
        QString item = value;
        item.replace(u'\\', "\\\\"_L1);
        item.replace(u'"', "\\\""_L1);
        quoted.append(isPlain ? value : QString(u'"' + item + u'"'));
    }
    if (!quoted.isEmpty())
        m_text += key + u": ["_s + quoted.join(u", "_s) + u"]\n"_s;
}

void MadrWriter::frontMatter()
{
    m_text += u"---\n"_s;
    entry(u"status"_s, statusMarkdown(text(u"status"_s), m_successors, Dialect::Madr4));
    entry(u"date"_s, text(u"date"_s));
    entry(u"decision-makers"_s, list(u"deciders"_s));
    entry(u"consulted"_s, list(u"consulted"_s));
    entry(u"informed"_s, list(u"informed"_s));
    entry(u"review-by"_s, text(u"review_by"_s));
    entry(u"reach"_s, text(u"reach"_s));
    entry(u"reversibility"_s, text(u"reversibility"_s));
    m_text += u"---\n\n"_s;
}

void MadrWriter::section(const QString &heading, const QString &content, bool isUsual)
{
    if (!content.isEmpty())
        m_text += u'\n' + heading + u"\n\n"_s + content.trimmed() + u'\n';
    else if (isUsual && m_isForPeople)
        m_text += u'\n' + heading + u'\n';
}

void MadrWriter::outcome()
{
    const QString chosen = text(u"chosen"_s).simplified();
    const QString reasons = text(u"outcome"_s);
    QString outcome = reasons;
    if (!chosen.isEmpty() && !reasons.startsWith("Chosen option"_L1)) {
        outcome = u"Chosen option: \"%1\""_s.arg(chosen);
        outcome += reasons.isEmpty()                  ? u"."_s
                   : reasons.startsWith("because"_L1) ? QString(u", "_s + reasons)
                                                      : QString(u".\n\n"_s + reasons);
    }
    const QString consequences = bullets(list(u"good_consequences"_s), u"Good, because "_s) +
                                 bullets(list(u"neutral_consequences"_s), u"Neutral, because "_s) +
                                 bullets(list(u"bad_consequences"_s), u"Bad, because "_s);
    const QString confirmation = text(u"confirmation"_s);
    if (outcome.isEmpty() && consequences.isEmpty() && confirmation.isEmpty() && !m_isForPeople)
        return;
    m_text += u"\n## Decision Outcome\n"_s;
    if (!outcome.isEmpty())
        m_text += u'\n' + outcome + u'\n';
    section(u"### Consequences"_s, consequences, true);
    section(u"### Confirmation"_s, confirmation);
}

void MadrWriter::details()
{
    QString text;
    const QJsonArray rows = m_properties.value(u"options"_s).toArray();
    for (const QJsonValue &row : rows) {
        const AdrOption option = optionOf(row.toObject());
        const QString reasons = bullets(option.pros, u"Good, because "_s) +
                                bullets(option.neutral, u"Neutral, because "_s) +
                                bullets(option.cons, u"Bad, because "_s);
        if (option.description.isEmpty() && reasons.isEmpty())
            continue;
        text += u"### "_s + option.title.simplified() + u"\n\n"_s;
        if (!option.description.isEmpty())
            text += option.description + u"\n\n"_s;
        text += reasons + (reasons.isEmpty() ? QString() : u"\n"_s);
    }
    section(u"## Pros and Cons of the Options"_s, text);
}

void MadrWriter::more()
{
    QStringList parts;
    if (const QString more = text(u"more_information"_s); !more.isEmpty())
        parts.append(more);
    for (const LinkText &link : m_links)
        parts.append(linkSentence(link, Dialect::Madr4));
    section(u"## More Information"_s, parts.join(u"\n\n"_s));
}

QStringList MadrWriter::leftOut() const
{
    QStringList names;
    if (!m_properties.value(u"elements"_s).toArray().isEmpty())
        names.append(u"elements: MADR has no place for them, left out"_s);
    const QJsonArray rows = m_properties.value(u"options"_s).toArray();
    const auto has = [&](const QString &column) {
        return std::ranges::any_of(rows,
                                   [&](const QJsonValue &row) { return row.toObject().contains(column); });
    };
    if (has(u"score"_s) || has(u"scores"_s) || has(u"plateau"_s))
        names.append(u"options: MADR has no place for scores and plateaus, left out"_s);
    return names;
}

void MadrWriter::body()
{
    m_text += u"# "_s + text(u"title"_s).simplified() + u'\n';
    section(u"## Context and Problem Statement"_s, text(u"context"_s), true);
    section(u"## Decision Drivers"_s, bullets(list(u"drivers"_s)), true);
    QStringList titles;
    const QJsonArray rows = m_properties.value(u"options"_s).toArray();
    for (const QJsonValue &row : rows)
        titles.append(optionOf(row.toObject()).title.simplified());
    section(u"## Considered Options"_s, bullets(titles), true);
    outcome();
    details();
    more();
}

Edited MadrWriter::write()
{
    frontMatter();
    body();
    return {m_text, leftOut()};
}

} // namespace

Edited writeMadr(const Record &decision, const QList<LinkText> &links, const QList<LinkText> &successors)
{
    return MadrWriter(decision, links, successors).write();
}

QString writeFrontMatter(const Record &decision)
{
    return MadrWriter(decision, {}, {}).writeFront();
}

QString writeBody(const Record &decision)
{
    return MadrWriter(decision, {}, {}).writeForPeople();
}

} // namespace gp::exchange::adr

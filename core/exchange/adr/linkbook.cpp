// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "core/exchange/adr/write.h"
#include "core/metamodel/yaml.h"

#include <QDir>

using namespace Qt::StringLiterals;

namespace gp::exchange::adr {

namespace {

/// Without the imported folder's name: a way below the folder, whatever that is called here.
QString below(const Record &decision)
{
    return decision.properties.value(u"source_file"_s).toString().section(u'/', 1);
}

QString baseOf(const QString &file)
{
    const QString name = file.section(u'/', -1);
    return name.endsWith(".md"_L1, Qt::CaseInsensitive) ? name.chopped(3) : name;
}

} // namespace

LinkBook::LinkBook(const Model &model)
    : m_model(model)
    , m_resolver(resolverFor(model))
    , m_stated(statedEdges(model))
    , m_linked(linkedEdges(model))
{
}

LinkText LinkBook::textFor(const Record &from, const QString &kind, const QString &to) const
{
    LinkText text;
    text.kind = kind;
    const Record *other = m_model.record(u"decision"_s, to);
    if (!other) {
        text.title = to;
        return text;
    }
    const QJsonValue number = other->properties.value(u"number"_s);
    if (number.isDouble())
        text.number = number.toInt();
    text.title = other->properties.value(u"title"_s).toString();
    const QString file = below(*other);
    if (!file.isEmpty()) {
        const QString folder = below(from).section(u'/', 0, -2);
        text.file = folder.isEmpty() ? file : QDir(u'/' + folder).relativeFilePath(u'/' + file);
    }
    return text;
}

QList<LinkText> LinkBook::successorsOf(const Record &decision) const
{
    QList<LinkText> texts;
    for (const DecisionLink &edge : m_linked) {
        if (edge.kind == "supersedes"_L1 && edge.to == decision.key)
            texts.append(textFor(decision, edge.kind, edge.from));
    }
    return texts;
}

QList<LinkText> LinkBook::linksOf(const Record &decision) const
{
    QList<LinkText> texts;
    for (auto it = m_linked.lower_bound({decision.key, {}, {}});
         it != m_linked.end() && it->from == decision.key; ++it)
        texts.append(textFor(decision, it->kind, it->to));
    return texts;
}

LinkChanges LinkBook::changesFor(const Record &decision) const
{
    LinkChanges changes;
    changes.successors = successorsOf(decision);
    for (auto it = m_linked.lower_bound({decision.key, {}, {}});
         it != m_linked.end() && it->from == decision.key; ++it) {
        if (!m_stated.contains(*it))
            changes.added.append(textFor(decision, it->kind, it->to));
    }
    const auto isSuccessor = [&](const DecisionLink &edge) {
        return edge.kind == "supersedes"_L1 && edge.to == decision.key;
    };
    changes.haveSuccessorsChanged =
        std::ranges::any_of(
            m_linked,
            [&](const DecisionLink &edge) { return isSuccessor(edge) && !m_stated.contains(edge); }) ||
        std::ranges::any_of(m_stated, [&](const DecisionLink &edge) {
            return isSuccessor(edge) && !m_linked.contains(edge);
        });
    const auto original = baseOf(decision);
    if (!original)
        return changes;
    const QList<AdrLink> links = parse(original->text, original->file).document.links;
    for (const AdrLink &link : links) {
        const QString other = m_resolver.find(link, original->file);
        const DecisionLink edge = link.isInverse ? DecisionLink{other, link.kind, decision.key}
                                                 : DecisionLink{decision.key, link.kind, other};
        if (!other.isEmpty() && m_stated.contains(edge) && !m_linked.contains(edge))
            changes.removed.append(link);
    }
    return changes;
}

QString linkMarkdown(const LinkText &link, Dialect dialect)
{
    QString label = link.title;
    if (dialect == Dialect::Log4brains && !link.file.isEmpty())
        label = baseOf(link.file);
    else if (link.number && dialect == Dialect::Nygard)
        label = u"%1. %2"_s.arg(*link.number).arg(link.title);
    else if (link.number)
        label = u"ADR-%1"_s.arg(*link.number, 4, 10, QLatin1Char('0'));
    label.remove(u'[');
    label.remove(u']');
    if (link.file.isEmpty())
        return label;
    QString target = link.file;
    target.replace(u' ', "%20"_L1);
    target.replace(u'(', "%28"_L1);
    target.replace(u')', "%29"_L1);
    return u"[%1](%2)"_s.arg(label, target);
}

QString statusMarkdown(const QString &status, const QList<LinkText> &successors, Dialect dialect)
{
    if (status != "superseded"_L1 || successors.isEmpty())
        return status;
    QStringList names;
    for (const LinkText &successor : successors)
        names.append(linkMarkdown(successor, dialect));
    return u"superseded by "_s + names.join(u", "_s);
}

QString linkSentence(const LinkText &link, Dialect dialect)
{
    static const QHash<QString, QString> verbs{
        {u"supersedes"_s, u"Supersedes"_s}, {u"amends"_s, u"Amends"_s}, {u"refines"_s, u"Refines"_s}};
    return verbs.value(link.kind, u"Relates to"_s) + u' ' + linkMarkdown(link, dialect);
}

QString yamlScalar(const QString &text)
{
    const QString line = text.simplified();
    const auto read = yaml::parse(QString(u"k: "_s + line).toUtf8(), {});
    const bool isPlain = read && read->size() == 1 && read->first().root.isMap() &&
                         read->first().root[u"k"].isScalar() && read->first().root[u"k"].text() == line &&
                         !read->first().root[u"k"].isQuoted();
    if (isPlain)
        return line;
    QString quoted = line;
    quoted.replace(u'\\', "\\\\"_L1);
    quoted.replace(u'"', "\\\""_L1);
    return u'"' + quoted + u'"';
}

Edited current(const LinkBook &book, const Record &decision)
{
    const auto base = baseOf(decision);
    return base ? edit(decision, *base, book.changesFor(decision))
                : writeMadr(decision, book.linksOf(decision), book.successorsOf(decision));
}

QByteArray currentBytes(const LinkBook &book, const Record &decision)
{
    Original original = *baseOf(decision);
    original.text = edit(decision, original, book.changesFor(decision)).text;
    return original.bytes();
}

} // namespace gp::exchange::adr

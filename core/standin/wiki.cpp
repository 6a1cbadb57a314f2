// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "core/standin/wiki.h"

#include <QCryptographicHash>
#include <QJsonDocument>
#include <QRegularExpression>
#include <QXmlStreamReader>

using namespace Qt::StringLiterals;

namespace gp::standin {

namespace {

Refusal missing(qint64 id)
{
    return {404, u"NOT_FOUND"_s, u"Cannot find a page with id [%1]"_s.arg(id),
            u"No content found with id: ContentId{id=%1}"_s.arg(id)};
}

/// What every site refuses, whoever asks.
std::optional<Refusal> limitOf(const QString &title, const QString &storage)
{
    constexpr qsizetype largest = 5'242'880;
    if (title.trimmed().isEmpty() || title.size() > 255)
        return Refusal{400, u"INVALID_REQUEST_PARAMETER"_s, u"A title must have 1 to 255 characters"_s};
    if (storage.toUtf8().size() > largest)
        return Refusal{413, u"PAYLOAD_TOO_LARGE"_s, u"The body is larger than 5242880 bytes"_s};
    return {};
}

/// What is wrong with a text; empty where it is well-formed.
QString problemOf(const QString &storage)
{
    QXmlStreamReader xml(u"<xml xmlns:ac=\"ac\" xmlns:ri=\"ri\">%1</xml>"_s.arg(storage));
    while (!xml.atEnd())
        xml.readNext();
    if (!xml.hasError())
        return {};
    return u"Error parsing xhtml: %1\n at [row,col {unknown-source}]: [%2,%3]"_s.arg(xml.errorString())
        .arg(xml.lineNumber())
        .arg(xml.columnNumber());
}

/// By title without case, numbers by their value.
bool naturally(const QString &first, const QString &second)
{
    static const QRegularExpression number(u"[0-9]+"_s);
    const auto key = [](const QString &title) {
        QString made;
        qsizetype end = 0;
        for (auto it = number.globalMatch(title); it.hasNext();) {
            const auto match = it.next();
            made +=
                title.sliced(end, match.capturedStart() - end) + match.captured().rightJustified(20, u'0');
            end = match.capturedEnd();
        }
        return QString(made + title.sliced(end)).toCaseFolded();
    };
    return key(first) < key(second);
}

} // namespace

Wiki::Wiki(const QString &key, const QString &name, bool isNumbered)
    : m_key(key)
    , m_name(name)
    , m_isNumbered(isNumbered)
{
    m_home = create(0, name + u" Home"_s, u"<p>Welcome.</p>"_s, u"admin"_s).value_or(0);
}

const Page *Wiki::page(qint64 id) const
{
    const auto found = m_pages.constFind(id);
    return found == m_pages.constEnd() ? nullptr : &*found;
}

Page *Wiki::page(qint64 id)
{
    const auto found = m_pages.find(id);
    return found == m_pages.end() ? nullptr : &*found;
}

const Page *Wiki::titled(const QString &title, qint64 but) const
{
    for (const Page &page : m_pages) {
        if (page.id != but && page.status != "trashed"_L1 &&
            page.now().title.compare(title, Qt::CaseInsensitive) == 0)
            return &page;
    }
    return nullptr;
}

/// A server writes in its own hand: ids and versions of macros, spaces before "/>".
QString Wiki::saved(const QString &storage)
{
    static const QRegularExpression macro(u"<ac:structured-macro (?![^>]*ac:macro-id)([^>]*?)(/?)>"_s);
    static const QRegularExpression closing(u"(?<! )/>"_s);
    static const QRegularExpression task(u"</ac:task-id>(?!<ac:task-uuid>)"_s);
    QString made;
    qsizetype end = 0;
    for (auto it = macro.globalMatch(storage); it.hasNext();) {
        const auto match = it.next();
        made += QStringView(storage).sliced(end, match.capturedStart() - end);
        QString attributes = match.captured(1).trimmed();
        if (!attributes.contains("ac:schema-version"_L1))
            attributes += u" ac:schema-version=\"1\""_s;
        made += u"<ac:structured-macro %1 ac:macro-id=\"%2\"%3>"_s.arg(attributes)
                    .arg(m_next++)
                    .arg(match.captured(2));
        end = match.capturedEnd();
    }
    made += QStringView(storage).sliced(end);
    made.replace(task, u"</ac:task-id><ac:task-uuid>%1</ac:task-uuid>"_s.arg(m_next++));
    // Not inside of code.
    QStringList parts = made.split(u"<![CDATA["_s);
    for (qsizetype i = 0; i < parts.size(); ++i) {
        const qsizetype cdata = i == 0 ? 0 : parts.at(i).indexOf("]]>"_L1);
        if (cdata < 0)
            continue;
        QString rest = parts.at(i).sliced(cdata);
        parts[i] = parts.at(i).first(cdata) + rest.replace(closing, u" />"_s);
    }
    return parts.join(u"<![CDATA["_s);
}

Done<qint64> Wiki::create(qint64 parent, const QString &title, const QString &storage, const QString &author)
{
    if (const auto limit = limitOf(title, storage))
        return std::unexpected(*limit);
    if (titled(title))
        return std::unexpected(Refusal{
            400, u"INVALID_REQUEST_PARAMETER"_s,
            u"A page with this title already exists: A page already exists with the same TITLE in this space"_s,
            u"A page with this title already exists: A page already exists with the title %1 in the space with key %2"_s
                .arg(title, m_key)});
    if (const QString problem = problemOf(storage); !problem.isEmpty())
        return std::unexpected(Refusal{400, u"INVALID_REQUEST_PARAMETER"_s, problem});
    if (parent != 0 && (!page(parent) || page(parent)->status != "current"_L1))
        return std::unexpected(missing(parent));
    Page made;
    made.id = m_next++;
    made.parent = parent == 0 ? m_home : parent;
    made.position = lastPosition(made.parent);
    made.versions = {{1, title, saved(storage), {}, author, QDateTime::currentDateTimeUtc()}};
    m_pages.insert(made.id, made);
    return made.id;
}

Done<void> Wiki::update(qint64 id, int number, const QString &title, qint64 parent, const QString &storage,
                        const QString &message, const QString &author)
{
    Page *changed = page(id);
    if (!changed || changed->status != "current"_L1)
        return std::unexpected(missing(id));
    if (changed->isRestricted)
        return std::unexpected(Refusal{403, u"FORBIDDEN"_s, u"User is not permitted to edit this page"_s});
    const int now = changed->now().number;
    if (number != now + 1)
        return std::unexpected(Refusal{
            409, u"CONFLICT"_s,
            u"Version must be incremented when updating a page. Current Version: [%1]. Provided version: [%2]"_s
                .arg(now)
                .arg(number),
            u"Version must be incremented on update. Current version is: %1"_s.arg(now)});
    if (const auto limit = limitOf(title, storage))
        return std::unexpected(*limit);
    if (titled(title, id))
        return std::unexpected(Refusal{
            400, u"INVALID_REQUEST_PARAMETER"_s,
            u"A page with this title already exists: A page already exists with the same TITLE in this space"_s});
    if (const QString problem = problemOf(storage); !problem.isEmpty())
        return std::unexpected(Refusal{400, u"INVALID_REQUEST_PARAMETER"_s, problem});
    if (parent != 0 && isAbove(id, parent))
        return std::unexpected(
            Refusal{400, u"INVALID_REQUEST_PARAMETER"_s, u"A page cannot be below itself"_s});
    if (parent != 0 && !page(parent))
        return std::unexpected(missing(parent));
    changed->versions.append(
        {number, title, saved(storage), message, author, QDateTime::currentDateTimeUtc()});
    if (parent != 0 && parent != changed->parent) {
        changed->position = lastPosition(parent);
        changed->parent = parent;
    }
    return {};
}

bool Wiki::isAbove(qint64 id, qint64 other) const
{
    for (; other != 0; other = page(other) ? page(other)->parent : 0) {
        if (other == id)
            return true;
    }
    return false;
}

int Wiki::lastPosition(qint64 parent) const
{
    int last = m_isNumbered ? 0 : -1;
    for (const Page &page : m_pages) {
        if (page.parent == parent && page.position >= 0)
            last = std::max(last, page.position + 1);
    }
    return m_isNumbered ? last : -1;
}

QList<qint64> Wiki::below(qint64 parent) const
{
    QList<qint64> ids;
    for (const Page &page : m_pages) {
        if (page.parent == parent && page.status == "current"_L1)
            ids.append(page.id);
    }
    std::ranges::stable_sort(ids, [this](qint64 a, qint64 b) {
        const Page &first = *page(a);
        const Page &second = *page(b);
        if (first.position < 0 && second.position < 0)
            return naturally(first.now().title, second.now().title);
        if (first.position < 0 || second.position < 0)
            return first.position >= 0;
        return first.position < second.position;
    });
    return ids;
}

Done<void> Wiki::move(qint64 id, const QString &where, qint64 target)
{
    Page *moved = page(id);
    const Page *there = page(target);
    if (!moved || moved->status != "current"_L1)
        return std::unexpected(missing(id));
    if (!there || there->status != "current"_L1)
        return std::unexpected(missing(target));
    const bool isInside = where == "append"_L1;
    const qint64 parent = isInside ? target : there->parent;
    if (parent == 0)
        return std::unexpected(Refusal{400, u"INVALID_REQUEST_PARAMETER"_s,
                                       u"A page cannot be moved next to a page at the top of the space"_s});
    if (id == target || isAbove(id, parent))
        return std::unexpected(
            Refusal{400, u"INVALID_REQUEST_PARAMETER"_s, u"A page cannot be moved to below itself"_s});
    QList<qint64> siblings = below(parent);
    siblings.removeAll(id);
    const qsizetype at =
        isInside ? siblings.size() : siblings.indexOf(target) + (where == "after"_L1 ? 1 : 0);
    siblings.insert(at, id);
    moved->parent = parent;
    for (qsizetype i = 0; i < siblings.size(); ++i)
        page(siblings.at(i))->position = int(i);
    return {};
}

QStringList Wiki::outline(qint64 parent) const
{
    QStringList lines;
    const QList<qint64> ids = below(parent);
    for (const qint64 id : ids) {
        lines.append(page(id)->now().title);
        const QStringList deeper = outline(id);
        for (const QString &line : deeper)
            lines.append(u' ' + line);
    }
    return lines;
}

Done<void> Wiki::archive(qint64 id)
{
    Page *changed = page(id);
    if (!changed || changed->status != "current"_L1)
        return std::unexpected(missing(id));
    changed->status = u"archived"_s;
    return {};
}

Done<void> Wiki::trash(qint64 id)
{
    Page *changed = page(id);
    if (!changed)
        return std::unexpected(missing(id));
    changed->status = u"trashed"_s;
    return {};
}

Done<qint64> Wiki::attach(qint64 id, const Attachment &file, qint64 existing)
{
    Page *changed = page(id);
    if (!changed || changed->status != "current"_L1)
        return std::unexpected(missing(id));
    if (changed->isRestricted)
        return std::unexpected(Refusal{403, u"FORBIDDEN"_s, u"User is not permitted to edit this page"_s});
    static const QRegularExpression odd(u"[/\\\\\":?*|<>]"_s);
    if (file.name.isEmpty() || odd.match(file.name).hasMatch())
        return std::unexpected(Refusal{400, u"INVALID_REQUEST_PARAMETER"_s, u"Invalid file name"_s});
    const auto named = std::ranges::find(changed->attachments, file.name, &Attachment::name);
    if (existing == 0) {
        if (named != changed->attachments.end())
            return std::unexpected(Refusal{
                400, u"INVALID_REQUEST_PARAMETER"_s,
                u"Cannot add a new attachment with same file name as an existing attachment: %1"_s.arg(
                    file.name)});
        Attachment made = file;
        made.id = m_next++;
        changed->attachments.append(made);
        return made.id;
    }
    for (Attachment &each : changed->attachments) {
        if (each.id != existing)
            continue;
        each.bytes = file.bytes;
        each.comment = file.comment;
        each.mediaType = file.mediaType;
        ++each.version;
        return each.id;
    }
    return std::unexpected(missing(existing));
}

Done<Property> Wiki::setProperty(qint64 id, const QString &key, const QJsonValue &value, int version)
{
    Page *changed = page(id);
    if (!changed)
        return std::unexpected(missing(id));
    const auto known = changed->properties.find(key);
    if (version == 0 && known != changed->properties.end())
        return std::unexpected(Refusal{409, u"CONFLICT"_s, u"A property with this key already exists"_s});
    if (version != 0 && known == changed->properties.end())
        return std::unexpected(
            Refusal{404, u"NOT_FOUND"_s, u"Could not find property with key [%1]"_s.arg(key)});
    if (version != 0 && version != known->version + 1)
        return std::unexpected(Refusal{409, u"CONFLICT"_s, u"Version must be incremented"_s});
    Property made;
    made.id = version == 0 ? m_next++ : known->id;
    made.value = value;
    made.version = version == 0 ? 1 : version;
    changed->properties.insert(key, made);
    return made;
}

void Wiki::label(qint64 id, const QString &label)
{
    if (Page *changed = page(id); changed && !changed->labels.contains(label.toLower()))
        changed->labels.append(label.toLower());
}

qint64 Wiki::comment(qint64 id, const QString &selection, const QString &text, const QString &author)
{
    Page *changed = page(id);
    if (!changed)
        return 0;
    const qint64 number = m_next++;
    changed->comments.append({number, author, selection, u"<p>%1</p>"_s.arg(text.toHtmlEscaped()), false});
    QString &storage = changed->versions.last().storage;
    const qsizetype at = storage.indexOf(selection);
    if (at >= 0)
        storage.replace(
            at, selection.size(),
            u"<ac:inline-comment-marker ac:ref=\"%1\">%2</ac:inline-comment-marker>"_s.arg(number).arg(
                selection));
    return number;
}

QString Wiki::summary() const
{
    static const QRegularExpression ids(u" ac:macro-id=\"[0-9]+\"|<ac:task-uuid>[0-9]+</ac:task-uuid>"_s);
    QStringList lines;
    for (const Page &page : m_pages) {
        const Page *above = this->page(page.parent);
        QString text = page.now().storage;
        QStringList files;
        for (const Attachment &file : page.attachments)
            files.append(
                file.name + u':' +
                QString::fromLatin1(
                    QCryptographicHash::hash(file.bytes, QCryptographicHash::Sha1).toHex().first(8)));
        files.sort();
        QStringList labels = page.labels;
        labels.sort();
        QStringList properties;
        for (auto it = page.properties.cbegin(); it != page.properties.cend(); ++it)
            properties.append(
                it.key() + u'=' +
                QString::fromUtf8(QJsonDocument(it->value.toObject()).toJson(QJsonDocument::Compact)));
        lines.append(u"%1 < %2 | %3 | %4 | %5 | %6 | %7"_s.arg(
            page.now().title, above ? above->now().title : u"-"_s, page.status,
            QString::fromLatin1(QCryptographicHash::hash(text.remove(ids).toUtf8(), QCryptographicHash::Sha1)
                                    .toHex()
                                    .first(8)),
            files.join(u','), labels.join(u','), properties.join(u',')));
    }
    lines.sort();
    return lines.join(u'\n');
}

} // namespace gp::standin

// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "core/search/entry.h"

#include <QJsonArray>
#include <QSet>

using namespace Qt::StringLiterals;

namespace gp::search {

namespace {

constexpr qsizetype mostNames = 32;
constexpr qsizetype longestText = 16'384;
constexpr qsizetype longestTexts = 131'072;
constexpr int mostValues = 4'096;
constexpr int deepest = 32;

QString numberText(double number)
{
    constexpr double wholeUpTo = 9'007'199'254'740'992.0; // 2^53
    if (number == std::floor(number) && std::abs(number) < wholeUpTo)
        return QString::number(qint64(number));
    return QString::number(number, 'g', QLocale::FloatingPointShortest);
}

/// Text cut to `most` code units, not within a character.
QStringView cut(QStringView text, qsizetype most)
{
    if (text.size() <= most)
        return text;
    text.truncate(most);
    if (text.back().isHighSurrogate())
        text.chop(1);
    return text;
}

class Maker
{
public:
    Maker(Subject subject, const QString &kind, const QString &key)
        : m_entry(std::make_shared<Entry>())
    {
        m_entry->subject = std::move(subject);
        m_entry->kind = kind;
        m_entry->key = key;
    }

    /// `body`: where the name proper begins.
    void addName(const QString &name, qsizetype body = 0)
    {
        if (name.isEmpty() || m_entry->titles.size() >= mostNames)
            return;
        const QString title =
            name.size() <= Names::longest ? name : cut(name, Names::longest).toString() + u'…';
        if (m_entry->titles.contains(title))
            return;
        m_entry->titles.append(title);
        m_entry->names.add(title, false, body);
    }

    void addText(const QString &where, QStringView text)
    {
        const qsizetype room = std::max<qsizetype>(0, longestTexts - m_entry->text.size());
        text = cut(text, std::min(longestText, room));
        const auto foldedBefore = m_entry->folded.size();
        appendFolded(text, m_entry->folded);
        if (m_entry->folded.size() == foldedBefore)
            return;
        m_entry->folded.append('\n');
        Entry::Field field;
        field.where = quint32(m_entry->text.size());
        m_entry->text.append(cut(where, Names::longest));
        field.begin = quint32(m_entry->text.size());
        m_entry->text.append(text);
        field.end = quint32(m_entry->text.size());
        m_entry->fields.push_back(field);
    }

    void addValue(const QString &where, const QJsonValue &value, int depth = 0)
    {
        if (++m_values > mostValues || m_entry->text.size() >= longestTexts)
            return;
        switch (value.type()) {
        case QJsonValue::String:
            addText(where, value.toString());
            break;
        case QJsonValue::Double:
            addText(where, numberText(value.toDouble()));
            break;
        case QJsonValue::Array:
            if (depth < deepest)
                addItems(where, value.toArray(), depth + 1);
            break;
        case QJsonValue::Object:
            if (depth < deepest)
                addItems(where, value.toObject(), depth + 1);
            break;
        case QJsonValue::Null:
        case QJsonValue::Bool:
        case QJsonValue::Undefined:
            break; // "true" says nothing without its property
        }
    }

    void addProperties(const QJsonObject &properties, const QStringList &except = {})
    {
        for (auto it = properties.constBegin(); it != properties.constEnd(); ++it) {
            const bool isTitle = it.value().isString() && except.contains(it.key());
            if (!isTitle)
                addValue(it.key(), it.value());
        }
    }

    [[nodiscard]] EntryPointer take()
    {
        // Where a thing has no name, it is called by its key.
        const bool isNamed = !m_entry->titles.isEmpty();
        if (!isNamed)
            m_entry->titles.append(m_entry->key);
        m_entry->names.add(m_entry->key, isNamed);
        m_entry->pairs.addAll(m_entry->folded);
        m_entry->text.squeeze();
        m_entry->folded.squeeze();
        return m_entry;
    }

private:
    template<typename Container>
    void addItems(const QString &where, const Container &container, int depth)
    {
        for (auto it = container.constBegin(); it != container.constEnd(); ++it) {
            if (m_values > mostValues || m_entry->text.size() >= longestTexts)
                return;
            addValue(where, *it, depth);
        }
    }

    std::shared_ptr<Entry> m_entry;
    int m_values = 0;
};

} // namespace

EntryPointer makeEntry(const Plateau &plateau)
{
    Maker maker(plateau.id, u"plateau"_s, plateau.key);
    maker.addName(plateau.name);
    maker.addText(u"description"_s, plateau.description);
    if (plateau.date.isValid())
        maker.addText(u"date"_s, plateau.date.toString(Qt::ISODate));
    return maker.take();
}

EntryPointer makeEntry(const Element &element, const QList<Plateau> &order)
{
    QList<const QJsonObject *> revisions;
    for (const auto &plateau : order) {
        if (const auto it = element.revisions.constFind(plateau.id); it != element.revisions.constEnd())
            revisions.append(&*it);
    }
    Maker maker(element.id, element.kind, element.key);
    for (const auto *revision : std::as_const(revisions))
        maker.addName(revision->value("name"_L1).toString());
    // A value that a later plateau repeats is not found twice.
    QJsonObject seen;
    for (const auto *revision : std::as_const(revisions)) {
        for (auto it = revision->constBegin(); it != revision->constEnd(); ++it) {
            const bool isName = it.value().isString() && it.key() == "name"_L1;
            if (isName || (revisions.size() > 1 && seen.value(it.key()) == it.value()))
                continue;
            if (revisions.size() > 1)
                seen.insert(it.key(), it.value());
            maker.addValue(it.key(), it.value());
        }
    }
    return maker.take();
}

EntryPointer makeEntry(const Record &record)
{
    Maker maker(record.id, record.kind, record.key);
    const QString title = titleOf(record);
    const QString number = record.kind == "decision"_L1 ? numberOf(record) : QString();
    maker.addName(title, number.isEmpty() ? 0 : number.size() + 1);
    const auto said = [&](QLatin1StringView property) {
        const QString text = record.properties.value(property).toString();
        return !text.isEmpty() && title.endsWith(text) ? QStringList{QString(property)} : QStringList();
    };
    const QStringList asTitle = said("title"_L1);
    // The text of the file that a decision came from says it all a second time.
    QJsonObject properties = record.properties;
    if (record.kind == "decision"_L1) {
        for (const auto &kept :
             {"source_text"_L1, "source_dialect"_L1, "source_versions"_L1, "source_edited"_L1})
            properties.remove(kept);
    }
    // A picture says nothing in words.
    if (record.kind == "attachment"_L1)
        properties.remove("data"_L1);
    maker.addProperties(properties, asTitle.isEmpty() ? said("name"_L1) : asTitle);
    return maker.take();
}

EntryPointer makeEntry(const View &view)
{
    Maker maker(view.id, u"view"_s, view.key);
    maker.addName(view.properties.value("title"_L1).toString());
    maker.addProperties(view.properties, {u"title"_s});
    return maker.take();
}

EntryPointer makeEntry(const Document &document)
{
    Maker maker(document.id, u"document"_s, document.id);
    maker.addName(document.title);
    maker.addText(u"text"_s, document.text);
    return maker.take();
}

} // namespace gp::search

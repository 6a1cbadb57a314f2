// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "core/documents/attachments.h"
#include "views/inspector/editors.h"
#include "views/pages/prose.h"
#include "views/pages/recordview.h"
#include "views/style/states.h"

#include <QLocale>

using namespace Qt::StringLiterals;

namespace gp::views {

namespace {

using metamodel::Property;
using metamodel::PropertyType;

class RecordWriter
{
public:
    RecordWriter(const Session &session, const Record &record, const diagram::Theme &theme)
        : m_session(session)
        , m_record(record)
        , m_theme(theme)
    {
    }

    QString write()
    {
        const auto *kind = m_session.metamodel().recordKind(m_record.kind);
        head(kind);
        if (kind) {
            facts(*kind);
            for (const auto &property : kind->properties)
                section(property);
            if (m_record.kind == "attachment"_L1)
                picture();
        }
        return u"<html><head><style>%1</style></head><body>%2</body></html>"_s.arg(pageCss(m_theme), m_html);
    }

private:
    [[nodiscard]] QString pill(const QString &text, const QColor &color) const
    {
        return u"<span style=\"background-color:%1; color:%2;\">&nbsp;&nbsp;%3&nbsp;&nbsp;</span>"_s.arg(
            m_theme.tint(color, m_theme.canvas).name(), m_theme.badgeText(color).name(),
            text.toHtmlEscaped());
    }

    void head(const metamodel::Kind *kind)
    {
        const QString number = m_record.kind == "decision"_L1 ? numberOf(m_record) : QString();
        const QString above = number.isEmpty() ? (kind ? kind->label : m_record.kind) : number;
        m_html += u"<p class=\"muted\" style=\"margin-bottom:0\">%1</p>"_s.arg(above.toHtmlEscaped());
        QString title = titleOf(m_record);
        if (!number.isEmpty())
            title.remove(0, number.size() + 1);
        m_html += u"<h1>%1</h1>"_s.arg(title.toHtmlEscaped());
    }

    /// Short values in one line below the title: status, dates, people.
    void facts(const metamodel::Kind &kind)
    {
        QStringList parts;
        for (const auto &property : kind.properties) {
            const auto value = m_record.properties.value(property.name);
            if (!isFact(property) || isKept(property) || isPicture(property) || value.isUndefined() ||
                value.isNull())
                continue;
            if (property.name == "status"_L1) {
                const QString word = value.toString();
                parts.prepend(pill(property.labelOf(word), statusColor(word, m_theme)));
                continue;
            }
            QString text = metamodel::displayText(property, value);
            const bool isPlain =
                property.refersTo.isEmpty() && property.type != PropertyType::Url && text.size() < 40;
            const QString shown =
                isPlain ? unbroken(inlineValue(property, value)) : inlineValue(property, value);
            parts.append(u"<span class=\"muted\">%1</span>&nbsp;%2"_s.arg(
                unbroken(property.label.toHtmlEscaped()), shown));
        }
        if (!parts.isEmpty())
            m_html += u"<p>%1</p>"_s.arg(parts.join(u"&nbsp;&nbsp;&nbsp; "_s));
    }

    [[nodiscard]] static QString unbroken(QString text) { return text.replace(u' ', u"&nbsp;"_s); }

    /// What an import keeps to write a file back is no text for people.
    [[nodiscard]] static bool isKept(const Property &property)
    {
        return property.name.startsWith("source_"_L1);
    }

    [[nodiscard]] bool isPicture(const Property &property) const
    {
        return m_record.kind == "attachment"_L1 && property.name == "data"_L1;
    }

    void picture()
    {
        m_html += u"<p class=\"muted\">%1 · attachment:%2</p>"_s.arg(
            QLocale().formattedDataSize(documents::pictureBytes(m_record)), m_record.key.toHtmlEscaped());
        m_html += proseHtml(m_session, u"![](attachment:%1)"_s.arg(m_record.key));
    }

    [[nodiscard]] static bool isTitle(const Property &property)
    {
        static const QStringList names = {u"title"_s, u"name"_s, u"number"_s};
        return names.contains(property.name);
    }

    [[nodiscard]] static bool isFact(const Property &property)
    {
        static const QList<PropertyType> longOnes = {PropertyType::Markdown, PropertyType::Table,
                                                     PropertyType::List};
        return !isTitle(property) && !longOnes.contains(property.type);
    }

    [[nodiscard]] QString link(const QString &refersTo, const QString &key) const
    {
        const Model &model = m_session.model();
        if (const auto *element = model.element(key); element && !model.record(refersTo, key)) {
            const auto *state = m_session.shown(element->id);
            return u"<a href=\"element:%1\">%2</a>"_s.arg(key, (state ? state->name() : key).toHtmlEscaped());
        }
        if (const auto *record = model.record(refersTo, key))
            return u"<a href=\"record:%1/%2\">%3</a>"_s.arg(refersTo, key, titleOf(*record).toHtmlEscaped());
        if (const auto *plateau = model.plateau(key))
            return plateau->name.toHtmlEscaped();
        return key.toHtmlEscaped();
    }

    [[nodiscard]] QString inlineValue(const Property &property, const QJsonValue &value) const
    {
        if (!property.refersTo.isEmpty() && value.isString())
            return link(property.refersTo, value.toString());
        if (property.type == PropertyType::Date) {
            const QDate date = QDate::fromString(value.toString(), Qt::ISODate);
            if (date.isValid())
                return QLocale::c().toString(date, u"d MMMM yyyy"_s);
        }
        if (property.type == PropertyType::Url)
            return u"<a href=\"%1\">%1</a>"_s.arg(value.toString().toHtmlEscaped());
        return metamodel::displayText(property, value).toHtmlEscaped();
    }

    void section(const Property &property)
    {
        const auto value = m_record.properties.value(property.name);
        if (isTitle(property) || isFact(property) || isKept(property) || value.isUndefined() ||
            value.isNull())
            return;
        m_html += u"<h2>%1</h2>"_s.arg(property.label.toHtmlEscaped());
        if (property.type == PropertyType::Markdown)
            m_html += proseHtml(m_session, value.toString());
        else if (property.type == PropertyType::List)
            list(property, value.toArray());
        else if (property.name == "options"_L1)
            options(property, value.toArray());
        else
            table(property, value.toArray());
    }

    void list(const Property &property, const QJsonArray &items)
    {
        QStringList links;
        for (const auto &item : items) {
            const QString text = item.toVariant().toString();
            links.append(property.refersTo.isEmpty() ? inlineMarkdown(text) : link(property.refersTo, text));
        }
        // Names stand in a line, sentences below each other.
        const bool isShort =
            !property.refersTo.isEmpty() ||
            std::ranges::all_of(items, [](const QJsonValue &item) { return item.toString().size() < 32; });
        if (isShort)
            m_html += u"<p>%1</p>"_s.arg(links.join(u" &nbsp;·&nbsp; "_s));
        else
            m_html += u"<ul><li>%1</li></ul>"_s.arg(links.join(u"</li><li>"_s));
    }

    [[nodiscard]] QString inlineMarkdown(const QString &text) const
    {
        QString html = proseHtml(m_session, text).trimmed();
        const bool isOneParagraph =
            html.startsWith("<p>"_L1) && html.endsWith("</p>"_L1) && html.count("<p>"_L1) == 1;
        return isOneParagraph ? html.sliced(3, html.size() - 7) : html;
    }

    /// The considered options of a decision: a heading each, the chosen one marked, pros and cons with their
    /// signs.
    void options(const Property &property, const QJsonArray &items)
    {
        const QString chosen = m_record.properties.value("chosen"_L1).toString();
        for (const auto &item : items) {
            const auto option = item.toObject();
            const QString title = option.value("title"_L1).toString();
            const bool isChosen = !chosen.isEmpty() && title.compare(chosen, Qt::CaseInsensitive) == 0;
            m_html += u"<h3>%1%2</h3>"_s.arg(
                title.toHtmlEscaped(),
                isChosen ? u" &nbsp;"_s + pill(QObject::tr("chosen"), m_theme.added) : QString());
            for (const auto &column : property.columns) {
                const auto value = option.value(column.name);
                if (column.name == "title"_L1 || value.isUndefined() || value.isNull())
                    continue;
                if (column.type == PropertyType::Markdown)
                    m_html += proseHtml(m_session, value.toString());
                else if (column.type == PropertyType::List)
                    reasons(column.name, value.toArray());
                else
                    m_html += u"<p><span class=\"muted\">%1</span> %2</p>"_s.arg(column.label.toHtmlEscaped(),
                                                                                 inlineValue(column, value));
            }
        }
    }

    void reasons(const QString &column, const QJsonArray &items)
    {
        const bool isGood = column == "pros"_L1;
        const bool isBad = column == "cons"_L1;
        const QColor color = isGood ? m_theme.added : isBad ? m_theme.removed : m_theme.muted;
        const QString sign = isGood ? u"+"_s : isBad ? u"−"_s : u"·"_s;
        m_html += u"<table cellspacing=\"0\">"_s;
        for (const auto &item : items) {
            m_html += u"<tr><td style=\"color:%1; font-weight:600; padding:2px 8px 2px 4px\">%2</td>"
                      "<td style=\"padding:2px 0\">%3</td></tr>"_s.arg(color.name(), sign,
                                                                       inlineMarkdown(item.toString()));
        }
        m_html += u"</table>"_s;
    }

    void table(const Property &property, const QJsonArray &rows)
    {
        m_html += u"<table cellspacing=\"0\"><tr>"_s;
        for (const auto &column : property.columns)
            m_html += u"<th align=\"left\" class=\"muted\">%1</th>"_s.arg(column.label.toHtmlEscaped());
        m_html += u"</tr>"_s;
        for (const auto &row : rows) {
            m_html += u"<tr>"_s;
            for (const auto &column : property.columns) {
                const auto value = row.toObject().value(column.name);
                const bool isSet = !value.isUndefined() && !value.isNull();
                m_html += u"<td>%1</td>"_s.arg(isSet ? inlineValue(column, value) : QString());
            }
            m_html += u"</tr>"_s;
        }
        m_html += u"</table>"_s;
    }

    const Session &m_session;
    const Record &m_record;
    const diagram::Theme &m_theme;
    QString m_html;
};

} // namespace

QString recordHtml(const Session &session, const Record &record, const diagram::Theme &theme)
{
    return RecordWriter(session, record, theme).write();
}

} // namespace gp::views

// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "views/pages/confluencehtml.h"

#include "core/documents/storage_page.h"

#include <QCoreApplication>
#include <QXmlStreamReader>

using namespace Qt::StringLiterals;

namespace gp::views {

namespace {

class Reader
{
public:
    Reader(const documents::StorageBody &body, const QMap<QString, QByteArray> &pictures,
           const diagram::Theme &theme)
        : m_body(body)
        , m_pictures(pictures)
        , m_theme(theme)
        // The prefixes belong to Confluence and are declared nowhere in a page.
        , m_xml(u"<page xmlns:ac=\"ac\" xmlns:ri=\"ri\">"_s + body.xml + u"</page>"_s)
    {
        m_xml.setNamespaceProcessing(false);
    }

    QString read()
    {
        m_xml.readNextStartElement();
        inside();
        if (m_xml.hasError())
            m_html += u"<p style=\"color:%1\">%2</p>"_s.arg(m_theme.removed.name(),
                                                            m_xml.errorString().toHtmlEscaped());
        return m_html;
    }

private:
    [[nodiscard]] QString name() const { return m_xml.qualifiedName().toString(); }
    [[nodiscard]] QString attribute(const QString &what) const
    {
        return m_xml.attributes().value(what).toString();
    }

    /// Up to the end of the element that the reader is in.
    void inside()
    {
        while (!m_xml.atEnd()) {
            const auto token = m_xml.readNext();
            if (token == QXmlStreamReader::EndElement)
                return;
            if (token == QXmlStreamReader::Characters)
                m_html += m_xml.text().toString().toHtmlEscaped();
            else if (token == QXmlStreamReader::StartElement)
                element();
        }
    }

    void element()
    {
        if (++m_depth > deepest)
            m_xml.skipCurrentElement();
        else if (name() == "ac:structured-macro"_L1)
            macro();
        else if (name() == "ac:image"_L1)
            image();
        else if (name() == "ac:link"_L1)
            wrapped(u"<a href=\"#\">"_s, u"</a>"_s);
        else if (name() == "ac:task"_L1)
            wrapped(u"<p>"_s, u"</p>"_s);
        else if (name() == "ac:task-status"_L1)
            m_html += m_xml.readElementText() == "complete"_L1 ? u"☑ "_s : u"☐ "_s;
        else if (name() == "ac:task-id"_L1)
            m_xml.skipCurrentElement();
        else if (name() == "time"_L1)
            day();
        else if (name().contains(u':'))
            inside(); // what it holds, without itself
        else
            plain();
        --m_depth;
    }

    void day()
    {
        m_html += attribute(u"datetime"_s).toHtmlEscaped();
        m_xml.skipCurrentElement();
    }

    void wrapped(const QString &begin, const QString &end)
    {
        m_html += begin;
        inside();
        m_html += end;
    }

    void plain()
    {
        const QString tag = name();
        if (tag == "br"_L1 || tag == "hr"_L1) {
            m_html += u'<' + tag + u"/>"_s;
            return m_xml.skipCurrentElement();
        }
        QString begin = u'<' + tag;
        for (const QString &kept : {u"href"_s, u"align"_s, u"start"_s, u"style"_s}) {
            const QString value = attribute(kept);
            const bool isAlignment = value.contains(QLatin1StringView("text-align"));
            if (!value.isEmpty() && (kept != "style"_L1 || isAlignment))
                begin += u' ' + kept + u"=\""_s + value.toHtmlEscaped() + u'"';
        }
        wrapped(begin + u'>', u"</"_s + tag + u'>');
    }

    void image()
    {
        const QString words = attribute(u"ac:alt"_s);
        QString file;
        while (m_xml.readNextStartElement()) {
            file = attribute(u"ri:filename"_s);
            m_xml.skipCurrentElement();
        }
        const QByteArray bytes = m_pictures.value(m_body.files.value(file));
        if (bytes.isEmpty()) {
            m_html += words.toHtmlEscaped();
            return;
        }
        const QString type = file.endsWith(".jpg"_L1) ? u"jpeg"_s : u"png"_s;
        m_html += u"<img src=\"data:image/%1;base64,%2\" alt=\"%3\"/>"_s.arg(
            type, QString::fromLatin1(bytes.toBase64()), words.toHtmlEscaped());
    }

    void macro()
    {
        const QString kind = attribute(u"ac:name"_s);
        QMap<QString, QString> parameters;
        QString code;
        const QString before = std::exchange(m_html, {});
        while (m_xml.readNextStartElement()) {
            if (name() == "ac:parameter"_L1) {
                const QString parameter = attribute(u"ac:name"_s);
                parameters.insert(parameter, m_xml.readElementText(QXmlStreamReader::IncludeChildElements));
            } else if (name() == "ac:plain-text-body"_L1) {
                code = m_xml.readElementText(QXmlStreamReader::IncludeChildElements);
            } else {
                inside();
            }
        }
        QString content = std::exchange(m_html, before);
        if (const QString title = parameters.value(u"title"_s); kind != "status"_L1 && !title.isEmpty())
            content.prepend(u"<p><b>%1</b></p>"_s.arg(title.toHtmlEscaped()));
        if (kind == "status"_L1)
            lozenge(parameters.value(u"title"_s), parameters.value(u"colour"_s));
        else if (kind == "code"_L1)
            m_html += box(m_theme.other, u"<pre>"_s + code.toHtmlEscaped() + u"</pre>"_s);
        else if (kind == "info"_L1 || kind == "note"_L1 || kind == "warning"_L1 || kind == "tip"_L1 ||
                 kind == "panel"_L1)
            m_html += box(kind == "warning"_L1 ? m_theme.removed
                          : kind == "note"_L1  ? m_theme.changed
                          : kind == "tip"_L1   ? m_theme.added
                                               : m_theme.accent,
                          content);
        else if (kind == "detailssummary"_L1)
            m_html +=
                box(m_theme.other, QCoreApplication::translate(
                                       "gp::views::ConfluencePage",
                                       "The properties of all pages with this label, made by Confluence"));
        else if (kind == "toc"_L1)
            m_html +=
                box(m_theme.other, QCoreApplication::translate("gp::views::ConfluencePage",
                                                               "Table of contents, made by Confluence"));
        else
            m_html += content; // a target for links, and what we do not know
    }

    [[nodiscard]] QString box(const QColor &color, const QString &content) const
    {
        return u"<table width=\"100%\" cellspacing=\"0\" cellpadding=\"8\"><tr><td style=\"background-color:%1\">%2</td></tr></table>"_s
            .arg(m_theme.tint(color, m_theme.canvas).name(), content);
    }

    void lozenge(const QString &words, const QString &colour)
    {
        const QColor color = colour == "Green"_L1    ? m_theme.added
                             : colour == "Red"_L1    ? m_theme.removed
                             : colour == "Yellow"_L1 ? m_theme.changed
                             : colour == "Blue"_L1   ? m_theme.accent
                                                     : m_theme.other;
        m_html +=
            u"<span style=\"background-color:%1; color:%2; font-weight:600\">&nbsp;%3&nbsp;</span>"_s.arg(
                m_theme.tint(color, m_theme.canvas).name(), m_theme.badgeText(color).name(),
                words.toUpper().toHtmlEscaped());
    }

    static constexpr int deepest = 200;
    const documents::StorageBody &m_body;
    const QMap<QString, QByteArray> &m_pictures;
    const diagram::Theme &m_theme;
    QXmlStreamReader m_xml;
    QString m_html;
    int m_depth = 0;
};

} // namespace

QString confluenceHtml(const QString &title, const documents::StorageBody &body,
                       const QMap<QString, QByteArray> &pictures, const diagram::Theme &theme)
{
    return u"<h1>%1</h1>"_s.arg(title.toHtmlEscaped()) + Reader(body, pictures, theme).read();
}

} // namespace gp::views

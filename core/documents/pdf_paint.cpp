// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "core/documents/pdf_paint.h"

#include "core/diagram/theme.h"

#include <QBuffer>
#include <QPainter>
#include <QPdfWriter>
#include <QSvgRenderer>
#include <QTimeZone>
#include <QXmlStreamWriter>

using namespace Qt::StringLiterals;

namespace gp::documents::pdf {

namespace {

void paint(QPainter &painter, const BoxItem &box)
{
    painter.setPen(box.line.isValid() ? QPen(box.line, 0.8 * pt) : QPen(Qt::NoPen));
    painter.setBrush(box.fill);
    if (box.radius > 0)
        painter.drawRoundedRect(box.rect, box.radius, box.radius);
    else
        painter.drawRect(box.rect);
}

void paint(QPainter &painter, const PictureItem &item)
{
    const QRectF &rect = item.rect;
    if (item.picture->svg)
        item.picture->svg->render(&painter, rect);
    else
        painter.drawImage(rect, item.picture->pixels);
    painter.setPen(QPen(diagram::Theme::light().line, 0.8 * pt));
    painter.setBrush(Qt::NoBrush);
    painter.drawRect(rect);
}

void paint(QPainter &painter, const LeaderItem &leader)
{
    QPen pen(QColor(0xb9, 0xc0, 0xc9), 0.7 * pt, Qt::CustomDashLine, Qt::FlatCap);
    pen.setDashPattern({1, 4});
    painter.setPen(pen);
    painter.drawLine(leader.from, leader.from + QPointF(leader.width, 0));
}

void paint(QPainter &painter, const TextItem &item)
{
    item.text.draw(painter, item.at, item.from, item.lines);
}

void paint(QPainter &painter, const Page &page)
{
    for (const Item &item : page.items) {
        painter.save();
        std::visit([&](const auto &each) { paint(painter, each); }, item);
        painter.restore();
    }
}

/// What the file says of itself. The writer's own text would have the time of the clock in it.
QByteArray metadata(const Cover &cover, const QDateTime &date, const QUuid &id)
{
    static const QString rdf = u"http://www.w3.org/1999/02/22-rdf-syntax-ns#"_s;
    static const QString dc = u"http://purl.org/dc/elements/1.1/"_s;
    static const QString xmp = u"http://ns.adobe.com/xap/1.0/"_s;
    static const QString media = u"http://ns.adobe.com/xap/1.0/mm/"_s;
    const QString when = date.toUTC().toString(u"yyyy-MM-dd'T'HH:mm:ss'Z'"_s);
    QByteArray bytes("<?xpacket begin='' id='W5M0MpCehiHzreSzNTczkc9d'?>\n");
    QXmlStreamWriter xml(&bytes);
    xml.writeNamespace(u"adobe:ns:meta/"_s, u"x"_s);
    xml.writeStartElement(u"adobe:ns:meta/"_s, u"xmpmeta"_s);
    xml.writeNamespace(rdf, u"rdf"_s);
    xml.writeStartElement(rdf, u"RDF"_s);
    xml.writeNamespace(dc, u"dc"_s);
    xml.writeNamespace(xmp, u"xmp"_s);
    xml.writeNamespace(media, u"xmpMM"_s);
    xml.writeStartElement(rdf, u"Description"_s);
    xml.writeAttribute(rdf, u"about"_s, QString());
    xml.writeStartElement(dc, u"title"_s);
    xml.writeStartElement(rdf, u"Alt"_s);
    xml.writeStartElement(rdf, u"li"_s);
    xml.writeAttribute(u"xml:lang"_s, u"x-default"_s);
    xml.writeCharacters(cover.title);
    xml.writeEndElement();
    xml.writeEndElement();
    xml.writeEndElement();
    xml.writeTextElement(xmp, u"CreatorTool"_s, u"Groundplan"_s);
    for (const QString &name : {u"CreateDate"_s, u"ModifyDate"_s, u"MetadataDate"_s})
        xml.writeTextElement(xmp, name, when);
    xml.writeTextElement(media, u"DocumentID"_s, u"uuid:"_s + id.toString(QUuid::WithoutBraces));
    xml.writeEndDocument();
    return bytes + "\n<?xpacket end='w'?>";
}

/// While it lives, hash tables that are made have the same order in every run: the writer goes through one
/// to write the fonts.
class SameOrder
{
public:
    SameOrder() { QHashSeed::setDeterministicGlobalSeed(); }
    ~SameOrder() { QHashSeed::resetRandomGlobalSeed(); }
    Q_DISABLE_COPY_MOVE(SameOrder)
};

} // namespace

QDateTime dateOf(const Cover &cover)
{
    if (const QDate date = QDate::fromString(cover.date, Qt::ISODate); date.isValid())
        return QDateTime(date, QTime(0, 0), QTimeZone::UTC);
    bool isNumber = false;
    const qint64 epoch = qEnvironmentVariable("SOURCE_DATE_EPOCH").toLongLong(&isNumber);
    return QDateTime::fromSecsSinceEpoch(isNumber ? epoch : 0, QTimeZone::UTC);
}

QByteArray painted(const QList<Page> &pages, const Cover &cover, const QUuid &id, const QPageSize &size)
{
    const SameOrder sameOrder;
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    QPdfWriter writer(&buffer);
    writer.setResolution(dotsPerInch);
    writer.setTitle(cover.title);
    writer.setCreator(u"Groundplan"_s);
    writer.setDocumentId(id);
    writer.setDocumentXmpMetadata(metadata(cover, dateOf(cover), id));
    writer.setPageSize(size);
    writer.setPageMargins(QMarginsF());
    writer.setPageOrientation(pages.first().isLandscape ? QPageLayout::Landscape : QPageLayout::Portrait);
    QPainter painter(&writer);
    for (qsizetype i = 0; i < pages.size(); ++i) {
        if (i > 0) {
            writer.setPageOrientation(pages[i].isLandscape ? QPageLayout::Landscape : QPageLayout::Portrait);
            writer.newPage();
        }
        paint(painter, pages[i]);
    }
    painter.end();
    return bytes;
}

} // namespace gp::documents::pdf

// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "core/documents/pdf_page.h"

#include "core/diagram/theme.h"
#include "core/documents/facts.h"
#include "core/documents/pdf_finish.h"
#include "core/documents/pdf_front.h"

#include <QBuffer>
#include <QCryptographicHash>
#include <QPainter>
#include <QPdfWriter>
#include <QSvgRenderer>
#include <QTimeZone>
#include <QUuid>
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

QDateTime dateOf(const Cover &cover)
{
    if (const QDate date = QDate::fromString(cover.date, Qt::ISODate); date.isValid())
        return QDateTime(date, QTime(0, 0), QTimeZone::UTC);
    bool isNumber = false;
    const qint64 epoch = qEnvironmentVariable("SOURCE_DATE_EPOCH").toLongLong(&isNumber);
    return QDateTime::fromSecsSinceEpoch(isNumber ? epoch : 0, QTimeZone::UTC);
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

QByteArray painted(const QList<Page> &pages, const Cover &cover, const QUuid &id)
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
    writer.setPageSize(QPageSize(QPageSize::A4));
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

/// The document without what its title page says: the first heading and the sentence below it.
std::vector<Block> withoutTitle(std::vector<Block> blocks, Cover &cover)
{
    if (blocks.empty() || blocks.front().kind != Block::Kind::Heading || blocks.front().level != 1)
        return blocks;
    cover.title = plainText(blocks.front().text);
    blocks.erase(blocks.begin());
    if (!blocks.empty() && blocks.front().kind == Block::Kind::Quote && blocks.front().children.size() == 1 &&
        plainText(blocks.front().children.front().text) == cover.sentence())
        blocks.erase(blocks.begin());
    return blocks;
}

} // namespace

QString Cover::stateDescribed() const
{
    return plateauDate.isEmpty() ? plateau : u"%1 (%2)"_s.arg(plateau, plateauDate);
}

QString Cover::sentence() const
{
    QString text = project;
    if (!organisation.isEmpty())
        text += u", "_s + organisation;
    text += u" · state described: "_s + stateDescribed();
    if (!date.isEmpty())
        text += u" · facts of "_s + date;
    text += u" · model state "_s + state;
    return text.simplified();
}

File write(const Cover &given, const QString &markdown, const Surroundings &surroundings)
{
    Cover cover = given;
    const std::vector<Block> blocks = withoutTitle(parseBlocks(markdown), cover);
    Body body = layOutBlocks(blocks, surroundings);
    QList<Entry> entries;
    for (const Piece &piece : body.pieces)
        if (piece.entry)
            entries.append(*piece.entry);
    // How many pages the contents take does not depend on what they say.
    const int before = static_cast<int>(frontPages(cover, entries).size());
    const Pages text = paginate(body.pieces, before + 1);
    QList<Page> pages = frontPages(cover, text.entries) + text.pages;
    for (qsizetype i = 1; i < pages.size(); ++i)
        pages[i].items +=
            furniture(cover, pages[i].isLandscape, static_cast<int>(i) + 1, static_cast<int>(pages.size()));
    File file;
    const QByteArray content = QCryptographicHash::hash(
        (cover.title + u'\n' + cover.project + u'\n' + markdown).toUtf8(), QCryptographicHash::Sha256);
    const QUuid id = QUuid::createUuidV5(QUuid(), content);
    file.bytes = finished(painted(pages, cover, id), dateOf(cover), text.entries);
    file.remarks = body.remarks;
    file.pages = static_cast<int>(pages.size());
    return file;
}

QString sentenceOf(const Remark &remark, const QString &path, const QString &split)
{
    const QString where = path + u".pdf"_s;
    if (!remark.picture.isEmpty() && remark.size <= 0)
        return u"%1: the picture '%2' (%3) cannot be read, its title stands in its place"_s.arg(
            where, remark.title, remark.picture);
    if (!remark.picture.isEmpty()) {
        QString text =
            u"%1: the picture '%2' does not fit on an A4 page: its smallest text is printed at %3 pt, less than %4 pt"_s
                .arg(where, remark.title, QString::number(remark.size, 'f', 1),
                     QString::number(leastReadable));
        return split.isEmpty() ? text : QString(text + u"; "_s + split);
    }
    QString text = u"%1: the table under '%2' does not fit on an A4 page: '%3' is broken"_s.arg(
        where, remark.title, remark.word);
    if (remark.fitting > 0 && remark.fitting < remark.columns)
        text += u"; two tables would fit, of columns 1 to %1 and %2 to %3"_s.arg(remark.fitting)
                    .arg(remark.fitting + 1)
                    .arg(remark.columns);
    return text;
}

} // namespace gp::documents::pdf

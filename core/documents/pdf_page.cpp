// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "core/documents/pdf_page.h"

#include "core/documents/facts.h"
#include "core/documents/pdf_finish.h"
#include "core/documents/pdf_front.h"
#include "core/documents/pdf_paint.h"

#include <QCryptographicHash>
#include <QUuid>

using namespace Qt::StringLiterals;

namespace gp::documents::pdf {

namespace {

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
    file.bytes = finished(painted(pages, cover, id, QPageSize(QPageSize::A4)), dateOf(cover), text.entries);
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

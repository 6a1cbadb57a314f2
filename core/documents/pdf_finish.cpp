// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "core/documents/pdf_finish.h"

#include <QRegularExpression>

#include <optional>

using namespace Qt::StringLiterals;

namespace gp::documents::pdf {

namespace {

/// A PDF as QPdfWriter writes it: objects, one table of where they are, a trailer. Objects can be changed and
/// added; the table is written anew.
class Objects
{
public:
    /// Nothing where the bytes are not of that form.
    [[nodiscard]] static std::optional<Objects> read(const QByteArray &file)
    {
        const qsizetype mark = file.lastIndexOf("startxref");
        const qsizetype table = file.mid(mark + 9).trimmed().split('\n').first().trimmed().toLongLong();
        const qsizetype trailer = file.indexOf("trailer", table);
        if (mark < 0 || table <= 0 || trailer < 0 || !file.mid(table).startsWith("xref"))
            return {};
        Objects objects;
        objects.m_body = file.first(table);
        objects.m_trailer = file.sliced(trailer, mark - trailer);
        const QList<QByteArray> lines = file.sliced(table, trailer - table).split('\n');
        for (qsizetype i = 2; i < lines.size(); ++i) // after "xref" and "0 count"
            if (lines[i].size() >= 18)
                objects.m_places.append(lines[i].at(17) == 'n' ? lines[i].first(10).toLongLong() : -1);
        return objects.m_places.size() > 1 ? std::optional(objects) : std::nullopt;
    }

    [[nodiscard]] const QByteArray &body() const { return m_body; }
    [[nodiscard]] qsizetype place(qsizetype number) const { return m_places.value(number, -1); }
    /// The number of the next object that is added.
    [[nodiscard]] qsizetype next() const { return m_places.size(); }

    void replace(qsizetype at, qsizetype length, const QByteArray &by)
    {
        m_body.replace(at, length, by);
        for (qsizetype &place : m_places)
            if (place > at)
                place += by.size() - length;
    }

    void add(const QByteArray &object)
    {
        m_places.append(m_body.size());
        m_body += QByteArray::number(m_places.size() - 1) + " 0 obj\n" + object + "\nendobj\n";
    }

    [[nodiscard]] QByteArray bytes() const
    {
        QByteArray file = m_body;
        file += "xref\n0 " + QByteArray::number(m_places.size()) + '\n';
        for (const qsizetype place : m_places)
            file += place < 0 ? QByteArray("0000000000 65535 f \n")
                              : QByteArray::number(place).rightJustified(10, '0') + " 00000 n \n";
        QByteArray trailer = m_trailer;
        const qsizetype size = trailer.indexOf("/Size ");
        const qsizetype end = trailer.indexOf('\n', size);
        if (size >= 0 && end > size)
            trailer.replace(size, end - size, QByteArray("/Size " + QByteArray::number(m_places.size())));
        return file + trailer + "startxref\n" + QByteArray::number(m_body.size()) + "\n%%EOF\n";
    }

private:
    QByteArray m_body;
    QByteArray m_trailer;
    QList<qsizetype> m_places; ///< by object number; -1: free
};

/// Both dates are in the first object, before any text of the document.
void setDates(Objects &objects, const QDateTime &date)
{
    const QByteArray wanted = "(D:" + date.toUTC().toString(u"yyyyMMddHHmmss"_s).toLatin1() + "Z)";
    for (const QByteArray &name : {QByteArray("/CreationDate "), QByteArray("/ModDate ")}) {
        const qsizetype start = objects.body().indexOf(name, objects.place(1));
        const qsizetype end = objects.body().indexOf(')', start);
        if (start >= 0 && end > start && end - start < 60)
            objects.replace(start + name.size(), end + 1 - start - name.size(), wanted);
    }
}

/// A text string as UTF-16 in hexadecimal, in which nothing has to be escaped.
QByteArray textString(const QString &text)
{
    QByteArray hex = "<FEFF";
    for (const QChar c : text)
        hex += QByteArray::number(c.unicode(), 16).rightJustified(4, '0');
    return hex + '>';
}

struct Bookmark
{
    Entry entry;
    qsizetype parent = -1; ///< index; -1: the outline itself
    QList<qsizetype> children;
};

QList<Bookmark> bookmarksOf(const QList<Entry> &entries, QList<qsizetype> &top)
{
    QList<Bookmark> bookmarks;
    QList<qsizetype> open; ///< indexes, outermost first
    for (const Entry &entry : entries) {
        while (!open.isEmpty() && bookmarks[open.last()].entry.level >= entry.level)
            open.removeLast();
        const qsizetype index = bookmarks.size();
        bookmarks.append({entry, open.isEmpty() ? -1 : open.last(), {}});
        (open.isEmpty() ? top : bookmarks[open.last()].children).append(index);
        open.append(index);
    }
    return bookmarks;
}

QByteArray reference(qsizetype number)
{
    return QByteArray::number(number) + " 0 R";
}

void addBookmarks(Objects &objects, const QList<Entry> &entries)
{
    static const QByteArray catalogMark = "/Type /Catalog\n";
    const qsizetype catalog = objects.body().indexOf(catalogMark);
    QList<qsizetype> top;
    const QList<Bookmark> bookmarks = bookmarksOf(entries, top);
    if (catalog < 0 || top.isEmpty())
        return;
    const qsizetype root = objects.next();
    const auto number = [&](qsizetype index) { return root + 1 + index; };
    objects.replace(catalog + catalogMark.size(), 0,
                    "/Outlines " + reference(root) + "\n/PageMode /UseOutlines\n");
    objects.add("<<\n/Type /Outlines\n/First " + reference(number(top.first())) + "\n/Last " +
                reference(number(top.last())) + "\n/Count " + QByteArray::number(top.size()) + "\n>>");
    for (qsizetype i = 0; i < bookmarks.size(); ++i) {
        const Bookmark &bookmark = bookmarks[i];
        const QList<qsizetype> &peers = bookmark.parent < 0 ? top : bookmarks[bookmark.parent].children;
        const qsizetype at = peers.indexOf(i);
        QByteArray object = "<<\n/Title " + textString(bookmark.entry.title) + "\n/Parent " +
                            reference(bookmark.parent < 0 ? root : number(bookmark.parent));
        if (at > 0)
            object += "\n/Prev " + reference(number(peers[at - 1]));
        if (at + 1 < peers.size())
            object += "\n/Next " + reference(number(peers[at + 1]));
        if (!bookmark.children.isEmpty()) // closed: a negative count
            object += "\n/First " + reference(number(bookmark.children.first())) + "\n/Last " +
                      reference(number(bookmark.children.last())) + "\n/Count -" +
                      QByteArray::number(bookmark.children.size());
        // By name, as the writer's own links lead there.
        objects.add(object + "\n/Dest " + textString(bookmark.entry.anchor) + "\n>>");
    }
}

} // namespace

QByteArray finished(const QByteArray &file, const QDateTime &date, const QList<Entry> &entries)
{
    std::optional<Objects> objects = Objects::read(file);
    if (!objects)
        return file;
    setDates(*objects, date);
    addBookmarks(*objects, entries);
    return objects->bytes();
}

} // namespace gp::documents::pdf

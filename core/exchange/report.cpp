// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "core/exchange/import.h"

#include <QJsonArray>

using namespace Qt::StringLiterals;

namespace gp::exchange {

namespace {
QString placeText(const QString &file, int line)
{
    if (file.isEmpty())
        return {};
    return line > 0 ? u"%1:%2: "_s.arg(file).arg(line) : file + u": "_s;
}

QString countsText(const QString &what, const Counts &counts)
{
    QString text = u"%1 %2 added, %3 updated, %4 unchanged"_s.arg(what)
                       .arg(counts.added)
                       .arg(counts.updated)
                       .arg(counts.unchanged);
    if (counts.removed > 0)
        text += u", %1 removed"_s.arg(counts.removed);
    return text;
}

QString notesText(const QString &title, const QList<Note> &notes)
{
    if (notes.isEmpty())
        return {};
    QString text = u"%1 (%2):\n"_s.arg(title).arg(notes.size());
    for (const Note &note : notes)
        text += u"  "_s + placeText(note.file, note.line) + note.message + u'\n';
    return text;
}

QJsonObject countsJson(const Counts &counts)
{
    return {{u"added"_s, counts.added},
            {u"updated"_s, counts.updated},
            {u"removed"_s, counts.removed},
            {u"unchanged"_s, counts.unchanged}};
}

QJsonArray notesJson(const QList<Note> &notes, const QString &messageKey)
{
    QJsonArray array;
    for (const Note &note : notes)
        array.append(QJsonObject{{u"file"_s, note.file}, {u"line"_s, note.line}, {messageKey, note.message}});
    return array;
}
} // namespace

QString toText(const ImportReport &report)
{
    QString text;
    for (const FormatReport &format : report.formats)
        text += u"%1: %2 files, %3 documents; %4; %5\n"_s.arg(format.format)
                    .arg(format.files)
                    .arg(format.documents)
                    .arg(countsText(u"elements"_s, format.elements),
                         countsText(u"relations"_s, format.relations));
    if (report.formats.isEmpty())
        text += u"Nothing to import was found.\n"_s;
    if (!report.unresolved.isEmpty())
        text += u"Unresolved references (%1):\n"_s.arg(report.unresolved.size());
    for (const OpenReference &open : report.unresolved) {
        const Source &source = open.reference.source;
        text += u"  %1%2 %3 %4 (%5)\n"_s.arg(placeText(source.file, source.line), open.element,
                                             open.reference.relationKind, open.reference.reference,
                                             source.mechanism);
    }
    text += notesText(u"Warnings"_s, report.warnings);
    text += notesText(u"Left out"_s, report.skipped);
    return text;
}

QJsonObject toJson(const ImportReport &report)
{
    QJsonArray formats;
    for (const FormatReport &format : report.formats)
        formats.append(QJsonObject{{u"format"_s, format.format},
                                   {u"files"_s, format.files},
                                   {u"documents"_s, format.documents},
                                   {u"elements"_s, countsJson(format.elements)},
                                   {u"relations"_s, countsJson(format.relations)}});
    QJsonArray unresolved;
    for (const OpenReference &open : report.unresolved)
        unresolved.append(QJsonObject{{u"format"_s, open.format},
                                      {u"element"_s, open.element},
                                      {u"relation"_s, open.reference.relationKind},
                                      {u"reference"_s, open.reference.reference},
                                      {u"file"_s, open.reference.source.file},
                                      {u"line"_s, open.reference.source.line},
                                      {u"mechanism"_s, open.reference.source.mechanism}});
    return {{u"files_seen"_s, report.filesSeen},
            {u"formats"_s, formats},
            {u"unresolved"_s, unresolved},
            {u"warnings"_s, notesJson(report.warnings, u"message"_s)},
            {u"skipped"_s, notesJson(report.skipped, u"reason"_s)}};
}

} // namespace gp::exchange

// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "core/exchange/adr/export.h"
#include "core/exchange/adr/import.h"

#include <QJsonArray>

using namespace Qt::StringLiterals;

namespace gp::exchange {

namespace {

QString wordFor(DecisionFile::Outcome outcome)
{
    switch (outcome) {
    case DecisionFile::Outcome::Added:
        return u"added"_s;
    case DecisionFile::Outcome::Updated:
        return u"updated"_s;
    case DecisionFile::Outcome::Unchanged:
        return u"unchanged"_s;
    case DecisionFile::Outcome::Conflict:
        return u"conflict"_s;
    }
    Q_UNREACHABLE_RETURN({});
}

QString wordFor(WrittenDecision::Outcome outcome)
{
    switch (outcome) {
    case WrittenDecision::Outcome::Written:
        return u"written"_s;
    case WrittenDecision::Outcome::Unchanged:
        return u"unchanged"_s;
    case WrittenDecision::Outcome::Refused:
        return u"refused"_s;
    }
    Q_UNREACHABLE_RETURN({});
}

QString notesText(const QString &title, const QList<Note> &notes)
{
    QString text = notes.isEmpty() ? QString() : QString(u"%1 (%2):\n"_s.arg(title).arg(notes.size()));
    for (const Note &note : notes)
        text += note.line > 0 ? u"  %1:%2: %3\n"_s.arg(note.file).arg(note.line).arg(note.message)
                              : u"  %1: %2\n"_s.arg(note.file, note.message);
    return text;
}

QJsonArray notesJson(const QList<Note> &notes, const QString &messageKey)
{
    QJsonArray array;
    for (const Note &note : notes)
        array.append(QJsonObject{{u"file"_s, note.file}, {u"line"_s, note.line}, {messageKey, note.message}});
    return array;
}

} // namespace

QString toText(const DecisionImportReport &report)
{
    using enum DecisionFile::Outcome;
    QString text =
        u"decisions: %1 files; %2 added, %3 updated, %4 unchanged, %5 in conflict\n"_s.arg(report.filesSeen)
            .arg(report.count(Added))
            .arg(report.count(Updated))
            .arg(report.count(Unchanged))
            .arg(report.count(Conflict));
    for (const DecisionFile &file : report.files) {
        if (file.outcome == Added || file.outcome == Updated)
            text += u"  %1 %2: %3 (%4, %5)\n"_s.arg(wordFor(file.outcome), file.file, file.key, file.dialect,
                                                    file.status);
    }
    if (report.count(Conflict) > 0)
        text += u"Conflicts, left as they are in the project (%1):\n"_s.arg(report.count(Conflict));
    for (const DecisionFile &file : report.files) {
        if (file.outcome == Conflict)
            text += u"  %1: the file has changed, and '%2' was edited here: %3\n"_s.arg(
                file.file, file.key, file.properties.join(u", "_s));
    }
    text += notesText(u"Warnings"_s, report.warnings);
    return text + notesText(u"Left out"_s, report.skipped);
}

QJsonObject toJson(const DecisionImportReport &report)
{
    QJsonArray files;
    for (const DecisionFile &file : report.files) {
        QJsonObject row{{u"file"_s, file.file},
                        {u"decision"_s, file.key},
                        {u"dialect"_s, file.dialect},
                        {u"status"_s, file.status},
                        {u"outcome"_s, wordFor(file.outcome)}};
        if (file.outcome == DecisionFile::Outcome::Conflict)
            row.insert(u"edited"_s, QJsonArray::fromStringList(file.properties));
        files.append(row);
    }
    return {{u"files_seen"_s, report.filesSeen},
            {u"files"_s, files},
            {u"warnings"_s, notesJson(report.warnings, u"message"_s)},
            {u"skipped"_s, notesJson(report.skipped, u"reason"_s)}};
}

QString toText(const DecisionExportReport &report)
{
    using enum WrittenDecision::Outcome;
    QString text = u"decisions: %1 written, %2 unchanged, %3 refused\n"_s.arg(report.count(Written))
                       .arg(report.count(Unchanged))
                       .arg(report.count(Refused));
    for (const WrittenDecision &file : report.files) {
        if (file.outcome == Unchanged && file.normalised.isEmpty())
            continue;
        text += u"  %1 %2: %3\n"_s.arg(wordFor(file.outcome), file.file,
                                       file.outcome == Refused ? file.reason : file.key);
        for (const QString &what : file.normalised)
            text += u"    %1\n"_s.arg(what);
    }
    return text;
}

QJsonObject toJson(const DecisionExportReport &report)
{
    QJsonArray files;
    for (const WrittenDecision &file : report.files) {
        QJsonObject row{{u"decision"_s, file.key},
                        {u"file"_s, file.file},
                        {u"outcome"_s, wordFor(file.outcome)},
                        {u"normalised"_s, QJsonArray::fromStringList(file.normalised)}};
        if (!file.reason.isEmpty())
            row.insert(u"reason"_s, file.reason);
        files.append(row);
    }
    return {{u"files"_s, files}};
}

} // namespace gp::exchange

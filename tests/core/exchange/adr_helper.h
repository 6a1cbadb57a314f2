// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/exchange/adr/export.h"
#include "core/exchange/adr/import.h"
#include "core/exchange/adr/properties.h"

#include "import_helper.h"

#include <QJsonArray>
#include <QTemporaryDir>

/// What the tests of decisions as files share: imports and exports that must succeed, decisions as lines, and
/// what an export changes in a file.
namespace adrtest {

using namespace importing;
using namespace gp::exchange::adr;

inline QString adrFixture(const QString &path)
{
    return QStringLiteral(GROUNDPLAN_TEST_DATA) + u"/adr/"_s + path;
}

inline DecisionImport importFolder(const QString &folder, const Model &base = emptyProject())
{
    auto result = importDecisions(folder, base);
    if (!result)
        qFatal("%s", qPrintable(result.error().text()));
    for (const Error &problem : metamodel::Metamodel::builtin().findProblems(result->draft.model()))
        qFatal("the import is against the metamodel: %s", qPrintable(problem.text()));
    return *result;
}

inline DecisionExport exportFolder(const Model &model, const QString &folder, const QStringList &keys = {})
{
    auto result = exportDecisions(model, folder, keys);
    if (!result)
        qFatal("%s", qPrintable(result.error().text()));
    for (const Error &problem : metamodel::Metamodel::builtin().findProblems(result->draft.model()))
        qFatal("the export is against the metamodel: %s", qPrintable(problem.text()));
    return *result;
}

inline QByteArray read(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("(no file)");
}

inline QJsonObject decision(const Model &model, const QString &key)
{
    const Record *record = model.record(u"decision"_s, key);
    return record ? record->properties : QJsonObject();
}

inline QString statusIn(const Model &model, const QString &key)
{
    return decision(model, key).value(u"status"_s).toString();
}

inline QStringList listIn(const Model &model, const QString &key, const QString &name)
{
    QStringList items;
    const QJsonArray array = decision(model, key).value(name).toArray();
    for (const QJsonValue &item : array)
        items.append(item.toString());
    return items;
}

/// "a supersedes b", sorted.
inline QStringList links(const Model &model)
{
    QStringList lines;
    for (const Record &record : model.recordsOfKind(u"decision"_s)) {
        const QJsonArray array = record.properties.value(u"links"_s).toArray();
        for (const QJsonValue &link : array)
            lines.append(
                u"%1 %2 %3"_s.arg(record.key, link[u"kind"_s].toString(), link[u"target"_s].toString()));
    }
    lines.sort();
    return lines;
}

inline QStringList skipped(const DecisionImport &import)
{
    QStringList lines;
    for (const Note &note : import.report.skipped)
        lines.append(note.file.section(u'/', 1) + u": "_s + note.message);
    return lines;
}

inline Model edited(const Model &model, const QString &key, const QString &name, const QJsonValue &value)
{
    Draft draft(model);
    Record record = *model.record(u"decision"_s, key);
    record.properties.insert(name, value);
    if (!draft.update(record))
        qFatal("cannot edit");
    return draft.model();
}

/// Lines that are in one text only, "-" and "+", by a plain common-subsequence of small files.
inline QStringList changedLines(const QByteArray &before, const QByteArray &after)
{
    const QList<QByteArray> a = before.split('\n');
    const QList<QByteArray> b = after.split('\n');
    QList<QList<int>> length(a.size() + 1, QList<int>(b.size() + 1, 0));
    for (qsizetype i = a.size() - 1; i >= 0; --i) {
        for (qsizetype j = b.size() - 1; j >= 0; --j)
            length[i][j] =
                a[i] == b[j] ? length[i + 1][j + 1] + 1 : std::max(length[i + 1][j], length[i][j + 1]);
    }
    QStringList lines;
    for (qsizetype i = 0, j = 0; i < a.size() || j < b.size();) {
        if (i < a.size() && j < b.size() && a[i] == b[j]) {
            ++i;
            ++j;
        } else if (j == b.size() || (i < a.size() && length[i + 1][j] >= length[i][j + 1])) {
            lines.append(u'-' + QString::fromUtf8(a[i++]));
        } else {
            lines.append(u'+' + QString::fromUtf8(b[j++]));
        }
    }
    return lines;
}

/// What an export of the edited decision changes in its file, read from `folder`.
inline QStringList diffOf(const QString &folder, const QString &file, const QString &key, const QString &name,
                          const QJsonValue &value)
{
    const Model model = importFolder(folder).draft.model();
    const QTemporaryDir target;
    const auto written = exportFolder(edited(model, key, name, value), target.path());
    for (const WrittenDecision &row : written.report.files) {
        if (row.file != file && read(target.filePath(row.file)) != read(folder + u'/' + row.file))
            qFatal("another file was changed: %s", qPrintable(row.file));
    }
    return changedLines(read(folder + u'/' + file), read(target.filePath(file)));
}

} // namespace adrtest

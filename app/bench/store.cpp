// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "app/bench/storepoint.h"

#include <QCoreApplication>
#include <QJsonDocument>
#include <QLocale>
#include <QProcess>

using namespace Qt::StringLiterals;

namespace gp::bench {

namespace {

QJsonObject measureApart(const QString &what, const QString &folder, int elements)
{
    QProcess one;
    one.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    one.start(QCoreApplication::applicationFilePath(),
              {u"--store-point"_s, what, folder, QString::number(elements)});
    if (!one.waitForFinished(1'800'000) || one.exitCode() != 0)
        giveUp(u"the store bench cannot run '%1'"_s.arg(what));
    return QJsonDocument::fromJson(one.readAllStandardOutput()).object();
}

struct Line
{
    const char16_t *what;
    const char16_t *value;
    const char16_t *unit;
    const char16_t *beside;
    const char16_t *other;
};
constexpr Line lines[] = {
    {u"open to a ready model", u"open", u"ms", u"plain SQLite reading", u"plain_read"},
    {u"one durable edit, median", u"edit", u"ms", u"a bare transaction", u"plain_edit"},
    {u"undo of one edit, median", u"undo_edit", u"ms", u"a bare transaction", u"plain_edit"},
    {u"add an element and a relation, median", u"add_element", u"ms", u"a bare transaction", u"plain_edit"},
    {u"bulk import", u"import", u"ms", u"plain SQLite writing", u"plain_import"},
    {u"undo of that import", u"undo_import", u"ms", u"the import", u"import"},
    {u"redo of that import", u"redo_import", u"ms", u"the import", u"import"},
    {u"export as JSON", u"export_json", u"ms", u"plain SQLite reading", u"plain_read"},
    {u"export as text twin, without writing its files", u"export_twin", u"ms", u"plain SQLite reading",
     u"plain_read"},
    {u"peak memory: open, one edit", u"memory_mib", u"MiB", u"the file", u"file_mib"},
    {u"peak memory: import, undo, redo, edits", u"writing_mib", u"MiB", u"the file", u"file_mib"},
};

} // namespace

void benchStore(Report &report)
{
    for (const int elements : {1'000, 10'000, 100'000}) {
        const QTemporaryDir folder;
        QJsonObject told;
        for (const QString &what : {u"write"_s, u"read"_s, u"memory"_s}) {
            const QJsonObject part = measureApart(what, folder.path(), elements);
            for (auto it = part.begin(); it != part.end(); ++it)
                told.insert(it.key(), it.value());
        }
        for (const Line &line : lines)
            report.add({u"store %1: %2"_s.arg(QLocale::c().toString(elements)).arg(line.what),
                        told.value(QStringView(line.value)).toDouble(), QString::fromUtf16(line.unit),
                        QString::fromUtf16(line.beside), told.value(QStringView(line.other)).toDouble()});
    }
}

} // namespace gp::bench

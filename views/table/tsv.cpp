// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "views/table/tsv.h"

using namespace Qt::StringLiterals;

namespace gp::views {

QList<QStringList> fromTsv(const QString &text)
{
    QList<QStringList> rows;
    QStringList row;
    QString cell;
    bool isQuoted = false;
    bool isOpen = false; // something of a row was read
    for (qsizetype i = 0; i < text.size(); ++i) {
        const QChar c = text[i];
        if (isQuoted) {
            if (c != u'"') {
                cell += c;
            } else if (i + 1 < text.size() && text[i + 1] == u'"') {
                cell += c;
                ++i;
            } else {
                isQuoted = false;
            }
            continue;
        }
        if (c == u'"' && cell.isEmpty() && text.indexOf(u'"', i + 1) > 0) {
            isQuoted = true;
            isOpen = true;
        } else if (c == u'\t') {
            row.append(std::exchange(cell, {}));
            isOpen = true;
        } else if (c == u'\n' || c == u'\r') {
            if (c == u'\r' && i + 1 < text.size() && text[i + 1] == u'\n')
                ++i;
            row.append(std::exchange(cell, {}));
            rows.append(std::exchange(row, {}));
            isOpen = false;
        } else {
            cell += c;
            isOpen = true;
        }
    }
    if (isOpen) {
        row.append(cell);
        rows.append(row);
    }
    return rows;
}

QString toTsv(const QList<QStringList> &rows)
{
    QString text;
    for (const auto &row : rows) {
        for (qsizetype i = 0; i < row.size(); ++i) {
            if (i > 0)
                text += u'\t';
            QString cell = row[i];
            if (cell.contains(u'\t') || cell.contains(u'\n') || cell.startsWith(u'"'))
                cell = u'"' + cell.replace(u'"', u"\"\""_s) + u'"';
            text += cell;
        }
        text += u'\n';
    }
    return text;
}

} // namespace gp::views

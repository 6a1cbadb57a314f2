// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "core/rules/sql_text.h"

#include "core/rules/waivers.h"

#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace gp::rules {

QString quoted(const QString &text)
{
    return u"'"_s + QString(text).replace(u"'"_s, u"''"_s) + u"'"_s;
}

QString withValues(const QString &sql, const Model &model, PlateauId plateau)
{
    // A literal or a comment is matched as a whole and kept, so that only free-standing placeholders change.
    static const QRegularExpression token(u"'(?:[^']|'')*'|\"[^\"]*\"|--[^\\n]*|:(plateau|date)\\b"_s);
    const Plateau *at = model.plateau(plateau);
    const QString date = projectDate(model);
    QString text;
    qsizetype end = 0;
    for (auto it = token.globalMatch(sql); it.hasNext();) {
        const auto match = it.next();
        text += QStringView(sql).sliced(end, match.capturedStart() - end);
        if (match.captured(1) == u"plateau")
            text += quoted(at ? at->key : QString());
        else if (match.captured(1) == u"date")
            text += date.isEmpty() ? u"null"_s : quoted(date);
        else
            text += match.captured();
        end = match.capturedEnd();
    }
    return text.append(QStringView(sql).sliced(end));
}

} // namespace gp::rules

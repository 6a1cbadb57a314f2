// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "views/review/steptext.h"

#include "views/pages/prose.h"
#include "views/session/words.h"
#include "views/style/appearance.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace gp::views {

namespace {

QColor signColor(const QString &sign)
{
    const auto &theme = currentTheme();
    return sign == "+"_L1                     ? theme.added
           : sign == u"−"_s || sign == "!"_L1 ? theme.removed
           : sign == "~"_L1 || sign == u"→"_s ? theme.changed
                                              : theme.muted;
}

} // namespace

QString linesHtml(const Session &session, const QList<review::Line> &lines)
{
    QStringList groups;
    QHash<QString, QString> texts;
    for (const review::Line &line : lines) {
        if (!groups.contains(line.group))
            groups.append(line.group);
        QString text;
        if (!line.sign.isEmpty())
            text += u"<b style=\"color:%1\">%2</b> "_s.arg(signColor(line.sign).name(),
                                                           line.sign.toHtmlEscaped());
        if (!line.label.isEmpty())
            text += u"<b>%1</b>  "_s.arg(line.label.toHtmlEscaped());
        // People's words name elements by their keys; a board reads names.
        QString said = line.text.contains(u'@') ? proseHtml(session, line.text).trimmed() : QString();
        if (!said.startsWith("<p>"_L1))
            said = u"<p>"_s + line.text.toHtmlEscaped() + u"</p>"_s;
        texts[line.group] += said.insert(3, text);
    }
    QString html;
    for (const QString &group : std::as_const(groups)) {
        if (!group.isEmpty())
            html += u"<h3>"_s + capitalised(group).toHtmlEscaped() + u"</h3>"_s;
        html += texts.value(group);
    }
    return html;
}

QString stepHtml(const Session &session, const review::Step &step)
{
    QString html;
    if (step.isGone)
        html += u"<p class=\"muted\">"_s +
                QCoreApplication::translate("StepText", "What this step was about is gone from the model.")
                    .toHtmlEscaped() +
                u"</p>"_s;
    if (!step.text.isEmpty())
        html += proseHtml(session, step.text);
    return html + linesHtml(session, step.lines);
}

} // namespace gp::views

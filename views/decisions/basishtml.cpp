// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "views/decisions/basishtml.h"

#include <QCoreApplication>
#include <QLocale>

using namespace Qt::StringLiterals;

namespace gp::views {

namespace {

QString words(const char *text)
{
    return QCoreApplication::translate("DecisionBasis", text);
}

QString list(const QString &title, const QStringList &items)
{
    if (items.isEmpty())
        return {};
    QString html = u"<h3>"_s + title.toHtmlEscaped() + u"</h3><ul>"_s;
    for (const QString &item : items)
        html += u"<li>"_s + item.toHtmlEscaped() + u"</li>"_s;
    return html + u"</ul>"_s;
}

QString sentence(const QString &title, const QStringList &names)
{
    return names.isEmpty() ? QString()
                           : u"<h3>%1 (%2)</h3><p>%3</p>"_s.arg(title.toHtmlEscaped())
                                 .arg(names.size())
                                 .arg(names.join(u", "_s).toHtmlEscaped());
}

QString controlRows(const QList<decisions::ControlChange> &changes)
{
    if (changes.isEmpty())
        return {};
    QString html = u"<h3>%1</h3><table>"_s.arg(words("Controls"));
    for (const decisions::ControlChange &change : changes)
        html += u"<tr><td>%1 %2</td><td>%3 → %4%5</td></tr>"_s.arg(
            change.framework.toHtmlEscaped(), change.requirement.toHtmlEscaped(),
            change.before.toHtmlEscaped(), change.after.toHtmlEscaped(),
            change.isLoss ? QString(u" ("_s + words("lost") + u')') : QString());
    return html + u"</table>"_s;
}

} // namespace

QString basisHtml(const decisions::Basis &basis)
{
    QString html = u"<h2>%1</h2><p class='muted'>%2</p>"_s.arg(
        words("What the model says"), words("On the way from %1 to %2; worked out anew after each edit")
                                          .arg(basis.from, basis.to)
                                          .toHtmlEscaped());
    if (!basis.facts.isEmpty()) {
        html += u"<table>"_s;
        for (const decisions::Basis::Fact &fact : basis.facts)
            html += u"<tr><td>%1</td><td>%2</td></tr>"_s.arg(fact.name.toHtmlEscaped(),
                                                             fact.text.toHtmlEscaped());
        html += u"</table>"_s;
    }
    html += list(words("What changes"), basis.changes);
    html += list(words("Open questions"), basis.questions);
    html += list(words("What must migrate"), basis.migrate);
    html += sentence(words("Depends on it"), basis.hit);
    html += sentence(words("To be told"), basis.teams);
    if (basis.costBefore || basis.costAfter)
        html += u"<h3>%1</h3><p>%2 → %3</p>"_s.arg(words("Cost a month"),
                                                   QLocale().toString(basis.costBefore.value_or(0), 'f', 0),
                                                   QLocale().toString(basis.costAfter.value_or(0), 'f', 0));
    html += controlRows(basis.controls);
    html += list(words("Not found any more"), basis.closed);
    return html + list(words("Found then"), basis.opened);
}

QString consequencesHtml(const decisions::Basis &basis, const diagram::Theme &theme)
{
    QString rows;
    const auto add = [&rows](const QString &sign, const QColor &color, const QString &text) {
        rows +=
            u"<tr><td style=\"color:%1; font-weight:600; padding:2px 8px 2px 0\">%2</td><td>%3</td></tr>"_s
                .arg(color.name(), sign, text.toHtmlEscaped());
    };
    for (const QString &message : basis.closed)
        add(u"+"_s, theme.added, words("Not found any more: %1").arg(message));
    for (const decisions::ControlChange &change : basis.controls)
        add(change.isLoss ? u"−"_s : u"+"_s, change.isLoss ? theme.removed : theme.added,
            u"%1 %2: %3 → %4"_s.arg(change.framework, change.requirement, change.before, change.after));
    for (const QString &message : basis.opened)
        add(u"−"_s, theme.removed, words("Found then: %1").arg(message));
    if (const double more = basis.costAfter.value_or(0) - basis.costBefore.value_or(0); more < 0 || more > 0)
        add(more > 0 ? u"−"_s : u"+"_s, more > 0 ? theme.removed : theme.added,
            words("Cost a month: %1 → %2")
                .arg(QLocale().toString(basis.costBefore.value_or(0), 'f', 0),
                     QLocale().toString(basis.costAfter.value_or(0), 'f', 0)));
    for (const QString &line : basis.migrate)
        add(u"~"_s, theme.changed, words("Must migrate: %1").arg(line));
    for (const QString &question : basis.questions)
        add(u"~"_s, theme.changed, question);
    if (rows.isEmpty())
        return {};
    return u"<p><b>%1</b> <span style=\"color:%2\">%3</span></p><table cellspacing=\"0\">%4</table>"_s.arg(
        words("What the model says"), theme.muted.name(),
        words("worked out anew after each edit, from %1 to %2").arg(basis.from, basis.to).toHtmlEscaped(),
        rows);
}

} // namespace gp::views

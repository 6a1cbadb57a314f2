// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "core/documents/storage_macros.h"

#include "core/documents/markdown.h"

#include <QHash>

using namespace Qt::StringLiterals;

namespace gp::documents::storage {

namespace {

QString parameter(const QString &name, const QString &value)
{
    return u"<ac:parameter ac:name=\""_s + name + u"\">"_s + escaped(value) + u"</ac:parameter>"_s;
}

QString macro(const QString &name, const QString &inside)
{
    return u"<ac:structured-macro ac:name=\""_s + name + u"\" ac:schema-version=\"1\">"_s + inside +
           u"</ac:structured-macro>"_s;
}

/// Up to where its text begins; boxEnd() ends it.
QString begun(const QString &name, const QString &parameters)
{
    return u"<ac:structured-macro ac:name=\""_s + name + u"\" ac:schema-version=\"1\">"_s + parameters +
           u"<ac:rich-text-body>"_s;
}

/// What every Confluence colours without plug-ins, each with its names in Markdown. Cloud knows more, but not
/// by the same names everywhere; what only it knows would be an error on Data Center.
const QHash<QString, QString> &languages()
{
    static const QList<std::pair<QString, QString>> known{
        {u"actionscript3"_s, u"actionscript3 as3 actionscript"_s},
        {u"applescript"_s, u"applescript"_s},
        {u"bash"_s, u"bash sh shell console zsh ksh shellsession shell-session"_s},
        {u"c#"_s, u"c# csharp cs"_s},
        {u"coldfusion"_s, u"coldfusion cfm cfml"_s},
        {u"cpp"_s, u"c c++ cc cpp cxx h hpp"_s},
        {u"css"_s, u"css"_s},
        {u"delphi"_s, u"delphi pascal pas objectpascal"_s},
        {u"diff"_s, u"diff patch udiff"_s},
        {u"erl"_s, u"erl erlang"_s},
        {u"groovy"_s, u"groovy gradle jenkinsfile"_s},
        {u"java"_s, u"java"_s},
        {u"jfx"_s, u"jfx javafx"_s},
        {u"js"_s, u"js javascript mjs cjs jsx"_s},
        {u"perl"_s, u"perl pl"_s},
        {u"php"_s, u"php"_s},
        {u"powershell"_s, u"powershell ps ps1 pwsh"_s},
        {u"py"_s, u"py python python3"_s},
        {u"ruby"_s, u"ruby rb"_s},
        {u"sass"_s, u"sass scss"_s},
        {u"scala"_s, u"scala"_s},
        {u"sql"_s, u"sql"_s},
        {u"text"_s, u"text txt plain plaintext"_s},
        {u"vb"_s, u"vb vbnet vb.net visualbasic"_s},
        {u"xml"_s, u"xml html xhtml svg xsd xslt"_s},
        {u"yml"_s, u"yml yaml"_s},
        // These have none of their own, and theirs colours them right.
        {u"js"_s, u"json jsonc json5 ts tsx typescript"_s}};
    static const QHash<QString, QString> byName = [] {
        QHash<QString, QString> made;
        for (const auto &[language, names] : known) {
            const QStringList all = names.split(u' ');
            for (const QString &name : all)
                made.insert(name, language);
        }
        return made;
    }();
    return byName;
}

} // namespace

QString escaped(const QString &text)
{
    return legalText(text).toHtmlEscaped();
}

QString code(const QString &text, const QString &language)
{
    QString body = legalText(text);
    body.replace(u"]]>"_s, u"]]]]><![CDATA[>"_s);
    const QString known = languages().value(language.toLower());
    return macro(u"code"_s,
                 QString((known.isEmpty() ? QString() : parameter(u"language"_s, known)) +
                         u"<ac:plain-text-body><![CDATA["_s + body + u"]]></ac:plain-text-body>"_s));
}

QString status(const QString &words, const QString &badge)
{
    static const QHash<QString, QString> colours{{u"good"_s, u"Green"_s}, {u"fair"_s, u"Yellow"_s},
                                                 {u"poor"_s, u"Red"_s},   {u"kept"_s, u"Purple"_s},
                                                 {u"wait"_s, u"Blue"_s},  {u"calm"_s, u"Grey"_s}};
    return macro(u"status"_s, QString(parameter(u"title"_s, words) +
                                      parameter(u"colour"_s, colours.value(badge, u"Grey"_s))));
}

QString anchor(const QString &name)
{
    return macro(u"anchor"_s, parameter(QString(), name));
}

QString panelBegin(const QString &kind, const QString &title)
{
    return begun(kind, title.isEmpty() ? QString() : parameter(u"title"_s, title));
}

QString expandBegin(const QString &title)
{
    return begun(u"expand"_s, parameter(u"title"_s, title));
}

QString boxEnd()
{
    return u"</ac:rich-text-body></ac:structured-macro>"_s;
}

QString contents()
{
    return macro(u"toc"_s, QString(parameter(u"minLevel"_s, u"2"_s) + parameter(u"maxLevel"_s, u"3"_s)));
}

QString properties(const QString &table)
{
    return begun(u"details"_s, {}) + table + boxEnd();
}

QString report(const QString &label, const QStringList &columns)
{
    return macro(u"detailssummary"_s,
                 QString(parameter(u"cql"_s, u"label = \"%1\" and space = currentSpace()"_s.arg(label)) +
                         parameter(u"firstcolumn"_s, u"Page"_s) +
                         (columns.isEmpty() ? QString() : parameter(u"headings"_s, columns.join(u','))) +
                         parameter(u"sortBy"_s, u"Title"_s)));
}

QString date(const QString &day)
{
    return u"<time datetime=\""_s + escaped(day) + u"\"/>"_s;
}

QString picture(const QString &fileName, const QString &alternative, int width)
{
    const QString size = width > 0 ? QString(u" ac:width=\""_s + QString::number(width) + u'"') : QString();
    return u"<ac:image ac:alt=\""_s + escaped(alternative) + u'"' + size +
           u"><ri:attachment ri:filename=\""_s + escaped(fileName) + u"\"/></ac:image>"_s;
}

} // namespace gp::documents::storage

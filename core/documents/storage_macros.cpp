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

/// What a Confluence without plug-ins can colour; Cloud knows these, too.
QString languageOf(const QString &name)
{
    static const QHash<QString, QString> languages{
        {u"bash"_s, u"bash"_s},
        {u"sh"_s, u"bash"_s},
        {u"shell"_s, u"bash"_s},
        {u"console"_s, u"bash"_s},
        {u"c"_s, u"cpp"_s},
        {u"c++"_s, u"cpp"_s},
        {u"cpp"_s, u"cpp"_s},
        {u"c#"_s, u"c#"_s},
        {u"csharp"_s, u"c#"_s},
        {u"css"_s, u"css"_s},
        {u"diff"_s, u"diff"_s},
        {u"patch"_s, u"diff"_s},
        {u"groovy"_s, u"groovy"_s},
        {u"jenkinsfile"_s, u"groovy"_s},
        {u"html"_s, u"xml"_s},
        {u"xml"_s, u"xml"_s},
        {u"svg"_s, u"xml"_s},
        {u"java"_s, u"java"_s},
        {u"javascript"_s, u"js"_s},
        {u"js"_s, u"js"_s},
        {u"json"_s, u"js"_s}, // it has none of its own, and this one colours it right
        {u"perl"_s, u"perl"_s},
        {u"php"_s, u"php"_s},
        {u"powershell"_s, u"powershell"_s},
        {u"ps1"_s, u"powershell"_s},
        {u"py"_s, u"py"_s},
        {u"python"_s, u"py"_s},
        {u"rb"_s, u"ruby"_s},
        {u"ruby"_s, u"ruby"_s},
        {u"scala"_s, u"scala"_s},
        {u"sql"_s, u"sql"_s},
        {u"text"_s, u"text"_s},
        {u"yaml"_s, u"yml"_s},
        {u"yml"_s, u"yml"_s}};
    return languages.value(name.toLower());
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
    const QString known = languageOf(language);
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

QString picture(const QString &fileName, const QString &alternative, int width)
{
    const QString size = width > 0 ? QString(u" ac:width=\""_s + QString::number(width) + u'"') : QString();
    return u"<ac:image ac:alt=\""_s + escaped(alternative) + u'"' + size +
           u"><ri:attachment ri:filename=\""_s + escaped(fileName) + u"\"/></ac:image>"_s;
}

} // namespace gp::documents::storage

// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "core/publish/takeback_names.h"

#include "core/documents/facts.h"
#include "core/documents/markdown.h"
#include "core/documents/references.h"
#include "core/publish/storage_inline.h"

#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace gp::publish {

namespace {

/// Where a reference would not end where the name does.
bool goesOn(const QString &text, qsizetype at)
{
    static const QRegularExpression more(u"^(?:[\\w@+-]|\\.[a-z0-9])"_s,
                                         QRegularExpression::UseUnicodePropertiesOption);
    return more.matchView(QStringView(text).sliced(at)).hasMatch();
}

bool comesFrom(const QString &text, qsizetype at)
{
    return at > 0 && (text.at(at - 1).isLetterOrNumber() || u"_`./@\\-"_s.contains(text.at(at - 1)));
}

/// Every place of `name` that is a word of its own and in no code becomes `reference`.
QString replaced(const QString &text, const QString &name, const QString &reference)
{
    QString made;
    bool isCode = false;
    for (qsizetype i = 0; i < text.size();) {
        if (text.at(i) == u'`')
            isCode = !isCode;
        if (!isCode && QStringView(text).sliced(i).startsWith(name) && !comesFrom(text, i) &&
            !goesOn(text, i + name.size())) {
            made += reference;
            i += name.size();
            continue;
        }
        made += text.at(i++);
    }
    return made;
}

/// Key of the element that alone has this name; empty where there is none, or more.
QString keyNamed(const Model &model, const QString &name)
{
    QString key;
    for (const Element &element : model.elements()) {
        if (documents::lastName(model, element.key) != name)
            continue;
        if (!key.isEmpty())
            return {};
        key = element.key;
    }
    return key;
}

QString unescaped(const QString &markdown)
{
    static const QRegularExpression escape(u"\\\\([!-/:-@\\[-`{-~])"_s);
    QString text = markdown;
    return text.replace(escape, u"\\1"_s);
}

} // namespace

QString plainWords(const Model &model, const QString &markdown)
{
    static const QRegularExpression fence(u"^\\s*(?:```+|~~~+).*$"_s, QRegularExpression::MultilineOption);
    static const QRegularExpression target(u"\\]\\((?:<[^>\\n]*>|[^)\\s]*)(?:\\s+\"[^\"\\n]*\")?\\)"_s);
    static const QRegularExpression bullet(u"^\\s*(?:>\\s*)*(?:[0-9]{1,9}[.)]|[-*+])\\s+"_s,
                                           QRegularExpression::MultilineOption);
    static const QRegularExpression other(u"[^\\p{L}\\p{N}]+"_s);
    static const QRegularExpression entity(u"&(#?[A-Za-z0-9]+;)"_s);
    QString text;
    qsizetype end = 0;
    for (const documents::Reference &reference : documents::referencesIn(markdown)) {
        text += QStringView(markdown).sliced(end, reference.start - end);
        end = reference.start + reference.length;
        text += model.element(reference.key)
                    ? documents::lastName(model, reference.key)
                    : QStringView(markdown).sliced(reference.start, reference.length).toString();
    }
    text += QStringView(markdown).sliced(end);
    text.remove(fence).replace(target, u" "_s).remove(bullet);
    for (auto match = entity.match(text); match.hasMatch();) {
        const QString meant = documents::referenced(match.captured());
        text.replace(match.capturedStart(), match.capturedLength(), meant);
        match = entity.match(text, match.capturedStart() + std::max<qsizetype>(1, meant.size()));
    }
    return text.replace(other, u" "_s).trimmed();
}

QString withReferences(const Model &model, const QString &markdown, const QString &source,
                       const QMap<QString, QString> &pages, QStringList &told)
{
    static const QRegularExpression link(
        u"(?<!!)\\[((?:[^\\[\\]\\\\]|\\\\.)*)\\]\\((?:<page:([^>]*)>|<?https?:[^>)\\s]*>?)\\)"_s);
    static const QRegularExpression picture(u"!\\[((?:[^\\[\\]\\\\]|\\\\.)*)\\]\\(([^)\\n]*)\\)"_s);
    QMap<QString, QString> byName; // of what the text refers to already
    for (const documents::Reference &reference : documents::referencesIn(source)) {
        if (model.element(reference.key))
            byName.insert(documents::lastName(model, reference.key), reference.key);
    }
    QString text;
    qsizetype end = 0;
    for (auto it = link.globalMatch(markdown); it.hasNext();) {
        const auto match = it.next();
        // An editor may make an address of a link to a page; one to elsewhere stays.
        const bool isPage = match.hasCaptured(2);
        if (!isPage && !byName.contains(unescaped(match.captured(1))))
            continue;
        text += QStringView(markdown).sliced(end, match.capturedStart() - end);
        end = match.capturedEnd();
        const QString name = unescaped(match.captured(1));
        QString key = pages.value(match.captured(2)).section(u'/', -1);
        if (!model.element(key) || documents::lastName(model, key) != name)
            key = byName.value(name);
        if (key.isEmpty())
            key = keyNamed(model, name);
        const bool isSafe = !comesFrom(markdown, match.capturedStart()) && !goesOn(markdown, end);
        if (key.isEmpty() || !isSafe) {
            told.append(u"The link to the page '%1' came as its words."_s.arg(match.captured(2)));
            text += match.captured(1);
        } else {
            text += u'@' + key;
        }
    }
    text += QStringView(markdown).sliced(end);

    QStringList names = byName.keys();
    std::ranges::stable_sort(names, std::greater(), &QString::size);
    for (const QString &name : std::as_const(names))
        text = replaced(text, escapedText(name), u'@' + byName.value(name));

    // A picture has the name of its file there, and that of an attachment here.
    QHash<QString, QString> pictures;
    for (auto it = picture.globalMatch(source); it.hasNext();) {
        const auto match = it.next();
        pictures.insert(unescaped(match.captured(1)), match.captured());
    }
    QString made;
    end = 0;
    for (auto it = picture.globalMatch(text); it.hasNext();) {
        const auto match = it.next();
        made += QStringView(text).sliced(end, match.capturedStart() - end);
        end = match.capturedEnd();
        const QString known = pictures.value(unescaped(match.captured(1)));
        const bool isElsewhere = match.captured(2).startsWith("http"_L1);
        if (known.isEmpty() && !isElsewhere)
            told.append(u"The picture '%1' came as its words: add it here as an attachment."_s.arg(
                match.captured(1)));
        made += !known.isEmpty() ? known : isElsewhere ? match.captured() : match.captured(1);
    }
    return made.append(QStringView(text).sliced(end));
}

} // namespace gp::publish

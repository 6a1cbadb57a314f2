// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "core/documents/walkthrough_page.h"

#include "core/documents/html_page.h"
#include "core/documents/markdown.h"

#include <QCryptographicHash>

using namespace Qt::StringLiterals;

namespace gp::documents {

namespace {

QString hashOf(const QString &text)
{
    return QString::fromLatin1(
        QCryptographicHash::hash(text.toUtf8(), QCryptographicHash::Sha256).toBase64());
}

QString plain(const QString &text)
{
    return legalText(text).simplified();
}

QVariantList groupsOf(const QList<review::Line> &lines)
{
    QVariantList groups;
    QVariantList rows;
    for (qsizetype i = 0; i < lines.size(); ++i) {
        const review::Line &line = lines.at(i);
        rows.append(QVariantHash{
            {u"sign"_s, line.sign}, {u"label"_s, plain(line.label)}, {u"text"_s, plain(line.text)}});
        if (i + 1 == lines.size() || lines.at(i + 1).group != line.group) {
            groups.append(QVariantHash{{u"title"_s, plain(line.group)}, {u"lines"_s, rows}});
            rows.clear();
        }
    }
    return groups;
}

/// "x y width height" of each card that the step is about, as the script reads it.
QString areasOf(const QMap<ElementId, QRect> &cards, const review::Stage &stage)
{
    QStringList areas;
    for (auto it = cards.cbegin(); it != cards.cend(); ++it) {
        if (stage.before.contains(it.key()) || stage.after.contains(it.key()))
            areas.append(u"%1 %2 %3 %4"_s.arg(it->x()).arg(it->y()).arg(it->width()).arg(it->height()));
    }
    return areas.join(u',');
}

QVariantHash pictureOf(const Shot &shot, const QString &state, const review::Stage &stage,
                       const Rendered &document, const PdfSource &source)
{
    const QByteArray bytes = document.pictures.value(shot.path);
    if (shot.path.isEmpty() || bytes.isEmpty())
        return {};
    const PdfSource::Picture told = source.pictures.value(shot.path);
    return {{u"state"_s, state},
            {u"smallest"_s, QString::number(told.smallestText)},
            {u"cards"_s, areasOf(told.cards, stage)},
            {u"alt"_s, plain(shot.caption)},
            {u"source"_s, asMarkup(u"data:%1;base64,%2"_s.arg(mediaType(shot.path),
                                                              QString::fromLatin1(bytes.toBase64())))}};
}

} // namespace

Result<QString> walkthroughPage(const Deck &deck, const Rendered &document, const PdfSource &source,
                                const QString &project, TemplateEngine &engine)
{
    const auto code = engine.render(u"walkthrough.js"_s, {}, Escaping::Html);
    if (!code)
        return std::unexpected(code.error());
    const auto style = engine.render(u"walkthrough.css"_s, {}, Escaping::Html);
    if (!style)
        return std::unexpected(style.error());
    // So that the file is well-formed as XML, too; for the browser these are comments.
    const QString script = u"//<![CDATA[\n"_s + *code + u"\n//]]>\n"_s;
    const QString look = u"\n"_s + *style;
    QVariantList steps;
    for (qsizetype i = 0; i < deck.slides.size(); ++i) {
        const Slide &slide = deck.slides.at(i);
        QVariantList pictures;
        for (const QVariantHash &one :
             {pictureOf(slide.before, deck.from, slide.step.stage, document, source),
              pictureOf(slide.after, deck.to, slide.step.stage, document, source)}) {
            if (!one.isEmpty())
                pictures.append(one);
        }
        steps.append(
            QVariantHash{{u"id"_s, u"step-%1-%2"_s.arg(i + 1).arg(slug(slide.step.id))},
                         {u"number"_s, QString::number(i + 1)},
                         {u"title"_s, plain(slide.step.title)},
                         {u"summary"_s, plain(slide.step.summary)},
                         {u"text"_s, slide.step.text.isEmpty()
                                         ? QVariant()
                                         : asMarkup(markdownToHtml(embedMarkdown(slide.step.text, 2)))},
                         {u"decision"_s, plain(slide.decision)},
                         {u"status"_s, slide.decisionStatus},
                         {u"outcome"_s, plain(slide.outcome)},
                         {u"pictures"_s, pictures},
                         {u"groups"_s, groupsOf(slide.step.lines)}});
    }
    return engine.render(u"walkthrough.html"_s,
                         {{u"title"_s, plain(deck.title)},
                          {u"project"_s, project},
                          {u"from"_s, deck.from},
                          {u"to"_s, deck.to},
                          {u"date"_s, deck.date},
                          {u"count"_s, QString::number(deck.slides.size())},
                          {u"style"_s, asMarkup(look)},
                          {u"style_hash"_s, hashOf(look)},
                          {u"script"_s, asMarkup(script)},
                          {u"script_hash"_s, hashOf(script)},
                          {u"steps"_s, steps}},
                         Escaping::Html);
}

} // namespace gp::documents

// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "views/pages/prose.h"

#include "core/documents/attachments.h"
#include "core/documents/documents.h"
#include "core/documents/facts.h"
#include "core/documents/markdown.h"
#include "core/documents/references.h"

#include <QDesktopServices>
#include <QImage>
#include <QUrl>
#include <QVariant>

using namespace Qt::StringLiterals;

namespace gp::views {

namespace {

constexpr auto pictureAnchor = "#attachment/"_L1;

QImage narrowed(const QImage &image, int width)
{
    return image.width() > width ? image.scaledToWidth(width, Qt::SmoothTransformation) : image;
}

} // namespace

QString proseHtml(const Session &session, const QString &markdown)
{
    QString text;
    qsizetype end = 0;
    for (const auto &reference : documents::referencesIn(markdown)) {
        const auto *element = session.model().element(reference.key);
        if (!element)
            continue;
        const auto *state = session.shown(element->id);
        const QString name = state ? state->name() : documents::lastName(session.model(), reference.key);
        text += QStringView(markdown).sliced(end, reference.start - end);
        text += u"[%1](%2)"_s.arg(documents::escapeMarkdown(name), documents::elementAnchor + reference.key);
        end = reference.start + reference.length;
    }
    text += QStringView(markdown).sliced(end);
    text = documents::withAttachments(text, [](const QString &key) { return QString(pictureAnchor + key); });
    return documents::markdownToHtml(text);
}

QString pageCss(const diagram::Theme &theme)
{
    QString text = uR"(
body { color: @text; }
h1 { font-size: 24px; font-weight: 600; margin-top: 14px; margin-bottom: 6px; }
h2 { font-size: 16px; font-weight: 600; margin-top: 22px; margin-bottom: 4px; }
h3 { font-size: 14px; font-weight: 600; margin-top: 16px; margin-bottom: 2px; }
p, li { line-height: 145%; margin-top: 4px; margin-bottom: 6px; }
a { color: @accent; text-decoration: none; }
code, pre { font-family: monospace; }
td, th { padding: 5px 14px 5px 0; }
.muted { color: @muted; }
)"_s;
    text.replace("@text"_L1, theme.text.name());
    text.replace("@accent"_L1, theme.accent.name());
    text.replace("@muted"_L1, theme.muted.name());
    return text;
}

QVariant pagePicture(const Model &model, const QUrl &address, int width)
{
    const QString text = address.toString();
    if (text.startsWith(pictureAnchor)) {
        const auto *record = model.record(u"attachment"_s, text.sliced(pictureAnchor.size()));
        const auto picture =
            record ? documents::pictureOf(*record) : Result<documents::Picture>(fail(ErrorCode::Usage, {}));
        return picture ? QVariant(narrowed(QImage::fromData(picture->bytes), width)) : QVariant();
    }
    static const QStringList kinds = {u"data:image/png;base64,"_s, u"data:image/jpeg;base64,"_s};
    for (const QString &kind : kinds) {
        if (text.startsWith(kind))
            return narrowed(QImage::fromData(QByteArray::fromBase64(text.sliced(kind.size()).toLatin1())),
                            width);
    }
    return {};
}

void followLink(Session &session, const QUrl &link)
{
    QString key = link.scheme() == "element"_L1 ? link.path() : QString();
    if (link.toString().startsWith(documents::elementAnchor))
        key = link.toString().sliced(documents::elementAnchor.size());
    if (!key.isEmpty()) {
        if (const auto *element = session.model().element(key)) {
            session.select(element->id);
            Q_EMIT session.revealRequested(element->id, false);
        }
        return;
    }
    if (link.scheme() == "record"_L1) {
        const QString path = link.path();
        const auto *record = session.model().record(path.section(u'/', 0, 0), path.section(u'/', 1));
        if (record)
            Q_EMIT session.pageRequested(record->id);
        return;
    }
    if (link.scheme() == "http"_L1 || link.scheme() == "https"_L1)
        QDesktopServices::openUrl(link);
}

} // namespace gp::views

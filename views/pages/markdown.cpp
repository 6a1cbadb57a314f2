// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "views/pages/markdown.h"

#include <md4c-html.h>

namespace gp::views {

QString markdownToHtml(const QString &markdown)
{
    const QByteArray source = markdown.toUtf8();
    QByteArray html;
    const auto append = [](const MD_CHAR *text, MD_SIZE size, void *target) {
        static_cast<QByteArray *>(target)->append(text, qsizetype(size));
    };
    constexpr unsigned flags = MD_DIALECT_GITHUB | MD_FLAG_NOHTML;
    if (md_html(source.constData(), MD_SIZE(source.size()), append, &html, flags, MD_HTML_FLAG_SKIP_UTF8_BOM) != 0)
        return markdown.toHtmlEscaped();
    return QString::fromUtf8(html);
}

} // namespace gp::views

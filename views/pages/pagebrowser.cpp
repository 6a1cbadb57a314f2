// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "views/pages/pagebrowser.h"

#include "views/pages/prose.h"
#include "views/style/appearance.h"

#include <QScrollBar>

using namespace Qt::StringLiterals;

namespace gp::views {

namespace {

/// What badges and headings of generated pages look like here.
QString generatedCss(const diagram::Theme &theme)
{
    QString css = pageCss(theme);
    css += u"th { color: %1; }"_s.arg(theme.muted.name());
    for (const auto &[name, color] : {std::pair(u"good"_s, theme.added), std::pair(u"fair"_s, theme.changed),
                                      std::pair(u"poor"_s, theme.removed), std::pair(u"wait"_s, theme.accent),
                                      std::pair(u"kept"_s, theme.other), std::pair(u"calm"_s, theme.other)})
        css += u".%1 { color: %2; background-color: %3; }"_s.arg(name, theme.badgeText(color).name(),
                                                                 theme.tint(color, theme.canvas).name());
    return css;
}

} // namespace

PageBrowser::PageBrowser(Session &session, QWidget *parent)
    : QTextBrowser(parent)
    , m_session(session)
{
    setOpenLinks(false);
    setFrameShape(QFrame::NoFrame);
    setFont(diagram::font(13.5));
    document()->setDocumentMargin(12);
    connect(this, &QTextBrowser::anchorClicked, this,
            [this](const QUrl &link) { followLink(m_session, link); });
}

void PageBrowser::setBody(const QString &html)
{
    if (html == m_body)
        return;
    m_body = html;
    refresh();
}

void PageBrowser::refresh()
{
    const int down = verticalScrollBar()->value();
    setHtml(u"<html><head><style>%1</style></head><body>%2</body></html>"_s.arg(generatedCss(currentTheme()),
                                                                                m_body));
    verticalScrollBar()->setValue(down);
}

void PageBrowser::changeEvent(QEvent *event)
{
    QTextBrowser::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::StyleChange)
        refresh();
}

QVariant PageBrowser::loadResource(int type, const QUrl &name)
{
    if (type != QTextDocument::ImageResource)
        return {};
    return pagePicture(m_session.model(), name, std::max(80, viewport()->width() - 40));
}

} // namespace gp::views

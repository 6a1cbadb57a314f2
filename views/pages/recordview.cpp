// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "views/pages/recordview.h"

#include "views/pages/prose.h"
#include "views/style/appearance.h"

#include <QScrollBar>

using namespace Qt::StringLiterals;

namespace gp::views {

RecordView::RecordView(Session &session, RecordId id, QWidget *parent)
    : QTextBrowser(parent)
    , m_session(session)
    , m_id(id)
{
    setOpenLinks(false);
    setFrameShape(QFrame::NoFrame);
    setFont(diagram::font(13.5));
    connect(this, &QTextBrowser::anchorClicked, this,
            [this](const QUrl &link) { followLink(m_session, link); });
    connect(&session, &Session::changed, this, &RecordView::refresh);
    refresh();
}

void RecordView::refresh()
{
    const auto *record = m_session.model().record(m_id);
    if (!record)
        return;
    const int position = verticalScrollBar()->value();
    setAccessibleName(titleOf(*record));
    setHtml(recordHtml(m_session, *record, currentTheme())
                .replace("</body>"_L1, QString(m_appendix + u"</body>"_s)));
    verticalScrollBar()->setValue(position);
}

void RecordView::setAppendix(const QString &html)
{
    if (html == m_appendix)
        return;
    m_appendix = html;
    refresh();
}

void RecordView::changeEvent(QEvent *event)
{
    QTextBrowser::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::StyleChange)
        refresh();
}

void RecordView::resizeEvent(QResizeEvent *event)
{
    // A column that reads well, in the middle.
    constexpr int widest = 760;
    const int side = std::max(
        28, (event->size().width() + viewportMargins().left() + viewportMargins().right() - widest) / 2);
    setViewportMargins(side, 12, side, 0);
    QTextBrowser::resizeEvent(event);
}

QVariant RecordView::loadResource(int type, const QUrl &name)
{
    if (type != QTextDocument::ImageResource)
        return {};
    return pagePicture(m_session.model(), name, std::max(80, viewport()->width() - 40));
}

} // namespace gp::views

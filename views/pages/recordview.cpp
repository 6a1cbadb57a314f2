// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "views/pages/recordview.h"

#include "views/style/appearance.h"

#include <QDesktopServices>
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
    connect(this, &QTextBrowser::anchorClicked, this, &RecordView::follow);
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

QVariant RecordView::loadResource(int, const QUrl &)
{
    return {};
}

void RecordView::follow(const QUrl &link)
{
    if (link.scheme() == "element"_L1) {
        if (const auto *element = m_session.model().element(link.path())) {
            m_session.select(element->id);
            Q_EMIT m_session.revealRequested(element->id, false);
        }
        return;
    }
    if (link.scheme() == "record"_L1) {
        const QString path = link.path();
        const auto *record = m_session.model().record(path.section(u'/', 0, 0), path.section(u'/', 1));
        if (record)
            Q_EMIT m_session.pageRequested(record->id);
        return;
    }
    if (link.scheme() == "http"_L1 || link.scheme() == "https"_L1)
        QDesktopServices::openUrl(link);
}

} // namespace gp::views

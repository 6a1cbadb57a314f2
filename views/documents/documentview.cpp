// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "views/documents/documentview.h"

#include <QPainter>
#include <QScrollBar>
#include <QSvgRenderer>

using namespace Qt::StringLiterals;

namespace gp::views {

DocumentView::DocumentView(QWidget *parent)
    : QTextBrowser(parent)
{
    setOpenLinks(false);
    setFrameShape(QFrame::NoFrame);
    document()->setDocumentMargin(16);
}

void DocumentView::setDocumentShown(const documents::Rendered &shown, bool asPage)
{
    const int at = verticalScrollBar()->value();
    m_pictures = shown.pictures;
    document()->clear(); // with the pictures of the last one
    if (asPage)
        setHtml(shown.html);
    else
        setMarkdown(shown.markdown);
    verticalScrollBar()->setValue(at);
}

QVariant DocumentView::loadResource(int, const QUrl &name)
{
    for (const auto &[path, svg] : m_pictures.asKeyValueRange()) {
        if (!path.endsWith(name.path().section(u'/', -1)))
            continue;
        QSvgRenderer renderer(svg);
        QSize size = renderer.defaultSize();
        size.scale(std::min(size.width(), 700), size.height(), Qt::KeepAspectRatio);
        QImage image(size, QImage::Format_RGB32);
        image.fill(Qt::white);
        QPainter painter(&image);
        renderer.render(&painter);
        return image;
    }
    return {};
}

} // namespace gp::views

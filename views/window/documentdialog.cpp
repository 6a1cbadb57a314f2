// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "views/window/documentdialog.h"

#include "views/style/parts.h"

#include <QPainter>
#include <QSvgRenderer>
#include <QTextBrowser>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace gp::views {

namespace {

/// Only what the document brings along is shown: nothing is read from disk or fetched.
class Browser : public QTextBrowser
{
public:
    Browser(QMap<QString, QByteArray> pictures, QWidget *parent)
        : QTextBrowser(parent)
        , m_pictures(std::move(pictures))
    {
        setOpenLinks(false);
    }

    QVariant loadResource(int, const QUrl &name) override
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

private:
    QMap<QString, QByteArray> m_pictures;
};

} // namespace

DocumentDialog::DocumentDialog(const documents::Rendered &document, QWidget *parent)
    : Dialog(document.title, tr("Generate documents…"), parent)
    , m_text(new Browser(document.pictures, this))
{
    setAttribute(Qt::WA_DeleteOnClose);
    m_text->setAccessibleName(document.title);
    m_text->setFrameShape(QFrame::NoFrame);
    m_text->document()->setDocumentMargin(16);
    m_text->setMarkdown(document.markdown);
    content()->addWidget(hairline(this));
    content()->addWidget(m_text, 1);
    mainButton()->setToolTip(tr("Writes this document and all others into a folder"));
    closeButton()->setText(tr("Close"));
    closeButton()->setAccessibleName(tr("Close"));
    connect(this, &QDialog::accepted, this, &DocumentDialog::generateWanted);
    resize(820, 680);
    m_text->setFocus();
}

} // namespace gp::views

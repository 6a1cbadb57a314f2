// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "views/window/documentdialog.h"

#include "views/style/parts.h"

#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace gp::views {

DocumentDialog::DocumentDialog(const documents::Rendered &document, QWidget *parent)
    : Dialog(document.title, tr("Generate documents…"), parent)
    , m_text(new DocumentView(this))
{
    setAttribute(Qt::WA_DeleteOnClose);
    m_text->setAccessibleName(document.title);
    m_text->setDocumentShown(document);
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

// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/documents/documents.h"

#include <QTextBrowser>

namespace gp::views {

/// A document to read. Only what it brings along is shown: nothing is read from disk or fetched.
class DocumentView : public QTextBrowser
{
    Q_OBJECT

public:
    explicit DocumentView(QWidget *parent = nullptr);

    /// Stays where it was scrolled to.
    void setDocumentShown(const documents::Rendered &document, bool asPage = false);
    QVariant loadResource(int type, const QUrl &name) override;

private:
    QMap<QString, QByteArray> m_pictures;
};

} // namespace gp::views

// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/documents/documents.h"
#include "views/documents/documentview.h"
#include "views/style/dialog.h"

namespace gp::views {

/// A document as it would be generated now, to read.
class DocumentDialog : public Dialog
{
    Q_OBJECT

public:
    DocumentDialog(const documents::Rendered &document, QWidget *parent = nullptr);

    [[nodiscard]] DocumentView *text() const { return m_text; }

Q_SIGNALS:
    void generateWanted();

private:
    DocumentView *m_text;
};

} // namespace gp::views

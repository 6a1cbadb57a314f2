// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "views/inspector/page.h"

#include <QScrollArea>

namespace gp::views {

/// The right side: shows and edits what is selected; in a compare, the gap.
class Inspector : public QScrollArea
{
    Q_OBJECT

public:
    Inspector(Session &session, Findings *findings, QWidget *parent = nullptr);

    [[nodiscard]] InspectorPage *page() const { return m_page; }
    /// Opens the editor of a property of what is selected.
    void edit(const QString &property);
    /// Brings a property of what is selected into sight.
    void reveal(const QString &property);

private:
    void onSelection();
    void refresh();
    void rebuild();
    [[nodiscard]] InspectorPage *makePage();

    Session &m_session;
    Findings *m_findings;
    InspectorPage *m_page = nullptr;
    bool m_all = false;
    bool m_isStale = false;
};

} // namespace gp::views

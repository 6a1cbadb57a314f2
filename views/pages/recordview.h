// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/diagram/theme.h"
#include "views/session/session.h"

#include <QTextBrowser>

namespace gp::views {

/// A record (decision, work package, waiver…) as a page to read. Names of elements and of other records are
/// links.
class RecordView : public QTextBrowser
{
    Q_OBJECT

public:
    RecordView(Session &session, RecordId id, QWidget *parent = nullptr);

    [[nodiscard]] RecordId record() const { return m_id; }
    /// HTML that follows what the record says.
    void setAppendix(const QString &html);

protected:
    void changeEvent(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    /// Pictures of the project only: nothing from the network, no files.
    QVariant loadResource(int type, const QUrl &name) override;

private:
    void refresh();

    Session &m_session;
    RecordId m_id;
    QString m_appendix;
};

/// The page's HTML, in the colours of a theme. Links are as followLink() takes them.
[[nodiscard]] QString recordHtml(const Session &session, const Record &record, const diagram::Theme &theme);

} // namespace gp::views

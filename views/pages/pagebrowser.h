// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "views/session/session.h"

#include <QTextBrowser>

namespace gp::views {

/// Shows a generated page: its pictures come with it, nothing is loaded, and links mean things of the
/// project. Stays where it was scrolled to.
class PageBrowser : public QTextBrowser
{
    Q_OBJECT

public:
    explicit PageBrowser(Session &session, QWidget *parent = nullptr);
    /// The inside of a page.
    void setBody(const QString &html);

protected:
    void changeEvent(QEvent *event) override;
    QVariant loadResource(int type, const QUrl &name) override;

private:
    void refresh();

    Session &m_session;
    QString m_body;
};

} // namespace gp::views

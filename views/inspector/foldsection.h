// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QWidget>

class QVBoxLayout;

namespace gp::views {

class Link;

/// A heading that opens and closes what is below it. What costs something is made when it is first opened.
class FoldSection : public QWidget
{
    Q_OBJECT

public:
    FoldSection(const QString &title, QWidget *parent);

    [[nodiscard]] bool isOpen() const { return m_isOpen; }
    void setOpen(bool open);
    [[nodiscard]] Link *header() const { return m_header; }
    /// What is below the heading.
    [[nodiscard]] QVBoxLayout *content() const { return m_content; }

protected:
    /// It is opened for the first time.
    virtual void load() = 0;
    void setTitle(const QString &title);
    void clear();

private:
    void showState();

    QString m_title;
    Link *m_header;
    QWidget *m_body;
    QVBoxLayout *m_content;
    bool m_isOpen = false;
    bool m_isLoaded = false;
};

} // namespace gp::views

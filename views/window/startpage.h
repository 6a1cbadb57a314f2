// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QWidget>

class QVBoxLayout;

namespace gp::views {

class MessageBar;

/// What the window shows without a project: recent ones, a new one from a template, open.
class StartPage : public QWidget
{
    Q_OBJECT

public:
    explicit StartPage(QWidget *parent = nullptr);

    [[nodiscard]] MessageBar *messages() const { return m_messages; }
    /// Reads the recent files again.
    void refresh();

Q_SIGNALS:
    void newRequested(const QString &templateName);
    void openRequested();
    void fileChosen(const QString &path);

private:
    void addTemplates(QVBoxLayout *column);

    MessageBar *m_messages;
    QWidget *m_recent;
};

} // namespace gp::views

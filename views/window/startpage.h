// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QWidget>

class QAbstractButton;
class QVBoxLayout;

namespace gp::views {

class MessageBar;

/// What the window shows without a project: recent ones, a new one from a template or a folder, open. All of
/// it by keys as well: arrows walk, Enter opens, Del takes a recent project off the list.
class StartPage : public QWidget
{
    Q_OBJECT

public:
    explicit StartPage(QWidget *parent = nullptr);

    [[nodiscard]] MessageBar *messages() const { return m_messages; }
    /// Reads the recent files again.
    void refresh();
    /// The recent projects, then the templates.
    [[nodiscard]] QList<QAbstractButton *> choices() const;

Q_SIGNALS:
    void newRequested(const QString &templateName);
    void openRequested();
    void importRequested();
    void fileChosen(const QString &path);

protected:
    void showEvent(QShowEvent *event) override;

private:
    void focusFirst();
    void addTemplates(QVBoxLayout *column);

    MessageBar *m_messages;
    QWidget *m_recent;
    QList<QAbstractButton *> m_buttons;
    QList<QAbstractButton *> m_templates;
};

} // namespace gp::views

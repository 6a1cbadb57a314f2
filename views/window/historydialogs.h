// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "views/session/session.h"
#include "views/style/dialog.h"

class QLineEdit;
class QSpinBox;
class QTableWidget;

namespace gp::views {

/// Keeps the present state under a name.
class KeepSnapshotDialog : public Dialog
{
    Q_OBJECT

public:
    explicit KeepSnapshotDialog(Session &session, QWidget *parent = nullptr);

    [[nodiscard]] QString name() const;
    /// Stores it, or says what is wrong and stays.
    void accept() override;

private:
    Session &m_session;
    QLineEdit *m_name;
};

/// The named states that are kept inside the project, and what can be done with them.
class SnapshotsDialog : public Dialog
{
    Q_OBJECT

public:
    explicit SnapshotsDialog(Session &session, QWidget *parent = nullptr);

    [[nodiscard]] QTableWidget *table() const { return m_table; }
    [[nodiscard]] QPushButton *restoreButton() const { return m_restore; }
    [[nodiscard]] QPushButton *copyButton() const { return m_copy; }
    [[nodiscard]] QPushButton *deleteButton() const { return m_delete; }

Q_SIGNALS:
    /// The project is what it was then; the dialog is closed.
    void restored(const QString &name);
    /// Asks the window for a project of its own; the dialog is closed.
    void copyWanted(const QString &name);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void fill();
    void showState();
    [[nodiscard]] QString selected() const;
    void restore();
    void askDelete();

    Session &m_session;
    QTableWidget *m_table;
    QLabel *m_empty;
    QPushButton *m_restore;
    QPushButton *m_copy;
    QPushButton *m_delete;
};

/// How much history the project keeps.
class HistorySettingsDialog : public Dialog
{
    Q_OBJECT

public:
    explicit HistorySettingsDialog(Session &session, QWidget *parent = nullptr);

    [[nodiscard]] QSpinBox *edits() const { return m_edits; }
    [[nodiscard]] QSpinBox *mebibytes() const { return m_mebibytes; }
    [[nodiscard]] QPushButton *compactButton() const { return m_compact; }
    void accept() override;

Q_SIGNALS:
    /// The bound is stored and shall be kept at once; the dialog is closed.
    void compactWanted();

private:
    [[nodiscard]] bool save();

    Session &m_session;
    QSpinBox *m_edits;
    QSpinBox *m_mebibytes;
    QPushButton *m_compact;
};

} // namespace gp::views

// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/store/rescue.h"
#include "views/style/dialog.h"

class QTableWidget;

namespace gp::views {

/// The copies that lie beside a project, newest first, and what can be done with one.
class BackupsDialog : public Dialog
{
    Q_OBJECT

public:
    BackupsDialog(const QString &project, const QList<store::Backup> &backups, QWidget *parent = nullptr);

    [[nodiscard]] QTableWidget *table() const { return m_table; }
    [[nodiscard]] QPushButton *readOnlyButton() const { return m_readOnly; }
    [[nodiscard]] QPushButton *copyButton() const { return m_copy; }

Q_SIGNALS:
    /// The dialog is closed then.
    void readOnlyWanted(const QString &path);
    void copyWanted(const QString &path);

private:
    [[nodiscard]] QString selected() const;

    QList<store::Backup> m_backups;
    QTableWidget *m_table;
    QPushButton *m_readOnly;
    QPushButton *m_copy;
};

/// What came out of a damaged project, and what is lost.
class RecoveredDialog : public Dialog
{
    Q_OBJECT

public:
    RecoveredDialog(const QString &damaged, const QString &target, const store::Recovered &recovered,
                    QWidget *parent = nullptr);
};

} // namespace gp::views

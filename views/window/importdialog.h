// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "views/style/dialog.h"

#include <functional>

class QLineEdit;

namespace gp::views {

/// What a new project is made from (a folder of manifests or catalogues, or what was dropped onto the
/// window), and where its file goes: beside the folder, until the user says otherwise.
class ImportDialog : public Dialog
{
    Q_OBJECT

public:
    ImportDialog(const QStringList &sources, QWidget *parent = nullptr);

    [[nodiscard]] QStringList sources() const;
    [[nodiscard]] QString path() const;
    [[nodiscard]] QLineEdit *sourceField() const { return m_source; }
    [[nodiscard]] QLineEdit *pathField() const { return m_path; }
    void accept() override;

private:
    void propose();
    QLineEdit *addRow(const QString &title, const QString &choose, const std::function<QString()> &ask);

    QStringList m_dropped; ///< several things; the field only says how many
    QLineEdit *m_source = nullptr;
    QLineEdit *m_path = nullptr;
    bool m_isOwnPath = false;
};

} // namespace gp::views

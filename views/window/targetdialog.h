// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "views/style/dialog.h"

class QLineEdit;

namespace gp::views {

/// Where a new project file goes: says what will be written there, proposes a free name, refuses one that is
/// taken. Deletes itself when it is closed.
class TargetDialog : public Dialog
{
    Q_OBJECT

public:
    TargetDialog(const QString &title, const QString &text, const QString &action, const QString &proposed,
                 QWidget *parent = nullptr);

    /// Always ends in ".gplan".
    [[nodiscard]] QString path() const;
    [[nodiscard]] QLineEdit *field() const { return m_path; }
    void accept() override;

private:
    QLineEdit *m_path;
};

/// "/home/ana/shop-copy.gplan" for "/home/ana/shop.gplan" and "copy"; with a number where that is taken.
[[nodiscard]] QString freeNameBeside(const QString &path, const QString &ending);

} // namespace gp::views

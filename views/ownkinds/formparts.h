// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>

class QLayout;
class QPlainTextEdit;
class QWidget;

namespace gp::views {

/// A label above its field; label and field are shown and hidden together.
[[nodiscard]] QWidget *labelled(const QString &title, QWidget *field, QWidget *parent);
/// A field for some lines of text; Tab goes on to the next field.
[[nodiscard]] QPlainTextEdit *linesField(const QString &placeholder, int lines, QWidget *parent);

} // namespace gp::views

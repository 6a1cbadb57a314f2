// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "views/ownkinds/formparts.h"

#include "views/style/parts.h"

#include <QPlainTextEdit>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace gp::views {

QWidget *labelled(const QString &title, QWidget *field, QWidget *parent)
{
    auto *box = new QWidget(parent);
    auto *column = new QVBoxLayout(box);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(4);
    auto *label = textLabel(title, u"muted"_s, box);
    label->setBuddy(field);
    field->setAccessibleName(title);
    column->addWidget(label);
    column->addWidget(field);
    return box;
}

QPlainTextEdit *linesField(const QString &placeholder, int lines, QWidget *parent)
{
    auto *edit = new QPlainTextEdit(parent);
    setLook(edit, u"field"_s);
    edit->setTabChangesFocus(true);
    edit->setPlaceholderText(placeholder);
    edit->setFixedHeight(lines * edit->fontMetrics().lineSpacing() + 18);
    return edit;
}

} // namespace gp::views

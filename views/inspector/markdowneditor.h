// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "views/inspector/editors.h"

namespace gp::views {

class MarkdownEdit;

/// Markdown with colours and references; grows with what is written. Ctrl+Enter is done, Esc gives up.
class MarkdownEditor : public ValueEditor
{
    Q_OBJECT

public:
    MarkdownEditor(const metamodel::Property &property, const QJsonValue &value, const Model &model,
                   QWidget *parent);

    [[nodiscard]] std::expected<QJsonValue, QString> value() const override;
    void begin() override;

private:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void grow();

    MarkdownEdit *m_edit;
};

} // namespace gp::views

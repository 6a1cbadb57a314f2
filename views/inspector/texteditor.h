// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "views/inspector/editors.h"

class QDateEdit;
class QLabel;
class QTextEdit;

namespace gp::views {

/// Text that grows with what is written: one line (Enter is done), several (Ctrl+Enter is done) or numbers
/// with a unit. Lists without given values are a line each.
class TextEditor : public ValueEditor
{
    Q_OBJECT

public:
    TextEditor(const metamodel::Property &property, const QJsonValue &value, QWidget *parent);

    [[nodiscard]] std::expected<QJsonValue, QString> value() const override;
    void begin() override;

private:
    [[nodiscard]] bool isNumber() const;
    [[nodiscard]] bool hasLines() const;
    void grow();
    bool eventFilter(QObject *watched, QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

    metamodel::Property m_property;
    QTextEdit *m_edit;
};

/// A date with a calendar; Delete empties it.
class DateEditor : public ValueEditor
{
    Q_OBJECT

public:
    DateEditor(const metamodel::Property &property, const QJsonValue &value, QWidget *parent);

    [[nodiscard]] std::expected<QJsonValue, QString> value() const override;
    void begin() override;

private:
    bool eventFilter(QObject *watched, QEvent *event) override;

    QDateEdit *m_edit;
    bool m_isEmpty = false;
};

} // namespace gp::views

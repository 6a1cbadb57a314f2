// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "views/inspector/editors.h"

class QComboBox;
class QListWidget;

namespace gp::views {

/// One of the values of an enum, yes or no; "not set" is always offered.
class ChoiceEditor : public ValueEditor
{
    Q_OBJECT

public:
    ChoiceEditor(const metamodel::Property &property, const QJsonValue &value, const Model &model,
                 QWidget *parent);

    [[nodiscard]] std::expected<QJsonValue, QString> value() const override;
    void begin() override;

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

    QComboBox *m_combo;

private:
    bool m_isBoolean;
};

/// The same with a box to type in, for references: there can be thousands.
class ReferenceEditor : public ChoiceEditor
{
    Q_OBJECT

public:
    ReferenceEditor(const metamodel::Property &property, const QJsonValue &value, const Model &model,
                    QWidget *parent);

    [[nodiscard]] std::expected<QJsonValue, QString> value() const override;
    /// The beginning of a name is no mistake yet.
    [[nodiscard]] std::optional<QString> problemSoFar() const override;
    void begin() override;
};

/// Several of the values, ticked.
class ChecklistEditor : public ValueEditor
{
    Q_OBJECT

public:
    ChecklistEditor(const metamodel::Property &property, const QJsonValue &value, const Model &model,
                    QWidget *parent);

    [[nodiscard]] std::expected<QJsonValue, QString> value() const override;
    void begin() override;

private:
    bool eventFilter(QObject *watched, QEvent *event) override;

    QListWidget *m_list;
};

} // namespace gp::views

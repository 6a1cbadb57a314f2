// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/metamodel/metamodel.h"

#include <QWidget>

namespace gp::views {

/// Edits one value of the metamodel's types. Made when a value is clicked, gone when it is done.
class ValueEditor : public QWidget
{
    Q_OBJECT

public:
    using QWidget::QWidget;

    /// What is entered; null for nothing; an error in words where it cannot be read at all.
    [[nodiscard]] virtual std::expected<QJsonValue, QString> value() const = 0;
    /// Why what is entered so far cannot become a value, said while one types; nothing where it still can.
    [[nodiscard]] virtual std::optional<QString> problemSoFar() const;
    /// Takes the focus, opens its list.
    virtual void begin() = 0;

Q_SIGNALS:
    /// Something else is entered than a moment ago.
    void changed();
    void committed();
    void cancelled();
};

/// The right editor for a property: text, several lines, number, choice, yes and no, date, list, reference,
/// table. `model` offers what references can name.
[[nodiscard]] ValueEditor *makeEditor(const metamodel::Property &property, const QJsonValue &value,
                                      const Model &model, QWidget *parent);

/// What a reference or list can name: (key, name) sorted by name; values of the metamodel where it lists
/// them.
[[nodiscard]] QList<std::pair<QString, QString>> choicesFor(const metamodel::Property &property,
                                                            const Model &model);

/// A value as the inspector shows it: names in place of keys, tables as lines, the first letter large.
[[nodiscard]] QString shownText(const metamodel::Property &property, const QJsonValue &value,
                                const Model &model);

} // namespace gp::views

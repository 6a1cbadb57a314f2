// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/metamodel/metamodel.h"

#include <QSet>

namespace gp::metamodel {

/// What a new view can start from: data in resources/views/templates.yaml.
struct ViewTemplate
{
    /// What has to be chosen before there is a view.
    enum class Asks { Nothing, Domain, Element };

    QString name;
    QString title;
    QString help; ///< one sentence
    Asks asks = Asks::Nothing;
    QSet<QString> through;  ///< relation kinds that lead on from the element, both ways
    QSet<QString> into;     ///< those that lead on against the arrow only
    QJsonObject properties; ///< of the view, as records.yaml describes them
};

/// Reads a file of templates; kinds, relations and properties must be known to `metamodel`. Errors name file
/// and line.
[[nodiscard]] Result<QList<ViewTemplate>> loadViewTemplates(const QString &file, const Metamodel &metamodel);
/// Those that are built in; the tests check the file, so it always loads.
[[nodiscard]] const QList<ViewTemplate> &viewTemplates();

} // namespace gp::metamodel

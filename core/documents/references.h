// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QList>
#include <QString>

namespace gp::documents {

/// "@checkout" in a text: an element by its key. `\@` is a plain at sign.
struct Reference
{
    qsizetype start = 0; ///< of the at sign, in UTF-16 units
    qsizetype length = 0;
    QString key;
};

/// All of a text, in their order; whether there are such elements is not looked at.
[[nodiscard]] QList<Reference> referencesIn(const QString &text);

} // namespace gp::documents

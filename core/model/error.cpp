// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "core/model/error.h"

namespace gp {

QString Error::text() const
{
    if (file.isEmpty())
        return message;
    if (line <= 0)
        return file + QStringLiteral(": ") + message;
    return file + u':' + QString::number(line) + QStringLiteral(": ") + message;
}

} // namespace gp

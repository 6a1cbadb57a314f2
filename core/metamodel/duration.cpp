// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "core/metamodel/duration.h"

#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace gp::metamodel {

bool isDuration(QStringView text)
{
    static const QRegularExpression spoken(
        uR"(^(\d+([.,]\d+)?\s*(ms|s|sec|seconds?|m|min|minutes?|h|hours?|d|days?|w|weeks?|months?|y|years?)\s*)+$)"_s,
        QRegularExpression::CaseInsensitiveOption);
    static const QRegularExpression iso(
        uR"(^P(?=.)(\d+Y)?(\d+M)?(\d+W)?(\d+D)?(T(?=.)(\d+H)?(\d+M)?(\d+([.,]\d+)?S)?)?$)"_s);
    const QStringView trimmed = text.trimmed();
    return spoken.matchView(trimmed).hasMatch() || iso.matchView(trimmed).hasMatch();
}

} // namespace gp::metamodel

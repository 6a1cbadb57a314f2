// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "core/rules/resources.h"

#include <QDir>

void initRulesResources()
{
    Q_INIT_RESOURCE(rules);
}

// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/model/at.h"

#include <QRandomGenerator>

namespace gp::torture {

/// Random lines for `groundplan-cli edit`, of every operation it has. Most are possible in the given model.
class Lines
{
public:
    /// New things get keys that begin with `prefix`. `ownOnly`: touches only those, and neither undoes nor
    /// takes snapshots, so that two can work at once and each be checked.
    Lines(QRandomGenerator &random, QString prefix, bool ownOnly);

    [[nodiscard]] QString next(const Model &model, PlateauId plateau);

private:
    int number(int below) { return static_cast<int>(m_random.bounded(below)); }
    [[nodiscard]] QString anyKey(const PlateauModel &at);
    [[nodiscard]] QString value(const QString &property);
    [[nodiscard]] QString assignments();
    [[nodiscard]] QString add();
    [[nodiscard]] QString relation(const PlateauModel &at);

    QRandomGenerator &m_random;
    QString m_prefix;
    bool m_ownOnly;
    int m_count = 0;
};

} // namespace gp::torture

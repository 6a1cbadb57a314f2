// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/compare/gap.h"
#include "core/model/at.h"

#include <memory>

namespace gp::compare {

/// What a model is at each of its plateaus, and what lies between two of them: each worked out once, when it
/// is first asked for. For those who ask again and again, as the pictures of a board pack do; a model itself
/// is taken wherever this is, and asks once. Copies share what is known. Any thread.
class States
{
public:
    States(const Model &model); // NOLINT(google-explicit-constructor): a model will do

    [[nodiscard]] const Model &model() const;
    /// Stays where it is as long as there is a copy of this.
    [[nodiscard]] const PlateauModel &at(PlateauId plateau) const;
    [[nodiscard]] const Gap &between(PlateauId from, PlateauId to) const;

    struct Size
    {
        qsizetype elements = 0;
        qsizetype relations = 0;
    };
    /// What exists there, without putting its properties together.
    [[nodiscard]] Size sizeAt(PlateauId plateau) const;

private:
    struct Known;
    std::shared_ptr<Known> m_known;
};

} // namespace gp::compare

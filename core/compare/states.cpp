// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "core/compare/states.h"

#include <map>
#include <mutex>

namespace gp::compare {

struct States::Known
{
    explicit Known(const Model &m)
        : model(m)
    {
    }

    const Model model;
    std::mutex mutex; ///< of what follows
    std::map<PlateauId, PlateauModel> states;
    std::map<std::pair<PlateauId, PlateauId>, Gap> gaps;
};

States::States(const Model &model)
    : m_known(std::make_shared<Known>(model))
{
}

const Model &States::model() const
{
    return m_known->model;
}

const PlateauModel &States::at(PlateauId plateau) const
{
    const std::scoped_lock lock(m_known->mutex);
    const auto known = m_known->states.find(plateau);
    return known != m_known->states.end()
               ? known->second
               : m_known->states.emplace(plateau, PlateauModel(m_known->model, plateau)).first->second;
}

const Gap &States::between(PlateauId from, PlateauId to) const
{
    const std::scoped_lock lock(m_known->mutex);
    const std::pair ends(from, to);
    const auto known = m_known->gaps.find(ends);
    return known != m_known->gaps.end()
               ? known->second
               : m_known->gaps.emplace(ends, gapBetween(m_known->model, from, to)).first->second;
}

} // namespace gp::compare

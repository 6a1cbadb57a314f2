// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#include "core/compare/states.h"

#include <map>
#include <mutex>
#include <optional>

namespace gp::compare {

namespace {

/// Made by the first who asks; others who ask meanwhile wait for that one and for nobody else.
template<typename T>
struct Once
{
    std::once_flag flag;
    std::optional<T> value;
};

States::Size sizeOf(const Model &model, PlateauId plateau)
{
    const PlateauPath path = model.pathTo(plateau);
    States::Size size;
    QSet<ElementId> living;
    for (const Element &element : model.elements()) {
        if (path.lives(element.lifetime))
            living.insert(element.id);
    }
    size.elements = living.size();
    for (const Relation &relation : model.relations()) {
        const bool lives = living.contains(relation.source) && living.contains(relation.target) &&
                           path.lives(relation.lifetime);
        size.relations += lives ? 1 : 0;
    }
    return size;
}

} // namespace

struct States::Known
{
    explicit Known(const Model &m)
        : model(m)
    {
    }

    template<typename Key, typename T, typename Make>
    const T &known(std::map<Key, Once<T>> &all, const Key &key, Make make)
    {
        Once<T> *one = nullptr;
        {
            const std::scoped_lock lock(mutex);
            one = &all[key]; // its values stay where they are
        }
        std::call_once(one->flag, [&] { one->value.emplace(make()); });
        return *one->value;
    }

    const Model model;
    std::mutex mutex; ///< of the maps, not of what is in them
    std::map<PlateauId, Once<PlateauModel>> states;
    std::map<std::pair<PlateauId, PlateauId>, Once<Gap>> gaps;
    std::map<PlateauId, Once<Size>> sizes;
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
    return m_known->known(m_known->states, plateau, [&] { return PlateauModel(m_known->model, plateau); });
}

const Gap &States::between(PlateauId from, PlateauId to) const
{
    return m_known->known(m_known->gaps, std::pair(from, to),
                          [&] { return gapBetween(m_known->model, at(from), at(to)); });
}

States::Size States::sizeAt(PlateauId plateau) const
{
    return m_known->known(m_known->sizes, plateau, [&] { return sizeOf(m_known->model, plateau); });
}

} // namespace gp::compare

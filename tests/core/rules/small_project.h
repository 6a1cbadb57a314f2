// SPDX-FileCopyrightText: Groundplan contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/metamodel/yaml.h"
#include "core/store/query.h"
#include "core/store/store.h"

#include <QTemporaryDir>

/// A project file made from a few lines of YAML:
///   elements: {service/cart: {tier: 1}}
///   relations: [cart ownedBy basket, cart dependsOn stock mode=async]
///   records: {waiver/w1: {rule: SLO-001, …}}
/// Plateaus are current, wave (2027-01-31) and target (2027-12-31), in a line; the project's date is
/// 2026-11-23. An element key ending in "@wave" begins there.
class SmallProject
{
public:
    explicit SmallProject(const QByteArray &yaml);
    explicit SmallProject(const gp::yaml::Value &value);

    [[nodiscard]] const gp::Model &model() const { return m_store->model(); }
    [[nodiscard]] gp::PlateauId plateau(const QString &key) const { return model().plateau(key)->id; }
    [[nodiscard]] gp::ElementId element(const QString &key) const { return model().element(key)->id; }
    gp::store::Query &query() { return *m_query; }

private:
    void build(const gp::yaml::Value &value);

    QTemporaryDir m_dir;
    std::unique_ptr<gp::store::Store> m_store;
    std::unique_ptr<gp::store::Query> m_query;
};
